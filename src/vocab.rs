//! Names of RDF terms: the namespaces and terms that the graph uses.
//!
//! Every `pg:` term here stands in `ontology/parkgraph.ttl` and the other way round; a test holds both to it.

use oxrdf::{NamedNode, NamedNodeRef};

/// Declares a namespace: its IRI, its terms as constants and the list of them all.
macro_rules! namespace {
    ($(#[$doc:meta])* $module:ident = $iri:literal { $($name:ident = $local:literal),+ $(,)? }) => {
        $(#[$doc])*
        pub mod $module {
            use oxrdf::NamedNodeRef;

            /// The IRI that the terms begin with.
            pub const NAMESPACE: &str = $iri;
            $(
                #[doc = concat!("`", stringify!($module), ":", $local, "`")]
                pub const $name: NamedNodeRef<'static> =
                    NamedNodeRef::new_unchecked(concat!($iri, $local));
            )+
            /// All terms of the namespace that the graph uses.
            pub const ALL: &[NamedNodeRef<'static>] = &[$($name),+];
        }
    };
}

namespace! {
    /// The ontology of this project. Where a class and a property share a word, the property's constant begins with `HAS_`.
    pg = "https://w3id.org/parkgraph/ontology#" {
        PARK = "Park",
        COMPANY = "Company",
        AGENCY = "Agency",
        PLACE = "Place",
        HONOR = "Honor",
        INDUSTRY = "Industry",
        PROJECT = "Project",
        INDICATOR = "Indicator",
        DOCUMENT = "Document",
        MENTION = "Mention",
        FACT = "Fact",
        CONFERRAL = "Conferral",
        OBSERVATION = "Observation",
        LOCATION = "Location",
        ENGAGEMENT = "Engagement",
        EVENT = "Event",
        CONFERRAL_STATUS = "ConferralStatus",
        COMPARATOR = "Comparator",
        CHANGE = "Change",
        BASE = "Base",
        MODALITY = "Modality",
        EVENT_TYPE = "EventType",
        STANDARD = "Standard",
        CRITERION = "Criterion",
        OF_STANDARD = "ofStandard",
        ASSESSES = "assesses",
        STRICTEST_VALUE = "strictestValue",
        CONDITION = "condition",
        REQUIREMENT = "requirement",
        KNOWN_FROM = "knownFrom",
        RECIPIENT = "recipient",
        HAS_HONOR = "honor",
        STATUS = "status",
        DATE = "date",
        PERIOD_START = "periodStart",
        CONFERRED_BY = "conferredBy",
        BATCH = "batch",
        HOLDS = "holds",
        HELD_BY = "heldBy",
        UNIT_TEXT = "unitText",
        VALUE_TEXT = "valueText",
        UPPER_VALUE = "upperValue",
        HAS_COMPARATOR = "comparator",
        HAS_CHANGE = "change",
        HAS_BASE = "base",
        BASE_DATE = "baseDate",
        WITHIN = "within",
        INCLUDES = "includes",
        SUBJECT = "subject",
        OBJECT = "object",
        LOCATED_IN = "locatedIn",
        LOCATION_OF = "locationOf",
        HAS_INDUSTRY = "industry",
        INDUSTRY_OF = "industryOf",
        HAS_EVENT_TYPE = "eventType",
        CONFIDENCE = "confidence",
        HAS_MODALITY = "modality",
        RULE = "rule",
        REFERS_TO = "refersTo",
        DIVISION_CODE = "divisionCode",
        CONTENT_HASH = "contentHash",
        ENCODING = "encoding",
        READER = "reader",
        VIEWS = "views",
        DAMAGE = "damage",
        WARNING = "warning",
        FINGERPRINT = "fingerprint",
        COPY_OF = "copyOf",
        CONFERRED = "conferred",
        APPROVED_TO_CREATE = "approvedToCreate",
        PASSED_ACCEPTANCE = "passedAcceptance",
        APPLYING = "applying",
        EQUAL = "equal",
        MORE_THAN = "moreThan",
        LESS_THAN = "lessThan",
        AT_LEAST = "atLeast",
        AT_MOST = "atMost",
        ABOUT = "about",
        LEVEL = "level",
        INCREASE = "increase",
        DECREASE = "decrease",
        YEAR_ON_YEAR = "yearOnYear",
        PERIOD_ON_PERIOD = "periodOnPeriod",
        ACTUAL = "actual",
        PLANNED = "planned",
        NEGATED = "negated",
        ACCEPTANCE = "acceptance",
        SIGNING = "signing",
        OPENING = "opening",
        CONSTRUCTION_START = "constructionStart",
        COMPLETION = "completion",
        APPROVAL = "approval",
        FOUNDING = "founding",
        MEETING = "meeting",
        OTHER = "other",
        LINK = "Link",
        LINK_STATUS = "LinkStatus",
        LINK_SUBJECT = "linkSubject",
        LINK_PREDICATE = "linkPredicate",
        LINK_OBJECT = "linkObject",
        HAS_LINK_STATUS = "linkStatus",
        LINK_RULE = "linkRule",
        NAME_SCORE = "nameScore",
        KIND_SCORE = "kindScore",
        REGION_SCORE = "regionScore",
        CODE_SCORE = "codeScore",
        ACCEPTED = "accepted",
        CANDIDATE = "candidate",
        REJECTED = "rejected",
        DECISION = "Decision",
        DECISION_SUBJECT = "decisionSubject",
        DECISION_PREDICATE = "decisionPredicate",
        DECISION_OBJECT = "decisionObject",
        DECISION_STATUS = "decisionStatus",
        IN_DIVISION = "inDivision",
        DIVISION_LEVEL = "divisionLevel",
        CATALOGUE_CODE = "catalogueCode",
        STATISTICAL_CODE = "statisticalCode",
        CREDIT_CODE = "creditCode",
        AREA_IN_HECTARES = "areaInHectares",
        GRANTED_BY = "grantedBy",
        LISTED_HONOR = "listedHonor",
        LISTED_STATUS = "listedStatus",
        LISTED_BATCH = "listedBatch",
    }
}

namespace! {
    /// RDF itself.
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#" {
        TYPE = "type",
        FIRST = "first",
        REST = "rest",
        NIL = "nil",
    }
}

namespace! {
    /// Hierarchies of classes and properties.
    rdfs = "http://www.w3.org/2000/01/rdf-schema#" {
        SUB_CLASS_OF = "subClassOf",
        SUB_PROPERTY_OF = "subPropertyOf",
        DOMAIN = "domain",
        RANGE = "range",
        LABEL = "label",
    }
}

namespace! {
    /// Axioms of ontologies.
    owl = "http://www.w3.org/2002/07/owl#" {
        DIFFERENT_FROM = "differentFrom",
        INVERSE_OF = "inverseOf",
        SAME_AS = "sameAs",
        TRANSITIVE_PROPERTY = "TransitiveProperty",
    }
}

namespace! {
    /// Labels and concepts.
    skos = "http://www.w3.org/2004/02/skos/core#" {
        CONCEPT = "Concept",
        CONCEPT_SCHEME = "ConceptScheme",
        IN_SCHEME = "inScheme",
        PREF_LABEL = "prefLabel",
        ALT_LABEL = "altLabel",
        DEFINITION = "definition",
        NOTATION = "notation",
        BROADER = "broader",
        EXACT_MATCH = "exactMatch",
        CLOSE_MATCH = "closeMatch",
        BROAD_MATCH = "broadMatch",
        NARROW_MATCH = "narrowMatch",
        RELATED_MATCH = "relatedMatch",
    }
}

namespace! {
    /// Provenance.
    prov = "http://www.w3.org/ns/prov#" { WAS_DERIVED_FROM = "wasDerivedFrom" }
}

namespace! {
    /// Strings of a text, by offset.
    nif = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#" {
        CONTEXT = "Context", PHRASE = "Phrase", IS_STRING = "isString", BEGIN_INDEX = "beginIndex",
        END_INDEX = "endIndex", ANCHOR_OF = "anchorOf", REFERENCE_CONTEXT = "referenceContext",
    }
}

namespace! {
    /// Observations.
    sosa = "http://www.w3.org/ns/sosa/" {
        OBSERVATION = "Observation", HAS_FEATURE_OF_INTEREST = "hasFeatureOfInterest",
        OBSERVED_PROPERTY = "observedProperty",
    }
}

namespace! {
    /// Quantities and units.
    qudt = "http://qudt.org/schema/qudt/" {
        NUMERIC_VALUE = "numericValue",
        HAS_UNIT = "hasUnit",
        UNIT = "Unit", CONVERSION_MULTIPLIER = "conversionMultiplier", SCALING_OF = "scalingOf",
    }
}

namespace! {
    /// What libraries say of documents.
    dcterms = "http://purl.org/dc/terms/" {
        IDENTIFIER = "identifier",
        TITLE = "title",
        ISSUED = "issued",
        SOURCE = "source",
        PUBLISHER = "publisher",
        DATE = "date",
        IS_REPLACED_BY = "isReplacedBy",
        LICENSE = "license",
        PROVENANCE = "provenance",
        REFERENCES = "references",
        RIGHTS = "rights",
        SPATIAL = "spatial",
        SUBJECT = "subject",
        TYPE = "type",
        VALID = "valid",
    }
}

namespace! {
    /// What search engines say of pages.
    schema = "http://schema.org/" {
        URL = "url", CONTAINED_IN_PLACE = "containedInPlace", LATITUDE = "latitude", LEI_CODE = "leiCode",
        LONGITUDE = "longitude", TICKER_SYMBOL = "tickerSymbol", UNIT_TEXT = "unitText",
    }
}

namespace! {
    /// Geometries, as GeoSPARQL has them.
    geo = "http://www.opengis.net/ont/geosparql#" {
        AS_WKT = "asWKT", GEOMETRY = "Geometry", HAS_GEOMETRY = "hasGeometry", WKT_LITERAL = "wktLiteral",
    }
}

namespace! {
    /// Catalogues of data sets. Where a class and a property share a word, the class's constant ends in `_CLASS`.
    dcat = "http://www.w3.org/ns/dcat#" {
        DATASET = "Dataset", DISTRIBUTION = "distribution", DISTRIBUTION_CLASS = "Distribution",
        THEME = "theme", VERSION = "version",
    }
}

namespace! {
    /// Checksums of files.
    spdx = "http://spdx.org/rdf/terms#" {
        ALGORITHM = "algorithm", CHECKSUM = "checksum", CHECKSUM_CLASS = "Checksum",
        CHECKSUM_VALUE = "checksumValue", SHA256 = "checksumAlgorithm_sha256",
    }
}

namespace! {
    /// Descriptions of RDF datasets.
    void = "http://rdfs.org/ns/void#" { ENTITIES = "entities" }
}

namespace! {
    /// Statistics as data cubes.
    qb = "http://purl.org/linked-data/cube#" { DATA_SET = "DataSet", HAS_DATA_SET = "dataSet", OBSERVATION = "Observation" }
}

namespace! {
    /// Mappings between data sets.
    sssom = "https://w3id.org/sssom/" {
        AUTHOR_LABEL = "author_label", CONFIDENCE = "confidence",
        MAPPING_JUSTIFICATION = "mapping_justification", OBJECT_LABEL = "object_label",
        OBJECT_SOURCE = "object_source", OBJECT_SOURCE_VERSION = "object_source_version",
        SUBJECT_LABEL = "subject_label",
    }
}

namespace! {
    /// Shapes of graphs, and reports of what violates them.
    sh = "http://www.w3.org/ns/shacl#" {
        VALIDATION_REPORT = "ValidationReport",
        CONFORMS = "conforms",
        RESULT = "result",
        VALIDATION_RESULT = "ValidationResult",
        FOCUS_NODE = "focusNode",
        RESULT_PATH = "resultPath",
        VALUE = "value",
        SOURCE_SHAPE = "sourceShape",
        SOURCE_CONSTRAINT_COMPONENT = "sourceConstraintComponent",
        RESULT_SEVERITY = "resultSeverity",
        RESULT_MESSAGE = "resultMessage",
        VIOLATION = "Violation",
        INVERSE_PATH = "inversePath",
        ALTERNATIVE_PATH = "alternativePath",
        ZERO_OR_MORE_PATH = "zeroOrMorePath",
        ONE_OR_MORE_PATH = "oneOrMorePath",
        ZERO_OR_ONE_PATH = "zeroOrOnePath",
    }
}

namespace! {
    /// Datatypes.
    xsd = "http://www.w3.org/2001/XMLSchema#" {
        ANY_URI = "anyURI", DATE = "date", DECIMAL = "decimal", G_YEAR = "gYear",
        G_YEAR_MONTH = "gYearMonth", HEX_BINARY = "hexBinary", INTEGER = "integer",
        NON_NEGATIVE_INTEGER = "nonNegativeInteger",
    }
}

/// The properties that link an entity to what another data set describes, from the closest to the loosest.
pub const MAPPINGS: [NamedNodeRef<'static>; 6] = [
    owl::SAME_AS,
    skos::EXACT_MATCH,
    skos::CLOSE_MATCH,
    skos::BROAD_MATCH,
    skos::NARROW_MATCH,
    skos::RELATED_MATCH,
];

/// The ontology, in Turtle.
pub const ONTOLOGY: &str = include_str!("../ontology/parkgraph.ttl");

/// The JSON-LD context of the graph's terms.
pub const CONTEXT: &str = include_str!("../ontology/context.jsonld");

/// Prefixes for writing and querying, sorted; the common ones beyond the graph's own included.
pub const PREFIXES: &[(&str, &str)] = &[
    ("dcat", dcat::NAMESPACE),
    ("dcterms", dcterms::NAMESPACE),
    ("geo", geo::NAMESPACE),
    ("nif", nif::NAMESPACE),
    ("org", "http://www.w3.org/ns/org#"),
    ("owl", owl::NAMESPACE),
    ("pg", pg::NAMESPACE),
    ("prov", prov::NAMESPACE),
    ("qb", qb::NAMESPACE),
    ("qudt", qudt::NAMESPACE),
    ("rdf", rdf::NAMESPACE),
    ("rdfs", rdfs::NAMESPACE),
    ("schema", schema::NAMESPACE),
    ("sh", sh::NAMESPACE),
    ("skos", skos::NAMESPACE),
    ("sosa", sosa::NAMESPACE),
    ("sssom", sssom::NAMESPACE),
    ("unit", "http://qudt.org/vocab/unit/"),
    ("void", void::NAMESPACE),
    ("xsd", xsd::NAMESPACE),
];

/// Namespaces of what queries may call besides: the functions of GeoSPARQL and their units.
const FUNCTION_PREFIXES: &[(&str, &str)] = &[
    ("geof", "http://www.opengis.net/def/function/geosparql/"),
    ("uom", "http://www.opengis.net/def/uom/OGC/1.0/"),
];

/// The prefixes that queries need not declare.
pub fn query_prefixes() -> impl Iterator<Item = (&'static str, &'static str)> {
    PREFIXES.iter().chain(FUNCTION_PREFIXES).copied()
}

/// The `pg:` term of a class or individual that the model names: `pg_term("Park")`, `pg_term("atLeast")`.
///
/// ```
/// use parkgraph::vocab;
/// assert_eq!(vocab::pg_term("atLeast").as_ref(), vocab::pg::AT_LEAST);
/// ```
pub fn pg_term(name: &'static str) -> NamedNode {
    NamedNode::new_unchecked(format!("{}{name}", pg::NAMESPACE))
}
