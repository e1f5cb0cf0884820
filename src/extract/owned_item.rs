//! Lists whose items stand behind whose they are, and that run over several clauses: 甲高新区的|A公司、B公司，乙高新区的|C公司.

use crate::extract::actor::Fit;
use crate::extract::modality::clause_of;
use crate::extract::page::{Bytes, Page};
use crate::extract::project_item::{Behind, Item, trimmed};
use crate::extract::project_list::behind_park;
use crate::model::EntityKind;

/// Marks around names, which do not part them from their neighbours.
const QUOTES: [char; 4] = ['“', '”', '"', ' '];

impl Fit<'_, '_> {
    /// The first of the names that lead to an item: 大同市|某高新区|的A, 桃源县|漳江工业园.
    pub(super) fn lead_of(&self, item: usize) -> Option<usize> {
        let owner = owner_of(self.page, item);
        let address = self.address_of(owner.unwrap_or(item));
        address.or(owner)
    }

    /// Recipients with those of the clauses before that are nothing but a list of their kind: 甲园的|A、B，|乙园的|C获评….
    pub(super) fn with_clauses_before(&self, mut names: Vec<usize>) -> Vec<usize> {
        let page = self.page;
        let mut clause = clause_of(self.sentence, self.found.bytes.start);
        while let Some(&first) = names.first() {
            let lead = self.lead_of(first).unwrap_or(first);
            let opens = page.names[lead].bytes.start == clause.start;
            let Some(before) = self.sentence.clause_before(&clause) else {
                break;
            };
            let run = whole_list(page, before);
            let kind = page.names[first].kind;
            let comma = page.slice(before.end..clause.start) == "，";
            let alike = run.iter().all(|&it| page.is_kind(it, kind));
            if !opens || !comma || !alike || run.is_empty() || kind != EntityKind::Company {
                break;
            }
            names.splice(0..0, run);
            clause = before.clone();
        }
        names
    }
}

/// 甲高新区|的|A公司: the park or place before the particle right before a name.
fn owner_of(page: &Page<'_>, item: usize) -> Option<usize> {
    let owner = item.checked_sub(1)?;
    let gap = page.names[owner].bytes.end..page.names[item].bytes.start;
    let owns = matches!(page.names[owner].kind, EntityKind::Park | EntityKind::Place);
    let owned = !page.is_kind(item, EntityKind::Place);
    (owns && owned && page.slice(gap) == page.lexicon.particle()).then_some(owner)
}

/// The items of a clause that is a list and nothing else, behind whose they are and their addresses.
fn whole_list(page: &Page<'_>, clause: &Bytes) -> Vec<usize> {
    let mut items = Vec::new();
    let mut at = clause.start;
    while at < clause.end {
        let Some(name) = page.name_at(at) else {
            return Vec::new();
        };
        let end = page.names[name].bytes.end;
        let next = name + 1;
        let leads = page.names.get(next).is_some_and(|it| {
            let adjacent = it.bytes.start == end && page.is_kind(name, EntityKind::Place);
            adjacent || owner_of(page, next) == Some(name)
        });
        if leads {
            at = page.names[next].bytes.start;
            continue;
        }
        items.push(name);
        let rest = page.slice(end..clause.end);
        let rest = rest.trim_start_matches(QUOTES);
        let behind = clause.end - rest.len();
        match page.word_at("list_mark", behind) {
            Some(mark) => at = mark.end,
            None if rest.is_empty() => return items,
            None => return Vec::new(),
        }
    }
    Vec::new()
}
/// The first item of a list, behind the park of which it is said: 某开发区|远东钢绳等8个项目.
pub(super) fn behind_owner(page: &Page<'_>, item: Item) -> Item {
    let start = behind_park(page, &item.bytes).filter(|it| *it > item.bytes.start);
    let Some(start) = start else {
        return item;
    };
    let rest = trimmed(page, &(start..item.bytes.end), Behind::Item); // 某开发区|新开工|某电池壳体
    Item {
        bytes: rest.bytes,
        priced: item.priced || rest.priced,
        attributed: item.attributed,
    }
}
