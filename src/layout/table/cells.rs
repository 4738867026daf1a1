//! One cell a line: what a table becomes when a page is saved as text.
//!
//! Reads: cells that a bar ends, or apart by blank lines, or on lines that follow each other; cells cut over lines; rows with cells gone (what
//! spans, what is empty); a cell of several paragraphs. Where rows begin and under which column a cell stands is found together, by what the
//! cells look like ([`Placer`]).
//! Refuses: a header below which the cells do not repeat; what stands behind the last row (notes).

use std::ops::Range;

use crate::document::{Ends, Line, Row, Stretch, is_bar};
use crate::lexicon::Lexicon;
use crate::role::{APART, Body, Kind, Placer, Role, Roles, Word, decide, gathers, heading, in_groups, kind, row_number, triples, value};
use crate::span::Span;
use crate::text::Readable;

use super::align::is_row;
use super::header::{
    Header, is_whole, joined, may_begin, may_head, named, named_surely, names_and_asks, part, says_again, spread, stands_below,
};
use super::records::is_rule;
use super::rows::{Rows, is_remark};
use super::{FIRST, Found, Kindred, Out, Search, Table, caption, hand_on, under, unit_in_front, whole_rows};

/// A cell that begins a header is not longer, in bytes.
const LONGEST_CELL: usize = 200;
/// A header has no more cells.
const MOST_HEADER: usize = 80;
/// By so many cells it is told whether a header may begin, and they stand in so many lines.
const LOOKED_AT: usize = 6;
const FRONT: usize = 60;
/// A cell of more bytes is none of a header.
const LONGEST_HEAD: usize = 400;
/// So many ways to read a header are tried.
const MOST_WAYS: usize = 48;
/// On so many cells it is decided whether rows fit a header.
const TRIED: usize = 400;
/// A row may cost so much a cell on the average.
const DEAREST: u64 = 4;
/// So many cells in front of a header may be titles that look like one.
const TITLES: usize = 3;
/// What it costs that a word for columns is left below the header, and that a column has no cell at all; in tenths a cell.
const LEFT: u64 = 15;
const UNSEEN: u64 = 8;
/// What it costs that one word stands over two columns.
const DOUBLED: u64 = 6;
/// What it costs that words which make one together are two columns.
const UNJOINED: u64 = 8;
/// Rows that runs of bars end are taken unless others cost so much less a cell, in tenths.
const BOUND: u64 = 4;
/// What it costs that a row goes on over a run of bars.
const BREAK: u32 = 25;
/// A row of columns apart by spaces has so many words.
const SPACED: usize = 4;
/// The next number of a row stands within so many cells.
const NEXT: usize = 40;
/// A table of cells ends where a text of so many characters stands in front of nothing that could be a row.
const PROSE: usize = 300;

/// A cell of the stream: the lines that it stands on, and its place in the first of them.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    /// Index of the first and the last line.
    pub(super) first: usize,
    last: usize,
    /// Whether it begins its line.
    begins: bool,
    /// Whether the row in front of it ended for sure: with a run of bars.
    breaks: bool,
    pub(super) text: String,
}

/// One line between bars: what stands in front of each bar, and behind the last one.
struct Cut {
    closed: Vec<Span>,
    rest: Span,
    /// Whether a run of bars ends the line: `市发改委 | ||`, `||||`.
    breaks: bool,
}

/// Cuts a line at its bars. The empty cells that a run of bars at its end would make fill a row up, and are none.
fn cut(text: &str) -> Cut {
    let mut closed = Vec::new();
    let mut from = 0;
    for (mark, c) in text.char_indices().filter(|(_, c)| is_bar(*c)) {
        closed.push(Span::new(from, mark).trimmed(text));
        from = mark + c.len_utf8();
    }
    let rest = Span::new(from, text.len()).trimmed(text);
    let said = closed.iter().rposition(|cell| !cell.is_empty());
    let empty = closed.len() - said.map_or(0, |last| last + 1);
    let breaks = rest.is_empty() && (empty > 1 || empty == 1 && said.is_some());
    if breaks {
        closed.truncate(said.map_or(0, |last| last + 1));
    }
    Cut { closed, rest, breaks }
}

/// Cuts lines between bars into cells, one after another. A bar alone closes the cell in front of it; behind the end of a row it begins the
/// next one; anywhere else it is an empty cell.
struct Cutter<T> {
    open: Option<T>,
    broke: bool,
}

impl<T> Default for Cutter<T> {
    fn default() -> Self {
        Self { open: None, broke: false }
    }
}

impl<T> Cutter<T> {
    /// Reads a line; `begin` makes a cell of a span, `join` adds one to an open cell, `done` takes it with whether a row ended in front of it.
    fn line(&mut self, text: &str, begin: impl Fn(Span, bool) -> T, join: impl Fn(&mut T, Span), mut done: impl FnMut(T)) {
        let Cut { closed, rest, breaks } = cut(text);
        let first = closed.len() == 1 && closed[0].is_empty() && rest.is_empty();
        for (at, &cell) in closed.iter().enumerate() {
            match self.open.take() {
                Some(mut open) => {
                    join(&mut open, cell);
                    done(open);
                }
                // A bar leads the row.
                None if cell.is_empty() && at == 0 && (self.broke || !first) => {}
                None => {
                    done(begin(cell, std::mem::take(&mut self.broke)));
                }
            }
        }
        if breaks {
            if let Some(open) = self.open.take() {
                done(open);
            }
            self.broke = true;
        }
        if !rest.is_empty() {
            match &mut self.open {
                Some(open) => join(open, rest),
                None => self.open = Some(begin(rest, std::mem::take(&mut self.broke))),
            }
        }
    }
}

/// The cells of some lines, at most so many.
pub(super) fn cells(lines: &[Line<'_>], ends: Ends, most: usize) -> Vec<Cell> {
    let mut cells: Vec<Cell> = Vec::new();
    let mut open: Option<Cell> = None;
    let mut cutter: Cutter<Cell> = Cutter::default();
    for (at, line) in lines.iter().enumerate() {
        if cells.len() >= most {
            break;
        }
        let readable = Readable::new(line.text, 0);
        let text = readable.text();
        if text.trim().is_empty() || is_rule(text) {
            if ends == Ends::Blank {
                cells.extend(open.take());
            }
            continue;
        }
        let said = |span: Span| span.of(text).to_owned();
        match ends {
            Ends::Bar => cutter.line(
                text,
                |span, breaks| Cell { first: at, last: at, begins: text[..span.from].trim().is_empty(), breaks, text: said(span) },
                |cell, span| {
                    cell.last = at;
                    cell.text.push_str(span.of(text));
                },
                |cell| cells.push(cell),
            ),
            Ends::Blank if open.is_some() => {
                if let Some(cell) = &mut open {
                    cell.last = at;
                    cell.text.push_str(text.trim());
                    // Behind what is no cell of a header nothing is looked at.
                    if most == LOOKED_AT && cells.len() < 2 && cell.text.len() > LONGEST_HEAD {
                        break;
                    }
                }
            }
            Ends::Blank => open = Some(Cell { first: at, last: at, begins: true, breaks: false, text: text.trim().to_owned() }),
            Ends::Line => cells.push(Cell { first: at, last: at, begins: true, breaks: false, text: text.trim().to_owned() }),
        }
    }
    cells.extend(open);
    cells.extend(cutter.open);
    cells
}

/// What the cells look like, for the placer.
fn words(cells: &[Cell], ends: Ends, broken: bool, lexicon: &Lexicon) -> Vec<Word> {
    let mut last: Option<u32> = None;
    let mut kinds: Vec<Kind> = cells.iter().map(|cell| kind(&cell.text, lexicon)).collect();
    // 社会效益|指标: one word over two cells.
    let cut = |at: usize| {
        let [front, behind] = [&cells[at - 1].text, &cells[at].text];
        behind.chars().count() <= 3 && front.len() < LONGEST_CELL && gathers(&format!("{front}{behind}"), lexicon)
    };
    let mut second = vec![false; cells.len()];
    for at in 1..cells.len() {
        if kinds[at] == Kind::Text && kinds[at - 1] == Kind::Text && cut(at) {
            (kinds[at - 1], kinds[at], second[at]) = (Kind::Gathers, Kind::Gathers, true);
        }
    }
    let mut words: Vec<Word> = cells
        .iter()
        .enumerate()
        .map(|(at, cell)| {
            let number = row_number(&cell.text).filter(|_| kinds[at] == Kind::Whole);
            // The number of a row goes on from the last one, and a text follows it.
            let follows = kinds.get(at + 1).is_some_and(|kind| kind.is_text());
            let next = |number: u32| cells[at + 1..].iter().take(NEXT).any(|cell| row_number(&cell.text) == Some(number + 1));
            let counts = follows
                && number
                    .is_some_and(|number| last.map_or_else(|| number == 1 || next(number), |last| (last + 1..=last + 3).contains(&number)));
            if counts {
                last = number;
            }
            let joined = match ends {
                Ends::Bar => APART,
                Ends::Blank => 6,
                Ends::Line => 5,
            };
            let joined = if second[at] { 0 } else { joined };
            let begins = cell.begins && !second[at] && (!broken || cell.breaks || at == 0);
            Word { kind: kinds[at], counts, begins, joined, inside: if cell.breaks && broken { BREAK } else { 0 } }
        })
        .collect();
    // A bar alone in front of the number of the next row ends the one before it.
    for at in 1..words.len() {
        if words[at].counts && words[at - 1].kind == Kind::Blank {
            (words[at - 1].begins, words[at - 1].joined) = (false, 0);
        }
    }
    words
}

/// A header that was tried on the cells below it.
struct Tried {
    cost: u64,
    header: Header,
    placer: Placer,
    /// Index of the first cell of the body.
    body: usize,
    from: usize,
    /// Whether rows begin behind runs of bars only.
    broken: bool,
}

/// The table whose header begins with a line, each cell in lines of its own; `end` is where lines with marks begin.
pub(super) fn find(lines: &[Line<'_>], at: usize, end: usize, search: &mut Search, lexicon: &Lexicon) -> Option<Found> {
    let text = lines[at].text.trim();
    // Most lines are prose or numbers.
    if text.len() > LONGEST_CELL || text.starts_with(|c: char| c.is_ascii_digit()) || !may_head(Readable::new(text, 0).text(), lexicon) {
        return None;
    }
    [Ends::Blank, Ends::Line].into_iter().find_map(|ends| found(lines, at, end, ends, search, lexicon))
}

/// The table whose header begins with a line, a bar behind each cell; `end` is where its region ends.
pub(super) fn find_between_bars(lines: &[Line<'_>], at: usize, end: usize, search: &mut Search, lexicon: &Lexicon) -> Option<Found> {
    found(lines, at, end, Ends::Bar, search, lexicon)
}

fn found(lines: &[Line<'_>], at: usize, end: usize, ends: Ends, search: &mut Search, lexicon: &Lexicon) -> Option<Found> {
    // Most lines are prose: two cells that may stand in a header come first, and one of them says what a column holds.
    let start = at;
    let front = cells(&lines[at..end.min(at + FRONT)], ends, LOOKED_AT);
    let may = front.iter().filter(|cell| !cell.text.is_empty()).take(2).filter(|cell| may_head(&cell.text, lexicon)).count();
    if may < 2
        || !front.iter().take(4).any(|cell| named(&cell.text, lexicon))
        || ends != Ends::Bar && !front.iter().take(3).any(|cell| named(&cell.text, lexicon))
    {
        return None;
    }
    // Inside of a table another begins with more than a word or two.
    if search.inside() && front.iter().filter(|cell| named_surely(&cell.text, lexicon)).count() < 2 || !search.may_try() {
        return None;
    }
    let all = cells(&lines[at..end], ends, MOST_HEADER + TRIED);
    // 达川区 13.4% 41.2 29.5: rows with columns apart by spaces are no cells.
    let spaced = |cell: &&Cell| {
        let words: Vec<&str> = cell.text.split_whitespace().take(SPACED + 1).collect();
        let numbers = || words.iter().filter(|word| kind(word, lexicon).is_number()).count();
        words.len() >= SPACED && numbers() + 1 >= words.len() && is_row(&words, lexicon)
    };
    if ends != Ends::Bar && all.iter().filter(spaced).take(2).count() > 1 {
        return None;
    }
    let free = words(&all, ends, false, lexicon);
    // Where runs of bars end rows, nothing else begins one; unless rows fit much better without.
    let bound = (all.iter().filter(|cell| cell.breaks).count() > 2).then(|| words(&all, ends, true, lexicon));
    let head = all.iter().take(MOST_HEADER).take_while(|cell| cell.text.is_empty() || may_head(&cell.text, lexicon)).count();
    // Nothing but words: no row stands below.
    if head == MOST_HEADER {
        return None;
    }
    let says = |at: usize| named(&all[at].text, lexicon) || part(&all[at].text).is_some();
    let last = (0..head).rev().find(|&at| says(at))?;
    let mut best: Option<Tried> = None;
    // A title may stand in front. What stands last in the header may have no word for columns; the first cells of the first row may look like
    // a header.
    for from in 0..=TITLES.min(last) {
        for body in (last.saturating_sub(1).max(from + 2)..=(last + 3).min(head)).rev() {
            let skipped = (0..from).filter(|&at| named(&all[at].text, lexicon) && may_begin(&all[at].text, lexicon)).count();
            let left = ((body..head).filter(|&at| says(at)).count() + skipped + usize::from(!may_begin(&all[from].text, lexicon))) as u64;
            for (against, rows) in headers(&all[from..body], lexicon) {
                let with =
                    bound.as_ref().and_then(|words| tried(&rows, words, from, body, lexicon)).map(|tried| Tried { broken: true, ..tried });
                let without = tried(&rows, &free, from, body, lexicon);
                let better = |a: &Tried, b: &Tried| a.cost <= b.cost + BOUND;
                let Some(mut tried) = (match (with, without) {
                    (Some(with), Some(without)) => Some(if better(&with, &without) { with } else { without }),
                    (with, without) => with.or(without),
                }) else {
                    continue;
                };
                tried.cost += left * LEFT + against;
                if best.as_ref().is_none_or(|best| tried.cost < best.cost) {
                    best = Some(tried);
                }
            }
        }
    }
    let Tried { header, placer, body, from, broken, .. } = best?;
    let words = if broken { bound.unwrap_or(free) } else { free };
    let at = at + all[from].first;
    let sure = header.headings.iter().filter(|heading| heading.role.is_some_and(|(_, sure)| sure > 1) || heading.only_period).count();
    if sure < 2 || !header.names_rows() {
        return None;
    }
    let (placed, _) = placer.rows(&words[body..]);
    let cuts: Vec<usize> = (0..placed.len()).filter(|&at| placed[at].0).take(FIRST + 1).collect();
    let groups = triples(header.headings.iter().map(|heading| heading.role.map(|(role, _)| role)));
    let rows: Vec<Vec<&str>> = cuts
        .iter()
        .enumerate()
        .map(|(index, &from)| {
            let to = cuts.get(index + 1).copied().unwrap_or(placed.len());
            let mut row = vec![""; placer.width()];
            let mut columns: Vec<usize> = placed[from..to].iter().map(|(_, column)| *column).collect();
            if !regroup(groups.as_deref(), &all[body + from..body + to], &words[body + from..body + to], &mut columns) {
                (from..to).zip(columns).for_each(|(at, column)| row[column] = all[body + at].text.as_str());
            }
            row
        })
        .take(FIRST)
        .collect();
    let full = rows.iter().filter(|row| row.iter().filter(|cell| !cell.is_empty()).count() * 2 > placer.width()).count();
    if full == 0 || full * 3 < rows.len() && ends != Ends::Bar {
        return None;
    }
    let roles: Roles = decide(&header.headings, &header.printed, &Body { rows, caption: &caption(lines, at) }, lexicon);
    if !roles.readable() {
        if sure > 2 {
            search.refuse(at, all.len(), &header.printed.iter().map(String::as_str).collect::<Vec<_>>(), lexicon);
        }
        return None;
    }
    if !roles.solid() {
        return None;
    }
    let first = all.get(body).map_or(end, |cell| start + cell.first);
    let unit = unit_in_front(lines, (at, first), lexicon);
    Some(Found {
        header: at,
        body: first,
        end: Some(first),
        table: Table { form: Kindred::Cells(ends, broken), placer, rows: Rows::new(roles, unit) },
    })
}

/// The ways that cells may make header rows, with what speaks against each: one row, or the last ones below the first.
fn headers(head: &[Cell], lexicon: &Lexicon) -> Vec<(u64, Vec<Vec<String>>)> {
    let said: Vec<String> = head.iter().map(|cell| cell.text.clone()).collect();
    let whole = joined(&said, lexicon);
    let cut = whole.len() < said.len();
    let mut ways = if cut { ways_of(&whole, lexicon) } else { Vec::new() };
    ways.extend(ways_of(&said, lexicon).into_iter().map(|(against, way)| (against + u64::from(cut) * UNJOINED, way)));
    ways.truncate(MOST_WAYS);
    ways
}

/// The ways of one list of header cells.
fn ways_of(said: &[String], lexicon: &Lexicon) -> Vec<(u64, Vec<Vec<String>>)> {
    let role = |cell: &String| heading(cell, lexicon).role.map(|(role, _)| role);
    // Behind what reports stand no names and what is asked: they are the row below.
    let reported = said.iter().position(|cell| role(cell) == Some(Role::Result)).unwrap_or(said.len());
    let cut = said[reported..].windows(2).any(|two| names_and_asks(two.iter(), lexicon));
    let mut ways = if cut { Vec::new() } else { vec![(0, vec![said.to_vec()])] };
    // One word over two columns: the first of them names a group of rows.
    for at in 0..said.len() {
        if !cut && matches!(role(&said[at]), Some(Role::Name | Role::Goal)) {
            let mut doubled = said.to_vec();
            doubled.insert(at, String::new());
            ways.push((DOUBLED, vec![doubled]));
        }
    }
    // 类别|序号|单位|目标值: no header stands over the names.
    let names = said.iter().any(|cell| matches!(role(cell), Some(Role::Name | Role::Goal)));
    if let Some(number) = said.iter().position(|cell| role(cell) == Some(Role::Number)).filter(|_| !names) {
        let mut unnamed = said.to_vec();
        unnamed.insert(number + 1, String::new());
        ways.push((DOUBLED, vec![unnamed]));
    }
    ways.extend(repeated(said, lexicon));
    for lower in 2..said.len() {
        let (upper, below) = said.split_at(said.len() - lower);
        let cells: Vec<&str> = below.iter().map(String::as_str).collect();
        let repeats = cells.iter().filter(|cell| **cell == cells[0]).count() > 1 || upper.len() == below.len();
        let again = !upper.is_empty() && !is_whole(&cells, lexicon) && says_again(upper, below);
        // 考核指标|2007年完成情况 over 指标名称|考核要求.
        let split = lower == 2 && names_and_asks(below.iter(), lexicon) && upper.iter().any(|cell| role(cell) == Some(Role::Result));
        if split {
            ways.push((1, vec![upper.to_vec(), below.to_vec()]));
        } else if again || repeats && stands_below(&cells, lexicon) && !upper.is_empty() {
            // A row that repeats a word begins with the first of them.
            let before = upper.iter().filter(|cell| **cell == below[0]).count() as u64;
            ways.push((1 + before * UNJOINED, vec![upper.to_vec(), below.to_vec()]));
        }
    }
    ways
}

/// A last row that begins again and again (目标|完成|率|目标|完成|率), under as many groups; what stands between and above them is left out: what
/// the groups belong to, and who is in charge of them.
fn repeated(said: &[String], lexicon: &Lexicon) -> Option<(u64, Vec<Vec<String>>)> {
    let (count, size) = (2..=6)
        .map(|size| {
            let last = &said[said.len().saturating_sub(size)..];
            (said.rchunks(size).take_while(|chunk| *chunk == last).count(), size)
        })
        .filter(|&(count, size)| count > 1 && count * size < said.len())
        .max_by_key(|&(count, size)| (count * size, std::cmp::Reverse(size)))?;
    let (upper, lower) = said.split_at(said.len() - count * size);
    if upper.len() <= count + 1 || !stands_below(&lower.iter().map(String::as_str).collect::<Vec<_>>(), lexicon) {
        return None;
    }
    // Groups have units: 城镇新增就业(人).
    let united = |from: usize| upper[from..from + count].iter().filter(|cell| cell.ends_with([')', '）'])).count();
    let from = (1..=upper.len() - count).max_by_key(|&from| (united(from), from))?;
    let groups: Vec<String> = std::iter::once(upper[0].clone()).chain(upper[from..from + count].iter().cloned()).collect();
    Some(((upper.len() - count - 1) as u64, vec![groups, lower.to_vec()]))
}

/// Tries a header on the cells below it, over every width that it may have.
fn tried(rows: &[Vec<String>], words: &[Word], from: usize, body: usize, lexicon: &Lexicon) -> Option<Tried> {
    let count: usize = rows.iter().map(Vec::len).sum();
    let unnamed =
        rows.last().map_or(0, |row| row.iter().filter(|cell| !cell.is_empty() && !named(cell, lexicon) && part(cell).is_none()).count())
            as u64;
    let widths: Vec<usize> = if rows.len() == 1 { vec![count] } else { (rows[1].len()..count).collect() };
    let below = &words[body..words.len().min(body + TRIED)];
    if below.len() < 2 {
        return None;
    }
    let mut best: Option<Tried> = None;
    for width in widths {
        let Some((against, paths)) = spread(rows, width, lexicon) else { continue };
        let header = Header::of(&paths, lexicon);
        let mut placer = Placer::new(header.headings.iter(), false);
        let (_, cost) = placer.learned(below);
        let cost = cost.saturating_mul(10) / below.len() as u64
            + unnamed * 3
            + header.unknown() as u64 * 3
            + against as u64 * 4
            + placer.unseen() * UNSEEN;
        if cost <= DEAREST * 10 && best.as_ref().is_none_or(|best| cost < best.cost) {
            best = Some(Tried { cost, header, placer, body, from, broken: false });
        }
    }
    best
}

/// Reads some lines of the body; gives how many were read.
pub(super) fn feed<'a>(
    placer: &Placer,
    rows: &mut Rows,
    (ends, broken): (Ends, bool),
    lines: &[Line<'a>],
    ended: bool,
    lexicon: &Lexicon,
    out: &mut impl FnMut(Out<'a>),
) -> usize {
    let all = cells(lines, ends, usize::MAX);
    let words = words(&all, ends, broken, lexicon);
    let (placed, _) = placer.rows(&words);
    let (ranges, kept) = whole_rows(&placed, ended);
    let groups = triples(rows.roles.columns.iter().map(|column| Some(column.role)));
    for Range { start: from, end: to } in ranges {
        let lines = &lines[all[from].first..=all[to - 1].last];
        // A long text alone, or a remark, is behind the table.
        let alone = to - from == 1;
        if alone && (all[from].text.chars().count() > PROSE || is_remark(&all[from].text, lexicon)) {
            rows.apart();
            hand_on(lines, out);
            continue;
        }
        let stretch = Stretch::of(lines);
        let text = stretch.readable();
        let spans = spans(text.text(), ends, all[from].breaks);
        let mut columns: Vec<usize> = placed[from..to].iter().map(|(_, column)| *column).collect();
        let lost = regroup(groups.as_deref(), &all[from..to], &words[from..to], &mut columns);
        let under = under(placer, &spans, columns);
        let row = Row { line: stretch.line, text, cells: spans };
        out(Out::Fed(rows.fed(row, &under, lost, lexicon)));
    }
    if kept == placed.len() { lines.len() } else { all[kept].first }
}

/// Moves the numbers of a row with gaps to the groups that their rates say. Says whether they may stand in several.
fn regroup(places: Option<&[usize]>, cells: &[Cell], words: &[Word], columns: &mut [usize]) -> bool {
    let Some(places) = places else { return false };
    let numbers: Vec<usize> = (0..words.len()).filter(|&at| words[at].kind.is_number() && places.contains(&columns[at])).collect();
    if numbers.is_empty() || numbers.len() == places.len() || words.iter().any(|word| word.kind == Kind::Blank) {
        return false;
    }
    let values: Option<Vec<_>> = numbers.iter().map(|&at| value(&cells[at].text)).collect();
    match values.and_then(|values| in_groups(&values, places.len() / 3)) {
        Some(slots) => {
            numbers.iter().zip(slots).for_each(|(&at, slot)| columns[at] = places[slot]);
            false
        }
        None => true,
    }
}

/// The cells of the readable text of a row, as they were cut in its lines.
fn spans(text: &str, ends: Ends, broke: bool) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut open: Option<Span> = None;
    let mut cutter: Cutter<Span> = Cutter { open: None, broke };
    let mut from = 0;
    for line in text.split_inclusive('\n') {
        let start = from;
        from += line.len();
        let said = Span::new(start, from).trimmed(text);
        if said.is_empty() || is_rule(line) {
            if ends == Ends::Blank {
                spans.extend(open.take());
            }
            continue;
        }
        match ends {
            Ends::Line => spans.push(said),
            Ends::Blank => open = Some(open.map_or(said, |span| span.join(said))),
            Ends::Bar => cutter.line(
                line,
                |span, _| span.shifted(start),
                |open, span| {
                    if !span.is_empty() {
                        *open = if open.is_empty() { span.shifted(start) } else { open.join(span.shifted(start)) };
                    }
                },
                |span| spans.push(span),
            ),
        }
    }
    spans.extend(open);
    spans.extend(cutter.open);
    spans
}
