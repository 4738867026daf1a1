//! The best assignment of figures to targets over a whole item.

use pathfinding::prelude::{Matrix, kuhn_munkres};

use super::compare::Comparison;

/// The figure of each target, so that the sum of the scores is the highest. A target may stay without one.
pub(super) fn assign(table: &[Vec<Comparison>], figures: usize) -> Vec<Option<usize>> {
    let rows: Vec<usize> = (0..table.len()).filter(|&t| table[t].iter().any(|c| c.score > 0)).collect();
    let mut chosen = vec![None; table.len()];
    if let Some(alone) = undisputed(table, &rows) {
        for (t, figure) in alone {
            chosen[t] = Some(figure);
        }
        return chosen;
    }
    let columns: Vec<usize> =
        (0..figures).filter(|&f| rows.iter().any(|&t| table[t].iter().any(|c| c.figure == f && c.score > 0))).collect();
    // One more column for each target: no answer, worth nothing.
    let mut weights = Matrix::new(rows.len(), columns.len() + rows.len(), 0_i32);
    for (r, &t) in rows.iter().enumerate() {
        for comparison in table[t].iter().filter(|c| c.score > 0) {
            if let Ok(c) = columns.binary_search(&comparison.figure) {
                weights[(r, c)] = comparison.score;
            }
        }
    }
    let (_, assigned) = kuhn_munkres(&weights);
    for (r, c) in assigned.into_iter().enumerate() {
        if c < columns.len() && weights[(r, c)] > 0 {
            chosen[rows[r]] = Some(columns[c]);
        }
    }
    chosen
}

/// The best figure of each target, where no two targets want the same one and no target has two that are best: then nothing else sums up as
/// high.
fn undisputed(table: &[Vec<Comparison>], rows: &[usize]) -> Option<Vec<(usize, usize)>> {
    let mut best: Vec<(usize, usize)> = Vec::with_capacity(rows.len());
    for &t in rows {
        let most = table[t].iter().max_by_key(|c| c.score)?;
        let alone = table[t].iter().filter(|c| c.score == most.score).nth(1).is_none();
        if !alone || best.iter().any(|&(_, figure)| figure == most.figure) {
            return None;
        }
        best.push((t, most.figure));
    }
    Some(best)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pair::PairRule;

    fn row(scores: &[(usize, i32)]) -> Vec<Comparison> {
        scores
            .iter()
            .map(|&(figure, score)| Comparison { figure, score, closeness: 0, reason: None, rule: PairRule::Indicator, barred: None })
            .collect()
    }

    #[test]
    fn the_best_sum_decides_not_the_first_come() {
        let table = [row(&[(0, 900), (1, 880)]), row(&[(0, 890)]), row(&[(2, 0)])];
        assert_eq!(assign(&table, 3), [Some(1), Some(0), None]);
        assert_eq!(undisputed(&table, &[0, 1]), None);
    }

    #[test]
    fn where_nobody_disputes_the_best_is_chosen() {
        let table = [row(&[(0, 900), (1, 890)]), row(&[(0, 0)]), row(&[(2, 500), (0, 400)])];
        assert_eq!(undisputed(&table, &[0, 2]), Some(vec![(0, 0), (2, 2)]));
        assert_eq!(assign(&table, 3), [Some(0), None, Some(2)]);
        assert_eq!(undisputed(&[row(&[(0, 900), (1, 900)])], &[0]), None);
    }
}
