//! Prose: paragraphs under headings, each an item that may ask and report at once.
//!
//! Reads: paragraphs of whole reports with the section that they stand in, numbered paragraphs with a target first and its result behind it or in
//! the next line, labelled fields ([`labels`]), a plan in one paragraph and its result in the next, lists of tasks with what became of each below it
//! ([`tasks`]), lines cut at a fixed width.
//! Refuses: headings and titles (notes). Whether a number is asked for or reported is decided by [`crate::role::stances`]; here only what the whole
//! text does, and what the head of a list says of the lines below it, is found out for it ([`Ground`]).

use std::sync::Arc;

use super::labels::{self, enumerator};
use super::tasks;
use super::title::{is_heading, is_numbered, kept};
use super::{Around, Cell, Fed, RawItem, agency};
use crate::claim::divides;
use crate::document::{Line, Separator, Stretch};
use crate::grammar::{Quantity, period_in, scan};
use crate::lexicon::{Column, Cue, Lexicon, SectionCue, StatedOf};
use crate::role::{Ground, Head, Section, Sections};
use crate::span::{Span, end_of};
use crate::text::Readable;

/// A numbered item with labels goes over no more lines.
const MOST_LINES: usize = 200;
/// A paragraph that plans goes on for no more lines.
const MOST_PLANS: usize = 3;
/// A line that is cut at a fixed width has so many characters at least.
const WIDTH: usize = 20;
/// A line that says something has more characters.
const SAYS: usize = 4;
/// One in so many of the lines that count something reports, or the text only plans.
const REPORTING: usize = 5;

/// The prose that is being read.
#[derive(Debug, Default)]
pub(crate) struct Prose {
    sections: Sections,
    heading: Option<Arc<str>>,
    head: Option<Head>,
    open: Stretch,
    /// What the lines of the open paragraph say of how it goes on.
    so_far: SoFar,
    /// Where the open paragraph stands.
    ground: Ground,
    /// Whether a blank line stands in front of the next one.
    apart: bool,
    /// Whether nothing in the text reports.
    plans: bool,
    /// Whether it only stands around tables, and does not report.
    around: bool,
    /// Whether it is a list of tasks, each told of in the lines below it.
    tasks: bool,
    /// Whether the open paragraph is a task of such a list, alone on its first line.
    task: bool,
    /// Whether the line in front was the name of a task, which may be said in the next one.
    named: bool,
    /// Whether names stand on lines of their own, and what is reported of each in the next one.
    names: bool,
}

/// What a paragraph has said so far.
#[derive(Debug, Default)]
struct SoFar {
    /// Whether a number begins it.
    numbered: bool,
    /// Whether its last line is cut.
    cut: bool,
    /// Whether its last line ends in a number and 个, which a unit on the next line may go on with: 提升4个⏎百分点.
    counts: bool,
    /// Whether its last sentence plans, and reports nothing.
    plans: bool,
    /// The number of its last line, where that is a piece of a text that was cut in the middle of a sentence: 2、(of a text pasted in parts).
    piece: Option<u32>,
}

impl SoFar {
    /// The same with one more line.
    fn with(&self, text: &str, first: bool, lexicon: &Lexicon) -> Self {
        Self {
            numbered: if first { enumerator(text).is_some() } else { self.numbered },
            cut: is_cut(text.trim_end()),
            counts: text.trim_end().strip_suffix('个').is_some_and(|said| said.ends_with(|c: char| c.is_ascii_digit())),
            plans: only_plans(text, lexicon),
            piece: piece(text),
        }
    }
}

impl Prose {
    /// Prose whose first lines are given; `tables` says that tables stand among them.
    pub(super) fn of(head: &[Line<'_>], tables: bool, lexicon: &Lexicon) -> Self {
        let tasks = !tables && tasks::are_told_of(head, lexicon);
        let plans = !tasks && !reports(head, lexicon);
        let names = !tables && names_stand_apart(head, lexicon);
        Self { names, plans, around: tables && plans, tasks, ..Self::default() }
    }

    /// Whether nothing in the text reports.
    pub(super) const fn plans(&self) -> bool {
        self.plans
    }

    /// Reads one line; gives the paragraph in front of it where it begins a new one.
    pub(super) fn feed<'a>(&mut self, line: Line<'a>, lexicon: &Lexicon, out: &mut impl FnMut(Fed<'a>)) {
        if line.is_blank() {
            self.apart = true;
            return;
        }
        let apart = std::mem::take(&mut self.apart);
        if self.around {
            return out(Fed::Note(RawItem::line(line)));
        }
        let readable = Readable::new(line.text, line.from);
        let text = readable.text();
        let starts = labels::tasks(text, lexicon);
        if !starts.is_empty() {
            let ends = starts.iter().copied().chain([text.len()]);
            for (from, to) in std::iter::once(0).chain(starts.iter().copied()).zip(ends) {
                let printed = readable.printed(Span::new(from, to));
                let (from, to) = (printed.from - line.from, printed.to - line.from);
                // Each is a paragraph of its own.
                self.apart = true;
                self.feed(Line { number: line.number, from: line.from + from, text: &line.text[from..to] }, lexicon, out);
            }
            return;
        }
        let labelled =
            labels::label(text.trim_start(), lexicon).is_some_and(|(_, column)| !matches!(column, Column::Task | Column::Number));
        // 主要目标: alone on a line of a text that plans is the head of what follows.
        let heads = labelled && self.plans && self.open.is_empty() && head(text, lexicon) == Some(Head::Asks);
        let labelled = labelled && !heads;
        // What goes on with a line that was cut is no heading.
        let cut = self.so_far.cut && !apart && !self.open.is_empty() && !is_numbered(text);
        let task = self.tasks && self.begins_a_task(text, lexicon);
        let told = self.task
            && !self.open.is_empty()
            && (tasks::tells(text, self.so_far.numbered, lexicon) || tasks::heads_what_is_told(text, lexicon));
        // A row of a table that was not read is no heading of what follows.
        if !labelled && !cut && !task && !told && !Separator::Bar.has(text, 2) {
            if !is_numbered(text) {
                self.sections.title(text, lexicon);
            }
            if self.sections.heading(text, lexicon) {
                self.end(lexicon, out);
                (self.heading, self.head) = (None, None);
                return out(Fed::Note(RawItem::line(line)));
            }
            if is_heading(text) {
                self.end(lexicon, out);
                self.heading = Some(kept(text));
                self.head = head(text, lexicon);
                self.named = self.tasks && is_numbered(text);
                return out(Fed::Note(RawItem::line(line)));
            }
        }
        if told || !task && self.goes_on(text, labelled, apart, lexicon) {
            self.so_far = self.so_far.with(text, false, lexicon);
            self.open.push(line);
            return;
        }
        self.end(lexicon, out);
        self.so_far = SoFar::default().with(text, true, lexicon);
        let ground = self.sections.paragraph(text);
        self.ground = Ground { head: self.head, plans: self.plans, ..ground };
        self.task = task;
        self.named = false;
        self.open.push(line);
    }

    /// Whether a line of a list of tasks is the next one, with its number or below its name.
    fn begins_a_task(&self, text: &str, lexicon: &Lexicon) -> bool {
        let accounts = matches!(self.ground.section, None | Some(Section::Account));
        accounts && (self.named || is_numbered(text) || enumerator(text).is_some()) && tasks::names_a_goal(text, lexicon)
    }

    /// Whether a line belongs to the paragraph that is open.
    fn goes_on(&self, text: &str, labelled: bool, apart: bool, lexicon: &Lexicon) -> bool {
        if self.open.is_empty() || self.open.lines() >= MOST_LINES {
            return false;
        }
        if labelled && !self.ground.section.is_some_and(Section::asks) {
            return true;
        }
        if self.so_far.piece.is_some_and(|number| pasted_on(text, number).is_some()) {
            return true;
        }
        if enumerator(text).is_some() || is_numbered(text) {
            return false;
        }
        if !apart && (self.so_far.cut || self.so_far.counts && text.trim_start().starts_with("百分点")) {
            return true;
        }
        // The number of the next item says nothing: 2.
        if text.trim().chars().nth(SAYS).is_none() {
            return false;
        }
        // A result in the next line: not in a report whose results stand in a section of their own.
        if self.ground.section.is_some_and(|section| section != Section::Account) {
            return false;
        }
        let answered = self.so_far.numbered && begins_a_report(text, lexicon);
        let near = self.open.lines() < MOST_PLANS;
        (answered || near && self.so_far.plans) && !asks(text, lexicon)
            || near && self.open.len() < LONG && prints_a_rate(text) && is_told_of(self.open.readable().text(), text, lexicon)
    }

    /// The paragraph that is open.
    pub(super) fn end<'a>(&mut self, lexicon: &Lexicon, out: &mut impl FnMut(Fed<'a>)) {
        let open = std::mem::take(&mut self.open);
        if open.is_empty() {
            return;
        }
        let text = open.readable();
        let mut gaps = gaps(text.text(), lexicon);
        if self.task {
            // What is told of a task begins on the next line, however that of the task ends.
            let first = text.text().find('\n').unwrap_or(0);
            gaps.retain(|gap| gap.to <= first || first < gap.from);
        }
        let text = if gaps.is_empty() { text } else { text.joined(&gaps) };
        let labelled = labels::cells(text.text(), lexicon);
        let task = std::mem::take(&mut self.task);
        let told = || task.then(|| tasks::cells(text.text())).flatten();
        let mut cells = labelled.or_else(told).unwrap_or_else(|| paragraph(text.text()));
        cells.extend(agency::in_parentheses(text.text(), &cells, lexicon));
        let named = self.names && says_what_is_done(text.text(), lexicon);
        let name = self.heading.as_deref().filter(|_| named).map(str::to_owned);
        let around = Around { heading: self.heading.clone(), name, ..Around::default() };
        out(Fed::Item(RawItem { around, ground: self.ground, ..RawItem::new(open.line, text, cells) }));
    }
}

/// The white space at which a paragraph goes on: the ends of lines that are cut, and the blanks that such cuts have left between Chinese
/// characters.
fn gaps(text: &str, lexicon: &Lexicon) -> Vec<Span> {
    let mut gaps = Vec::new();
    let long = text.chars().nth(2 * WIDTH).is_some();
    let mut at = 0;
    while let Some(from) = text[at..].find(char::is_whitespace).map(|next| at + next) {
        let rest = &text[from..];
        let to = from + rest.len() - rest.trim_start().len();
        let (before, after) = (text[..from].chars().next_back(), text[to..].chars().next());
        let gap = &text[from..to];
        // The number that a piece was given belongs to it, not to what it says.
        let line = &text[text[..from].rfind('\n').map_or(0, |end| end + 1)..from];
        let pasted = gap.contains('\n').then(|| piece(line)).flatten().and_then(|number| pasted_on(rest, number));
        if let Some(len) = pasted {
            gaps.push(Span::new(from, from + len));
            at = from + len;
            continue;
        }
        let goes_on = match (before, after) {
            (None, _) | (_, None) => false,
            // A label begins a field of its own, however the one before it ends; and a short line is whole: 新建幼儿园10所⏎全年新建8所.
            (Some(_), Some(_)) if gap.contains('\n') => {
                let line = text[..from].rsplit('\n').next().unwrap_or_default();
                // 目标22万辆 完成率29.6%⏎2018年…: nothing goes on from a share to a number or a time.
                let anew = line.ends_with('%')
                    && (text[to..].starts_with(|c: char| c.is_ascii_digit()) || lexicon.years.prefix(&text[to..]).is_some());
                is_cut(line) && !anew && labels::label(&text[to..], lexicon).is_none()
            }
            // 任务13.4  万亩: of a line that was cut and joined with blanks.
            (Some(before), Some(_)) if before.is_ascii_digit() => long && gap == "  " && goes_on_as_unit(&text[to..], lexicon),
            (Some(before), Some(after)) => long && gap.chars().count() <= 2 && before >= '\u{3001}' && after >= '\u{3001}',
        };
        if goes_on {
            gaps.push(Span::new(from, to));
        }
        at = to;
    }
    gaps
}

/// Whether a text begins with what a number goes on with: 万, 亿, a unit.
fn goes_on_as_unit(rest: &str, lexicon: &Lexicon) -> bool {
    rest.starts_with(['万', '亿', '%']) || lexicon.units.prefix(rest).is_some()
}

/// What ends a line that is not cut.
const ENDS: &str = "。;；:：!！?？.|）)”";

/// A piece of a text that was pasted in parts has so many characters at least, and so many sentences end in it.
const PIECE: usize = 150;
const SENTENCES: usize = 2;

/// The number of a line that is a piece of a text, cut in the middle of a sentence: what sites that show documents make of their pages.
fn piece(line: &str) -> Option<u32> {
    let line = line.trim();
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let said = line.get(digits..)?.strip_prefix('、')?;
    let long = said.chars().nth(PIECE).is_some() && said.matches('。').nth(SENTENCES - 1).is_some();
    (long && !said.ends_with(|c| ENDS.contains(c))).then(|| line[..digits].parse().ok()).flatten()
}

/// How long the number is with which a text goes on behind its piece `number`.
fn pasted_on(text: &str, number: u32) -> Option<usize> {
    let said = text.trim_start();
    let rest = said.strip_prefix(&*(number.checked_add(1)?).to_string())?.strip_prefix('、')?;
    Some(text.len() - rest.trim_start().len())
}

/// Whether names stand on lines of their own, and what is reported of each in the next line, which names nothing itself: 甲至乙高速公路⏎
/// 本年累计完成投资13亿元.
fn names_stand_apart(head: &[Line<'_>], lexicon: &Lexicon) -> bool {
    let (mut name, mut pairs, mut lines) = (false, 0, 0);
    for line in head.iter().filter(|line| !line.is_blank()) {
        let readable = Readable::new(line.text, line.from);
        let text = readable.text();
        lines += 1;
        pairs += usize::from(name && text.contains(|c: char| c.is_ascii_digit()) && says_what_is_done(text, lexicon));
        name = is_heading(text) && !is_numbered(text) && enumerator(text).is_none() && !text.trim_end().ends_with([':', '：']);
    }
    pairs >= NAMES && pairs * 3 >= lines
}

/// So many names with what is reported of them make a list.
const NAMES: usize = 3;

/// Whether a line begins with what is done, and when, not with what it is done to: 本年累计完成投资.
fn says_what_is_done(text: &str, lexicon: &Lexicon) -> bool {
    let mut said = text.trim_start();
    while let Some((word, _)) = lexicon.adverbs.prefix(said) {
        said = &said[word.len()..];
    }
    lexicon.verbs.prefix(said).is_some() || begins_a_report(said, lexicon)
}

/// The cells of a paragraph that may ask and report at once.
pub(super) fn paragraph(text: &str) -> Vec<Cell> {
    let number = enumerator(text);
    let whole = Span::new(number.map_or(0, |(_, body)| body), text.len());
    let both = [Column::Task, Column::Progress].map(|column| Cell::new(column, whole));
    both.into_iter().chain(number.map(|(number, _)| Cell::new(Column::Number, number))).collect()
}

/// What the head of a list says of the lines below it: 主要预期目标如下:, 完成情况:.
fn head(text: &str, lexicon: &Lexicon) -> Option<Head> {
    let said = text.trim_end().strip_suffix([':', '：'])?;
    lexicon
        .stance
        .find(said)
        .filter_map(|(_, _, cue)| match cue {
            cue if cue.plans() => Some(Head::Asks),
            Cue::Report | Cue::Aspect => Some(Head::Reports),
            _ => None,
        })
        .last()
}

/// Whether a line breaks off: it is long and has no end.
fn is_cut(line: &str) -> bool {
    line.chars().nth(WIDTH - 1).is_some() && !line.ends_with(|c| ENDS.contains(c))
}

/// Whether a line plans and reports nothing.
pub(super) fn asks(text: &str, lexicon: &Lexicon) -> bool {
    let says = Says::of(text, lexicon);
    says.plans && !says.reports
}

/// Whether the first lines of a text report anything: a plan may say 已 once in a while; of a report a good part of the lines that count
/// something does.
fn reports(head: &[Line<'_>], lexicon: &Lexicon) -> bool {
    let (mut counting, mut reporting, mut weakly, mut planning, mut seen) = (0, 0, 0, 0, 0);
    for line in head.iter().filter(|line| !line.is_blank()) {
        let readable = Readable::new(line.text, line.from);
        let text = readable.text();
        seen += 1;
        let titled = |cue: SectionCue| seen <= TITLES && lexicon.sections.find(text).any(|(_, _, found)| *found == cue);
        if titled(SectionCue::Told) || titled(SectionCue::Account) {
            return true;
        }
        planning += usize::from(titled(SectionCue::Plan));
        let counts = text.contains(|c: char| c.is_ascii_digit());
        counting += usize::from(counts);
        let says = Says::of(text, lexicon);
        planning += usize::from(says.plans);
        if says.reports || period_in(text).iter().any(|period| !period.is_one_month() && period.length().is_some_and(|months| months < 12))
        {
            reporting += 1;
        } else if counts && !says.plans && says.weakly && has_decimal(text) {
            weakly += 1;
        }
    }
    reporting > 0 && reporting * REPORTING >= counting || weakly > planning && weakly * 3 >= counting
}

/// What the words of a text say of it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Says {
    pub(super) plans: bool,
    pub(super) reports: bool,
    /// Whether verbs that report where nothing plans stand in it: 完成, 共.
    weakly: bool,
}

impl Says {
    pub(super) fn of(text: &str, lexicon: &Lexicon) -> Self {
        let mut says = Self::default();
        // Where the last word stands that says that a plan is met, with nothing that plans behind it.
        let mut met: Option<usize> = None;
        for (at, word, cue) in lexicon.stance.find(text) {
            // 争取专项债券17.6亿元 plans nothing; nor does 完成年度目标的87.5%.
            let plans = cue.plans() && (*cue != Cue::Will || !lexicon.may_be_a_verb(word));
            // 比责任目标107高1.68个百分点 reports.
            let compared = *cue == Cue::Plan && is_compared_with(text, at, lexicon);
            says.reports |= compared;
            let of_the_plan = compared || *cue == Cue::Plan && met.is_some_and(|met| !text[met..at].contains([',', '，', '。', ';', '；']));
            says.plans |= plans && !of_the_plan;
            // 预期目标:总收入达2.9亿元,比上年增加0.3亿元 asks for both.
            says.reports |= cue.reports() && !(*cue == Cue::Compares && says.plans);
            says.weakly |= matches!(cue, Cue::Weak | Cue::Sum);
            met = match cue {
                Cue::Weak => Some(at + word.len()).filter(|_| !planned_in_front(text, at, lexicon)),
                _ if plans && !of_the_plan => None,
                _ => met,
            };
        }
        says
    }
}

/// 比|责任目标|107: whether a word that compares stands in front of the name of a plan.
fn is_compared_with(text: &str, at: usize, lexicon: &Lexicon) -> bool {
    let mut front = end_of(&text[..at], CLAUSE).trim_end_matches("责任");
    for _ in 0..4 {
        let Some((word, ())) = lexicon.planners.suffix(front) else { break };
        front = &front[..front.len() - word.len()];
    }
    front.ends_with(['比', '较']) || front.ends_with("高于") || front.ends_with("低于")
}

/// 确保完成年度目标: what plans stands in the same clause in front of a place.
fn planned_in_front(text: &str, at: usize, lexicon: &Lexicon) -> bool {
    let clause = end_of(&text[..at], CLAUSE);
    let clause = clause.rsplit([',', '，', '。', ';', '；', '\n']).next().unwrap_or(clause);
    lexicon.stance.find(clause).any(|(_, _, cue)| cue.plans())
}

/// So many bytes in front of a word are looked at for the beginning of its clause.
const CLAUSE: usize = 120;

/// 实现423.7亿元, 增长12.6%: what was reached is seldom a round number.
fn has_decimal(text: &str) -> bool {
    text.match_indices('.').any(|(at, _)| {
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        digit(text[..at].chars().next_back()) && digit(text[at + 1..].chars().next())
    })
}

/// Of so many lines one may be the title.
pub(super) const TITLES: usize = 3;

/// 今年计划实施项目180个。: a paragraph whose last sentence plans, and whose result stands in the next one.
fn only_plans(text: &str, lexicon: &Lexicon) -> bool {
    let text = text.trim_end();
    let sentences = text.trim_end_matches(['。', ';', '；', ':', '：', ',', '，']);
    let text = &text[sentences.rfind('。').map_or(0, |at| at + '。'.len_utf8())..];
    // 占年度计划的86.9% reports.
    let ended = text.ends_with(['。', ';', '；', ':', '：', ',', '，']);
    ended && !text.contains('占') && text.contains(|c: char| c.is_ascii_digit()) && asks(text, lexicon)
}

/// Whether a line may print how much of a plan was done.
fn prints_a_rate(line: &str) -> bool {
    line.contains(['%', '％']) && (line.contains(['占', '为']) || line.contains("完成"))
}

/// 年度计划投资40亿元。已有3个项目动工。⏎完成投资14.6亿元,占年度计划的36.5%: whether the rate of a plan that a line prints is, to its last decimal, that of an
/// amount in front of it to one that the paragraph above plans, whatever was said in between.
fn is_told_of(above: &str, line: &str, lexicon: &Lexicon) -> bool {
    let figures = scan(line, lexicon);
    let planned: Vec<Quantity<'_>> = scan(above, lexicon)
        .into_iter()
        .filter(|quantity| lexicon.stance.find(end_of(&above[..quantity.outer.from], GOVERNS)).any(|(_, _, cue)| *cue == Cue::Plan))
        .collect();
    if planned.is_empty() {
        return false;
    }
    figures.windows(2).any(|pair| {
        let [done, rate] = pair else { return false };
        let between = &line[done.outer.to..rate.outer.from.max(done.outer.to)];
        let exact = rate.unit.name == "%" && rate.value.is_some_and(|value| value.scale() > 0);
        let of_a_plan = || lexicon.stated.find(between).any(|(_, _, against)| against.of == StatedOf::Target);
        let amount = done.unit.dimension() != "share" && !between.contains('。');
        let gives = |plan: &Quantity<'_>| plan.unit.name == done.unit.name && divides(done, plan, rate);
        exact && amount && of_a_plan() && planned.iter().any(gives)
    })
}

/// So many bytes in front of an amount may say that it is planned.
const GOVERNS: usize = 30;
/// A paragraph that a later one tells of is not longer, in bytes.
const LONG: usize = 3000;

/// Whether a clause begins to report: a period, 截至, 已.
pub(super) fn begins_a_report(clause: &str, lexicon: &Lexicon) -> bool {
    let said = clause.trim_start();
    let said =
        ["其中", "全市", "全区", "全县", "全省", "我市", "我区"].iter().fold(said, |said, word| said.strip_prefix(word).unwrap_or(said));
    // 据|快报统计
    let source = said.strip_prefix('据').unwrap_or(said);
    let reported = [said, source]
        .into_iter()
        .any(|said| lexicon.stance.prefix(said).is_some_and(|(_, cue)| matches!(cue, Cue::Report | Cue::Aspect | Cue::Sum)));
    let end = said.char_indices().nth(PERIOD).map_or(said.len(), |(at, _)| at);
    reported
        || period_in(&said[..end])
            .first()
            .is_some_and(|period| period.span.from == 0 && !period.is_one_month() && !period_is_due(&said[period.span.to..]))
}

/// A period is not longer, in characters: 截至2024年10月20日.
const PERIOD: usize = 20;

/// 6月底前建成: a date that is still to come.
fn period_is_due(rest: &str) -> bool {
    rest.starts_with(['前', '之']) || rest.starts_with("以前")
}
