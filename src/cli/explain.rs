//! `parkgraph explain`: the facts of an entity, each with the sentence it was read from.

use std::fmt::Write;

use clap::Args;
use parkgraph::store::Store;

use crate::cli::Outcome;
use crate::cli::arguments::GraphArguments;
use crate::cli::entity::{self, Entity};
use crate::cli::fact::{self, Evidence, Fact};
use crate::cli::output::{Emphasis, Voice, print};
use crate::cli::passage::{Texts, passages};

#[derive(Debug, Args)]
#[command(after_help = "\
The evidence stands out bold on a terminal, in 【】 elsewhere.

Examples:
  parkgraph explain 采埃孚
  parkgraph explain https://w3id.org/parkgraph/id/park/张家港经济技术开发区
  parkgraph explain --memory data/corpus 张家港经开区")]
pub(crate) struct Arguments {
    /// The entity's IRI, one of its names, or a part of one
    #[arg(value_name = "IRI|NAME")]
    name: String,
    #[command(flatten)]
    graph: GraphArguments,
}

pub(crate) fn run(arguments: &Arguments, voice: Voice) -> anyhow::Result<Outcome> {
    let store = arguments.graph.open(voice)?;
    let entity = entity::one(&store, &arguments.name)?;
    print(&explain(&store, &entity)?)?;
    Ok(Outcome::Done)
}

/// Everything the store says of an entity.
fn explain(store: &Store, entity: &Entity) -> anyhow::Result<String> {
    let mut out = format!("{}  ({})\n<{}>\n", entity.name, entity.class, entity.iri);
    if !entity.aliases.is_empty() {
        writeln!(out, "also: {}", entity.aliases.join(", "))?;
    }
    let facts = fact::of_entity(store, &entity.iri)?;
    if facts.is_empty() {
        out.push_str("\nno facts\n");
    }
    let mut texts = Texts::new(store);
    let mut heading = "";
    for fact in &facts {
        if fact.kind != heading {
            heading = &fact.kind;
            let count = facts.iter().filter(|it| it.kind == heading).count();
            writeln!(out, "\n{heading} ({count})")?;
        }
        show(&mut out, fact, &mut texts)?;
    }
    Ok(out)
}

/// A fact in one line, and its evidence below.
fn show(out: &mut String, fact: &Fact, texts: &mut Texts<'_>) -> anyhow::Result<()> {
    writeln!(out, "  {}", fact.line)?;
    for Evidence {
        document,
        identifier,
        issued,
        spans,
        confidence,
        modality,
        rules,
    } in &fact.evidence
    {
        let date = issued
            .as_ref()
            .map(|it| format!(", {it}"))
            .unwrap_or_default();
        let rules: Vec<&str> = rules.iter().map(String::as_str).collect();
        writeln!(
            out,
            "      {identifier}{date} · {modality} · confidence {confidence} · {}",
            rules.join(", ")
        )?;
        let spans: Vec<_> = spans.iter().copied().collect();
        for passage in passages(texts.get(document)?, &spans, Emphasis::detect()) {
            writeln!(out, "      {passage}")?;
        }
    }
    Ok(())
}
