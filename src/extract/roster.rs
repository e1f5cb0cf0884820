//! Rosters: lines of names under a line that names a title and says that a list follows are who holds it.

use crate::extract::conferral::holder_kinds;
use crate::extract::confidence;
use crate::extract::draft::Draft;
use crate::extract::page::{Bytes, Page};
use crate::extract::sentence::Sentence;
use crate::model::{
    Conferral, ConferralStatus, EntityKind, Fact, MentionId, PartialDate, RuleId, Statement,
};

/// How many letters a line may have beside its names: 一、 or 和.
const BESIDE: usize = 2;
/// How long the heading of a part may be, in characters.
const SUBHEADING: usize = 20;

/// The line over a roster.
struct Heading {
    honor: usize,
    status: ConferralStatus,
    date: Option<PartialDate>,
}

/// The conferrals of all rosters of a page.
pub(super) fn facts(page: &Page<'_>) -> Vec<Fact<MentionId>> {
    let mut facts = Vec::new();
    let mut heading: Option<Heading> = None;
    for sentence in page.sentences.iter().filter(|it| Page::is_prose(it)) {
        let found = Heading::new(page, sentence);
        if found.is_some() {
            heading = found;
        } else if let Some(over) = &heading {
            let holders = holders(page, sentence, over.honor);
            facts.extend(holders.iter().map(|&it| over.fact(page, sentence, it)));
            if holders.is_empty() && !is_subheading(page, sentence) {
                heading = None;
            }
        }
    }
    facts
}

impl Heading {
    /// A sentence that ends with the word for a list and names a title.
    fn new(page: &Page<'_>, sentence: &Sentence) -> Option<Self> {
        let text = page.slice(sentence.bytes.clone());
        let kept = text.trim_end_matches(['：', '。', '，', ' ', '\n', '”', '》']);
        let end = sentence.bytes.start + kept.len();
        page.word_ending("roster_word", end)?;
        let mut names = page.names_in(&sentence.bytes);
        let honor = names.rfind(|&it| page.is_kind(it, EntityKind::Honor))?;
        let notice = ["public_notice", "candidate_list"];
        let open = notice
            .iter()
            .any(|list| page.has_word_in(list, &sentence.bytes));
        let mut moments = page.moments_in(&sentence.bytes).rev();
        Some(Self {
            honor,
            status: if open {
                ConferralStatus::Applying
            } else {
                ConferralStatus::Conferred
            },
            date: moments.find_map(|it| page.moments[it].date),
        })
    }

    fn fact(&self, page: &Page<'_>, sentence: &Sentence, holder: usize) -> Fact<MentionId> {
        let conferral = Conferral {
            recipient: MentionId(holder),
            honor: MentionId(self.honor),
            status: self.status,
            date: self.date,
            conferred_by: Vec::new(),
            batch: None,
        };
        let bytes = |it: usize| page.names[it].bytes.clone();
        let draft = Draft {
            rule: RuleId::new("conferral/roster"),
            confidence: confidence::of("conferral/roster"),
            spans: vec![bytes(self.honor), bytes(holder)],
            statement: Statement::Conferral(conferral),
        };
        draft.fact(page, sentence, &bytes(holder))
    }
}

/// Whether a line is a short heading of a part of a roster: 一、代表性工业园区.
fn is_subheading(page: &Page<'_>, sentence: &Sentence) -> bool {
    let text = page.slice(sentence.bytes.clone());
    let number = page.word_at("plan_number", sentence.bytes.start);
    let marked = number.is_some_and(|it| page.rest(it.end).starts_with('、'));
    marked && text.chars().count() <= SUBHEADING && page.names_in(&sentence.bytes).is_empty()
}

/// The names of a line that holds nothing else than names of those who can hold a title, numbers and marks.
fn holders(page: &Page<'_>, sentence: &Sentence, honor: usize) -> Vec<usize> {
    let kinds = holder_kinds(page, honor);
    let names = page.names_in(&sentence.bytes);
    let holders = names
        .clone()
        .filter(|&it| kinds.contains(&page.names[it].kind));
    let covered: Vec<Bytes> = names.map(|it| page.names[it].bytes.clone()).collect();
    let mut beside = 0;
    let mut depth = 0;
    for (at, letter) in page.slice(sentence.bytes.clone()).char_indices() {
        let at = sentence.bytes.start + at;
        depth += i32::from(letter == '(') - i32::from(letter == ')');
        let named = covered.iter().any(|it| it.contains(&at));
        let counts = letter.is_alphabetic() && depth == 0 && !named;
        beside += usize::from(counts);
    }
    if beside > BESIDE {
        return Vec::new();
    }
    // Of an address and what lies there, the last: 苏州|相城区.
    let end = |it: usize| page.names[it].bytes.end;
    let begins = |at: usize| page.name_at(at).is_some();
    holders.filter(|&it| !begins(end(it))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::honor::find_honors;
    use crate::extract::page::tests::on_page;

    fn count(text: &str) -> usize {
        let mut count = 0;
        on_page(text, |page| {
            find_honors(page);
            count = facts(page).len();
        });
        count
    }

    #[test]
    fn lines_under_the_name_of_a_list_are_who_is_on_it() {
        let list = "国家级绿色园区名单：\n1.张家港经济技术开发区\n2.德阳经济技术开发区\n";
        assert_eq!(count(list), 2);
    }

    #[test]
    fn a_line_that_says_more_is_none_of_the_list() {
        let text = "国家级绿色园区名单：\n张家港经济技术开发区召开工作会议。\n";
        assert_eq!(count(text), 0);
    }
}
