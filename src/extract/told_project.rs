//! Whether a text treats a described project as one: it is paid for, begun, owned or gone on about.

use crate::extract::company::token_at;
use crate::extract::frame::skip_frame;
use crate::extract::modality::clause_of;
use crate::extract::page::{Bytes, Page};
use crate::extract::project::is_of_company;
use crate::extract::project_item::{begins_with_size, is_own};
use crate::extract::segment::Class;
use crate::extract::sentence::Sentence;
use crate::extract::stem::is_generic;
use crate::lexicon::{Hit, Scheme};
use crate::model::EntityKind;
use crate::quantity::UnitClass;

/// From how many characters on a description is one project's own.
const OWN_WORDS: usize = 5;
/// From how many characters on it is, where the text says whose it is or what happens to it.
const TOLD_WORDS: usize = 3;
/// What happens to works.
const STAGES: [&str; 6] = [
    "open",
    "put_to_use",
    "complete",
    "start_construction",
    "built",
    "sign",
];

/// A project of which the text says what it costs or when it starts, or that somebody signs for: at the head of a clause,
/// or with enough words of its own.
pub(super) fn is_invested(page: &Page<'_>, start: usize, head: Hit) -> bool {
    let Some(sentence) = page.sentence_at(start) else {
        return false;
    };
    let sentence = &page.sentences[sentence];
    let clause = clause_of(sentence, start);
    let first = clause.start == start;
    let stem = start..head.start;
    let words = page.slice(stem.clone()).chars().count();
    let long = words >= OWN_WORDS || page.has_word_in("phase_word", &stem);
    let invested = || {
        page.word_at("invest_word", behind_scene(page, head.end))
            .is_some()
    };
    let signed = || page.word_ending("sign_word", start).is_some();
    let class = || {
        let word = page.word_at("generic_stem", start);
        word.is_some_and(|it| page.stands_alone(it))
    };
    let told = || is_detailed(page, head.end) || is_gone_on_about(page, head.end);
    let own = || is_owned(page, start) || is_built(page, start) || is_taken(page, start);
    let leads = || {
        let led = is_attributed(page, start) || is_behind_works(page, start);
        led || start <= skip_frame(page, &clause)
    };
    let happens = || leads() && are_told_of(page, sentence, head);
    (first || long) && invested()
        || long && (signed() || told() && !class())
        || words >= TOLD_WORDS && (own() || happens()) && !class()
        || words >= TOLD_WORDS && is_announced(page, sentence, start)
}

/// Whether works whose head alone names nothing are named by what they make or by a name of their own, and told of: 某公司|
/// 5万吨/年某装置|2022年6月投产, 动工建设|8000吨磁钢基地.
pub(super) fn are_told_works(page: &Page<'_>, start: usize, head: Hit) -> bool {
    let Some(sentence) = page.sentence_at(start).map(|it| &page.sentences[it]) else {
        return false;
    };
    let stem = start..head.start;
    let parts = ["project_word", "define"];
    let phase = page.word_at("phase_word", start).is_some();
    if parts.iter().any(|it| page.has_word_in(it, &stem))
        || page.word_at("ordinal_mark", start).is_some()
        || page.word_ending("first_mark", start).is_some()
        || phase && is_part_of_project(page, sentence, start)
    {
        return false;
    }
    let sized = begins_with_size(page, start);
    let own = if page.is_word("phase", page.written(head)) {
        is_phase_of_works(page, start, head)
    } else {
        sized || is_own(page, &stem)
    };
    let described = || {
        is_described_by_stage(page, start)
            || is_being_built(page, start, head)
            || is_announced(page, sentence, start)
    };
    own && (are_told_of(page, sentence, head) || described() || is_generation(page, &stem))
        || is_own_base(page, start, head)
        || sized && is_built_here(page, start) && !is_part_of_project(page, sentence, start)
}

/// 京芷方|第10.5代|TFT-LCD生产线: whether works of a company are told from its others by their generation.
fn is_generation(page: &Page<'_>, stem: &Bytes) -> bool {
    let company = page
        .hits_at(stem.start)
        .find(|it| page.is_in(Scheme::Company, *it));
    let mark = company.and_then(|it| page.word_at("ordinal_mark", it.end));
    let counter = |it: Hit| {
        it.start > stem.start
            && page
                .slice(stem.start..it.start)
                .ends_with(|it: char| it.is_ascii_digit())
    };
    mark.is_some() && page.words_in("generation_counter", stem).any(counter)
}

/// Whether the clause says what happens to works or what they cost, or what happens to the project that they stand in one list
/// with.
fn are_told_of(page: &Page<'_>, sentence: &Sentence, head: Hit) -> bool {
    happens(page, sentence, head.end)
        || happens_behind(page, sentence, head.end)
        || is_beside_project(page, sentence, head)
        || is_priced_phase(page, head)
}

/// 微芷动力|三期|总投资8亿元: whether a phase is said to cost or to take up something, and is no part of what is so labelled.
fn is_priced_phase(page: &Page<'_>, phase: Hit) -> bool {
    let label = page.word_at("invest_word", phase.end);
    page.is_word("phase", page.written(phase))
        && page.word_at("own_label", phase.start).is_none()
        && label.is_some_and(|it| page.measure_at(it.end).is_some())
}

/// 3个项目集中开工：|某产业园占地260亩，|某污水处理厂二期…: whether what begins a clause stands in a row of projects that are counted before a
/// colon.
pub(super) fn is_announced(page: &Page<'_>, sentence: &Sentence, start: usize) -> bool {
    let before = page.slice(sentence.bytes.start..start);
    let Some(colon) = before.rfind('：') else {
        return false;
    };
    let lead = sentence.bytes.start..sentence.bytes.start + colon;
    let counts = |it: usize| page.measures[it].unit_class == Some(UnitClass::Counter);
    clause_of(sentence, start).start == start
        && page.has_word_in("project_word", &lead)
        && page.measures_in(&lead).any(counts)
}

/// 加快|某污水处理厂二期|建设: whether somebody goes on building works.
fn is_being_built(page: &Page<'_>, start: usize, head: Hit) -> bool {
    page.word_ending("push_verb", start).is_some()
        && page.word_at("being_built", head.end).is_some()
}

/// 新投产的|某工厂, 在建的还有|某基地二期: whether what has happened to works stands before them as an attribute.
pub(super) fn is_described_by_stage(page: &Page<'_>, start: usize) -> bool {
    let lead = page
        .word_ending("name_lead", start)
        .map_or(start, |it| it.start);
    let before = page.slice(0..lead).strip_suffix(page.lexicon.particle());
    before.is_some_and(|it| {
        let lists = STAGES.iter().chain(["under_way"].iter());
        lists
            .filter_map(|list| page.word_ending(list, it.len()))
            .any(|hit| !page.is_word("sign", page.written(hit)))
    })
}

/// 发酵乳|二期|和植物蛋白项目2023年12月签约: whether a phase stands in one list with a project of which the clause tells.
fn is_beside_project(page: &Page<'_>, sentence: &Sentence, head: Hit) -> bool {
    let clause = clause_of(sentence, head.start);
    let mark = page.word_at("list_mark", head.end);
    let Some(mark) = mark.filter(|_| page.is_word("phase", page.written(head))) else {
        return false;
    };
    let behind = mark.end..clause.end.min(mark.end + TOLD).max(mark.end);
    let mut projects = page.words_in("project_word", &behind);
    projects.any(|it| happens(page, sentence, it.end))
}

/// 成品油储备库|二期, 某公司的工业园|三期, but not 某高新区|二期: a park is built in phases by the company whose name it has.
fn is_phase_of_works(page: &Page<'_>, start: usize, head: Hit) -> bool {
    let park = page.word_ending("park_head", head.start);
    let park = park.filter(|it| !page.is_word("plant_head", page.written(*it)));
    let Some(park) = park else {
        return true;
    };
    let mut brands = page.hits_at(start);
    brands.any(|it| it.end <= park.start && page.is_in(Scheme::Company, it))
        || is_of_company(page, page.slice(start..park.start))
}

/// Whether a verb of building stands right before works.
fn is_built_here(page: &Page<'_>, start: usize) -> bool {
    let verbs = ["start_construction", "build_verb", "has_built"];
    verbs.iter().any(|it| page.word_ending(it, start).is_some())
}

/// 某生产基地项目投资30亿元，建设|年产10GWh某生产线: whether works are what a project of the sentence builds, and no company stands between.
fn is_part_of_project(page: &Page<'_>, sentence: &Sentence, start: usize) -> bool {
    let near = start.saturating_sub(PART).max(sentence.bytes.start);
    let Some(project) = page.words_in("project_word", &(near..start)).last() else {
        return false;
    };
    let mut names = page.names_in(&(project.end..start));
    names.all(|it| !page.is_kind(it, EntityKind::Company))
}

/// Whether a project or phase and a list mark stand before a place.
fn is_behind_works(page: &Page<'_>, start: usize) -> bool {
    let mark = page.word_ending("list_mark", start);
    let works = ["project_word", "phase"];
    let ends = |it: Hit| {
        works
            .iter()
            .any(|list| page.word_ending(list, it.start).is_some())
    };
    mark.is_some_and(ends)
}

/// Whether a description with the particle stands before a place.
fn is_attributed(page: &Page<'_>, start: usize) -> bool {
    page.slice(0..start).ends_with(page.lexicon.particle())
}

/// Behind the date and the place that follow a project: 某项目|3月18日在某园区|开工.
fn behind_scene(page: &Page<'_>, end: usize) -> usize {
    let dated = page.moment_at(end).map(|it| page.moments[it].bytes.end);
    let at = dated.unwrap_or(end);
    let place = |at: usize| {
        let name = page.name_at(at).map(|it| &page.names[it]);
        name.filter(|it| matches!(it.kind, EntityKind::Park | EntityKind::Place))
    };
    let Some(mark) = page.word_at("locative_mark", at) else {
        return at;
    };
    let mut end = mark.end;
    while let Some(next) = place(end) {
        end = next.bytes.end; // 在|某市|某开发区
    }
    if end > mark.end { end } else { at }
}

/// Whether a clause before a project says who builds it: 由某公司投资建设的|标准厂房项目.
fn is_built(page: &Page<'_>, start: usize) -> bool {
    let before = page.slice(0..start).strip_suffix(page.lexicon.particle());
    let Some(end) = before.map(str::len) else {
        return false;
    };
    let verb = page.word_ending("joint_verb", end);
    let sentence = page.sentence_at(start).map(|it| &page.sentences[it]);
    let doer = |verb: Hit| {
        sentence.is_some_and(|it| {
            let clause = clause_of(it, verb.start);
            let before = clause.start..verb.start;
            let mut names = page.names_in(&before);
            let is_body = |it: usize| {
                matches!(
                    page.names[it].kind,
                    EntityKind::Company | EntityKind::Agency
                )
            };
            let goes_on = page.word_at("locative_mark", clause.start); // ，在某区|新建的
            names.any(is_body) || page.has_word_in("firm_class", &before) || goes_on.is_some()
        })
    };
    verb.is_some_and(doer)
}

/// Whether what stands before a project makes it somebody's or an object: 其|车载模组项目, 把|中试线项目放在….
pub(super) fn is_taken(page: &Page<'_>, start: usize) -> bool {
    page.word_ending("taking_word", start)
        .is_some_and(|it| page.stands_alone(it))
}

/// Whether the clause behind a project goes on with what only a project has: 某项目，|总投资….
fn is_detailed(page: &Page<'_>, end: usize) -> bool {
    let mark = page.rest(end).chars().next();
    let mark = mark.filter(|it| matches!(it, '，' | '：'));
    mark.is_some_and(|it| page.word_at("own_label", end + it.len_utf8()).is_some())
}

/// Whether the next sentence of the paragraph goes on about a project: 某项目。|该项目…, 某项目。|总投资5亿元….
fn is_gone_on_about(page: &Page<'_>, end: usize) -> bool {
    let next = page.rest(end).strip_prefix('。');
    let next = next.map(|it| end + '。'.len_utf8() + it.len() - it.trim_start_matches(' ').len());
    let priced = |at: usize| {
        let label = page.word_at("own_label", at);
        label.is_some_and(|it| {
            page.measure_from(it.end)
                .is_some_and(|m| m.bytes.start == it.end)
        })
    };
    next.is_some_and(|it| page.word_at("point_this_project", it).is_some() || priced(it))
}

/// 某公司投资5亿元的|装载机制造基地, 某公司的|注射剂生产基地, 年产3万吨|高分子材料产业基地: whether a base is one that somebody builds, has
/// or makes something at.
pub(super) fn is_own_base(page: &Page<'_>, start: usize, head: Hit) -> bool {
    let stem = page.slice(start..head.start);
    let long = stem.chars().count() >= TOLD_WORDS && !is_generic(page, stem, EntityKind::Park);
    let works = || is_built_here(page, start) && is_gone_on_about(page, head.end);
    let built = || is_somebodys(page, start) || is_paid(page, start) || works();
    let base = page.is_word("base_head", page.written(head));
    base && long && (begins_with_size(page, start) || built())
}

/// Whether what stands before a place says whose works they are or who builds them.
pub(super) fn is_somebodys(page: &Page<'_>, start: usize) -> bool {
    is_owned(page, start) || is_built(page, start)
}

/// Whether a sum and the particle stand before a place: 投资5亿元的|….
fn is_paid(page: &Page<'_>, start: usize) -> bool {
    let before = page.slice(0..start).strip_suffix(page.lexicon.particle());
    let sum = before.and_then(|it| page.measure_ending(it.len()));
    sum.is_some_and(|it| it.unit_class == Some(UnitClass::Currency))
}

/// Whether a company is said to have a project: 某公司|的|新材料二期项目.
fn is_owned(page: &Page<'_>, start: usize) -> bool {
    let particle = page.lexicon.particle();
    let before = page.slice(0..start).strip_suffix(particle);
    before.map(str::len).is_some_and(|end| {
        let named = page.name_ending(end);
        page.word_ending("company_suffix_legal", end).is_some()
            || named.is_some_and(|it| it.kind == EntityKind::Company)
    })
}

fn happens(page: &Page<'_>, sentence: &Sentence, end: usize) -> bool {
    let clause = clause_of(sentence, end.saturating_sub(1));
    let behind = end..clause.end.max(end);
    let mut words = page.words_in("stage_going", &behind);
    let going = |at: usize| passed(page, end).is_some_and(|it| it == at) || at == end;
    words.any(|it| going(it.start)) || stage_behind(page, sentence, end).is_some()
}

/// 某生产线，|2024年6月投产: whether a clause that ends with works is followed by one without a subject that says when what happens.
fn happens_behind(page: &Page<'_>, sentence: &Sentence, end: usize) -> bool {
    let mut clauses = sentence.clauses.iter();
    let clause = clause_of(sentence, end.saturating_sub(1));
    let next = clauses.find(|it| it.start >= clause.end && it.start > clause.start);
    let comma = page.rest(end).starts_with('，') && clause.end == end;
    let dated = |it: &&Bytes| {
        page.moment_at(skip_frame(page, it)).is_some() || page.moment_at(it.start).is_some()
    };
    comma
        && next
            .filter(dated)
            .is_some_and(|it| stage_in(page, it, it.start).is_some())
}

/// What happens to works, where their clause goes on with it behind their phase, dates, places and adverbs:
/// 某锻压机项目|一期也于2009年|建成.
pub(super) fn stage_behind(page: &Page<'_>, sentence: &Sentence, end: usize) -> Option<Hit> {
    stage_in(page, &clause_of(sentence, end.saturating_sub(1)), end)
}

/// The same from a place of a clause on: 计划今年10月|动工.
pub(super) fn stage_in(page: &Page<'_>, clause: &Bytes, start: usize) -> Option<Hit> {
    let limit = clause.end.min(start + TOLD);
    let mut at = start;
    while at < limit {
        let stage = STAGES.iter().find_map(|it| page.word_at(it, at));
        if stage.is_some() {
            return stage;
        }
        at = passed(page, at).filter(|it| *it > at)?;
    }
    None
}

/// The end of what may stand between works and what happens to them.
fn passed(page: &Page<'_>, at: usize) -> Option<usize> {
    let remark = page
        .rest(at)
        .strip_prefix('(')
        .and_then(|it| it.split_once(')'));
    if let Some((remark, _)) = remark.filter(|it| !it.0.contains(['，', '。'])) {
        return Some(at + remark.len() + "()".len());
    }
    let scene = behind_scene(page, at);
    if scene > at {
        return Some(scene);
    }
    let lists = ["phase_word", "planned", "before_stage"];
    let words = lists.iter().filter_map(|it| page.word_at(it, at));
    let word = words.map(|it| it.end).max();
    let adverb = || {
        let token = token_at(page, at)?;
        let passes = matches!(token.class, Class::Adverb | Class::Function);
        let particle = page.slice(token.bytes.clone()) == page.lexicon.particle();
        (passes && !particle).then_some(token.bytes.end)
    };
    word.or_else(adverb)
}

/// How far before works, in bytes, the project may be named that builds them: a hundred characters.
const PART: usize = 300;

/// How far behind a project, in bytes, it may be said what happens to it: twenty-four characters.
const TOLD: usize = 72;

#[cfg(test)]
mod tests {
    use crate::extract::page::tests::check_projects;

    #[test]
    fn works_are_named_by_what_happens_to_them() {
        check_projects(
            "云海石化的成品油储备库二期2023年3月底交工。",
            &["成品油储备库二期"],
        );
        check_projects(
            "2021年3月，云海重工动工建设8000吨磁钢基地。",
            &["8000吨磁钢基地"],
        );
        check_projects(
            "云海电子第6代柔性屏生产线正式投产。",
            &["云海电子第6代柔性屏生产线"],
        );
        check_projects("云海电子的生产线有12条。", &[]);
    }

    #[test]
    fn a_heading_names_the_project_that_its_paragraph_tells_of() {
        check_projects(
            "一、云海钢铁炼钢产能置换项目。总投资58亿元，目前主体完成60%。",
            &["云海钢铁炼钢产能置换项目"],
        );
    }

    #[test]
    fn the_next_clause_tells_of_works_as_well() {
        check_projects(
            "云海智能轧机生产线，2024年6月投产。",
            &["云海智能轧机生产线"],
        );
    }

    #[test]
    fn a_phase_tells_public_works_from_others() {
        check_projects("加快园区污水处理厂二期建设。", &["园区污水处理厂二期"]);
        check_projects("加快园区污水处理厂建设。", &[]);
    }

    #[test]
    fn what_is_being_installed_is_told_of() {
        check_projects(
            "云海汽车有限公司的转向器壳体项目已进入设备安装阶段。",
            &["转向器壳体项目"],
        );
    }

    #[test]
    fn a_generation_tells_a_line_from_others() {
        check_projects(
            "京东方第10.5代TFT-LCD生产线是全球首条最高世代线。",
            &["京东方第10.5代TFT-LCD生产线"],
        );
        check_projects("京东方的生产线满产。", &[]);
    }

    #[test]
    fn what_stands_before_works_tells_of_them_as_well() {
        check_projects("新投产的微芷动力电池三期占地120亩。", &["微芷动力电池三期"]);
        check_projects("微芷动力三期总投资8亿元。", &["微芷动力三期"]);
    }

    #[test]
    fn works_behind_the_number_of_projects_are_told_of() {
        check_projects(
            "5个项目集中竣工：银芷热管理系统工厂占地120亩，城北污水处理厂三期日处理能力增至6万吨。",
            &["银芷热管理系统工厂", "城北污水处理厂三期"],
        );
    }

    #[test]
    fn the_size_of_a_base_stands_behind_its_price() {
        check_projects(
            "云芷集团投资21亿元的年加工玉米120万吨生物质能源基地去年8月投产。",
            &["年加工玉米120万吨生物质能源基地"],
        );
    }

    #[test]
    fn a_phase_of_a_zone_is_no_project() {
        check_projects("云湖高新区二期2023年3月开工。", &[]);
    }

    #[test]
    fn a_phase_beside_a_project_is_one() {
        check_projects(
            "发酵乳二期和植物蛋白项目2023年12月签约。",
            &["发酵乳二期", "植物蛋白项目"],
        );
    }

    #[test]
    fn a_described_project_is_its_owners() {
        check_projects(
            "云海石化宣布，其特种气体及配套工程项目全面开工。",
            &["特种气体及配套工程项目"],
        );
        check_projects(
            "云海汽车有限公司的转向器壳体项目落地。",
            &["转向器壳体项目"],
        );
    }

    #[test]
    fn what_a_project_builds_is_no_other_one() {
        check_projects(
            "云海生产基地项目投资30亿元，建设年产10GWh电池生产线。",
            &["云海生产基地项目"],
        );
    }
}
