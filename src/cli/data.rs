//! `parkgraph data`: sets of open data, those of the program and those that the store holds.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, bail};
use clap::{Args, Subcommand};
use parkgraph::graph::{Base, data_graph_iri};
use parkgraph::lexicon::Lexicon;
use parkgraph::link::{self, About, BadRow, DataSet, Table};
use parkgraph::source;
use parkgraph::store::Store;

use crate::cli::Outcome;
use crate::cli::arguments::StoreArguments;
use crate::cli::output::{self, Voice, print};

/// The query whose result `data import wikidata` reads.
const WIKIDATA: &str = "\
SELECT ?item ?itemLabel ?code ?en WHERE {
  ?item wdt:P442 ?code .
  OPTIONAL { ?item rdfs:label ?en FILTER(LANG(?en) = \"en\") }
  SERVICE wikibase:label { bd:serviceParam wikibase:language \"zh-cn,zh-hans,zh\" }
}";

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

#[derive(Debug, Args)]
struct Import {
    /// Kind of set: zones, listed, companies, lei, holders, geonames, wikidata, indicators
    kind: String,
    /// CSV, TSV, a SPARQL result in JSON, or a dump of GeoNames
    file: PathBuf,
    /// Name of the set [default: the kind]; that of a built-in set stands in for it
    #[arg(long)]
    name: Option<String>,
    /// A header and the column that it is; may be given again
    #[arg(long, value_name = "HEADER=COLUMN", value_parser = pair)]
    map: Vec<(String, String)>,
    /// What it is
    #[arg(long)]
    title: Option<String>,
    /// Who answers for it
    #[arg(long)]
    publisher: Option<String>,
    /// Where it was taken from [default: the file's name]
    #[arg(long)]
    source: Option<String>,
    /// Its licence, best as an IRI
    #[arg(long)]
    licence: Option<String>,
    /// Its date or version
    #[arg(long)]
    version: Option<String>,
    /// Check only, and change nothing
    #[arg(long)]
    check: bool,
}

fn import_help() -> String {
    format!(
        "\
Columns are found by their headers (data/link/import.toml), by --map, or by CSVW metadata in FILE-metadata.json. Codes are checked: \
unified social credit codes, LEIs, stock codes, catalogue codes, division codes. Rows that fail are named with their lines and left \
out; the rest is one transaction. The exit status is 1 if a row was left out.

A result of Wikidata comes from this query at https://query.wikidata.org, saved as JSON or CSV:
{WIKIDATA}

Examples:
  parkgraph data import zones catalogue.csv --version 2018
  parkgraph data import listed sse.csv --map short=alias --licence https://creativecommons.org/publicdomain/zero/1.0/
  parkgraph data import indicators yearbook.csv --name yearbook-2022 --check"
    )
}

fn pair(text: &str) -> Result<(String, String), String> {
    let pair = text.split_once('=');
    let pair = pair.map(|(header, column)| (header.to_owned(), column.to_owned()));
    pair.ok_or_else(|| "give HEADER=COLUMN".to_owned())
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
        Command::Info { name } => info(find(&all(&lexicon()?, folder, &base)?, name)?),
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
    print(&output::table(&head.map(str::to_owned), rows.collect()))?;
    Ok(Outcome::Done)
}

fn info(set: &DataSet) -> anyhow::Result<Outcome> {
    let about = &set.about;
    let mut rows = Vec::new();
    for (key, value) in [
        ("set", &set.name),
        ("IRI", &set.iri),
        ("title", &about.title),
        ("publisher", &about.publisher),
        ("source", &about.source),
        ("licence", &about.licence),
        ("version", &about.version),
        ("evidence", &about.evidence),
        ("SHA-256", &about.hash),
        ("records", &set.records.len().to_string()),
    ] {
        if !value.is_empty() {
            rows.push(vec![key.to_owned(), value.clone()]);
        }
    }
    for record in set.records.iter().take(5) {
        rows.push(vec![
            record.id.clone(),
            format!("{}  <{}>", record.name, record.iri),
        ]);
    }
    print(&output::table(&[], rows))?;
    Ok(Outcome::Done)
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

fn import(
    it: &Import,
    lexicon: &Lexicon,
    (folder, base): (&std::path::Path, &Base),
    voice: Voice,
) -> anyhow::Result<Outcome> {
    let place = it.file.display();
    let kind = link::kind(&it.kind)?;
    let bytes = fs::read(&it.file).with_context(|| format!("{place} cannot be read"))?;
    let metadata = metadata(&it.file)?;
    let chosen = match &metadata {
        Some(text) => {
            let columns =
                link::csvw_columns(text).with_context(|| format!("{place}-metadata.json"))?;
            it.map.iter().cloned().chain(columns).collect()
        }
        None => it.map.clone(),
    };
    let about = about(it, &kind.title, metadata.as_deref(), &bytes);
    let name = it.name.as_deref().unwrap_or(&it.kind);
    let table = table(it, &bytes).with_context(|| format!("{place} cannot be read"))?;
    let imported = link::import((name, &kind), &table, (about, &chosen), base);
    let (mut set, bad) = imported.with_context(|| format!("{place}"))?;
    link::observe(&mut set, lexicon, base);
    for BadRow { line, message } in &bad {
        output::error(format_args!("{place}:{line}: {message}"));
    }
    if set.about.licence.is_empty() {
        voice
            .note("no licence is given: --licence IRI says what others may do with what is linked");
    }
    if !it.check {
        let (graph, quads) = link::data_set_quads(&set, base);
        Store::open(folder)?.replace(&graph, quads)?;
    }
    let verb = if it.check {
        "would be imported"
    } else {
        "imported"
    };
    voice.note(format_args!(
        "{} records {verb} as {name}, rows left out: {}; `parkgraph link` links to them",
        set.records.len(),
        bad.len()
    ));
    Ok(if bad.is_empty() {
        Outcome::Done
    } else {
        Outcome::Wrong
    })
}

/// The CSVW metadata beside a file.
fn metadata(file: &std::path::Path) -> anyhow::Result<Option<String>> {
    let mut path = file.as_os_str().to_owned();
    path.push("-metadata.json");
    let path = PathBuf::from(path);
    if !path.exists() {
        return Ok(None);
    }
    let text = fs::read_to_string(&path);
    Ok(Some(text.with_context(|| {
        format!("{} cannot be read", path.display())
    })?))
}

fn about(it: &Import, title: &str, metadata: Option<&str>, bytes: &[u8]) -> About {
    let or_metadata = |given: &Option<String>, key: &str| {
        let said = || metadata.and_then(|text| link::csvw_about(text, key));
        given.clone().or_else(said).unwrap_or_default()
    };
    let or = |text: String, other: &str| {
        if text.is_empty() {
            other.to_owned()
        } else {
            text
        }
    };
    let file = it.file.file_name().unwrap_or_default().to_string_lossy();
    About {
        title: or(or_metadata(&it.title, "title"), title),
        publisher: or_metadata(&it.publisher, "publisher"),
        source: or(or_metadata(&it.source, "source"), &file),
        licence: or_metadata(&it.licence, "license"),
        version: or_metadata(&it.version, "modified"),
        evidence: "imported by a user".to_owned(),
        hash: link::hash(bytes),
    }
}

/// The rows of a file, whatever its form.
fn table(it: &Import, bytes: &[u8]) -> anyhow::Result<Table> {
    let text = match source::decode_text(bytes) {
        Ok(text) => text,
        Err(kind) => bail!("it is {kind}; give CSV, TSV or JSON"),
    };
    if it.kind == "geonames" {
        return Ok(link::geonames(&text));
    }
    if text.trim_start().starts_with('{') {
        return Ok(link::sparql_json(&text)?);
    }
    Ok(link::separated(&text, link::delimiter(&text)))
}
