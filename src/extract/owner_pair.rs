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

/// What speaks for an owner as a company.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Weight {
    /// It is known as one.
    Known,
    /// What it is called says so.
    Plausible,
    /// Nothing but its list.
    Listed,
}

/// The owner in an item of a list.
struct Owner {
    bytes: Bytes,
    weight: Weight,
}

/// The owners in the lists of a sentence that stand side by side, where some of them read as companies.
pub(super) fn paired_owners(page: &Page<'_>, sentence: &Sentence, found: &mut Vec<Name>) {
    for clause in &sentence.clauses {
        if !page.slice(clause.clone()).contains('、') {
            continue;
        }
        let mut run: Vec<Owner> = Vec::new();
        for (place, piece) in pieces(page, clause).iter().enumerate() {
            match owner_in(page, sentence, piece, place == 0) {
                Some(owner) => run.push(owner),
                None => found.extend(names(page, &std::mem::take(&mut run))),
            }
        }
        found.extend(names(page, &run));
    }
}

/// The names of owners side by side that are not known yet: those that read as companies, and the others where one is known.
fn names(page: &Page<'_>, run: &[Owner]) -> Vec<Name> {
    let count = |weight: Weight| run.iter().filter(|it| it.weight == weight).count();
    let (known, plausible) = (count(Weight::Known), count(Weight::Plausible));
    if run.len() < FEWEST || known + plausible == 0 {
        return Vec::new();
    }
    let sure = known > 0 || plausible > 1;
    let fits = |it: &Owner| match it.weight {
        Weight::Known => false,
        Weight::Plausible => sure,
        Weight::Listed => sure && 2 * (known + plausible) >= run.len(),
    };
    let new = run.iter().filter(|it| fits(it));
    new.map(|it| Name {
        name: page.slice(it.bytes.clone()).to_owned(),
        bytes: it.bytes.clone(),
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
    thing.chars().nth(1)?;
    let known = page.name_ending(particle.start);
    if let Some(known) = known.filter(|it| it.kind == EntityKind::Company) {
        return Some(Owner {
            bytes: known.bytes.clone(),
            weight: Weight::Known,
        });
    }
    let start = if first {
        led_start(page, sentence, &(item.start..particle.start))
    } else {
        item.start
    };
    let bytes = start..particle.start;
    let short = LENGTH.contains(&page.slice(bytes.clone()).chars().count());
    if !short {
        return None;
    }
    let brand = begins_with_brand(page, &bytes);
    if !brand && !can_be_company(page, &bytes) {
        return None;
    }
    let plausible = brand || is_plausible(page, &bytes);
    let weight = if plausible {
        Weight::Plausible
    } else {
        Weight::Listed
    };
    Some(Owner { bytes, weight })
}

/// Where the owner of the first item begins, behind the words that lead to the list: 还有|龙芷焦电.
fn led_start(page: &Page<'_>, sentence: &Sentence, words: &Bytes) -> usize {
    let start = start_before(page, sentence, words.end).max(words.start);
    let lead = name_lead(page, start).filter(|it| *it < words.end);
    lead.unwrap_or(start)
}

/// Whether a company of the lexicon begins a name that ends as names of companies do: 嘉芷|生化.
fn begins_with_brand(page: &Page<'_>, bytes: &Bytes) -> bool {
    let mut hits = page.hits_at(bytes.start);
    hits.any(|it| it.end < bytes.end && page.is_in(Scheme::Company, it))
        && ends_as_company(page, bytes)
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
    fn an_owner_beside_a_known_one_needs_no_ending() {
        check_companies(
            "宁德时代的动力电池、金昌特种纸的包装纸各擅胜场。",
            &["宁德时代", "金昌特种纸"],
        );
    }

    #[test]
    fn parts_of_a_thing_are_no_companies() {
        check_companies("新材料的研发、新能源的应用走在前面。", &[]);
    }
}
