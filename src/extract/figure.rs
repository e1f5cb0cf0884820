//! Which quantities measure something: not those inside names, and not those that say which kind of thing is meant.

use crate::extract::modality::clause_of;
use crate::extract::page::{Bytes, Page};
use crate::lexicon::Hit;
use crate::model::Comparator;
use crate::quantity::{Measure, UnitClass};

/// Not a figure inside a name or a slogan.
pub(super) fn measures_something(page: &Page<'_>, measure: &Measure) -> bool {
    page.name_over(measure.bytes.start).is_none()
        && !measure.quoted
        && !page.is_word("adverbial_times", page.slice(measure.bytes.clone()))
        && !is_threshold(page, measure)
        && !is_size_of_class(page, measure)
        && !is_kind_of_thing(page, measure)
        && page.word_at("not_measured", measure.number.end).is_none()
        && !is_spoken(page, measure)
        && !is_in_town(page, measure)
        && !is_rank(page, measure)
        && !is_one_of(page, measure)
        && !is_far(page, measure)
        && !is_known_set(page, measure)
        && !is_out_of_each(page, measure)
}

/// 三条|主线, 两块|金字招牌: a figure of speech, not a thing that is counted; but 两条|底线网络, 三条|主线道路.
fn is_spoken(page: &Page<'_>, measure: &Measure) -> bool {
    let counts = measure.unit_class == Some(UnitClass::Counter);
    let noun = page.word_at("spoken_noun", measure.number.end);
    let whole = |it: Hit| {
        let sentence = page.sentence_at(it.start);
        let token = sentence.and_then(|at| page.token_over(at, it.end - 1));
        let begins = page.word_at("begins_with_spoken", it.start);
        token.is_none_or(|token| token.bytes.end <= it.end) && begins.is_none()
    };
    counts && noun.is_some_and(whole)
}

/// 八所|镇, 两家|子镇: a numeral in the name of a town; but 八家|港资企业, 八所|乡村学校.
fn is_in_town(page: &Page<'_>, measure: &Measure) -> bool {
    let end = measure.number.end;
    let counter = page.word_ending("town_counter", end).is_some();
    let tail = page.word_at("town_tail", end).is_some() && page.word_at("of_town", end).is_none();
    !has_digits(page, &measure.number) && counter && tail
}

/// Whether a number is written with digits, and not in characters alone.
fn has_digits(page: &Page<'_>, number: &Bytes) -> bool {
    page.slice(number.clone())
        .contains(|it: char| it.is_ascii_digit())
}

/// 每|3辆|新能源汽车就有|1辆|用上它: a share that is told as one out of some.
fn is_out_of_each(page: &Page<'_>, measure: &Measure) -> bool {
    let things = |it: &Measure| {
        matches!(
            it.unit_class,
            Some(UnitClass::Counter | UnitClass::Mass | UnitClass::Kind)
        )
    };
    let each = |it: &Measure| page.word_ending("out_of_each", it.bytes.start).is_some();
    let one = |it: &Measure| page.word_ending("one_of_each", it.bytes.start).is_some();
    if !things(measure) {
        return false;
    }
    if each(measure) {
        let near = |it: &&Measure| it.bytes.start <= measure.bytes.end + COUNTED + COUNTED;
        let next = page.measure_from(measure.bytes.end).filter(near);
        return next.is_some_and(one);
    }
    let Some(sentence) = page
        .sentence_at(measure.bytes.start)
        .filter(|_| one(measure))
    else {
        return false;
    };
    let from = page.sentences[sentence].bytes.start;
    let before = page.measures_in(&(from..measure.bytes.start)).next_back();
    before.is_some_and(|it| each(&page.measures[it]))
}

/// 三个|产业合计贡献213亿元: a numeral that only says how many of those named before are told of together.
pub(super) fn is_told_together(page: &Page<'_>, measure: &Measure) -> bool {
    let counts = matches!(
        measure.unit_class,
        Some(UnitClass::Counter | UnitClass::Kind)
    );
    let Bytes { start, end } = measure.bytes;
    let told = counts && !has_digits(page, &measure.bytes);
    let Some(sentence) = page.sentence_at(start).filter(|_| told) else {
        return false;
    };
    let clause = clause_of(&page.sentences[sentence], start);
    let behind = end..clause.end.min(end + COUNTED);
    let Some(word) = page.words_in("told_together", &behind).next() else {
        return false;
    };
    let others = page
        .measure_from(end)
        .is_some_and(|it| it.bytes.start < word.start);
    let pointed = page.word_ending("these", start).is_some(); // 这三个|数字分别是…
    let verb = page.has_word_in("main_verb", &(end..word.start));
    !others
        && !pointed
        && !verb
        && page
            .measure_from(word.end)
            .is_some_and(|it| it.bytes.start < clause.end)
}

/// How many bytes the noun of what is counted may have: eight characters.
const COUNTED: usize = 24;

/// 这|10家|园区, 92个|项目中|，有66个…: how many there are of what has been told of before.
fn is_known_set(page: &Page<'_>, measure: &Measure) -> bool {
    if measure.unit_class != Some(UnitClass::Counter) {
        return false;
    }
    let Bytes { start, end } = measure.bytes;
    let figures = page.has_word_in("figure_noun", &(end..end + COUNTED)); // 这|三个|数字分别是…
    let pointed = page.word_ending("these", start).is_some() && !figures;
    pointed || is_told_set(page, &measure.bytes)
}

/// 92个|项目中: whether a clause is no more than a number of things and the mark of a set.
fn is_told_set(page: &Page<'_>, measure: &Bytes) -> bool {
    let Bytes { start, end } = *measure;
    let Some(sentence) = page.sentence_at(start) else {
        return false;
    };
    let clause = clause_of(&page.sentences[sentence], start);
    let behind = end..clause.end.min(end + COUNTED);
    let Some(mark) = page.words_in("set_mark", &behind).next() else {
        return false;
    };
    let mut counted = ["area_counted", "park_noun"].iter();
    let noun = counted.any(|it| page.word_ending(it, mark.start).is_some());
    // 92个项目中，有|66个: what is counted of them has no other noun
    let near = |it: &Measure| it.bytes.start <= clause.end + COUNTED;
    let alone = mark.end == clause.end && start == clause.start;
    noun && alone && !page.measure_from(end).is_some_and(near)
}

/// 中国|13个|亿吨级煤炭基地之一: how many there are of which something is one.
fn is_one_of(page: &Page<'_>, measure: &Measure) -> bool {
    let Some(sentence) = page.sentence_at(measure.bytes.start) else {
        return false;
    };
    let clause = clause_of(&page.sentences[sentence], measure.bytes.start);
    let next = page.measure_from(measure.bytes.end);
    let last = next.is_none_or(|it| it.bytes.start >= clause.end);
    measure.unit_class == Some(UnitClass::Counter)
        && last
        && page.word_ending("among_others", clause.end).is_some()
}

/// 距离|4%|的目标还有差距: an aim that is not reached.
fn is_far(page: &Page<'_>, measure: &Measure) -> bool {
    let led = page.word_ending("far_from", measure.bytes.start).is_some();
    let rate = matches!(
        measure.unit_class,
        Some(UnitClass::Percent | UnitClass::Currency)
    );
    led && rate
}

/// 前移|5位, 上升8个|位次: how far something has moved in a ranking.
fn is_rank(page: &Page<'_>, measure: &Measure) -> bool {
    let place = page.is_word("rank_unit", &measure.quantity.unit_text);
    place && page.word_ending("rank_move", measure.bytes.start).is_some()
        || page.word_at("rank_noun", measure.number.end).is_some()
}

/// 12英寸|晶圆, 220千伏|变电站: a size that says which kind of thing it is.
fn is_kind_of_thing(page: &Page<'_>, measure: &Measure) -> bool {
    let joined = page
        .rest(measure.bytes.end)
        .starts_with(char::is_alphabetic);
    measure.unit_class == Some(UnitClass::Other) && joined
}

/// 百亿元|龙头型重大项目, 亿元以上|新开工项目: a round sum or a bound right before a class says which of it are meant.
fn is_size_of_class(page: &Page<'_>, measure: &Measure) -> bool {
    let bounded = matches!(
        measure.quantity.comparator,
        Comparator::AtLeast | Comparator::AtMost
    );
    let end = measure.bytes.end;
    let class = page.words_in("area_counted", &(end..end + COUNTED)).next();
    let noun = class.map(|it| page.slice(end..it.start));
    let plain = |it: &str| it.chars().all(char::is_alphabetic);
    let led = noun.is_some_and(|it| plain(it) && !it.starts_with(page.lexicon.particle()));
    let verbal = class.is_some_and(|it| page.has_word_in("value_verb", &(end..it.start)));
    let sum = measure.unit_class == Some(UnitClass::Currency);
    sum && led && !verbal && (bounded || !has_digits(page, &measure.number))
}

/// 亿元以上|项目74个: a bound that describes what is counted.
fn is_threshold(page: &Page<'_>, measure: &Measure) -> bool {
    let bare = measure.unit_class.is_none(); // 50亿|项目1个
    let has_bound = bare
        || matches!(
            measure.unit_class,
            Some(UnitClass::Currency | UnitClass::Length)
        );
    let counted = page.measure_ending(measure.bytes.start);
    if has_bound && counted.is_some_and(|it| it.unit_class == Some(UnitClass::Counter)) {
        return true; // 11个|亿元以上|项目
    }
    let particle = page.lexicon.particle();
    let described = page.rest(measure.bytes.end).starts_with(particle);
    let class = page.word_at("area_counted", measure.bytes.end + particle.len());
    if has_bound && described && class.is_some() && exceeds(page, measure) {
        return true; // 产值超50亿|的企业|占到全市的三分之一
    }
    let Some(next) = page.measure_from(measure.bytes.end).filter(|_| has_bound) else {
        return false;
    };
    let between = page.slice(measure.bytes.end..next.bytes.start);
    let bounded = matches!(
        measure.quantity.comparator,
        Comparator::AtLeast | Comparator::AtMost
    );
    let above = exceeds(page, measure);
    let described = between.strip_prefix(page.lexicon.particle());
    if described.is_some_and(|it| it.is_empty() || page.is_word("value_verb", it)) {
        return above && next.unit_class == Some(UnitClass::Counter); // 超亿元|的|13个
    }
    let noun = !between.is_empty()
        && between.chars().count() <= 8
        && between.chars().all(char::is_alphabetic)
        && (bounded || described.is_some() || !between.contains(page.lexicon.particle()));
    let range = measure.quantity.upper.is_some(); // 20至50亿元|项目13个
    let open = measure.unit_class != Some(UnitClass::Currency) || above || range;
    noun && open && next.unit_class == Some(UnitClass::Counter)
}

/// 超|100亿元, 过|100亿元: whether a number is one that something is above or below.
fn exceeds(page: &Page<'_>, measure: &Measure) -> bool {
    let passed = page.word_ending("bound_verb", measure.bytes.start);
    measure.quantity.comparator != Comparator::Equal || passed.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::page::tests::on_page;

    fn check(text: &str, expected: &[&str]) {
        on_page(text, |page| {
            let measures = page.measures.iter();
            let real = measures.filter(|it| measures_something(page, it));
            let real: Vec<&str> = real.map(|it| page.slice(it.bytes.clone())).collect();
            assert_eq!(real, expected, "{text}");
        });
    }

    #[test]
    fn a_figure_of_speech_is_no_count() {
        check("守住安全和环保两条红线，把三本账摆在签约之前。", &[]);
        check("新区叫得最响的两块招牌。", &[]);
        check("新建两条生产线。", &["两条"]);
        check("新建三条主线道路。", &["三条"]);
    }

    #[test]
    fn a_sum_before_a_class_says_which_of_it_are_meant() {
        check("引进百亿元龙头型重大项目，观摩亿元以上新开工项目。", &[]);
        check("产值超50亿的企业占到全市的八成。", &["八成"]);
        check(
            "产值突破百亿元，投资5亿元以上。",
            &["突破百亿元", "5亿元以上"],
        );
    }

    #[test]
    fn a_numeral_in_the_name_of_a_town_is_no_count() {
        check("园区设在大安市两家子镇，东至三道湖物流园。", &[]);
        check("辖两个镇。", &["两个"]);
        check("引进八家港资企业，办好八所乡村学校。", &["八家", "八所"]);
    }

    #[test]
    fn one_out_of_some_is_no_count() {
        check("国内每3辆新能源汽车就有1辆用上它。", &[]);
        check(
            "全球每3吨味精就有1吨产自这里，年产味精80万吨。",
            &["80万吨"],
        );
        check("园区有企业3家。", &["3家"]);
    }

    #[test]
    fn a_numeral_that_takes_together_what_was_named_is_no_count() {
        let check = |text: &str, expected: bool| {
            on_page(text, |page| {
                assert_eq!(
                    is_told_together(page, &page.measures[0]),
                    expected,
                    "{text}"
                );
            });
        };
        check("三个产业合计贡献产值213亿元。", true);
        check("12家企业合计实现产值213亿元。", false);
        check("这三个数字分别是1993年的3倍。", false);
    }
}
