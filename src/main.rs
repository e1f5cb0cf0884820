//! The program: `parkgraph`.

fn main() {}
