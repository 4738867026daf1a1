//! What the numbers of the rows say of the columns: column k that is 100 × j ÷ i makes i a target and j a result, whatever the header says.

use rust_decimal::Decimal;

/// Three columns of which the third is what the second is of the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Share {
    pub(crate) target: usize,
    pub(crate) result: usize,
    pub(crate) rate: usize,
    /// Whether the rate is a fraction of one, not of a hundred.
    pub(crate) fraction: bool,
}

/// Of so many columns at most the numbers are compared.
const MOST: usize = 32;
/// Columns that belong together do not stand further apart.
const REACH: usize = 6;
/// So many rows are enough.
const ROWS: usize = 24;
/// In so many of ten rows the rate must hold.
const HOLDS: usize = 8;

/// The shares among columns of numbers; `values[column][row]`.
pub(crate) fn shares(values: &[Vec<Option<Decimal>>]) -> Vec<Share> {
    let numeric: Vec<usize> = (0..values.len()).filter(|&at| values[at].iter().flatten().count() > 1).take(MOST).collect();
    let mut found = Vec::new();
    for &rate in &numeric {
        for &target in numeric.iter().filter(|&&at| at != rate && at.abs_diff(rate) <= REACH) {
            for &result in numeric.iter().filter(|&&at| at != rate && at != target && at.abs_diff(rate) <= REACH) {
                let percent = holds(&values[target], &values[result], &values[rate], Decimal::ONE_HUNDRED);
                if percent || holds(&values[target], &values[result], &values[rate], Decimal::ONE) {
                    found.push(Share { target, result, rate, fraction: !percent });
                }
            }
        }
    }
    found
}

/// Whether most rows have a rate that is the whole times result ÷ target, and no two of them the same numbers.
fn holds(targets: &[Option<Decimal>], results: &[Option<Decimal>], rates: &[Option<Decimal>], whole: Decimal) -> bool {
    // 0.6 points: rates are printed to the point or finer.
    let slack = whole * Decimal::new(6, 3);
    let (mut rows, mut right) = (0, 0);
    let mut seen: Option<Decimal> = None;
    let mut differ = false;
    for ((target, result), rate) in targets.iter().zip(results).zip(rates) {
        let (Some(target), Some(result), Some(rate)) = (target, result, rate) else { continue };
        if target.is_zero() {
            continue;
        }
        rows += 1;
        let Some(share) = result.checked_div(*target).and_then(|share| share.checked_mul(whole)) else { continue };
        if (share - rate).abs() <= slack {
            right += 1;
            differ |= seen.is_some_and(|seen| seen != *rate) || *target != *result;
            seen = Some(*rate);
        }
        if rows >= ROWS || rows > 4 && right * 10 < rows * (HOLDS - 2) {
            break;
        }
    }
    rows >= 2 && differ && right * 10 >= rows * HOLDS
}

/// In how many of the rows that have all three the printed rate is neither result ÷ target nor target ÷ result, and how many have all three.
pub(crate) fn contradicted(
    targets: &[Option<Decimal>],
    results: &[Option<Decimal>],
    rates: &[Option<Decimal>],
    whole: Decimal,
) -> (usize, usize) {
    let slack = whole * Decimal::new(2, 2);
    let (mut against, mut rows) = (0, 0);
    for ((target, result), rate) in targets.iter().zip(results).zip(rates) {
        let (Some(target), Some(result), Some(rate)) = (target, result, rate) else { continue };
        let share = |a: &Decimal, b: &Decimal| a.checked_div(*b).and_then(|share| share.checked_mul(whole));
        let near = |share: Option<Decimal>| share.is_some_and(|share| (share - rate).abs() <= slack);
        rows += 1;
        against += usize::from(!near(share(result, target)) && !near(share(target, result)));
    }
    (against, rows)
}

/// Places the numbers of a row that lost cells in groups of target, result and rate: the printed rates say where the gaps are. A group is
/// whole, without its rate, or gone. For each number its place among the columns of the groups; `None` where two ways are as good.
pub(crate) fn in_groups(values: &[Decimal], groups: usize) -> Option<Vec<usize>> {
    const OFF: u32 = 6;
    const RATELESS: u32 = 2;
    const GONE: u32 = 3;
    let of = |at: usize| {
        let share = values[at + 1].checked_div(values[at]).and_then(|share| share.checked_mul(Decimal::ONE_HUNDRED));
        // To the hundredth part: small numbers are near each other by chance.
        let slack = (values[at + 2].abs() / Decimal::ONE_HUNDRED).clamp(Decimal::new(6, 2), Decimal::new(6, 1));
        share.is_some_and(|share| (share - values[at + 2]).abs() <= slack)
    };
    // best[g][i]: the least cost of the numbers from i on in the groups from g on, how many ways have it, and how many numbers the first takes.
    let none = (u32::MAX, 0u32, 0usize);
    let mut best = vec![vec![none; values.len() + 1]; groups + 1];
    best[groups][values.len()] = (0, 1, 0);
    for group in (0..groups).rev() {
        for at in 0..=values.len() {
            let mut found = none;
            let ways = [(3, if at + 3 <= values.len() && of(at) { 0 } else { OFF }), (2, RATELESS), (0, GONE)];
            for (taken, cost) in ways.into_iter().filter(|(taken, _)| at + taken <= values.len()) {
                let (rest, count, _) = best[group + 1][at + taken];
                if rest == u32::MAX {
                    continue;
                }
                match (rest + cost).cmp(&found.0) {
                    std::cmp::Ordering::Less => found = (rest + cost, count, taken),
                    std::cmp::Ordering::Equal => found.1 = found.1.saturating_add(count),
                    std::cmp::Ordering::Greater => {}
                }
            }
            best[group][at] = found;
        }
    }
    if best[0][0].1 != 1 {
        return None;
    }
    let (mut at, mut places) = (0, Vec::with_capacity(values.len()));
    for (group, row) in best.iter().enumerate().take(groups) {
        let taken = row[at].2;
        places.extend((0..taken).map(|slot| group * 3 + slot));
        at += taken;
    }
    Some(places)
}

#[cfg(test)]
mod tests {
    #[test]
    fn printed_rates_say_where_the_gaps_are() {
        let values = |row: &str| row.split(' ').map(|value| value.parse().unwrap()).collect::<Vec<Decimal>>();
        assert_eq!(in_groups(&values("80 60 75 4.3 3.57 40 60 150"), 3), Some(vec![0, 1, 2, 3, 4, 6, 7, 8]));
        assert_eq!(in_groups(&values("80 60 75 40 60 150"), 2), Some(vec![0, 1, 2, 3, 4, 5]));
        let row = "3600 3889 108 620 807 130.2 300 369 123 4.3 3.8 60 100 166.7";
        assert_eq!(in_groups(&values(row), 5).map(|places| places[9..].to_vec()), Some(vec![9, 10, 12, 13, 14]));
        // The only group of a row may be any of three.
        assert_eq!(in_groups(&values("60 577 961.7"), 3), None);
    }

    use super::*;

    fn column(values: &[&str]) -> Vec<Option<Decimal>> {
        values.iter().map(|value| value.parse().ok()).collect()
    }

    #[test]
    fn a_rate_tells_target_from_result_in_any_order() {
        let columns = [column(&["27", "12", "5600"]), column(&["36", "20", "5000"]), column(&["75.0", "60.0", "112.0"])];
        // 100 × a ÷ b is c as well as 100 × a ÷ c is b: which is the rate, is said elsewhere.
        let both = |target, result, rate, fraction| {
            [Share { target, result, rate, fraction }, Share { target: rate, result, rate: target, fraction }]
        };
        let found = shares(&columns);
        assert!(both(1, 0, 2, false).iter().all(|share| found.contains(share)) && found.len() == 2, "{found:?}");
        let columns = [column(&["0.75", "0.6", "1.12"]), column(&["36", "20", "5000"]), column(&["27", "12", "5600"])];
        assert!(both(1, 2, 0, true).iter().all(|share| shares(&columns).contains(share)));
    }

    #[test]
    fn what_is_no_share_is_none() {
        for columns in [
            // Growth against last year.
            [column(&["143", "25.2", "5400"]), column(&["152", "23.2", "4870"]), column(&["-5.9", "8.6", "10.9"])],
            [column(&["10", "", ""]), column(&["5", "", ""]), column(&["50", "", ""])],
        ] {
            assert_eq!(shares(&columns), [], "{columns:?}");
        }
    }

    #[test]
    fn rates_that_are_of_something_else_contradict() {
        let (targets, results) = (column(&["10", "20", "30"]), column(&["5", "10", "15"]));
        assert_eq!(contradicted(&targets, &results, &column(&["50", "50", "50"]), Decimal::ONE_HUNDRED), (0, 3));
        assert_eq!(contradicted(&targets, &results, &column(&["12", "97", "50"]), Decimal::ONE_HUNDRED), (2, 3));
    }
}
