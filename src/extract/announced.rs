//! What the figures of several places or parks measure that stand beside bare names: the words before a colon, or the figure of the
//! whole before them, said it once for all.

use crate::extract::indicator::Label;
use crate::extract::label::Finder;
use crate::extract::page::Bytes;
use crate::extract::phrase::{is_owner, phrase};
use crate::model::Change;

impl Finder<'_, '_> {
    /// 投资增速前三名：|甲县增长|58.3%, 全市增长9.9%，|甲县增长|12%: the label of a number before whose change (增长) nothing but a name stands.
    /// The name is whose the number is; it measures what the change before it did, or else what the words before the colon announce.
    pub(super) fn of_each(&self, named: &Bytes, change: Change) -> Option<Label> {
        let page = self.page;
        let owner = page.name_at(named.start)?;
        let alone = page.names[owner].bytes == *named && is_owner(page.names[owner].kind);
        let rule = "observation/changed";
        let before = self.last.filter(|it| it.change != Change::Level);
        let label = before.map(|it| it.again(rule));
        let label = label
            .or_else(|| self.announced(named.start))
            .filter(|_| alone)?;
        Some(Label {
            change,
            subject: Some(owner),
            bytes: named.clone(),
            ..label
        })
    }

    /// 1至7月|投资|增速前三名：: the noun whose growth the words before a colon announce.
    fn announced(&self, start: usize) -> Option<Label> {
        let page = self.page;
        let sentence = &page.sentences[page.sentence_at(start)?];
        let head = page.slice(sentence.bytes.start..start);
        let head = sentence.bytes.start..sentence.bytes.start + head.rfind('：')?;
        let growth = page.words_in("growth_noun", &head).last()?;
        let dated = page.moments_in(&head).last();
        let from = dated.map_or(head.start, |it| page.moments[it].bytes.end);
        let noun = phrase(page, &(from.min(growth.start)..growth.start))?;
        Some(self.label(noun, "observation/changed"))
    }
}
