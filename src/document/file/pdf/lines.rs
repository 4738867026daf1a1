//! Glyphs to lines: by the line that they stand on, in order from the left.
//!
//! A space is where one was printed, or where Latin letters and digits stand apart; between Chinese characters a gap is that of justification.
//! A glyph drawn twice for the sake of boldness counts once. A small one beside a line joins it: `PM₂.₅` is `PM2.5`, a raised number after a
//! metre is `²`, and any other is the mark of a note, `[1]`.

use super::page::{Area, Glyph};
use super::unicode::is_wide;

/// Glyphs that stand on one line.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    /// From the left; the first and the last leave ink.
    pub(super) glyphs: Vec<Glyph>,
    pub(super) base: f64,
    /// The height of most of its type.
    pub(super) size: f64,
}

impl Line {
    /// A line of glyphs in order; nothing where they leave no ink.
    pub(super) fn of(glyphs: &[Glyph]) -> Option<Self> {
        let from = glyphs.iter().position(|glyph| !glyph.is_blank())?;
        let to = glyphs.iter().rposition(|glyph| !glyph.is_blank())?;
        let glyphs = glyphs[from..=to].to_vec();
        let middle = |number: fn(&Glyph) -> f64| {
            let mut numbers: Vec<f64> = glyphs.iter().filter(|glyph| !glyph.is_blank()).map(number).collect();
            numbers.sort_by(f64::total_cmp);
            numbers[numbers.len() / 2]
        };
        let (base, size) = (middle(|glyph| glyph.base), middle(|glyph| glyph.size));
        Some(Self { glyphs, base, size })
    }

    pub(super) fn left(&self) -> f64 {
        self.glyphs.first().map_or(0.0, |glyph| glyph.left)
    }

    pub(super) fn right(&self) -> f64 {
        self.glyphs.iter().map(|glyph| glyph.right).fold(f64::MIN, f64::max)
    }

    pub(super) fn area(&self) -> Area {
        let top = self.base + self.size * 0.85;
        Area { left: self.left(), bottom: self.base - self.size * 0.15, right: self.right(), top }
    }

    pub(super) fn text(&self) -> String {
        text(&self.glyphs)
    }

    /// Its parts between gaps of more than so many times its type.
    pub(super) fn pieces(&self, gap: f64) -> Vec<Self> {
        let mut pieces = Vec::new();
        let (mut from, mut right, mut blank) = (0, f64::MAX, 0.0);
        for (at, glyph) in self.glyphs.iter().enumerate() {
            if glyph.is_blank() {
                blank += glyph.right - glyph.left;
                continue;
            }
            // A space or two in a gap were typed; a row of them sets columns apart.
            let typed = if blank < self.size * 2.2 { blank } else { 0.0 };
            if glyph.left - right - typed > self.size * gap {
                pieces.extend(Self::of(&self.glyphs[from..at]));
                from = at;
            }
            right = if from == at { glyph.right } else { right.max(glyph.right) };
            blank = 0.0;
        }
        pieces.extend(Self::of(&self.glyphs[from..]));
        pieces
    }
}

/// The lines that glyphs stand on, from the top.
pub(super) fn lines(mut glyphs: Vec<Glyph>) -> Vec<Line> {
    glyphs.sort_by(|a, b| b.base.total_cmp(&a.base).then(a.left.total_cmp(&b.left)));
    // First those on the very same line, then lines that a table centres a little higher or lower beside each other.
    let mut rows: Vec<Vec<Glyph>> = Vec::new();
    for exact in glyphs.chunk_by(|one, other| one.base - other.base <= one.size.min(other.size) * 0.04) {
        let mut exact = exact.to_vec();
        exact.sort_by(|a, b| a.left.total_cmp(&b.left));
        match rows.last_mut().filter(|row| stand_alike(row, &exact)) {
            Some(row) => {
                row.append(&mut exact);
                row.sort_by(|a, b| a.left.total_cmp(&b.left));
            }
            None => rows.push(exact),
        }
    }
    rows.iter_mut().for_each(once);
    take_in_small(&mut rows);
    rows.iter().filter_map(|row| Line::of(row)).collect()
}

/// Whether two rows of glyphs are one line: nearly as high, and neither stands over the other, unless to draw it twice.
fn stand_alike(row: &[Glyph], other: &[Glyph]) -> bool {
    let (Some(first), Some(second)) = (row.first(), other.first()) else { return false };
    let near = row.iter().map(|glyph| glyph.base).fold(f64::MIN, f64::max) - second.base <= first.size.min(second.size) * 0.25;
    let hides = |glyph: &Glyph| {
        let from = row.partition_point(|before| before.right <= glyph.left);
        let over = |under: &&Glyph| under.right.min(glyph.right) - under.left.max(glyph.left) > (glyph.right - glyph.left) * 0.4;
        let mut under =
            row[from..].iter().take_while(|under| under.left < glyph.right).filter(|under| !under.is_blank()).filter(over).peekable();
        under.peek().is_some() && !under.any(|under| under.text == glyph.text)
    };
    near && other.iter().filter(|glyph| !glyph.is_blank() && hides(glyph)).count() * 4 <= other.len()
}

/// Drops what is drawn a second time, a hair beside the first.
fn once(row: &mut Vec<Glyph>) {
    let mut kept: Vec<Glyph> = Vec::with_capacity(row.len());
    for glyph in row.drain(..) {
        let again = kept.iter().rev().take(4).any(|before| {
            let near = (glyph.size * 0.15).min((glyph.right - glyph.left) * 0.5);
            before.text == glyph.text && (glyph.left - before.left).abs() < near && (glyph.size - before.size).abs() < glyph.size * 0.1
        });
        if !again {
            kept.push(glyph);
        }
    }
    *row = kept;
}

/// Moves small type that stands a little higher or lower into the line whose glyphs it follows.
fn take_in_small(rows: &mut Vec<Vec<Glyph>>) {
    for at in 0..rows.len() {
        for near in [at.wrapping_sub(1), at + 1, at.wrapping_sub(2), at + 2] {
            let Some(line) = rows.get(near) else { continue };
            let (mut moved, mut rest): (Vec<Glyph>, Vec<Glyph>) = (Vec::new(), Vec::new());
            for glyph in &rows[at] {
                let goes_on = moved.last().is_some_and(|last| touches(last, glyph));
                if goes_on || follows(line, glyph) { moved.push(*glyph) } else { rest.push(*glyph) }
            }
            if !moved.is_empty() {
                let moved = marked(&moved, line);
                rows[at] = rest;
                rows[near].extend(moved);
                rows[near].sort_by(|a, b| a.left.total_cmp(&b.left));
            }
        }
    }
    rows.retain(|row| !row.is_empty());
}

fn touches(before: &Glyph, glyph: &Glyph) -> bool {
    (glyph.left - before.right).abs() < glyph.size * 0.3
}

/// The glyph of a line that another stands behind.
fn before<'l>(line: &'l [Glyph], glyph: &Glyph) -> Option<&'l Glyph> {
    let behind = line.partition_point(|other| other.left <= glyph.left);
    line[..behind].iter().rev().take(4).find(|other| !other.is_blank())
}

/// Whether a small glyph stands raised or lowered behind a glyph of a line.
fn follows(line: &[Glyph], small: &Glyph) -> bool {
    before(line, small).is_some_and(|before| {
        let apart = (small.base - before.base).abs();
        small.size < before.size * 0.8 && apart < before.size * 0.6 && (small.left - before.right).abs() < before.size * 0.25
    })
}

/// Small glyphs as they are read in a line: a raised number is a power of metres or the mark of a note.
fn marked(small: &[Glyph], line: &[Glyph]) -> Vec<Glyph> {
    let mut out: Vec<Glyph> = Vec::with_capacity(small.len());
    for run in small.chunk_by(touches) {
        let (first, last) = (run[0], run[run.len() - 1]);
        let raised = before(line, &first).filter(|before| first.base - before.base > before.size * 0.12);
        let power = if run.len() == 1 { power(first.text) } else { None };
        match (raised, power) {
            (Some(before), Some(text)) if matches!(before.text, 'm' | 'M') => out.push(Glyph { text, ..first }),
            (Some(_), _) if run.iter().all(|glyph| glyph.text.is_ascii_digit()) => {
                out.push(Glyph { text: '[', right: first.left, ..first });
                out.extend(run);
                out.push(Glyph { text: ']', left: last.right, ..last });
            }
            _ => out.extend(run),
        }
    }
    out
}

const fn power(digit: char) -> Option<char> {
    match digit {
        '2' => Some('²'),
        '3' => Some('³'),
        _ => None,
    }
}

/// The text of glyphs in order.
pub(super) fn text(glyphs: &[Glyph]) -> String {
    let mut text = String::with_capacity(glyphs.len() * 3);
    let mut before: Option<&Glyph> = None;
    let mut blank = false;
    let spread = is_spread(glyphs);
    for glyph in glyphs {
        if glyph.is_blank() {
            blank = true;
            continue;
        }
        if let Some(before) = before {
            let gap = (glyph.left - before.right) / before.size.min(glyph.size);
            let enough = match (is_wide(before.text), is_wide(glyph.text)) {
                _ if blank => 0.1,
                (true, true) => 1.2,
                (false, false) => 0.18,
                _ => 0.8,
            };
            if gap > enough && !spread {
                text.push(' ');
            }
        }
        text.push(glyph.text);
        (before, blank) = (Some(glyph), false);
    }
    text
}

/// Whether Chinese characters are spread evenly over the width of a cell, as in `指　　标`, with nothing between them.
fn is_spread(glyphs: &[Glyph]) -> bool {
    if glyphs.len() < 2 || !glyphs.iter().all(|glyph| is_wide(glyph.text) && !glyph.is_blank()) {
        return false;
    }
    let gaps = glyphs.windows(2).map(|two| (two[1].left - two[0].right) / two[0].size);
    let (least, most) = gaps.fold((f64::MAX, f64::MIN), |(least, most), gap| (least.min(gap), most.max(gap)));
    least > 0.5 && most - least < 0.3
}
