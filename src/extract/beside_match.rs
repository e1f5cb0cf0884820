//! Parks in and beside the match of a location rule that say of themselves where something lies.

use crate::extract::actor::Fit;
use crate::lexicon::Gives;
use crate::model::EntityKind;

impl Fit<'_, '_> {
    /// 某产业|园内的|甲公司: the park with whose last characters the match begins.
    pub(super) fn park_run_into(&self) -> Option<usize> {
        let page = self.page;
        let start = self.found.bytes.start;
        let over = page.name_over(start);
        over.filter(|&it| page.is_kind(it, EntityKind::Park) && page.names[it].bytes.start < start)
    }

    /// 甲园的A公司、|乙园|的B公司: a park behind the first of those that lie somewhere is where the next of them lies, if a particle
    /// joins them.
    pub(super) fn leave_owners(&self, subjects: &mut Vec<usize>) {
        let page = self.page;
        let particle = page.lexicon.particle();
        let owns = |it: usize| {
            let rest = page.rest(page.names[it].bytes.end);
            page.is_kind(it, EntityKind::Park) && rest.starts_with(particle)
        };
        let mut listed = subjects.iter().skip(1);
        let owner = listed.position(|&it| owns(it)).map(|it| it + 1);
        if let (Gives::Location, Some(owner)) = (self.rule.gives, owner) {
            subjects.truncate(owner);
        }
    }
}
