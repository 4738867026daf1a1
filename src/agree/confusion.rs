//! How often two coders chose each pair of categories.

use serde::Serialize;

/// A square table of counts: a row for each category of the first coder, a column for each of the second.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Confusion {
    /// The categories that either coder used, sorted.
    pub categories: Vec<String>,
    /// `counts[a][b]`: how often the first coder chose `categories[a]` where the second chose `categories[b]`.
    pub counts: Vec<Vec<u64>>,
}

impl Confusion {
    /// Counts the choices of two coders on the same units.
    pub fn of<'c>(pairs: impl IntoIterator<Item = (&'c str, &'c str)>) -> Self {
        let pairs: Vec<(&str, &str)> = pairs.into_iter().collect();
        let mut categories: Vec<&str> = pairs.iter().flat_map(|&(a, b)| [a, b]).collect();
        categories.sort_unstable();
        categories.dedup();
        let mut counts = vec![vec![0; categories.len()]; categories.len()];
        for (a, b) in pairs {
            if let (Ok(a), Ok(b)) = (categories.binary_search(&a), categories.binary_search(&b)) {
                counts[a][b] += 1;
            }
        }
        Self { categories: categories.into_iter().map(str::to_owned).collect(), counts }
    }

    /// How many units both coded.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.counts.iter().flatten().sum()
    }

    /// On how many of them both chose the same.
    #[must_use]
    pub fn agreed(&self) -> u64 {
        self.counts.iter().enumerate().map(|(i, row)| row[i]).sum()
    }

    /// The share of units on which both chose the same; `None` where none was coded by both.
    #[must_use]
    pub fn observed(&self) -> Option<f64> {
        (self.total() > 0).then(|| share(self.agreed(), self.total()))
    }

    /// How often each category was chosen by the first coder, and by the second.
    pub(super) fn margins(&self) -> Vec<(u64, u64)> {
        let columns = |i: usize| self.counts.iter().map(|row| row[i]).sum();
        self.counts.iter().enumerate().map(|(i, row)| (row.iter().sum(), columns(i))).collect()
    }
}

/// One count over another.
#[allow(clippy::cast_precision_loss)]
pub(super) fn share(part: u64, whole: u64) -> f64 {
    part as f64 / whole as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_by_category_of_first_and_second() {
        let table = Confusion::of([("ge", "ge"), ("ge", "eq"), ("le", "le"), ("ge", "ge")]);
        assert_eq!(table.categories, ["eq", "ge", "le"]);
        assert_eq!(table.counts, [[0, 0, 0], [1, 2, 0], [0, 0, 1]]);
        assert_eq!((table.total(), table.agreed(), table.observed()), (4, 3, Some(0.75)));
        assert_eq!(table.margins(), [(0, 1), (3, 2), (1, 1)]);
        assert_eq!(Confusion::of([]).observed(), None);
    }
}
