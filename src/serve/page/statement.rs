//! What a fact states, in a line.

use maud::{Markup, html};
use oxrdf::NamedNodeRef;

use crate::model::{Comparator, FactKind};
use crate::serve::page::part::{badge, link};
use crate::serve::view::{Fact, View};
use crate::store::Error;
use crate::vocab::{pg, qudt, sosa};

/// What a fact states, its parts linked, with what qualifies it.
pub(super) fn statement(view: &View<'_>, fact: &Fact) -> Result<Markup, Error> {
    let line = match fact.kind {
        FactKind::Conferral => conferral(view, fact)?,
        FactKind::Observation => observation(view, fact)?,
        FactKind::Location => ends(view, fact, pg::LOCATED_IN)?,
        FactKind::Engagement => ends(view, fact, pg::HAS_INDUSTRY)?,
        FactKind::Event => event(view, fact)?,
    };
    Ok(html! {
        span .statement { (line) (when(fact)) (qualified(view, fact)?) }
    })
}

/// The values of a property, linked, one after the other.
fn parts(view: &View<'_>, fact: &Fact, property: NamedNodeRef<'_>) -> Result<Markup, Error> {
    let nodes = fact.node.nodes(property);
    let links: Result<Vec<Markup>, Error> = nodes.map(|it| link(view, it.as_ref())).collect();
    Ok(html! {
        @for (index, link) in links?.iter().enumerate() { @if index > 0 { "、" } (link) }
    })
}

/// A term of the ontology that says how two parts belong together.
fn relation(view: &View<'_>, term: NamedNodeRef<'_>) -> Result<Markup, Error> {
    Ok(html! { span .relation { (view.name(term)?) } })
}

fn conferral(view: &View<'_>, fact: &Fact) -> Result<Markup, Error> {
    let status = fact.node.node(pg::STATUS);
    let status = status.map(|it| relation(view, it.as_ref())).transpose()?;
    let has_grantor = fact.node.node(pg::CONFERRED_BY).is_some();
    Ok(html! {
        (parts(view, fact, pg::RECIPIENT)?) " "
        @if let Some(status) = status { (status) " " }
        (parts(view, fact, pg::HAS_HONOR)?)
        @if has_grantor {
            span .aside { (view.locale.say("by")) " " (parts(view, fact, pg::CONFERRED_BY)?) }
        }
        @if let Some(batch) = fact.node.text(pg::BATCH) { span .aside lang="zh" { (batch) } }
    })
}

fn observation(view: &View<'_>, fact: &Fact) -> Result<Markup, Error> {
    let change = fact.node.node(pg::HAS_CHANGE);
    let change = change.filter(|it| it.as_ref() != pg::LEVEL);
    let change = change.map(|it| relation(view, it.as_ref())).transpose()?;
    let base = fact.node.node(pg::HAS_BASE);
    let base = base.map(|it| relation(view, it.as_ref())).transpose()?;
    let base_date = fact.node.text(pg::BASE_DATE);
    let has_subject = fact.node.node(sosa::HAS_FEATURE_OF_INTEREST).is_some();
    let whole = fact.node.node(pg::WITHIN);
    Ok(html! {
        @if has_subject { (parts(view, fact, sosa::HAS_FEATURE_OF_INTEREST)?) " · " }
        (parts(view, fact, sosa::OBSERVED_PROPERTY)?) " "
        @if let Some(change) = change { (change) " " }
        (figure(view, fact))
        @if let Some(base) = base { span .aside { (base) } }
        @if let Some(date) = base_date { span .aside { (view.locale.say("against")) " " (date) } }
        @if let Some(whole) = whole {
            span .aside { a href=(view.href(whole.as_str())) { (view.locale.say("within")) } }
        }
    })
}

/// The number as written, and in the base unit.
fn figure(view: &View<'_>, fact: &Fact) -> Markup {
    let sign = sign(fact.comparator());
    let number = fact.node.text(qudt::NUMERIC_VALUE).unwrap_or_default();
    let unit = fact.node.text(pg::UNIT_TEXT).unwrap_or_default();
    let upper = fact.node.text(pg::UPPER_VALUE);
    let exact = match upper {
        Some(upper) => format!("{sign}{} – {} {unit}", grouped(number), grouped(upper)),
        None => format!("{sign}{} {unit}", grouped(number)),
    };
    let written = fact.written();
    html! {
        strong .figure lang="zh" title={ (view.locale.say("written")) " " (written) } { (exact.trim()) }
    }
}

/// How a number compares, before it; nothing where it is exact.
pub(super) fn sign(comparator: Comparator) -> &'static str {
    match comparator {
        Comparator::Equal => "",
        Comparator::MoreThan => "> ",
        Comparator::LessThan => "< ",
        Comparator::AtLeast => "≥ ",
        Comparator::AtMost => "≤ ",
        Comparator::About => "≈ ",
    }
}

/// A decimal number with its thousands apart: `7 390 000 000`.
pub(super) fn grouped(number: &str) -> String {
    let (whole, rest) = number.split_once('.').unwrap_or((number, ""));
    let length = whole.chars().count();
    let mut grouped = String::with_capacity(number.len() + 4);
    for (index, digit) in whole.chars().enumerate() {
        let left = length - index;
        if index > 0 && left.is_multiple_of(3) && grouped != "-" && length > 4 {
            grouped.push('\u{202f}');
        }
        grouped.push(digit);
    }
    if !rest.is_empty() {
        grouped.push('.');
        grouped.push_str(rest);
    }
    grouped
}

/// Two ends and what is between them.
fn ends(view: &View<'_>, fact: &Fact, between: NamedNodeRef<'_>) -> Result<Markup, Error> {
    Ok(html! {
        (parts(view, fact, pg::SUBJECT)?) " " (relation(view, between)?) " " (parts(view, fact, pg::OBJECT)?)
    })
}

fn event(view: &View<'_>, fact: &Fact) -> Result<Markup, Error> {
    let what = fact.node.node(pg::HAS_EVENT_TYPE);
    let what = what.map(|it| relation(view, it.as_ref())).transpose()?;
    Ok(html! {
        (parts(view, fact, pg::SUBJECT)?) " " @if let Some(what) = what { (what) }
    })
}

/// The date, behind the beginning of its period where the text gives one.
pub(super) fn when(fact: &Fact) -> Markup {
    let (start, date) = (fact.start(), fact.date());
    html! {
        @if !start.is_empty() { " " time datetime=(start) { (start) } " –" }
        @if !date.is_empty() { " " time datetime=(date) { (date) } }
    }
}

/// Whether it is planned or denied, where it is not simply so.
fn qualified(view: &View<'_>, fact: &Fact) -> Result<Markup, Error> {
    let modality = fact.node.node(pg::HAS_MODALITY);
    let modality = modality.filter(|it| it.as_ref() != pg::ACTUAL);
    Ok(html! { @if let Some(modality) = modality { " " (badge(view, modality.as_ref())?) } })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart() {
        for (number, shown) in [
            ("7390000000", "7\u{202f}390\u{202f}000\u{202f}000"),
            ("2022", "2022"),
            ("-123456.75", "-123\u{202f}456.75"),
            ("12345", "12\u{202f}345"),
            ("", ""),
        ] {
            assert_eq!(grouped(number), shown);
        }
    }
}
