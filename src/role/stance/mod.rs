//! Whether a number of prose is asked for, reported or neither.
//!
//! A sum of small whole numbers, one for each kind of evidence ([`evidence`]): what governs the number (`计划`, `要`, `报告提出`; `截至`, `已`), the time that
//! is named, what its clause compares it with, its shape, its section, the head of its list, and what else the paragraph says of the same thing.
//! Where the sum is small nothing is said.

mod evidence;
mod governor;

use std::cell::Cell;
use std::fmt;

use rust_decimal::Decimal;

use super::section::{Ground, Head, Section};
use crate::claim::{Claim, Clause, Cued, Form, OWN, Reading, Stated, TargetRule};
use crate::grammar::{Period, Quantity};
use crate::lexicon::{Approx, Bound, Cue, Force, Governs, SectionCue, StatedOf};
use evidence::{Evidence, WEIGHTS};
use governor::{Governing, Governor, Walk};

/// What a number is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stance {
    /// Asked for.
    Target,
    /// Reported.
    Result,
    /// Of another time: 去年, 下一步.
    Context,
    /// Neither is sure; it may answer what is asked for.
    Open,
}

/// So much makes a target.
const ASKED: i32 = 2;
/// So little makes a result.
const REPORTED: i32 = -1;

/// The joint between two numbers of a list is not longer, in bytes.
const JOINT: usize = 3;

/// What was found of one number.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Weighed {
    pub(crate) stance: Stance,
    sum: i32,
    /// The kinds that spoke, a bit each.
    spoke: u64,
    /// Whether it is of an earlier time: 去年.
    earlier: bool,
}

impl Weighed {
    /// The kinds of evidence that spoke, with what each said.
    fn spoke(&self) -> impl Iterator<Item = (Evidence, i32)> {
        WEIGHTS.into_iter().filter(|(evidence, _)| self.spoke & evidence.bit() != 0)
    }

    /// Whether the plan is named close behind it.
    pub(crate) const fn is_named_behind(&self) -> bool {
        self.spoke & Evidence::NamedBehind.bit() != 0
    }

    /// Whether the name of a plan governs it in its clause, and nothing there reports: 目标是|交付50万辆.
    pub(crate) const fn is_planned_by_name(&self) -> bool {
        let reports = Evidence::Reported.bit() | Evidence::Done.bit() | Evidence::Completes.bit();
        self.spoke & Evidence::Planned.bit() != 0 && self.spoke & reports == 0
    }

    /// Whether what governs it stands in front of its clause, or heads its list: 预期目标:增长9%,失业率控制在4%以内.
    pub(crate) const fn is_planned_above(&self) -> bool {
        let above = Evidence::PlannedAbove.bit() | Evidence::MeantAbove.bit() | Evidence::Headed.bit() | Evidence::HeadedAbove.bit();
        self.spoke & above != 0
    }

    fn add(&mut self, evidence: Evidence) {
        if self.spoke & evidence.bit() == 0 {
            self.spoke |= evidence.bit();
            self.sum += evidence.weight();
        }
    }

    fn decide(&mut self) {
        self.stance = match self.sum {
            sum if sum >= ASKED => Stance::Target,
            sum if sum <= REPORTED => Stance::Result,
            _ => Stance::Open,
        };
    }
}

impl fmt::Display for Weighed {
    /// The stance, the sum and what spoke: `target +3 (planned +3)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:+}", format!("{:?}", self.stance).to_lowercase(), self.sum)?;
        let spoke: Vec<String> = self.spoke().map(|(kind, points)| format!("{} {points:+}", format!("{kind:?}").to_lowercase())).collect();
        if spoke.is_empty() { Ok(()) } else { write!(f, " ({})", spoke.join(", ")) }
    }
}

/// Weighs every claim of a paragraph.
pub(crate) fn stances(reading: &Reading<'_>, mut cues: Vec<Cued>, ground: &Ground, numbered: bool) -> Vec<Weighed> {
    // 完成生态建设任务3万亩: among goals it is still one.
    if !ground.section.is_some_and(Section::asks) {
        cues.iter_mut().filter(|cued| cued.met).for_each(|cued| cued.cue = Cue::Aspect);
    }
    let cues = &cues;
    let tells = cues.iter().any(|cued| cued.cue.plans() || matches!(cued.cue, Cue::Report | Cue::Aspect));
    let head = |&i: &usize| cues[i].heads || matches!(cues[i].cue, Cue::Report | Cue::Aspect);
    let heads = (0..cues.len()).filter(head).collect();
    let over = reading.periods.iter().filter(|period| is_over(period)).map(|period| period.span.from).collect();
    Weighing { reading, cues, ground, numbered, heads, over, walked: Cell::new(None), all_plans: ground.plans && !tells }.all()
}

struct Weighing<'r, 'l> {
    reading: &'r Reading<'l>,
    cues: &'r [Cued],
    ground: &'r Ground,
    /// Whether a number begins the paragraph.
    numbered: bool,
    /// The cues that head a list, or end one by reporting.
    heads: Vec<usize>,
    /// Where the periods stand that are over.
    over: Vec<usize>,
    /// How far the sentence was gone through for the claims so far.
    walked: Cell<Option<Walk>>,
    /// Whether nothing in the text reports, and the paragraph does not say itself what is planned and what was done.
    all_plans: bool,
}

impl Weighing<'_, '_> {
    fn all(&self) -> Vec<Weighed> {
        let mut weighed: Vec<Weighed> = Vec::with_capacity(self.reading.claims.len());
        // Where the first word that reports stands.
        let reports = self.first_report();
        let next_reports = self.next_reports(reports);
        let hedged = self.hedged_sentences();
        for claim in &self.reading.claims {
            let mut one = self.one(claim);
            let among = hedged.binary_search(&self.reading.clauses[claim.clause].sentence).is_ok();
            if among && one.spoke & (Evidence::Planned.bit() | Evidence::Goals.bit()) == 0 {
                one.add(Evidence::HedgedMates);
            }
            if self.is_a_quotient(weighed.len()) {
                one.add(Evidence::Quotient);
            }
            // 2.农业。全省旱涝频发,受灾面积160余万公顷: a fact is none that is asked for.
            let fact = one.spoke & Evidence::Fact.bit() != 0;
            // 控制在4%以内,低于国家下达目标1个百分点: what is bounded may be a plan and be compared.
            let bounded = one.spoke & Evidence::Bounded.bit() != 0;
            let compared = !bounded && self.is_compared_behind(claim, reports);
            if !fact && !compared && !among && at(claim) < reports && self.stands_first(claim, reports, next_reports) {
                one.add(Evidence::First);
            }
            if one.earlier {
                one.stance = Stance::Result;
            } else if one.stance != Stance::Context {
                one.decide();
            }
            weighed.push(one);
        }
        // 今年目标48亿元;去年完成25.2亿元: what was in an earlier year answers nothing of this one.
        if weighed.iter().any(|one| one.stance == Stance::Target) {
            weighed.iter_mut().filter(|one| one.earlier).for_each(|one| one.stance = Stance::Context);
        }
        self.with_mates(&mut weighed);
        self.with_the_plan(&mut weighed, reports);
        self.with_joined(&mut weighed);
        for i in 0..weighed.len() {
            // 今年目标9000万美元,2020年为5400万美元: of another year than what is asked for.
            // What is set against the plan behind it is of its year: 承诺2019年净利润5000万元,2019年实现5326万元,完成率106.5%.
            let of_it = weighed[i].spoke & Evidence::Against.bit() != 0;
            if weighed[i].stance != Stance::Target && !of_it && self.names_a_year(i) && self.is_asked_without_one(i, &weighed) {
                weighed[i].stance = Stance::Context;
            }
            // 计划今年搬迁54户,今年搬迁61户: a plan that stands in an earlier clause asks for a thing once.
            let again = weighed[i].stance == Stance::Target
                && weighed[i].spoke & (Evidence::PlannedAbove.bit() | Evidence::MeantAbove.bit() | Evidence::HopedAbove.bit()) != 0;
            if (weighed[i].stance == Stance::Open || again && weighed[i].sum <= ASKED + 1) && self.has_twin(i, &weighed) {
                weighed[i].add(Evidence::Twin);
                weighed[i].decide();
            } else if again && weighed[i].sum <= ASKED + 1 && self.goes_on_with_a_result(i, &weighed) {
                weighed[i].add(Evidence::DoneAbove);
                weighed[i].decide();
            }
        }
        self.with_amounts(&mut weighed);
        weighed
    }

    /// The sentences of which several numbers are hedged with 余, in order: a plan seldom is.
    fn hedged_sentences(&self) -> Vec<usize> {
        let over = |claim: &&Claim<'_>| claim.quantity().is_some_and(|quantity| quantity.approx == Some(Approx::Over));
        let sentences: Vec<usize> =
            self.reading.claims.iter().filter(over).map(|claim| self.reading.clauses[claim.clause].sentence).collect();
        let mut several: Vec<usize> = sentences.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
        several.dedup();
        several
    }

    /// Lets an amount that is asked for speak for its growth in the next clause: 今年计划完成税收5.6亿元,同比增长10%.
    fn with_amounts(&self, weighed: &mut [Weighed]) {
        let claims = &self.reading.claims;
        let above = Evidence::PlannedAbove.bit() | Evidence::MeantAbove.bit();
        for i in 1..weighed.len() {
            let (amount, growth) = (&claims[i - 1], &claims[i]);
            let compared =
                weighed[i].stance == Stance::Open && weighed[i].spoke & Evidence::Compared.bit() != 0 && weighed[i].spoke & above != 0;
            let of_it = growth.inherited && growth.trend.is_some() && amount.trend.is_none() && growth.clause == amount.clause + 1;
            let same = self.reading.clauses[growth.clause].part == self.reading.clauses[amount.clause].part;
            if compared && of_it && same && weighed[i - 1].stance == Stance::Target {
                weighed[i].add(Evidence::Grows);
                weighed[i].decide();
            }
        }
    }

    /// 分别再增加40元和8元的承诺: what is joined to a mark that the plan is named behind is one too.
    fn with_joined(&self, weighed: &mut [Weighed]) {
        for i in (1..weighed.len()).rev() {
            let (claim, before) = (&self.reading.claims[i], &self.reading.claims[i - 1]);
            let named = weighed[i].is_named_behind() && weighed[i].stance == Stance::Target;
            if named
                && claim.inherited
                && claim.clause == before.clause
                && joined(before, claim)
                && weighed[i - 1].stance != Stance::Context
            {
                weighed[i - 1].add(Evidence::NamedBehind);
                weighed[i - 1].decide();
            }
        }
    }

    /// Whether a share is what its part of the sentence gives as its last two numbers of one unit, the second by the first: 任务1000套,开工1100套,开工率110%.
    fn is_a_quotient(&self, i: usize) -> bool {
        let claims = &self.reading.claims;
        let [first, second, claim] = claims.get(i.saturating_sub(2)..=i).unwrap_or_default() else { return false };
        let part = |claim: &Claim<'_>| self.reading.clauses[claim.clause].part;
        let (Some(whole), Some(done), Some(share)) = (first.quantity(), second.quantity(), claim.quantity()) else { return false };
        // 总收入达2.9亿元,增加0.3亿元,增长10%: a growth is no share of what was asked.
        let plain = claim.trend.is_none()
            && share.bound.is_none()
            && share.unit.name == "%"
            && !whole.unit.name.is_empty()
            && done.unit.dimension() != "share";
        let (Some(a), Some(b), Some(share)) = (whole.value, done.value, share.value) else { return false };
        let apart = b.checked_mul(Decimal::ONE_HUNDRED).and_then(|b| b.checked_div(a)).map(|quotient| (quotient - share).abs());
        // As near as the printed digits tell.
        let near = Decimal::new(if share.scale() == 0 { 5 } else { 1 }, 1);
        plain && first.is_in_the_unit_of(done) && part(first) == part(claim) && apart.is_some_and(|apart| apart <= near)
    }

    /// Lets the sentence speak for what stands in a list of goals and says nothing of the kind itself.
    fn with_mates(&self, weighed: &mut [Weighed]) {
        let sentence = |i: usize| self.reading.clauses[self.reading.claims[i].clause].sentence;
        let mut from = 0;
        while from < weighed.len() {
            let to = (from..weighed.len()).find(|&i| sentence(i) != sentence(from)).unwrap_or(weighed.len());
            let count = |weighed: &[Weighed], stance| weighed[from..to].iter().filter(|one| one.stance == stance).count();
            // 今年新增就业1100万人以上,失业率5.5%左右: a mark beside a mark.
            let bounded = |one: &Weighed| one.spoke & Evidence::Bounded.bit() != 0 && one.spoke & Evidence::Hedged.bit() == 0;
            let (asked, told) = (count(weighed, Stance::Target), count(weighed, Stance::Result));
            if asked > 0 && told == 0 {
                for one in weighed[from..to].iter_mut().filter(|one| one.stance == Stance::Open && bounded(one)) {
                    one.add(Evidence::Mates);
                    one.decide();
                }
            }
            if asked >= MATES && told == 0 {
                for (one, claim) in weighed[from..to].iter_mut().zip(&self.reading.claims[from..to]) {
                    if one.stance == Stance::Open && (claim.trend.is_some() || claim.level) {
                        one.add(Evidence::Mates);
                        one.decide();
                    }
                }
            }
            from = to;
        }
    }

    /// Lets a plan speak for all that its sentence lists, where the report only begins in a later one: 今年计划新建学校3所;改造校舍5处。截至6月底,….
    fn with_the_plan(&self, weighed: &mut [Weighed], reports: usize) {
        if reports == usize::MAX {
            return;
        }
        let claims = &self.reading.claims;
        let sentence = |clause: usize| self.reading.clauses[clause].sentence;
        let begins = sentence(self.clause_at(reports));
        let before = claims.partition_point(|claim| sentence(claim.clause) < begins);
        // 核心指标任务12项,列入通报的为5项: what is counted is not what is done.
        let does = |i: usize| claims[i].action.is_some() && claims[i].rule != TargetRule::NounAfter;
        let planned: Vec<usize> = (0..before)
            .filter(|&i| {
                weighed[i].stance == Stance::Target && weighed[i].spoke & Evidence::Planned.bit() != 0 && claims[i].action.is_some()
            })
            .map(|i| sentence(claims[i].clause))
            .collect();
        let above = Evidence::PlannedAbove.bit();
        for i in 0..before {
            let one = &mut weighed[i];
            let listed = one.stance == Stance::Open && one.sum == ASKED - 1 && one.spoke & above != 0;
            if listed && does(i) && planned.binary_search(&sentence(claims[i].clause)).is_ok() {
                one.add(Evidence::Mates);
                one.decide();
            }
        }
    }

    fn one(&self, claim: &Claim<'_>) -> Weighed {
        let mut one = Weighed { stance: Stance::Open, sum: 0, spoke: 0, earlier: false };
        let clauses = &self.reading.clauses;
        let clause = &clauses[claim.clause];
        self.of_the_ground(claim.marks.estimate, &mut one);
        let governor = self.governor(claim, clause);
        let named = self.named_behind(claim, clause);
        // 截至3月29日,全省新增40万亩绿化任务: a date in an earlier clause says nothing of what the plan is named behind.
        let dated = |governor: &Governor| named && governor.clause < claim.clause && governor.kind != Governing::Elsewhere;
        match governor.filter(|governor| governor.plans() || !dated(governor)) {
            Some(Governor { kind: Governing::Past, .. }) => one.earlier = true,
            Some(Governor { kind: Governing::Elsewhere, .. }) => one.stance = Stance::Context,
            // 今年目标48亿元,2020年为25.2亿元: a year of its own, which the plan is not of.
            Some(governor) if self.is_of_another_year(claim, governor) => {}
            Some(governor) => one.add(governor.says(claim, clause)),
            None => self.headed(claim, clause).into_iter().for_each(|evidence| one.add(evidence)),
        }
        let plans = governor.is_some_and(Governor::plans);
        let own = |wanted: fn(Cue) -> bool| self.around(claim).any(|cued| wanted(cued.cue));
        let asks = self.among_goals() || self.ground.title == Some(SectionCue::Plan) || self.all_plans;
        // 改造完成42处: the verb stands at the number, and no bound makes a mark of it.
        let at_number = claim.quantity().is_some_and(|quantity| {
            let near = |cued: &Cued| cued.span.to <= quantity.outer.from && quantity.outer.from <= cued.span.to + 3;
            quantity.bound.is_none() && self.around(claim).any(|cued| cued.cue == Cue::Weak && near(cued))
        });
        let asks = asks && !(self.all_plans && at_number);
        if !plans && own(|cue| cue == Cue::Weak) && !asks {
            one.add(Evidence::Completes);
        }
        // 固定资产投资同比增长6% among goals is one, and so it is behind 预期目标是:.
        let listed = one.spoke & Evidence::Headed.bit() != 0 || governor.is_some_and(Governor::heads_a_plan);
        // 产量计划比上年增长20%: it is the plan that is compared.
        let compared = self.around(claim).find(|cued| cued.cue == Cue::Compares);
        let plan_is = compared.is_some_and(|cued| governor.is_some_and(|governor| governor.is_a_plan_at(cued.span.from)));
        if compared.is_some() && !plan_is && !self.among_goals() && !listed {
            one.add(Evidence::Compared);
        }
        if named {
            one.add(Evidence::NamedBehind);
            // 年初提出9000万美元的目标: of whatever time, it is asked for.
            one.earlier &= own(|cue| cue == Cue::Past);
        }
        // 2007年末全县人口32万人: a date alone may be one of the past.
        let ahead = claim.due.is_some_and(|due| self.ground.year.is_some_and(|now| due >= now));
        if claim.due.is_some() && claim.year.is_none() && (ahead || plans || self.ground.plans || self.among_goals()) {
            one.add(Evidence::Due);
        }
        if let Some(quantity) = claim.quantity() {
            // 高校毕业生820多万人,要促进就业: how many there are, not how many there shall be.
            if quantity.approx == Some(Approx::Over) && claim.action.is_none() && claim.verb.is_none() && !plans {
                one.add(Evidence::Fact);
            }
            self.of_the_shape(quantity, &mut one);
        } else if self.all_plans {
            one.add(Evidence::Acts);
        }
        let bounded = one.spoke & Evidence::Bounded.bit() != 0;
        // 预计全年增长5%左右: what is reckoned with for this year is none that is asked for.
        if bounded && !claim.marks.estimate && self.around(claim).any(|cued| cued.cue == Cue::Now && cued.span.from < at(claim)) {
            one.add(Evidence::ThisYear);
        }
        // 预计税收将达171万元,完成计划的126.7%: only a plan is one beside its rate.
        let planned = governor.is_some_and(|governor| governor.kind == Governing::Plan);
        let planned_here = planned && governor.is_some_and(|governor| governor.clause == claim.clause);
        if self.is_set_against(claim, clause, planned) {
            one.add(Evidence::Against);
        }
        if self.done_behind(claim, clause, planned_here) {
            one.add(Evidence::Done);
        }
        let planned = governor.is_some_and(|governor| governor.clause == claim.clause) || self.ground.title == Some(SectionCue::Plan);
        if !planned
            && claim.rule == TargetRule::NounAfter
            && claim.action.is_none()
            && claim.verb.is_none()
            && clause.span.from == claim.evidence.from
        {
            one.add(Evidence::Subject);
        }
        let opens = claim.action.is_some_and(|action| action.from <= clause.span.from + OPENS) && !claim.inherited;
        if opens && claim.verb.is_some_and(|verb| matches!(verb.governs, Governs::Count | Governs::Less)) && self.all_plans {
            one.add(Evidence::Acts);
        }
        if self.ground.section == Some(Section::Review) && governor.is_some_and(|governor| self.answered_behind(claim, clause, governor)) {
            one.add(Evidence::Answered);
        }
        if self.is_earlier(claim) || self.is_reckoned_with(claim, clause) && one.spoke & Evidence::Planned.bit() == 0 {
            one.stance = Stance::Context;
        }
        one
    }

    /// 按增长8%测算, 按40%计入总分: whether a claim is only reckoned with, by what stands behind its number.
    fn is_reckoned_with(&self, claim: &Claim<'_>, clause: &Clause) -> bool {
        let Some(quantity) = claim.quantity() else { return false };
        let next = self.next_quantity(quantity.span.to).min(clause.span.to).min(quantity.outer.to + AROUND);
        self.from(quantity.span.to).take_while(|cued| cued.span.from < next).any(|cued| cued.cue == Cue::Reckons)
    }

    fn of_the_ground(&self, estimated: bool, one: &mut Weighed) {
        match self.ground.section {
            Some(Section::Review) => one.add(Evidence::Looks),
            Some(Section::Year | Section::Five) => one.add(Evidence::Goals),
            Some(Section::Account) => one.add(Evidence::Told),
            None => {}
        }
        match self.ground.head {
            Some(Head::Asks) => one.add(Evidence::Titled),
            Some(Head::Reports) => one.add(Evidence::Told),
            None => {}
        }
        match self.ground.title {
            Some(SectionCue::Plan) if self.ground.plans => one.add(Evidence::Titled),
            Some(SectionCue::Told | SectionCue::Account) => one.add(Evidence::Told),
            _ => {}
        }
        // 预计全年增长5%: what is reckoned with reports, though nothing else does.
        if self.all_plans && !estimated {
            one.add(Evidence::AllPlans);
        }
    }

    fn of_the_shape(&self, quantity: &Quantity<'_>, one: &mut Weighed) {
        // 不足20%, 不满20人 say how little there is.
        let little = quantity.bound == Some(Bound::Lt) && quantity.firm;
        if little || quantity.approx == Some(Approx::Over) {
            one.add(Evidence::Hedged);
        }
        let about = quantity.approx == Some(Approx::About);
        if !little && (about || quantity.bound.is_some_and(|bound| bound != Bound::Gt)) {
            one.add(Evidence::Bounded);
        }
    }

    /// Whether a claim names a year that is over.
    fn is_earlier(&self, claim: &Claim<'_>) -> bool {
        let year = claim.year.or(claim.period.and_then(|period| period.year));
        let now = self.ground.horizon.or(self.ground.reviewed);
        self.among_goals() && year.zip(now).is_some_and(|(year, now)| year < now)
    }

    /// What the head of a list in front of the claim says, up to where something is reported: 预期目标是:.
    fn headed(&self, claim: &Claim<'_>, clause: &Clause) -> Option<Evidence> {
        let to = at(claim);
        let last = &self.cues[*self.heads[..self.heads.partition_point(|&head| self.cues[head].span.from < to)].last()?];
        let asks = last.heads && last.cue.plans();
        let over = self.over.get(self.over.partition_point(|&over| over < last.span.from)).is_some_and(|&over| over < to);
        let same = last.counted || self.sentence_from(clause) <= last.span.from;
        (asks && !over).then_some(if same { Evidence::Headed } else { Evidence::HeadedAbove })
    }

    /// Whether the plan is named close behind a number.
    fn named_behind(&self, claim: &Claim<'_>, clause: &Clause) -> bool {
        let Some(quantity) = claim.quantity() else { return false };
        let to = quantity.span.to;
        let next = Some(self.next_quantity(to)).filter(|&next| next < clause.span.to).unwrap_or(usize::MAX);
        let far = clause.span.to.min(quantity.outer.to + OWN + '的'.len_utf8());
        // 增长10.1%(年度预期目标9%左右): the plan is named in front of its own number.
        self.from(to).take_while(|cued| cued.span.from < far).any(|cued| {
            cued.names_from.is_some_and(|from| from >= to && from <= quantity.outer.to) && cued.span.to + BEHIND < next.max(cued.span.to)
        })
    }

    fn next_quantity(&self, from: usize) -> usize {
        let quantities = &self.reading.quantities;
        quantities.get(quantities.partition_point(|quantity| quantity.span.from < from)).map_or(usize::MAX, |quantity| quantity.span.from)
    }

    /// 计划植树3万亩,完成2.8万亩: a verb of completion alone.
    fn completes(&self, i: usize) -> bool {
        self.around(&self.reading.claims[i]).any(|cued| cued.cue == Cue::Weak)
    }

    /// Whether the same thing in the same unit is asked for before. What the next item of a list asks for is another thing: 一是新建幼儿园18所;
    /// 二是新建学校12所.
    fn has_twin(&self, i: usize, weighed: &[Weighed]) -> bool {
        let claims = &self.reading.claims;
        let Some(quantity) = claims[i].quantity() else { return false };
        // 财政支出预算1506万元,实现支出1504万元
        let part = |i: usize| self.reading.clauses[claims[i].clause].part;
        let of_it = |j: usize| part(j) == part(i) && claims[j].indicator.contains(&claims[i].indicator);
        // 总收入达2.6亿元,比上年增加0.2亿元: how much it shall change is not what it shall come to.
        let changes = |i: usize| claims[i].trend.is_some();
        // 每年新建20所,三年内新建60所: what each year asks for is not what all of them do.
        let each = |i: usize| claims[i].marks.each;
        let item =
            |j: usize| self.from(at(&claims[j])).take_while(|cued| cued.span.from < at(&claims[i])).any(|cued| cued.cue == Cue::Item);
        (i.saturating_sub(NEAR)..i).any(|j| {
            weighed[j].stance == Stance::Target
                && claims[j].clause != claims[i].clause
                && claims[j].is_in_the_unit_of(quantity)
                && changes(j) == changes(i)
                && each(j) == each(i)
                && (claims[j].indicator == claims[i].indicator
                    || same_head(&claims[j].indicator, &claims[i].indicator) && claims[i].level
                    || self.completes(i) && (claims[i].inherited || of_it(j)))
                && !item(j)
                && !(claims[i].inherited && self.is_another_step(i, weighed))
        })
    }

    /// 计划新开工580套,基本建成430套。截至6月底,已开工412套,基本建成224套: whether what a verb of its own plans is one of several steps, of each of which a later
    /// sentence reports.
    fn is_another_step(&self, i: usize, weighed: &[Weighed]) -> bool {
        let claims = &self.reading.claims;
        let sentence = |i: usize| self.reading.clauses[claims[i].clause].sentence;
        let own = claims[i].action.is_some() && claims[i].verb.is_some_and(|verb| verb.force != Force::Frame);
        let alike = |j: &usize| claims[i].quantity().is_some_and(|quantity| claims[*j].is_in_the_unit_of(quantity));
        let behind = (i + 1..claims.len()).take(NEAR);
        let reported = behind.filter(|&j| sentence(j) > sentence(i) && weighed[j].stance == Stance::Result && claims[j].stated.is_none());
        own && reported.filter(alike).nth(1).is_some()
    }

    /// 税收任务174万,完成198万,其中契税完成74万: whether a verb of completion goes on with what was done of the plan in the clause before.
    fn goes_on_with_a_result(&self, i: usize, weighed: &[Weighed]) -> bool {
        let claims = &self.reading.claims;
        let part = |i: usize| self.reading.clauses[claims[i].clause].part;
        let done = |j: usize| weighed[j].stance == Stance::Result && weighed[j].spoke & Evidence::Twin.bit() != 0;
        self.completes(i) && i.checked_sub(1).is_some_and(|j| done(j) && part(j) == part(i))
    }

    /// Whether a claim names a year that is no later one, behind a plan of this year in an earlier clause.
    fn is_of_another_year(&self, claim: &Claim<'_>, governor: Governor) -> bool {
        let plan = governor.plans() && governor.clause < claim.clause;
        // The plan has a number of its own already.
        let claims = &self.reading.claims;
        let first = claims.partition_point(|other| other.clause < governor.clause);
        let has_one = || claims.get(first).is_some_and(|other| other.clause < claim.clause);
        let earlier = claim.year.is_some_and(|year| self.ground.year.is_none_or(|now| year < now));
        plan && earlier && claim.due.is_none_or(|due| Some(due) == claim.year) && has_one()
    }

    /// Whether the next claim in its part of the sentence says how far it is from the plan, or what share of the plan it is.
    fn is_set_against(&self, claim: &Claim<'_>, clause: &Clause, plans: bool) -> bool {
        let bounded = claim.quantity().is_some_and(|quantity| quantity.bound.is_some());
        if claim.stated.is_some() || bounded {
            return false;
        }
        let behind = self.reading.claims.partition_point(|other| at(other) <= at(claim));
        let next = self.reading.claims[behind..].iter().take(2).filter(|other| self.reading.clauses[other.clause].part == clause.part);
        let differs = |form| matches!(form, Form::Above | Form::Below | Form::Better);
        // 任务3800户,实际改造4559户,超额完成20%: it is the result between that is set against the plan.
        let between = self.reading.claims.get(behind).zip(claim.quantity()).is_some_and(|(next, own)| plans && next.is_in_the_unit_of(own));
        next.enumerate().filter(|(n, _)| *n == 0 || !between).any(|(n, other)| {
            // 新增床位7069张,为计划的101%; but 计划新建10所,完成计划的80%.
            let share = n == 0 && !plans && claim.quantity().is_some_and(|quantity| quantity.unit.dimension() != "share");
            // 收入完成10372万元,占年初预算月进度的131%
            let schedule = |stated: Stated| n == 0 && share && stated.of == StatedOf::Interim;
            other.stated.is_some_and(|stated| stated.of == StatedOf::Target && (differs(stated.form) || share) || schedule(stated))
        })
    }

    /// 税收任务174万元,完成198万元: whether the name of a plan stands at a number, and the next number says what was done of it.
    fn answered_behind(&self, claim: &Claim<'_>, clause: &Clause, governor: Governor) -> bool {
        let Some(quantity) = claim.quantity() else { return false };
        let behind = self.reading.claims.partition_point(|other| at(other) <= at(claim));
        let own_plan =
            governor.kind == Governing::Plan && governor.to + AT_NUMBER >= quantity.outer.from && governor.to <= quantity.span.from;
        let completes = |other: &Claim<'_>| {
            let front = self.reading.clauses[other.clause].span.from;
            self.from(front)
                .take_while(|cued| cued.span.from < at(other))
                .any(|cued| matches!(cued.cue, Cue::Weak | Cue::Report | Cue::Aspect))
        };
        let next = self.reading.claims.get(behind).filter(|next| next.clause > claim.clause && next.stated.is_none());
        own_plan
            && next.is_some_and(|next| {
                next.is_in_the_unit_of(quantity) && self.reading.clauses[next.clause].part == clause.part && completes(next)
            })
    }

    /// 其中12亿元已完成: what is said behind a number, up to the next one. Of a plan's own number it says that the plan was carried out:
    /// 计划造林105亩已经完成.
    fn done_behind(&self, claim: &Claim<'_>, clause: &Clause, planned: bool) -> bool {
        let Some(quantity) = claim.quantity() else { return false };
        let next = self.next_quantity(quantity.span.to);
        next >= clause.span.to
            && self
                .from(quantity.span.to)
                .take_while(|cued| cued.span.from < clause.span.to)
                .any(|cued| cued.cue == Cue::Aspect && !cued.inside && (cued.met || !planned))
    }

    /// Whether a claim stands where a paragraph says what is asked for: in front of what is reported, in one of its first sentences.
    fn stands_first(&self, claim: &Claim<'_>, reports: usize, next_reports: bool) -> bool {
        let sentence = self.reading.clauses[claim.clause].sentence;
        let early = sentence < FIRST;
        match reports {
            // 2.培育服务平台3家: of an account nothing is reported.
            usize::MAX => {
                let does = |claim: &Claim<'_>| claim.verb.is_some_and(|verb| matches!(verb.governs, Governs::Count | Governs::Less));
                // 2.培育服务平台3家,示范工厂总数达25家: what it shall come to.
                let claims = &self.reading.claims;
                let first = claims.partition_point(|other| self.reading.clauses[other.clause].sentence < sentence);
                let acts = does(claim) || claim.level && claims.get(first).is_some_and(does);
                let told =
                    self.ground.section == Some(Section::Account) || self.ground.title.is_some_and(|title| title != SectionCue::Plan);
                self.numbered && told && acts && early
            }
            _ => self.numbered && early || next_reports && sentence == 0,
        }
    }

    /// 1834个偏远村通客车。上半年…: the first sentence of a paragraph says nothing of the time, and the next one begins to report.
    fn next_reports(&self, reports: usize) -> bool {
        let clauses = &self.reading.clauses;
        let silent = self.cues.iter().find(|cued| cued.cue != Cue::Weak).is_none_or(|cued| cued.span.from >= reports);
        let next = clauses.partition_point(|clause| clause.sentence == 0);
        silent && clauses.get(next).is_some_and(|clause| clause.span.from <= reports && reports < clause.span.from + OPENS)
    }

    fn names_a_year(&self, i: usize) -> bool {
        let claim = &self.reading.claims[i];
        claim.year.is_some_and(|year| self.ground.year != Some(year)) && claim.period.is_none()
    }

    /// Whether something is asked for before claim `i`, and no year is named in front of it.
    fn is_asked_without_one(&self, i: usize, weighed: &[Weighed]) -> bool {
        let year = self.reading.claims[i].year;
        let mut asked = (i.saturating_sub(NEAR)..i).filter(|&j| weighed[j].stance == Stance::Target).peekable();
        asked.peek().is_some()
            && asked.all(|j| self.reading.claims[j].year.is_none_or(|named| Some(named) != year) && self.reading.claims[j].due.is_none())
    }

    /// Where the first word stands that says of what follows that it is reported.
    fn first_report(&self) -> usize {
        let reports = |cued: &&Cued| matches!(cued.cue, Cue::Report | Cue::Aspect | Cue::Sum | Cue::Past | Cue::Compares) && !cued.inside;
        let cue = self.cues.iter().find(reports).map_or(usize::MAX, |cued| cued.span.from);
        let period = self
            .reading
            .periods
            .iter()
            .find(|period| is_over(period) && !period.is_one_month())
            .map_or(usize::MAX, |period| period.span.from);
        cue.min(period)
    }

    /// 出生男孩128人,…,比责任目标107高1.6: whether the first word that reports is a plan that the sentence of the claim is compared with.
    fn is_compared_behind(&self, claim: &Claim<'_>, reports: usize) -> bool {
        let cue = self.from(reports).next().filter(|cued| cued.span.from == reports && cued.met);
        let sentence = |clause: usize| self.reading.clauses[clause].sentence;
        cue.is_some_and(|cued| sentence(self.clause_at(cued.span.from)) <= sentence(claim.clause) + 1)
    }

    /// The cues of a claim's clause, as far as they may say something of it.
    fn around(&self, claim: &Claim<'_>) -> impl Iterator<Item = &Cued> {
        let (clause, at) = (self.reading.clauses[claim.clause].span, at(claim));
        let to = clause.to.min(at + AROUND);
        self.from(clause.from.max(at.saturating_sub(AROUND))).take_while(move |cued| cued.span.from < to)
    }

    fn from(&self, from: usize) -> impl Iterator<Item = &Cued> {
        self.cues[self.cues.partition_point(|cued| cued.span.from < from)..].iter()
    }

    /// The clause that a place stands in.
    fn clause_at(&self, at: usize) -> usize {
        let clauses = &self.reading.clauses;
        // The clauses in parentheses stand behind the one that holds them.
        let behind = clauses.partition_point(|clause| clause.span.from <= at);
        (behind.saturating_sub(NEAR)..behind).rev().find(|&i| clauses[i].span.to > at).unwrap_or(behind.saturating_sub(1))
    }

    /// Where the sentence of a clause begins.
    fn sentence_from(&self, clause: &Clause) -> usize {
        let clauses = &self.reading.clauses;
        let first = clauses.partition_point(|other| other.sentence < clause.sentence);
        clauses.get(first).map_or(clause.span.from, |first| first.span.from)
    }
}

/// A verb so near the beginning of its clause begins it: 1.|新建, 全年|新建.
const OPENS: usize = 24;
/// A number so near behind the name of a plan is the plan's own: 年度预期目标|9%.
const BEHIND: usize = 24;
/// The name of a plan so near in front of a number is of it: 任务为|580户.
const AT_NUMBER: usize = 9;
/// No word further from a number in its clause says something of it, in bytes.
const AROUND: usize = 600;
/// So many goals in a sentence make a list of goals.
const MATES: usize = 2;
/// What is asked for stands in so many sentences.
const FIRST: usize = 2;
/// So many claims before may be its twin.
const NEAR: usize = 24;

/// 省里要求参合率, 我县参合率: whether two names end in the same three characters at least, and the second has no more than two in front of them.
fn same_head(asked: &str, given: &str) -> bool {
    let shared = asked.chars().rev().zip(given.chars().rev()).take_while(|(a, b)| a == b).count();
    shared >= HEAD && given.chars().count() <= shared + 2
}

/// So many characters at the end of two names make them names of one thing.
const HEAD: usize = 3;

/// Whether a period is a part of a year, which a report says once it is over: 上半年, 截至目前.
fn is_over(period: &Period) -> bool {
    !period.several && period.length().is_none_or(|months| months < 12)
}

/// Whether nothing but a joint stands between the numbers of two claims: 40元|和|8元.
fn joined(before: &Claim<'_>, claim: &Claim<'_>) -> bool {
    let gap = before.quantity().zip(claim.quantity()).and_then(|(a, b)| b.outer.from.checked_sub(a.outer.to));
    gap.is_some_and(|gap| gap <= JOINT)
}

/// Where a claim stands.
fn at(claim: &Claim<'_>) -> usize {
    claim.quantity().map_or(claim.evidence.to, |quantity| quantity.span.from)
}
