//! Traditional to Simplified script, out of OpenCC's table of characters.
//!
//! Left out are pairs of unequal length in UTF-8, so that offsets stay in step, what is not of three bytes, and characters that are also good
//! Simplified ones (著名, 乾县), so that a clean text is never touched.
//!
//! Writes `traditional.txt` and, in the same order, `simplified.txt`.

use std::collections::{BTreeMap, HashSet};

use crate::{read, write};

pub(crate) fn make() {
    let table = read("src/text/TSCharacters.txt");
    let mut pairs: BTreeMap<char, char> = table.lines().filter_map(pair).collect();
    // 薴 is read as 苧, so 苧 is a good character and is not read as 苎.
    let good: HashSet<char> = pairs.values().copied().collect();
    pairs.retain(|from, _| !good.contains(from));
    write("traditional.txt", pairs.keys().collect::<String>().as_bytes());
    write("simplified.txt", pairs.values().collect::<String>().as_bytes());
}

/// The pair of a line that can be read without doubt.
fn pair(line: &str) -> Option<(char, char)> {
    let (from, to) = line.split_once('\t')?;
    let from = from.chars().next()?;
    let mut candidates = to.split_whitespace().filter_map(|word| word.chars().next());
    let first = candidates.next()?;
    let stays = first == from || candidates.any(|c| c == from);
    (!stays && from.len_utf8() == 3 && first.len_utf8() == 3).then_some((from, first))
}
