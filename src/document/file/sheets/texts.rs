//! The texts that the cells of a file share, and how runs of letters become one text.

use super::{CELL, TEXT};
use crate::error::Error;

/// Texts by number, in one piece.
#[derive(Debug, Default)]
pub(super) struct Texts {
    all: String,
    /// Where each begins, and its length.
    parts: Vec<(u32, u32)>,
}

impl Texts {
    /// Appends a text: what `print` appends.
    pub(super) fn push(&mut self, format: &'static str, print: impl FnOnce(&mut String) -> Result<(), Error>) -> Result<(), Error> {
        let from = self.all.len();
        print(&mut self.all)?;
        let length = self.all.len() - from;
        if length > CELL || self.all.len() > TEXT {
            return Err(Error::too_large(format, format!("one of its texts has more than {CELL} bytes, or all have more than {TEXT}")));
        }
        if self.all[from..].trim().is_empty() {
            self.all.truncate(from);
        }
        self.parts.push((from as u32, (self.all.len() - from) as u32));
        Ok(())
    }

    pub(super) fn all(&self) -> &str {
        &self.all
    }

    /// Where a text stands among all, and its length.
    pub(super) fn part(&self, number: usize) -> Option<(usize, usize)> {
        self.parts.get(number).map(|&(from, length)| (from as usize, length as usize))
    }

    pub(super) fn text(&self, number: usize) -> Option<&str> {
        let (from, length) = self.part(number)?;
        self.all.get(from..from + length)
    }
}

/// Appends a run to a text that begins at `from`. Raised digits behind a digit are the mark of a footnote, and 5% with the mark 1 is no 51%: they
/// are left out.
pub(super) fn push_run(out: &mut String, from: usize, run: &str, raised: bool) {
    let is_mark = raised && !run.is_empty() && run.bytes().all(|byte| byte.is_ascii_digit());
    if !is_mark || !out[from..].ends_with(|c: char| c.is_ascii_digit()) {
        out.push_str(run);
    }
}
