//! The stretch of time that a figure covers.
//!
//! Reads: `1-5月`, `截至5月底`, `截至6月23日`, `上半年`, `一季度`, `前三季度`, `半年度`, `6月份`, `截至目前`; of several years `过去五年`, `三年来`,
//! `“十三五”期间`, `本届政府以来`.
//! Refuses: the date of one event (`6月17日举办`, `于6月份完工`), a year alone.

use memchr::memmem::find_iter;
use nom::branch::alt;
use nom::bytes::complete::{tag, take_while_m_n};
use nom::combinator::{map, map_res, opt, peek, recognize, value, verify};
use nom::sequence::{preceded, terminated};
use nom::{IResult, Parser};

use super::anchors::{Anchor, Anchors};
use crate::span::Span;

/// A period, of one year by its months; a date ends it inside its last month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Period {
    pub(crate) span: Span,
    pub(crate) year: Option<u16>,
    /// First and last month, both included; `None` for 目前 and the like.
    pub(crate) months: Option<(u8, u8)>,
    /// Whether it is longer than a year.
    pub(crate) several: bool,
    /// The last day, where a date is given.
    pub(crate) day: Option<u8>,
}

impl Period {
    /// Whether it is a month by itself: 6月份.
    pub(crate) fn is_one_month(&self) -> bool {
        self.length() == Some(1)
    }

    /// How many months it covers.
    pub(crate) fn length(&self) -> Option<u8> {
        self.months.map(|(from, to)| to - from + 1)
    }
}

type Read<'t, T> = IResult<&'t str, T, ()>;

#[derive(Debug, Clone, Copy)]
struct Body {
    year: Option<u16>,
    months: Option<(u8, u8)>,
    several: bool,
    day: Option<u8>,
}

const fn months(from: u8, to: u8) -> Body {
    Body { year: None, months: Some((from, to)), several: false, day: None }
}

fn small(input: &str) -> Read<'_, u8> {
    map_res(take_while_m_n(1, 2, |c: char| c.is_ascii_digit()), str::parse).parse(input)
}

fn month(input: &str) -> Read<'_, u8> {
    let (rest, month) = small(input)?;
    if (1..=12).contains(&month) { Ok((rest, month)) } else { Err(nom::Err::Error(())) }
}

fn year(input: &str) -> Read<'_, u16> {
    terminated(map_res(take_while_m_n(4, 4, |c: char| c.is_ascii_digit()), str::parse), alt((tag("年"), tag(" 年")))).parse(input)
}

fn dash(input: &str) -> Read<'_, &str> {
    alt((tag("-"), tag("－"), tag("—"), tag("–"), tag("~"), tag("～"), tag("至"), tag("到"))).parse(input)
}

/// 1-5月, 1至5月份
fn span_of_months(input: &str) -> Read<'_, Body> {
    let (rest, (from, _, _, to, _)) = (month, opt(tag("月")), dash, month, tag("月")).parse(input)?;
    if from > to {
        return Err(nom::Err::Error(()));
    }
    let (rest, _) = opt(tag("份")).parse(rest)?;
    Ok((rest, months(from, to)))
}

/// 5月底, 6月23日, 8月
fn until(input: &str) -> Read<'_, Body> {
    let (rest, to) = terminated(month, alt((tag("月份"), tag("月")))).parse(input)?;
    let day = terminated(small, alt((tag("日"), tag("号"))));
    let (rest, day) = alt((
        map(day, Some),
        value(None, alt((tag("底"), tag("末")))),
        value(Some(10), tag("上旬")),
        value(Some(5), tag("初")),
        value(Some(20), tag("中旬")),
        value(None, tag("下旬")),
    ))
    .parse(rest)
    .unwrap_or((rest, None));
    let day = day.filter(|day| (1..=31).contains(day));
    Ok((rest, Body { day, ..months(1, to) }))
}

fn named(input: &str) -> Read<'_, Body> {
    alt((
        value(months(1, 9), alt((tag("前三季度"), tag("前3季度")))),
        value(months(1, 6), alt((tag("上半年"), tag("半年度"), tag("半年来")))),
        value(months(7, 12), tag("下半年")),
        value(months(1, 12), alt((tag("全年"), tag("年度完成"), tag("年终")))),
        value(months(1, 3), (opt(tag("第")), alt((tag("一季度"), tag("1季度"), tag("首季"))))),
        value(months(4, 6), (opt(tag("第")), alt((tag("二季度"), tag("2季度"))))),
        value(months(7, 9), (opt(tag("第")), alt((tag("三季度"), tag("3季度"))))),
        value(months(10, 12), (opt(tag("第")), alt((tag("四季度"), tag("4季度"))))),
        map((tag("前"), month, alt((tag("个月"), tag("月")))), |(_, to, _)| months(1, to)),
        map(terminated(month, tag("月份")), |month| months(month, month)),
    ))
    .parse(input)
}

/// Up to no month that is named.
const NOW: Body = Body { year: None, months: None, several: false, day: None };

/// So many years, of which there are several: 五年, 3年, 几年.
fn years(input: &str) -> Read<'_, &str> {
    let numeral = take_while_m_n(1, 1, |c: char| "二两三四五六七八九十几".contains(c));
    let digits = verify(take_while_m_n(1, 2, |c: char| c.is_ascii_digit()), |digits: &str| !digits.starts_with('0') && digits != "1");
    terminated(alt((numeral, digits)), tag("年")).parse(input)
}

/// 过去五年, 近三年, 五年来, 五年间; “十三五”期间; 本届政府以来
fn several(input: &str) -> Read<'_, Body> {
    let past =
        (alt((tag("刚刚过去的"), tag("过去的"), tag("过去"), tag("这"), tag("近"))), years, opt(alt((tag("来"), tag("间"), tag("里")))));
    let since = (years, alt((tag("来"), tag("间"), terminated(tag(""), peek(tag("累计"))))));
    let digit = || take_while_m_n(1, 1, |c: char| "一二三四五六七八九".contains(c));
    let ends = || alt((tag("期间"), tag("时期"), tag("以来"), tag("规划期内"), tag("规划实施以来")));
    let plan = (opt(tag("“")), tag("十"), digit(), tag("五"), opt(tag("”")), ends());
    let term = (tag("本届政府"), opt(alt((tag("任期以来"), tag("任期内"), tag("任期"), tag("以来"), tag("期间")))));
    let any = alt((recognize(past), recognize(since), recognize(plan), recognize(term)));
    value(Body { several: true, ..NOW }, any).parse(input)
}

fn open(input: &str) -> Read<'_, Body> {
    let now = alt((tag("截至目前"), tag("截止目前"), tag("截至当前"), tag("目前"), tag("今年以来")));
    value(NOW, now).parse(input)
}

/// A period that begins with `c`.
fn period(input: &str, c: char) -> Read<'_, Body> {
    let ends = preceded(alt((tag("截至"), tag("截止到"), tag("截止"), tag("到"), tag("至"))), (opt(year), until));
    let mut ends = map(ends, |(year, body)| Body { year, ..body });
    let covers = map((opt(year), opt(tag("度")), alt((span_of_months, named))), |(year, _, body)| Body { year, ..body });
    match c {
        '截' => alt((ends, open)).parse(input),
        '到' | '至' => ends.parse(input),
        '目' => open(input),
        '过' | '近' | '这' | '本' | '“' | '两' | '几' | '五' | '六' | '七' | '八' | '九' | '十' => several(input),
        _ => alt((open, covers, several)).parse(input),
    }
}

/// The years that a report may be of.
pub(crate) const PLAUSIBLE: std::ops::Range<u16> = 1949..2100;

/// The years that a text names, in order: 2022年. Whether each is plausible is for the caller.
pub(crate) fn named_years(text: &str) -> impl Iterator<Item = u16> {
    year_places(text).filter_map(|at| text[at..at + 4].parse().ok())
}

/// Where they stand.
pub(crate) fn year_places(text: &str) -> impl Iterator<Item = usize> {
    find_iter(text.as_bytes(), "年").filter_map(|at| {
        let from = at.checked_sub(4)?;
        text.get(from..at)?.bytes().all(|byte| byte.is_ascii_digit()).then_some(from)
    })
}

/// The periods that `text` names, in order.
pub(crate) fn period_in(text: &str) -> Vec<Period> {
    periods(text, &Anchors::of(text))
}

/// The periods that `text` names, in order.
pub(crate) fn periods(text: &str, anchors: &Anchors) -> Vec<Period> {
    let mut periods: Vec<Period> = Vec::new();
    for &Anchor { at, c } in &anchors.periods {
        if periods.last().is_some_and(|last| at < last.span.to) || !may_begin(text, at, c) {
            continue;
        }
        let Ok((rest, Body { year, months, several, day })) = period(&text[at..], c) else { continue };
        let period = Period { span: Span::new(at, text.len() - rest.len()), year, months, several, day };
        if (!several || says_when(&text[..at], rest)) && !(period.is_one_month() && is_event(&text[..at], rest)) {
            periods.push(period);
        }
    }
    // 9月份完成5.2亿元,1-9月完成43.6亿元: one month is told from several. By itself it is when something happened.
    if !periods.iter().any(|period| period.months.is_some_and(|(from, to)| from < to)) {
        periods.retain(|period| !period.is_one_month());
    }
    periods
}

/// Whether several years that are named behind a text say when: at the head of a clause, not as a part of it (创近五年新高, 化解近三年积案, 近三年最好).
fn says_when(before: &str, behind: &str) -> bool {
    if ["最", "新高", "新低", "平均", "同期", "的"].iter().any(|word| behind.starts_with(word)) {
        return false;
    }
    let before = before.trim_end();
    let heads = ["全国", "全省", "全市", "全县", "全区", "我省", "我市", "我县", "我区", "回顾", "刚刚", "在"];
    let before = heads.iter().find_map(|head| before.strip_suffix(head)).unwrap_or(before).trim_end();
    before.chars().next_back().is_none_or(|c| "。；;，,！!？?：:\n（(".contains(c))
}

/// 于6月份建成, 6月份开工以来, 9月份前: a month that dates an event.
fn is_event(before: &str, behind: &str) -> bool {
    let ends = ["前", "底", "初", "末", "以来", "起", "开工", "启动", "动工", "完工", "竣工", "全面", "全部", "正式", "顺利", "成功"];
    before.ends_with(['于', '在', '自', '从']) || ends.iter().any(|end| behind.starts_with(end))
}

/// Whether what stands behind the first character may go on as a period. 到, 上, 一 and the like begin one in twenty times.
fn may_begin(text: &str, at: usize, c: char) -> bool {
    let rest = &text[at + c.len_utf8()..];
    let next = rest.chars().next().unwrap_or_default();
    match c {
        '截' => matches!(next, '至' | '止'),
        '到' | '至' => next.is_ascii_digit(),
        '目' => next == '前',
        '今' | '半' => next == '年',
        '前' => next == '三' || next.is_ascii_digit(),
        '上' | '下' => next == '半',
        '全' => next == '年',
        '年' => matches!(next, '度' | '终'),
        '第' => matches!(next, '一' | '二' | '三' | '四' | '1'..='4'),
        '一' | '首' => next == '季',
        '二' | '三' | '四' => matches!(next, '季' | '年'),
        '两' | '几' | '五' | '六' | '七' | '八' | '九' => next == '年',
        '十' => rest.chars().nth(1) == Some('五'),
        '“' => next == '十',
        '过' => next == '去',
        '近' | '这' => "二两三四五六七八九十几".contains(next) || next.is_ascii_digit(),
        '本' => next == '届',
        // The digits of one number begin at most one period, a year or a month.
        _ => {
            // Looked at backwards first: a run of digits is gone through once, not from each of its digits.
            if text[..at].ends_with(|c: char| c.is_ascii_digit()) {
                return false;
            }
            let digits = 1 + rest.bytes().take(4).take_while(u8::is_ascii_digit).count();
            let behind = rest[digits - 1..].chars().next();
            match digits {
                1 | 2 => behind.is_some_and(|c| matches!(c, '月' | '季' | '年' | '-' | '－' | '—' | '–' | '~' | '～' | '至' | '到')),
                4 => matches!(behind, Some('年' | ' ')),
                _ => false,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Read<'t> = (&'t str, Option<(u8, u8)>, Option<u8>);

    fn read(text: &str) -> Vec<Read<'_>> {
        period_in(text).into_iter().map(|p| (p.span.of(text), p.months, p.day)).collect()
    }

    #[test]
    fn reads_what_a_figure_covers() {
        assert_eq!(read("1-5月,实现产值"), [("1-5月", Some((1, 5)), None)]);
        assert_eq!(read("截至6月23日,全区"), [("截至6月23日", Some((1, 6)), Some(23))]);
        assert_eq!(read("截至5月底"), [("截至5月底", Some((1, 5)), None)]);
        assert_eq!(read("2023年上半年"), [("2023年上半年", Some((1, 6)), None)]);
        assert_eq!(read("一季度和前三季度"), [("一季度", Some((1, 3)), None), ("前三季度", Some((1, 9)), None)]);
        assert_eq!(read("截至目前,已新引进"), [("截至目前", None, None)]);
        assert_eq!(read("6月份完成,1-6月份累计"), [("6月份", Some((6, 6)), None), ("1-6月份", Some((1, 6)), None)]);
    }

    #[test]
    fn several_years_are_no_part_of_one() {
        let read = |text: &str| period_in(text).into_iter().map(|p| (p.span.of(text).to_owned(), p.several)).collect::<Vec<_>>();
        for text in [
            "过去五年",
            "过去的5年",
            "近三年来",
            "五年来",
            "三年间",
            "“十三五”期间",
            "十四五时期",
            "本届政府任期以来",
            "本届政府任期内",
            "这五年",
            "两年来",
            "几年来",
        ] {
            assert_eq!(read(&format!("{text},累计改造")), [(text.to_owned(), true)], "{text}");
        }
        assert_eq!(read("五年累计造林"), [("五年".to_owned(), true)]);
        for text in [
            "五年规划",
            "近年来",
            "过去一年",
            "1年来",
            "“十四五”规划",
            "三年行动计划",
            "“十大行动”",
            "十五个",
            "创近五年新高",
            "近三年来最多",
            "化解近三年积案",
            "2024年是本届政府的收官之年",
            "本届茶博会",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
    }

    #[test]
    fn the_date_of_an_event_covers_nothing() {
        for text in ["6月17日成功举办", "已于5月底完工", "6月份完工", "将于6月份完工", "2022年", "13-15月", "5G"] {
            assert_eq!(read(text), [], "{text}");
        }
    }
}
