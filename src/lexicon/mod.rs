//! What we know: lexicons and rules, read from data files and compiled once.
