//! `parkgraph data import`: a file of others into a graph of its own.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args;
use parkgraph::graph::Base;
use parkgraph::lexicon::Lexicon;
use parkgraph::link::{
    self, About, BadRow, Chosen, Csvw, DataSet, Dialect, ImportError, Imported, LICENCE_UNKNOWN,
    Table,
};
use parkgraph::source;
use parkgraph::store::Store;

use crate::cli::Outcome;
use crate::cli::output::{self, Voice};

/// The query whose result `data import wikidata` reads.
const WIKIDATA: &str = "\
SELECT ?item ?itemLabel ?code ?en WHERE {
  ?item wdt:P442 ?code .
  OPTIONAL { ?item rdfs:label ?en FILTER(LANG(?en) = \"en\") }
  SERVICE wikibase:label { bd:serviceParam wikibase:language \"zh-cn,zh-hans,zh\" }
}";

#[derive(Debug, Args)]
pub(super) struct Import {
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
    /// Its licence; without one the record says that it is unknown, and `validate` warns of it
    #[arg(long, value_name = "IRI", value_parser = licence)]
    licence: Option<String>,
    /// Its date or version
    #[arg(long)]
    version: Option<String>,
    /// Check only, and change nothing
    #[arg(long)]
    check: bool,
}

pub(super) fn import_help() -> String {
    format!(
        "\
Columns are found by their headers (data/link/import.toml), by --map, or by CSVW metadata in FILE-metadata.json, whose dialect, \
datatypes, formats of numbers and dates, null, default, required and separator count; what is not understood there is told. Checked \
are unified social credit codes, LEIs, stock codes, catalogue codes, division codes (of a division that there is or was), items, \
dates, years, numbers, areas and coordinates; commas in numbers stand between three digits. An indicator of a park has one value a \
year. Several aliases in a cell have ; or | between them, or their Chinese forms. Rows that fail are named with their lines and left \
out; the rest is one transaction. Without any good row nothing is changed. The exit status is 1 if a row was left out. Honours, \
indicators and units that the lexicon does not know are kept and told.

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

fn licence(text: &str) -> Result<String, String> {
    if link::is_licence(text) {
        return Ok(text.to_owned());
    }
    Err("it is no IRI; give one such as https://creativecommons.org/licenses/by/4.0/".to_owned())
}

/// Reads a file into the store.
pub(super) fn import(
    it: &Import,
    lexicon: &Lexicon,
    (folder, base): (&Path, &Base),
    voice: Voice,
) -> anyhow::Result<Outcome> {
    let place = it.file.display();
    let read = || read(it, lexicon, base, voice);
    let Imported { set, bad, notes } = read().with_context(|| place.to_string())?;
    for BadRow { line, message } in &bad {
        output::error(format_args!("{place}:{line}: {message}"));
    }
    for note in notes {
        voice.note(format_args!("{place}: {note}"));
    }
    if set.about.licence.is_empty() {
        voice.note(format_args!(
            "no licence is given, so that the record says {LICENCE_UNKNOWN:?}: --licence IRI says what others may do with what is linked"
        ));
    }
    if !it.check {
        let store = Store::open(folder)?;
        store.replace_many([link::data_set_quads(&set, base)])?;
    }
    tell(it, (&set, bad.len()), lexicon, voice);
    Ok(if bad.is_empty() {
        Outcome::Done
    } else {
        Outcome::Wrong
    })
}

/// Says what was imported, and which built-in set it stands in for.
fn tell(it: &Import, (set, bad): (&DataSet, usize), lexicon: &Lexicon, voice: Voice) {
    let verb = if it.check {
        "would be imported"
    } else {
        "imported"
    };
    voice.note(format_args!(
        "{} records {verb} as {}, rows left out: {bad}; `parkgraph link` links to them",
        set.records.len(),
        set.name,
    ));
    let built_in = link::built_in(lexicon);
    if let Some(other) = built_in.iter().find(|other| other.name == set.name) {
        voice.note(format_args!(
            "this stands in for the set of the program with that name, which has {} records; `--name OTHER` keeps both",
            other.records.len()
        ));
    }
}

fn read(it: &Import, lexicon: &Lexicon, base: &Base, voice: Voice) -> anyhow::Result<Imported> {
    let kind = link::kind(&it.kind)?;
    let bytes = fs::read(&it.file).context("it cannot be read")?;
    let metadata = metadata(&it.file)?;
    for warning in metadata.iter().flat_map(Csvw::warnings) {
        voice.note(format_args!(
            "{}-metadata.json: {warning}",
            it.file.display()
        ));
    }
    let table = table(it, &bytes, (lexicon, metadata.as_ref()))?;
    let named = metadata.as_ref().map(|it| it.names_of(&table.headers));
    let chosen = Chosen {
        by_user: &it.map,
        by_metadata: named.as_deref().unwrap_or_default(),
    };
    let about = about(it, &kind.title, metadata.as_ref(), &bytes)?;
    let name = it.name.as_deref().unwrap_or(&it.kind);
    let imported = link::import((name, &kind), &table, (about, chosen), (lexicon, base));
    Ok(imported?)
}

/// The CSVW metadata beside a file.
fn metadata(file: &Path) -> anyhow::Result<Option<Csvw>> {
    let mut path = file.as_os_str().to_owned();
    path.push("-metadata.json");
    let path = PathBuf::from(path);
    if !path.exists() {
        return Ok(None);
    }
    let place = path.display().to_string();
    let text = fs::read_to_string(&path).with_context(|| format!("{place} cannot be read"))?;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let metadata = Csvw::read(&text, &name);
    Ok(Some(metadata.with_context(|| place)?))
}

fn about(it: &Import, title: &str, metadata: Option<&Csvw>, bytes: &[u8]) -> anyhow::Result<About> {
    let or_metadata = |given: &Option<String>, key: &str| {
        let said = || metadata.and_then(|it| it.about(key));
        given.clone().or_else(said)
    };
    let licence = or_metadata(&it.licence, "license").unwrap_or_default();
    if !licence.is_empty() && !link::is_licence(&licence) {
        bail!(
            "dc:license {licence:?} in the CSVW metadata is no IRI; correct it, or give --licence IRI"
        );
    }
    let file = it.file.file_name().unwrap_or_default().to_string_lossy();
    let source = or_metadata(&it.source, "source").filter(|it| !it.is_empty());
    let title = or_metadata(&it.title, "title")
        .filter(|it| !it.is_empty())
        .unwrap_or_else(|| title.to_owned());
    Ok(About {
        title,
        publisher: or_metadata(&it.publisher, "publisher").unwrap_or_default(),
        source: source.unwrap_or_else(|| file.into_owned()),
        licence,
        version: or_metadata(&it.version, "modified").unwrap_or_default(),
        evidence: "imported by a user".to_owned(),
        hash: link::hash(bytes),
    })
}

/// The rows of a file, whatever its form.
fn table(
    it: &Import,
    bytes: &[u8],
    (lexicon, metadata): (&Lexicon, Option<&Csvw>),
) -> anyhow::Result<Table> {
    let text = match metadata.and_then(Csvw::encoding) {
        Some(label) => source::decode_labelled(bytes, label)
            .map_err(anyhow::Error::msg)
            .context("dialect.encoding in the CSVW metadata")?,
        None => match source::decode_text(bytes) {
            Ok(text) => text,
            Err(kind) => bail!("it is {kind}; give CSV, TSV or JSON"),
        },
    };
    if text.trim().is_empty() {
        bail!(ImportError::Empty);
    }
    if it.kind == "geonames" {
        return Ok(link::geonames(&text, lexicon));
    }
    if text.trim_start().starts_with('{') {
        return Ok(link::sparql_json(&text)?);
    }
    let Some(metadata) = metadata else {
        return Ok(link::separated(&text, &Dialect::of(&text)));
    };
    let dialect = metadata.dialect(&text)?;
    let mut table = link::separated(&text, &dialect);
    metadata.apply(&mut table, &dialect)?;
    Ok(table)
}
