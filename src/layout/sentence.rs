//! Prose that tells plan and result in one sentence: a paragraph is task and progress at once.
//!
//! Reads: `计划建成60公里,现已完成66公里`, `完成48公里,占目标任务数40公里的120%`; a paragraph that only plans goes on in the next one.
//! Refuses: headings, lines without a word to read (notes).

use std::sync::Arc;

use super::title::{is_heading, kept};
use super::{Around, Cell, Fed, RawItem};
use crate::document::Line;
use crate::document::Stretch;
use crate::lexicon::{Column, Lexicon, Promise};
use crate::span::{Span, end_of};
use crate::text::Readable;

/// A paragraph that plans goes on for no more lines.
const MOST_LINES: usize = 3;

/// The paragraph that is being read.
#[derive(Debug, Default)]
pub(crate) struct Sentence {
    open: Stretch,
    heading: Option<Arc<str>>,
}

/// Whether the first lines of a text report anything.
pub(super) fn reports(head: &[Line<'_>], lexicon: &Lexicon) -> bool {
    let titled = head.iter().filter(|line| !line.text.trim().is_empty()).take(TITLE);
    if titled.clone().any(|line| lexicon.titles.any(Readable::new(line.text, line.from).text())) {
        return true;
    }
    // A plan may say 已 once in a while; of a report a good part of the lines that count something does.
    let (mut counting, mut reporting) = (0, 0);
    for line in head {
        let text = Readable::new(line.text, line.from);
        counting += usize::from(text.text().contains(|c: char| c.is_ascii_digit()));
        reporting += usize::from(lexicon.reported.any(text.text()) || is_set_against_a_plan(text.text(), lexicon));
    }
    reporting > 0 && reporting * REPORTING >= counting
}

/// One in so many of the lines that count something reports, or the text is a plan.
const REPORTING: usize = 5;

/// Of so many lines one may be the title.
const TITLE: usize = 3;

/// Whether a text sets a figure against a plan, as only a report does: 为年初预算的98.6%, 占年度任务5万亩的104%, 高于年度目标0.8个百分点.
pub(super) fn is_set_against_a_plan(text: &str, lexicon: &Lexicon) -> bool {
    lexicon.stated.find(text).any(|(at, word, _)| {
        let before = end_of(&text[..at], BEFORE);
        let clause = before.rsplit(['。', ';', '；', '\n']).next().unwrap_or(before);
        // 力争高于全省目标, 6月底前完成年度任务的60%: a plan may have its steps, and compare itself with another plan.
        if lexicon.ahead.find(clause).any(|(_, _, &another)| !another) || lexicon.ahead.suffix(clause).is_some_and(|(_, &another)| another)
        {
            return false;
        }
        let rest = text[at + word.len()..].trim_start_matches(['数', '量']);
        let near = rest.char_indices().nth(BASE + 1).map_or(rest, |(end, _)| &rest[..end]);
        let base = near.find('的').map(|of| of + '的'.len_utf8());
        base.is_some_and(|of| percent(&rest[of..])) || differs(clause, rest, lexicon)
    })
}

/// How many characters the printed plan has at most between its name and its share: 占年度任务|5万亩|的104%.
const BASE: usize = 10;

/// How many bytes in front of the name of a plan may say something of it.
const BEFORE: usize = 180;

/// A share that was reached: 86.5%, but not 50%以上.
fn percent(text: &str) -> bool {
    let behind = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    behind.len() < text.len() && behind.strip_prefix(['%', '％']).is_some_and(|rest| !rest.starts_with("以上"))
}

/// Whether a word sets a figure against the plan that is named between two texts: 高于年初预期|目标, 比|目标|低1.4个百分点.
fn differs(before: &str, behind: &str, lexicon: &Lexicon) -> bool {
    let near = before.char_indices().rev().nth(NAME).map_or(before, |(at, _)| &before[at..]);
    let near = near.rsplit([',', '，', '。', ';', '；', '\n']).next().unwrap_or(near);
    let counts = |text: &str| text.trim_start_matches(['了', '约']).starts_with(|c: char| c.is_ascii_digit());
    let after = lexicon.differs_after.find(near).last().is_some() && (counts(behind) || behind.starts_with(['。', ',', '，', ';', '；']));
    let compared = near.contains(['比', '较', '距', '与'])
        && lexicon.differs_before.prefix(behind).is_some_and(|(word, _)| counts(&behind[word.len()..]));
    after || compared
}

/// How many characters the name of a plan has at most in front of its last word: 年初预期|目标.
const NAME: usize = 12;

/// 今年计划实施项目180个。: a paragraph of plans whose results stand in the next one.
fn only_plans(text: &str, lexicon: &Lexicon) -> bool {
    let plans = lexicon.promised.find(text).any(|(_, _, &promise)| promise == Promise::Plan);
    // 占年度计划的86.9% reports.
    let ended = text.trim_end().ends_with(['。', ';', '；', ':', '：', ',', '，']);
    plans && ended && !lexicon.reported.any(text) && text.contains(|c: char| c.is_ascii_digit()) && !text.contains(['%', '％', '占'])
}

impl Sentence {
    /// Reads one line; gives the paragraph in front of it where it is whole.
    pub(super) fn feed<'a>(&mut self, line: Line<'a>, lexicon: &Lexicon) -> Fed<'a> {
        if line.text.trim().is_empty() {
            return Fed::Nothing;
        }
        let goes_on = !self.open.is_empty()
            && self.open.lines() < MOST_LINES
            && !is_heading(Readable::new(line.text, line.from).text())
            && only_plans(self.open.readable().text(), lexicon);
        let given = if goes_on { Fed::Nothing } else { self.end() };
        self.open.push(line);
        given
    }

    /// The last paragraph.
    pub(super) fn end<'a>(&mut self) -> Fed<'a> {
        let open = std::mem::take(&mut self.open);
        if open.is_empty() { Fed::Nothing } else { paragraph(open.line, open.readable(), &mut self.heading) }
    }
}

/// The item of a paragraph under its heading, or a note of a heading, which the next paragraphs stand under.
pub(super) fn paragraph<'a>(line: usize, text: Readable<'a>, heading: &mut Option<Arc<str>>) -> Fed<'a> {
    let span = Span::new(0, text.text().len());
    let cell = |column| Cell { column, span, period: None, group: 0 };
    if is_heading(text.text()) {
        *heading = Some(kept(text.text()));
        return Fed::Note(RawItem::new(line, text, vec![cell(Column::Other)]));
    }
    let around = Around { heading: heading.clone(), ..Around::default() };
    Fed::Item(RawItem { around, ..RawItem::new(line, text, vec![cell(Column::Task), cell(Column::Progress)]) })
}
