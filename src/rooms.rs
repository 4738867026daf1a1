//! The rooms one by one, so that the benches can time each. No part of the interface: it may change at any time.
#![allow(missing_docs)]

use crate::claim::{self, Figure, Reading, Target, Tense};
use crate::document::lines;
use crate::grammar::{Anchors, periods, quantities};
use crate::layout::{RawItem, Reader, read_all};
use crate::lexicon::{Column, Lexicon};
use crate::limits::Limits;
use crate::pair::{self, Sides};
use crate::text::Readable;

/// The task and the progress of one item.
pub type Cells = [String; 2];

/// What was read in the cells of one item.
#[derive(Debug)]
pub struct Read<'c> {
    cells: &'c Cells,
    given: Reading<'static>,
    targets: Vec<Target<'static>>,
    figures: Vec<Figure<'static>>,
}

/// Every line made readable.
#[must_use]
pub fn text(source: &str) -> usize {
    lines(source).map(|line| Readable::new(line.text, line.from).text().len()).sum()
}

fn items<'a>(source: &'a str, mut item: impl FnMut(RawItem<'a>)) {
    let kept = read_all(&mut Reader::default(), source, Lexicon::builtin(), |raw, is_item| {
        if is_item {
            item(raw);
        }
        Ok(())
    });
    debug_assert!(kept.is_ok());
}

/// Every line laid out; the room of the text is part of it.
#[must_use]
pub fn layout(source: &str) -> usize {
    let mut cells = 0;
    items(source, |raw| cells += raw.cells.len());
    cells
}

/// What the rooms behind the layout are given.
#[must_use]
pub fn cells(source: &str) -> Vec<Cells> {
    let mut cells = Vec::new();
    items(source, |raw| {
        cells.push([Column::Task, Column::Progress].map(|column| raw.cell(column).map_or("", |cell| raw.text_of(cell)).to_owned()));
    });
    cells
}

/// The quantities and periods of every cell.
#[must_use]
pub fn grammar(cells: &[Cells]) -> usize {
    let read = |text: &String| {
        let anchors = Anchors::of(text);
        quantities(text, &anchors, Lexicon::builtin()).len() + periods(text, &anchors).len()
    };
    // A paragraph of prose is task and progress at once.
    cells.iter().flat_map(|[task, progress]| std::iter::once(task).chain(Some(progress).filter(|other| *other != task))).map(read).sum()
}

/// The targets and figures of every item; the grammar is part of it.
#[must_use]
pub fn claim(cells: &[Cells]) -> Vec<Read<'_>> {
    let lexicon = Lexicon::builtin();
    let read = |cells| {
        let [task, progress]: &Cells = cells;
        // A paragraph of prose is both, and read once.
        let (task, progress) = if task == progress { (task.as_str(), "") } else { (task.as_str(), progress.as_str()) };
        let asked = claim::read(task, Tense::Task, &Limits::DEFAULT, lexicon);
        let targets = claim::targets(task, &asked, lexicon);
        let mut given = claim::laid(progress, &Limits::DEFAULT, lexicon);
        // Where nothing is asked nothing need answer it.
        if !targets.is_empty() {
            given = claim::with_claims(progress, given, Tense::Progress, lexicon);
        }
        let figures = claim::figures(&mut given, lexicon);
        Read { cells, given, targets, figures }
    };
    cells.iter().map(read).collect()
}

/// The answers to all targets.
#[must_use]
pub fn pair(read: &[Read<'_>]) -> usize {
    let answers = |read: &Read<'_>| {
        let [task, progress] = read.cells;
        let (targets, figures) = (&read.targets, &read.figures);
        let (reading, beside, lexicon) = (&read.given, &[], Lexicon::builtin());
        let (year, covered, rivals, limits) = (None, None, false, Limits::DEFAULT);
        pair::pair(&Sides { task, targets, progress, reading, figures, beside, apart: false, year, covered, rivals, limits, lexicon }).len()
    };
    read.iter().map(answers).sum()
}
