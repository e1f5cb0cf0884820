//! Which places the text puts a place in whose name several bear: 长春市|朝阳区, 北京市|海淀区、朝阳区, 北京市引进35家，其中|朝阳区5家.

use crate::clean::BlockKind;
use crate::extract::page::{Bytes, Name, Page};
use crate::extract::subject::Subjecting;
use crate::lexicon::Scheme;
use crate::model::{Around, EntityKind, MentionId, Nearness};

/// How many sentences back a place still speaks for one without a place around it.
const LOOK_BACK: usize = 40;

/// What is named around the places whose names several bear, for each the nearest first.
pub(super) fn around(page: &Page<'_>, subjecting: &Subjecting) -> Vec<Around> {
    let shared = (0..page.names.len()).filter(|&it| is_shared(page, it));
    let around = shared.flat_map(|place| {
        let written = written(page, place).into_iter();
        let written = written.map(|it| (it, Nearness::Written));
        let others = written.chain(spoken(page, subjecting, place));
        others.map(move |(outer, nearness)| Around {
            inner: MentionId(place),
            outer: MentionId(outer),
            nearness,
        })
    });
    around.collect()
}

/// Whether several divisions bear the name of a place.
fn is_shared(page: &Page<'_>, name: usize) -> bool {
    let name = &page.names[name];
    let entries = page.lexicon.named(&name.name).map(|(_, it)| it);
    let bearers = entries.filter(|it| it.scheme == Scheme::Place && it.name == name.name);
    name.kind == EntityKind::Place && bearers.count() > 1
}

/// How two names that follow each other are joined.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    /// 长春市|朝阳区, and cells of a row.
    Address,
    /// 海淀区|、|朝阳区.
    List,
}

/// The places before a place in its address and list, then those behind it in its list or in brackets: 朝阳区|(长春市).
fn written(page: &Page<'_>, place: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let mut here = place;
    while let Some(before) = here.checked_sub(1)
        && joint(page, before, here).is_some()
    {
        found.push(before);
        here = before;
    }
    here = place;
    while let Some(Joint::List) = joint(page, here, here + 1)
        && joint(page, here + 1, here + 2) != Some(Joint::Address)
    {
        here += 1;
        found.push(here);
    }
    found.extend(said_behind(page, place));
    found
}

/// The place behind one that says where it lies: 朝阳区(|长春市), 通州区位于|南通市.
fn said_behind(page: &Page<'_>, place: usize) -> Option<usize> {
    let behind = page.names.get(place + 1).filter(|it| is_place(it))?;
    let gap = page.slice(page.names[place].bytes.end..behind.bytes.start);
    let in_brackets = gap == "(" && page.rest(behind.bytes.end).starts_with(')');
    (in_brackets || page.is_word("locate", gap)).then_some(place + 1)
}

fn is_place(name: &Name) -> bool {
    name.kind == EntityKind::Place
}

fn joint(page: &Page<'_>, before: usize, behind: usize) -> Option<Joint> {
    let (one, other) = (page.names.get(before)?, page.names.get(behind)?);
    if !is_place(one) || !is_place(other) {
        return None;
    }
    match page.slice(one.bytes.end..other.bytes.start) {
        "" | "\t" => Some(Joint::Address),
        gap if gap == page.lexicon.particle() => Some(Joint::Address),
        gap if page.is_word("list_mark", gap) => Some(Joint::List),
        _ => None,
    }
}

/// The places that sentences speak of up to a place, its own first, then those before and headings.
fn spoken(page: &Page<'_>, subjecting: &Subjecting, place: usize) -> Vec<(usize, Nearness)> {
    let start = page.names[place].bytes.start;
    let Some(here) = page.sentence_at(start) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for sentence in (here.saturating_sub(LOOK_BACK)..=here).rev() {
        let nearness = if sentence == here {
            Nearness::Sentence
        } else {
            Nearness::Before
        };
        let sentence = &page.sentences[sentence];
        let clauses = sentence.clauses.iter().rev();
        let subjects = clauses.filter_map(|it| subject_of(page, subjecting, it));
        let headed = headed(page, &sentence.bytes).filter(|_| sentence.kind == BlockKind::Heading);
        let spoken = subjects.chain(headed).filter(|&it| it < place);
        found.extend(spoken.map(|it| (it, nearness)));
    }
    found
}

/// The only place that a clause states to speak of; where something is done (在|北京市举办) is none, unless it is all that
/// the clause says.
fn subject_of(page: &Page<'_>, subjecting: &Subjecting, clause: &Bytes) -> Option<usize> {
    let [only] = subjecting.at(page, clause.start).names[..] else {
        return None;
    };
    let bytes = &page.names[only].bytes;
    let is_scene = page.word_ending("locative", bytes.start).is_some() && bytes.end < clause.end;
    let stated = clause.contains(&bytes.start) && is_place(&page.names[only]);
    (stated && !is_scene).then_some(only)
}

/// The only place of a heading.
fn headed(page: &Page<'_>, heading: &Bytes) -> Option<usize> {
    let mut places = page
        .names_in(heading)
        .filter(|&it| is_place(&page.names[it]));
    places.next().filter(|_| places.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::page::tests::on_page;

    /// The places around the last place of a text, as written, by how near they are.
    fn check(text: &str, expected: &[(&str, Nearness)]) {
        on_page(text, |page| {
            let subjecting = Subjecting::new(page, &[]);
            let around = around(page, &subjecting);
            let last = page.names.iter().rposition(|it| it.name == "朝阳区");
            let of_last = around.iter().filter(|it| Some(it.inner.0) == last);
            let found: Vec<(&str, Nearness)> = of_last
                .map(|it| (page.names[it.outer.0].name.as_str(), it.nearness))
                .collect();
            assert_eq!(found, expected, "{text}");
        });
    }

    #[test]
    fn a_text_says_where_a_place_of_a_shared_name_lies() {
        use Nearness::{Before, Sentence, Written};
        check("会议在北京市举行，来宾参观了朝阳区。", &[]);
        check(
            "企业来自吉林省长春市朝阳区。",
            &[("长春市", Written), ("吉林省", Written)],
        );
        check(
            "企业来自北京市海淀区、朝阳区。",
            &[("海淀区", Written), ("北京市", Written)],
        );
        check(
            "企业来自朝阳区、南关区和北京市海淀区。",
            &[("南关区", Written)],
        );
        check("企业来自朝阳区（长春市）。", &[("长春市", Written)]);
        check(
            "北京市今年引进企业35家，其中朝阳区5家。",
            &[("北京市", Sentence)],
        );
        check(
            "北京市今年引进企业35家。朝阳区引进5家。",
            &[("北京市", Before)],
        );
    }
}
