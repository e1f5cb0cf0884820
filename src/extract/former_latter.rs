//! What 前者 and 后者 mean: two that have been named together.

use crate::extract::leading::{behind_remark, is_actor};
use crate::extract::pointer::Spoken;
use crate::model::EntityKind;

impl Spoken<'_, '_> {
    /// What 前者 and 后者 mean: the last two companies, parks or projects of the last clause of the sentence that names two;
    /// else the last two of its that a list mark joins, bodies as well, or those that were named together.
    pub(super) fn pair_before(&self, at: usize) -> Vec<usize> {
        let page = self.page;
        let sentence = page.sentence_at(at).map(|it| &page.sentences[it]);
        let clauses = sentence.map_or(&[][..], |it| &it.clauses);
        let mut clauses = clauses.iter().rev().filter(|it| it.end <= at);
        let two = clauses.find_map(|clause| {
            let mut named = page.names_in(clause).rev();
            let last = named.find(|&it| is_actor(page.names[it].kind))?;
            let kind = page.names[last].kind;
            let first = named.find(|&it| page.is_kind(it, kind) && kind != EntityKind::Place)?;
            Some(vec![first, last])
        });
        let two = two.or_else(|| self.joined_before(at));
        two.unwrap_or_else(|| self.pair.to_vec())
    }

    /// 某研究院和某产业园互为支撑，|前者…: the last two of the sentence that a list mark joins, whatever they are.
    fn joined_before(&self, at: usize) -> Option<Vec<usize>> {
        let page = self.page;
        let start = page.sentences[page.sentence_at(at)?].bytes.start;
        let kind = |it: usize| page.names[it].kind;
        let own = |it: &usize| {
            let acts = is_actor(kind(*it)) || kind(*it) == EntityKind::Agency;
            acts && kind(*it) != EntityKind::Place
        };
        let named: Vec<usize> = page.names_in(&(start..at)).filter(own).collect();
        let joined = |two: &&[usize]| {
            let [first, last] = two else {
                return false;
            };
            let gap = page.names[*first].bytes.end..page.names[*last].bytes.start;
            page.is_word("list_mark", behind_remark(page.slice(gap)))
        };
        named.windows(2).rfind(joined).map(<[usize]>::to_vec)
    }
}
