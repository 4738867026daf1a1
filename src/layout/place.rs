//! Places the words of a row under the columns of its header by what they look like, where empty cells are gone.
//!
//! Reads: `2 城镇新增就业 人 50000 48000 96%` with whatever is missing: a number goes under a number, a unit under 单位, an agency's name under
//! 责任单位, and what is left under the columns of text. The order stays; the cheapest placing wins, of equal ones the leftmost.

use super::header::Heading;
use super::row::is_blank;
use crate::grammar::{is_unit, scan};
use crate::lexicon::{Adverb, Column, Lexicon, Step};
use crate::span::Span;

/// What a word looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// `/`, `—`: an empty cell that is printed.
    Blank,
    /// `12`, `(3)`: also the number of a row.
    Whole,
    /// `48000`, `≥50个`.
    Value,
    Percent,
    Unit,
    Agency,
    /// 已建成…, 截至6月底…: says what was done.
    Told,
    Text,
}

pub(super) fn kind(word: &str, lexicon: &Lexicon) -> Kind {
    let said = word.trim();
    if is_blank(said) {
        return Kind::Blank;
    }
    if row_number(said).is_some() {
        return Kind::Whole;
    }
    if is_unit(said, lexicon) {
        return Kind::Unit;
    }
    let marked = format!("达到{said}");
    if let [quantity] = scan(&marked, lexicon).as_slice()
        && quantity.outer.from <= "达到".len()
        && marked[quantity.outer.to..].trim().is_empty()
    {
        return if quantity.unit.dimension() == "share" { Kind::Percent } else { Kind::Value };
    }
    // 达到2100 is no quantity to the scanner, which takes it for a year.
    if said.parse::<rust_decimal::Decimal>().is_ok() {
        return Kind::Value;
    }
    let told = lexicon.adverbs.prefix(said).is_some_and(|(_, mark)| matches!(mark, Adverb::Cumulative | Adverb::Doing))
        || lexicon.steps.prefix(said).is_some_and(|(_, step)| matches!(step, Step::Done | Step::Late | Step::Doing))
        || said.starts_with('已')
        || said.starts_with("截至")
        || said.starts_with("目前");
    if told {
        return Kind::Told;
    }
    let name = said.trim_end_matches([')', '）']);
    if said.chars().count() <= 24 && lexicon.agencies.suffix(name).is_some() { Kind::Agency } else { Kind::Text }
}

/// The number of a row: `12`, `3.`, `(4)`, `5、`.
pub(super) fn row_number(word: &str) -> Option<u32> {
    let digits = word.trim().trim_start_matches(['(', '（']).trim_end_matches([')', '）', '.', '、', '．']);
    if digits.len() > 4 { None } else { digits.parse().ok().filter(|_| digits.bytes().all(|byte| byte.is_ascii_digit())) }
}

/// What it costs to put a word under a column.
const fn cost(kind: Kind, column: Column) -> u32 {
    match (column, kind) {
        (Column::Number, Kind::Whole)
        | (Column::Task, Kind::Text)
        | (Column::Agency, Kind::Agency)
        | (Column::Unit, Kind::Unit)
        | (Column::Target | Column::Actual, Kind::Value | Kind::Whole)
        | (Column::Rate, Kind::Percent)
        | (Column::Progress, Kind::Told | Kind::Text) => 0,
        (Column::Target | Column::Actual, Kind::Percent) | (Column::Progress, Kind::Value | Kind::Percent | Kind::Whole) => 1,
        (Column::Rate, Kind::Value | Kind::Whole) => 2,
        (_, Kind::Blank) | (Column::Other | Column::Remark, _) => 2,
        (Column::Task, Kind::Agency | Kind::Told)
        | (Column::Agency | Column::Unit | Column::Target | Column::Actual, Kind::Text | Kind::Told) => 6,
        (Column::Number, _) => 60,
        _ => 20,
    }
}

/// What a column without a word costs.
const fn missing(column: Column) -> u32 {
    match column {
        Column::Task => 24,
        Column::Number => 9,
        Column::Other | Column::Remark => 3,
        _ => 4,
    }
}

/// What another word costs under a column that has one: only text goes on behind a space.
const fn more(column: Column, wide: bool) -> u32 {
    match column {
        Column::Task | Column::Agency | Column::Progress | Column::Remark | Column::Other => {
            if wide {
                5
            } else {
                1
            }
        }
        _ => 40,
    }
}

/// A word of a row, and whether a wide gap stands in front of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    pub(super) span: Span,
    pub(super) wide: bool,
}

/// The span under each column, empty where there is none. Time and room are words times columns.
pub(super) fn place(text: &str, words: &[Word], columns: &[Heading], lexicon: &Lexicon) -> Vec<Span> {
    let width = columns.len();
    // best[c]: the cheapest way with the words so far when the last one stands under column c; from[w][c]: the column of the word before.
    let skipped: Vec<u32> = std::iter::once(0)
        .chain(columns.iter().scan(0, |sum: &mut u32, heading| {
            *sum += missing(heading.column);
            Some(*sum)
        }))
        .collect();
    let mut best: Vec<u32> = Vec::new();
    let mut from: Vec<Vec<usize>> = Vec::with_capacity(words.len());
    for word in words {
        let kind = kind(word.span.of(text), lexicon);
        let mut next = vec![u32::MAX; width];
        let mut back = vec![0; width];
        // The cheapest column further left, less what was skipped up to it.
        let mut left: Option<(i64, usize)> = None;
        for (c, heading) in columns.iter().enumerate() {
            let own = cost(kind, heading.column);
            let entered = match (from.is_empty(), left) {
                (true, _) => Some((i64::from(skipped[c]), c)),
                (false, Some((cheapest, at))) => Some((cheapest + i64::from(skipped[c]), at)),
                (false, None) => None,
            };
            let stayed = best.get(c).map(|&so_far| (i64::from(so_far) + i64::from(more(heading.column, word.wide)), c));
            if let Some((sum, at)) = entered.into_iter().chain(stayed).min_by_key(|&(sum, _)| sum) {
                next[c] = u32::try_from(sum + i64::from(own)).unwrap_or(u32::MAX - 1);
                back[c] = at;
            }
            if let Some(&so_far) = best.get(c) {
                let behind = i64::from(so_far) - i64::from(skipped[c + 1]);
                if left.is_none_or(|(cheapest, _)| behind < cheapest) {
                    left = Some((behind, c));
                }
            }
        }
        best = next;
        from.push(back);
    }
    let mut spans = vec![Span::new(0, 0); width];
    let total = |c: usize| u64::from(best[c]) + u64::from(skipped[width] - skipped[c + 1]);
    let Some(mut column) = (0..best.len()).min_by_key(|&c| total(c)) else { return spans };
    for (word, back) in words.iter().zip(&from).rev() {
        let span = &mut spans[column];
        *span = if span.is_empty() { word.span } else { word.span.join(*span) };
        column = back[column];
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::super::header::headings;
    use super::*;

    fn placed(header: &str, row: &str) -> Vec<String> {
        let columns = headings(header.split('|'), Lexicon::builtin()).unwrap();
        let mut at = 0;
        let words: Vec<Word> = row
            .split_whitespace()
            .map(|word| {
                let from = at + row[at..].find(word).unwrap();
                at = from + word.len();
                Word { span: Span::new(from, at), wide: false }
            })
            .collect();
        place(row, &words, &columns, Lexicon::builtin()).into_iter().map(|span| span.of(row).to_owned()).collect()
    }

    #[test]
    fn what_is_left_of_a_row_finds_its_columns() {
        let header = "序号|指标名称|计量单位|年度目标|完成数|完成率|责任单位";
        for (row, want) in [
            ("1 城镇新增就业 人 50000 48000 96% 市人社局", ["1", "城镇新增就业", "人", "50000", "48000", "96%", "市人社局"]),
            ("2 新建公园 12 市住建局", ["2", "新建公园", "", "12", "", "", "市住建局"]),
            ("3 新建公园 个 12 75%", ["3", "新建公园", "个", "12", "", "75%", ""]),
            ("城镇新增就业 人 50000 / / 市人社局", ["", "城镇新增就业", "人", "50000", "/", "/", "市人社局"]),
            (
                "4 农村公路 提升改造 公里 ≥85 90.5 106.5% 市交通局 市财政局",
                ["4", "农村公路 提升改造", "公里", "≥85", "90.5", "106.5%", "市交通局 市财政局"],
            ),
        ] {
            assert_eq!(placed(header, row), want, "{row}");
        }
        let header = "序号|重点工作|责任单位|完成情况";
        assert_eq!(placed(header, "5 新建公园8座。 已建成6座。"), ["5", "新建公园8座。", "", "已建成6座。"]);
        assert_eq!(placed(header, "6 新建公园8座。 市住建局"), ["6", "新建公园8座。", "市住建局", ""]);
    }
}
