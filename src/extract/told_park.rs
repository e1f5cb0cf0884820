//! Whether a text tells of a descriptive park as of one: where it lies, how large it is, what it does.

use crate::extract::company::token_at;
use crate::extract::modality::clause_of;
use crate::extract::page::Page;
use crate::extract::segment::Class;
use crate::extract::sentence::Sentence;
use crate::extract::told_project::is_announced;
use crate::lexicon::{Hit, Scheme};

/// Whether the clause before a park says in which place it lies: 津南区境内的|微电子工业区, 设在八鱼镇的|新材料产业园.
pub(super) fn is_located(page: &Page<'_>, start: usize) -> bool {
    let before = page.slice(0..start).strip_suffix(page.lexicon.particle());
    let Some(end) = before.map(str::len) else {
        return false;
    };
    let Some(sentence) = page.sentence_at(start) else {
        return false;
    };
    let clause = clause_of(&page.sentences[sentence], end);
    let before = clause.start..end;
    let place = |it: Hit| {
        it.end <= end
            && (page.is_in(Scheme::Place, it) || page.is_word("place_head", page.written(it)))
    };
    page.has_word_in("located_word", &before) && page.hits_in(before).any(place)
}

/// Whether a park begins its clause and what only a park does or has follows: 学府园区|集聚企业千家, 新能源小镇|规划面积3平方公里.
pub(super) fn is_subject(page: &Page<'_>, start: usize, head: Hit) -> bool {
    let Some(sentence) = page.sentence_at(start) else {
        return false;
    };
    let clause = clause_of(&page.sentences[sentence], start);
    let begins = clause.start == start || page.moment_ending(start).is_some();
    let mark = page.rest(head.end).chars().next();
    let mark = mark
        .filter(|it| matches!(it, '，'))
        .map_or(0, char::len_utf8);
    let does = |list: &str, at: usize| page.word_at(list, at).is_some();
    let is_one = does("copula", head.end) && page.word_ending("part_end", clause.end).is_some();
    begins && (does("park_predicate", head.end) || does("own_label", head.end + mark) || is_one)
}

/// Whether a park of plain words is told of as one that opens (5月，|智能制造产业园|开园), or as a part of a zone (园区|智能制造产业园|的).
pub(super) fn is_opened(page: &Page<'_>, start: usize, head: Hit) -> bool {
    let sentence = page.sentence_at(start).map(|it| &page.sentences[it]);
    let begins = sentence.is_some_and(|it| clause_of(it, start).start == start)
        || page.moment_ending(start).is_some();
    let opens = page.word_at("park_opens", head.end).is_some();
    let zone = page.word_ending("zone_lead", start).is_some();
    let within = page.word_ending("located_word", start).is_some();
    let owns = page.rest(head.end).starts_with(page.lexicon.particle());
    begins && opens || (zone || within) && (owns || opens)
}

/// Whether a park of plain words begins its clause and is given a title: 精细化工园|2022年被|评为, 铜产业循环经济基地|入列.
pub(super) fn is_honored(page: &Page<'_>, start: usize, head: Hit) -> bool {
    let Some(sentence) = page.sentence_at(start) else {
        return false;
    };
    let clause = clause_of(&page.sentences[sentence], start);
    let begins = clause.start == start || page.moment_ending(start).is_some();
    let levelled = page.word_at("honor_level", start).is_some();
    let moment = page.moment_at(head.end);
    let at = moment.map_or(head.end, |it| page.moments[it].bytes.end);
    let passive = page.word_at("passive_mark", at).is_some();
    let behind = at..clause.end;
    let given = page.word_at("confer_sure", at).is_some()
        || passive && page.has_word_in("named_as", &behind);
    begins && !levelled && given
}

/// Whether something is done in a park: 在|材料产业合作园|已投资, 在|煤化工园区|开工.
pub(super) fn is_scene(page: &Page<'_>, start: usize, head: Hit) -> bool {
    let within = page.word_ending("locative_mark", start);
    let adverb = token_at(page, head.end).filter(|it| it.class == Class::Adverb);
    let at = adverb.map_or(head.end, |it| it.bytes.end);
    let done =
        within.is_some_and(|it| page.stands_alone(it)) && page.word_at("scene_verb", at).is_some();
    done || is_inside(page, start, head)
}

/// 木材加工片区|里|，某木业…: whether a clause says nothing else than that what follows is inside a park.
fn is_inside(page: &Page<'_>, start: usize, head: Hit) -> bool {
    let sentence = page.sentence_at(start).map(|it| &page.sentences[it]);
    let clause = sentence.map(|it| clause_of(it, start));
    let within = page.word_at("scene_end", head.end);
    clause.is_some_and(|it| it.start == start && within.is_some_and(|word| word.end == it.end))
}

/// |粮油加工区|集聚了…: whether a park that only the trade names which is done there is told of as one.
pub(super) fn is_park_of_trade(page: &Page<'_>, start: usize, head: Hit) -> bool {
    let mut trades = page.hits_at(start);
    let trade = trades.any(|it| {
        let long = page.written(it).chars().count() >= TRADE;
        long && it.end < head.end && page.is_in(Scheme::Industry, it)
    });
    trade && is_subject(page, start, head)
}

/// How long a trade is at least, in characters, that names a park by itself.
const TRADE: usize = 4;
/// 3个项目集中开工：|某产业园|占地260亩: whether a park that is no zone stands in a row of counted projects.
pub(super) fn is_announced_park(
    page: &Page<'_>,
    sentence: &Sentence,
    start: usize,
    head: Hit,
) -> bool {
    let zone = page.word_ending("zone_head", head.end).is_some();
    let mut told = ["own_label", "invest_word"].iter();
    let told = told.any(|it| page.word_at(it, head.end).is_some());
    !zone && told && is_announced(page, sentence, start)
}

#[cfg(test)]
mod tests {
    use crate::extract::page::tests::check_parks;

    #[test]
    fn a_park_that_its_trade_names_gathers_companies() {
        check_parks("粮油加工区集聚了一批企业。", &["粮油加工区"]);
        check_parks("各地的粮油加工区很忙。", &[]);
    }

    #[test]
    fn a_descriptive_park_of_which_the_place_is_told_is_one() {
        check_parks("江宁区境内的光电子工业区很忙。", &["光电子工业区"]);
        check_parks("各地的工业区很忙。", &[]);
    }

    #[test]
    fn a_descriptive_park_that_holds_or_covers_something_is_one() {
        check_parks("学府园区集聚企业千家。", &["学府园区"]);
        check_parks("人们说学府园区。", &[]);
    }

    #[test]
    fn a_park_of_plain_words_that_opens_is_one() {
        check_parks("2018年8月，智能制造产业园开园。", &["智能制造产业园"]);
        check_parks("企业租下园区智能制造产业园的厂房。", &["智能制造产业园"]);
        check_parks("各地建设智能制造产业园的热情很高。", &[]);
    }

    #[test]
    fn a_park_of_plain_words_that_is_given_a_title_is_one() {
        check_parks(
            "2011年，铜产业循环经济基地入列国家“城市矿产”示范基地。",
            &["铜产业循环经济基地"],
        );
        check_parks("精细化工园2022年被认定为省级化工园区。", &["精细化工园"]);
        check_parks("省级特色产业园获评优秀。", &[]);
    }

    #[test]
    fn where_something_was_built_is_a_park() {
        check_parks(
            "公司在材料国际产业合作园已累计投资3亿元。",
            &["材料国际产业合作园"],
        );
        check_parks("木材加工片区里，企业很忙。", &["木材加工片区"]);
    }
}
