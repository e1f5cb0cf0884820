//! Inside a document: which short names, long names and pointers mean the same thing.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::lexicon::{Lexicon, Scheme};
use crate::model::{EntityKind, Extraction, MentionId};
use crate::resolve::company_name::nearness;
use crate::resolve::namesake::{Meant, namesakes};

/// Mentions of one document that mean the same thing.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Group {
    /// What it is.
    pub(super) kind: EntityKind,
    /// Every form of the name, the fullest first.
    pub(super) names: Vec<String>,
    /// Its mentions, in text order.
    pub(super) mentions: Vec<MentionId>,
    /// Which of the places of its name it is.
    pub(super) meant: Meant,
}

/// Groups the mentions of a document.
pub(super) fn group(lexicon: &Lexicon, extraction: &Extraction) -> Vec<Group> {
    let mut groups: BTreeMap<(EntityKind, String, Meant), Group> = BTreeMap::new();
    let keys = Keys::new(lexicon, extraction);
    let namesakes = namesakes(lexicon, extraction);
    for (index, mention) in extraction.mentions.iter().enumerate() {
        let meant = namesakes
            .get(&MentionId(index))
            .cloned()
            .unwrap_or_default();
        let key = (mention.kind, keys.of(mention.kind, &mention.name), meant);
        let group = groups.entry(key).or_insert_with_key(|key| Group {
            kind: mention.kind,
            names: Vec::new(),
            mentions: Vec::new(),
            meant: key.2.clone(),
        });
        if !group.names.contains(&mention.name) {
            group.names.push(mention.name.clone());
        }
        group.mentions.push(MentionId(index));
    }
    let mut groups: Vec<Group> = groups.into_values().collect();
    for group in &mut groups {
        group
            .names
            .sort_by_key(|name| (Reverse(name.chars().count()), name.clone()));
    }
    groups
}

/// The key under which each name of a document is grouped.
struct Keys<'a> {
    lexicon: &'a Lexicon,
    /// The names of parks as the document writes them.
    exact: BTreeSet<String>,
    /// Key of a name to the key of the longer name that it stands for.
    longer: BTreeMap<(EntityKind, String), String>,
}

impl<'a> Keys<'a> {
    fn new(lexicon: &'a Lexicon, extraction: &Extraction) -> Self {
        let mut keys = Self {
            lexicon,
            exact: extraction
                .mentions
                .iter()
                .filter(|it| it.kind == EntityKind::Park)
                .map(|it| it.name.clone())
                .collect(),
            longer: BTreeMap::new(),
        };
        for (short, long, kind) in &extraction.short_forms {
            let (short, long) = (keys.plain(*kind, short), keys.plain(*kind, long));
            if short != long {
                keys.longer.insert((*kind, short), long);
            }
        }
        let mut names: Vec<(EntityKind, String)> = extraction
            .mentions
            .iter()
            .map(|it| (it.kind, keys.plain(it.kind, &it.name)))
            .collect();
        names.sort();
        names.dedup();
        keys.add_short_heads();
        for (kind, name) in &names {
            let entry = (*kind, name.clone());
            if keys.longer.contains_key(&entry) {
                continue;
            }
            if let Some(long) = keys.placed_short_form(*kind, name, extraction) {
                keys.longer.insert(entry, long);
                continue;
            }
            let longer: Vec<&String> = names
                .iter()
                .filter(|(other, long)| other == kind && stands_for(lexicon, *kind, name, long))
                .map(|(_, long)| long)
                .collect();
            let longer = match kind {
                EntityKind::Company => nearest(lexicon, name, longer),
                _ => longer,
            };
            let fits = match longer.as_slice() {
                [] => None,
                [only] => Some(*only),
                several => several.iter().copied().find(|it| begin_alike(several, it)),
            };
            if let Some(fits) = fits {
                keys.longer.insert(entry, fits.clone());
            }
        }
        keys
    }

    /// 什邡经开区 beside 什邡经济开发区, 新昌园区 beside 新昌高新园区, 金昌经济开发区 beside 金昌经济技术开发区: behind the same words
    /// a head stands for the fullest of its kind, if all fuller ones there are of one kind.
    fn add_short_heads(&mut self) {
        for name in &self.exact {
            let Some((stem, head)) = self.split(name) else {
                continue;
            };
            let mut fuller: Vec<(&str, &String)> = Vec::new();
            for other in &self.exact {
                let one = |it: &str| self.are_one_stem(stem, it) || self.are_one_stem(it, stem);
                let long = self.split(other).filter(|it| one(it.0));
                let long = long.filter(|it| self.is_fuller(it.1, head));
                fuller.extend(long.map(|it| (it.1, other)));
            }
            let Some(&(best, long)) = fuller.iter().max_by_key(|it| (it.0.chars().count(), it.1))
            else {
                continue;
            };
            let one = |it: &str| it == best || self.is_fuller(best, it);
            let (short, long) = (
                self.plain(EntityKind::Park, name),
                self.plain(EntityKind::Park, long),
            );
            let two = self.is_listed(&short) && self.is_listed(&long); // 吉林 has a zone of either name
            if fuller.iter().all(|it| one(it.0)) && long != short && !two {
                self.longer.insert((EntityKind::Park, short), long);
            }
        }
    }

    /// Whether the lexicon has a park of this very name.
    fn is_listed(&self, name: &str) -> bool {
        let mut entries = self.lexicon.named(name);
        entries.any(|(_, it)| it.scheme == Scheme::Park && it.name == name)
    }

    /// Whether a head is a fuller form of another: one that a short one stands for, or the later name of zones of its kind.
    fn is_fuller(&self, long: &str, short: &str) -> bool {
        let of_kind = |list: &str| {
            let words = self.lexicon.words(list);
            [long, short]
                .iter()
                .all(|it| self.lexicon.has_word(words, it))
        };
        let later = long.chars().count() > short.chars().count();
        is_short_head(short) && !is_short_head(long) && is_inside(short, long)
            || later && (of_kind("economic_head") || of_kind("high_tech_head"))
    }

    /// Whether the words before two heads name one place: 高唐 and 高唐县, 岳塘 and 湖南湘潭岳塘.
    fn are_one_stem(&self, short: &str, long: &str) -> bool {
        let (short, long) = (self.without_level(short), self.without_level(long));
        let counties = self.lexicon.county_heads();
        let long = counties
            .iter()
            .find_map(|it| long.strip_suffix(it.as_str()))
            .filter(|_| !long.eq(short))
            .unwrap_or(long);
        let Some(before) = long.strip_suffix(short) else {
            return false;
        };
        let place = || {
            let mut entries = self.lexicon.named(before);
            entries.any(|(_, it)| it.scheme == Scheme::Place)
        };
        before.is_empty() || place() || is_address(self.lexicon, before)
    }

    /// 唐山|国家: the level of a zone is no part of its stem.
    fn without_level<'n>(&self, stem: &'n str) -> &'n str {
        let levels = self.lexicon.words("honor_level");
        let mut ends = stem.char_indices().map(|(at, _)| at).skip(1);
        let level = ends.find(|&at| {
            let rest = stem.get(at..).unwrap_or_default();
            self.lexicon.has_word(levels, rest)
        });
        level.and_then(|at| stem.get(..at)).unwrap_or(stem)
    }

    /// The words before the head of a park's name, and the head as the name has it.
    fn split<'n>(&self, name: &'n str) -> Option<(&'n str, &'n str)> {
        let (stem, _) = self.lexicon.park_stem(name)?;
        let long = (!stem.is_empty()).then(|| name.strip_prefix(stem))?;
        Some((name.strip_suffix(long?)?, long?))
    }

    fn of(&self, kind: EntityKind, name: &str) -> String {
        let mut key = self.plain(kind, name);
        for _ in 0..4 {
            match self.longer.get(&(kind, key.clone())) {
                Some(longer) => key.clone_from(longer),
                None => break,
            }
        }
        key
    }

    /// 山西|综改示范区 beside the short form 综改示范区: a place before a short form changes nothing.
    fn placed_short_form(
        &self,
        kind: EntityKind,
        name: &str,
        extraction: &Extraction,
    ) -> Option<String> {
        let forms = extraction
            .short_forms
            .iter()
            .filter(|(_, _, of)| *of == kind);
        let mut fitting = forms.filter(|(short, long, _)| {
            let place = name
                .strip_suffix(short.as_str())
                .or_else(|| name.strip_suffix(self.plain(kind, short).as_str()));
            place.is_some_and(|it| {
                !it.is_empty()
                    && long.starts_with(it)
                    && self
                        .lexicon
                        .named(it)
                        .any(|(_, it)| it.scheme == Scheme::Place)
            })
        });
        fitting.next().map(|(_, long, _)| self.plain(kind, long))
    }

    /// The name in its normal form, without regard to the document.
    fn plain(&self, kind: EntityKind, name: &str) -> String {
        match kind {
            EntityKind::Park => {
                let entries: Vec<String> = self
                    .lexicon
                    .named(name)
                    .filter(|(_, it)| it.scheme == Scheme::Park)
                    .map(|(_, it)| it.name.clone())
                    .collect();
                let long = self.lexicon.park_key(name);
                match entries.as_slice() {
                    [only] if only == name || !self.exact.contains(&long) => only.clone(),
                    _ => long,
                }
            }
            EntityKind::Company | EntityKind::Agency | EntityKind::Place => {
                let scheme = scheme_of(kind);
                let mut entries = self
                    .lexicon
                    .named(name)
                    .filter(|(_, it)| Some(it.scheme) == scheme);
                match (entries.next(), entries.next()) {
                    (Some((_, only)), None) => only.name.clone(),
                    _ => name.to_owned(),
                }
            }
            EntityKind::Project => name
                .trim_end_matches(self.lexicon.project_word())
                .to_owned(),
            EntityKind::Honor => self.lexicon.title_key(name),
            EntityKind::Industry => name.to_owned(),
        }
    }
}

/// The scheme of the lexicon that holds names of a kind.
pub(super) fn scheme_of(kind: EntityKind) -> Option<Scheme> {
    match kind {
        EntityKind::Park => Some(Scheme::Park),
        EntityKind::Company => Some(Scheme::Company),
        EntityKind::Agency => Some(Scheme::Agency),
        EntityKind::Place => Some(Scheme::Place),
        EntityKind::Honor => Some(Scheme::Honor),
        EntityKind::Industry => Some(Scheme::Industry),
        EntityKind::Project => None,
    }
}

/// Of the longer names that a short one of a company may stand for, the nearest.
fn nearest<'n>(lexicon: &Lexicon, short: &str, longer: Vec<&'n String>) -> Vec<&'n String> {
    let near = |it: &&String| nearness(lexicon, short, it);
    let best = longer.iter().filter_map(near).min();
    longer.into_iter().filter(|it| near(it) == best).collect()
}

/// Whether all names begin as one of them does: 七师纺织工业园, 七师百万锭纺织工业园.
fn begin_alike(names: &[&String], one: &str) -> bool {
    let start: String = one.chars().take(2).collect();
    names.iter().all(|it| it.starts_with(&start))
}

/// Whether a text is made of names of places: 河北|保定.
fn is_address(lexicon: &Lexicon, text: &str) -> bool {
    let is_place = |it: &str| {
        let mut entries = lexicon.named(it);
        entries.any(|(_, it)| it.scheme == Scheme::Place)
    };
    let mut ends = text.char_indices().map(|(at, _)| at).skip(1);
    ends.any(|at| {
        let (one, other) = text.split_at(at);
        is_place(one) && is_place(other)
    })
}

/// Whether the head of a park's name is a short one: 园区, 高新区.
fn is_short_head(head: &str) -> bool {
    head.chars().count() <= 3
}

/// Whether all characters of a text stand in another in the same order.
fn is_inside(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    short.chars().all(|it| rest.any(|other| other == it))
}

/// Whether a name inside one document is a shorter form of another.
fn stands_for(lexicon: &Lexicon, kind: EntityKind, short: &str, long: &str) -> bool {
    if short == long || short.chars().count() >= long.chars().count() {
        return false;
    }
    match kind {
        // 集贤园 for 西安高新区集贤园, 经济技术开发区 for 张家港经济技术开发区: the same end, the place left out.
        EntityKind::Park => {
            let Some(rest) = long.strip_suffix(short) else {
                return false;
            };
            let named = lexicon
                .named(rest)
                .any(|(_, it)| matches!(it.scheme, Scheme::Place | Scheme::Park));
            let described = lexicon
                .park_stem(short)
                .is_some_and(|(stem, _)| stem.chars().nth(1).is_some());
            named
                || described
                || is_address(lexicon, rest)
                || lexicon
                    .park_stem(rest)
                    .is_some_and(|(stem, _)| !stem.is_empty())
        }
        // 循环化改造示范试点园区 for 国家级循环化改造示范试点园区: the level left out.
        EntityKind::Honor => long
            .strip_suffix(short)
            .is_some_and(|level| lexicon.has_word(lexicon.words("honor_level"), level)),
        EntityKind::Company => nearness(lexicon, short, long).is_some(),
        // 生物医药 for 生物医药业: the word for a trade left out.
        EntityKind::Industry => long
            .strip_prefix(short)
            .is_some_and(|trade| lexicon.has_word(lexicon.words("trade_word"), trade)),
        _ => false,
    }
}
