//! Numbers and dates of the genre: what is read, what is left alone.
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]
#![expect(clippy::needless_raw_string_hashes, reason = "written by expect-test")]

use expect_test::{Expect, expect};
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::Term;
use parkgraph::model::{Change, PartialDate};
use parkgraph::quantity::{Reader, UnitClass, UnitEntry, Words};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::LazyLock;

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new(&units(), Words::built_in()));

/// The units of the lexicon, read without the lexicon stage.
fn units() -> Vec<UnitEntry> {
    const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";
    let mut facts: BTreeMap<String, BTreeMap<String, Vec<String>>> = BTreeMap::new();
    let turtle = include_bytes!("../../data/lexicon/unit.ttl");
    for quad in RdfParser::from_format(RdfFormat::Turtle).for_slice(turtle) {
        let quad = quad.unwrap();
        let value = match quad.object {
            Term::NamedNode(it) => it.into_string(),
            Term::Literal(it) => it.value().to_owned(),
            Term::BlankNode(_) | Term::Triple(_) => continue,
        };
        let facts = facts.entry(quad.subject.to_string()).or_default();
        let predicate = quad.predicate.as_str().to_owned();
        facts.entry(predicate).or_default().push(value);
    }
    let mut units = Vec::new();
    for (subject, facts) in &facts {
        let of = |name: &str| {
            facts
                .get(&format!("{SKOS}{name}"))
                .cloned()
                .unwrap_or_default()
        };
        let names = [of("prefLabel"), of("altLabel")].concat();
        let Some(class) = of("notation").pop() else {
            continue;
        };
        let class = UnitClass::from_name(&class).unwrap();
        let own = subject.trim_matches(['<', '>']).to_owned();
        let iri = of("exactMatch").pop().unwrap_or(own);
        units.extend(UnitEntry::forms(
            names.iter().map(String::as_str),
            class,
            Some(&iri),
        ));
    }
    units
}

fn date(text: &str) -> PartialDate {
    let mut parts = text.split('-');
    let year = parts.next().unwrap().parse().unwrap();
    let month = parts.next().map(|it| it.parse().unwrap());
    let day = parts.next().map(|it| it.parse().unwrap());
    match (month, day) {
        (None, _) => PartialDate::year(year).unwrap(),
        (Some(month), None) => PartialDate::month(year, month).unwrap(),
        (Some(month), Some(day)) => PartialDate::day(year, month, day).unwrap(),
    }
}

/// Each line of `text` as a line: `written value unit`, several with ` | `.
fn measured(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines().map(str::trim).filter(|it| !it.is_empty()) {
        let found = READER.measures(line).into_iter().map(|it| {
            let quantity = &it.quantity;
            assert_eq!(
                line.get(it.bytes.clone()).unwrap(),
                quantity.written,
                "{line}"
            );
            let upper = quantity
                .upper
                .map(|it| format!("..{it}"))
                .unwrap_or_default();
            let change = match it.change {
                Some(Change::Increase) => " +",
                Some(Change::Decrease) => " -",
                _ => "",
            };
            let sign = quantity.comparator.sign();
            let quoted = if it.quoted { " “”" } else { "" };
            format!(
                "{} {sign} {}{upper} {}{change}{quoted}",
                quantity.written, quantity.value, quantity.unit_text
            )
        });
        let found: Vec<String> = found.collect();
        writeln!(out, "{}", found.join(" | ").trim_end()).unwrap();
    }
    out
}

fn measures(text: &str, expected: &Expect) {
    expected.assert_eq(&measured(text));
}

/// Each line of `text` as a line of `words role date`, read as published on a day.
fn moments(issued: &str, text: &str, expected: &Expect) {
    let mut out = String::new();
    for line in text.lines().map(str::trim).filter(|it| !it.is_empty()) {
        let found = READER
            .moments(line, Some(date(issued)))
            .into_iter()
            .map(|it| {
                let start = it.start.map(|it| format!("{it}..")).unwrap_or_default();
                let date = it.date.map(|it| it.to_string()).unwrap_or_default();
                format!(
                    "{} {:?} {start}{date}",
                    line.get(it.bytes.clone()).unwrap(),
                    it.role
                )
            });
        let found: Vec<String> = found.collect();
        writeln!(out, "{}", found.join(" | ")).unwrap();
    }
    expected.assert_eq(&out);
}

#[test]
fn the_built_in_words_are_read() {
    let quantity = include_str!("../../data/rules/quantity.toml");
    let date = include_str!("../../data/rules/date.toml");
    Words::parse(quantity, date).unwrap();
    assert!(units().len() >= 150, "{}", units().len());
}

#[test]
fn values_are_in_the_plain_unit() {
    measures(
        "
        累计投资73.9亿元
        面积4.3平方公里
        企业1.2万家
        外资13688万美元
        装机2653万千瓦
        投资百亿元的项目
        破碎用时15分钟
        成绩152.74分
        年培训1万人次
        年拆解100-150万吨
        规模分别为2、3 GW
        浓度35微克/立方米
        人均5.2万元/人
        能耗0.15吨标准煤/万元
        产出3.2亿元/平方公里
        增长14.3倍
        提高10.4个百分点
        投资3亿5000万元
        投资10个亿
        面积 45 平方公里
        产能20GWh和80GW
        增速-5.2%
        用地1,200.50亩
        工期24个小时。
        增长一倍
        ",
        &expect![[r#"
            73.9亿元 = 7390000000 元
            4.3平方公里 = 4.3 平方公里
            1.2万家 = 12000 家
            13688万美元 = 136880000 美元
            2653万千瓦 = 26530000 千瓦
            百亿元 = 10000000000 元
            15分钟 = 15 分钟
            152.74分 = 152.74 分
            1万人次 = 10000 人次
            100-150万吨 = 1000000..1500000 吨
            2 = 2 GW | 3 GW = 3 GW
            35微克/立方米 = 35 微克/立方米
            5.2万元/人 = 52000 元/人
            0.15吨标准煤/万元 = 0.15 吨标准煤/万元
            3.2亿元/平方公里 = 320000000 元/平方公里
            14.3倍 = 14.3 倍
            10.4个百分点 = 10.4 百分点
            3亿5000万元 = 350000000 元
            10个亿 = 1000000000 元
            45 平方公里 = 45 平方公里
            20GWh = 20 GWh | 80GW = 80 GW
            -5.2% = -5.2 %
            1,200.50亩 = 1200.5 亩
            24个小时 = 24 小时
            一倍 = 1 倍
        "#]],
    );
}

#[test]
#[expect(clippy::too_many_lines, reason = "one table")]
fn comparators_bound_numbers() {
    measures(
        "
        人才超500名
        超百万平方米的载体
        节约费用10多亿元
        岗位近900个
        企业400余家、420余家、300多家、10余个
        占比80%以上
        约90亩
        500家左右
        不少于20家
        不低于98%
        不超过5天
        小于40万
        突破千亿
        过百家
        上百家企业
        近百家
        数十家、几十家、十几家
        20家以上
        税收可达40亿元以上
        达到400亿元
        节约500吨，签约20亿元
        3天以内
        PM2.5浓度≤35微克/立方米
        10元起，
        增长1倍多。
        10家多元化企业
        目前15家
        近半企业
        ",
        &expect![[r#"
            超500名 > 500 名
            超百万平方米 > 1000000 平方米
            10多亿元 > 1000000000 元
            近900个 < 900 个
            400余家 > 400 家 | 420余家 > 420 家 | 300多家 > 300 家 | 10余个 > 10 个
            80%以上 >= 80 %
            约90亩 ~ 90 亩
            500家左右 ~ 500 家
            不少于20家 >= 20 家
            不低于98% >= 98 %
            不超过5天 <= 5 天
            小于40万 < 400000
            突破千亿 > 100000000000
            过百家 > 100 家
            上百家 > 100 家
            近百家 < 100 家

            20家以上 >= 20 家
            40亿元以上 >= 4000000000 元
            400亿元 = 40000000000 元
            500吨 = 500 吨 | 20亿元 = 2000000000 元
            3天以内 <= 3 天
            ≤35微克/立方米 <= 35 微克/立方米
            10元起 >= 10 元
            1倍多 > 1 倍
            10家 = 10 家
            15家 = 15 家
            近半 < 50 %
        "#]],
    );
}

#[test]
fn months_and_hours_are_told_with_their_counter() {
    measures(
        "
        从北京开车过来两个多小时
        用时三个半月建成
        三个季度完成
        10个多功能厅
        3个半导体项目
        ",
        &expect![[r#"
            两个多小时 > 2 小时
            三个半月 = 3.5 个月
            三个季度 = 3 个季度
            10个 = 10 个
            3个 = 3 个
        "#]],
    );
}

#[test]
fn shares_and_doublings_are_percentages() {
    measures(
        "
        超三分之二规上企业
        百分之十二
        近九成
        七成五
        占一半
        过半企业
        实现翻番
        比2013年翻了一番多
        翻两番
        减少一半
        近一半
        三成以上
        百分之九十以上
        千分之三
        ",
        &expect![[r#"
            超三分之二 > 66.67 %
            百分之十二 = 12 %
            近九成 < 90 %
            七成五 = 75 %
            一半 = 50 %
            过半 > 50 %
            翻番 = 100 % +
            翻了一番多 > 100 % +
            翻两番 = 300 % +
            一半 = 50 %
            近一半 < 50 %
            三成以上 >= 30 %
            百分之九十以上 >= 90 %
            千分之三 = 0.3 %
        "#]],
    );
}

#[test]
fn ranges_and_enumerations_share_units() {
    measures(
        "
        建设周期4-5天
        3~5年完成
        续航150-200公里
        五至八家
        5%-8%
        15至20亿元
        8000-1万元
        从5家到20家
        分别为8.8%、6.5%、12.3%、8.5%
        生产线10、20、7条
        分别为1.2、3.4亿元
        54亿元、10亿元
        1、5家企业
        ",
        &expect![[r#"
            4-5天 = 4..5 天
            3~5年 = 3..5 年
            150-200公里 = 150..200 公里
            五至八家 = 5..8 家
            5%-8% = 5..8 %
            15至20亿元 = 1500000000..2000000000 元
            8000-1万元 = 8000..10000 元
            5家 = 5 家 | 20家 = 20 家
            8.8% = 8.8 % | 6.5% = 6.5 % | 12.3% = 12.3 % | 8.5% = 8.5 %
            10 = 10 条 | 20 = 20 条 | 7条 = 7 条
            1.2 = 120000000 元 | 3.4亿元 = 340000000 元
            54亿元 = 5400000000 元 | 10亿元 = 1000000000 元
            5家 = 5 家
        "#]],
    );
}

#[test]
fn chinese_numerals_count() {
    measures(
        "
        七大产业集群
        三大资源回收体系、两大主导产业、四类企业、5条产业链、20多种产品
        二百四十二家企业
        一百二十余家
        两万五千人
        三点五亿元
        三项措施
        廿三个
        3千户、5百万元
        “四大模式”
        十大工程
        ",
        &expect![[r#"
            七大 = 7 大
            三大 = 3 大 | 两大 = 2 大 | 四类 = 4 类 | 5条 = 5 条 | 20多种 > 20 种
            二百四十二家 = 242 家
            一百二十余家 > 120 家
            两万五千人 = 25000 人
            三点五亿元 = 350000000 元
            三项 = 3 项
            廿三个 = 23 个
            3千户 = 3000 户 | 5百万元 = 5000000 元
            四大 = 4 大 “”
            十大 = 10 大
        "#]],
    );
}

#[test]
fn what_measures_nothing_is_left_alone() {
    let text = "
        第3届、第二批、第17位、第十三、第三家
        环发〔2010〕46号
        电话0512-58881234，邮编215600
        24小时云电力监控、7×24小时服务
        世界500强、中国民营企业500强
        “三线一单”要求
        EPR1750MW核电发电机
        移动4/5G、5G基站、A380、COD、SO2、CO2
        Ⅲ类、1号楼、2号、一期、二期项目、一号矿井
        一体化、一批、一系列、一流、一站式、统一、唯一、一窗受理、一网通办
        一辆车、一个项目、一次性
        一带一路、两山、三农、六连冠、十连冠、两连冠
        “一区三园”
        全球前三、前10家、前五名
        千亿级、百亿级产业、万吨级码头、30万吨级航道
        1024*768以上分辨率、1:3、1：3
        排名第1位
        十四五、“十三五”
        09:35
        http://www.example.com/2022/a12.html
        三元前驱体、五大连池、三次产业、十八大以来、十九大精神、五位一体
        四川、九江、万科、十分重视、百度、三亚
        2分公司、3台资企业、5本科
        ";
    for line in text.lines().map(str::trim).filter(|it| !it.is_empty()) {
        assert_eq!(measured(line), "\n", "{line}");
    }
}

#[test]
fn headings_and_list_numbers_are_no_measures() {
    measures(
        "
        2.2本计划投资3541.07万元2.3本
        1. 建设厂房11栋
        (2)引进企业5家
        发行总额(亿)10.00
        投资2.5亿元3家企业
        ",
        &expect![[r#"
            3541.07万元 = 35410700 元
            11栋 = 11 栋
            5家 = 5 家
            (亿)10.00 = 1000000000
            2.5亿元 = 250000000 元 | 3家 = 3 家
        "#]],
    );
}

#[test]
fn spans_that_situate_are_moments() {
    moments(
        "2022-10-18",
        "
        七年来、五年来、二十余年来
        经过20多年积累
        未来5年
        十年间
        近六年平均增速
        16年前落户
        建区20年
        连续两年
        投产后五年内
        近日、目前、近年来
        截至目前
        ",
        &expect![[r#"
            七年来 Period 2015.. | 五年来 Period 2017.. | 二十余年来 Vague 
            经过20多年 Vague 
            未来5年 Vague 
            十年间 Period 2012..
            近六年 Period 2016..
            16年前 Vague 
            建区20年 Vague 
            连续两年 Vague 
            后五年内 Vague 
            近日 Vague  | 目前 Vague  | 近年来 Vague 
            截至目前 Vague 
        "#]],
    );
    measures(
        "七年来引进15家，未来5年，建区20年，近六年，16年前，投产后五年内",
        &expect![[r#"
            15家 = 15 家
        "#]],
    );
}

#[test]
fn dates_are_as_precise_as_written() {
    moments(
        "2022-10-18",
        "
        2022年4月14日，2022-04-14，2022.4.14，2022/4/14
        2014年获批
        2022年1至8月
        2022年1—9月，2022年1-4月，2014年1至7月，2022年1月至9月
        2021年前三季度，2021年一季度，2022年第一季度，2021年上半年，2021年下半年，2021年全年
        2016年底，2016年末，2016年年初
        2022年度评价
        二〇二二年
        2013年至2015年，2019—2021年，2021-2025年
        从2011年到2018年
        2021年7月至2022年6月
        2022年4月14日至16日，2022年4月14-16日
        2022年10月中旬
        2022年前8个月
        年产3万吨，3年，2000万元
        20世纪90年代
        ",
        &expect![[r#"
            2022年4月14日 Point 2022-04-14 | 2022-04-14 Point 2022-04-14 | 2022.4.14 Point 2022-04-14 | 2022/4/14 Point 2022-04-14
            2014年 Point 2014
            2022年1至8月 Period 2022-01..2022-08
            2022年1—9月 Period 2022-01..2022-09 | 2022年1-4月 Period 2022-01..2022-04 | 2014年1至7月 Period 2014-01..2014-07 | 2022年1月至9月 Period 2022-01..2022-09
            2021年前三季度 Period 2021-01..2021-09 | 2021年一季度 Period 2021-01..2021-03 | 2022年第一季度 Period 2022-01..2022-03 | 2021年上半年 Period 2021-01..2021-06 | 2021年下半年 Point 2021 | 2021年全年 Point 2021
            2016年底 Point 2016 | 2016年末 Point 2016 | 2016年年初 Point 2016
            2022年度 Point 2022
            二〇二二年 Point 2022
            2013年至2015年 Period 2013..2015 | 2019—2021年 Period 2019..2021 | 2021-2025年 Period 2021..2025
            2011年 Point 2011 | 2018年 Point 2018
            2021年7月至2022年6月 Period 2021-07..2022-06
            2022年4月14日至16日 Period 2022-04-14..2022-04-16 | 2022年4月14-16日 Period 2022-04-14..2022-04-16
            2022年10月中旬 Point 2022-10
            2022年前8个月 Period 2022-01..2022-08


        "#]],
    );
}

#[test]
fn missing_years_are_completed() {
    moments(
        "2022-10-18",
        "
        4月14日、12月31日
        1—9月，上半年，前8个月
        2021年2月22日验收；3月15日开工。5月1日
        2020年3月开工，同年11月投产，同月，当天，当年
        去年底，今年，上年，前年，去年1-4月
        本月，上月，本月5日
        昨日，今天，当天
        20日，5日，15日内
        1月31日，2022年一季度集中开工。当天签约
        达产后年产值，16年前年产
        一号矿井，3号楼
        第三产业占比较2008年提高
        ",
        &expect![[r#"
            4月14日 Point 2022-04-14 | 12月31日 Point 2022-12-31
            1—9月 Period 2022-01..2022-09 | 上半年 Period 2022-01..2022-06 | 前8个月 Period 2022-01..2022-08
            2021年2月22日 Point 2021-02-22 | 3月15日 Point 2021-03-15 | 5月1日 Point 2022-05-01
            2020年3月 Point 2020-03 | 同年11月 Point 2020-11 | 同月 Point 2020-11 | 当天 Point 2020-11 | 当年 Point 2020
            去年底 Point 2021 | 今年 Point 2022 | 上年 Point 2021 | 前年 Point 2020 | 去年1-4月 Period 2021-01..2021-04
            本月 Point 2022-10 | 上月 Point 2022-09 | 本月5日 Point 2022-10-05
            昨日 Point 2022-10-17 | 今天 Point 2022-10-18 | 当天 Point 2022-10-18
            20日 Point 2022-09-20 | 5日 Point 2022-09-05
            1月31日 Point 2022-01-31 | 2022年一季度 Period 2022-01..2022-03 | 当天 Point 2022-01-31
            16年前 Vague 

            较2008年 Base 2008
        "#]],
    );
}

#[test]
fn a_year_that_is_aimed_at_dates_nothing_else_of_an_undated_text() {
    let dates = |text: &str| -> Vec<Option<String>> {
        let found = READER.moments(text, None).into_iter();
        found.map(|it| it.date.map(|it| it.to_string())).collect()
    };
    let none = || vec![None, Some("2020".to_owned())];
    assert_eq!(dates("3月20日开工。目标是到2020年建成。"), none());
    assert_eq!(dates("3月20日开工。2020年力争建成。"), none());
    let some = vec![Some("2020-03-20".to_owned()), Some("2020".to_owned())];
    assert_eq!(dates("3月20日开工。2020年建成。"), some);
}

#[test]
fn words_around_give_the_role() {
    moments(
        "2022-10-18",
        "
        截至2023年9月
        截至今年6月底
        到2025年
        到2020年底
        力争到“十四五”末
        2025年底前
        2007年以来
        自2014年获批以来
        今年以来
        2021年起
        比2013年翻番
        较2013年增长
        与2012年相比
        比上年增长，较上年同期
        在2020年的基础上
        是2012年的3.5倍
        “十三五”期间
        “十四五”规划
        来自2014年
        增长到2025年
        ",
        &expect![[r#"
            截至2023年9月 Until 2023-09
            截至今年6月底 Until 2022-06
            到2025年 Deadline 2025
            到2020年底 Until 2020
            力争到“十四五”末 Deadline 2025
            2025年底前 Deadline 2025
            2007年以来 Since 2007..
            自2014年 Since 2014.. | 以来 Vague 
            今年以来 Since 2022..
            2021年起 Since 2021..
            比2013年 Base 2013
            较2013年 Base 2013
            与2012年相比 Base 2012
            比上年 Base 2021 | 较上年同期 Base 2021
            2020年的基础上 Base 2020
            2012年 Base 2012
            “十三五”期间 Period 2016..2020

            2014年 Point 2014
            2025年 Point 2025
        "#]],
    );
}

/// Text that is made of what this stage knows, and of what it does not.
fn any_text() -> impl Strategy<Value = String> {
    const PIECES: &str = "1 20 3.5 2022 1,200 年 月 日 - 至 到 、 百 千 万 亿 零 二 十 三 成 分之 元 个 家 % 平方公里 千瓦 超 近 \
        多 余 以上 左右 第 截至 以来 比 去年 同期 底 上半年 “ ” / 前 几 五 翻番 一半 。 A 吨 园区 个月 来 点 ： 〇 廿";
    let piece = prop_oneof![
        4 => prop::sample::select(PIECES.split(' ').collect::<Vec<_>>()).prop_map(str::to_owned),
        1 => prop::sample::select(vec![" ", "\n"]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|it| it.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_text_is_read_in_order_and_quoted(text in any_text()) {
        let (measures, moments) = READER.read(&text, PartialDate::day(2022, 10, 18));
        let mut end = 0;
        for measure in &measures {
            prop_assert!(end <= measure.bytes.start);
            prop_assert!(measure.bytes.start <= measure.number.start && measure.number.end <= measure.bytes.end);
            prop_assert_eq!(text.get(measure.bytes.clone()), Some(measure.quantity.written.as_str()));
            prop_assert!(text.get(measure.number.clone()).is_some());
            prop_assert!(measure.quantity.upper.is_none_or(|it| it > measure.quantity.value));
            end = measure.bytes.end;
        }
        let mut end = 0;
        for moment in &moments {
            prop_assert!(end <= moment.bytes.start && moment.bytes.start < moment.bytes.end);
            prop_assert!(text.get(moment.bytes.clone()).is_some());
            let apart = measures.iter().all(|it| it.number.end <= moment.bytes.start || moment.bytes.end <= it.number.start);
            prop_assert!(apart);
            end = moment.bytes.end;
        }
    }
}
