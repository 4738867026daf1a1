//! Of what kind the work and the thing are that a claim speaks of: 养护 is no 新建, and 出口 is a part of 进出口.

use smallvec::SmallVec;

use super::Reason;
use crate::lexicon::{Group, Kind, Lexicon};

/// What kinds of work the words of a claim say, a bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Works(u8);

impl Works {
    /// Of the verb, and of the words that an indicator begins or ends with; what stands inside it only names the thing (棚户区改造安置房).
    pub(super) fn of(action: &str, indicator: &str, lexicon: &Lexicon) -> Self {
        let named = lexicon.works.prefix(indicator).into_iter().chain(lexicon.works.suffix(indicator)).map(|(_, kinds)| kinds);
        Self(lexicon.works.find(action).map(|(_, _, kinds)| kinds).chain(named).fold(0, |works, kinds| works | kinds))
    }

    /// Whether both say a kind and none of them is the same.
    pub(super) fn differ(self, other: Self) -> bool {
        self.0 != 0 && other.0 != 0 && self.0 & other.0 == 0
    }
}

/// What kinds of a thing a text names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Kinds(SmallVec<[Kind; 2]>);

impl Kinds {
    pub(super) fn of(text: &str, lexicon: &Lexicon) -> Self {
        Self(lexicon.kinds.find(text).filter_map(|(_, _, kind)| *kind).collect())
    }

    fn names_of(&self, group: Group) -> bool {
        self.0.iter().any(|kind| kind.group == group)
    }

    /// Whether both name a kind of one group and none of them is the same, or one of them is an amount a head: 人均地区生产总值.
    pub(super) fn differ(&self, other: &Self) -> bool {
        if self.names_of(Group::Head) != other.names_of(Group::Head) {
            return true;
        }
        let apart = |group| self.0.iter().filter(|kind| kind.group == group).all(|kind| !other.0.contains(kind));
        self.0.iter().any(|kind| other.names_of(kind.group) && apart(kind.group))
    }

    /// Why a figure that names some kinds answers a target that names others only nearly: the figure is of a part, or the target is. `asked` and
    /// `given` are the words around each: what they name need not be said again. `own` are the kinds that a figure names itself, where a part of its
    /// name was lent.
    pub(super) fn reason<'t>(
        &self,
        asked: impl FnOnce() -> &'t str,
        (figure, own): (&Self, &Self),
        given: impl FnOnce() -> &'t str,
        lexicon: &Lexicon,
    ) -> Option<Reason> {
        if own.has_alone(self, |_| true, asked, lexicon) {
            return Some(Reason::Narrower);
        }
        self.has_alone(figure, Group::has_a_whole, given, lexicon).then_some(Reason::Wider)
    }

    /// Whether it has a kind of a group that `other` names nothing of, and that the words around that do not name either.
    fn has_alone<'t>(&self, other: &Self, counts: fn(Group) -> bool, around: impl FnOnce() -> &'t str, lexicon: &Lexicon) -> bool {
        let mut alone = self.0.iter().filter(|kind| counts(kind.group) && !other.names_of(kind.group)).peekable();
        if alone.peek().is_none() {
            return false;
        }
        let named = Self::of(around(), lexicon);
        alone.any(|kind| !named.0.contains(kind))
    }
}
