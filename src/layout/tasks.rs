//! Lists of tasks, each told of in the lines below it.
//!
//! Reads: `三、改造农村公路50公里`, and below it paragraphs without a number that say what became of it; the task may stand below its name
//! (`一、学前教育扩容工程`, `新建公办幼儿园10所。`). The title says that tasks are accounted for (`民生实事项目进展情况`), or the paragraphs begin with a
//! verdict (`超额完成。`, `全面完成目标任务。`).
//! Refuses: numbered lines that report themselves (`一、已新增就业5.2万人`); paragraphs below that plan; what looks back or sets goals.

use super::Cell;
use super::labels::{enumerator, trimmed};
use super::prose::{Says, TITLES, begins_a_report};
use super::title::{is_heading, is_numbered};
use crate::document::Line;
use crate::lexicon::{Column, Cue, Lexicon, SectionCue, Tags};
use crate::role::{Role, heading};
use crate::text::Readable;

/// A verdict is not longer, in characters: 全面完成年度目标任务.
const VERDICT: usize = 14;
/// So many tasks make a list.
const LIST: usize = 2;

/// Whether the first lines of a text are a list of tasks with what became of each below it.
pub(super) fn are_told_of(head: &[Line<'_>], lexicon: &Lexicon) -> bool {
    if head.iter().filter(|line| is_numbered(line.text) || enumerator(line.text).is_some()).nth(LIST - 1).is_none() {
        return false;
    }
    let (mut titled, mut goal, mut named) = (false, false, false);
    let (mut tasks, mut verdicts, mut planned) = (0, 0, 0);
    for (seen, line) in head.iter().filter(|line| !line.is_blank()).enumerate() {
        let readable = Readable::new(line.text, line.from);
        let text = readable.text();
        titled |= seen < TITLES && accounts_for_tasks(text, lexicon);
        let numbered = is_numbered(text) || enumerator(text).is_some();
        if goal && (!numbered || heads_what_is_told(text, lexicon)) {
            let verdict = verdict(text, lexicon);
            tasks += 1;
            verdicts += usize::from(verdict);
            // Of a paragraph with a plan of its own nothing above it is told.
            planned += usize::from(!verdict && Says::of(text, lexicon).plans);
        }
        goal = (numbered || named) && names_a_goal(text, lexicon);
        named = is_numbered(text) && is_heading(text);
    }
    tasks >= LIST && (titled && planned * 2 < tasks || verdicts >= LIST && verdicts * 2 >= tasks)
}

/// 民生实事项目进展情况, 年度目标任务完成情况: a title that accounts for what was to be done, and neither looks back nor ahead.
fn accounts_for_tasks(title: &str, lexicon: &Lexicon) -> bool {
    let (mut accounts, mut tasks, mut other) = (false, false, false);
    for (_, word, cue) in lexicon.sections.find(title) {
        // 目标任务完成情况 accounts for aims; 完成情况及下年工作安排 goes on with others.
        other |= match cue {
            SectionCue::Aims => accounts,
            SectionCue::Past | SectionCue::Told => word != "进展",
            _ => false,
        };
        accounts |= *cue == SectionCue::Account;
        tasks |= *cue == SectionCue::Plan;
    }
    tasks |= lexicon.stance.find(title).any(|(_, _, cue)| *cue == Cue::Plan);
    accounts && tasks && !other
}

/// Whether a line counts what is to be done, and reports nothing.
pub(super) fn names_a_goal(text: &str, lexicon: &Lexicon) -> bool {
    let body = enumerator(text).map_or(text, |(_, body)| &text[body..]);
    let told = || lexicon.stance.find(body).any(|(_, _, cue)| *cue == Cue::Compares);
    body.contains(|c: char| c.is_ascii_digit()) && !Says::of(body, lexicon).reports && !begins_a_report(body, lexicon) && !told()
}

/// Whether a line below a task tells of it: it has no number, and does not plan. Below one without a number it must begin to report.
pub(super) fn tells(text: &str, numbered: bool, lexicon: &Lexicon) -> bool {
    if is_numbered(text) || enumerator(text).is_some() || text.trim_end().ends_with([':', '：']) {
        return false;
    }
    verdict(text, lexicon) || (numbered || begins_a_report(text, lexicon)) && !Says::of(text, lexicon).plans && !gives_a_mark(text, lexicon)
}

/// 占目标任务24公里的71%: whether a plan is named in front of a number of its own.
fn gives_a_mark(text: &str, lexicon: &Lexicon) -> bool {
    let number = |end: usize| text[end..].starts_with(|c: char| c.is_ascii_digit());
    lexicon.stance.find(text).any(|(at, word, cue)| *cue == Cue::Plan && number(at + word.len()))
}

/// (一)进展情况: a numbered heading that only says that what follows is told of the task above.
pub(super) fn heads_what_is_told(text: &str, lexicon: &Lexicon) -> bool {
    let label = text.trim().trim_start_matches(|c: char| "一二三四五六七八九十0123456789()（）、.．".contains(c));
    let head = heading(label, lexicon);
    // (一)重点目标完成进度 begins an account of its own.
    is_heading(text) && label.len() < text.trim().len() && head.role == Some((Role::Result, 2)) && !head.tags.has(Tags::PLAN)
}

/// 超额完成。, 全面完成目标任务。: a first sentence that only says whether the task is done.
fn verdict(text: &str, lexicon: &Lexicon) -> bool {
    let text = text.trim_start();
    let Some(first) = text.find(['。', ',', '，', ';', '；', '!', '！']).map(|end| &text[..end]) else { return false };
    let short = first.chars().nth(VERDICT).is_none() && !first.contains(|c: char| c.is_ascii_digit());
    short && (lexicon.meets.prefix(first).is_some() || lexicon.done.prefix(first).is_some()) && lexicon.stance.find(first).next().is_some()
}

/// The cells of a task and of what is told of it, which begins on its second line. `None` of a task without a number of which nothing is told.
pub(super) fn cells(text: &str) -> Option<Vec<Cell>> {
    let end = text.find('\n');
    let number = enumerator(text).filter(|&(_, body)| end.is_none_or(|end| body < end));
    let task = Cell::new(Column::Task, trimmed(text, number.map_or(0, |(_, body)| body), end.unwrap_or(text.len())));
    let told = end.map(|end| Cell::new(Column::Progress, trimmed(text, end, text.len())));
    let number = number.map(|(number, _)| Cell::new(Column::Number, number));
    let whole = number.is_some() || told.is_some();
    whole.then(|| number.into_iter().chain([task]).chain(told).collect())
}
