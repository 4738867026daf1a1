//! What stands behind a number: its readable text, its printed bytes, its line. The one place where offsets become text.

use super::item::Options;
use super::model::{Figure, Mention};
use crate::claim::{self, Reading};
use crate::grammar::Quantity;
use crate::layout::RawItem;
use crate::lexicon::{Column, Lexicon};
use crate::pair::{Answer, PassedOver, Quality};
use crate::span::Span;

/// Where the lines of an item begin, to tell on which a span stands.
pub(super) struct LineStarts {
    first: usize,
    breaks: Vec<usize>,
}

impl LineStarts {
    pub(super) fn of(raw: &RawItem<'_>) -> Self {
        Self { first: raw.line, breaks: raw.text.line_ends() }
    }

    fn line(&self, at: usize) -> usize {
        self.first + self.breaks.partition_point(|&end| end < at)
    }
}

/// One cell of an item, with the means to point at its printed bytes.
pub(super) struct Source<'r, 'a> {
    raw: &'r RawItem<'a>,
    lines: &'r LineStarts,
    pub(super) lexicon: &'r Lexicon,
    cell: Span,
}

impl<'r, 'a> Source<'r, 'a> {
    pub(super) fn new(raw: &'r RawItem<'a>, lines: &'r LineStarts, lexicon: &'r Lexicon, cell: Span) -> Self {
        Self { raw, lines, lexicon, cell }
    }

    pub(super) fn text(&self) -> &str {
        self.cell.of(self.raw.text.text())
    }

    /// Another cell of the same item.
    pub(super) fn cell(&self, cell: Span) -> Self {
        Self { cell, ..*self }
    }

    /// The line of the source that a span of the cell begins on.
    pub(super) fn line(&self, span: Span) -> usize {
        self.lines.line(self.cell.from + span.from)
    }

    /// The evidence of a claim; what stands apart comes first.
    pub(super) fn claimed(&self, claim: &claim::Claim<'_>) -> (String, Vec<Span>) {
        let (text, spans) = self.evidence(claim.evidence);
        let Some(apart) = claim.apart.filter(|apart| apart.to <= claim.evidence.from) else { return (text, spans) };
        let (front, mut all) = self.evidence(apart);
        all.extend(spans);
        (front + &text, all)
    }

    /// The printed bytes of a span of the cell.
    pub(super) fn printed(&self, span: Span) -> Span {
        self.raw.text.printed(span.shifted(self.cell.from))
    }

    /// The readable text and the printed bytes of a span of the cell.
    pub(super) fn evidence(&self, span: Span) -> (String, Vec<Span>) {
        (span.of(self.text()).to_owned(), vec![self.printed(span)])
    }
}

pub(super) fn mention(source: &Source<'_, '_>, cell: Column, quantity: &Quantity<'_>) -> Mention {
    let (text, spans) = source.evidence(quantity.span);
    Mention {
        cell,
        text,
        value: quantity.value,
        high: quantity.high,
        unit: quantity.unit.name.clone().into_owned(),
        approx: quantity.hedge(),
        spans,
    }
}

/// The figures of an answer, and those that were passed over.
pub(super) fn evidence(
    source: &Source<'_, '_>,
    reading: &Reading<'_>,
    figures: &[claim::Figure<'_>],
    answer: &Answer,
    options: Options,
) -> (Vec<Figure>, Vec<Figure>) {
    let mut shown: Vec<Figure> = answer.figures.iter().map(|&index| figure(source, &figures[index], None)).collect();
    if let Some(words) = answer.words {
        let (text, spans) = source.evidence(words);
        let period = reading
            .periods
            .iter()
            .rev()
            .find(|period| period.span.from <= words.from)
            .map(|period| period.span.of(source.text()).to_owned());
        shown.push(Figure {
            text,
            indicator: String::new(),
            value: None,
            high: None,
            unit: String::new(),
            approx: None,
            bound: None,
            measure: None,
            decrease: false,
            period,
            estimate: false,
            cumulative: false,
            price_basis: None,
            comparison: None,
            line: source.line(words),
            spans,
            place: None,
            rejected: None,
            report: 0,
        });
    }
    let wanted = options.rivals || answer.quality == Quality::None;
    let rivals =
        if wanted { answer.rivals.iter().map(|&(index, why)| figure(source, &figures[index], Some(why))).collect() } else { Vec::new() };
    (shown, rivals)
}

pub(super) fn figure(source: &Source<'_, '_>, found: &claim::Figure<'_>, rejected: Option<PassedOver>) -> Figure {
    let (mut text, mut spans) = source.claimed(&found.claim);
    // The row or the caption that says what is measured of this one.
    if let Some(whole) =
        found.lent.as_ref().map(|lent| lent.from).filter(|whole| found.claim.apart.is_some_and(|name| whole.to <= name.from))
    {
        let (front, mut all) = source.evidence(whole);
        text.insert_str(0, &front);
        all.append(&mut spans);
        spans = all;
    }
    let basis = claim::basis(source.text(), found.claim.evidence, source.lexicon);
    let quantity = found.claim.quantity();
    Figure {
        text,
        indicator: found.claim.indicator.clone(),
        value: quantity.and_then(|quantity| quantity.value),
        high: quantity.and_then(|quantity| quantity.high),
        unit: quantity.map(|quantity| quantity.unit.name.clone().into_owned()).unwrap_or_default(),
        approx: quantity.and_then(Quantity::hedge),
        bound: quantity.and_then(|quantity| quantity.bound.filter(|_| quantity.firm)),
        measure: Some(found.measure),
        decrease: found.decrease,
        period: found.claim.period.map(|period| period.span.of(source.text()).to_owned()),
        estimate: found.claim.marks.estimate,
        cumulative: found.claim.marks.cumulative,
        price_basis: basis.price,
        comparison: basis.comparison,
        line: source.line(found.claim.evidence),
        spans,
        place: None,
        rejected,
        report: 0,
    }
}
