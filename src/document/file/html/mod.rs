//! Web pages.
//!
//! Reads what a browser shows: each block is a paragraph, each table of data a grid, also one that stands in a table that only lays out the page.
//! Leaves out: what scripts, style sheets and frames would put there; forms, pictures, the navigation and the footer of the page, lines that
//! are nothing but links; what is hidden or marked as deleted. Refuses: more tags than memory is for, tables whose spans cover more cells than a table has.

mod flow;
mod model;
mod page;
mod parse;
mod role;
mod survey;
mod table;
#[cfg(test)]
mod tests;
mod tree;

use super::place::Place;
use super::rendering::Rendering;
use crate::error::Error;
use page::Part;

/// Reads a page, whose bytes were decoded.
pub(super) fn read(page: &str) -> Result<Rendering, Error> {
    let tree = parse::parse(page)?;
    let tables = survey::survey(&tree)?;
    let mut parts = page::parts(&tree, &tables);
    let leads_away = |part: &Part| matches!(part, Part::Paragraph { leads_away: true, .. });
    if !parts.iter().all(leads_away) {
        parts.retain(|part| !leads_away(part));
    }
    let mut rendering = Rendering::default();
    let (mut paragraphs, mut grids, mut slots) = (0, 0, model::Slots::new());
    let mut paragraph = |text: &str, rendering: &mut Rendering| {
        let before = rendering.len();
        rendering.paragraph(text, Place::Paragraph(paragraphs + 1));
        paragraphs += u32::from(rendering.len() > before);
    };
    let title = tree.title();
    // Alone it is no text: what a script would show is not known.
    if !parts.is_empty() && !parts.iter().any(|part| says(part, &title)) {
        paragraph(&title, &mut rendering);
    }
    for part in parts {
        match part {
            Part::Paragraph { text, goes_on, .. } => {
                if !goes_on {
                    rendering.blank();
                }
                paragraph(&text, &mut rendering);
            }
            Part::Table(at, texts) => {
                grids += 1;
                table::render(grids, &tables[at], texts, &mut slots, &mut rendering)?;
            }
        }
    }
    if tree.has_deleted() {
        rendering.remark("text that is marked as deleted was left out".to_owned());
    }
    Ok(rendering)
}

/// Whether a part of the page says what the title says, the name of the site behind it aside: `工作进展表_某县人民政府`.
fn says(part: &Part, title: &str) -> bool {
    let text = match part {
        Part::Paragraph { text, .. } => text,
        Part::Table(_, texts) => texts.iter().find(|text| !text.trim().is_empty()).map_or("", String::as_str),
    };
    let mut rest = letters(title);
    let mut said = letters(text).peekable();
    said.peek().is_some()
        && said.all(|c| rest.next() == Some(c))
        && rest.next().is_none_or(|c| matches!(c, '-' | '_' | '|' | '—' | '–' | '－' | '＿' | '｜' | '(' | '（'))
}

fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| !c.is_whitespace())
}
