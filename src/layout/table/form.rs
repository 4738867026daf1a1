//! Forms: labels and values side by side or one below the other, a row of a table turned on its side.
//!
//! Reads: `项目名称`, `新建书屋20家`, `进展情况`, `已建成21家`, in lines of their own, in cells between bars, or with a colon between them; labels
//! cut by spaces and lines (`进 展⏎情 况`); several forms in one text.
//! Refuses: labels that follow each other, as in the header of a table; a form without a label for what is asked and one for what was
//! reached.

use crate::document::{Line, Row, Stretch, is_bar};
use crate::layout::Fed;
use crate::layout::title::is_heading;
use crate::lexicon::Lexicon;
use crate::role::{Heading, Role, gathers, heading, kind};
use crate::span::Span;
use crate::text::Readable;

use super::header::{may_head, named_surely};
use super::records::is_rule;
use super::rows::Rows;
use super::{Found, Kindred, Out, Table, hand_on};

/// A label is not longer, in characters without spaces.
const LABEL: usize = 12;
/// A line of so many words, all but one of them words for columns, is a header.
const HEADER: usize = 4;
/// A label is cut over no more lines, and into pieces that are not longer, in characters without spaces.
const PIECES: usize = 4;
const PIECE: usize = 4;
/// A value of more characters is a paragraph.
const PARAGRAPH: usize = 100;
/// A form has no more lines.
const MOST_LINES: usize = 200;

/// A piece of a form: what stands between line breaks and bars.
#[derive(Debug, Clone)]
struct Piece {
    line: usize,
    text: String,
}

/// A label of a form with what follows it; lines are counted from the first.
#[derive(Debug)]
struct Field {
    role: Role,
    heading: Heading,
    printed: String,
    /// The line of the label, and of the last piece of the value.
    first: usize,
    last: usize,
    value: String,
    /// How many pieces of the value are numbers alone.
    numbers: usize,
}

/// What a form is: its labels as the columns of one row.
#[derive(Debug)]
pub(super) struct Labels {
    /// Lines of the body that were found to belong to forms.
    lines: usize,
}

/// The pieces of some lines.
fn pieces(lines: &[Line<'_>]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if is_rule(line.text) {
            continue;
        }
        let readable = Readable::new(line.text, 0);
        for part in readable.text().split(is_bar) {
            let text = part.trim();
            if !text.is_empty() {
                pieces.push(Piece { line: at, text: text.to_owned() });
            }
        }
    }
    pieces
}

/// What a text says as a label, without spaces and a colon behind it: only a word that is for it.
fn label(text: &str, lexicon: &Lexicon) -> Option<(Role, Heading)> {
    // Most pieces are sentences.
    if text.chars().filter(|c| !c.is_whitespace() && !matches!(c, ':' | '：')).nth(LABEL).is_some() {
        return None;
    }
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let bare = bare.trim_end_matches([':', '：']);
    if bare.is_empty() || bare.chars().count() > LABEL || bare.contains(|c: char| c.is_ascii_digit() || ",，。;；".contains(c)) {
        return None;
    }
    // 产出指标 stands below a header.
    if gathers(bare, lexicon) && !lexicon.heads_columns(bare) {
        return None;
    }
    let heading = heading(bare, lexicon);
    let (role, sure) = heading.role?;
    // 完成及时率, 任务达标率 name what is measured.
    if bare.ends_with('率') && !heading.noun.is_empty() {
        return None;
    }
    (sure > 1 && heading.noun.chars().count() < 3).then_some((role, heading))
}

/// Whether a form may begin with a line: a label of what is asked for, or the first piece of one.
fn may_begin(text: &str, lexicon: &Lexicon) -> bool {
    let readable = Readable::new(text, 0);
    let first = readable.text().split(is_bar).map(str::trim).find(|part| !part.is_empty()).unwrap_or("").to_owned();
    let bare: String = first.chars().filter(|c| !c.is_whitespace()).collect();
    let pieced = bare.chars().count() <= 3 && lexicon.columns.prefix(&bare).is_some();
    pieced || label(&first, lexicon).is_some_and(|(role, _)| matches!(role, Role::Name | Role::Goal | Role::Target))
}

/// Whether a value is a word for columns itself, or a period alone as headers have it (2020年|完成情况), and so none.
fn is_label(value: &str, lexicon: &Lexicon) -> bool {
    let short = value.chars().nth(LABEL).is_none();
    short && may_head(value, lexicon) && (named_surely(value, lexicon) || heading(value, lexicon).only_period)
}

/// Whether the cells of a row are a label and its value, or several of both: 项目名称|新建书屋|责任单位|县文旅局.
pub(super) fn alternates(text: &str, lexicon: &Lexicon) -> bool {
    // Most rows begin with no label. What is read up to a bar does not depend on what stands behind it.
    let mut end = 0;
    for part in text.split_inclusive(is_bar) {
        end += part.len();
        if !part.trim_matches(|c: char| is_bar(c) || c.is_whitespace()).is_empty() {
            break;
        }
    }
    let front = Readable::new(&text[..end], 0);
    if front.text().split(is_bar).map(str::trim).find(|cell| !cell.is_empty()).is_some_and(|cell| label(cell, lexicon).is_none()) {
        return false;
    }
    let readable = Readable::new(text, 0);
    let cells: Vec<&str> = readable.text().split(is_bar).map(str::trim).filter(|cell| !cell.is_empty()).collect();
    // 指标|产量(吨)|比上年增长: a label at the end has no value, so that none of the values may be a label itself.
    let odd = cells.len() % 2 == 1;
    // 指标|绝对数 is a header too.
    let figures =
        |cell: &str| cells.len() == 2 && matches!(heading(cell, lexicon).role, Some((Role::Value | Role::Growth | Role::Past, _)));
    let value = |cell: &str| !(is_label(cell, lexicon) || odd && heading(cell, lexicon).role.is_some() || figures(cell));
    cells.len() > 1
        && cells.len() < 7
        && cells.iter().enumerate().all(|(at, cell)| if at % 2 == 0 { label(cell, lexicon).is_some() } else { value(cell) })
}

/// The fields that pieces make. A label may be cut over several of them.
fn fields(pieces: &[Piece], lexicon: &Lexicon) -> Vec<Field> {
    let mut fields: Vec<Field> = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        let mut joined = String::new();
        // Pieces of one label are short each.
        let short = |piece: &&Piece| piece.text.chars().filter(|c| !c.is_whitespace()).nth(PIECE).is_none();
        let most = pieces[at..].iter().take(PIECES).take_while(short).count().max(1);
        let found = (1..=most).rev().find_map(|count| {
            joined.clear();
            pieces[at..at + count].iter().for_each(|piece| joined.push_str(&piece.text));
            label(&joined, lexicon).map(|found| (count, found))
        });
        match found {
            Some((count, (role, heading))) => {
                let (first, last) = (pieces[at].line, pieces[at + count - 1].line);
                fields.push(Field { role, heading, printed: joined.clone(), first, last, value: String::new(), numbers: 0 });
                at += count;
            }
            None => {
                if let Some(field) = fields.last_mut() {
                    field.last = pieces[at].line;
                    field.value.push_str(&pieces[at].text);
                    field.numbers += usize::from(kind(&pieces[at].text, lexicon).is_number());
                }
                at += 1;
            }
        }
    }
    fields
}

/// Where one form ends and the next begins: a label of the first kind again.
fn forms(fields: &[Field]) -> Vec<&[Field]> {
    let Some(first) = fields.first() else { return Vec::new() };
    let starts: Vec<usize> = (0..fields.len())
        .filter(|&at| fields[at].role == first.role && fields[at].printed == first.printed || is_start(&fields[at]))
        .collect();
    starts.iter().zip(starts.iter().skip(1).copied().chain([fields.len()])).map(|(&from, to)| &fields[from..to]).collect()
}

fn is_start(field: &Field) -> bool {
    field.role == Role::Name && field.printed.contains("名称") || field.printed.replace(char::is_whitespace, "").ends_with("项目名称")
}

/// Whether some fields are a form: what is asked, and what was reached, each with a value, and hardly a label without one.
fn is_form(fields: &[Field], lexicon: &Lexicon) -> bool {
    let has = |roles: &[Role]| fields.iter().any(|field| roles.contains(&field.role) && !field.value.is_empty());
    // What follows a label and is a word for columns itself is no value.
    let empty = fields.iter().filter(|field| field.value.is_empty() || is_label(&field.value, lexicon)).count();
    has(&[Role::Name, Role::Goal, Role::Target])
        && has(&[Role::Result])
        && empty * 4 <= fields.len()
        // 指标 over 造林成活率, 85%, 85%, 7: rows of a table below a word of its header.
        && !fields.iter().any(|field| matches!(field.role, Role::Name | Role::Goal) && field.numbers > 1)
        && !fields[0].value.is_empty()
        && !is_label(&fields[0].value, lexicon)
}

/// Whether a value of a form is the header of a table with columns apart by spaces: 执行情况 over 年初预算数 全年执行数 分值 执行率 得分.
fn holds_a_header(form: &[Field], lines: &[Line<'_>], lexicon: &Lexicon) -> bool {
    let (Some(first), Some(last)) = (form.first(), form.last()) else { return false };
    lines[first.first..=last.last].iter().any(|line| {
        let readable = Readable::new(line.text, 0);
        let text = readable.text();
        let said: Vec<&str> = text.split_whitespace().collect();
        let short = said.len() >= HEADER && said.iter().all(|word| word.chars().nth(LABEL).is_none());
        short && said.iter().filter(|word| named_surely(word, lexicon)).nth(HEADER - 2).is_some()
    })
}

/// Whether a value of a form is a report of its own: chapters with headings that are numbered, behind a paragraph. 内容概览: over the whole of it.
fn holds_chapters(form: &[Field], lines: &[Line<'_>]) -> bool {
    let (Some(first), Some(last)) = (form.first(), form.last()) else { return false };
    let mut paragraph = false;
    lines[first.first..=last.last].iter().any(|line| {
        let readable = Readable::new(line.text, 0);
        let text = readable.text().trim();
        let heads = paragraph && is_chapter(text);
        paragraph |= text.chars().nth(PARAGRAPH).is_some();
        heads
    })
}

/// 一、就业工程
fn is_chapter(text: &str) -> bool {
    let said = text.trim_start_matches(|c| "一二三四五六七八九十".contains(c));
    said.len() < text.len() && said.starts_with('、') && is_heading(text)
}

/// The form that begins with a line; `end` is where lines with marks begin or end.
pub(super) fn find(lines: &[Line<'_>], at: usize, end: usize, lexicon: &Lexicon) -> Option<Found> {
    if !may_begin(lines[at].text, lexicon) {
        return None;
    }
    // A label over itself has no content.
    if lines[(at + 1).min(end)..end].iter().find(|line| !line.is_blank()).is_some_and(|line| line.text.trim() == lines[at].text.trim()) {
        return None;
    }
    let to = end.min(at + MOST_LINES);
    let pieces = pieces(&lines[at..to]);
    let all = fields(&pieces, lexicon);
    if all.first().is_none_or(|field| field.first != 0) {
        return None;
    }
    let forms = forms(&all);
    let mut count = 0;
    let mut last = 0;
    for form in forms.iter().take_while(|form| {
        is_form(form, lexicon) && !holds_a_header(form, &lines[at..to], lexicon) && !holds_chapters(form, &lines[at..to])
    }) {
        count += 1;
        last = form.last().map_or(last, |field| field.last);
    }
    if count == 0 {
        return None;
    }
    let table = Table::without_columns(Kindred::Form(Labels { lines: last + 1 }));
    Some(Found { header: at, body: at, end: Some(at + last + 1), table })
}

/// Reads the lines of forms; gives how many were read.
pub(super) fn feed<'a>(labels: &Labels, lines: &[Line<'a>], lexicon: &Lexicon, out: &mut impl FnMut(Out<'a>)) -> usize {
    let to = labels.lines.min(lines.len());
    let pieces = pieces(&lines[..to]);
    let all = fields(&pieces, lexicon);
    for form in forms(&all) {
        if let Some(item) = read(form, lines, lexicon) {
            out(Out::Fed(item));
        }
    }
    hand_on(&lines[to..], out);
    lines.len()
}

/// The item of one form.
fn read<'a>(form: &[Field], lines: &[Line<'a>], lexicon: &Lexicon) -> Option<Fed<'a>> {
    let (first, last) = (form.first()?.first, form.last()?.last);
    let stretch = Stretch::of(&lines[first..=last]);
    let text = stretch.readable();
    let mut from = 0;
    let mut placed = Vec::new();
    // Labels and values stand in the text in the order that they were read.
    for (at, field) in form.iter().enumerate() {
        let starts = |from: usize, field: &Field| place_of(text.text(), from, &field.printed);
        let label = starts(from, field)?;
        let end = form.get(at + 1).and_then(|next| starts(label.to, next)).map_or(text.text().len(), |next| next.from);
        placed.push(without_marks(text.text(), Span::new(label.to, end)));
        from = label.to;
    }
    let headings: Vec<Heading> = form.iter().map(|field| field.heading.clone()).collect();
    let printed: Vec<String> = form.iter().map(|field| field.printed.clone()).collect();
    let cells: Vec<&str> = placed.iter().map(|span| span.of(text.text())).collect();
    let roles = crate::role::decide(&headings, &printed, &crate::role::Body { rows: vec![cells], caption: "" }, lexicon);
    let roles = roles.of_form();
    let row = Row { line: stretch.line, text, cells: placed.clone() };
    Some(Rows::new(roles, None).fed(row, &placed, false, lexicon))
}

/// Where a label stands in a text, whatever spaces and line breaks are inside it.
fn place_of(text: &str, from: usize, label: &str) -> Option<Span> {
    let wanted: Vec<char> = label.chars().filter(|c| !c.is_whitespace()).collect();
    let skips = |c: char| c.is_whitespace() || is_bar(c);
    for (start, c) in text[from..].char_indices().map(|(at, c)| (from + at, c)) {
        if Some(&c) != wanted.first() {
            continue;
        }
        let mut rest = text[start..].char_indices().filter(|(_, c)| !skips(*c));
        let mut end = start;
        if wanted.iter().all(|want| {
            rest.next().is_some_and(|(at, c)| {
                end = start + at + c.len_utf8();
                c == *want
            })
        }) {
            return Some(Span::new(start, end));
        }
    }
    None
}

/// A value without the colon and the bars around it.
fn without_marks(text: &str, span: Span) -> Span {
    let mark = |c: char| is_bar(c) || matches!(c, ':' | '：') || c.is_whitespace();
    let said = span.of(text);
    let from = span.from + (said.len() - said.trim_start_matches(mark).len());
    let to = from + said.trim_start_matches(mark).trim_end_matches(|c: char| is_bar(c) || c.is_whitespace()).len();
    Span::new(from, to)
}
