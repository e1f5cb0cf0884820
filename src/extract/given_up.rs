//! Industries that a clause speaks of because somebody was made to leave them, has left them, or is watched in them.

use crate::extract::actor::Fit;
use crate::extract::modality::clause_of;
use crate::extract::page::Bytes;
use crate::model::EntityKind;

/// How far behind what stands for an industry, in bytes, it may be said to be shut: eight characters.
const SHUT: usize = 24;

impl Fit<'_, '_> {
    /// 食品企业12家|被查处, 关停|化工企业5家: whether those that stand for an industry are said to go.
    pub(super) fn is_shut(&self, clause: &Bytes) -> bool {
        let Bytes { start, end } = self.found.bytes;
        let behind = end..clause.end.min(end + SHUT).max(end);
        self.page.has_word_in("shut_down", &behind)
            || self.page.word_ending("shut_down", start).is_some()
    }

    /// 化工、水泥|纳入错峰生产名单, 把化工作为|监管|重点方向: whether what is said of a list of industries is that somebody watches over them.
    pub(super) fn is_overseen(&self, object: &Bytes) -> bool {
        let Bytes { start, end } = self.found.bytes;
        let clause = clause_of(self.sentence, start);
        let behind = object.end..clause.end.min(end + SHUT).max(object.end);
        self.page.has_word_in("oversight", &behind)
    }

    /// 曾经|做房地产的甲公司: whether a company is said to have done what it does no longer.
    pub(super) fn is_over(&self, subject: usize) -> bool {
        let company = self.page.is_kind(subject, EntityKind::Company);
        let once = self.page.word_ending("once_mark", self.found.bytes.start);
        company && once.is_some()
    }
}
