//! Headers and footers of pages.
//!
//! Drops page numbers at the edge of a page (`— 3 —`, `3`, `第3页`, `3/12`), and lines near it that stand at the same height on most pages and
//! say the same but for their numbers, if a gap parts them from the text. What stands so on top of the first page is kept: it is the title of a table as well.

use std::collections::HashMap;

use super::Page;

/// Lines so near to the upper or lower edge, as a part of the height of the page, may be a header or footer.
const EDGE: f64 = 0.15;
/// The same of page numbers, and where there are too few pages to compare.
const NARROW: f64 = 0.1;
/// So many lines from the edge.
const DEPTH: usize = 3;

/// A line that may be a header or footer.
struct Candidate {
    page: usize,
    line: usize,
    upper: bool,
    base: f64,
    /// What it says, without spaces and with all numbers alike.
    text: String,
}

/// Drops headers and footers.
pub(super) fn drop_margins(pages: &mut [Page]) {
    let edge = if pages.len() < 4 { NARROW } else { EDGE };
    let candidates: Vec<Candidate> = pages.iter().enumerate().flat_map(|(at, page)| candidates(at, page, edge)).collect();
    let mut gone: Vec<Vec<usize>> = vec![Vec::new(); pages.len()];
    let mut said: HashMap<(bool, &str), Vec<&Candidate>> = HashMap::new();
    for one in &candidates {
        said.entry((one.upper, &one.text)).or_default().push(one);
    }
    for one in &candidates {
        let alike = said[&(one.upper, one.text.as_str())].iter().filter(|other| (other.base - one.base).abs() < 6.0);
        let mut on: Vec<usize> = alike.map(|other| other.page).collect();
        on.dedup();
        let repeated = on.len() > 1 && on.len() * 5 >= pages.len() * 2;
        let page = &pages[one.page];
        let far_out = one.base > page.height * (1.0 - NARROW) || one.base < page.height * NARROW;
        let number = far_out && page.lines.get(one.line).is_some_and(|line| is_page_number(&line.text()));
        if number || (repeated && !(one.upper && one.page == 0)) {
            gone[one.page].push(one.line);
        }
    }
    for (page, gone) in pages.iter_mut().zip(gone) {
        let mut at = 0;
        page.lines.retain(|_| {
            at += 1;
            !gone.contains(&(at - 1))
        });
    }
}

/// The lines near an edge that a gap parts from what stands further in.
fn candidates(at: usize, page: &Page, edge: f64) -> Vec<Candidate> {
    let lines = &page.lines;
    let pitches = lines.windows(2).map(|two| two[0].base - two[1].base);
    let mut pitches: Vec<f64> = pitches.collect();
    pitches.sort_by(f64::total_cmp);
    let pitch = pitches.get(pitches.len().saturating_sub(1) / 3).copied().unwrap_or(0.0);
    // How many lines, from the edge, stand in front of the first gap.
    let parted = |order: &[usize], upper: bool| {
        (1..=DEPTH.min(order.len())).find(|count| {
            let line = &lines[order[*count - 1]];
            let to = |other: f64| (line.base - other).abs();
            let next = order.get(*count).map_or(f64::MAX, |next| to(lines[*next].base));
            // A table begins where its first row does.
            let table = page.tables.iter().map(|table| to(if upper { table.area.top } else { table.area.bottom }) + line.size);
            table.fold(next, f64::min) > (pitch * 1.2).max(line.size * 1.9)
        })
    };
    let candidate = |number: usize, upper: bool| {
        let line = &lines[number];
        let near = if upper { line.base > page.height * (1.0 - edge) } else { line.base < page.height * edge };
        near.then(|| Candidate { page: at, line: number, upper, base: line.base, text: alike(&line.text()) })
    };
    let mut found = Vec::new();
    for upper in [true, false] {
        let order: Vec<usize> = if upper { (0..lines.len()).collect() } else { (0..lines.len()).rev().collect() };
        // The number of a page is told by itself.
        let count = parted(&order, upper).filter(|count| order[..*count].iter().all(|line| candidate(*line, upper).is_some())).unwrap_or(0);
        let number = order.first().filter(|first| count == 0 && is_page_number(&lines[**first].text()));
        found.extend(order[..count].iter().chain(number).filter_map(|line| candidate(*line, upper)));
    }
    found
}

/// A text without spaces, all its numbers alike.
fn alike(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        let c = if c.is_numeric() { '#' } else { c };
        if !(c == '#' && out.ends_with('#')) {
            out.push(c);
        }
    }
    out
}

/// Whether a line is the number of a page and nothing else.
fn is_page_number(text: &str) -> bool {
    let bare: String =
        text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '—' | '–' | '-' | '－' | '―' | '─' | '·' | '•' | '~' | '～')).collect();
    let digits = bare.chars().filter(char::is_ascii_digit).count();
    (1..=8).contains(&digits)
        && matches!(
            alike(&bare).to_ascii_lowercase().as_str(),
            "#" | "第#页"
                | "第#页共#页"
                | "第#页,共#页"
                | "第#页，共#页"
                | "#/#"
                | "page#"
                | "page#of#"
                | "p#"
                | "#of#"
                | "共#页第#页"
                | "第#页/共#页"
        )
        && (bare.len() <= 4 || !bare.chars().all(|c| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_are_told_from_years_and_values() {
        for text in ["— 3 —", "- 12 -", "3", "第3页", "第 3 页 共 12 页", "3/12", "Page 3 of 12", "－1－"] {
            assert!(is_page_number(text), "{text}");
        }
        for text in ["2023年", "3.5", "12,345", "第3章", "20231231", "三"] {
            assert!(!is_page_number(text), "{text}");
        }
    }
}
