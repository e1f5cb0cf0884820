//! How it is written: a reading becomes the quads of one named graph.
