//! Which target of one coding is which of the other; the rule stands with [`compare`](super::compare()).

use std::collections::BTreeMap;

use pathfinding::prelude::{Matrix, kuhn_munkres};
use rust_decimal::Decimal;

use super::Coded;
use crate::lexicon::Lexicon;
use crate::pair::Pairs;

/// The item and the amount of a target.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key<'c> {
    report: &'c str,
    line: usize,
    class: &'c str,
    value: Option<Decimal>,
    high: Option<Decimal>,
}

impl<'c> Key<'c> {
    fn of(coded: &'c Coded, lexicon: &'c Lexicon) -> Self {
        let known = lexicon.units.prefix(&coded.unit).filter(|(word, _)| word.len() == coded.unit.len()).map(|(_, unit)| unit);
        let scale = known.and_then(|unit| unit.scale).unwrap_or(Decimal::ONE);
        let base = |value: Option<Decimal>| value.and_then(|value| value.checked_mul(scale)).map(|value| value.normalize());
        Self {
            report: &coded.report,
            line: coded.line,
            class: known.map_or(&coded.unit, |unit| &unit.dimension),
            value: base(coded.value),
            high: base(coded.high),
        }
    }
}

/// The places in `a` and in `b` of each target that both have, in the order of `a`.
pub(super) fn matched(a: &[Coded], b: &[Coded]) -> Vec<(usize, usize)> {
    let lexicon = Lexicon::builtin();
    let mut groups: BTreeMap<Key<'_>, [Vec<usize>; 2]> = BTreeMap::new();
    for (side, codings) in [a, b].into_iter().enumerate() {
        for (place, coded) in codings.iter().enumerate() {
            groups.entry(Key::of(coded, lexicon)).or_default()[side].push(place);
        }
    }
    let mut pairs = Vec::new();
    for [of_a, of_b] in groups.values() {
        match (of_a.as_slice(), of_b.as_slice()) {
            ([], _) | (_, []) => {}
            (&[one], &[other]) => pairs.push((one, other)),
            _ => pairs.extend(by_indicator(a, of_a, b, of_b, lexicon)),
        }
    }
    pairs.sort_unstable();
    pairs
}

/// The pairs of targets of one amount whose indicators are most alike together.
fn by_indicator(a: &[Coded], of_a: &[usize], b: &[Coded], of_b: &[usize], lexicon: &Lexicon) -> Vec<(usize, usize)> {
    let read = |coded: &[Coded], places: &[usize]| -> Vec<Pairs> {
        places.iter().map(|&place| Pairs::of(&coded[place].indicator, lexicon)).collect()
    };
    let (first, second) = (read(a, of_a), read(b, of_b));
    // An assignment wants no more rows than columns; those that are filled up are like nothing.
    let width = second.len().max(first.len());
    let mut weights = Matrix::new(first.len(), width, 0_i32);
    for (r, one) in first.iter().enumerate() {
        for (c, other) in second.iter().enumerate() {
            weights[(r, c)] = alike(one, other);
        }
    }
    let (_, columns) = kuhn_munkres(&weights);
    let chosen = columns.into_iter().enumerate().filter(|&(r, c)| weights[(r, c)] > 0);
    chosen.map(|(r, c)| (of_a[r], of_b[c])).collect()
}

/// Dice's coefficient of two sets of pairs, in thousandths.
fn alike(one: &Pairs, other: &Pairs) -> i32 {
    let share = (2000 * one.shared(other)).checked_div(one.len() + other.len());
    share.map_or(0, |share| i32::try_from(share).unwrap_or(1000))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn coded(line: usize, indicator: &str, value: i64, unit: &str) -> Coded {
        Coded { line, indicator: indicator.to_owned(), value: Some(Decimal::from(value)), unit: unit.to_owned(), ..Coded::default() }
    }

    #[test]
    fn the_same_amount_is_told_through_units_of_one_class() {
        let a = [coded(2, "顶尖人才", 20, "名"), coded(2, "绿道", 2, "公里"), coded(3, "人才", 20, "名")];
        let b = [coded(2, "绿道", 2000, "米"), coded(2, "顶尖人才", 20, "人"), coded(4, "人才", 20, "名"), coded(3, "人才", 20, "户")];
        assert_eq!(matched(&a, &b), [(0, 1), (1, 0)]);
    }

    #[test]
    fn the_indicator_decides_between_equal_amounts() {
        let a = [coded(2, "人行天桥", 3, "座"), coded(2, "公交首末站", 3, "个"), coded(2, "菜场", 3, "个")];
        let b = [coded(2, "公交首末站", 3, "座"), coded(2, "建成人行天桥", 3, "座"), coded(2, "学校", 3, "所")];
        assert_eq!(matched(&a, &b), [(0, 1), (1, 0)]);
        assert_eq!(matched(&b, &a), [(0, 1), (1, 0)]);
        // One against several: the most alike of them.
        assert_eq!(matched(&a[..1], &b), [(0, 1)]);
        assert_eq!(matched(&b, &a[..1]), [(1, 0)]);
        assert_eq!(matched(&b[2..], &a), []);
    }

    #[test]
    fn a_single_amount_needs_no_likeness_and_a_range_both_its_ends() {
        assert_eq!(matched(&[coded(2, "高企", 500, "家")], &[coded(2, "国家高新技术企业", 500, "家")]), [(0, 0)]);
        let range = |high| [Coded { high: Some(Decimal::from(high)), ..coded(2, "增速", 6, "%") }];
        assert_eq!(matched(&range(7), &range(7)), [(0, 0)]);
        assert_eq!(matched(&range(7), &range(8)), []);
        assert_eq!(matched(&range(7), &[coded(2, "增速", 6, "%")]), []);
    }
}
