//! Cohen's κ.

use super::Undefined;
use super::confusion::{Confusion, share};

/// Cohen's κ of two coders: κ = (pₒ − pₑ) ÷ (1 − pₑ).
///
/// pₒ is the share of units on which both chose the same category; pₑ is the share that chance alone would give, the sum over the categories of
/// the product of both coders' shares of it. 1 is agreement throughout, 0 what chance gives.
///
/// Source: J. Cohen, *A coefficient of agreement for nominal scales*, Educational and Psychological Measurement 20 (1960), 37–46, formula 1.
///
/// # Errors
/// No unit was coded by both, or both put every unit into the same one category (pₑ = 1).
///
/// ```
/// use dabiao::agree::{Confusion, Undefined, kappa};
/// let table = Confusion::of([("ge", "ge"), ("ge", "eq"), ("eq", "eq"), ("eq", "eq")]);
/// assert_eq!(kappa(&table), Ok(0.5));
/// assert_eq!(kappa(&Confusion::of([("ge", "ge"), ("ge", "ge")])), Err(Undefined::OneCategory));
/// ```
pub fn kappa(table: &Confusion) -> Result<f64, Undefined> {
    let total = table.total();
    let Some(observed) = table.observed() else { return Err(Undefined::NoPairs) };
    let by_chance: u64 = table.margins().iter().map(|(a, b)| a * b).sum();
    if by_chance == total * total {
        return Err(Undefined::OneCategory);
    }
    let expected = share(by_chance, total * total);
    Ok((observed - expected) / (1.0 - expected))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(counts: &[[u64; 3]; 3]) -> Confusion {
        let categories = ["1", "2", "3"].map(str::to_owned).to_vec();
        Confusion { categories, counts: counts.iter().map(|row| row.to_vec()).collect() }
    }

    /// Cohen (1960), table 2, in frequencies of 200 patients; the paper gives the proportions .44 .07 .09 / .05 .20 .05 / .01 .03 .06, with
    /// pₒ = .70, pₑ = .41, κ = .492. Cohen (1968), Psychological Bulletin 70, prints .492 again for the same table.
    #[test]
    fn cohen_1960_table_2() {
        let table = table(&[[88, 14, 18], [10, 40, 10], [2, 6, 12]]);
        assert_eq!((table.total(), format!("{:.2}", table.observed().unwrap())), (200, "0.70".to_owned()));
        assert_eq!(format!("{:.3}", kappa(&table).unwrap()), "0.492");
    }

    #[test]
    fn the_ends_of_the_scale() {
        assert_eq!(kappa(&table(&[[5, 0, 0], [0, 3, 0], [0, 0, 1]])), Ok(1.0));
        assert_eq!(kappa(&Confusion::of([("a", "b"), ("b", "a")])), Ok(-1.0));
        // What chance gives: both margins halved and every cell filled alike.
        assert_eq!(kappa(&Confusion::of([("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")])), Ok(0.0));
    }

    #[test]
    fn what_is_undefined_is_said() {
        assert_eq!(kappa(&Confusion::of([])), Err(Undefined::NoPairs));
        assert_eq!(kappa(&table(&[[7, 0, 0], [0, 0, 0], [0, 0, 0]])), Err(Undefined::OneCategory));
        // One coder with one category and the other with two is defined, and is what chance gives.
        assert_eq!(kappa(&Confusion::of([("a", "a"), ("a", "b")])), Ok(0.0));
    }
}
