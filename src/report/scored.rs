//! A scheme applied to targets: from the public model back to numbers.

use rust_decimal::Decimal;

use super::model::{Figure, Item, Outcome, Target};
use crate::lexicon::{Approx, Bound, Polarity};
use crate::pair::{Combine, Quality};
use crate::score::{Achieved, Case, Mark, Scheme, Scored};

impl Scheme {
    /// Scores one target.
    ///
    /// ```
    /// use dabiao::{Refusal, Report, Scheme};
    /// let report = Report::parse("序号|重点工作|上半年完成情况\n1|招引项目20个|招引项目9个\n")?;
    /// let target = &report.items[0].targets[0];
    /// let score = |name| Scheme::named(name).unwrap().score(target);
    /// assert_eq!(score("ratio").score.unwrap().to_string(), "0.45");
    /// assert_eq!(score("gap").score.unwrap().to_string(), "-11");
    /// assert_eq!(score("pace").score.unwrap().to_string(), "-0.05");
    /// assert_eq!(score("bands").refused, Some(Refusal::NotDue));
    /// # Ok::<(), dabiao::Error>(())
    /// ```
    #[must_use]
    pub fn score(&self, target: &Target) -> Scored {
        self.judge(&case(target))
    }
}

impl Item {
    /// Scores every target of the item; the scores stand in their outcomes.
    pub fn score(&mut self, scheme: &Scheme) {
        for target in &mut self.targets {
            target.outcome.scored = Some(scheme.score(target));
        }
    }
}

fn case(target: &Target) -> Case {
    let outcome = &target.outcome;
    let stated = outcome.stated_ratio.filter(|_| outcome.combine == Some(Combine::Stated));
    Case {
        measure: target.measure,
        polarity: target.polarity,
        mark: target.value.map(|value| Mark {
            value,
            high: target.high,
            bound: target.bound,
            polarity: target.polarity,
            slack: Decimal::ZERO,
        }),
        baseline: target.baseline,
        direct: outcome.quality == Quality::Direct,
        achieved: achieved(outcome, target.polarity),
        ratio: outcome.ratio.or(stated),
        met: outcome.met,
        elapsed: outcome.elapsed,
    }
}

/// What the figures come to, with the hedges that they are printed with.
fn achieved(outcome: &Outcome, polarity: Polarity) -> Option<Achieved> {
    let value = outcome.achieved?;
    let hedges: Vec<Approx> = outcome.figures.iter().filter_map(|figure| figure.approx).collect();
    let approx = hedges.first().copied().map(|first| if hedges.iter().all(|hedge| *hedge == first) { first } else { Approx::About });
    let open = if polarity == Polarity::Negative { Bound::Le } else { Bound::Ge };
    let bound = |figure: &Figure| if figure.high.is_some() { Some(open) } else { figure.bound };
    Some(Achieved { value, approx, bound: outcome.figures.iter().find_map(bound) })
}
