//! What lies where: small texts of our own, each for one thing that texts do.
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use std::sync::LazyLock;

use expect_test::{Expect, expect};
use parkgraph::lexicon::Lexicon;
use parkgraph::model::{ContextText, Document};
use parkgraph::pipeline::read;
use parkgraph::publish::json::record;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::load(None, None).unwrap());

/// What a text says to lie where, each as `subject -> object`.
fn locations(text: &str, expected: &Expect) {
    let document = Document {
        text: ContextText::new(text.to_owned()),
        ..Document::default()
    };
    let record = record(&read(document, &LEXICON));
    let facts = record["facts"].as_array().unwrap().iter();
    let located = facts.filter(|it| it["kind"] == "located_in");
    let line = |subject: &str, object: &str| format!("{subject} -> {object}\n");
    let mut lines: Vec<String> = located
        .map(|it| {
            line(
                it["subject"].as_str().unwrap(),
                it["object"].as_str().unwrap(),
            )
        })
        .collect();
    lines.sort();
    expected.assert_eq(&lines.concat());
}

#[test]
fn each_company_of_a_list_lies_in_the_park_before_it() {
    locations(
        "市领导先后来到青石产业园的芷云化工有限公司、白沙产业园的果芷食品有限公司调研。",
        &expect![[r"
            果芷食品有限公司 -> 白沙产业园
            芷云化工有限公司 -> 青石产业园
        "]],
    );
}

#[test]
fn what_is_inside_a_park_lies_in_the_park_whose_name_ends_there() {
    locations(
        "云湖高新区下辖青石产业园、白沙产业园，青石产业园引进了果芷食品有限公司；白沙产业园内的芷云化工有限公司投产。",
        &expect![[r"
            果芷食品有限公司 -> 青石产业园
            白沙产业园 -> 云湖高新技术产业开发区
            芷云化工有限公司 -> 白沙产业园
            青石产业园 -> 云湖高新技术产业开发区
        "]],
    );
}

#[test]
fn a_company_lies_in_the_park_whose_company_it_is_called() {
    locations(
        "云湖高新区很忙。青石产业园企业芷云化工有限公司投产。",
        &expect![[r"
            芷云化工有限公司 -> 青石产业园
            青石产业园 -> 云湖高新技术产业开发区
        "]],
    );
}

#[test]
fn parks_that_head_the_items_of_a_page_do_not_lie_in_each_other() {
    locations(
        "三大园区齐发力\n\n一、青石产业园。园区规划面积6.3平方公里。\n\n二、白沙产业园。园区入驻芷云化工有限公司。\n\n三、红岩产业园。在建项目3个。",
        &expect![[r"
            芷云化工有限公司 -> 白沙产业园
        "]],
    );
}

#[test]
fn parts_of_a_zone_do_not_lie_in_each_other() {
    locations(
        "云湖经济开发区一览\n\n云湖经济开发区清溪园区有企业42家，林头园区有装备企业31家。",
        &expect![[r"
            云湖经济开发区清溪园区 -> 云湖经济开发区
            林头园区 -> 云湖经济开发区
        "]],
    );
    locations(
        "云湖经济开发区一览\n\n云湖经济开发区宝峰片区、天供山片区、东城片区总投资210亿元。宝峰片区是核心。",
        &expect![[r"
            东城片区 -> 云湖经济开发区
            云湖经济开发区宝峰片区 -> 云湖经济开发区
            天供山片区 -> 云湖经济开发区
        "]],
    );
}

#[test]
fn a_park_of_another_county_lies_in_no_zone_of_the_page() {
    locations(
        "南县经济开发区很忙。芷云化工有限公司在河南遂平县产业集聚区建有工厂。",
        &expect![[r"
            芷云化工有限公司 -> 河南遂平县产业集聚区
        "]],
    );
}

#[test]
fn a_part_of_a_zone_that_lies_in_a_town_lies_in_the_zone_too() {
    locations(
        "云湖高新区很忙。青石产业园位于八步街道，入驻企业12家。",
        &expect![[r"
            青石产业园 -> 云湖高新技术产业开发区
            青石产业园 -> 八步街道
        "]],
    );
}

#[test]
fn a_park_named_after_a_county_lies_in_it_on_the_page_of_the_province() {
    locations(
        "陕西省简讯\n\n陕西省新开工项目63个。\n\n石泉县很忙，石泉县工业集中区获评示范园。",
        &expect![[r"
            石泉县工业集中区 -> 石泉县
        "]],
    );
}

#[test]
fn who_is_inside_the_part_lies_in_the_part_named_before() {
    locations(
        "云湖高新区很忙。宝峰片区是老区，规划面积9.4平方公里。云湖高新区获评示范园区。片区内的芷云化工有限公司投产。",
        &expect![[r"
            宝峰片区 -> 云湖高新技术产业开发区
            芷云化工有限公司 -> 宝峰片区
        "]],
    );
}

#[test]
fn a_part_of_a_zone_that_a_page_is_about_has_no_other_parks() {
    locations(
        "云湖经济开发区大路产业园很忙。大路产业园投产9家。白沙产业园投产3家。",
        &expect![""],
    );
}

#[test]
fn parks_whose_companies_are_told_of_one_after_the_other_lie_beside_each_other() {
    locations(
        "青石产业园内的芷云化工有限公司投产；白沙产业园内的果芷食品有限公司扩产。",
        &expect![[r"
            果芷食品有限公司 -> 白沙产业园
            芷云化工有限公司 -> 青石产业园
        "]],
    );
}
