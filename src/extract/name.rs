//! Names: what the lexicon knows, what a head makes a name, what a definition introduces.

use crate::extract::boundary::{Reach, name_start};
use crate::extract::page::{Bytes, Name, Page};
use crate::extract::segment::Class;
use crate::extract::sentence::Sentence;
use crate::lexicon::{Entry, Hit, Scheme};
use crate::model::{EntityKind, RuleId};

/// Finds the names that need no context, best non-overlapping set.
pub(super) fn find_names(page: &mut Page<'_>) {
    let mut found = Vec::new();
    for sentence in page.sentences.iter().filter(|it| is_read(page, it)) {
        known_names(page, sentence, &mut found);
        headed_names(page, sentence, HEADS, &mut found);
        endings(page, sentence, &mut found);
    }
    page.keep_best(found);
    let mut found = page.names.clone();
    for sentence in page.sentences.iter().filter(|it| is_read(page, it)) {
        headed_names(page, sentence, PROJECT_HEADS, &mut found);
        listed_parks(page, sentence, &mut found);
        for head in page.words_in(page.lexicon.words("project_head"), &sentence.bytes) {
            found.extend(coordinated(page, sentence, head));
        }
    }
    page.keep_best(found);
}

/// A descriptive name in a list of parks is a park: 甘河工业园区、|生物科技产业园区.
fn listed_parks(page: &Page<'_>, sentence: &Sentence, found: &mut Vec<Name>) {
    let is_park = |it: Option<usize>| it.is_some_and(|it| page.names[it].kind == EntityKind::Park);
    for head in page.words_in(page.lexicon.words("park_head"), &sentence.bytes) {
        if ends_inside_longer_head(page, head, "park_head")
            || is_excluded(page, head, EntityKind::Park)
        {
            continue;
        }
        let start = trimmed_start(
            page,
            name_start(page, head.start, sentence.bytes.start, Reach::NearPlace),
            head,
        );
        let mark = page.word_ending(page.lexicon.words("list_mark"), start);
        let before = mark.is_some_and(|mark| {
            page.name_ending(mark.start)
                .is_some_and(|it| it.kind == EntityKind::Park)
        });
        let behind = page
            .word_at(page.lexicon.words("list_mark"), head.end)
            .is_some_and(|mark| is_park(page.name_at(mark.end)));
        let level = page
            .word_at(page.lexicon.words("honor_level"), start)
            .is_some();
        if (before || behind)
            && head.start - start >= 6
            && !level
            && page.name_over(start).is_none()
        {
            let bytes = start..head.end;
            let name = page.slice(bytes.clone()).to_owned();
            found.push(Name {
                bytes,
                kind: EntityKind::Park,
                name,
                rule: RuleId::new("name/listed park"),
                confidence: 0.75,
            });
        }
    }
}

/// Names are looked for in running text and in tables.
fn is_read(page: &Page<'_>, sentence: &Sentence) -> bool {
    Page::is_prose(sentence) || sentence.kind == crate::clean::BlockKind::Table
}

/// A list of heads, what they make, and how far such a name reaches.
type Heads = (&'static str, EntityKind, Reach);

const HEADS: &[Heads] = &[
    ("park_head", EntityKind::Park, Reach::NearPlace),
    ("company_suffix_legal", EntityKind::Company, Reach::AnyPlace),
    ("agency_head", EntityKind::Agency, Reach::AnyPlace),
];

const PROJECT_HEADS: &[Heads] = &[("project_head", EntityKind::Project, Reach::Loose)];

/// Names of the lexicon.
fn known_names(page: &Page<'_>, sentence: &Sentence, found: &mut Vec<Name>) {
    let first = page
        .hits
        .partition_point(|hit| hit.start < sentence.bytes.start);
    for &hit in page
        .hits
        .iter()
        .skip(first)
        .take_while(|hit| hit.start < sentence.bytes.end)
    {
        for (_, entry) in page.lexicon.entries_of(hit) {
            if let Some(kind) = kind_of(entry.scheme)
                && stands_free(page, hit, kind)
                && !is_doubtful(page, hit, entry)
            {
                found.push(known(page, hit, kind, entry));
                found.extend(extended(page, sentence, hit, kind));
            }
        }
    }
}

/// Short names of counties, and brands that are words as well, need more than their letters.
fn is_doubtful(page: &Page<'_>, hit: Hit, entry: &Entry) -> bool {
    let written = page.slice(hit.start..hit.end);
    match entry.scheme {
        Scheme::Industry => {
            let around = hit.start..hit.end + 12;
            let cluster = page.word_ending(page.lexicon.words("cluster"), hit.end);
            let core = cluster.is_some_and(|it| {
                page.lexicon
                    .named(page.slice(hit.start..it.start))
                    .any(|(_, it)| it.scheme == Scheme::Industry)
            });
            core || page
                .words_in(page.lexicon.words("maker"), &around)
                .any(|it| it.start < hit.end && hit.end < it.end)
        }
        Scheme::Place if is_head(page, written) => true,
        Scheme::Place => {
            written != entry.name
                && entry
                    .notation
                    .as_deref()
                    .is_some_and(|code| code.len() == 6 && !code.ends_with("00"))
        }
        Scheme::Company => page
            .lexicon
            .has_word(page.lexicon.words("ambiguous_name"), written),
        _ => false,
    }
}

/// Whether a word is the head of other names: 新区 was a district once, and ends the names of many parks.
fn is_head(page: &Page<'_>, word: &str) -> bool {
    let lists = ["park_head", "place_head", "weak_park_head"];
    lists
        .iter()
        .any(|list| page.lexicon.has_word(page.lexicon.words(list), word))
}

/// A brand with a place before it or an ending behind it is a company of its own: 湖北|恩捷, 亿纬|动力.
fn extended(page: &Page<'_>, sentence: &Sentence, hit: Hit, kind: EntityKind) -> Option<Name> {
    if kind != EntityKind::Company {
        return None;
    }
    let lexicon = page.lexicon;
    let ending = ["company_suffix_legal", "company_suffix_weak"]
        .into_iter()
        .find_map(|list| page.word_at(lexicon.words(list), hit.end));
    let goes_on = |at: usize| next_class(page, sentence, at) == Some(Class::Noun);
    let end = ending
        .filter(|it| it.end <= sentence.bytes.end && !goes_on(it.end))
        .map_or_else(|| proper_behind(page, sentence, hit.end), |it| it.end);
    let place = page.hits_ending(hit.start).find(|&before| {
        before.start >= sentence.bytes.start
            && lexicon.entries_of(before).any(|(_, it)| {
                it.scheme == Scheme::Place && it.name != page.slice(before.start..before.end)
            })
    });
    let bytes = place.map_or(hit.start, |it| it.start)..end;
    (bytes.len() > hit.end - hit.start).then(|| Name {
        name: page.slice(bytes.clone()).to_owned(),
        bytes,
        kind,
        rule: RuleId::new("name/brand"),
        confidence: 0.85,
    })
}

/// The class of the word that begins at a place.
fn next_class(page: &Page<'_>, sentence: &Sentence, at: usize) -> Option<Class> {
    let index = page.sentence_at(at).filter(|_| at < sentence.bytes.end)?;
    page.tokens(index)
        .iter()
        .find(|it| it.bytes.start == at)
        .map(|it| it.class)
}

/// The end of a proper noun of two characters behind a brand (首钢|京唐), if no noun goes on behind it.
fn proper_behind(page: &Page<'_>, sentence: &Sentence, at: usize) -> usize {
    let token = page
        .sentence_at(at)
        .and_then(|it| page.tokens(it).iter().find(|it| it.bytes.start == at));
    token
        .filter(|it| {
            it.class == Class::Proper
                && it.bytes.len() == 6
                && page
                    .slice(it.bytes.clone())
                    .chars()
                    .all(char::is_alphabetic)
        })
        .filter(|it| {
            it.bytes.end < sentence.bytes.end
                && !matches!(
                    next_class(page, sentence, it.bytes.end),
                    Some(Class::Noun | Class::Proper)
                )
        })
        .filter(|it| {
            page.lexicon
                .named(page.slice(it.bytes.clone()))
                .next()
                .is_none()
        })
        .map_or(at, |it| it.bytes.end)
}

/// Bare brands with a common ending: 尔康|制药, where the words on both sides leave no doubt.
fn endings(page: &Page<'_>, sentence: &Sentence, found: &mut Vec<Name>) {
    let lexicon = page.lexicon;
    let Some(index) = page.sentence_at(sentence.bytes.start) else {
        return;
    };
    for head in page.words_in(lexicon.words("brand_ending"), &sentence.bytes) {
        let closed = match next_class(page, sentence, head.end) {
            None | Some(Class::Verb | Class::Function | Class::Adverb) => true,
            Some(_) => !page
                .slice(head.end..sentence.bytes.end)
                .starts_with(char::is_alphanumeric),
        };
        let tokens = page.tokens(index);
        let first = tokens.partition_point(|it| it.bytes.end < head.start);
        let Some(stem) = tokens
            .get(first)
            .filter(|it| it.bytes.end == head.start && it.class == Class::Proper)
        else {
            continue;
        };
        let length = page.slice(stem.bytes.clone()).chars().count();
        let place = lexicon
            .named(page.slice(stem.bytes.clone()))
            .any(|(_, it)| it.scheme == Scheme::Place);
        let industry = lexicon
            .named(page.slice(stem.bytes.start..head.end))
            .any(|(_, it)| it.scheme == Scheme::Industry);
        if closed && !place && !industry && (2..=3).contains(&length) {
            let bytes = stem.bytes.start..head.end;
            let name = page.slice(bytes.clone()).to_owned();
            found.push(Name {
                bytes,
                kind: EntityKind::Company,
                name,
                rule: RuleId::new("name/ending"),
                confidence: 0.7,
            });
        }
    }
}

/// 浑河、|细河生态廊道工程: the items before share what stands behind the last; 一干河、南横套等|生态提升工程 likewise.
fn coordinated(page: &Page<'_>, sentence: &Sentence, head: Hit) -> Vec<Name> {
    let start = trimmed_start(
        page,
        name_start(page, head.start, sentence.bytes.start, Reach::Loose),
        head,
    );
    let phrase = page.slice(start..head.end);
    let clause = crate::extract::modality::clause_of(sentence, start);
    let before = page.slice(clause.start..start);
    let closed = before.strip_suffix(page.lexicon.and_others());
    let list = closed
        .or_else(|| before.strip_suffix('、'))
        .filter(|_| head.start - start >= 6);
    let Some(list) = list else { return Vec::new() };
    let mut end = clause.start + list.len();
    let mut names = Vec::new();
    let name = |bytes: Bytes, name: String| Name {
        bytes,
        kind: EntityKind::Project,
        name,
        rule: RuleId::new("name/coordinated"),
        confidence: 0.75,
    };
    for item in list.rsplit('、').take(6) {
        let from = item_start(page, end - item.len(), end);
        let text = page.slice(from..end);
        let length = text.chars().count();
        let nested = page.measures_in(&(from..end)).next().is_some()
            || page.names_in(&(from..end)).next().is_some();
        if !(2..=3).contains(&length) || nested {
            break;
        }
        let tail: String = if closed.is_some() {
            phrase.to_owned()
        } else {
            phrase.chars().skip(length).collect()
        };
        names.push(name(from..end, format!("{text}{tail}")));
        end = end.saturating_sub(item.len() + '、'.len_utf8());
    }
    if closed.is_none() && !names.is_empty() {
        names.push(name(start..head.end, phrase.to_owned()));
    }
    names
}

/// The first item of a list without the verb before it.
fn item_start(page: &Page<'_>, start: usize, end: usize) -> usize {
    let stops = page
        .words_in(page.lexicon.words("name_stop"), &(start..end))
        .map(|hit| hit.end)
        .filter(|&it| it < end)
        .max();
    let verbs = page
        .words_in(page.lexicon.words("build"), &(start..end))
        .map(|hit| hit.end)
        .filter(|&it| it < end)
        .max();
    stops.into_iter().chain(verbs).max().unwrap_or(start)
}

fn known(page: &Page<'_>, hit: Hit, kind: EntityKind, entry: &Entry) -> Name {
    let bytes = hit.start..hit.end;
    let written = page.slice(bytes.clone());
    let confidence = if written == entry.name { 0.98 } else { 0.93 };
    Name {
        name: written.to_owned(),
        bytes,
        kind,
        rule: RuleId::new(&format!("lexicon/{}", entry.scheme.as_str())),
        confidence,
    }
}

fn kind_of(scheme: Scheme) -> Option<EntityKind> {
    match scheme {
        Scheme::Park => Some(EntityKind::Park),
        Scheme::Company => Some(EntityKind::Company),
        Scheme::Place => Some(EntityKind::Place),
        Scheme::Agency => Some(EntityKind::Agency),
        Scheme::Honor => Some(EntityKind::Honor),
        Scheme::Industry => Some(EntityKind::Industry),
        _ => None,
    }
}

/// A Latin name is not cut out of a longer word; a short Chinese one agrees with the words that the segmenter sees.
fn stands_free(page: &Page<'_>, hit: Hit, kind: EntityKind) -> bool {
    let before = page.slice(0..hit.start).chars().next_back();
    let after = page.slice(hit.end..page.text.len()).chars().next();
    let written = page.slice(hit.start..hit.end);
    if written.is_ascii() {
        return !before.is_some_and(|it| it.is_ascii_alphanumeric())
            && !after.is_some_and(|it| it.is_ascii_alphanumeric());
    }
    let heads = page.lexicon.words("park_head");
    let first = page.hits.partition_point(|it| it.start < hit.start);
    let mut inside = page
        .hits
        .iter()
        .skip(first)
        .take_while(|it| it.start < hit.end);
    if kind == EntityKind::Park
        && inside
            .any(|&it| it.start > hit.start && it.end > hit.end && page.lexicon.is_word(it, heads))
    {
        return false;
    }
    if kind == EntityKind::Honor || written.chars().count() > 3 {
        return true;
    }
    let Some(sentence) = page.sentence_at(hit.start) else {
        return true;
    };
    let tokens = page.tokens(sentence);
    let crosses = |at: usize| {
        tokens.iter().any(|it| {
            it.bytes.start < at
                && at < it.bytes.end
                && (it.bytes.start < hit.start || it.bytes.end > hit.end)
        })
    };
    !crosses(hit.start) && !crosses(hit.end)
}

/// Names that end in a head: 张家港|经开区, 奕翔化工|有限公司, 工业和信息化|厅.
fn headed_names(page: &Page<'_>, sentence: &Sentence, heads: &[Heads], found: &mut Vec<Name>) {
    for &(list, kind, reach) in heads {
        for head in page.words_in(page.lexicon.words(list), &sentence.bytes) {
            if let Some(name) = headed(page, sentence, head, (list, kind, reach)) {
                found.push(name);
            }
        }
    }
    for head in page.words_in(page.lexicon.words("place_head"), &sentence.bytes) {
        found.extend(township(page, sentence, head));
    }
}

fn headed(
    page: &Page<'_>,
    sentence: &Sentence,
    head: Hit,
    how: (&str, EntityKind, Reach),
) -> Option<Name> {
    let (list, kind, reach) = how;
    if ends_inside_longer_head(page, head, list) || is_excluded(page, head, kind) {
        return None;
    }
    let described = (kind == EntityKind::Project).then(|| described_start(page, sentence, head));
    let start = described.flatten().unwrap_or_else(|| {
        let start = name_start(page, head.start, sentence.bytes.start, reach);
        trimmed_start(page, start, head)
    });
    if kind == EntityKind::Agency && !is_body(page, start, head) {
        return None;
    }
    let stem = page.slice(start..head.start);
    if stem.chars().filter(|it| it.is_alphanumeric()).count() < 2 || is_generic(page, stem, kind) {
        return None;
    }
    if kind == EntityKind::Project && stem.chars().count() < 3 {
        return None;
    }
    if kind == EntityKind::Project && !is_named_project(page, start, head)
        || kind == EntityKind::Project && is_generic_of_park(page, start, head)
        || kind == EntityKind::Park && is_class_of_parks(page, start, head)
    {
        return None;
    }
    let bytes = start..head.end;
    let open = page.lexicon.has_word(
        page.lexicon.words("open_head"),
        page.slice(head.start..head.end),
    ) && next_class(page, sentence, head.end) == Some(Class::Noun);
    let classed = open
        || page
            .word_at(page.lexicon.words("class_after"), bytes.end)
            .is_some();
    if is_counted(page, &bytes) || goes_on(page, &bytes) || classed {
        return None;
    }
    let name = page.slice(bytes.clone()).replace(['“', '”', '"'], "");
    Some(Name {
        bytes,
        kind,
        name,
        rule: RuleId::new(&format!("name/{list}")),
        confidence: 0.85,
    })
}

/// What is counted right behind (三化示范村4个) is a class.
fn is_counted(page: &Page<'_>, bytes: &Bytes) -> bool {
    page.measure_at(bytes.end)
        .is_some_and(|it| page.measures[it].unit_class == Some(crate::quantity::UnitClass::Counter))
}

/// Whether a known word begins inside a name and ends behind it: 工程|装备.
fn goes_on(page: &Page<'_>, bytes: &Bytes) -> bool {
    let first = page.hits.partition_point(|hit| hit.start < bytes.start);
    let inside = page
        .hits
        .iter()
        .skip(first)
        .take_while(|hit| hit.start < bytes.end);
    let mut across = inside.filter(|hit| hit.start > bytes.start && hit.end > bytes.end);
    across.any(|&hit| {
        page.lexicon
            .entries_of(hit)
            .any(|(_, it)| it.scheme == Scheme::Industry)
    })
}

/// Endings that are no head of a name: 工厂, 港.
fn is_excluded(page: &Page<'_>, head: Hit, kind: EntityKind) -> bool {
    let list = match kind {
        EntityKind::Company => "not_company_suffix",
        EntityKind::Park => "not_park_head",
        EntityKind::Project => "not_project_head",
        _ => return false,
    };
    let lexicon = page.lexicon;
    lexicon.has_word(lexicon.words(list), page.slice(head.start..head.end))
}

/// The start of a project that a number describes: 投资180亿元的|专精特新化工产业园孵化基地项目.
fn described_start(page: &Page<'_>, sentence: &Sentence, head: Hit) -> Option<usize> {
    let particle = page.lexicon.particle();
    let clause = crate::extract::modality::clause_of(sentence, head.start);
    let measure = page.measures_in(&(clause.start..head.start)).last()?;
    let end = page.measures[measure].bytes.end;
    let start = page
        .slice(end..head.start)
        .starts_with(particle)
        .then_some(end + particle.len())?;
    let between = page.slice(start..head.start);
    let plain =
        between.len() <= 90 && !between.contains(['、', '，', '；']) && !between.contains(particle);
    (plain && !between.is_empty()).then_some(start)
}

/// 兰州新区|招商引资|项目: only class words behind the name of a park.
fn is_generic_of_park(page: &Page<'_>, start: usize, head: Hit) -> bool {
    let park = page
        .names_in(&(start..head.start))
        .find(|&it| page.names[it].bytes.start == start && page.names[it].kind == EntityKind::Park);
    park.is_some_and(|it| {
        let rest = page.slice(page.names[it].bytes.end..head.start);
        !rest.is_empty() && is_generic(page, rest, EntityKind::Project)
    })
}

/// 开发区 in 开发区管委会 or 产业园 in 产业园区 is not where the name ends.
fn ends_inside_longer_head(page: &Page<'_>, head: Hit, list: &str) -> bool {
    let set = page.lexicon.words(list);
    page.hits
        .iter()
        .skip(page.hits.partition_point(|hit| hit.start + 60 < head.start))
        .take_while(|hit| hit.start < head.end)
        .any(|&hit| hit.end > head.end && hit.start <= head.start && page.lexicon.is_word(hit, set))
}

/// Takes words off the left edge that only describe: 国家级, 首个, 全球最大.
fn trimmed_start(page: &Page<'_>, start: usize, head: Hit) -> usize {
    let set = page.lexicon.words("name_prefix");
    let mut at = start;
    while let Some(hit) = page.word_at(set, at).filter(|hit| hit.end <= head.start) {
        at = hit.end;
    }
    let inside = page
        .measure_over(at)
        .filter(|it| it.bytes.start < at || it.bytes.end <= head.start);
    at = inside.map_or(at, |it| it.bytes.end.min(head.start));
    let unbalanced = page.slice(at..head.start);
    let closes = unbalanced
        .find(')')
        .is_some_and(|close| unbalanced.find('(').is_none_or(|open| close < open));
    let starts_marked = unbalanced
        .chars()
        .next()
        .is_some_and(|it| !it.is_alphanumeric() && it != '“');
    if closes || starts_marked {
        head.start
    } else {
        at
    }
}

/// A stem that names nothing: 产业|园, 重点|项目.
fn is_generic(page: &Page<'_>, stem: &str, kind: EntityKind) -> bool {
    let generic = page.lexicon.words("generic_stem");
    let mut rest = stem;
    while !rest.is_empty() {
        let Some(word) = (1..=rest.chars().count()).rev().find_map(|length| {
            let word: String = rest.chars().take(length).collect();
            (page.lexicon.has_word(generic, &word)
                || kind == EntityKind::Agency
                    && length == rest.chars().count()
                    && page
                        .lexicon
                        .has_word(page.lexicon.words("generic_body"), &word))
            .then_some(word)
        }) else {
            return false;
        };
        rest = rest.get(word.len()..).unwrap_or_default();
    }
    true
}

/// A short head such as 局 makes a body only behind a place; 格局 and 东部 are none.
fn is_body(page: &Page<'_>, start: usize, head: Hit) -> bool {
    let lexicon = page.lexicon;
    let excluded = page
        .word_ending(lexicon.words("not_agency"), head.end)
        .is_some_and(|hit| hit.end - hit.start > head.end - head.start);
    let written = page.slice(head.start..head.end);
    let short = written.chars().count() == 1
        || lexicon.has_word(lexicon.words("agency_place_only"), written);
    let length = page.slice(start..head.end).chars().count();
    let implied = page
        .word_at(lexicon.words("implied_place"), start)
        .is_some_and(|hit| hit.end <= head.start);
    let placed = implied
        || page.hits_at(start).any(|hit| {
            hit.end <= head.start
                && lexicon
                    .entries_of(hit)
                    .any(|(_, it)| it.scheme == Scheme::Place)
        });
    let field = lexicon.has_word(lexicon.words("agency_field"), page.slice(start..head.start));
    !excluded
        && !lexicon.has_word(lexicon.words("not_agency"), written)
        && (!short || field || placed && length <= 9)
}

/// 美丽|园区, 国家级绿色|园区: a class or a title, not a park of its own.
fn is_class_of_parks(page: &Page<'_>, start: usize, head: Hit) -> bool {
    let level = page
        .word_at(page.lexicon.words("honor_level"), start)
        .is_some_and(|hit| {
            !page
                .lexicon
                .entries_of(hit)
                .any(|(_, it)| it.scheme == Scheme::Place)
        });
    let weak = page.lexicon.has_word(
        page.lexicon.words("weak_park_head"),
        page.slice(head.start..head.end),
    );
    let leveled = page
        .word_ending(page.lexicon.words("honor_level"), head.start)
        .is_some_and(|hit| hit.start > start && !has_proper(page, start, hit.start));
    let province = page
        .lexicon
        .named(page.slice(start..head.start))
        .any(|(_, it)| {
            it.scheme == Scheme::Place
                && it
                    .notation
                    .as_deref()
                    .is_some_and(|code| code.ends_with("0000"))
        });
    level || leveled || weak && (province || !has_proper(page, start, head.start))
}

/// A project is named if something in it is a name of its own, or if the text treats it as one.
fn is_named_project(page: &Page<'_>, start: usize, head: Hit) -> bool {
    let stem = page.slice(start..head.start);
    if stem.contains('“') || stem.chars().any(|it| it.is_ascii_alphabetic()) {
        return true;
    }
    let next_measure = page.measures.get(
        page.measures
            .partition_point(|it| it.bytes.start < head.end),
    );
    if next_measure.is_some_and(|it| {
        it.bytes.start == head.end && it.unit_class == Some(crate::quantity::UnitClass::Counter)
    }) {
        return false;
    }
    let attributive = page.slice(0..start).ends_with(page.lexicon.particle())
        && page
            .measure_ending(start.saturating_sub(page.lexicon.particle().len()))
            .is_some();
    attributive
        || invested(page, start, head)
        || has_proper(page, start, head.start)
        || of_company(page, stem)
}

/// A project at the head of a clause of which the text says what it costs or when it starts.
fn invested(page: &Page<'_>, start: usize, head: Hit) -> bool {
    let Some(sentence) = page.sentence_at(start) else {
        return false;
    };
    let clause = crate::extract::modality::clause_of(&page.sentences[sentence], start);
    clause.start == start
        && page
            .word_at(page.lexicon.words("invest_word"), head.end)
            .is_some()
}

/// How many names of a page are asked for a brand.
const MANY: usize = 2000;

/// Whether a stem begins like the name of a company of the page: 远景|智能重卡换电站 beside 远景动力.
fn of_company(page: &Page<'_>, stem: &str) -> bool {
    let brand: String = stem.chars().take(2).collect();
    let near = page.names.iter().take(MANY);
    near.into_iter()
        .any(|it| it.kind == EntityKind::Company && it.name.starts_with(&brand))
}

/// Whether a range holds a place, company or park that the lexicon knows, or a word that no dictionary has.
pub(super) fn has_proper(page: &Page<'_>, start: usize, end: usize) -> bool {
    let first = page.hits.partition_point(|hit| hit.start < start);
    let known = page
        .hits
        .iter()
        .skip(first)
        .take_while(|hit| hit.start < end)
        .any(|&hit| {
            hit.end <= end
                && page.lexicon.entries_of(hit).any(|(_, it)| {
                    matches!(it.scheme, Scheme::Company | Scheme::Park | Scheme::Place)
                })
        });
    let named = page.names_in(&(start..end)).any(|it| {
        matches!(
            page.names[it].kind,
            EntityKind::Company | EntityKind::Park | EntityKind::Place
        )
    });
    known || named || {
        let Some(sentence) = page.sentence_at(start) else {
            return false;
        };
        page.tokens(sentence).iter().any(|it| {
            it.bytes.start >= start
                && it.bytes.end <= end
                && it.class == crate::extract::segment::Class::Proper
        })
    }
}

/// Towns, subdistricts and villages that no list holds: a short word before 镇, 街道.
fn township(page: &Page<'_>, sentence: &Sentence, head: Hit) -> Option<Name> {
    let written = page.slice(head.start..head.end);
    if !page
        .lexicon
        .has_word(page.lexicon.words("township_head"), written)
    {
        return None;
    }
    let start = trimmed_start(
        page,
        name_start(page, head.start, sentence.bytes.start, Reach::NearPlace),
        head,
    );
    let stem = page.slice(start..head.start);
    let length = stem.chars().count();
    if !(2..=4).contains(&length) || is_generic(page, stem, EntityKind::Place) {
        return None;
    }
    let bytes = start..head.end;
    Some(Name {
        name: page.slice(bytes.clone()).to_owned(),
        bytes,
        kind: EntityKind::Place,
        rule: RuleId::new("name/place_head"),
        confidence: 0.8,
    })
}
