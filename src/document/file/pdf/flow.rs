//! Lines to paragraphs.
//!
//! A line that goes to the end of its column, so that the next word would not have fitted, goes on in the next line, over the end of a page too.
//! Not if that one is set in or begins with the number of a list, unless the sentence is unfinished; nor if the type changes or a space lies
//! between.

use super::lines::Line;
use super::order::Measure;
use super::unicode::is_wide;

/// A line of prose where it stands.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    pub(super) line: Line,
    pub(super) measure: Measure,
    pub(super) page: u32,
}

/// Whether a paragraph whose last lines these are goes on in the next line. The body is the size of most type.
pub(super) fn goes_on(paragraph: &[Placed], next: &Placed, body: f64) -> bool {
    let Some(last) = paragraph.last() else { return false };
    let (line, size) = (&last.line, last.line.size);
    if (size - next.line.size).abs() > size * 0.12 {
        return false;
    }
    if last.page == next.page && last.measure == next.measure {
        let apart = line.base - next.line.base;
        let usual = paragraph.len().checked_sub(2).map(|before| paragraph[before].line.base - line.base).filter(|pitch| *pitch > 0.0);
        if apart < 0.0 || apart > usual.map_or(size * 2.8, |pitch| pitch * 1.3) {
            return false;
        }
    }
    let text = line.text();
    let ended = text.ends_with(['。', '；', '！', '？', '：', ':', ';', '.']);
    let indent = next.line.left() - next.measure.left;
    let wide = line.right() - line.left() > (last.measure.right - last.measure.left) * if size > body * 1.15 { 0.7 } else { 0.9 };
    if wide && is_centred(next) && indent > size * 3.0 && !ended {
        // A title on two lines.
        return true;
    }
    let set_in = indent > size * 1.4 && !hangs(&paragraph[0].line, &next.line);
    let same = (line.left() - next.line.left()).abs() < size * 0.5 && last.page == next.page;
    // A block that is set in as a whole, not a heading in front of a paragraph: both are set in alike.
    if set_in && (ended || !same || begins_list(&paragraph[0].line.text())) {
        return false;
    }
    // `第` may end a line and `一、二产业` begin the next, but a list has its first number behind a sentence or a heading.
    let listed = (ended || paragraph.len() == 1) && begins_list(&next.line.text());
    is_full(last, next, ended || set_in) && !listed && !is_led(&text)
}

/// Whether a line stands under the text of an item and not under its number.
fn hangs(item: &Line, next: &Line) -> bool {
    let number = item.glyphs.iter().take(6).position(|glyph| matches!(glyph.text, '.' | '、' | '．' | '）' | ')'));
    let text = number.and_then(|number| item.glyphs.get(number + 1..)).and_then(|rest| rest.iter().find(|glyph| !glyph.is_blank()));
    begins_list(&item.text()) && text.is_some_and(|text| (text.left - next.left()).abs() < next.size * 0.7)
}

/// Whether the first word of the next line would not have fitted.
fn is_full(last: &Placed, next: &Placed, strict: bool) -> bool {
    // Programs keep marks and quotes together in ways of their own; an unfinished sentence is the better witness.
    let slack = last.line.size * if strict { 0.6 } else { 2.5 };
    last.line.right() + first_word(&next.line) + slack > last.measure.right
}

/// Whether a mark never begins a line.
pub(super) fn is_closing(c: char) -> bool {
    matches!(c, '，' | '。' | '、' | '；' | '：' | '）' | '》' | '”' | '％' | '%' | ',' | '.' | ';' | ')')
}

/// How wide the first word of a line is: a Chinese character, or letters and digits up to a space.
pub(super) fn first_word(line: &Line) -> f64 {
    let mut right = line.left();
    for (at, glyph) in line.glyphs.iter().enumerate() {
        let opens = at > 0 && matches!(line.glyphs[at - 1].text, '（' | '《' | '“' | '(');
        if glyph.is_blank() || (at > 0 && is_wide(glyph.text) && !is_closing(glyph.text) && !opens) {
            break;
        }
        right = glyph.right;
        if is_wide(glyph.text)
            && line.glyphs.get(at + 1).is_some_and(|next| !is_wide(next.text))
            && !matches!(glyph.text, '（' | '《' | '“')
        {
            break;
        }
    }
    (right - line.left()).min(line.size * 12.0)
}

fn is_centred(placed: &Placed) -> bool {
    let (line, measure) = (&placed.line, placed.measure);
    let off = f64::midpoint(line.left(), line.right()) - f64::midpoint(measure.left, measure.right);
    off.abs() < line.size * 1.5 && line.left() > measure.left + line.size
}

/// Whether a line of a table of contents ends with its page: `一、概况…………3`.
fn is_led(text: &str) -> bool {
    let before = text.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace());
    before.len() < text.len() && (before.ends_with("...") || before.ends_with("……") || before.ends_with("···"))
}

/// Whether a text begins with the number of a list or heading: `（一）`, `一、`, `1.`, `第三章`, `①`.
pub(super) fn begins_list(text: &str) -> bool {
    let chinese = |c: char| "一二三四五六七八九十百零〇".contains(c);
    let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let text = text.trim_start();
    if text.starts_with(|c| matches!(c, '①'..='⒇' | '●' | '■' | '◆' | '•' | '·')) {
        return true;
    }
    let (open, inner) = match text.strip_prefix(['（', '(', '第', '〔', '[']) {
        Some(inner) => (true, inner),
        None => (false, text),
    };
    let behind = inner.trim_start_matches(|c| chinese(c) || digit(c));
    let number = &inner[..inner.len() - behind.len()];
    if number.is_empty() || number.chars().count() > 4 {
        return false;
    }
    if open {
        return behind.starts_with(['）', ')', '章', '节', '条', '部', '篇', '〕', ']']);
    }
    let mut marks = behind.chars();
    let marked = matches!(marks.next(), Some('、' | '．' | '.' | ')' | '）'));
    // `1.5亿元` and `一、二产业` are no list.
    marked && !marks.next().is_some_and(|c| digit(c) || chinese(c))
}

/// The text of lines. A line that was cut goes on without a space, but between letters.
pub(super) fn text<'l>(lines: impl Iterator<Item = &'l Line>) -> String {
    let mut out = String::new();
    for line in lines {
        let text = line.text();
        let soft = out.chars().next_back().is_some_and(is_wide) || text.chars().next().is_some_and(is_wide);
        if !out.is_empty() && !soft {
            out.push('\n');
        }
        out.push_str(&text);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_lists_are_told_from_numbers() {
        for text in ["（一）概况", "一、概况", "1.概况", "1、概况", "第三章 总则", "①概况", "(2) 概况", "十一、其他", "[1]本表"]
        {
            assert!(begins_list(text), "{text}");
        }
        for text in ["1.5亿元", "2023年", "一是抓好", "（含）以上", "一、二产业", "概况", "307.82万元", "一般公共预算"]
        {
            assert!(!begins_list(text), "{text}");
        }
    }
}
