//! How it leaves: RDF syntaxes, the canonical form, JSON.
