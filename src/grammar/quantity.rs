//! One quantity: a number, or a range of two, with what it counts.
//!
//! Reads: `500家`, `20%-80%`, `3-5家`, `百分之八`, `八成`, `三分之二`, `35微克/立方米`, `1.58` where a bound stands beside it, `师生比1:18`.
//! Refuses: a numeral without a classifier (四平台), a number without a unit or a bound (138号), `八成立`.

use rust_decimal::Decimal;

use super::number::{self, Kind, Number};
use super::unit::{self, UnitRead};
use crate::lexicon::{Approx, Bound, Lexicon};
use crate::span::Span;

/// A quantity, with offsets into the text that was scanned.
#[derive(Debug, Clone)]
pub(crate) struct Quantity<'l> {
    /// The number and its unit.
    pub(crate) span: Span,
    /// The same with the words that bound or hedge it: `不少于7个`, `80%以上`.
    pub(crate) outer: Span,
    pub(crate) value: Option<Decimal>,
    pub(crate) high: Option<Decimal>,
    pub(crate) unit: UnitRead<'l>,
    /// The hedge inside the number or behind it, or 约, 近 in front.
    pub(crate) approx: Option<Approx>,
    /// The bound beside it, and whether the word may as well be a hedge (超, 突破).
    pub(crate) bound: Option<Bound>,
    /// Whether the bound is one also of a figure: 以上, 以内, 不少于; but not 低于, 控制在.
    pub(crate) firm: bool,
    /// The hedge that the word of the bound also is: 超, 逾, 突破.
    pub(crate) over: Option<Approx>,
}

impl Quantity<'_> {
    /// Whether a bound stands behind it: 50亿元以上.
    pub(crate) fn is_bounded_behind(&self) -> bool {
        self.bound.is_some() && self.outer.to > self.span.to
    }
}

/// What one more of the last digit of a number is worth, as it is printed in front of `value`: of `5.5%` 0.1, of `10万人` 10000. `None` of a numeral in
/// words.
pub(crate) fn last_digit(printed: &str, value: Decimal) -> Option<Decimal> {
    let digits = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let number: String =
        printed.trim_start_matches(|c: char| !c.is_ascii_digit()).chars().take_while(|c| digits(*c)).filter(|c| *c != ',').collect();
    let number = number.trim_end_matches('.');
    let decimals = number.split_once('.').map_or(0, |(_, behind)| behind.len());
    let power = value.abs().checked_div(number.parse().ok()?)?;
    power.checked_mul(Decimal::try_new(1, u32::try_from(decimals).ok()?).ok()?).map(|worth| worth.normalize())
}

/// A quantity without its surroundings.
pub(super) struct Core<'l> {
    pub(super) len: usize,
    pub(super) value: Option<Decimal>,
    pub(super) high: Option<Decimal>,
    pub(super) unit: UnitRead<'l>,
    pub(super) hedge: Option<Approx>,
    pub(super) kind: Kind,
}

/// Reads a quantity at the start of `text`, its unit included where it has one.
pub(super) fn core<'l>(text: &str, lexicon: &'l Lexicon) -> Option<Core<'l>> {
    if let Some(core) = half(text).or_else(|| worded(text, lexicon)).or_else(|| slashed(text)) {
        return Some(core);
    }
    if let Some(core) = about(text, lexicon) {
        return Some(core);
    }
    let (rest, number) = number::number(text, lexicon)?;
    fraction(text, rest, &number, lexicon).or_else(|| tenths(text, rest, &number, lexicon)).or_else(|| plain(text, rest, &number, lexicon))
}

/// 百分之八, 千分之五.
fn worded<'l>(text: &str, lexicon: &'l Lexicon) -> Option<Core<'l>> {
    for (word, unit) in [("百分之", "%"), ("千分之", "‰")] {
        if let Some(rest) = text.strip_prefix(word) {
            let (mut rest, number) = number::number(rest, lexicon)?;
            let (_, unit) = unit::unit(unit, lexicon)?;
            let mut high = None;
            if let Some((after, above)) = dash(rest).and_then(|after| number::number(after.strip_prefix(word).unwrap_or(after), lexicon)) {
                high = above.value.filter(|above| number.value.is_some_and(|low| low <= *above));
                rest = if high.is_some() { after } else { rest };
            }
            return Some(Core { len: text.len() - rest.len(), value: number.value, high, unit, hedge: number.hedge, kind: Kind::Arabic });
        }
    }
    None
}

/// 三分之二; `rest` stands behind the first of its numbers.
fn fraction<'l>(text: &str, rest: &str, below: &Number, lexicon: &Lexicon) -> Option<Core<'l>> {
    let (rest, above) = number::number(rest.strip_prefix("分之")?, lexicon)?;
    let value = above.value?.checked_div(below.value?)?;
    Some(Core {
        len: text.len() - rest.len(),
        value: Some(value),
        high: None,
        unit: UnitRead::NONE,
        hedge: above.hedge,
        kind: Kind::Fraction,
    })
}

/// 1/4, with nothing behind it that makes it a date or a code.
fn slashed<'l>(text: &str) -> Option<Core<'l>> {
    // Almost no number has a slash behind it.
    behind_digits(text).strip_prefix('/')?;
    let (rest, above) = number::arabic(text).ok()?;
    let (rest, below) = number::arabic(rest.strip_prefix('/')?).ok()?;
    let (above, below) = (above?, below?);
    let free = rest.chars().next().is_none_or(|c| "，,。；;、）)的左以 ".contains(c));
    let part = above > Decimal::ZERO && above < below && below <= Decimal::ONE_HUNDRED;
    (free && part).then(|| Core {
        len: text.len() - rest.len(),
        value: above.checked_div(below),
        high: None,
        unit: UnitRead::NONE,
        hedge: None,
        kind: Kind::Fraction,
    })
}

/// 1.9:1, 师生比1:18: one side is one. `1.9:1` is the number 1.9; `1:18` keeps its turn in the unit, so that neither answers the other.
///
/// Refuses: 3:7, 9:30, and whatever no word for a ratio stands in front of (the scan asks for it).
pub(super) fn ratio<'l>(text: &str) -> Option<Core<'l>> {
    behind_digits(text).strip_prefix([':', '：', '∶'])?;
    let (rest, first) = number::arabic(text).ok()?;
    let (rest, second) = number::arabic(rest.strip_prefix([':', '：', '∶'])?).ok()?;
    if rest.starts_with([':', '：', '∶']) {
        return None;
    }
    let (value, unit) = match (first?, second?) {
        (value, one) if one == Decimal::ONE => (value, UnitRead::NONE),
        (one, value) if one == Decimal::ONE => (value, UnitRead::to_one()),
        _ => return None,
    };
    Some(Core { len: text.len() - rest.len(), value: Some(value), high: None, unit, hedge: None, kind: Kind::Fraction })
}

/// 1 250户, 33 000个: digits in threes, apart by a space, in front of a unit.
pub(super) fn spaced<'l>(text: &str, lexicon: &'l Lexicon) -> Option<Core<'l>> {
    let (rest, value) = number::spaced(text)?;
    // 2 500万元
    let (rest, value) = number::scaled(rest, value, lexicon);
    let (behind, unit) = unit_behind(rest, lexicon);
    unit.unit?;
    Some(Core { len: text.len() - behind.len(), value, high: None, unit, hedge: None, kind: Kind::Arabic })
}

/// 两三个, 二三十万元: from the one to the other, in front of what may be counted so.
fn about<'l>(text: &str, lexicon: &'l Lexicon) -> Option<Core<'l>> {
    let (rest, low, high) = number::about(text, lexicon)?;
    let (len, unit) = unit::unit(rest, lexicon)?;
    let counts = unit.unit.is_some_and(|unit| unit.classifier)
        || matches!(unit.dimension(), "area" | "mu" | "length")
        || unit.dimension().starts_with("money");
    counts.then(|| Core { len: text.len() - rest.len() + len, value: Some(low), high: Some(high), unit, hedge: None, kind: Kind::Numeral })
}

/// 一半.
fn half<'l>(text: &str) -> Option<Core<'l>> {
    let rest = text.strip_prefix("一半")?;
    let free = !rest.starts_with(['是', '在', '来', '时', '会']);
    free.then(|| Core {
        len: "一半".len(),
        value: Some(Decimal::new(5, 1)),
        high: None,
        unit: UnitRead::NONE,
        hedge: None,
        kind: Kind::Fraction,
    })
}

/// 八成, 八成五.
fn tenths<'l>(text: &str, rest: &str, tens: &Number, lexicon: &'l Lexicon) -> Option<Core<'l>> {
    if !(tens.value? <= Decimal::TEN && tens.value? > Decimal::ZERO) {
        return None;
    }
    let rest = rest.strip_prefix('成')?;
    // 八成立, 九成果: another word begins.
    if rest.starts_with([
        '立', '果', '员', '为', '效', '本', '熟', '长', '功', '就', '套', '品', '分', '型', '都', '交', '绩', '人', '渝', '不',
    ]) {
        return None;
    }
    let (rest, ones) = number::numeral(rest, lexicon).map_or((rest, None), |(rest, ones)| (rest, ones.value));
    let value = tens.value?.checked_mul(Decimal::TEN)?.checked_add(ones.unwrap_or_default())?;
    let (_, unit) = unit::unit("%", lexicon)?;
    Some(Core { len: text.len() - rest.len(), value: Some(value), high: None, unit, hedge: tens.hedge, kind: Kind::Arabic })
}

/// What joins the ends of a range.
const DASHES: [char; 11] = ['-', '－', '—', '–', '―', '~', '～', '−', '〜', '至', '到'];

/// A dash between the ends of a range, some of them doubled (——), with at most one space on either side: 2.5% 至 3.5%.
fn dash(text: &str) -> Option<&str> {
    let near = text.strip_prefix(' ').unwrap_or(text);
    let one = near.strip_prefix(DASHES)?;
    let twice = ['—', '―', '-'].into_iter().find(|&dash| near.starts_with(dash));
    let behind = twice.and_then(|dash| one.strip_prefix(dash)).unwrap_or(one);
    Some(behind.strip_prefix(' ').unwrap_or(behind))
}

fn unit_behind<'t, 'l>(text: &'t str, lexicon: &'l Lexicon) -> (&'t str, UnitRead<'l>) {
    let near = text.strip_prefix(' ').unwrap_or(text);
    if let Some((len, unit)) = unit::base(text) {
        return (&text[len..], unit);
    }
    if let Some((len, unit)) = unit_over_lines(near, lexicon) {
        return (&near[len..], unit);
    }
    match unit::unit(near, lexicon) {
        Some((len, unit)) => (&near[len..], unit),
        None => (text, UnitRead::NONE),
    }
}

/// A unit that the end of a line cuts: 提升4个⏎百分点 counts no 个.
fn unit_over_lines<'l>(text: &str, lexicon: &'l Lexicon) -> Option<(usize, UnitRead<'l>)> {
    let from = memchr::memchr2(b'\n', b'\r', &text.as_bytes()[..text.len().min(UNIT * 3)])?;
    let (behind, _) = number::line_break(&text[from..]).ok()?;
    let head = text[..from].trim_end();
    let joined: String = head.chars().chain(behind.chars().take(UNIT)).collect();
    let (len, unit) = unit::unit(&joined, lexicon)?;
    (!head.is_empty() && len > head.len()).then(|| (text.len() - behind.len() + len - head.len(), unit))
}

/// A unit that is cut has no more characters.
const UNIT: usize = 6;

/// What stands behind the digits and their marks.
fn behind_digits(text: &str) -> &str {
    text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '，'))
}

/// A number or a range with its unit.
fn plain<'l>(text: &str, rest: &str, low: &Number, lexicon: &'l Lexicon) -> Option<Core<'l>> {
    let (behind, unit) = unit_behind(rest, lexicon);
    if let Some(core) = range(text, low, &unit, behind, rest, lexicon) {
        return Some(core);
    }
    let countable = match low.kind {
        // 站上两千亿台阶: so large a numeral may stand without a unit, where the scan finds a mark.
        Kind::Numeral => low.value.is_some_and(|v| match unit.unit {
            Some(unit) => unit.classifier || v >= Decimal::ONE_HUNDRED,
            None => v >= Decimal::from(100_000_000),
        }),
        _ => true,
    };
    if !countable {
        return None;
    }
    Some(Core { len: text.len() - behind.len(), value: low.value, high: None, unit, hedge: low.hedge, kind: low.kind })
}

/// Whether a number may be a year.
pub(super) fn is_year_like(value: Decimal) -> bool {
    value.fract().is_zero() && value >= Decimal::from(1900) && value < Decimal::from(2100)
}

/// `20%-80%`, `3-5家`, `6.5至7%`; both ends in the unit of the second.
fn range<'l>(text: &str, low: &Number, unit: &UnitRead<'l>, behind: &str, rest: &str, lexicon: &'l Lexicon) -> Option<Core<'l>> {
    let tail = if unit.unit.is_some() { behind } else { rest };
    let upper = dash(tail)?;
    let (after, high) = number::number(upper, lexicon)?;
    let (behind, second) = unit_behind(after, lexicon);
    second.unit?;
    if unit.unit.is_some() && unit.name != second.name {
        return None;
    }
    let (mut first, last) = (low.value?, high.value?);
    let ends = (&text[..text.len() - rest.len()], &upper[..upper.len() - after.len()]);
    if let Some(scale) = number::shared_scale(ends.0, ends.1)
        && let Some(scaled) = first.checked_mul(scale).filter(|scaled| *scaled <= last)
    {
        first = scaled;
    }
    // 9%~3%, 500-300家 from high to low; but 2023-5家 begins with a year, and 从9%至3% is a change.
    let year = unit.unit.is_none() && is_year_like(first);
    let turned = !tail.trim_start().starts_with(['至', '到']) && !year;
    (first <= last || turned).then(|| Core {
        len: text.len() - behind.len(),
        value: Some(first.min(last)),
        high: Some(first.max(last)),
        unit: second,
        hedge: high.hedge,
        kind: high.kind,
    })
}
