//! Prose that tells in one breath what was planned and what was done: a paragraph that is task and progress at once.
//!
//! Reads: `计划新增7条公交线路,现已新增20条` ([`promise`]), `20公里步行道已完成7.42公里` ([`topic`]), `低于3%左右的预期目标` ([`goal`]),
//! `占目标任务数80公里的112.9%` and `低于目标1.5个百分点` ([`against`]), `完成任务数120%` ([`alone`]).
//! Refuses: what is only reported (`新增企业5家`), lists of what is arranged (`安排项目444项`), next steps, differences from a schedule.

mod against;
mod alone;
mod goal;
mod promise;
mod topic;

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::clause::Clause;
use super::figure::{self, Figure};
use super::noun::{near, tidy};
use super::place::Places;
use super::plan;
use super::stated::Form;
use super::target::{self, Target};
use super::{Claim, Marks, Reading, TargetRule};
use crate::grammar::Quantity;
use crate::lexicon::{Adverb, Lexicon, StatedOf};
use crate::role::{Section, Stance, Weighed};
use crate::span::Span;
use goal::{Goal, Passed};

pub(crate) use against::divides;
pub(crate) use alone::rate_alone;

/// The targets of a paragraph and its figures.
#[derive(Debug)]
pub(crate) struct Told<'l> {
    pub(crate) targets: Vec<Target<'l>>,
    pub(crate) figures: Vec<Figure<'l>>,
    /// What the wording itself says of each target.
    pub(crate) beside: Vec<Beside>,
}

/// What the wording gives a target for its answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Beside {
    /// Nothing: the figures of the paragraph are compared.
    Open,
    /// The figure, by its index.
    Figure(usize),
    /// Words that say it is done.
    Done(Span),
}

/// What a claim is in the paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Reported.
    Figure,
    /// Promised: a target that the figures are compared with.
    Promised,
    /// A thing with its size, and the claim that says how much of it is done.
    Topic(usize),
    /// A mark that is printed beside what was reached.
    Goal(Goal),
    /// Promised, and said to be done in words.
    Done(Span),
    /// The mark inside a rate.
    Base,
    /// A printed mark that words alone say was passed.
    Passed(Passed),
    /// Of another time.
    Context,
}

struct Teller<'t, 'r, 'l> {
    text: &'t str,
    reading: &'r Reading<'l>,
    lexicon: &'l Lexicon,
    parts: Vec<Part>,
    stances: &'r [Weighed],
    section: Option<Section>,
}

/// Reads the targets and the figures of a paragraph whose claims were weighed, in what section it stands.
pub(crate) fn told<'l>(text: &str, reading: &Reading<'l>, stances: &[Weighed], section: Option<Section>, lexicon: &'l Lexicon) -> Told<'l> {
    let mut teller = Teller { text, reading, lexicon, parts: vec![Part::Figure; reading.claims.len()], stances, section };
    teller.bases();
    teller.goals();
    teller.promises();
    teller.topics();
    teller.confirmed();
    teller.wholes();
    teller.among_goals();
    teller.told()
}

impl Told<'_> {
    /// The promise that a mark beside a figure repeats.
    fn promised_before(&self, target: &Target<'_>, beside: Beside) -> Option<usize> {
        let repeats = matches!(beside, Beside::Done(_))
            || matches!(target.claim.rule, TargetRule::DifferenceFromTarget | TargetRule::GoalBeside | TargetRule::ShareOfTarget);
        let first = self.targets.len().saturating_sub(NEAR);
        (first..self.targets.len()).filter(|_| repeats).find(|&at| {
            let before = &self.targets[at];
            // 覆盖率达到86%以上。…覆盖率达88%,超目标1个百分点: where the mark itself is printed, no difference gives another.
            let printed = target.claim.rule == TargetRule::DifferenceFromTarget && before.claim.rule != TargetRule::DifferenceFromTarget;
            (self.beside[at] == Beside::Open || self.beside[at] == beside)
                && (&before.unit, before.measure) == (&target.unit, target.measure)
                && (before.value == target.value || printed)
                && before.claim.indicator == target.claim.indicator
        })
    }

    /// The target of the same mark for an earlier or a later step of the same thing: 已开工6万户、竣工4万户,占任务6万户的111%和70%.
    fn of_another_step(&self, target: &Target<'_>, lexicon: &Lexicon) -> bool {
        let base = |target: &Target<'_>| target.claim.quantity().map(|quantity| quantity.span);
        let shares = |target: &Target<'_>| target.claim.rule == TargetRule::ShareOfTarget;
        let thing = |target: &Target<'_>| {
            let indicator = &target.claim.indicator;
            lexicon.verbs.suffix(indicator).map(|(verb, _)| indicator[..indicator.len() - verb.len()].to_owned())
        };
        let before = self.targets.last().filter(|before| shares(before) && shares(target) && base(before) == base(target));
        before.is_some_and(|before| thing(before).is_some_and(|of| Some(of) == thing(target)))
    }
}

impl<'l> Teller<'_, '_, 'l> {
    fn claims(&self) -> &[Claim<'l>] {
        &self.reading.claims
    }

    fn clause(&self, i: usize) -> &Clause {
        &self.reading.clauses[self.reading.claims[i].clause]
    }

    /// Marks the marks that are printed beside what was reached, and the differences from them.
    fn goals(&mut self) {
        for i in 0..self.claims().len() {
            let claim = &self.claims()[i];
            if self.parts[i] != Part::Figure {
                continue;
            }
            // 较8%的年度目标低|2个百分点: what the printed mark says already.
            let goes_on = |j: usize| matches!(self.parts[j], Part::Goal(_)) && self.near_clause(j, i);
            if let Some(goal) = self.one_of_a_list(i) {
                self.parts[i] = Part::Goal(goal);
            } else if i > 0 && (goes_on(i - 1) || i > 1 && goes_on(i - 2)) && claim.quantity().is_some_and(|q| self.is_distance(i, q)) {
                self.parts[i] = Part::Base;
            } else if let Some(goal) = self.goal(i) {
                self.parts[i] = Part::Goal(goal);
            } else if self.stances[i].stance != Stance::Context
                && self.stances[i].is_named_behind()
                && let Some(passed) = self.passed(i)
            {
                self.parts[i] = Part::Passed(passed);
            }
        }
    }

    /// Whether claim `i` stands in the clause of claim `j` or in the next one.
    fn near_clause(&self, j: usize, i: usize) -> bool {
        self.claims()[i].clause <= self.claims()[j].clause + 1 && self.clause(i).part == self.clause(j).part
    }

    /// 较去年估算的供应43.8万个少4.3%: what a clause sets something against is not what was reached.
    fn is_a_base(&self, i: usize) -> bool {
        let claim = &self.claims()[i];
        let opens = self.front(i).trim_start().trim_start_matches(['亦', '也', '均']).starts_with(['较', '比']);
        let behind = claim.behind.of(self.text);
        let differs = || self.lexicon.differs_before.find(behind).any(|(at, ..)| behind[..at].chars().count() <= UNIT);
        opens && claim.trend.is_none() && claim.stated.is_none() && differs()
    }

    /// 差, 低, 还差 in front of a number: how far it is from the mark beside it.
    fn is_distance(&self, i: usize, quantity: &Quantity<'_>) -> bool {
        let front = self.text[self.clause(i).span.from..quantity.span.from].trim_end();
        // 超12%的目标|14.4个百分点
        let points = || quantity.unit.dimension() == "point" && self.lexicon.stated.suffix(front).is_some();
        self.lexicon.differs_before.suffix(front).is_some() || points()
    }

    /// 加快7个重点项目建设,确保4个建成: among goals, what is neither asked for nor reported answers nothing.
    fn among_goals(&mut self) {
        if !self.section.is_some_and(Section::asks) {
            return;
        }
        for i in 0..self.parts.len() {
            if self.parts[i] == Part::Figure && self.claims()[i].stated.is_none() && self.stances[i].stance == Stance::Open {
                self.parts[i] = Part::Context;
            }
        }
    }

    /// 会战7个重点项目,确保4个建成: what is neither asked for nor reported, and of which some are promised, is no answer.
    fn wholes(&mut self) {
        for i in 1..self.parts.len() {
            let (whole, part) = (&self.claims()[i - 1], &self.claims()[i]);
            let of_it =
                part.inherited && part.indicator == whole.indicator && part.quantity().is_some_and(|own| whole.is_in_the_unit_of(own));
            if of_it
                && self.parts[i] == Part::Promised
                && self.parts[i - 1] == Part::Figure
                && self.stances[i - 1].stance == Stance::Open
                && part.trend.is_none()
            {
                self.parts[i - 1] = Part::Context;
            }
        }
    }

    /// Marks the quantities that stand in a rate as its base.
    fn bases(&mut self) {
        for i in 0..self.claims().len() {
            let Some(Form::ShareOf(base)) = self.claims()[i].stated.map(|stated| stated.form) else { continue };
            let base = self.reading.quantities[base].span;
            let near =
                (i.saturating_sub(NEAR)..i).rev().find(|&j| self.claims()[j].quantity().is_some_and(|quantity| quantity.span == base));
            if let Some(near) = near {
                self.parts[near] = Part::Base;
            }
        }
    }

    fn told(&self) -> Told<'l> {
        let mut told = Told { targets: Vec::new(), figures: Vec::new(), beside: Vec::new() };
        let places = Places::of(self.text, &self.reading.clauses, self.lexicon);
        // The index of each claim among the figures.
        let mut indices = vec![None; self.claims().len()];
        for (i, claim) in self.claims().iter().enumerate() {
            if self.parts[i] == Part::Figure && claim.quantity().is_some() && !claim.class && !self.is_cut_off(i) && !self.is_a_base(i) {
                indices[i] = Some(told.figures.len());
                let mut figure = figure::figure(claim.clone(), self.lexicon);
                if self.is_of_the_plan(i) {
                    figure.claim.period = None;
                }
                // 力争突破260亿元,最终为143亿元: what was hoped for is not what was reached.
                if self.stances[i].stance == Stance::Result {
                    figure.claim.modality = None;
                }
                told.figures.push(figure);
            }
        }
        for i in 0..self.claims().len() {
            let claim = &self.claims()[i];
            let beside = |answer: usize| indices[answer].map_or(Beside::Open, Beside::Figure);
            let found: Vec<(Claim<'l>, Beside)> = match self.parts[i] {
                Part::Promised => vec![(claim.clone(), self.carried_out(i).map_or(Beside::Open, beside))],
                // 36处隐患点已整治28处: what was done is what was to be done.
                Part::Topic(done) => vec![(Claim { verb: claim.verb.or(self.claims()[done].verb), ..claim.clone() }, beside(done))],
                Part::Goal(goal) => vec![(self.printed(i, goal), beside(goal.answer))],
                Part::Done(words) => vec![(claim.clone(), Beside::Done(words))],
                Part::Passed(Passed { named, words }) => {
                    let own = tidy(named.of(self.text));
                    // 销量将增长70%,结合其2018年超额完成20万辆目标: of what the sentence speaks of.
                    let before = || (i.saturating_sub(NEAR)..i).rev().find(|&j| self.clause(j).sentence == self.clause(i).sentence);
                    let indicator = if own.ends_with('年') { before().map_or(own, |j| self.claims()[j].indicator.clone()) } else { own };
                    vec![(Claim { indicator, evidence: words, ..claim.clone() }, Beside::Done(words))]
                }
                Part::Base | Part::Context => Vec::new(),
                // What looks back sets no goals; it may print one beside what was reached, but what only a difference gives is one of the report before.
                Part::Figure if self.section == Some(Section::Review) && !self.prints_its_mark(i) => Vec::new(),
                Part::Figure => self.set_against(i).into_iter().map(|(claim, answer)| (claim, beside(answer))).collect(),
            };
            found.into_iter().for_each(|(claim, beside)| self.tell(&mut told, claim, beside, &places));
        }
        told
    }

    /// 完成|十种有色金属产量|98万吨, 8类45项目标: a count of kinds is part of the name of what is measured behind it, or of what is counted there.
    fn counts_kinds(&self, claim: &Claim<'_>) -> bool {
        let Some(quantity) = claim.quantity().filter(|quantity| matches!(quantity.unit.name.as_ref(), "种" | "类")) else { return false };
        let clause = self.reading.clauses[claim.clause].span;
        let next = self.reading.quantities.partition_point(|other| other.span.from < quantity.span.to);
        let next = self.reading.quantities.get(next).filter(|next| next.span.to <= clause.to);
        next.is_some_and(|next| next.unit.dimension() != "piece" || next.outer.from == quantity.outer.to)
    }

    /// Whether an indicator is a verb that says no more than that so much was done: 完成.
    fn only_says_done(&self, indicator: &str) -> bool {
        self.lexicon.reached.prefix(indicator).is_some_and(|(word, ())| word.len() == indicator.len())
    }

    /// 自治区资金29 6万元: a blank stands where a part of the number was.
    fn is_cut_off(&self, i: usize) -> bool {
        let from = self.claims()[i].quantity().map_or(0, |quantity| quantity.span.from);
        self.text[..from].strip_suffix(' ').is_some_and(|front| front.ends_with(|c: char| c.is_ascii_digit()))
    }

    /// Adds what a claim asks for to what was told.
    fn tell(&self, told: &mut Told<'l>, claim: Claim<'l>, beside: Beside, places: &Places<'_>) {
        // 26项量化任务全部完成, but among goals: 谋划33项任务.
        if !self.section.is_some_and(Section::asks) && target::counts_tasks(&claim) {
            return;
        }
        // 提前完成任务的有3项: how many have met their plans.
        let counted = self.text[..claim.quantity().map_or(0, |quantity| quantity.outer.from)].trim_end();
        if ["的有", "的共有", "的共", "的达"].iter().any(|end| counted.ends_with(end)) {
            return;
        }
        // 142辆房车中,55辆为电动车; 建设规模在1000套以上的项目: a whole, and a class.
        let behind = &self.text[claim.evidence.to..];
        let classifies = claim.quantity().is_some_and(|quantity| {
            let counts =
                matches!(quantity.unit.dimension(), "piece" | "person" | "household" | "area" | "mu") && quantity.is_bounded_behind();
            let rest = &self.text[quantity.outer.to..near(self.text, quantity.outer.to, self.text.len())];
            counts && rest.starts_with('的') && plan::behind(rest, quantity, self.lexicon).is_none()
        });
        let whole = claim.evidence.of(self.text).ends_with('中') && behind.starts_with([',', '，']) && claim.rule == TargetRule::NounAfter;
        // 完成2万人: of what is not said.
        if whole || classifies || self.counts_kinds(&claim) || self.only_says_done(&claim.indicator) {
            return;
        }
        // 去年全年目标投放20亿元: of whatever time, it was asked for.
        let marks = Marks { past: false, ..claim.marks };
        if !target::commits(self.text, &Claim { stated: None, marks, ..claim.clone() }, self.reading, self.lexicon) {
            return;
        }
        let named = without_plan(claim.indicator, self.lexicon);
        // 一般公共预算支出年初预算为54亿元,支出预算调整为79亿元: of the same money.
        let money = told.targets.last().filter(|last| ["收入", "支出"].contains(&named.as_str()) && last.claim.indicator.ends_with(&named));
        let indicator = places.named(claim.clause, money.map_or(named, |last| last.claim.indicator.clone()));
        let target = target::target(Claim { marks: Marks::default(), indicator, ..claim }, None, self.lexicon);
        match told.promised_before(&target, beside) {
            // 控制在4.5%以内。…失业率3.2%,低于控制目标1.3个百分点: the difference says again what was promised.
            Some(at) => told.beside[at] = beside,
            // The thing is done when its last step is.
            None if told.of_another_step(&target, self.lexicon) => {
                if let (Some(last), Some(answer)) = (told.targets.last_mut(), told.beside.last_mut()) {
                    (*last, *answer) = (target, beside);
                }
            }
            None => {
                told.targets.push(target);
                told.beside.push(beside);
            }
        }
    }

    /// 全年要完成60条,现已完成45条: whether the period of a figure is the one that is planned for.
    fn is_of_the_plan(&self, i: usize) -> bool {
        let claim = &self.claims()[i];
        let Some(period) = claim.period.map(|period| period.span) else { return false };
        let plans = |j: &usize| self.parts[*j] == Part::Promised && self.claims()[*j].clause != claim.clause;
        let holds = |span: Span| span.from <= period.from && period.to <= span.to;
        (i.saturating_sub(NEAR)..i).filter(plans).any(|j| holds(self.clause(j).span))
    }

    /// 年度计划288亩,累计完成185亩: the only figure of a part of the sentence that says no more than how much was done is of the only promise there.
    fn carried_out(&self, i: usize) -> Option<usize> {
        let (claims, part) = (self.claims(), self.clause(i).part);
        let here = |j: &usize| self.clause(*j).part == part && !self.clause(*j).inside;
        let asked = claims[i].quantity()?;
        let promised = |j: usize| self.parts[j] == Part::Promised;
        if let Some(done) = self.confirmed_by_a_rate(i, asked) {
            return Some(done);
        }
        if (i.saturating_sub(NEAR)..i).filter(here).any(promised) || claims[i].marks.part && !self.opens_a_part(i) {
            return None;
        }
        // 计划招生8人,实际录取3人,计划招生14人,实际录取6人: up to the next promise behind what was done of this one.
        let behind: Vec<usize> = (i + 1..claims.len()).take(NEAR).take_while(|j| self.clause(*j).part == part).filter(here).collect();
        let next = behind.iter().position(|&j| promised(j)).filter(|&next| next > 0);
        let behind = &behind[..next.unwrap_or(behind.len())];
        let bare = |j: &usize| {
            let (claim, named) = (&claims[*j], claims[*j].indicator.as_str());
            let says = self.only_says_done(named) || SPENT.contains(&named) && self.front(*j).contains("实际");
            // 应改造厕所3200座,已改3015座: a verb of one character is no name.
            let says = says
                || named.chars().count() == 1 && self.front(*j).trim_end().strip_suffix(named).is_some_and(|said| said.ends_with('已'));
            // 计划招生2400人,实际录取2365人: what is next was really done.
            let asked_for = claims[i].indicator.as_str();
            // 但实际只|录取|了3人, 实际|录取|数12人
            let named = named.trim_start_matches(['但', '实', '际', '只', '仅']).trim_end_matches(['了', '数']);
            let alike =
                named.chars().nth(2).is_none() || self.lexicon.is_verb(named) || named.contains(asked_for) || asked_for.contains(named);
            let says = says
                || alike && *j == i + 1 && REALLY.iter().any(|word| self.front(*j).trim_start().trim_start_matches('但').starts_with(word));
            let told = self.parts[*j] == Part::Figure && claim.stated.is_none() && self.stances[*j].stance == Stance::Result;
            says && told && claim.clause > claims[i].clause && claim.is_in_the_unit_of(asked)
        };
        let mut done = behind.iter().copied().filter(bare);
        done.next().filter(|_| done.next().is_none() && !behind.iter().any(|&j| promised(j)))
    }

    /// Whether a printed rate makes a mark of claim `i`.
    fn is_confirmed(&self, i: usize) -> bool {
        let done = self.claims()[i].quantity().and_then(|asked| self.confirmed_by_a_rate(i, asked));
        done.is_some_and(|done| self.claims()[done + 1].stated.is_some())
    }

    /// 任务580户,现开工198户,开工率34.1%,竣工93户,竣工率16.0%: the last figure behind a promise in its unit whose printed rate is its share of it.
    fn confirmed_by_a_rate(&self, i: usize, asked: &Quantity<'_>) -> Option<usize> {
        let (claims, sentence) = (self.claims(), self.clause(i).sentence);
        let near = |j: &usize| self.clause(*j).sentence == sentence && self.parts[*j] != Part::Promised;
        let behind = || (i + 1..claims.len()).take(NEAR).take_while(near);
        let reported = |j: &usize| {
            let claim = &claims[*j];
            let told = self.parts[*j] == Part::Figure && self.stances[*j].stance == Stance::Result && claim.stated.is_none();
            told && claim.is_in_the_unit_of(asked) && !claim.marks.part && !claim.class && !self.clause(*j).inside
        };
        // 完成率 says itself of what it is the rate; any other share has to be it to the printed decimals.
        let confirms = |j: usize| {
            let next = claims.get(j + 1).filter(|rate| near(&(j + 1)) && rate.trend.is_none());
            let Some((next, rate)) = next.and_then(|next| Some((next, next.quantity()?))) else { return false };
            let of_plan = next.stated.is_some_and(|stated| stated.of == StatedOf::Target && stated.form == Form::Share);
            let decimals = rate.value.is_some_and(|value| value.scale() > 0) && asked.unit.dimension() != "share";
            let share = rate.unit.name == "%" && rate.bound.is_none() && rate.value != Some(Decimal::ONE_HUNDRED);
            share && (of_plan || decimals) && claims[j].quantity().is_some_and(|done| against::is_quotient(done, asked, rate))
        };
        behind().filter(reported).filter(|&j| confirms(j)).last()
    }

    /// 占目标任务数80公里的112.9%: whether the mark of a rate is printed.
    fn prints_its_mark(&self, i: usize) -> bool {
        self.claims()[i].stated.is_some_and(|stated| matches!(stated.form, Form::ShareOf(_)))
    }

    /// The nearest figure in front of claim `i` in its part of the sentence, else in the sentence.
    fn nearest(&self, i: usize, fits: impl Fn(usize) -> bool) -> Option<usize> {
        let (clause, from) = (self.clause(i), i.saturating_sub(NEAR));
        let free = |j: &usize| {
            let claim = &self.claims()[*j];
            self.parts[*j] == Part::Figure && claim.stated.is_none() && !claim.class && fits(*j)
        };
        let inside = |j: &usize| clause.inside || !self.clause(*j).inside;
        let in_part = (from..i).rev().filter(free).filter(inside).find(|&j| self.clause(j).part == clause.part);
        in_part.or_else(|| (from..i).rev().filter(free).filter(inside).find(|&j| self.clause(j).sentence == clause.sentence))
    }
}

/// Verbs that say so much was done with money, behind 实际.
const SPENT: [&str; 3] = ["支出", "投入", "使用"];
/// Words that say so much was really done.
const REALLY: [&str; 3] = ["实际", "最终", "结果"];
/// The noun of a unit is not longer, in characters: 43.8万个|单位|少4.3%.
const UNIT: usize = 3;
/// How many claims before a rate may be what it is of.
const NEAR: usize = 24;

/// An indicator without the name of the plan at its end, and without who set it in front: 省政府下达我市|能耗强度|年度目标.
fn without_plan(indicator: String, lexicon: &Lexicon) -> String {
    let kept = match plan::name_at_end(&indicator, lexicon) {
        // 预算收入任务: the money itself is no part of the plan's name.
        Some((from, _)) => &indicator[..from + plan::money_in(&indicator[from..]).unwrap_or(0)],
        _ => indicator.as_str(),
    };
    let kept = behind_its_plan(kept, lexicon);
    let kept = what_is_changed(kept.as_ref());
    // 销量目标|设定, 增速目标|定在
    let said = ["设定", "定"]
        .iter()
        .find_map(|set| kept.trim_end_matches(['於', '于', '在']).strip_suffix(set))
        .filter(|said| ["目标", "指标"].iter().any(|name| said.ends_with(name)));
    let kept = said.map_or(kept, |said| said.trim_end_matches("目标").trim_end_matches("指标")).trim_end_matches('的');
    // 国有林场|计划|造林
    let planned = kept.find("计划").filter(|&at| at > 0 && lexicon.is_verb(&kept[at + "计划".len()..]));
    let without = planned.map(|at| format!("{}{}", &kept[..at], &kept[at + "计划".len()..]));
    let kept = without.as_deref().unwrap_or(kept);
    // 目标|销量
    let measured = |said: &&str| lexicon.measures.suffix(said).is_some_and(|(word, _)| word.len() == said.len());
    let kept = ["目标", "计划"].iter().find_map(|name| kept.strip_prefix(name)).filter(measured).unwrap_or(kept);
    // PM2.5浓度|要求|下降18%
    let kept = kept.strip_suffix("要求").filter(|kept| kept.chars().nth(1).is_some()).unwrap_or(kept);
    let handed = kept.find("下达").filter(|&at| at < HANDED_DOWN).map_or(kept, |at| &kept[at + "下达".len()..]);
    let handed = match lexicon.adverbs.prefix(handed) {
        Some((word, Adverb::Place)) if handed.len() < kept.len() => &handed[word.len()..],
        _ => handed,
    };
    let named = if handed.is_empty() { kept } else { handed };
    tidy(if named.is_empty() { &indicator } else { named })
}

/// 今年的目标是|全年签约项目, 经营目标为|营业收入; with what the plan is of where what follows is only what is done to it, or how it is measured:
/// 棚户区改造|任务为|开工.
fn behind_its_plan<'t>(kept: &'t str, lexicon: &Lexicon) -> Cow<'t, str> {
    let found = ["目标是", "目标为", "任务是", "任务为", "计划为"].iter().filter_map(|said| Some((kept.find(said)?, said.len()))).max();
    let Some((at, len)) = found else { return Cow::Borrowed(kept) };
    let said = &kept[at + len..];
    let said = lexicon.adverbs.prefix(said).filter(|(word, _)| word.len() < said.len()).map_or(said, |(word, _)| &said[word.len()..]);
    let said = said.find(['(', '（']).map_or(said, |open| &said[..open]);
    let measured = || lexicon.measures.suffix(said).is_some_and(|(word, _)| word.len() == said.len());
    if lexicon.is_verb(said) || said.ends_with("面积") || measured() {
        let thing = kept[..at].trim_end_matches("目标").trim_end_matches(['的', '年']);
        let thing = if lexicon.is_verb(said) || said.ends_with("面积") { thing } else { "" };
        return Cow::Owned(format!("{thing}{said}"));
    }
    Cow::Borrowed(if said.is_empty() { kept } else { said })
}

/// 公司将|产品销量|提升至, 在2030年把|碳强度|由2005年水平: what something is done to, without who does it and without what it was before.
fn what_is_changed(kept: &str) -> &str {
    let thing = ["把", "将"].iter().filter_map(|word| Some(kept.rfind(word)? + word.len())).max().map_or(kept, |from| &kept[from..]);
    let thing = if thing.chars().nth(1).is_some() { thing } else { kept };
    let before = |at: usize, word: &str| thing[at + word.len()..].starts_with(|c: char| c.is_ascii_digit());
    let cut = ["由", "从", "较"].iter().filter_map(|word| thing.rfind(word).filter(|&at| at > 0 && before(at, word))).max();
    &thing[..cut.unwrap_or(thing.len())]
}

/// How many bytes name who hands a target down: 省政府, 市委、市政府.
const HANDED_DOWN: usize = 24;
