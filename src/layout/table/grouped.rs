//! A matrix one cell a line: rows named once, under several groups of the same columns; cells that are empty are gone.
//!
//! Reads: `县区|编筐(只)|织席(张)|目标|完成|率|目标|完成|率`, each on a line of its own or in front of a bar, then rows of a name and its numbers.
//! Most rows have so many numbers, and in these each rate is that of its target: so it is known which groups never have one, and in a shorter row
//! which groups are gone.
//! Refuses: groups without a rate to prove them; headers whose groups cannot be told from what stands above them. A row that may be laid in two
//! ways, and a group whose rate is another, are left out.

use rust_decimal::Decimal;

use super::cells::{self, Cell};
use super::header::{Header, joined, may_begin, may_head, named};
use super::numbers::{Number, Record, records_up_to};
use super::records::mode;
use super::rows::Rows;
use super::{FIRST, Found, Kindred, LONGEST_LINE, Out, Search, Table, caption, reckoned, unit_in_front, within};
use crate::document::{Ends, Line, Stretch, is_bar};
use crate::lexicon::Lexicon;
use crate::role::{Body, Role, decide, heading};
use crate::span::Span;
use crate::text::Readable;

/// A header has no more cells, and stands on no more lines.
const MOST_CELLS: usize = 80;
const MOST_HEADER: usize = 400;
/// Of so many lines behind the header, and so many bytes, it is known how long rows are.
const MOST_LINES: usize = 1200;
const MOST_BYTES: usize = 40_000;
/// So many rows of the same length must prove where the groups stand.
const ROWS: usize = 3;
/// A table has no more groups, and a group no more columns.
const GROUPS: usize = 16;
const COLUMNS: usize = 6;
/// So many names without numbers may stand between the header and the first row that has some.
const BARE: usize = 3;

/// The columns that each group has: where its target, its result and its rate stand among them.
#[derive(Debug, Clone, Copy)]
struct Parts {
    size: usize,
    target: usize,
    result: usize,
    rate: usize,
}

/// How a group is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Group {
    Whole,
    /// Its rate is empty in every row, and all behind it stands one to the left.
    Rateless {
        /// A share has no rate of its own: 失业率(%).
        read: bool,
    },
}

/// Where the groups of a matrix stand.
#[derive(Debug)]
pub(super) struct Matrix {
    parts: Parts,
    groups: Vec<Group>,
    /// Whether a number stands in front of each name, behind the row above.
    numbered: bool,
}

/// The same table as one that was found, where its header repeats itself and the numbers prove it.
pub(super) fn instead(found: Found, lines: &[Line<'_>], search: &mut Search, lexicon: &Lexicon) -> Found {
    if !matches!(found.table.form, Kindred::Cells(..)) {
        return found;
    }
    let to = found.body.min(found.header + MOST_HEADER);
    (found.header..to).find_map(|at| find(lines, at, search, lexicon)).unwrap_or(found)
}

/// The table whose header begins with a line.
pub(super) fn find(lines: &[Line<'_>], at: usize, search: &mut Search, lexicon: &Lexicon) -> Option<Found> {
    if at < search.grouped || !begins(lines[at].text, lexicon) {
        return None;
    }
    let to = lines.len().min(at + MOST_HEADER);
    let bars = lines[at].text.trim_end().ends_with(is_bar);
    let ways: &[Ends] = if bars { &[Ends::Bar] } else { &[Ends::Blank, Ends::Line] };
    ways.iter().find_map(|&ends| {
        let all = cells::cells(&lines[at..to], ends, MOST_CELLS);
        let head = all.iter().take_while(|cell| cell.text.is_empty() || may_head(&cell.text, lexicon)).count();
        if head >= MOST_CELLS || head >= all.len() || head < 8 {
            return None;
        }
        (head.saturating_sub(BARE + 1)..head).rev().find_map(|end| {
            let said: Vec<String> = all[..end].iter().map(|cell| cell.text.clone()).filter(|said| !said.is_empty()).collect();
            let (labels, parts) = [joined(&said, lexicon), said].into_iter().find_map(|said| groups(&said, lexicon))?;
            let body = at + first_line(&all, end)?;
            search.grouped = search.grouped.max(body);
            made(lines, (at, body), &labels, &parts, lexicon)
        })
    })
}

/// The line of the first cell from one on that says something.
fn first_line(all: &[Cell], from: usize) -> Option<usize> {
    all[from..].iter().find(|cell| !cell.text.is_empty()).map(|cell| cell.first)
}

/// Whether a header may begin with a line: one cell that numbers or names rows.
fn begins(text: &str, lexicon: &Lexicon) -> bool {
    if text.len() > LONGEST_LINE {
        return false;
    }
    let readable = Readable::new(text, 0);
    let said = readable.text().trim().trim_end_matches(is_bar).trim();
    let names = |role: Role| matches!(role, Role::Name | Role::Class | Role::Number);
    !said.is_empty()
        && !said.contains(is_bar)
        && may_begin(said, lexicon)
        && named(said, lexicon)
        && heading(said, lexicon).role.is_some_and(|(role, _)| names(role))
}

/// What the groups of a header are called, behind what names the rows, and the columns that each of them has.
fn groups(said: &[String], lexicon: &Lexicon) -> Option<(Vec<String>, Vec<String>)> {
    let (count, size) = (3..=COLUMNS)
        .map(|size| {
            let last = &said[said.len().saturating_sub(size)..];
            (said.rchunks(size).take_while(|chunk| *chunk == last).count(), size)
        })
        .filter(|&(count, size)| (2..=GROUPS).contains(&count) && count * size < said.len())
        .max_by_key(|&(count, size)| (count * size, std::cmp::Reverse(size)))?;
    let (upper, lower) = said.split_at(said.len() - count * size);
    let numbered = heading(&upper[0], lexicon).role.is_some_and(|(role, _)| role == Role::Number);
    let names = 1 + usize::from(numbered);
    if upper.len() < names + count {
        return None;
    }
    // What the groups belong to and who is in charge of them has no unit: 城镇新增就业(人).
    let united = |from: usize| upper[from..from + count].iter().all(|cell| cell.ends_with([')', '）']));
    let mut ways = (names..=upper.len() - count).filter(|&from| upper.len() == names + count || united(from));
    let from = ways.next().filter(|_| ways.next().is_none())?;
    let labels = upper[..names].iter().chain(&upper[from..from + count]).cloned().collect();
    Some((labels, lower[..size].to_vec()))
}

impl Parts {
    fn of(parts: &[String], lexicon: &Lexicon) -> Option<Self> {
        let roles: Vec<Option<Role>> = parts.iter().map(|part| heading(part, lexicon).role.map(|(role, _)| role)).collect();
        let only = |wanted: &[Role]| {
            let mut places = (0..roles.len()).filter(|&at| roles[at].is_some_and(|role| wanted.contains(&role)));
            places.next().filter(|_| places.next().is_none())
        };
        Some(Self {
            size: parts.len(),
            target: only(&[Role::Target, Role::Goal])?,
            result: only(&[Role::Result])?,
            rate: only(&[Role::Rate])?,
        })
    }

    /// Whether the rate of a group is that of its target.
    fn hold(self, numbers: &[Number]) -> bool {
        let [target, result, rate] = [self.target, self.result, self.rate].map(|at| numbers[at].value);
        let slack = if rate.scale() == 0 { Decimal::new(6, 1) } else { Decimal::new(1, rate.scale()) };
        let share = result.checked_div(target).and_then(|share| share.checked_mul(Decimal::ONE_HUNDRED));
        share.and_then(|share| share.checked_sub(rate)).is_some_and(|off| off.abs() <= slack)
    }

    /// Where its target and its result stand without a rate.
    fn rateless(self) -> [usize; 2] {
        [self.target, self.result].map(|at| at - usize::from(at > self.rate))
    }
}

impl Group {
    fn size(self, parts: Parts) -> usize {
        parts.size - usize::from(self != Self::Whole)
    }
}

/// The table below a header, if the numbers of its rows prove it.
fn made(lines: &[Line<'_>], (at, body): (usize, usize), labels: &[String], parts: &[String], lexicon: &Lexicon) -> Option<Found> {
    let own = Parts::of(parts, lexicon)?;
    let count = within(&lines[body..], MOST_LINES, MOST_BYTES);
    let whole = Stretch::of(&lines[body..body + count]).readable();
    let text = whole.text();
    let records = records_up_to(text, GROUPS * COLUMNS + 1, lexicon);
    let names = labels.iter().take_while(|label| heading(label, lexicon).role.is_some_and(|(role, _)| role == Role::Number)).count() + 1;
    let matrix = Matrix::of(&records, own, &labels[names..], names > 1, lexicon)?;
    let rows: Vec<Vec<Span>> = records.iter().filter_map(|record| matrix.cells(record)).take(FIRST).collect();
    let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(|cell| cell.of(text)).collect()).collect();
    let mut paths = vec![vec![labels[names - 1].clone()]];
    let columns = [own.target, own.result, own.rate];
    for label in &labels[names..] {
        paths.extend(columns.iter().map(|&column| vec![label.clone(), parts[column].clone()]));
    }
    let header = Header::of(&paths, lexicon);
    let mut roles = decide(&header.headings, &header.printed, &Body { rows, caption: &caption(lines, at) }, lexicon);
    let read: Vec<usize> = (0..matrix.groups.len()).filter(|&group| matrix.groups[group].is_read()).collect();
    let right = roles.refused.is_none()
        && roles.name == Some(0)
        && roles
            .groups
            .iter()
            .map(|group| (group.target, &group.results[..]))
            .eq(read.iter().map(|&group| (Some(group * 3 + 1), std::slice::from_ref(&CELLS[group]))));
    if !right {
        return None;
    }
    for (group, &at) in roles.groups.iter_mut().zip(&read) {
        let said = noun(&labels[names + at]);
        group.noun = Some(said.into());
    }
    let unit = unit_in_front(lines, (at, body), lexicon);
    let table = Table { rows: Rows::new(roles, unit), ..Table::without_columns(Kindred::Grouped(matrix)) };
    Some(Found { header: at, body, end: Some(body), table })
}

/// Where the results of the groups stand among the cells of a row.
const CELLS: [usize; GROUPS] = {
    let mut cells = [0; GROUPS];
    let mut at = 0;
    while at < GROUPS {
        cells[at] = at * 3 + 2;
        at += 1;
    }
    cells
};

/// What a group is of, without its unit.
fn noun(label: &str) -> &str {
    label.find(['(', '（']).filter(|&at| at > 0).map_or(label, |at| &label[..at]).trim()
}

impl Group {
    fn is_read(self) -> bool {
        self != Self::Rateless { read: false }
    }
}

impl Matrix {
    /// Where the groups stand in the rows that have as many numbers as most; `None` where their rates do not prove it, or prove two ways.
    fn of(records: &[Record], parts: Parts, labels: &[String], numbered: bool, lexicon: &Lexicon) -> Option<Self> {
        let least = labels.len() * (parts.size - 1);
        let most = labels.len() * parts.size;
        let own = |record: &Record| record.numbers.len() - usize::from(numbered && record.numbers.len() > least);
        let told: Vec<&Record> = records.iter().filter(|record| record.numbers.len() > parts.size).take(FIRST).collect();
        // The last row has no number of the next one behind it.
        let length = mode(told.iter().map(|record| own(record)).filter(|length| (least + 1..=most).contains(length)))?;
        let full: Vec<&[Number]> = told.iter().filter(|record| own(record) == length).map(|record| &record.numbers[..length]).collect();
        if full.len() < ROWS || full.len() * 2 < told.len() {
            return None;
        }
        let proved = |at: usize| {
            let group = |row: &&[Number]| parts.hold(&row[at..at + parts.size]);
            let says = |row: &&[Number]| !row[at + parts.target].value.is_zero();
            let said = full.iter().filter(|row| says(row)).count();
            let right = full.iter().filter(|row| says(row) && group(row)).count();
            right >= 2 && right * 5 >= said * 4
        };
        let shape = |group: usize| {
            let heading = heading(&labels[group], lexicon);
            Group::Rateless { read: heading.percent || noun(&labels[group]).contains('率') }
        };
        let groups = only_way(labels.len(), length, |group, at| {
            let whole = at + parts.size <= length && proved(at);
            let rateless = at + parts.size - 1 <= length;
            [whole.then_some((Group::Whole, parts.size)), rateless.then_some((shape(group), parts.size - 1))]
        })?;
        let whole = groups.iter().filter(|group| **group == Group::Whole).count();
        (whole >= 2 && whole * 2 > groups.len()).then_some(Self { parts, groups, numbered })
    }

    /// How many numbers a full row has.
    fn length(&self) -> usize {
        self.groups.iter().map(|group| group.size(self.parts)).sum()
    }

    /// Where each group of a row begins, if it has it.
    fn places(&self, numbers: &[Number]) -> Option<Vec<Option<usize>>> {
        let holds = |at: usize| self.parts.hold(&numbers[at..at + self.parts.size]);
        if numbers.len() == self.length() {
            let mut at = 0;
            let mut place = |group: &Group| {
                let from = at;
                at += group.size(self.parts);
                (*group != Group::Whole || holds(from)).then_some(from)
            };
            let places: Vec<Option<usize>> = self.groups.iter().map(&mut place).collect();
            // Where most do not agree, others are gone than the header says.
            let whole = self.groups.iter().filter(|group| **group == Group::Whole).count();
            let held = self.groups.iter().zip(&places).filter(|(group, place)| **group == Group::Whole && place.is_some()).count();
            return (held * 2 > whole).then_some(places);
        }
        let way = only_way(self.groups.len(), numbers.len(), |group, at| {
            let size = self.groups[group].size(self.parts);
            let there = at + size <= numbers.len() && (self.groups[group] != Group::Whole || holds(at));
            [there.then_some((true, size)), Some((false, 0))]
        })?;
        // Two numbers without a rate may be of any group, unless those beside it are there.
        let whole = |at: usize| way.get(at).is_none_or(|&there| there && self.groups[at] == Group::Whole);
        let beside = |at: usize| at.checked_sub(1).is_none_or(whole) && whole(at + 1);
        if (0..way.len()).any(|at| way[at] && self.groups[at] != Group::Whole && !beside(at)) {
            return None;
        }
        let mut at = 0;
        let place = |(there, group): (bool, &Group)| {
            let from = at;
            at += if there { group.size(self.parts) } else { 0 };
            there.then_some(from)
        };
        Some(way.into_iter().zip(&self.groups).map(place).collect())
    }

    /// The cells of a row: its name, then target, result and rate of each group, empty where it has none.
    fn cells(&self, record: &Record) -> Option<Vec<Span>> {
        let name = record.name?;
        let length = self.length();
        let numbers = match record.numbers.len() {
            more if self.numbered && more == length + 1 => &record.numbers[..length],
            _ => &record.numbers[..],
        };
        if numbers.is_empty() || numbers.len() > length || self.numbered && numbers.len() != length {
            return None;
        }
        let mut cells = vec![name];
        let none = Span::new(0, 0);
        for (group, place) in self.groups.iter().zip(self.places(numbers)?) {
            let own = |at: usize| place.map_or(none, |from| numbers[from + at].span);
            match group {
                Group::Whole => cells.extend([self.parts.target, self.parts.result, self.parts.rate].map(own)),
                Group::Rateless { read: true } => cells.extend(self.parts.rateless().map(own).into_iter().chain([none])),
                Group::Rateless { read: false } => cells.extend([none; 3]),
            }
        }
        cells[1..].iter().any(|cell| !cell.is_empty()).then_some(cells)
    }
}

/// The only way to lay so many numbers in so many groups, where each may be laid from a number on as `ways` says, with how many it takes.
fn only_way<T: Copy>(groups: usize, numbers: usize, ways: impl Fn(usize, usize) -> [Option<(T, usize)>; 2]) -> Option<Vec<T>> {
    // left[group][at]: in how many ways the groups from one on take the numbers from one on.
    let mut left = vec![vec![0u32; numbers + 1]; groups + 1];
    left[groups][numbers] = 1;
    for group in (0..groups).rev() {
        for at in 0..=numbers {
            let rest = |(_, size): (T, usize)| left[group + 1].get(at + size).copied().unwrap_or(0);
            left[group][at] = ways(group, at).into_iter().flatten().map(rest).fold(0, u32::saturating_add);
        }
    }
    if left[0][0] != 1 {
        return None;
    }
    let mut at = 0;
    (0..groups)
        .map(|group| {
            let open = |&(_, size): &(T, usize)| left[group + 1].get(at + size).is_some_and(|ways| *ways > 0);
            let (way, size) = ways(group, at).into_iter().flatten().find(open)?;
            at += size;
            Some(way)
        })
        .collect()
}

/// Reads some lines; gives how many were read.
pub(super) fn feed<'a>(
    matrix: &Matrix,
    rows: &mut Rows,
    lines: &[Line<'a>],
    ended: bool,
    lexicon: &Lexicon,
    out: &mut impl FnMut(Out<'a>),
) -> usize {
    let records = |text: &str| records_up_to(text, GROUPS * COLUMNS + 1, lexicon);
    reckoned::feed_records(records, |record| matrix.cells(record), rows, lines, ended, lexicon, out)
}
