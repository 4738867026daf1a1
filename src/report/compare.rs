//! Two reports: the targets of one, answered from what the next one reviews.
//!
//! Everything but the goals of the first and the review of the second is blanked out, byte for byte, before anything is read: the second
//! report's own goals repeat the same words and are never there to be taken for results, and offsets stay those of the files.

use std::borrow::Cow;

use super::about::About;
use super::evidence::{self, LineStarts, Source};
use super::extractor::Extractor;
use super::item;
use super::model::{Item, Report};
use super::repeats::Repeats;
use crate::claim::{self, Tense};
use crate::document::lines;
use crate::error::Error;
use crate::grammar::Period;
use crate::layout::{Cell, RawItem, Reader, figures as figures_of, read_all};
use crate::lexicon::{Column, Lexicon};
use crate::limits::Limits;
use crate::pair::{Sides, pair};
use crate::role::{Ground, Section, Stance};
use crate::span::Span;
use crate::text::Readable;

/// The year that a review covers.
const WHOLE_YEAR: Period = Period { span: Span::new(0, 0), year: None, months: Some((1, 12)), several: false, day: None };

/// One item as it was laid out: where it begins, and the bytes of the cell that is compared.
#[derive(Debug)]
struct Part {
    item: Item,
    bytes: Span,
    horizon: Option<u16>,
}

/// What is compared of one text.
#[derive(Debug, Default)]
struct Parts {
    parts: Vec<Part>,
    /// What stands outside every section; it is compared where there are no sections.
    outside: Vec<Part>,
    /// The year that it reviews, and that it sets goals for.
    reviewed: Option<u16>,
    goals: Option<u16>,
    /// Whether it has sections that look back and set goals.
    sectioned: bool,
}

/// A text that was laid out, for what is compared of it: its goals, and its review.
#[derive(Debug, Default)]
pub(crate) struct LaidOut {
    pub(super) layout: String,
    asked: Parts,
    given: Parts,
}

impl Extractor {
    /// Answers the targets of one report from the review part of a later one.
    ///
    /// `results` may also be a table of actual figures, as a statistics bulletin gives them: a header with a name (指标, indicator) and a value
    /// (数值, value), with or without 单位 (unit), 时期 (period) and 比上年增长 (growth), and rows between commas, tabs or bars.
    ///
    /// The items are those of `targets`; every figure of an outcome has `report` 1 and spans of `results`. Goals for five years are left out of
    /// the first, and everything but the review out of the second, and of that what stands below 五年来，…; so are paragraphs that tell plan and result together. A review of another
    /// year than that of the goals answers none of them.
    ///
    /// # Errors
    /// Either text is empty, no text, longer than [`Limits::whole`], or a table without a column that can be the task.
    ///
    /// ```
    /// let asked = "一、2015年工作回顾\n城镇新增就业1312万人。\n三、2016年重点工作\n城镇新增就业1000万人以上。\n";
    /// let given = "一、2016年工作回顾\n全年城镇新增就业1314万人。\n二、2017年重点工作\n城镇新增就业1100万人以上。\n";
    /// let report = dabiao::Extractor::new().compare(asked, given)?;
    /// let target = report.targets().next().unwrap();
    /// assert_eq!(target.outcome.ratio.unwrap().to_string(), "1.314");
    /// assert_eq!(target.outcome.figures[0].report, 1);
    ///
    /// let bulletin = "indicator,value,unit,period\n城镇新增就业,1312,万人,2015\n城镇新增就业,1314,万人,2016\n";
    /// let report = dabiao::Extractor::new().compare(asked, bulletin)?;
    /// assert_eq!(report.targets().next().unwrap().outcome.figures[0].line, 3);
    /// # Ok::<(), dabiao::Error>(())
    /// ```
    pub fn compare(&self, targets: &str, results: &str) -> Result<Report, Error> {
        let asked = self.laid_out(targets, Column::Task)?;
        let given = self.laid_out(results, Column::Progress).map_err(Error::of_results)?;
        self.answer((targets, &asked), (results, &given))
    }

    /// [`compare`](Self::compare) of two texts that were laid out already.
    pub(crate) fn answer(&self, (targets, asked): (&str, &LaidOut), (results, given): (&str, &LaidOut)) -> Result<Report, Error> {
        let layout = asked.layout.clone();
        let (asked, given) = (&asked.asked, &given.given);
        let rows = figures_of(Readable::new(results, 0).text(), self.lexicon()).map_err(Error::of_results)?;
        let (reviewed, looks_back) = if rows.is_some() { (None, false) } else { (given.year(), given.sectioned) };
        let (sectioned, asked, given) = (asked.sectioned, asked.compared(), given.compared());
        let progress_text = if rows.is_some() { Cow::Borrowed(results) } else { Cow::Owned(masked(results, given)) };
        let task_text = masked(targets, asked);
        let (task_raw, progress_raw) = (whole(&task_text, Column::Task), whole(&progress_text, Column::Progress));
        let (task_lines, progress_lines) = (LineStarts::of(&task_raw), LineStarts::of(&progress_raw));
        let task = Source::new(&task_raw, &task_lines, self.lexicon(), task_raw.cells[0].span);
        let progress = Source::new(&progress_raw, &progress_lines, self.lexicon(), progress_raw.cells[0].span);

        let mut asked_reading = claim::read(task.text(), Tense::Task, &self.options.limits, self.lexicon());
        let goals = Ground { section: sectioned.then_some(Section::Year), plans: !sectioned, ..Ground::default() };
        claim::keep(&mut asked_reading, task.text(), &goals, self.lexicon(), |stance| stance == Stance::Target);
        // A bulletin is prose with tables in it: each is read by itself.
        let told = rows.as_ref().map_or(Cow::Borrowed(progress.text()), |_| Cow::Owned(prose_of(&progress_raw.text, given)));
        let mut reading = claim::read(&told, Tense::Progress, &self.options.limits, self.lexicon());
        let review = Ground { section: looks_back.then_some(Section::Review), ..Ground::default() };
        claim::keep(&mut reading, &told, &review, self.lexicon(), |stance| matches!(stance, Stance::Result | Stance::Open));
        let mut figures = claim::figures(&mut reading, self.lexicon());
        if let Some(rows) = &rows {
            claim::tabulated(progress.text(), rows, &mut reading, &mut figures, self.lexicon());
        }
        let found = claim::targets(task.text(), &asked_reading, self.lexicon());
        let sides = Sides {
            task: task.text(),
            targets: &found,
            progress: progress.text(),
            reading: &reading,
            figures: &figures,
            beside: &[],
            apart: true,
            year: asked.iter().filter_map(|part| part.horizon).max(),
            covered: None,
            rivals: true,
            // All that a report reached stands in one reading.
            limits: Limits { figures: self.options.limits.figures.saturating_mul(10), ..self.options.limits },
            lexicon: self.lexicon(),
        };
        let mut answers = pair(&sides);
        let standings = claim::Standings::of(task.text(), false, self.lexicon());
        let limited = sides.limited(&asked_reading);

        let mut items: Vec<Item> = asked.iter().map(|part| part.item.clone()).collect();
        for quantity in &asked_reading.quantities {
            let mention = evidence::mention(&task, Column::Task, quantity);
            if let Some(at) = part_of(asked, mention.spans[0]) {
                items[at].mentions.push(mention);
            }
        }
        for (target, answer) in found.iter().zip(&mut answers) {
            let at = part_of(asked, task.printed(target.claim.evidence));
            // The goals of 2024 are not answered by the review of 2022.
            if reviewed.is_some_and(|year| at.and_then(|at| asked[at].horizon).is_some_and(|due| due != year)) {
                answer.of_another_year();
            }
            let (mut shown, mut rivals) = evidence::evidence(&progress, &reading, &figures, answer, self.options);
            shown.iter_mut().chain(&mut rivals).for_each(|figure| figure.report = 1);
            let answered = item::Answered { answer, figures: &figures, period: Some(WHOLE_YEAR), shown: (shown, rivals) };
            let mut made = item::target(&task, target, answered, false, self.options);
            let Some(at) = at else { continue };
            made.stand(standings.stands(task.text(), target.claim.evidence));
            made.id = format!("{}.{}", items[at].line, items[at].targets.len() + 1);
            made.horizon = made.horizon.or(asked[at].horizon);
            items[at].targets.push(made);
        }
        if self.options.commitments {
            let of = |words: claim::InWords| (task.printed(words.span), words);
            for (printed, words) in claim::vague(task.text(), &asked_reading, &found, self.lexicon()).into_iter().map(of) {
                if let Some(at) = part_of(asked, printed) {
                    items[at].commitments.push(item::commitment(&task, words, asked[at].horizon));
                }
            }
        }
        let mut repeats = Repeats::default();
        for item in &mut items {
            repeats.mark(item);
            item.tally();
            // One reading answers them all.
            item.limited.clone_from(&limited);
        }
        Ok(Report { layout, blocks: Vec::new(), about: About::of(targets), items, notes: Vec::new() })
    }

    /// Lays out what is compared of a text: its goals (`Task`) or its review.
    fn laid_out(&self, source: &str, column: Column) -> Result<LaidOut, Error> {
        self.checked_whole(source)?;
        let mut reader = Reader::default();
        let (mut laid_out, mut count) = (LaidOut::default(), 0);
        read_all(&mut reader, source, self.lexicon(), |raw, item| {
            if item {
                self.within(&raw, count)?;
                laid_out.take_one(&raw, column, self.lexicon());
                count += 1;
            }
            Ok(())
        })?;
        reader.layout().clone_into(&mut laid_out.layout);
        Ok(laid_out)
    }
}

impl LaidOut {
    /// What is compared of an item on either side.
    #[cfg(feature = "tidy")]
    pub(super) fn take(&mut self, raw: &RawItem<'_>, lexicon: &Lexicon) {
        self.take_one(raw, Column::Task, lexicon);
        self.take_one(raw, Column::Progress, lexicon);
    }

    fn take_one(&mut self, raw: &RawItem<'_>, column: Column, lexicon: &Lexicon) {
        if column == Column::Task {
            self.asked.take(raw, column, lexicon);
        } else if raw.roles.as_ref().is_none_or(|roles| roles.asks()) {
            // Actual figures in columns are no goals, and are read by themselves.
            self.given.take(raw, column, lexicon);
        }
    }
}

impl Parts {
    fn take(&mut self, raw: &RawItem<'_>, column: Column, lexicon: &Lexicon) {
        let ground = &raw.ground;
        self.reviewed = self.reviewed.or(ground.reviewed);
        self.goals = self.goals.or(ground.horizon.filter(|_| ground.section == Some(Section::Year)));
        let wanted = match ground.section {
            Some(Section::Year) => column == Column::Task,
            Some(Section::Review | Section::Account) => column == Column::Progress && !ground.several,
            Some(Section::Five) => false,
            None => true,
        };
        self.sectioned |= ground.section.is_some();
        if let Some(cell) = raw.cell(column).filter(|_| wanted) {
            let said = raw.text_of(cell).trim().to_owned();
            let part = Part { item: item::bare(raw, said, lexicon), bytes: raw.text.printed(cell.span), horizon: ground.horizon };
            let kept = if ground.section.is_some() { &mut self.parts } else { &mut self.outside };
            kept.push(part);
        }
    }

    /// What is compared. A text without sections is all of one kind.
    fn compared(&self) -> &[Part] {
        if self.sectioned { &self.parts } else { &self.outside }
    }

    /// The review of a report is of the year before its goals.
    fn year(&self) -> Option<u16> {
        self.reviewed.or(self.goals.and_then(|year| year.checked_sub(1)))
    }
}

/// `source` with form feeds for every byte outside the parts, over which no number goes on; of a line end, whatever it is, the last byte is a
/// line feed.
fn masked(source: &str, parts: &[Part]) -> String {
    let mut text = String::with_capacity(source.len());
    let mut parts = parts.iter().map(|part| part.bytes).peekable();
    let blank = |text: &mut String, to: usize| text.extend(std::iter::repeat_n('\u{c}', to - text.len()));
    let mut lines = lines(source).peekable();
    while let Some(line) = lines.next() {
        let to = line.from + line.text.len();
        while text.len() < to {
            while parts.next_if(|part| part.to <= text.len()).is_some() {}
            let part = parts.peek().map_or(Span::new(to, to), |part| Span::new(part.from.clamp(text.len(), to), part.to.min(to)));
            blank(&mut text, part.from);
            text.push_str(&source[part.from..part.to.max(part.from)]);
        }
        let next = lines.peek().map_or(source.len(), |next| next.from);
        if next > to {
            blank(&mut text, next - 1);
            text.push('\n');
        }
    }
    text
}

/// A readable text with form feeds for all that stands outside the parts, but for its line ends.
fn prose_of(text: &Readable<'_>, parts: &[Part]) -> String {
    let mut parts = parts.iter().map(|part| part.bytes).peekable();
    let mut prose = String::with_capacity(text.text().len());
    for (at, c) in text.text().char_indices() {
        let printed = text.printed(Span::new(at, at + c.len_utf8())).from;
        while parts.next_if(|part| part.to <= printed).is_some() {}
        if c == '\n' || parts.peek().is_some_and(|part| part.from <= printed) {
            prose.push(c);
        } else {
            prose.extend(std::iter::repeat_n('\u{c}', c.len_utf8()));
        }
    }
    prose
}

/// A text as one item of one cell.
fn whole(text: &str, column: Column) -> RawItem<'_> {
    let text = Readable::new(text, 0);
    let span = Span::new(0, text.text().len());
    RawItem::new(1, text, vec![Cell::new(column, span)])
}

/// The part that a span stands in.
fn part_of(parts: &[Part], span: Span) -> Option<usize> {
    let at = parts.partition_point(|part| part.bytes.to <= span.from);
    parts.get(at).filter(|part| part.bytes.from <= span.from).map(|_| at)
}
