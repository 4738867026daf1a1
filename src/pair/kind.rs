//! Of what kind the work and the thing are that a claim speaks of: 养护 is no 新建, and 出口 is a part of 进出口.

use smallvec::SmallVec;

use super::Reason;
use crate::lexicon::{Group, Kind, Lexicon};

/// What kinds of work the words of a claim say, a bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Works(u8);

impl Works {
    /// Of the verb and the indicator.
    pub(super) fn of(said: &str, lexicon: &Lexicon) -> Self {
        Self(lexicon.works.find(said).fold(0, |works, (_, _, kinds)| works | kinds))
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

    /// Whether both name a kind of one group and none of them is the same.
    pub(super) fn differ(&self, other: &Self) -> bool {
        let apart = |group| self.0.iter().filter(|kind| kind.group == group).all(|kind| !other.0.contains(kind));
        self.0.iter().any(|kind| other.names_of(kind.group) && apart(kind.group))
    }

    /// Why a figure that names some kinds answers a target that names others only nearly: the figure is of a part, or the target is. `asked` and
    /// `given` are the words around each: what they name need not be said again.
    pub(super) fn reason(&self, asked: &str, figure: &Self, given: &str, lexicon: &Lexicon) -> Option<Reason> {
        let apart = |one: &Self, other: &Self, around: &str| {
            let mut alone = one.0.iter().filter(|kind| !other.names_of(kind.group)).peekable();
            let named = alone.peek().map(|_| Self::of(around, lexicon)).unwrap_or_default();
            alone.find(|kind| !named.0.contains(kind)).copied()
        };
        if apart(figure, self, asked).is_some() {
            return Some(Reason::Narrower);
        }
        apart(self, figure, given).filter(|kind| kind.group.has_a_whole()).map(|_| Reason::Wider)
    }
}
