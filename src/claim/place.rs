//! The places that a paragraph goes through: 青山区已完成14.9公里;完成农村公路18.4公里。北湖区已完成18.6公里.
//!
//! Where it tells of several, each indicator is of the place that its sentence began with, and of the whole where that is said.

use super::clause::Clause;
use super::phrase;
use crate::lexicon::{Adverb, Lexicon};

/// How many characters the name of a place has at most.
const LONGEST: usize = 8;

/// The place of each clause; empty where the paragraph goes through less than two.
pub(super) struct Places<'t>(Vec<Option<&'t str>>);

impl<'t> Places<'t> {
    pub(super) fn of(text: &'t str, clauses: &[Clause], lexicon: &Lexicon) -> Self {
        let mut places = Vec::with_capacity(clauses.len());
        let (mut sentence, mut place) = (usize::MAX, None);
        let mut names: Vec<&str> = Vec::new();
        for clause in clauses {
            if clause.sentence != sentence {
                (sentence, place) = (clause.sentence, None);
            }
            if let Some((name, whole)) = named(clause.span.of(text), lexicon).filter(|_| !clause.inside) {
                place = Some(name);
                if !whole && names.len() < 2 && !names.contains(&name) {
                    names.push(name);
                }
            }
            places.push(place);
        }
        Self(if names.len() > 1 { places } else { Vec::new() })
    }

    /// An indicator with the place of its clause in front, where it does not say it itself.
    pub(super) fn named(&self, clause: usize, indicator: String) -> String {
        match self.0.get(clause).copied().flatten() {
            Some(place) if !indicator.contains(place) => format!("{place}{indicator}"),
            _ => indicator,
        }
    }
}

/// The place that a clause begins with, in front of what it does, and whether it is the whole (全市).
fn named<'t>(clause: &'t str, lexicon: &Lexicon) -> Option<(&'t str, bool)> {
    // (10)城区新建便民市场5处
    let said = clause.trim_start();
    let said = said[phrase::enumerator(said)..].trim_start_matches("其中").trim_start();
    if let Some((word, Adverb::Place)) = lexicon.adverbs.prefix(said) {
        return Some((&said[..word.len()], true));
    }
    let does = |rest: &str| {
        lexicon.begins_to_report(rest)
            || lexicon.adverbs.prefix(rest).is_some_and(|(_, adverb)| *adverb != Adverb::Place)
            || lexicon.nouns.prefix(rest).is_none() && lexicon.verbs.prefix(rest).is_some()
    };
    let ends = said.char_indices().take(LONGEST).map(|(at, c)| at + c.len_utf8()).skip(1);
    // 小区 and 超市 only end like a place; 青山区 ends in one of their kind and is none.
    // 完成老旧小区改造
    let names = |name: &str| {
        lexicon.places.suffix(name).is_some_and(|(ending, &names)| names || ending.len() < name.len())
            && lexicon.verbs.prefix(name).is_none()
    };
    ends.filter(|&end| names(&said[..end])).find(|&end| does(&said[end..])).map(|end| (&said[..end], false))
}

#[cfg(test)]
mod tests {
    use super::super::clause::clauses;
    use super::*;
    use crate::grammar::{Anchors, scan};

    #[test]
    fn where_several_places_are_told_of_each_indicator_has_its_own() {
        let lexicon = Lexicon::builtin();
        let named = |text: &str, clause| {
            let clauses = clauses(text, &Anchors::of(text), &scan(text, lexicon), 4).0;
            Places::of(text, &clauses, lexicon).named(clause, "通村公路".to_owned())
        };
        let two = "青山区已完成14.9公里,完成年度任务。白水县已完成18.6公里。全市已完成33.5公里。";
        assert_eq!([0, 1, 2, 3].map(|clause| named(two, clause)), ["青山区通村公路", "青山区通村公路", "白水县通村公路", "全市通村公路"]);
        // One place, and the whole beside it, need no name.
        assert_eq!(named("青山区已完成14.9公里。全市已完成33.5公里,全县已完成12公里。", 0), "通村公路");
    }

    #[test]
    fn a_place_stands_in_front_of_what_it_does() {
        let lexicon = Lexicon::builtin();
        assert_eq!(named("青山区已完成通村公路14.9公里", lexicon), Some(("青山区", false)));
        assert_eq!(named("其中白水县完成1.3公里", lexicon), Some(("白水县", false)));
        assert_eq!(named("全市已完成136.9公里", lexicon), Some(("全市", true)));
        for clause in ["市区道路12公里", "小区改造5个", "城区已完成3公里", "农贸市场建成3个", "完成开发区道路5公里"]
        {
            assert_eq!(named(clause, lexicon), None, "{clause}");
        }
    }
}
