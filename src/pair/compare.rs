//! Compares each target with each figure: unit, measure, indicator, step.

use super::closeness::{Pairs, same_head};
use super::{Reason, Sides};
use crate::claim::{Claim, Figure, Rule, Target};
use crate::lexicon::{Force, Governs, Lexicon, Measure, StatedOf, Step};
use crate::span::Span;

/// How a figure compares with a target.
#[derive(Debug, Clone)]
pub(super) struct Comparison {
    pub(super) figure: usize,
    /// What it is worth in the assignment; nothing at 0 or below.
    pub(super) score: i32,
    /// How near the indicators are, in thousandths.
    pub(super) closeness: i32,
    /// Why it would be a proxy only.
    pub(super) reason: Option<Reason>,
    pub(super) rule: &'static str,
    /// Why it cannot answer.
    pub(super) barred: Option<&'static str>,
}

impl Comparison {
    /// Why it was passed over.
    pub(super) fn against(&self) -> &'static str {
        match (self.barred, self.reason) {
            (Some(why), _) => why,
            (None, Some(_)) => "only_near",
            (None, None) => "another_is_nearer",
        }
    }
}

/// Below this the indicators are not of the same thing.
const NEAR: i32 = 430;
/// What a direct answer is worth above a proxy.
const DIRECT: i32 = 300;
/// At most so many targets and figures of one item are compared with each other; no item of a real report comes near.
const MOST: usize = 300;

/// What is compared of a claim, made once.
struct Side {
    own: Pairs,
    /// With the verb: 收储|土地 may answer 储备.
    acted: Pairs,
    context: Pairs,
    members: Vec<Pairs>,
    levels: Levels,
}

/// 国家级, 省级, 市级, 区级, 县级, 镇级 named in an indicator, and whether 以上 stands with one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Levels {
    named: [bool; 4],
    above: bool,
}

impl Levels {
    fn of(text: &str) -> Self {
        let any = |words: &[&str]| words.iter().any(|word| text.contains(word));
        Self { named: [any(&["国家级", "全国"]), any(&["省级", "省部级"]), any(&["市级", "市雏"]), any(&["区级", "县级", "镇级"])], above: any(&["级以上", "级及以上"]) }
    }

    fn any(self) -> bool {
        self.named.contains(&true)
    }

    fn shares(self, other: Self) -> bool {
        self.named.iter().zip(other.named).any(|(&a, b)| a && b)
    }
}

/// Every comparison that is worth naming, by target.
pub(super) fn table(sides: &Sides<'_, '_>) -> Vec<Vec<Comparison>> {
    let lexicon = sides.lexicon;
    let targets: Vec<Side> = sides.targets.iter().take(MOST).map(|target| side(sides.task, &target.claim, "", lexicon)).collect();
    let figures: Vec<Side> = sides.figures.iter().take(MOST).map(|figure| side(sides.progress, &figure.claim, context(sides, &figure.claim), lexicon)).collect();
    let mut table: Vec<Vec<Comparison>> = Vec::with_capacity(sides.targets.len());
    for (target, t) in sides.targets.iter().zip(&targets) {
        let row = sides.figures.iter().zip(&figures).enumerate();
        table.push(row.filter_map(|(index, (figure, f))| compare(sides, target, t, index, figure, f)).collect());
    }
    table.resize_with(sides.targets.len(), Vec::new);
    table
}

fn side(text: &str, claim: &Claim<'_>, context: &str, lexicon: &Lexicon) -> Side {
    let action = claim.action.map_or("", |span| span.of(text));
    let parts: Vec<&str> = claim.indicator.split(['、', '和', '及', '与']).filter(|part| part.chars().count() > 1).collect();
    let members = if parts.len() > 1 { parts.iter().map(|part| Pairs::of(part, lexicon)).collect() } else { Vec::new() };
    // 具有较强创新能力的文化企业: the noun stands behind the last 的.
    let core = claim.indicator.rsplit('的').next().filter(|core| core.chars().count() > 1).unwrap_or(&claim.indicator);
    Side {
        own: Pairs::of(core, lexicon),
        acted: Pairs::of(&format!("{action}{}", claim.indicator), lexicon),
        context: Pairs::of(context, lexicon),
        members,
        levels: Levels::of(&claim.indicator),
    }
}

/// How many bytes before a figure may say what it is of.
const BEFORE: usize = 300;

/// The part of the sentence up to the end of the figure's clause.
fn context<'s>(sides: &Sides<'s, '_>, claim: &Claim<'_>) -> &'s str {
    let clauses = &sides.reading.clauses;
    let clause = &clauses[claim.clause];
    let from = clauses[..claim.clause]
        .iter()
        .rev()
        .take_while(|above| above.part == clause.part && above.span.from + BEFORE > clause.span.from)
        .map(|above| above.span.from)
        .last()
        .unwrap_or(clause.span.from)
        .min(clause.span.from);
    &sides.progress[from..clause.span.to]
}

fn compare(sides: &Sides<'_, '_>, target: &Target<'_>, t: &Side, index: usize, figure: &Figure<'_>, f: &Side) -> Option<Comparison> {
    let cover = t.own.within(&f.acted);
    let precise = f.own.within(&t.own).max(f.own.within(&t.acted));
    let context = t.own.within(&f.context);
    // A figure of a word as common as 投资 is within every indicator that has it.
    let own = if cover < 500 { cover + precise / 8 } else { (cover * 6 + precise * 4) / 10 };
    let head = same_head(bare(&target.claim.indicator), bare(&figure.claim.indicator));
    // All of a figure's indicator, and not just one common word, is in the target's.
    let own = if precise >= 900 && f.own.len() >= 3 { own.max(450 + cover / 5) } else { own };
    let own = if t.members.iter().any(|member| f.own.within(member) >= 900 && f.own.len() > 1) { own.max(450) } else { own };
    let own = t.members.iter().map(|member| member.within(&f.acted) * 6 / 10).fold(own, i32::max);
    let mut closeness = own.max((own * 7 + context * 3) / 10).max(context * 55 / 100);
    let common = sides.lexicon.common.any(last_two(bare(&target.claim.indicator)));
    if head && !common {
        closeness += 80;
    }
    closeness = closeness.min(1000);
    let sums = sums_up(sides, target, figure);
    if closeness < 250 && !sums {
        return None;
    }
    let mut comparison = Comparison { figure: index, score: 0, closeness, reason: None, rule: "indicator", barred: None };
    comparison.barred = bar(sides, target, figure);
    if comparison.barred.is_none() && t.levels.any() && f.levels.any() && !t.levels.shares(f.levels) && !t.levels.above {
        comparison.barred = Some("another_level");
    }
    // 共计418亩 sums up its sentence.
    if sums {
        closeness = closeness.max(500);
        comparison.closeness = closeness;
    }
    let wide = head && closeness >= 300 && !common;
    let near = closeness >= NEAR || wide;
    if comparison.barred.is_none() && !near {
        comparison.barred = Some("another_indicator");
    }
    if comparison.barred.is_some() {
        return Some(comparison);
    }
    let reason = reason(sides, target, t, figure, f);
    // A standing total of one member of a list is off in two ways.
    if reason == Some(Reason::StockForFlow) && members_named(t, f).is_some() {
        comparison.barred = Some("off_in_two_ways");
        return Some(comparison);
    }
    comparison.reason = reason.or((closeness < NEAR).then_some(Reason::Wider));
    // Only what stands before says what it is of, and it names something of its own.
    if comparison.reason.is_none() && own < 150 && !head && !figure.claim.inherited && f.own.len() > 3 {
        comparison.reason = Some(Reason::Narrower);
    }
    if own < 250 {
        comparison.rule = "context";
    } else if f.own.len() == t.own.len() && own == 1000 {
        comparison.rule = "same_indicator";
    }
    comparison.score = closeness + merits(sides, target, figure, comparison.reason);
    Some(comparison)
}

/// 共计418亩 sums up its sentence; 累计竣工1933套 does for a target of that verb only.
fn sums_up(sides: &Sides<'_, '_>, target: &Target<'_>, figure: &Figure<'_>) -> bool {
    let claim = &figure.claim;
    if !(claim.inherited && (claim.marks.total || claim.marks.cumulative)) {
        return false;
    }
    let action = claim.action.map_or("", |span| span.of(sides.progress));
    claim.indicator != action || target.claim.indicator.contains(action) || target.claim.action.is_some_and(|span| span.of(sides.task).contains(action))
}

/// An indicator without the word for its number: 有效活动|场次.
fn bare(indicator: &str) -> &str {
    let ends = ["场次", "人次", "数量", "总数", "人数", "数", "面积", "金额"];
    ends.iter().find_map(|end| indicator.strip_suffix(end)).filter(|bare| !bare.is_empty()).unwrap_or(indicator)
}

/// The last two characters, the head of a noun phrase.
fn last_two(text: &str) -> &str {
    text.char_indices().rev().nth(1).map_or(text, |(at, _)| &text[at..])
}

/// Why a figure cannot answer a target at all.
fn bar(sides: &Sides<'_, '_>, target: &Target<'_>, figure: &Figure<'_>) -> Option<&'static str> {
    let quantity = figure.claim.quantity()?;
    if quantity.value.is_none() {
        return Some("no_value");
    }
    if matches!(figure.claim.stated, Some(StatedOf::Target | StatedOf::Interim | StatedOf::Project)) {
        return Some("completion_rate");
    }
    if figure.claim.marks.rest {
        return Some("rest");
    }
    if figure.claim.marks.plan && !figure.claim.marks.estimate {
        return Some("plan");
    }
    if !same_unit(target, figure) {
        return Some("another_unit");
    }
    if !same_measure(target.measure, figure.measure) {
        return Some("another_measure");
    }
    let thresholds = |claim: &Claim<'_>| -> Vec<_> { claim.thresholds.iter().map(|q| (q.value, q.bound)).collect() };
    let (asked, given) = (thresholds(&target.claim), thresholds(&figure.claim));
    if !asked.is_empty() && asked != given {
        return Some("another_class");
    }
    if restates(sides, target, figure) {
        return Some("restates_the_target");
    }
    None
}

/// 70处运动场地有25处已完成: the first number is the target again.
fn restates(sides: &Sides<'_, '_>, target: &Target<'_>, figure: &Figure<'_>) -> bool {
    let value = figure.claim.quantity().and_then(|q| q.value);
    let unit = |claim: &Claim<'_>| claim.quantity().map(|q| q.unit.name.to_string());
    figure.claim.rule == Rule::NounAfter
        && figure.claim.action.is_none()
        && value == target.value
        && sides.figures.iter().any(|other| other.claim.clause == figure.claim.clause && other.claim.quantity().map(|q| q.span.from) > figure.claim.quantity().map(|q| q.span.from) && unit(&other.claim) == unit(&figure.claim))
}

fn same_unit(target: &Target<'_>, figure: &Figure<'_>) -> bool {
    let Some(given) = figure.claim.quantity() else { return false };
    let Some(asked) = target.claim.quantity() else {
        // 零增长 is answered by a growth, 全覆盖 by a share.
        return match target.measure {
            Measure::Growth | Measure::Rate => given.unit.dimension() == "share",
            _ => false,
        };
    };
    let class = |dimension: &str| match dimension {
        "piece" | "session" => 0,
        "person" => 1,
        _ => 2,
    };
    let (a, b) = (asked.unit.dimension(), given.unit.dimension());
    if a == "per" || b == "per" {
        return asked.unit.name == given.unit.name;
    }
    if a == "share" && b == "share" {
        return asked.unit.name == given.unit.name;
    }
    if asked.unit.unit.is_none() && target.stretch {
        return b.starts_with("money");
    }
    a == b || (class(a) == class(b) && class(a) < 2)
}

fn same_measure(asked: Measure, given: Measure) -> bool {
    match asked {
        Measure::Flow | Measure::Stock => matches!(given, Measure::Flow | Measure::Stock),
        asked => asked == given,
    }
}

/// Why a comparable figure is only a proxy.
fn reason(sides: &Sides<'_, '_>, target: &Target<'_>, t: &Side, figure: &Figure<'_>, f: &Side) -> Option<Reason> {
    if matches!(target.measure, Measure::Flow | Measure::Stock) {
        match step(sides, target, figure) {
            Step::Early | Step::Doing | Step::Plan => return Some(Reason::EarlierStep),
            Step::Late => return Some(Reason::LaterStep),
            _ => {}
        }
    }
    if target.claim.thresholds.is_empty() && !figure.claim.thresholds.is_empty() {
        return Some(Reason::Narrower);
    }
    match (target.measure, figure.measure) {
        (Measure::Flow, Measure::Stock) if !figure_counts(target) => return Some(Reason::StockForFlow),
        (Measure::Stock, Measure::Flow) if figure.claim.verb.is_some_and(|verb| verb.force == Force::Strong && verb.governs == Governs::Count) => return Some(Reason::FlowForStock),
        _ => {}
    }
    if members_named(t, f).is_some() {
        return Some(Reason::Narrower);
    }
    if t.levels.above && f.levels.any() && !f.levels.above && t.levels != f.levels {
        return Some(Reason::Narrower);
    }
    if quarter(sides, target, figure) {
        return Some(Reason::PartPeriod);
    }
    None
}

/// How many members of a list a figure is of, where it is some but not all.
fn members_named(t: &Side, f: &Side) -> Option<usize> {
    let named = t.members.iter().filter(|member| member.within(&f.acted) >= 750 || (f.own.len() > 1 && f.own.within(member) >= 750)).count();
    (named > 0 && named < t.members.len()).then_some(named)
}

/// 技术合同成交额达到: a flow by name stays one though its verb is of a level.
fn figure_counts(target: &Target<'_>) -> bool {
    target.claim.level
}

/// A quarter where the report covers more: a later total should exist.
fn quarter(sides: &Sides<'_, '_>, target: &Target<'_>, figure: &Figure<'_>) -> bool {
    let covered = figure.claim.period.and_then(|period| period.length());
    target.measure == Measure::Flow && covered.is_some_and(|months| months <= 3) && figure.claim.period.is_some_and(|p| p.span.of(sides.progress).contains("季"))
}

/// How far the thing counted has come, seen from what the target asks.
fn step(sides: &Sides<'_, '_>, target: &Target<'_>, figure: &Figure<'_>) -> Step {
    let action = |text, claim: &Claim<'_>| claim.action.map_or(String::new(), |span: Span| span.of(text).to_owned());
    let asked = format!("{}{}", action(sides.task, &target.claim), target.claim.indicator);
    let given = action(sides.progress, &figure.claim);
    let behind = figure.claim.behind.of(sides.progress);
    let named = format!("{given}{}", figure.claim.indicator);
    let early = |text: &str| sides.lexicon.steps.find(text).filter(|(_, word, step)| matches!(step, Step::Early | Step::Doing | Step::Plan) && !asked.contains(word)).map(|(at, _, &step)| (at, step)).next();
    if figure.claim.marks.doing {
        return Step::Doing;
    }
    // 首批4个…整体形象进度60%: on the way.
    let unfinished = |other: &Figure<'_>| other.claim.clause == figure.claim.clause && other.claim.stated == Some(StatedOf::Project);
    if sides.figures.iter().any(unfinished) {
        return Step::Doing;
    }
    let verb = figure.claim.verb.and_then(|verb| verb.step);
    if matches!(verb, Some(Step::Early | Step::Plan)) && !asked.contains(given.as_str()) && !shares_a_verb(&asked, &given) {
        return Step::Early;
    }
    let done = sides.lexicon.steps.find(behind).find(|(_, _, step)| **step == Step::Done).map(|(at, word, _)| (at, at + word.len()));
    if let Some((at, step)) = early(behind) {
        // 已完成招标 is not done; 已完工,待验收 is.
        if done.is_none_or(|(from, to)| at < from || at < to + 6 && !behind[to..at].contains([',', '，'])) {
            return step;
        }
    }
    if let Some((_, step)) = early(&named) {
        return step;
    }
    let asks = target.claim.verb.and_then(|verb| verb.step);
    let finishes = ["完成", "建成", "竣工", "完工"].iter().any(|word| given.contains(word));
    if matches!(asks, Some(Step::Early | Step::Doing)) && finishes && !action(sides.task, &target.claim).contains("建设") {
        return Step::Late;
    }
    Step::Done
}

/// 推荐申报 and 申报 are one step.
fn shares_a_verb(asked: &str, given: &str) -> bool {
    let chars: Vec<char> = given.chars().collect();
    chars.windows(2).any(|pair| asked.contains(&pair.iter().collect::<String>()))
}

/// What speaks for a figure besides its indicator.
fn merits(sides: &Sides<'_, '_>, target: &Target<'_>, figure: &Figure<'_>, reason: Option<Reason>) -> i32 {
    let clause = &sides.reading.clauses[figure.claim.clause];
    let marks = figure.claim.marks;
    let mut merits = if reason.is_none() { DIRECT } else { 0 };
    merits += if marks.total { 80 } else { 0 };
    merits += if marks.cumulative { 20 } else { 0 };
    merits -= if clause.inside { 150 } else { 0 };
    merits -= if marks.part && !target.claim.marks.part { 80 } else { 0 };
    merits -= if marks.estimate { 10 } else { 0 };
    merits -= if figure.claim.period.and_then(|p| p.length()).is_some_and(|months| months <= 3) { 60 } else { 0 };
    let action = |text, claim: &Claim<'_>| claim.action.map(|span: Span| span.of(text).to_owned());
    if action(sides.task, &target.claim).is_some_and(|asked| action(sides.progress, &figure.claim).is_some_and(|given| given.contains(&asked) || asked.contains(&given))) {
        merits += 40;
    }
    if target.claim.quantity().map(|q| &q.unit.name) == figure.claim.quantity().map(|q| &q.unit.name) {
        merits += 10;
    } else if figure.claim.quantity().is_some_and(|q| q.unit.name == "次") {
        merits -= 60;
    }
    merits
}
