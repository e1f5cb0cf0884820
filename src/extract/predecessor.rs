//! Parks whose place another one has taken: under a new name, or where several became one.

use crate::extract::page::Page;
use crate::model::EntityKind;

/// 甲工业园2010年升级为|乙经开区, 甲园、丙园整合为|乙经开区: the parks of its sentence whose place a park has taken, last first; none where
/// no word for that leads to it.
pub(super) fn predecessors(page: &Page<'_>, park: usize) -> Vec<usize> {
    let start = page.names[park].bytes.start;
    let quoted = page.slice(0..start).trim_end_matches(['“', '"']).len();
    let renamed = ["rename", "merged_as", "grown_on"]
        .iter()
        .any(|it| page.word_ending(it, quoted).is_some());
    let Some(sentence) = page.sentence_at(start).filter(|_| renamed) else {
        return Vec::new();
    };
    let before = page.names_in(&(page.sentences[sentence].bytes.start..start));
    let mut found: Vec<usize> = Vec::new();
    for it in before
        .rev()
        .filter(|&it| page.is_kind(it, EntityKind::Park))
    {
        let joined = found.last().is_none_or(|&next| {
            let between = page.names[it].bytes.end..page.names[next].bytes.start;
            between.start <= between.end && page.is_word("list_mark", page.slice(between))
        });
        if !joined {
            break;
        }
        if page.names[it].name != page.names[park].name {
            found.push(it);
        }
    }
    found
}

/// 甲经济开发区更名为甲高新区: whether a name, perhaps 甲经开区, calls a zone by what it was before it became one of another kind.
pub(super) fn calls_former(page: &Page<'_>, name: usize, (old, new): (usize, usize)) -> bool {
    let kind = |it: usize| {
        let parts = page.lexicon.park_stem(&page.names[it].name);
        parts.map(|(stem, head)| (stem, head.chars().next()))
    };
    let own = kind(name);
    own.is_some() && own == kind(old) && own != kind(new)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::page::tests::on_page;

    fn check(text: &str, park: &str, expected: &[&str]) {
        on_page(text, |page| {
            let mut names = page.names.iter();
            let park = names.rposition(|it| it.name == park).unwrap();
            let found = predecessors(page, park);
            let found: Vec<&str> = found
                .iter()
                .map(|&it| page.names[it].name.as_str())
                .collect();
            assert_eq!(found, expected, "{text}");
        });
    }

    #[test]
    fn a_park_that_others_became_takes_their_place() {
        let new = "湘潭经济技术开发区";
        check(
            "九华经济区2011年经国务院批准升级为湘潭经济技术开发区。",
            new,
            &["九华经济区"],
        );
        check(
            "2012年，九华工业园、双马工业园整合为湘潭经济技术开发区。",
            new,
            &["双马工业园", "九华工业园"],
        );
        check(
            "2011年，在九华经济区基础上设立湘潭经济技术开发区。",
            new,
            &["九华经济区"],
        );
        check("九华工业园位于湘潭经济技术开发区。", new, &[]);
    }
}
