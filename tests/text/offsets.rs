//! Cleaning gives back what was damaged, and every clean character knows where it came from.
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]
#![expect(clippy::string_slice, reason = "the slices are those under test")]
#![expect(clippy::print_stderr, reason = "a skipped comparison says so")]

use std::path::Path;

use parkgraph::clean::CleanText;
use parkgraph::clean::clean;
use parkgraph::clean::layout;
use parkgraph::clean::simplify;
use parkgraph::model::ContextText;
use parkgraph::model::Metadata;
use parkgraph::source::discover;
use parkgraph::source::read;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// A test must give the same answer twice; other seeds are for those who look for trouble.
const SEED: u64 = 20_220_423;

/// Clean sentences of the genre.
const SENTENCES: [&str; 10] = [
    "2022年4月14日，青杉经济技术开发区顺利通过国家生态工业示范园区评审验收。",
    "园区获评国家级绿色园区、国家首批再制造产业示范基地等荣誉，累计引进企业420余家。",
    "全年实现地区生产总值1,328.5亿元，同比增长8.2%；工业固废综合利用率达98%。",
    "围绕新能源汽车、智能装备等主导产业，集聚了采埃孚(ZF)和一批龙头项目(一期)。",
    "涉VOCs企业全面完成深度治理改造，COD、SO2排放量在创建周期内均减少一半。",
    "“好环境才能引来好项目。”相关负责人表示，下一步将坚持全产业链思维。",
    "项目规划面积150平方公里，年产动力电池10-15GWh，达产后年产值将超360亿元。",
    "自2014年获批创建以来，三分之二以上规上工业企业通过技术改造实现节能降耗！",
    "开发“河长助手”APP，划定9个网格区：东区、西区和南区，每天9:30巡查？",
    "建设国家再制造产业示范基地，形成以汽车零部件为主的绿色生态工业体系。",
];

/// Characters that are written in another way in traditional texts, one for one.
const TRADITIONAL: [(char, char); 60] = [
    ('经', '經'),
    ('济', '濟'),
    ('术', '術'),
    ('开', '開'),
    ('发', '發'),
    ('区', '區'),
    ('顺', '順'),
    ('过', '過'),
    ('国', '國'),
    ('态', '態'),
    ('业', '業'),
    ('园', '園'),
    ('评', '評'),
    ('验', '驗'),
    ('获', '獲'),
    ('级', '級'),
    ('绿', '綠'),
    ('产', '產'),
    ('荣', '榮'),
    ('誉', '譽'),
    ('进', '進'),
    ('实', '實'),
    ('现', '現'),
    ('总', '總'),
    ('亿', '億'),
    ('长', '長'),
    ('综', '綜'),
    ('达', '達'),
    ('围', '圍'),
    ('绕', '繞'),
    ('车', '車'),
    ('装', '裝'),
    ('备', '備'),
    ('导', '導'),
    ('龙', '龍'),
    ('头', '頭'),
    ('项', '項'),
    ('完', '完'),
    ('减', '減'),
    ('环', '環'),
    ('来', '來'),
    ('关', '關'),
    ('负', '負'),
    ('责', '責'),
    ('将', '將'),
    ('链', '鏈'),
    ('规', '規'),
    ('划', '劃'),
    ('积', '積'),
    ('动', '動'),
    ('电', '電'),
    ('后', '後'),
    ('创', '創'),
    ('企', '企'),
    ('节', '節'),
    ('网', '網'),
    ('东', '東'),
    ('时', '時'),
    ('构', '構'),
    ('执', '執'),
];

/// Readings, some of them wrong for any character they may stand behind.
const READINGS: [(&str, &str); 8] = [
    ("chan", "chǎn"),
    ("ye", "yè"),
    ("yuan", "yuán"),
    ("qu", "qū"),
    ("lv", "lǜ"),
    ("hu", "hù"),
    ("zhuang", "zhuāng"),
    ("er", "ér"),
];

/// How a copy was damaged.
#[derive(Clone, Copy, Debug)]
enum Style {
    /// 产(chan)
    Plain,
    /// 产(chan)(chan)
    Doubled,
    /// 产(chǎn)
    Toned,
    /// 产（chǎn）
    Wide,
    /// 产(chan) 业(ye)
    Spaced,
    /// 产(chan4)
    Digit,
    /// No annotations.
    Bare,
}

#[derive(Clone, Debug)]
struct Damage {
    style: Style,
    traditional: bool,
    widths: bool,
    doubled_marks: bool,
    seed: Vec<u8>,
}

fn damage() -> impl Strategy<Value = Damage> {
    use Style::{Bare, Digit, Doubled, Plain, Spaced, Toned, Wide};
    let styles = vec![Plain, Doubled, Toned, Wide, Spaced, Digit, Bare];
    let seed = proptest::collection::vec(any::<u8>(), 400);
    (
        prop::sample::select(styles),
        any::<(bool, bool, bool)>(),
        seed,
    )
        .prop_map(
            |(style, (traditional, widths, doubled_marks), seed)| Damage {
                style,
                traditional,
                widths,
                doubled_marks,
                seed,
            },
        )
}

fn is_han(char: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&char)
}

/// Damages clean text in one manner throughout.
fn spoil(text: &str, damage: &Damage) -> String {
    let mut spoilt = String::new();
    for (index, char) in text.chars().enumerate() {
        let dice = damage.seed[index % damage.seed.len()];
        spoilt.push(spoil_char(char, damage, dice));
        if is_han(char) && dice.is_multiple_of(3) {
            let (plain, toned) = READINGS[usize::from(dice / 3) % READINGS.len()];
            let annotation = match damage.style {
                Style::Plain => format!("({plain})"),
                Style::Doubled => format!("({plain})({plain})"),
                Style::Toned => format!("({toned})"),
                Style::Wide => format!("（{toned}）"),
                Style::Spaced => format!("({plain}) "),
                Style::Digit => format!("({plain}4)"),
                Style::Bare => String::new(),
            };
            spoilt.push_str(&annotation);
        }
        if damage.doubled_marks
            && matches!(char, '，' | '。' | '；' | '、')
            && dice.is_multiple_of(2)
        {
            spoilt.insert(
                spoilt.len() - spoilt.chars().next_back().unwrap().len_utf8(),
                ',',
            );
        }
    }
    spoilt
}

fn spoil_char(char: char, damage: &Damage, dice: u8) -> char {
    if damage.traditional
        && let Some((_, other)) = TRADITIONAL.iter().find(|(it, _)| *it == char)
    {
        return *other;
    }
    match char {
        '0'..='9' | '%' if damage.widths && dice.is_multiple_of(2) => {
            char::from_u32(u32::from(char) + 0xFEE0).unwrap()
        }
        '(' if damage.widths => '（',
        ')' if damage.widths => '）',
        '，' if damage.widths => ',',
        '；' if damage.widths => ';',
        other => other,
    }
}

fn cleaned(text: &str) -> (ContextText, CleanText) {
    let context = ContextText::new(text.to_owned());
    let clean = clean(&context);
    (context, clean)
}

/// Every character's span lies in the text, after the one before, and holds the character.
fn spans_hold(context: &ContextText, clean: &CleanText) {
    let mut before = 0;
    for (byte, char) in clean.text().char_indices() {
        let span = clean.span(byte..byte + char.len_utf8());
        assert!(
            span.start() >= before && span.end() > span.start(),
            "{span} after {before}"
        );
        assert!(span.end() <= context.len(), "{span} past {}", context.len());
        before = span.start();
        let piece = context.slice(span);
        let same = piece.chars().count() != 1
            || !char.is_alphanumeric()
            || piece == "○"
            || clean_piece(piece) == char.to_string()
            || simplify(piece) == char.to_string();
        assert!(same, "{piece:?} became {char:?}");
    }
}

fn clean_piece(piece: &str) -> String {
    clean(&ContextText::new(piece.to_owned())).text().to_owned()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, rng_seed: RngSeed::Fixed(SEED), ..ProptestConfig::default() })]

    #[test]
    fn damage_is_undone(
        order in proptest::collection::vec(0..SENTENCES.len(), 3..8),
        damage in damage(),
    ) {
        let text: Vec<&str> = order.iter().map(|it| SENTENCES[*it]).collect();
        let text = text.join("\n");
        let spoilt = spoil(&text, &damage);
        let (context, clean) = cleaned(&spoilt);
        prop_assert_eq!(clean.text(), text.as_str(), "from {}", spoilt);
        spans_hold(&context, &clean);
        let (_, again) = cleaned(clean.text());
        prop_assert_eq!(again.text(), clean.text());
    }

    #[test]
    fn any_text_is_cleaned(text in "\\PC{0,200}") {
        let (context, clean) = cleaned(&text);
        spans_hold(&context, &clean);
        let (_, again) = cleaned(clean.text());
        prop_assert_eq!(again.text(), clean.text());
    }

    #[test]
    fn any_mixture_is_cleaned(text in "[园產發乾於 ()\\[\\]（）a-gāáüx1-4,，。;：:.\"“”%\t\r\n\u{200B}\u{30C}○—|#-]{0,120}") {
        let (context, clean) = cleaned(&text);
        spans_hold(&context, &clean);
        let (_, again) = cleaned(clean.text());
        prop_assert_eq!(again.text(), clean.text());
        let layout = layout(&clean, &Metadata::default());
        let mut from = 0;
        for block in &layout.blocks {
            prop_assert!(block.bytes.start >= from && block.bytes.end >= block.bytes.start);
            prop_assert!(clean.text().get(block.bytes.clone()).is_some());
            from = block.bytes.end;
        }
    }
}

#[test]
fn whole_names_quote_their_damage() {
    let (context, clean) =
        cleaned("自2014年(nian)獲批(pi)以來,張(zhang)家(jia)(jia)港經開(kai)區(qu)發(fa)展(zhan)");
    let start = clean.text().find("张家港经开区").unwrap();
    let span = clean.span(start..start + "张家港经开区".len());
    assert_eq!(context.slice(span), "張(zhang)家(jia)(jia)港經開(kai)區");
    assert_eq!(&clean.text()[..start], "自2014年获批以来，");
}

#[test]
fn very_long_lines_take_linear_time() {
    let sentence = "張(zhang)家(jia)(jia)港經開(kai)區(qu)產值(zhi)120億(yi)元,,增長(zhang)8%。";
    for text in [
        sentence.repeat(20_000),
        "(".repeat(1_000_000),
        "园(".repeat(500_000),
        " ".repeat(1_000_000),
        "园 ".repeat(500_000),
        ",".repeat(1_000_000),
        "园a".repeat(500_000),
        "\"".repeat(1_000_000),
        "a\u{30C}".repeat(500_000),
        "2022-04".repeat(150_000),
        "来源：".repeat(300_000),
    ] {
        let (_, clean) = cleaned(&text);
        let layout = layout(&clean, &Metadata::default());
        assert!(layout.blocks.len() <= clean.text().len());
    }
}

#[test]
fn documents_leave_no_noise_behind() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/parkbench/docs");
    if !folder.is_dir() {
        eprintln!("skipped: there is no {}", folder.display());
        return;
    }
    let (inputs, errors) = discover(&[folder]);
    assert!(errors.is_empty());
    for document in inputs.iter().flat_map(|input| read(input).documents) {
        let clean = clean(&document.text);
        spans_hold(&document.text, &clean);
        assert_eq!(
            simplify(clean.text()),
            clean.text(),
            "{}",
            document.identifier
        );
        for part in clean.text().split('(').skip(1) {
            let inner = part.split(')').next().unwrap();
            let annotation = inner.chars().all(|it| it.is_lowercase() && !is_han(it));
            assert!(
                inner.is_empty() || !annotation,
                "{}: ({inner})",
                document.identifier
            );
        }
    }
}
