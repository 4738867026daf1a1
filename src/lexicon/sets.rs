//! The sets of words: of which table each is made, and how.

use std::borrow::Cow;
use std::sync::OnceLock;

use super::entry::Unit;
use super::field::{
    adverb, alone, approx, average, basis, bound, class, classifier, cleared, commitment, cue, differs, done, kind, level, measure, meets,
    modality, place, polarity, section, standing, stated, step_alone, tags, vague, verb, works,
};
use super::{Lexicon, Names};
#[cfg(any(test, feature = "toml"))]
use super::{
    read::{Fault, codes, names, rows, several, synonyms, unit, words},
    table::Own,
};

macro_rules! given {
    ($read:expr, $fault:literal) => {
        match $read {
            Some(value) => value,
            None => panic!($fault),
        }
    };
}

/// The entry of a row whose fields are codes. One that cannot be read stops the build.
macro_rules! coded {
    ($read:path; $fault:literal, $word:literal, [$($field:literal),*]) => {
        (Cow::Borrowed($word), given!($read(&[$($field.as_bytes()),*]), $fault))
    };
}

macro_rules! unit {
    (; $fault:literal, $word:literal, [$name:literal, $class:literal, $counted:literal]) => {{
        let (dimension, scale) = given!(class($class), $fault);
        let classifier = given!(classifier($counted.as_bytes()), $fault);
        (Cow::Borrowed($word), Unit { name: Cow::Borrowed($name), dimension: Cow::Borrowed(dimension), scale, classifier })
    }};
}

macro_rules! several {
    (; $fault:literal, $word:literal, [$($one:literal),+]) => {
        (Cow::Borrowed($word), Cow::Borrowed(const { &[$(Cow::Borrowed($one)),+] }))
    };
}

#[cfg(any(test, feature = "toml"))]
const SIDES: &str = "a word, before or after, and ge, gt, le or lt";
#[cfg(any(test, feature = "toml"))]
const HEDGES: &str = "a word, before, inside or after, and over, about or under";
#[cfg(any(test, feature = "toml"))]
const DIFFERENCES: &str = "a word, after, before or none, and above, below or better";
#[cfg(any(test, feature = "toml"))]
const WHOLES: &str = "a word, and end, front or behind";

/// The sets of words whose entries are codes: of each the field, the table or the part of one that it is read from, the function that reads a
/// row, and what a row should be. Those of the crate are made while it is compiled; those that a user adds to, when the rows come.
macro_rules! sets {
    ($($field:ident: [$table:tt $($part:tt)?] $read:path, $wanted:expr;)*) => {
        pub(super) static BUILTIN: Lexicon = Lexicon {
            $($field: built_in!([$table $($part)?] coded $read),)*
            units: built_in!(["units"] unit),
            paired: built_in!(["paired"] several),
            synonyms: built_in!(["synonyms"]),
            groups: built_in!(["synonyms" "groups"]),
            names: Names::new(None),
            framing: OnceLock::new(),
            version: OnceLock::new(),
            own: Vec::new(),
        };

        /// The words of the crate with a user's rows among them.
        #[cfg(any(test, feature = "toml"))]
        pub(super) fn lexicon(own: Vec<Own>) -> Result<Lexicon, Fault> {
            read(own, false)
        }

        /// The same; every table is read `anew`, or only those that the user adds to.
        #[cfg(any(test, feature = "toml"))]
        fn read(own: Vec<Own>, anew: bool) -> Result<Lexicon, Fault> {
            let rows = |name| rows(name, &own);
            let more = |name: &str| anew || own.iter().any(|own| own.table == name);
            let (synonyms, groups) = if more("synonyms") {
                let (synonyms, groups) = synonyms(&rows("synonyms")?);
                (synonyms, groups.into())
            } else {
                (BUILTIN.synonyms.clone(), BUILTIN.groups.clone())
            };
            Ok(Lexicon {
                $($field: if more($table) {
                    words(&rows($table)?, [$($part)?].first().copied(), $wanted, codes($read))?
                } else {
                    BUILTIN.$field.clone()
                },)*
                units: if more("units") { words(&rows("units")?, None, "a unit, its printed name, its class, and n or -", unit)? } else { BUILTIN.units.clone() },
                paired: if more("paired") { words(&rows("paired")?, None, "a word and the several that it is", several)? } else { BUILTIN.paired.clone() },
                synonyms,
                groups,
                names: names(&rows("names")?)?,
                framing: OnceLock::new(),
                version: OnceLock::new(),
                own,
            })
        }
    };
}

sets! {
    per: ["per"] alone, "a unit alone";
    bounds_before: ["bounds" "before"] bound, SIDES;
    bounds_after: ["bounds" "after"] bound, SIDES;
    approx_before: ["approximations" "before"] approx, HEDGES;
    approx_inside: ["approximations" "inside"] approx, HEDGES;
    approx_after: ["approximations" "after"] approx, HEDGES;
    verbs: ["verbs"] verb, "a verb, its kind, its step, and f, s or -";
    adverbs: ["adverbs"] adverb, "a word and what it marks";
    modality: ["modality"] modality, "a word, ensure or strive, and when";
    measures: ["measure"] measure, "a word and a measure";
    polarity: ["polarity"] polarity, "a word, a polarity and its source";
    commitments: ["commitments"] commitment, "a word, its kind, and before or both";
    references: ["references"] alone, "a verb alone";
    qualities: ["qualities"] alone, "a noun alone";
    columns: ["columns"] tags, "a header word and what it may say";
    agencies: ["agencies"] alone, "an ending alone";
    stated: ["stated"] stated, "a word, of what the rate is, and plan or rate";
    steps: ["steps"] step_alone, "a word and a step";
    intensities: ["intensities"] alone, "a beginning alone";
    undertakings: ["undertakings"] alone, "a head alone";
    lessening: ["lessening"] alone, "a word alone";
    spending: ["spending"] alone, "a word alone";
    meets: ["meets"] meets, "a verb, and share, goal or both";
    planners: ["planners"] alone, "a word alone";
    beneficiaries: ["beneficiaries"] alone, "a verb alone";
    programmes: ["programmes"] alone, "a name alone";
    places: ["places"] place, "an ending, and name or -";
    differs_after: ["differences" "after"] differs, DIFFERENCES;
    differs_before: ["differences" "before"] differs, DIFFERENCES;
    differs: ["differences" "none"] differs, DIFFERENCES;
    margins: ["margins"] alone, "a noun alone";
    ventures: ["ventures"] alone, "a noun alone";
    reached: ["reached"] alone, "a verb alone";
    milestones: ["milestones"] alone, "a word alone";
    averages: ["averages"] average, "a word, and each or time";
    unjoined: ["unjoined"] alone, "a word alone";
    done: ["done"] done, "a word, and alone, clause or both";
    rhetoric: ["rhetoric"] alone, "a head alone";
    comparisons: ["comparisons"] alone, "a word alone";
    campaigns: ["campaigns"] alone, "a word alone";
    levels: ["levels"] level, "a word, and a rank from 1 to 4 or above";
    works: ["works"] works, "a word, and kinds of work joined by +";
    kinds: ["kinds"] kind, "a word, a group, and a kind or -";
    years: ["years"] alone, "a word alone";
    another: ["another"] alone, "a word alone";
    foundations: ["foundations"] alone, "a noun alone";
    heads: ["heads"] alone, "a word alone";
    amounts: ["amounts"] alone, "a word alone";
    predicates: ["predicates"] alone, "a word alone";
    plans: ["plans"] alone, "a word alone";
    shares: ["shares"] alone, "a word alone";
    sections: ["sections"] section, "a word, and past, account, aims, future, opening, plan, told or none";
    stance: ["stance"] cue, "a word and a tag";
    sheets: ["sheets"] alone, "a word alone";
    intentions: ["intentions"] alone, "a word alone";
    cleared: ["cleared"] cleared, "a word, and cover, clear, hold or fall";
    common: ["common"] alone, "a noun alone";
    nouns: ["nouns"] alone, "a noun alone";
    compounds: ["compounds"] alone, "a word alone";
    standing: ["standing"] standing, "a word, binding, expected, assigned or strive, and by whom or -";
    prices: ["prices"] alone, "a word alone";
    totals: ["totals"] alone, "a word alone";
    bases: ["basis"] basis, "a word, price, comparison or vintage, and a code";
    vague: ["vague"] vague, "a word, and delegated, relative, rank, milestone or -";
    whole_ends: ["wholes" "end"] alone, WHOLES;
    whole_fronts: ["wholes" "front"] alone, WHOLES;
    caption_ends: ["wholes" "behind"] alone, WHOLES;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::entry::Kind;
    use crate::lexicon::table;

    #[test]
    fn what_is_made_while_the_crate_is_built_is_what_the_tables_say() {
        let anew = format!("{:?}", read(Vec::new(), true).unwrap());
        let built_in = format!("{:?}", lexicon(Vec::new()).unwrap());
        assert_eq!(anew, built_in.replace("firsts: Static(", "firsts: Made("));
        assert_eq!(BUILTIN.version(), table::version(&[]));
    }

    #[test]
    fn no_two_kinds_have_the_same_hash() {
        let rows = table::rows("kinds", &[]).unwrap();
        let mut kinds: Vec<(u64, &str)> = rows
            .iter()
            .filter_map(|row| {
                let fields: Vec<&[u8]> = row.fields[1..].iter().map(|field| field.as_bytes()).collect();
                kind(&fields).flatten().map(|Kind { id, .. }| (id, row.fields[2]))
            })
            .collect();
        kinds.sort_unstable();
        kinds.dedup();
        assert!(kinds.windows(2).all(|pair| pair[0].0 != pair[1].0));
    }
}
