//! Compares each target with each figure: unit, measure, indicator, step.

use std::cell::OnceCell;

use super::bar::{bar, same_unit};
use super::closeness::{Likeness, likeness};
use super::pairs::{Ground, Pairs};
use super::reason::{names_some, reason};
use super::side::{Side, context, several, side};
use super::whole::{Part, names_a_part, same_headline};
use super::{PairRule, PassedOver, Reason, Sides, rate};
use crate::claim::{Beside, Claim, Figure, Target};
use crate::lexicon::{Force, Lexicon};
use crate::span::end_of;
use rust_decimal::Decimal;

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
    pub(super) rule: PairRule,
    /// Why it cannot answer.
    pub(super) barred: Option<PassedOver>,
}

impl Comparison {
    /// Why it was passed over.
    pub(super) fn against(&self) -> PassedOver {
        match (self.barred, self.reason) {
            (Some(why), _) => why,
            (None, Some(_)) => PassedOver::OnlyNear,
            (None, None) => PassedOver::AnotherIsNearer,
        }
    }
}

/// Below this the indicators are not of the same thing.
const NEAR: i32 = 430;
/// The same between two reports, where a whole year's figures compete.
const NEAR_APART: i32 = 560;
/// Below this not even a rival.
const WORTH_NAMING: i32 = 250;
/// How near 共计418亩 is to what its sentence is about.
const SUMMED_UP: i32 = 500;
/// How near a figure without a noun is whose verb is that of the target.
const AS_ASKED: i32 = 800;
/// How much of the target's indicator the words around a figure name at least that go on about it.
const SPOKEN: i32 = 300;
/// How near a figure is whose printed rate is its share of the target.
const CONFIRMED: i32 = 700;
/// Below `NEAR` and above this the head alone may make a wider proxy.
const WIDE: i32 = 300;
/// Below this a figure does not name the target itself.
const OWN: i32 = 150;
/// So many figures before one may name what its sentence speaks of.
const BESIDE: usize = 4;
/// So many figures that were passed over are told.
pub(super) const RIVALS: usize = 3;
/// What a direct answer is worth above a proxy.
const DIRECT: i32 = 300;

/// The comparisons of the targets of an item with its figures.
///
/// What a figure names is read once it is asked for. A figure that cannot answer a target, by its unit, its measure or its period, is compared
/// with it only where it has to be said what came near: of a hundred pairs fifty are such.
pub(super) struct Table<'s, 'l> {
    sides: &'s Sides<'s, 'l>,
    asked: &'s [Side<'s>],
    ground: &'s Ground<'s, 'l>,
    given: Vec<OnceCell<Given<'s>>>,
    /// The rate that is printed beside each figure.
    rates: Vec<Option<Decimal>>,
    /// Which figures the wording itself gives to a target.
    taken: Vec<bool>,
    /// By target, in order of the figures: those that may answer it, as far as they are worth naming.
    pub(super) rows: Vec<Vec<Comparison>>,
}

/// What is compared of a figure, what its sentence speaks of, and what its row is called of the table that it is a part of.
struct Given<'s> {
    side: Side<'s>,
    around: Pairs,
    part: Option<Part>,
}

impl<'s, 'l> Table<'s, 'l> {
    pub(super) fn new(sides: &'s Sides<'s, 'l>, asked: &'s [Side<'s>], ground: &'s Ground<'s, 'l>) -> Self {
        let figures = if asked.is_empty() { 0 } else { sides.figures.len() };
        let mut taken = vec![false; figures];
        for beside in sides.beside {
            if let Beside::Figure(f) = beside
                && let Some(taken) = taken.get_mut(*f)
            {
                *taken = true;
            }
        }
        let given = std::iter::repeat_with(OnceCell::new).take(figures).collect();
        let rates = if figures == 0 { Vec::new() } else { rate::beside_each(sides) };
        let mut table = Self { sides, asked, ground, given, rates, taken, rows: Vec::new() };
        table.rows = (0..asked.len()).map(|t| table.compared(t, |why| why.is_none())).collect();
        table
    }

    /// What cannot answer a target, though it may be near.
    pub(super) fn barred(&self, t: usize) -> Vec<Comparison> {
        self.compared(t, |why| why.is_some())
    }

    /// Figures in a unit of the target's kind that answer nothing, where no name comes near: 文艺演出51场 for 新建公园8处、开展宣讲60场. What they are passed
    /// over for can be told of them all the same.
    pub(super) fn in_its_unit(&self, t: usize, chosen: &[Option<usize>]) -> Vec<(usize, PassedOver)> {
        let open = (0..self.given.len()).filter(|&f| self.is_open(t, f) && !chosen.contains(&Some(f)));
        let target = &self.sides.targets[t];
        let told = open.filter_map(|f| {
            let figure = &self.sides.figures[f];
            let why = bar(self.sides, target, figure).unwrap_or(PassedOver::AnotherIndicator);
            let of_its_kind =
                !matches!(why, PassedOver::NoValue | PassedOver::CompletionRate | PassedOver::AnotherMeasure | PassedOver::AnotherClass);
            // How often is no number of things: 开展巡查30次 beside 新建泵站3座.
            let times = unit(&figure.claim) == Some("次") && unit(&target.claim) != Some("次");
            (of_its_kind && !times && same_unit(target, figure, self.sides.lexicon)).then_some((f, why))
        });
        told.take(RIVALS).collect()
    }

    fn compared(&self, t: usize, wanted: impl Fn(Option<PassedOver>) -> bool) -> Vec<Comparison> {
        let target = &self.sides.targets[t];
        let figures = (0..self.given.len()).filter(|&f| self.is_open(t, f));
        let barred = figures.map(|f| (f, bar(self.sides, target, &self.sides.figures[f])));
        barred.filter(|&(_, why)| wanted(why)).filter_map(|(f, why)| self.compare(t, f, why)).collect()
    }

    /// Whether a figure is compared with a target: not where the wording gives one of them away.
    fn is_open(&self, t: usize, f: usize) -> bool {
        match self.sides.beside.get(t) {
            Some(Beside::Figure(_) | Beside::Done(_)) => false,
            // What stands in front of a promise does not answer it: 新建860个,计划到2026年实现3000个.
            Some(Beside::Open) => !self.taken[f] && (self.stands_behind(t, f) || self.stands_in_front(t, f)),
            None => true,
        }
    }

    fn stands_behind(&self, t: usize, f: usize) -> bool {
        self.sides.figures[f].claim.evidence.from > self.sides.targets[t].claim.evidence.from
    }

    /// 上半年增长5.2%,年度目标为增长6%: the result of the same thing in front, in one part of a sentence.
    fn stands_in_front(&self, t: usize, f: usize) -> bool {
        let (asked, given) = (&self.sides.targets[t].claim, &self.sides.figures[f].claim);
        let part = |claim: &Claim<'_>| self.sides.reading.clauses[claim.clause].part;
        asked.due.is_none()
            && (asked.inherited && asked.indicator == given.indicator && part(asked) == part(given) || self.is_reported_in_front(t, f))
    }

    /// 截至9月底,危房改造已开工890户。今年下达的危房改造任务为1000户: what was reached stands in an earlier sentence, under the same name, and nothing
    /// in that unit behind the task.
    fn is_reported_in_front(&self, t: usize, f: usize) -> bool {
        let sides = self.sides;
        let (asked, given) = (&sides.targets[t].claim, &sides.figures[f].claim);
        let name = asked.indicator.as_str();
        let named = |claim: &Claim<'_>| claim.indicator.contains(name) || same_headline(name, &claim.indicator);
        let sentence = |claim: &Claim<'_>| sides.reading.clauses[claim.clause].sentence;
        let year = |claim: &Claim<'_>| claim.year.or(claim.period.and_then(|period| period.year));
        let in_time = asked.year == year(given) && given.due.is_none();
        let alike =
            unit(asked) == unit(given) && asked.trend == given.trend && given.stated.is_none() && !given.marks.doing && !given.marks.part;
        let behind = || {
            sides.figures[f + 1..].iter().any(|other| {
                other.claim.evidence.from > asked.evidence.from && unit(&other.claim) == unit(asked) && other.claim.stated.is_none()
            })
        };
        name.chars().nth(2).is_some() && named(given) && sentence(given) < sentence(asked) && in_time && alike && !behind()
    }

    /// 培养博士3名,引进硕士26名: what stands before names 博士, but as what another figure counts.
    fn is_named_by_another(&self, asked: &Side<'_>, f: usize) -> bool {
        let claim = &self.sides.figures[f].claim;
        let part = |f: usize| self.sides.reading.clauses[self.sides.figures[f].claim.clause].part;
        // 拆除违法建筑458宗,面积31.35万平方米 measures the same thing twice.
        let same = |other: usize| part(other) == part(f) && unit(&self.sides.figures[other].claim) == unit(claim);
        !claim.inherited
            && !names_no_more_than_verbs(&claim.indicator, self.sides.lexicon)
            && (f.saturating_sub(BESIDE)..f).any(|other| same(other) && asked.own.within(&self.given(other).side.own) >= 900)
    }

    /// Whether nothing is named in front of a figure in its part of the sentence: 累计开工172部,其中竣工投用138部; but not 对沿街商铺实施改造,
    /// 完成改造120家.
    fn names_nothing_before(&self, f: usize) -> bool {
        let sides = self.sides;
        let claim = &sides.figures[f].claim;
        let part = sides.reading.clauses[claim.clause].part;
        let mut before = (claim.clause.saturating_sub(BESIDE)..claim.clause).filter(|&index| sides.reading.clauses[index].part == part);
        let bare = |index: usize| {
            let mut figures = sides.figures[f.saturating_sub(BESIDE)..f].iter().filter(|other| other.claim.clause == index).peekable();
            figures.peek().is_some() && figures.all(|other| names_no_more_than_verbs(&other.claim.indicator, sides.lexicon))
        };
        before.all(bare)
    }

    /// 更新垃圾房120个 | 完成120个棚屋翻新: the only number of a cell of its own, in the unit of the only target in it, and the same, behind a verb that
    /// says no more than that so much was done. 新建公交站台10个 is of a thing of its own.
    fn echoes(&self, t: usize, f: usize) -> bool {
        let sides = self.sides;
        let (target, claim) = (&sides.targets[t], &sides.figures[f].claim);
        let counted = unit(claim).filter(|unit| !unit.is_empty() && *unit != "%");
        let value = claim.quantity().and_then(|quantity| quantity.value);
        sides.figures.len() == 1
            && claim.verb.is_some_and(|verb| verb.force == Force::Frame)
            && sides.beside.is_empty()
            && !sides.apart
            && counted.is_some()
            && value.is_some()
            && value == target.value
            && unit_is_alone(sides, target, claim)
    }

    fn given(&self, f: usize) -> &Given<'s> {
        self.given[f].get_or_init(|| {
            let Figure { claim, lent, .. } = &self.sides.figures[f];
            let lexicon = self.sides.lexicon;
            Given {
                side: side(self.sides.progress, claim, lexicon),
                around: self.ground.pairs(context(self.sides, claim)),
                part: lent.as_ref().map(|lent| Part::of(lent, lexicon)),
            }
        })
    }

    fn compare(&self, t: usize, f: usize, barred: Option<PassedOver>) -> Option<Comparison> {
        let sides = self.sides;
        let (target, figure) = ((&sides.targets[t], &self.asked[t]), (&sides.figures[f], &self.given(f).side));
        let mut like = likeness(target.1, figure.1, &self.given(f).around, sides.lexicon);
        if like.own < OWN && like.closeness >= WORTH_NAMING && self.is_named_by_another(target.1, f) {
            like.closeness = like.own;
        }
        let speaks_of_it = target.1.own.within(&self.given(f).around) >= SPOKEN || self.names_nothing_before(f);
        let plain = sums_up(sides, target.0, figure.0) || says_only_how_many(sides, target.0, figure.0, speaks_of_it);
        // 完成整治43家 for 整治“散乱污”企业50家: the verb is the one that was asked for.
        let as_asked = speaks_of_it && !target.1.action.is_empty() && target.1.action == figure.1.bare && !figure.0.claim.marks.part;
        // 计划新开工630套,基本建成470套。已开工666套: the step is that of one target alone.
        let step = !sides.beside.is_empty() && is_the_step_of(sides, target.0, &figure.0.claim);
        let plain = if plain && as_asked || step {
            AS_ASKED
        } else if plain {
            SUMMED_UP
        } else {
            0
        };
        let value = figure.0.claim.quantity().and_then(|quantity| quantity.value);
        // 完成投资365亿元,占年度计划的86.9%: the rate says of which mark it is.
        // In one paragraph with one mark in that unit it need not name it: 招商引资任务5000万元,实际到位资金6200万元,完成任务的124%.
        let of_it = like.closeness > 0 || !sides.beside.is_empty() && unit_is_alone(sides, target.0, &figure.0.claim);
        // 完成投资19.6亿元,占计划的69.4% of another plan than the 33.4亿元 that stand in front.
        // What bears the same name is of it, whatever was misprinted.
        let same_name = like.own == 1000 && like.same;
        let contradicted =
            !(sides.beside.is_empty() || same_name) && self.rates[f].is_some_and(|rate| rate::contradicts(rate, target.0, value));
        let barred = barred.or(contradicted.then_some(PassedOver::AnotherIndicator));
        let confirmed = of_it && self.rates[f].is_some_and(|rate| rate::confirms(rate, target.0.value, value));
        // 计划完成水利投资6亿元,…完成投资4.36亿元: where plan and result stand together, the head alone is of the only one in its unit.
        let head = figure.0.claim.indicator.as_str();
        let headed = !sides.beside.is_empty()
            && several(head)
            && target.0.claim.indicator.ends_with(head)
            && unit_is_alone(sides, target.0, &figure.0.claim);
        let confirmed = confirmed || self.echoes(t, f);
        let closeness = like.closeness.max(plain).max(if confirmed || headed { CONFIRMED } else { 0 });
        if closeness < WORTH_NAMING {
            return None;
        }
        let judged = barred.map_or_else(|| judge(sides, target, (figure.0, self.given(f)), &like, closeness, confirmed), Err);
        let rule = match like {
            Likeness { own: 1000, same: true, .. } => PairRule::SameIndicator,
            Likeness { .. } if confirmed && like.closeness < NEAR => PairRule::RateConfirms,
            Likeness { own: 0..250, .. } => PairRule::Context,
            Likeness { .. } => PairRule::Indicator,
        };
        let score = judged.map_or(0, |reason| closeness + merits(sides, target, figure, reason));
        Some(Comparison { figure: f, score, closeness, reason: judged.ok().flatten(), rule, barred: judged.err() })
    }
}

/// Why a figure that the wording gives to a target is only a proxy.
pub(super) fn told(sides: &Sides<'_, '_>, t: usize, f: usize) -> Option<Reason> {
    let (target, figure) = (&sides.targets[t], &sides.figures[f]);
    let asked = side(sides.task, &target.claim, sides.lexicon);
    let given = side(sides.progress, &figure.claim, sides.lexicon);
    reason(sides, target, &asked, figure, &given)
}

/// Why a figure is only a proxy, or as an error why it cannot answer at all.
fn judge(
    sides: &Sides<'_, '_>,
    (target, t): (&Target<'_>, &Side<'_>),
    (figure, given): (&Figure<'_>, &Given<'_>),
    like: &Likeness,
    closeness: i32,
    confirmed: bool,
) -> Result<Option<Reason>, PassedOver> {
    let f = &given.side;
    if t.levels.differ(f.levels) {
        return Err(PassedOver::AnotherLevel);
    }
    if t.works.differ(f.works) {
        return Err(PassedOver::AnotherWork);
    }
    if t.kinds.differ(&f.kinds) {
        return Err(PassedOver::AnotherKind);
    }
    if sides.apart && closeness < NEAR_APART {
        return Err(PassedOver::AnotherIndicator);
    }
    if closeness < NEAR && !(like.head && closeness >= WIDE) {
        return Err(PassedOver::AnotherIndicator);
    }
    let reason = reason(sides, target, t, figure, f);
    // A standing total of one member of a list is off in two ways.
    if reason == Some(Reason::StockForFlow) && names_some(t, f) {
        return Err(PassedOver::OffInTwoWays);
    }
    if reason.is_some() {
        return Ok(reason);
    }
    if closeness < NEAR {
        return Ok(Some(Reason::Wider));
    }
    if let Some(part) = given.part.as_ref().filter(|part| !part.is_named(&t.acted)) {
        let beside = part.is_beside(&target.claim.indicator, sides.lexicon);
        return if beside { Err(PassedOver::AnotherKind) } else { Ok(Some(Reason::Narrower)) };
    }
    let named = || [&f.acted, &given.around];
    if sides.apart && !confirmed && names_a_part(&target.claim.indicator, &figure.claim.indicator, named(), sides.lexicon) {
        return Ok(Some(Reason::Wider));
    }
    let asked = || sentence(sides.task, target);
    // What a row is lent narrows nothing that it is called itself: 教育 of 一般公共预算支出.
    let own = given.part.as_ref().map_or(&f.kinds, |part| &part.kinds);
    let kinds = t.kinds.reason(asked, (&f.kinds, own), || context(sides, &figure.claim).of(sides.progress), sides.lexicon);
    // A printed rate that fits says of what it is.
    if kinds.is_some() && !confirmed {
        return Ok(kinds);
    }
    // Only what stands before says what it is of, and it names something of its own.
    let stranger = like.own < OWN && !like.same_head && !figure.claim.inherited && f.own.len() > 3;
    Ok(stranger.then_some(Reason::Narrower))
}

/// The sentence of a target, up to its end.
pub(super) fn sentence<'t>(task: &'t str, target: &Target<'_>) -> &'t str {
    let near = end_of(&task[..target.claim.evidence.to], SENTENCE);
    near.rsplit(['。', ';', '；', '\n']).next().unwrap_or(near)
}

/// So many bytes of it are looked at.
const SENTENCE: usize = 240;

/// 共计418亩 sums up its sentence; 累计竣工1933套 does for a target of that verb only.
fn sums_up(sides: &Sides<'_, '_>, target: &Target<'_>, figure: &Figure<'_>) -> bool {
    let claim = &figure.claim;
    if !(claim.inherited && (claim.marks.total || claim.marks.cumulative)) {
        return false;
    }
    let action = claim.action.map_or("", |span| span.of(sides.progress));
    claim.indicator != action
        || target.claim.indicator.contains(action)
        || target.claim.action.is_some_and(|span| span.of(sides.task).contains(action))
}

/// 已新增9条: no noun at all, and only one target in that unit.
fn says_only_how_many(sides: &Sides<'_, '_>, target: &Target<'_>, figure: &Figure<'_>, speaks_of_it: bool) -> bool {
    let claim = &figure.claim;
    let action = claim.action.map_or("", |span| span.of(sides.progress));
    // 完成286亿元,增长6.9%: what is taken over from a bare verb is no name either.
    let verb = names_no_more_than_verbs(&claim.indicator, sides.lexicon);
    // 完成整治43家, but 完成投资3亿元.
    let done = verb && speaks_of_it && sides.lexicon.measures.suffix(&claim.indicator).is_none();
    let bare = claim.indicator.is_empty() || claim.indicator == action || (claim.inherited || done) && verb;
    let named = !bare || claim.clause > 0 && claim.inherited && claim.indicator != action && !verb;
    if named {
        return false;
    }
    unit_is_alone(sides, target, claim)
}

/// Whether a figure is named by no more than its step, and that is the step of a target and of no other in its unit.
fn is_the_step_of(sides: &Sides<'_, '_>, target: &Target<'_>, claim: &Claim<'_>) -> bool {
    let name = claim.indicator.as_str();
    let asks = |other: &Target<'_>| {
        let action = other.claim.action.map_or("", |action| action.of(sides.task));
        unit(&other.claim) == unit(claim) && unit(claim).is_some() && (action == name || action.strip_prefix('新') == Some(name))
    };
    let step = name.chars().nth(1).is_some() && claim.verb.is_some_and(|verb| verb.force != Force::Frame);
    step && names_no_more_than_verbs(name, sides.lexicon)
        && asks(target)
        && sides.targets.iter().filter(|other| asks(other)).nth(1).is_none()
}

/// Whether a claim is in the unit of a target, and no other target is.
fn unit_is_alone(sides: &Sides<'_, '_>, target: &Target<'_>, claim: &Claim<'_>) -> bool {
    let asked = unit(&target.claim);
    let alone = || sides.targets.iter().filter(|other| unit(&other.claim) == asked).nth(1).is_none();
    asked.is_some() && asked == unit(claim) && alone()
}

/// Whether a name is a verb, or several: 竣工投用.
fn names_no_more_than_verbs(name: &str, lexicon: &Lexicon) -> bool {
    let mut rest = name;
    while let Some((verb, _)) = lexicon.verbs.prefix(rest) {
        rest = &rest[verb.len()..];
    }
    rest.is_empty() && !name.is_empty()
}

/// The unit of a claim as printed.
pub(super) fn unit<'c>(claim: &'c Claim<'_>) -> Option<&'c str> {
    claim.quantity().map(|q| q.unit.name.as_ref())
}

/// What speaks for a figure besides its indicator.
fn merits(
    sides: &Sides<'_, '_>,
    (target, t): (&Target<'_>, &Side<'_>),
    (figure, f): (&Figure<'_>, &Side<'_>),
    reason: Option<Reason>,
) -> i32 {
    let clause = &sides.reading.clauses[figure.claim.clause];
    let marks = figure.claim.marks;
    let mut merits = if reason.is_none() { DIRECT } else { 0 };
    merits += if marks.total { 80 } else { 0 };
    merits += if marks.cumulative { 20 } else { 0 };
    merits -= if clause.inside { 150 } else { 0 };
    merits -= if marks.part && !target.claim.marks.part { 80 } else { 0 };
    merits -= if marks.estimate { 10 } else { 0 };
    merits -= if figure.claim.period.and_then(|p| p.length()).is_some_and(|months| months <= 3) { 60 } else { 0 };
    let acts = target.claim.action.is_some() && figure.claim.action.is_some();
    if acts && (f.action.contains(t.action) || t.action.contains(f.action)) {
        merits += 40;
    }
    if unit(&target.claim) == unit(&figure.claim) {
        merits += 10;
    } else if unit(&figure.claim) == Some("次") {
        merits -= 60;
    }
    merits
}
