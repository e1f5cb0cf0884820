//! Whose a figure is, what it measures and when: small texts of our own, each for one thing that texts do.
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use std::sync::LazyLock;

use expect_test::{Expect, expect};
use parkgraph::lexicon::Lexicon;
use parkgraph::model::{ContextText, Document};
use parkgraph::pipeline::read;
use parkgraph::publish::json::record;
use serde_json::Value;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::load(None, None).unwrap());

/// The figures of a text, each as `subject: label sign value unit change date`.
fn figures(text: &str, expected: &Expect) {
    check(text, expected, |it| {
        let word = |key: &str| it[key].as_str().unwrap_or("-").to_owned();
        let change = match it["change"].as_str() {
            Some("increase") => " +",
            Some("decrease") => " -",
            _ => "",
        };
        let (subject, label) = (word("subject"), word("indicator"));
        let (sign, unit, date) = (word("comparator"), word("unit"), word("date"));
        format!(
            "{subject}: {label} {sign} {}{unit}{change} {date}\n",
            number(&it["value"])
        )
    });
}

/// The periods of the figures of a text, each as `label value unit: beginning to end, base`.
fn periods(text: &str, expected: &Expect) {
    check(text, expected, |it| {
        let word = |key: &str| it[key].as_str().unwrap_or("-").to_owned();
        let (label, unit, base) = (word("indicator"), word("unit"), word("base"));
        let (start, end) = (word("from"), word("date"));
        format!(
            "{label} {}{unit}: {start} to {end}, {base}\n",
            number(&it["value"])
        )
    });
}

fn check(text: &str, expected: &Expect, line: impl Fn(&Value) -> String) {
    let document = Document {
        text: ContextText::new(text.to_owned()),
        ..Document::default()
    };
    let record = record(&read(document, &LEXICON));
    let facts = record["facts"].as_array().unwrap().iter();
    let figures = facts.filter(|it| it["kind"] == "indicator");
    expected.assert_eq(&figures.map(line).collect::<String>());
}

fn number(value: &Value) -> String {
    value.to_string().trim_matches('"').to_owned()
}

#[test]
fn texts_leave_out_the_unit_of_money_and_people() {
    figures(
        "云湖高新区2023年完成投资约13亿，人口达到7万，还成立了5亿产业引导基金。",
        &expect![[r"
            云湖高新技术产业开发区: 投资 ~ 1300000000元 2023
            云湖高新技术产业开发区: 人口 = 70000人 2023
            云湖高新技术产业开发区: 产业引导基金 = 500000000元 2023
        "]],
    );
}

#[test]
fn the_title_of_a_report_dates_what_a_period_brought() {
    figures(
        "云湖高新区2023年1-9月经济运行情况\n\n云湖高新区经济稳中向好。规上工业总产值89.3亿元，同比增长7.2%。规划面积12平方公里。",
        &expect![[r"
            云湖高新技术产业开发区: 规上工业总产值 = 8930000000元 2023-09
            云湖高新技术产业开发区: 规上工业总产值 = 7.2% + 2023-09
            云湖高新技术产业开发区: 规划面积 = 12平方公里 -
        "]],
    );
}

#[test]
fn dates_that_are_listed_date_no_sentence_behind() {
    figures(
        "2023年，云湖高新区生产总值70亿元。一季度、上半年均有项目开工，共21个。第一产业增加值1.5亿元。",
        &expect![[r"
            云湖高新技术产业开发区: 生产总值 = 7000000000元 2023
            云湖高新技术产业开发区: 第一产业增加值 = 150000000元 2023
        "]],
    );
}

#[test]
fn negative_growth_is_a_decrease() {
    figures(
        "云湖高新区2023年税收负增长2.1%。",
        &expect![[r"
            云湖高新技术产业开发区: 税收 = 2.1% - 2023
        "]],
    );
}

#[test]
fn what_somebody_says_measures_and_a_slogan_in_quotation_marks_does_not() {
    figures(
        "云湖锂业有限公司总经理王芳介绍：“今年1至4月，公司产量为2080吨，完成了目标。”\n云湖高新区推进“3大行动”。",
        &expect![[r"
            云湖锂业有限公司: 产量 = 2080吨 -
        "]],
    );
}

#[test]
fn the_speaker_may_be_named_behind_what_he_says() {
    figures(
        "云湖高新区去年产值100亿元。\n“我们完成了2800台订单，产值900万元。”云湖锂业有限公司总经理王芳说。",
        &expect![[r"
            云湖高新技术产业开发区: 产值 = 10000000000元 -
            云湖锂业有限公司: 订单 = 2800台 -
            云湖锂业有限公司: 产值 = 9000000元 -
        "]],
    );
}

#[test]
fn a_list_of_paragraphs_goes_on_with_its_period() {
    figures(
        "2022年，云湖高新区实现生产总值46亿元。\n规模以上工业企业利润5亿元，增长8%；\n工业利税6亿元，增长5%；",
        &expect![[r"
            云湖高新技术产业开发区: 生产总值 = 4600000000元 2022
            云湖高新技术产业开发区: 规模以上工业企业利润 = 500000000元 2022
            云湖高新技术产业开发区: 规模以上工业企业利润 = 8% + 2022
            云湖高新技术产业开发区: 工业利税 = 600000000元 2022
            云湖高新技术产业开发区: 工业利税 = 5% + 2022
        "]],
    );
}

#[test]
fn money_of_the_next_sentence_has_the_period_of_the_one_before() {
    figures(
        "2025年1至7月，云湖综合保税区进出口总额31亿元。其中，进口额15亿元，增长8%。",
        &expect![[r"
            云湖综合保税区: 进出口总额 = 3100000000元 2025-07
            云湖综合保税区: 进口额 = 1500000000元 2025-07
            云湖综合保税区: 进口额 = 8% + 2025-07
        "]],
    );
}

#[test]
fn works_of_the_company_spoken_of_are_its_own() {
    figures(
        "云湖高新区产值100亿元。\n云湖锂业有限公司2020年落户。项目全部达产后，年产值超20亿元。",
        &expect![[r"
            云湖高新技术产业开发区: 产值 = 10000000000元 -
            云湖锂业有限公司: 年产值 > 2000000000元 -
        "]],
    );
}

#[test]
fn what_the_park_builds_has_its_own_figures() {
    figures(
        "云湖高新区规划建设的光电产业园占地8平方公里。\n云湖高新区投资18亿元新建汽车零部件产业园，规划面积5平方公里，建成后可引进企业20家。",
        &expect![[r"
            云湖高新技术产业开发区: 占地 = 8平方公里 -
            汽车零部件产业园: 投资 = 1800000000元 -
            汽车零部件产业园: 规划面积 = 5平方公里 -
            汽车零部件产业园: 企业 = 20家 -
        "]],
    );
}

#[test]
fn a_verb_is_no_label_where_a_noun_follows() {
    figures(
        "云湖高新区的锂业项目全部建成后，可创造近3万人的就业岗位，新设立5000万元的产业引导资金。",
        &expect![[r"
            云湖高新技术产业开发区: 创造 < 30000人 -
            云湖高新技术产业开发区: 产业引导资金 = 50000000元 -
        "]],
    );
}

#[test]
fn a_kind_of_park_points_at_a_park_of_that_kind() {
    figures(
        "云湖高新区持续发展。近日，云湖天山工业园运营中心被授予称号。这样，高新区已有在孵企业660家。",
        &expect![[r"
            云湖高新技术产业开发区: 在孵企业 = 660家 -
        "]],
    );
}

#[test]
fn what_grew_reaches_the_level_behind_it() {
    figures(
        "2014年，云湖高新区工业总产值增长21%，达到83亿元；税金增长15%，达到2亿元，是2005年的21倍。",
        &expect![[r"
            云湖高新技术产业开发区: 工业总产值 = 21% + 2014
            云湖高新技术产业开发区: 工业总产值 = 8300000000元 2014
            云湖高新技术产业开发区: 税金 = 15% + 2014
            云湖高新技术产业开发区: 税金 = 200000000元 2014
            云湖高新技术产业开发区: 税金 = 21倍 2014
        "]],
    );
}

#[test]
fn shares_of_what_was_counted_last_are_told_apart() {
    figures(
        "云湖高新区新设外资企业170家，合同外资77亿元，分别占全市的28%和45%；利润占全市的1/4。",
        &expect![[r"
            云湖高新技术产业开发区: 新设外资企业 = 170家 -
            云湖高新技术产业开发区: 合同外资 = 7700000000元 -
            云湖高新技术产业开发区: 新设外资企业占全市 = 28% -
            云湖高新技术产业开发区: 合同外资占全市 = 45% -
            云湖高新技术产业开发区: 利润占全市 = 25% -
        "]],
    );
}

#[test]
fn the_date_of_an_opening_is_not_that_of_the_figures() {
    figures(
        "云湖锂业有限公司的一期工程2018年12月建成投产，年产碳酸锂1万吨。",
        &expect![[r"
            云湖锂业有限公司: 年产碳酸锂 = 10000吨 -
        "]],
    );
}

#[test]
fn a_plan_dates_the_rates_of_the_next_sentence() {
    figures(
        "到2025年，云湖高新区生产总值突破450亿元。再生水利用率提升至30%，绿化覆盖率达到38%。",
        &expect![[r"
            云湖高新技术产业开发区: 生产总值 > 45000000000元 2025
            云湖高新技术产业开发区: 再生水利用率 = 30% 2025
            云湖高新技术产业开发区: 绿化覆盖率 = 38% 2025
        "]],
    );
}

#[test]
fn a_sentence_of_a_period_leaves_the_projects_before_it() {
    figures(
        "云湖高新区新材料产业成效显著。云湖锂业电池级碳酸锂项目正在推进。全年完成工业产值2亿元。",
        &expect![[r"
            云湖高新技术产业开发区: 工业产值 = 200000000元 -
        "]],
    );
}

#[test]
fn in_a_list_of_numbers_the_nouns_follow() {
    figures(
        "云湖高新区建成后将形成年产90万吨铁合金和72万吨电解铝和30万吨电石的能力，现有在建项目36个。",
        &expect![[r"
            云湖高新技术产业开发区: 铁合金 = 900000吨 -
            云湖高新技术产业开发区: 电解铝 = 720000吨 -
            云湖高新技术产业开发区: 电石的能力 = 300000吨 -
            云湖高新技术产业开发区: 在建项目 = 36个 -
        "]],
    );
}

#[test]
fn companies_of_a_list_have_each_grown() {
    figures(
        "云湖高新区发展很快。云湖锂业有限公司、云湖光电有限公司等9家企业增速超过100%。\n云湖高新区其中50亿项目1个，成立了1亿产业引导基金。",
        &expect![[r"
            云湖高新技术产业开发区: 企业 = 9家 -
            云湖锂业有限公司: 增速 > 100% + -
            云湖光电有限公司: 增速 > 100% + -
            云湖高新技术产业开发区: 50亿项目 = 1个 -
            云湖高新技术产业开发区: 产业引导基金 = 100000000元 -
        "]],
    );
}

#[test]
fn a_project_is_told_of_in_the_next_paragraph() {
    figures(
        "云湖锂业有限公司正在实施电池级碳酸锂生产项目。\n云湖锂业有限公司总经理王芳介绍，项目总投资为7亿元。",
        &expect![[r"
            电池级碳酸锂生产项目: 总投资 = 700000000元 -
        "]],
    );
}

#[test]
fn a_period_has_a_beginning_and_a_change_its_base() {
    periods(
        "2023年1至8月，云湖高新区实现工业总产值80亿元，同比增长5%，较2019年增长1.2倍，环比下降3%；8月，税收1亿元。\
         2018年以来，云湖高新区累计投资30亿元。与2015年相比，出口额增长4倍。",
        &expect![[r"
            工业总产值 8000000000元: 2023-01 to 2023-08, -
            工业总产值 5%: 2023-01 to 2023-08, yearOnYear
            工业总产值 1.2倍: 2023-01 to 2023-08, 2019
            工业总产值 3%: 2023-01 to 2023-08, periodOnPeriod
            税收 100000000元: - to 2023-08, -
            投资 3000000000元: 2018 to -, -
            出口额 4倍: - to -, 2015
        "]],
    );
}

#[test]
fn what_is_measured_against_the_end_of_last_year_is_not_year_on_year() {
    periods(
        "2023年9月末，云湖高新区贷款余额50亿元，较上年末增长8%，比上年同期增长6%。",
        &expect![[r"
            贷款余额 5000000000元: - to 2023-09, -
            贷款余额 8%: - to 2023-09, 2022
            贷款余额 6%: - to 2023-09, yearOnYear
        "]],
    );
}

#[test]
fn numbers_side_by_side_belong_to_the_list_that_was_counted_before_them() {
    figures(
        "2022年，云湖高新区工业总产值、税收收入、出口总额等三大指标，分别完成90亿元、6亿元和12亿元，同比增长8%、5%和11%。",
        &expect![[r"
            云湖高新技术产业开发区: 指标 = 3大 2022
            云湖高新技术产业开发区: 工业总产值 = 9000000000元 2022
            云湖高新技术产业开发区: 税收收入 = 600000000元 2022
            云湖高新技术产业开发区: 出口总额 = 1200000000元 2022
            云湖高新技术产业开发区: 工业总产值 = 8% + 2022
            云湖高新技术产业开发区: 税收收入 = 5% + 2022
            云湖高新技术产业开发区: 出口总额 = 11% + 2022
        "]],
    );
}

#[test]
fn numbers_side_by_side_belong_to_the_periods_before_them() {
    figures(
        "2020、2021、2022年，云湖高新区工业总产值分别为70亿元、80亿元、90亿元。2022年一季度、上半年、前三季度，\
         生产总值增速分别为-4.1%、0.5%、3.2%。2017年至2019年，分别完成税收2亿元、3亿元、4亿元。",
        &expect![[r"
            云湖高新技术产业开发区: 工业总产值 = 7000000000元 2020
            云湖高新技术产业开发区: 工业总产值 = 8000000000元 2021
            云湖高新技术产业开发区: 工业总产值 = 9000000000元 2022
            云湖高新技术产业开发区: 生产总值 = 4.1% - 2022-03
            云湖高新技术产业开发区: 生产总值 = 0.5% + 2022-06
            云湖高新技术产业开发区: 生产总值 = 3.2% + 2022-09
            云湖高新技术产业开发区: 税收 = 200000000元 2017
            云湖高新技术产业开发区: 税收 = 300000000元 2018
            云湖高新技术产业开发区: 税收 = 400000000元 2019
        "]],
    );
}

#[test]
fn money_may_be_less_than_nothing() {
    figures(
        "2022年，云湖高新区规上企业利润总额由3月末的-2.4亿元回升到年末的1.3亿元，亏损企业利润为-0.6亿元。",
        &expect![[r"
            云湖高新技术产业开发区: 规上企业利润总额 = -240000000元 2022-03
            云湖高新技术产业开发区: 规上企业利润总额 = 130000000元 2022
            云湖高新技术产业开发区: 亏损企业利润 = -60000000元 2022
        "]],
    );
}

#[test]
fn a_place_in_a_ranking_is_no_figure() {
    figures(
        "云湖高新区2022年综合考评列全省第3位，前移5位，上升2个位次，工业总产值90亿元。",
        &expect![[r"
            云湖高新技术产业开发区: 工业总产值 = 9000000000元 2022
        "]],
    );
}

#[test]
fn a_date_behind_the_subject_dates_the_sentences_that_follow() {
    figures(
        "发布日期：2023-02-03\n记者获悉，云湖高新区去年实现工业总产值90亿元，增长8%。其中新材料产业30亿元；税收完成6亿元。",
        &expect![[r"
            云湖高新技术产业开发区: 工业总产值 = 9000000000元 2022
            云湖高新技术产业开发区: 工业总产值 = 8% + 2022
            云湖高新技术产业开发区: 新材料产业 = 3000000000元 2022
            云湖高新技术产业开发区: 税收 = 600000000元 2022
        "]],
    );
}

#[test]
fn a_figure_of_another_time_beside_one_does_not_date_what_follows() {
    figures(
        "2022年末，云湖高新区有规上企业42户，2019年同期为29户；实现工业总产值90亿元。",
        &expect![[r"
            云湖高新技术产业开发区: 规上企业 = 42户 2022
            云湖高新技术产业开发区: 规上企业 = 29户 2019
            云湖高新技术产业开发区: 工业总产值 = 9000000000元 2022
        "]],
    );
}

#[test]
fn what_was_refused_is_counted_as_refused() {
    figures(
        "2022年，云湖高新区拒批12个高耗能项目，否决高耗水项目5个。",
        &expect![[r"
            云湖高新技术产业开发区: 拒批高耗能项目 = 12个 2022
            云湖高新技术产业开发区: 否决高耗水项目 = 5个 2022
        "]],
    );
}

#[test]
fn all_of_the_city_is_the_only_city_of_the_page() {
    figures(
        "荣昌县发展良好。一季度，云湖工业园区完成产值3亿元；全县引进项目27个。全县工业园区完成税收2亿元。",
        &expect![[r"
            云湖工业园区: 产值 = 300000000元 -
            荣昌县: 项目 = 27个 -
            荣昌县: 税收 = 200000000元 -
        "]],
    );
}

#[test]
fn the_short_name_of_a_zone_begins_with_no_preposition() {
    figures(
        "云湖经开区运行良好。全市完成税收9亿元，经开区完成产值3亿元。",
        &expect![[r"
            云湖经济技术开发区: 税收 = 900000000元 -
            云湖经济技术开发区: 产值 = 300000000元 -
        "]],
    );
}

#[test]
fn counts_of_what_was_done_are_of_the_period_before_them() {
    figures(
        "2022年前三季度，云湖经开区完成产值3亿元。甲项目等11个重点项目竣工投产；新设外资企业4家。现有企业50家。",
        &expect![[r"
            云湖经济技术开发区: 产值 = 300000000元 2022-09
            云湖经济技术开发区: 重点项目 = 11个 2022-09
            云湖经济技术开发区: 新设外资企业 = 4家 2022-09
            云湖经济技术开发区: 企业 = 50家 -
        "]],
    );
}

#[test]
fn numbers_side_by_side_may_have_verbs_of_their_own() {
    figures(
        "2022年，云湖经开区规上工业用电、用煤、用气分别增长6.9%、增长8.4%、下降4.8%。",
        &expect![[r"
            云湖经济技术开发区: 规上工业用电 = 6.9% + 2022
            云湖经济技术开发区: 用煤 = 8.4% + 2022
            云湖经济技术开发区: 用气 = 4.8% - 2022
        "]],
    );
}

#[test]
fn a_heading_that_repeats_a_figure_states_it_once() {
    figures(
        "云湖经开区一季度运行情况\n\n云湖经开区完成产值3亿元\n\n2022年一季度，云湖经开区完成产值3亿元。",
        &expect![[r"
            云湖经济技术开发区: 产值 = 300000000元 2022-03
        "]],
    );
}

#[test]
fn a_place_does_not_take_the_beginning_of_an_indicator() {
    figures(
        "2022年一季度，绵阳地区生产总值达784亿元。",
        &expect![[r"
        绵阳市: 地区生产总值 = 78400000000元 2022-03
    "]],
    );
}

#[test]
fn a_table_right_behind_another_has_a_head_of_its_own() {
    figures(
        "云湖高新区投资指南\n\n基础设施\t能力\n供水(万吨/日)\t10\n指标\t2014年\t2015年\n税收(亿元)\t13\t15\n",
        &expect![[r"
            云湖高新技术产业开发区: 供水能力 = 100000吨/日 -
            云湖高新技术产业开发区: 税收 = 1300000000元 2014
            云湖高新技术产业开发区: 税收 = 1500000000元 2015
        "]],
    );
}

#[test]
fn months_of_a_chronicle_are_of_the_year_of_their_line() {
    figures(
        "云湖高新区大事记\n\n2015-01-20\n\n1993年\n\n3月，云湖高新区利用外资300万美元。\n\n2003年6月，德阳重工投产。至年底，云湖高新区税收1.2亿元，次年\
         达到1.5亿元。\n\n2008年，云湖高新区产值50亿元。年末企业120家。\n\n2010年12月，云湖高新区产值突破90亿元，当年完成投资20亿元。\n",
        &expect![[r"
            云湖高新技术产业开发区: 利用外资 = 3000000美元 1993-03
            云湖高新技术产业开发区: 税收 = 120000000元 2003
            云湖高新技术产业开发区: 税收 = 150000000元 2004
            云湖高新技术产业开发区: 产值 = 5000000000元 2008
            云湖高新技术产业开发区: 企业 = 120家 2008
            云湖高新技术产业开发区: 产值 > 9000000000元 2010-12
            云湖高新技术产业开发区: 投资 = 2000000000元 2010
        "]],
    );
}

#[test]
fn a_list_of_companies_goes_on_behind_a_remark_in_brackets() {
    figures(
        "甲化工（云湖）、乙石化、丙海工等重点企业2022年产值分别增长5%、11%、37%。",
        &expect![[r"
            甲化工: 重点企业2022年产值 = 5% + 2022
            乙石化: 重点企业2022年产值 = 11% + 2022
            丙海工: 重点企业2022年产值 = 37% + 2022
        "]],
    );
}

#[test]
fn who_is_pointed_at_is_found_in_the_sentence() {
    figures(
        "云湖高新技术产业开发区工业纪实\n\n2022年，云湖高新技术产业开发区产值达90亿元。江海轴承有限公司产值12亿元，旗下江海精工有限公司产值3亿元。\
         甲乙新材料有限公司落户云湖高新区东湖产业园，该园产值8亿元，全区企业达300家。",
        &expect![[r"
            云湖高新技术产业开发区: 产值 = 9000000000元 2022
            云湖高新技术产业开发区: 企业 = 300家 2022
            江海轴承有限公司: 产值 = 1200000000元 2022
            江海精工有限公司: 产值 = 300000000元 2022
            云湖高新区东湖产业园: 产值 = 800000000元 2022
        "]],
    );
}

#[test]
fn what_is_invested_belongs_to_the_project_of_the_next_clause() {
    figures(
        "云湖高新技术产业开发区新闻\n2022-05-06 来源：云湖日报\n\n江海轴承有限公司计划投资8亿元，建设轴承生产线项目，建成后年产值20亿元。",
        &expect![[r"
            轴承生产线项目: 投资 = 800000000元 -
            轴承生产线项目: 年产值 = 2000000000元 -
        "]],
    );
}

#[test]
fn whole_industries_belong_to_the_area() {
    figures(
        "云湖高新技术产业开发区2022年纪实\n\n2022年，云湖高新技术产业开发区产值达90亿元。江海轴承有限公司产值12亿元；光伏产业产值30亿元，新培育瞪羚企业6家。",
        &expect![[r"
            云湖高新技术产业开发区: 产值 = 9000000000元 2022
            云湖高新技术产业开发区: 光伏产业产值 = 3000000000元 2022
            云湖高新技术产业开发区: 新培育瞪羚企业 = 6家 2022
            江海轴承有限公司: 产值 = 1200000000元 2022
        "]],
    );
}

#[test]
fn the_running_year_and_the_year_before_are_those_spoken_of() {
    figures(
        "云湖高新技术产业开发区2019年统计公报\n发布日期：2020-04-16 来源：云湖高新区\n\n2019年，云湖高新技术产业开发区产值达90亿元，新材料由2017年的20亿元增加到31亿元。\
         全年出口额4亿元，高新技术企业由上年的11家增加到19家。\n\n年内完成投资12亿元。",
        &expect![[r"
            云湖高新技术产业开发区: 产值 = 9000000000元 2019
            云湖高新技术产业开发区: 新材料 = 2000000000元 2017
            云湖高新技术产业开发区: 新材料 = 3100000000元 2019
            云湖高新技术产业开发区: 出口额 = 400000000元 2019
            云湖高新技术产业开发区: 高新技术企业 = 11家 2018
            云湖高新技术产业开发区: 高新技术企业 = 19家 2019
            云湖高新技术产业开发区: 投资 = 1200000000元 2020
        "]],
    );
}

#[test]
fn a_year_set_against_the_one_spoken_of_does_not_go_on() {
    figures(
        "2021年，云湖高新区产值达90亿元，而在2016年，这一数字只有30亿元。同年，园区税收6亿元。2022年，园区产值较2017年的45亿元翻一番。",
        &expect![[r"
            云湖高新技术产业开发区: 产值 = 9000000000元 2021
            云湖高新技术产业开发区: 产值 = 3000000000元 2016
            云湖高新技术产业开发区: 税收 = 600000000元 2021
            云湖高新技术产业开发区: 产值 = 4500000000元 2017
            云湖高新技术产业开发区: 产值 = 100% + 2022
        "]],
    );
}

#[test]
fn what_is_there_has_no_date_of_what_happened() {
    figures(
        "云湖高新区2008年获批国家级高新区，现有职工2万人，聚集企业410家。东湖产业园去年9月启用，落户企业35家，全部达产后产值可达30亿元。",
        &expect![[r"
            云湖高新技术产业开发区: 职工 = 20000人 -
            云湖高新技术产业开发区: 企业 = 410家 -
            东湖产业园: 落户企业 = 35家 -
            东湖产业园: 产值 = 3000000000元 -
        "]],
    );
}

#[test]
fn what_is_signed_at_a_gathering_is_of_its_day() {
    figures(
        "云湖高新区项目集中签约\n2022-03-31 来源：云湖日报\n\n3月30日上午，云湖高新区重大项目集中签约活动在园区会展中心举行。活动现场集中签约项目18个，签约总金额23亿元。",
        &expect![[r"
            云湖高新技术产业开发区: 活动现场集中签约项目 = 18个 2022-03-30
            云湖高新技术产业开发区: 签约总金额 = 2300000000元 2022-03-30
        "]],
    );
}

#[test]
fn a_share_and_a_part_are_dated_as_their_whole() {
    figures(
        "2021年，云湖高新区产值达90亿元。煤化工总产能300万吨，其中煤制油40万吨。电池产量由2009年的12万吨提高到2011年的45万吨，占全国的5.3%。",
        &expect![[r"
            云湖高新技术产业开发区: 产值 = 9000000000元 2021
            云湖高新技术产业开发区: 煤化工总产能 = 3000000吨 -
            云湖高新技术产业开发区: 煤制油 = 400000吨 -
            云湖高新技术产业开发区: 电池产量 = 120000吨 2009
            云湖高新技术产业开发区: 电池产量 = 450000吨 2011
            云湖高新技术产业开发区: 电池产量占全国 = 5.3% 2011
        "]],
    );
}

#[test]
fn no_figure_of_a_run_is_lost_and_each_of_a_list_has_its_own() {
    figures(
        "2021年，云湖高新区铅锌产量分别达3万吨和4万吨，增长8%、11%。江海轴承有限公司、河山电缆有限公司等企业产值均超过20亿元。",
        &expect![[r"
            云湖高新技术产业开发区: 铅锌产量 = 30000吨 2021
            云湖高新技术产业开发区: 铅锌产量 = 40000吨 2021
            云湖高新技术产业开发区: 铅锌产量 = 8% + 2021
            云湖高新技术产业开发区: 铅锌产量 = 11% + 2021
            江海轴承有限公司: 产值 > 2000000000元 2021
            河山电缆有限公司: 产值 > 2000000000元 2021
        "]],
    );
}

#[test]
fn what_a_project_has_is_of_the_one_taken_up() {
    figures(
        "云湖高新区项目建设提速。江海轴承集团在滨江新区投资的年产5万套轴承项目获得核准，计划2022年6月开工，建设周期18个月。河山电缆有限公司开建年产3万公里电缆项目，估算投资9亿元。云湖高新区与海东市共建云湖科技园，一期占地1500亩。",
        &expect![[r"
            年产5万套轴承项目: 建设周期 = 18个月 -
            年产3万公里电缆项目: 估算投资 = 900000000元 -
            云湖科技园: 一期占地 = 1500亩 -
        "]],
    );
}

#[test]
fn a_customer_is_not_the_company_that_a_text_speaks_of() {
    figures(
        "云湖高新区引进龙头企业。江海轴承有限公司产品供应河山电缆、东湖重工等品牌客户。\n“上半年我们实现产值4亿元。”公司负责人介绍，公司现有员工600人。支持湖光电子有限公司扩大产能，年产服务器10万台。",
        &expect![[r"
            江海轴承有限公司: 产值 = 400000000元 -
            江海轴承有限公司: 员工 = 600人 -
            湖光电子有限公司: 年产服务器 = 100000台 -
        "]],
    );
}

#[test]
fn what_is_put_in_has_no_date_and_a_level_reached_has() {
    figures(
        "云湖高新区2023年1月发布。2021年6月，江海轴承有限公司与云湖高新区签约，拟投资5亿元，江海持股60%。2006年4月，云湖高新区扩区，规划面积由10平方公里扩大到24平方公里。",
        &expect![[r"
            江海轴承有限公司: 拟投资 = 500000000元 -
            云湖高新技术产业开发区: 江海持股 = 60% -
            云湖高新技术产业开发区: 规划面积 = 10平方公里 -
            云湖高新技术产业开发区: 规划面积 = 24平方公里 2006-04
        "]],
    );
}

#[test]
fn stocks_of_the_next_sentence_are_not_of_the_year_before() {
    figures(
        "2021年，云湖高新区产值达90亿元。园区企业引进江海轴承等下游企业14家，国内市场占有率60%，税收增长8%。其中，规上企业9家。",
        &expect![[r"
            云湖高新技术产业开发区: 产值 = 9000000000元 2021
            云湖高新技术产业开发区: 下游企业 = 14家 -
            云湖高新技术产业开发区: 国内市场占有率 = 60% -
            云湖高新技术产业开发区: 税收 = 8% + 2021
            云湖高新技术产业开发区: 规上企业 = 9家 2021
        "]],
    );
}

#[test]
fn works_have_no_figures_of_an_area() {
    figures(
        "2022年，云湖高新区发展很快。城北再生水厂扩建工程投用，再生水回用率达到63%。",
        &expect![[r"
            云湖高新技术产业开发区: 再生水回用率 = 63% 2022
        "]],
    );
}

#[test]
fn who_is_set_up_or_described_last_has_the_figures_behind() {
    figures(
        "云湖高新区招商提速。1992年11月，江海集团与海东轴承厂合资设立湖光电子有限公司（简称湖光电子），投资总额2380万美元，员工200人。投资3亿元的年产5万套轴承项目、投资5亿元的年产3万公里电缆项目均已开工。云湖高新区现有东湖、西湖两个片区，核心区面积58平方公里。",
        &expect![[r"
            湖光电子有限公司: 投资总额 = 23800000美元 -
            湖光电子有限公司: 员工 = 200人 1992-11
            年产5万套轴承项目: 投资 = 300000000元 -
            年产3万公里电缆项目: 投资 = 500000000元 -
            云湖高新技术产业开发区: 片区 = 2个 -
            云湖高新技术产业开发区: 核心区面积 = 58平方公里 -
        "]],
    );
}

#[test]
fn a_table_of_numbered_rows_is_about_their_second_cells() {
    figures(
        "附件：产业集群名单\n序号\t依托园区\t产业集群\t规划面积（平方公里）\t营业收入（亿元）\n1\t云湖高新技术产业开发区\t轴承\t58\t12\n2\t东湖高新技术产业开发区\t电缆\t11\t20",
        &expect![[r"
            云湖高新技术产业开发区: 规划面积 = 58平方公里 -
            云湖高新技术产业开发区: 营业收入 = 1200000000元 -
            东湖高新技术产业开发区: 规划面积 = 11平方公里 -
            东湖高新技术产业开发区: 营业收入 = 2000000000元 -
        "]],
    );
}
