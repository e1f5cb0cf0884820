//! Titles in quotation marks: “中国装备科技城”称号, all of a run of quotations that words for titles close (“A”、“B”和2023年“C”等荣誉),
//! and those right behind a verb of conferral.

use crate::extract::modality::clause_of;
use crate::extract::page::{Bytes, Name, Page};
use crate::extract::sentence::Sentence;
use crate::model::{EntityKind, RuleId};

/// How many bytes may stand between two quotations of a run: a list mark with a date, a batch or who grants the title.
const BETWEEN: usize = 48;
/// How many bytes may stand between a run and the word for titles: 等一系列国家级|称号.
const CLOSING: usize = 24;
/// Marks that part a quotation from what goes with it.
const PARTING: [char; 5] = ['。', '；', '：', '！', '”'];

/// The titles of a sentence that stand in quotation marks before a word for titles.
pub(super) fn quoted_titles(page: &Page<'_>, sentence: &Sentence) -> Vec<Name> {
    let mut titles = Vec::new();
    let quotations = quotations(page, sentence);
    for noun in page.words_in("title_noun", &sentence.bytes) {
        let closed = quotations.partition_point(|it| close(it) <= noun.start);
        let mut end = noun.start;
        for (place, quotation) in quotations.iter().take(closed).enumerate().rev() {
            let gap = close(quotation)..end;
            let joined = if place + 1 == closed {
                leads_to_noun(page, &gap)
            } else {
                joins(page, &gap)
            };
            if !joined {
                break;
            }
            titles.extend(title(page, quotation));
            end = quotation.start - '“'.len_utf8();
        }
    }
    for list in ["confer_sure", "quoted_title_lead"] {
        for verb in page.words_in(list, &sentence.bytes) {
            titles.extend(governed(page, &quotations, verb.end));
        }
    }
    titles
}

/// The titles of a run of quotations right behind a verb of conferral, as far as they end as titles do: 获批“A”、“B”.
fn governed(page: &Page<'_>, quotations: &[Bytes], verb: usize) -> Vec<Name> {
    let mut titles = Vec::new();
    let first = quotations.partition_point(|it| it.start <= verb);
    let mut end = verb;
    for (place, quotation) in quotations.iter().skip(first).enumerate() {
        let gap = end..quotation.start - '“'.len_utf8();
        let joined = if place == 0 {
            gap.is_empty()
        } else {
            joins(page, &gap)
        };
        let heads = ["honor_head", "title_end", "park_head"];
        let levelled = page.word_at("honor_level", quotation.start).is_some(); // “中国童车之都”“中国自行车零件城”
        let ends = place > 0 && levelled
            || heads
                .iter()
                .any(|list| page.word_ending(list, quotation.end).is_some());
        if !joined || !ends {
            break;
        }
        titles.extend(title(page, quotation));
        end = close(quotation);
    }
    titles
}

/// What stands inside the quotation marks of a sentence.
fn quotations(page: &Page<'_>, sentence: &Sentence) -> Vec<Bytes> {
    let text = page.slice(sentence.bytes.clone());
    let mut quotations = Vec::new();
    let mut open = None;
    for (at, letter) in text.char_indices() {
        match letter {
            '“' => open = Some(at + letter.len_utf8()),
            '”' => {
                let inner = open
                    .take()
                    .map(|it| sentence.bytes.start + it..sentence.bytes.start + at);
                quotations.extend(inner);
            }
            _ => {}
        }
    }
    quotations
}

/// Behind the mark that closes a quotation.
fn close(quotation: &Bytes) -> usize {
    quotation.end + '”'.len_utf8()
}

/// Whether what stands behind the last quotation leads on to the word for titles: “A”|称号, “A”|的|称号, “A”|等国家级|荣誉.
fn leads_to_noun(page: &Page<'_>, gap: &Bytes) -> bool {
    let text = page.slice(gap.clone());
    let open = text.starts_with(page.lexicon.and_others());
    let parted = text.contains(PARTING) || text.contains('，');
    text.is_empty() || text == page.lexicon.particle() || open && !parted && gap.len() <= CLOSING
}

/// Whether what stands behind a quotation leads on to the next one.
fn joins(page: &Page<'_>, gap: &Bytes) -> bool {
    let text = page.slice(gap.clone());
    if text.is_empty() {
        return true;
    }
    let sentence = page.sentence_at(gap.start).map(|it| &page.sentences[it]);
    let listed = page.word_at("list_mark", gap.start).is_some() || text.starts_with('，');
    let verb = sentence.is_some_and(|it| {
        let clause = clause_of(it, gap.end);
        page.has_word_in("honor_verb", &(gap.start.max(clause.start)..gap.end))
    });
    listed && !verb && !text.contains(PARTING) && gap.len() <= BETWEEN
}

/// A quotation as a title, without its year: 2020年度|中国十佳高新技术开发区.
fn title(page: &Page<'_>, quotation: &Bytes) -> Option<Name> {
    let dated = page
        .moment_at(quotation.start)
        .map_or(quotation.start, |it| page.moments[it].bytes.end);
    let edition = page.word_at("edition", dated).map_or(dated, |hit| hit.end);
    let bytes = edition.min(quotation.end)..quotation.end;
    let name = page.slice(bytes.clone()).replace(['‘', '’', ' '], "");
    let fits = (3..=30).contains(&name.chars().count()) && !page.is_word("title_noun", &name);
    fits.then(|| Name {
        bytes,
        kind: EntityKind::Honor,
        name,
        rule: RuleId::new("name/honor"),
        confidence: 0.9,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::page::tests::on_page;

    fn check(text: &str, titles: &[&str]) {
        on_page(text, |page| {
            let mut found: Vec<Name> = page
                .sentences
                .iter()
                .flat_map(|it| quoted_titles(page, it))
                .collect();
            found.sort_by_key(|it| it.bytes.start);
            let names: Vec<&str> = found.iter().map(|it| it.name.as_str()).collect();
            assert_eq!(names, titles, "{text}");
        });
    }

    #[test]
    fn a_run_of_quotations_before_the_word_for_titles_is_one_of_titles() {
        check(
            "先后获得“2020年度活力园区”、“湖畔明珠”和2023年“治沙先进集体”等荣誉。",
            &["活力园区", "湖畔明珠", "治沙先进集体"],
        );
    }

    #[test]
    fn a_run_of_quotations_behind_the_verb_is_one_of_titles() {
        check(
            "先后获批“国家级众创空间”、省内唯一“软件服务业集聚区”。",
            &["国家级众创空间", "软件服务业集聚区"],
        );
        check(
            "联合命名“中国北方日用瓷都”之后，又传喜讯。",
            &["中国北方日用瓷都"],
        );
    }

    #[test]
    fn a_quotation_in_another_clause_is_no_title() {
        check("打造“创新高地”，获得“湖畔明珠”称号。", &["湖畔明珠"]);
    }
}
