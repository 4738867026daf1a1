//! What kind of number a claim is, and whether more of it is better.

use rust_decimal::Decimal;

use super::{Claim, Said};
use crate::grammar::Quantity;
use crate::lexicon::{Approx, Bound, Commitment, Force, Governs, Lexicon, Measure, Polarity};

/// What kind of number it is: by unit and verb first, then by the end of the indicator.
pub(super) fn measure(claim: &Claim<'_>, lexicon: &Lexicon) -> Measure {
    let quantity = match &claim.said {
        Said::Commitment(Commitment::Cover) => return Measure::Rate,
        Said::Commitment(Commitment::Clear) => return Measure::Stock,
        Said::Commitment(Commitment::Hold | Commitment::Fall) => return Measure::Growth,
        Said::Quantity(quantity) => quantity,
    };
    let named = lexicon.measures.suffix(&claim.indicator).and_then(|(_, measure)| *measure);
    let dimension = quantity.unit.dimension();
    let level = claim.level || has(claim) || named == Some(Measure::Rate);
    match dimension {
        "share" if claim.trend.is_some() => Measure::Growth,
        "share" => Measure::Rate,
        "point" | "basis" => Measure::Change,
        "times" | "fold" if claim.trend.is_some() => Measure::Growth,
        "times" => Measure::Rate,
        "fold" => Measure::Growth,
        // 产能1400万吨/年 adds up; 补助380元/年 does not.
        "per" if quantity.unit.name.ends_with("/年") && quantity.unit.unit.is_some_and(|unit| !unit.dimension.starts_with("money")) => {
            Measure::Flow
        }
        // 新增污水处理能力5万吨/日: so much more of a capacity.
        "per" if adds_capacity(claim, quantity) => Measure::Flow,
        "per" | "age" | "year" => {
            if claim.trend.is_some() {
                Measure::Change
            } else {
                Measure::Rate
            }
        }
        _ if lexicon.intensities.prefix(&claim.indicator).is_some() && claim.trend.is_none() => Measure::Rate,
        // 平均住院日缩短至7天
        "time" if level || claim.sinks || quantity.bound.is_some() => Measure::Rate,
        // 补助标准提高20元, 倍差缩小0.05
        dimension if claim.trend.is_some() && named == Some(Measure::Rate) && (dimension.is_empty() || dimension.starts_with("money")) => {
            Measure::Change
        }
        // 减少三分之一
        "" if claim.trend.is_some() && quantity.value.is_some_and(|value| !value.fract().is_zero()) => Measure::Growth,
        // 缩小到1.58以内: a bare ratio.
        "" if level && quantity.value.is_some_and(|value| !value.fract().is_zero()) => Measure::Rate,
        _ => counted(claim, named, dimension, lexicon),
    }
}

/// A verb of adding in front of an amount per day or hour.
fn adds_capacity(claim: &Claim<'_>, quantity: &Quantity<'_>) -> bool {
    let timed = ["/日", "/天", "/小时"].iter().any(|per| quantity.unit.name.ends_with(per));
    let money = quantity.unit.unit.is_none_or(|unit| unit.dimension.starts_with("money"));
    timed && !money && claim.verb.is_some_and(|verb| verb.governs == Governs::Count && verb.force == Force::Strong)
}

/// 拥有, 现有, 已有: a verb of having in front of the noun.
fn has(claim: &Claim<'_>) -> bool {
    claim.verb.is_some_and(|verb| verb.governs == Governs::Level && verb.force >= Force::Strong)
}

fn counted(claim: &Claim<'_>, named: Option<Measure>, dimension: &str, lexicon: &Lexicon) -> Measure {
    // 补助每人每年420元; 人均公园绿地面积15平方米. An income a head adds up over the year like any income.
    let a_head = !dimension.starts_with("money") && lexicon.averages.find(&claim.indicator).any(|(_, _, &each)| each);
    if claim.trend.is_none() && (claim.marks.each || a_head) {
        return Measure::Rate;
    }
    if let Some(named) = named.filter(|&named| named != Measure::Growth) {
        // 新增产能, 治理水土流失面积: the verb makes an increment of what is a stock by name.
        let adds = claim.verb.is_some_and(|verb| verb.governs == Governs::Count && verb.force < Force::Frame)
            && !claim.listed
            && named == Measure::Stock;
        // 企业总数较上年增加100家
        let adds = adds || (claim.trend.is_some() && named == Measure::Stock);
        return if adds { Measure::Flow } else { named };
    }
    // Visits and sessions add up, whatever they come to.
    let counts = matches!(dimension, "piece" | "person" | "household");
    // 市场主体突破10万家
    let level = claim.level || (claim.action.is_none() && claim.quantity().is_some_and(|quantity| quantity.bound == Some(Bound::Gt)));
    let acts = claim.verb.is_some_and(|verb| matches!(verb.governs, Governs::Count | Governs::Less) && verb.force < Force::Frame);
    // 保障性住房竣工达到2600套: what is done is a flow.
    let done =
        lexicon.verbs.suffix(&claim.indicator).is_some_and(|(word, verb)| verb.governs == Governs::Count && word.chars().count() > 1);
    // What goes from one value to another is a state, whatever it is counted in.
    if has(claim) || (level && counts || claim.baseline.is_some()) && !acts && !done { Measure::Stock } else { Measure::Flow }
}

/// Whether the value is the size of a fall.
pub(super) fn decreasing(claim: &Claim<'_>) -> bool {
    claim.trend == Some(Governs::Fall)
}

/// 信访积案未|化解: whether what stands in front of a verb says that it was not done.
pub(super) fn is_left_undone(thing: &str) -> bool {
    thing.ends_with(['未', '不'])
}

/// What the words of an indicator want by convention, if any does.
pub(super) fn wants(indicator: &str, lexicon: &Lexicon) -> Option<Polarity> {
    lexicon.polarity.find(indicator).last().map(|(_, _, &polarity)| polarity)
}

/// 即日跟进收到的投诉 | 98%: a share of nearly all is no limit, whatever it is of.
fn is_nearly_all(quantity: &Quantity<'_>) -> bool {
    quantity.unit.name == "%" && quantity.bound.is_none() && quantity.value.is_some_and(|value| value >= Decimal::from(90))
}

/// Whether more is better: a fall is, a limit is not (a limit of a fall neither: 降幅收窄至5%以内), a price with 左右 is a reference; then the words of the
/// indicator.
pub(super) fn polarity(claim: &Claim<'_>, lexicon: &Lexicon) -> Polarity {
    let quantity = match &claim.said {
        Said::Commitment(Commitment::Cover) => return Polarity::Positive,
        Said::Commitment(_) => return Polarity::Negative,
        Said::Quantity(quantity) => quantity,
    };
    let limited = matches!(quantity.bound, Some(Bound::Le | Bound::Lt));
    if decreasing(claim) {
        return if limited { Polarity::Negative } else { Polarity::Positive };
    }
    // 居民消费价格涨幅2%左右; what is controlled is a limit.
    if quantity.approx == Some(Approx::About) && quantity.bound.is_none() && lexicon.prices.any(&claim.indicator) {
        return Polarity::Moderate;
    }
    let words = wants(&claim.indicator, lexicon).filter(|wanted| *wanted != Polarity::Negative || !is_nearly_all(quantity));
    if words == Some(Polarity::Moderate) {
        return Polarity::Moderate;
    }
    match quantity.bound {
        _ if limited => return Polarity::Negative,
        Some(Bound::Ge | Bound::Gt) => return Polarity::Positive,
        _ => {}
    }
    // 拆除违法建筑, 化解债务, 治理隐患: what is done to a bad thing is good.
    let acts = claim.verb.is_some_and(|verb| matches!(verb.governs, Governs::Count | Governs::Less | Governs::Fall));
    // 贫困人口脱贫1200人
    let lessened = lexicon.lessening.suffix(&claim.indicator).and_then(|(word, ())| claim.indicator.strip_suffix(word));
    let acts = acts || lessened.is_some_and(|thing| !is_left_undone(thing));
    // 安排财政赤字1200亿元: what is arranged is owed all the same.
    let acts = acts && !claim.indicator.ends_with("赤字");
    if acts && claim.trend.is_none() && !claim.level && measure(claim, lexicon) == Measure::Flow {
        return Polarity::Positive;
    }
    let sinks = if claim.sinks { Polarity::Negative } else { Polarity::Positive };
    words.unwrap_or(sinks)
}
