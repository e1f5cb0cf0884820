//! Companies in a list of what they make: 还有|龙芷焦电|的煤气制LNG、|吉芷煤焦|的煤焦油加氢、….

use crate::extract::bare_name::start_before;
use crate::extract::framed::{can_be_company, inner_weight};
use crate::extract::name_like::ends_as_company;
use crate::extract::page::{Bytes, Name, Page};
use crate::extract::project_item::name_lead;
use crate::extract::project_list::pieces;
use crate::extract::sentence::Sentence;
use crate::lexicon::{Hit, Scheme};
use crate::model::{EntityKind, RuleId};

/// How many items with an owner such a list must have.
const FEWEST: usize = 2;
/// How many characters the name of an owner has.
const LENGTH: std::ops::RangeInclusive<usize> = 3..=8;
/// How much an owner must say of itself that ends as no company does.
const OWN: u8 = 2;

/// The owner in an item of a list.
struct Owner {
    bytes: Bytes,
    /// Whether it is known as a company.
    known: bool,
    /// Whether what it is called speaks for one.
    plausible: bool,
}

/// The owners in the lists of a sentence, where those that stand side by side all read as companies.
pub(super) fn paired_owners(page: &Page<'_>, sentence: &Sentence, found: &mut Vec<Name>) {
    for clause in &sentence.clauses {
        if page.slice(clause.clone()).find('、').is_none() {
            continue;
        }
        let pieces = pieces(page, clause);
        let mut run: Vec<Owner> = Vec::new();
        for (place, piece) in pieces.iter().enumerate() {
            let owner = owner_in(page, sentence, piece, place == 0);
            match owner.filter(|it| it.known || it.plausible) {
                Some(owner) => run.push(owner),
                None => found.extend(names(page, std::mem::take(&mut run))),
            }
        }
        found.extend(names(page, run));
    }
}

/// The names of owners side by side that are not known yet.
fn names(page: &Page<'_>, run: Vec<Owner>) -> Vec<Name> {
    if run.len() < FEWEST {
        return Vec::new();
    }
    let new = run.into_iter().filter(|it| !it.known);
    new.map(|it| Name {
        name: page.slice(it.bytes.clone()).to_owned(),
        bytes: it.bytes,
        kind: EntityKind::Company,
        rule: RuleId::new("name/paired owner"),
        confidence: 0.72,
    })
    .collect()
}

/// Who an item says that has what it is about: from its mark to its first particle.
fn owner_in(page: &Page<'_>, sentence: &Sentence, item: &Bytes, first: bool) -> Option<Owner> {
    let mut particles = page.words_in("particle", item);
    let particle = particles.find(|it| page.stands_alone(*it))?;
    let thing = page.slice(particle.end..item.end);
    if let Some(known) = page.name_ending(particle.start)
        && known.kind == EntityKind::Company
    {
        return Some(Owner {
            bytes: known.bytes.clone(),
            known: true,
            plausible: true,
        });
    }
    let start = if first {
        let start = start_before(page, sentence, particle.start).max(item.start);
        let lead = name_lead(page, start).filter(|it| *it < particle.start);
        lead.unwrap_or(start)
    } else {
        item.start
    };
    let bytes = start..particle.start;
    let short = LENGTH.contains(&page.slice(bytes.clone()).chars().count());
    let fits = short && thing.chars().nth(1).is_some() && can_be_company(page, &bytes);
    fits.then(|| Owner {
        plausible: is_plausible(page, &bytes),
        bytes,
        known: false,
    })
}

/// Whether a word of its own stands in a name, before an ending of companies or behind a place: 吉芷|煤焦, 江苏|华芷.
fn is_plausible(page: &Page<'_>, bytes: &Bytes) -> bool {
    let short = |it: &Hit| page.is_in(Scheme::Place, *it) && it.end < bytes.end;
    let place = page.hits_at(bytes.start).filter(short).map(|it| it.end);
    let placed = place.max().is_some_and(|end| {
        let rest = end..bytes.end;
        page.slice(rest.clone()).chars().nth(1).is_some() && inner_weight(page, &rest) >= OWN
    });
    let own = inner_weight(page, bytes) >= OWN;
    own && ends_as_company(page, bytes) || placed
}

#[cfg(test)]
mod tests {
    use crate::extract::page::tests::check_companies;

    #[test]
    fn who_has_what_stands_side_by_side_is_a_company() {
        check_companies(
            "还有龙芷焦电的焦炉煤气制LNG、吉芷煤业的煤焦油加氢。",
            &["龙芷焦电", "吉芷煤业"],
        );
    }

    #[test]
    fn parts_of_a_thing_are_no_companies() {
        check_companies("新材料的研发、新能源的应用走在前面。", &[]);
    }
}
