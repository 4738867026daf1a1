//! Completion of an item or an agency: the mean of its direct flow ratios, each capped to 0..1.

use rust_decimal::Decimal;
use rust_decimal::serde::{str as exact, str_option as exact_option};
use serde::{Deserialize, Serialize};

use super::ratio::round;

/// How far a group of targets was met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Completion {
    /// The mean of the ratios that were scored, each capped to 0..1; `None` where none was.
    #[serde(with = "exact_option")]
    pub mean: Option<Decimal>,
    /// How many targets there are.
    pub targets: usize,
    /// How many of them were scored: a direct answer to a flow, with a ratio.
    pub scored: usize,
    /// The mean with every unscored target as 0.
    #[serde(with = "exact")]
    pub low: Decimal,
    /// The mean with every unscored target as 1.
    #[serde(with = "exact")]
    pub high: Decimal,
}

/// Adds up ratios for a [`Completion`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    sum: Decimal,
    scored: usize,
    targets: usize,
}

impl Tally {
    /// Adds one target with its ratio, if it was scored.
    pub fn add(&mut self, ratio: Option<Decimal>) {
        self.targets += 1;
        if let Some(ratio) = ratio {
            self.scored += 1;
            self.sum += ratio.clamp(Decimal::ZERO, Decimal::ONE);
        }
    }

    /// What was added, as a mean with its bounds.
    #[must_use]
    pub fn completion(&self) -> Completion {
        let mean = |sum: Decimal, count: usize| sum.checked_div(Decimal::from(count)).map(round);
        let unscored = Decimal::from(self.targets - self.scored);
        Completion {
            mean: mean(self.sum, self.scored),
            targets: self.targets,
            scored: self.scored,
            low: mean(self.sum, self.targets).unwrap_or_default(),
            high: mean(self.sum + unscored, self.targets).unwrap_or(Decimal::ONE),
        }
    }
}

/// Adds up scores as they are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Mean {
    sum: Option<Decimal>,
    count: usize,
}

impl Mean {
    /// Adds a score, if there is one.
    pub(crate) fn add(&mut self, score: Option<Decimal>) {
        if let Some(score) = score {
            // Beyond what 28 digits hold there is no mean.
            self.sum = if self.count == 0 { Some(score) } else { self.sum.and_then(|sum| sum.checked_add(score)) };
            self.count += 1;
        }
    }

    pub(crate) fn mean(&self) -> Option<Decimal> {
        self.sum?.checked_div(Decimal::from(self.count)).map(round)
    }

    pub(crate) const fn count(&self) -> usize {
        self.count
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_are_capped_and_the_unscored_bound_the_mean() {
        let mut tally = Tally::default();
        for ratio in [Some(Decimal::new(5, 1)), Some(Decimal::TWO), None, None] {
            tally.add(ratio);
        }
        let completion = tally.completion();
        assert_eq!(completion.mean, Some(Decimal::new(75, 2)));
        assert_eq!((completion.targets, completion.scored), (4, 2));
        assert_eq!((completion.low, completion.high), (Decimal::new(375, 3), Decimal::new(875, 3)));
        assert_eq!(Tally::default().completion().mean, None);
    }
}
