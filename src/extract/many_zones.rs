//! Clauses about zones that have no names: 218家|国家级经开区|实现…, 全国|高新区…. What is said of them is said of no park of the page.

use crate::extract::division::is_province;
use crate::extract::frame::skip_frame;
use crate::extract::modality::clause_of;
use crate::extract::page::{Bytes, Page};
use crate::extract::sentence::Sentence;
use crate::extract::subject::Subjecting;
use crate::extract::whole_place::is_meant;
use crate::model::EntityKind;
use crate::quantity::UnitClass;

/// The zones that a clause begins with, and that it only counts or tells of as a class.
struct Zones {
    /// Whether they are those of the nation.
    national: bool,
    /// Whether their number or their region is told.
    counted: bool,
}

/// Whether a number is said of zones that are told of together without names, and that are not those of who the page is about.
pub(super) fn is_of_many_zones(
    page: &Page<'_>,
    subjecting: &Subjecting,
    sentence: &Sentence,
    at: usize,
) -> bool {
    if is_of_unnamed_place(page, subjecting, sentence, at) {
        return true;
    }
    let Some(zones) = zones_before(page, subjecting, sentence, at) else {
        return false;
    };
    let topic = subjecting.topic_at(page, at);
    match topic.filter(|&it| page.is_kind(it, EntityKind::Place)) {
        Some(place) => zones.national && !is_province(page, place),
        None => zones.counted,
    }
}

/// 全市|签约项目324个: whether a clause speaks of the whole of a place that the page does not name.
fn is_of_unnamed_place(
    page: &Page<'_>,
    subjecting: &Subjecting,
    sentence: &Sentence,
    at: usize,
) -> bool {
    let start = skip_frame(page, &clause_of(sentence, at));
    let whole = page.word_at("whole_division", start);
    let Some(whole) = whole.filter(|_| page.name_over(start).is_none()) else {
        return false;
    };
    let subjects = subjecting.at(page, at).names;
    !subjects
        .iter()
        .any(|&it| is_meant(page, whole, &page.names[it].name))
}

/// The zones that the clause of a position begins with, or one before it in the sentence behind which nobody else is named.
fn zones_before(
    page: &Page<'_>,
    subjecting: &Subjecting,
    sentence: &Sentence,
    at: usize,
) -> Option<Zones> {
    let here = clause_of(sentence, at);
    let clauses = sentence.clauses.iter().rev();
    for clause in clauses.skip_while(|it| it.start > here.start) {
        if let Some(zones) = zones_at_head(page, clause) {
            return Some(zones);
        }
        if subjecting.at(page, clause.start).stated {
            return None;
        }
    }
    None
}

/// 全国|169家|国家级|高新区: the class of zones at the head of a clause with what says which, and no name behind.
fn zones_at_head(page: &Page<'_>, clause: &Bytes) -> Option<Zones> {
    let mut at = skip_frame(page, clause);
    let is_national = |at: usize, end: usize| page.is_word("national", page.slice(at..end));
    let level = page.word_ending("national", at);
    let mut zones = Zones {
        national: level.is_some_and(|it| it.start >= clause.start),
        counted: false,
    };
    loop {
        let counts = |it: &usize| page.measures[*it].unit_class == Some(UnitClass::Counter);
        let word = ["national", "park_level", "batch"];
        if let Some(count) = page.measure_at(at).filter(counts) {
            zones.counted = true;
            at = page.measures[count].bytes.end;
        } else if let Some(hit) = word.iter().find_map(|it| page.word_at(it, at)) {
            zones.national |= is_national(at, hit.end);
            zones.counted |= page.is_word("nation_here", page.written(hit));
            at = hit.end;
        } else {
            break;
        }
    }
    let class = page.word_at("class_of_zones", at)?;
    let told = zones.national || zones.counted;
    let named = page.name_over(class.start);
    let named = named.is_some_and(|it| !page.is_kind(it, EntityKind::Honor)); // 国家级经开区 is a title too
    let alone = page.name_at(class.end).is_none() && !named;
    (told && alone && class.end <= clause.end).then_some(zones)
}

#[cfg(test)]
mod tests {
    use crate::extract::observation::observations;
    use crate::extract::page::tests::on_page;
    use crate::extract::subject::Subjecting;
    use crate::model::Statement;

    #[test]
    fn what_the_zones_of_the_nation_have_is_nobodys_here() {
        let check = |text: &str, expected: &[&str]| {
            on_page(text, |page| {
                let subjecting = Subjecting::new(page, &[]);
                let facts = observations(page, &subjecting, page.sentences.last().unwrap());
                let owners = facts.iter().filter_map(|it| match &it.statement {
                    Statement::Observation(it) => it.subject,
                    _ => None,
                });
                let owners: Vec<&str> = owners.map(|it| page.names[it.0].name.as_str()).collect();
                assert_eq!(owners, expected, "{text}");
            });
        };
        let zone = "杭州高新区很忙。";
        check(
            &format!("{zone}2019年，全国169家国家级高新区实现营业收入38万亿元，增长9%。"),
            &[],
        );
        check(
            &format!("{zone}218家国家级经开区实现进出口总额6万亿元；利用外资547亿美元。"),
            &[],
        );
        check("杭州市很忙。218家国家级经开区实现进出口总额6万亿元。", &[]);
        check(&format!("{zone}实现营业收入38亿元。"), &["杭州高新区"]);
        check(
            &format!("{zone}建成3个产业园，实现营业收入38亿元。"),
            &["杭州高新区", "杭州高新区"],
        );
    }
}
