//! Why a figure cannot answer a target at all: unit, measure, class, plan, rest.

use rust_decimal::Decimal;

use super::compare::{sentence, unit};
use super::{PassedOver, Sides};
use crate::claim::{Figure, Target, TargetRule};
use crate::grammar::Period;
use crate::lexicon::{Bound, Lexicon, Measure, Modality, StatedOf};
use crate::span::Span;

/// Why a figure cannot answer a target at all.
pub(super) fn bar(sides: &Sides<'_, '_>, target: &Target<'_>, figure: &Figure<'_>) -> Option<PassedOver> {
    let quantity = figure.claim.quantity()?;
    if quantity.value.is_none() {
        return Some(PassedOver::NoValue);
    }
    if figure.claim.stated.is_some_and(|stated| stated.of != StatedOf::Unknown) {
        return Some(PassedOver::CompletionRate);
    }
    // 2021年全年新增480家 answers no target of a report that speaks of 2022.
    let year = figure.claim.year.or(figure.claim.period.and_then(|period| period.year));
    // In another report a later year is another period too.
    // 预期到2015年达到58%,2013年已达57.8%: the year by which it is due is not the year of the report.
    let dated = sides.year.filter(|&now| !(target.claim.due.is_some_and(|due| due >= now) && figure.claim.marks.done));
    let other = |year| dated.is_some_and(|now| year < now || sides.apart && year > now);
    if figure.claim.marks.past || year.is_some_and(other) {
        return Some(PassedOver::OtherPeriod);
    }
    // 年内达到70%。预计到2020年达到85%以上: what is bounded and due by a year is a later goal.
    let later = || figure.claim.due.is_some() && quantity.is_bounded_behind() && target.claim.due.is_none();
    if !sides.beside.is_empty() && !sides.apart && later() {
        return Some(PassedOver::OtherPeriod);
    }
    if is_of_an_earlier_year(sides, target, figure) || covers_more(sides, target, figure) {
        return Some(PassedOver::OtherPeriod);
    }
    if figure.claim.marks.rest {
        return Some(PassedOver::Rest);
    }
    // 力争新增600家 is hoped for.
    if figure.claim.modality == Some(Modality::Strive) {
        return Some(PassedOver::Intention);
    }
    if figure.claim.marks.plan && !figure.claim.marks.estimate {
        return Some(PassedOver::Plan);
    }
    if !same_unit(target, figure, sides.lexicon) {
        return Some(PassedOver::AnotherUnit);
    }
    if !same_measure(target.measure, figure.measure) {
        return Some(PassedOver::AnotherMeasure);
    }
    // 每个乡镇建成1个以上 is answered by how many each has.
    let clause = sides.reading.clauses[figure.claim.clause].span.of(sides.progress);
    let each = || figure.claim.marks.each || clause.contains(['每', '各', '均']);
    if target.claim.marks.each && matches!(quantity.unit.dimension(), "piece" | "household") && !each() {
        return Some(PassedOver::AnotherMeasure);
    }
    let (asked, given) = (&target.claim.thresholds, &figure.claim.thresholds);
    let same = || asked.iter().map(|q| (q.value, q.bound)).eq(given.iter().map(|q| (q.value, q.bound)));
    // 3岁以下婴幼儿: a class by age need not be said again.
    // Nor need how large the places are that a road is built to: 改造300户以上社区管网60公里,已改造40公里.
    let measured = matches!(quantity.unit.dimension(), "length" | "area" | "mu");
    let by_age = || {
        asked
            .iter()
            .all(|q| matches!(q.unit.dimension(), "age" | "time") || measured && matches!(q.unit.dimension(), "household" | "person"))
    };
    if !(asked.is_empty() || same() || given.is_empty() && by_age()) {
        return Some(PassedOver::AnotherClass);
    }
    if restates(sides, target, figure) {
        return Some(PassedOver::RestatesTheTarget);
    }
    None
}

/// 2021年实现收入8.6亿元。2022年确保完成收入9.5亿元: whether the sentences of a figure and of a target in one paragraph begin with years, the figure's with an
/// earlier one.
fn is_of_an_earlier_year(sides: &Sides<'_, '_>, target: &Target<'_>, figure: &Figure<'_>) -> bool {
    if sides.beside.is_empty() || sides.apart {
        return false;
    }
    let clauses = &sides.reading.clauses;
    let year = |clause: usize| {
        let first = clauses.partition_point(|other| other.sentence < clauses[clause].sentence);
        let said = sides.progress.get(clauses[first].span.from..)?.trim_start();
        let digits = said.get(..4).filter(|_| said[4..].starts_with('年'))?;
        digits.parse::<u16>().ok()
    };
    let (asked, given) = (target.claim.clause, figure.claim.clause);
    clauses[asked].sentence != clauses[given].sentence && year(given).zip(year(asked)).is_some_and(|(given, asked)| given < asked)
}

/// Whether a figure is of several years and the target of one: 过去五年累计改造126个, 年均增长6.8%.
fn covers_more(sides: &Sides<'_, '_>, target: &Target<'_>, figure: &Figure<'_>) -> bool {
    let several = |period: Option<Period>| period.is_some_and(|period| period.several);
    let a_year = |action: Option<Span>, text: &str| action.is_some_and(|span| span.of(text).contains("年均"));
    let averaged = a_year(target.claim.action, sides.task) || target.claim.indicator.contains("年均");
    // 达到65.3%, 突破510亿元 is so today, whatever years led there.
    let passes = figure.claim.quantity().is_some_and(|quantity| quantity.bound == Some(Bound::Gt));
    let adds_up = !figure.claim.level && !passes && matches!(figure.measure, Measure::Flow | Measure::Growth | Measure::Change);
    // Between two reports: 每年超过90万人, 连续9年稳定在12亿斤以上, 累计106万人 are of many years.
    let clause = sides.reading.clauses[figure.claim.clause].span.of(sides.progress);
    let every = || ["每年", "年均", "连年"].iter().any(|word| clause.contains(word)) || clause.contains("连续") && clause.contains('年');
    // 航线达到14条: what there is in all is a state.
    let in_all = || {
        target.measure != Measure::Stock && figure.claim.marks.cumulative && figure.claim.period.is_none() && figure.claim.year.is_none()
    };
    if sides.apart && !averaged && (every() || in_all()) {
        return true;
    }
    let longer = adds_up && !averaged && several(figure.claim.period) && !several(target.claim.period)
        || a_year(figure.claim.action, sides.progress) && !averaged;
    // 三年内新建100公里 is itself of several years, 到2025年 may be.
    let years = || spans_years(sentence(sides.task, target));
    longer && target.claim.due.is_none() && !years()
}

/// Whether a text speaks of several years: 三年内, 3年, 2021-2025年, 规划期; but not 三年级.
fn spans_years(text: &str) -> bool {
    text.contains("规划期")
        || text.match_indices('年').any(|(at, year)| {
            let mut front = text[..at].chars().rev();
            let several = match (front.next(), front.next()) {
                (Some('两' | '三' | '四' | '五' | '六'), _) => true,
                (Some('2'..='9'), before) => !before.is_some_and(|c| c.is_ascii_digit()),
                _ => false,
            };
            several && !text[at + year.len()..].starts_with('级')
                || text[..at].trim_end_matches(|c: char| c.is_ascii_digit()).ends_with(['-', '至', '—', '～'])
        })
}

/// 70处运动场地有25处已完成: the first number is the target again.
fn restates(sides: &Sides<'_, '_>, target: &Target<'_>, figure: &Figure<'_>) -> bool {
    let value = figure.claim.quantity().and_then(|q| q.value);
    // 承诺净利润不低于500万元。…计算出净利润不低于500万元: what is bounded in the same words is promised again.
    let bound = |claim: &crate::claim::Claim<'_>| claim.quantity().filter(|q| q.firm && !q.is_bounded_behind()).and_then(|q| q.bound);
    let again = !sides.beside.is_empty() && bound(&figure.claim).is_some_and(|given| Some(given) == bound(&target.claim));
    if again && target.claim.rule == figure.claim.rule {
        return true;
    }
    figure.claim.rule == TargetRule::NounAfter
        && figure.claim.action.is_none()
        && value == target.value
        && sides.figures.iter().any(|other| {
            other.claim.clause == figure.claim.clause
                && other.claim.quantity().map(|q| q.span.from) > figure.claim.quantity().map(|q| q.span.from)
                && unit(&other.claim) == unit(&figure.claim)
        })
}

pub(super) fn same_unit(target: &Target<'_>, figure: &Figure<'_>, lexicon: &Lexicon) -> bool {
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
        return lexicon.units.prefix(&target.unit).is_some_and(|(_, unit)| *unit.dimension == *b);
    }
    // 搬迁人口超过240万: the unit stands in the name.
    let people = b.is_empty() && figure.claim.indicator.ends_with("人口") && a == "person";
    // 1000万农村贫困人口脱贫: so it may in the target's.
    let people = people || a.is_empty() && b == "person" && target.unit == "人";
    // 税收指标为290万元,实际入库293万: the unit of money may be left out.
    let money = a.starts_with("money") && b.is_empty() && given.value.is_some_and(|value| value >= Decimal::from(10_000)) && {
        let names = [&target.claim.indicator, &figure.claim.indicator];
        names.iter().all(|name| ["收入", "税", "投资", "资金", "支出", "产值", "入库"].iter().any(|word| name.contains(word)))
    };
    people || money || a == b || (class(a) == class(b) && class(a) < 2)
}

fn same_measure(asked: Measure, given: Measure) -> bool {
    match asked {
        Measure::Flow | Measure::Stock => matches!(given, Measure::Flow | Measure::Stock),
        asked => asked == given,
    }
}
