//! Places what a table prints under its columns by what it looks like, where cells are missing or rows are not marked.
//!
//! Reads: a row with cells gone (empty ones that were not printed, what spans from above); a stream of cells in which rows are not told apart
//! (one cell a line); a cell that goes on in a second paragraph; words apart by white space. The order stays; the cheapest placing wins, of
//! equal ones the leftmost. Time and room are words times columns.

use super::column::Role;
use super::heading::Heading;
use super::kind::{KINDS, Kind};

/// A cell or a word to be placed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Word {
    pub(crate) kind: Kind,
    /// The number of a row, where it goes on from the one before.
    pub(crate) counts: bool,
    /// Whether a row may begin with it.
    pub(crate) begins: bool,
    /// What it costs that it goes on in the column of the word before.
    pub(crate) joined: u32,
    /// What it costs that it begins no row.
    pub(crate) inside: u32,
}

/// What it costs to put cells under the columns of a table.
#[derive(Debug)]
pub(crate) struct Placer {
    columns: Vec<Costs>,
    /// What a new row costs.
    row: u32,
}

#[derive(Debug, Clone)]
struct Costs {
    role: Option<Role>,
    of: [u32; KINDS],
    missing: u32,
    /// Missing at the front of a row, as below a cell that spans several.
    spanned: u32,
    /// Missing at its end.
    tail: u32,
    /// Whether a second word may go on in it.
    goes_on: bool,
    seen: [u32; KINDS],
    rows: u32,
}

/// What it costs to put one kind under a column, in the order of [`Kind`]: blank, whole, value, quantity, percent, unit, bound, agency, told, sentence,
/// text, what gathers rows; then what it costs that it is missing, and missing at the front.
const fn costs(role: Option<Role>) -> ([u32; KINDS], u32, u32) {
    match role {
        Some(Role::Number) => ([3, 0, 14, 14, 14, 14, 14, 14, 14, 14, 9, 14], 6, 3),
        Some(Role::Name) => ([9, 16, 14, 14, 16, 10, 16, 4, 8, 0, 0, 11], 16, 12),
        Some(Role::Class) => ([1, 14, 14, 14, 14, 10, 14, 1, 8, 4, 0, 0], 3, 1),
        Some(Role::Goal) => ([3, 2, 1, 1, 1, 10, 14, 6, 7, 0, 1, 11], 8, 8),
        Some(Role::Target) => ([0, 0, 0, 0, 0, 10, 8, 10, 5, 1, 4, 14], 5, 9),
        Some(Role::Result) => ([0, 0, 0, 0, 2, 12, 12, 8, 0, 0, 2, 14], 4, 9),
        Some(Role::Rate) => ([0, 1, 1, 6, 0, 12, 12, 12, 5, 8, 5, 14], 3, 9),
        Some(Role::Unit) => ([0, 14, 14, 14, 3, 0, 14, 14, 14, 14, 6, 14], 3, 9),
        Some(Role::Agency | Role::Joint) => ([0, 14, 14, 14, 14, 12, 14, 0, 8, 6, 3, 14], 3, 4),
        Some(Role::Bound) => ([0, 14, 14, 14, 14, 14, 0, 14, 14, 14, 8, 14], 3, 9),
        Some(Role::Weight | Role::Score) => ([0, 0, 0, 10, 1, 14, 14, 14, 12, 12, 8, 14], 3, 9),
        Some(Role::Remark) => ([0, 6, 6, 6, 6, 10, 14, 4, 3, 1, 1, 12], 1, 6),
        Some(Role::Time) => ([0, 5, 2, 2, 5, 10, 14, 8, 2, 2, 1, 14], 2, 6),
        Some(Role::Growth | Role::Past | Role::Value) => ([0, 1, 0, 3, 0, 12, 12, 12, 8, 8, 6, 14], 3, 9),
        Some(Role::Other) | None => ([1, 3, 3, 3, 3, 4, 4, 3, 3, 3, 3, 3], 3, 3),
    }
}

/// How ill the cells that were seen of a column fit under a heading, in tenths of a cell.
pub(crate) fn misfit(heading: &Heading, seen: &[u32; KINDS]) -> u32 {
    let (of, ..) = costs(heading.role.map(|(role, _)| role));
    let said: u32 = seen.iter().skip(1).sum();
    of.iter().zip(seen).skip(1).map(|(cost, seen)| cost * seen).sum::<u32>() * 10 / said.max(1)
}

impl Placer {
    /// By what the headers say. `kept` says that empty cells are printed: then none is missing but below one that spans rows.
    pub(crate) fn new<'h>(headings: impl Iterator<Item = &'h Heading>, kept: bool) -> Self {
        let columns = headings.map(|heading| {
            let role = heading.role.map(|(role, _)| role);
            let (of, missing, spanned) = costs(role);
            let text = matches!(
                role,
                None | Some(
                    Role::Name
                        | Role::Class
                        | Role::Goal
                        | Role::Result
                        | Role::Agency
                        | Role::Joint
                        | Role::Remark
                        | Role::Time
                        | Role::Other
                )
            );
            // A name may span too where every cell is printed.
            let tail = if kept { missing.min(2) } else { missing };
            let missing = if kept { missing * 2 + 1 } else { missing };
            Costs { role, of, missing, spanned, tail, goes_on: text, seen: [0; KINDS], rows: 0 }
        });
        let mut columns: Vec<Costs> = columns.collect();
        // Of two columns that name, the first may span rows.
        for at in 1..columns.len() {
            let names = |role: Option<Role>| matches!(role, Some(Role::Name | Role::Goal));
            if names(columns[at].role) && names(columns[at - 1].role) {
                (columns[at - 1].missing, columns[at - 1].spanned) = (4, 1);
            }
        }
        Self { columns, row: 3 }
    }

    pub(crate) fn width(&self) -> usize {
        self.columns.len()
    }

    /// Takes up what stands in the columns of one row; none where it has no cell.
    pub(crate) fn see(&mut self, cells: impl Iterator<Item = Option<Kind>>) {
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            column.rows += 1;
            if let Some(kind) = cell {
                column.seen[kind as usize] += 1;
            }
        }
    }

    /// Places words that make several rows, and lets these speak beside the headers; gives the rows as they are placed then, and what they cost.
    pub(crate) fn learned(&mut self, words: &[Word]) -> (Vec<(bool, usize)>, u64) {
        let (placed, _) = self.rows(words);
        let mut row: Vec<Option<Kind>> = vec![None; self.width()];
        for (at, (begins, column)) in placed.iter().enumerate() {
            if *begins && at > 0 {
                self.see(row.iter().copied());
                row.fill(None);
            }
            row[*column] = Some(words[at].kind);
        }
        self.see(row.iter().copied());
        self.learn();
        self.rows(words)
    }

    /// Lets what was seen speak beside the headers.
    pub(crate) fn learn(&mut self) {
        for column in &mut self.columns {
            let said: u32 = column.seen.iter().sum::<u32>() - column.seen[Kind::Blank as usize];
            if said < 2 {
                continue;
            }
            let known = column.role.is_some_and(|role| role != Role::Other);
            for (cost, &seen) in column.of.iter_mut().zip(&column.seen).skip(1) {
                let share = seen * 20 / said;
                let own = match share {
                    10.. => 0,
                    4..10 => 1,
                    1..4 => 3,
                    _ => 8,
                };
                *cost = match (known, seen) {
                    (false, _) => own,
                    (true, 0) => *cost + 2,
                    (true, _) => (*cost).min(own + 1),
                };
            }
            let gone = column.rows - (said + column.seen[Kind::Blank as usize]).min(column.rows);
            if gone * 2 > column.rows {
                column.missing = column.missing.min(1);
                column.spanned = column.spanned.min(1);
                column.tail = column.tail.min(1);
            }
            // What is text in every row may go on.
            let numbers: u32 =
                [Kind::Whole, Kind::Value, Kind::Quantity, Kind::Percent, Kind::Unit].iter().map(|kind| column.seen[*kind as usize]).sum();
            column.goes_on &= numbers * 2 < said;
        }
    }

    /// Whether so many columns at the end of a row are empty that all other rows have numbers in: what is printed in front of them may belong
    /// there.
    pub(crate) fn lost(&self, said: usize) -> bool {
        let numbers = |column: &Costs| {
            let seen: u32 = [Kind::Whole, Kind::Value, Kind::Quantity, Kind::Percent].iter().map(|kind| column.seen[*kind as usize]).sum();
            seen * 10 >= column.rows * 7 && column.rows > 3
        };
        let empty = self.columns.iter().skip(said).filter(|column| numbers(column)).count();
        let printed = self.columns.iter().take(said).filter(|column| numbers(column)).count();
        empty > 1 && printed > 1
    }

    /// Whether a share stands in a column of amounts, in a row with columns of numbers empty at its end: its cells belong further right, and none of
    /// its numbers where it stands.
    pub(crate) fn moved(&self, row: impl Iterator<Item = Kind>) -> bool {
        let (mut share, mut empty) = (false, 0);
        for (column, kind) in self.columns.iter().zip(row) {
            let (amounts, shares) = (column.seen[Kind::Value as usize], column.seen[Kind::Percent as usize]);
            share |= kind == Kind::Percent && amounts > 3 && amounts > shares;
            empty = if kind != Kind::Blank { 0 } else { empty + u32::from((amounts + shares) * 2 > column.rows) };
        }
        share && empty > 1
    }

    /// The columns in which numbers were seen.
    pub(crate) fn numbers(&self) -> impl Iterator<Item = usize> {
        let seen = |column: &Costs, kind: Kind| column.seen[kind as usize] > 0;
        let numbers = move |column: &Costs| seen(column, Kind::Value) || seen(column, Kind::Percent) || seen(column, Kind::Quantity);
        self.columns.iter().enumerate().filter(move |(_, column)| numbers(column)).map(|(at, _)| at)
    }

    /// Whether a column has the numbers of rows.
    pub(crate) fn numbered(&self) -> bool {
        self.columns.iter().any(|column| column.role == Some(Role::Number))
    }

    /// How many columns no cell was seen in.
    pub(crate) fn unseen(&self) -> u64 {
        self.columns.iter().map(|column| u64::from(column.seen.iter().all(|&seen| seen == 0))).sum()
    }

    fn cost(&self, word: &Word, column: usize) -> u32 {
        let column = &self.columns[column];
        let counts = match (column.role, word.kind) {
            (Some(Role::Number), Kind::Whole) if !word.counts => 5,
            (Some(Role::Number), _) => 0,
            (_, Kind::Whole) if word.counts => 2,
            _ => 0,
        };
        column.of[word.kind as usize] + counts
    }

    /// How ill some words fit the columns that they are put under.
    pub(crate) fn fit(&self, words: &[Word], columns: &mut dyn Iterator<Item = usize>) -> u32 {
        words.iter().zip(columns).map(|(word, column)| self.cost(word, column)).sum()
    }

    /// The columns of the words of one row.
    pub(crate) fn row(&self, words: &[Word]) -> Vec<usize> {
        self.place(words, true).0.into_iter().map(|(_, column)| column).collect()
    }

    /// The columns of words that make several rows: whether each begins a row, and its column. With what it costs in all.
    pub(crate) fn rows(&self, words: &[Word]) -> (Vec<(bool, usize)>, u64) {
        self.place(words, false)
    }

    fn place(&self, words: &[Word], one: bool) -> (Vec<(bool, usize)>, u64) {
        let width = self.columns.len();
        if width == 0 || words.is_empty() {
            return (Vec::new(), 0);
        }
        // skipped[c]: what it costs that the columns in front of c are missing; front[c]: the same at the front of a row.
        let sum = |of: fn(&Costs) -> u32| {
            let mut sums = vec![0i64; width + 1];
            for (at, column) in self.columns.iter().enumerate() {
                sums[at + 1] = sums[at] + i64::from(of(column));
            }
            sums
        };
        let (skipped, front, tail) = (sum(|column| column.missing), sum(|column| column.spanned), sum(|column| column.tail));
        let mut best: Vec<i64> = Vec::new();
        // For each word and column: the column of the word before, and whether a row began.
        let mut from: Vec<(u16, bool)> = Vec::with_capacity(words.len() * width);
        for (at, word) in words.iter().enumerate() {
            let mut next = vec![i64::MAX; width];
            let ended = (0..best.len()).map(|c| (best[c] + tail[width] - tail[c + 1] + i64::from(self.row), c)).min();
            let mut left: Option<(i64, usize)> = None;
            for c in 0..width {
                let mut entered: Option<(i64, usize, bool)> = None;
                let mut offer = |sum: i64, back: usize, begins: bool| {
                    if entered.is_none_or(|(least, ..)| sum < least) {
                        entered = Some((sum, back, begins));
                    }
                };
                if at == 0 {
                    offer(front[c], c, true);
                } else {
                    let inside = i64::from(word.inside);
                    if let Some((least, back)) = left {
                        offer(least + skipped[c] + inside, back, false);
                    }
                    // 提升4个|百分点: a unit goes on behind its number.
                    let unit = word.kind == Kind::Unit && words[at - 1].kind.is_number() && word.joined < APART;
                    if self.columns[c].goes_on || unit || best[c] == i64::MAX {
                        offer(best[c].saturating_add(i64::from(word.joined) + inside), c, false);
                    }
                    if let Some((least, back)) = ended.filter(|_| !one && word.begins) {
                        offer(least + front[c], back, true);
                    }
                }
                let (sum, back, begins) = entered.unwrap_or((i64::MAX / 2, c, false));
                next[c] = sum.saturating_add(i64::from(self.cost(word, c)));
                from.push((u16::try_from(back).unwrap_or(u16::MAX), begins));
                if let Some(&so_far) = best.get(c) {
                    let behind = so_far - skipped[c + 1];
                    if left.is_none_or(|(least, _)| behind < least) {
                        left = Some((behind, c));
                    }
                }
            }
            best = next;
        }
        let total = |c: usize| best[c] + tail[width] - tail[c + 1];
        let Some(mut column) = (0..width).min_by_key(|&c| total(c)) else { return (Vec::new(), 0) };
        let cost = u64::try_from(total(column)).unwrap_or(0);
        let mut placed = vec![(false, 0); words.len()];
        for at in (0..words.len()).rev() {
            let (back, begins) = from[at * width + column];
            placed[at] = (begins, column);
            column = usize::from(back);
        }
        (placed, cost)
    }
}

/// What it costs that a word goes on in a column that takes no more.
pub(crate) const APART: u32 = 40;

#[cfg(test)]
mod tests {
    use super::super::{heading, kind};
    use super::*;
    use crate::lexicon::Lexicon;

    fn placer(header: &str) -> Placer {
        let headings: Vec<_> = header.split('|').map(|cell| heading(cell, Lexicon::builtin())).collect();
        Placer::new(headings.iter(), false)
    }

    fn words(cells: &[&str]) -> Vec<Word> {
        let mut last = 0;
        let counted = |cell: &str, last: &mut u32| {
            let next = super::super::row_number(cell).filter(|number| *number == *last + 1);
            *last = next.unwrap_or(*last);
            next.is_some()
        };
        cells
            .iter()
            .map(|cell| Word { kind: kind(cell, Lexicon::builtin()), counts: counted(cell, &mut last), begins: true, joined: 5, inside: 0 })
            .collect()
    }

    #[test]
    fn what_is_left_of_a_row_finds_its_columns() {
        let header = "序号|指标名称|计量单位|年度目标|完成数|完成率|责任单位";
        for (row, want) in [
            ("1 城镇新增就业 人 50000 48000 96% 市人社局", vec![0, 1, 2, 3, 4, 5, 6]),
            ("1 新建公园 12 市住建局", vec![0, 1, 3, 6]),
            ("1 新建公园 个 12 75%", vec![0, 1, 2, 3, 5]),
            ("城镇新增就业 人 50000 / / 市人社局", vec![1, 2, 3, 4, 5, 6]),
        ] {
            let cells: Vec<&str> = row.split(' ').collect();
            assert_eq!(placer(header).row(&words(&cells)), want, "{row}");
        }
    }

    #[test]
    fn rows_of_a_stream_are_told_apart_by_their_cells() {
        let cells = [
            "民生",
            "1",
            "新建学校",
            "县教育局",
            "5",
            "4",
            "2",
            "改造食堂",
            "县教育局",
            "30",
            "28",
            "城建",
            "3",
            "修路",
            "县交通局",
            "12",
            "9",
        ];
        let (placed, _) = placer("类别|序号|项目名称|责任单位|目标|完成").rows(&words(&cells));
        let begins: Vec<usize> = (0..cells.len()).filter(|&at| placed[at].0).collect();
        assert_eq!(begins, [0, 6, 11]);
        assert_eq!(placed[6].1, 1);
    }
}
