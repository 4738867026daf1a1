//! Names with the numbers behind them, as far as a text is nothing else: rows whose cells are apart by bars, spaces or ends of lines.
//!
//! Reads: thousands apart by commas, signs in front or behind (`7,600 (-) 400`, `△400`), a name of several words, names with a number in front of them.
//! Refuses: (1), which numbers a row; a unit or an empty cell between a name and its numbers is passed over.

use rust_decimal::Decimal;

use crate::document::is_bar;
use crate::grammar::is_unit;
use crate::lexicon::Lexicon;
use crate::role::{Kind, kind};
use crate::span::Span;

/// A row has no more numbers.
const NUMBERS: usize = 16;
/// A name is not longer, in bytes.
const NAME: usize = 120;

/// A number as printed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Number {
    pub(super) span: Span,
    pub(super) value: Decimal,
}

/// A name with the numbers behind it.
#[derive(Debug, Default)]
pub(super) struct Record {
    pub(super) name: Option<Span>,
    pub(super) numbers: Vec<Number>,
}

impl Record {
    /// Where its last number ends.
    pub(super) fn end(&self) -> usize {
        self.numbers.last().map_or(0, |number| number.span.to)
    }
}

/// A number of a table, and whether a sign behind it belongs to the next one: 1,234(-).
pub(super) fn number(word: &str) -> Option<(Decimal, usize, bool)> {
    let (body, sign) = match word.strip_suffix("(-)").or_else(|| word.strip_suffix("(－)")) {
        Some(body) => (body, true),
        None => (word, false),
    };
    let inner = body.strip_prefix('(').and_then(|body| body.strip_suffix(')'));
    let said = inner.unwrap_or(body);
    let digits = said.trim_start_matches(['-', '－', '−', '‑', '–', '△', '▲']);
    let bare = digits.trim_end_matches(['%', '％']);
    let plain = bare.starts_with(|c: char| c.is_ascii_digit())
        && bare.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','))
        && bare.bytes().filter(|byte| *byte == b'.').count() < 2;
    if !plain || inner.is_some() && row_like(bare) {
        return None;
    }
    let value: Decimal = bare.replace(',', "").parse().ok()?;
    let negative = digits.len() < said.len() || inner.is_some();
    Some((if negative { -value } else { value }, body.len(), sign))
}

/// (1) numbers a row.
fn row_like(digits: &str) -> bool {
    digits.len() < 3 && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// The rows that names and numbers of a text make, each as long as numbers follow.
pub(super) fn records(text: &str, lexicon: &Lexicon) -> Vec<Record> {
    records_up_to(text, NUMBERS, lexicon)
}

/// The same, with at most so many numbers a row.
pub(super) fn records_up_to(text: &str, most: usize, lexicon: &Lexicon) -> Vec<Record> {
    let mut records: Vec<Record> = Vec::new();
    let mut open = Record::default();
    // Whether the name goes on, and whether the next number has a sign in front of it.
    let mut minus = false;
    for line in text.split_inclusive('\n') {
        let start = line.as_ptr() as usize - text.as_ptr() as usize;
        let mut joins = false;
        let mut from = None;
        for (at, c) in line.char_indices().chain([(line.len(), '\n')]) {
            let bar = is_bar(c);
            if !bar && !c.is_whitespace() {
                from.get_or_insert(at);
                continue;
            }
            if let Some(begin) = from.take() {
                let span = Span::new(start + begin, start + at);
                let word = span.of(text);
                if let Some((value, length, sign)) = number(word) {
                    let value = if std::mem::take(&mut minus) { -value.abs() } else { value };
                    if open.name.is_some() && open.numbers.len() < most {
                        open.numbers.push(Number { span: Span::new(span.from, span.from + length), value });
                    }
                    minus = sign;
                    joins = false;
                } else if matches!(word, "(-)" | "(－)") {
                    minus = true;
                } else if kind(word, lexicon) != Kind::Blank && (open.name.is_none() || !is_unit(word, lexicon)) {
                    if !open.numbers.is_empty() {
                        records.push(std::mem::take(&mut open));
                        joins = false;
                    }
                    minus = false;
                    let numbered = word.starts_with(|c: char| c.is_ascii_digit()) && word.contains(['.', '、', '．']);
                    open.name = match open.name {
                        Some(name) if joins && !numbered && name.to - name.from < NAME => Some(name.join(span)),
                        _ => Some(span),
                    };
                    joins = true;
                }
            }
            joins &= !bar;
        }
    }
    records.push(open);
    records.retain(|record| record.name.is_some());
    records
}
