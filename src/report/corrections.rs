//! Many corrections, found by what they are of.

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::correction::{Correction, apply, words};
use super::model::Item;

/// Corrections of reports, each found by the identifier or the evidence of its target.
#[derive(Debug, Clone, Default)]
pub struct Corrections {
    all: Vec<Correction>,
    /// Those that name an identifier without evidence.
    by_id: HashMap<String, Vec<usize>>,
    /// Those that give evidence, by its letters and digits.
    by_words: HashMap<String, Vec<usize>>,
}

/// What became of a correction in a report.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fitted {
    /// It fits no target of it.
    Nothing,
    /// It was applied.
    Applied,
    /// Its words are those of one target only, which has another identifier now, and was corrected.
    Moved(String),
    /// Its value is none of its field; what would be right is said.
    Wrong(String),
}

impl Corrections {
    /// Corrections in the order in which they are applied.
    #[must_use]
    pub fn new(all: Vec<Correction>) -> Self {
        let (mut by_id, mut by_words) = (HashMap::<_, Vec<_>>::new(), HashMap::<_, Vec<_>>::new());
        for (index, correction) in all.iter().enumerate() {
            match (&correction.evidence, &correction.id) {
                (Some(evidence), _) => by_words.entry(words(evidence).collect()).or_default().push(index),
                (None, Some(id)) => by_id.entry(id.clone()).or_default().push(index),
                (None, None) => {}
            }
        }
        Self { all, by_id, by_words }
    }

    /// The corrections, in their order.
    #[must_use]
    pub fn all(&self) -> &[Correction] {
        &self.all
    }

    /// Corrects all items of a report; `tolerance` is the one that it was read with. What has both identifier and evidence must fit by both; where none
    /// does, as in a report that has changed, it is applied to the only target with its words, and said to have moved. Gives what became of each.
    ///
    /// ```
    /// use dabiao::{Corrected, Correction, Corrections, Fitted, Report};
    /// let verdict = Correction::new(Some("9.1".to_owned()), Some("招引项目20个".to_owned()), Corrected::Met, "1".to_owned());
    /// let mut report = Report::parse("序号|重点工作|上半年完成情况\n1|招引项目20个|招引项目9个\n")?;
    /// let fitted = Corrections::new(vec![verdict]).apply("report.txt", &mut report.items, None);
    /// assert_eq!(fitted, [Fitted::Moved("2.1".to_owned())]);
    /// assert_eq!(report.items[0].targets[0].outcome.met, Some(true));
    /// # Ok::<(), dabiao::Error>(())
    /// ```
    pub fn apply(&self, report: &str, items: &mut [Item], tolerance: Option<Decimal>) -> Vec<Fitted> {
        let mut places: Vec<Vec<(usize, usize)>> = vec![Vec::new(); self.all.len()];
        // Of those with both, the targets that have the words alone.
        let mut alike: Vec<Vec<(usize, usize)>> = places.clone();
        for (at, item) in items.iter().enumerate() {
            for (nth, target) in item.targets.iter().enumerate() {
                let by_id = self.by_id.get(&target.id).into_iter().flatten();
                let by_words = self.by_words.get(&words(&target.text).collect::<String>()).into_iter().flatten();
                for &index in by_id.chain(by_words) {
                    let found = if self.all[index].fits(target) { &mut places } else { &mut alike };
                    found[index].push((at, nth));
                }
            }
        }
        let mut fitted = Vec::with_capacity(self.all.len());
        let mut touched = Vec::new();
        for (correction, (places, alike)) in self.all.iter().zip(places.iter().zip(&alike)) {
            if !(correction.report.is_empty() || correction.report == report) {
                fitted.push(Fitted::Nothing);
                continue;
            }
            let moved = if let ([], &[(at, nth)]) = (places.as_slice(), alike.as_slice()) { Some((at, nth)) } else { None };
            let mut became = moved.map_or(Fitted::Nothing, |(at, nth)| Fitted::Moved(items[at].targets[nth].id.clone()));
            for &(at, nth) in places.iter().chain(&moved) {
                touched.push(at);
                match apply(&mut items[at].targets[nth], correction, tolerance) {
                    Ok(()) if moved.is_none() => became = Fitted::Applied,
                    Ok(()) => {}
                    Err(why) => became = Fitted::Wrong(why),
                }
            }
            fitted.push(became);
        }
        touched.sort_unstable();
        touched.dedup();
        touched.into_iter().for_each(|at| items[at].tally());
        fitted
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Corrected, Report};

    fn became(corrections: &[(Option<&str>, Option<&str>, &str)]) -> Vec<Fitted> {
        let source = "序号|重点工作|完成情况\n1|招引项目20个、企业9家|招引项目9个\n2|招引项目30个|\n3|招引项目30个|\n";
        let owned = |text: &Option<&str>| text.map(str::to_owned);
        let one = |(id, evidence, value): &(_, _, &str)| Correction::new(owned(id), owned(evidence), Corrected::Met, (*value).to_owned());
        let corrections = Corrections::new(corrections.iter().map(one).collect());
        corrections.apply("a.txt", &mut Report::parse(source).unwrap().items, None)
    }

    #[test]
    fn what_moved_is_said_and_what_fits_twice_or_not_at_all_is_not_applied() {
        let found = became(&[
            (Some("L2.1"), Some("招引 项目20个"), "1"),
            (Some("99.1"), Some("招引项目20个"), "1"),
            (Some("99.1"), Some("招引项目30个"), "1"),
            (None, Some("招引项目30个"), "1"),
            (Some("2.1"), Some("招引项目40个"), "1"),
            (Some("9.9"), None, "1"),
            (None, None, "1"),
            (Some("2.1"), None, "yes"),
        ]);
        let wrong = Fitted::Wrong("\"yes\" is none; 1, 0 or nothing would be".to_owned());
        let (nothing, applied) = (|| Fitted::Nothing, || Fitted::Applied);
        assert_eq!(found, [applied(), Fitted::Moved("2.1".to_owned()), nothing(), applied(), nothing(), nothing(), nothing(), wrong]);
    }

    #[test]
    fn a_correction_of_another_report_is_left_alone() {
        let mut correction = Correction::new(Some("2.1".to_owned()), None, Corrected::Met, "1".to_owned());
        correction.report = "b.txt".to_owned();
        let mut report = Report::parse("序号|重点工作|完成情况\n1|招引项目20个|\n").unwrap();
        assert_eq!(Corrections::new(vec![correction]).apply("a.txt", &mut report.items, None), [Fitted::Nothing]);
    }
}
