//! Who is meant: mentions become entities with stable names.
