//! Texts in the columns of a screen: how wide they are, how they are cut, wrapped and aligned.

use std::ops::Range;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::lang::Lang;
use crate::screen::shown;

/// How wide the characters are that some screens print over one column and others over two: “, …, █.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Letters {
    /// One column.
    Narrow,
    /// Two, as the fonts of Chinese, Japanese and Korean have them.
    Wide,
}

/// A text in a column of a row; with the column that parts it from the next one it is so wide.
#[derive(Debug)]
pub(crate) struct Piece {
    pub(crate) text: String,
    pub(crate) width: usize,
    /// Whether it stands at the right end.
    pub(crate) right: bool,
}

impl Letters {
    /// Those of the language that is spoken, or of the locale.
    pub(crate) fn of(lang: Lang) -> Self {
        let set = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(set).unwrap_or_default();
        if lang == Lang::Zh { Self::Wide } else { Self::of_locale(&locale) }
    }

    fn of_locale(locale: &str) -> Self {
        if ["zh", "ja", "ko"].iter().any(|language| locale.starts_with(language)) { Self::Wide } else { Self::Narrow }
    }

    /// How many columns a text takes.
    pub(crate) fn width(self, text: &str) -> usize {
        match self {
            Self::Narrow => text.width(),
            Self::Wide => text.width_cjk(),
        }
    }

    fn of_char(self, c: char) -> usize {
        match self {
            Self::Narrow => c.width(),
            Self::Wide => c.width_cjk(),
        }
        .unwrap_or(0)
    }

    /// `text` in one line, cut to `width` columns with … where something is left out.
    pub(crate) fn cut(self, text: &str, width: usize) -> String {
        let text = shown(text).replace(['\n', '\t'], " ");
        if self.width(&text) <= width {
            return text;
        }
        let mut used = self.of_char('…');
        let fits = |c: &char| {
            used += self.of_char(*c);
            used <= width
        };
        let mut kept: String = text.chars().take_while(fits).collect();
        kept.push('…');
        kept
    }

    /// `text` with spaces to `width` columns.
    pub(crate) fn fill(self, text: &str, width: usize, right: bool) -> String {
        let space = " ".repeat(width.saturating_sub(self.width(text)));
        if right { space + text } else { text.to_owned() + &space }
    }

    /// `text` over lines of `width` columns, broken at spaces, or where a word is longer than a line.
    fn wrapped(self, text: &str, width: usize) -> Vec<String> {
        let (mut lines, mut line) = (Vec::new(), String::new());
        for word in shown(text).split(' ') {
            if !line.is_empty() && self.width(&line) + 1 + self.width(word) <= width {
                line.push(' ');
                line.push_str(word);
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            for c in word.chars() {
                if !line.is_empty() && self.width(&line) + self.of_char(c) > width {
                    lines.push(std::mem::take(&mut line));
                }
                line.push(c);
            }
        }
        lines.push(line);
        lines
    }

    /// The lines of a row: what is wider than its column is wrapped, never cut.
    pub(crate) fn row(self, pieces: &[Piece]) -> Vec<String> {
        let wrapped: Vec<Vec<String>> =
            pieces.iter().map(|piece| self.wrapped(&piece.text, piece.width.saturating_sub(1).max(2))).collect();
        let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
        let line = |at: usize| {
            let of = |(piece, lines): (&Piece, &Vec<String>)| {
                self.fill(lines.get(at).map_or("", String::as_str), piece.width.saturating_sub(1), piece.right) + " "
            };
            pieces.iter().zip(&wrapped).map(of).collect::<String>().trim_end().to_owned()
        };
        (0..height).map(line).collect()
    }

    /// The lines of a table, each column as wide as its widest text; `right` says which columns are numbers.
    pub(crate) fn table(self, header: &[&str], right: Range<usize>, rows: &[Vec<String>]) -> Vec<String> {
        let head = || header.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
        let all: Vec<Vec<String>> =
            std::iter::once(head()).chain(rows.iter().map(|row| row.iter().map(|cell| shown(cell).replace('\n', " ")).collect())).collect();
        let width = |column: usize| all.iter().filter_map(|row| row.get(column)).map(|cell| self.width(cell)).max().unwrap_or(0);
        let widths: Vec<usize> = (0..header.len()).map(width).collect();
        let line = |row: &Vec<String>| {
            let cells = row.iter().zip(&widths).enumerate();
            let filled = cells.map(|(column, (cell, width))| self.fill(cell, *width, right.contains(&column)));
            format!(" {}", filled.collect::<Vec<_>>().join("  ")).trim_end().to_owned()
        };
        all.iter().map(line).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_text_fits_its_columns() {
        let cut = |text, width| Letters::Narrow.cut(text, width);
        assert_eq!(cut("顶尖人才", 8), "顶尖人才");
        assert_eq!(cut("顶尖人才二十名", 8), "顶尖人…");
        assert_eq!(cut("abc", 2), "a…");
        assert_eq!(cut("a\u{1b}[31mb\tc", 6), "a␛[31…");
        assert_eq!(Letters::Wide.cut("顶尖人才二十名", 8), "顶尖人…");
        assert_eq!(Letters::Wide.cut("“顶尖”人才", 9), "“顶尖…");
        assert_eq!(Letters::Narrow.cut("“顶尖”人才", 9), "“顶尖”人…");
    }

    #[test]
    fn what_is_printed_over_two_columns_is_told_by_the_locale() {
        let wide = |locale| Letters::of_locale(locale) == Letters::Wide;
        assert!(wide("zh_CN.UTF-8") && wide("ja_JP.UTF-8") && wide("ko_KR.UTF-8"));
        assert!(!wide("C") && !wide("en_US.UTF-8") && !wide(""));
        assert_eq!((Letters::Narrow.width("“█…”"), Letters::Wide.width("“█…”")), (4, 8));
    }

    #[test]
    fn a_row_is_wrapped_at_spaces_and_inside_long_words_only() {
        let piece = |text: &str, width, right| Piece { text: text.to_owned(), width, right };
        let row = [piece("物理空间", 9, false), piece("83.05 万平方米", 9, true), piece("短", 4, false)];
        assert_eq!(Letters::Narrow.row(&row), ["物理空间    83.05 短", "         万平方米"]);
        assert_eq!(Letters::Narrow.row(&[piece("一二三四五", 5, false)]), ["一二", "三四", "五"]);
        assert_eq!(Letters::Narrow.row(&[piece("", 5, false)]), [""]);
    }

    #[test]
    fn columns_of_a_table_stand_under_each_other() {
        let rows = [vec!["区“甲”局".to_owned(), "3".to_owned()], vec!["乙局".to_owned(), "12".to_owned()]];
        assert_eq!(Letters::Narrow.table(&["agency", "n"], 1..2, &rows), [" agency     n", " 区“甲”局   3", " 乙局      12"]);
        assert_eq!(Letters::Wide.table(&["agency", "n"], 1..2, &rows)[1..], [" 区“甲”局   3", " 乙局        12"]);
    }
}
