//! Copies of files that are damaged, to see that none brings a reader down.

use crate::document::file::rendering::Rendering;
use crate::error::Error;
use std::io::{Cursor, Write};

/// A package of parts.
pub(super) fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in parts {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(part.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The text of a rendering, and its remarks.
pub(super) fn said(rendering: Result<Rendering, Error>) -> (String, Vec<String>) {
    let (text, _, remarks) = rendering.unwrap().into_parts();
    (text, remarks)
}

/// Numbers that look random and are always the same.
pub(super) struct Dice(pub(super) u64);

impl Dice {
    /// A number below another.
    pub(super) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end.max(1)
    }

    /// A copy with some bytes flipped, cut out or doubled.
    pub(super) fn damaged(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut copy = bytes.to_vec();
        for _ in 0..=self.below(4) {
            let at = self.below(copy.len());
            let end = (at + 1 + self.below(40)).min(copy.len());
            match self.below(4) {
                0 => drop(copy.drain(at..end)),
                1 => drop(copy.splice(at..at, bytes[at.min(bytes.len())..end.min(bytes.len())].to_vec())),
                2 => copy[at..end].iter_mut().for_each(|byte| *byte = 0xff),
                _ => copy[at..end].iter_mut().take(1).for_each(|byte| *byte ^= 1 << (at % 8)),
            }
        }
        copy
    }
}

/// Reads damaged copies of a package, then packages of damaged parts, which are read further.
pub(super) fn damage(parts: &[(&str, &str)], read: impl Fn(&[u8]) -> Result<Rendering, Error>) {
    let whole = package(parts);
    assert!(read(&whole).is_ok());
    let mut dice = Dice(14);
    let mut still_read = 0;
    for _ in 0..150 {
        let _ = read(&dice.damaged(&whole));
        let at = dice.below(parts.len());
        let damaged = dice.damaged(parts[at].1.as_bytes());
        let damaged = String::from_utf8_lossy(&damaged);
        let copy: Vec<(&str, &str)> =
            parts.iter().enumerate().map(|(part, &(name, said))| (name, if part == at { &*damaged } else { said })).collect();
        still_read += usize::from(read(&package(&copy)).is_ok());
    }
    assert!(still_read > 10, "the copies are damaged so much that little is tried: {still_read}");
}
