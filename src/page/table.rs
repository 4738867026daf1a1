//! Targets, answers and verdicts in the words of people.

use crate::{Approx, Bound, Combine, Corrected, Decimal, Figure, Outcome, Quality, RatioIs, Status, Target};

use crate::page::lang::Lang;
use crate::page::screen::percent_to;

/// What a value is divided by where a person writes it, and the word for that.
fn power(value: Decimal) -> (Decimal, &'static str) {
    match value.abs() {
        value if value >= Decimal::from(100_000_000) => (Decimal::from(100_000_000), "亿"),
        value if value >= Decimal::from(100_000) => (Decimal::from(10_000), "万"),
        _ => (Decimal::ONE, ""),
    }
}

/// A value as a person writes it: `160 万平方米`, `1312.3 亿元`.
pub fn amount(value: Decimal, unit: &str) -> String {
    let (by, power) = power(value);
    format!("{} {power}{unit}", (value / by).round_dp(4).normalize()).trim_end().to_owned()
}

/// A range, both ends in the words of the upper one: `10–14 亿美元`.
fn range(low: Decimal, high: Decimal, unit: &str) -> String {
    format!("{}–{}", (low / power(high).0).round_dp(4).normalize(), amount(high, unit))
}

/// What is asked, as it is shown: `≥ 15 项`; `≈ 6 %` of 6%左右.
pub fn asked(target: &Target, lang: Lang) -> String {
    let sign = match target.bound {
        Bound::Ge => "≥ ",
        Bound::Gt => "> ",
        Bound::Le => "≤ ",
        Bound::Lt => "< ",
        Bound::Eq if target.approx == Some(Approx::About) => "≈ ",
        Bound::Eq => "",
    };
    // The size of a fall: ↓ ≥ 3 % asks for a fall of 3 % or more.
    let fall = if target.decrease { "↓ " } else { "" };
    match (target.value, target.high) {
        (Some(low), Some(high)) => format!("{fall}{sign}{}", range(low, high, &target.unit)),
        (Some(value), None) => format!("{fall}{sign}{}", amount(value, &target.unit)),
        (None, _) if target.implicit => lang.word("detail.implicit").to_owned(),
        (None, _) => "?".to_owned(),
    }
}

/// The figures of an answer in one cell; what a person says was reached where that takes their place.
pub fn given(target: &Target, lang: Lang) -> String {
    let outcome = &target.outcome;
    let one = |figure: &Figure| {
        let value = figure.value.map_or_else(|| lang.word("detail.in_words").to_owned(), |value| amount(value, &figure.unit));
        let fall = if figure.decrease { "↓ " } else { "" };
        let forecast = if figure.estimate { format!(" {}", lang.word("detail.estimate")) } else { String::new() };
        format!("{fall}{value}{forecast}")
    };
    let corrected = target.corrections.iter().any(|correction| correction.field == Corrected::Achieved);
    match outcome.figures.as_slice() {
        _ if corrected => outcome.achieved.map_or_else(|| "—".to_owned(), |achieved| amount(achieved, &target.unit)),
        [] => "—".to_owned(),
        [figure] => one(figure),
        several => several.iter().map(one).collect::<Vec<_>>().join(" + "),
    }
}

/// What the hedge of the figure makes of the ratio.
pub fn ratio_sign(outcome: &Outcome) -> &'static str {
    match outcome.ratio_is {
        Some(RatioIs::AtLeast) => "≥",
        Some(RatioIs::AtMost) => "≤",
        Some(RatioIs::About) => "≈",
        Some(RatioIs::Exactly) | None => "",
    }
}

/// How a printed rate is hedged: 完成率超过50%.
fn rate_sign(outcome: &Outcome) -> &'static str {
    match outcome.figures.iter().find_map(|figure| figure.approx) {
        Some(Approx::Over) => "≥",
        Some(Approx::Under) => "≤",
        Some(Approx::About) => "≈",
        None => "",
    }
}

/// The rate that the report prints, where it is all that there is.
pub fn rate_alone(outcome: &Outcome) -> Option<Decimal> {
    outcome.stated_ratio.filter(|_| outcome.combine == Some(Combine::Stated))
}

/// The ratio as it is printed, with so many decimals; of a proxy in brackets, of a rate alone the rate.
pub fn ratio_text(outcome: &Outcome, decimals: u32) -> String {
    let sign = ratio_sign(outcome);
    match (outcome.ratio, outcome.proxy_ratio) {
        (Some(ratio), _) => format!("{sign}{}", percent_to(ratio, decimals)),
        (None, Some(ratio)) => format!("({sign}{})", percent_to(ratio, decimals)),
        (None, None) => rate_alone(outcome).map(|rate| format!("{}{}", rate_sign(outcome), percent_to(rate, decimals))).unwrap_or_default(),
    }
}

/// The name of a word of the output, as it is written there.
pub fn word<T: serde::Serialize>(value: &T) -> String {
    name(value).replace('_', " ")
}

/// The same as it stands in JSON: `noun_before`.
pub fn name<T: serde::Serialize>(value: &T) -> String {
    crate::named::name(value).to_owned()
}

/// The verdict, and the colour it is printed in.
pub fn verdict(outcome: &Outcome, lang: Lang) -> (String, &'static str) {
    let reason = || outcome.reason.as_ref().map(|reason| lang.of("reason", reason)).unwrap_or_default();
    match (outcome.quality, outcome.status, outcome.met) {
        (Quality::None, ..) => (reason(), "2"),
        (Quality::Proxy, ..) => (format!("~ {}", reason()), "36"),
        (Quality::Direct, Some(status), _) => {
            let colour = match status {
                Status::Met | Status::MetSoFar => "32",
                Status::Open | Status::Expected => "33",
                Status::Missed => "31",
            };
            (lang.of("verdict", &status), colour)
        }
        (Quality::Direct, None, Some(true)) => (lang.word("verdict.met").to_owned(), "32"),
        (Quality::Direct, None, Some(false)) => (lang.word("verdict.short").to_owned(), "33"),
        (Quality::Direct, None, None) => (lang.word("verdict.reported").to_owned(), "0"),
    }
}

/// What the report says of the standing of a target, and why it is not counted or judged.
pub fn standing(target: &Target, lang: Lang) -> Vec<String> {
    let mut said = Vec::new();
    said.extend(target.binding.as_ref().map(|binding| lang.of("binding", binding)));
    said.extend(target.assigned.as_ref().map(|by| lang.say("standing.assigned", &[by])));
    said.extend(target.authorises.then(|| lang.word("standing.authorises").to_owned()));
    said.extend(target.restates.as_ref().map(|id| lang.say("standing.restates", &[id])));
    said.extend(target.total_of.as_ref().map(|name| lang.say("standing.total_of", &[name])));
    said
}

/// How far the printed rate is from the computed one.
pub fn discrepancy(gap: Decimal, lang: Lang) -> String {
    let points = (gap.abs() * Decimal::ONE_HUNDRED).round_dp(1).normalize().to_string();
    lang.say(if gap.is_sign_negative() { "detail.discrepancy.less" } else { "detail.discrepancy" }, &[&points])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_written_as_a_person_does() {
        assert_eq!(amount(Decimal::from(1_600_000), "平方米"), "160 万平方米");
        assert_eq!(amount(Decimal::from(131_230_000_000_i64), "元"), "1312.3 亿元");
        assert_eq!(amount(Decimal::from(9520), "家"), "9520 家");
        assert_eq!(range(Decimal::from(1_000_000_000), Decimal::from(1_400_000_000), "美元"), "10–14 亿美元");
        assert_eq!(range(Decimal::from(6), Decimal::from(8), "%"), "6–8 %");
        assert_eq!(amount(Decimal::new(158, 2), ""), "1.58");
    }
}
