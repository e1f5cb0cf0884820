//! Names: what the lexicon knows, and what heads, brands and lists make a name without more context.

use crate::clean::BlockKind;
use crate::extract::bare_name::{bare_names, mixed_names, placed_names};
use crate::extract::boundary::{Reach, is_full_place};
use crate::extract::bracketed::with_brackets;
use crate::extract::branch::with_branches;
use crate::extract::coined::coined_names;
use crate::extract::company::{extended, is_closed, token_at};
use crate::extract::company_cell::company_table_names;
use crate::extract::company_list::{classed_names, listed_names};
use crate::extract::company_start::{companies_of, with_cut_company};
use crate::extract::framed::framed_names;
use crate::extract::free_standing::stands_free;
use crate::extract::head::{Heads, headed_names};
use crate::extract::level_body::level_governments;
use crate::extract::listed_park::{captions, listed_parks};
use crate::extract::listed_works::{listed_works, rename_works};
use crate::extract::owner_pair::paired_owners;
use crate::extract::page::{Name, Page};
use crate::extract::park_start::{name_plant, names_book, without_sector};
use crate::extract::phase_project::phase_projects;
use crate::extract::project::{coordinated_names, project_table_names, without_company};
use crate::extract::project_list::listed_projects;
use crate::extract::remarked::remarked_works;
use crate::extract::segment::Class;
use crate::extract::sentence::Sentence;
use crate::extract::shared_head::{shared_parks, shared_places};
use crate::extract::told_facility::told_facilities;
use crate::extract::town::townships;
use crate::lexicon::{Entry, Hit, Scheme};
use crate::model::{EntityKind, RuleId};

const HEADS: [Heads; 3] = [
    Heads {
        list: "park_head",
        kind: EntityKind::Park,
        reach: Reach::NearPlace,
    },
    Heads {
        list: "company_suffix_legal",
        kind: EntityKind::Company,
        reach: Reach::AnyPlace,
    },
    Heads {
        list: "agency_head",
        kind: EntityKind::Agency,
        reach: Reach::AnyPlace,
    },
];

const PROJECT_HEADS: Heads = Heads {
    list: "project_head",
    kind: EntityKind::Project,
    reach: Reach::Loose,
};

/// Bare brands are looked for twice, because one speaks for the next in its list.
const BRAND_ROUNDS: usize = 2;

/// Finds the names that need no context, best non-overlapping set.
pub(super) fn find_names(page: &mut Page<'_>) {
    let mut found = Vec::new();
    for sentence in page.sentences.iter().filter(|it| is_read(it)) {
        known_names(page, sentence, &mut found);
        for heads in &HEADS {
            headed_names(page, sentence, heads, &mut found);
        }
        townships(page, sentence, &mut found);
        level_governments(page, sentence, &mut found);
        shared_places(page, sentence, &mut found);
        shared_parks(page, sentence, &mut found);
    }
    found.extend(company_table_names(page));
    page.keep_best(found);
    let framed = framed_names(page);
    page.keep_best(framed);
    for _ in 0..BRAND_ROUNDS {
        let mut found = page.names.clone();
        let before = found.len();
        for sentence in page.sentences.iter().filter(|it| is_read(it)) {
            mixed_names(page, sentence, &mut found);
            bare_names(page, sentence, &mut found);
            placed_names(page, sentence, &mut found);
            coined_names(page, sentence, &mut found);
            classed_names(page, sentence, &mut found);
            listed_names(page, sentence, &mut found);
            paired_owners(page, sentence, &mut found);
        }
        if found.len() == before {
            break;
        }
        page.keep_best(found);
    }
    let mut found = page.names.clone();
    let captions = captions(page);
    for sentence in page.sentences.iter().filter(|it| is_read(it)) {
        headed_names(page, sentence, &PROJECT_HEADS, &mut found);
        townships(page, sentence, &mut found);
        listed_parks(page, sentence, &captions, &mut found);
        coordinated_names(page, sentence, &mut found);
        listed_projects(page, sentence, &mut found);
        remarked_works(page, sentence, &mut found);
        told_facilities(page, sentence, &mut found);
        listed_works(page, sentence, &mut found);
    }
    found.extend(project_table_names(page));
    let companies = companies_of(&page.names);
    for name in &mut found {
        with_cut_company(page, &companies, name);
        without_company(page, name);
        name_plant(page, name);
        without_sector(page, name);
    }
    found.retain(|it| !names_book(page, it));
    rename_works(&mut found);
    page.keep_best(found);
    find_phases(page);
}

/// Finds phases that the text calls by their number, and what brackets add to names.
fn find_phases(page: &mut Page<'_>) {
    let mut found = page.names.clone();
    for sentence in page.sentences.iter().filter(|it| is_read(it)) {
        phase_projects(page, sentence, &mut found);
    }
    with_brackets(page, &mut found);
    with_branches(page, &mut found);
    page.keep_best(found);
}

/// Names are looked for in running text and in tables.
pub(super) fn is_read(sentence: &Sentence) -> bool {
    Page::is_prose(sentence) || sentence.kind == BlockKind::Table
}

/// Names of the lexicon, and the longer names that they begin.
fn known_names(page: &Page<'_>, sentence: &Sentence, found: &mut Vec<Name>) {
    for hit in page.hits_in(sentence.bytes.clone()) {
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

fn known(page: &Page<'_>, hit: Hit, kind: EntityKind, entry: &Entry) -> Name {
    let written = page.written(hit);
    let confidence = if written == entry.name { 0.98 } else { 0.93 };
    Name {
        bytes: hit.start..hit.end,
        kind,
        name: written.to_owned(),
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

/// 绵阳|地区生产总值: whether the end of a place is the beginning of what is measured there.
fn begins_indicator(page: &Page<'_>, place: Hit) -> bool {
    let labels = page.lexicon.words("area_label");
    let mut inside = page.hits_in(place.start + 1..place.end);
    inside.any(|it| it.end > place.end && page.lexicon.is_word(it, labels))
}

/// Short names of counties, and brands that are words as well, need more than their letters.
fn is_doubtful(page: &Page<'_>, hit: Hit, entry: &Entry) -> bool {
    let written = page.written(hit);
    match entry.scheme {
        Scheme::Industry => is_inside_cluster(page, hit) || goes_on_as_maker(page, hit),
        Scheme::Place => {
            is_head(page, written)
                || begins_name_of_nation(page, hit)
                || is_part_of_zone(page, hit)
                || begins_plate(page, hit)
                || ["media_end", "site_end", "structure_end"]
                    .iter()
                    .any(|it| page.word_at(it, hit.end).is_some())
                || begins_indicator(page, hit)
                || written != entry.name
                    && (is_county(entry) && !is_known_city(page, hit, entry)
                        || page.is_word("ambiguous_place", written))
                    && !is_listed_place(page, hit)
                    && !is_scene(page, hit)
                    && !is_awarded(page, hit)
        }
        // 自然资源部|门; 获批|国家稀土功能材料创新中心 is a title
        Scheme::Agency => {
            let body = |it: Hit| page.is_in(Scheme::Agency, it); // 商务部|科技部
            page.word_at("class_after", hit.end).is_some() && !page.hits_at(hit.end).any(body)
                || page.word_ending("honor_verb", hit.start).is_some()
                    && page.word_ending("institute_head", hit.end).is_some()
        }
        Scheme::Company => {
            page.is_word("ambiguous_name", written) && !is_beside_company(page, hit)
                || page.word_at("media_part", hit.end).is_some() // 新浪|财经
                || is_phrase(page, hit)
        }
        _ => false,
    }
}

/// Whether a company that is no other word stands beside a brand in its list: 戴尔、|联想.
fn is_beside_company(page: &Page<'_>, hit: Hit) -> bool {
    let sure = |it: Hit| {
        page.is_in(Scheme::Company, it) && !page.is_word("ambiguous_name", page.written(it))
    };
    let before = page.word_ending("list_mark", hit.start);
    let behind = page.word_at("list_mark", hit.end);
    before.is_some_and(|it| page.hits_ending(it.start).any(sure))
        || behind.is_some_and(|it| page.hits_at(it.end).any(sure))
}

/// Whether a company that is called by a place and its industry is the beginning of a phrase: 陕西能源|化工.
fn is_phrase(page: &Page<'_>, hit: Hit) -> bool {
    let Some(index) = page.sentence_at(hit.start) else {
        return false;
    };
    let mut places = page.hits_at(hit.start);
    let called = places.any(|it| {
        it.end < hit.end
            && (page.is_in(Scheme::Place, it) || page.is_word("nation", page.written(it)))
            && page.is_named_in(Scheme::Industry, page.slice(it.end..hit.end))
    });
    let formed = [
        "company_suffix_legal",
        "company_suffix_weak",
        "company_predicate",
    ];
    let goes_on = || !formed.iter().any(|it| page.word_at(it, hit.end).is_some());
    called && goes_on() && !is_closed(page, &page.sentences[index], hit.end)
}

/// Whether a district that is called as parts of zones are has no city before it: 开发区的|西区.
fn is_part_of_zone(page: &Page<'_>, hit: Hit) -> bool {
    let mut before = page.hits_ending(hit.start);
    page.is_word("compass_district", page.written(hit))
        && !before.any(|it| page.is_in(Scheme::Place, it))
}

/// Whether the nation is the beginning of a name: 中国|云谷, 中国|—马来西亚钦州产业园区.
fn begins_name_of_nation(page: &Page<'_>, hit: Hit) -> bool {
    let noun = || {
        let class = token_at(page, hit.end).map(|it| it.class);
        matches!(class, Some(Class::Noun | Class::Proper))
    };
    page.is_word("nation", page.written(hit)) && (page.rest(hit.end).starts_with('—') || noun())
}

/// Whether a place is the beginning of a longer name: 中国|(上海)自由贸易试验区.
fn begins_plate(page: &Page<'_>, hit: Hit) -> bool {
    let rest = page.rest(hit.end);
    let inner = rest.strip_prefix('(').and_then(|it| it.split_once(')'));
    inner.is_some_and(|(inner, behind)| {
        page.is_named_in(Scheme::Place, inner) && behind.starts_with(char::is_alphabetic)
    })
}

/// Whether a clause has only been to a short name: 在郸城，….
fn is_scene(page: &Page<'_>, hit: Hit) -> bool {
    let been = page.word_ending("locative", hit.start);
    let opens = been.is_some_and(|it| {
        let before = page.slice(0..it.start).chars().next_back();
        page.stands_alone(it) && before.is_none_or(|it| !it.is_alphanumeric())
    });
    opens && page.rest(hit.end).starts_with('，')
}

/// Whether a short name stands between the words that give it a title: 授予|禹城|“中国糖城”, 将|长兴|列为…, H花落|界首.
fn is_awarded(page: &Page<'_>, hit: Hit) -> bool {
    let ends = |list: &str| page.word_ending(list, hit.start).is_some();
    let begins = |list: &str| page.word_at(list, hit.end).is_some();
    let rest = page.rest(hit.end);
    let titled = rest.starts_with('“') || begins("honor_level");
    let closed = !rest.starts_with(char::is_alphanumeric);
    ends("goes_to") && titled || ends("take_as") && begins("name_as") || ends("falls_to") && closed
}

/// Whether another place stands beside a short name in its list, or right before it: 柯城、衢江, 贵阳市|花溪.
fn is_listed_place(page: &Page<'_>, hit: Hit) -> bool {
    let is_place = |it: Hit| page.is_in(Scheme::Place, it) && page.written(it).chars().count() > 1;
    let before = page.word_ending("list_mark", hit.start);
    let left = before.is_some_and(|mark| page.hits_ending(mark.start).any(is_place));
    let behind = page.word_at("list_mark", hit.end);
    let right = behind.is_some_and(|mark| page.hits_at(mark.end).any(is_place));
    left || right
        || page
            .hits_ending(hit.start)
            .any(|it| is_full_place(page, it))
}

/// Whether a word for a cluster ends an industry of which the lexicon knows the rest too.
fn is_inside_cluster(page: &Page<'_>, hit: Hit) -> bool {
    page.word_ending("cluster", hit.end).is_some_and(|cluster| {
        page.is_named_in(Scheme::Industry, page.slice(hit.start..cluster.start))
    })
}

/// Whether an industry runs into the word for its makers, 汽车|制造|商, and is not whole before 企业: 装备制造|企业.
fn goes_on_as_maker(page: &Page<'_>, hit: Hit) -> bool {
    let whole = page.word_at("company_of_industry", hit.end).is_some();
    page.words_in("maker", &(hit.start..hit.end + 12))
        .filter(|it| it.start < hit.end && hit.end < it.end)
        .any(|it| !whole || page.is_named_in(Scheme::Industry, page.slice(hit.start..it.start)))
}

/// Whether a word is the head of other names: 新区 was a district once, and ends the names of many parks.
fn is_head(page: &Page<'_>, word: &str) -> bool {
    ["park_head", "place_head", "weak_park_head"]
        .iter()
        .any(|list| page.is_word(list, word))
}

/// Whether a short name is a city's, to the segmenter a proper noun of just these characters, and no beginning of a longer name:
/// 昆山, and not 应城, 高密|度, 新乐|配送.
fn is_known_city(page: &Page<'_>, hit: Hit, entry: &Entry) -> bool {
    let kind = entry.name.strip_prefix(page.written(hit));
    let named = || {
        let behind = token_at(page, hit.end).map(|it| it.class);
        matches!(behind, Some(Class::Noun | Class::Proper))
            && page.word_at("area_label", hit.end).is_none()
    };
    kind.is_some_and(|it| page.is_word("city_head", it))
        && token_at(page, hit.start)
            .is_some_and(|it| it.bytes.end == hit.end && it.known && it.class == Class::Proper)
        && !named()
}

/// Whether a division's code is that of a county or district.
fn is_county(entry: &Entry) -> bool {
    let code = entry.notation.as_deref();
    code.is_some_and(|code| code.len() == 6 && !code.ends_with("00"))
}
