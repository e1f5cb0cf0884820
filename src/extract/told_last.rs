//! The park of which the clause before says what it is: …，而某产业园正是其主阵地。|园区….

use crate::extract::frame::skip_frame;
use crate::extract::pointer::Spoken;
use crate::model::EntityKind;

impl Spoken<'_, '_> {
    /// The park that the last clause of the sentence before begins with and calls something, for a word that begins a sentence.
    pub(super) fn told_last(&self, at: usize) -> Option<usize> {
        let page = self.page;
        let here = page.sentence_at(at)?;
        let sentence = &page.sentences[here];
        let before = &page.sentences[here.checked_sub(1)?];
        let opens = sentence.bytes.start == at && before.block == sentence.block;
        let last = before.clauses.last().filter(|_| opens)?;
        let park = page.name_at(skip_frame(page, last))?;
        let behind = page.names[park].bytes.end..last.end;
        let called = page.has_word_in("copula", &behind);
        (page.is_kind(park, EntityKind::Park) && called).then_some(park)
    }
}
