//! Targets and results that are numbers in columns of their own: `城镇新增就业(人) | 50000 | 48000`.
//!
//! Reads: a number with or without its unit, `≥50个`, `8%以上`; the unit in the cell, in a unit column or behind the indicator's name.
//! Refuses: a cell that says more than one number (it is text).

use super::{Claim, Figure, Marks, Rule, Said, Target, measure, target};
use crate::grammar::{Quantity, scan};
use crate::lexicon::{Governs, Lexicon};
use crate::span::Span;

/// Where the words of one row stand; offsets are into the row.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Named<'t> {
    pub(crate) row: &'t str,
    pub(crate) name: Span,
    pub(crate) unit: Option<Span>,
}

/// Stands in front of a number so that it counts without a unit.
const MARK: &str = "达到";

impl<'t> Named<'t> {
    /// The indicator, and the unit in parentheses behind it.
    fn parts(&self) -> (&'t str, Option<&'t str>) {
        let name = self.name.of(self.row).trim();
        let open = name.rfind(['(', '（']).filter(|_| name.ends_with([')', '）']));
        let Some((indicator, inner)) = open.map(|at| name.split_at(at)) else { return (name, None) };
        (indicator.trim(), Some(inner.trim_matches(['(', ')', '（', '）'])))
    }

    /// The one quantity of a cell, in the unit of the cell, of the unit column, or of the name.
    pub(crate) fn amount<'l>(&self, cell: Span, lexicon: &'l Lexicon) -> Option<Quantity<'l>> {
        let said = cell.of(self.row);
        let other = self.unit.map(|unit| unit.of(self.row).trim()).filter(|unit| !unit.is_empty()).or(self.parts().1).unwrap_or_default();
        [String::new(), other.to_owned()].iter().rev().find_map(|unit| {
            let text = format!("{MARK}{said}{unit}");
            let [quantity] = scan(&text, lexicon).try_into().ok()?;
            let quantity: Quantity<'l> = quantity;
            let alone =
                text[MARK.len()..quantity.outer.from.max(MARK.len())].trim().is_empty() && text[quantity.outer.to..].trim().is_empty();
            let place = |span: Span| {
                Span::new(
                    cell.from + span.from.saturating_sub(MARK.len()).min(said.len()),
                    cell.from + span.to.saturating_sub(MARK.len()).min(said.len()),
                )
            };
            let (span, outer) = (place(quantity.span), place(quantity.outer));
            (alone && !span.is_empty()).then_some(Quantity { span, outer, ..quantity })
        })
    }

    fn claim<'l>(&self, quantity: Quantity<'l>) -> Claim<'l> {
        let (indicator, _) = self.parts();
        let ends = [
            ("增长率", Governs::Rise),
            ("增长", Governs::Rise),
            ("增速", Governs::Rise),
            ("增幅", Governs::Rise),
            ("涨幅", Governs::Rise),
            ("下降率", Governs::Fall),
            ("降低率", Governs::Fall),
            ("降幅", Governs::Fall),
            ("下降", Governs::Fall),
            ("降低", Governs::Fall),
        ];
        let changed =
            ends.iter().find_map(|(end, governs)| Some((indicator.strip_suffix(end)?, *governs))).filter(|_| quantity.unit.name == "%");
        Claim {
            evidence: quantity.outer,
            apart: Some(self.name).filter(|name| name.to <= quantity.outer.from),
            indicator: super::noun::tidy(changed.map_or(indicator, |(indicator, _)| indicator)),
            inherited: false,
            action: None,
            verb: None,
            listed: false,
            trend: changed.map(|(_, governs)| governs),
            level: false,
            sinks: false,
            marks: Marks::default(),
            modality: None,
            reference: false,
            thresholds: Vec::new(),
            class: false,
            baseline: None,
            clause: 0,
            period: None,
            year: None,
            due: None,
            stated: None,
            behind: Span::new(quantity.outer.to, quantity.outer.to),
            rule: Rule::Column,
            said: Said::Quantity(quantity),
        }
    }

    /// The target of a row.
    pub(crate) fn target<'l>(&self, cell: Span, lexicon: &'l Lexicon) -> Option<Target<'l>> {
        let quantity = self.amount(cell, lexicon)?;
        quantity.value?;
        Some(target::target(self.claim(quantity), None, lexicon))
    }

    /// The result of a row.
    pub(crate) fn figure<'l>(&self, cell: Span, lexicon: &'l Lexicon) -> Option<Figure<'l>> {
        let claim = self.claim(self.amount(cell, lexicon)?);
        Some(Figure { measure: measure::measure(&claim, lexicon), decrease: measure::decreasing(&claim), claim })
    }
}
