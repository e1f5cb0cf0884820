//! What a park's observed indicators say about the criteria of a standard.

use std::collections::BTreeMap;

use parkgraph::assess::{Criterion, Judgement, Outcome, Reason, Standard, judge};
use parkgraph::graph;
use parkgraph::model::{Comparator, Decimal, Quantity};
use parkgraph::store::{Solution, Store};

use crate::cli::fact;
use crate::cli::output::Emphasis;
use crate::cli::passage::{Texts, passages};
use crate::cli::select::{local, select, text};

/// What is known of one criterion.
#[derive(Debug)]
pub(crate) struct Row<'a> {
    pub(crate) standard: &'a Standard,
    pub(crate) criterion: &'a Criterion,
    pub(crate) outcome: Outcome,
    /// The latest observations, each with what it says about the criterion.
    pub(crate) observed: Vec<(Observed, Judgement)>,
}

/// An observation of the park.
#[derive(Clone, Debug)]
pub(crate) struct Observed {
    /// The fact's IRI.
    pub(crate) fact: String,
    /// What the text calls the indicator.
    pub(crate) indicator: String,
    pub(crate) quantity: Quantity,
    /// The period or day that the number speaks of.
    pub(crate) date: Option<String>,
    /// Where it is stated: document and sentence.
    pub(crate) sentences: Vec<(String, String)>,
}

/// Holds what was observed of a park against standards. What is planned or denied, and changes, are no observations.
pub(crate) fn assess<'a>(
    store: &Store,
    park: &str,
    standards: &'a [Standard],
) -> anyhow::Result<Vec<Row<'a>>> {
    let mut observations = observations(store, park)?;
    observations.extend(imported(store, park)?);
    let criteria = standards
        .iter()
        .flat_map(|standard| standard.criteria.iter().map(move |it| (standard, it)));
    let mut rows: Vec<_> = criteria
        .map(|(standard, criterion)| {
            let observed = latest(&observations, criterion).into_iter();
            let observed: Vec<_> = observed
                .map(|it| (it.clone(), judge(criterion, &it.indicator, &it.quantity)))
                .collect();
            Row {
                standard,
                criterion,
                outcome: unite(&observed),
                observed,
            }
        })
        .collect();
    quote(store, &mut rows)?;
    Ok(rows)
}

/// The observations of the criterion's indicator that have the latest date; dated ones come after those without.
fn latest<'a>(observations: &'a [Observed], criterion: &Criterion) -> Vec<&'a Observed> {
    let of_indicator = observations
        .iter()
        .filter(|it| criterion.names.contains(&it.indicator));
    let last = of_indicator.clone().map(|it| it.date.as_deref()).max();
    of_indicator
        .filter(|it| Some(it.date.as_deref()) == last)
        .collect()
}

/// What several observations of one date say together.
fn unite(observed: &[(Observed, Judgement)]) -> Outcome {
    let mut outcomes = observed.iter().map(|it| it.1.outcome);
    let Some(first) = outcomes.next() else {
        return Outcome::Unknown(Reason::NoValue);
    };
    if outcomes.all(|it| it == first) {
        first
    } else {
        Outcome::Unknown(Reason::Conflict)
    }
}

fn observations(store: &Store, park: &str) -> anyhow::Result<Vec<Observed>> {
    let rows = select(
        store,
        &format!(
            "SELECT DISTINCT ?fact ?indicator ?value ?upper ?unit ?comparator ?date ?written WHERE {{ GRAPH ?graph {{
                ?fact sosa:hasFeatureOfInterest <{park}> ; a pg:Fact ; pg:modality pg:actual ; pg:change pg:level ;
                    sosa:observedProperty/skos:prefLabel ?indicator ; qudt:numericValue ?value ; pg:unitText ?unit ;
                    pg:comparator ?comparator ; pg:valueText ?written
                OPTIONAL {{ ?fact pg:upperValue ?upper }} OPTIONAL {{ ?fact pg:date ?date }} }} }} ORDER BY ?fact ?written"
        ),
    )?;
    let mut observations: BTreeMap<String, Observed> = BTreeMap::new();
    for row in &rows {
        // The same statement can be written in several ways: the first will do.
        if let Some(observed) = observed(row) {
            observations
                .entry(observed.fact.clone())
                .or_insert(observed);
        }
    }
    Ok(observations.into_values().collect())
}

/// The observations of imported tables of yearly indicators, each with the name of its set in the place of a document.
fn imported(store: &Store, park: &str) -> anyhow::Result<Vec<Observed>> {
    let rows = select(
        store,
        &format!(
            "SELECT DISTINCT ?fact ?property ?value ?unit ?date ?set ?title WHERE {{
                ?fact a qb:Observation ; qb:dataSet ?data ; sosa:hasFeatureOfInterest <{park}> ; sosa:observedProperty ?property ;
                    qudt:numericValue ?value ; dcterms:date ?date .
                ?data dcterms:identifier ?set ; dcterms:title ?title OPTIONAL {{ ?fact schema:unitText ?unit }} }} ORDER BY ?fact"
        ),
    )?;
    Ok(rows.iter().filter_map(of_table).collect())
}

fn of_table(row: &Solution) -> Option<Observed> {
    let (value, unit) = (text(row, "value")?, text(row, "unit").unwrap_or_default());
    let date = text(row, "date")?;
    let set = format!("imported data set {}", text(row, "set")?);
    Some(Observed {
        fact: text(row, "fact")?,
        indicator: graph::indicator_name(&text(row, "property")?)?,
        quantity: Quantity {
            value: value.parse().ok()?,
            upper: None,
            unit_text: unit.clone(),
            unit: None,
            comparator: Comparator::Equal,
            written: format!("{value}{unit}"),
        },
        sentences: vec![(
            set,
            format!("{}, {date}: {value}{unit}", text(row, "title")?),
        )],
        date: Some(date),
    })
}

fn observed(row: &Solution) -> Option<Observed> {
    let number = |name| -> Option<Decimal> { text(row, name)?.parse().ok() };
    let comparator = text(row, "comparator")?;
    Some(Observed {
        fact: text(row, "fact")?,
        indicator: text(row, "indicator")?,
        quantity: Quantity {
            value: number("value")?,
            upper: number("upper"),
            unit_text: text(row, "unit")?,
            unit: None,
            comparator: Comparator::from_name(local(&comparator)).unwrap_or_default(),
            written: text(row, "written")?,
        },
        date: text(row, "date"),
        sentences: Vec::new(),
    })
}

/// Adds the sentences that observations were read from.
fn quote(store: &Store, rows: &mut [Row<'_>]) -> anyhow::Result<()> {
    let facts = rows.iter().flat_map(|row| &row.observed);
    let facts: Vec<_> = facts.map(|(it, _)| format!("<{}>", it.fact)).collect();
    let pattern = format!("VALUES ?fact {{ {} }}", facts.join(" "));
    let mut texts = Texts::new(store);
    let mut sentences: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for fact in fact::matching(store, &pattern)? {
        for evidence in &fact.evidence {
            let spans: Vec<_> = evidence.spans.iter().copied().collect();
            let passages = passages(texts.get(&evidence.document)?, &spans, Emphasis::detect());
            let issued = evidence.issued.iter().map(|it| format!(", {it}"));
            let document = [evidence.identifier.clone()].into_iter().chain(issued);
            let quoted = (document.collect::<String>(), passages.join(" "));
            sentences.entry(fact.iri.clone()).or_default().push(quoted);
        }
    }
    for (observed, _) in rows.iter_mut().flat_map(|row| &mut row.observed) {
        if let Some(found) = sentences.get(&observed.fact) {
            observed.sentences.clone_from(found);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use parkgraph::graph::Base;
    use parkgraph::lexicon::Lexicon;
    use parkgraph::link;

    /// Was left out of assessments without a word.
    #[test]
    fn imported_indicators_count_and_name_their_set() {
        let lexicon = Lexicon::load(None, None).unwrap();
        let base = Base::default();
        let text =
            "园区,指标,年份,数值,单位\n甲市经济技术开发区,工业固体废物综合利用率,2023,71,%\n";
        let table = link::separated(text, &link::Dialect::of(text));
        let kind = link::kind("indicators").unwrap();
        let about = link::About {
            title: "yearly indicators".to_owned(),
            ..link::About::default()
        };
        let about = (about, link::Chosen::default());
        let imported = link::import(("yearly", &kind), &table, about, (&lexicon, &base)).unwrap();
        let store = Store::memory().unwrap();
        let (graph, quads) = link::data_set_quads(&imported.set, &base);
        store.replace(&graph, quads).unwrap();
        let standards = parkgraph::assess::standards(&lexicon);
        let park = "https://w3id.org/parkgraph/id/park/甲市经济技术开发区";
        let rows = assess(&store, park, &standards).unwrap();
        let row = rows.iter().find(|it| !it.observed.is_empty()).unwrap();
        assert_eq!(row.outcome, Outcome::Met);
        let (document, sentence) = &row.observed[0].0.sentences[0];
        assert_eq!(document, "imported data set yearly");
        assert_eq!(sentence, "yearly indicators, 2023: 71%");
    }
}
