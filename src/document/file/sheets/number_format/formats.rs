//! The formats of a file, by the style of a cell.

use super::NumberFormat;
use std::collections::HashMap;

/// Which format each style of a file has.
#[derive(Debug, Default)]
pub(in super::super) struct Formats {
    formats: Vec<NumberFormat>,
    /// Which of them a style has.
    styles: Vec<usize>,
}

impl Formats {
    /// Of the number of the format of each style, and of the codes of those that the file has codes for.
    pub(in super::super) fn new(styles: &[u32], codes: &HashMap<u32, String>) -> Self {
        let mut formats = Vec::new();
        let mut known = HashMap::new();
        let styles = styles.iter().map(|&id| {
            *known.entry(id).or_insert_with(|| {
                formats.push(codes.get(&id).map_or_else(|| NumberFormat::builtin(id), |code| NumberFormat::parse(code)));
                formats.len() - 1
            })
        });
        let styles = styles.collect();
        Self { formats, styles }
    }

    /// The format of a style; nothing where the file has no such style.
    pub(in super::super) fn of(&self, style: usize) -> Option<&NumberFormat> {
        self.styles.get(style).and_then(|&format| self.formats.get(format))
    }
}
