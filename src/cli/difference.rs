//! A difference as people read it: documents, entities, facts with their sentences, links.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use oxrdf::{NamedNode, Quad, Term};
use parkgraph::graph::Base;
use parkgraph::publish::change::{Change, Changes, Kind, Topic, changes, corrections};
use parkgraph::publish::diff::Difference;
use parkgraph::store::Store;
use parkgraph::vocab::prov;

use crate::cli::dataset;
use crate::cli::fact::{self, Evidence, Fact};
use crate::cli::output::Emphasis;
use crate::cli::passage::{Texts, passages};
use crate::cli::select::{select, shorten, text};

/// How many things are asked for at a time.
const BATCH: usize = 500;

/// One of two datasets, with what is to be shown of it.
struct Side {
    store: Store,
    /// Names of things, by IRI.
    names: BTreeMap<String, String>,
    /// Facts that changed, by IRI.
    facts: BTreeMap<String, Fact>,
}

/// What is told of a difference.
pub(crate) struct Report {
    changes: Changes,
    /// Corrected facts: the added one by the removed one.
    corrected: BTreeMap<NamedNode, NamedNode>,
    old: Side,
    new: Side,
    quads: [usize; 2],
}

impl Report {
    /// Finds out what changed and how it is called.
    pub(crate) fn new(
        difference: &Difference,
        (old, new): (&[Quad], &[Quad]),
    ) -> anyhow::Result<Self> {
        let changes = changes(difference, old, new);
        Ok(Self {
            corrected: corrections(&changes).into_iter().collect(),
            old: Side::new(old, &changes)?,
            new: Side::new(new, &changes)?,
            quads: [difference.removed.len(), difference.added.len()],
            changes,
        })
    }

    /// The report.
    pub(crate) fn text(&self) -> anyhow::Result<String> {
        let mut out = String::new();
        for topic in Topic::ALL {
            let section = match topic {
                Topic::Fact => self.facts()?,
                _ => self.things(topic)?,
            };
            if !section.is_empty() {
                writeln!(out, "{}{}\n{section}", topic.name(), self.count(topic))?;
            }
        }
        let [removed, added] = self.quads;
        writeln!(out, "quads: {removed} removed, {added} added")?;
        Ok(out)
    }

    /// How many things of a topic were removed, added, changed.
    fn count(&self, topic: Topic) -> String {
        let mut counts: BTreeMap<Kind, usize> = BTreeMap::new();
        for change in self.of(topic).map(|(_, change)| change) {
            if topic == Topic::Link {
                *counts.entry(Kind::Removed).or_default() += change.removed.len();
                *counts.entry(Kind::Added).or_default() += change.added.len();
            } else {
                *counts.entry(change.kind).or_default() += 1;
            }
        }
        let changed = match topic {
            Topic::Fact => "with other evidence",
            _ => "changed",
        };
        let words = [
            (Kind::Removed, "removed"),
            (Kind::Added, "added"),
            (Kind::Changed, changed),
        ];
        let counts = words.iter().filter_map(|(kind, word)| {
            let count = counts.get(kind).filter(|it| **it > 0)?;
            Some(format!("{count} {word}"))
        });
        format!(": {}", counts.collect::<Vec<_>>().join(", "))
    }

    fn of(&self, topic: Topic) -> impl Iterator<Item = (&NamedNode, &Change)> {
        let changes = self.changes.iter();
        changes
            .filter(move |((it, _), _)| *it == topic)
            .map(|((_, iri), change)| (iri, change))
    }

    /// Documents, entities or links.
    fn things(&self, topic: Topic) -> anyhow::Result<String> {
        let mut out = String::new();
        for (iri, change) in self.of(topic) {
            let iri = iri.as_str();
            let name = self.new.names.get(iri).or_else(|| self.old.names.get(iri));
            let name = name.map(|it| format!("{it}  ")).unwrap_or_default();
            let sign = sign(change.kind);
            writeln!(out, "  {sign} {name}{}", short(iri))?;
            if change.kind == Kind::Changed {
                for (sign, said) in [('-', &change.removed), ('+', &change.added)] {
                    write_statements(&mut out, sign, said.iter())?;
                }
            }
        }
        Ok(out)
    }

    /// Facts: corrected ones beside each other, each with where it is stated.
    fn facts(&self) -> anyhow::Result<String> {
        let mut out = String::new();
        let corrections: BTreeSet<_> = self.corrected.values().collect();
        let (mut old, mut new) = (Texts::new(&self.old.store), Texts::new(&self.new.store));
        for (iri, change) in self.of(Topic::Fact) {
            match (change.kind, self.corrected.get(iri)) {
                (Kind::Removed, corrected) => {
                    show(&mut out, (self.old.facts.get(iri.as_str()), '-'), &mut old)?;
                    if let Some(corrected) = corrected {
                        let corrected = self.new.facts.get(corrected.as_str());
                        show(&mut out, (corrected, '+'), &mut new)?;
                    }
                }
                (Kind::Added, _) if !corrections.contains(iri) => {
                    show(&mut out, (self.new.facts.get(iri.as_str()), '+'), &mut new)?;
                }
                (Kind::Added, _) => {}
                (Kind::Changed, _) => self.show_evidence(&mut out, (iri, change))?,
            }
        }
        Ok(out)
    }

    /// A fact that stays, and which documents state it no longer or newly.
    fn show_evidence(
        &self,
        out: &mut String,
        (iri, change): (&NamedNode, &Change),
    ) -> anyhow::Result<()> {
        let facts = [&self.old, &self.new].map(|it| it.facts.get(iri.as_str()));
        let [Some(before), Some(after)] = facts else {
            return Ok(());
        };
        writeln!(out, "  ~ {} {}", after.kind, after.line)?;
        let documents = |fact: &Fact| -> BTreeSet<String> {
            let documents = fact.evidence.iter();
            documents.map(|it| it.identifier.clone()).collect()
        };
        let (before, after) = (documents(before), documents(after));
        for (words, documents) in [
            ("no longer stated by", &before - &after),
            ("now also stated by", &after - &before),
            ("still stated by", &before & &after),
        ] {
            let documents: Vec<_> = documents.into_iter().collect();
            if !documents.is_empty() {
                writeln!(out, "      {words} {}", documents.join(", "))?;
            }
        }
        for (sign, said) in [('-', &change.removed), ('+', &change.added)] {
            let said = said.iter().filter(|it| it.0 != prov::WAS_DERIVED_FROM);
            write_statements(out, sign, said)?;
        }
        Ok(())
    }
}

impl Side {
    /// What a dataset says of the things that changed.
    fn new(quads: &[Quad], changes: &Changes) -> anyhow::Result<Self> {
        let store = dataset::store(quads)?;
        let iris: Vec<_> = changes.keys().collect();
        let (mut names, mut facts) = (BTreeMap::new(), BTreeMap::new());
        for some in iris.chunks(BATCH) {
            let values = |topics: &[Topic]| {
                let iris = some.iter().filter(|it| topics.contains(&it.0));
                iris.map(|(_, iri)| iri.to_string())
                    .collect::<Vec<_>>()
                    .join(" ")
            };
            let things = values(&[Topic::Document, Topic::Entity, Topic::Link]);
            let rows = select(
                &store,
                &format!(
                    "SELECT ?it (MIN(STR(?label)) AS ?name) WHERE {{
                        VALUES ?it {{ {things} }} ?it skos:prefLabel|dcterms:identifier ?label }} GROUP BY ?it"
                ),
            )?;
            let pair = |row| Some((text(row, "it")?, text(row, "name")?));
            names.extend(rows.iter().filter_map(pair));
            let pattern = format!("VALUES ?fact {{ {} }}", values(&[Topic::Fact]));
            let found = fact::matching(&store, &pattern)?.into_iter();
            facts.extend(found.map(|it| (it.iri.clone(), it)));
        }
        Ok(Self {
            store,
            names,
            facts,
        })
    }
}

/// A fact with its sentences.
fn show(
    out: &mut String,
    (fact, sign): (Option<&Fact>, char),
    texts: &mut Texts<'_>,
) -> anyhow::Result<()> {
    let Some(Fact {
        kind,
        line,
        evidence,
        ..
    }) = fact
    else {
        return Ok(());
    };
    writeln!(out, "  {sign} {kind} {line}")?;
    for Evidence {
        document,
        identifier,
        modality,
        spans,
        ..
    } in evidence
    {
        let spans: Vec<_> = spans.iter().copied().collect();
        let sentences = passages(texts.get(document)?, &spans, Emphasis::detect());
        writeln!(
            out,
            "      {identifier} · {modality} · {}",
            sentences.join(" ")
        )?;
    }
    Ok(())
}

/// Statements about one thing, a line each.
fn write_statements<'a>(
    out: &mut String,
    sign: char,
    said: impl Iterator<Item = &'a (NamedNode, Term)>,
) -> std::fmt::Result {
    for (property, value) in said {
        let property = short(property.as_str());
        writeln!(out, "      {sign} {property} {}", shown(value))?;
    }
    Ok(())
}

fn sign(kind: Kind) -> char {
    match kind {
        Kind::Removed => '-',
        Kind::Added => '+',
        Kind::Changed => '~',
    }
}

fn short(iri: &str) -> String {
    shorten(iri, Base::default().as_str())
}

/// A value as people read it, cut where it is long.
fn shown(value: &Term) -> String {
    const LONGEST: usize = 80;
    let value = match value {
        Term::NamedNode(node) => short(node.as_str()),
        Term::Literal(literal) => literal.value().replace(char::is_whitespace, " "),
        Term::BlankNode(_) | Term::Triple(_) => value.to_string(),
    };
    match value.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", value.split_at(end).0),
        None => value,
    }
}
