//! Which claims of a task are targets.

use rust_decimal::Decimal;

use super::measure;
use super::{Claim, Figure, Reading, Said, TargetRule};
use crate::grammar::Quantity;
use crate::lexicon::{Approx, Bound, Commitment, Governs, Lexicon, Measure, Modality, Polarity};

/// A claim that the work is to reach. Texts are made of it at the edge.
#[derive(Debug, Clone)]
pub(crate) struct Target<'l> {
    pub(crate) claim: Claim<'l>,
    pub(crate) value: Option<Decimal>,
    pub(crate) high: Option<Decimal>,
    pub(crate) unit: String,
    pub(crate) approx: Option<Approx>,
    pub(crate) bound: Bound,
    pub(crate) measure: Measure,
    pub(crate) decrease: bool,
    /// Whether a fall of the thing is what is asked though no word of change says so: 贫困人口脱贫.
    pub(crate) lessens: bool,
    pub(crate) polarity: Polarity,
    pub(crate) implicit: bool,
    pub(crate) stretch: bool,
}

impl Target<'_> {
    /// Whether its number stands in a name, bounded, and no verb asks for it: 500万元以上固定资产投资.
    pub(crate) fn only_names_a_class(&self) -> bool {
        self.claim.quantity().is_some_and(Quantity::is_bounded_behind)
            && self.claim.action.is_none()
            && self.claim.rule == TargetRule::NounAfter
    }

    /// Names what it is of, where its own words do not.
    pub(crate) fn is_of(&mut self, name: &str) {
        if !self.claim.indicator.contains(name) {
            self.claim.indicator.insert_str(0, name);
        }
    }
}

/// The targets of a task cell.
///
/// Refuses: lists that the work refers to, thresholds of a class, the size of the place that a task is about, what stands in parentheses,
/// durations without a mark.
pub(crate) fn targets<'l>(text: &str, reading: &Reading<'l>, lexicon: &Lexicon) -> Vec<Target<'l>> {
    let mut targets: Vec<Target<'l>> = Vec::new();
    for claim in &reading.claims {
        // 已开设4间 is a fact.
        if claim.marks.done || !commits(text, claim, reading, lexicon) {
            continue;
        }
        let above = targets.last().filter(|above| reading.clauses[above.claim.clause].sentence == reading.clauses[claim.clause].sentence);
        let target = target(claim.clone(), above, lexicon);
        targets.push(target);
    }
    targets
}

pub(super) fn commits(text: &str, claim: &Claim<'_>, reading: &Reading<'_>, lexicon: &Lexicon) -> bool {
    let Said::Quantity(quantity) = &claim.said else { return true };
    if claim.reference
        || claim.class
        || claim.marks.past
        || quantity.value.is_none()
        || claim.stated.is_some()
        || claims_no_part(text, claim, reading)
    {
        return false;
    }
    measures(text, claim, quantity, lexicon)
}

/// Whether a claim says how much there is of something: it counts no parts of a speech, and is neither an age nor the size of a place.
fn measures(text: &str, claim: &Claim<'_>, quantity: &Quantity<'_>, lexicon: &Lexicon) -> bool {
    if !names_a_thing(&claim.indicator) || lexicon.comparisons.any(&claim.indicator) || orders_the_speech(claim, quantity, lexicon) {
        return false;
    }
    let bounded = quantity.bound.is_some() || claim.level || claim.trend.is_some();
    match quantity.unit.dimension() {
        "grade" => false,
        // 一次会议, 一个学段
        "piece" | "session" | "times" if text[quantity.span.from..].starts_with('一') => bounded,
        // 35-69周岁居民
        "age" => bounded,
        // 优良天数298天,比目标任务多8天
        "time" => {
            bounded
                || matches!(claim.rule, TargetRule::DifferenceFromTarget | TargetRule::GoalBeside | TargetRule::ShareOfTarget)
                || claim.verb.is_some_and(|verb| verb.governs == Governs::Fall)
        }
        // 推动年产45万吨饲料等项目建设: of what size a named project is.
        "mass" => {
            !(claim.rule == TargetRule::NounAfter && ["项目", "装置", "工程", "产能"].iter().any(|head| claim.indicator.contains(head)))
        }
        "area" | "mu" | "length" => !describes_a_place(text, claim, lexicon),
        _ => true,
    }
}

/// Whether a figure says how much was reached of something, and not what is left, what is planned, or how much of a plan it is.
pub(crate) fn reaches(text: &str, figure: &Figure<'_>, lexicon: &Lexicon) -> bool {
    let (claim, marks) = (&figure.claim, &figure.claim.marks);
    let open = marks.rest || marks.plan || claim.class || claim.stated.is_some();
    !open && claim.quantity().is_some_and(|quantity| quantity.value.is_some() && measures(text, claim, quantity, lexicon))
}

/// Whether an indicator is more than marks, a word of place, or what follows from a condition: ~, 内, 则不得分.
fn names_a_thing(indicator: &str) -> bool {
    let then = indicator.starts_with('则');
    // 75项完成计划,占总数的95%: a share of which is not said of what.
    let share = ["占总数", "占总量", "占全部", "占总"].contains(&indicator);
    !then
        && !share
        && indicator.contains(char::is_alphabetic)
        && !["内", "外", "上", "下", "中", "后", "前", "里", "间"].contains(&indicator)
}

/// 做好九个方面工作: the number only orders the speech.
fn orders_the_speech(claim: &Claim<'_>, quantity: &Quantity<'_>, lexicon: &Lexicon) -> bool {
    // 二十届八次全会: an ordinal.
    if quantity.unit.dimension() == "session" && ["全会", "会议", "全体会议"].iter().any(|head| claim.indicator.starts_with(head)) {
        return true;
    }
    let counted = matches!(quantity.unit.name.as_ref(), "个" | "项" | "大" | "种" | "档");
    counted && lexicon.rhetoric.prefix(&claim.indicator).is_some_and(|(word, ())| matches!(&claim.indicator[word.len()..], "" | "工作"))
}

/// What stands in parentheses is no target, but for the parts of one: 任务9.2万亩(其中植树3.8万亩、抚育4万亩).
fn claims_no_part(text: &str, claim: &Claim<'_>, reading: &Reading<'_>) -> bool {
    let clause = &reading.clauses[claim.clause];
    let first = reading.clauses[..claim.clause].iter().rposition(|other| !other.inside).map_or(0, |outer| outer + 1);
    // (继续教育116人,占计划任务数100人的116%): a mark that is printed for it is one of its own.
    clause.inside && claim.rule != TargetRule::ShareOfTarget && !reading.clauses[first].span.of(text).starts_with("其中")
}

/// 核心经济指标任务12项, 26项量化任务全部完成: how many there are is no target itself.
pub(super) fn counts_tasks(claim: &Claim<'_>) -> bool {
    let Some(quantity) = claim.quantity() else { return false };
    // 改造老旧小区任务52个 counts what the task is of.
    let counted = match quantity.unit.name.as_ref() {
        "项" | "件" => true,
        "个" | "条" => claim.rule == TargetRule::NounAfter,
        _ => false,
    };
    let head = claim.indicator.trim_end_matches(['中', '里', '内']);
    // 138项任务推进较好,113项达到进度要求
    counted
        && ["指标", "任务", "目标"].iter().any(|end| head.ends_with(end) || head.starts_with(end) || claim.inherited && head.contains(end))
}

/// 提升约32平方公里城市管理核心区管养标准: the size is the place's.
fn describes_a_place(text: &str, claim: &Claim<'_>, lexicon: &Lexicon) -> bool {
    let Some(quantity) = claim.quantity() else { return false };
    let noun = &text[quantity.outer.to..claim.evidence.to.max(quantity.outer.to)];
    let behind = claim.behind.of(text);
    !noun.trim().is_empty()
        && (lexicon.qualities.suffix(behind).is_some() || behind.ends_with('区') || behind.contains('区') && lexicon.qualities.any(behind))
}

pub(super) fn target<'l>(claim: Claim<'l>, above: Option<&Target<'l>>, lexicon: &Lexicon) -> Target<'l> {
    let measure = measure::measure(&claim, lexicon);
    let polarity = measure::polarity(&claim, lexicon);
    let decrease = measure::decreasing(&claim);
    let quantity = match &claim.said {
        Said::Commitment(kind) => {
            let (value, unit, bound) = match kind {
                Commitment::Cover => (Decimal::ONE_HUNDRED, "%", Bound::Ge),
                Commitment::Clear => (Decimal::ZERO, "", Bound::Eq),
                Commitment::Hold => (Decimal::ZERO, "%", Bound::Le),
                Commitment::Fall => (Decimal::ZERO, "%", Bound::Lt),
            };
            return Target {
                value: Some(value),
                high: None,
                unit: unit.to_owned(),
                approx: None,
                bound,
                measure,
                decrease,
                lessens: false,
                polarity,
                implicit: true,
                stretch: false,
                claim,
            };
        }
        Said::Quantity(quantity) => quantity.clone(),
    };
    // 实现固定资产投资900亿元以上,力争突破千亿: a second mark for the same indicator.
    let stretch = claim.inherited
        && claim.trend.is_none()
        && claim.modality.is_some()
        && above.is_some_and(|above| {
            above.claim.indicator == claim.indicator
                && (above.claim.clause != claim.clause || hopes_for_more(above, &claim))
                && higher(above, &quantity)
                && same_unit(above, &quantity)
        });
    // 3万以上农村贫困人口: the unit stands in the name.
    let people = quantity.unit.unit.is_none()
        && !quantity.unit.per
        && claim.indicator.contains("人口")
        && quantity.value.is_some_and(|value| value >= Decimal::from(10_000));
    let unit = match above {
        _ if people => "人".to_owned(),
        Some(above) if stretch && quantity.unit.unit.is_none() => above.unit.clone(),
        _ => quantity.unit.name.clone().into_owned(),
    };
    let measure = match above {
        Some(above) if stretch => above.measure,
        _ => measure,
    };
    Target {
        value: quantity.value,
        high: quantity.high,
        unit,
        approx: quantity.approx,
        bound: quantity.bound.unwrap_or(Bound::Eq),
        measure,
        decrease,
        // 减少贫困人口1000万 is answered by 贫困人口减少1386万.
        lessens: !decrease
            && (lexicon.lessening.any(&claim.indicator)
                || claim.verb.is_some_and(|verb| matches!(verb.governs, Governs::Fall | Governs::Less))),
        polarity,
        implicit: false,
        stretch,
        claim,
    }
}

/// 确保90亿元、力争100亿元
fn hopes_for_more(above: &Target<'_>, claim: &Claim<'_>) -> bool {
    claim.modality == Some(Modality::Strive) && above.claim.modality != claim.modality
}

fn higher(above: &Target<'_>, quantity: &Quantity<'_>) -> bool {
    above.value.zip(quantity.value).is_some_and(|(low, high)| high > low)
}

fn same_unit(above: &Target<'_>, quantity: &Quantity<'_>) -> bool {
    quantity.unit.unit.is_none() || above.unit == quantity.unit.name
}
