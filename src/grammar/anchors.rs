//! The places of a text where something may begin or end: numerals, words of time, marks.
//!
//! Of ten characters in a report seven are none of these. So a text is gone through once, and numbers, periods, names and clauses are looked
//! for among what that pass has found.

use crate::text::CharSet;

/// A character at which something may begin or end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Anchor {
    pub(crate) at: usize,
    pub(crate) c: char,
}

/// Numerals: what a number begins with.
const NUMERALS: &str = "0123456789零〇一二两三四五六七八九十百千万亿";
/// What the name of a period begins with.
const PERIODS: &str = "0123456789截到至目今前上半下全年第一二三四五六七八九十两几首过近本这“";
/// What opens and closes: quotations, titles, parentheses.
const PAIRED: &str = "“”‘’「」『』《》〈〉〔〕()（）[]【】";
/// What ends a clause, a part or a sentence.
const CUTS: &str = ",，:：;；。！!？?\n.";

static ANY: CharSet = CharSet::of(&[NUMERALS, PERIODS, PAIRED, CUTS]);
static NUMERAL: CharSet = CharSet::of(&[NUMERALS]);
static PERIOD: CharSet = CharSet::of(&[PERIODS]);
static MARK: CharSet = CharSet::of(&[PAIRED, CUTS]);

/// Whether a number may begin anywhere in a text.
pub(crate) fn has_numeral(text: &str) -> bool {
    NUMERAL.find(text, 0).is_some()
}

/// The anchors of a text, each kind in order.
#[derive(Debug)]
pub(crate) struct Anchors {
    /// Where a number may begin.
    pub(super) numerals: Vec<usize>,
    /// Where the name of a period may begin.
    pub(super) periods: Vec<Anchor>,
    /// What opens, closes or cuts.
    pub(crate) marks: Vec<Anchor>,
}

impl Anchors {
    pub(crate) fn of(text: &str) -> Self {
        let room = text.len() / 14;
        let mut anchors = Self { numerals: Vec::with_capacity(room), periods: Vec::with_capacity(room), marks: Vec::with_capacity(room) };
        for (at, c) in ANY.places(text) {
            if NUMERAL.has(c) {
                anchors.numerals.push(at);
            }
            if PERIOD.has(c) {
                anchors.periods.push(Anchor { at, c });
            }
            if MARK.has(c) {
                anchors.marks.push(Anchor { at, c });
            }
        }
        anchors
    }
}
