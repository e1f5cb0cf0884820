//! What a number says: numerals, units, comparators, ranges and dates become values.
