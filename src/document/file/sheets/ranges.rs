//! Rows or columns that are hidden, as ranges: a file hides a million rows in one line.

/// Ranges of numbers, ends included.
#[derive(Debug, Default)]
pub(super) struct Ranges(Vec<(u32, u32)>);

impl Ranges {
    pub(super) fn add(&mut self, first: u32, last: u32) {
        match self.0.last_mut() {
            Some(before) if before.0 <= first && first <= before.1.saturating_add(1) => before.1 = before.1.max(last),
            _ if first <= last => self.0.push((first, last)),
            _ => {}
        }
    }

    /// Puts them in order, none touching another. Nothing is asked of them before.
    pub(super) fn settle(&mut self) {
        let mut ranges = std::mem::take(&mut self.0);
        ranges.sort_unstable();
        ranges.into_iter().for_each(|(first, last)| self.add(first, last));
    }

    pub(super) fn contains(&self, number: u32) -> bool {
        self.next_outside(number) != number
    }

    /// The first number from `number` on that is in none of them.
    pub(super) fn next_outside(&self, number: u32) -> u32 {
        let before = self.0.partition_point(|range| range.0 <= number);
        match self.0[..before].last() {
            Some(range) if number <= range.1 => range.1.saturating_add(1),
            _ => number,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_come_in_any_order_and_overlap() {
        let mut ranges = Ranges::default();
        for (first, last) in [(7, 9), (3, 3), (9, 12), (4, 4), (u32::MAX, u32::MAX), (20, 19)] {
            ranges.add(first, last);
        }
        ranges.settle();
        assert_eq!([2, 3, 5, 8, 13, 20].map(|number| ranges.next_outside(number)), [2, 5, 5, 13, 13, 20]);
        assert!(ranges.contains(4) && !ranges.contains(6));
    }
}
