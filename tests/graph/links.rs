//! Links against a list that was checked by hand: nothing wrong is linked, and little is missed.
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use std::time::Instant;

use parkgraph::lexicon::Lexicon;
use parkgraph::link::{
    Context, DataSet, Naming, Registry, Status, Subject, Weights, built_in, contexts, link,
};
use parkgraph::model::EntityKind;

const CHECKED: &str = include_str!("../../data/link/checked.tsv");

/// One row of the list.
struct Row<'a> {
    line: &'a str,
    subject: Subject,
    set: &'a str,
    expected: &'a str,
}

fn rows() -> Vec<Row<'static>> {
    let lines = CHECKED.lines().filter(|it| !it.starts_with('#')).skip(1);
    lines.map(row).collect()
}

fn row(line: &str) -> Row<'_> {
    let cells: Vec<&str> = line.split('\t').collect();
    let [kind, name, near, home, year, set, expected] = cells[..] else {
        panic!("{line}");
    };
    let codes = near.split(',').filter(|it| !it.is_empty());
    let context = Context {
        year: year.parse().ok(),
        near: codes.map(str::to_owned).collect(),
        home: Some(home.to_owned()).filter(|it| !it.is_empty()),
    };
    let subject = Subject {
        iri: format!("https://example.org/{name}"),
        kind: EntityKind::from_name(kind).unwrap(),
        names: vec![name.to_owned()],
        code: None,
        identifiers: Vec::new(),
        contexts: vec![context],
    };
    Row {
        line,
        subject,
        set,
        expected,
    }
}

fn with_registry<T>(run: impl FnOnce(&Registry<'_>, &[DataSet]) -> T) -> T {
    let lexicon = Lexicon::load(None, None).unwrap();
    let (sets, weights) = (built_in(&lexicon), Weights::built_in().unwrap());
    run(&Registry::new(&lexicon, &sets, &weights), &sets)
}

/// The ids in a set that a subject is linked to.
fn linked(registry: &Registry<'_>, set: &DataSet, subject: &Subject) -> Vec<String> {
    let links = link(registry, std::slice::from_ref(subject)).into_iter();
    let accepted = links.filter(|it| {
        it.status == Status::Accepted && it.source == set.iri && it.rule != "link/successor"
    });
    let ids = accepted.map(|link| {
        let mut records = set.records.iter();
        records.find(|it| it.iri == link.object).unwrap()
    });
    ids.map(|it| {
        let last = it.iri.rsplit('/').next().unwrap();
        match set.name.as_str() {
            "park" | "agency" | "honor" | "company" => last.to_owned(),
            _ => it.id.clone(),
        }
    })
    .collect()
}

#[test]
fn links_agree_with_the_list_checked_by_hand() {
    with_registry(|registry, sets| {
        let (mut right, mut wrong, mut missed) = (0, Vec::new(), Vec::new());
        for row in rows() {
            let set = sets.iter().find(|it| it.name == row.set).unwrap();
            let found = linked(registry, set, &row.subject);
            for id in &found {
                if *id == row.expected {
                    right += 1;
                } else {
                    wrong.push(format!("{}: {id}", row.line));
                }
            }
            if row.expected != "-" && !found.iter().any(|it| it == row.expected) {
                missed.push(row.line);
            }
        }
        assert!(
            wrong.is_empty(),
            "wrong:\n{}\nmissed:\n{}",
            wrong.join("\n"),
            missed.join("\n")
        );
        let all = right + missed.len();
        assert!(right >= 150, "{right} links");
        assert!(
            right * 100 >= all * 95,
            "{} of {all} missed:\n{}",
            missed.len(),
            missed.join("\n")
        );
    });
}

#[test]
#[expect(clippy::print_stdout, reason = "the rate is shown with --nocapture")]
fn thousands_of_names_are_linked_in_a_second() {
    with_registry(|registry, _| {
        let subjects: Vec<Subject> = rows().into_iter().map(|it| it.subject).collect();
        let many: Vec<Subject> = subjects.iter().cycle().take(20_000).cloned().collect();
        let begin = Instant::now();
        link(registry, &many);
        let rate = 20_000.0 / begin.elapsed().as_secs_f64();
        println!("{rate:.0} names a second");
        assert!(
            rate > 2_000.0,
            "{rate:.0} names a second, even without optimisation"
        );
    });
}

#[test]
fn every_built_in_set_says_where_it_comes_from() {
    with_registry(|_, sets| {
        for set in sets {
            let about = &set.about;
            for field in [
                &about.title,
                &about.publisher,
                &about.source,
                &about.version,
                &about.evidence,
            ] {
                assert!(!field.is_empty(), "{}: {about:?}", set.name);
            }
            assert!(about.licence.starts_with("http"), "{}", set.name);
            assert!(!set.records.is_empty(), "{}", set.name);
            let mut iris: Vec<&str> = set.records.iter().map(|it| it.iri.as_str()).collect();
            iris.sort_unstable();
            let all = iris.len();
            iris.dedup();
            assert_eq!(iris.len(), all, "{}: one IRI for two records", set.name);
        }
    });
}

#[test]
fn towns_lie_in_the_zone_that_statistics_count_like_a_county() {
    with_registry(|registry, _| {
        let naming = |entity: &str, kind, at| Naming {
            entity: entity.to_owned(),
            kind,
            name: entity.to_owned(),
            code: None,
            at,
        };
        let namings = [
            naming("郑州经济技术开发区", EntityKind::Park, 0),
            naming("九龙镇", EntityKind::Place, 12),
        ];
        let contexts = contexts(registry, Some(2022), &namings);
        assert_eq!(contexts["九龙镇"].near, ["410100", "410171"]);
    });
}
