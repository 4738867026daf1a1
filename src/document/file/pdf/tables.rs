//! Tables between rules.
//!
//! Reads rules that meet: their places are the grid, and a cell is what no rule divides, so that it spans where one is missing. An outer rule
//! may be missing at the sides. Pieces of a rule are joined, and double rules are one. Refuses what is one column wide, which is a frame around
//! text, and drawings without text.

use super::flow::{begins_list, first_word};
use super::lines::{Line, lines};
use super::page::{Area, Glyph, Rule, Sheet};
use super::unicode::is_wide;

/// Rules no further apart are one, in points.
const NEAR: f64 = 3.0;
/// What is shorter is no rule of a table.
const SHORT: f64 = 5.0;
/// What a cell leaves free beside its text, left and right together.
const MARGINS: f64 = 12.0;
/// A page with more rules, or a table with more cells, is a drawing.
const RULES: usize = 3000;
const CELLS: usize = 100_000;

/// A cell: rows and columns count from 0.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) rows: usize,
    pub(super) columns: usize,
    pub(super) lines: Vec<Line>,
    pub(super) area: Area,
    /// The page that it stands on, where it begins.
    pub(super) page: u32,
}

impl Cell {
    /// Its lines. One that was cut goes on without a space; one behind which the next word would have fitted was ended, and the next is a part
    /// of its own: `市教育局` over `市住建局`.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        for (at, line) in self.lines.iter().enumerate() {
            let said = line.text();
            if let Some(before) = at.checked_sub(1).map(|before| &self.lines[before]) {
                let ended = self.has_room(before, line) || begins_list(&said);
                let (last, first) = (text.chars().next_back().unwrap_or(' '), said.chars().next().unwrap_or(' '));
                let goes_on = is_wide(last) || is_wide(first) || last.is_ascii_digit() && first.is_ascii_digit();
                if ended || !goes_on {
                    text.push(' ');
                }
            }
            text.push_str(&said);
        }
        text
    }

    /// Whether the first word of the next line would have fitted behind a line.
    pub(super) fn has_room(&self, line: &Line, next: &Line) -> bool {
        let free = self.area.right - self.area.left - MARGINS - (line.right() - line.left());
        free > first_word(next) + line.size
    }
}

/// A table on a page.
#[derive(Debug, Clone)]
pub(super) struct Table {
    /// Where its columns end: one more than there are columns.
    pub(super) edges: Vec<f64>,
    /// From where to where the words of each column go, if they and no rules told the columns.
    pub(super) words: Vec<(f64, f64)>,
    pub(super) rows: usize,
    /// In order of rows, then of columns.
    pub(super) cells: Vec<Cell>,
    pub(super) area: Area,
}

impl Table {
    pub(super) fn columns(&self) -> usize {
        self.edges.len() - 1
    }
}

/// The tables between the rules of a page. Takes their glyphs and rules out of it.
pub(super) fn ruled(sheet: &mut Sheet, page: u32) -> Vec<Table> {
    sheet.across = joined(std::mem::take(&mut sheet.across));
    sheet.down = joined(std::mem::take(&mut sheet.down));
    if sheet.across.len() + sheet.down.len() > RULES {
        return Vec::new();
    }
    let mut grids: Vec<Grid> =
        parts(&sheet.across, &sheet.down).iter().filter_map(|part| Grid::of(part, &sheet.across, &sheet.down)).collect();
    // A table in a cell of another takes its text first.
    grids.sort_by(|a, b| (a.height() * a.width()).total_cmp(&(b.height() * b.width())));
    let mut tables = Vec::new();
    for grid in grids {
        let Some(table) = grid.table(&sheet.glyphs, page) else { continue };
        sheet.glyphs.retain(|glyph| grid.cell(glyph).is_none());
        let used = |rule: &Rule, down: bool| {
            let middle = f64::midpoint(rule.from, rule.to);
            let (x, y) = if down { (rule.at, middle) } else { (middle, rule.at) };
            Area {
                left: table.area.left - NEAR,
                bottom: table.area.bottom - NEAR,
                right: table.area.right + NEAR,
                top: table.area.top + NEAR,
            }
            .holds(x, y)
        };
        sheet.across.retain(|rule| !used(rule, false));
        sheet.down.retain(|rule| !used(rule, true));
        tables.push(table);
    }
    tables
}

/// Joins the pieces of each rule, and rules beside each other.
fn joined(mut rules: Vec<Rule>) -> Vec<Rule> {
    rules.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut out: Vec<Rule> = Vec::new();
    let mut rest = rules.as_slice();
    while let Some(first) = rest.first() {
        let (group, behind) = rest.split_at(rest.partition_point(|rule| rule.at - first.at <= NEAR * 0.8));
        rest = behind;
        let mut group = group.to_vec();
        group.sort_by(|a, b| a.from.total_cmp(&b.from));
        let from = out.len();
        for rule in group {
            match out[from..].last_mut().filter(|last| rule.from - last.to <= NEAR) {
                Some(last) => last.to = last.to.max(rule.to),
                None => out.push(rule),
            }
        }
    }
    out.retain(|rule| rule.to - rule.from >= SHORT);
    out
}

/// Whether a rule across and one down meet.
fn meet(across: &Rule, down: &Rule) -> bool {
    let reaches = |rule: &Rule, at: f64| rule.from - NEAR <= at && at <= rule.to + NEAR;
    reaches(across, down.at) && reaches(down, across.at)
}

/// The rules, across and down, that hang together.
fn parts(across: &[Rule], down: &[Rule]) -> Vec<(Vec<usize>, Vec<usize>)> {
    let mut parts = Vec::new();
    let (mut free_across, mut free_down) = (vec![true; across.len()], vec![true; down.len()]);
    for start in 0..across.len() {
        if !std::mem::take(&mut free_across[start]) {
            continue;
        }
        let mut part = (vec![start], Vec::new());
        let (mut done_across, mut done_down) = (0, 0);
        while done_across < part.0.len() || done_down < part.1.len() {
            if let Some(&rule) = part.0.get(done_across) {
                done_across += 1;
                part.1.extend((0..down.len()).filter(|other| meet(&across[rule], &down[*other]) && std::mem::take(&mut free_down[*other])));
            } else if let Some(&rule) = part.1.get(done_down) {
                done_down += 1;
                part.0.extend(
                    (0..across.len()).filter(|other| meet(&across[*other], &down[rule]) && std::mem::take(&mut free_across[*other])),
                );
            }
        }
        parts.push(part);
    }
    parts
}

/// A grid: where its columns and rows end, and which of the places between them make a cell.
struct Grid {
    /// From the left.
    edges: Vec<f64>,
    /// From the top.
    heights: Vec<f64>,
    /// For each place, by rows, the number of its cell.
    owners: Vec<usize>,
    /// Row, column, rows and columns of each cell.
    cells: Vec<[usize; 4]>,
}

/// Numbers that differ by little become one.
fn merged(mut numbers: Vec<f64>) -> Vec<f64> {
    numbers.sort_by(f64::total_cmp);
    numbers.dedup_by(|b, a| *b - *a <= NEAR);
    numbers
}

/// How much of a stretch rules at a place cover.
fn covered<'r>(rules: impl Iterator<Item = &'r Rule>, at: f64, from: f64, to: f64) -> bool {
    let over = |rule: &Rule| (rule.to.min(to) - rule.from.max(from)).max(0.0);
    let sum: f64 = rules.filter(|rule| (rule.at - at).abs() <= NEAR).map(over).sum();
    sum >= (to - from) * 0.5
}

impl Grid {
    fn of(part: &(Vec<usize>, Vec<usize>), across: &[Rule], down: &[Rule]) -> Option<Self> {
        let across: Vec<&Rule> = part.0.iter().map(|at| &across[*at]).collect();
        let down: Vec<&Rule> = part.1.iter().map(|at| &down[*at]).collect();
        if across.is_empty() || down.is_empty() {
            return None;
        }
        // Where an outer rule is missing, the table goes as far as the rules that would meet it.
        let ends = |rules: &[&Rule]| {
            let from = rules.iter().map(|rule| rule.from).fold(f64::MAX, f64::min);
            [from, rules.iter().map(|rule| rule.to).fold(f64::MIN, f64::max)]
        };
        let places = |rules: &[&Rule], others: &[&Rule]| merged(rules.iter().map(|rule| rule.at).chain(ends(others)).collect());
        let (edges, mut heights) = (places(&down, &across), places(&across, &down));
        heights.reverse();
        let (columns, rows) = (edges.len().saturating_sub(1), heights.len().saturating_sub(1));
        if columns < 2 || rows < 1 || columns.saturating_mul(rows) > CELLS {
            return None;
        }
        let mut grid = Self { edges, heights, owners: vec![usize::MAX; columns * rows], cells: Vec::new() };
        let right = |row: usize, column: usize| {
            column + 1 >= columns || covered(down.iter().copied(), grid.edges[column + 1], grid.heights[row + 1], grid.heights[row])
        };
        let below = |row: usize, column: usize| {
            row + 1 >= rows || covered(across.iter().copied(), grid.heights[row + 1], grid.edges[column], grid.edges[column + 1])
        };
        let closed_right: Vec<bool> = (0..rows * columns).map(|place| right(place / columns, place % columns)).collect();
        let closed_below: Vec<bool> = (0..rows * columns).map(|place| below(place / columns, place % columns)).collect();
        grid.fill(columns, &closed_right, &closed_below);
        Some(grid)
    }

    /// Makes cells of the places: as wide as no rule divides them, then as high.
    fn fill(&mut self, columns: usize, closed_right: &[bool], closed_below: &[bool]) {
        for place in 0..self.owners.len() {
            if self.owners[place] != usize::MAX {
                continue;
            }
            let (row, column) = (place / columns, place % columns);
            let mut wide = 1;
            while !closed_right[place + wide - 1] && self.owners[place + wide] == usize::MAX {
                wide += 1;
            }
            let mut high = 1;
            loop {
                let last = place + (high - 1) * columns;
                let open = (last..last + wide).all(|above| !closed_below[above] && self.owners[above + columns] == usize::MAX);
                if !open {
                    break;
                }
                high += 1;
            }
            for owned in (0..high).flat_map(|down| place + down * columns..place + down * columns + wide) {
                self.owners[owned] = self.cells.len();
            }
            self.cells.push([row, column, high, wide]);
        }
    }

    fn width(&self) -> f64 {
        self.edges[self.edges.len() - 1] - self.edges[0]
    }

    fn height(&self) -> f64 {
        self.heights[0] - self.heights[self.heights.len() - 1]
    }

    /// The cell that the middle of a glyph lies in.
    fn cell(&self, glyph: &Glyph) -> Option<usize> {
        let (x, y) = (f64::midpoint(glyph.left, glyph.right), glyph.base + glyph.size * 0.35);
        let column = self.edges.partition_point(|edge| *edge <= x).checked_sub(1)?;
        let row = self.heights.partition_point(|height| *height > y).checked_sub(1)?;
        let columns = self.edges.len() - 1;
        (column < columns && row + 1 < self.heights.len()).then(|| self.owners[row * columns + column])
    }

    /// The table with its text; nothing where fewer than two columns have any.
    fn table(&self, glyphs: &[Glyph], page: u32) -> Option<Table> {
        let mut texts: Vec<Vec<Glyph>> = vec![Vec::new(); self.cells.len()];
        for glyph in glyphs {
            if let Some(cell) = self.cell(glyph) {
                texts[cell].push(*glyph);
            }
        }
        let area = |[row, column, rows, columns]: [usize; 4]| Area {
            left: self.edges[column],
            bottom: self.heights[row + rows],
            right: self.edges[column + columns],
            top: self.heights[row],
        };
        let cells: Vec<Cell> = self
            .cells
            .iter()
            .zip(texts)
            .map(|(&place, text)| {
                let [row, column, rows, columns] = place;
                Cell { row, column, rows, columns, lines: lines(text), area: area(place), page }
            })
            .collect();
        let mut used: Vec<usize> = cells.iter().filter(|cell| !cell.lines.is_empty()).map(|cell| cell.column).collect();
        used.sort_unstable();
        used.dedup();
        let whole = area([0, 0, self.heights.len() - 1, self.edges.len() - 1]);
        let table = Table { edges: self.edges.clone(), words: Vec::new(), rows: self.heights.len() - 1, cells, area: whole };
        // The lines of a chart have numbers between them and nothing else.
        let says = table.cells.iter().flat_map(|cell| &cell.lines).any(|line| line.glyphs.iter().any(|glyph| glyph.text.is_alphabetic()));
        (used.len() > 1 && says).then(|| without_slivers(table))
    }
}

/// Without columns and rows that are too narrow for text and have none: the space between rules drawn double.
fn without_slivers(mut table: Table) -> Table {
    loop {
        let empty = |begins: &dyn Fn(&Cell) -> bool| table.cells.iter().filter(|cell| begins(cell)).all(|cell| cell.lines.is_empty());
        let column = (0..table.columns()).find(|column| {
            table.columns() > 2
                && table.edges[column + 1] - table.edges[*column] < 8.0
                && empty(&|cell| cell.column == *column && cell.columns == 1)
        });
        let Some(gone) = column else { break };
        table.edges.remove(if gone == 0 { 0 } else { gone + 1 });
        table.cells.retain(|cell| !(cell.column == gone && cell.columns == 1));
        for cell in &mut table.cells {
            if cell.column > gone {
                cell.column -= 1;
            } else if cell.column + cell.columns > gone {
                cell.columns -= 1;
            }
        }
    }
    table
}
