//! What a number says: numerals, units, comparators, ranges and dates become values.

mod cursor;
mod table;
mod words;
mod numeral;
mod open_year;
mod unit;
mod amount;
mod group;
mod bound;
mod omitted;
mod candidate;
mod measure;
mod digits;
mod form;
mod calendar;
mod role;
mod duration;
mod context;
mod moment;
mod scale;
mod reader;

pub use measure::Measure;
pub use moment::Moment;
pub use reader::Reader;
pub use role::MomentRole;
pub use scale::Scale;
pub use unit::{UnitClass, UnitEntry};
pub use words::Words;
