//! The plain text of a file, made part after part, with the place of each.
//!
//! A paragraph is a line. A row of a table is a line between bars, with blank lines around the table; the text of a cell stands once, where the
//! cell begins, and the other cells that it spans are empty.

use super::place::Place;
use crate::document::is_bar;
use crate::lexicon::Lexicon;

/// A text that is being made.
#[derive(Debug, Default)]
pub(crate) struct Rendering {
    text: String,
    /// Where each part begins, and its place; in order.
    places: Vec<(usize, Place)>,
    remarks: Vec<String>,
    /// The bars that cells have in the file, and where a slash is printed for each.
    bars: Vec<(usize, char)>,
}

/// A cell of a [`Grid`]: rows and columns count from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct GridCell {
    pub(crate) row: usize,
    pub(crate) column: usize,
    /// How many rows and columns it spans, 1 for none.
    pub(crate) rows: usize,
    pub(crate) columns: usize,
    pub(crate) text: String,
}

/// A table as a file has it: its cells in order of rows, then of columns.
#[derive(Debug, Default)]
pub(crate) struct Grid {
    pub(crate) cells: Vec<GridCell>,
}

impl Rendering {
    /// Adds a paragraph or a heading; nothing where it says nothing.
    pub(crate) fn paragraph(&mut self, text: &str, place: Place) {
        let from = self.text.len();
        tidy(text, false, &mut self.text, &mut self.bars);
        if self.text.len() > from {
            self.places.push((from, place));
            self.text.push('\n');
        }
    }

    /// Ends what stands above: a blank line, but never two.
    pub(crate) fn blank(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// Adds a row of a table: the text of each cell with its place, empty ones too. A row of empty cells is a blank line.
    pub(crate) fn row<'c>(&mut self, cells: impl Iterator<Item = (&'c str, Place)>) {
        let from = self.text.len();
        let mut says = false;
        for (text, place) in cells {
            self.text.push_str(if self.text.len() == from { "| " } else { " | " });
            let at = self.text.len();
            tidy(text, true, &mut self.text, &mut self.bars);
            if self.text.len() > at {
                self.places.push((at, place));
                says = true;
            }
        }
        if says {
            self.text.push_str(" |\n");
        } else {
            self.text.truncate(from);
            self.blank();
        }
    }

    /// Adds a table. Rows in front and behind that are one cell as wide as the table are its caption and its notes: paragraphs. A table of one
    /// column is a list of paragraphs.
    pub(crate) fn grid(&mut self, grid: &Grid, place: impl Fn(&GridCell) -> Place) {
        let width = grid.cells.iter().map(|cell| cell.column + cell.columns).max().unwrap_or(0);
        let height = grid.cells.iter().map(|cell| cell.row + 1).max().unwrap_or(0);
        self.blank();
        // The cells of each row, without those that say nothing.
        let mut rows: Vec<Vec<&GridCell>> = vec![Vec::new(); height];
        for cell in grid.cells.iter().filter(|cell| !cell.text.trim().is_empty()) {
            rows[cell.row].push(cell);
        }
        let wide = |row: &Vec<&GridCell>| row.len() <= 1 && row.iter().all(|cell| cell.columns == width);
        let first = rows.iter().position(|row| !wide(row)).unwrap_or(height);
        let last = rows.iter().rposition(|row| !wide(row)).map_or(0, |last| last + 1);
        for (at, row) in rows.iter().enumerate() {
            if at == first {
                self.blank();
            }
            if at < first || at >= last {
                row.iter().for_each(|cell| self.paragraph(&cell.text, place(cell)));
                continue;
            }
            let mut cells = row.iter().peekable();
            let empty = ("", Place::Paragraph(0));
            self.row((0..width).map(|column| match cells.next_if(|cell| cell.column <= column) {
                Some(cell) => (cell.text.as_str(), place(cell)),
                None => empty.clone(),
            }));
        }
        self.blank();
    }

    /// Says something that a person should know of the file: hidden rows, text that was left out.
    pub(crate) fn remark(&mut self, remark: String) {
        self.remarks.push(remark);
    }

    /// How many bytes it has so far.
    pub(crate) fn len(&self) -> usize {
        self.text.len()
    }

    /// Takes the bars of cells out, with where a slash is printed for each.
    pub(crate) fn take_bars(&mut self) -> Vec<(usize, char)> {
        std::mem::take(&mut self.bars)
    }

    pub(crate) fn into_parts(self) -> (String, Vec<(usize, Place)>, Vec<String>) {
        (self.text, self.places, self.remarks)
    }
}

/// Whether white space between two characters is that of a line that was cut: between Chinese characters it says nothing.
fn is_soft(before: Option<char>, behind: char) -> bool {
    let wide = |c: char| {
        ('\u{2e80}'..='\u{9fff}').contains(&c) || ('\u{f900}'..='\u{faff}').contains(&c) || ('\u{ff00}'..='\u{ffef}').contains(&c)
    };
    before.is_some_and(wide) && wide(behind)
}

/// Whether a cell names agencies, a line or more each: 区科技局, and below it 区统计局. Between them the end of a line stays, as a space.
fn is_names(text: &str) -> bool {
    let says = |c: char| c.is_ascii_digit() || matches!(c, '，' | '。' | '；' | '：' | ',' | ';' | ':');
    text.contains(['\n', '\r', '\u{b}', '\u{2028}']) && ends_a_name(text.trim_end()) && !text.contains(says)
}

fn ends_a_name(text: &str) -> bool {
    Lexicon::builtin().agencies.suffix(text).is_some()
}

/// Appends a text as one line: white space at its ends goes, line breaks inside it are soft, other white space is one space or, between Chinese
/// characters, what was printed. In a cell a bar would end the cell and is printed as a slash, which `bars` says. What controls a terminal is left out.
fn tidy(text: &str, cell: bool, out: &mut String, bars: &mut Vec<(usize, char)>) {
    let from = out.len();
    let names = cell && is_names(text);
    // The white space that is waiting: whether there is any, and whether a line ends in it.
    let (mut space, mut line) = (false, false);
    for c in text.chars() {
        if c.is_whitespace() || c == '\u{200b}' || c == '\u{feff}' {
            line |= matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}');
            space |= c != '\u{200b}' && c != '\u{feff}';
            continue;
        }
        if c.is_control() {
            continue;
        }
        let before = out[from..].chars().next_back();
        if space && before.is_some() && !(line && is_soft(before, c) && !(names && ends_a_name(&out[from..]))) {
            out.push(' ');
        }
        (space, line) = (false, false);
        let bar = cell && is_bar(c);
        if bar {
            bars.push((out.len(), c));
        }
        out.push(if bar { '/' } else { c });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(row: usize, column: usize, rows: usize, columns: usize, text: &str) -> GridCell {
        GridCell { row, column, rows, columns, text: text.to_owned() }
    }

    fn at(cell: &GridCell) -> Place {
        Place::Table { table: 1, row: cell.row as u32 + 1, column: cell.column as u32 + 1 }
    }

    #[test]
    fn a_table_is_rows_between_bars_with_its_caption_in_front() {
        let mut rendering = Rendering::default();
        rendering.paragraph("  第一段\u{3000} ", Place::Paragraph(1));
        let cells = vec![
            cell(0, 0, 1, 3, "单位：个"),
            cell(1, 0, 1, 1, "项目"),
            cell(1, 1, 1, 2, "完成\n情况"),
            cell(2, 0, 2, 1, "学校"),
            cell(2, 1, 1, 1, "10|12"),
            cell(2, 2, 1, 1, "8"),
            cell(3, 1, 1, 1, "3 个\n多"),
            cell(4, 0, 1, 3, "注：截至6月底"),
        ];
        rendering.grid(&Grid { cells }, at);
        let bars = rendering.take_bars();
        let (text, places, _) = rendering.into_parts();
        assert_eq!(bars, [(text.find("/12").unwrap(), '|')], "the bar of the file is kept aside");
        assert_eq!(text, "第一段\n\n单位：个\n\n| 项目 | 完成情况 |  |\n| 学校 | 10/12 | 8 |\n|  | 3 个多 |  |\n注：截至6月底\n\n");
        let place = |said: &str| {
            let at = text.find(said).unwrap();
            places.iter().rev().find(|(from, _)| *from <= at).unwrap().1.to_string()
        };
        assert_eq!(
            [place("第一段"), place("8"), place("3 个多"), place("注")],
            ["para 1", "table 1 r3 c3", "table 1 r4 c2", "table 1 r5 c1"]
        );
    }

    #[test]
    fn a_line_break_is_soft_between_chinese_characters_only() {
        let tidied = |text| {
            let mut out = String::new();
            tidy(text, false, &mut out, &mut Vec::new());
            out
        };
        assert_eq!(tidied("完 成\n情\u{b}况"), "完 成情况");
        assert_eq!(tidied("GDP\n增长 5%\n以上"), "GDP 增长 5% 以上");
        let cell = |text| {
            let mut out = String::new();
            tidy(text, true, &mut out, &mut Vec::new());
            out
        };
        assert_eq!(cell("区科技局\n区综合行政\n执法局\n市妇联"), "区科技局 区综合行政执法局 市妇联");
        assert_eq!(cell("建成服务中心\n由市局\n验收"), "建成服务中心由市局验收");
        assert_eq!(cell("已报市教育局\n，等候市发改委"), "已报市教育局，等候市发改委");
        assert_eq!(tidied("\u{1b}[31m新增\u{200b}5家\u{7}"), "[31m新增5家");
    }
}
