//! Companies that stand for all those of an industry: 甲公司、乙公司等8家|风电装备|企业 work in it, whoever hosts them.

use crate::extract::confidence;
use crate::extract::draft::Draft;
use crate::extract::page::{Name, Page};
use crate::extract::sentence::Sentence;
use crate::model::{EntityKind, Fact, MentionId, RuleId, Statement};

/// The rule that reads such lists.
const EXEMPLAR: &str = "engagement/exemplar";

/// Each company of a list that is open before the word for companies of an industry works in that industry.
pub(super) fn facts(page: &Page<'_>, sentence: &Sentence) -> Vec<Fact<MentionId>> {
    let industries = page.names_in(&sentence.bytes);
    let industries = industries.filter(|&it| is_of_companies(page, &page.names[it]));
    let pairs = industries.flat_map(|industry| {
        let companies = exemplars(page, &page.names[industry]);
        companies
            .into_iter()
            .map(move |company| (company, industry))
    });
    pairs
        .map(|(company, industry)| {
            let bytes = |it: usize| page.names[it].bytes.clone();
            let draft = Draft {
                rule: RuleId::new(EXEMPLAR),
                confidence: confidence::of(EXEMPLAR),
                spans: vec![bytes(company), bytes(industry)],
                statement: Statement::Engagement {
                    subject: MentionId(company),
                    object: MentionId(industry),
                },
            };
            draft.fact(page, sentence, &bytes(industry))
        })
        .collect()
}

/// Whether an industry stands right before the word for its companies.
fn is_of_companies(page: &Page<'_>, name: &Name) -> bool {
    name.kind == EntityKind::Industry
        && !page.is_word("no_industry", &name.name)
        && page
            .word_at("company_of_industry", name.bytes.end)
            .is_some()
}

/// The companies of the list that goes on with 等, and perhaps a number, right before an industry.
fn exemplars(page: &Page<'_>, industry: &Name) -> Vec<usize> {
    let counted = page.measure_ending(industry.bytes.start);
    let start = counted.map_or(industry.bytes.start, |it| it.bytes.start);
    let Some(list) = page.slice(0..start).strip_suffix(page.lexicon.and_others()) else {
        return Vec::new();
    };
    let ending = |end: usize| {
        let name = page.name_ending(end)?;
        let index = page.name_at(name.bytes.start)?;
        page.is_kind(index, EntityKind::Company).then_some(index)
    };
    let before = |last: &usize| {
        let mark = page.word_ending("list_mark", page.names[*last].bytes.start)?;
        ending(mark.start)
    };
    std::iter::successors(ending(list.len()), before).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::page::tests::on_page;

    #[test]
    fn companies_stand_for_those_of_an_industry() {
        let check = |text: &str, expected: &[&str]| {
            on_page(text, |page| {
                let industries = page.names.iter().filter(|it| is_of_companies(page, it));
                let companies = industries.flat_map(|it| exemplars(page, it));
                let names: Vec<&str> = companies.map(|it| page.names[it].name.as_str()).collect();
                assert_eq!(names, expected, "{text}");
            });
        };
        check(
            "宁德时代、比亚迪等8家动力电池企业投产。",
            &["比亚迪", "宁德时代"],
        );
        check("宁德时代等动力电池项目投产。", &[]);
    }
}
