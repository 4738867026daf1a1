//! Reads one report and prints what is in it.

use std::io::{self, BufRead, Write};
use std::sync::Arc;

use dabiao::{Error, Item, Summary, Unscored};
use rayon::ThreadPool;

use super::printer::{Printer, Sources};
use super::spread;
use crate::args::Format;
use crate::corrections::each;
use crate::facts::Facts;
use crate::watch::Watch;
use crate::{Ending, complain, explain, remark, summary};

/// What `--explain` says of a line without an item.
pub(crate) const NO_ITEM: &str = "no item begins on that line; the line numbers stand in the output of --format jsonl";

/// What came of one file.
pub(super) struct Read {
    pub(super) ending: Ending,
    pub(super) printed: bool,
    name: String,
    /// What a person should know of it.
    remarks: Vec<String>,
    /// What is wrong with it.
    complaint: Option<String>,
}

impl Read {
    pub(super) fn new(name: String) -> Self {
        Self { ending: Ending::NothingFound, printed: false, name, remarks: Vec::new(), complaint: None }
    }

    pub(super) fn bad(self, what: &dyn std::fmt::Display) -> Self {
        Self { ending: Ending::BadInput, complaint: Some(what.to_string()), ..self }
    }

    /// Says what is remarkable and what is wrong, behind what was printed of the file.
    pub(super) fn complain(&self, out: &mut dyn Write) -> io::Result<()> {
        if !self.remarks.is_empty() || self.complaint.is_some() {
            out.flush()?;
        }
        self.remarks.iter().for_each(|what| remark(&self.name, what));
        if let Some(what) = &self.complaint {
            complain(&self.name, what);
        }
        Ok(())
    }
}

/// What was seen of the items of one report.
struct Seen {
    watch: Watch,
    summary: Summary,
    explained: bool,
}

impl Printer {
    /// Reads and prints the items of one report, `before` something or not; on the threads of `pool`, where there is one.
    #[allow(clippy::too_many_arguments)]
    pub(super) fn items(
        &self,
        name: String,
        facts: Option<&Facts>,
        text: impl BufRead + Send,
        watch: Watch,
        before: bool,
        pool: Option<&ThreadPool>,
        out: &mut dyn Write,
    ) -> io::Result<Read> {
        let mut read = Read::new(name.clone());
        let encoding = watch.encoding.clone();
        let mut seen = Seen { watch, summary: Summary::with(self.scheme).by_names(Arc::clone(&self.agencies)), explained: false };
        let shown = |item: &Item, behind: bool, out: &mut dyn Write| {
            if self.explain.is_some() {
                return Ok(());
            }
            self.item(&name, facts.map(|facts| [facts, facts]), Sources::One(&encoding), item, behind, out)
        };
        let mut laid_out = self.extractor.unscored(text);
        let failed = match pool {
            None => {
                let scored = spread::alone(&self.extractor, &mut laid_out);
                each(self.corrections.as_ref(), &name, scored, |mut item| {
                    self.finish(&mut item, &encoding);
                    self.see(&item, &mut read, &mut seen, out)?;
                    shown(&item, before || read.printed, out)?;
                    read.printed |= self.explain.is_none();
                    Ok(())
                })?
            }
            Some(pool) => {
                let make = |item: &Unscored| {
                    let mut item = self.extractor.score(item);
                    self.finish(&mut item, &encoding);
                    item
                };
                let print = |item: &Item, ahead: usize| {
                    let mut row = Vec::new();
                    shown(item, before || ahead > 0, &mut row).map(|()| row)
                };
                spread::each(pool, &mut laid_out, make, print, |item, row| {
                    self.see(&item, &mut read, &mut seen, out)?;
                    read.printed = true;
                    out.write_all(&row?)
                })?
            }
        };
        let said = seen.watch.said(laid_out.passed());
        self.close(read, &seen, failed, said, out)
    }

    /// Says what came of a report behind its items.
    fn close(&self, mut read: Read, seen: &Seen, failed: Option<Error>, said: Vec<String>, out: &mut dyn Write) -> io::Result<Read> {
        read.remarks = seen.watch.remarks();
        if let Some(error) = failed {
            return Ok(read.bad(&error));
        }
        if self.explain.is_some() && !seen.explained {
            return Ok(read.bad(&NO_ITEM));
        }
        if self.explain.is_none() && self.format == Format::Table {
            summary::print(out, self.screen, &read.name, &seen.summary, self.scheme)?;
        }
        read.remarks.extend(said);
        Ok(read)
    }

    /// Takes note of an item, and explains it where that is asked for.
    fn see(&self, item: &Item, read: &mut Read, seen: &mut Seen, out: &mut dyn Write) -> io::Result<()> {
        seen.watch.look(item);
        if !item.targets.is_empty() {
            read.ending = Ending::Done;
        }
        if self.format == Format::Table {
            seen.summary.add(item);
        }
        if self.explain == Some(item.line) {
            explain::item(out, self.screen, &read.name, item)?;
            seen.explained = true;
        }
        Ok(())
    }
}
