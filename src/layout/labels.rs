//! Labelled fields in running text or in lines of their own: `工作任务:… 牵头单位:… 完成情况:…`, `【进展情况】`; and the numbers of paragraphs.

use super::Cell;
use super::title::is_heading;
use crate::lexicon::{Column, Lexicon};
use crate::role::{Role, heading};
use crate::span::Span;

/// The number or bullet at the start of a paragraph, and where what it numbers begins: `1.`, `(2)`, `3、`, `①`, `•`, `项目四:`.
pub(super) fn enumerator(text: &str) -> Option<(Span, usize)> {
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
    // 项目一:新建幼儿园10所, 第二件:新增床位300张
    let of = ["第", "项目", "实事", "任务"].iter().find_map(|word| said.strip_prefix(word)).unwrap_or_default();
    let after = of.trim_start_matches(|c: char| "一二三四五六七八九十".contains(c) || c.is_ascii_digit());
    if after.len() < of.len()
        && let Some(body) = after.trim_start_matches(['件', '项']).strip_prefix([':', '：']).filter(|body| !body.trim().is_empty())
    {
        let from = text.len() - of.len();
        return Some((Span::new(from, text.len() - after.len()), text.len() - body.len()));
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
pub(super) fn label(text: &str, lexicon: &Lexicon) -> Option<(usize, Column)> {
    let inner = text.strip_prefix(['【', '[']).unwrap_or(text);
    // What begins with no word for columns is no label; most clauses do not. 完 成 情 况: may.
    let spread = inner.chars().nth(1).is_some_and(|c| matches!(c, ' ' | '\u{3000}'));
    if !spread {
        lexicon.columns.prefix(inner)?;
    }
    let longest = if spread { 2 * LABEL } else { LABEL };
    let closed = inner.len() < text.len();
    let marks = |c: char| matches!(c, ':' | '：') || closed && matches!(c, '】' | ']');
    let (at, mark) = inner.char_indices().take(longest).find(|&(_, c)| marks(c))?;
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
    // Most paragraphs have no mark that closes a label.
    if !text.contains([':', '：', '】', ']']) {
        return found;
    }
    let mut at = 0;
    let mut free = true;
    while let Some(c) = text[at..].chars().next() {
        let begins = free || matches!(c, '【' | '[');
        if begins && let Some((len, column)) = label(&text[at..], lexicon) {
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

/// Where the second task of a line begins, the third and so on: 任务目标:…进展情况:…任务目标:…进展情况:….
pub(super) fn tasks(text: &str, lexicon: &Lexicon) -> Vec<usize> {
    // Two labels a task.
    if text.matches([':', '：', '】', ']']).nth(3).is_none() {
        return Vec::new();
    }
    let labels = labels(text, lexicon);
    let (mut asked, mut told, mut starts) = (false, false, Vec::new());
    for &(from, to, column) in &labels {
        let asks = matches!(column, Column::Task | Column::Target);
        // 完成情况:年度目标:20家 goes on in the same field.
        if asks && asked && told && labels.iter().any(|&(next, _, column)| next > to && reports(column)) {
            starts.push(from);
            told = false;
        }
        asked |= asks;
        told |= asked && reports(column);
    }
    starts
}

fn reports(column: Column) -> bool {
    matches!(column, Column::Progress | Column::Actual)
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

/// A span without white space, stops and an opening parenthesis at its ends.
pub(super) fn trimmed(text: &str, from: usize, to: usize) -> Span {
    let said = &text[from..to];
    let lead = said.len() - said.trim_start().len();
    // 新建公园10个(责任单位:县城管局) keeps its mark, 县城管局) of a cell does not.
    let opens = said.matches(['(', '（']).count() >= said.matches([')', '）']).count();
    let kept =
        said.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '(' | '（' | ';' | '；') || !opens && matches!(c, ')' | '）'));
    Span::new(from + lead.min(kept.len()), from + kept.len().max(lead.min(kept.len())))
}

/// The cells of a paragraph whose fields are labelled. `None` where no label says what was reached.
pub(super) fn cells(text: &str, lexicon: &Lexicon) -> Option<Vec<Cell>> {
    let labels = standing_for(labels(text, lexicon));
    let named = |column| labels.iter().any(|&(.., of)| of == column);
    // 今年计划拆除危房860户。完成情况:拆除危房903户: what stands in front of the only label may say anything.
    if !named(Column::Progress) || !named(Column::Task) && enumerator(text).is_none() {
        return None;
    }
    let cell = |column, from: usize, to: usize| Cell::new(column, trimmed(text, from, to));
    let mut cells = Vec::new();
    let mut body = 0;
    if let Some((number, behind)) = enumerator(text) {
        cells.push(cell(Column::Number, number.from, number.to));
        body = behind;
    }
    let front = labels.first().map_or(text.len(), |&(from, ..)| from);
    if !named(Column::Task) {
        cells.push(cell(Column::Task, body, front.max(body)));
    }
    for (n, &(_, from, column)) in labels.iter().enumerate() {
        let to = labels.get(n + 1).map_or(text.len(), |&(next, ..)| next);
        if column != Column::Other {
            cells.push(cell(column, from, to));
        }
    }
    Some(cells)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(Column, &str)> {
        cells(text, Lexicon::builtin()).unwrap_or_default().into_iter().map(|cell| (cell.column, cell.span.of(text))).collect()
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
        assert_eq!(
            read("【工 作 任 务】修路5公里【进 展 情 况】修路4公里"),
            [(Column::Task, "修路5公里"), (Column::Progress, "修路4公里")]
        );
        assert!(read("5.上半年新增企业8家。").is_empty());
        // Words apart by a blank that say no column.
        assert!(read("甲 乙 公 司:修路5公里。完成情况:修路4公里。").is_empty());
    }

    #[test]
    fn a_line_may_hold_several_tasks() {
        let starts = |text: &str| tasks(text, Lexicon::builtin()).len();
        assert_eq!(
            starts("任务目标:修路5公里。进展情况:修路4公里。任务目标:建桥3座。进展情况:建桥3座。任务目标:植树9亩。进展情况:植树8亩。"),
            2
        );
        for one in [
            "任务目标:修路5公里。进展情况:修路4公里。责任单位:县交通局。备注:无。",
            "任务目标:修路5公里。任务目标:建桥3座。进展情况:修路4公里。进展情况:建桥3座。",
            "任务目标:修路5公里。进展情况:修路4公里。进展情况:建桥3座。任务目标:植树9亩。",
        ] {
            assert_eq!(starts(one), 0, "{one}");
        }
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
