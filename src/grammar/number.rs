//! Numbers, Arabic and Chinese.
//!
//! Reads: `500`, `1,200`, `83.05`, `2.4万`, `1800余万`, `5000多亿`, `三千一百二十亿`, `七百八十三点九亿`, `2亿3千万`, `3千5百`, `千亿`, `三四十` (a range).
//! Refuses: `三五` (digits read out), `〇`, what a multiplier would make of 千瓦.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while_m_n, take_while1};
use nom::combinator::{not, opt, peek, recognize, verify};
use nom::multi::many1_count;
use nom::sequence::{preceded, terminated};
use nom::{IResult, Parser};
use rust_decimal::Decimal;

use crate::lexicon::{Approx, Lexicon};

/// A number as it is printed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Number {
    /// Multiplied out; `None` beyond 28 digits.
    pub(super) value: Option<Decimal>,
    /// The hedge inside: 余, 多.
    pub(super) hedge: Option<Approx>,
    pub(super) kind: Kind,
}

/// How a number is written, which decides what may count with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// `500`, `7.5`.
    Arabic,
    /// `2.4万`, `100万`.
    Multiplied,
    /// 三, 二十: a numeral with a digit in it.
    Numeral,
    /// 千亿, 百万: multipliers alone.
    Bare,
    /// 三分之二.
    Fraction,
}

type Read<'t, T> = IResult<&'t str, T, ()>;

fn digits(input: &str) -> Read<'_, &str> {
    take_while1(|c: char| c.is_ascii_digit()).parse(input)
}

/// The three digits of a group. A printed line may end inside it, 1,2⏎00家: a group that comes out at three digits was one.
fn three(input: &str) -> Read<'_, &str> {
    let digit = |input| take_while_m_n(1, 1, |c: char| c.is_ascii_digit()).parse(input);
    let group = recognize((opt(line_break), digit, opt(line_break), digit, opt(line_break), digit));
    terminated(group, not(peek(digits))).parse(input)
}

/// What ends a line.
pub(super) const ENDS: [char; 5] = ['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}'];

/// The end of a line with the white space around it. Behind a form feed something else begins.
pub(super) fn line_break(input: &str) -> Read<'_, &str> {
    let joins = |space: &str| space.contains(ENDS) && space.matches('\n').count() < 2 && !space.contains('\u{c}');
    verify(take_while1(char::is_whitespace), joins).parse(input)
}

/// Digits with thousands separators (`1,200`), or without.
fn whole(input: &str) -> Read<'_, &str> {
    let grouped = recognize((take_while_m_n(1, 3, |c: char| c.is_ascii_digit()), many1_count(preceded(alt((tag(","), tag("，"))), three))));
    alt((grouped, digits)).parse(input)
}

/// `1,200`, `83.05`; the value is `None` where it has more than 28 digits.
pub(super) fn arabic(input: &str) -> Read<'_, Option<Decimal>> {
    let (rest, text) = recognize((whole, opt(preceded(tag("."), digits)))).parse(input)?;
    let apart = |c: char| matches!(c, ',' | '，') || c.is_whitespace();
    let value = if text.contains(apart) { Decimal::from_str_exact(&text.replace(apart, "")) } else { Decimal::from_str_exact(text) };
    Ok((rest, value.ok()))
}

/// `1 250`, `33 000`: digits in threes, apart by spaces. A line that ends inside one may as well end behind the number of a row.
pub(super) fn spaced(input: &str) -> Option<(&str, Option<Decimal>)> {
    input.trim_start_matches(|c: char| c.is_ascii_digit()).chars().next().filter(|c| c.is_whitespace())?;
    let group = preceded(
        alt((tag(" "), tag("\u{a0}"), tag("\u{2009}"), tag("\u{202f}"))),
        terminated(take_while_m_n(3, 3, |c: char| c.is_ascii_digit()), not(peek(digits))),
    );
    let mut grouped = recognize((take_while_m_n(1, 3, |c: char| c.is_ascii_digit()), many1_count(group)));
    let read: Read<'_, &str> = grouped.parse(input);
    let (rest, text) = read.ok()?;
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    (!rest.starts_with('.')).then(|| (rest, Decimal::from_str_exact(&digits).ok()))
}

/// A value with the multipliers that stand behind it.
pub(super) fn scaled<'t>(mut rest: &'t str, mut value: Option<Decimal>, lexicon: &Lexicon) -> (&'t str, Option<Decimal>) {
    while let Some((after, power)) = multiplier(rest, lexicon) {
        (rest, value) = (after, times(value, power));
    }
    (rest, value)
}

/// The power of ten of a multiplier.
fn power(c: char) -> Option<u32> {
    Some(match c {
        '十' => 1,
        '百' => 2,
        '千' => 3,
        '万' => 4,
        '亿' => 8,
        _ => return None,
    })
}

/// What multiplies the second end of a range and the first as well: 3-5万, 七千到九千亿. `None` where the first has it itself.
pub(super) fn shared_scale(first: &str, second: &str) -> Option<Decimal> {
    let tail = |text: &str| text.len() - text.trim_end_matches(['百', '千', '万', '亿']).len();
    let (own, whole) = (&first[first.len() - tail(first)..], &second[second.len() - tail(second)..]);
    let mut scale = whole.strip_prefix(own).filter(|scale| !scale.is_empty())?.chars().filter_map(power);
    scale.try_fold(Decimal::ONE, |scale, power| scale.checked_mul(Decimal::from(10_u64.pow(power))))
}

fn times(value: Option<Decimal>, power: u32) -> Option<Decimal> {
    value?.checked_mul(Decimal::from(10_u64.pow(power)))
}

fn added(a: Option<Decimal>, b: Option<Decimal>) -> Option<Decimal> {
    a?.checked_add(b?)
}

/// A multiplier that is not the beginning of a unit: 万 of 万千瓦, not 千.
fn multiplier<'t>(input: &'t str, lexicon: &Lexicon) -> Option<(&'t str, u32)> {
    let c = input.chars().next()?;
    let power = power(c)?;
    let unit = lexicon.units.prefix(input).is_some_and(|(word, _)| word.len() > c.len_utf8());
    // 百分点, 千分之: not a hundred of something.
    let share = input[c.len_utf8()..].starts_with('分');
    (!unit && !share).then_some((&input[c.len_utf8()..], power))
}

fn hedge<'t>(input: &'t str, multiplied: bool, lexicon: &Lexicon) -> Option<(&'t str, Approx)> {
    let (word, approx) = lexicon.approx_inside.prefix(input)?;
    let approx = (*approx)?;
    // 余杭 is a place; 多年, 多元 are words: a hedge stands before a multiplier or a unit.
    let rest = &input[word.len()..];
    // 1亿多, 13亿多人口: behind a multiplier it needs no unit.
    if multiplied && lexicon.compounds.prefix(input).is_none() {
        return Some((rest, approx));
    }
    let counts = rest.trim_start().chars().next().is_some_and(|c| power(c).is_some()) || super::unit::starts(rest, lexicon);
    counts.then_some((rest, approx))
}

/// 2.3 万公里, 3 万 5,000 人: a multiplier behind a space, in front of a unit or of more digits.
fn apart<'t>(input: &'t str, lexicon: &Lexicon) -> Option<(&'t str, u32)> {
    let (after, power) = multiplier(input.strip_prefix(' ')?, lexicon)?;
    let behind = after.strip_prefix(' ').unwrap_or(after);
    let counts =
        multiplier(after, lexicon).is_some() || behind.starts_with(|c: char| c.is_ascii_digit()) || super::unit::starts(after, lexicon);
    counts.then_some((after, power))
}

/// A smaller part behind a multiplier: 2亿|3千万, 3万|5000.
fn part<'t>(input: &'t str, above: u32, lexicon: &Lexicon) -> Option<(&'t str, Option<Decimal>)> {
    let near = input.strip_prefix(' ').unwrap_or(input);
    let (after, digits) = arabic(near).ok()?;
    let scaled = multiplier(after, lexicon).or_else(|| apart(after, lexicon)).is_some_and(|(_, power)| power < above);
    // 3万5000人, 1万600元: what stands behind 万 without a multiplier; behind a space only with its four digits.
    let least = if near.len() < input.len() { Decimal::ONE_THOUSAND } else { Decimal::ONE_HUNDRED };
    let whole = above == 4 && digits.is_some_and(|value| value >= least && value < Decimal::from(10_000) && value.fract().is_zero());
    // 1百01公里: behind 百 the places are filled up.
    let filled = (2..4).contains(&above) && near.starts_with('0') && near.len() - after.len() == above as usize;
    let counted = (whole || filled) && super::unit::starts(after, lexicon);
    (scaled || counted).then_some((after, digits))
}

/// Arabic digits with what multiplies them: `2.4万`, `1800余万`, `2亿3千万`.
fn multiplied<'t>(input: &'t str, lexicon: &Lexicon) -> Read<'t, Number> {
    let (mut rest, mut value) = arabic(input)?;
    let mut found = None;
    let mut kind = Kind::Arabic;
    // What stands in front of the part that is read, each with its multiplier: 2亿 and 3千 of 2亿3千5百万.
    let mut above: Vec<(Option<Decimal>, u32)> = Vec::new();
    let mut last = 0;
    loop {
        if found.is_none()
            && let Some((after, approx)) = hedge(rest, kind == Kind::Multiplied && last > 3, lexicon)
        {
            found = Some(approx);
            rest = after;
        }
        if let Some((after, power)) = multiplier(rest, lexicon).or_else(|| apart(rest, lexicon)) {
            // 3千5百万: 万 multiplies every smaller part in front of it.
            while let Some((smaller, _)) = above.pop_if(|(_, smaller)| *smaller < power) {
                value = added(value, smaller);
            }
            value = times(value, power);
            kind = Kind::Multiplied;
            last = power;
            rest = after;
        } else if kind == Kind::Multiplied && found.is_none() && last > 1 {
            let Some((after, part)) = part(rest, last, lexicon) else { break };
            above.push((value, last));
            value = part;
            rest = after;
        } else {
            break;
        }
    }
    let value = above.into_iter().fold(value, |value, (part, _)| added(value, part));
    Ok((rest, Number { value, hedge: found, kind }))
}

/// The value of a numeral digit.
fn digit(c: char) -> Option<u32> {
    Some(match c {
        '零' | '〇' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// Whether a character is the digit of a numeral: 三, not 十.
pub(super) fn is_digit(c: char) -> bool {
    digit(c).is_some_and(|d| d > 0)
}

/// Whether a character multiplies a digit in a numeral: 十, 百, 千.
pub(super) fn is_ten(c: char) -> bool {
    power(c).is_some_and(|power| power < 4)
}

/// Whether a number may begin with this character.
pub(super) fn begins(c: char) -> bool {
    c.is_ascii_digit() || digit(c).is_some() || power(c).is_some()
}

/// A Chinese numeral: 三, 二十, 三千一百二十亿, 二十三点三五, 千亿.
pub(super) fn numeral<'t>(input: &'t str, lexicon: &Lexicon) -> Option<(&'t str, Number)> {
    if let Some(pointed) = pointed(input, lexicon) {
        return Some(pointed);
    }
    let mut rest = input;
    // Sums below 10 000, below 10 000 0000, and whole.
    let (mut total, mut section, mut pending) = (Decimal::ZERO, Decimal::ZERO, None::<u32>);
    let (mut counted, mut scaled, mut found) = (false, 0, None);
    // The last multiplier, and whether 零 stood behind it.
    let (mut below, mut filled) = (0, false);
    while let Some(c) = rest.chars().next() {
        if let Some(d) = digit(c) {
            if pending.is_some_and(|p| p > 0) {
                return None;
            }
            pending = Some(d);
            counted |= d > 0;
            filled |= d == 0;
            rest = &rest[c.len_utf8()..];
            continue;
        }
        if found.is_none()
            && scaled > 0
            && let Some((after, approx)) = hedge(rest, false, lexicon)
        {
            found = Some(approx);
            rest = after;
            continue;
        }
        let Some((after, power)) = multiplier(rest, lexicon) else { break };
        (below, filled) = (power, false);
        // 十家 counts by itself; 百家, 千家 do not.
        counted |= power == 1;
        scaled += 1;
        let unit = Decimal::from(10_u64.pow(power));
        if power < 4 {
            // 一千零十: 零 fills a place, it does not multiply.
            section = section.checked_add(unit.checked_mul(Decimal::from(pending.take().filter(|&d| d > 0).unwrap_or(1)))?)?;
        } else {
            section = section.checked_add(Decimal::from(pending.take().unwrap_or(0)))?;
            let below = if power == 8 { std::mem::take(&mut total) } else { Decimal::ZERO };
            let base = below.checked_add(section)?;
            let base = if base.is_zero() { Decimal::ONE } else { base };
            total = total.checked_add(base.checked_mul(unit)?)?;
            section = Decimal::ZERO;
        }
        rest = after;
    }
    if rest.len() == input.len() {
        return None;
    }
    // 三万五 is 35000: behind a multiplier a last digit counts its tenths, unless 零 stands between.
    let last = pending.map_or(Decimal::ZERO, Decimal::from);
    let last = if filled || below < 2 { last } else { last.checked_mul(Decimal::from(10_u64.pow(below - 1)))? };
    let mut value = total.checked_add(section)?.checked_add(last)?;
    // 早上八点二百名: an hour, and a count.
    if let Some((after, fraction)) = decimals(rest)
        && multiplier(after, lexicon).is_none()
    {
        value = value.checked_add(fraction)?;
        rest = after;
    }
    if value.is_zero() {
        return None;
    }
    let kind = if counted { Kind::Numeral } else { Kind::Bare };
    Some((rest, Number { value: Some(value), hedge: found, kind }))
}

/// The characters in front of the point of a decimal in numerals: 七百八十三点九.
const WHOLE: usize = 9;

/// 一点二亿, 七百八十三点九亿: a decimal with a multiplier behind it.
fn pointed<'t>(input: &'t str, lexicon: &Lexicon) -> Option<(&'t str, Number)> {
    let written = |c: char| digit(c).is_some() || power(c).is_some_and(|power| power < 4);
    let (point, _) = input.char_indices().take(WHOLE).find(|&(_, c)| !written(c)).filter(|&(at, c)| at > 0 && c == '点')?;
    let (rest, fraction) = decimals(&input[point..])?;
    let whole = match numeral(&input[..point], lexicon) {
        Some(("", number)) => number.value?,
        // 零点五
        _ => input[..point].chars().all(|c| digit(c) == Some(0)).then_some(Decimal::ZERO)?,
    };
    multiplier(rest, lexicon).filter(|&(_, power)| power >= 4)?;
    let (behind, value) = scaled(rest, whole.checked_add(fraction), lexicon);
    (behind.len() < rest.len()).then_some((behind, Number { value, hedge: None, kind: Kind::Multiplied }))
}

/// 点三五 behind a numeral.
fn decimals(input: &str) -> Option<(&str, Decimal)> {
    let mut rest = input.strip_prefix('点')?;
    let (mut value, mut scale) = (0_i64, 0);
    while let Some(d) = rest.chars().next().and_then(digit) {
        if scale == 9 {
            return None;
        }
        value = value * 10 + i64::from(d);
        scale += 1;
        rest = &rest['一'.len_utf8()..];
    }
    (scale > 0).then(|| (rest, Decimal::new(value, scale)))
}

/// 两三个, 三四十家, 二三十万元: two digits that follow each other, and what multiplies both. The ends of the range.
pub(super) fn about<'t>(input: &'t str, lexicon: &Lexicon) -> Option<(&'t str, Decimal, Decimal)> {
    let mut chars = input.chars();
    let (low, high) = (chars.next().and_then(digit)?, chars.next().and_then(digit)?);
    if low == 0 || high != low + 1 {
        return None;
    }
    let (rest, scale) = scaled(chars.as_str(), Some(Decimal::ONE), lexicon);
    let scale = scale?;
    let goes_on = rest.chars().next().is_some_and(|c| digit(c).is_some());
    (!goes_on).then_some((rest, Decimal::from(low).checked_mul(scale)?, Decimal::from(high).checked_mul(scale)?))
}

/// Any number.
pub(super) fn number<'t>(input: &'t str, lexicon: &Lexicon) -> Option<(&'t str, Number)> {
    multiplied(input, lexicon).ok().or_else(|| numeral(input, lexicon))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::str::FromStr;

    fn value(text: &str) -> Option<(String, &str)> {
        let (rest, number) = number(text, Lexicon::builtin())?;
        Some((number.value?.normalize().to_string(), rest))
    }

    #[test]
    fn reads_every_way_of_writing_a_number() {
        for (text, want) in [
            ("500家", "500"),
            ("1,200件", "1200"),
            ("83.05万平方米", "830500"),
            ("1800余万元", "18000000"),
            ("5000多亿元", "500000000000"),
            ("2.18万亿元", "2180000000000"),
            ("402万千瓦", "4020000"),
            ("三千一百二十亿元", "312000000000"),
            ("二十三点三五", "23.35"),
            ("十二家", "12"),
            ("一百零五家", "105"),
            ("千亿", "100000000000"),
            ("2亿3千万元", "230000000"),
            ("一万二千人", "12000"),
            ("三万五", "35000"),
            ("三万零五", "30005"),
            ("一百二", "120"),
            ("一百二十五", "125"),
            ("一千零十", "1010"),
            ("1万600元", "10600"),
            ("3万5000人", "35000"),
            ("3千5百家", "3500"),
            ("3千5百万元", "35000000"),
            ("2亿3千5百万元", "235000000"),
            ("1万2千亿元", "1200000000000"),
            ("八点二百名", "8"),
        ] {
            assert_eq!(value(text).map(|v| v.0).as_deref(), Some(want), "{text}");
        }
    }

    #[test]
    fn a_part_behind_ten_thousand_has_three_digits_or_four_behind_a_space_four() {
        assert_eq!(value("3万 5,000人"), Some(("35000".to_owned(), "人")));
        for (text, rest) in [("3万50人", "50人"), ("3万12000人", "12000人"), ("3万 500人", " 500人"), ("3余万5000人", "5000人")]
        {
            assert_eq!(value(text), Some(("30000".to_owned(), rest)), "{text}");
        }
    }

    #[test]
    fn refuses_digits_that_are_read_out() {
        for text in ["三五", "二〇二二", "零", "余杭"] {
            assert_eq!(value(text), None, "{text}");
        }
    }

    #[test]
    fn a_number_beyond_28_digits_has_no_value() {
        let (rest, number) = number("123456789012345678901234567890家", Lexicon::builtin()).unwrap();
        assert_eq!((rest, number.value), ("家", None));
    }

    #[test]
    fn separators_group_three_digits_only() {
        assert_eq!(value("10,2000家").unwrap(), ("10".to_owned(), ",2000家"));
        assert_eq!(value("1,234,567元").unwrap(), (Decimal::from_str("1234567").unwrap().to_string(), "元"));
    }

    #[test]
    fn a_group_may_be_cut_by_the_end_of_a_line() {
        for text in ["1,2\n00家", "1,\n200家", "1,2 \r\n  00家", "1,20\r0家", "1,2\u{2028}00家"] {
            assert_eq!(value(text).unwrap(), ("1200".to_owned(), "家"), "{text:?}");
        }
        for (text, whole) in [("1,2\n\n00家", "1"), ("1,2\n000家", "1"), ("12\n00家", "12")] {
            assert_eq!(value(text).unwrap().0, whole, "{text:?}");
        }
    }

    #[test]
    fn yu_of_a_place_is_no_hedge() {
        let (rest, number) = number("3余杭", Lexicon::builtin()).unwrap();
        assert_eq!((rest, number.hedge), ("余杭", None));
    }
}
