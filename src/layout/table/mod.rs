//! Tables in a text: where one begins, and its rows one after another.
//!
//! A table is found by a header whose words say what columns hold and rows below that fit it; how wide it is, is known from the rows. What its
//! columns hold is decided once, on its first [`FIRST`] rows ([`crate::role`]); then row after row is read.

mod align;
mod cells;
mod form;
mod glued;
mod grouped;
mod header;
mod numbers;
mod official;
mod paired;
mod reckoned;
mod records;
mod rows;
mod spaces;

use std::ops::Range;
use std::sync::Arc;

use crate::document::{Ends, Line, Row, Separator, Stretch, is_bar};
use crate::grammar::is_unit;
use crate::layout::{Fed, RawItem};
use crate::lexicon::Lexicon;
use crate::role::{Body, Kind, Placer, Role, Roles, Word, decide, heading, kind, row_number};
use crate::span::Span;
use crate::text::Readable;
use header::{Header, MOST_ROWS, count_named, is_whole, may_be_header, named_surely, spread, stands_below};
use records::{Shape, is_rule, mode};
use rows::Rows;

/// On so many rows it is decided what the columns of a table hold.
const FIRST: usize = 64;

/// A table that is being read.
#[derive(Debug)]
pub(super) struct Table {
    form: Kindred,
    placer: Placer,
    rows: Rows,
}

/// How its rows are found.
#[derive(Debug)]
enum Kindred {
    Lines(Shape),
    /// And whether rows begin behind runs of bars only.
    Cells(Ends, bool),
    Spaces,
    Form(form::Labels),
    Glued(glued::Sheet),
    Reckoned(reckoned::Places),
    Grouped(grouped::Matrix),
    Paired(paired::Order),
    Official(official::Form),
    /// A table whose header was seen and cannot be read: its rows are notes, and no rows of the table in front of it.
    Unread(Separator),
}

/// A table that was found among some lines.
#[derive(Debug)]
pub(super) struct Found {
    /// Where its header begins, and where its rows do.
    pub(super) header: usize,
    pub(super) body: usize,
    /// Where it ends for sure; a table between marks goes on to the next.
    pub(super) end: Option<usize>,
    pub(super) table: Table,
}

impl Found {
    /// Of rows between marks.
    fn of_rows(lines: &[Line<'_>], (header, body): (usize, usize), shape: Shape, placer: Placer, roles: Roles, lexicon: &Lexicon) -> Self {
        let rows = Rows::new(roles, unit_in_front(lines, (header, body), lexicon));
        Self { header, body, end: None, table: Table { form: Kindred::Lines(shape), placer, rows } }
    }
}

/// What was looked for among some lines.
#[derive(Debug, Default)]
pub(super) struct Search {
    pub(super) found: Vec<Found>,
    /// The first table that cannot be read.
    pub(super) refused: Option<Refused>,
    /// How many headers were tried on the rows below them.
    tried: usize,
    /// How many were laid over their columns by what stands below.
    laid: usize,
    /// As far as this rows were looked for whose numbers agree.
    reckoned: usize,
    /// As far as headers were read that repeat a group of columns.
    grouped: usize,
    /// As far as lines were looked for that end in a target and a result.
    paired: usize,
    /// As far as performance sheets were read whose header or rows are broken.
    official: usize,
    /// As far as rows below no header were looked for that say what they ask by their bounds.
    headless: usize,
    /// Whether a table is open where the lines begin.
    open: bool,
}

/// A table that cannot be read.
#[derive(Debug)]
pub(super) struct Refused {
    /// The place of its header among the lines.
    pub(super) line: usize,
    pub(super) header: String,
    /// How many lines it has, about.
    pub(super) rows: usize,
    /// What its columns were taken for.
    pub(super) found: String,
    /// What it would need.
    pub(super) missing: &'static str,
}

impl Search {
    /// Whether a header may still be tried on the rows below it, so that lines which all look like one take no longer than others.
    fn may_try(&mut self) -> bool {
        self.tried += 1;
        self.tried <= MOST_TRIED
    }

    /// The same for what takes longer: to lay a header over its columns.
    fn may_lay(&mut self) -> bool {
        self.laid += 1;
        self.laid <= MOST_LAID
    }

    /// Whether a table stands in front of what is looked at.
    fn inside(&self) -> bool {
        self.open || !self.found.is_empty()
    }

    /// Keeps the first table that cannot be read.
    fn refuse(&mut self, line: usize, rows: usize, cells: &[&str], lexicon: &Lexicon) {
        if self.refused.is_some() {
            return;
        }
        let said: Vec<&str> = cells.iter().copied().filter(|cell| !cell.is_empty()).collect();
        let roles: Vec<(&str, Role)> =
            said.iter().filter_map(|cell| Some((*cell, heading(cell, lexicon).role?.0))).filter(|(_, role)| *role != Role::Other).collect();
        let known: Vec<String> = roles.iter().take(12).map(|(cell, role)| format!("{cell} is {role}")).collect();
        let named = roles.iter().any(|(_, role)| matches!(role, Role::Name | Role::Goal | Role::Class));
        let is = |role: Role| roles.iter().any(|(_, found)| *found == role);
        let missing = if named && is(Role::Result) && !is(Role::Goal) && !is(Role::Target) {
            "a column of what is asked (目标, 计划); actual figures alone are for the second text of a comparison"
        } else if named {
            "a column of what is asked (目标, 计划) or of what was reached (完成情况, 实际)"
        } else {
            "a column that names what each row is of (指标, 项目, 重点工作), beside what is asked or what was reached"
        };
        self.refused = Some(Refused {
            line,
            rows,
            header: said.join(" | ").chars().take(LONGEST_HEADER).collect(),
            found: if known.is_empty() { "no word for a column is known".to_owned() } else { known.join(", ") },
            missing,
        });
    }
}

/// What a line of a table gave.
#[allow(clippy::large_enum_variant, reason = "handed on at once, never kept")]
pub(super) enum Out<'a> {
    Fed(Fed<'a>),
    /// A line that is no row.
    Line(Line<'a>),
}

/// A line that begins a table without marks is not longer.
const LONGEST_LINE: usize = 600;
/// The first cell of a header goes over so many lines at most, none of so many characters.
const FRONT: usize = 3;
const SHORT: usize = 8;
/// So many headers are tried among some lines.
const MOST_TRIED: usize = 64;
/// So many of them are laid over their columns by what stands below.
const MOST_LAID: usize = 6;
/// So much of a header is quoted in an error.
const LONGEST_HEADER: usize = 200;
/// A row is moved to the right where its cells fit so much better there.
const SHIFTED: u32 = 4;
/// A header cell between commas is not longer, in characters: a clause of prose is.
const COMMAS: usize = 24;
/// A region between bars ends where so many lines have none.
const GAP: usize = 12;
/// The shape of rows is known from so many lines.
const SHAPE: usize = 400;

/// Whether a mark of a pair stands alone in a cell, as where a comma cuts a sentence.
fn cut(cell: &str) -> bool {
    [('(', ')'), ('（', '）'), ('《', '》'), ('“', '”'), ('「', '」')]
        .iter()
        .any(|(open, close)| cell.matches(*open).count() != cell.matches(*close).count())
}

/// The tables among some lines; `open` says that one is being read where they begin.
pub(super) fn search(lines: &[Line<'_>], open: bool, lexicon: &Lexicon) -> Search {
    let mut search = Search { open, ..Search::default() };
    // Where the next line with marks stands, for each.
    let marked = |line: &Line<'_>| Separator::Bar.has(line.text, 1) || Separator::Tab.has(line.text.trim(), 1);
    let mut ends = vec![lines.len(); lines.len()];
    for at in (0..lines.len()).rev() {
        ends[at] = if marked(&lines[at]) { at } else { ends.get(at + 1).copied().unwrap_or(lines.len()) };
    }
    let mut at = 0;
    let mut region: Option<Region> = None;
    while at < lines.len() {
        if lines[at].is_blank() {
            at += 1;
            continue;
        }
        if region.as_ref().is_none_or(|region| at >= region.end) {
            region = Region::at(lines, at);
        }
        let found = match &region {
            Some(region) => {
                let table = region.table(lines, at, &mut search, lexicon);
                // A sentence has commas too.
                table
                    .or_else(|| if region.separator == Separator::Bar { None } else { unmarked(lines, at, ends[at], &mut search, lexicon) })
            }
            None => unmarked(lines, at, ends[at], &mut search, lexicon),
        };
        let found = match found {
            Some(found) => {
                let found = official::instead(found, lines, &mut search, lexicon);
                let found = grouped::instead(found, lines, &mut search, lexicon);
                let found = reckoned::instead(found, lines, &mut search, lexicon);
                Some(paired::instead(found, lines, &mut search, lexicon))
            }
            // A paragraph begins none of these.
            None if lines[at].text.trim_end().ends_with('。') => None,
            None => grouped::find(lines, at, &mut search, lexicon)
                .or_else(|| official::find(lines, at, &mut search, lexicon))
                .or_else(|| official::headless(lines, at, &mut search, lexicon))
                .or_else(|| reckoned::find(lines, at, &mut search, lexicon))
                .or_else(|| paired::find(lines, at, &mut search, lexicon)),
        };
        match found {
            Some(found) => {
                at = found.end.unwrap_or(found.body).max(at + 1);
                search.found.push(found);
            }
            None => at += 1,
        }
    }
    search
}

/// A table without marks: forms, one cell a line, columns apart by spaces.
fn unmarked(lines: &[Line<'_>], at: usize, end: usize, search: &mut Search, lexicon: &Lexicon) -> Option<Found> {
    if let Some(found) = glued::find(lines, at, lexicon) {
        return Some(found);
    }
    if lines[at].text.len() > LONGEST_LINE {
        return None;
    }
    form::find(lines, at, end, lexicon)
        .or_else(|| spaces::find(lines, at, search, lexicon))
        .or_else(|| cells::find(lines, at, end, search, lexicon))
}

/// Lines between which marks stand.
struct Region {
    end: usize,
    separator: Separator,
    /// Whether each cell has a line of its own.
    cells: bool,
    shape: Option<Shape>,
    /// Where it begins, of rows in a frame of bars: with them begins a table of its own.
    begins: Option<usize>,
}

impl Region {
    /// The region that begins with a line.
    fn at(lines: &[Line<'_>], at: usize) -> Option<Self> {
        let text = lines[at].text;
        if Separator::Bar.count(text) > 0 {
            return Some(Self::bars(lines, at));
        }
        // A cell that the bar on the next line ends.
        let closes = |line: &Line<'_>| !line.text.trim().is_empty() && line.text.trim().chars().all(is_bar);
        if text.len() <= LONGEST_LINE && lines.get(at + 1).is_some_and(closes) {
            return Some(Self::bars(lines, at + 1)).filter(|region| region.cells);
        }
        // One that the bar in front of the next cell ends: 指标⏎名称⏎| 目标⏎| 完成.
        let front = lines[at..].iter().take(FRONT).take_while(|line| is_short(line) && !line.text.contains(is_bar)).count();
        if front > 0 && lines.get(at + front).is_some_and(led) && lines.get(at + front + 1).is_some_and(led) {
            return Some(Self::bars(lines, at + front)).filter(|region| region.cells);
        }
        for separator in [Separator::Tab, Separator::Comma, Separator::Semicolon] {
            if separator.has(text, 1) {
                // Bars are plainer than commas.
                let bars = lines[at..].iter().take(SHAPE).position(|line| Separator::Bar.has(line.text, 1)).unwrap_or(SHAPE);
                let end = lines[at..].iter().take(bars).rposition(|line| separator.has(line.text, 1)).map_or(at + 1, |last| at + last + 1);
                let shape = Shape::of(&lines[at..end], separator).filter(|shape| shape.marks > 0);
                if shape.is_some() {
                    return Some(Self { end, separator, cells: false, shape, begins: None });
                }
            }
        }
        None
    }

    fn bars(lines: &[Line<'_>], at: usize) -> Self {
        let (mut end, mut gap, mut ends, mut rows) = (at + 1, 0, 0, 0);
        // Rows that begin and end with a bar go on for no line without one.
        let mut framed = true;
        for (index, line) in lines.iter().enumerate().skip(at) {
            let text = line.text.trim();
            let marks = Separator::Bar.count(text);
            if text.is_empty() || is_rule(text) {
                continue;
            }
            if marks == 0 {
                gap += 1;
                if gap > GAP || framed {
                    break;
                }
                continue;
            }
            framed &= marks > 1 && text.starts_with(is_bar) && text.ends_with(is_bar);
            (end, gap) = (index + 1, 0);
            if index < at + SHAPE {
                let inner = text.trim_matches(|c: char| is_bar(c) || c.is_whitespace());
                // What has one bar, at one of its ends, or nothing else is one cell.
                if inner.is_empty() || marks == 1 && (text.ends_with(is_bar) || text.starts_with(is_bar)) {
                    ends += 1;
                } else {
                    rows += 1;
                }
            }
        }
        let shape = Shape::of(&lines[at..end.min(at + SHAPE)], Separator::Bar);
        Self { end, separator: Separator::Bar, cells: ends > rows * 2, shape, begins: framed.then_some(at) }
    }

    /// The table whose header begins with a line.
    fn table(&self, lines: &[Line<'_>], at: usize, search: &mut Search, lexicon: &Lexicon) -> Option<Found> {
        if self.cells {
            form::find(lines, at, self.end, lexicon).or_else(|| cells::find_between_bars(lines, at, self.end, search, lexicon))
        } else if form::alternates(lines[at].text, lexicon) {
            self.shape.and_then(|_| form::find(lines, at, self.end, lexicon))
        } else {
            self.rows(lines, at, self.shape?, search, lexicon)
        }
    }

    /// Rows between marks, under a header that begins with a line.
    fn rows(&self, lines: &[Line<'_>], at: usize, shape: Shape, search: &mut Search, lexicon: &Lexicon) -> Option<Found> {
        let inside = search.inside() && self.begins != Some(at);
        if !quick(lines[at].text, shape.separator) || is_rule(lines[at].text) {
            return None;
        }
        let (records, to) = self.header_rows(lines, at, shape, lexicon)?;
        let first: Vec<&str> = records[0].iter().map(String::as_str).collect();
        let known = count_named(&first, lexicon);
        let said = first.iter().filter(|cell| !cell.is_empty()).count();
        if said < 2 || inside && (said < 3 || known * 10 < said * 6) {
            return None;
        }
        if !search.may_try() {
            return None;
        }
        let body = body(lines, to, self.end, shape, lexicon);
        let comma = matches!(shape.separator, Separator::Comma | Separator::Semicolon);
        if body.is_empty() {
            return None;
        }
        let Some((depth, header)) = fitting(&records, &body, lexicon) else {
            return self.aligned(lines, at, &records, shape, search, lexicon);
        };
        let width = header.headings.len();
        // A sentence has commas too.
        let like = body.iter().filter(|(_, row)| row.cells.len() + 1 >= width).count();
        let sure = first.iter().filter(|cell| named_surely(cell, lexicon)).count();
        if header.known() < 1
            || comma
                && (header.known() < 2
                    || like * 2 < body.len()
                    || width < 3 && sure < 2
                    || header.named() * 10 < width * 5
                    || first.iter().any(|cell| cell.chars().count() > COMMAS || cut(cell)))
        {
            return None;
        }
        let cells = || body.iter().map(|(_, row)| texts(row)).collect::<Vec<_>>();
        let contradicted = depth > 1 && !comma && align::Columns::of(&cells(), width, lexicon).contradict(&header);
        if contradicted && let Some(found) = self.aligned(lines, at, &records, shape, search, lexicon) {
            return Some(found);
        }
        let body_at = if depth == records.len() { to } else { self.header_end(lines, at, shape, depth)? };
        let read: Vec<&(usize, Row<'_>)> = body.iter().filter(|(line, _)| *line >= body_at).collect();
        let rows: Vec<&Row<'_>> = read.iter().map(|(_, row)| row).collect();
        let made = made(header, &rows, &caption(lines, at), lexicon, |placer, row| under_columns(placer, row, lexicon));
        // A header of several rows that the numbers below contradict is put together wrongly.
        let made = made.filter(|(_, roles)| depth < 2 || roles.refused.is_none());
        let Some((placer, roles)) = made else {
            if !contradicted && let Some(found) = self.aligned(lines, at, &records, shape, search, lexicon) {
                return Some(found);
            }
            // Three lines alike are a table; a menu with bars is none.
            let alike = rows.len() > 1 && rows.iter().all(|row| row.cells.len() == records[0].len());
            if rows.len() > 1 && (known > 0 || alike && !comma) {
                search.refuse(at, rows.len() + 1, &first, lexicon);
            }
            // What stands below another header belongs to no column of the table above.
            let stands = inside && rows.len() > 1;
            return stands.then(|| Found {
                header: at,
                body: body_at,
                end: None,
                table: Table::without_columns(Kindred::Unread(shape.separator)),
            });
        };
        Some(Found::of_rows(lines, (at, body_at), shape, placer, roles, lexicon))
    }

    /// The table under a header that does not come out even with its rows; not between commas, which a sentence has too.
    fn aligned(
        &self,
        lines: &[Line<'_>],
        at: usize,
        records: &[Vec<String>],
        shape: Shape,
        search: &mut Search,
        lexicon: &Lexicon,
    ) -> Option<Found> {
        if matches!(shape.separator, Separator::Comma | Separator::Semicolon) || !search.may_lay() {
            return None;
        }
        for depth in (1..=records.len().min(2)).rev() {
            let body_at = self.header_end(lines, at, shape, depth)?;
            let body = body(lines, body_at, self.end, shape, lexicon);
            let cells: Vec<Vec<&str>> = body.iter().map(|(_, row)| texts(row)).map(trimmed).collect();
            let Some(width) = mode(cells.iter().filter(|cells| align::is_row(cells, lexicon)).map(Vec::len)) else { continue };
            let columns = align::Columns::of(&cells, width, lexicon);
            let lower = records.get(1).filter(|_| depth > 1).map_or(&[][..], Vec::as_slice);
            let header = align::aligned(&records[0], lower, &columns, lexicon);
            let Some(header) = header.filter(|header| !columns.contradict(header)) else { continue };
            let rows: Vec<&Row<'_>> = body.iter().map(|(_, row)| row).collect();
            if let Some((placer, roles)) =
                made(header, &rows, &caption(lines, at), lexicon, |placer, row| under_columns(placer, row, lexicon))
            {
                return Some(Found::of_rows(lines, (at, body_at), shape, placer, roles, lexicon));
            }
        }
        None
    }

    /// The rows that may make a header, and where they end.
    fn header_rows(&self, lines: &[Line<'_>], at: usize, shape: Shape, lexicon: &Lexicon) -> Option<(Vec<Vec<String>>, usize)> {
        let mut records: Vec<Vec<String>> = Vec::new();
        let mut to = at;
        while records.len() < MOST_ROWS && to < self.end {
            if lines[to].is_blank() || is_rule(lines[to].text) {
                to += 1;
                continue;
            }
            let mut count = shape.record(&lines[to..self.end], true)?;
            let mut row = shape.row(&lines[to..to + count]);
            // A header that is cut between two cells comes out even, as a row does.
            if records.is_empty() && count == 1 && to + 1 < self.end && shape.separator.has(lines[to].text, 1) {
                let marks = shape.separator.count(lines[to].text) + shape.separator.count(lines[to + 1].text);
                let joined = shape.row(&lines[to..to + 2]);
                let cells = texts(&joined);
                if marks == shape.marks
                    && shape.separator == Separator::Bar
                    && shape.separator.count(lines[to + 1].text) > 0
                    && may_be_header(&cells, lexicon)
                {
                    (count, row) = (2, joined);
                }
            }
            let cells = texts(&row);
            let fits = if records.is_empty() {
                may_be_header(&cells, lexicon)
            } else {
                !is_whole(&cells, lexicon) && stands_below(&cells, lexicon) || self.heads_numbers(&cells, lines, to + count, shape, lexicon)
            };
            if !fits {
                break;
            }
            records.push(cells.iter().map(|cell| (*cell).to_owned()).collect());
            to += count;
        }
        (!records.is_empty()).then_some((records, to))
    }

    /// Whether a row of words still belongs to the header of a table of numbers: all its cells may, and a row of numbers follows.
    fn heads_numbers(&self, cells: &[&str], lines: &[Line<'_>], next: usize, shape: Shape, lexicon: &Lexicon) -> bool {
        let said: Vec<&&str> = cells.iter().filter(|cell| !cell.is_empty()).collect();
        if said.len() < 2 || !said.iter().all(|cell| header::may_head(cell, lexicon)) {
            return false;
        }
        let mut at = next;
        for _ in 0..MOST_ROWS {
            let Some(count) = lines.get(at..self.end).filter(|rest| !rest.is_empty()).and_then(|rest| shape.record(rest, true)) else {
                return false;
            };
            let row = shape.row(&lines[at..at + count]);
            let below = texts(&row);
            let numbers = below.iter().filter(|cell| kind(cell, lexicon).is_number()).count();
            if numbers > 1 {
                return true;
            }
            if numbers > 0 || !below.iter().filter(|cell| !cell.is_empty()).all(|cell| header::may_head(cell, lexicon)) {
                return false;
            }
            at += count;
        }
        false
    }

    /// Where the body begins below so many header rows.
    fn header_end(&self, lines: &[Line<'_>], at: usize, shape: Shape, depth: usize) -> Option<usize> {
        let (mut to, mut rows) = (at, 0);
        while rows < depth && to < self.end {
            if lines[to].is_blank() || is_rule(lines[to].text) {
                to += 1;
                continue;
            }
            to += shape.record(&lines[to..self.end], true)?;
            rows += 1;
        }
        Some(to)
    }
}

/// Whether the only bar of a line stands in front of its cell.
fn led(line: &Line<'_>) -> bool {
    Separator::Bar.count(line.text) == 1 && line.text.trim_start().starts_with(is_bar)
}

/// Whether a line may be a part of the first cell of a header.
fn is_short(line: &Line<'_>) -> bool {
    !line.is_blank() && line.text.trim().chars().nth(SHORT).is_none()
}

/// The cells of a row as texts.
fn texts<'r>(row: &'r Row<'_>) -> Vec<&'r str> {
    (0..row.cells.len()).map(|cell| row.said(cell)).collect()
}

/// A row without the empty cells at its end.
fn trimmed(mut cells: Vec<&str>) -> Vec<&str> {
    while cells.last().is_some_and(|cell| cell.is_empty()) {
        cells.pop();
    }
    cells
}

/// Whether a line may be a header, by a look at its cells: most rows have a number alone in one of them.
fn quick(text: &str, separator: Separator) -> bool {
    text.len() < 2000
        && separator.cells(text).iter().all(|cell| {
            let said = cell.of(text);
            said.is_empty()
                || said.len() > 12
                || !said.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b'%' | b'-'))
                || said.len() == 4
        })
}

/// The first rows below a header, with the places of their first lines.
fn body<'a>(lines: &[Line<'a>], from: usize, end: usize, shape: Shape, lexicon: &Lexicon) -> Vec<(usize, Row<'a>)> {
    let (mut at, mut rows) = (from, Vec::new());
    while at < end && rows.len() < FIRST {
        let line = &lines[at];
        if line.is_blank() || is_rule(line.text) || shape.separator.count(line.text) == 0 {
            at += 1;
            continue;
        }
        let Some(count) = shape.record(&lines[at..end], true) else { break };
        let row = shape.row(&lines[at..at + count]);
        // The header of another table.
        let cells: Vec<&str> = texts(&row).into_iter().filter(|cell| !cell.is_empty()).collect();
        if !rows.is_empty()
            && cells.len() > 3
            && quick(lines[at].text, shape.separator)
            && may_be_header(&cells, lexicon)
            && count_named(&cells, lexicon) * 10 >= cells.len() * 6
        {
            break;
        }
        if row.cells.len() > 1 && row.cells.iter().filter(|cell| !cell.is_empty()).count() > 1 {
            rows.push((at, row));
        }
        at += count;
    }
    rows
}

/// How many cells a row has without the empty ones at its end.
fn length(row: &Row<'_>) -> usize {
    row.cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1)
}

/// The header that fits the rows below: as many of the rows as come out even over the width that most rows have.
fn fitting(records: &[Vec<String>], body: &[(usize, Row<'_>)], lexicon: &Lexicon) -> Option<(usize, Header)> {
    let printed = mode(body.iter().map(|(_, row)| row.cells.len()))?;
    let said = mode(body.iter().map(|(_, row)| length(row)))?;
    let most = body.iter().map(|(_, row)| length(row)).max()?;
    let mut widths = vec![printed, said, most];
    // A remark at the end, which most rows have not, may be gone from all of them.
    let remarks = records[0].iter().rfind(|cell| !cell.is_empty()).is_some_and(|last| remarks(last, lexicon));
    widths.extend(remarks.then_some(most + 1));
    widths.dedup();
    for depth in (2..=records.len()).rev() {
        let spread = widths.iter().filter_map(|&width| spread(&records[..depth], width, lexicon));
        if let Some((_, paths)) = spread.min_by_key(|(against, _)| *against) {
            return Some((depth, Header::of(&paths, lexicon)));
        }
    }
    let mut first = records[0].clone();
    while first.len() > said && first.last().is_some_and(String::is_empty) {
        first.pop();
    }
    let width = if first.len() >= said { first.len() } else { said };
    // 年份|承诺|目前情况| over 1996|1.|设立5所|已设立5所: the column with the numbers has lost its own cell, and what is empty stands at the end.
    let named = first.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
    let moved = width == said && named < said && counts_below_a_name(&first[..named], body, lexicon);
    let first = match moved.then(|| widened(&first[..named], body, said, lexicon)).flatten() {
        Some(over) => over,
        None if first.len() < width => widened(&first, body, width, lexicon)?,
        None => first,
    };
    let paths: Vec<Vec<String>> = first.into_iter().map(|cell| vec![cell]).collect();
    Some((1, Header::of(&paths, lexicon)))
}

/// Whether the numbers of the rows stand below a word for what they are called.
fn counts_below_a_name(first: &[String], body: &[(usize, Row<'_>)], lexicon: &Lexicon) -> bool {
    let names = |cell: &String| heading(cell, lexicon).role.is_some_and(|(role, _)| matches!(role, Role::Name | Role::Goal));
    let counts = |column: usize| {
        let numbers = body.iter().map(|(_, row)| row_number(row.cells.get(column).map_or("", |cell| cell.of(row.text.text()))));
        let numbers: Vec<u32> = numbers.flatten().collect();
        numbers.len() > 2 && numbers.len() * 3 >= body.len() * 2 && numbers.windows(2).all(|two| two[0] + 1 == two[1])
    };
    (0..first.len()).any(|column| names(&first[column]) && counts(column))
}

/// Whether a cell of a header stands over remarks.
fn remarks(cell: &str, lexicon: &Lexicon) -> bool {
    heading(cell, lexicon).role.is_some_and(|(role, _)| role == Role::Remark)
}

/// A header with fewer cells than the rows: the cell that spans is the one below which two cells fit best.
fn widened(first: &[String], body: &[(usize, Row<'_>)], width: usize, lexicon: &Lexicon) -> Option<Vec<String>> {
    let header = Header::of(&first.iter().map(|cell| vec![cell.clone()]).collect::<Vec<_>>(), lexicon);
    let placer = Placer::new(header.headings.iter(), true);
    let mut spans = vec![0usize; first.len()];
    let full = body.iter().filter(|(_, row)| length(row) == width).take(8);
    let mut seen = 0;
    for (_, row) in full {
        let words: Vec<Word> = (0..width).map(|cell| Word { joined: 2, ..word(row.said(cell), lexicon) }).collect();
        for column in placer.row(&words) {
            spans[column] += 1;
        }
        seen += 1;
    }
    if seen == 0 {
        return None;
    }
    let mut columns = Vec::new();
    for (cell, span) in first.iter().zip(spans) {
        columns.extend(std::iter::repeat_n(cell.clone(), ((span + seen / 2) / seen).max(1)));
    }
    // The first of several columns under one word has none of its own.
    (columns.len() == width).then(|| {
        let mut named = columns.clone();
        for at in 0..width - 1 {
            if columns[at] == columns[at + 1] {
                named[at] = String::new();
            }
        }
        named
    })
}

fn word(said: &str, lexicon: &Lexicon) -> Word {
    Word { kind: kind(said, lexicon), counts: row_number(said).is_some(), begins: true, joined: crate::role::APART, inside: 0 }
}

/// The cells of a row under the columns of its table; empty where there is none.
fn under_columns(placer: &Placer, row: &Row<'_>, lexicon: &Lexicon) -> Vec<Span> {
    let width = placer.width();
    let mut cells = row.cells.clone();
    while cells.len() > width && cells.last().is_some_and(|cell| cell.is_empty()) {
        cells.pop();
    }
    while cells.len() > width && cells.first().is_some_and(|cell| cell.is_empty()) {
        cells.remove(0);
    }
    if cells.len() > width {
        // More cells than columns: the last column goes on.
        let behind = cells[width - 1].join(cells[cells.len() - 1]);
        cells.truncate(width - 1);
        cells.push(behind);
    }
    if cells.len() == width && !shifted(placer, row, &cells, lexicon) {
        return cells;
    }
    // What a row that spans leaves out in front is printed empty at its end.
    while cells.len() == width || cells.last().is_some_and(|cell| cell.is_empty()) && cells.len() > 1 {
        cells.pop();
    }
    let words: Vec<Word> = cells.iter().map(|cell| word(cell.of(row.text.text()), lexicon)).collect();
    let mut placed = vec![Span::new(0, 0); width];
    for (cell, column) in cells.into_iter().zip(placer.row(&words)) {
        placed[column] = cell;
    }
    placed
}

/// Whether a row with empty cells at its end fits its columns better further right: the cells below one that spans rows moved to the left.
fn shifted(placer: &Placer, row: &Row<'_>, cells: &[Span], lexicon: &Lexicon) -> bool {
    let said = cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
    if said == cells.len() || said == 0 {
        return false;
    }
    let words: Vec<Word> = cells.iter().map(|cell| word(cell.of(row.text.text()), lexicon)).collect();
    let moved = placer.row(&words[..said]);
    let cost = |places: &mut dyn Iterator<Item = usize>| placer.fit(&words[..said], places);
    cost(&mut moved.iter().copied()) + SHIFTED < cost(&mut (0..said))
}

/// Where the rows stand among placed cells, and how many cells they have together. The last row may go on where the text has not ended.
fn whole_rows(placed: &[(bool, usize)], ended: bool) -> (Vec<Range<usize>>, usize) {
    let mut cuts: Vec<usize> = (0..placed.len()).filter(|&at| placed[at].0).collect();
    let kept = if !ended && cuts.len() > 1 { cuts.pop() } else { None }.unwrap_or(placed.len());
    let ends = cuts.iter().skip(1).copied().chain([kept]);
    (cuts.iter().zip(ends).map(|(&from, to)| from..to).collect(), kept)
}

/// The cells of a row under their columns; what goes on in one is joined, and empty where there is none.
fn under(placer: &Placer, cells: &[Span], columns: impl IntoIterator<Item = usize>) -> Vec<Span> {
    let mut under = vec![Span::new(0, 0); placer.width()];
    let mut last = None;
    for (&cell, column) in cells.iter().zip(columns) {
        let place = &mut under[column];
        *place = match (place.is_empty(), cell.is_empty()) {
            (true, _) => cell,
            (false, false) if last == Some(column) => place.join(cell),
            // Between the two stands what is of other columns.
            (false, _) => *place,
        };
        last = Some(column);
    }
    under
}

/// Hands on lines that are no row.
fn hand_on<'a>(lines: &[Line<'a>], out: &mut impl FnMut(Out<'a>)) {
    lines.iter().filter(|line| !line.is_blank()).for_each(|&line| out(Out::Line(line)));
}

/// The lines among some that have a part of the printed bytes.
fn touched(lines: &[Line<'_>], printed: Span) -> Range<usize> {
    lines.partition_point(|line| line.from + line.text.len() <= printed.from)..lines.partition_point(|line| line.from < printed.to)
}

/// How many of the first lines are no more than so many lines and so many bytes.
fn within(lines: &[Line<'_>], most: usize, bytes: usize) -> usize {
    let mut read = 0;
    let near = |line: &&Line<'_>| {
        read += line.text.len();
        read < bytes
    };
    lines.iter().take(most).take_while(near).count()
}

/// Feeds a row that stands in a part of some lines: `said` is that part of their text, `cells` are spans of it. What reads otherwise by itself is
/// passed over.
fn feed_part<'a>(
    rows: &mut Rows,
    lines: &[Line<'a>],
    whole: &Readable<'_>,
    said: Span,
    cells: &[Span],
    lexicon: &Lexicon,
    out: &mut impl FnMut(Out<'a>),
) {
    let printed = whole.printed(said);
    let part = |line: &Line<'a>| {
        let (from, to) = (printed.from.max(line.from), printed.to.min(line.from + line.text.len()));
        (from < to).then(|| Line { number: line.number, from, text: &line.text[from - line.from..to - line.from] })
    };
    let stretch = Stretch::of(&lines[touched(lines, printed)].iter().filter_map(part).collect::<Vec<_>>());
    let text = stretch.readable();
    if text.text() != said.of(whole.text()) {
        return;
    }
    let own = |cell: &Span| if cell.is_empty() { *cell } else { Span::new(cell.from - said.from, cell.to - said.from) };
    let placed: Vec<Span> = cells.iter().map(own).collect();
    rows.apart();
    let row = Row { line: stretch.line, text, cells: placed.clone() };
    out(Out::Fed(rows.fed(row, &placed, false, lexicon)));
}

/// Decides what the columns under a header hold, by the first rows. `None` where nothing can be read of them.
fn made<'r, 'a: 'r>(
    header: Header,
    rows: &[&'r Row<'a>],
    caption: &str,
    lexicon: &Lexicon,
    place: impl Fn(&Placer, &Row<'a>) -> Vec<Span>,
) -> Option<(Placer, Roles)> {
    let mut placer = Placer::new(header.headings.iter(), true);
    let width = placer.width();
    // A bar more at the end of every row makes a cell that no column has.
    let even = |row: &Row<'_>| row.cells.len() >= width && row.cells[width..].iter().all(|cell| cell.is_empty());
    let full: Vec<&&Row<'a>> = rows.iter().filter(|row| even(row) && !shifted(&placer, row, &row.cells[..width], lexicon)).collect();
    for row in full {
        placer.see(row.cells[..width].iter().map(|cell| Some(kind(cell.of(row.text.text()), lexicon))));
    }
    placer.learn();
    let placed: Vec<Vec<&str>> = rows
        .iter()
        .map(|row| place(&placer, row).into_iter().map(|span| if span.is_empty() { "" } else { span.of(row.text.text()).trim() }).collect())
        .collect();
    let roles = decide(&header.headings, &header.printed, &Body { rows: placed, caption }, lexicon);
    roles.readable().then_some((placer, roles))
}

/// The lines in front of a table that may say what it is: its caption.
fn caption(lines: &[Line<'_>], at: usize) -> String {
    let said = lines[..at].iter().rev().filter(|line| !line.is_blank()).take(3);
    let said: Vec<String> = said.map(|line| Readable::new(line.text, 0).text().trim().chars().take(80).collect()).collect();
    said.join(" ")
}

/// So many lines of a header may have a line with the unit among them.
const MOST_HEADER: usize = 60;

/// 单位:万元 in a line in front of the header, or among its own.
fn unit_in_front(lines: &[Line<'_>], (header, body): (usize, usize), lexicon: &Lexicon) -> Option<Arc<str>> {
    let front = lines[..header].iter().rev().filter(|line| !line.is_blank()).take(4);
    let among = lines.get(header..body).unwrap_or_default().iter().take(MOST_HEADER);
    front.chain(among).find_map(|line| unit_of_all(line.text, lexicon))
}

fn unit_of_all(line: &str, lexicon: &Lexicon) -> Option<Arc<str>> {
    let readable = Readable::new(line, 0);
    let text = readable.text();
    // 单 位:万元. 填报单位: is whose the table is.
    text.match_indices('单').find_map(|(from, one)| unit_said(&text[from + one.len()..], lexicon))
}

/// The unit behind 单: 位:万元.
fn unit_said(behind: &str, lexicon: &Lexicon) -> Option<Arc<str>> {
    let said = behind.trim_start().strip_prefix('位')?.trim_start().strip_prefix([':', '：'])?.trim();
    let said = said.split([')', '）', '|', ';', '\t', ' ']).next()?.trim();
    let said = said.trim_start_matches("新台币").trim_start_matches("人民币");
    // 单位:个、亿元: several units, each for the columns that it suits.
    let list = || rows::listed(said).all(|unit| is_unit(unit, lexicon));
    (is_unit(said, lexicon) || list()).then(|| said.into())
}

impl Table {
    /// A table of which no columns are known.
    fn without_columns(form: Kindred) -> Self {
        Self { form, placer: Placer::new(std::iter::empty(), false), rows: Rows::new(Roles::none(), None) }
    }

    pub(super) const fn is_unread(&self) -> bool {
        matches!(self.form, Kindred::Unread(_))
    }

    /// How it is printed, as a report says it.
    pub(super) const fn name(&self) -> &'static str {
        match &self.form {
            Kindred::Lines(shape) => match shape.separator {
                Separator::Bar => "pipe",
                Separator::Tab | Separator::Comma | Separator::Semicolon => "delimited",
            },
            Kindred::Cells(..) => "cells",
            Kindred::Spaces => "spaced",
            Kindred::Form(_) => "form",
            Kindred::Glued(_) | Kindred::Official(_) => "sheet",
            Kindred::Reckoned(_) => "reckoned",
            Kindred::Grouped(_) => "grouped",
            Kindred::Paired(_) => "paired",
            Kindred::Unread(_) => "unread",
        }
    }

    /// Reads some lines of its body; gives how many were read. `ended` says that nothing of it follows them.
    pub(super) fn feed<'a>(&mut self, lines: &[Line<'a>], ended: bool, lexicon: &Lexicon, out: &mut impl FnMut(Out<'a>)) -> usize {
        match &self.form {
            Kindred::Lines(shape) => {
                let shape = *shape;
                self.feed_rows(lines, shape, ended, lexicon, out)
            }
            Kindred::Cells(ends, broken) => cells::feed(&self.placer, &mut self.rows, (*ends, *broken), lines, ended, lexicon, out),
            Kindred::Spaces => spaces::feed(&self.placer, &mut self.rows, lines, ended, lexicon, out),
            Kindred::Form(labels) => form::feed(labels, lines, lexicon, out),
            Kindred::Glued(sheet) => glued::feed(sheet, lines, lexicon, out),
            Kindred::Official(form) => official::feed(form, &mut self.rows, lines, lexicon, out),
            Kindred::Paired(order) => paired::feed(*order, &mut self.rows, lines, lexicon, out),
            Kindred::Grouped(matrix) => grouped::feed(matrix, &mut self.rows, lines, ended, lexicon, out),
            Kindred::Reckoned(places) => reckoned::feed(places, &mut self.rows, lines, ended, lexicon, out),
            Kindred::Unread(separator) => {
                for &line in lines.iter().filter(|line| !line.is_blank()) {
                    // What stands between no marks is none of its rows.
                    out(if separator.has(line.text, 1) { Out::Fed(Fed::Note(RawItem::line(line))) } else { Out::Line(line) });
                }
                lines.len()
            }
        }
    }

    fn feed_rows<'a>(&mut self, lines: &[Line<'a>], shape: Shape, ended: bool, lexicon: &Lexicon, out: &mut impl FnMut(Out<'a>)) -> usize {
        // A comma may also stand in a remark, so that a row of commas needs almost all of them.
        let least = match shape.separator {
            Separator::Comma | Separator::Semicolon => self.placer.width().saturating_sub(2).max(1),
            Separator::Bar | Separator::Tab => 1,
        };
        let mut at = 0;
        while at < lines.len() {
            let line = lines[at];
            if line.is_blank() || is_rule(line.text) {
                at += 1;
                continue;
            }
            let Some(count) = shape.record(&lines[at..], ended) else { return at };
            let row = shape.row(&lines[at..at + count]);
            at += count;
            if count == 1 && !shape.separator.has(line.text, least) {
                out(Out::Line(line));
                continue;
            }
            let mut placed = under_columns(&self.placer, &row, lexicon);
            let lost = self.placer.lost(placed.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1));
            // As it is printed: placed, a share may stand where it belongs, and the amounts in front of it anywhere.
            let kinds = || row.cells.iter().map(|cell| if cell.is_empty() { Kind::Blank } else { kind(cell.of(row.text.text()), lexicon) });
            if self.placer.moved(kinds()) {
                self.placer.numbers().for_each(|at| placed[at] = Span::new(0, 0));
            }
            out(Out::Fed(self.rows.fed(row, &placed, lost, lexicon)));
        }
        at
    }
}
