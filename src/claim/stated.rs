//! What a report prints of its own work against the plan: a rate, or how far it is above or below.
//!
//! Reads: `完成年度处置任务量的62.7%`, `完成率100%`, `占目标任务数80公里的112.9%`, `占年度计划的40%、61%` (both), `比计划多完成12%`,
//! `低于目标1.5个百分点`, `超时序进度3.5个百分点`.
//! Refuses: a mark that is itself a share (`覆盖率目标为80%`), a share of something else (`占计划总投资的80%` is one whose base is unknown), what
//! other years and places are compared with.

use rust_decimal::Decimal;

use super::clause::Clause;
use super::plan;
use crate::grammar::{Quantity, TWICE};
use crate::lexicon::{Differs, Lexicon, Measure, StatedOf};
use crate::span::end_of;

/// A rate of a plan, or a difference from one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stated {
    /// Of what plan.
    pub(crate) of: StatedOf,
    pub(crate) form: Form,
    /// Where the words for it begin.
    pub(crate) from: usize,
}

/// How the plan and the figure stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// 完成计划的80%.
    Share,
    /// 占目标任务数80公里的112.9%: a share of a quantity that is printed, by its index.
    ShareOf(usize),
    /// 高于目标2.1个百分点.
    Above,
    /// 低于目标1.5个百分点.
    Below,
    /// 优于目标2微克/立方米: above, or below where less is better.
    Better,
}

/// How many bytes in front of a rate may say of what it is.
const BEFORE: usize = 120;
/// How many characters may stand between a word of comparison and the name of the plan: 高于|年初确定的|目标.
const BETWEEN: usize = 8;
/// What is planned by its size: 占计划|面积|的80%.
const SIZES: [&str; 4] = ["面积", "里程", "产量", "数量"];
/// What a plan is of, in front of its name, with the verb, is not longer, in bytes: 占|农村危房改造|任务.
const PLANNED: usize = 36;
/// Rates joined to one list.
const LIST: usize = 12;

/// A rate is printed to a whole point at the least, so that half a point and a little is its rounding.
const ROUNDING: Decimal = Decimal::from_parts(6, 0, 0, false, 3);

/// Whether a rate is that of a figure to a base, as far as it is printed.
pub(crate) fn is_share(figure: Decimal, base: Decimal, rate: Decimal) -> bool {
    figure.checked_div(base).and_then(|share| share.checked_sub(rate)).is_some_and(|off| off.abs() < ROUNDING)
}

/// What the quantity `i` is of the plan, if it is set against one.
pub(super) fn of(text: &str, clause: &Clause, quantities: &[Quantity<'_>], i: usize, lexicon: &Lexicon) -> Option<Stated> {
    let first = list_from(text, clause, quantities, i);
    let stated = difference(text, clause, &quantities[i], lexicon).or_else(|| rate(text, clause, quantities, first, lexicon))?;
    Some(stated).map(|stated| Stated { form: listed(text, quantities, i, first, stated.form), ..stated })
}

/// The first of the quantities that are joined to quantity `i` in one list of rates: 占年度计划的40%、61%.
fn list_from(text: &str, clause: &Clause, quantities: &[Quantity<'_>], i: usize) -> usize {
    let inside = |i: usize| i > 0 && clause.span.from <= quantities[i - 1].outer.from;
    let from = |lost: bool| {
        let joined = |i: usize| inside(i) && (joined(text, quantities, i) || lost && runs_on(text, quantities, i));
        (0..LIST).try_fold(i, |i, _| if joined(i) { Ok(i - 1) } else { Err(i) }).unwrap_or_else(|i| i)
    };
    let first = from(true);
    // 占年度目标(410亿元、108亿元)的118.7%156.2%, but not 预算完成率70%76%.
    if text[..quantities[first].outer.from].ends_with('的') { first } else { from(false) }
}

/// Whether quantity `i` stands right behind another rate, the joint between them lost: 118.7%156.2%.
fn runs_on(text: &str, quantities: &[Quantity<'_>], i: usize) -> bool {
    let Some(before) = i.checked_sub(1).map(|before| &quantities[before]) else { return false };
    before.unit.name == "%"
        && quantities[i].unit.name == "%"
        && text.get(before.outer.to..quantities[i].outer.from).is_some_and(|gap| gap.trim().is_empty())
}

/// The first of the quantities that are joined to quantity `i` in one list.
fn list_of(text: &str, quantities: &[Quantity<'_>], i: usize) -> usize {
    (0..LIST).try_fold(i, |i, _| if joined(text, quantities, i) { Ok(i - 1) } else { Err(i) }).unwrap_or_else(|i| i)
}

/// Whether quantity `i` is joined to the one before it: 40%、61%.
fn joined(text: &str, quantities: &[Quantity<'_>], i: usize) -> bool {
    let (Some(before), here) = (i.checked_sub(1).and_then(|before| quantities.get(before)), &quantities[i]) else { return false };
    let gap = text.get(before.outer.to..here.outer.from).map(str::trim);
    before.unit.name == here.unit.name && matches!(gap, Some("、" | "和" | "与" | "及"))
}

/// What form the rate `i` of a list has that begins at `first`: behind as many marks as there are rates, each is of the mark in its place,
/// 占年度目标(410亿元、108亿元)的118.7%、156.2%.
fn listed(text: &str, quantities: &[Quantity<'_>], i: usize, first: usize, form: Form) -> Form {
    let Form::ShareOf(last) = form else { return form };
    let marks = first - list_of(text, quantities, last);
    if marks > 1 && i >= marks { Form::ShareOf(i - marks) } else { form }
}

/// How many rates stand in the list that begins with quantity `first`.
fn rates_from(text: &str, clause: &Clause, quantities: &[Quantity<'_>], first: usize) -> usize {
    (first + 1..quantities.len().min(first + LIST)).take_while(|&i| list_from(text, clause, quantities, i) == first).count() + 1
}

/// Of what plan a share is a rate of completion.
fn rate(text: &str, clause: &Clause, quantities: &[Quantity<'_>], i: usize, lexicon: &Lexicon) -> Option<Stated> {
    let quantity = &quantities[i];
    let lost = has_lost_its_sign(text, clause, quantity);
    if !matches!(quantity.unit.name.as_ref(), "%" | "倍") && !lost {
        return None;
    }
    let before = end_of(&text[clause.span.from..quantity.outer.from], BEFORE);
    let start = quantity.outer.from - before.len();
    let base = i.checked_sub(1).filter(|&base| quantities[base].outer.from >= start.max(clause.span.from));
    let rates = rates_from(text, clause, quantities, i);
    let mut found = None;
    for (at, word, against) in lexicon.stated.find(before) {
        let behind = start + at + word.len();
        let rest = before[at + word.len()..].trim();
        let rest = rest.strip_prefix(['数', '量']).unwrap_or(rest);
        // 完成省政府下达|考核目标|任务的495%: the name may be of several words.
        let name = (0..3).fold(plan::adjectives(&before[..at], lexicon), |name, _| {
            let more = lexicon.stated.suffix(&before[..name]).filter(|(_, against)| !against.rate);
            more.map_or(name, |(word, _)| plan::adjectives(&before[..name - word.len()], lexicon))
        });
        let shares = share_verb(&before[..name], lexicon)
            .or_else(|| share_verb_before_a_thing(&before[..name], lexicon).filter(|_| !against.rate && (rest.is_empty() || rest == "的")));
        // 完成年度计划开工的80.8%, 完成年度计划投资比例52%: the plan of what is done.
        let done = rest.strip_suffix('的').or_else(|| shares.and_then(|_| rest.strip_suffix("比例")));
        // 占计划面积的80%: so much of it was planned.
        let of_what_is_done = done.is_some_and(|done| lexicon.is_verb(done.trim_end_matches('的')) || SIZES.contains(&done));
        let governs = rest == "的" || rest == "完成" || of_what_is_done;
        let stands = rest.is_empty()
            || [
                "达",
                "达到",
                "为",
                "约",
                "超",
                "已达",
                "已达到",
                "超过",
                "已",
                "仅",
                "在",
                "仅为",
                "只有",
                "均为",
                "分别为",
                "分别达",
                "分别达到",
            ]
            .contains(&rest);
        // The name of a rate stands at the number; the name of the plan there only where a verb says that a share of it follows: 占年计划74%, but
        // not 覆盖率目标为80%. 预算 alone is one only between that verb and 的.
        let close = match () {
            () if word == "预算" => shares.is_some() && rest == "的",
            // 是全年任务量的6.4倍
            () if quantity.unit.name == "倍" => shares.is_some() && rest == "的",
            () if against.rate => governs || stands,
            () => governs || stands && shares.is_some(),
        };
        // 占年任务61: what has no decimals is one only behind 占, and up to twice the plan.
        let share = |value: Decimal| value.scale() > 0 || before[..name].trim_end().ends_with('占') && value <= TWICE;
        let close = close && (!lost || rest == "的" || shares.is_some() && quantity.value.is_some_and(share));
        // 投资超出计划的53%: so much more than planned.
        let over = lexicon.differs_after.suffix(before[..name].trim_end()).filter(|_| rest == "的" && quantity.unit.name == "%");
        if let Some((differs, way)) = over {
            let form = if *way == Differs::Below { Form::Below } else { Form::Above };
            found = Some(Stated { of: against.of, form, from: start + before[..name].trim_end().len() - differs.len() });
            continue;
        }
        let printed = base.filter(|&base| {
            let first = list_of(text, quantities, base);
            (first == base || i - first == rates) && stands_between(text, behind, &quantities[first], &quantities[base], quantity)
        });
        let form = printed.map_or(Form::Share, Form::ShareOf);
        let from = start + shares.unwrap_or(name);
        if close || printed.is_some() {
            found = Some(Stated { of: against.of, form, from });
        } else if rest.ends_with('的') && word != "预算" {
            // 占计划总投资的80%: of something of the plan, not of the target.
            found = Some(Stated { of: StatedOf::Unknown, form: Form::Share, from });
        }
    }
    let interim = lexicon.stated.find(before).any(|(_, _, against)| against.of == StatedOf::Interim);
    if found.is_some_and(|found| found.of == StatedOf::Target) && interim {
        found = found.map(|found| Stated { of: StatedOf::Interim, ..found });
    }
    // 完成年度总投资的88.76%: what the year is to bring is its plan.
    if found.is_none()
        && !lost
        && let Some(at) = year_completed(before, lexicon)
    {
        found = Some(Stated { of: StatedOf::Target, form: Form::Share, from: start + at });
    }
    // 完成上半年60%的目标
    let after = &text[quantity.outer.to..clause.span.to];
    // 报告提出增长9%的目标 asks for it.
    let meets = || lexicon.meets.find(before).any(|(_, _, meets)| meets.share && meets.goal);
    if found.is_none() && (after.starts_with("的目标") || after.starts_with("的任务")) && meets() {
        let of = if before.contains("上半年") || before.contains("季度") { StatedOf::Interim } else { StatedOf::Unknown };
        found = Some(Stated { of, form: Form::Share, from: start });
    }
    found
}

/// Whether a clause sets what follows against a plan that it names, and counts nothing: 与计划规定的指标比较.
pub(super) fn compares_with_a_plan(said: &str, lexicon: &Lexicon) -> bool {
    let set = ["与", "和", "同", "按"].iter().any(|word| said.starts_with(word));
    let against = ["比较", "相比", "对照", "对比", "比"].iter().find_map(|word| said.strip_suffix(word));
    set && against.is_some_and(|plan| name_in(plan, lexicon))
}

/// Whether the name of a plan ends a text: 计划中规定的本年|指标.
fn name_in(said: &str, lexicon: &Lexicon) -> bool {
    said.chars().count() <= LIST * 2 && plan::name_at_end(said, lexicon).is_some_and(|(_, of)| of == StatedOf::Target)
}

/// 占年计划的58.2,: a bare number where a rate stands, of the size of one, whose sign was lost.
fn has_lost_its_sign(text: &str, clause: &Clause, quantity: &Quantity<'_>) -> bool {
    let rate = |value: Decimal| value > Decimal::ONE && value < Decimal::ONE_THOUSAND;
    quantity.unit.name.is_empty()
        && quantity.high.is_none()
        && quantity.value.is_some_and(rate)
        && text[quantity.span.from..].starts_with(|c: char| c.is_ascii_digit())
        && text[quantity.outer.to..clause.span.to].trim().is_empty()
}

/// Where a text begins to say that a share of what the year is to bring was completed: 完成|年度|总投资|的.
fn year_completed(before: &str, lexicon: &Lexicon) -> Option<usize> {
    let said = before.strip_suffix('的')?;
    let (at, word, _) = lexicon.meets.find(said).filter(|(_, word, meets)| meets.share && word.ends_with("完成")).last()?;
    let of = &said[at + word.len()..];
    let (year, ()) = lexicon.planners.prefix(of).filter(|(planner, ())| planner.contains('年') && !planner.contains('五'))?;
    let thing = &of[year.len()..];
    let amount = lexicon.measures.suffix(thing).is_some_and(|(_, measure)| matches!(measure, Some(Measure::Flow | Measure::Stock)));
    (amount && thing.chars().count() <= BETWEEN && thing.chars().all(char::is_alphabetic)).then_some(at)
}

/// Whether nothing but the mark, or a list of marks from `first` to `last`, and 的 stands between the name of the plan and the rate:
/// 目标任务数|100公里|的|136.9%.
fn stands_between(text: &str, behind: usize, first: &Quantity<'_>, last: &Quantity<'_>, rate: &Quantity<'_>) -> bool {
    let front = text.get(behind..first.outer.from).map(str::trim);
    let back = text.get(last.outer.to..rate.outer.from).map(str::trim);
    // 占计划里程120公里的71.7%, but 占计划总投资12亿元的70%.
    // 占计划到位资金(11.45亿元)的80.17%
    let short = |front: &str| {
        front.trim_end_matches(['(', '（']).chars().count() <= 4 && !front.contains(|c: char| c.is_ascii_digit() || "总、,，".contains(c))
    };
    front.is_some_and(short) && back.is_some_and(|back| ["的", "", "的比例为", "的比重为", ")的", "）的", ")", "）"].contains(&back))
}

/// Where the verb begins at the end of a text that says a share follows: 占, 完成, 相当于.
fn share_verb(front: &str, lexicon: &Lexicon) -> Option<usize> {
    let front = front.trim_end().trim_end_matches('了');
    lexicon.meets.suffix(front).filter(|(_, meets)| meets.share).map(|(verb, _)| front.len() - verb.len())
}

/// The same where what was planned stands between the verb and the name of the plan: 占|投资|计划, 完成|造林|任务.
fn share_verb_before_a_thing(front: &str, lexicon: &Lexicon) -> Option<usize> {
    let near = end_of(front, PLANNED);
    let begins = |(at, verb): (usize, &str)| {
        let thing = near[at + verb.len()..].trim_start_matches('了');
        let named = thing.chars().nth(1).is_some() && thing.chars().all(char::is_alphabetic);
        named && !thing.contains(['的', '已', '和', '与', '、', '为', '达', '率', '总']) && !lexicon.meets.any(thing)
    };
    let verbs = lexicon.meets.find(near).filter(|(_, verb, meets)| meets.share && (*verb == "占" || verb.ends_with("完成")));
    verbs.map(|(at, verb, _)| (at, verb)).filter(|found| begins(*found)).last().map(|(at, _)| front.len() - near.len() + at)
}

/// 高于目标2.1个百分点, 比年计划多完成12%, 超额12%.
fn difference(text: &str, clause: &Clause, quantity: &Quantity<'_>, lexicon: &Lexicon) -> Option<Stated> {
    let before = end_of(&text[clause.span.from..quantity.span.from], BEFORE);
    let start = quantity.span.from - before.len();
    let said = before.trim_end();
    let form = |way| match way {
        Differs::Above => Form::Above,
        Differs::Below => Form::Below,
        Differs::Better => Form::Better,
    };
    // 高于|目标
    if let Some((at, of)) = named_at_end(said, lexicon) {
        let front = &said[..at];
        let word = lexicon.differs_after.find(front).filter(|(at, word, _)| near(&front[at + word.len()..])).last();
        if let Some((at, word, &way)) = word {
            // 高于上年目标1个百分点: of another year.
            let another = lexicon.another.prefix(said[at + word.len()..].trim_start()).is_some();
            let past = another && said[at..].contains('年');
            return Some(Stated { of: if past { StatedOf::Unknown } else { of }, form: form(way), from: start + at });
        }
    }
    // 比|目标|高
    let bare = said.trim_end_matches(['了', '出']);
    if let Some((word, &way)) = lexicon.differs_before.suffix(bare) {
        let front = &bare[..bare.len() - word.len()];
        let at = front.rfind(['比', '较', '与', '距', '离']);
        if let Some((at, plan)) = at.zip(at.and_then(|at| lexicon.stated.find(&front[at..]).last()))
            && near(&front[at + plan.0 + plan.1.len()..])
        {
            // 比去年预算低0.3个百分点
            let past = ["去年", "上年"].iter().any(|year| front[at..].contains(year));
            return Some(Stated { of: if past { StatedOf::Unknown } else { plan.2.of }, form: form(way), from: start + at });
        }
    }
    // 超额12%完成: no plan is named, but there is one.
    let (word, &way) = lexicon.differs.suffix(said).filter(|_| quantity.unit.name == "%")?;
    Some(Stated { of: StatedOf::Target, form: form(way), from: start + said.len() - word.len() })
}

/// A plan, or a schedule (时序进度), named at the end of a text, and where its name begins.
fn named_at_end(said: &str, lexicon: &Lexicon) -> Option<(usize, StatedOf)> {
    let schedule = || lexicon.stated.suffix(said).filter(|(_, against)| against.of == StatedOf::Interim);
    // 欠目标|进度|8.3个百分点: how far the plan should be by then.
    let pace = || said.strip_suffix("进度").and_then(|plan| plan::name_at_end(plan, lexicon)).map(|(from, _)| (from, StatedOf::Interim));
    plan::name_at_end(said, lexicon).or_else(pace).or_else(|| schedule().map(|(word, against)| (said.len() - word.len(), against.of)))
}

/// Whether two words so far apart belong together.
fn near(between: &str) -> bool {
    between.chars().count() <= BETWEEN && !between.contains(|c: char| c.is_ascii_digit() || "、,，;；".contains(c))
}
