//! Rows whose target and result are numbers in columns of their own.

use rust_decimal::Decimal;

use crate::claim::{Figure, Named, Target, unit_of};
use crate::grammar::{Period, Quantity, period_in, scan};
use crate::layout::{Cell, RawItem};
use crate::lexicon::{Column, Governs, Lexicon, Measure, Step};
use crate::pair::Answer;
use crate::role::Group;
use crate::span::{Span, end_of};

/// The numbers of one row.
pub(super) struct Columns<'r, 'a, 'l> {
    raw: &'r RawItem<'a>,
    /// Which of the targets of the row, and what the header says of it.
    at: u8,
    group: &'r Group,
    lexicon: &'l Lexicon,
    named: Named<'r>,
    /// How many quantities stand in the cells that were read already.
    read: [(Span, usize); 2],
}

/// What a row reports by a number alone, and the cell that it stands in.
pub(super) struct Reported<'l> {
    pub(super) figure: Option<Figure<'l>>,
    pub(super) answer: Answer,
    pub(super) cell: Cell,
}

impl<'r, 'a, 'l> Columns<'r, 'a, 'l> {
    pub(super) fn of(raw: &'r RawItem<'a>, at: u8, lexicon: &'l Lexicon) -> Self {
        let span = |column| raw.cell(column).map(|cell| cell.span);
        let group = raw.group(at);
        let named = Named {
            row: raw.text.text(),
            name: span(Column::Task).unwrap_or(Span::new(0, 0)),
            unit: span(Column::Unit),
            bound: span(Column::Bound),
            above: raw.around.name.as_deref(),
            noun: group.noun.as_deref(),
        };
        Self { raw, at, group, lexicon, named, read: [(Span::new(0, 0), 0); 2] }
    }

    /// Takes over how many quantities were read in two cells, so that they need not be read again.
    pub(super) const fn counted(&mut self, read: [(Span, usize); 2]) {
        self.read = read;
    }

    /// The words in force.
    pub(super) const fn lexicon(&self) -> &'l Lexicon {
        self.lexicon
    }

    /// The first cell of a column that belongs to this target.
    fn cell(&self, column: Column) -> Option<Cell> {
        self.own(column).next().copied()
    }

    /// The cells of a column that belong to this target.
    fn own(&self, column: Column) -> impl Iterator<Item = &Cell> {
        self.raw.cells.iter().filter(move |cell| cell.column == column && cell.group == self.at)
    }

    /// The cells of the row.
    pub(super) fn cells(&self) -> &[Cell] {
        &self.raw.cells
    }

    /// The target of the row, where one number is all that its cell says.
    pub(super) fn target(&self) -> Option<Target<'l>> {
        let cell = self.cell(Column::Target)?.span;
        if self.group.growth {
            return self.named.grown_target(cell, self.lexicon);
        }
        self.named.target(cell, self.group.target_unit.as_deref(), self.lexicon)
    }

    /// What is reported of the only target of the row, where one number is all that a cell says. A share of what is no share is the rate of
    /// completion.
    pub(super) fn reported(&self, target: &Target<'_>, printed: &str, action: &str) -> Option<Reported<'l>> {
        let own = unit_of(printed);
        let header = self.group.actual_unit.as_deref();
        let unit = if target.unit.is_empty() || own.len() == printed.len() || own.is_empty() { header } else { Some(own) };
        let cells = self.own(Column::Actual);
        let cells = cells.chain(self.own(Column::Progress).filter(|cell| !self.tells(**cell)));
        cells.into_iter().find_map(|&cell| {
            let figure = self.named.figure(cell.span, unit, target, action, self.lexicon)?;
            let given = figure.claim.quantity()?;
            let asked = target.claim.quantity();
            let share = |dimension: &str| matches!(dimension, "share" | "point" | "basis");
            // 低于3.8 of a rate is a share without its sign.
            let is_rate =
                |asked: &Quantity<'_>| share(asked.unit.dimension()) || asked.unit.name.is_empty() && target.measure == Measure::Rate;
            let counts = asked.is_some_and(|asked| !is_rate(asked));
            if share(given.unit.dimension()) && counts {
                let ratio = given.value?.checked_div(Decimal::ONE_HUNDRED)?;
                return Some(Reported { figure: None, answer: Answer::of_columns(false, Some(ratio)), cell });
            }
            let comparable = asked.is_none_or(|asked| answers_in(asked, given));
            comparable.then(|| Reported { figure: Some(figure.clone()), answer: Answer::of_columns(true, None), cell })
        })
    }

    /// What a row is of by its name, without a unit behind it.
    pub(super) fn name(&self) -> Option<&'r str> {
        Some(self.named.bare(self.lexicon)).filter(|name| !name.is_empty())
    }

    /// A number without a unit in what a row tells, where its name gives the unit: 城镇新增就业(人) | 6000 | 上半年完成3280,占54.7%.
    pub(super) fn told_without_unit(&self, target: &Target<'_>, printed: &str, action: &str) -> Option<Reported<'l>> {
        let unit = Some(unit_of(printed)).filter(|unit| !unit.is_empty());
        let cells = self.own(Column::Progress).chain(self.own(Column::Actual));
        cells.into_iter().find_map(|&cell| {
            let number = bare_number(self.raw.text_of(cell), self.lexicon)?.shifted(cell.span.from);
            let mut figure = self.named.figure(number, unit, target, action, self.lexicon)?;
            let said = clause(&self.raw.text.text()[cell.span.from..number.from]);
            let period = period_in(said).pop();
            figure.claim.period = period.map(|period| Period { span: period.span.shifted(number.from - said.len()), ..period });
            let comparable = answers_in(target.claim.quantity()?, figure.claim.quantity()?);
            comparable.then(|| Reported { figure: Some(figure), answer: Answer::of_columns(true, None), cell })
        })
    }

    /// The rate of completion that stands in a column of its own: `96`, `96%`, or 0.96 where the column has fractions.
    pub(super) fn rate(&self) -> Option<Decimal> {
        let cell = self.cell(Column::Rate)?;
        let named = Named { unit: None, name: Span::new(0, 0), above: None, noun: None, ..self.named };
        let rate = named.quantity(cell.span, None, self.lexicon)?;
        if self.group.fractions && rate.unit.name != "%" { rate.value } else { rate.value?.checked_div(Decimal::ONE_HUNDRED) }
    }

    /// Whether a cell says more than one number, and so is text: 收储1869亩(经营性用地1565亩(商业100亩)).
    fn tells(&self, cell: Cell) -> bool {
        let read = self.read.iter().find(|(span, _)| *span == cell.span).map(|&(_, count)| count);
        read.unwrap_or_else(|| scan(self.raw.text_of(cell), self.lexicon).len()) > 1
    }

    /// The number that is all that a cell says, in the unit that the row gives it.
    pub(super) fn number(&self, cell: Cell) -> Option<Quantity<'l>> {
        let group = self.raw.group(cell.group);
        let (named, unit) = match cell.column {
            Column::Target => (self.named, group.target_unit.as_deref()),
            Column::Actual | Column::Progress => (self.named, group.actual_unit.as_deref()),
            Column::Rate => (Named { unit: None, name: Span::new(0, 0), noun: None, ..self.named }, Some("%").filter(|_| !group.fractions)),
            _ => return None,
        };
        if self.tells(cell) {
            return None;
        }
        named.quantity(cell.span, unit, self.lexicon)
    }
}

/// The only number behind a verb that finishes, with nothing but a stop behind it: 上半年完成|3280|,占54.7%. Refuses: an earlier step (申报35,
/// 认定20 gives 20), a plan, a change, what is of a thing of its own (完成人工造林3000), and two that may both be meant.
fn bare_number(said: &str, lexicon: &Lexicon) -> Option<Span> {
    let starts = said.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(at, _)| at);
    let mut behind = 0;
    let runs = starts.filter_map(move |at| {
        // The digits of one number are gone through once.
        if at < behind {
            return None;
        }
        behind = at + said[at..].bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
        Some(Span::new(at, behind))
    });
    let mut found = runs.filter(|run| {
        let (front, rest) = (&said[..run.from], &said[run.to..]);
        let ends = rest.chars().next().is_none_or(|c| "，,。；;、（(".contains(c));
        let goes_on = rest.chars().nth(1).is_some_and(|c| c.is_ascii_digit());
        ends && !goes_on && finishes(clause(front), lexicon)
    });
    found.next().filter(|_| found.next().is_none())
}

/// The clause at the end of a text, as far as it can say no more than when something was done.
fn clause(front: &str) -> &str {
    let near = end_of(front, CLAUSE);
    near.rsplit([',', '，', '。', '；', ';', '\n']).next().unwrap_or(near)
}

/// How many bytes it has at most.
const CLAUSE: usize = 90;

/// Whether a clause says no more than when and that something was done: 截至6月底已建成.
fn finishes(clause: &str, lexicon: &Lexicon) -> bool {
    let level = ["达到", "达"].iter().find_map(|word| clause.strip_suffix(word));
    let verb = lexicon.verbs.suffix(clause).filter(|(_, verb)| {
        matches!(verb.governs, Governs::Count | Governs::Less) && !matches!(verb.step, Some(Step::Early | Step::Doing | Step::Plan))
    });
    let Some(front) = verb.map(|(word, _)| &clause[..clause.len() - word.len()]).or(level) else { return false };
    let front = front.trim_end_matches(['已', '共', '累', '计', '实', '际', '了']).trim_end();
    // 计划改造 keeps its 计划 only where 计 was no part of 累计.
    let planned = clause.contains("计划") || clause.contains('拟');
    let whole = || period_in(front).last().is_some_and(|period| period.span.to == front.len() && period.length() != Some(1));
    !planned && (front.is_empty() || whole())
}

/// Whether two quantities can be compared: of one dimension, or one of them without a unit.
fn answers_in(asked: &Quantity<'_>, given: &Quantity<'_>) -> bool {
    let (a, b) = (asked.unit.dimension(), given.unit.dimension());
    a == b || a.is_empty() || b.is_empty()
}
