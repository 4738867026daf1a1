//! A page as paragraphs and tables of data, in its order. A table that only lays out gives the paragraphs in its cells.

use super::flow::Flow;
use super::role::{Role, Shown};
use super::survey::Table;
use super::tree::{Step, Tree};

/// A part of a page.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part {
    Paragraph(String),
    /// A table: which one of the page, and the text of each of its cells.
    Table(usize, Vec<String>),
}

/// The parts of a page, whose tables are known.
pub(super) fn parts(tree: &Tree, tables: &[Table]) -> Vec<Part> {
    let mut reading = Reading { tables, parts: Vec::new(), flow: Flow::default(), met: 0, data: None, preformatted: 0, hidden: 0 };
    for step in tree.walk() {
        match step {
            Step::Text(text) => reading.text(text),
            Step::Enter(shown) => reading.enter(shown),
            Step::Leave(shown) => reading.leave(shown),
        }
    }
    reading.end_paragraph();
    reading.parts
}

struct Reading<'t> {
    tables: &'t [Table],
    parts: Vec<Part>,
    /// The paragraph or the cell at hand.
    flow: Flow,
    /// So many tables were met.
    met: usize,
    data: Option<Data>,
    /// So many elements are open whose line breaks are printed, and that are not shown.
    preformatted: usize,
    hidden: usize,
}

/// A table of data that is being read.
#[derive(Debug)]
struct Data {
    at: usize,
    cells: Vec<String>,
    /// Whether a cell or the caption is open; what stands between them is white space.
    open: bool,
    /// So many tables are open in the cell: their text is text of the cell.
    inner: usize,
}

impl Reading<'_> {
    fn text(&mut self, text: &str) {
        if self.hidden > 0 {
            return;
        }
        match &self.data {
            Some(data) if data.open => self.flow.push(text),
            Some(_) => {}
            None if self.preformatted > 0 => {
                for (n, line) in text.split('\n').enumerate() {
                    if n > 0 {
                        self.end_paragraph();
                    }
                    self.flow.push(line);
                }
            }
            None => self.flow.push(text),
        }
    }

    fn enter(&mut self, shown: Shown) {
        self.boundary(shown);
        self.hidden += usize::from(shown.hidden);
        match shown.role {
            Role::Table => self.enter_table(),
            Role::Preformatted => self.preformatted += 1,
            Role::Superscript => self.flow.raise(),
            role if role.is_cell() || role == Role::Caption => {
                if let Some(data) = self.data.as_mut().filter(|data| data.inner == 0) {
                    data.open = true;
                }
            }
            _ => {}
        }
    }

    fn leave(&mut self, shown: Shown) {
        self.hidden -= usize::from(shown.hidden);
        match shown.role {
            Role::Table => self.leave_table(),
            Role::Preformatted => self.preformatted -= 1,
            Role::Superscript => self.flow.lower(),
            role if role.is_cell() || role == Role::Caption => {
                if let Some(data) = self.data.as_mut().filter(|data| data.inner == 0) {
                    data.open = false;
                    let text = self.flow.take();
                    if role == Role::Caption {
                        self.parts.push(Part::Paragraph(text));
                    } else {
                        data.cells.push(text);
                    }
                }
            }
            _ => {}
        }
        // A break has no end.
        if shown.role != Role::Break {
            self.boundary(shown);
        }
    }

    /// Ends the paragraph where a block or a line begins or ends; in a cell of data the line break is soft.
    fn boundary(&mut self, shown: Shown) {
        if !shown.role.is_block() && shown.role != Role::Break {
            return;
        }
        match &self.data {
            None => self.end_paragraph(),
            // The cells of a table in a cell are kept apart.
            Some(data) if data.inner > 0 && (shown.role.is_cell() || shown.role == Role::Table) => self.flow.push(" "),
            Some(data) if data.open => self.flow.push("\n"),
            Some(_) => {}
        }
    }

    fn end_paragraph(&mut self) {
        let text = self.flow.take();
        if !text.trim().is_empty() {
            self.parts.push(Part::Paragraph(text));
        }
    }

    fn enter_table(&mut self) {
        let at = self.met;
        self.met += 1;
        match &mut self.data {
            Some(data) => data.inner += 1,
            None if self.hidden == 0 && self.tables.get(at).is_some_and(|table| table.holds_data) => {
                self.data = Some(Data { at, cells: Vec::new(), open: false, inner: 0 });
            }
            None => {}
        }
    }

    fn leave_table(&mut self) {
        match &mut self.data {
            Some(data) if data.inner > 0 => data.inner -= 1,
            Some(_) => {
                if let Some(Data { at, cells, .. }) = self.data.take() {
                    self.parts.push(Part::Table(at, cells));
                }
            }
            None => {}
        }
    }
}
