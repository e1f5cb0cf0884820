//! Names of RDF terms: the namespaces and terms that the graph uses.
