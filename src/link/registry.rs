//! Everything that can be linked to, found by name, by code and by IRI.

use std::collections::{BTreeMap, HashMap};

use unicode_normalization::UnicodeNormalization;

use crate::lexicon::Lexicon;
use crate::link::dataset::{DataSet, Record, Role};
use crate::link::weights::Weights;
use crate::link::{thing, zone};
use crate::model::EntityKind;

/// All sets, with the indexes that linking needs. Costly to build, cheap to ask.
pub struct Registry<'a> {
    pub(super) lexicon: &'a Lexicon,
    pub(super) weights: &'a Weights,
    sets: &'a [DataSet],
    names: HashMap<(EntityKind, String), Vec<Named>>,
    /// Divisions by code, those in force before those given up.
    divisions: BTreeMap<&'a str, Id>,
    by_iri: HashMap<&'a str, Id>,
    by_code: HashMap<&'a str, Vec<Id>>,
    /// Records by what followed them.
    by_successor: HashMap<&'a str, Vec<Id>>,
    /// Records near places, by name.
    near_places: HashMap<String, Vec<Id>>,
    /// Zones of lists by what follows the division at the front of their names.
    without_division: HashMap<String, Vec<Id>>,
    /// Records by the value of an identifier's column.
    by_value: HashMap<&'a str, HashMap<&'a str, Vec<Id>>>,
}

/// A record of a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Id {
    set: usize,
    record: usize,
}

/// How a record bears a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    Full,
    Alias,
    Generated,
}

/// A record with the way in which it bears a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Named {
    pub(super) form: Form,
    pub(super) id: Id,
}

/// Columns whose values identify a record.
pub(super) const IDENTIFIERS: &[&str] = &["credit_code", "stock_code", "lei", "catalogue_code"];

impl<'a> Registry<'a> {
    /// Builds the indexes.
    pub fn new(lexicon: &'a Lexicon, sets: &'a [DataSet], weights: &'a Weights) -> Self {
        let mut registry = Self {
            lexicon,
            weights,
            sets,
            names: HashMap::new(),
            divisions: BTreeMap::new(),
            by_iri: HashMap::new(),
            by_code: HashMap::new(),
            by_successor: HashMap::new(),
            near_places: HashMap::new(),
            without_division: HashMap::new(),
            by_value: HashMap::new(),
        };
        for (at, set) in sets.iter().enumerate() {
            for (record, it) in set.records.iter().enumerate() {
                registry.add(Id { set: at, record }, set, it);
            }
        }
        registry.add_generated();
        registry.add_zones();
        registry.add_towns_of_zones();
        registry
    }

    fn add(&mut self, id: Id, set: &'a DataSet, record: &'a Record) {
        self.by_iri.entry(&record.iri).or_insert(id);
        if let Some(next) = &record.successor {
            self.by_successor.entry(next).or_default().push(id);
        }
        match set.role {
            Role::ByCode => {
                self.by_code.entry(&record.id).or_default().push(id);
                return;
            }
            // The names of places near divisions would be taken for those of divisions.
            Role::Near if set.kind == EntityKind::Place => {
                for name in record.forms() {
                    self.near_places.entry(normal(name)).or_default().push(id);
                }
                return;
            }
            Role::Data => return,
            _ => {}
        }
        if set.name == "division" {
            let known = self.divisions.entry(&record.id).or_insert(id);
            if record.successor.is_none() {
                *known = id;
            }
        }
        for (column, value) in &record.values {
            if IDENTIFIERS.contains(&column.as_str()) {
                let of_column = self.by_value.entry(column).or_default();
                of_column.entry(value).or_default().push(id);
            }
        }
        self.name(
            set.kind,
            &record.name,
            Named {
                form: Form::Full,
                id,
            },
        );
        for alias in &record.aliases {
            let form = Form::Alias;
            self.name(set.kind, alias, Named { form, id });
        }
    }

    fn name(&mut self, kind: EntityKind, name: &str, named: Named) {
        let names = self.names.entry((kind, normal(name))).or_default();
        match names.iter().position(|it| it.id == named.id) {
            Some(at) if names[at].form <= named.form => return,
            Some(at) => {
                names.remove(at);
            }
            None => {}
        }
        let at = names.partition_point(|it| *it < named);
        names.insert(at, named);
    }

    /// Parks of the lists get the other names that the lexicon knows for them, and all parks their forms by rule.
    fn add_generated(&mut self) {
        let mut more = Vec::new();
        for (at, set) in self.sets.iter().enumerate() {
            if set.kind != EntityKind::Park || set.role == Role::Data {
                continue;
            }
            for (record, it) in set.records.iter().enumerate() {
                let id = Id { set: at, record };
                let own: Vec<&str> = it.forms().collect();
                let others = self.other_names(&it.name).into_iter();
                let others: Vec<&str> = others.filter(|name| !own.contains(name)).collect();
                for name in &others {
                    more.push(((*name).to_owned(), Form::Alias, id));
                }
                for name in own.iter().chain(&others) {
                    let form = self.park_form(name);
                    let short = thing::within_province(self, &form);
                    more.extend([form, short].map(|it| (it, Form::Generated, id)));
                }
            }
        }
        for (name, form, id) in more {
            self.name(EntityKind::Park, &name, Named { form, id });
        }
    }

    /// Zones of lists get their names after renamed divisions, and without the division around the place that they are named
    /// after.
    fn add_zones(&mut self) {
        let ids = self.all().filter(|id| {
            let set = self.set(*id);
            set.kind == EntityKind::Park && set.role == Role::Register
        });
        for id in ids.collect::<Vec<_>>() {
            let name = self.park_form(&self.record(id).name);
            let more = zone::renamed(self, &name).into_iter();
            let more: Vec<String> = more.chain(zone::within_division(self, &name)).collect();
            for name in more {
                let form = Form::Generated;
                self.name(EntityKind::Park, &name, Named { form, id });
            }
            if let Some(rest) = zone::without_division(self, &name) {
                self.without_division.entry(rest).or_default().push(id);
            }
        }
    }

    /// The zones of lists that have this name behind that of a division.
    pub(super) fn without_division(&self, name: &str) -> &[Id] {
        let zones = self.without_division.get(name);
        zones.map_or(&[], Vec::as_slice)
    }

    /// Towns that statistics call by the zone that they lie in get the rest of the name.
    fn add_towns_of_zones(&mut self) {
        let ids = self.all().collect::<Vec<_>>();
        let units = ids.iter().filter_map(|id| Some((self.unit(*id)?, *id)));
        let units: HashMap<&str, Id> = units.collect();
        for id in ids {
            let record = self.record(id);
            let zone = record.region.as_deref().and_then(|it| units.get(it));
            let rest = zone.and_then(|it| record.name.strip_prefix(&self.record(*it).name));
            if let (EntityKind::Place, Some(rest)) = (self.set(id).kind, rest) {
                let form = Form::Generated;
                self.name(EntityKind::Place, rest, Named { form, id });
            }
        }
    }

    fn all(&self) -> impl Iterator<Item = Id> {
        let sets = self.sets.iter().zip(0..);
        sets.flat_map(|(it, set)| (0..it.records.len()).map(move |record| Id { set, record }))
    }

    /// The code of a zone that statistics count like a county.
    pub(super) fn unit(&self, id: Id) -> Option<&'a str> {
        let (set, record) = (self.set(id), self.record(id));
        let is_unit =
            set.kind == EntityKind::Park && set.role == Role::Near && record.id.len() == 6;
        is_unit.then_some(record.id.as_str())
    }

    /// The names that the lexicon's park of this name has.
    fn other_names(&self, name: &str) -> Vec<&'a str> {
        let scheme = crate::lexicon::Scheme::Park;
        let entries = self.lexicon.named(name).map(|(_, it)| it);
        let mut entries = entries.filter(|it| it.scheme == scheme);
        match (entries.next(), entries.next()) {
            (Some(only), None) => {
                let aliases = only.aliases.iter();
                let chinese = aliases.filter(|(_, it)| *it == crate::model::Language::Simplified);
                let names = chinese.map(|(it, _)| it.as_str());
                std::iter::once(only.name.as_str()).chain(names).collect()
            }
            _ => Vec::new(),
        }
    }

    /// A park's name in the form by which parks are compared: without words of rank, with the long form of its head.
    pub(super) fn park_form(&self, name: &str) -> String {
        let mut name = name.to_owned();
        for word in &self.weights.generated.drop {
            // At the front it is the name of a title; inside it is a word of rank.
            if let Some((before, after)) = name.split_once(word.as_str())
                && !before.is_empty()
                && !after.is_empty()
            {
                name = format!("{before}{after}");
            }
        }
        self.lexicon.park_key(&name)
    }

    /// The records of a kind that bear a name, the likeliest form first.
    pub(super) fn named(&self, kind: EntityKind, name: &str) -> &[Named] {
        self.names
            .get(&(kind, normal(name)))
            .map_or(&[], Vec::as_slice)
    }

    pub(super) fn record(&self, id: Id) -> &'a Record {
        &self.sets[id.set].records[id.record]
    }

    pub(super) fn set(&self, id: Id) -> &'a DataSet {
        &self.sets[id.set]
    }

    /// The record with this IRI.
    pub(super) fn by_iri(&self, iri: &str) -> Option<Id> {
        self.by_iri.get(iri).copied()
    }

    /// The division with this code.
    pub(super) fn division(&self, code: &str) -> Option<Id> {
        self.divisions.get(code).copied()
    }

    /// The records of other sets that are known by the code of a division.
    pub(super) fn by_code(&self, code: &str) -> &[Id] {
        self.by_code.get(code).map_or(&[], Vec::as_slice)
    }

    /// The records that became the one with this IRI.
    pub(super) fn predecessors(&self, iri: &str) -> &[Id] {
        self.by_successor.get(iri).map_or(&[], Vec::as_slice)
    }

    /// The only record of a set of points that is called like a division.
    pub(super) fn near_place(&self, name: &str) -> Option<Id> {
        match self.near_places.get(&normal(name))?[..] {
            [only] => Some(only),
            _ => None,
        }
    }

    /// The records that an identifier belongs to.
    pub(super) fn identified(&self, column: &str, value: &str) -> &[Id] {
        let of_column = self.by_value.get(column);
        let records = of_column.and_then(|it| it.get(value));
        records.map_or(&[], Vec::as_slice)
    }

    /// The code of the division that a division with this code became, if it is not in force itself.
    pub(super) fn in_force(&self, code: &str) -> Option<&'a Record> {
        let mut record = self.record(self.division(code)?);
        for _ in 0..10 {
            let Some(next) = &record.successor else {
                return Some(record);
            };
            record = self.record(self.by_iri(next)?);
        }
        None
    }

    /// The codes of the divisions around a code, itself first: county, prefecture, province.
    pub(super) fn around(&self, code: &str) -> Vec<&'a str> {
        let mut codes = Vec::new();
        let mut next = self.division(code.get(..6).unwrap_or(code));
        while let Some(id) = next {
            let record = self.record(id);
            if record.id.len() != 6 || codes.contains(&record.id.as_str()) {
                break;
            }
            codes.push(record.id.as_str());
            next = record.broader.as_deref().and_then(|it| self.by_iri(it));
        }
        codes
    }

    /// Whether a code lies in the division of another, or is it.
    pub(super) fn is_within(code: &str, around: &str) -> bool {
        let significant = match builtin_level(around) {
            "province" => 2,
            "prefecture" => 4,
            _ => 6,
        };
        around.len() == 6 && code.get(..significant) == around.get(..significant)
    }
}

fn builtin_level(code: &str) -> &'static str {
    crate::link::builtin::level(code)
}

/// A name as names are compared: narrow brackets and letters, no spaces.
pub(super) fn normal(name: &str) -> String {
    name.nfkc().filter(|it| !it.is_whitespace()).collect()
}
