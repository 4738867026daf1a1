//! Figures of a table of actual figures: each row is a clause of its own.

use super::clause::Clause;
use super::{Figure, Named, Reading};
use crate::grammar::{Period, period_in};
use crate::layout::Row;
use crate::lexicon::Lexicon;

/// The figures of the rows, with the reading that they stand in.
pub(crate) fn tabulated<'l>(text: &str, rows: &[Row], lexicon: &'l Lexicon) -> (Reading<'l>, Vec<Figure<'l>>) {
    let mut reading = Reading {
        quantities: Vec::new(),
        clauses: Vec::with_capacity(rows.len()),
        periods: Vec::new(),
        claims: Vec::new(),
        limited: Vec::new(),
    };
    let mut figures = Vec::with_capacity(rows.len());
    for (index, row) in rows.iter().enumerate() {
        reading.clauses.push(Clause { span: row.whole, sentence: index, part: index, inside: false, holes: Vec::new() });
        let period = row.period.and_then(|cell| period_in(cell.of(text)).first().copied().map(|period| (cell, period)));
        let period = period.map(|(cell, period)| Period { span: period.span.shifted(cell.from), ..period });
        let named = Named { row: text, name: row.name, unit: row.unit, bound: None, above: None, noun: None };
        let told = row.period.and_then(|cell| year(cell.of(text)));
        let values = row.values.iter().filter_map(|&(cell, year)| Some((named.reported(cell, lexicon)?, year)));
        let growth = row.growth.and_then(|cell| Some((named.grown(cell, lexicon)?, None)));
        for (mut figure, year) in values.chain(growth) {
            figure.claim.clause = index;
            figure.claim.period = period;
            figure.claim.year = year.or(told);
            reading.quantities.extend(figure.claim.quantity().cloned());
            figures.push(figure);
        }
    }
    (reading, figures)
}

/// The year that a period names: 2016年, 2016, 2016-12.
fn year(cell: &str) -> Option<u16> {
    let from = cell.find(|c: char| c.is_ascii_digit())?;
    let digits = cell[from..].bytes().take_while(u8::is_ascii_digit).count();
    (digits == 4).then(|| cell[from..from + digits].parse().ok()).flatten()
}
