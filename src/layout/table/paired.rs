//! Lines that end in what was asked and what was reached, under words that say which stands first: service pledges, indicators of a report.
//!
//! Reads: a name and two values on one line (`准 点 率 96% 98.5%`), the name on a line above in front of its translation; a bound in front of the first
//! value, a word in place of the second (`≥6Mbps 达标`). The last words in front that plan and report give the order.
//! Refuses: fewer than three such lines, a third number in front of the two, a header that names anything else that is counted.

use super::rows::Rows;
use super::{Found, Kindred, Out, Search, Table, hand_on};
use crate::document::{Ends, Line, Row, Stretch, is_bar};
use crate::lexicon::{Lexicon, Tags};
use crate::role::{Body, Heading, Kind, Role, decide, kind};
use crate::span::Span;
use crate::text::{Readable, compact};

/// So many lines must end so, and so many other lines may stand between two of them.
const ROWS: usize = 3;
const BETWEEN: usize = 8;
/// A table with a translation of each name has so many columns at most.
const COLUMNS: usize = 4;
/// In so many lines they are looked for.
const MOST_LINES: usize = 120;
/// So much in front of the first may be the header, in lines and in characters.
const HEADER_LINES: usize = 12;
const HEADER: usize = 200;
/// A name stands so many lines above its values at most.
const ABOVE: usize = 3;
/// A standard in front of the values is not longer, in characters.
const STANDARD: usize = 8;
/// A line is not longer, in bytes.
const LONGEST: usize = 400;

/// Whether results stand in front of targets, and whether all values are percentages by the words in front.
#[derive(Debug, Clone, Copy)]
pub(super) struct Order {
    reversed: bool,
    percent: bool,
}

/// A line that ends in two values: where each stands in its readable text, and where what is in front of them ends.
struct Ending {
    front: usize,
    values: [Span; 2],
    /// Whether a name in Chinese stands in front of them.
    named: bool,
}

/// Such lines in place of a table of a few columns with a translation of each name, or of a form whose value they would be.
pub(super) fn instead(found: Found, lines: &[Line<'_>], search: &mut Search, lexicon: &Lexicon) -> Found {
    let ended = found.end.filter(|_| matches!(found.table.form, Kindred::Form(_)));
    let end = ended.unwrap_or(lines.len()).min(found.body + MOST_LINES);
    let region = || lines.iter().take(end).skip(found.header);
    let foreign = |line: &&Line<'_>| line.text.split_whitespace().nth(2).is_some() && !line.text.chars().any(is_chinese);
    let may = match found.table.form {
        Kindred::Form(_) => true,
        // A cell on a line of its own holds no two values.
        Kindred::Cells(Ends::Line, _) => found.table.placer.width() <= COLUMNS,
        Kindred::Spaces => found.table.placer.width() <= COLUMNS && region().filter(foreign).nth(ROWS - 1).is_some(),
        _ => false,
    };
    let first = (found.header..end).find(|&at| may && ending(lines[at].text, lexicon).is_some());
    first.and_then(|at| find(lines, at, search, lexicon)).unwrap_or(found)
}

/// The rows that begin with a line.
pub(super) fn find(lines: &[Line<'_>], at: usize, search: &mut Search, lexicon: &Lexicon) -> Option<Found> {
    if at < search.paired || search.inside() {
        return None;
    }
    ending(lines[at].text, lexicon)?;
    let mut last = at;
    let mut rows: Vec<usize> = Vec::new();
    for (index, line) in lines.iter().enumerate().skip(at).take(MOST_LINES) {
        if index > last + BETWEEN {
            break;
        }
        if ending(line.text, lexicon).is_some() {
            rows.push(index);
            last = index;
        }
    }
    search.paired = last + 1;
    if rows.len() < ROWS {
        return None;
    }
    let order = order(&lines[..at], lexicon)?;
    let first = named_at(lines, at, 0, lexicon)?;
    let cells: Vec<[String; 3]> = rows
        .iter()
        .filter_map(|&row| {
            let from = named_at(lines, row, first, lexicon)?;
            let (text, [name, one, two]) = placed(&lines[from..=row], order, lexicon)?;
            Some([name, one, two].map(|cell| cell.of(text.text()).to_owned()))
        })
        .collect();
    let body = Body { rows: cells.iter().map(|row| row.iter().map(String::as_str).collect()).collect(), caption: "" };
    let headings = [Role::Name, Role::Target, Role::Result].map(Heading::of);
    let roles = decide(&headings, &[], &body, lexicon);
    if cells.len() < ROWS || !roles.answers() {
        return None;
    }
    let unit = order.percent.then(|| "%".into());
    let table = Table { rows: Rows::new(roles, unit), ..Table::without_columns(Kindred::Paired(order)) };
    Some(Found { header: first, body: first, end: Some(search.paired), table })
}

/// The two values that a line ends in.
fn ending(line: &str, lexicon: &Lexicon) -> Option<Ending> {
    let ends = line.trim_end().chars().next_back().is_some_and(|c| c.is_ascii_alphanumeric() || "%％#*标標到".contains(c));
    if !ends || line.len() > LONGEST || line.contains(is_bar) {
        return None;
    }
    let readable = Readable::new(line, 0);
    let text = readable.text();
    let mut rest = text.trim_end();
    let mut values = [Span::new(0, 0); 2];
    for (at, value) in values.iter_mut().enumerate().rev() {
        let from = rest.rfind(char::is_whitespace).map_or(0, |at| at + rest[at..].chars().next().map_or(1, char::len_utf8));
        let word = &rest[from..];
        let said = word.trim_end_matches(['#', '*']);
        let number = is_value(said, lexicon) || at == 1 && is_verdict(said);
        if !number || from == 0 {
            return None;
        }
        let mut start = from;
        rest = text[..from].trim_end();
        // < 2%
        if let Some(front) = rest.strip_suffix(['<', '>', '≥', '≤', '＜', '＞']).filter(|_| at == 0) {
            start = front.len();
            rest = front.trim_end();
        }
        *value = Span::new(start, from + said.len());
    }
    // 办理渡证 12个工作天 90 93: how long it may take is no part of the name; what stands in front of the two else is no third number.
    let last = rest.rsplit(char::is_whitespace).next().unwrap_or_default();
    let standard = last.starts_with(|c: char| c.is_ascii_digit()) && last.chars().any(is_chinese) && last.chars().nth(STANDARD).is_none();
    if rest.is_empty() || !standard && is_value(last, lexicon) {
        return None;
    }
    let front = if standard { rest[..rest.len() - last.len()].trim_end() } else { rest };
    let named = front.chars().filter(|c| is_chinese(*c)).nth(1).is_some();
    Some(Ending { front: front.len(), values, named })
}

/// A number, perhaps with its bound and its unit.
fn is_value(word: &str, lexicon: &Lexicon) -> bool {
    let bare = word.trim_start_matches(['<', '>', '≥', '≤', '＜', '＞']);
    let digits = bare.starts_with(|c: char| c.is_ascii_digit());
    let unit = || {
        let behind = bare.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
        behind.len() < 8 && behind.chars().all(|c| c.is_ascii_alphabetic())
    };
    digits
        && (matches!(kind(word, lexicon), Kind::Whole | Kind::Value | Kind::Quantity | Kind::Percent) || bare.len() < word.len() && unit())
}

/// 达标 in place of a number.
fn is_verdict(word: &str) -> bool {
    matches!(word, "达标" | "未达标" | "达到" | "未达到")
}

const fn is_chinese(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

/// The line that names the values at the end of another: itself, or the nearest one above in Chinese, behind the last line with values.
fn named_at(lines: &[Line<'_>], row: usize, from: usize, lexicon: &Lexicon) -> Option<usize> {
    if ending(lines[row].text, lexicon)?.named {
        return Some(row);
    }
    let above =
        (from..row).rev().filter(|&at| !lines[at].is_blank()).take(ABOVE).take_while(|&at| ending(lines[at].text, lexicon).is_none());
    above.into_iter().find(|&at| lines[at].text.len() <= LONGEST && lines[at].text.chars().filter(|c| is_chinese(*c)).nth(1).is_some())
}

/// The readable text of the lines of a row, and its name, target and result in it.
fn placed<'a>(lines: &[Line<'a>], order: Order, lexicon: &Lexicon) -> Option<(Readable<'a>, [Span; 3])> {
    let stretch = Stretch::of(lines);
    let text = stretch.readable();
    let last = text.text().rfind('\n').map_or(0, |at| at + 1);
    let found = ending(&text.text()[last..], lexicon)?;
    let [one, two] = found.values.map(|value| value.shifted(last));
    let end = if last == 0 { found.front } else { text.text().find('\n')? };
    // 项目数目 1: the mark of a note.
    let said = text.text()[..end].trim_end();
    let bare = said.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
    let name = if said.len() - bare.len() < 4 && bare.len() < said.len() && last > 0 { bare } else { said };
    let from = name.len() - name.trim_start().len();
    let name = Span::new(from, name.len());
    let (target, result) = if order.reversed { (two, one) } else { (one, two) };
    Some((text, [name, target, result]))
}

/// The order of the values by the words in front of them; `None` where these name anything else that is counted.
fn order(lines: &[Line<'_>], lexicon: &Lexicon) -> Option<Order> {
    let mut parts: Vec<String> = Vec::new();
    for line in lines.iter().rev().filter(|line| !line.is_blank()).take(HEADER_LINES) {
        let text: String = Readable::new(line.text, 0).text().chars().take(HEADER).collect();
        parts.push(text);
    }
    parts.reverse();
    let (said, _) = compact(&parts.join(" "));
    let from = said.char_indices().rev().nth(HEADER).map_or(0, |(at, _)| at);
    let said = &said[from..];
    // 服务指标(达到标准的百分比): what stands in parentheses says more of a word; where all words do, they say it themselves.
    ordered(&without_remarks(said), lexicon)
        .or_else(|| ordered(said, lexicon))
        .map(|reversed| Order { reversed, percent: said.contains("百分比") || said.contains("百分率") })
}

/// A text without what stands in parentheses.
fn without_remarks(said: &str) -> String {
    let mut depth = 0usize;
    let outside = |c: &char| {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' => depth = depth.saturating_sub(1),
            _ => return depth == 0,
        }
        false
    };
    said.chars().filter(outside).collect()
}

/// Whether the last word that reports stands in front of the last that plans.
fn ordered(said: &str, lexicon: &Lexicon) -> Option<bool> {
    // 供应 asks for nothing, and a translation stands in an order of its own.
    let words = lexicon.columns.find(said).filter(|(_, word, _)| word.chars().filter(|c| is_chinese(*c)).nth(1).is_some());
    let words: Vec<(usize, Tags)> = words.map(|(at, _, &tags)| (at, tags)).collect();
    let last = |tag: Tags, without: Tags| words.iter().rev().find(|(_, tags)| tags.has(tag) && !tags.has(without)).map(|(at, _)| *at);
    let (plan, done) = (last(Tags::PLAN, Tags::DONE)?, last(Tags::DONE, Tags::PLAN)?);
    let others = [Tags::PAST, Tags::GROWTH, Tags::WEIGHT, Tags::SCORE];
    let counted = |tags: &Tags| others.iter().any(|tag| tags.has(*tag)) || tags.has(Tags::RATE) && !tags.has(Tags::WEAK);
    let other = words.iter().any(|(at, tags)| *at > plan.min(done) && counted(tags));
    (!other).then_some(done < plan)
}

/// Reads some lines; gives how many were read.
pub(super) fn feed<'a>(order: Order, rows: &mut Rows, lines: &[Line<'a>], lexicon: &Lexicon, out: &mut impl FnMut(Out<'a>)) -> usize {
    let mut next = 0;
    for at in 0..lines.len() {
        let Some(from) = named_at(lines, at, next, lexicon) else { continue };
        let Some((text, placed)) = placed(&lines[from..=at], order, lexicon) else { continue };
        hand_on(&lines[next..from], out);
        next = at + 1;
        rows.apart();
        let row = Row { line: lines[from].number, text, cells: placed.to_vec() };
        out(Out::Fed(rows.fed(row, &placed, false, lexicon)));
    }
    hand_on(&lines[next..], out);
    lines.len()
}
