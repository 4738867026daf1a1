//! A rate whose mark is not printed: 改造完成公交停靠站120个,完成任务数120%.
//!
//! It makes a target without a value, which the rate alone answers.

use super::rate::{Printed, beside};
use super::{Answer, PairRule, Sides};
use crate::claim::{Form, Target, rate_alone};
use crate::lexicon::StatedOf;

/// How sure such an answer is, in hundredths: of those on annotated passages 93 in 100 were right, each passage left out in turn (`dabiao calibrate`).
const SURE: u32 = 85;

/// The targets that the rates make which no other target took.
pub(super) fn answered<'l>(sides: &Sides<'_, 'l>, left: &[Printed]) -> Vec<(Target<'l>, Answer)> {
    // 占任务6万户的111%: a mark that is printed is a target already.
    let unprinted =
        |printed: &Printed| sides.figures[printed.index].claim.stated.is_some_and(|stated| !matches!(stated.form, Form::ShareOf(_)));
    let of_target = left.iter().filter(|printed| printed.rate.of == StatedOf::Target && unprinted(printed));
    let made = of_target.filter_map(|printed| {
        let figure = beside(sides, printed, |_| true);
        let rate = &sides.figures[printed.index].claim;
        let target =
            rate_alone(sides.progress, sides.reading, rate, figure.map(|f| &sides.figures[f].claim), printed.in_list(), sides.lexicon)?;
        let answer = Answer::stated(figure.into_iter().chain([printed.index]).collect(), printed.rate, PairRule::RateAlone);
        Some((target, Answer { confidence: SURE, ..answer }))
    });
    made.collect()
}
