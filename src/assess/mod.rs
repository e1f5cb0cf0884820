//! Is it good enough? What a park's observed indicators are, held against the thresholds of a standard.
//!
//! Names are matched by the lexicon, units converted in exact fractions. What cannot be decided is unknown.

mod criterion;
mod judge;
mod quads;
mod standard;
mod table;
mod unit;
mod unit_quads;

pub use criterion::{Criterion, Known, Standard};
pub use judge::{Judgement, Outcome, Reason, judge};
pub use quads::quads;
pub use standard::standards;
pub use unit::{Conversion, convert};
pub use unit_quads::unit_quads;
