//! The ontology at a glance: groups of classes as boxes, properties between them as arrows.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};

use crate::model::EntityKind;
use crate::publish::edition::Text;
use crate::publish::reference::term::{Kind, Term, local};
use crate::vocab::pg;

/// Height of a line of text, in user units.
const LINE: usize = 18;
/// Width of a box.
const WIDTH: usize = 190;
/// Most names of properties that stand on an arrow.
const MOST: usize = 6;

/// A group of classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Group {
    Evidence,
    Fact,
    Entity,
    Standard,
    List,
}

impl Group {
    /// All groups, each with where its box stands.
    const ALL: [(Self, usize, usize); 5] = [
        (Self::Evidence, 10, 290),
        (Self::Fact, 380, 10),
        (Self::Entity, 760, 10),
        (Self::Standard, 760, 290),
        (Self::List, 380, 290),
    ];

    /// The key of its name among the words of the page.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Evidence => "evidence",
            Self::Fact => "fact",
            Self::Entity => "entity",
            Self::Standard => "standard",
            Self::List => "list",
        }
    }

    /// The group that a class belongs to.
    fn of(class: &Term) -> Self {
        let name = class.name();
        let is_fact = class.links("subClassOf").any(|it| it == pg::FACT.as_str());
        if is_fact || class.iri == pg::FACT.as_str() {
            Self::Fact
        } else if EntityKind::ALL.iter().any(|it| it.name() == name)
            || class.iri == pg::INDICATOR.as_str()
        {
            Self::Entity
        } else if [pg::DOCUMENT, pg::MENTION]
            .iter()
            .any(|it| it.as_str() == class.iri)
        {
            Self::Evidence
        } else if [pg::STANDARD, pg::CRITERION, pg::LINK]
            .iter()
            .any(|it| it.as_str() == class.iri)
        {
            Self::Standard
        } else {
            Self::List
        }
    }
}

/// A box: where it stands and what is in it.
struct Frame<'a> {
    group: Group,
    x: usize,
    y: usize,
    classes: Vec<&'a Term>,
}

impl Frame<'_> {
    fn height(&self) -> usize {
        LINE * (self.classes.len() + 2)
    }

    fn middle(&self) -> (usize, usize) {
        (self.x + WIDTH / 2, self.y + self.height() / 2)
    }
}

/// The diagram as SVG, with names of groups in both languages.
pub(super) fn overview(terms: &[Term], name: impl Fn(&str) -> Text) -> Markup {
    let classes: Vec<_> = terms.iter().filter(|it| it.kind == Kind::Class).collect();
    let frames = Group::ALL.map(|(group, x, y)| Frame {
        group,
        x,
        y,
        classes: classes
            .iter()
            .copied()
            .filter(|it| Group::of(it) == group)
            .collect(),
    });
    let height = frames
        .iter()
        .map(|it| it.y + it.height())
        .max()
        .unwrap_or_default()
        + 10;
    let arrows = arrows(terms, &classes);
    html! {
        svg viewBox={ "0 0 960 " (height) } role="img" aria-label="pg" {
            defs { marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto" {
                path d="M0 0 8 4 0 8z" {}
            } }
            @for ((from, to), properties) in &arrows { (arrow(&frames, (*from, *to), properties)) }
            @for frame in &frames { (draw(frame, &name(frame.group.key()))) }
        }
    }
}

/// The properties between two groups.
fn arrows(terms: &[Term], classes: &[&Term]) -> BTreeMap<(Group, Group), BTreeSet<String>> {
    let group = |iri: &str| {
        classes
            .iter()
            .find(|it| it.iri == iri)
            .map(|it| Group::of(it))
    };
    let mut arrows: BTreeMap<_, BTreeSet<String>> = BTreeMap::new();
    // What binds facts to their evidence is a term of PROV.
    let evidence = (Group::Fact, Group::Evidence);
    arrows.insert(evidence, ["prov:wasDerivedFrom".to_owned()].into());
    for property in terms.iter().filter(|it| it.kind == Kind::Object) {
        let ranges: BTreeSet<_> = property.ranges().filter_map(group).collect();
        for from in property.domains().filter_map(group) {
            for to in &ranges {
                if from != *to {
                    let names = arrows.entry((from, *to)).or_default();
                    names.insert(property.name().to_owned());
                }
            }
        }
    }
    arrows
}

/// An arrow with the names of its properties beside its middle.
fn arrow(
    frames: &[Frame<'_>],
    (from, to): (Group, Group),
    properties: &BTreeSet<String>,
) -> Markup {
    let find = |group| frames.iter().find(|it: &&Frame<'_>| it.group == group);
    let (Some(from), Some(to)) = (find(from), find(to)) else {
        return html! {};
    };
    let ((x1, y1), (x2, y2)) = ends(from, to);
    let (x, y) = (usize::midpoint(x1, x2), usize::midpoint(y1, y2));
    let shown: Vec<_> = properties.iter().take(MOST).map(|it| local(it)).collect();
    let top = y.saturating_sub(shown.len() * LINE / 2);
    html! {
        line x1=(x1) y1=(y1) x2=(x2) y2=(y2) marker-end="url(#tip)" {}
        @for (number, name) in shown.iter().enumerate() {
            text.property x=(x) y=(top + number * LINE) text-anchor="middle" { (name) }
        }
        @if properties.len() > MOST {
            text.property x=(x) y=(top + MOST * LINE) text-anchor="middle" { "…" }
        }
    }
}

/// Where an arrow begins and ends: at the sides that face each other.
fn ends(from: &Frame<'_>, to: &Frame<'_>) -> ((usize, usize), (usize, usize)) {
    let ((from_x, from_y), (to_x, to_y)) = (from.middle(), to.middle());
    if from.x + WIDTH <= to.x {
        ((from.x + WIDTH, from_y), (to.x, to_y))
    } else if to.x + WIDTH <= from.x {
        ((from.x, from_y), (to.x + WIDTH, to_y))
    } else if from.y < to.y {
        ((from_x, from.y + from.height()), (to_x, to.y))
    } else {
        ((from_x, from.y), (to_x, to.y + to.height()))
    }
}

fn draw(frame: &Frame<'_>, name: &Text) -> Markup {
    let (x, y) = (frame.x, frame.y);
    html! {
        rect x=(x) y=(y) width=(WIDTH) height=(frame.height()) rx="6" {}
        text.group x=(x + 10) y=(y + LINE) { (name.zh) " · " (name.en) }
        @for (number, class) in frame.classes.iter().enumerate() {
            a href={ "#" (class.name()) } {
                text x=(x + 10) y=(y + LINE * (number + 2)) { (class.name()) " " (class.label.zh) }
            }
        }
    }
}
