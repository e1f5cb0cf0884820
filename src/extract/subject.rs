//! Who a clause is about: its own subject, the one carried over, or the page's topic.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::clean::BlockKind;
use crate::extract::context::ShortForm;
use crate::extract::page::{Bytes, Page};
use crate::extract::sentence::Sentence;
use crate::model::EntityKind;

/// Who a clause is about; several where the text names several.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Subjects {
    /// Positions of names, in text order; empty if nobody is known.
    pub(super) names: Vec<usize>,
    /// Whether the clause itself says so.
    pub(super) stated: bool,
}

/// The subjects of every clause of a page.
pub(super) struct Subjecting {
    /// By sentence, then by clause.
    clauses: Vec<Vec<Subjects>>,
    /// The park or place that the page is about.
    pub(super) topic: Option<usize>,
}

impl Subjecting {
    /// Reads the page once, top to bottom.
    pub(super) fn new(page: &Page<'_>, short_forms: &[ShortForm]) -> Self {
        let topic = topic(page, short_forms);
        let mut reader = Reader {
            page,
            short_forms,
            topic,
            current: topic.into_iter().collect(),
            block: usize::MAX,
        };
        let clauses = page
            .sentences
            .iter()
            .map(|sentence| reader.sentence(sentence))
            .collect();
        Self { clauses, topic }
    }

    /// Who the clause at a position is about.
    pub(super) fn at(&self, page: &Page<'_>, position: usize) -> Subjects {
        let Some(sentence) = page.sentence_at(position) else {
            return Subjects::default();
        };
        let clauses = &page.sentences[sentence].clauses;
        let clause = clauses
            .iter()
            .rposition(|it| it.start <= position)
            .unwrap_or_default();
        self.clauses[sentence]
            .get(clause)
            .cloned()
            .unwrap_or_default()
    }
}

/// The park that the page is about: the first in the title, else the one most often named; a place if there is no park.
fn topic(page: &Page<'_>, short_forms: &[ShortForm]) -> Option<usize> {
    let in_title = |kind: EntityKind| {
        let mut names = page.names.iter();
        names.position(|it| it.kind == kind && is_title(page, it.bytes.start))
    };
    if let Some(park) = in_title(EntityKind::Park) {
        return Some(first_in_text(page, short_forms, park));
    }
    most_named_park(page, short_forms)
        .or_else(|| in_title(EntityKind::Place))
        .or_else(|| in_title(EntityKind::Company))
        .or_else(|| {
            let mut names = page.names.iter();
            names.position(|it| it.kind == EntityKind::Place)
        })
}

/// The first place below the title where a park of the title is named.
fn first_in_text(page: &Page<'_>, short_forms: &[ShortForm], park: usize) -> usize {
    let key = key_of(page, short_forms, &page.names[park].name);
    let mut names = page.names.iter();
    let first = names.position(|it| {
        it.kind == EntityKind::Park
            && key_of(page, short_forms, &it.name) == key
            && !is_title(page, it.bytes.start)
    });
    first.unwrap_or(park)
}

/// The first mention of the park that is named most often.
fn most_named_park(page: &Page<'_>, short_forms: &[ShortForm]) -> Option<usize> {
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for (index, name) in page.names.iter().enumerate() {
        if name.kind == EntityKind::Park {
            let key = key_of(page, short_forms, &name.name);
            counts.entry(key).or_insert((0, index)).0 += 1;
        }
    }
    let most = counts
        .into_values()
        .max_by_key(|&(count, first)| (count, Reverse(first)));
    most.map(|(_, index)| index)
}

fn is_title(page: &Page<'_>, at: usize) -> bool {
    page.sentence_at(at)
        .is_some_and(|it| page.sentences[it].kind == BlockKind::Title)
}

/// The long form that stands for a name inside this page.
pub(super) fn key_of(page: &Page<'_>, short_forms: &[ShortForm], name: &str) -> String {
    let long = short_forms
        .iter()
        .find(|it| it.short == name)
        .map_or(name, |it| it.long.as_str());
    page.lexicon.park_key(long)
}

/// Lists of words that point at a thing named before.
const POINTERS: [&str; 6] = [
    "point_project",
    "point_same",
    "point_all",
    "point_company",
    "point_inside",
    "point_park",
];

/// Walks over a page and remembers who was spoken of.
struct Reader<'p, 'a> {
    page: &'p Page<'a>,
    short_forms: &'p [ShortForm],
    topic: Option<usize>,
    current: Vec<usize>,
    block: usize,
}

impl Reader<'_, '_> {
    fn key(&self, name: usize) -> String {
        key_of(self.page, self.short_forms, &self.page.names[name].name)
    }

    fn sentence(&mut self, sentence: &Sentence) -> Vec<Subjects> {
        if sentence.block != self.block {
            self.block = sentence.block;
            self.current = self.topic.into_iter().collect();
        }
        let clauses = sentence
            .clauses
            .iter()
            .map(|clause| self.clause(sentence, clause))
            .collect();
        let prose = Page::is_prose(sentence);
        if !prose || sentence.kind == BlockKind::Title {
            self.current = self.topic.into_iter().collect();
        }
        clauses
    }

    fn clause(&mut self, sentence: &Sentence, clause: &Bytes) -> Subjects {
        let stated = self.stated(sentence, clause);
        if let Some(names) = stated {
            self.current.clone_from(&names);
            return Subjects {
                names,
                stated: true,
            };
        }
        Subjects {
            names: self.current.clone(),
            stated: false,
        }
    }

    /// The subject that a clause states: names in front, or a word that points back.
    fn stated(&self, sentence: &Sentence, clause: &Bytes) -> Option<Vec<usize>> {
        let start = self.skip_frame(clause);
        if let Some(names) = self.pointed_at(start, clause) {
            return Some(names);
        }
        let page = self.page;
        let mut actors = page
            .names_in(&(start..clause.end))
            .filter(|&it| is_actor(page.names[it].kind));
        let first = actors.clone().next()?;
        if page.names[first].bytes.start == start && !self.is_origin(first, clause) {
            let address = self.page.has_word_in("locate", &(clause.start..start));
            let leading = self.leading(first, clause)?;
            let places = leading
                .iter()
                .all(|&it| page.names[it].kind == EntityKind::Place);
            return (!address || !places).then_some(leading);
        }
        if let Some(subject) =
            actors.find(|&it| self.attributive(&(start..page.names[it].bytes.start)))
        {
            return self.leading(subject, clause);
        }
        let name = &page.names[first];
        let lone = sentence.clauses.len() == 1 || clause.start == sentence.clauses[0].start;
        let carried_elsewhere = self.current.iter().any(|&it| Some(it) != self.topic);
        let about = self
            .topic
            .is_none_or(|topic| self.key(topic) == self.key(first));
        (lone && about && name.kind == EntityKind::Park && !carried_elsewhere).then(|| vec![first])
    }

    /// 北京|到曹妃甸区: where a way begins, not who is spoken of.
    fn is_origin(&self, name: usize, clause: &Bytes) -> bool {
        let end = self.page.names[name].bytes.end;
        self.page
            .word_at("way", end)
            .is_some_and(|hit| hit.end <= clause.end)
    }

    /// Names at the head of a clause. Places in front of a park are its address; a list of companies is a list.
    fn leading(&self, first: usize, clause: &Bytes) -> Option<Vec<usize>> {
        let page = self.page;
        let mut names = vec![first];
        let mut last = first;
        for next in first + 1..page.names_in(clause).end {
            let gap = page
                .slice(page.names[last].bytes.end..page.names[next].bytes.start)
                .trim_matches(['“', '”']);
            let kind = page.names[next].kind;
            let listed = page.is_word("list_mark", gap) || gap == "·";
            let address = (gap.is_empty() || page.is_word("address_gap", gap)) && is_actor(kind);
            if listed && is_actor(kind) {
                names.push(next);
            } else if address {
                names.clear();
                names.push(next);
            } else {
                break;
            }
            last = next;
        }
        let open = page
            .slice(page.names[last].bytes.end..clause.end)
            .starts_with(page.lexicon.and_others());
        (!open).then_some(names)
    }

    /// Whether the words before a name make it the subject: 位于区内的|X, 总投资10.5亿元的|X, 在|X.
    fn attributive(&self, before: &Bytes) -> bool {
        let text = self.page.slice(before.clone());
        let words = |list: &str| self.page.word_ending(list, before.end).is_some();
        text.ends_with(self.page.lexicon.particle())
            || (words("maker") || words("descriptor")) && !self.page.has_word_in("gather", before)
            || words("object_focus")
            || self.page.is_word("locative", text)
    }

    /// Moves over dates and connecting words at the head of a clause.
    fn skip_frame(&self, clause: &Bytes) -> usize {
        let page = self.page;
        let mut at = clause.start;
        loop {
            let rest = page.slice(at..clause.end);
            let trimmed = rest.trim_start_matches(['“', '”', '"', ' ', '、', '—']);
            at += rest.len() - trimmed.len();
            if page.name_at(at).is_some() {
                return at;
            }
            if let Some(moment) = page.moment_at(at) {
                at = page.moments[moment].bytes.end;
            } else if let Some(hit) = page
                .word_at("frame", at)
                .filter(|hit| hit.end <= clause.end)
            {
                at = hit.end;
            } else {
                return at;
            }
        }
    }

    /// Who 该项目, 园区, 全市, 其 … point at.
    fn pointed_at(&self, start: usize, clause: &Bytes) -> Option<Vec<usize>> {
        let page = self.page;
        if page.name_at(start).is_some() || self.owns(start, clause) {
            return None;
        }
        let points = |list: &str| {
            page.word_at(list, start)
                .is_some_and(|hit| hit.end <= clause.end)
        };
        let pointed = if points("point_all") {
            self.topic
        } else if points("point_same") {
            self.project_unless_spoken_of(start)
        } else if points("point_project") {
            self.last_in_text(EntityKind::Project, start)
        } else if points("point_company") {
            self.last_in_text(EntityKind::Company, start)
        } else if points("point_inside") {
            self.spoken_park().or(self.topic)
        } else if points("point_park") {
            let is_park = |it: &usize| page.is_kind(*it, EntityKind::Park);
            self.spoken_park().or(self.topic.filter(is_park))
        } else {
            None
        };
        pointed.map(|it| vec![it])
    }

    /// Whether a pointing word only says whose the name behind it is: 园区|的某公司.
    fn owns(&self, start: usize, clause: &Bytes) -> bool {
        let page = self.page;
        let particle = page.lexicon.particle();
        POINTERS
            .iter()
            .filter_map(|list| page.word_at(*list, start))
            .any(|hit| {
                let joined = page.slice(hit.end..clause.end).starts_with(particle);
                page.name_at(hit.end).is_some()
                    || joined && page.name_at(hit.end + particle.len()).is_some()
            })
    }

    /// The last name of a kind before a place, below the title.
    fn last_in_text(&self, kind: EntityKind, before: usize) -> Option<usize> {
        let last = self.page.last_name(kind, before);
        last.filter(|&it| !is_title(self.page, self.page.names[it].bytes.start))
    }

    /// The last project, unless a project or company is spoken of already.
    fn project_unless_spoken_of(&self, before: usize) -> Option<usize> {
        let spoken = self.current.iter().any(|&it| {
            self.page.is_kind(it, EntityKind::Project) || self.page.is_kind(it, EntityKind::Company)
        });
        (!spoken)
            .then(|| self.last_in_text(EntityKind::Project, before))
            .flatten()
    }

    /// The first park among those spoken of.
    fn spoken_park(&self) -> Option<usize> {
        let mut current = self.current.iter().copied();
        current.find(|&it| self.page.is_kind(it, EntityKind::Park))
    }
}

/// Whether things of this kind can be what a clause is about.
fn is_actor(kind: EntityKind) -> bool {
    matches!(
        kind,
        EntityKind::Park | EntityKind::Company | EntityKind::Project | EntityKind::Place
    )
}
