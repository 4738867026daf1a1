//! `progress`: the class of a target against the share of the year that is gone (时序进度): 已完成, 超进度, 达进度, 欠进度, 未启动, 未完成.
//!
//! A flow is held against elapsed share × target. A rate, a growth or a stock is due whole: half of the year gives no half of 8 %. A limit is
//! kept as long as it holds. A stock that is short while the year runs is measured from its earlier value, and refused without one.

use std::sync::LazyLock;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Case, Refusal, Scale, Scheme, Score};
use crate::lexicon::{Bound, Measure, Polarity};
use crate::named::named;
use crate::score::Mark;

pub(super) const SCHEME: Scheme = Scheme {
    name: "progress",
    formula: "flows: the ratio against the share of the year gone (ahead from 0.1 above it on, on track from it on, behind below it; --ahead, \
              --slack); rates, growth and stocks: against the whole target; limits: kept or not; 0 missed, 1 not started, 2 behind, 3 on \
              track, 4 ahead, 5 done",
    source: "时序进度 and the four colours (绿, 蓝, 黄, 红) by which 政务督查 marks tasks; no national rule fixes where a colour begins, so \
             the thresholds are options",
    scale: Scale::Class,
    judge: progress,
};

/// How far a target is, against the time that is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Progress {
    /// 未完成: short, and the period is over; or a limit that was broken for good.
    Missed,
    /// 未启动: nothing of a flow is reported as done.
    NotStarted,
    /// 欠进度: less than is due by now.
    Behind,
    /// 达进度: what is due by now, or a rate or limit that holds and may still be lost.
    OnTrack,
    /// 超进度: clearly more than is due by now.
    Ahead,
    /// 已完成: met, and it cannot be lost again.
    Done,
    /// 未报告: nothing near enough is reported.
    NotReported,
    /// 无法比较: what is reported cannot be held against the target or against the time.
    NotComparable,
}

named!(Progress);

impl Progress {
    /// Every class, from what is furthest behind to what cannot be said.
    pub const ALL: [Self; 8] =
        [Self::Missed, Self::NotStarted, Self::Behind, Self::OnTrack, Self::Ahead, Self::Done, Self::NotReported, Self::NotComparable];

    /// Whether the target is where it should be by now: 达到序时进度.
    #[must_use]
    pub const fn is_in_time(self) -> bool {
        matches!(self, Self::OnTrack | Self::Ahead | Self::Done)
    }

    /// Whether it is behind, not started or missed.
    #[must_use]
    pub const fn is_short(self) -> bool {
        matches!(self, Self::Missed | Self::NotStarted | Self::Behind)
    }
}

/// The class that a text prints, by the words of `classes.tsv`, the longest at each place; none where it prints two.
pub(crate) fn printed(text: &str) -> Option<Progress> {
    let mut found = None;
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let word = CLASSES.iter().find(|(word, _)| rest.starts_with(word));
        if let Some(&(_, Some(class))) = word {
            if found.is_some_and(|found| found != class) {
                return None;
            }
            found = Some(class);
        }
        at += word.map_or_else(|| rest.chars().next().map_or(1, char::len_utf8), |(word, _)| word.len());
    }
    found
}

/// The words with their class, longer ones first; no class of what says the contrary of one, or only plans it.
static CLASSES: LazyLock<Vec<(&str, Option<Progress>)>> = LazyLock::new(|| {
    let lines = include_str!("classes.tsv").lines().filter(|line| !line.starts_with('#'));
    let mut words: Vec<(&str, Option<Progress>)> =
        lines.filter_map(|line| line.split_once('\t')).map(|(word, class)| (word, named(class))).collect();
    words.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
    words
});

fn named(class: &str) -> Option<Progress> {
    match class {
        "ahead" => Some(Progress::Ahead),
        "on_track" => Some(Progress::OnTrack),
        "behind" => Some(Progress::Behind),
        "not_started" => Some(Progress::NotStarted),
        _ => None,
    }
}

/// Where the classes of flows begin, as shares of the target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Thresholds {
    /// So far above the share of the year gone a flow is ahead; 0.1 is ten points.
    pub ahead: Decimal,
    /// So far below it a flow is still on track; 0 by default.
    pub slack: Decimal,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self { ahead: Decimal::new(1, 1), slack: Decimal::ZERO }
    }
}

fn progress(case: &Case) -> Result<Score, Refusal> {
    let class = class(case)?;
    Ok(Score { class: Some(class), ..Score::of(Decimal::from(class as u8), case.ratio_is()) })
}

fn class(case: &Case) -> Result<Progress, Refusal> {
    let met = case.met.ok_or(if case.polarity == Polarity::Moderate { Refusal::Moderate } else { Refusal::NoVerdict })?;
    let over = case.elapsed.map(|elapsed| elapsed >= Decimal::ONE);
    let short = |running| Ok(if over == Some(true) { Progress::Missed } else { running });
    // What is met is done where it cannot be lost again.
    let holds = Ok(if over == Some(true) { Progress::Done } else { Progress::OnTrack });
    if is_limit(case) {
        return match (met, case.measure) {
            (true, _) => holds,
            // What has been spent or emitted beyond the limit is not taken back.
            (false, Measure::Flow) => Ok(Progress::Missed),
            (false, _) => short(Progress::Behind),
        };
    }
    match case.measure {
        Measure::Flow if met => Ok(Progress::Done),
        Measure::Flow => {
            let ratio = case.ratio()?.value;
            match case.elapsed {
                _ if over == Some(true) => Ok(Progress::Missed),
                _ if ratio.is_zero() => Ok(Progress::NotStarted),
                None => Err(Refusal::PeriodUnknown),
                Some(elapsed) => Ok(against(ratio, elapsed, case.thresholds)),
            }
        }
        _ if met => holds,
        Measure::Stock if over != Some(true) => {
            let gone = way(case).ok_or(Refusal::NoBaseline)?;
            case.elapsed.map_or(Err(Refusal::PeriodUnknown), |elapsed| Ok(against(gone, elapsed, case.thresholds)))
        }
        Measure::Stock | Measure::Rate | Measure::Growth | Measure::Change => short(Progress::Behind),
    }
}

/// The class of what was done against what is due.
fn against(done: Decimal, due: Decimal, thresholds: Thresholds) -> Progress {
    if done >= due + thresholds.ahead {
        Progress::Ahead
    } else if done + thresholds.slack >= due {
        Progress::OnTrack
    } else {
        Progress::Behind
    }
}

/// How much of the way from the earlier value to the mark is gone.
fn way(case: &Case) -> Option<Decimal> {
    let (baseline, mark, achieved) = (case.baseline?, case.mark?, case.achieved?);
    let way = mark.sufficient().checked_sub(baseline)?;
    achieved.value.checked_sub(baseline)?.checked_div(way)
}

/// Whether the target is one not to go beyond.
fn is_limit(case: &Case) -> bool {
    let capped = |mark: Mark| matches!(mark.bound, Bound::Le | Bound::Lt);
    case.polarity == Polarity::Negative || case.mark.is_some_and(capped)
}

#[cfg(test)]
mod tests {
    use super::super::cases::case;
    use super::*;

    fn of(case: &Case) -> Result<Progress, Refusal> {
        let scored = SCHEME.judge(case);
        assert_eq!(scored.refused.is_some(), matches!(scored.class, Some(Progress::NotReported | Progress::NotComparable)), "{scored:?}");
        scored.refused.map_or_else(|| Ok(scored.class.unwrap()), Err)
    }

    #[test]
    fn a_printed_class_is_read_with_what_says_the_contrary() {
        for (text, class) in [
            ("已达到序时进度", Some(Progress::OnTrack)),
            ("未按序时进度推进", Some(Progress::Behind)),
            ("没有达到序时进度", Some(Progress::Behind)),
            ("不低于序时进度", Some(Progress::OnTrack)),
            ("力争达到序时进度", None),
            ("未超序时进度", None),
            ("无一未启动", None),
            ("甲达到序时进度,乙未达序时进度", None),
        ] {
            assert_eq!(printed(text), class, "{text}");
        }
        // One pass, however often it is said.
        let long = "未达序时,".repeat(100_000);
        assert_eq!(printed(&long), Some(Progress::Behind));
    }

    #[test]
    fn a_flow_is_held_against_the_time_that_is_gone() {
        let flow = |given| of(&case(100, given, Polarity::Positive));
        // Half of the year is gone.
        for (given, class) in [
            (0, Progress::NotStarted),
            (49, Progress::Behind),
            (50, Progress::OnTrack),
            (59, Progress::OnTrack),
            (60, Progress::Ahead),
            (100, Progress::Done),
            (130, Progress::Done),
        ] {
            assert_eq!(flow(given), Ok(class), "{given}");
        }
        let short = case(100, 60, Polarity::Positive);
        assert_eq!(of(&Case { elapsed: Some(Decimal::ONE), ..short }), Ok(Progress::Missed));
        assert_eq!(of(&Case { elapsed: None, ..short }), Err(Refusal::PeriodUnknown));
        assert_eq!(of(&Case { elapsed: None, ..case(100, 0, Polarity::Positive) }), Ok(Progress::NotStarted));
    }

    #[test]
    fn the_thresholds_are_the_readers() {
        let thresholds = Thresholds { ahead: Decimal::new(2, 1), slack: Decimal::new(5, 2) };
        let flow = |given| of(&Case { thresholds, ..case(100, given, Polarity::Positive) });
        assert_eq!((flow(44), flow(45)), (Ok(Progress::Behind), Ok(Progress::OnTrack)));
        assert_eq!((flow(69), flow(70)), (Ok(Progress::OnTrack), Ok(Progress::Ahead)));
    }

    #[test]
    fn rates_and_growth_are_due_whole() {
        for measure in [Measure::Rate, Measure::Growth] {
            let growth = |given, elapsed| of(&Case { measure, elapsed, ..case(8, given, Polarity::Positive) });
            let (half, whole) = (Some(Decimal::new(5, 1)), Some(Decimal::ONE));
            assert_eq!(
                (growth(7, half), growth(7, whole), growth(7, None)),
                (Ok(Progress::Behind), Ok(Progress::Missed), Ok(Progress::Behind))
            );
            assert_eq!((growth(9, half), growth(9, whole)), (Ok(Progress::OnTrack), Ok(Progress::Done)));
        }
    }

    #[test]
    fn a_stock_goes_by_its_way_from_the_earlier_value() {
        let stock = |given| Case { measure: Measure::Stock, ..case(40, given, Polarity::Positive) };
        let from = |given| of(&Case { baseline: Some(Decimal::from(20)), ..stock(given) });
        assert_eq!((from(29), from(30), from(33)), (Ok(Progress::Behind), Ok(Progress::OnTrack), Ok(Progress::Ahead)));
        assert_eq!(of(&stock(30)), Err(Refusal::NoBaseline));
        assert_eq!((of(&stock(41)), of(&Case { elapsed: Some(Decimal::ONE), ..stock(30) })), (Ok(Progress::OnTrack), Ok(Progress::Missed)));
    }

    #[test]
    fn a_limit_is_kept_as_long_as_it_holds() {
        let limit = |measure, given, elapsed| of(&Case { measure, elapsed, ..case(30, given, Polarity::Negative) });
        let (half, whole) = (Some(Decimal::new(5, 1)), Some(Decimal::ONE));
        assert_eq!((limit(Measure::Flow, 20, half), limit(Measure::Flow, 20, whole)), (Ok(Progress::OnTrack), Ok(Progress::Done)));
        assert_eq!(limit(Measure::Flow, 31, half), Ok(Progress::Missed));
        assert_eq!((limit(Measure::Rate, 31, half), limit(Measure::Rate, 31, whole)), (Ok(Progress::Behind), Ok(Progress::Missed)));
    }

    #[test]
    fn what_a_report_prints_is_read_and_two_classes_are_none() {
        assert_eq!(CLASSES.len(), include_str!("classes.tsv").lines().count() - 1, "every line is a word and a class");
        for (text, class) in [
            ("完成投资5亿元,超序时进度3个百分点", Some(Progress::Ahead)),
            ("完成3个,未达到序时进度", Some(Progress::Behind)),
            ("达到序时进度要求;按序时推进", Some(Progress::OnTrack)),
            ("尚未启动", Some(Progress::NotStarted)),
            ("一项超序时进度,一项低于序时进度", None),
            ("完成投资5亿元", None),
        ] {
            assert_eq!(printed(text), class, "{text}");
        }
    }

    #[test]
    fn what_cannot_be_compared_says_why() {
        assert_eq!(of(&case(3, 2, Polarity::Moderate)), Err(Refusal::Moderate));
        assert_eq!(of(&Case { met: None, ..case(3, 2, Polarity::Positive) }), Err(Refusal::NoVerdict));
        let class = |reported| SCHEME.judge(&Case { direct: false, reported, ..case(3, 2, Polarity::Positive) }).class;
        assert_eq!((class(false), class(true)), (Some(Progress::NotReported), Some(Progress::NotComparable)));
    }
}
