//! Who a match at the head of its clause is about, where the clause before is no sentence of its own but names or describes him.

use crate::extract::actor::Fit;
use crate::extract::conferral::HOLDERS;
use crate::extract::page::Bytes;

impl Fit<'_, '_> {
    /// 同时上榜的还有|甲公司|，获评H: the name that the clause before ends with, behind the word that brings it in.
    pub(super) fn brought_in(&self, clause: &Bytes) -> Option<usize> {
        let page = self.page;
        let before = self.clause_led_to(clause)?;
        let last = page.names_in(&before).last()?;
        let name = &page.names[last];
        let ends = page.slice(name.bytes.end..before.end.max(name.bytes.end));
        let led = page.word_ending("further", name.bytes.start).is_some();
        (led && ends.trim().is_empty() && HOLDERS.contains(&name.kind)).then_some(last)
    }

    /// 与园区毗邻的|某某港|，是H: whether the clause before describes what is no name of the page.
    pub(super) fn is_of_unread_neighbour(&self, clause: &Bytes) -> bool {
        let page = self.page;
        let told = |before: Bytes| {
            let word = page.words_in("park_intro", &before).last()?;
            Some(word.end..before.end)
        };
        let behind = self.clause_led_to(clause).and_then(told);
        behind.is_some_and(|it| !it.is_empty() && page.names_in(&it).is_empty())
    }

    /// The clause before the one that the match begins.
    fn clause_led_to(&self, clause: &Bytes) -> Option<Bytes> {
        let lead = self.page.slice(clause.start..self.found.bytes.start);
        let before = self.sentence.clause_before(clause)?;
        lead.trim().is_empty().then(|| before.clone())
    }
}
