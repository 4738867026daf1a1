//! Prints one item in the format that is asked for.

use std::io::{self, Write};
use std::sync::Arc;

use dabiao::tidy::Rows;
use dabiao::{Agencies, Extractor, Item, Scheme, Thresholds};
use serde::Serialize;

use crate::args::Format;
use crate::corrections::Corrections;
use crate::facts::Facts;
use crate::input::Encoding;
use crate::screen::Screen;
use crate::{csv, json, table};

/// One line of `jsonl`: an item with the report that it stands in.
#[derive(Serialize)]
struct Row<'a> {
    report: &'a str,
    #[serde(flatten)]
    decoded: Decoded,
    #[serde(flatten)]
    item: &'a Item,
}

/// The encodings that the spans are not in: they count bytes of the decoded text.
#[derive(Debug, Clone, Copy, Serialize)]
struct Decoded {
    #[serde(skip_serializing_if = "Option::is_none")]
    decoded: Option<&'static str>,
    /// Of the spans of the figures, where they stand in another report.
    #[serde(skip_serializing_if = "Option::is_none")]
    answer_decoded: Option<&'static str>,
}

/// The report that the targets of an item stand in, and the one that its figures stand in.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Sources<'a> {
    One(&'a Encoding),
    Two([&'a Encoding; 2]),
}

impl Sources<'_> {
    fn decoded(self, item: &Item) -> Decoded {
        let asked = || {
            let mentions = item.mentions.iter().flat_map(|mention| &mention.spans);
            let targets = item.targets.iter().flat_map(|target| &target.spans);
            mentions.chain(targets).chain(item.commitments.iter().flat_map(|words| &words.spans))
        };
        let figures = item.targets.iter().flat_map(|target| target.outcome.figures.iter().chain(&target.outcome.rivals));
        let given = figures.flat_map(|figure| &figure.spans);
        match self {
            Self::One(encoding) => Decoded { decoded: encoding.decoded(asked().chain(given)), answer_decoded: None },
            Self::Two([targets, results]) => Decoded { decoded: targets.decoded(asked()), answer_decoded: results.decoded(given) },
        }
    }
}

/// What is the same for every file.
#[derive(Debug)]
pub(crate) struct Printer {
    pub(crate) extractor: Extractor,
    pub(crate) format: Format,
    pub(crate) explain: Option<usize>,
    pub(crate) screen: Screen,
    pub(crate) scheme: Option<&'static Scheme>,
    /// Where the classes of a scheme begin.
    pub(crate) thresholds: Thresholds,
    pub(crate) corrections: Option<Corrections>,
    /// Under which names agencies are counted.
    pub(crate) agencies: Arc<Agencies>,
    /// Whether texts of CSV are left as they are, whatever a spreadsheet makes of them.
    pub(crate) raw: bool,
}

impl Printer {
    /// Says where in the file everything stands, and applies the scheme.
    pub(crate) fn finish(&self, item: &mut Item, encoding: &Encoding) {
        if let Some(document) = encoding.document() {
            document.locate(item);
        }
        if let Some(scheme) = self.scheme {
            item.score_by(scheme, self.thresholds);
        }
    }

    /// Prints one item; `facts` are of the reports of its targets and of its figures.
    pub(crate) fn item(
        &self,
        name: &str,
        facts: Option<[&Facts; 2]>,
        sources: Sources<'_>,
        item: &Item,
        before: bool,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        match self.format {
            Format::None => Ok(()),
            Format::Table => {
                if !before {
                    table::header(out, self.screen)?;
                }
                table::item(out, self.screen, item)
            }
            Format::Csv => {
                let (Some([asked, given]), Some(scheme)) = (facts, self.scheme) else { return Ok(()) };
                let rows = Rows::new(asked, self.extractor.lexicon()).answered_from(given).scored_by(scheme);
                rows.targets(item).try_for_each(|row| csv::row(out, self.raw, &row))
            }
            Format::Jsonl => {
                json::write(out, &Row { report: name, decoded: sources.decoded(item), item })?;
                writeln!(out)
            }
            Format::Json => {
                if before {
                    write!(out, ",\n ")?;
                }
                json::write(out, &Row { report: name, decoded: sources.decoded(item), item })
            }
        }
    }
}
