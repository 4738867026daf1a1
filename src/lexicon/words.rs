//! A set of words, looked up at the start or the end of a text, longest first.

use std::collections::HashMap;

/// Words with what is known of each.
#[derive(Debug)]
pub(crate) struct Words<T> {
    by_first: HashMap<char, Vec<(Box<str>, T)>>,
    by_last: HashMap<char, Vec<(char, u32)>>,
}

impl<T> Words<T> {
    pub(super) fn new(entries: impl IntoIterator<Item = (Box<str>, T)>) -> Self {
        let mut by_first: HashMap<char, Vec<(Box<str>, T)>> = HashMap::new();
        for (word, value) in entries {
            if let Some(first) = word.chars().next() {
                by_first.entry(first).or_default().push((word, value));
            }
        }
        let mut by_last: HashMap<char, Vec<(char, u32)>> = HashMap::new();
        for (&first, words) in &mut by_first {
            words.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
            for (i, (word, _)) in words.iter().enumerate() {
                if let (Some(last), Ok(i)) = (word.chars().next_back(), u32::try_from(i)) {
                    by_last.entry(last).or_default().push((first, i));
                }
            }
        }
        for entries in by_last.values_mut() {
            entries.sort_by_key(|&(first, i)| std::cmp::Reverse(by_first[&first][i as usize].0.len()));
        }
        Self { by_first, by_last }
    }

    /// The longest word that `text` starts with.
    pub(crate) fn prefix(&self, text: &str) -> Option<(&str, &T)> {
        let words = self.by_first.get(&text.chars().next()?)?;
        words.iter().find(|(word, _)| text.starts_with(&**word)).map(|(word, value)| (&**word, value))
    }

    /// The longest word that `text` ends with.
    pub(crate) fn suffix(&self, text: &str) -> Option<(&str, &T)> {
        let words = self.by_last.get(&text.chars().next_back()?)?;
        words
            .iter()
            .map(|(first, i)| &self.by_first[first][*i as usize])
            .find(|(word, _)| text.ends_with(&**word))
            .map(|(word, value)| (&**word, value))
    }

    /// Every word in `text` with its offset, longest at each place, none inside another that began earlier.
    pub(crate) fn find<'s>(&'s self, text: &'s str) -> impl Iterator<Item = (usize, &'s str, &'s T)> {
        let mut at = 0;
        std::iter::from_fn(move || {
            while let Some(c) = text[at..].chars().next() {
                if let Some((word, value)) = self.prefix(&text[at..]) {
                    let from = at;
                    at += word.len();
                    return Some((from, word, value));
                }
                at += c.len_utf8();
            }
            None
        })
    }

    /// Whether any word stands in `text`.
    pub(crate) fn any(&self, text: &str) -> bool {
        self.find(text).next().is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Words<u8> {
        Words::new([("增长", 1), ("增长到", 2), ("率", 3), ("比率", 4)].map(|(w, n)| (Box::from(w), n)))
    }

    #[test]
    fn the_longest_word_wins_at_either_end() {
        let words = words();
        assert_eq!(words.prefix("增长到8%"), Some(("增长到", &2)));
        assert_eq!(words.prefix("增长8%"), Some(("增长", &1)));
        assert_eq!(words.suffix("天数比率"), Some(("比率", &4)));
        assert_eq!(words.suffix(""), None);
    }

    #[test]
    fn finds_words_in_order_without_overlap() {
        let words = words();
        assert_eq!(words.find("比率增长到率").map(|(at, w, _)| (at, w)).collect::<Vec<_>>(), [(0, "比率"), (6, "增长到"), (15, "率")]);
    }
}
