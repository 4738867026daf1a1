//! What is in force, to be read by a person.

use serde::Serialize;

use super::Lexicon;
use super::table::{self, Row};

/// One table of words, as it is in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct WordTable {
    /// Its name: `units`, `verbs`, `polarity`…
    pub name: &'static str,
    /// What its words are, and what its columns mean.
    pub about: String,
    /// Its rows in order.
    pub rows: Vec<WordRow>,
}

/// One row of a table of words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct WordRow {
    /// The word; in `names` a regular expression.
    pub word: String,
    /// What is said of it, a field for each column behind the first.
    pub says: Vec<String>,
    /// The user's file that it comes from; `None` for a word of the crate.
    pub file: Option<String>,
    /// The 1-based line of that file, or of the crate's table.
    pub line: usize,
}

impl From<&Row<'_>> for WordRow {
    fn from(row: &Row<'_>) -> Self {
        let mut fields = row.fields.iter().map(|&field| field.to_owned());
        let word = fields.next().unwrap_or_default();
        Self { word, says: fields.collect(), file: row.file.map(str::to_owned), line: row.line }
    }
}

impl Lexicon {
    /// Every table in force, a user's words among the crate's.
    ///
    /// ```
    /// let tables = dabiao::Lexicon::builtin().tables();
    /// let units = tables.iter().find(|table| table.name == "units").unwrap();
    /// let person = units.rows.iter().find(|row| row.word == "名").unwrap();
    /// assert_eq!(person.says, ["名", "person", "n"]);
    /// ```
    #[must_use]
    pub fn tables(&self) -> Vec<WordTable> {
        let tables = table::tables(&self.own);
        tables
            .map(|table| WordTable { name: table.name, about: table.about(), rows: table.rows().iter().map(WordRow::from).collect() })
            .collect()
    }
}
