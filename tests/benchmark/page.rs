//! The tables of the page about quality, made of the recorded figures.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use crate::figures::{Bin, Figures, Measured, Right, SECTIONS, Score, count};

/// The page with each of its tables between markers written anew.
pub(crate) fn with_tables(page: &str, figures: &Figures) -> String {
    let mut page = page.to_owned();
    for (name, table) in [
        ("scores", scores(figures)),
        ("attributes", attributes(figures)),
        ("reliability", reliability(figures)),
    ] {
        let (begin, end) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
        let Some((before, rest)) = page.split_once(&begin) else {
            continue;
        };
        let (_, after) = rest.split_once(&end).expect("the page lacks a marker");
        page = format!("{before}{begin}\n{table}\n{end}{after}");
    }
    page
}

/// Names of all halves, `micro` and `strict` last.
fn names<'a, T: 'a>(maps: impl Iterator<Item = &'a BTreeMap<String, T>>) -> Vec<String> {
    let names: BTreeSet<&String> = maps.flat_map(BTreeMap::keys).collect();
    let total = |it: &&&String| matches!(it.as_str(), "micro" | "strict");
    let rows = names.iter().filter(|it| !total(it));
    rows.chain(names.iter().filter(total))
        .map(|it| (*it).clone())
        .collect()
}

fn scores(figures: &Figures) -> String {
    let mut table = "| |".to_owned();
    let mut rule = "| --- |".to_owned();
    for half in figures.halves.keys() {
        write!(table, " {half}: asked | found | precision | recall | F1 |").unwrap();
        rule.push_str(" ---: | ---: | ---: | ---: | ---: |");
    }
    writeln!(table, "\n{rule}").unwrap();
    for section in SECTIONS {
        for name in names(figures.halves.values().map(|it| it.section(section))) {
            let shown = match name.as_str() {
                "micro" => format!("**all {section}**"),
                "strict" => "**all facts, strict**".to_owned(),
                _ => name.clone(),
            };
            write!(table, "| {shown} |").unwrap();
            for half in figures.halves.values() {
                table.push_str(&score(half.section(section).get(&name)));
            }
            table.push('\n');
        }
    }
    table
}

fn score(score: Option<&Score>) -> String {
    let Some(Score {
        f1,
        gold,
        predicted,
        matched,
    }) = score
    else {
        return " | | | | |".to_owned();
    };
    let precision = count(*matched) / count(*predicted);
    let recall = count(*matched) / count(*gold);
    format!(" {gold} | {predicted} | {precision:.3} | {recall:.3} | {f1:.3} |")
}

fn attributes(figures: &Figures) -> String {
    let mut table = "| kind | attribute |".to_owned();
    for half in figures.halves.keys() {
        write!(table, " {half}: right | of | share |").unwrap();
    }
    writeln!(
        table,
        "\n| --- | --- |{}",
        " ---: | ---: | ---: |".repeat(figures.halves.len())
    )
    .unwrap();
    for kind in names(figures.halves.values().map(|it| &it.attributes)) {
        let of = |half: &Measured| half.attributes.get(&kind).cloned().unwrap_or_default();
        let halves: Vec<BTreeMap<String, Right>> = figures.halves.values().map(of).collect();
        for name in names(halves.iter()) {
            write!(table, "| {kind} | {name} |").unwrap();
            for half in &halves {
                let Right { right, of } = half.get(&name).copied().unwrap_or_default();
                write!(table, " {right} | {of} | {:.3} |", count(right) / count(of)).unwrap();
            }
            table.push('\n');
        }
    }
    table
}

fn reliability(figures: &Figures) -> String {
    let mut table =
        "| confidence | texts | facts | mean confidence | right | in all attributes |\n\
        | --- | --- | ---: | ---: | ---: | ---: |\n"
            .to_owned();
    let mut sets: Vec<(&str, &BTreeMap<String, Bin>)> = Vec::new();
    sets.extend(
        figures
            .halves
            .iter()
            .map(|(name, it)| (name.as_str(), &it.reliability)),
    );
    sets.push(("further", &figures.further));
    for name in names(sets.iter().map(|(_, bins)| *bins)) {
        let mut all = Bin::default();
        for (set, bins) in &sets {
            if let Some(bin) = bins.get(&name) {
                all = all.and(*bin);
                table.push_str(&row(&name, set, bin));
            }
        }
        table.push_str(&row(&name, "**all**", &all));
    }
    table
}

fn row(name: &str, set: &str, bin: &Bin) -> String {
    let exact = count(bin.exact) / count(bin.required);
    let (facts, mean, share) = (bin.facts, bin.mean(), bin.share());
    format!("| {name} | {set} | {facts} | {mean:.2} | {share:.2} | {exact:.2} |\n")
}
