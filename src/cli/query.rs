//! `parkgraph query`: the answer to a SPARQL query, as a table for people or in a format for programs.

use std::io::{self, Read, Write};
use std::path::Path;

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};
use oxrdf::{GraphName, Quad, Term};
use parkgraph::graph::Base;
use parkgraph::publish::rdf;
use parkgraph::store::{Answer, AnswerFormat, write_answer};

use crate::cli::Outcome;
use crate::cli::arguments::GraphArguments;
use crate::cli::output::{self, Voice, results};
use crate::cli::select::shorten;

#[derive(Debug, Args)]
#[command(after_help = "\
The default graph is the union of all documents' graphs; what several documents state is matched once for each, so ask for DISTINCT. The prefixes pg skos prov nif sosa qudt unit dcterms schema org rdf rdfs \
owl xsd need not be declared.

Examples:
  parkgraph query queries/honours.rq
  parkgraph query --format csv queries/honours.rq > honours.csv
  parkgraph query 'SELECT ?name { ?park a pg:Park ; skos:prefLabel ?name } ORDER BY ?name'
  parkgraph query --memory data/corpus 'DESCRIBE <https://w3id.org/parkgraph/id/company/采埃孚>'")]
pub(crate) struct Arguments {
    /// A file with a query, the query itself, or `-` for standard input
    #[arg(value_name = "FILE|TEXT")]
    query: String,
    /// How the answer is written [default: table, or turtle for CONSTRUCT and DESCRIBE]
    #[arg(long)]
    format: Option<Format>,
    #[command(flatten)]
    graph: GraphArguments,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Aligned columns, IRIs shortened (SELECT, ASK)
    Table,
    /// SPARQL results in JSON (SELECT, ASK)
    Json,
    /// Comma-separated values (SELECT, ASK)
    Csv,
    /// Tab-separated terms (SELECT, ASK)
    Tsv,
    /// SPARQL results in XML (SELECT, ASK)
    Xml,
    /// For people (CONSTRUCT, DESCRIBE)
    Turtle,
    /// A triple a line (CONSTRUCT, DESCRIBE)
    Ntriples,
}

impl Format {
    /// The format for tables of answers, if it is one for programs.
    fn for_answers(self) -> Option<AnswerFormat> {
        match self {
            Self::Json => Some(AnswerFormat::Json),
            Self::Csv => Some(AnswerFormat::Csv),
            Self::Tsv => Some(AnswerFormat::Tsv),
            Self::Xml => Some(AnswerFormat::Xml),
            Self::Table | Self::Turtle | Self::Ntriples => None,
        }
    }
}

pub(crate) fn run(arguments: &Arguments, voice: Voice) -> anyhow::Result<Outcome> {
    let query = read_text(&arguments.query, "query")?;
    let store = arguments.graph.open(voice)?;
    let answer = store.query(&query)?;
    let format = arguments.format;
    let mut results = results();
    match answer {
        Answer::Graph(triples) => {
            let syntax = match format {
                None | Some(Format::Turtle) => rdf::Format::Turtle,
                Some(Format::Ntriples) => rdf::Format::NTriples,
                Some(_) => bail!("the answer is a graph; write it as turtle or ntriples"),
            };
            let mut quads = Vec::new();
            for triple in triples {
                let triple = triple?;
                quads.push(Quad::new(
                    triple.subject,
                    triple.predicate,
                    triple.object,
                    GraphName::DefaultGraph,
                ));
            }
            rdf::write(quads, syntax, &mut results)?;
        }
        answer => match (
            format.unwrap_or(Format::Table),
            format.and_then(Format::for_answers),
        ) {
            (_, Some(format)) => write_answer(answer, format, &mut results)?,
            (Format::Table, None) => results.write_all(as_table(answer)?.as_bytes())?,
            _ => bail!("the answer is a table; write it as table, json, csv, tsv or xml"),
        },
    }
    results.flush()?;
    Ok(Outcome::Done)
}

/// The text of a file, of standard input, or the argument itself if it looks like SPARQL.
pub(crate) fn read_text(argument: &str, what: &str) -> anyhow::Result<String> {
    if argument == "-" {
        let mut text = String::new();
        io::stdin()
            .read_to_string(&mut text)
            .with_context(|| format!("the {what} on standard input cannot be read"))?;
        return Ok(text);
    }
    let path = Path::new(argument);
    if !path.exists() {
        if argument.contains(char::is_whitespace) {
            return Ok(argument.to_owned());
        }
        bail!("{argument}: no such file, and no SPARQL; give a file or the text of the {what}");
    }
    std::fs::read_to_string(path).with_context(|| format!("{argument}: the {what} cannot be read"))
}

/// The answer of a SELECT as a table with shortened IRIs, of an ASK as a word.
fn as_table(answer: Answer<'_>) -> anyhow::Result<String> {
    let solutions = match answer {
        Answer::Boolean(value) => return Ok(format!("{value}\n")),
        Answer::Solutions(solutions) => solutions,
        Answer::Graph(_) => bail!("the answer is a graph"),
    };
    let header: Vec<String> = solutions
        .variables()
        .iter()
        .map(|it| it.as_str().to_owned())
        .collect();
    let base = Base::default();
    let mut rows = Vec::new();
    for solution in solutions {
        let solution = solution?;
        let cells = solution.values().iter();
        rows.push(cells.map(|it| cell(it.as_ref(), base.as_str())).collect());
    }
    Ok(output::table(&header, rows))
}

fn cell(term: Option<&Term>, base: &str) -> String {
    match term {
        None => String::new(),
        Some(Term::NamedNode(node)) => shorten(node.as_str(), base),
        Some(Term::Literal(literal)) => literal.value().to_owned(),
        Some(other) => other.to_string(),
    }
}
