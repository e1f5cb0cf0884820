//! `remove`: a document taken out leaves the store as if it had never been read.
#![cfg(feature = "disk")]
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use std::fs;
use std::path::Path;

use crate::command::parkgraph;
use tempfile::TempDir;

/// A folder with pages; two say the same, one of them in a folder of its own.
fn pages() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("news/2023")).unwrap();
    for (name, text) in [
        ("news/a.txt", "青石经济技术开发区获评国家生态工业示范园区。"),
        (
            "news/2023/b.txt",
            "青石经济技术开发区获评国家生态工业示范园区。云湖高新区规划面积4.3平方公里。",
        ),
        ("news/2023/c.txt", "星河开发区入驻企业120家。"),
    ] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

/// Runs the program on the store, which must succeed.
fn run(folder: &Path, arguments: &[&str]) -> String {
    let (status, out, error) = parkgraph(folder, arguments);
    assert_eq!(status, 0, "{error}");
    out
}

fn export(folder: &Path) -> String {
    run(folder, &["export", "--format", "nquads"])
}

#[test]
fn what_is_removed_was_never_read() {
    let (one, other) = (pages(), pages());
    run(one.path(), &["build", "--infer", "news"]);
    let out = run(one.path(), &["remove", "news/2023/b.txt"]);
    assert_eq!(out, "removed news/2023/b.txt\n");
    fs::remove_file(other.path().join("news/2023/b.txt")).unwrap();
    run(other.path(), &["build", "--infer", "news"]);
    assert_eq!(export(one.path()), export(other.path()));
    run(one.path(), &["build", "--infer", "news"]);
    assert!(export(one.path()).contains("云湖高新区"));
}

#[test]
fn a_folder_stands_for_what_is_below_it() {
    let folder = pages();
    run(folder.path(), &["build", "news"]);
    let out = run(folder.path(), &["remove", "news/2023/", "news/2023/c.txt"]);
    assert_eq!(out, "removed news/2023/b.txt\nremoved news/2023/c.txt\n");
}

#[test]
fn a_base_of_ones_own_is_kept() {
    let folder = pages();
    let base = "https://example.org/";
    run(folder.path(), &["build", "--base", base, "news"]);
    run(folder.path(), &["remove", "news/a.txt"]);
    assert!(!export(folder.path()).contains("parkgraph/id/graph/"));
}

#[test]
fn nothing_is_removed_where_a_name_is_unknown() {
    let folder = pages();
    run(folder.path(), &["build", "news"]);
    let before = export(folder.path());
    let wrong = ["remove", "news/a.txt", "news/2022/", "news/a"];
    let (status, out, error) = parkgraph(folder.path(), &wrong);
    assert_eq!((status, out.as_str()), (2, ""));
    assert!(error.contains("no document news/2022/, news/a;"), "{error}");
    assert_eq!(export(folder.path()), before);
    let (status, _, error) = parkgraph(folder.path(), &["remove", "--store", "none", "news/a.txt"]);
    assert!(status == 2 && error.contains("none"), "{error}");
}
