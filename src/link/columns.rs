//! What the columns of registers mean in RDF.

use oxrdf::NamedNodeRef;

use crate::vocab::{dcterms, pg, qudt, schema, sosa};

/// How a column's value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// As text.
    Text,
    /// As a decimal number.
    Number,
    /// As a year.
    Year,
    /// As an IRI, where it is one.
    Iri,
}

/// A column, the property that it is, how its value is written, and whether a linked entity carries it too.
pub(super) struct Column {
    pub(super) name: &'static str,
    pub(super) property: NamedNodeRef<'static>,
    pub(super) form: Form,
    pub(super) carried: bool,
}

const fn column(name: &'static str, property: NamedNodeRef<'static>, form: Form) -> Column {
    Column {
        name,
        property,
        form,
        carried: false,
    }
}

const fn carried(name: &'static str, property: NamedNodeRef<'static>, form: Form) -> Column {
    Column {
        name,
        property,
        form,
        carried: true,
    }
}

/// All columns beside id, name, alias, en, region and parent.
pub(super) const COLUMNS: &[Column] = &[
    carried("level", pg::DIVISION_LEVEL, Form::Text),
    carried("catalogue_code", pg::CATALOGUE_CODE, Form::Text),
    carried("credit_code", pg::CREDIT_CODE, Form::Text),
    carried("stock_code", schema::TICKER_SYMBOL, Form::Text),
    carried("lei", schema::LEI_CODE, Form::Text),
    carried("latitude", schema::LATITUDE, Form::Number),
    carried("longitude", schema::LONGITUDE, Form::Number),
    column("type", dcterms::TYPE, Form::Text),
    column("approved", dcterms::ISSUED, Form::Text),
    column("hectares", pg::AREA_IN_HECTARES, Form::Number),
    column("industries", dcterms::SUBJECT, Form::Text),
    column("province", dcterms::SPATIAL, Form::Text),
    column("publisher", dcterms::PUBLISHER, Form::Text),
    column("honor", pg::LISTED_HONOR, Form::Text),
    column("status", pg::LISTED_STATUS, Form::Text),
    column("batch", pg::LISTED_BATCH, Form::Text),
    column("date", dcterms::DATE, Form::Text),
    column("year", dcterms::DATE, Form::Year),
    column("value", qudt::NUMERIC_VALUE, Form::Number),
    column("unit", schema::UNIT_TEXT, Form::Text),
    column("feature", sosa::HAS_FEATURE_OF_INTEREST, Form::Iri),
    column("property", sosa::OBSERVED_PROPERTY, Form::Iri),
    column("document", dcterms::REFERENCES, Form::Text),
    column("url", dcterms::SOURCE, Form::Iri),
];

/// The column with this name.
pub(super) fn column_of(name: &str) -> Option<&'static Column> {
    COLUMNS.iter().find(|it| it.name == name)
}
