//! Works behind the remark that shortens their company's name: 某股份有限公司(以下简称甲)|新工厂.

use crate::extract::modality::clause_of;
use crate::extract::page::{Bytes, Name, Page};
use crate::extract::project_item::{begins_with_size, is_plain};
use crate::extract::sentence::Sentence;
use crate::extract::stem::is_generic;
use crate::lexicon::Hit;
use crate::model::{EntityKind, RuleId};
use crate::quantity::UnitClass;

/// How far behind the remark the works may end, in bytes: twenty-four characters.
const REACH: usize = 72;
/// From how many characters on the works have a name of their own.
const OWN: usize = 6;
/// Marks around a short name.
const QUOTES: [char; 3] = ['“', '”', '"'];

/// The works of a sentence that stand behind such a remark.
pub(super) fn remarked_works(page: &Page<'_>, sentence: &Sentence, found: &mut Vec<Name>) {
    for define in page.words_in("define", &sentence.bytes) {
        found.extend(remarked(page, sentence, define));
    }
}

fn remarked(page: &Page<'_>, sentence: &Sentence, define: Hit) -> Option<Name> {
    let open = page.slice(0..define.start).strip_suffix('(')?.len();
    page.word_ending("company_suffix_legal", open)?;
    let (short, _) = page.rest(define.end).split_once(')')?;
    let start = define.end + short.len() + ')'.len_utf8();
    let short = short.trim_matches(QUOTES);
    let head = head_behind(page, &clause_of(sentence, define.start), start)?;
    let bytes = start..head.end;
    let stem = page.slice(start..head.start);
    let ordinal = page.word_at("ordinal_mark", start).is_some();
    if ordinal || short.contains(['，', '、', '。']) {
        return None;
    }
    let text = page.slice(bytes.clone());
    let own = text.chars().count() >= OWN && !is_generic(page, stem, EntityKind::Project)
        || begins_with_size(page, start);
    let name = if own {
        text.to_owned()
    } else {
        format!("{short}{text}")
    };
    Some(Name {
        bytes,
        kind: EntityKind::Project,
        name,
        rule: RuleId::new("name/works behind a remark"),
        confidence: 0.86,
    })
}

/// The last head of works behind a place with nothing but words of a name before it: 某|工程|技术研究中心|大楼.
fn head_behind(page: &Page<'_>, clause: &Bytes, start: usize) -> Option<Hit> {
    let near = start..clause.end.min(start + REACH).max(start);
    let heads = page.words_in("project_head", &near);
    let phase = |it: &Hit| {
        let closed = page.word_ending("project_word", it.start).is_some();
        closed && page.is_word("phase", page.written(*it)) // 项目|二期
    };
    let last = heads
        .filter(|it| !phase(it) && !is_parted(page, &(start..it.start)))
        .max_by_key(|it| (it.end, it.end - it.start))?;
    let sized = begins_with_size(page, start);
    let plain = last.start == start || sized || is_plain(page, &(start..last.end));
    plain.then_some(last)
}

/// Whether a mark or a word that no name holds stands in a stem.
fn is_parted(page: &Page<'_>, stem: &Bytes) -> bool {
    let kept = |it: Hit| {
        let kept = ["name_part", "joining_mark"];
        kept.iter().any(|list| page.is_word(list, page.written(it)))
    };
    let stops = ["name_stop", "verb_ending"];
    let parts = |list: &str| {
        let mut words = page.words_in(list, stem);
        words.any(|it| page.stands_alone(it) && !kept(it))
    };
    let marked = !page.slice(stem.clone()).chars().all(char::is_alphanumeric);
    marked || stops.iter().any(|list| parts(list))
}

/// Where a name ends before the remark that says what it costs: 某食品加工园|(总投资3.5亿元).
pub(super) fn before_remark(page: &Page<'_>, item: &Bytes) -> Option<usize> {
    let text = page.slice(item.clone()).strip_suffix(')')?;
    let open = item.start + text.rfind('(')?;
    let mut sums = page.measures_in(&(open..item.end));
    let sum = sums.any(|it| page.measures[it].unit_class == Some(UnitClass::Currency));
    sum.then_some(open)
}

#[cfg(test)]
mod tests {
    use crate::extract::page::tests::check_projects;

    #[test]
    fn works_behind_a_remark_begin_behind_it() {
        check_projects(
            "云海炼油化工有限公司（下称云海炼化）80万吨丙烯及配套改造工程投产。",
            &["80万吨丙烯及配套改造工程"],
        );
    }

    #[test]
    fn a_bare_ending_takes_the_short_name() {
        check_projects(
            "云海汽车有限公司（以下简称云海汽车）新基地开工。",
            &["云海汽车新基地"],
        );
    }

    #[test]
    fn a_clause_behind_a_remark_is_no_name() {
        check_projects("云海汽车有限公司（以下简称云海汽车）在云湖建设基地。", &[]);
    }
}
