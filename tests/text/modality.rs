//! Whether what a text says is so, is intended, or is not so: small texts of our own.
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use std::sync::LazyLock;

use expect_test::{Expect, expect};
use parkgraph::lexicon::Lexicon;
use parkgraph::model::{ContextText, Document};
use parkgraph::pipeline::read;
use parkgraph::publish::json::record;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::load(None, None).unwrap());

/// What a page of 10 February 2023 states of a kind that is not denied, each as `modality subject object`.
fn stated(kind: &str, text: &str, expected: &Expect) {
    let document = Document {
        text: ContextText::new(format!("云湖高新区新闻\n\n2023-02-10\n\n{text}")),
        ..Document::default()
    };
    let record = record(&read(document, &LEXICON));
    let facts = record["facts"].as_array().unwrap().iter();
    let lines: Vec<String> = facts
        .filter(|it| it["kind"] == kind)
        .map(|it| {
            let word = |keys: [&str; 3]| {
                let value = keys.iter().find_map(|key| it[key].as_str());
                value.unwrap_or("-").to_owned()
            };
            let subject = word(["subject", "recipient", "modality"]);
            let object = word(["object", "honor", "indicator"]);
            format!("{} {subject} {object}\n", it["modality"].as_str().unwrap())
        })
        .collect();
    expected.assert_eq(&lines.concat());
}

#[test]
fn who_has_not_settled_or_has_left_does_not_lie_in_the_park() {
    stated(
        "located_in",
        "云湖高新区建设加快。德康精工有限公司未落户园区。美林光电有限公司拟在园区建厂。华辰电子有限公司不再位于园区。东岳机械有限公司\
         搬离园区。新泰医药有限公司位于园区。",
        &expect![[r"
            planned 美林光电有限公司 云湖高新技术产业开发区
            actual 新泰医药有限公司 云湖高新技术产业开发区
        "]],
    );
}

#[test]
fn industries_that_are_forbidden_are_not_there() {
    stated(
        "industry",
        "云湖高新区禁止发展化工产业，大力发展电子信息产业。",
        &expect![[r"
            actual 云湖高新技术产业开发区 电子信息
        "]],
    );
}

#[test]
fn plans_conditions_and_dates_to_come_are_no_facts_yet() {
    stated(
        "honor",
        "云湖高新区拟于2024年获评国家级绿色园区。如果云湖高新区获评国家生态工业示范园区，将是首次。2024年云湖高新区获评国家知识产权示范园区。\
         云湖高新区获评国家循环化改造示范试点园区。",
        &expect![[r"
            planned 云湖高新技术产业开发区 国家级绿色园区
            planned 云湖高新技术产业开发区 国家生态工业示范园区
            planned 云湖高新技术产业开发区 国家知识产权示范园区
            actual 云湖高新技术产业开发区 国家循环化改造示范试点园区
        "]],
    );
    stated(
        "indicator",
        "云湖高新区2024年税收10亿元。",
        &expect![[r"
        planned 云湖高新技术产业开发区 税收
    "]],
    );
}

#[test]
fn what_is_said_of_another_title_behind_a_comma_confers_nothing() {
    stated(
        "honor",
        "云湖高新区2022年获批国家新型工业化产业示范基地，国家绿色产业示范基地的创建工作仍在进行。",
        &expect![[r"
            actual 云湖高新技术产业开发区 国家新型工业化产业示范基地
        "]],
    );
}

#[test]
fn a_title_that_is_taken_away_is_not_conferred() {
    stated(
        "honor",
        "取消授予云湖高新区的国家级绿色园区称号。云湖高新区被撤销国家级绿色园区称号。",
        &expect![[r""]],
    );
}

#[test]
fn figures_under_goals_are_goals() {
    stated(
        "indicator",
        "到2025年，云湖高新区工业总产值突破450亿元。万元产值能耗累计下降14%，绿化覆盖率达到38%。\n\n\
         （六）下一步打算。云湖高新区新增企业20家，2022年税收12亿元。目前已有企业120家。",
        &expect![[r"
            planned 云湖高新技术产业开发区 工业总产值
            planned 云湖高新技术产业开发区 万元产值能耗
            planned 云湖高新技术产业开发区 绿化覆盖率
            planned 云湖高新技术产业开发区 新增企业
            actual 云湖高新技术产业开发区 税收
            actual 云湖高新技术产业开发区 企业
        "]],
    );
}

#[test]
fn where_a_plan_sets_out_from_is_so() {
    stated(
        "indicator",
        "云湖高新区污水日处理能力将在2025年前由2万吨提高到5万吨。",
        &expect![[r"
            actual 云湖高新技术产业开发区 污水日处理能力
            planned 云湖高新技术产业开发区 污水日处理能力
        "]],
    );
}

#[test]
fn who_is_named_something_by_a_word_for_it_is_named_so_already() {
    stated(
        "honor",
        "2022年6月，省政府将该区列为国家级绿色园区。",
        &expect![[r"
            actual 云湖高新技术产业开发区 国家级绿色园区
        "]],
    );
}

#[test]
fn what_is_expected_frames_no_other_part_of_the_sentence() {
    stated(
        "indicator",
        "去年，云湖高新区产值365亿元，预计年均增长24.5%；完成开票销售506亿元，利润7亿元。",
        &expect![[r"
            actual 云湖高新技术产业开发区 产值
            planned 云湖高新技术产业开发区 产值
            actual 云湖高新技术产业开发区 开票销售
            actual 云湖高新技术产业开发区 利润
        "]],
    );
}
