//! Krippendorff's α for nominal data.

use std::collections::BTreeMap;

use super::Undefined;

/// Krippendorff's α of any number of coders for nominal data: α = 1 − Dₒ ÷ Dₑ.
///
/// A unit is a list of what each coder chose, `None` where one did not code it; units with fewer than two choices count nothing. With n choices
/// in units of two or more, n꜀ of them of category c, Dₒ is the share of disagreeing pairs within the units, each unit of m choices with the
/// weight of its choices, and Dₑ = Σ n꜀ (n − n꜀) ÷ (n (n − 1)) that of all pairs of choices. 1 is agreement throughout, 0 what chance gives.
///
/// Source: K. Krippendorff, *Computing Krippendorff's Alpha-Reliability*, University of Pennsylvania, 2011, sections A to C.
///
/// # Errors
/// No unit was coded by two, or all choices are of one category (Dₑ = 0).
///
/// ```
/// use dabiao::agree::{Undefined, alpha};
/// let units = [vec![Some("ge"), Some("ge")], vec![Some("eq"), Some("eq")], vec![Some("ge"), None]];
/// assert_eq!(alpha(&units), Ok(1.0));
/// assert_eq!(alpha(&units[..1]), Err(Undefined::OneCategory));
/// ```
#[allow(clippy::cast_precision_loss)]
pub fn alpha<T: Ord>(units: &[Vec<Option<T>>]) -> Result<f64, Undefined> {
    let mut all: BTreeMap<&T, u64> = BTreeMap::new();
    let mut disagreement = 0.0;
    for unit in units {
        let mut here: BTreeMap<&T, u64> = BTreeMap::new();
        unit.iter().flatten().for_each(|choice| *here.entry(choice).or_default() += 1);
        let choices: u64 = here.values().sum();
        if choices < 2 {
            continue;
        }
        let unlike: u64 = here.values().map(|count| count * (choices - count)).sum();
        disagreement += unlike as f64 / (choices - 1) as f64;
        here.into_iter().for_each(|(choice, count)| *all.entry(choice).or_default() += count);
    }
    let total: u64 = all.values().sum();
    if total == 0 {
        return Err(Undefined::NoPairs);
    }
    if all.len() == 1 {
        return Err(Undefined::OneCategory);
    }
    let unlike: u64 = all.values().map(|count| count * (total - count)).sum();
    Ok(1.0 - disagreement * (total - 1) as f64 / unlike as f64)
}

#[cfg(test)]
#[allow(clippy::cast_precision_loss, clippy::float_cmp)]
mod tests {
    use super::*;

    /// Units out of one line of marks a coder; a dot is a unit that the coder left out.
    fn units(coders: &[&str]) -> Vec<Vec<Option<char>>> {
        let rows: Vec<Vec<char>> = coders.iter().map(|line| line.split_whitespace().flat_map(str::chars).collect()).collect();
        (0..rows[0].len()).map(|unit| rows.iter().map(|row| Some(row[unit]).filter(|&mark| mark != '.')).collect()).collect()
    }

    fn three(coders: &[&str]) -> String {
        format!("{:.3}", alpha(&units(coders)).unwrap())
    }

    /// Krippendorff (2011), section A: binary data, two observers, ten units; α = 0.095.
    #[test]
    fn krippendorff_2011_section_a() {
        assert_eq!(three(&["0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"]), "0.095");
    }

    /// Section B: nominal data, two observers, twelve units; α = 0.692.
    #[test]
    fn krippendorff_2011_section_b() {
        assert_eq!(three(&["a a b b d c c c e d d a", "b a b b b c c c e d d d"]), "0.692");
    }

    /// Section C: nominal data, four observers, twelve units, some of them not coded; α = 0.743.
    #[test]
    fn krippendorff_2011_section_c() {
        let coders = ["1 2 3 3 2 1 4 1 2 . . .", "1 2 3 3 2 2 4 1 2 5 . 3", ". 3 3 3 2 3 4 2 2 5 1 .", "1 2 3 3 2 4 4 1 2 5 1 ."];
        assert_eq!(three(&coders), "0.743");
        // The last unit was coded by one alone and counts nothing.
        assert_eq!(three(&coders.map(|line| &line[..line.len() - 1])), "0.743");
    }

    #[test]
    fn what_is_undefined_is_said() {
        assert_eq!(alpha::<char>(&[]), Err(Undefined::NoPairs));
        assert_eq!(alpha(&units(&["a b", ". ."])), Err(Undefined::NoPairs));
        assert_eq!(alpha(&units(&["a a b", "a a ."])), Err(Undefined::OneCategory));
    }

    proptest::proptest! {
        /// Of two coders without a gap α is Scott's π but for the size of the sample: 1 − α = (1 − π)(n − 1) ÷ n for n = 2N choices
        /// (W. A. Scott, *Reliability of content analysis*, Public Opinion Quarterly 19, 1955: π = (pₒ − pₑ) ÷ (1 − pₑ), pₑ the sum of the squares
        /// of the pooled shares).
        #[test]
        fn of_two_coders_it_is_scotts_pi(pairs in proptest::collection::vec((0..4_u8, 0..4_u8), 1..40)) {
            let units: Vec<Vec<Option<u8>>> = pairs.iter().map(|&(a, b)| vec![Some(a), Some(b)]).collect();
            let choices = 2.0 * pairs.len() as f64;
            let agreed = pairs.iter().filter(|(a, b)| a == b).count() as f64 / pairs.len() as f64;
            let share = |category| pairs.iter().map(|&(a, b)| u8::from(a == category) + u8::from(b == category)).map(f64::from).sum::<f64>() / choices;
            let by_chance: f64 = (0..4).map(|category| share(category).powi(2)).sum();
            match alpha(&units) {
                Ok(alpha) => {
                    let pi = (agreed - by_chance) / (1.0 - by_chance);
                    proptest::prop_assert!((1.0 - alpha - (1.0 - pi) * (choices - 1.0) / choices).abs() < 1e-9);
                    proptest::prop_assert!(alpha <= 1.0 && (alpha == 1.0) == (agreed == 1.0));
                }
                Err(why) => proptest::prop_assert!(why == Undefined::OneCategory && by_chance > 1.0 - 1e-9),
            }
        }
    }

    #[test]
    fn neither_the_order_of_coders_nor_of_units_counts() {
        let one = alpha(&units(&["a a b b d c", "b a b b b c"])).unwrap();
        assert_eq!(alpha(&units(&["b a b b b c", "a a b b d c"])), Ok(one));
        let mut turned = units(&["a a b b d c", "b a b b b c"]);
        turned.reverse();
        assert_eq!(alpha(&turned), Ok(one));
    }
}
