//! One document through the stages: the page to read first.
