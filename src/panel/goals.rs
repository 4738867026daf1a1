//! Which headline indicators a panel looks for, and in which form.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::row::Form;
use crate::Measure;

struct Table {
    /// Of each code its place, its form in the goals of a year, whether its level is a percentage, and whether a report without it has a hole.
    codes: HashMap<&'static str, (usize, Form, bool, bool)>,
    /// Words of the sentence that sets the goals.
    goals: Vec<&'static str>,
    /// Words of a heading over a review of several years.
    years: Vec<&'static str>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table { codes: HashMap::new(), goals: Vec::new(), years: Vec::new() };
    for line in include_str!("words.tsv").lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let fields: Vec<&str> = line.split('\t').collect();
        match fields[..] {
            ["-years", words] => table.years = words.split('、').collect(),
            ["-goals", words] => table.goals = words.split('、').collect(),
            [code, form, unit, ..] => {
                let form = if form == "growth" { Form::Growth } else { Form::Level };
                let core = fields.get(3) == Some(&"core");
                table.codes.insert(code, (table.codes.len(), form, unit == "%", core));
            }
            // The table is part of the crate and a test reads every line of it.
            _ => unreachable!("words.tsv: {line:?} should be a code, its form and the unit of its level"),
        }
    }
    table
});

/// Whether a text is the sentence that sets the goals of a year, or begins it.
pub(super) fn sets_goals(text: &str) -> bool {
    TABLE.goals.iter().any(|word| text.contains(word))
}

/// A heading is not longer, in characters.
const HEADING: usize = 30;

/// Whether a line is the heading over a review of several years: 过去五年工作回顾, but not 2030年和过去五年工作回顾.
pub(super) fn heads_years(line: &str) -> bool {
    let line = line.trim();
    let named = || line.contains("回顾") && TABLE.years.iter().any(|word| line.contains(word));
    line.chars().nth(HEADING).is_none() && named() && !line.bytes().any(|byte| byte.is_ascii_digit())
}

/// The form that goals of a year give an indicator.
pub(super) fn usual(code: &str) -> Form {
    TABLE.codes.get(code).map_or(Form::Growth, |&(_, form, ..)| form)
}

/// Where an indicator stands in the order of the table; others behind.
pub(super) fn place(code: &str) -> usize {
    TABLE.codes.get(code).map_or(TABLE.codes.len(), |&(place, ..)| place)
}

/// The indicators that every report is asked for, in order.
pub(super) fn core() -> Vec<&'static str> {
    let mut codes: Vec<&str> = TABLE.codes.iter().filter(|(_, (.., core))| *core).map(|(code, _)| *code).collect();
    codes.sort_unstable_by_key(|code| place(code));
    codes
}

/// Level, growth or change, by the measure. A percentage of what is no percentage is its growth: 经济增长预期目标6.5%.
pub(super) fn form(code: Option<&str>, measure: Measure, unit: &str) -> Form {
    let in_percent = code.and_then(|code| TABLE.codes.get(code)).is_none_or(|&(_, _, percent, _)| percent);
    match measure {
        Measure::Growth => Form::Growth,
        Measure::Change => Form::Change,
        Measure::Flow | Measure::Stock | Measure::Rate if unit == "%" && !in_percent => Form::Growth,
        Measure::Flow | Measure::Stock | Measure::Rate => Form::Level,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Headline;

    #[test]
    fn the_table_has_every_headline_indicator_once() {
        let mut codes: Vec<&str> = Headline::all().iter().map(|headline| headline.code).collect();
        let mut known: Vec<&str> = TABLE.codes.keys().copied().collect();
        codes.sort_unstable();
        known.sort_unstable();
        assert_eq!(codes, known);
        assert!(!TABLE.goals.is_empty() && !core().is_empty());
    }

    #[test]
    fn a_review_of_years_is_known_by_its_heading() {
        assert!(heads_years("一、过去五年工作回顾"));
        for other in ["一、2030年和过去五年工作回顾", "一、过去一年工作回顾", "五年来，经济平稳。", "过去五年"]
        {
            assert!(!heads_years(other), "{other}");
        }
    }

    #[test]
    fn a_percentage_of_an_amount_is_its_growth() {
        assert_eq!(form(Some("gdp"), Measure::Rate, "%"), Form::Growth);
        assert_eq!(form(Some("unemployment_surveyed"), Measure::Rate, "%"), Form::Level);
        assert_eq!(form(Some("gdp"), Measure::Flow, "元"), Form::Level);
        assert_eq!(form(None, Measure::Rate, "%"), Form::Level);
        assert_eq!(form(Some("life_expectancy"), Measure::Change, "岁"), Form::Change);
    }
}
