//! The entities around an entity as a small drawing (SVG): who points to it on the left, what it points to on the right.

use maud::{Markup, Render, html};
use oxrdf::NamedNodeRef;

use crate::serve::page::entity::relation_name;
use crate::serve::page::part::kind;
use crate::serve::view::{Entity, View};
use crate::store::Error;
use crate::vocab::rdf;

/// How many neighbours are drawn on each side.
const SIDE: usize = 9;

/// Size of the drawing and of what is in it.
const WIDTH: usize = 720;
const ROW: usize = 34;
const BOX: usize = 190;
const LETTER: usize = 13;

/// A neighbour: its address, its name, the style of its class, and how it is linked.
struct Neighbour {
    href: String,
    name: String,
    style: String,
    relation: String,
}

/// The drawing; nothing where there are fewer than two neighbours.
pub(super) fn section(view: &View<'_>, entity: &Entity) -> Result<Markup, Error> {
    let left = neighbours(view, entity, Side::Left)?;
    let right = neighbours(view, entity, Side::Right)?;
    if left.len() + right.len() < 2 {
        return Ok(html! {});
    }
    let height = left.len().max(right.len()).max(1) * ROW + 20;
    let name = view.name(entity.node.iri.as_ref())?;
    Ok(html! {
        section aria-labelledby="neighbours" {
            h2 #neighbours { (view.locale.say("neighbours")) }
            div .wide tabindex="0" role="region" aria-labelledby="neighbours" {
                svg .neighbours viewBox={ "0 0 " (WIDTH) " " (height) } role="group" aria-label=(name) {
                    (column(&left, Side::Left, height))
                    (column(&right, Side::Right, height))
                    g .centre { (boxed(&name, (WIDTH / 2 - BOX / 2, height / 2 - 13), BOX)) }
                }
            }
        }
    })
}

/// A side of the drawing.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

/// The first neighbours of one side.
fn neighbours(view: &View<'_>, entity: &Entity, side: Side) -> Result<Vec<Neighbour>, Error> {
    let mut found = Vec::new();
    let links = entity.links.iter();
    for link in links.filter(|it| it.is_forward == (side == Side::Right)) {
        let relation = relation_name(view, link.property.as_ref(), true)?;
        for other in link.others.iter().take(SIDE - found.len().min(SIDE)) {
            found.push(Neighbour {
                href: view.href(other.as_str()),
                name: view.name(other.as_ref())?,
                style: style(view, other.as_ref())?,
                relation: relation.clone(),
            });
        }
    }
    Ok(found)
}

/// The style of a node's class.
pub(super) fn style(view: &View<'_>, node: NamedNodeRef<'_>) -> Result<String, Error> {
    let class = view.store.quads_with(node, rdf::TYPE).next().transpose()?;
    Ok(match class.map(|it| it.object) {
        Some(oxrdf::Term::NamedNode(class)) => kind(class.as_str()),
        _ => String::new(),
    })
}

/// The neighbours of a side with their lines.
fn column(neighbours: &[Neighbour], side: Side, height: usize) -> Markup {
    let first = (height - neighbours.len() * ROW) / 2;
    let (x, edge, centre) = match side {
        Side::Left => (4, 4 + BOX, WIDTH / 2 - BOX / 2),
        Side::Right => (WIDTH - BOX - 4, WIDTH - BOX - 4, WIDTH / 2 + BOX / 2),
    };
    let middle = usize::midpoint(edge, centre);
    html! {
        @for (index, it) in neighbours.iter().enumerate() {
            @let y = first + index * ROW + ROW / 2;
            path .edge fill="none" d={ "M" (edge) " " (y) "C" (middle) " " (y) " " (middle) " " (height / 2) " " (centre) " " (height / 2) } {}
            a href=(it.href) class=(it.style) aria-label={ (it.relation) " " (it.name) } {
                title { (it.relation) " " (it.name) }
                (boxed(&it.name, (x, y - 13), BOX))
            }
        }
    }
}

/// A name in a round box, by its upper left corner; what is too long is cut off where it is drawn only, so that those who
/// listen hear all of it.
pub(super) fn boxed(name: &str, (x, y): (impl Render, impl Render), width: usize) -> Markup {
    let room = width - 16;
    let is_long = name.chars().count() * LETTER > room;
    html! {
        g transform={ "translate(" (x) " " (y) ")" } {
            rect width=(width) height="26" rx="13" {}
            svg x="8" width=(room) height="26" {
                @if is_long { text x="0" y="18" { (name) } }
                @else { text text-anchor="middle" x=(room / 2) y="18" { (name) } }
            }
        }
    }
}
