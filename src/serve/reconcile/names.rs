//! The names of all entities, to find those that a name may mean.

use std::collections::{BTreeMap, BTreeSet};

use oxrdf::{NamedNode, NamedOrBlankNode, Term};

use crate::model::EntityKind;
use crate::serve::reconcile::key::{key, pairs, spoken};
use crate::store::{Error, Store};
use crate::vocab::{pg_term, rdf, skos};

/// Most candidates that are compared in full.
const CANDIDATES: usize = 200;

/// An entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entity {
    pub(crate) iri: NamedNode,
    /// Its class.
    pub(crate) class: NamedNode,
    /// Its preferred name.
    pub(crate) name: String,
}

/// How a name fits an entity, 0 to 100.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Fit {
    pub(crate) score: f64,
    /// Whether it is a name of the entity, and not only like one.
    pub(crate) is_name: bool,
}

/// How sure each way to find a name is. What is only alike never reaches what is the same.
const PREFERRED: Fit = Fit {
    score: 100.0,
    is_name: true,
};
const OTHER: Fit = Fit {
    score: 95.0,
    is_name: true,
};
const SPOKEN: Fit = Fit {
    score: 85.0,
    is_name: false,
};
const ALIKE: f64 = 80.0;

/// The names of all entities.
#[derive(Debug, Default)]
pub(crate) struct Names {
    entities: Vec<Entity>,
    /// Forms of names, and whose they are.
    forms: BTreeMap<String, Vec<(usize, Fit)>>,
    /// The forms that have a pair of characters, by their place in `keys`.
    pairs: BTreeMap<(char, char), Vec<usize>>,
    keys: Vec<String>,
    /// The properties that entities of a class have.
    pub(crate) properties: BTreeMap<NamedNode, BTreeSet<NamedNode>>,
}

impl Names {
    /// Reads them from a store.
    pub(crate) fn of(store: &Store) -> Result<Self, Error> {
        let mut names = Self::default();
        for kind in EntityKind::ALL {
            let class = pg_term(kind.name());
            let mut members = BTreeSet::new();
            for quad in store.quads_to(&class) {
                let quad = quad?;
                if let (true, NamedOrBlankNode::NamedNode(it)) =
                    (quad.predicate == rdf::TYPE, quad.subject)
                {
                    members.insert(it);
                }
            }
            for member in members {
                names.add(store, member, &class)?;
            }
        }
        names.keys = names.forms.keys().cloned().collect();
        for (place, form) in names.keys.iter().enumerate() {
            for pair in pairs(form) {
                names.pairs.entry(pair).or_default().push(place);
            }
        }
        Ok(names)
    }

    /// Adds an entity with all its names; one without a name is left out.
    fn add(&mut self, store: &Store, iri: NamedNode, class: &NamedNode) -> Result<(), Error> {
        let place = self.entities.len();
        let mut name = None;
        let properties = self.properties.entry(class.clone()).or_default();
        for quad in store.quads_of(&iri) {
            let quad = quad?;
            let is_preferred = quad.predicate == skos::PREF_LABEL;
            let is_name = is_preferred || quad.predicate == skos::ALT_LABEL;
            properties.insert(quad.predicate);
            let Term::Literal(label) = quad.object else {
                continue;
            };
            if is_preferred && name.as_deref().is_none_or(|it| label.value() < it) {
                name = Some(label.value().to_owned());
            }
            if is_name {
                let fit = if is_preferred { PREFERRED } else { OTHER };
                let form = key(label.value());
                if let Some(spoken) = spoken(&form) {
                    note(&mut self.forms, spoken, (place, SPOKEN));
                }
                note(&mut self.forms, form, (place, fit));
            }
        }
        let class = class.clone();
        let name = name.unwrap_or_default();
        self.entities.push(Entity { iri, class, name });
        Ok(())
    }

    /// The entity of this IRI.
    pub(crate) fn entity(&self, iri: &NamedNode) -> Option<&Entity> {
        self.entities.iter().find(|it| it.iri == *iri)
    }

    /// The entities that a name may mean, the best first; those that fit alike in the order of their names.
    pub(crate) fn find(&self, name: &str) -> Vec<(&Entity, Fit)> {
        let name = key(name);
        let mut found = BTreeMap::<usize, Fit>::new();
        let mut meet = |place: usize, fit: Fit| {
            let best = found.entry(place).or_insert(fit);
            if fit.score > best.score {
                *best = fit;
            }
        };
        for (place, fit) in self.forms.get(&name).into_iter().flatten() {
            meet(*place, *fit);
        }
        for (form, share) in self.alike(&name) {
            for (place, fit) in self.forms.get(form).into_iter().flatten() {
                let score = share * ALIKE * fit.score / 100.0;
                meet(
                    *place,
                    Fit {
                        score,
                        is_name: false,
                    },
                );
            }
        }
        self.ranked(found)
    }

    /// The entities with a name that begins so.
    pub(crate) fn begin(&self, prefix: &str) -> Vec<(&Entity, Fit)> {
        let prefix = key(prefix);
        let mut found = BTreeMap::<usize, Fit>::new();
        let from = self.forms.range(prefix.clone()..);
        for (_, places) in from
            .take_while(|(form, _)| form.starts_with(&prefix))
            .take(CANDIDATES)
        {
            for (place, fit) in places {
                found.entry(*place).or_insert(*fit);
            }
        }
        self.ranked(found)
    }

    fn ranked(&self, found: BTreeMap<usize, Fit>) -> Vec<(&Entity, Fit)> {
        let found = found.into_iter();
        let entities = found.filter_map(|(place, fit)| Some((self.entities.get(place)?, fit)));
        let mut ranked: Vec<_> = entities
            .filter(|(entity, _)| !entity.name.is_empty())
            .collect();
        ranked.sort_by(|(one, fit), (other, another)| {
            let by_score = another.score.total_cmp(&fit.score);
            by_score.then_with(|| (&one.name, &one.iri).cmp(&(&other.name, &other.iri)))
        });
        ranked
    }

    /// Forms that share pairs of characters with a key, and what share of both they share.
    fn alike(&self, name: &str) -> Vec<(&str, f64)> {
        let wanted = pairs(name);
        let mut shared = BTreeMap::<usize, u32>::new();
        for pair in &wanted {
            for place in self.pairs.get(pair).into_iter().flatten() {
                *shared.entry(*place).or_default() += 1;
            }
        }
        let mut shared: Vec<(usize, u32)> = shared.into_iter().collect();
        shared.sort_by_key(|(place, count)| (u32::MAX - count, *place));
        let alike = shared
            .into_iter()
            .take(CANDIDATES)
            .filter_map(|(place, count)| {
                let form = self.keys.get(place)?;
                let both = wanted.len() + pairs(form).len();
                let both = u32::try_from(both).ok()?;
                Some((form.as_str(), 2.0 * f64::from(count) / f64::from(both)))
            });
        // Fewer than a third in common is chance.
        alike.filter(|(_, share)| *share > 0.33).collect()
    }
}

/// Notes whose form it is; the better way counts where an entity has it in two.
fn note(forms: &mut BTreeMap<String, Vec<(usize, Fit)>>, form: String, (place, fit): (usize, Fit)) {
    if form.is_empty() {
        return;
    }
    let owners = forms.entry(form).or_default();
    match owners.iter_mut().find(|(it, _)| *it == place) {
        Some((_, known)) if known.score < fit.score => *known = fit,
        Some(_) => {}
        None => owners.push((place, fit)),
    }
}
