//! Completion rates that stand beside an answer: 已拆除31.35万平方,完成年度处置任务量的62.7%.

use rust_decimal::Decimal;

use super::pairs::Pairs;
use super::{Answer, Combine, PairRule, Quality, Rate, Sides};
use crate::claim::{Figure, Form, Stated, Target, TargetRule, is_share};
use crate::lexicon::{Measure, StatedOf};
use crate::span::floor;

/// A rate as it stands in a clause.
pub(super) struct Printed {
    /// The figure that it is itself.
    pub(super) index: usize,
    pub(super) rate: Rate,
    /// Its place in a list of rates, and how many there are: 占年度计划的40%、61%.
    place: usize,
    listed: usize,
}

impl Printed {
    /// Its place in a list of rates, and how many there are.
    pub(super) const fn in_list(&self) -> (usize, usize) {
        (self.place, self.listed)
    }
}

/// Gives each answer the rate that the report prints for it; a target without an answer may be answered by the rate alone. What no target
/// took is given back.
pub(super) fn attach(sides: &Sides<'_, '_>, names: &[Pairs], answers: &mut [Answer]) -> Vec<Printed> {
    let mut left = Vec::new();
    let mut owner = vec![None; sides.figures.len()];
    for (t, answer) in answers.iter().enumerate() {
        answer.figures.iter().for_each(|&f| owner[f] = Some(t));
    }
    for printed in printed(sides) {
        let rate = printed.rate;
        let taken = beside(sides, &printed, |f| owner[f].is_some()).and_then(|nearest| {
            let t = owner[nearest]?;
            let between = sides.figures[nearest + 1..printed.index].iter().any(|other| starts_anew(sides, t, other));
            // 完成市下达任务的165%,完成省下达任务8亿元的496%: of a mark that stands in a rate, that rate.
            let own = sides.beside.is_empty()
                || sides.targets[t].claim.rule != TargetRule::ShareOfTarget
                || sides.figures[printed.index].claim.stated.is_some_and(|stated| matches!(stated.form, Form::ShareOf(_)));
            (own && answers[t].stated.is_none() && answers[t].quality != Quality::None && !(between && printed.listed == 1)).then_some(t)
        });
        match taken {
            Some(t) => answers[t].stated = Some(rate),
            None if alone(sides, names, answers, &printed) => {}
            None if of_a_mark_in_front(sides, answers, &printed, &owner) => {}
            None => match in_a_part_of_its_own(sides, &printed, &owner).filter(|&t| answers[t].stated.is_none()) {
                Some(t) => answers[t].stated = Some(Rate { of: StatedOf::Unknown, ..rate }),
                None if of_the_plan_in_front(sides, answers, &printed) => {}
                None => left.push(printed),
            },
        }
    }
    // 今年投资计划15亿元,目前完成40%: no plan is named, and none need be.
    for index in 0..if sides.beside.is_empty() { 0 } else { sides.figures.len() } {
        if let Some(ratio) = completed(sides, index) {
            let rate = Rate { ratio, of: StatedOf::Target };
            of_the_plan_in_front(sides, answers, &Printed { index, rate, place: 0, listed: 1 });
        }
    }
    // 改造小游园50处 | 已开挖,完成45%: all that the cell of the only task counts.
    if let ([answer], [_], [target], true, false) = (&mut *answers, sides.figures, sides.targets, sides.beside.is_empty(), sides.apart)
        && answer.quality == Quality::None
        && matches!(target.measure, Measure::Flow | Measure::Stock)
        && let Some(ratio) = completed(sides, 0)
    {
        let rivals = std::mem::take(&mut answer.rivals);
        *answer = Answer { rivals, ..Answer::stated(vec![0], Rate { ratio, of: StatedOf::Target }, PairRule::StatedRate) };
    }
    left
}

/// 确保完成4.1万座农村改厕任务。…已完成40926座,完成率99.82%: a mark without an answer, in front of a figure in its unit of which the rate is the share, as
/// far as it is printed, tenths at least.
fn of_a_mark_in_front(sides: &Sides<'_, '_>, answers: &mut [Answer], printed: &Printed, owner: &[Option<usize>]) -> bool {
    let exact = printed.rate.ratio.scale() > 2 && printed.rate.of == StatedOf::Target && printed.listed == 1;
    let Some(f) = beside(sides, printed, |_| true).filter(|&f| exact && !sides.beside.is_empty() && owner[f].is_none()) else {
        return false;
    };
    let Some(given) = sides.figures[f].claim.quantity() else { return false };
    let before =
        sides.targets.partition_point(|target| target.claim.evidence.to <= sides.figures[f].claim.evidence.from).min(answers.len());
    let gives = |&t: &usize| {
        let target = &sides.targets[t];
        let like = target.claim.is_in_the_unit_of(given) && !target.unit.is_empty() && given.unit.dimension() != "share";
        answers[t].quality == Quality::None && like && target.high.is_none() && confirms(printed.rate.ratio, target.value, given.value)
    };
    let mut found = (before.saturating_sub(NEAR)..before).filter(gives);
    let (Some(t), None) = (found.next(), found.next()) else { return false };
    answers[t] = Answer {
        quality: Quality::Direct,
        reason: None,
        combine: Some(Combine::Single),
        figures: vec![f],
        words: None,
        stated: Some(printed.rate),
        rivals: std::mem::take(&mut answers[t].rivals),
        confidence: 92,
        rule: PairRule::RateConfirms,
    };
    true
}

/// The share that a clause says is completed and says nothing else.
fn completed(sides: &Sides<'_, '_>, index: usize) -> Option<Decimal> {
    let claim = &sides.figures[index].claim;
    let quantity = claim.quantity().filter(|quantity| quantity.unit.name == "%" && quantity.bound.is_none() && quantity.high.is_none())?;
    let clause = &sides.reading.clauses[claim.clause];
    let ends = sides.progress.get(quantity.outer.to..clause.span.to).is_some_and(|rest| rest.trim().is_empty());
    let near = clause.span.from.max(floor(sides.progress, quantity.outer.from.saturating_sub(SAYS)));
    let front = sides.progress.get(near..quantity.outer.from)?.trim_end();
    let bare = claim.stated.is_none() && claim.inherited && claim.trend.is_none() && !claim.level;
    (bare && ends && front.trim_end_matches('了').ends_with("完成")).then_some(())?;
    quantity.value?.checked_div(Decimal::ONE_HUNDRED)
}

/// 生猪计划5万头,实际只完成计划的37%: a rate without a figure, of the one target in front of it in its part of the sentence.
fn of_the_plan_in_front(sides: &Sides<'_, '_>, answers: &mut [Answer], printed: &Printed) -> bool {
    let claim = &sides.figures[printed.index].claim;
    let rate = claim.stated.is_none_or(|stated| stated.form == Form::Share);
    if sides.beside.is_empty() || printed.rate.of != StatedOf::Target || printed.listed > 1 || !rate {
        return false;
    }
    let part = |clause: usize| sides.reading.clauses[clause].part;
    let home = part(claim.clause);
    let before = sides.targets.partition_point(|target| target.claim.evidence.to <= claim.evidence.from).min(answers.len());
    let mut near = (before.saturating_sub(NEAR)..before).rev().filter(|&t| part(sides.targets[t].claim.clause) == home);
    let (Some(t), None) = (near.next(), near.next()) else { return false };
    let target = &sides.targets[t].claim;
    // 销量目标为165万辆,1-10月累计销量为年度目标的69%: what it names is the head of what is asked.
    let names_it = claim.indicator.chars().nth(1).is_some() && target.indicator.ends_with(&claim.indicator);
    if !claim.inherited && !names_it {
        return false;
    }
    // A figure between the two is what the rate is of.
    let between = printed.index.checked_sub(1).is_some_and(|f| sides.figures[f].claim.evidence.from >= target.evidence.to);
    // 覆盖率目标为80%,目前完成60%: it may be the level itself, where no plan is named.
    let share = target.trend.is_some() || target.quantity().is_some_and(|quantity| quantity.unit.name == "%");
    // 目标22万辆 完成率29.6%
    let joined = || {
        let end = target.quantity().map_or(0, |quantity| quantity.outer.to);
        claim.stated.and_then(|stated| sides.progress.get(end..stated.from)).is_some_and(|gap| gap.trim().is_empty())
    };
    if between || answers[t].quality != Quality::None || target.clause == claim.clause && !joined() || share && claim.stated.is_none() {
        return false;
    }
    answers[t] = Answer {
        rivals: std::mem::take(&mut answers[t].rivals),
        ..Answer::stated(vec![printed.index], printed.rate, PairRule::StatedRate)
    };
    true
}

/// How many bytes in front of a share may say that it is completed.
const SAYS: usize = 30;

/// The rate of a target that stands beside each figure.
pub(super) fn beside_each(sides: &Sides<'_, '_>) -> Vec<Option<Decimal>> {
    let mut rates = vec![None; sides.figures.len()];
    for printed in printed(sides).iter().filter(|printed| printed.rate.of == StatedOf::Target) {
        if let Some(f) = beside(sides, printed, |_| true) {
            rates[f] = rates[f].or(Some(printed.rate.ratio));
        }
    }
    rates
}

/// Whether a rate is that of a figure to a target, as far as it is printed.
pub(super) fn confirms(rate: Decimal, target: Option<Decimal>, figure: Option<Decimal>) -> bool {
    target.zip(figure).is_some_and(|(target, figure)| is_share(figure, target, rate))
}

/// Whether a printed rate is so far from that of a figure to a target that it is of another plan; a slip of print is not so large.
pub(super) fn contradicts(rate: Decimal, target: &Target<'_>, figure: Option<Decimal>) -> bool {
    let amount = matches!(target.measure, Measure::Flow | Measure::Stock) && target.high.is_none();
    let given = target.value.zip(figure).filter(|_| amount).and_then(|(target, figure)| figure.checked_div(target));
    given.and_then(|given| given.checked_sub(rate)).is_some_and(|off| off.abs() > SLIP)
}

/// A rate is no further from what it is the rate of, in hundredths.
const SLIP: Decimal = Decimal::from_parts(5, 0, 0, false, 2);

/// The rates among the figures, in order.
fn printed(sides: &Sides<'_, '_>) -> Vec<Printed> {
    let mut found: Vec<Printed> = Vec::new();
    let list = |stated: &Stated| (stated.from, std::mem::discriminant(&stated.form));
    for (index, figure) in sides.figures.iter().enumerate() {
        let Some((stated, ratio)) = figure.claim.stated.zip(ratio(figure)) else { continue };
        let continues = index.checked_sub(1).filter(|&before| sides.figures[before].claim.stated.as_ref().map(list) == Some(list(&stated)));
        let place = match found.last() {
            Some(last) if continues == Some(last.index) => last.place + 1,
            _ => 0,
        };
        found.push(Printed { index, rate: Rate { ratio, of: stated.of }, place, listed: 1 });
        let first = found.len() - 1 - place;
        found[first..].iter_mut().for_each(|printed| printed.listed = place + 1);
    }
    found
}

/// What a rate says as a share of one: 62.7 % is 0.627, 12 % more than planned 1.12.
fn ratio(figure: &Figure<'_>) -> Option<Decimal> {
    let quantity = figure.claim.quantity()?;
    let share = match quantity.unit.name.as_ref() {
        // 占年计划的58.2: a share whose sign was lost.
        "%" | "" => quantity.value?.checked_div(Decimal::ONE_HUNDRED)?,
        // 全年任务量的6.4倍
        "倍" => quantity.value?,
        _ => return None,
    };
    match figure.claim.stated?.form {
        Form::Share | Form::ShareOf(_) => Some(share),
        Form::Above | Form::Better => Decimal::ONE.checked_add(share),
        Form::Below => Decimal::ONE.checked_sub(share).filter(|ratio| !ratio.is_sign_negative()),
    }
}

/// The figure that a rate stands beside: the last one in front of it in its part of the sentence that fits, of a list the one in its place.
/// Growths and shares are passed over where there is an amount, and so are parentheses and what only profits (惠及企业860户).
pub(super) fn beside(sides: &Sides<'_, '_>, printed: &Printed, fits: impl Fn(usize) -> bool) -> Option<usize> {
    let clauses = &sides.reading.clauses;
    let rate = &sides.figures[printed.index].claim;
    let home = &clauses[rate.clause];
    let words = |stated: Stated| sides.progress.get(stated.from..rate.evidence.to).unwrap_or_default();
    // 产量增长40.9%,比年计划多完成43%: of the output, whatever its growth was.
    let differs = rate
        .stated
        .is_some_and(|stated| matches!(stated.form, Form::Above | Form::Below | Form::Better) && !words(stated).contains("完成"));
    let share = |f: usize| sides.figures[f].claim.quantity().is_some_and(|q| q.unit.dimension() == "share");
    let plain = |f: &usize| {
        let claim = &sides.figures[*f].claim;
        let clause = &clauses[claim.clause];
        // 增长8%,高于计划2%: a difference of two growths is no rate.
        clause.part == home.part && claim.stated.is_none() && (home.inside || !clause.inside) && !(differs && share(*f))
    };
    let from = printed.index.saturating_sub(NEAR);
    let first = printed.index - printed.place;
    if printed.listed > 1 {
        // 7个水利项目完成投资26亿元,12个交通项目完成投资83亿元,分别占年计划的44%、57%: each of what is in one unit, not of how many there are.
        let unit = |f: usize| sides.figures[f].claim.quantity().map(|quantity| quantity.unit.dimension());
        let before: Vec<usize> = (from..first).rev().filter(plain).collect();
        let like: Vec<usize> = before.iter().copied().filter(|&f| unit(f) == unit(before[0])).collect();
        let of: Vec<usize> = if like.len() == printed.listed { like } else { before.into_iter().take(printed.listed).collect() };
        return of.into_iter().rev().nth(printed.place).filter(|&f| fits(f));
    }
    let profits = |f: usize| {
        let action = sides.figures[f].claim.action.map_or("", |action| action.of(sides.progress));
        sides.lexicon.beneficiaries.prefix(action).is_some()
    };
    let near = || (from..printed.index).rev().filter(plain);
    // 收入达到20874亿元,比上年增加2613亿元,完成预算的105.2%: of the whole, not of what it grew by.
    let points = |f: usize| sides.figures[f].claim.quantity().is_some_and(|quantity| quantity.unit.dimension() == "point");
    let whole = |f: &usize| sides.figures[*f].claim.trend.is_none() && !points(*f);
    let amount = near().filter(whole).chain(near()).find(|&f| !share(f) && !profits(f) && fits(f));
    amount.or_else(|| near().find(|&f| !share(f) && fits(f))).or_else(|| near().find(|&f| fits(f)))
}

/// How many figures before a rate may be what it is of.
const NEAR: usize = 24;

/// 协议出让1宗、6亩;完成率93.83%: the rate follows the answer of a target, but does not say of what it is.
fn in_a_part_of_its_own(sides: &Sides<'_, '_>, printed: &Printed, owner: &[Option<usize>]) -> Option<usize> {
    let before = printed.index.checked_sub(1)?;
    let clause = |index: usize| &sides.reading.clauses[sides.figures[index].claim.clause];
    let (rate, figure) = (clause(printed.index), clause(before));
    // 顶尖人才9名;加快推进重点项目建设,完成年度计划的36.52%: what stands in front of the rate in its part is something else.
    let first = sides.figures[printed.index].claim.clause.checked_sub(1).is_none_or(|above| sides.reading.clauses[above].part != rate.part);
    let follows = first && rate.sentence == figure.sentence && rate.part == figure.part + 1;
    owner[before].filter(|_| follows && printed.rate.of == StatedOf::Target && printed.listed == 1)
}

/// Whether a figure between an answer and a rate is of something else, so that the rate is too.
fn starts_anew(sides: &Sides<'_, '_>, t: usize, other: &Figure<'_>) -> bool {
    if other.claim.quantity().is_none_or(|q| q.unit.name == "%") || other.claim.marks.part || other.claim.inherited {
        return false;
    }
    let own = Pairs::of(&sides.targets[t].claim.indicator, sides.lexicon);
    own.within(&Pairs::of(&other.claim.indicator, sides.lexicon)) < 500
}

/// How many bytes in front of a rate may name what it is of.
const BEFORE: usize = 240;

/// A rate without a figure beside it, of the one target that its clause names.
fn alone(sides: &Sides<'_, '_>, names: &[Pairs], answers: &mut [Answer], printed: &Printed) -> bool {
    if printed.rate.of != StatedOf::Target {
        return false;
    }
    let rate = &sides.figures[printed.index].claim;
    let clause = sides.reading.clauses[rate.clause].span;
    let from = clause.from.max(floor(sides.progress, rate.evidence.from.saturating_sub(BEFORE)));
    let said = Pairs::of(&sides.progress[from..rate.evidence.to.clamp(from, clause.to.max(from))], sides.lexicon);
    let named = |t: usize| names[t].within(&said);
    let fits = |t: &usize| {
        answers[*t].quality == Quality::None && matches!(sides.targets[*t].measure, Measure::Flow | Measure::Stock) && named(*t) >= 600
    };
    let mut found = (0..answers.len()).filter(fits);
    let (Some(t), None) = (found.next(), found.next()) else { return false };
    answers[t] = Answer {
        rivals: std::mem::take(&mut answers[t].rivals),
        ..Answer::stated(vec![printed.index], printed.rate, PairRule::StatedRate)
    };
    true
}

impl Answer {
    /// An answer by the rate alone that the report prints.
    pub(super) fn stated(figures: Vec<usize>, rate: Rate, rule: PairRule) -> Self {
        Self {
            quality: Quality::Direct,
            reason: None,
            combine: Some(Combine::Stated),
            figures,
            words: None,
            stated: Some(rate),
            rivals: Vec::new(),
            confidence: 65,
            rule,
        }
    }
}
