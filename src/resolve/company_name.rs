//! Which legal name a short name of a company stands for: 奕翔化工 and 奕翔科技 for 重庆奕翔化工科技有限公司.

use crate::lexicon::{Lexicon, Scheme};

/// The fewest characters of a short form that leaves out more than place and legal form.
const SHORT: usize = 3;
/// The most characters of the words for its trade that a short form leaves out.
const TRADE: usize = 10;
/// The most characters in the brackets of a legal name.
const BRACKET: usize = 4;

/// How near a short form is to a legal name; less is nearer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Nearness {
    /// Only the legal form is left out, or one word for the form stands for another: 金川公司 for 金川集团有限公司.
    Form,
    /// The place before it too: 奕翔化工 for 重庆奕翔化工有限公司.
    Place,
    /// Words for its trade too: 重庆奕翔 for 重庆奕翔化工有限公司.
    Trade,
}

/// How a name is a shorter form of a longer one, if it is. A brand of the lexicon is none of what its owner has at a place.
pub(super) fn nearness(lexicon: &Lexicon, short: &str, long: &str) -> Option<Nearness> {
    let (whole, bracket) = without_bracket(lexicon, long);
    let (body, form) = split_form(lexicon, &whole);
    let branded = lexicon.is_named_in(Scheme::Company, short);
    let local = lexicon.is_named_in(Scheme::Place, bracket);
    if local && (branded || !split_form(lexicon, short).1.is_empty()) {
        return None;
    }
    if is_same(lexicon, short, (body, form)) {
        return Some(Nearness::Form);
    }
    let placed = bodies_behind_place(lexicon, body);
    if placed.iter().any(|it| is_same(lexicon, short, (it, form))) {
        return Some(Nearness::Place);
    }
    let legal = lexicon.has_word(lexicon.words("legal_form"), form);
    // 百川智能 is the listed company 唐山百川智能机器股份有限公司, and no one's daughter.
    let listed = lexicon.has_word(lexicon.words("share_form"), form);
    let own = |_: &&str| !branded || listed;
    let mut bodies = placed.iter().copied().filter(own).chain([body]);
    let trade = legal && bodies.any(|it| leaves_out_trade(lexicon, short, it));
    trade.then_some(Nearness::Trade)
}

/// Whether a short name is the body of a name, or the body with a part of its form: 天业集团 for 天业集团有限公司.
fn is_same(lexicon: &Lexicon, short: &str, (body, form): (&str, &str)) -> bool {
    let (stem, part) = split_form(lexicon, short);
    let bare = !lexicon.has_word(lexicon.words("legal_form"), part);
    let partly = || stem == body && bare && form.contains(part) && form != part;
    body.chars().nth(1).is_some() && (short == body || partly())
}

/// Whether a short name is a body without words for its trade at its end, or before the last of them.
fn leaves_out_trade(lexicon: &Lexicon, short: &str, body: &str) -> bool {
    if !split_form(lexicon, short).1.is_empty() {
        return false; // 金川集团 is the mother of 金川集团铜业有限公司
    }
    let long = short.chars().nth(SHORT - 1).is_some();
    let rest = body.strip_prefix(short);
    if rest.is_some_and(|it| is_trade(lexicon, it)) {
        return long;
    }
    let endings = lexicon.words("brand_ending");
    ends(short).any(|at| {
        let (stem, ending) = short.split_at(at);
        let middle = body
            .strip_suffix(ending)
            .and_then(|it| it.strip_prefix(stem));
        let brand = stem.chars().nth(1).is_some() && !lexicon.is_named_in(Scheme::Place, stem);
        brand && lexicon.has_word(endings, ending) && middle.is_some_and(|it| is_trade(lexicon, it))
    })
}

/// Whether words can be those for a company's trade: neither a place nor another form of a company is among them.
fn is_trade(lexicon: &Lexicon, words: &str) -> bool {
    let forms = lexicon.words("company_suffix_legal");
    let plain = words.chars().all(char::is_alphabetic) && words.chars().count() <= TRADE;
    let mut starts = words.char_indices().map(|(at, _)| at);
    let divided = starts.any(|start| {
        let rest = words.get(start..).unwrap_or_default();
        ends(rest).chain([rest.len()]).any(|end| {
            let word = rest.get(..end).unwrap_or_default();
            lexicon.has_word(forms, word) || lexicon.is_named_in(Scheme::Place, word)
        })
    });
    plain && !words.is_empty() && !divided
}

/// A name without its legal form, and the form, the longest that it ends in.
fn split_form<'n>(lexicon: &Lexicon, name: &'n str) -> (&'n str, &'n str) {
    let forms = lexicon.words("company_suffix_legal");
    let at = ends(name).find(|&at| {
        let form = name.get(at..).unwrap_or_default();
        lexicon.has_word(forms, form)
    });
    name.split_at(at.unwrap_or(name.len()))
}

/// What stands behind each place that a name begins with.
pub(super) fn bodies_behind_place<'n>(lexicon: &Lexicon, name: &'n str) -> Vec<&'n str> {
    let splits = ends(name).map(|at| name.split_at(at));
    let placed = splits.filter(|(place, _)| lexicon.is_named_in(Scheme::Place, place));
    placed.map(|(_, rest)| rest).collect()
}

/// A legal name without the place in brackets inside it, and the place: 海粤油脂(洋浦)有限公司. 集团 stays in the name.
fn without_bracket<'n>(lexicon: &Lexicon, name: &'n str) -> (String, &'n str) {
    let forms = lexicon.words("company_suffix_legal");
    let parts = name.split_once('(').and_then(|(before, rest)| {
        let (inner, behind) = rest.split_once(')')?;
        let short = inner.chars().count() <= BRACKET && inner.chars().all(char::is_alphabetic);
        short.then_some((before, inner, behind))
    });
    match parts {
        Some((before, inner, behind)) if lexicon.has_word(forms, inner) => {
            (format!("{before}{inner}{behind}"), "")
        }
        Some((before, inner, behind)) => (format!("{before}{behind}"), inner),
        None => (name.to_owned(), ""),
    }
}

/// The places inside a name between two characters.
fn ends(name: &str) -> impl Iterator<Item = usize> {
    name.char_indices().map(|(at, _)| at).skip(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_name_leaves_out_place_trade_and_form() {
        let lexicon = Lexicon::load(None, None).unwrap();
        let check = |short: &str, long: &str, expected: Option<Nearness>| {
            assert_eq!(nearness(&lexicon, short, long), expected, "{short} {long}");
        };
        let long = "重庆奕翔化工科技有限公司";
        check("重庆奕翔化工科技", long, Some(Nearness::Form));
        check("奕翔化工科技", long, Some(Nearness::Place));
        check("奕翔化工", long, Some(Nearness::Trade));
        check("重庆奕翔", long, Some(Nearness::Trade));
        check("奕翔科技", long, Some(Nearness::Trade));
        check("重庆奕翔科技", long, Some(Nearness::Trade));
        check("奕翔公司", "奕翔集团股份有限公司", Some(Nearness::Form));
        check("奕翔集团", "重庆奕翔(集团)有限公司", Some(Nearness::Place));
        check("海粤油脂", "海粤油脂(洋浦)有限公司", Some(Nearness::Form));
        let listed = "重庆比亚迪汽车股份有限公司";
        check("比亚迪", listed, Some(Nearness::Trade));
    }

    #[test]
    fn a_daughter_is_no_longer_form_of_her_mother() {
        let lexicon = Lexicon::load(None, None).unwrap();
        let check = |short: &str, long: &str| {
            assert_eq!(nearness(&lexicon, short, long), None, "{short} {long}");
        };
        check("奕翔集团", "奕翔集团化工有限公司");
        check("奕翔化工", "奕翔化工重庆科技有限公司");
        check("奕翔有限公司", "奕翔股份有限公司");
        check("奕翔集团", "奕翔(重庆)有限公司");
        check("比亚迪", "比亚迪(重庆)科技有限公司");
        check("比亚迪", "惠州比亚迪电子有限公司");
        check("重庆科技", "重庆奕翔化工科技有限公司");
    }
}
