//! Figures of a table of actual figures: each row is a clause of its own.

use super::clause::Clause;
use super::{Figure, Named, Reading};
use crate::grammar::{Period, period_in};
use crate::layout::Row;
use crate::lexicon::Lexicon;

/// Adds the figures of the rows to what was read of the prose around them.
pub(crate) fn tabulated<'l>(text: &str, rows: &[Row], reading: &mut Reading<'l>, figures: &mut Vec<Figure<'l>>, lexicon: &'l Lexicon) {
    let sentences = reading.clauses.last().map_or(0, |clause| clause.sentence + 1);
    let parts = reading.clauses.iter().map(|clause| clause.part + 1).max().unwrap_or(0);
    let before = reading.clauses.len();
    for (index, row) in rows.iter().enumerate() {
        reading.clauses.push(Clause {
            span: row.whole,
            sentence: sentences + index,
            part: parts + index,
            inside: false,
            holes: Vec::new(),
        });
        let period = row.period.and_then(|cell| period_in(cell.of(text)).first().copied().map(|period| (cell, period)));
        let period = period.map(|(cell, period)| Period { span: period.span.shifted(cell.from), ..period });
        let named = Named { row: text, name: row.name, unit: row.unit, bound: None, above: None, noun: None };
        let told = row.period.and_then(|cell| year(cell.of(text)));
        let values = row.values.iter().filter_map(|value| {
            let named = Named { noun: value.noun.as_deref(), ..named };
            Some((named.reported(value.cell, value.unit.as_deref(), lexicon)?, value.year))
        });
        let growth = row.growth.and_then(|cell| {
            let named = Named { noun: row.values.first().and_then(|value| value.noun.as_deref()), ..named };
            Some((named.grown(cell, lexicon)?, None))
        });
        for (mut figure, year) in values.chain(growth) {
            figure.claim.clause = before + index;
            figure.claim.period = period;
            figure.claim.year = year.or(told);
            reading.quantities.extend(figure.claim.quantity().cloned());
            figures.push(figure);
        }
    }
}

/// The year that a period names: 2016年, 2016, 2016-12.
fn year(cell: &str) -> Option<u16> {
    let from = cell.find(|c: char| c.is_ascii_digit())?;
    let digits = cell[from..].bytes().take_while(u8::is_ascii_digit).count();
    (digits == 4).then(|| cell[from..from + digits].parse().ok()).flatten()
}
