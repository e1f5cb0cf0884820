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

    /// 新市片区…。片|区内的|甲公司: the part of a zone that the block has named last, where the match begins inside the word for
    /// such parts that its name ends with.
    pub(super) fn part_meant(&self) -> Option<usize> {
        let page = self.page;
        let start = self.found.bytes.start;
        let first = page.rest(start).chars().next()?;
        let word = page.word_ending("park_part", start + first.len_utf8())?;
        let block = self.sentence.block;
        let begin = page.sentences.partition_point(|it| it.block < block);
        let before = page.sentences.get(begin)?.bytes.start..word.start;
        let part = |it: &usize| page.names[*it].name.ends_with(page.written(word));
        let mut parks = page
            .names_in(&before)
            .filter(|&it| page.is_kind(it, EntityKind::Park));
        let inside = word.start < start && self.rule.gives == Gives::Location;
        inside.then(|| parks.rfind(part)).flatten()
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
