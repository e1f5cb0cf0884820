//! Inside a document: which short names, long names and pointers mean the same thing.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::lexicon::{Lexicon, Scheme};
use crate::model::{EntityKind, Extraction, MentionId};
use crate::resolve::company_name::{bodies_behind_place, nearness};
use crate::resolve::namesake::{Meant, namesakes};
use crate::resolve::short_head;

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
    for (short, long, kind) in &extraction.short_forms {
        // A full name that the document only means: 省商务厅 of 福建省.
        let key = (*kind, keys.of(*kind, short), Meant::Any);
        if let Some(group) = groups.get_mut(&key)
            && group.names.contains(short)
            && !group.names.contains(long)
        {
            group.names.push(long.clone());
        }
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
        let mut longer = longer_names(lexicon, &names);
        for (kind, name) in &names {
            let entry = (*kind, name.clone());
            if keys.longer.contains_key(&entry) {
                continue;
            }
            if let Some(long) = keys.placed_short_form(*kind, name, extraction) {
                keys.longer.insert(entry, long);
                continue;
            }
            let longer = longer.remove(&(*kind, name.as_str())).unwrap_or_default();
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
                keys.longer.insert(entry, fits.to_owned());
            }
        }
        keys
    }

    /// A park whose name differs from another's in the head alone stands for it.
    fn add_short_heads(&mut self) {
        let names = short_head::fuller_names(self.lexicon, &self.exact).into_iter();
        let plain = |it: &str| self.plain(EntityKind::Park, it);
        let plain = names.map(|(short, long)| (plain(short), plain(long)));
        let one = plain.filter(|(short, long)| {
            let two = self.is_listed(short) && self.is_listed(long); // 吉林 has a zone of either name
            short != long && !two
        });
        let longer: Vec<_> = one
            .map(|(short, long)| ((EntityKind::Park, short), long))
            .collect();
        self.longer.extend(longer);
    }

    /// Whether the lexicon has a park of this very name.
    fn is_listed(&self, name: &str) -> bool {
        let mut entries = self.lexicon.named(name);
        entries.any(|(_, it)| it.scheme == Scheme::Park && it.name == name)
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
                    && self.lexicon.is_named_in(Scheme::Place, it)
            })
        });
        let long = fitting.next().map(|(_, long, _)| self.plain(kind, long));
        long.filter(|it| it != name)
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
                    _ if kind == EntityKind::Agency => self.lexicon.agency_key(name),
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
fn nearest<'n>(lexicon: &Lexicon, short: &str, longer: Vec<&'n str>) -> Vec<&'n str> {
    let near = |it: &&str| nearness(lexicon, short, it);
    let near: Vec<_> = longer.iter().map(near).collect();
    let best = near.iter().flatten().min();
    let pairs = longer.into_iter().zip(&near);
    pairs
        .filter(|(_, it)| it.as_ref() == best)
        .map(|(name, _)| name)
        .collect()
}

/// Whether all names begin as one of them does: 七师纺织工业园, 七师百万锭纺织工业园.
fn begin_alike(names: &[&str], one: &str) -> bool {
    let start: String = one.chars().take(2).collect();
    names.iter().all(|it| it.starts_with(&start))
}

/// Whether a text is made of names of places: 河北|保定.
pub(super) fn is_address(lexicon: &Lexicon, text: &str) -> bool {
    let mut ends = text.char_indices().map(|(at, _)| at).skip(1);
    ends.any(|at| {
        let (one, other) = text.split_at(at);
        lexicon.is_named_in(Scheme::Place, one) && lexicon.is_named_in(Scheme::Place, other)
    })
}

/// The names of a document that each of its shorter names may stand for, in the order of the names.
fn longer_names<'n>(
    lexicon: &Lexicon,
    names: &'n [(EntityKind, String)],
) -> BTreeMap<(EntityKind, &'n str), Vec<&'n str>> {
    let mut by_part: BTreeMap<(EntityKind, &str), Vec<&str>> = BTreeMap::new();
    for (kind, name) in names {
        let shorter = by_part.entry((*kind, short_part(*kind, name))).or_default();
        shorter.push(name);
    }
    let mut longer: BTreeMap<_, Vec<&str>> = BTreeMap::new();
    for (kind, long) in names {
        let parts = parts(lexicon, *kind, long).into_iter();
        let shorter = parts.filter_map(|it| by_part.get(&(*kind, it))).flatten();
        for short in shorter.filter(|it| stands_for(lexicon, *kind, it, long)) {
            longer.entry((*kind, *short)).or_default().push(long);
        }
    }
    longer
}

/// The part of a short name by which it is looked up: a company's first two characters, or all of it.
fn short_part(kind: EntityKind, name: &str) -> &str {
    match kind {
        EntityKind::Company => first_two(name),
        _ => name,
    }
}

/// The parts of a name, by its kind, of which a shorter form of it has one: its ends, its beginnings, or the first two
/// characters of it and of what stands behind a place.
fn parts<'n>(lexicon: &Lexicon, kind: EntityKind, name: &'n str) -> BTreeSet<&'n str> {
    let inner = name.char_indices().map(|(at, _)| at).skip(1);
    match kind {
        EntityKind::Park | EntityKind::Honor | EntityKind::Agency => {
            inner.filter_map(|at| name.get(at..)).collect()
        }
        EntityKind::Industry => inner.filter_map(|at| name.get(..at)).collect(),
        EntityKind::Company => {
            let bodies = bodies_behind_place(lexicon, name).into_iter();
            bodies.chain([name]).map(first_two).collect()
        }
        EntityKind::Place | EntityKind::Project => BTreeSet::new(),
    }
}

fn first_two(name: &str) -> &str {
    let end = name.char_indices().nth(2).map_or(name.len(), |it| it.0);
    name.get(..end).unwrap_or(name)
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
        // 永清县人民政府 for 河北省永清县人民政府: the place around it left out.
        EntityKind::Agency => long.strip_suffix(short).is_some_and(|outer| {
            let place = |it: &str| lexicon.is_named_in(Scheme::Place, it);
            let mut ends = short.char_indices().map(|(at, _)| at).skip(1);
            let placed = ends.any(|at| short.get(..at).is_some_and(place));
            placed && (place(outer) || is_address(lexicon, outer))
        }),
        // 生物医药 for 生物医药业: the word for a trade left out.
        EntityKind::Industry => long
            .strip_prefix(short)
            .is_some_and(|trade| lexicon.has_word(lexicon.words("trade_word"), trade)),
        _ => false,
    }
}
