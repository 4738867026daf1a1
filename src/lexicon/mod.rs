//! The words, as data with a version.
//!
//! Everything that is known of single words stands in the tables under `words/`; a person who knows Chinese and no Rust can add a unit or
//! a verb there. [`Lexicon::builtin`] holds them, read once.

mod entry;
mod field;
mod headline;
mod listing;
mod names;
#[cfg(feature = "toml")]
mod own;
mod read;
mod table;
mod trie;
mod words;

use std::sync::{LazyLock, OnceLock};

pub(crate) use entry::{
    Adverb, Against, Basis, Commitment, Cue, Differs, Force, Governs, Group, Kind, Meets, Object, SectionCue, Standing, Step, Tags, Unit,
    Verb, When,
};
pub use entry::{Approx, Binding, Bound, Column, Comparison, Measure, Modality, Polarity, PriceBasis, StatedOf, Vague, Vintage};
pub use headline::Headline;
pub use listing::{WordRow, WordTable};
pub(crate) use names::Names;
#[cfg(feature = "toml")]
pub use own::LexiconError;
pub(crate) use words::Words;

use crate::span::Span;
use crate::text::CharSet;

/// The words that a reading is made with.
#[derive(Debug)]
pub struct Lexicon {
    pub(crate) units: Words<Unit>,
    pub(crate) per: Words<()>,
    pub(crate) bounds_before: Words<Bound>,
    pub(crate) bounds_after: Words<Bound>,
    pub(crate) approx_before: Words<Option<Approx>>,
    pub(crate) approx_inside: Words<Option<Approx>>,
    pub(crate) approx_after: Words<Option<Approx>>,
    pub(crate) verbs: Words<Verb>,
    pub(crate) adverbs: Words<Adverb>,
    pub(crate) modality: Words<(Modality, When)>,
    pub(crate) measures: Words<Option<Measure>>,
    pub(crate) polarity: Words<Polarity>,
    pub(crate) commitments: Words<(Commitment, Object)>,
    pub(crate) references: Words<()>,
    pub(crate) qualities: Words<()>,
    pub(crate) columns: Words<Tags>,
    pub(crate) agencies: Words<()>,
    pub(crate) stated: Words<Against>,
    pub(crate) steps: Words<Step>,
    /// Group of each word that has synonyms.
    pub(crate) synonyms: Words<usize>,
    pub(crate) compounds: Words<()>,
    pub(crate) nouns: Words<()>,
    pub(crate) common: Words<()>,
    pub(crate) sections: Words<SectionCue>,
    /// What a word says of the numbers near it: that they are asked for, or reported.
    pub(crate) stance: Words<Cue>,
    /// The rank of a level of government from the top; none for 以上.
    pub(crate) levels: Words<Option<usize>>,
    /// The kinds of work that a word says, a bit each.
    pub(crate) works: Words<u8>,
    pub(crate) foundations: Words<()>,
    /// Words that name one year.
    pub(crate) years: Words<()>,
    /// Words in front of a plan that say it is of another year, or another's.
    pub(crate) another: Words<()>,
    /// The kind of a thing; none of a word that only looks like one.
    pub(crate) kinds: Words<Option<Kind>>,
    pub(crate) heads: Words<()>,
    pub(crate) amounts: Words<()>,
    pub(crate) predicates: Words<()>,
    pub(crate) plans: Words<()>,
    pub(crate) shares: Words<()>,
    /// What gathers the indicators of a performance sheet.
    pub(crate) sheets: Words<()>,
    pub(crate) campaigns: Words<()>,
    /// Whether the word says done by itself, and whether within a clause.
    pub(crate) done: Words<(bool, bool)>,
    pub(crate) rhetoric: Words<()>,
    pub(crate) comparisons: Words<()>,
    pub(crate) paired: Words<Box<[Box<str>]>>,
    pub(crate) intentions: Words<()>,
    pub(crate) cleared: Words<Commitment>,
    pub(crate) unjoined: Words<()>,
    pub(crate) intensities: Words<()>,
    pub(crate) lessening: Words<()>,
    pub(crate) spending: Words<()>,
    pub(crate) undertakings: Words<()>,
    /// Whether an ending is that of a place's name.
    pub(crate) places: Words<bool>,
    pub(crate) programmes: Words<()>,
    /// Which side of the plan a word says, by where the plan is named: behind it, in front of it, not at all.
    pub(crate) differs_after: Words<Differs>,
    pub(crate) differs_before: Words<Differs>,
    pub(crate) differs: Words<Differs>,
    pub(crate) meets: Words<Meets>,
    /// Words in front of the name of the plan: 年初, 省定.
    pub(crate) planners: Words<()>,
    pub(crate) beneficiaries: Words<()>,
    pub(crate) milestones: Words<()>,
    pub(crate) margins: Words<()>,
    pub(crate) ventures: Words<()>,
    /// Whether the average is over people or things, not over time.
    pub(crate) averages: Words<bool>,
    pub(crate) bases: Words<Basis>,
    pub(crate) standing: Words<Standing>,
    /// Names of prices: a mark with 左右 is a reference value.
    pub(crate) prices: Words<()>,
    /// What a row is named whose parts stand beside it.
    pub(crate) totals: Words<()>,
    /// The kind of a commitment in words; none of a name that only holds such a word.
    pub(crate) vague: Words<Option<Vague>>,
    /// How a name ends that says what is measured, and may be split into parts.
    pub(crate) whole_ends: Words<()>,
    /// Words in front of a name that make no part of it.
    pub(crate) whole_fronts: Words<()>,
    /// Words at the end of a caption that only say what its table prints of that.
    pub(crate) caption_ends: Words<()>,
    pub(crate) names: Names,
    /// What the words of [`Self::may_frame`] begin with.
    framing: OnceLock<Box<CharSet>>,
    /// The first word of each group of synonyms.
    groups: Vec<Box<str>>,
    /// A user's rows.
    own: Vec<table::Own>,
    /// Made once it is asked for.
    version: OnceLock<String>,
}

/// Every date with a year has one of these: 2025年, 十四五.
const YEARS: &str = "年五";

static BUILTIN: LazyLock<Lexicon> = LazyLock::new(|| match read::lexicon(Vec::new()) {
    Ok(lexicon) => lexicon,
    // The tables are part of the crate and a test reads every one of them.
    Err(fault) => unreachable!("{fault}"),
});

impl Lexicon {
    /// The words that come with the crate.
    #[must_use]
    pub fn builtin() -> &'static Self {
        &BUILTIN
    }

    /// Whether a text is a verb and nothing else.
    pub(crate) fn is_verb(&self, said: &str) -> bool {
        self.verbs.prefix(said).is_some_and(|(word, _)| word.len() == said.len())
    }

    /// Whether a text is, from end to end, a word that stands over columns: 计划数, but not 计划培育企业.
    pub(crate) fn heads_columns(&self, said: &str) -> bool {
        self.columns.prefix(said).is_some_and(|(word, _)| word.len() == said.len())
    }

    /// These words with those of a user's TOML file on top.
    ///
    /// A word that is known already is then read as the file says; synonyms join the groups that they name. `file` is what errors call it.
    /// It can be called again for a further file. It takes a few milliseconds: make the lexicon once and share it.
    ///
    /// # Errors
    /// The text is no TOML, or an entry of it cannot be read; see [`LexiconError`].
    ///
    /// ```
    /// use dabiao::{Extractor, Lexicon, Polarity};
    /// let words = "[units]\n\"工位\" = \"piece\"\n\n[indicators]\n\"空置率\" = \"negative\"\n";
    /// let lexicon = Lexicon::builtin().with_toml("extra.toml", words)?;
    /// assert_ne!(lexicon.version(), Lexicon::builtin().version());
    /// let extractor = Extractor::new().with_lexicon(lexicon);
    /// assert_eq!(extractor.quantities("建成12工位")[0].unit, "工位");
    ///
    /// let wrong = Lexicon::builtin().with_toml("extra.toml", "[units]\n\"工位\" = { kind = \"piece\" }\n").unwrap_err();
    /// assert_eq!(
    ///     wrong.to_string(),
    ///     "extra.toml, line 2: \"kind\" of \"工位\" says nothing of a unit; the keys are class, printed, scale and numerals"
    /// );
    /// # Ok::<(), dabiao::LexiconError>(())
    /// ```
    #[doc = include_str!("own/format.md")]
    #[cfg(feature = "toml")]
    pub fn with_toml(&self, file: &str, source: &str) -> Result<Self, LexiconError> {
        let mut rows = self.own.clone();
        rows.extend(own::rows(file, source, &self.own)?);
        read::lexicon(rows).map_err(|fault| LexiconError::of_the_whole(file, &fault))
    }

    /// The version of the words in force: a hash over every row of every table, with a user's words among them.
    #[must_use]
    pub fn version(&self) -> &str {
        self.version.get_or_init(|| table::version(&self.own))
    }

    /// Whether a text may say how or by when its targets are meant: 力争, 其中, 到2025年. Most clauses say nothing of the kind.
    pub(crate) fn may_frame(&self, text: &str) -> bool {
        let framing = self.framing.get_or_init(|| {
            let parts = self.adverbs.firsts(|adverb| *adverb == Adverb::Part);
            Box::new(CharSet::with(self.modality.firsts(|_| true).chain(parts).chain(YEARS.chars())))
        });
        framing.find(text, 0).is_some()
    }

    /// Whether a text says of itself that it reports: 截至, 已, 同比.
    pub(crate) fn reports(&self, text: &str) -> bool {
        self.stance.find(text).any(|(_, _, cue)| cue.reports())
    }

    /// Whether a text begins with a word that does.
    pub(crate) fn begins_to_report(&self, text: &str) -> bool {
        self.stance.prefix(text).is_some_and(|(_, cue)| cue.reports())
    }

    /// Whether a text begins with a word that is one of modality only in front of a verb: 争取, 努力.
    pub(crate) fn may_be_a_verb(&self, text: &str) -> bool {
        self.modality.prefix(text).is_some_and(|(_, (_, when))| *when == When::BeforeVerb)
    }

    /// Reads `text` part by part, every word that has synonyms as the first of its group.
    pub(crate) fn unified<'s>(&'s self, text: &'s str, mut read: impl FnMut(Part<'s>)) {
        let mut at = 0;
        for (from, word, &group) in self.synonyms.find(text) {
            read(Part { span: Span::new(at, from), said: &text[at..from], joins: false });
            at = from + word.len();
            read(Part { span: Span::new(from, at), said: &self.groups[group], joins: true });
        }
        read(Part { span: Span::new(at, text.len()), said: &text[at..], joins: false });
    }
}

/// A part of a text that was unified.
pub(crate) struct Part<'s> {
    /// Where it stands.
    pub(crate) span: Span,
    /// What is read there.
    pub(crate) said: &'s str,
    /// Whether it is one word that has synonyms.
    pub(crate) joins: bool,
}
