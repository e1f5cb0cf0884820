//! Who is spoken of below a heading, or behind the number of an item.

use crate::extract::leading::is_actor;
use crate::extract::page::{Bytes, Page};
use crate::extract::sentence::Sentence;
use crate::extract::subject::Reader;
use crate::model::EntityKind;

/// What stands behind the number of an item.
const ITEM_MARKS: [char; 6] = ['.', '．', '、', ')', '(', ' '];

/// 二、|某工业园, 3.|某工业园: where a clause goes on behind the number of its item.
pub(super) fn behind_number(page: &Page<'_>, clause: &Bytes) -> usize {
    let number = page.word_at("item_number", clause.start);
    let written = number.map(|it| it.end.min(clause.end));
    written.unwrap_or_else(|| {
        let text = page.slice(clause.clone());
        let digits = text.trim_start_matches(|it: char| it.is_ascii_digit());
        let marked = digits.len() < text.len() && digits.starts_with(ITEM_MARKS);
        let rest = if marked {
            digits.trim_start_matches(ITEM_MARKS)
        } else {
            text
        };
        clause.end - rest.len()
    })
}

impl Reader<'_, '_> {
    /// The only park, company or project of a heading.
    pub(super) fn headed(&self, heading: &Sentence) -> Option<usize> {
        let page = self.page;
        let is_owner = |it: &usize| {
            page.names[*it].kind != EntityKind::Place && is_actor(page.names[*it].kind)
        };
        let mut owners = page.names_in(&heading.bytes).filter(is_owner);
        owners.next().filter(|_| owners.next().is_none())
    }

    /// 1．某公司A项目。: the name that is all of a numbered sentence.
    pub(super) fn item_name(&self, sentence: &Sentence, clause: &Bytes) -> Option<usize> {
        let page = self.page;
        let text = page.slice(clause.clone());
        let number = |it: char| it.is_ascii_digit() || ITEM_MARKS.contains(&it);
        let name = page
            .names_in(clause)
            .find(|&it| is_actor(page.names[it].kind))?;
        let bytes = &page.names[name].bytes;
        let lead = text.len() - text.trim_start_matches(number).len();
        let led = page.slice(clause.start + lead..bytes.start.max(clause.start + lead));
        let described = led.is_empty() || led.ends_with(page.lexicon.particle());
        let alone = sentence.clauses.len() == 1 && lead > 0 && described;
        (alone && bytes.end == clause.end).then_some(name)
    }
}
