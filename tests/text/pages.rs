//! Pages: what is taken from them, and that no page brings the reader down.
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use std::fs;

use parkgraph::model::Document;
use parkgraph::source::Error;
use parkgraph::source::discover;
use parkgraph::source::read;

fn read_bytes(name: &str, bytes: &[u8]) -> (Vec<Document>, Vec<Error>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    let (inputs, errors) = discover(&[path]);
    assert!(errors.is_empty());
    let batch = read(&inputs[0]);
    (batch.documents, batch.errors)
}

fn page(html: &str) -> Document {
    let (documents, errors) = read_bytes("page.html", html.as_bytes());
    assert!(errors.is_empty());
    documents.into_iter().next().unwrap()
}

const PARAGRAPH: &str = "青杉经济技术开发区全年完成工业总产值一百二十亿元，同比增长百分之八，新增高新技术企业二十家，各项指标均居全市前列，为高质量发展打下坚实基础。";

#[test]
fn the_content_is_taken_and_what_surrounds_it_left() {
    let document = page(&format!(
        r#"<!DOCTYPE html><html><head><meta charset="utf-8"><title>青杉经开区年度成绩单_青杉新闻网</title>
        <meta name="PubDate" content="2023-04-26 09:00"><meta name="ContentSource" content="青杉日报">
        <meta property="og:site_name" content="青杉新闻网"><link rel="canonical" href="https://example.org/1.html">
        <style>p{{}}</style><script>var a = "<p>脚本</p>";</script></head><body>
        <div class="top-nav"><a href="/">首页</a><a href="/n">新闻</a></div>
        <ul><li><a href="/1">政务公开</a></li><li><a href="/2">联系我们</a></li></ul>
        <div class="main"><h1>青杉经开区年度成绩单</h1>
        <div class="info"><span>发布时间：2023-04-26</span> <span>来源：青杉日报</span></div>
        <div class="text"><p>　　{PARAGRAPH}</p><h2>主要指标</h2><p>数据见下表。</p>
        <table><tr><th>年份</th><th>产值(亿元)</th></tr><tr><td>2022</td><td>120</td></tr></table>
        <p>{PARAGRAPH}{PARAGRAPH}</p><ul><li>企业20家</li></ul><p>{PARAGRAPH}</p></div></div>
        <div id="footer"><p>版权所有 © 2023 青杉新闻网</p></div></body></html>"#
    ));
    let lines: Vec<&str> = document.text.as_str().lines().collect();
    assert_eq!(
        lines,
        [
            "青杉经开区年度成绩单",
            "发布时间：2023-04-26 来源：青杉日报",
            &format!("　　{PARAGRAPH}"),
            "主要指标",
            "数据见下表。",
            "年份\t产值(亿元)",
            "2022\t120",
            &format!("{PARAGRAPH}{PARAGRAPH}"),
            "企业20家",
            PARAGRAPH,
        ]
    );
    let metadata = document.metadata;
    assert_eq!(metadata.title.as_deref(), Some("青杉经开区年度成绩单"));
    assert_eq!(
        metadata.issued.map(|it| it.to_string()).as_deref(),
        Some("2023-04-26")
    );
    assert_eq!(metadata.source.as_deref(), Some("青杉日报"));
    assert_eq!(metadata.publisher.as_deref(), Some("青杉新闻网"));
    assert_eq!(metadata.url.as_deref(), Some("https://example.org/1.html"));
}

#[test]
fn an_old_page_made_of_tables_is_read() {
    let document = page(&format!(
        "<html><title>青杉经开区 - 青杉网</title><body><table width=100%><tr><td><a href=/>首页</a> <a href=/a>新闻</a></td></tr>
        <tr><td><table><tr><td><p>{PARAGRAPH}<p>{PARAGRAPH}<table border=1><tr><td>年份<td>产值<tr><td>2022<td>120</table><p>{PARAGRAPH}</td></tr></table></td></tr></table>"
    ));
    let lines: Vec<&str> = document.text.as_str().lines().collect();
    assert_eq!(
        lines,
        [
            "青杉经开区",
            PARAGRAPH,
            PARAGRAPH,
            "年份\t产值",
            "2022\t120",
            PARAGRAPH
        ]
    );
}

#[test]
fn readings_in_ruby_are_left_out() {
    let document = page("<p>新<ruby>园<rp>(</rp><rt>yuan</rt><rp>)</rp></ruby>区建成。</p>");
    assert_eq!(document.text.as_str(), "新园区建成。\n");
}

#[test]
fn hostile_pages_are_read() {
    let deep = |tag: &str| {
        format!(
            "{}园区{}",
            format!("<{tag}>").repeat(100_000),
            format!("</{tag}>").repeat(100_000)
        )
    };
    let mixed = format!("{}园区", "<ul><li><table><tr><td><p><b>".repeat(30_000));
    for (html, text) in [
        (deep("div"), "园区"),
        (deep("b"), "园区"),
        (deep("p"), "园区"),
        (deep("td"), "园区"),
        (deep("span"), "园区"),
        (deep("table"), "园区"),
        (deep("li"), "园区"),
        (deep("font"), "园区"),
        (mixed, "园区"),
        ("<div>".repeat(100_000) + "园区", "园区"),
        ("<table><tr><td>园区<td>企业".to_owned(), "园区\t企业"),
        ("园区".to_owned(), "园区"),
        ("<p>园区</div></body></html><p>企业".to_owned(), "企业"),
        ("<!--".to_owned(), ""),
        ("<script>var a = '园区';".to_owned(), ""),
        (String::new(), ""),
        ("<frameset><frame src=a></frameset>".to_owned(), ""),
        (
            "<table><tr><td rowspan=9999999999 colspan=99999999>园区</table>".to_owned(),
            "园区",
        ),
        (
            format!(
                "<table>{}</table>",
                "<tr><td rowspan=60 colspan=60>园区".repeat(300)
            ),
            "园区",
        ),
        ("<p>".repeat(200_000) + "园区", "园区"),
        ("<a href=x>".repeat(50_000) + "园区", "园区"),
        (format!("<p>{}</p>", "园区".repeat(2_000_000)), "园区"),
    ] {
        let document = page(&html);
        let start: String = html.chars().take(40).collect();
        assert!(document.text.as_str().contains(text), "{start}");
        let warned = document
            .warnings
            .iter()
            .any(|it| it.message.contains("no text"));
        assert_eq!(warned, text.is_empty(), "{start}");
    }
}

#[test]
fn empty_and_binary_files_are_reported() {
    let (documents, errors) = read_bytes("a.txt", b"");
    assert!(errors.is_empty() && documents[0].text.is_empty());
    assert_eq!(documents[0].warnings[0].message, "there is no text in it");
    let (documents, errors) = read_bytes("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0");
    assert!(documents.is_empty());
    assert!(
        errors[0]
            .to_string()
            .ends_with("a.txt is a PNG image, not text: convert it to text or HTML first")
    );
    let (inputs, _) = discover(&["no/such/file.txt".into()]);
    let batch = read(&inputs[0]);
    assert_eq!(
        batch.errors[0].to_string(),
        "cannot read no/such/file.txt: check that it exists and that you may read it"
    );
}
