//! Entries of a list of parks that begin with their trades: 某甲园区：汽车坐垫、滤布、橡胶带，代表企业有….

use crate::extract::industry::named;
use crate::extract::industry_heading::{bare_items, engagement};
use crate::extract::page::{Bytes, Name, Page};
use crate::extract::sentence::Sentence;
use crate::lexicon::Scheme;
use crate::model::{EntityKind, Fact, MentionId};

/// How many entries make a list.
const FEWEST: usize = 2;
/// How many trades an entry has at least.
const TRADES: usize = 2;

/// An entry with its park and the trades behind its colon.
struct Entry<'p> {
    sentence: &'p Sentence,
    park: usize,
    trades: Vec<Bytes>,
}

/// The industries of all entries.
pub(super) fn industries(page: &Page<'_>) -> Vec<Name> {
    let trades = entries(page).into_iter().flat_map(|it| it.trades);
    let read = ("name/park entry", 0.84);
    trades.map(|it| named(page, it, read)).collect()
}

/// Each trade of an entry is one of its park.
pub(super) fn facts(page: &Page<'_>) -> Vec<Fact<MentionId>> {
    let mut facts = Vec::new();
    for Entry {
        sentence,
        park,
        trades,
    } in entries(page)
    {
        let stated = trades
            .into_iter()
            .filter_map(|it| engagement(page, sentence, (park, it)));
        facts.extend(stated);
    }
    facts
}

/// The entries of a page, if they are several and one of them holds a known industry.
fn entries<'p>(page: &'p Page<'_>) -> Vec<Entry<'p>> {
    let prose = page.sentences.iter().filter(|it| Page::is_prose(it));
    let entries: Vec<Entry<'_>> = prose.filter_map(|it| entry(page, it)).collect();
    let known = |it: &Bytes| {
        let mut inside = page.names_in(it);
        page.is_named_in(Scheme::Industry, page.slice(it.clone()))
            || inside.any(|it| page.is_kind(it, EntityKind::Industry))
    };
    let mut trades = entries.iter().flat_map(|it| it.trades.iter());
    if entries.len() >= FEWEST && trades.any(known) {
        entries
    } else {
        Vec::new()
    }
}

fn entry<'p>(page: &'p Page<'_>, sentence: &'p Sentence) -> Option<Entry<'p>> {
    let park = page.name_at(sentence.bytes.start)?;
    let name = &page.names[park];
    let rest = page.slice(name.bytes.end..sentence.bytes.end.max(name.bytes.end));
    let list = rest.strip_prefix('：')?;
    let start = sentence.bytes.end - list.len();
    let end = start + list.find(['，', '。', '；', '\n']).unwrap_or(list.len());
    let trades = (page.is_kind(park, EntityKind::Park))
        .then(|| bare_items(page, start..end))
        .flatten()
        .filter(|it| it.len() >= TRADES)?;
    Some(Entry {
        sentence,
        park,
        trades,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::page::tests::on_page;

    fn check(text: &str, expected: &[&str]) {
        on_page(text, |page| {
            let found = industries(page);
            let names: Vec<&str> = found.iter().map(|it| it.name.as_str()).collect();
            assert_eq!(names, expected, "{text}");
        });
    }

    #[test]
    fn what_parks_are_listed_with_are_their_trades() {
        check(
            "昆山经济技术开发区：新材料、橡胶带，现有企业84家。\n\n张家港经济技术开发区：工艺礼品、冲锋衣，现有企业62家。\n",
            &["新材料", "橡胶带", "工艺礼品", "冲锋衣"],
        );
    }

    #[test]
    fn one_park_or_a_sentence_makes_no_list() {
        check("昆山经济技术开发区：新材料、橡胶带，现有企业84家。\n", &[]);
        check(
            "昆山经济技术开发区：引进项目、签约10个。\n\n张家港经济技术开发区：新材料产值增长。\n",
            &[],
        );
    }
}
