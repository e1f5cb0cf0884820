//! An item of a list of projects: where its name begins, and whether it can be a name.

use std::ops::RangeInclusive;

use crate::extract::company::token_at;
use crate::extract::page::{Bytes, Page};
use crate::extract::remarked::before_remark;
use crate::extract::segment::{Class, Token};
use crate::extract::stem::{has_proper, is_generic};
use crate::extract::walk::{behind_glued, is_size};
use crate::lexicon::{Hit, Scheme};
use crate::model::EntityKind;
use crate::quantity::UnitClass;

/// How many characters a name in a list may have.
pub(super) const LENGTH: RangeInclusive<usize> = 3..=40;
/// An item of a list.
pub(super) struct Item {
    pub(super) bytes: Bytes,
    /// Whether what it costs is said of it: 投资3亿元的|….
    pub(super) priced: bool,
    /// Whether a description stands before it: 某集团投资的|….
    pub(super) attributed: bool,
}

/// What an item of a list stands behind.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Behind {
    /// The words of its clause: 签约|某光伏项目、….
    Clause,
    /// Another item.
    Item,
}

impl Behind {
    /// What the item at a place of its list stands behind.
    pub(super) fn in_list(place: usize) -> Self {
        if place == 0 { Self::Clause } else { Self::Item }
    }
}

/// An item without what leads to it: 总投资3亿元的|…, 省重大项目|…, and the words of its clause.
pub(super) fn trimmed(page: &Page<'_>, item: &Bytes, behind: Behind) -> Item {
    let text = page.slice(item.clone());
    let mut start = item.start + (text.len() - text.trim_start_matches([' ', '“', '"', '-']).len());
    let end = item.start + text.trim_end_matches([' ', '”', '"']).len();
    let end = priced_end(page, &(start..end)).unwrap_or(end);
    let rest = |at: usize| at..end.max(at);
    let particle = particle(page, &rest(start), behind);
    let priced = before_remark(page, &(start..end)).is_some();
    let priced = priced
        || particle.is_some_and(|it| {
            let before = it - page.lexicon.particle().len();
            page.measure_ending(before).is_some()
        });
    start = particle.unwrap_or(start);
    start = behind_class(page, &rest(start)).unwrap_or(start);
    let cut = start;
    if behind == Behind::Clause {
        start = behind_verbs(page, &rest(start)).unwrap_or(start);
    }
    let joined = page.word_ending("and_also", start).is_some() && start > cut;
    let attributed = particle.is_some() || joined;
    while let Some(lead) = lead_end(page, start).filter(|&it| it < end) {
        start = lead;
    }
    Item {
        bytes: rest(start),
        priced,
        attributed,
    }
}

/// Where a project ends whose item goes on with what it costs: 某电动卡车项目|投资12亿元.
fn priced_end(page: &Page<'_>, item: &Bytes) -> Option<usize> {
    let heads = page.words_in("project_word", item).map(|it| it.end);
    let priced = |end: &usize| {
        let label = ["own_work", "own_label"]
            .iter()
            .find_map(|it| page.word_at(it, *end));
        label.is_some_and(|it| page.measure_at(it.end).is_some())
    };
    heads.filter(|it| *it < item.end).find(priced)
}

/// Behind the last particle that stands alone; behind another item only a quantity has one that is no part of the name.
fn particle(page: &Page<'_>, item: &Bytes, behind: Behind) -> Option<usize> {
    let particles = page.words_in("particle", item).filter(|it| {
        let measured = || page.measure_ending(it.start).is_some();
        page.stands_alone(*it) && it.end < item.end && (behind == Behind::Clause || measured())
    });
    particles.last().map(|it| it.end)
}

/// Behind a word for projects or companies that something of its own follows: 省重大项目|蓝思精密扩能项目, 500强|杭萧钢构项目.
pub(super) fn behind_class(page: &Page<'_>, item: &Bytes) -> Option<usize> {
    let classes = page.words_in("project_word", item);
    let joined = |it: usize| page.word_at("joining_mark", it).map_or(it, |mark| mark.end);
    let classes = classes.map(|it| joined(it.end));
    let ends = classes.chain(page.words_in("ranked", item).map(|it| it.end));
    let own = |it: &usize| begins_own(page, *it) && is_own(page, &(*it..item.end));
    ends.filter(|&it| it < item.end).filter(own).max()
}

/// Behind the last verb of the clause, the last word for a kind of company or the last place that does something, if a name of
/// its own follows: 先后走访调研|中芷8兆瓦海上风电叶片, 民营企业500强|杭萧钢构项目, 荣昌建设|电子电路产业园项目.
fn behind_verbs(page: &Page<'_>, item: &Bytes) -> Option<usize> {
    let sentence = page.sentence_at(item.start)?;
    let tokens = page.tokens(sentence).iter();
    let inside = tokens.filter(|it| it.bytes.start >= item.start && it.bytes.end < item.end);
    let one = |it: &Token| page.is_word("name_divider", page.slice(it.bytes.clone()));
    let verbs = inside
        .filter(|it| is_verb(page, it) && (one(it) || begins_own(page, it.bytes.end)))
        .map(|it| it.bytes.end);
    let words = |list: &'static str| {
        let words = page.words_in(list, item);
        words.filter(|it| page.stands_alone(*it) && it.end < item.end)
    };
    let token = |it: Hit| token_at(page, it.start).is_some_and(|token| token.bytes.end == it.end);
    let does_so = |it: &Hit| page.written(*it).chars().nth(1).is_some() && token(*it);
    let acts = words("name_stop").filter(does_so).map(|it| it.end);
    let stops = ["sign_word", "list_lead", "gather"];
    let stops = stops
        .iter()
        .flat_map(|it| words(it))
        .map(|it| it.end)
        .chain(acts);
    let long = |it: usize| page.slice(it..item.end).chars().count() >= *LENGTH.start();
    let own = |it: &usize| long(*it) && is_own(page, &(*it..item.end));
    let classes = words("ranked")
        .map(|it| it.end)
        .filter(|it| begins_own(page, *it));
    let doing = words("sign_word")
        .filter(|it| does(page, *it))
        .map(|it| it.end);
    let ends = verbs.chain(stops).chain(classes).filter(own);
    let joined = words("and_also").filter(|it| joins_event(page, &(item.start..it.start)));
    let joined = joined.map(|it| it.end);
    ends.chain(doing.chain(joined).filter(|it| long(*it))).max()
}

/// Whether the words before 暨 tell of an event: 重大项目集中签约|暨某项目开工仪式, but not 生产基地暨研究院项目.
fn joins_event(page: &Page<'_>, before: &Bytes) -> bool {
    let lists = ["ceremony", "meeting", "sign", "start_construction"];
    lists.iter().any(|it| page.has_word_in(it, before))
}

/// Whether who does it, or for how much, stands right before a verb: 某公司|建设, 投资22亿元|建设.
fn does(page: &Page<'_>, verb: Hit) -> bool {
    let place = page
        .hits_ending(verb.start)
        .any(|it| page.is_in(Scheme::Place, it));
    let kinds = [EntityKind::Park, EntityKind::Place, EntityKind::Company];
    let owner = page
        .name_ending(verb.start)
        .is_some_and(|it| kinds.contains(&it.kind));
    let legal = page.word_ending("legal_form", verb.start).is_some();
    let sum = page.measure_ending(verb.start);
    let priced = sum.is_some_and(|it| it.unit_class == Some(UnitClass::Currency));
    place || owner || legal || priced
}

/// Whether a word is a verb of its clause and not one that names hold.
fn is_verb(page: &Page<'_>, token: &Token) -> bool {
    let word = page.slice(token.bytes.clone());
    let long = word.chars().nth(1).is_some() || page.is_word("name_divider", word);
    let led = matches!(token.class, Class::Verb | Class::Function);
    led && token.known
        && long
        && !page.is_word("name_part", word)
        && !page.is_word("list_mark", word)
}

/// The end of a label, a sum or a date that leads to a name: 总投资|15亿元|长顺产业园.
fn lead_end(page: &Page<'_>, at: usize) -> Option<usize> {
    let label = page
        .word_at("own_label", at)
        .or_else(|| page.word_at("invest_word", at));
    let label = label.filter(|it| page.measure_at(it.end).is_some());
    let sum = page.measure_at(at).map(|it| &page.measures[it]);
    let sum = sum.filter(|it| {
        matches!(
            it.unit_class,
            Some(UnitClass::Currency | UnitClass::Counter)
        )
    });
    let moment = || page.moment_at(at).map(|it| page.moments[it].bytes.end);
    let lead = || page.word_at("item_lead", at).map(|it| it.end);
    let whole = |end: usize| token_at(page, at).is_some_and(|it| it.bytes.end == end);
    let governed = || {
        let word = page.word_at("preposition", at).map(|it| it.end);
        word.filter(|&it| begins_own(page, it) && whole(it))
    };
    let named = || name_lead(page, at);
    let glued = || {
        let behind = token_at(page, at).map(|it| behind_glued(page, it));
        behind.filter(|&it| it > at)
    };
    let end = label
        .map(|it| it.end)
        .or_else(|| sum.map(|it| it.bytes.end));
    end.or_else(moment)
        .or_else(lead)
        .or_else(governed)
        .or_else(named)
        .or_else(glued)
}

/// The end of a word that leads to a name and begins none: 使|中昊电子, 更有|华赛包装.
pub(super) fn name_lead(page: &Page<'_>, at: usize) -> Option<usize> {
    let lead = page.word_at("name_lead", at)?;
    let token = token_at(page, at)?;
    (token.bytes.end <= lead.end || !token.known).then_some(lead.end)
}

/// Whether a name of its own begins here: a brand, a place, a word that no dictionary has, a quotation.
pub(super) fn begins_own(page: &Page<'_>, at: usize) -> bool {
    let known = |hit: Hit| {
        [Scheme::Company, Scheme::Place]
            .iter()
            .any(|it| page.is_in(*it, hit))
    };
    let proper = |it: &Token| {
        let word = page.slice(it.bytes.clone());
        let long =
            word.chars().nth(1).is_some() && !word.starts_with(|it: char| it.is_ascii_digit());
        it.class == Class::Proper && long
    };
    token_at(page, at).is_some_and(proper)
        || ends_guess(page, at)
        || page.hits_at(at).any(known)
        || page.rest(at).starts_with('“')
}

/// Whether a size or an output begins here: 52万吨|煤基烯烃项目, 年产|700万台套….
pub(super) fn begins_with_size(page: &Page<'_>, at: usize) -> bool {
    let measure = page.measure_at(at).map(|it| &page.measures[it]);
    let size = measure.is_some_and(|it| is_size(it.unit_class) && it.unit_class.is_some());
    size || page.word_at("output_word", at).is_some()
}

/// Whether the rest of a word begins here that no dictionary has and that was glued to a verb: 有|橙果, 建|汇龙.
fn ends_guess(page: &Page<'_>, at: usize) -> bool {
    let token = page.sentence_at(at).and_then(|it| page.token_over(it, at));
    token.is_some_and(|it| {
        let rest = page.slice(at..it.bytes.end);
        !it.known
            && it.bytes.start < at
            && it.class == Class::Proper
            && rest.chars().nth(1).is_some()
    })
}

/// Whether an item has a word of its own: a name, a word that no dictionary has, Latin letters, a quotation, a size.
pub(super) fn is_own(page: &Page<'_>, item: &Bytes) -> bool {
    let text = page.slice(item.clone());
    let latin = text.chars().any(|it| it.is_ascii_alphabetic());
    let mut forms = page.words_in("owner_form", item);
    let owned = forms.any(|it| {
        let stem = page.slice(item.start..it.start);
        stem.chars().nth(1).is_some()
            && it.end < item.end
            && !is_generic(page, stem, EntityKind::Company)
    });
    let mut sizes = page.measures_in(item).map(|it| &page.measures[it]);
    let sized = sizes.any(|it| is_size(it.unit_class) && it.unit_class.is_some());
    let guessed = ends_guess(page, item.start);
    latin
        || text.contains('“')
        || sized
        || owned
        || guessed
        || has_proper(page, item.start, item.end)
}

/// Mini| |LED: whether the mark at a place of a text is a blank between two words in Latin letters.
pub(super) fn joins_latin(text: &str, at: usize) -> bool {
    let latin = |it: Option<char>| it.is_some_and(|it| it.is_ascii_alphanumeric());
    let before = text.get(..at).and_then(|it| it.chars().next_back());
    let behind = text.get(at..).and_then(|it| it.strip_prefix(' '));
    latin(before) && latin(behind.and_then(|it| it.chars().next()))
}

/// Whether an item can be a name: not too long, no class, no person, no number of things, no date, no verb of a clause.
pub(super) fn is_plain(page: &Page<'_>, item: &Bytes) -> bool {
    let text = page.slice(item.clone());
    let stem = text.trim_end_matches(page.lexicon.project_word());
    let marks = ['，', '；', '：', '。', '、'];
    let class = page.word_ending("class_word", item.end);
    let whole = |it: Hit| token_at(page, it.start).is_some_and(|token| token.bytes.end == it.end);
    let joined = page.word_ending("joining_mark", item.end).is_some()
        || page
            .word_at("joining_mark", item.start)
            .is_some_and(|it| begins_own(page, it.end) || whole(it));
    let mut blanks = text.match_indices(' ');
    let loose = blanks.any(|(at, _)| !joins_latin(text, at)) && !text.contains(" (");
    let guessed =
        token_at(page, item.start).is_some_and(|it| it.class == Class::Proper && !it.known);
    let brand = || {
        page.hits_at(item.start)
            .any(|it| page.is_in(Scheme::Company, it))
    };
    let substance = page.word_ending("substance_end", item.end).is_some() && !guessed && !brand();
    LENGTH.contains(&text.chars().count())
        && (!text.contains(marks) || text.contains('('))
        && !joined
        && !loose
        && !substance
        && !is_generic(page, stem, EntityKind::Project)
        && !page.is_named_in(Scheme::Industry, stem)
        && !page.is_word("ambiguous_name", stem)
        && page.moments_in(item).is_empty()
        && !names_none(page, item)
        && !counts(page, item)
        && class.is_none_or(|it| it.start > item.start)
        && !states(page, item)
}

/// Whether a text holds a person, a slogan or a number that a list goes on with, or ends in a word for a class before 项目: no
/// project is called so.
pub(super) fn names_none(page: &Page<'_>, item: &Bytes) -> bool {
    let head = page.word_ending("project_word", item.end);
    let stem = item.start..head.map_or(item.end, |it| it.start);
    let class = head.and_then(|_| page.word_ending("project_class", stem.end));
    let goes_on = |it: Hit| {
        let long = page.written(it).chars().nth(1).is_some();
        long && page.measure_at(it.end).is_some()
    };
    let lists = ["person_word", "slogan_word", "listed_word"];
    let kinds = page.words_in("kind_suffix", &stem); // 医药健康类|项目
    let mut kinds =
        kinds.filter(|it| token_at(page, it.start).is_some_and(|token| token.bytes.end == it.end));
    lists.iter().any(|it| page.has_word_in(it, item))
        || class.is_some_and(|it| it.start >= stem.start)
        || head.is_some()
            && (page.word_ending("joining_mark", stem.end).is_some() || kinds.next().is_some())
        || page.words_in("joining_mark", item).any(goes_on)
}

/// Whether a number of things stands in an item, and only words for a class behind it: 某开发区|9个新建项目; or a number of
/// projects behind words of its own: 拒批|12个|高耗能项目.
fn counts(page: &Page<'_>, item: &Bytes) -> bool {
    let mut measures = page.measures_in(item).map(|it| &page.measures[it]);
    measures.any(|it| match it.unit_class {
        Some(UnitClass::Kind) => true,
        Some(UnitClass::Counter) => {
            let behind = page.slice(it.bytes.end.min(item.end)..item.end);
            let class = behind.trim_end_matches(page.lexicon.project_word());
            let projects = page.word_ending("project_counter", it.bytes.end);
            projects.is_some() && it.bytes.start > item.start
                || is_generic(page, class, EntityKind::Project)
        }
        _ => false,
    })
}

/// Whether a word that only connects or a verb of one character stands in an item of which no mark shows where it begins.
pub(super) fn is_loose(page: &Page<'_>, item: &Bytes) -> bool {
    let mut stops = page
        .words_in("name_stop", item)
        .filter(|it| it.end < item.end);
    stops.any(|it| {
        let word = page.written(it);
        let one = word.chars().nth(1).is_none();
        let token = token_at(page, it.start).filter(|token| token.bytes.end == it.end);
        let led = token.is_some_and(|it| matches!(it.class, Class::Function | Class::Adverb));
        one && led && !page.is_word("list_mark", word)
    })
}

/// Whether a verb of a clause, a function word or an adverb stands in an item.
fn states(page: &Page<'_>, item: &Bytes) -> bool {
    let Some(sentence) = page.sentence_at(item.start) else {
        return true;
    };
    let tokens = page.tokens(sentence).iter();
    let mut inside = tokens.filter(|it| it.bytes.start >= item.start && it.bytes.end < item.end);
    inside.any(|it| {
        let word = page.slice(it.bytes.clone());
        let letters = word.chars().all(char::is_alphabetic);
        let lists = ["list_mark", "name_part", "brand_part"];
        let held = lists.iter().any(|it| page.is_word(it, word));
        let stops = page.is_word("name_stop", word) && word.chars().nth(1).is_some();
        match it.class {
            Class::Function => letters && !held && it.known,
            Class::Verb => stops && !held,
            Class::Adverb => it.known && stops && !held,
            _ => false,
        }
    })
}
