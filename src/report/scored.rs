//! A scheme applied to targets: from the public model back to numbers.

use rust_decimal::Decimal;

use super::model::{Figure, Item, Outcome, Target};
use crate::lexicon::{Approx, Bound, Polarity};
use crate::pair::{Combine, Quality, Reason};
use crate::score::{Achieved, Case, Mark, Progress, Scale, Scheme, Scored, Thresholds, printed};

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
        self.score_by(target, Thresholds::default())
    }

    /// Scores one target, with other thresholds of the classes than the usual ones.
    #[must_use]
    pub fn score_by(&self, target: &Target, thresholds: Thresholds) -> Scored {
        self.judge(&case(target, thresholds))
    }
}

impl Item {
    /// Scores every target of the item; the scores stand in their outcomes.
    pub fn score(&mut self, scheme: &Scheme) {
        self.score_by(scheme, Thresholds::default());
    }

    /// Scores every target of the item, with other thresholds of the classes than the usual ones.
    ///
    /// ```
    /// use dabiao::{Progress, Report, Scheme, Thresholds};
    /// let mut report = Report::parse("序号|重点工作|上半年完成情况\n1|招引项目20个|招引项目9个,未达序时进度\n")?;
    /// report.items[0].score_by(Scheme::named("progress").unwrap(), Thresholds::default());
    /// let scored = report.items[0].targets[0].outcome.scored.as_ref().unwrap();
    /// assert_eq!((scored.class, scored.stated_class), (Some(Progress::Behind), Some(Progress::Behind)));
    /// # Ok::<(), dabiao::Error>(())
    /// ```
    pub fn score_by(&mut self, scheme: &Scheme, thresholds: Thresholds) {
        let alone = self.targets.len() == 1;
        for target in &mut self.targets {
            let stated_class = if scheme.scale == Scale::Class { stated(&self.progress, &target.outcome, alone) } else { None };
            target.outcome.scored = Some(Scored { stated_class, ..scheme.score_by(target, thresholds) });
        }
    }
}

/// The class that the report prints of a target: in the sentence of its answer, or anywhere in the progress of an item that has no other target.
fn stated(progress: &str, outcome: &Outcome, alone: bool) -> Option<Progress> {
    if alone {
        return printed(progress);
    }
    let sentences = || progress.split(['。', ';', '；', '\n']);
    outcome.figures.iter().find_map(|figure| sentences().find(|sentence| sentence.contains(&figure.text)).and_then(printed))
}

pub(super) fn case(target: &Target, thresholds: Thresholds) -> Case {
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
            doubt: Decimal::ZERO,
        }),
        baseline: target.baseline,
        direct: outcome.quality == Quality::Direct,
        reported: outcome.quality != Quality::None || matches!(outcome.reason, Some(Reason::NotComparable | Reason::OtherPeriod)),
        achieved: achieved(outcome, target.polarity),
        ratio: outcome.ratio.or(stated),
        met: outcome.met,
        elapsed: outcome.elapsed,
        thresholds,
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
