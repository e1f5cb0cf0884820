//! Where it lives: an Oxigraph store with one named graph per document.
