//! Tables of mappings as a person edits them.

/// The table of `link --export` with the links to a record rejected.
pub(crate) fn rejecting(table: &str, record: &str) -> String {
    let lines = table.lines().map(|line| {
        let mut cells: Vec<&str> = line.split('\t').collect();
        if cells.get(4) == Some(&record) {
            (cells[3], cells[6]) = ("Not", "semapv:ManualMappingCuration");
            (cells[10], cells[11]) = ("Li", "2026-11-25");
        }
        cells.join("\t")
    });
    lines.collect::<Vec<_>>().join("\n")
}
