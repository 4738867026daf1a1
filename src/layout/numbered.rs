//! Numbered or bulleted prose with the target first and the result after it, and paragraphs with labelled fields.
//!
//! Reads: `2.引进项目不少于3个。上半年,引进项目2个。`; `(责任单位:市商务局)` behind a target; `牵头单位:… 完成情况:…` in running text or in lines of
//! their own under a number.
//! Refuses: headings (notes). What is neither numbered nor labelled is read as [`super::sentence`] reads it.

use std::sync::Arc;

use super::sentence;
use super::title::is_heading;
use super::{Around, Cell, Fed, RawItem, agency};
use crate::document::Line;
use crate::document::Stretch;
use crate::grammar::period_in;
use crate::lexicon::{Column, Lexicon};
use crate::role::{Role, heading};
use crate::span::{Span, end_of};
use crate::text::Readable;

/// A numbered item goes over no more lines.
const MOST_LINES: usize = 200;

/// The item that is being read.
#[derive(Debug, Default)]
pub(crate) struct Numbered {
    open: Stretch,
    /// Whether it is a heading, which no report belongs to.
    heads: bool,
    heading: Option<Arc<str>>,
}

/// The number or bullet at the start of a paragraph, and where what it numbers begins: `1.`, `(2)`, `3、`, `①`, `•`.
fn enumerator(text: &str) -> Option<(Span, usize)> {
    let said = text.trim_start();
    let lead = text.len() - said.len();
    let first = said.chars().next()?;
    if ('①'..='⑳').contains(&first) || matches!(first, '•' | '·' | '●' | '◆' | '■' | '▪' | '➢') {
        let end = lead + first.len_utf8();
        return Some((Span::new(lead, end), end));
    }
    let inner = said.strip_prefix(['(', '（']).unwrap_or(said);
    let from = text.len() - inner.len();
    // (二) and 二、 number a paragraph where it says something; else it is a heading.
    let numerals = inner.find(|c: char| !"一二三四五六七八九十".contains(c)).unwrap_or(inner.len());
    let closed = if inner.len() < said.len() { inner[numerals..].starts_with([')', '）']) } else { inner[numerals..].starts_with('、') };
    if numerals > 0 && closed && !is_heading(said) {
        return Some((Span::new(from, from + numerals), from + numerals + inner[numerals..].chars().next().map_or(1, char::len_utf8)));
    }
    let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
    let mark = inner[digits..].chars().next().filter(|c| matches!(c, '.' | '．' | '、' | ')' | '）'))?;
    let end = from + digits + mark.len_utf8();
    // 1.5万人 and 4、6月 go on as numbers.
    let free = matches!(mark, ')' | '）') || !text[end..].starts_with(|c: char| c.is_ascii_digit());
    (digits > 0 && digits < 4 && free).then_some((Span::new(from, from + digits), end))
}

/// A label is not longer, in characters.
const LABEL: usize = 12;

/// A label at the start of `text`, with the mark behind it: 完成情况:, 【进展情况】.
fn label(text: &str, lexicon: &Lexicon) -> Option<(usize, Column)> {
    let inner = text.strip_prefix(['【', '[']).unwrap_or(text);
    // What begins with no word for columns is no label; most clauses do not.
    lexicon.columns.prefix(inner)?;
    let closed = inner.len() < text.len();
    let marks = |c: char| matches!(c, ':' | '：') || closed && matches!(c, '】' | ']');
    let (at, mark) = inner.char_indices().take(LABEL).find(|&(_, c)| marks(c))?;
    let column = match heading(&inner[..at], lexicon).role.filter(|(_, sure)| *sure > 1)?.0 {
        Role::Name | Role::Goal => Column::Task,
        Role::Target => Column::Target,
        Role::Result => Column::Progress,
        Role::Agency | Role::Joint => Column::Agency,
        Role::Remark => Column::Remark,
        Role::Number => Column::Number,
        Role::Unit => Column::Unit,
        Role::Rate => Column::Rate,
        _ => Column::Other,
    };
    Some((text.len() - inner.len() + at + mark.len_utf8(), column))
}

/// The labels of a paragraph: where each begins, where what it names begins, and what that is.
fn labels(text: &str, lexicon: &Lexicon) -> Vec<(usize, usize, Column)> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut free = true;
    while let Some(c) = text[at..].chars().next() {
        if let Some((len, column)) = label(&text[at..], lexicon).filter(|_| free || matches!(c, '【' | '[')) {
            found.push((at, at + len, column));
            at += len;
            free = false;
            continue;
        }
        free = c.is_whitespace() || matches!(c, '。' | ';' | '；' | ',' | '，' | ')' | '）' | '】' | ']' | '\r');
        at += c.len_utf8();
    }
    found
}

/// Whether a clause begins to report: a period, 截至, 已.
fn begins_a_report(clause: &str, lexicon: &Lexicon) -> bool {
    let said = clause.trim_start();
    let said =
        ["其中", "全市", "全区", "全县", "全省", "我市", "我区"].iter().fold(said, |said, word| said.strip_prefix(word).unwrap_or(said));
    let reported = lexicon.reported.prefix(said).is_some_and(|(_, &begins)| begins);
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

/// Where the report begins in a paragraph: the first sentence or clause that begins one. 全年 and 2024年 at its very start begin none where
/// another follows: 全年新增30家。1-9月,新增22家。
fn report_from(text: &str, from: usize, lexicon: &Lexicon) -> Option<usize> {
    let whole = whole_year(&text[from..]);
    report_behind(text, from + whole, lexicon).or_else(|| report_behind(text, from, lexicon).filter(|_| whole > 0))
}

/// Length of a period of a whole year at the start of a text, up to where the next clause begins.
fn whole_year(text: &str) -> usize {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let year = digits == 4
        && text[4..].starts_with('年')
        && !text[4 + '年'.len_utf8()..].starts_with(|c: char| c.is_ascii_digit() || "上下前一二三四".contains(c));
    if !year && !["全年", "今年", "年内", "本年"].iter().any(|word| text.starts_with(word)) || text.starts_with("今年以来") {
        return 0;
    }
    let stop = text.find(['。', ';', '；', ',', '，']);
    stop.map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8))
}

fn report_behind(text: &str, from: usize, lexicon: &Lexicon) -> Option<usize> {
    let mut at = from;
    loop {
        if begins_a_report(&text[at..], lexicon) {
            return Some(at);
        }
        let next = text[at..].find(['。', ';', '；', ',', '，', '\n'])?;
        at += next + text[at + next..].chars().next().map_or(1, char::len_utf8);
    }
}

/// The cells of a paragraph with labels, or numbered with the target first. `None` where it is neither.
fn cells(text: &str, lexicon: &Lexicon) -> Option<Vec<Cell>> {
    let labels = labels(text, lexicon);
    let start = enumerator(text);
    let cell = |column, from: usize, to: usize| Cell { column, span: trimmed(text, from, to), period: None, group: 0 };
    let mut cells = Vec::new();
    let front = labels.first().map_or(text.len(), |&(from, ..)| from);
    let body = start.map_or(0, |(_, body)| body);
    if let Some((number, _)) = start {
        cells.push(cell(Column::Number, number.from, number.to));
    }
    let labels: Vec<(usize, usize, Column)> = standing_for(labels);
    let named = |column| labels.iter().any(|&(.., of)| of == column);
    if !named(Column::Task) {
        let reported = report_from(text, body, lexicon)
            .or_else(|| behind_the_agencies(text, body))
            .or_else(|| reporting_sentence(text, body, lexicon));
        match reported.filter(|&at| at < front && !named(Column::Progress)) {
            // 计划…,已建成6所;计划…,已新增2700个: plan and result alternate.
            Some(at) if plans_again(&text[at..front], lexicon) => return None,
            // The report comes first: plan and result stand in one sentence, if anywhere.
            Some(at) if text[body..at].trim().is_empty() => return None,
            // 经济增长。全年地区生产总值增长5.1%,比预期目标低1.4个百分点。
            Some(at) if plans_nothing(&text[body..at]) && sentence::is_set_against_a_plan(&text[at..front], lexicon) => return None,
            None if sentence::is_set_against_a_plan(&text[body..front], lexicon) => return None,
            Some(at) => cells.extend([cell(Column::Task, body, at), cell(Column::Progress, at, front)]),
            None => cells.push(cell(Column::Task, body, front)),
        }
    }
    for (n, &(_, from, column)) in labels.iter().enumerate() {
        let to = labels.get(n + 1).map_or(text.len(), |&(next, ..)| next);
        if column != Column::Other {
            cells.push(cell(column, from, to));
        }
    }
    (start.is_some() || named(Column::Progress)).then_some(cells)
}

/// Whether a text counts nothing.
fn plans_nothing(text: &str) -> bool {
    !text.contains(|c: char| c.is_ascii_digit())
}

/// 年度目标: and 实际完成: stand for the task and the progress where no other label does.
fn standing_for(labels: Vec<(usize, usize, Column)>) -> Vec<(usize, usize, Column)> {
    let has = |column| labels.iter().any(|&(.., of)| of == column);
    let (task, progress) = (has(Column::Task), has(Column::Progress));
    let stands = |column| match column {
        Column::Target if !task => Column::Task,
        Column::Actual if !progress => Column::Progress,
        column => column,
    };
    labels.iter().map(|&(from, to, column)| (from, to, stands(column))).collect()
}

/// 新建公路80公里(责任单位:县交通局)。|仅完成22公里: what stands behind the only agencies is the report.
fn behind_the_agencies(text: &str, from: usize) -> Option<usize> {
    let mut named = text[from..].match_indices("单位").filter(|(at, _)| {
        // (责任|单位: the parenthesis opens close in front.
        let front = &text[from..from + at];
        end_of(front, OPEN).contains(['(', '（'])
    });
    let (at, _) = named.next().filter(|_| named.next().is_none())?;
    let close = text[from + at..].find([')', '）'])? + from + at;
    let behind = close + text[close..].chars().next().map_or(1, char::len_utf8);
    let rest = text[behind..].trim_start_matches(['。', ';', '；', ',', '，', ' ']);
    rest.contains(|c: char| c.is_ascii_digit()).then(|| text.len() - rest.len())
}

/// How many bytes in front of 单位 the parenthesis stands at most: （主要责任|单位.
const OPEN: usize = 15;

/// 单位GDP能耗降低3%。|单位GDP能耗同比上升1.2%。: a sentence behind the first that says of itself that it reports.
fn reporting_sentence(text: &str, from: usize, lexicon: &Lexicon) -> Option<usize> {
    let first = from + text[from..].find('。')? + '。'.len_utf8();
    let mut at = first;
    for sentence in text[first..].split_inclusive('。') {
        if lexicon.reported.any(sentence) {
            return Some(at);
        }
        at += sentence.len();
    }
    None
}

/// Whether a report goes on to another plan, and not to the next steps.
fn plans_again(report: &str, lexicon: &Lexicon) -> bool {
    let mut clauses = report.split(['。', ';', '；', ',', '，']);
    // 剩余1个计划10月验收 is no new plan.
    let plans = |clause: &str| clause.trim_start().starts_with("计划") && clause.contains(|c: char| c.is_ascii_digit());
    clauses.any(plans) && !lexicon.later.any(report)
}

/// A span without white space, stops and an opening parenthesis at its ends.
fn trimmed(text: &str, from: usize, to: usize) -> Span {
    let said = &text[from..to];
    let lead = said.len() - said.trim_start().len();
    // 新建公园10个(责任单位:县城管局) keeps its mark, 县城管局) of a cell does not.
    let opens = said.matches(['(', '（']).count() >= said.matches([')', '）']).count();
    let kept =
        said.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '(' | '（' | ';' | '；') || !opens && matches!(c, ')' | '）'));
    Span::new(from + lead.min(kept.len()), from + kept.len().max(lead.min(kept.len())))
}

/// Whether the first lines have a target first and its result after it, in a numbered paragraph or under labels.
pub(super) fn answers(head: &[Line<'_>], lexicon: &Lexicon) -> bool {
    // The report, or a label, begins the line under a numbered or labelled target.
    let mut asked = false;
    head.iter().filter(|line| !line.text.trim().is_empty()).any(|line| {
        let readable = Readable::new(line.text, line.from);
        let text = readable.text();
        let named = label(text.trim_start(), lexicon).map(|(_, column)| column);
        let under = asked && (named == Some(Column::Progress) || named.is_none() && begins_a_report(text, lexicon));
        let asks = enumerator(text).is_some() && text.contains(|c: char| c.is_ascii_digit()) || named == Some(Column::Task);
        asked = asks || asked && named.is_some_and(|column| column != Column::Progress);
        let cells = cells(text, lexicon).unwrap_or_default();
        let has = |column| cells.iter().any(|cell| cell.column == column && !cell.span.is_empty());
        under || has(Column::Task) && has(Column::Progress)
    })
}

impl Numbered {
    /// Reads one line; gives the item in front of it where it begins a new one.
    pub(super) fn feed<'a>(&mut self, line: Line<'a>, lexicon: &Lexicon) -> Fed<'a> {
        if line.text.trim().is_empty() {
            return Fed::Nothing;
        }
        let text = Readable::new(line.text, line.from);
        let labelled = label(text.text().trim_start(), lexicon).is_some_and(|(_, column)| !matches!(column, Column::Task | Column::Number));
        let heading = is_heading(text.text()) && !labelled;
        let goes_on = labelled || !self.open.is_empty() && !self.heads && begins_a_report(text.text(), lexicon);
        let begins = enumerator(text.text()).is_some() || !goes_on || heading;
        if !begins && self.open.lines() < MOST_LINES {
            self.open.push(line);
            return Fed::Nothing;
        }
        let given = self.take(lexicon);
        self.open.push(line);
        self.heads = heading;
        given
    }

    /// The last item.
    pub(super) fn end<'a>(&mut self, lexicon: &Lexicon) -> Fed<'a> {
        self.take(lexicon)
    }

    fn take<'a>(&mut self, lexicon: &Lexicon) -> Fed<'a> {
        let open = std::mem::take(&mut self.open);
        if open.is_empty() {
            return Fed::Nothing;
        }
        let text = open.readable();
        match cells(text.text(), lexicon) {
            Some(mut cells) => {
                cells.extend(agency::in_parentheses(text.text(), &cells, lexicon));
                let around = Around { heading: self.heading.clone(), ..Around::default() };
                Fed::Item(RawItem { around, ..RawItem::new(open.line, text, cells) })
            }
            None => sentence::paragraph(open.line, text, &mut self.heading),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(Column, &str)> {
        cells(text, Lexicon::builtin()).unwrap_or_default().into_iter().map(|cell| (cell.column, cell.span.of(text))).collect()
    }

    #[test]
    fn the_report_begins_where_a_period_or_a_word_of_reporting_does() {
        assert_eq!(
            read("2.引进项目不少于3个;新开工项目5个。上半年,引进项目2个。"),
            [(Column::Number, "2"), (Column::Task, "引进项目不少于3个;新开工项目5个。"), (Column::Progress, "上半年,引进项目2个。")]
        );
        assert_eq!(
            read("(3)修路5公里,截至9月底已修4公里。"),
            [(Column::Number, "3"), (Column::Task, "修路5公里,"), (Column::Progress, "截至9月底已修4公里。")]
        );
        assert_eq!(read("(4)6月底前建成学校2所。"), [(Column::Number, "4"), (Column::Task, "6月底前建成学校2所。")]);
        assert!(read("5.上半年新增企业8家。").is_empty());
        assert!(read("新增企业8家。").is_empty());
    }

    #[test]
    fn labels_name_what_stands_behind_them() {
        assert_eq!(
            read("1.新增企业500家。牵头单位:区科技局。完成情况:已新增400家。"),
            [(Column::Number, "1"), (Column::Task, "新增企业500家。"), (Column::Agency, "区科技局。"), (Column::Progress, "已新增400家。")]
        );
        assert_eq!(
            read("【工作任务】修路5公里【责任单位】市交通局【进展情况】修路4公里"),
            [(Column::Task, "修路5公里"), (Column::Agency, "市交通局"), (Column::Progress, "修路4公里")]
        );
    }

    #[test]
    fn a_decimal_is_no_number_of_a_paragraph() {
        let end = |text| enumerator(text).map(|(_, end)| end);
        assert_eq!(end("1.5万人"), None);
        assert_eq!(end("12.新增"), Some(3));
        assert_eq!(end("• 新增"), Some("•".len()));
        assert_eq!(end("2024年"), None);
    }
}
