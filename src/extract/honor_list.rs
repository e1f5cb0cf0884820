//! Lists of titles under a heading for titles, without a verb: 四、园区荣誉 / 国家级绿色园区(2020年)、…, 主要荣誉：2017年，….

use std::collections::BTreeSet;

use crate::clean::BlockKind;
use crate::extract::confidence;
use crate::extract::draft::Draft;
use crate::extract::modality::clause_of;
use crate::extract::page::{Bytes, Name, Page};
use crate::extract::sentence::Sentence;
use crate::extract::subject::Subjecting;
use crate::extract::title::full_place;
use crate::model::{
    Conferral, ConferralStatus, EntityKind, Fact, MentionId, PartialDate, RuleId, Statement,
};

/// The rule that reads such lists.
const LISTED: &str = "conferral/listed title";
/// How long the name of a title is, in characters.
const LENGTH: std::ops::RangeInclusive<usize> = 5..=40;
/// What an item is parted from the next by.
const MARKS: [char; 5] = ['、', '，', '；', '。', '：'];
/// Marks around items.
const AROUND: [char; 8] = ['“', '”', '"', ' ', '—', '·', '《', '》'];

/// A title of a list: where it stands, and what the brackets behind it hold.
#[derive(Clone)]
struct Item {
    title: Bytes,
    remark: Bytes,
    date: Option<PartialDate>,
}

/// The titles of all such lists of a page.
pub(super) fn titles(page: &Page<'_>) -> Vec<Name> {
    let items = regions(page).into_iter();
    let items = items.flat_map(|(_, region)| items_of(page, &region));
    items
        .map(|it| Name {
            name: page.slice(it.title.clone()).replace(AROUND, ""),
            bytes: it.title,
            kind: EntityKind::Honor,
            rule: RuleId::new("name/honor list"),
            confidence: 0.86,
        })
        .collect()
}

/// Each title of a list that no clause confers is held by whom the list is about.
pub(super) fn facts(
    page: &Page<'_>,
    subjecting: &Subjecting,
    known: &[Fact<MentionId>],
) -> Vec<Fact<MentionId>> {
    let conferred = |it: &Fact<MentionId>| match &it.statement {
        Statement::Conferral(it) => Some(it.honor),
        _ => None,
    };
    let known: BTreeSet<MentionId> = known.iter().filter_map(conferred).collect();
    let regions = regions(page).into_iter();
    let listed = regions.flat_map(|(sentence, region)| {
        let mut holders = named_holders(page, &region);
        if holders.is_empty() {
            holders.extend(holder(page, subjecting, &region));
        }
        let items = items_of(page, &region);
        let pairs = holders.into_iter().flat_map(move |holder| {
            let items = items.clone().into_iter();
            items.map(move |item| (holder, item))
        });
        pairs.filter_map(move |it| held(page, sentence, it))
    });
    listed
        .filter(|it| conferred(it).is_none_or(|it| !known.contains(&it)))
        .collect()
}

/// 甲公司、乙公司|：国家级绿色工厂(2020年)、…: who a region names before its colon, and nothing else.
fn named_holders(page: &Page<'_>, region: &Bytes) -> Vec<usize> {
    let text = page.slice(region.clone());
    let Some(colon) = text.find('：') else {
        return Vec::new();
    };
    let head = region.start..region.start + colon;
    let names = page.names_in(&head);
    let covered = names
        .clone()
        .map(|it| page.slice(page.names[it].bytes.clone()).chars().count());
    let letters = text.get(..colon).unwrap_or_default().chars();
    let beside = letters.count().saturating_sub(covered.sum());
    let holds = |it: &usize| {
        !matches!(
            page.names[*it].kind,
            EntityKind::Honor | EntityKind::Industry | EntityKind::Agency
        )
    };
    let marks = names.clone().count();
    if beside > marks {
        return Vec::new();
    }
    names.filter(holds).collect()
}

/// Who holds the titles of a region: the park, place or company that its clause is about, else that of the page.
fn holder(page: &Page<'_>, subjecting: &Subjecting, region: &Bytes) -> Option<usize> {
    let named = subjecting.at(page, region.start).names.into_iter();
    let holds =
        |it: &usize| page.is_kind(*it, EntityKind::Park) || page.is_kind(*it, EntityKind::Place);
    named
        .chain(subjecting.topic_at(page, region.start))
        .find(holds)
}

fn held(
    page: &Page<'_>,
    sentence: &Sentence,
    (holder, item): (usize, Item),
) -> Option<Fact<MentionId>> {
    let honor = page.name_at(item.title.start)?;
    let agency = |it: &usize| page.is_kind(*it, EntityKind::Agency);
    let by = page.names_in(&item.remark).filter(agency);
    let conferral = Conferral {
        recipient: MentionId(holder),
        honor: MentionId(honor),
        status: ConferralStatus::Conferred,
        date: item.date,
        conferred_by: by.map(MentionId).collect(),
        batch: None,
    };
    let draft = Draft {
        rule: RuleId::new(LISTED),
        confidence: confidence::of(LISTED),
        spans: vec![page.names[holder].bytes.clone(), item.title.clone()],
        statement: Statement::Conferral(conferral),
    };
    page.is_kind(honor, EntityKind::Honor)
        .then(|| draft.fact(page, sentence, &item.title))
}

/// The texts that list titles: sentences under a heading for titles, and what follows such a word and a colon.
fn regions<'p>(page: &'p Page<'_>) -> Vec<(&'p Sentence, Bytes)> {
    let mut headed = false;
    let mut found = Vec::new();
    for sentence in &page.sentences {
        let named = page.has_word_in("honor_heading", &sentence.bytes);
        if let Some(region) = told(page, sentence) {
            found.push((sentence, region));
            continue;
        }
        match sentence.kind {
            BlockKind::Heading => headed = named,
            BlockKind::Paragraph if headed => found.push((sentence, sentence.bytes.clone())),
            BlockKind::Paragraph if named => {
                let region = behind_colon(page, sentence);
                found.extend(region.map(|it| (sentence, it)));
            }
            _ => {}
        }
    }
    found
}

/// 论招牌，也有一长串：|A、B。 哪些牌子？某某：|A、B。 What a text that speaks of brands goes on with behind a colon.
fn told<'p>(page: &'p Page<'_>, sentence: &'p Sentence) -> Option<Bytes> {
    let colon = sentence.bytes.start + page.slice(sentence.bytes.clone()).find('：')?;
    let before = sentence.bytes.start..colon;
    let speaks = |it: &Bytes| page.has_word_in("brand_noun", it);
    let near = before.len() <= SPEAKER;
    let asked = || {
        let here = page.sentence_at(sentence.bytes.start)?;
        let question = &page.sentences[here.checked_sub(1)?].bytes;
        let asks = page
            .slice(question.start..sentence.bytes.start)
            .contains('？');
        let open = page.has_word_in("question_word", question);
        (asks && open && speaks(question)).then_some(())
    };
    let prose = Page::is_prose(sentence);
    let tells = prose && near && page.measures_in(&before).is_empty();
    (tells && (speaks(&before) || asked().is_some()))
        .then(|| colon + '：'.len_utf8()..sentence.bytes.end)
}

/// How many bytes may stand before the colon: twenty characters.
const SPEAKER: usize = 60;

/// What stands behind the colon of a clause that ends in a word for titles, a remark in brackets apart.
fn behind_colon(page: &Page<'_>, sentence: &Sentence) -> Option<Bytes> {
    let mut words = page.words_in("honor_heading", &sentence.bytes);
    words.find_map(|word| {
        let clause = clause_of(sentence, word.start);
        let rest = page.slice(word.end..clause.end);
        let remark = rest.is_empty() || rest.starts_with('(') && rest.ends_with(')');
        let colon = page.rest(clause.end).starts_with('：');
        (remark && colon).then(|| clause.end + '：'.len_utf8()..sentence.bytes.end)
    })
}

/// The titles of a region; a date that is an item by itself is that of those behind it, up to a semicolon.
fn items_of(page: &Page<'_>, region: &Bytes) -> Vec<Item> {
    let mut items = Vec::new();
    let mut date = None;
    for piece in pieces(page, region) {
        let text = page.slice(piece.clone());
        let start = piece.start + text.len() - text.trim_start_matches(AROUND).len();
        let moment = page.moment_at(start).map(|it| &page.moments[it]);
        date = moment.map_or(date, |it| it.date);
        let start = moment.map_or(start, |it| it.bytes.end).min(piece.end);
        let start = page.word_at("further", start).map_or(start, |it| it.end); // 还有|H
        items.extend(item(page, start..piece.end, date));
        if page.rest(piece.end).starts_with('；') {
            date = None;
        }
    }
    items
}

/// The pieces of a region between marks outside brackets.
fn pieces(page: &Page<'_>, region: &Bytes) -> Vec<Bytes> {
    let mut pieces = Vec::new();
    let (mut start, mut depth) = (region.start, 0_usize);
    for (at, letter) in page.slice(region.clone()).char_indices() {
        let at = region.start + at;
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 && MARKS.contains(&letter) => {
                pieces.push(start..at);
                start = at + letter.len_utf8();
            }
            _ => {}
        }
    }
    pieces.push(start..region.end);
    pieces
}

/// A piece as a title, if it begins with a level, a place or a quotation and ends as titles do.
fn item(page: &Page<'_>, piece: Bytes, date: Option<PartialDate>) -> Option<Item> {
    let text = page.slice(piece.clone());
    let open = text.find('(').unwrap_or(text.len());
    let bare = text.get(..open)?;
    let start = piece.start + bare.len() - bare.trim_start_matches(AROUND).len();
    let end = piece.start + bare.trim_end_matches(AROUND).len();
    let title = start..end.max(start);
    let remark = piece.start + open..piece.end;
    let ends = ["honor_head", "title_end", "park_head"];
    let ends = ends
        .iter()
        .any(|it| page.word_ending(it, title.end).is_some());
    let place = full_place(page, &title).is_some_and(|it| it.start == title.start);
    let begins = place || page.word_at("honor_level", title.start).is_some();
    let acts = ["confer", "create", "apply_for", "pass", "honor_stop"];
    let plain = !acts.iter().any(|it| page.has_word_in(it, &title));
    let counts = page.measures_in(&title).is_empty() && page.moments_in(&title).is_empty();
    let own = page.moments_in(&remark).map(|it| &page.moments[it]).next();
    let fits = LENGTH.contains(&page.slice(title.clone()).chars().count());
    (fits && ends && begins && plain && counts).then(|| Item {
        date: own.map_or(date, |it| it.date),
        title,
        remark,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::page::tests::on_page;

    fn check(text: &str, expected: &[&str]) {
        on_page(text, |page| {
            let found = titles(page);
            let names: Vec<&str> = found.iter().map(|it| it.name.as_str()).collect();
            assert_eq!(names, expected, "{text}");
        });
    }

    #[test]
    fn titles_behind_the_word_for_them_need_no_verb() {
        check(
            "主要荣誉：2017年，国家级绿色园区（工业和信息化部）；2018年，江苏省生态工业园区。",
            &["国家级绿色园区", "江苏省生态工业园区"],
        );
        check("获得多项荣誉，2017年，国家级绿色园区评审开始。", &[]);
        check(
            "论招牌，也有一长串：国家级绿色园区、江苏省生态工业园区。",
            &["国家级绿色园区", "江苏省生态工业园区"],
        );
        check(
            "记者：拿了哪些牌子？\n\n某某：国家级绿色园区，还有江苏省生态工业园区，正申报国家级高新区。",
            &["国家级绿色园区", "江苏省生态工业园区"],
        );
    }
}
