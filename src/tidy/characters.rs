//! How many characters of a text stand in front of a byte, without the whole of it being counted each time.

/// The characters in front of every so many bytes of a text, counted while it is read.
#[derive(Debug, Default)]
pub struct Characters {
    before: Vec<usize>,
    bytes: u64,
    all: usize,
}

const STEP: usize = 1024;

impl Characters {
    /// Those of a text in memory.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut characters = Self::default();
        characters.add(text.as_bytes());
        characters
    }

    /// Counts the next piece of the text, wherever it was cut.
    pub fn add(&mut self, mut piece: &[u8]) {
        while !piece.is_empty() {
            let inside = usize::try_from(self.bytes % STEP as u64).unwrap_or(0);
            if inside == 0 {
                self.before.push(self.all);
            }
            let (now, rest) = piece.split_at(piece.len().min(STEP - inside));
            self.all += begun(now);
            self.bytes += now.len() as u64;
            piece = rest;
        }
    }

    /// How many stand in front of a byte of the text, of which `begun_between` says how many characters begin between two bytes.
    pub fn before(&self, byte: usize, begun_between: impl FnOnce(usize, usize) -> usize) -> usize {
        let step = (byte / STEP).min(self.before.len().saturating_sub(1));
        self.before.get(step).copied().unwrap_or(0) + begun_between(step * STEP, byte)
    }

    /// The same of a text in memory.
    #[must_use]
    pub fn before_in(&self, text: &str, byte: usize) -> usize {
        self.before(byte, |from, to| text.as_bytes().get(from..to).map_or(0, begun))
    }
}

/// How many characters begin in some bytes.
#[must_use]
pub fn begun(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0b1100_0000 != 0b1000_0000).count()
}
