//! Figures of a table of actual figures: each row is a clause of its own.

use super::clause::Clause;
use super::column::thresholds;
use super::parts::{self, Whole};
use super::{Figure, Lent, Named, Reading, measure};
use crate::grammar::{Period, period_in};
use crate::layout::Row;
use crate::lexicon::Lexicon;

/// Adds the figures of the rows to what was read of the prose around them.
pub(crate) fn tabulated<'t, 'l>(
    text: &'t str,
    rows: &'t [Row],
    reading: &mut Reading<'l>,
    figures: &mut Vec<Figure<'l>>,
    lexicon: &'l Lexicon,
) {
    let sentences = reading.clauses.last().map_or(0, |clause| clause.sentence + 1);
    let parts = reading.clauses.iter().map(|clause| clause.part + 1).max().unwrap_or(0);
    let before = reading.clauses.len();
    let wholes = parts::wholes(text, rows, lexicon);
    for (index, (row, whole)) in rows.iter().zip(&wholes).enumerate() {
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
        let measured = parts::is_measured(text, row, lexicon);
        // 肉类总产量 says itself what is counted of it, of which a column may say 比重.
        let noun = |noun: Option<&'t str>| noun.filter(|noun| !measured || parts::is_rate(noun, lexicon));
        let values = row.values.iter().filter_map(|value| {
            let named = Named { noun: noun(value.noun.as_deref()), ..named };
            let unit = value.unit.as_deref().or_else(|| whole.as_ref()?.unit);
            let figure = named.reported(value.cell, unit, lexicon)?;
            Some((lent(figure, text, row, whole.as_ref(), named.noun, lexicon), value.year))
        });
        let growth = row.growth.and_then(|cell| {
            let named = Named { noun: noun(row.values.first().and_then(|value| value.noun.as_deref())), ..named };
            Some((lent(named.grown(cell, lexicon)?, text, row, whole.as_ref(), named.noun, lexicon), None))
        });
        let thresholds = thresholds(row.name.of(text), lexicon);
        for (mut figure, year) in values.chain(growth) {
            figure.claim.thresholds.clone_from(&thresholds);
            figure.claim.clause = before + index;
            figure.claim.period = period;
            figure.claim.year = year.or(told);
            reading.quantities.extend(figure.claim.quantity().cloned());
            figures.push(figure);
        }
    }
}

/// A figure with what its row is a part of, where neither the row nor its column says what is measured: 水运 is of 水运货物周转量. Of a share both are
/// said: 60岁及以上常住人口比重.
fn lent<'l>(figure: Figure<'l>, text: &str, row: &Row, whole: Option<&Whole<'_>>, noun: Option<&str>, lexicon: &'l Lexicon) -> Figure<'l> {
    let share = noun.filter(|noun| parts::is_rate(noun, lexicon));
    let Some(whole) = whole.filter(|_| noun.is_none() || share.is_some()) else { return figure };
    let own = parts::own_name(row.name.of(text));
    let mut claim = figure.claim;
    claim.indicator = format!("{}{}", parts::joined(&own, &whole.words), share.unwrap_or_default());
    Figure {
        measure: measure::measure(&claim, lexicon),
        lent: Some(Box::new(Lent { own, words: whole.words.clone(), from: whole.from })),
        ..Figure { claim, ..figure }
    }
}

/// The year that a period names: 2016年, 2016, 2016-12.
fn year(cell: &str) -> Option<u16> {
    let from = cell.find(|c: char| c.is_ascii_digit())?;
    let digits = cell[from..].bytes().take_while(u8::is_ascii_digit).count();
    (digits == 4).then(|| cell[from..from + digits].parse().ok()).flatten()
}
