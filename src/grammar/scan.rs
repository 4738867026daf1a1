//! Finds the quantities of a text in one pass over the places where a number may begin.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::anchors::Anchors;
use super::mask;
use super::number::{self, Kind};
use super::quantity::{self, Core, Quantity};
use super::unit::UnitRead;
use crate::lexicon::{Approx, Bound, Governs, Lexicon};
use crate::span::Span;
use crate::text::lost;

/// Every quantity of `text`, in order.
pub(crate) fn scan<'l>(text: &str, lexicon: &'l Lexicon) -> Vec<Quantity<'l>> {
    quantities(text, &Anchors::of(text), lexicon)
}

/// Every quantity of `text`, in order.
///
/// Refuses: what stands in a quoted name or matches a name of the lexicon, digits beside letters (5G, PM2.5), numbers without a unit unless
/// a bound stands beside them, and what may be a part of a number only: digits beside a lost character (1�0家), or cut by the end of a line
/// (12⏎00家; but 1,2⏎00家 is whole).
pub(crate) fn quantities<'l>(text: &str, anchors: &Anchors, lexicon: &'l Lexicon) -> Vec<Quantity<'l>> {
    if anchors.numerals.is_empty() {
        return Vec::new();
    }
    let mut names = mask::quoted(text, anchors);
    names.extend(lexicon.names.find(text));
    names.sort_unstable();
    let mut names = names.into_iter().peekable();
    let mut quantities: Vec<Quantity<'l>> = Vec::new();
    let mut behind = 0;
    for &at in &anchors.numerals {
        if at < behind {
            continue;
        }
        while names.next_if(|name| name.to <= at).is_some() {}
        if let Some(name) = names.peek().filter(|name| name.from <= at) {
            behind = name.to;
            continue;
        }
        let low = quantities.last().map_or(0, |q| q.outer.to);
        behind = match read(text, at, low, lexicon) {
            Some(quantity) => {
                let to = quantity.span.to;
                quantities.push(quantity);
                to
            }
            None => at + run(&text[at..]),
        };
    }
    quantities
}

/// So many numerals in a row are no number, and are passed over at once.
const NUMERALS: usize = 24;

/// Length of what is passed over where no quantity could be read: all digits with their marks, or one numeral.
fn run(text: &str) -> usize {
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '，'))).unwrap_or(text.len()).max(1);
    }
    let numerals = text.chars().take_while(|&c| number::begins(c) && !c.is_ascii_digit());
    let (count, len) = numerals.fold((0, 0), |(count, len), c| (count + 1, len + c.len_utf8()));
    if count > NUMERALS { len } else { text.chars().next().map_or(1, char::len_utf8) }
}

fn read<'l>(text: &str, at: usize, low: usize, lexicon: &'l Lexicon) -> Option<Quantity<'l>> {
    let before = &text[..at];
    let previous = before.chars().next_back();
    let digit = text[at..].starts_with(|c: char| c.is_ascii_digit());
    let glued = digit && previous.is_some_and(|c| c.is_ascii_alphanumeric() || c == '.');
    if glued && !ends_in_an_acronym(before) {
        return None;
    }
    if previous.is_some_and(lost) || (digit && continues(before, &text[at..])) {
        return None;
    }
    // 几十家, 数百家: no number is said.
    if !digit && previous.is_some_and(|c| matches!(c, '几' | '数')) && !before.ends_with("总数") {
        return None;
    }
    // 三五百家 says neither three nor five hundred.
    if !digit && previous.is_some_and(number::is_digit) && text[at..].starts_with(number::is_digit) {
        return None;
    }
    // 十二成 ends in no 二成.
    if !digit && previous.is_some_and(number::is_ten) && text[at..].starts_with(number::is_digit) {
        return None;
    }
    // Nor does 五七十家 say ten; but 统一十个标准 does.
    if !digit && before.chars().rev().take(2).filter(|&c| number::is_digit(c)).count() == 2 {
        return None;
    }
    let mut core = quantity::ratio(&text[at..])
        .filter(|_| digit && names_a_ratio(&text[low..at], lexicon))
        // 1 250户, but not the number of a row in front of one.
        .or_else(|| quantity::spaced(&text[at..], lexicon).filter(|_| digit && !before.trim_end().is_empty()))
        .or_else(|| quantity::core(&text[at..], lexicon))?;
    let to = at + core.len;
    // GDP4408.1亿元, but PM2.5浓度, A4纸.
    if glued && !core.unit.dimension().starts_with("money") {
        return None;
    }
    let after = &text[to..];
    // 文化进万家, 百万亩: multipliers alone count only where something marks them as a number (近千家, 突破千亿).
    if core.kind == Kind::Bare && core.hedge.is_none() && !is_marked(&text[low..at], lexicon) && !before.ends_with('上') {
        return None;
    }
    if core.kind == Kind::Numeral && core.unit.dimension() == "times" && names_a_thing(&text[low..at], after, lexicon) {
        return None;
    }
    if core.unit.unit.is_none() && !core.unit.per && !stands_alone(&text[low..at], &core, after, lexicon) {
        return None;
    }
    if core.unit.unit.is_none() && (after.starts_with(lost) || continued(after)) {
        return None;
    }
    if is_period(&core) && !comes_to(&text[low..at], lexicon) {
        return None;
    }
    // 进入前千分之一 is a rank.
    let rank = before.strip_suffix('前').is_some_and(|said| !said.ends_with(['目', '之', '以', '此', '日', '当', '年', '月', '期']));
    if rank && core.unit.dimension() == "share" {
        return None;
    }
    let (at, before) = currency(&mut core, &text[low..at], lexicon).map_or((at, before), |len| (at - len, &text[..at - len]));
    let rate = matches!(core.unit.dimension(), "share" | "point");
    let from = sign(before).filter(|&from| rate || from > low && is_behind_a_noun(&before[..from]) || from == 0).map_or(at, |from| {
        (core.value, core.high) = (core.value.map(|value| -value), core.high.map(|high| -high));
        if let (Some(value), Some(high)) = (core.value, core.high) {
            (core.value, core.high) = (Some(value.min(high)), Some(value.max(high)));
        }
        from
    });
    Some(surround(text, Span::new(from, to), low, core, lexicon))
}

/// GDP, but no A of A4 and no digits.
fn ends_in_an_acronym(before: &str) -> bool {
    before.bytes().rev().take_while(u8::is_ascii_uppercase).count() > 1 && before.ends_with(|c: char| c.is_ascii_uppercase())
}

/// 五倍子: whether 倍 behind a Chinese numeral begins the name of a thing. Nothing in front of it grows or comes to so much, and a noun follows at
/// once; not 三倍于, 两倍多, 十倍以上, 两倍的.
fn names_a_thing(before: &str, after: &str, lexicon: &Lexicon) -> bool {
    let before = before.trim_end();
    let measured = is_marked(before, lexicon)
        || before.ends_with(['的', '是', '了', '于', '以', '翻', '近', '有'])
        || lexicon.verbs.suffix(before).is_some();
    let goes_on =
        after.chars().next().is_some_and(|c| matches!(c, '\u{4e00}'..='\u{9fff}') && !"于以的之多余左上下有增速及和与、是为而".contains(c));
    !measured && goes_on && lexicon.bounds_after.prefix(after).is_none() && lexicon.approx_after.prefix(after).is_none()
}

/// Whether a word for a ratio stands in front of a number, with what may stand between: 师生比达到, 收入比缩小到.
fn names_a_ratio(before: &str, lexicon: &Lexicon) -> bool {
    let mut said = before.trim_end();
    let between = |said: &str| {
        let level = lexicon.verbs.suffix(said).filter(|(_, verb)| verb.governs == Governs::Level).map(|(word, _)| word.len());
        let bound = lexicon.bounds_before.suffix(said).map(|(word, _)| word.len());
        level.max(bound).or_else(|| ["为", "约", "是"].iter().find(|word| said.ends_with(**word)).map(|word| word.len()))
    };
    while let Some(len) = between(said) {
        said = said[..said.len() - len].trim_end();
    }
    said.ends_with('比') || said.ends_with("比例")
}

/// 提高到11年: what a level comes to is a length of time, no period.
fn comes_to(before: &str, lexicon: &Lexicon) -> bool {
    let verb = lexicon.verbs.suffix(before.trim_end()).filter(|(_, verb)| verb.governs == Governs::Level);
    verb.is_some_and(|(word, _)| word.ends_with(['到', '至', '为']))
}

/// 新台币1200亿元: the currency in front of the number, and how many bytes it takes.
fn currency<'l>(core: &mut Core<'l>, before: &str, lexicon: &'l Lexicon) -> Option<usize> {
    if core.unit.dimension() != "money:CNY" {
        return None;
    }
    let trimmed = before.trim_end();
    let (word, unit) = lexicon.units.suffix(trimmed)?;
    if !unit.dimension.starts_with("money:") || &*unit.dimension == "money:CNY" {
        return None;
    }
    core.unit = UnitRead { name: Cow::Borrowed(&unit.name), unit: Some(unit), per: false };
    Some(before.len() - trimmed.len() + word.len())
}

/// Whether digits may be the tail of a number that the end of a line cut: behind digits on the line before (12⏎00家), or a zero and more at the
/// beginning of a line or a cell (00家).
fn continues(before: &str, digits: &str) -> bool {
    let line = before.trim_end();
    let begins = line.is_empty() || before[line.len()..].contains(number::ENDS);
    let number = line.strip_suffix(['.', ',', '，']).unwrap_or(line).ends_with(|c: char| c.is_ascii_digit());
    begins && (number || zeros(digits))
}

fn zeros(digits: &str) -> bool {
    digits.strip_prefix('0').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether a number without a unit goes on behind the end of a line.
fn continued(after: &str) -> bool {
    let rest = after.trim_start();
    rest.starts_with(|c: char| c.is_ascii_digit()) && after[..after.len() - rest.len()].contains(number::ENDS)
}

/// A minus in front of the digits that is no dash between two words.
fn sign(before: &str) -> Option<usize> {
    // 增速为负1.5%, but not 减负5%.
    let negative = ["为负", "是负", "至负", "到负", "增长负", "增速负", "同比负"].into_iter().any(|word| before.ends_with(word));
    if negative {
        return Some(before.len() - '负'.len_utf8());
    }
    let mark = before.chars().next_back().filter(|c| matches!(c, '-' | '－' | '−'))?;
    let from = before.len() - mark.len_utf8();
    let free =
        before[..from].chars().next_back().is_none_or(|c| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '－' | '—' | '%' | ')' | '）')));
    free.then_some(from)
}

/// Whether a minus in front of an amount stands behind the noun that it is of: 净利润-3亿元; but not 5月-7个.
fn is_behind_a_noun(before: &str) -> bool {
    before.chars().next_back().is_some_and(|c| matches!(c, '\u{4e00}'..='\u{9fff}') && !"年月日号季周期批第".contains(c))
}

/// 5年 is a period; 10.8年 and 受教育年限 are lengths.
fn is_period(core: &Core<'_>) -> bool {
    core.unit.dimension() == "year" && core.value.is_none_or(|value| value.fract().is_zero())
}

/// Whether a number counts without a unit: `1.58以内`, `100万以下`, `突破千亿`.
fn stands_alone(before: &str, core: &Core<'_>, after: &str, lexicon: &Lexicon) -> bool {
    let ends = after.chars().next().is_none_or(|c| c.is_whitespace() || "，,。；;、）)！!”及和".contains(c))
        || lexicon.milestones.prefix(after).is_some();
    let marked = is_marked(before, lexicon);
    let bounded = bound_behind(after, lexicon).is_some() || lexicon.approx_after.prefix(after).is_some();
    match core.kind {
        Kind::Fraction => true,
        Kind::Arabic => {
            bounded
                || (marked && ends && core.value.is_some_and(|v| !quantity::is_year_like(v)))
                || (ends && core.value.is_some_and(|v| is_share_of_a_plan(before, v, lexicon)))
        }
        Kind::Multiplied => !after.starts_with(['级', '工']),
        Kind::Numeral => core.value.is_some_and(|v| v >= Decimal::ONE_HUNDRED) && (bounded || (marked && ends)),
        // 突破千亿, 跨过千亿台阶; but not 千亿级, and not 近千 without anything behind.
        Kind::Bare => core.value.is_some_and(|v| v >= Decimal::from(100_000_000)) && marked && !after.starts_with('级'),
    }
}

/// A share in hundredths of twice the whole.
pub(crate) const TWICE: Decimal = Decimal::from_parts(200, 0, 0, false, 0);

/// 占年计划的|58.2, 完成年度计划|92.13, 占年任务|61: a share of a plan whose sign was lost; without 的 only one with decimals, or behind 占 one of no more than
/// twice the plan.
fn is_share_of_a_plan(before: &str, value: Decimal, lexicon: &Lexicon) -> bool {
    let said = before.strip_suffix('的');
    let size = value >= Decimal::ONE && value < Decimal::ONE_THOUSAND;
    let whole = said.is_none() && value.scale() == 0;
    let Some((plan, against)) = lexicon.stated.suffix(said.unwrap_or(before)).filter(|_| size) else { return false };
    let said = said.unwrap_or(before);
    let mut front = &said[..said.len() - plan.len()];
    while let Some((word, ())) = lexicon.planners.suffix(front) {
        front = &front[..front.len() - word.len()];
    }
    let shares = lexicon
        .meets
        .suffix(front)
        .is_some_and(|(word, meets)| meets.share && (word == "占" && (!whole || value <= TWICE) || !whole && word.ends_with("完成")));
    !against.rate && shares
}

/// The bound that a text begins with; none of 内资企业.
fn bound_behind<'t>(text: &'t str, lexicon: &'t Lexicon) -> Option<(&'t str, Bound)> {
    let (word, &bound) = lexicon.bounds_after.prefix(text)?;
    let longer = lexicon.compounds.prefix(text).is_some_and(|(compound, _)| compound.len() > word.len());
    (!longer).then_some((word, bound))
}

/// Whether a bound, a hedge or a verb of level stands in front of a number.
fn is_marked(before: &str, lexicon: &Lexicon) -> bool {
    lexicon.bounds_before.suffix(before).is_some()
        || hedge_before(before, lexicon).is_some()
        || before.ends_with(['至', '到', '为', '达'])
        || lexicon.verbs.suffix(before).is_some_and(|(_, verb)| verb.governs == Governs::Level)
}

/// 约, 近, 超 in front of a number; but not 节约, 附近.
fn hedge_before<'l>(before: &str, lexicon: &'l Lexicon) -> Option<(&'l str, Approx)> {
    let (word, approx) = lexicon.approx_before.suffix(before)?;
    approx.map(|approx| (word, approx))
}

/// Adds the bound and the hedge that stand beside a quantity. Nothing before `low` belongs to it.
fn surround<'l>(text: &str, span: Span, low: usize, core: Core<'l>, lexicon: &'l Lexicon) -> Quantity<'l> {
    let before = text[low..span.from].trim_end();
    let mut outer = span;
    let bound = lexicon.bounds_before.suffix(before);
    let hedge = hedge_before(before, lexicon).filter(|(word, _)| bound.is_none_or(|(longer, _)| longer.len() <= word.len()));
    if let Some(word) = bound.map(|(word, _)| word).into_iter().chain(hedge.map(|(word, _)| word)).max_by_key(|word| word.len()) {
        outer.from = low + before.len() - word.len();
    }
    let mut rest = &text[span.to..];
    let mut behind = None;
    let mut hedge_behind = None;
    if let Some((word, &approx)) = lexicon.approx_after.prefix(rest) {
        hedge_behind = approx;
        rest = &rest[word.len()..];
    }
    if let Some((word, bound)) = bound_behind(rest, lexicon) {
        behind = Some(bound);
        rest = &rest[word.len()..];
    }
    if hedge_behind.is_none()
        && let Some((word, &approx)) = lexicon.approx_after.prefix(rest)
    {
        hedge_behind = approx;
        rest = &rest[word.len()..];
    }
    outer.to = text.len() - rest.len();
    let doubles = bound.is_some() && hedge.is_some();
    let hedge = hedge.map(|(_, approx)| approx);
    Quantity {
        span,
        outer,
        value: core.value.map(|value| value.normalize()),
        high: core.high.map(|value| value.normalize()),
        unit: core.unit,
        approx: core.hedge.or(hedge_behind).or(if doubles { None } else { hedge }),
        firm: behind.is_some() || bound.is_some_and(|(word, _)| word.starts_with('不') && hedge.is_none()),
        bound: behind.or(bound.map(|(_, &bound)| bound)),
        over: if doubles { hedge } else { None },
    }
}

impl Quantity<'_> {
    /// The hedge of a mention or figure, where 超 is one; in a target it is the bound.
    pub(crate) fn hedge(&self) -> Option<Approx> {
        self.approx.or(self.over)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        scan(text, Lexicon::builtin()).iter().map(|q| format!("{} {}", q.value.unwrap_or_default(), q.unit.name)).collect()
    }

    #[test]
    fn a_number_cut_by_the_end_of_a_line_is_whole_or_not_read() {
        assert_eq!(read("新增企业1,2\n00家"), ["1200 家"]);
        assert_eq!(read("新增企业12\n00家"), [""; 0]);
        assert_eq!(read("利润达到12\r\n00家"), [""; 0]);
        assert_eq!(read("00家"), [""; 0]);
        assert_eq!(read("新增\n05家"), [""; 0]);
        // The number of a row, and what is left of a table whose other cells were taken out.
        assert_eq!(read("企业\n1 1\n00家"), [""; 0]);
        assert_eq!(read("新增企业1 250家"), ["1250 家"]);
        assert_eq!(read("新增企业1,2\u{c}\n\u{c}00家"), [""; 0]);
        // What stands on the next line is a number of its own where nothing says otherwise.
        assert_eq!(read("新增企业\n12家,\n0.5万亩"), ["12 家", "5000 亩"]);
    }

    #[test]
    fn digits_beside_a_lost_character_are_no_number() {
        for text in ["1\u{fffd}0家", "\u{e001}50家", "12\u{fffd}家", "2万\u{1}元", "二\u{fffd}百家", "达到12\u{fffd}"] {
            assert_eq!(read(&format!("新增企业{text}")), [""; 0], "{text:?}");
        }
        assert_eq!(read("\u{fffd}新增企业10家\u{fffd}"), ["10 家"]);
    }
}
