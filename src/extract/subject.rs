//! Who a clause is about: its own subject, the one carried over, or the page's topic.

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
        page.names.iter().position(|name| {
            name.kind == kind
                && page
                    .sentence_at(name.bytes.start)
                    .is_some_and(|it| page.sentences[it].kind == BlockKind::Title)
        })
    };
    let first_in_text = |index: usize| {
        let key = key(page, short_forms, index);
        page.names
            .iter()
            .position(|name| {
                name.kind == page.names[index].kind
                    && self::key_of(page, short_forms, &name.name) == key
                    && !is_title(page, name.bytes.start)
            })
            .unwrap_or(index)
    };
    if let Some(index) = in_title(EntityKind::Park) {
        return Some(first_in_text(index));
    }
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for (index, name) in page
        .names
        .iter()
        .enumerate()
        .filter(|(_, name)| name.kind == EntityKind::Park)
    {
        let entry = counts
            .entry(key_of(page, short_forms, &name.name))
            .or_insert((0, index));
        entry.0 += 1;
    }
    let most = counts
        .into_values()
        .max_by_key(|&(count, first)| (count, std::cmp::Reverse(first)));
    most.map(|(_, index)| index)
        .or_else(|| in_title(EntityKind::Place))
        .or_else(|| in_title(EntityKind::Company))
        .or_else(|| {
            page.names
                .iter()
                .position(|name| name.kind == EntityKind::Place)
        })
}

fn is_title(page: &Page<'_>, at: usize) -> bool {
    page.sentence_at(at)
        .is_some_and(|it| page.sentences[it].kind == BlockKind::Title)
}

fn key(page: &Page<'_>, short_forms: &[ShortForm], index: usize) -> String {
    key_of(page, short_forms, &page.names[index].name)
}

/// The long form that stands for a name inside this page.
pub(super) fn key_of(page: &Page<'_>, short_forms: &[ShortForm], name: &str) -> String {
    let long = short_forms
        .iter()
        .find(|it| it.short == name)
        .map_or(name, |it| it.long.as_str());
    page.lexicon.park_key(long)
}

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
            .word_at(self.page.lexicon.words("way"), end)
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
            let listed = page.lexicon.has_word(page.lexicon.words("list_mark"), gap) || gap == "·";
            let address = (gap.is_empty()
                || page
                    .lexicon
                    .has_word(page.lexicon.words("address_gap"), gap))
                && is_actor(kind);
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
        let words = |list: &str| {
            self.page
                .word_ending(self.page.lexicon.words(list), before.end)
                .is_some()
        };
        text.ends_with(self.page.lexicon.particle())
            || (words("maker") || words("descriptor")) && !self.page.has_word_in("gather", before)
            || words("object_focus")
            || self
                .page
                .lexicon
                .has_word(self.page.lexicon.words("locative"), text)
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
                .word_at(page.lexicon.words("frame"), at)
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
        let points = |list: &str| {
            page.word_at(page.lexicon.words(list), start)
                .is_some_and(|hit| hit.end <= clause.end)
        };
        let back = |kind: EntityKind| {
            page.last_name(kind, start)
                .filter(|&it| !is_title(page, page.names[it].bytes.start))
        };
        if page.name_at(start).is_some() {
            return None;
        }
        let pointer = [
            "point_project",
            "point_same",
            "point_all",
            "point_company",
            "point_inside",
            "point_park",
        ];
        let owned = pointer
            .iter()
            .filter_map(|list| page.word_at(page.lexicon.words(list), start))
            .any(|hit| {
                let rest = page.slice(hit.end..clause.end);
                page.name_at(hit.end).is_some()
                    || rest.starts_with(page.lexicon.particle())
                        && page
                            .name_at(hit.end + page.lexicon.particle().len())
                            .is_some()
            });
        if owned {
            return None;
        }
        if points("point_all") {
            return self.topic.map(|it| vec![it]);
        }
        if points("point_same") {
            let spoken = self.current.iter().any(|&it| {
                matches!(
                    page.names[it].kind,
                    EntityKind::Project | EntityKind::Company
                )
            });
            return if spoken {
                None
            } else {
                back(EntityKind::Project).map(|it| vec![it])
            };
        }
        if points("point_project") {
            return back(EntityKind::Project).map(|it| vec![it]);
        }
        if points("point_company") {
            return back(EntityKind::Company).map(|it| vec![it]);
        }
        if points("point_inside") {
            let last = self
                .current
                .iter()
                .copied()
                .find(|&it| page.names[it].kind == EntityKind::Park);
            return last.or(self.topic).map(|it| vec![it]);
        }
        if points("point_park") {
            let topic = self
                .topic
                .filter(|&it| page.names[it].kind == EntityKind::Park);
            let nearby = self
                .current
                .iter()
                .copied()
                .find(|&it| page.names[it].kind == EntityKind::Park);
            return nearby.or(topic).map(|it| vec![it]);
        }
        None
    }
}

/// Whether things of this kind can be what a clause is about.
fn is_actor(kind: EntityKind) -> bool {
    matches!(
        kind,
        EntityKind::Park | EntityKind::Company | EntityKind::Project | EntityKind::Place
    )
}
