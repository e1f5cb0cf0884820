//! The lexicons keep their promises, and broken ones are refused with messages that help.
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]
#![expect(
    clippy::needless_raw_string_hashes,
    reason = "expected values are written by UPDATE_EXPECT=1"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use expect_test::{Expect, expect};
use parkgraph::lexicon::{Entry, Lexicon, Scheme, entries};
use parkgraph::model::Language;

static BUILT_IN: LazyLock<Vec<Entry>> =
    LazyLock::new(|| entries(None).unwrap_or_else(|errors| panic!("{errors}")));

fn built_in() -> &'static [Entry] {
    &BUILT_IN
}

/// The names of a scheme's entries that have this name or alias.
fn named(name: &str, scheme: Scheme) -> Vec<String> {
    let all = built_in().iter().filter(|it| it.scheme == scheme);
    let has = |it: &&Entry| it.name == name || it.aliases.iter().any(|(alias, _)| alias == name);
    all.filter(has).map(|it| it.name.clone()).collect()
}

#[test]
fn entries_are_sorted_in_their_files() {
    let mut last: BTreeMap<(String, Scheme), String> = BTreeMap::new();
    for entry in built_in() {
        let place = (entry.file.clone(), entry.scheme);
        let before = last.insert(place, entry.iri.clone());
        assert!(
            before.is_none_or(|it| it < entry.iri),
            "{}:{}: {} is not in order",
            entry.file,
            entry.line,
            entry.iri
        );
    }
}

#[test]
fn every_entry_is_one_line_with_an_iri_of_its_scheme() {
    for entry in built_in().iter().filter(|it| it.file != "unit.ttl") {
        let base = format!(
            "https://w3id.org/parkgraph/lexicon/{}/",
            entry.scheme.as_str()
        );
        let own = entry
            .iri
            .strip_prefix(&base)
            .unwrap_or_else(|| panic!("{}", entry.iri));
        let key = entry
            .notation
            .as_ref()
            .filter(|_| entry.scheme != Scheme::CompanySuffix);
        let key = key.unwrap_or(&entry.name).replace(' ', "_");
        assert_eq!(own, key, "{}:{}", entry.file, entry.line);
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/lexicon");
    for file in fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()) {
        let text = fs::read_to_string(&file).unwrap();
        let indented = text.lines().position(|it| it.starts_with(' '));
        assert!(
            indented.is_none() || file.ends_with("unit.ttl"),
            "{}",
            file.display()
        );
        assert!(text.contains("icence"), "{}: no licence", file.display());
    }
}

#[test]
fn nothing_has_two_meanings_within_a_scheme() {
    let mut meanings: BTreeMap<(Scheme, String), BTreeSet<String>> = BTreeMap::new();
    for entry in built_in().iter().filter(|it| it.scheme != Scheme::Unit) {
        for (alias, _) in &entry.aliases {
            let key = (entry.scheme, alias.clone());
            meanings.entry(key).or_default().insert(entry.iri.clone());
        }
    }
    let shared = meanings.iter().filter(|(_, iris)| iris.len() > 1);
    let shared: Vec<&(Scheme, String)> = shared.map(|(key, _)| key).collect();
    assert!(shared.is_empty(), "{shared:?}");
}

/// A company of a place's name is a word of `ambiguous_name`, or the place would be read as the company.
#[test]
fn no_company_is_a_body_or_without_warning_a_place() {
    let words = fs::read_to_string(Path::new("data/rules/words.toml")).unwrap();
    let ambiguous = words
        .lines()
        .find(|it| it.starts_with("ambiguous_name ="))
        .unwrap();
    let warned = |it: &str| ambiguous.contains(&format!("\"{it}\""));
    let names = |scheme: Scheme| {
        let entries = built_in().iter().filter(move |it| it.scheme == scheme);
        entries.flat_map(|it| {
            let aliases = it.aliases.iter().map(|(alias, _)| alias.as_str());
            aliases.chain([it.name.as_str()])
        })
    };
    let bodies: BTreeSet<&str> = names(Scheme::Agency).collect();
    let places: BTreeSet<&str> = names(Scheme::Place).collect();
    let clash = |it: &&str| bodies.contains(it) || places.contains(it) && !warned(it);
    let clashes: Vec<&str> = names(Scheme::Company).filter(clash).collect();
    assert!(clashes.is_empty(), "{clashes:?}");
}

#[test]
fn broader_and_successors_exist() {
    let entries = built_in();
    let iris: BTreeSet<&str> = entries.iter().map(|it| it.iri.as_str()).collect();
    for entry in entries {
        let links = entry
            .matches
            .iter()
            .filter(|(_, iri)| iri.contains("/lexicon/"));
        let links = links.map(|(_, iri)| iri).chain(&entry.broader);
        for iri in links.filter(|it| it.starts_with("https://w3id.org/parkgraph/")) {
            assert!(
                iris.contains(iri.as_str()),
                "{}:{}: {iri}",
                entry.file,
                entry.line
            );
        }
    }
}

#[test]
fn lists_are_as_long_as_their_sources() {
    let entries = built_in();
    let count = |scheme| entries.iter().filter(|it| it.scheme == scheme).count();
    let of_type = |text: &str| {
        let of = |it: &&Entry| it.literals.iter().any(|(_, value)| value == text);
        entries.iter().filter(of).count()
    };
    let in_force = entries
        .iter()
        .filter(|it| it.file == "place.ttl" && it.broader.is_some());
    let actual = (
        in_force.count(),
        of_type("国家级经济技术开发区"),
        of_type("国家高新技术产业开发区"),
        of_type("国家级新区"),
    );
    assert_eq!(actual, (3213, 232, 173, 19)); // one of the 174 high-tech zones, 苏州工业园区, is of the first kind
    let enough = [
        (Scheme::Park, 1000),
        (Scheme::Company, 600),
        (Scheme::Agency, 250),
        (Scheme::Honor, 200),
        (Scheme::HonorHead, 200),
        (Scheme::HonorLevel, 30),
        (Scheme::Industry, 300),
        (Scheme::Indicator, 250),
    ];
    for (scheme, least) in enough {
        assert!(count(scheme) >= least, "{scheme:?}: {}", count(scheme));
    }
}

#[test]
fn well_known_names_are_found() {
    assert_eq!(named("张家港", Scheme::Place), ["张家港市"]);
    assert_eq!(named("昌吉", Scheme::Place), ["昌吉回族自治州"]);
    assert_eq!(named("鼓楼区", Scheme::Place).len(), 4);
    assert!(
        named("朝阳", Scheme::Place).is_empty(),
        "a city and two districts"
    );
    assert_eq!(named("SIP", Scheme::Park), ["苏州工业园区"]);
    assert_eq!(named("ZF", Scheme::Company), ["采埃孚"]);
    assert_eq!(named("Magna", Scheme::Company), ["麦格纳"]);
    assert_eq!(named("工信部", Scheme::Agency), ["工业和信息化部"]);
    assert_eq!(named("GDP", Scheme::Indicator), ["地区生产总值"]);
    assert_eq!(named("汽配", Scheme::Industry), ["汽车零部件"]);
    assert_eq!(
        named("国家级生态工业示范园区", Scheme::Honor),
        ["国家生态工业示范园区"]
    );
}

#[test]
fn a_renamed_county_leads_to_its_successor() {
    let entries = built_in();
    let old = entries.iter().find(|it| it.name == "沙洲县").unwrap();
    let replaced_by = old
        .matches
        .iter()
        .find(|(it, _)| it.ends_with("isReplacedBy"));
    let iri = "https://w3id.org/parkgraph/lexicon/place/320582";
    assert_eq!(replaced_by.map(|(_, iri)| iri.as_str()), Some(iri));
}

#[test]
fn a_folder_replaces_adds_and_overrides() {
    let folder = tempfile::tempdir().unwrap();
    let head = "@base <https://w3id.org/parkgraph/lexicon/> .\n@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n";
    let write = |name: &str, text: &str| {
        fs::write(folder.path().join(name), format!("{head}{text}\n")).unwrap();
    };
    write(
        "company.ttl",
        "<company/甲> a skos:Concept ; skos:inScheme <company> ; skos:prefLabel \"甲\"@zh-Hans .",
    );
    write(
        "mine.ttl",
        "<place/320582> skos:inScheme <place> ; skos:prefLabel \"张家港市\"@zh-Hans ; skos:altLabel \"港城\"@zh-Hans, \"張家港\"@zh-Hant ; skos:notation \"320582\" .",
    );
    let entries = entries(Some(folder.path())).unwrap();
    let companies = entries.iter().filter(|it| it.file == "company.ttl");
    assert_eq!(
        companies.map(|it| it.name.as_str()).collect::<Vec<_>>(),
        ["甲"]
    );
    let cities: Vec<&Entry> = entries.iter().filter(|it| it.name == "张家港市").collect();
    let aliases = vec![
        ("港城".to_owned(), Language::Simplified),
        ("張家港".to_owned(), Language::Traditional),
    ];
    assert_eq!(
        cities.iter().map(|it| &it.aliases).collect::<Vec<_>>(),
        [&aliases]
    );
}

#[test]
fn a_missing_folder_is_an_error() {
    let errors = entries(Some(Path::new("no/such/folder")))
        .unwrap_err()
        .to_string();
    assert!(errors.contains("no/such/folder:1:1: L001: the file cannot be read"));
}

/// Reads one broken file of a researcher's folder and compares the messages.
fn check(text: &str, messages: &Expect) {
    let folder = tempfile::tempdir().unwrap();
    let head = "@base <https://w3id.org/parkgraph/lexicon/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix qudt: <http://qudt.org/schema/qudt/> .\n";
    fs::write(folder.path().join("mine.ttl"), format!("{head}{text}\n")).unwrap();
    let errors = entries(Some(folder.path())).unwrap_err().to_string();
    let place = format!("{}{}", folder.path().display(), std::path::MAIN_SEPARATOR);
    let errors = errors.replace(&place, "").replace('\u{301}', "+0301");
    messages.assert_eq(&errors);
}

#[test]
fn one_syntax_mistake_hides_no_other() {
    check(
        r#"<park/甲> skos:inScheme <park> ; skos:prefLabel "甲园@zh-Hans .
<park/乙> skos:inScheme <park> ; skos:prefLabel "乙园"@zh-Hans
<park/丙> skos:inScheme <park> ; skos:prefLabel ""@zh-Hans .
<park/丁 丁> skos:inScheme <park> ; skos:prefLabel "丁园"@zh-Hans .
<park/戊> skos:inScheme <park> ; scos:prefLabel "戊园"@zh-Hans .
<park/己> skos:inScheme <parc> ; skos:prefLabel "己园"@zh-Hans .
<park/庚> skos:inScheme <park> ; skos:prefLabel "庚园"@zh-Hans"#,
        &expect![[r#"
            mine.ttl:2:61: L002: not Turtle: expected closing quote '"'
                | <park/甲> skos:inScheme <park> ; skos:prefLabel "甲园@zh-Hans .
                = note: an entry is one line: <kind/name> a skos:Concept ; skos:inScheme <kind> ; skos:prefLabel "name"@zh-Hans .
            mine.ttl:3:60: L002: not Turtle: expected '.' at the end of the entry
                | <park/乙> skos:inScheme <park> ; skos:prefLabel "乙园"@zh-Hans
                = note: an entry is one line: <kind/name> a skos:Concept ; skos:inScheme <kind> ; skos:prefLabel "name"@zh-Hans .
            mine.ttl:4:48: L007: the label is empty or has spaces at its ends
                = note: write the name between the quotes, without spaces, or delete the label
            mine.ttl:5:2: L003: not an IRI
                | park/丁 丁
                = note: an IRI has no spaces, quotes or angle brackets; write others as they are
            mine.ttl:6:33: L002: not Turtle: unknown prefix: scos
                | <park/戊> skos:inScheme <park> ; scos:prefLabel "戊园"@zh-Hans .
                = note: an entry is one line: <kind/name> a skos:Concept ; skos:inScheme <kind> ; skos:prefLabel "name"@zh-Hans .
            mine.ttl:7:24: L005: no such scheme
                | parc
                = note: the schemes are park, company, place, agency, honor, honor-head, honor-level, park-head, company-suffix, agency-head, project-head, place-head, industry, indicator, unit
            mine.ttl:8:60: L002: not Turtle: expected '.' at the end of the entry
                | <park/庚> skos:inScheme <park> ; skos:prefLabel "庚园"@zh-Hans
                = note: an entry is one line: <kind/name> a skos:Concept ; skos:inScheme <kind> ; skos:prefLabel "name"@zh-Hans .
            7 mistakes in the lexicons and rules; nothing was loaded"#]],
    );
}

#[test]
fn every_mistake_of_an_entry_is_told() {
    check(
        r#"<park/甲> skos:inScheme <park> .
<park/乙> skos:prefLabel "乙园"@zh-Hans .
<park/丙> skos:inScheme <park> ; skos:prefLabel "丙园"@zh ; skos:altLabel " 丙"@zh-Hans .
<park/丁> skos:inScheme <park> ; skos:prefLabel "丁园"@zh-Hans ; skos:altLabel "Cafe\u0301"@en, "丁园"@zh-Hans, "丁園"@zh-Hans .
<unit/戊> skos:inScheme <unit> ; skos:prefLabel "戊"@zh-Hans ; qudt:conversionMultiplier "ten" ; skos:exactMatch "M" ."#,
        &expect![[r#"
            mine.ttl:2:1: L006: the entry has no skos:prefLabel in zh-Hans
                | park/甲
                = note: add skos:prefLabel "name"@zh-Hans
            mine.ttl:3:1: L004: the entry has no skos:inScheme
                | park/乙
                = note: add skos:inScheme <park>, or another of the schemes in docs/data.md
            mine.ttl:4:48: L008: the label's language is not one that is read
                | 丙园
                = note: use @zh-Hans, @zh-Hant or @en
            mine.ttl:4:72: L007: the label is empty or has spaces at its ends
                |  丙
                = note: write the name between the quotes, without spaces, or delete the label
            mine.ttl:5:1: L009: the label is not in Unicode form NFC
                | Cafe+0301
                = note: write the composed characters
            mine.ttl:5:48: L013: the alias repeats the name or another alias
                | 丁园
                = note: delete it
            mine.ttl:5:108: L010: the label is not in simplified characters
                | 丁園
                = note: write 丁园; a traditional form may be an alias in @zh-Hant
            mine.ttl:6:88: L016: the value must be a decimal number
                | ten
                = note: write it in quotes or plain: 10000 or "0.001"
            mine.ttl:6:112: L015: the value must be an IRI
                | M
                = note: write it in angle brackets
            9 mistakes in the lexicons and rules; nothing was loaded"#]],
    );
}

#[test]
fn entries_that_claim_the_same_are_told() {
    check(
        r#"<park/甲> skos:inScheme <park> ; skos:prefLabel "甲园"@zh-Hans .
<park/乙> skos:inScheme <park> ; skos:prefLabel "甲园"@zh-Hans .
<park/丙> skos:inScheme <park> ; skos:prefLabel "丙园"@zh-Hans ; skos:altLabel "甲园"@zh-Hans .
<park/丁> skos:inScheme <park> ; skos:prefLabel "丁园"@zh-Hans .
<park/戊> skos:inScheme <park> ; skos:prefLabel "戊园"@zh-Hans .
<park/丁> skos:inScheme <park> ; skos:prefLabel "丁二园"@zh-Hans .
<place/己> skos:inScheme <place> ; skos:prefLabel "鼓楼区"@zh-Hans ; skos:notation "320106" ."#,
        &expect![[r#"
            mine.ttl:3:48: L011: the name is taken in this scheme
                | 甲园
                = note: first at mine.ttl:2; join the entries, or delete one
            mine.ttl:4:77: L012: the alias is the name of another entry
                | 甲园
                = note: that entry is at mine.ttl:2; delete the alias
            mine.ttl:7:1: L014: the IRI is taken
                | park/丁
                = note: first at mine.ttl:5; put all into one line, or choose another IRI
            mine.ttl:8:50: L011: the name is taken in this scheme
                | 鼓楼区
                = note: first at data/lexicon/place.ttl:810; join the entries, or delete one
            4 mistakes in the lexicons and rules; nothing was loaded"#]],
    );
}

#[test]
fn one_iri_with_two_names_and_misspelt_properties_are_mistakes() {
    let folder = tempfile::tempdir().unwrap();
    let text = r#"@base <https://w3id.org/parkgraph/lexicon/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<park/a> a skos:Concept ; skos:inScheme <park> ; skos:prefLabel "云湖示范园"@zh-Hans .
<park/a> a skos:Concept ; skos:inScheme <park> ; skos:prefLabel "月湖示范园"@zh-Hans .
<park/b> a skos:Concept ; skos:inScheme <park> ; skos:prefLabel "星湖示范园"@zh-Hans ; skos:altlabel "星湖园"@zh-Hans .
"#;
    fs::write(folder.path().join("own.ttl"), text).unwrap();
    let errors = entries(Some(folder.path())).unwrap_err().to_string();
    for expected in ["own.ttl:4:", "L017", "own.ttl:5:", "L018"] {
        assert!(errors.contains(expected), "no {expected} in {errors}");
    }
}

#[test]
fn an_iri_that_names_another_scheme_is_a_mistake() {
    let folder = tempfile::tempdir().unwrap();
    let text = r#"@base <https://w3id.org/parkgraph/lexicon/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<company/a> a skos:Concept ; skos:inScheme <park> ; skos:prefLabel "云湖示范园"@zh-Hans .
<https://example.org/company/a> a skos:Concept ; skos:inScheme <park> ; skos:prefLabel "月湖示范园"@zh-Hans .
"#;
    fs::write(folder.path().join("own.ttl"), text).unwrap();
    let errors = entries(Some(folder.path())).unwrap_err();
    let codes: Vec<_> = errors.0.iter().map(|it| (it.code, it.line)).collect();
    assert_eq!(codes, [("L019", 3)]);
}

#[test]
fn a_folder_without_lexicons_or_rules_is_a_mistake_and_not_the_built_in_ones() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("own.tll"), "").unwrap();
    let errors = Lexicon::load(Some(folder.path()), Some(folder.path())).err();
    let codes: Vec<_> = errors.unwrap().0.iter().map(|it| it.code).collect();
    assert_eq!(codes, ["L020", "R000"]);
}
