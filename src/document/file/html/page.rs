//! A page as paragraphs and tables of data, in its order. A table that only lays out gives the paragraphs in its cells.

use super::flow::Flow;
use super::role::{Role, Shown};
use super::survey::Table;
use super::tree::{Step, Tree};

/// A part of a page.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part {
    Paragraph {
        text: String,
        /// It is another line of the paragraph before: behind `br`, or in `pre`.
        goes_on: bool,
        /// It is nothing but links, as menus are.
        leads_away: bool,
    },
    /// A table: which one of the page, and the text of each of its cells.
    Table(usize, Vec<String>),
}

/// The parts of a page, whose tables are known.
pub(super) fn parts(tree: &Tree, tables: &[Table]) -> Vec<Part> {
    let mut reading = Reading {
        tables,
        parts: Vec::new(),
        flow: Flow::default(),
        met: 0,
        data: None,
        open: Opened::default(),
        line: false,
        stays: false,
    };
    for step in tree.walk() {
        match step {
            Step::Text(text) => reading.text(text),
            Step::Enter(shown) => reading.enter(shown),
            Step::Leave(shown) => reading.leave(shown),
        }
    }
    reading.end_paragraph(false);
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
    open: Opened,
    /// Whether the paragraph at hand goes on from the one before.
    line: bool,
    /// Whether it says something outside of links.
    stays: bool,
}

/// How many elements of a kind are open.
#[derive(Debug, Default)]
struct Opened {
    hidden: usize,
    /// `pre`, whose line breaks are printed.
    preformatted: usize,
    links: usize,
    headings: usize,
}

impl Opened {
    fn count(&mut self, shown: Shown, change: impl Fn(&mut usize)) {
        if shown.hidden {
            change(&mut self.hidden);
        }
        match shown.role {
            Role::Preformatted => change(&mut self.preformatted),
            Role::Link => change(&mut self.links),
            Role::Heading => change(&mut self.headings),
            _ => {}
        }
    }
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
        if self.open.hidden > 0 {
            return;
        }
        match &self.data {
            Some(data) if data.open => self.push(text),
            Some(_) => {}
            None if self.open.preformatted > 0 => {
                for (n, line) in text.split('\n').enumerate() {
                    if n > 0 {
                        self.end_paragraph(true);
                    }
                    self.push(line);
                }
            }
            None => self.push(text),
        }
    }

    fn push(&mut self, text: &str) {
        self.flow.push(text);
        self.stays |= (self.open.links == 0 || self.open.headings > 0) && text.contains(char::is_alphanumeric);
    }

    fn enter(&mut self, shown: Shown) {
        self.boundary(shown);
        self.open.count(shown, |open| *open += 1);
        match shown.role {
            Role::Table => self.enter_table(),
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
        self.open.count(shown, |open| *open -= 1);
        match shown.role {
            Role::Table => self.leave_table(),
            Role::Superscript => self.flow.lower(),
            role if role.is_cell() || role == Role::Caption => {
                if let Some(data) = self.data.as_mut().filter(|data| data.inner == 0) {
                    data.open = false;
                    let text = self.flow.take();
                    if role == Role::Caption {
                        self.parts.push(Part::Paragraph { text, goes_on: false, leads_away: false });
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
        let role = shown.role;
        if !role.is_block() && role != Role::Break {
            return;
        }
        match &self.data {
            // The cells of a table in a cell are kept apart.
            Some(data) if data.open && (role.is_cell() || role == Role::Table) => self.flow.part(" "),
            Some(data) if data.open => self.flow.push("\n"),
            Some(_) => {}
            // 索引号：| QY0001/2023-00012: of a form that is laid out in cells.
            None if role.is_cell() && self.flow.is_label() => self.flow.part(""),
            None if self.flow.is_parted() && !role.is_rows() && role != Role::Table => {}
            None => self.end_paragraph(role == Role::Break),
        }
    }

    /// Ends a paragraph, or a line of it.
    fn end_paragraph(&mut self, line: bool) {
        let text = self.flow.take();
        let says = !text.trim().is_empty();
        if says {
            let goes_on = self.line && !is_indented(&text);
            // A sentence in a link is a sentence.
            let leads_away = !self.stays && !text.contains(['。', '；']);
            self.parts.push(Part::Paragraph { text, goes_on, leads_away });
        }
        self.line = line && says;
        self.stays = false;
    }

    fn enter_table(&mut self) {
        let at = self.met;
        self.met += 1;
        match &mut self.data {
            Some(data) => data.inner += 1,
            None if self.open.hidden == 0 && self.tables.get(at).is_some_and(|table| table.holds_data) => {
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

/// Whether a line begins as a paragraph does in pages that know no paragraphs: `<br>　　二、`.
fn is_indented(text: &str) -> bool {
    text.trim_start_matches(|c: char| c.is_ascii_whitespace()).chars().take_while(|c| matches!(c, '\u{a0}' | '\u{3000}')).count() >= 2
}
