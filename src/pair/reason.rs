//! Why a comparable figure is only a proxy: an earlier step, a stock for a flow, a part of what was asked.

use super::pairs::Pairs;
use super::side::Side;
use super::{Reason, Sides};
use crate::claim::{Figure, Target};
use crate::lexicon::{Adverb, Force, Governs, Measure, StatedOf, Step};
use crate::span::{end_of, floor};

/// Why a comparable figure is only a proxy.
pub(super) fn reason(sides: &Sides<'_, '_>, target: &Target<'_>, t: &Side<'_>, figure: &Figure<'_>, f: &Side<'_>) -> Option<Reason> {
    if matches!(target.measure, Measure::Flow | Measure::Stock) {
        match step(sides, (target, t), (figure, f)) {
            Step::Early | Step::Doing | Step::Plan => return Some(Reason::EarlierStep),
            Step::Late => return Some(Reason::LaterStep),
            _ => {}
        }
    }
    if target.claim.thresholds.is_empty() && !figure.claim.thresholds.is_empty() {
        return Some(Reason::Narrower);
    }
    // 累计建成26.8万亩 in the review of a year does not say since when.
    if sides.apart
        && target.measure == Measure::Flow
        && figure.claim.marks.cumulative
        && figure.claim.period.is_none()
        && figure.claim.year.is_none()
        && may_stand(sides, figure)
    {
        return Some(Reason::StockForFlow);
    }
    match (target.measure, figure.measure) {
        (Measure::Flow, Measure::Stock) if !figure_counts(target) => return Some(Reason::StockForFlow),
        (Measure::Stock, Measure::Flow)
            if figure.claim.verb.is_some_and(|verb| verb.governs == Governs::Count) && !counts_all(sides, figure) =>
        {
            return Some(Reason::FlowForStock);
        }
        _ => {}
    }
    // 社会保障和就业 may be the name of a row, which is no list then.
    let named = || figure.lent.as_ref().is_some_and(|lent| target.claim.indicator.contains(&lent.own));
    if names_some(t, f) && !named() {
        return Some(Reason::Narrower);
    }
    // 新能源、清洁能源公交车 for 新能源公交车.
    if t.members.is_empty() && names_some(f, t) && !figure.claim.indicator.contains(&target.claim.indicator) {
        return Some(Reason::Wider);
    }
    if t.levels.above && f.levels.any() && !f.levels.above && t.levels != f.levels {
        return Some(Reason::Narrower);
    }
    if quarter(sides, target, figure) {
        return Some(Reason::PartPeriod);
    }
    None
}

/// Whether a figure is of some members of a list, but not of all.
pub(super) fn names_some(t: &Side<'_>, f: &Side<'_>) -> bool {
    let close = |member: &&Pairs| member.within(&f.acted) >= 750 || (f.own.len() > 1 && f.own.within(member) >= 750);
    let named = t.members.iter().filter(close).count();
    named > 0 && named < t.members.len()
}

/// 技术合同成交额达到: a flow by name stays one though its verb is of a level.
fn figure_counts(target: &Target<'_>) -> bool {
    target.claim.level
}

/// 已累计开通甲航线14条,乙航线10条: what its verb says is of all so far, and so a state.
fn counts_all(sides: &Sides<'_, '_>, figure: &Figure<'_>) -> bool {
    let front = || figure.claim.action.map_or("", |action| sides.progress[..action.from].trim_end());
    figure.claim.marks.cumulative || sides.lexicon.adverbs.suffix(front()).is_some_and(|(_, mark)| *mark == Adverb::Cumulative)
}

/// A quarter where the report covers more: a later total should exist.
fn quarter(sides: &Sides<'_, '_>, target: &Target<'_>, figure: &Figure<'_>) -> bool {
    let covered = figure.claim.period.and_then(|period| period.length());
    target.measure == Measure::Flow && covered.is_some_and(|months| months <= 3 && sides.covered.is_none_or(|report| months < report))
}

/// How far the thing counted has come, seen from what the target asks.
fn step(sides: &Sides<'_, '_>, (target, t): (&Target<'_>, &Side<'_>), (figure, f): (&Figure<'_>, &Side<'_>)) -> Step {
    let (asked, does, given) = (&*t.said, t.action, f.action);
    let behind = behind(sides, figure);
    let early = |text: &str| {
        sides
            .lexicon
            .steps
            .find(text)
            .filter(|(_, word, step)| matches!(step, Step::Early | Step::Doing | Step::Plan) && !asked.contains(word))
            .map(|(at, _, &step)| (at, step))
            .next()
    };
    if figure.claim.marks.doing {
        return Step::Doing;
    }
    // 首批4个…整体形象进度60%: on the way.
    let unfinished = |other: &Figure<'_>| {
        other.claim.clause == figure.claim.clause && other.claim.stated.is_some_and(|stated| stated.of == StatedOf::Project)
    };
    if sides.figures.iter().any(unfinished) {
        return Step::Doing;
    }
    let verb = figure.claim.verb.and_then(|verb| verb.step);
    // 重点打造3条: what is being done is not done, unless 已 or 完成 says so.
    let strong = figure.claim.verb.is_some_and(|verb| verb.force >= Force::Strong);
    // What a later report reviews is over.
    let paid = figure.claim.quantity().is_some_and(|quantity| quantity.unit.dimension().starts_with("money")) && f.said.contains("入库");
    if paid {
        return Step::Done;
    }
    let doing = !sides.apart
        && verb == Some(Step::Doing)
        && strong
        && !figure.claim.listed
        && !["已", "完成", "成功", "累计", "共"].iter().any(|word| before(sides, figure).contains(word));
    if doing && target.claim.verb.and_then(|verb| verb.step) == Some(Step::Doing) {
        return Step::Doing;
    }
    if matches!(verb, Some(Step::Early | Step::Plan)) && !asked.contains(given) && !shares_a_verb(asked, given) {
        return Step::Early;
    }
    let done = sides.lexicon.steps.find(behind).find(|(_, _, step)| **step == Step::Done).map(|(at, word, _)| (at, at + word.len()));
    if let Some((at, step)) = early(behind) {
        // 已完成招标 is not done; 已完工,待验收 is.
        if done.is_none_or(|(from, to)| at < from || at < to + 6 && !behind[to..at].contains([',', '，'])) {
            return step;
        }
    }
    if let Some((_, step)) = early(&f.said) {
        return step;
    }
    let words = &sides.lexicon.foundations;
    if words.suffix(&figure.claim.indicator).is_some() && !words.any(&target.claim.indicator) {
        return Step::Early;
    }
    let asks = target.claim.verb.and_then(|verb| verb.step);
    let finishes = |verb: &str| ["完成", "建成", "竣工", "完工", "投用", "投产"].iter().any(|word| verb.contains(word));
    // 开工 is early for 建成, and 竣工 late for 开工.
    let said_behind = behind.split([',', '，']).next().unwrap_or_default();
    let begun = begins(given) || (begins(said_behind) && !finishes(said_behind));
    if begun && !begins(asked) && (finishes(does) || does.contains(['建', '改', '装', '修', '治', '整']) || does.is_empty()) {
        return Step::Early;
    }
    // 实施煤改气5000户 asks for the work itself, 实施重点项目64个 for a beginning.
    let works = asks == Some(Step::Doing) && sides.lexicon.ventures.suffix(&target.claim.indicator).is_none();
    let before_the_end = matches!(asks, Some(Step::Early | Step::Doing)) && !works || begins(does);
    let goes_on = does.contains("建设") && !begins(does);
    // 基本建成 asks for no more than 基本建成 gives.
    if before_the_end && finishes(given) && !goes_on && does != given {
        return Step::Late;
    }
    Step::Done
}

/// Whether a sum may be one of many years: of things that last, where the paragraph does not say of which year.
fn may_stand(sides: &Sides<'_, '_>, figure: &Figure<'_>) -> bool {
    let dimension = figure.claim.quantity().map_or("", |quantity| quantity.unit.dimension());
    let said = end_of(&sides.progress[..figure.claim.evidence.from], PARAGRAPH);
    let said = said.rsplit('\n').next().unwrap_or(said);
    matches!(dimension, "piece" | "area" | "mu" | "length" | "household")
        && !["一年", "去年", "今年", "全年"].iter().any(|year| said.contains(year))
}

/// So many bytes of a paragraph may say of which year it is.
const PARAGRAPH: usize = 900;

/// What is said behind a figure and of it. What is left to do is not what is done (已完成38.6公里,剩余路段正在施工), nor is what the next number
/// of a list counts where a verb says how far that has come (完工4座、在建2座); else what stands behind the last is said of all (公厕10座、
/// 中转站2座正在施工).
fn behind<'s>(sides: &Sides<'s, '_>, figure: &Figure<'_>) -> &'s str {
    let said = figure.claim.behind.of(sides.progress);
    // 完成61万人、|为计划任务的170%: what share of the plan it is says nothing of how far it has come.
    let rates =
        sides.figures.iter().filter_map(|other| other.claim.stated.and_then(|stated| stated.from.checked_sub(figure.claim.behind.from)));
    let said = rates.filter(|&at| at <= said.len()).min().map_or(said, |at| &said[..at]);
    // 完成投资1.1亿元,主体工程已封顶: money is spent however far the work has come.
    let money = figure.claim.quantity().is_some_and(|quantity| quantity.unit.dimension().starts_with("money"));
    let said = if money { said.split([',', '，']).next().unwrap_or(said) } else { said };
    if said.starts_with(['、', '和', '及', '与']) {
        let next = sides.reading.quantities_in(figure.claim.behind).next();
        let between = next.map_or("", |next| &sides.progress[figure.claim.behind.from..next.span.from]);
        let verb = sides.lexicon.verbs.prefix(between.trim_start_matches(['、', '和', '及', '与', '已'])).map(|(_, verb)| verb.step);
        if matches!(verb, Some(Some(Step::Early | Step::Doing | Step::Plan))) && !between.contains([',', '，']) {
            return "";
        }
    }
    ["剩余", "其余", "余下"].iter().filter_map(|rest| said.find(rest)).min().map_or(said, |at| &said[..at])
}

/// What stands in front of a figure in its clause, the verb included.
fn before<'s>(sides: &Sides<'s, '_>, figure: &Figure<'_>) -> &'s str {
    let from = sides.reading.clauses[figure.claim.clause].span.from;
    let to = figure.claim.quantity().map_or(from, |q| q.span.from).max(from);
    &sides.progress[floor(sides.progress, to.saturating_sub(60)).max(from)..to]
}

/// 推荐申报 and 申报 are one step.
fn shares_a_verb(asked: &str, given: &str) -> bool {
    let ends = given.char_indices().map(|(at, _)| at).chain([given.len()]).skip(2);
    given.char_indices().zip(ends).any(|((from, _), to)| asked.contains(&given[from..to]))
}

/// Whether words say that work begins: 开工 is early for 建成.
pub(super) fn begins(words: &str) -> bool {
    words.contains("开工") || words.contains("动工")
}
