//! `parkgraph data`: sets of open data, those of the program and those that the store holds.

use std::path::PathBuf;

use anyhow::{Context, bail};
use clap::{Args, Subcommand};
use parkgraph::graph::{Base, data_graph_iri};
use parkgraph::lexicon::Lexicon;
use parkgraph::link::{self, About, DataSet};
use parkgraph::store::Store;

use crate::cli::Outcome;
use crate::cli::arguments::StoreArguments;
use crate::cli::data_import::{Import, import, import_help};
use crate::cli::output::{self, Voice, print};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  parkgraph data list
  parkgraph data info zone-2018
  parkgraph data import listed companies.csv --licence https://creativecommons.org/publicdomain/zero/1.0/")]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    store: StoreArguments,
    /// What the IRIs of documents, entities and records begin with
    #[arg(long, value_name = "IRI", global = true)]
    base: Option<String>,
    /// Lexicon folder, some sets being made of lexicons [default: the copy in the program]
    #[arg(long, value_name = "DIR", global = true)]
    lexicon: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// List the sets: their kind, number of records, version and title
    #[command(after_help = "Example:\n  parkgraph data list")]
    List,
    /// Show where a set comes from and its first records
    #[command(after_help = "Example:\n  parkgraph data info town")]
    Info {
        /// Name of a set
        name: String,
    },
    /// Put a set of the program into the store as a graph of its own, so that queries can ask for all of it
    #[command(after_help = "Example:\n  parkgraph data load industry")]
    Load {
        /// Names of sets
        #[arg(required = true)]
        names: Vec<String>,
    },
    /// Read a table into the store as a graph of its own
    #[command(after_help = import_help())]
    Import(Box<Import>),
    /// Remove a set from the store
    #[command(after_help = "Example:\n  parkgraph data remove listed")]
    Remove {
        /// Name of a set
        name: String,
    },
}

pub(crate) fn run(arguments: &Arguments, voice: Voice) -> anyhow::Result<Outcome> {
    let base = match &arguments.base {
        Some(iri) => Base::new(iri)?,
        None => Base::default(),
    };
    let folder = &arguments.store.store;
    let lexicon = || Lexicon::load(arguments.lexicon.as_deref(), None);
    match &arguments.command {
        Command::List => list(&all(&lexicon()?, folder, &base)?),
        Command::Info { name } => info(name, &all(&lexicon()?, folder, &base)?),
        Command::Load { names } => load(names, &lexicon()?, (&Store::open(folder)?, &base)),
        Command::Import(it) => import(it, &lexicon()?, (folder, &base), voice),
        Command::Remove { name } => {
            let store = Store::open(folder)?;
            if !store.remove(&data_graph_iri(name, &base))? {
                bail!(
                    "the store holds no set {name:?}; `parkgraph data list` shows those it holds"
                );
            }
            Ok(Outcome::Done)
        }
    }
}

/// The sets of the program and of the store, with whether the store holds them.
fn all(
    lexicon: &Lexicon,
    folder: &std::path::Path,
    base: &Base,
) -> anyhow::Result<Vec<(DataSet, bool)>> {
    let held = if folder.exists() {
        link::stored(&Store::open_read_only(folder)?, base)?
    } else {
        Vec::new()
    };
    let own = link::built_in(lexicon).into_iter();
    let own = own.filter(|it| held.iter().all(|other| other.name != it.name));
    let mut sets: Vec<(DataSet, bool)> = own.map(|it| (it, false)).collect();
    sets.extend(held.into_iter().map(|it| (it, true)));
    Ok(sets)
}

fn find<'a>(sets: &'a [(DataSet, bool)], name: &str) -> anyhow::Result<&'a DataSet> {
    let found = sets.iter().find(|(it, _)| it.name == name);
    found.map(|(it, _)| it).with_context(|| {
        let names: Vec<&str> = sets.iter().map(|(it, _)| it.name.as_str()).collect();
        format!("there is no set {name:?}; there are {}", names.join(", "))
    })
}

fn list(sets: &[(DataSet, bool)]) -> anyhow::Result<Outcome> {
    let rows = sets.iter().map(|(set, is_held)| {
        vec![
            set.name.clone(),
            set.kind.name().to_owned(),
            set.records.len().to_string(),
            set.about.version.clone(),
            if *is_held { "store" } else { "program" }.to_owned(),
            set.about.title.clone(),
        ]
    });
    let head = ["set", "about", "records", "version", "in", "title"];
    let beside = link::beside();
    let beside = beside.iter().map(|it| {
        let records = it.records.to_string();
        let about = &it.about;
        [
            it.name,
            "-",
            &records,
            &about.version,
            "program",
            &about.title,
        ]
        .map(str::to_owned)
        .to_vec()
    });
    let rows = rows.chain(beside).collect();
    print(&output::table(&head.map(str::to_owned), rows))?;
    Ok(Outcome::Done)
}

fn info(name: &str, sets: &[(DataSet, bool)]) -> anyhow::Result<Outcome> {
    let beside = link::beside();
    let found = beside
        .iter()
        .find(|it| it.name == name || it.name.strip_suffix('s') == Some(name));
    let rows = match found {
        Some(it) => about_rows((it.name, ""), &it.about, it.records),
        None => set_rows(find(sets, name)?),
    };
    print(&output::table(&[], rows))?;
    Ok(Outcome::Done)
}

fn set_rows(set: &DataSet) -> Vec<Vec<String>> {
    let mut rows = about_rows((&set.name, &set.iri), &set.about, set.records.len());
    for record in set.records.iter().take(5) {
        rows.push(vec![
            record.id.clone(),
            format!("{}  <{}>", record.name, record.iri),
        ]);
    }
    rows
}

fn about_rows((name, iri): (&str, &str), about: &About, records: usize) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for (key, value) in [
        ("set", name),
        ("IRI", iri),
        ("title", &about.title),
        ("publisher", &about.publisher),
        ("source", &about.source),
        ("licence", &about.licence),
        ("version", &about.version),
        ("evidence", &about.evidence),
        ("SHA-256", &about.hash),
        ("records", &records.to_string()),
    ] {
        if !value.is_empty() {
            rows.push(vec![key.to_owned(), value.to_owned()]);
        }
    }
    rows
}

fn load(
    names: &[String],
    lexicon: &Lexicon,
    (store, base): (&Store, &Base),
) -> anyhow::Result<Outcome> {
    let own: Vec<(DataSet, bool)> = link::built_in(lexicon)
        .into_iter()
        .map(|it| (it, false))
        .collect();
    let sets: Vec<&DataSet> = names
        .iter()
        .map(|it| find(&own, it))
        .collect::<Result<_, _>>()?;
    store.replace_many(sets.into_iter().map(|it| link::data_set_quads(it, base)))?;
    Ok(Outcome::Done)
}
