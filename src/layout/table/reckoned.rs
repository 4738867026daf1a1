//! Rows of a name and its numbers under a header that cannot be laid over them: what the numbers are of each other says what each is.
//!
//! Reads: rows apart by lines, bars, spaces or nothing but the next name; rows cut over lines, empty cells gone. One number is another's share of a
//! third (`盐税 4000 300 700 17.50`), or the difference of two with its share of one of them (`茶课 8,000 7,600 (-) 400 (-) 5.00`), at the same
//! places in most rows. The words in front must plan and report, and call the share one of what was planned.
//! Refuses: fewer than three such rows, shares that may be of two things, a row whose own numbers do not agree; growth against an earlier period.

use std::collections::HashMap;
use std::ops::Range;

use rust_decimal::Decimal;

use super::numbers::{Number, Record, number, records};
use super::rows::Rows;
use super::{FIRST, Found, Kindred, Out, Search, Table, feed_part, hand_on, touched, unit_in_front, within};
use crate::document::{Line, Stretch, is_bar};
use crate::lexicon::{Lexicon, Tags};
use crate::role::{Body, Heading, Role, decide};
use crate::span::Span;
use crate::text::{Readable, compact};

/// Rows are looked for in so many lines, and so many bytes.
const MOST_LINES: usize = 400;
const MOST_BYTES: usize = 40_000;
/// In so many rows the numbers must agree.
const ROWS: usize = 3;
/// So much in front of the first row may be its header, in characters.
const HEADER: usize = 240;
/// The first row of a table that was found stands so far behind the end of its header at most, in lines.
const BODY: usize = 20;
/// A line in front of the first row is not longer than a cell, in bytes.
const LONGEST_LINE: usize = 300;

/// How the numbers of a row agree, by their places in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Sum {
    target: usize,
    result: usize,
    /// Where their difference stands, if the share is of that.
    difference: Option<usize>,
    share: usize,
}

/// Where numbers that agree stand in most rows: counted from the left, or from the right where cells are gone in front of them; or the target from
/// the left, and the share so far behind the result, where they are gone between.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Place {
    Left([usize; 3]),
    Right([usize; 3]),
    Between([usize; 2]),
}

/// What is read of each row: a target with its result for each of these, and whether their difference stands with its share behind them.
#[derive(Debug)]
pub(super) struct Places(Vec<(Place, bool)>);

/// The same table as one that was found, where its numbers say what its header does not: target and result of a row.
pub(super) fn instead(found: Found, lines: &[Line<'_>], search: &mut Search, lexicon: &Lexicon) -> Found {
    let answers = found.table.rows.roles.groups.iter().any(|group| group.target.is_some() && !group.results.is_empty());
    if answers || !matches!(found.table.form, Kindred::Cells(..) | Kindred::Spaces) || search.inside() {
        return found;
    }
    let body = (found.body..lines.len().min(found.body + BODY)).find(|&at| begins(lines, at, lexicon));
    body.and_then(|at| find(lines, at, search, lexicon)).unwrap_or(found)
}

/// The table whose first row begins with a line.
pub(super) fn find(lines: &[Line<'_>], at: usize, search: &mut Search, lexicon: &Lexicon) -> Option<Found> {
    if at < search.reckoned || search.inside() || !begins(lines, at, lexicon) {
        return None;
    }
    let count = within(&lines[at..], MOST_LINES, MOST_BYTES).max(1);
    let whole = Stretch::of(&lines[at..at + count]).readable();
    let text = whole.text();
    let records = records(text, lexicon);
    let told: Vec<&Record> = records.iter().filter(|record| record.name.is_some() && record.numbers.len() > 2).take(FIRST).collect();
    let end = told.last().map_or(0, |record| record.end());
    let to = whole.printed(Span::new(0, end)).to;
    search.reckoned = at + lines[at..at + count].iter().take_while(|line| line.from < to).count().max(1);
    let places = places(&told)?;
    let rows: Vec<Vec<Span>> = told.iter().filter_map(|record| places.cells(record)).collect();
    let first = rows.first()?.first()?.from;
    let said = header(&lines[..at], &text[..first]);
    if !places.are_named(Header::of(&said, lexicon)) {
        return None;
    }
    let cells: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(|cell| cell.of(text)).collect()).collect();
    let headings: Vec<Heading> = places.columns().into_iter().map(Heading::of).collect();
    let mut roles = decide(&headings, &[], &Body { rows: cells, caption: "" }, lexicon);
    let budget = compact(&said).0.contains("预算");
    roles.groups.iter_mut().for_each(|group| group.budget = budget);
    if roles.refused.is_some() || !roles.readable() || roles.groups.iter().any(|group| group.results.is_empty()) {
        return None;
    }
    let unit = unit_in_front(lines, (at, at), lexicon).or_else(|| said.lines().rev().find_map(|line| super::unit_of_all(line, lexicon)));
    let table = Table { rows: Rows::new(roles, unit), ..Table::without_columns(Kindred::Reckoned(places)) };
    Some(Found { header: at, body: at, end: Some(search.reckoned), table })
}

/// Whether a row may begin with a line: a name and numbers behind it, on it or on the lines below.
fn begins(lines: &[Line<'_>], at: usize, lexicon: &Lexicon) -> bool {
    let long = lines[at].text.len() > LONGEST_LINE;
    let near = || {
        let near = lines[at..].iter().filter(|line| !line.is_blank()).take(if long { 1 } else { 4 });
        near.map(|line| line.text.char_indices().nth(MOST_BYTES).map_or(line.text, |(end, _)| &line.text[..end]))
    };
    // Most lines are prose.
    let words = || near().flat_map(|text| text.split(|c: char| c.is_whitespace() || is_bar(c)));
    let numbers = words().filter(|word| !word.is_empty() && number(word).is_some());
    if !long && near().any(|text| text.contains('。')) || numbers.take(3).count() < 3 {
        return false;
    }
    let said: String = near().flat_map(|text| [text, "\n"]).collect();
    let readable = Readable::new(&said, 0);
    let first = readable.text().find('\n').unwrap_or(0);
    let records = records(readable.text(), lexicon);
    let mut whole = records.iter().filter(|record| record.name.is_some() && record.numbers.len() > 2);
    // A short line begins with its own row.
    let own = |record: &Record| record.name.is_some_and(|name| name.to <= first) && record.numbers.len() > 2;
    if long { whole.nth(ROWS - 1).is_some() } else { records.first().is_some_and(own) }
}

/// What stands in front of the first row, without more than one space in a row: some lines, and what its own line says before.
fn header(lines: &[Line<'_>], own: &str) -> String {
    let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut parts: Vec<String> = own.lines().map(squeezed).collect();
    parts.reverse();
    let mut left = HEADER.saturating_sub(parts.iter().map(|part| part.chars().count()).sum());
    for line in lines.iter().rev().filter(|line| !line.is_blank()) {
        if left == 0 {
            break;
        }
        let text = squeezed(Readable::new(line.text, 0).text());
        left = left.saturating_sub(text.chars().count());
        parts.push(text);
    }
    parts.reverse();
    let said = parts.join("\n");
    let over = said.chars().count().saturating_sub(HEADER);
    said.chars().skip(over).collect()
}

/// What the words of a header say, all together.
#[derive(Debug, Clone, Copy)]
struct Header {
    /// Whether it plans and reports.
    both: bool,
    /// Whether it names a share of what was planned.
    share: bool,
    /// Whether it speaks of an earlier period, and not behind columns that plan and report.
    past: bool,
}

impl Header {
    fn of(said: &str, lexicon: &Lexicon) -> Self {
        let (said, _) = compact(said);
        let words: Vec<(usize, &str, Tags)> = lexicon.columns.find(&said).map(|(at, word, &tags)| (at, word, tags)).collect();
        let at = |wanted: fn(&(usize, &str, Tags)) -> bool| words.iter().position(wanted);
        let done = at(|(_, _, tags)| tags.has(Tags::DONE));
        let past = at(|(_, word, tags)| tags.has(Tags::PAST) || word.contains("同比"));
        let share = words.iter().any(|(_, _, tags)| tags.has(Tags::RATE) && !tags.has(Tags::WEAK))
            || words.windows(2).any(|two| (two[0].2.has(Tags::OF) || two[0].2.has(Tags::DONE)) && two[1].2.has(Tags::PLAN));
        // 预算数|决算数|上年决算数: columns that plan and report in front.
        let counted = |word: &str| word.ends_with(['数', '额', '值']);
        let columns = words.iter().position(|(_, word, tags)| tags.has(Tags::PLAN) && counted(word));
        let in_front = past.is_none_or(|past| columns.is_some_and(|plan| plan < past) && done.is_some_and(|done| done < past));
        // 计划完成情况 over 企业数|开工数|占比 names no column that plans.
        Self { both: columns.is_some() && done.is_some(), share, past: !in_front }
    }
}

/// Where the numbers of most rows agree; `None` where they do not, or where that may mean two things.
fn places(records: &[&Record]) -> Option<Places> {
    let sums: Vec<Vec<Sum>> = records.iter().map(|record| all(&record.numbers)).collect();
    let mut count: HashMap<(Place, bool), usize> = HashMap::new();
    for (record, sums) in records.iter().zip(&sums) {
        for sum in sums {
            for place in sum.places(record.numbers.len()) {
                *count.entry((place, sum.difference.is_some())).or_default() += 1;
            }
        }
    }
    let mut ways: Vec<((Place, bool), usize)> = count.into_iter().filter(|(_, rows)| *rows >= ROWS).collect();
    ways.sort_by_key(|&(way, rows)| (std::cmp::Reverse(rows), way));
    let mut found: Vec<((Place, bool), Sum)> = Vec::new();
    // By row, which of its sums are read.
    let mut read: Vec<Vec<[Decimal; 3]>> = vec![Vec::new(); records.len()];
    for (way, _) in ways {
        let own: Vec<Option<Sum>> = records.iter().zip(&sums).map(|(record, sums)| way.0.only(sums, way.1, &record.numbers)).collect();
        let said = |at: usize, sum: Sum| [sum.target, sum.result, sum.share].map(|place| records[at].numbers[place].value);
        let open = |at: usize| own[at].is_some_and(|sum| !read[at].contains(&said(at, sum)));
        let first = (0..own.len()).filter(|&at| open(at)).find_map(|at| own[at]);
        let fresh = (0..own.len()).filter(|&at| open(at)).count();
        let long = (0..own.len()).filter(|&at| way.0.fits(records[at].numbers.len())).count();
        if let Some(first) = first.filter(|_| fresh >= ROWS && fresh * 2 >= long) {
            let more: Vec<_> = (0..own.len()).map(|at| own[at].map(|sum| said(at, sum))).collect();
            more.into_iter().zip(&mut read).for_each(|(sum, read)| read.extend(sum));
            found.push((way, first));
        }
    }
    found.sort_by_key(|(_, sum)| (sum.target.min(sum.result), sum.share));
    // 收入|其中:税收|占比: what is a share of a result is no result of a target.
    let results: Vec<usize> = found.iter().map(|(_, sum)| sum.result).collect();
    found.retain(|(_, sum)| !results.contains(&sum.target));
    // Without the words of a header nothing tells what several are of.
    (found.len() == 1).then(|| Places(found.into_iter().map(|(way, _)| way).collect()))
}

/// All ways in which the numbers of a row agree.
fn all(numbers: &[Number]) -> Vec<Sum> {
    let mut found = Vec::new();
    for share in 2..numbers.len() {
        for target in 0..share {
            for result in (0..share).filter(|&result| result != target) {
                let sum = Sum { target, result, difference: None, share };
                if sum.holds(numbers) {
                    found.push(sum);
                }
                let difference = share - 1;
                let sum = Sum { difference: Some(difference), ..sum };
                if difference != target && difference != result && sum.holds(numbers) {
                    found.push(sum);
                }
            }
        }
    }
    // What is the difference of two is no result of one of them.
    let differences: Vec<(usize, usize)> = found.iter().filter_map(|sum| sum.difference.map(|at| (at, sum.share))).collect();
    found.retain(|sum| sum.difference.is_some() || !differences.contains(&(sum.result, sum.share)));
    found
}

impl Sum {
    /// How its places may be counted in a row of so many numbers.
    fn places(&self, numbers: usize) -> [Place; 3] {
        let places = [self.target, self.result, self.share];
        let between = [self.target, self.share.saturating_sub(self.result)];
        [Place::Left(places), Place::Right(places.map(|at| numbers - at)), Place::Between(between)]
    }

    /// Whether the numbers of a row agree so, and say something by it: not 0 of 0, nor the whole of one.
    fn holds(&self, numbers: &[Number]) -> bool {
        let value = |at: usize| numbers.get(at).map(|number| number.value);
        let (Some(target), Some(result), Some(share)) = (value(self.target), value(self.result), value(self.share)) else { return false };
        // 6 of 98 is 6 too: a number near a hundred says nothing.
        if target.is_zero() || result.is_zero() || share.is_zero() || target == result || result == share {
            return false;
        }
        let part = match self.difference.map(value) {
            None => result,
            Some(difference) if difference.is_some() && difference == result.checked_sub(target) => result - target,
            Some(_) => return false,
        };
        let slack = if share.scale() == 0 { Decimal::new(6, 1) } else { Decimal::new(1, share.scale()) };
        part.checked_div(target)
            .and_then(|part| part.checked_mul(Decimal::ONE_HUNDRED))
            .and_then(|part| part.checked_sub(share))
            .is_some_and(|off| off.abs() <= slack)
    }

    /// Whether the numbers of a row may stand so: they agree, or the result is all or nothing of the target.
    fn may(&self, numbers: &[Number]) -> bool {
        let value = |at: usize| numbers.get(at).map(|number| number.value);
        let (Some(target), Some(result)) = (value(self.target), value(self.result)) else { return false };
        let share = value(self.share);
        self.holds(numbers)
            || self.difference.is_none()
                && (target == result && share == Some(Decimal::ONE_HUNDRED) || result.is_zero() && share == Some(Decimal::ZERO))
            || self
                .difference
                .is_some_and(|at| value(at).is_some() && value(at) == result.checked_sub(target) && !target.is_zero() && target != result)
    }
}

impl Place {
    /// The sum that stands there, of those of a row; none where two do.
    fn only(self, sums: &[Sum], difference: bool, numbers: &[Number]) -> Option<Sum> {
        let mut here = sums.iter().filter(|sum| sum.difference.is_some() == difference && sum.places(numbers.len()).contains(&self));
        let first = here.next().copied();
        let value = |at: usize| numbers[at].value;
        first.filter(|first| here.all(|sum| value(sum.target) == value(first.target) && value(sum.result) == value(first.result)))
    }

    /// Whether a row of so many numbers has them.
    fn fits(self, numbers: usize) -> bool {
        match self {
            Self::Left(places) => places.iter().all(|&at| at < numbers),
            Self::Right(places) => places.iter().all(|&at| at <= numbers),
            Self::Between([target, behind]) => target + behind < numbers,
        }
    }

    /// The places in a row of so many numbers.
    fn of(self, difference: bool, numbers: usize) -> Option<Sum> {
        let [target, result, share] = match self {
            Self::Left(places) => places,
            Self::Right(places) if self.fits(numbers) => places.map(|at| numbers - at),
            Self::Right(_) | Self::Between(_) => return None,
        };
        Some(Sum { target, result, difference: (difference && share > 0).then(|| share - 1), share })
    }
}

impl Places {
    /// The cells of a row: its name, and the numbers of each group; `None` where none of them agree.
    fn cells(&self, record: &Record) -> Option<Vec<Span>> {
        let mut cells = vec![record.name?];
        let numbers = &record.numbers;
        let sums = all(numbers);
        let mut read = false;
        for &(place, difference) in &self.0 {
            let whole = || place.of(difference, numbers.len()).filter(|sum| sum.may(numbers));
            let found = place.only(&sums, difference, numbers).or_else(whole);
            read |= found.is_some();
            let span = |at: fn(&Sum) -> usize| found.as_ref().map_or(Span::new(0, 0), |sum| numbers[at(sum)].span);
            cells.extend([span(|sum| sum.target), span(|sum| sum.result)]);
            if !difference {
                cells.push(span(|sum| sum.share));
            }
        }
        read.then_some(cells)
    }

    /// Whether the words in front name what the numbers are.
    fn are_named(&self, header: Header) -> bool {
        header.both && !header.past && self.0.iter().all(|&(_, difference)| difference || header.share)
    }

    /// What the cells of a row are.
    fn columns(&self) -> Vec<Role> {
        let own = |&(_, difference): &(Place, bool)| [Role::Target, Role::Result].into_iter().chain((!difference).then_some(Role::Rate));
        std::iter::once(Role::Name).chain(self.0.iter().flat_map(own)).collect()
    }
}

/// Reads some lines; gives how many were read.
pub(super) fn feed<'a>(
    places: &Places,
    rows: &mut Rows,
    lines: &[Line<'a>],
    ended: bool,
    lexicon: &Lexicon,
    out: &mut impl FnMut(Out<'a>),
) -> usize {
    feed_records(|text| records(text, lexicon), |record| places.cells(record), rows, lines, ended, lexicon, out)
}

/// Reads some lines whose rows are names with numbers; `cells` says which of them stand under the columns, the name first.
pub(super) fn feed_records<'a>(
    records: impl Fn(&str) -> Vec<Record>,
    cells: impl Fn(&Record) -> Option<Vec<Span>>,
    rows: &mut Rows,
    lines: &[Line<'a>],
    ended: bool,
    lexicon: &Lexicon,
    out: &mut impl FnMut(Out<'a>),
) -> usize {
    let whole = Stretch::of(lines).readable();
    let mut records = records(whole.text());
    // The last row may go on where the text has not ended.
    let open = if ended { None } else { records.pop().and_then(|record| record.name) };
    let kept = open.map_or(lines.len(), |name| {
        let from = whole.printed(name).from;
        lines.partition_point(|line| line.from + line.text.len() <= from)
    });
    let kept = if kept == 0 { lines.len() } else { kept };
    let mut next = 0;
    for record in &records {
        let Some(cells) = cells(record) else { continue };
        let (Some(first), to) = (cells.first(), record.end()) else { continue };
        let said = Span::new(first.from, to);
        let Range { start: from, end: until } = touched(lines, whole.printed(said));
        if until > kept {
            break;
        }
        if from > next {
            hand_on(&lines[next..from], out);
        }
        next = next.max(until);
        feed_part(rows, lines, &whole, said, &cells, lexicon, out);
    }
    if next < kept {
        hand_on(&lines[next..kept], out);
    }
    kept
}
