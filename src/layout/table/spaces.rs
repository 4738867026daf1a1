//! Rows under a header, their columns apart by white space only: what a table becomes when it is copied as text. Empty cells are gone.
//!
//! Reads: one space or more, tabs and full-width spaces; rows that go on over several lines; headers of two lines.
//! Refuses: prose (the header has three words for columns or more, and rows below that fit it); categories and remarks (notes).

use std::ops::Range;

use crate::document::words::{Spaced, words};
use crate::document::{Line, Row, Stretch};
use crate::lexicon::Lexicon;
use crate::role::{Body, Kind, Placer, Role, Word, decide, heading, kind, row_number};
use crate::span::Span;
use crate::text::Readable;

use super::align;
use super::header::{Header, count_named, joined, may_be_header, may_head, named_surely, says_again, spread, stands_below};
use super::records::mode;
use super::rows::{Rows, is_remark};
use super::{FIRST, Found, Kindred, Out, Search, Table, caption, hand_on, remarks, under, unit_in_front, whole_rows};
use crate::layout::title::is_numbered;

/// A header has at most so many columns.
const MOST_COLUMNS: usize = 40;
/// On so many lines it is tried whether rows fit a header.
const TRIED: usize = 120;
/// A header is not cut over more lines.
const HEADER_LINES: usize = 16;
/// The names of a performance sheet, and what gathers them.
const NAMES: &str = "三级指标";
const GROUPS: &str = "二级指标";
/// A row may cost so much a word on the average, in tenths.
const DEAREST: u64 = 45;

/// The words of a header: apart by wide gaps where these make as many as three (`序 号  指标名称`), else by any.
fn header_words(line: &str, lexicon: &Lexicon) -> Option<(Vec<String>, Vec<String>)> {
    let readable = Readable::new(line, 0);
    let text = readable.text();
    if text.contains(['。', '，', ',', ';', '；', '|', '：', ':']) || text.chars().count() > 300 {
        return None;
    }
    let all = words(text);
    if all.len() < 2 || all.len() > MOST_COLUMNS {
        return None;
    }
    let narrow: Vec<String> = all.iter().map(|word| word.span.of(text).to_owned()).collect();
    let narrow = joined_words(narrow, lexicon);
    let mut wide: Vec<String> = Vec::new();
    for word in &all {
        match wide.last_mut() {
            Some(last) if !word.wide => last.push_str(word.span.of(text)),
            _ => wide.push(word.span.of(text).to_owned()),
        }
    }
    Some((narrow, wide))
}

/// Single characters that are one word together: 单 位, 备  注.
fn joined_words(words: Vec<String>, lexicon: &Lexicon) -> Vec<String> {
    let single = |word: &String| word.chars().count() == 1;
    if words.iter().any(single) { joined(&words, lexicon) } else { words }
}

/// What the words of some lines look like, and which line each stands on.
fn placed_words(lines: &[Line<'_>], numbered: bool, lexicon: &Lexicon) -> (Vec<Word>, Vec<(usize, String)>) {
    let (mut found, mut printed) = (Vec::new(), Vec::new());
    let mut last: Option<u32> = None;
    let mut blank = true;
    for (at, line) in lines.iter().enumerate() {
        let readable = Readable::new(line.text, 0);
        let text = readable.text();
        let all = words(text);
        if all.is_empty() {
            blank = true;
            continue;
        }
        let kinds: Vec<Kind> = all.iter().map(|word| kind(word.span.of(text), lexicon)).collect();
        for (index, word) in all.iter().enumerate() {
            let said = word.span.of(text);
            let number = row_number(said).filter(|_| index == 0 && kinds[0] == Kind::Whole);
            let counts = number.is_some_and(|number| last.map_or(number <= 2, |last| (last + 1..=last + 3).contains(&number)));
            if counts {
                last = number;
            }
            let begins = index == 0;
            let joined = match (begins, word.wide) {
                (true, _) => 3,
                (false, true) => 5,
                (false, false) => 1,
            };
            // A remark is a row of its own; what stands behind a blank line hardly goes on.
            let inside = match (begins, blank) {
                (true, _) if is_remark(said, lexicon) || is_numbered(said) => 60,
                (true, _) if numbered && counts => 20,
                (true, true) => 12,
                (true, false) if numbered => 3,
                (true, false) => 8,
                (false, _) => 0,
            };
            found.push(Word { kind: kinds[index], counts, begins, joined, inside });
            printed.push((at, said.to_owned()));
        }
        blank = false;
    }
    (found, printed)
}

/// The table whose header begins with a line.
pub(super) fn find(lines: &[Line<'_>], at: usize, search: &mut Search, lexicon: &Lexicon) -> Option<Found> {
    // Most rows begin or end with a number.
    let text = lines[at].text.trim();
    if text.starts_with(|c: char| c.is_ascii_digit()) && !text.contains('年') || text.ends_with('。') {
        return None;
    }
    let (mut narrow, mut wide) = header_words(lines[at].text, lexicon)?;
    if lacks_its_groups(&narrow, &lines[at + 1..], lexicon) {
        narrow.insert(0, GROUPS.to_owned());
        wide.insert(0, GROUPS.to_owned());
    }
    let mut best: Option<(u64, Header, Placer, usize)> = None;
    let next = (at + 1..lines.len()).find(|&next| !lines[next].is_blank());
    for first in [&wide, &narrow] {
        let cells: Vec<&str> = first.iter().map(String::as_str).collect();
        let both = first.len() == 2 && cells.iter().all(|cell| named_surely(cell, lexicon)) && first[0] != first[1];
        if first.len() < 3 && !both || !may_be_header(&cells, lexicon) {
            continue;
        }
        let mut ways: Vec<(Vec<Vec<String>>, usize)> = vec![(vec![first.clone()], at + 1)];
        if let Some(next) = next
            && let Some((lower, _)) = header_words(lines[next].text, lexicon)
            && (stands_below(&lower.iter().map(String::as_str).collect::<Vec<_>>(), lexicon) || says_again(first, &lower))
        {
            ways.push((vec![first.clone(), lower], next + 1));
        }
        if search.inside() && cells.iter().filter(|cell| named_surely(cell, lexicon)).count() < 3 || !search.may_try() {
            continue;
        }
        for (rows, body) in ways {
            try_header(&rows, lines, body, lexicon, &mut best);
        }
    }
    if best.is_none()
        && narrow.len() >= 2
        && let Some(next) = next
        && let Some((lower, _)) = header_words(lines[next].text, lexicon)
        && stands_below(&lower.iter().map(String::as_str).collect::<Vec<_>>(), lexicon)
    {
        try_header(&[narrow.clone(), lower], lines, next + 1, lexicon, &mut best);
    }
    let (_, header, placer, body) = best.or_else(|| aligned(lines, at, &narrow, search, lexicon))?;
    let (words, printed) = placed_words(&lines[body..lines.len().min(body + TRIED)], placer.numbered(), lexicon);
    let (placed, _) = placer.rows(&words);
    let mut rows: Vec<Vec<String>> = Vec::new();
    for ((begins, column), (_, said)) in placed.iter().zip(&printed) {
        if *begins || rows.is_empty() {
            rows.push(vec![String::new(); placer.width()]);
        }
        if let Some(row) = rows.last_mut() {
            row[*column].push_str(said);
        }
    }
    let cells: Vec<Vec<&str>> = rows.iter().take(FIRST).map(|row| row.iter().map(String::as_str).collect()).collect();
    let roles = decide(&header.headings, &header.printed, &Body { rows: cells, caption: &caption(lines, at) }, lexicon);
    if !roles.readable() {
        if header.known() > 2 {
            search.refuse(at, rows.len() + 1, &header.printed.iter().map(String::as_str).collect::<Vec<_>>(), lexicon);
        }
        return None;
    }
    if !roles.solid() {
        return None;
    }
    let unit = unit_in_front(lines, (at, body), lexicon);
    Some(Found { header: at, body, end: None, table: Table { form: Kindred::Spaces, placer, rows: Rows::new(roles, unit) } })
}

/// Whether a header begins with the names of a performance sheet, and the rows below with what gathers them, whose own column stands in lines above
/// or nowhere: 三级指标 指标值 完成值 over 数量指标 新建校舍 3栋 3栋.
fn lacks_its_groups(header: &[String], below: &[Line<'_>], lexicon: &Lexicon) -> bool {
    let named = header.first().is_some_and(|first| first == NAMES);
    let gathers = |line: &&Line<'_>| {
        let readable = Readable::new(line.text, 0);
        let all = words(readable.text());
        let first = all.first().map(|word| word.span.of(readable.text()));
        all.len() > 3 && first.is_some_and(|first| lexicon.sheets.prefix(first).is_some_and(|(word, _)| word.len() == first.len()))
    };
    named && below.iter().take(TRIED).filter(gathers).nth(1).is_some()
}

/// A header that is cut over lines, above rows of so many words each.
fn aligned(
    lines: &[Line<'_>],
    at: usize,
    first: &[String],
    search: &mut Search,
    lexicon: &Lexicon,
) -> Option<(u64, Header, Placer, usize)> {
    let row = |line: &Line<'_>| {
        let readable = Readable::new(line.text, 0);
        words(readable.text()).iter().map(|word| word.span.of(readable.text()).to_owned()).collect::<Vec<String>>()
    };
    let is_row = |cells: &[String]| align::is_row(&cells.iter().map(String::as_str).collect::<Vec<_>>(), lexicon);
    let mut header = first.to_vec();
    let mut body = at + 1;
    for line in lines.iter().skip(at + 1).take(HEADER_LINES) {
        let cells = row(line);
        if is_row(&cells) {
            break;
        }
        header.extend(if line.is_blank() { Vec::new() } else { header_words(line.text, lexicon).map_or(cells, |(narrow, _)| narrow) });
        body += 1;
    }
    if body == at + 1 || !header.iter().all(|cell| may_head(cell, lexicon)) || search.inside() || !search.may_lay() {
        return None;
    }
    let rows: Vec<Vec<String>> =
        lines.iter().skip(body).filter(|line| !line.is_blank()).take(FIRST).map(row).take_while(|cells| is_row(cells)).collect();
    let cells: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    let width = mode(cells.iter().map(Vec::len)).filter(|_| cells.len() > 2)?;
    let columns = align::Columns::of(&cells, width, lexicon);
    let header = align::aligned(&header, &[], &columns, lexicon)?;
    let placer = Placer::new(header.headings.iter(), false);
    Some((0, header, placer, body))
}

/// Whether the line behind a header has more words for columns than it: then that is the header, and what stands in front is cut off it.
fn begins_below(lines: &[Line<'_>], body: usize, surely: usize, lexicon: &Lexicon) -> bool {
    let below = lines.iter().skip(body).find(|line| !line.is_blank()).and_then(|line| header_words(line.text, lexicon));
    below.is_some_and(|(words, _)| words.len() > 2 && words.iter().filter(|word| named_surely(word, lexicon)).count() > surely)
}

fn try_header(rows: &[Vec<String>], lines: &[Line<'_>], body: usize, lexicon: &Lexicon, best: &mut Option<(u64, Header, Placer, usize)>) {
    let named: usize = rows.iter().map(|row| count_named(&row.iter().map(String::as_str).collect::<Vec<_>>(), lexicon)).sum();
    let surely = rows.iter().flatten().filter(|cell| named_surely(cell, lexicon)).count();
    if named < 2 || surely < 2 || begins_below(lines, body, surely, lexicon) {
        return;
    }
    let numbered = rows[0].iter().any(|cell| heading(cell, lexicon).role.is_some_and(|(role, _)| role == Role::Number));
    let (words, printed) = placed_words(&lines[body.min(lines.len())..lines.len().min(body + TRIED)], numbered, lexicon);
    let mut lengths: Vec<usize> = Vec::new();
    for line in printed.chunk_by(|a, b| a.0 == b.0) {
        if line.len() > 1 {
            lengths.push(line.len());
        }
    }
    let Some(usual) = mode(lengths.into_iter()) else { return };
    let count: usize = rows.iter().map(Vec::len).sum();
    let width = if rows.len() == 1 { count } else { usual };
    // A remark at the end, of which nothing is printed below, may be gone from all rows.
    let more = (rows.len() > 1 && rows[0].last().is_some_and(|last| remarks(last, lexicon))).then_some(width + 1);
    let ways = std::iter::once(width).chain(more).filter_map(|width| spread(rows, width, lexicon));
    let Some((against, paths)) = ways.min_by_key(|(against, _)| *against) else { return };
    let width = paths.len();
    let header = Header::of(&paths, lexicon);
    let mut placer = Placer::new(header.headings.iter(), false);
    let (placed, cost) = placer.learned(&words);
    // Rows with two cells or more in their columns.
    let mut full = 0;
    let mut from = 0;
    for to in 1..=placed.len() {
        if to == placed.len() || placed[to].0 {
            let mut columns: Vec<usize> = placed[from..to].iter().map(|(_, column)| *column).collect();
            columns.dedup();
            full += usize::from(columns.len() > 1);
            from = to;
        }
    }
    let unknown = (width - header.known()) as u64;
    let cost = cost.saturating_mul(10) / (words.len().max(1) as u64) + unknown * 4 + against as u64 * 2;
    let enough = full > 1 || full > 0 && header.known() == width;
    if enough && cost <= DEAREST && best.as_ref().is_none_or(|(least, ..)| cost < *least) {
        *best = Some((cost, header, placer, body));
    }
}

/// Reads some lines of the body; gives how many were read.
pub(super) fn feed<'a>(
    placer: &Placer,
    rows: &mut Rows,
    lines: &[Line<'a>],
    ended: bool,
    lexicon: &Lexicon,
    out: &mut impl FnMut(Out<'a>),
) -> usize {
    let (words, printed) = placed_words(lines, placer.numbered(), lexicon);
    let (placed, _) = placer.rows(&words);
    let (ranges, kept) = whole_rows(&placed, ended);
    for Range { start: from, end: to } in ranges {
        let lines = &lines[printed[from].0..=printed[to - 1].0];
        if to - from == 1 || is_remark(&printed[from].1, lexicon) {
            rows.apart();
            hand_on(lines, out);
            continue;
        }
        let stretch = Stretch::of(lines);
        let text = stretch.readable();
        let under = under(placer, &split(text.text()), placed[from..to].iter().map(|(_, column)| *column));
        let row = Row { line: stretch.line, text, cells: under.clone() };
        out(Out::Fed(rows.fed(row, &under, false, lexicon)));
    }
    if kept == placed.len() { lines.len() } else { printed[kept].0 }
}

/// The words of the readable text of a row.
fn split(text: &str) -> Vec<Span> {
    let mut from = 0;
    let mut spans = Vec::new();
    for line in text.split_inclusive('\n') {
        spans.extend(words(line).into_iter().map(|Spaced { span, .. }| span.shifted(from)));
        from += line.len();
    }
    spans
}
