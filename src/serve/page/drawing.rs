//! Answers of queries as drawings: a number for each row as bars, two nodes in each row as a network.

use std::collections::{BTreeMap, BTreeSet};
use std::f64::consts::TAU;

use maud::{Markup, html};
use oxrdf::{NamedNode, Term};

use crate::serve::page::neighbour::{boxed, style};
use crate::serve::page::part::bar;
use crate::serve::page::query::Shown;
use crate::serve::view::View;
use crate::store::Error;

/// Most bars and most nodes that are drawn.
const BARS: usize = 40;
const NODES: usize = 40;

/// Size of a network.
const WIDTH: f64 = 900.0;
const HEIGHT: f64 = 640.0;

/// The drawings that an answer allows, folded.
pub(super) fn of_answer(view: &View<'_>, shown: &Shown) -> Result<Markup, Error> {
    let edges = edges(shown);
    let network = network(view, &edges)?;
    let bars = match shown {
        Shown::Table(names, rows) => bars(view, names, rows)?,
        _ => None,
    };
    Ok(html! {
        @if let Some(bars) = bars {
            details { summary { (view.locale.say("query.chart")) } (bars) }
        }
        @if let Some(network) = network {
            details { summary { (view.locale.say("query.network")) } (network) }
        }
    })
}

/// The first column whose values are all numbers, as bars; none where there is none, or nothing to call the rows by.
fn bars(
    view: &View<'_>,
    names: &[String],
    rows: &[Vec<Option<Term>>],
) -> Result<Option<Markup>, Error> {
    let number = |row: &[Option<Term>], column: usize| match row.get(column) {
        Some(Some(Term::Literal(literal))) => literal.value().parse::<f64>().ok(),
        _ => None,
    };
    let is_year = |name: &str| name.contains("year") || name.contains("date");
    let columns = names.iter().enumerate();
    let mut columns = columns.filter(|(index, name)| {
        !is_year(name) && rows.len() > 1 && rows.iter().all(|row| number(row, *index).is_some())
    });
    let Some((column, name)) = columns.next().filter(|(column, _)| *column > 0) else {
        return Ok(None);
    };
    let shown = rows.iter().take(BARS);
    let highest = shown.clone().filter_map(|row| number(row, column));
    let highest = highest.map(f64::abs).fold(0.0, f64::max);
    let mut lines = Vec::new();
    for row in shown {
        let parts = row.iter().take(column).flatten();
        let parts: Result<Vec<String>, Error> = parts.map(|it| text(view, it)).collect();
        let value = number(row, column).unwrap_or_default();
        let share = if highest > 0.0 {
            (value.abs() / highest * 100.0).round()
        } else {
            0.0
        };
        lines.push((parts?.join(" · "), value, share));
    }
    Ok(Some(html! {
        table .bars {
            caption { (name) }
            tbody {
                @for (label, value, share) in lines {
                    tr {
                        th scope="row" { (label) }
                        td {
                            (value)
                            (bar(share))
                        }
                    }
                }
            }
        }
    }))
}

/// A value as people read it.
fn text(view: &View<'_>, term: &Term) -> Result<String, Error> {
    Ok(match term {
        Term::NamedNode(node) => view.name(node.as_ref())?,
        Term::Literal(literal) => literal.value().to_owned(),
        other => other.to_string(),
    })
}

/// The pairs of nodes in the rows of an answer: the first two nodes of a row, the ends of a triple.
fn edges(shown: &Shown) -> BTreeSet<(NamedNode, NamedNode)> {
    let pair = |terms: &[&Term]| {
        let mut nodes = terms.iter().filter_map(|it| match it {
            Term::NamedNode(node) => Some(node.clone()),
            _ => None,
        });
        Some((nodes.next()?, nodes.next()?))
    };
    match shown {
        Shown::Boolean(_) => BTreeSet::new(),
        Shown::Table(_, rows) => rows
            .iter()
            .filter_map(|row| pair(&row.iter().flatten().collect::<Vec<_>>()))
            .collect(),
        Shown::Graph(triples) => triples
            .iter()
            .filter_map(|it| pair(&[&it.subject.clone().into(), &it.object]))
            .collect(),
    }
}

/// Nodes on an ellipse, lines between them; none where there are fewer than three nodes.
fn network(
    view: &View<'_>,
    edges: &BTreeSet<(NamedNode, NamedNode)>,
) -> Result<Option<Markup>, Error> {
    let nodes: BTreeSet<&NamedNode> = edges.iter().flat_map(|(one, other)| [one, other]).collect();
    let nodes: Vec<&NamedNode> = nodes.into_iter().take(NODES).collect();
    if nodes.len() < 3 {
        return Ok(None);
    }
    let places: BTreeMap<&NamedNode, (f64, f64)> = nodes
        .iter()
        .zip(around(nodes.len()))
        .map(|(node, place)| (*node, place))
        .collect();
    let mut boxes = Vec::new();
    for (node, (x, y)) in &places {
        let name = view.name(node.as_ref())?;
        boxes.push(html! {
            a href=(view.href(node.as_str())) class=(style(view, node.as_ref())?) aria-label=(name) {
                title { (name) }
                (boxed(&name, (x - 80.0, y - 13.0), 160))
            }
        });
    }
    let lines = edges
        .iter()
        .filter_map(|(one, other)| Some((places.get(one)?, places.get(other)?)));
    Ok(Some(html! {
        div .wide tabindex="0" role="region" aria-label=(view.locale.say("query.network")) {
            svg .neighbours viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } role="group" aria-label=(view.locale.say("query.network")) {
                @for ((x1, y1), (x2, y2)) in lines { line .edge x1=(x1) y1=(y1) x2=(x2) y2=(y2) {} }
                @for it in boxes { (it) }
            }
        }
    }))
}

/// So many places on an ellipse.
fn around(count: usize) -> impl Iterator<Item = (f64, f64)> {
    (0..count).map(move |index| {
        #[expect(clippy::cast_precision_loss, reason = "a few dozen")]
        let angle = index as f64 / count as f64 * TAU;
        let x = WIDTH / 2.0 + angle.cos() * (WIDTH / 2.0 - 90.0);
        let y = HEIGHT / 2.0 + angle.sin() * (HEIGHT / 2.0 - 20.0);
        (x.round(), y.round())
    })
}
