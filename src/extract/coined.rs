//! Names of companies that no ending gives away (天地人和, 维尔铸造): words of their own where only a company can stand.

use crate::extract::bare_name::{has_own_word, start_before};
use crate::extract::company::token_at;
use crate::extract::evidence::{Candidate, ENOUGH};
use crate::extract::page::{Bytes, Name, Page};
use crate::extract::project_item::name_lead;
use crate::extract::segment::{Class, Token};
use crate::extract::sentence::Sentence;
use crate::model::{EntityKind, RuleId};

/// How many characters such a name has.
const LENGTH: std::ops::RangeInclusive<usize> = 2..=7;

/// The runs of nouns of a sentence that hold a word of their own and do what only companies do.
pub(super) fn coined_names(page: &Page<'_>, sentence: &Sentence, found: &mut Vec<Name>) {
    let index = page.sentence_at(sentence.bytes.start);
    let tokens = index.map_or(&[][..], |it| page.tokens(it));
    let mut done = 0;
    for (at, token) in tokens.iter().enumerate() {
        if token.class != Class::Proper || token.bytes.start < done {
            continue;
        }
        let rest = tokens.get(at..).unwrap_or_default();
        let end = run_end(page, rest);
        done = end.max(done);
        found.extend(coined_name(page, sentence, end));
    }
}

/// Where the nouns end that go on from a word.
fn run_end(page: &Page<'_>, tokens: &[Token]) -> usize {
    let ends = [
        "firm_predicate",
        "company_predicate",
        "name_stop",
        "indicator",
    ];
    let goes_on = |it: &&Token| {
        let word = page.slice(it.bytes.clone());
        matches!(it.class, Class::Noun | Class::Proper)
            && word.chars().all(char::is_alphanumeric)
            && page.moment_at(it.bytes.start).is_none()
            && ends
                .iter()
                .all(|list| page.word_at(list, it.bytes.start).is_none())
    };
    let last = tokens.iter().take_while(goes_on).last();
    last.or(tokens.first()).map_or(0, |it| it.bytes.end)
}

fn coined_name(page: &Page<'_>, sentence: &Sentence, end: usize) -> Option<Name> {
    let start = start_before(page, sentence, end);
    let lead =
        name_lead(page, start).or_else(|| page.word_at("common_word", start).map(|it| it.end));
    let start = lead.filter(|it| *it < end).unwrap_or(start);
    let run = start..end;
    let agents = page.words_in("agent_mark", &run);
    let agent = agents
        .filter(|it| page.stands_alone(*it) && it.end < end)
        .last();
    let start = agent.map_or(start, |it| it.end); // 齿轮箱|由|南芷齿|供货
    let bytes = start..end;
    let name = page.slice(bytes.clone());
    let candidate = Candidate {
        page,
        sentence,
        stem: bytes.clone(),
        end,
        strong: false,
    };
    let needed = if name.chars().count() == *LENGTH.start() {
        ENOUGH + 1
    } else {
        ENOUGH
    };
    let fits = LENGTH.contains(&name.chars().count())
        && is_free(page, &bytes)
        && has_own_word(page, &bytes)
        && page.lexicon.named(name).next().is_none()
        && page.word_ending("class_word", end).is_none()
        && ["substance_end", "zone_head", "park_head", "site_head"]
            .iter()
            .all(|it| page.word_ending(it, end).is_none())
        && !name.is_ascii()
        && !is_known_word(page, &bytes)
        && !candidate.is_industry()
        && candidate.acts_as_firm()
        && ["points_at", "class_word"]
            .iter()
            .all(|it| page.word_at(it, bytes.start).is_none())
        && !page.has_word_in("common_word", &bytes)
        && candidate.weighs(needed);
    fits.then(|| Name {
        name: name.to_owned(),
        bytes,
        kind: EntityKind::Company,
        rule: RuleId::new("name/coined"),
        confidence: 0.68,
    })
}

/// Whether no name but that of an industry stands in a range.
fn is_free(page: &Page<'_>, bytes: &Bytes) -> bool {
    page.name_over(bytes.start).is_none()
        && page
            .names_in(bytes)
            .all(|it| page.is_kind(it, EntityKind::Industry))
}

/// Whether a range is one word that the dictionary has: 碳酸锂.
fn is_known_word(page: &Page<'_>, bytes: &Bytes) -> bool {
    token_at(page, bytes.start).is_some_and(|it| it.known && it.bytes == *bytes)
}

#[cfg(test)]
mod tests {
    use crate::extract::page::tests::check_companies;

    #[test]
    fn a_word_of_its_own_that_does_what_firms_do_is_a_company() {
        check_companies("岚维纳投产，人们说起岚维纳。", &["岚维纳"]);
        check_companies("碳酸锂投产，人们说起碳酸锂。", &[]);
    }

    #[test]
    fn what_a_list_does_speaks_for_each_of_its_items() {
        check_companies("海晟化工、瑞芷石化被列入名单。", &["海晟化工", "瑞芷石化"]);
        check_companies("汽运物流、海晟服务五大板块发展很快。", &[]);
    }
}
