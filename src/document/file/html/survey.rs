//! The tables of a page, before it is read: where their cells stand, and whether they hold data or only lay out the page.
//!
//! Nothing in a page says that a table lays out; it is told by what its cells hold. A table of data has rows of two cells or more, and each cell
//! says one thing. A cell of a layout holds a part of the page: a table of data, a heading with text behind it, one paragraph after
//! another. The progress column of a table of data may hold as much, but there a short cell stands above it and says what it is.

use super::flow::is_label;
use super::model::{Area, Row, Slots, Spans, order, place};
use super::role::{Role, Shown};
use super::tree::{Step, Tree};
use crate::error::Error;
use std::collections::HashMap;

/// A table of a page.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) holds_data: bool,
    /// The place of each of its cells, in the order of the page.
    pub(super) areas: Vec<Area>,
    /// Rows that are not shown and would say something.
    pub(super) hidden_rows: usize,
}

/// What a cell says.
#[derive(Debug, Clone, Copy, Default)]
struct Said {
    /// Characters, white space aside; of them those in links, in headings, and in tables inside it.
    chars: usize,
    links: usize,
    headings: usize,
    tables: usize,
    /// Of those in tables the ones in tables of data.
    data: usize,
    /// Paragraphs and lines.
    blocks: usize,
}

/// A cell as it is met.
#[derive(Debug)]
struct Cell {
    shown: Shown,
    row: usize,
    hidden: bool,
    said: Said,
    /// Whether it ends as a label does, which the cell behind it answers.
    label: bool,
}

/// A table as it is gone through.
#[derive(Debug, Default)]
struct Open {
    at: usize,
    rows: Vec<Row>,
    cells: Vec<Cell>,
    groups: usize,
    foot: bool,
    ruled: bool,
    /// So many links, headings and hidden rows or groups of rows are open.
    links: usize,
    headings: usize,
    hidden: usize,
    /// Whether the cell that came last is open.
    in_cell: bool,
    /// Whether text that comes is part of a paragraph that has begun.
    in_block: bool,
}

/// The tables of a page, in its order, those in hidden rows too.
pub(super) fn survey(tree: &Tree) -> Result<Vec<Table>, Error> {
    let (mut tables, mut open, mut slots) = (Vec::new(), Vec::<Open>::new(), Slots::new());
    for step in tree.walk() {
        match step {
            Step::Enter(shown) if shown.role == Role::Table => {
                if let Some(outer) = open.last_mut() {
                    outer.in_block = false;
                }
                open.push(Open { at: tables.len(), ruled: shown.ruled, ..Open::default() });
                tables.push(Table::default());
            }
            Step::Leave(shown) if shown.role == Role::Table => {
                let Some(closed) = open.pop() else { continue };
                let at = closed.at;
                let (table, said) = closed.closed(&mut slots)?;
                tables[at] = table;
                if let Some(outer) = open.last_mut() {
                    outer.add(said);
                    outer.in_block = false;
                }
            }
            step => {
                if let Some(table) = open.last_mut() {
                    table.step(step);
                }
            }
        }
    }
    Ok(tables)
}

impl Open {
    fn step(&mut self, step: Step<'_>) {
        match step {
            Step::Text(text) => self.text(text),
            Step::Enter(shown) => {
                self.in_block &= !shown.role.is_block() && shown.role != Role::Break;
                self.links += usize::from(shown.role == Role::Link);
                self.headings += usize::from(shown.role == Role::Heading);
                self.hidden += usize::from(shown.hidden);
                match shown.role {
                    Role::Rows | Role::FootRows => {
                        self.groups += 1;
                        self.foot = shown.role == Role::FootRows;
                    }
                    Role::Row => self.rows.push(Row { group: self.groups, foot: self.foot }),
                    Role::Cell | Role::HeadCell if !self.rows.is_empty() => {
                        self.in_cell = true;
                        let (row, hidden) = (self.rows.len() - 1, self.hidden > 0);
                        self.cells.push(Cell { shown, row, hidden, said: Said::default(), label: false });
                    }
                    _ => {}
                }
            }
            Step::Leave(shown) => {
                self.in_block &= !shown.role.is_block();
                self.in_cell &= !shown.role.is_cell();
                self.links -= usize::from(shown.role == Role::Link);
                self.headings -= usize::from(shown.role == Role::Heading);
                self.hidden -= usize::from(shown.hidden);
            }
        }
    }

    fn text(&mut self, text: &str) {
        let chars = text.chars().filter(|c| !c.is_whitespace()).count();
        let of = |open: usize| if open > 0 { chars } else { 0 };
        let blocks = usize::from(chars > 0 && !self.in_block);
        self.in_block |= chars > 0;
        if let Some(cell) = self.cells.last_mut().filter(|_| self.in_cell && chars > 0) {
            cell.label = is_label(text);
        }
        self.add(Said { chars, links: of(self.links), headings: of(self.headings), blocks, ..Said::default() });
    }

    fn add(&mut self, more: Said) {
        let Some(Cell { said, .. }) = self.cells.last_mut().filter(|_| self.in_cell) else { return };
        said.chars += more.chars;
        said.links += more.links;
        said.headings += more.headings;
        said.tables += more.tables;
        said.data += more.data;
        said.blocks += more.blocks;
    }

    /// The table, and what it says to a cell that it stands in.
    fn closed(self, slots: &mut Slots) -> Result<(Table, Said), Error> {
        let spans: Vec<Spans> = self.cells.iter().map(|cell| cell.spans()).collect();
        let areas = place(&self.rows, &spans, slots)?;
        let mut hidden: Vec<usize> = self.cells.iter().filter(|cell| cell.hidden && cell.said.chars > 0).map(|cell| cell.row).collect();
        hidden.dedup();
        let shown: Vec<(Area, &Cell)> = areas.iter().copied().zip(&self.cells).filter(|(_, cell)| cell.says()).collect();
        let rows = order(&self.rows).len();
        let holds_data = Evidence { cells: &shown, rows, ruled: self.ruled }.is_of_data();
        let mut said = Said::default();
        for Said { chars, links, headings, tables, data, blocks } in shown.iter().map(|(_, cell)| cell.said) {
            said.chars += chars;
            said.links += links;
            said.headings += headings;
            said.tables += tables;
            said.data += data;
            said.blocks += blocks;
        }
        // One cell is a frame around what is in it.
        if shown.len() > 1 {
            said.tables = said.chars;
        }
        if holds_data {
            said.data = said.chars;
        }
        Ok((Table { holds_data, areas, hidden_rows: hidden.len() }, said))
    }
}

impl Cell {
    const fn spans(&self) -> Spans {
        Spans { row: self.row, rows: self.shown.rows as usize, columns: self.shown.columns as usize }
    }

    const fn is_label(&self) -> bool {
        self.label && self.said.chars <= LONGEST_HEAD
    }

    const fn says(&self) -> bool {
        !self.hidden && self.said.chars > 0
    }

    /// Whether it holds a part of a page rather than a thing that one says in a table.
    const fn is_flow(&self) -> bool {
        self.said.tables > 0 || self.said.blocks >= MANY_BLOCKS || (self.said.headings > 0 && self.said.headings < self.said.chars)
    }

    /// Whether it can say what the cells below it are.
    fn is_head(&self) -> bool {
        self.shown.role == Role::HeadCell
            || (self.said.chars <= LONGEST_HEAD && self.said.blocks <= 2 && self.said.links == 0 && self.said.tables == 0)
    }
}

/// The name of a column is not longer, in characters: `截至2023年9月底完成情况（含开工率）`.
const LONGEST_HEAD: usize = 20;
/// A cell of as many paragraphs may be a part of a page.
const MANY_BLOCKS: usize = 5;
/// One of as many, or with a table in it, is an article, whatever stands above it, if it has most of the text.
const ARTICLE: usize = 8;
/// A layout has so many rows of two cells or more; a table with more of them is one of data, if its cells are not links.
const ROWS_OF_LAYOUT: usize = 3;

/// The cells of a table that say something, and what else tells what it is for.
struct Evidence<'c> {
    cells: &'c [(Area, &'c Cell)],
    rows: usize,
    ruled: bool,
}

impl Evidence<'_> {
    fn is_of_data(&self) -> bool {
        let sum = |of: fn(&Said) -> usize| self.cells.iter().map(|(_, cell)| of(&cell.said)).sum::<usize>();
        let all = sum(|said| said.chars);
        let columns = self.cells.iter().map(|(area, _)| area.column).min() != self.cells.iter().map(|(area, _)| area.column).max();
        let aligned = self.aligned();
        // A form: every second or fourth cell says what the next one is.
        let form = self.cells.iter().filter(|(_, cell)| cell.is_label()).count() * 3 >= self.cells.len();
        if !columns || aligned < 2 || form || sum(|said| said.data) * 2 > all {
            return false;
        }
        let ruled = self.ruled || self.cells.iter().filter(|(_, cell)| cell.shown.ruled).count() * 2 > self.cells.len();
        if ruled || self.cells.iter().any(|(_, cell)| cell.shown.role == Role::HeadCell) {
            return true;
        }
        let few = aligned <= ROWS_OF_LAYOUT || sum(|said| said.links) * 2 > all;
        if few && self.flow_without_head() * 2 > all {
            return false;
        }
        let article = |said: Said| (said.blocks >= ARTICLE || said.tables > 0) && said.chars * 10 > all * 6;
        !(aligned <= 2 && self.cells.iter().any(|(_, cell)| article(cell.said)))
    }

    /// The rows in which two cells or more say something, those that reach down into them among them.
    fn aligned(&self) -> usize {
        let mut changes = vec![0_isize; self.rows + 1];
        for (area, _) in self.cells {
            changes[area.row] += 1;
            changes[area.row + area.rows] -= 1;
        }
        let cells = changes.iter().scan(0, |cells, change| {
            *cells += change;
            Some(*cells)
        });
        cells.filter(|&cells| cells >= 2).count()
    }

    /// The characters of the parts of a page that no cell above says a word of.
    fn flow_without_head(&self) -> usize {
        let mut heads: HashMap<(usize, usize), usize> = HashMap::new();
        for (area, _) in self.cells.iter().filter(|(_, cell)| cell.is_head()) {
            let first = heads.entry((area.column, area.columns)).or_insert(area.row);
            *first = area.row.min(*first);
        }
        let has_head = |area: &Area| heads.get(&(area.column, area.columns)).is_some_and(|row| *row < area.row);
        self.cells.iter().filter(|(area, cell)| cell.is_flow() && !has_head(area)).map(|(_, cell)| cell.said.chars).sum()
    }
}
