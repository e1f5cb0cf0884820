//! Figures of one indicator over time, for charts.

use std::collections::BTreeMap;

use oxrdf::NamedNode;

use crate::model::Comparator;
use crate::serve::view::Fact;
use crate::vocab::{pg, sosa};

/// The levels of an indicator of one subject, in one unit, over time.
#[derive(Clone, Debug)]
pub(crate) struct Series {
    /// What is measured.
    pub(crate) indicator: NamedNode,
    /// Whose it is.
    pub(crate) subject: Option<NamedNode>,
    /// The unit as written.
    pub(crate) unit: String,
    /// The figures, by date and value.
    pub(crate) points: Vec<Point>,
}

/// A figure.
#[derive(Clone, Debug)]
pub(crate) struct Point {
    /// The fact that states it.
    pub(crate) fact: NamedNode,
    /// Its date as stated: `2022`, `2022-04`.
    pub(crate) date: String,
    /// The date as a number of years.
    pub(crate) year: f64,
    /// The figure in the base unit.
    pub(crate) value: f64,
    /// The figure as written.
    pub(crate) written: String,
    /// Whether it is a plan.
    pub(crate) is_planned: bool,
    /// How it compares: exact, more than.
    pub(crate) comparator: Comparator,
}

impl Series {
    /// Whether there are figures of more than one date.
    pub(crate) fn has_history(&self) -> bool {
        self.points.windows(2).any(|it| it[0].date != it[1].date)
    }
}

/// What makes figures comparable: indicator, subject, unit.
type Key = (String, Option<NamedNode>, String);

/// The series of dated figures among facts, the longest first.
pub(crate) fn series(facts: &[Fact]) -> Vec<Series> {
    let mut groups: BTreeMap<Key, Vec<Point>> = BTreeMap::new();
    for fact in facts.iter().filter(|it| is_level(it)) {
        let indicator = fact.node.node(sosa::OBSERVED_PROPERTY);
        if let (Some(indicator), Some(point)) = (indicator, point(fact)) {
            let subject = fact.node.node(sosa::HAS_FEATURE_OF_INTEREST);
            let unit = fact.node.text(pg::UNIT_TEXT).unwrap_or_default();
            let key = (
                indicator.as_str().to_owned(),
                subject.cloned(),
                unit.to_owned(),
            );
            groups.entry(key).or_default().push(point);
        }
    }
    let mut all: Vec<Series> = Vec::new();
    for ((indicator, subject, unit), mut points) in groups {
        points.sort_by(|one, other| {
            let order = one.year.total_cmp(&other.year);
            order.then(one.value.total_cmp(&other.value))
        });
        all.push(Series {
            indicator: NamedNode::new_unchecked(indicator),
            subject,
            unit,
            points,
        });
    }
    all.sort_by_key(|it| usize::MAX - it.points.len());
    all
}

/// Whether a fact states how much something is, not by how much it changed, and does not deny it.
fn is_level(fact: &Fact) -> bool {
    let change = fact.node.node(pg::HAS_CHANGE);
    change.is_some_and(|it| it.as_ref() == pg::LEVEL) && fact.modality() != "negated"
}

/// The figure of a fact; none without number or date.
fn point(fact: &Fact) -> Option<Point> {
    Some(Point {
        fact: fact.node.iri.clone(),
        date: fact.date().to_owned(),
        year: year_of(fact.date())?,
        value: fact.number()?,
        written: fact.written().to_owned(),
        is_planned: fact.modality() == "planned",
        comparator: fact.comparator(),
    })
}

/// A date as a number of years; the middle of what it leaves open is not guessed: 2022 is 2022.0.
pub(crate) fn year_of(date: &str) -> Option<f64> {
    let mut parts = date.split('-');
    let year: f64 = parts.next()?.parse().ok()?;
    let month: f64 = parts.next().map_or(Ok(1.0), str::parse).ok()?;
    let day: f64 = parts.next().map_or(Ok(1.0), str::parse).ok()?;
    Some(year + (month - 1.0) / 12.0 + (day - 1.0) / 372.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_years_and_parts_of_them() {
        assert_eq!(year_of("2022"), Some(2022.0));
        assert_eq!(year_of("2022-07"), Some(2022.5));
        assert!(year_of("2022-07-31") > year_of("2022-07"));
        assert!(year_of("2022-12-31") < year_of("2023"));
        assert_eq!(year_of("soon"), None);
        assert_eq!(year_of(""), None);
    }
}
