//! Whether a text treats a described project as one: it is paid for, begun, owned or gone on about.

use crate::extract::modality::clause_of;
use crate::extract::page::Page;
use crate::extract::sentence::Sentence;
use crate::lexicon::Hit;
use crate::model::EntityKind;

/// From how many characters on a description is one project's own.
const OWN_WORDS: usize = 5;

/// A project of which the text says what it costs or when it starts, or that somebody signs for: at the head of a clause,
/// or with enough words of its own.
pub(super) fn is_invested(page: &Page<'_>, start: usize, head: Hit) -> bool {
    let Some(sentence) = page.sentence_at(start) else {
        return false;
    };
    let first = clause_of(&page.sentences[sentence], start).start == start;
    let stem = start..head.start;
    let long = page.slice(stem.clone()).chars().count() >= OWN_WORDS
        || page.has_word_in("phase_word", &stem);
    let invested = || {
        page.word_at("invest_word", behind_scene(page, head.end))
            .is_some()
    };
    let signed = || page.word_ending("sign_word", start).is_some();
    let class = || page.word_at("generic_stem", start).is_some();
    let told = || is_detailed(page, head.end) || is_gone_on_about(page, head.end);
    let own = || is_owned(page, start) || is_built(page, start) || is_taken(page, start);
    let happens = || first && is_told_of(page, &page.sentences[sentence], head);
    (first || long) && invested()
        || long && (signed() || (told() || own() || happens()) && !class())
}

/// Behind the date and the place that follow a project: 某项目|3月18日在某园区|开工.
fn behind_scene(page: &Page<'_>, end: usize) -> usize {
    let dated = page.moment_at(end).map(|it| page.moments[it].bytes.end);
    let at = dated.unwrap_or(end);
    let place = page
        .word_at("locative_mark", at)
        .and_then(|it| page.name_at(it.end))
        .map(|it| &page.names[it])
        .filter(|it| matches!(it.kind, EntityKind::Park | EntityKind::Place));
    place.map_or(at, |it| it.bytes.end)
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
            names.any(is_body) || page.has_word_in("firm_class", &before)
        })
    };
    verb.is_some_and(doer)
}

/// Whether what stands before a project makes it somebody's or an object: 其|车载模组项目, 把|中试线项目放在….
fn is_taken(page: &Page<'_>, start: usize) -> bool {
    page.word_ending("taking_word", start)
        .is_some_and(|it| page.stands_alone(it))
}

/// Whether the clause behind a project goes on with what only a project has: 某项目，|总投资….
fn is_detailed(page: &Page<'_>, end: usize) -> bool {
    let mark = page.rest(end).chars().next();
    let mark = mark.filter(|it| matches!(it, '，' | '：'));
    mark.is_some_and(|it| page.word_at("own_label", end + it.len_utf8()).is_some())
}

/// Whether the next sentence of the paragraph goes on about a project: 某项目。|该项目….
fn is_gone_on_about(page: &Page<'_>, end: usize) -> bool {
    let next = page.rest(end).strip_prefix('。');
    next.is_some()
        && page
            .word_at("point_this_project", end + '。'.len_utf8())
            .is_some()
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

/// Whether the clause goes on with what happens to works: 某锻压机项目|2009年建成.
fn is_told_of(page: &Page<'_>, sentence: &Sentence, head: Hit) -> bool {
    let clause = clause_of(sentence, head.start);
    let behind = head.end..clause.end.min(head.end + TOLD).max(head.end);
    let stages = ["open", "complete", "start_construction", "built"];
    stages.iter().any(|it| page.has_word_in(it, &behind))
}

/// How far behind a project, in bytes, it may be said what happens to it: fourteen characters.
const TOLD: usize = 42;
