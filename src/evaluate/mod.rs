//! How good is it: gold annotations against predictions become scores, and two predictions become gains and losses.
//!
//! Only the published JSON is looked at, so any other system can be scored too.

mod annotation;
mod attribute;
mod compare;
mod counting;
mod description;
mod judgement;
mod difference;
mod normal;
mod pairing;
mod report;
mod score;
mod similarity;
mod unit;

pub use annotation::{Annotation, Error, Folder};
pub use counting::{Accuracy, Tally};
pub use difference::{Difference, Moved, difference};
pub use judgement::{Judgement, Verdict, judge};
pub use report::{Detail, DocumentReport, Report};
pub use score::score;
