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

    #[test]
    fn neither_the_order_of_coders_nor_of_units_counts() {
        let one = alpha(&units(&["a a b b d c", "b a b b b c"])).unwrap();
        assert_eq!(alpha(&units(&["b a b b b c", "a a b b d c"])), Ok(one));
        let mut turned = units(&["a a b b d c", "b a b b b c"]);
        turned.reverse();
        assert_eq!(alpha(&turned), Ok(one));
    }
}
