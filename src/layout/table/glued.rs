//! Performance sheets whose cells ran together: what a table of a Word file becomes when it is copied without its lines.
//!
//! Reads: a header whose words follow each other without a mark (`三级指标年度指标值实际完成值分值得分`), and behind it names with their numbers
//! (`新建校舍≥3栋3栋1010`), apart by spaces or by nothing, over one line or several. Where one number ends and the next begins is told by units
//! and bounds, and by what the columns say of each other: a score is not above its weight, a rate is the result over the target. Of the official
//! form the columns are known, so that its header may be out of order, if its indicators are numbered (`指标1:新建校舍 3栋 3栋 10 10`).
//! Refuses: numbers that can be cut in two ways as well, rows whose result is in words, a header that names no indicator.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::rows::Rows;
use super::{Found, Kindred, Out, Table};
use crate::document::{Line, Row, Stretch};
use crate::grammar::is_unit;
use crate::lexicon::{Lexicon, Tags};
use crate::role::{Body, Heading, Role, Roles, decide, heading};
use crate::span::Span;
use crate::text::{Readable, compact};

/// A line that is shorter holds no header and a row behind it, in bytes.
const SHORTEST: usize = 60;
/// A sheet has no more lines, and no more bytes.
const MOST_LINES: usize = 60;
const MOST_BYTES: usize = 40_000;
/// So many characters may stand between two words of the header: 值(A), 及拟采取的.
const BETWEEN: usize = 5;
/// A header has so many columns at least.
const COLUMNS: usize = 4;
/// Words that begin a header and seldom are one: 实际完成值, 累计完成率.
const BEGIN: [&str; 4] = ["实际", "累计", "目前", "当前"];
/// A name is not longer, in characters.
const NAME: usize = 60;
/// A sheet whose header is out of order has so many rows at least.
const SCATTERED: usize = 3;
/// The columns of the official form, from the name on.
const FORM: [&str; COLUMNS + 1] = ["三级指标", "年度指标值", "实际完成值", "分值", "得分"];
/// No row begins further behind the last, in bytes.
const FARTHEST: usize = 600;
/// A unit is not longer, in characters.
const UNIT: usize = 5;
/// More digits in a row are no numbers of one row.
const DIGITS: usize = 16;

/// A sheet that was found: its columns from the name on, and its lines.
#[derive(Debug)]
pub(super) struct Sheet {
    lines: usize,
    headings: Vec<Heading>,
    printed: Vec<String>,
    /// Where the header ends, in the readable text of its lines.
    body: usize,
}

/// Digits between other characters, with the mark in front and the unit behind.
#[derive(Debug)]
struct Atom {
    from: usize,
    digits: Span,
    bound: bool,
    unit: Option<Span>,
}

/// One number of a row.
#[derive(Debug, Clone, Copy)]
struct Piece {
    span: Span,
    value: Decimal,
    unit: Option<Span>,
}

/// The sheet whose header stands in a line, with a row behind it.
pub(super) fn find(lines: &[Line<'_>], at: usize, lexicon: &Lexicon) -> Option<Found> {
    if lines[at].text.len() < SHORTEST {
        return None;
    }
    let first = Readable::new(lines[at].text, 0);
    let in_order = header(first.text(), lexicon);
    let least = if in_order.is_some() { 2 } else { SCATTERED };
    let (headings, printed, body) = in_order.or_else(|| scattered(first.text(), lexicon))?;
    let mut bytes = 0;
    let goes_on = |line: &&Line<'_>| {
        bytes += line.text.len();
        !line.is_blank() && bytes < MOST_BYTES
    };
    let count = lines[at..].iter().take(MOST_LINES).take_while(goes_on).count();
    if count == 0 {
        return None;
    }
    let mut sheet = Sheet { lines: count, headings, printed, body };
    let text = Stretch::of(&lines[at..at + count]).readable();
    let rows = sheet.rows(text.text(), lexicon);
    // Its first row stands in the line of its header; otherwise the lines are the rows.
    if rows.len() < least || rows[0][1].from >= first.text().len() {
        return None;
    }
    let last = rows.last()?.last()?.to;
    let end = text.printed(Span::new(0, last)).to;
    sheet.lines = lines[at..at + count].iter().take_while(|line| line.from < end).count().max(1);
    Some(Found { header: at, body: at, end: Some(at + sheet.lines), table: Table::without_columns(Kindred::Glued(sheet)) })
}

/// Reads the lines of a sheet; gives how many were read.
pub(super) fn feed<'a>(sheet: &Sheet, lines: &[Line<'a>], lexicon: &Lexicon, out: &mut impl FnMut(Out<'a>)) -> usize {
    let of_sheet = &lines[..sheet.lines.min(lines.len())];
    let stretch = Stretch::of(of_sheet);
    let whole = stretch.readable();
    let rows = sheet.rows(whole.text(), lexicon);
    let mut left = 0;
    let between = |from: usize, to: usize, out: &mut dyn FnMut(Out<'a>)| {
        for line in slice(of_sheet, whole.printed(Span::new(from, to))).into_iter().filter(|line| !line.is_blank()) {
            out(Out::Line(line));
        }
    };
    if let Some(roles) = sheet.roles(whole.text(), &rows, lexicon) {
        between(0, sheet.body, out);
        let mut made = Rows::new(roles, None);
        for row in &rows {
            let (Some(first), Some(last)) = (row.first(), row.last()) else { continue };
            let stretch = Stretch::of(&slice(of_sheet, whole.printed(Span::new(first.from, last.to))));
            let text = stretch.readable();
            left = last.to;
            if text.text() != &whole.text()[first.from..last.to] {
                continue;
            }
            let placed: Vec<Span> = row.iter().map(|cell| Span::new(cell.from - first.from, cell.to - first.from)).collect();
            let row = Row { line: stretch.line, text, cells: placed.clone() };
            made.apart();
            out(Out::Fed(made.fed(row, &placed, false, lexicon)));
        }
    }
    between(left, whole.text().len(), out);
    super::hand_on(&lines[of_sheet.len()..], out);
    lines.len()
}

/// What lies between two places of the source, as lines.
fn slice<'a>(lines: &[Line<'a>], printed: Span) -> Vec<Line<'a>> {
    let part = |line: &Line<'a>| {
        let (from, to) = (printed.from.max(line.from), printed.to.min(line.from + line.text.len()));
        (from < to).then(|| Line { number: line.number, from, text: &line.text[from - line.from..to - line.from] })
    };
    lines.iter().filter_map(part).collect()
}

/// The columns of the first run of words for columns that names an indicator, asks and reports; from the name on, with where it ends.
fn header(text: &str, lexicon: &Lexicon) -> Option<(Vec<Heading>, Vec<String>, usize)> {
    let said = without_spaces(text);
    let mut columns: Vec<(usize, usize)> = Vec::new();
    let (mut last, mut before) = (Tags::default(), "");
    for (at, word, &tags) in lexicon.columns.find(&said) {
        let end = at + word.len();
        let gap = columns.last().map_or("", |&(_, to)| &said[to..at]);
        let apart = gap.chars().count() > BETWEEN || gap.contains(|c: char| c.is_ascii_digit() || "。，,；;、：:≥≤".contains(c));
        // 产出指标数量指标…: the body begins.
        let body = columns.last().is_some_and(|&(_, to)| lexicon.sheets.prefix(&said[to..]).is_some());
        if apart || body {
            if let Some(found) = whole(&said, &columns, text, lexicon) {
                return Some(found);
            }
            columns.clear();
        }
        let both = |tag: Tags| last.has(tag) && tags.has(tag);
        let undone = gap.ends_with('未') || columns.last().is_some_and(|&(from, to)| said[from..to].contains('未'));
        let goes_on = last == Tags::default()
            || both(Tags::REMARK)
            || BEGIN.contains(&before) && tags.has(Tags::DONE.with(Tags::RATE))
            || last.has(Tags::DONE) && gap.is_empty() && tags.has(Tags::WEAK)
            || undone && tags.has(Tags::REMARK);
        match columns.last_mut() {
            Some(column) if goes_on && (!gap.ends_with('未') || tags.has(Tags::REMARK)) => column.1 = end,
            _ if gap.ends_with('未') => columns.push((at - '未'.len_utf8(), end)),
            _ => columns.push((at, end)),
        }
        (last, before) = (tags, word);
    }
    whole(&said, &columns, text, lexicon)
}

/// The columns of the official form, whose words stand in the text out of order: 年度 实际 指标1:新建校舍 3栋 分值 得分 指标值 完成值. With where its
/// first indicator begins.
fn scattered(text: &str, lexicon: &Lexicon) -> Option<(Vec<Heading>, Vec<String>, usize)> {
    let mut numbered = text.match_indices("指标").filter(|&(at, _)| numbers_an_indicator(&text[at..]));
    let (first, _) = numbered.next()?;
    numbered.nth(SCATTERED - 2)?;
    let said = without_spaces(text);
    let named = |wanted: Tags| lexicon.columns.find(&said).any(|(_, _, tags)| tags.has(wanted));
    let words = ["三级指标", "指标值", "完成值"].iter().all(|word| said.contains(word)) && named(Tags::WEIGHT) && named(Tags::SCORE);
    words.then(|| (FORM.iter().map(|word| heading(word, lexicon)).collect(), FORM.map(str::to_owned).to_vec(), first))
}

/// A text without white space; most have none.
fn without_spaces(text: &str) -> Cow<'_, str> {
    if text.contains(char::is_whitespace) { Cow::Owned(text.chars().filter(|c| !c.is_whitespace()).collect()) } else { Cow::Borrowed(text) }
}

/// Where in a text a place stands of the same text without white space.
fn printed_at(text: &str, at: usize) -> usize {
    let mut said = text.char_indices().filter(|(_, c)| !c.is_whitespace()).scan(0, |before, (place, c)| {
        let here = (*before, place);
        *before += c.len_utf8();
        Some(here)
    });
    said.find(|&(before, _)| before >= at).map_or(text.len(), |(_, place)| place)
}

/// 指标7:建立预防接种证
fn numbers_an_indicator(text: &str) -> bool {
    let rest = text.trim_start_matches("指标");
    let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    digits.len() < rest.len() && digits.starts_with([':', '：'])
}

/// The columns from the name on, where they are those of a sheet.
fn whole(said: &str, columns: &[(usize, usize)], text: &str, lexicon: &Lexicon) -> Option<(Vec<Heading>, Vec<String>, usize)> {
    if columns.len() < COLUMNS {
        return None;
    }
    // What stands behind a word belongs to it: 全年执行数(A).
    let ends = columns.iter().skip(1).map(|column| column.0).chain(columns.last().map(|column| column.1));
    let printed: Vec<String> = columns.iter().zip(ends).map(|(column, end)| said[column.0..end].to_owned()).collect();
    let headings: Vec<Heading> = printed.iter().map(|printed| heading(printed, lexicon)).collect();
    let role = |heading: &Heading| heading.role.map(|(role, _)| role);
    let reports = headings.iter().position(|heading| role(heading) == Some(Role::Result))?;
    let asks = headings[..reports].iter().rposition(|heading| role(heading) == Some(Role::Target))?;
    let name = headings[..asks].iter().rposition(|heading| role(heading) == Some(Role::Name))?;
    let behind = headings[name + 1..].iter().take_while(|heading| role(heading).is_some_and(is_number)).count();
    let count = |wanted: Role| headings[name + 1..=name + behind].iter().filter(|heading| role(heading) == Some(wanted)).count();
    let kept = name..=name + behind;
    (count(Role::Target) == 1 && count(Role::Result) == 1).then(|| {
        let end = columns.last().map_or(0, |column| column.1);
        (headings[kept.clone()].to_vec(), printed[kept].to_vec(), printed_at(text, end))
    })
}

/// Whether a column of a sheet has numbers.
const fn is_number(role: Role) -> bool {
    matches!(role, Role::Target | Role::Result | Role::Rate | Role::Weight | Role::Score)
}

impl Sheet {
    /// The cells of its rows: the name, and a number in every column behind it.
    fn rows(&self, text: &str, lexicon: &Lexicon) -> Vec<Vec<Span>> {
        let mut rows = Vec::new();
        let (mut from, mut at, mut ended) = (self.body, self.body, self.body);
        while let Some(start) = text[at..].find(|c: char| c.is_ascii_digit()).map(|start| at + start) {
            let atoms = atoms(text, at, start, lexicon);
            let (Some(first), Some(last)) = (atoms.first(), atoms.last()) else { break };
            let end = last.unit.map_or(last.digits.to, |unit| unit.to);
            let begins = first.from;
            at = end;
            // Prose follows the sheet.
            if begins > ended + FARTHEST {
                break;
            }
            if let Some(pieces) = self.cut(text, &atoms)
                && let Some(name) = name(text, from, begins, lexicon)
            {
                rows.push(std::iter::once(name).chain(pieces).collect());
                (from, ended) = (end, end);
            } else if atoms.len() > 1 {
                from = end;
            }
        }
        rows
    }

    /// What the columns hold, by the header and the rows.
    fn roles(&self, text: &str, rows: &[Vec<Span>], lexicon: &Lexicon) -> Option<Roles> {
        let rows: Vec<Vec<&str>> = rows.iter().take(super::FIRST).map(|row| row.iter().map(|cell| cell.of(text)).collect()).collect();
        let roles = decide(&self.headings, &self.printed, &Body { rows, caption: "" }, lexicon);
        roles.readable().then_some(roles)
    }

    /// The numbers of a row, one in each column: the only cut that fits the columns best.
    fn cut(&self, text: &str, atoms: &[Atom]) -> Option<Vec<Span>> {
        let wanted = self.headings.len() - 1;
        // 10 10 are two numbers, not four.
        let spaced = |pair: &[Atom]| text[end_of(&pair[0])..pair[1].from].contains(char::is_whitespace);
        if atoms.len() < wanted && atoms.windows(2).any(spaced) {
            return None;
        }
        // Three numbers in one row of digits may be anything.
        let bare = atoms.iter().all(|atom| atom.unit.is_none() && !atom.bound);
        if bare && wanted > atoms.len() + 1 {
            return None;
        }
        if atoms.len() > wanted || atoms.iter().any(|atom| atom.digits.len() > DIGITS) {
            return None;
        }
        let mut ways: Vec<(i32, Vec<Span>)> = Vec::new();
        self.ways(text, atoms, wanted, &mut Vec::with_capacity(wanted), &mut ways);
        ways.sort_by_key(|(points, _)| std::cmp::Reverse(*points));
        match &ways[..] {
            [(_, best)] => Some(best.clone()),
            [(most, best), (next, _), ..] if most > next => Some(best.clone()),
            _ => None,
        }
    }

    fn ways(&self, text: &str, atoms: &[Atom], wanted: usize, pieces: &mut Vec<Piece>, ways: &mut Vec<(i32, Vec<Span>)>) {
        let Some((atom, rest)) = atoms.split_first() else {
            if pieces.len() == wanted
                && let Some(points) = self.points(text, pieces)
            {
                ways.push((points, pieces.iter().map(|piece| piece.span).collect()));
            }
            return;
        };
        let free = wanted.saturating_sub(pieces.len() + rest.len());
        for_each_cut(atom.digits.of(text), free, &mut |cuts| {
            let count = pieces.len();
            let mut from = 0;
            for &to in cuts {
                let digits = Span::new(atom.digits.from + from, atom.digits.from + to);
                let Some(value) = number(digits.of(text)) else { break };
                let unit = atom.unit.filter(|_| digits.to == atom.digits.to);
                let start = if from == 0 && atom.bound { atom.from } else { digits.from };
                pieces.push(Piece { span: Span::new(start, unit.map_or(digits.to, |unit| unit.to)), value, unit });
                from = to;
            }
            if pieces.len() == count + cuts.len() {
                self.ways(text, rest, wanted, pieces, ways);
            }
            pieces.truncate(count);
        });
    }

    /// How well numbers fit the columns; `None` where one contradicts them.
    fn points(&self, text: &str, pieces: &[Piece]) -> Option<i32> {
        let of = |wanted: Role| {
            let at = self.headings[1..].iter().position(|heading| heading.role.is_some_and(|(role, _)| role == wanted))?;
            Some(&pieces[at])
        };
        let unit = |piece: &Piece| piece.unit.map(|unit| unit.of(text));
        let (target, result) = (of(Role::Target)?, of(Role::Result)?);
        let mut points = match (unit(target), unit(result)) {
            (Some(a), Some(b)) if a == b => 4,
            (None, None) => 1,
            (Some(_), None) => 0,
            _ => return None,
        };
        points += i32::from(target.value == result.value);
        if let Some(rate) = of(Role::Rate) {
            let share = result.value.checked_div(target.value).and_then(|share| share.checked_mul(Decimal::ONE_HUNDRED));
            if share.is_some_and(|share| (share - rate.value).abs() > Decimal::ONE) {
                return None;
            }
            points += 4;
        }
        let (weight, score) = (of(Role::Weight), of(Role::Score));
        if [weight, score]
            .into_iter()
            .flatten()
            .any(|piece| unit(piece).is_some_and(|unit| unit != "分") || piece.value > Decimal::ONE_HUNDRED)
        {
            return None;
        }
        if let (Some(weight), Some(score)) = (weight, score) {
            if score.value > weight.value {
                return None;
            }
            points += if score.value == weight.value { 2 } else { 0 };
        }
        Some(points)
    }
}

/// Every way to cut some digits in at most so many numbers, as the places where they end.
fn for_each_cut(digits: &str, most: usize, take: &mut dyn FnMut(&[usize])) {
    fn go(digits: &str, most: usize, cuts: &mut Vec<usize>, take: &mut dyn FnMut(&[usize])) {
        let from = cuts.last().copied().unwrap_or(0);
        if most == 0 {
            return;
        }
        cuts.push(digits.len());
        take(cuts);
        cuts.pop();
        for to in from + 1..digits.len() {
            if number(&digits[from..to]).is_some() {
                cuts.push(to);
                go(digits, most - 1, cuts, take);
                cuts.pop();
            }
        }
    }
    go(digits, most, &mut Vec::new(), take);
}

/// A number as it is printed: no 0 in front of other digits, no point at an end.
fn number(digits: &str) -> Option<Decimal> {
    let sound = digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.ends_with(|c: char| c.is_ascii_digit())
        && (!digits.starts_with('0') || digits.len() == 1 || digits.starts_with("0."));
    sound.then(|| digits.replace(',', "").parse().ok()).flatten()
}

/// The digits that follow each other from the first on, with nothing but marks, units and white space between them.
fn atoms(text: &str, least: usize, first: usize, lexicon: &Lexicon) -> Vec<Atom> {
    let mark = |c: char| "≥≤><=＝＜＞≧≦".contains(c);
    let mut atoms: Vec<Atom> = Vec::new();
    let mut at = first;
    loop {
        let before = &text[least.max(atoms.last().map_or(least, end_of))..at];
        let from = at - (before.len() - before.trim_end_matches(|c: char| mark(c) || c == ' ').len());
        let from = from + text[from..at].len() - text[from..at].trim_start().len();
        let to = text[at..].find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ','))).map_or(text.len(), |to| at + to);
        let to = at + text[at..to].trim_end_matches(['.', ',']).len();
        let unit = unit_at(text, to, lexicon);
        atoms.push(Atom { from, digits: Span::new(at, to), bound: from < at, unit });
        let rest = unit.map_or(to, |unit| unit.to);
        let next = rest + (text[rest..].len() - without_page(&text[rest..]).len());
        let behind = text[next..].trim_start_matches(|c: char| mark(c) || c.is_whitespace());
        let next = text.len() - behind.len();
        if !behind.starts_with(|c: char| c.is_ascii_digit()) {
            return atoms;
        }
        at = next;
    }
}

fn end_of(atom: &Atom) -> usize {
    atom.unit.map_or(atom.digits.to, |unit| unit.to)
}

/// What follows a line break and the number of a page that a copied document leaves: 100%⏎2、100%.
fn without_page(text: &str) -> &str {
    let rest = text.trim_start();
    if !text[..text.len() - rest.len()].contains(['\n', '\r']) {
        return text;
    }
    let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    if rest.len() - digits.len() <= 2 { digits.strip_prefix('、').unwrap_or(text) } else { text }
}

/// The longest unit behind some digits.
fn unit_at(text: &str, at: usize, lexicon: &Lexicon) -> Option<Span> {
    let front = &text[at..];
    let ends: Vec<usize> = front.char_indices().map(|(to, c)| to + c.len_utf8()).take(UNIT).collect();
    ends.into_iter()
        .rev()
        .find(|&to| !front[..to].contains(char::is_whitespace) && is_unit(&front[..to], lexicon))
        .map(|to| Span::new(at, at + to))
}

/// The name in front of some numbers, behind what gathers indicators: 产出指标(50分)数量指标新建校舍.
fn name(text: &str, from: usize, to: usize, lexicon: &Lexicon) -> Option<Span> {
    let (said, places) = compact(&text[from..to]);
    let gathered = lexicon.sheets.find(&said).map(|(at, word, _)| at + word.len()).filter(|&end| end < said.len()).last().unwrap_or(0);
    // (50分) behind it.
    let rest = &said[gathered..];
    let points = rest.starts_with(['(', '（']).then(|| rest.find("分)").or_else(|| rest.find("分）"))).flatten();
    let start = gathered + points.map_or(0, |at| rest[at..].char_indices().nth(2).map_or(rest.len(), |(to, _)| at + to));
    let start = places.get(start).copied().unwrap_or(0);
    let span = Span::new(from + start, to).trimmed(text);
    let stop = span.of(text).rfind(['。', '；', ';']).map_or(0, |at| at + span.of(text)[at..].chars().next().map_or(0, char::len_utf8));
    let span = Span::new(span.from + stop, span.to).trimmed(text);
    let clause = |name: &str| name.contains(['，', ',']);
    (!span.is_empty() && !clause(span.of(text)) && span.of(text).chars().count() <= NAME).then_some(span)
}
