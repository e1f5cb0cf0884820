//! Numerals: Arabic, Chinese and mixed ones become exact decimal numbers.

use crate::model::Decimal;
use crate::quantity::cursor;

/// In which digits a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    /// 242, 1.2万
    Arabic,
    /// 二百四十二
    Chinese,
}

/// A number read from a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Numeral {
    /// The offset behind it.
    pub end: usize,
    /// Without the 万 or 亿 it ends in.
    pub raw: Decimal,
    /// The 万 or 亿 it ends in, or 1.
    pub scale: Decimal,
    pub script: Script,
    /// Whether it has no digit, only a multiplier: 百亿, 万.
    pub bare: bool,
    /// Whether 万 or 亿 stands anywhere in it.
    pub large: bool,
}

impl Numeral {
    /// The number itself.
    pub(super) fn value(&self) -> Option<Decimal> {
        Some(self.raw.checked_mul(self.scale)?.normalize())
    }
}

/// The value of a Chinese digit, formal ones included.
pub(super) fn digit(character: char) -> Option<u32> {
    Some(match character {
        '零' | '〇' | '○' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '贰' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// The value of a multiplier below 万.
fn small(character: char) -> Option<u64> {
    Some(match character {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1000,
        _ => return None,
    })
}

/// The value of 万 or 亿.
fn large(character: char) -> Option<u64> {
    Some(match character {
        '万' => 10_000,
        '亿' => 100_000_000,
        _ => return None,
    })
}

/// The value of any multiplier.
fn multiplier(character: char) -> Option<u64> {
    large(character).or_else(|| small(character))
}

/// Tens written as one character.
fn tens(character: char) -> Option<u64> {
    match character {
        '廿' => Some(2),
        '卅' => Some(3),
        _ => None,
    }
}

/// Whether this is a lone 一, the article of 一个.
pub(super) fn is_article(written: &str) -> bool {
    written == "一"
}

/// Whether this is a lone 零, which begins words (零部件) and counts nothing.
pub(super) fn is_zero(written: &str) -> bool {
    written == "零"
}

/// Whether this is a lone 二: counting says 两, so it numbers something (二次供水).
pub(super) fn is_ordinal_two(written: &str) -> bool {
    written == "二"
}

/// Every character that Chinese numerals are written with.
pub(super) fn characters() -> impl Iterator<Item = char> {
    "零〇○一壹二两贰三叁四肆五伍六陆七柒八捌九玖十拾百佰千仟万亿廿卅".chars()
}

/// Whether a Chinese numeral may begin with this character.
pub(super) fn is_chinese(character: char) -> bool {
    digit(character).is_some() || multiplier(character).is_some() || tens(character).is_some()
}

/// The offset behind the Chinese numeral characters at `at`, whether or not they make a number.
pub(super) fn run_end(text: &str, at: usize) -> usize {
    let run = cursor::rest(text, at);
    at + run.find(|it| !is_chinese(it)).unwrap_or(run.len())
}

/// The number at `at`; `stop` says where a unit begins that a multiplier must not eat (the 千 of 千瓦).
pub(super) fn read(text: &str, at: usize, stop: &dyn Fn(usize) -> bool) -> Option<Numeral> {
    match cursor::next(text, at)? {
        it if it.is_ascii_digit() => arabic(text, at, stop),
        it if is_chinese(it) => chinese(text, at, stop),
        _ => None,
    }
}

/// Digits with thousands separators and a decimal point, without multipliers.
pub(super) fn decimal(text: &str, at: usize) -> Option<(Decimal, usize)> {
    let mut digits = String::new();
    let mut end = take_digits(text, at, &mut digits);
    if digits.len() <= 3 {
        while cursor::rest(text, end).starts_with(',') {
            let mut group = String::new();
            let behind = take_digits(text, end + 1, &mut group);
            if group.len() != 3 {
                break;
            }
            digits.push_str(&group);
            end = behind;
        }
    }
    let leading_zero = digits.len() > 1 && digits.starts_with('0');
    if cursor::rest(text, end).starts_with('.') {
        let mut fraction = String::new();
        let behind = take_digits(text, end + 1, &mut fraction);
        if !fraction.is_empty() {
            digits.push('.');
            digits.push_str(&fraction);
            end = behind;
        }
    }
    if leading_zero || digits.len() > 20 {
        return None;
    }
    Some((digits.parse().ok()?, end))
}

fn take_digits(text: &str, at: usize, digits: &mut String) -> usize {
    let run = cursor::rest(text, at);
    let length = run.bytes().take_while(u8::is_ascii_digit).count();
    digits.push_str(cursor::head(run, length));
    at + length
}

fn arabic(text: &str, at: usize, stop: &dyn Fn(usize) -> bool) -> Option<Numeral> {
    let (mut raw, mut end) = decimal(text, at)?;
    let mut scale = multipliers(text, &mut end, stop);
    let is_large = scale >= Decimal::from(10_000);
    while is_large && let Some((more, mut behind)) = decimal(text, end) {
        let less = multipliers(text, &mut behind, stop); // the 5000万 of 1亿5000万
        if less == Decimal::ONE || less >= scale || more.checked_mul(less)? >= scale {
            break;
        }
        raw = raw
            .checked_mul(scale)?
            .checked_add(more.checked_mul(less)?)?;
        raw = raw.checked_div(less)?;
        scale = less;
        end = behind;
    }
    Some(Numeral {
        end,
        raw,
        scale,
        script: Script::Arabic,
        bare: false,
        large: is_large,
    })
}

/// Reads the multipliers at `end`, moves `end` behind them and gives their product.
pub(super) fn multipliers(text: &str, end: &mut usize, stop: &dyn Fn(usize) -> bool) -> Decimal {
    let mut product = Decimal::ONE;
    let mut at = cursor::skip_blank(text, *end);
    while let Some(character) = cursor::next(text, at) {
        let Some(factor) = multiplier(character).filter(|it| *it > 10 && !stop(at)) else {
            break;
        };
        let Some(larger) = product.checked_mul(Decimal::from(factor)) else {
            break;
        };
        product = larger;
        at += character.len_utf8();
        *end = at;
    }
    product
}

/// What has been read of a Chinese numeral.
#[derive(Default)]
struct Chinese {
    /// The part closed by 万 or 亿.
    total: u64,
    /// The part below 万 that is being read.
    section: u64,
    pending: Option<u64>,
    /// The last multiplier, for 两万五.
    last: u64,
    /// The last 万 or 亿.
    last_large: u64,
    /// The smallest multiplier of the section.
    smallest: u64,
    after_zero: bool,
    bare: bool,
    /// The trailing 万 or 亿.
    scale: u64,
    /// How many characters have been read.
    length: usize,
}

impl Chinese {
    /// Takes one character; `None` when it cannot stand here.
    fn push(&mut self, character: char) -> Option<()> {
        if let Some(value) = digit(character) {
            if self.pending.is_some() {
                return None;
            }
            if value == 0 {
                self.after_zero = true;
            }
            self.pending = (value > 0 || self.length == 0).then_some(u64::from(value));
            self.scale = 1;
        } else if let Some(value) = tens(character) {
            self.section = self.section.checked_add(value * 10)?;
            (self.last, self.smallest, self.scale) = (10, 10, 1);
        } else if let Some(factor) = small(character) {
            self.push_small(factor)?;
        } else {
            self.push_large(large(character)?)?;
        }
        self.length += 1;
        Some(())
    }

    fn push_small(&mut self, factor: u64) -> Option<()> {
        if self.smallest > 0 && factor >= self.smallest {
            return None;
        }
        let count = match self.pending.take() {
            Some(count) => count,
            None if factor == 10 => 1,
            None if self.length == 0 => {
                self.bare = true;
                1
            }
            None => return None,
        };
        self.section = self.section.checked_add(count.checked_mul(factor)?)?;
        (self.last, self.smallest) = (factor, factor);
        (self.scale, self.after_zero) = (1, false);
        Some(())
    }

    fn push_large(&mut self, factor: u64) -> Option<()> {
        self.section = self.section.checked_add(self.pending.take().unwrap_or(0))?;
        if self.length == 0 {
            (self.bare, self.section) = (true, 1);
        }
        let follows_large = self.last_large > 0 && self.section == 0;
        if follows_large || factor > self.last_large && self.total > 0 {
            self.total = self.total.checked_add(self.section)?.checked_mul(factor)?;
            self.scale = if follows_large {
                self.scale.checked_mul(factor)?
            } else {
                factor
            };
        } else {
            self.total = self.total.checked_add(self.section.checked_mul(factor)?)?;
            self.scale = factor;
        }
        (self.section, self.smallest, self.last) = (0, 0, factor);
        (self.after_zero, self.last_large) = (false, factor);
        Some(())
    }

    fn finish(&self) -> Option<u64> {
        let ones = match self.pending {
            Some(count) if self.last >= 100 && !self.after_zero => {
                count.checked_mul(self.last / 10)? // 两万五, 一百二
            }
            Some(count) => count,
            None => 0,
        };
        self.total.checked_add(self.section)?.checked_add(ones)
    }
}

fn chinese(text: &str, at: usize, stop: &dyn Fn(usize) -> bool) -> Option<Numeral> {
    let mut state = Chinese::default();
    let mut end = at;
    while let Some(character) = cursor::next(text, end) {
        if !is_chinese(character) || multiplier(character).is_some() && stop(end) {
            break;
        }
        state.push(character)?;
        end += character.len_utf8();
    }
    if state.length == 0 {
        return None;
    }
    let scale = Decimal::from(state.scale.max(1));
    let mut raw = Decimal::from(state.finish()?).checked_div(scale)?;
    let mut numeral_scale = scale;
    if let Some((fraction, behind)) = chinese_fraction(text, end).filter(|_| scale == Decimal::ONE)
    {
        raw = raw.checked_add(fraction)?;
        end = behind;
        numeral_scale = multipliers(text, &mut end, stop);
    }
    Some(Numeral {
        end,
        raw,
        scale: numeral_scale,
        script: Script::Chinese,
        bare: state.bare,
        large: state.last_large > 0 || numeral_scale >= Decimal::from(10_000),
    })
}

/// The 点五 of 三点五.
fn chinese_fraction(text: &str, at: usize) -> Option<(Decimal, usize)> {
    let digits = cursor::rest(text, at).strip_prefix('点')?;
    let mut end = at + '点'.len_utf8();
    let mut written = String::from("0.");
    for character in digits.chars().take(9) {
        let Some(value) = digit(character) else { break };
        written.push(char::from_digit(value, 10)?);
        end += character.len_utf8();
    }
    (written.len() > 2).then_some((written.parse().ok()?, end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn value(text: &str) -> Option<String> {
        let numeral = read(text, 0, &|_| false)?;
        (numeral.end == text.len()).then(|| numeral.value().unwrap().to_string())
    }

    #[test]
    fn numerals_have_their_value() {
        for (text, expected) in [
            ("二百四十二", "242"),
            ("两万五千", "25000"),
            ("两万五", "25000"),
            ("一百二", "120"),
            ("一百零二", "102"),
            ("三点五", "3.5"),
            ("三点五亿", "350000000"),
            ("十", "10"),
            ("十五", "15"),
            ("廿三", "23"),
            ("百亿", "10000000000"),
            ("万亿", "1000000000000"),
            ("一万二千亿", "1200000000000"),
            ("三亿五千万", "350000000"),
            ("3千", "3000"),
            ("5百万", "5000000"),
            ("1.2万", "12000"),
            ("1,200.5", "1200.5"),
            ("1200.50", "1200.5"),
            ("3亿5000万", "350000000"),
            ("零", "0"),
        ] {
            assert_eq!(value(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn the_list_of_numeral_characters_is_complete() {
        let all = ('\u{0}'..='\u{ffff}').filter(|it| is_chinese(*it));
        let mut listed: Vec<char> = characters().collect();
        listed.sort_unstable();
        assert_eq!(all.collect::<Vec<_>>(), listed);
    }

    #[test]
    fn what_is_no_numeral_is_none() {
        for text in ["十三五", "三四", "007", "千百"] {
            assert_eq!(value(text), None, "{text}");
        }
    }

    #[test]
    fn a_unit_keeps_its_own_multiplier() {
        let text = "2653万千瓦";
        let numeral = read(text, 0, &|at| cursor::rest(text, at).starts_with("千瓦")).unwrap();
        assert_eq!(numeral.value().unwrap(), Decimal::from(26_530_000));
        assert_eq!(cursor::rest(text, numeral.end), "千瓦");
    }

    /// Writes a number the way Chinese says it.
    fn written(value: u64) -> String {
        const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
        let section = |mut rest: u64| {
            let (mut out, mut gap) = (String::new(), false);
            for (factor, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
                let count = usize::try_from(rest / factor).unwrap();
                rest %= factor;
                if count == 0 {
                    gap = !out.is_empty();
                    continue;
                }
                if gap {
                    out.push('零');
                }
                gap = false;
                out.push_str(DIGITS[count]);
                out.push_str(name);
            }
            out
        };
        let (mut out, mut rest) = (String::new(), value);
        for (factor, name) in [(100_000_000, "亿"), (10_000, "万"), (1, "")] {
            let part = rest / factor;
            rest %= factor;
            if part > 0 {
                if !out.is_empty() && part < 1000 {
                    out.push('零');
                }
                out.push_str(&section(part));
                out.push_str(name);
            }
        }
        if out.is_empty() {
            "零".to_owned()
        } else {
            out
        }
    }

    proptest! {
        #[test]
        fn a_written_number_is_read_back(number in 0_u64..1_000_000_000_000) {
            let text = written(number);
            prop_assert_eq!(value(&text), Some(number.to_string()), "{}", text);
        }

        #[test]
        fn an_arabic_number_is_read_back(number in 0_u64..1_000_000_000_000, cents in 0_u32..100) {
            let text = format!("{number}.{cents:02}");
            let exact: Decimal = text.parse().unwrap();
            prop_assert_eq!(value(&text), Some(exact.normalize().to_string()));
        }
    }
}
