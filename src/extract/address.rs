//! Where the object of a location ends: the last division of an address, or the park inside it.

use crate::extract::actor::Fit;
use crate::extract::topic::is_zone;
use crate::lexicon::Gives;
use crate::model::EntityKind;

impl Fit<'_, '_> {
    /// The division of an address, and those of a list that it begins: 安顺市西秀区|和|平坝区.
    pub(super) fn listed_divisions(&self, name: usize, subjects: &[usize]) -> Vec<usize> {
        let page = self.page;
        let next = |last: usize| {
            let mark = page.word_at("list_mark", page.names[last].bytes.end)?;
            let next = page.name_at(mark.end)?;
            let place = page.is_kind(next, EntityKind::Place);
            place.then(|| self.nearest_division(next, subjects))
        };
        let first = self.nearest_division(name, subjects);
        let listed = page.is_kind(first, EntityKind::Place) && self.rule.gives == Gives::Location;
        let rest = |it: &usize| listed.then(|| next(*it)).flatten();
        std::iter::successors(Some(first), rest).collect()
    }

    /// The last division of an address, or the park in it: 江苏省|苏州市, 高河街道|金东产业园, 某高新区的|某产业园.
    pub(super) fn nearest_division(&self, name: usize, subjects: &[usize]) -> usize {
        let names = &self.page.names;
        let is_place = |it: usize| names[it].kind == EntityKind::Place;
        let park = |it: usize| names[it].kind == EntityKind::Park && !subjects.contains(&it);
        let mut last = name;
        while is_place(last)
            && names.get(last + 1).is_some_and(|next| {
                (next.kind == EntityKind::Place || park(last + 1))
                    && next.bytes.start == names[last].bytes.end
            })
        {
            last += 1;
        }
        let next = names.get(last + 1).filter(|_| park(last) && park(last + 1));
        let inside = next.is_some_and(|next| {
            let gap = self.page.slice(names[last].bytes.end..next.bytes.start);
            gap.is_empty() || gap == self.page.lexicon.particle()
        });
        let zone = |it: usize| is_zone(self.page, &names[it]);
        last + usize::from(inside && zone(last) && !zone(last + 1))
    }
}
