//! `--parquet FILE`: the rows of every file, in one that takes its place when all of them were read.

use std::io;
use std::path::{Path, PathBuf};

use dabiao::{Item, Scheme, Unscored};

use super::{Run, is_large, spread};
use crate::columns::Cell;
use crate::parquet::{self, Writer};
use crate::sources::Source;
use crate::watch::Watch;
use crate::{Ending, columns, complain, remark};

impl Run {
    /// Writes the rows of every file; `beside` are the other files that are read.
    pub(super) fn to_parquet<'p>(
        &'p self,
        path: &Path,
        beside: impl Iterator<Item = &'p PathBuf>,
        scheme: &'static Scheme,
    ) -> io::Result<Ending> {
        let files = self.files.iter().map(Source::path).chain(beside.map(PathBuf::as_path));
        parquet::replace(path, files, columns::all(), &self.manifest.names, |writer| {
            let mut ending = Ending::Done;
            for source in &self.files {
                ending = ending.max(self.rows(source, scheme, writer)?);
            }
            self.meter.end();
            Ok(ending)
        })
    }

    /// Writes the rows of one file.
    fn rows(&self, source: &Source, scheme: &'static Scheme, writer: &mut Writer) -> io::Result<Ending> {
        let name = source.name();
        let facts = match self.facts(source) {
            Ok(facts) => facts,
            Err(why) => return Ok(complain(&name, &why)),
        };
        let extractor = &self.printer.extractor;
        let mut watch = Watch::new(facts.encoding.clone());
        let make = |item: &Unscored, _: usize| {
            let mut item = extractor.score(item);
            self.printer.finish(&name, &mut item, &facts.encoding);
            let rows = columns::rows([&facts, &facts], &item, scheme, extractor.lexicon().version());
            let rows: Vec<Vec<Cell>> = rows.map(|row| row.cells().collect()).collect();
            (item, rows)
        };
        let mut take = |(item, rows): (Item, Vec<Vec<Cell>>)| {
            watch.look(&item);
            rows.into_iter().try_for_each(|row| writer.row(row))
        };
        let mut items = extractor.unscored(self.meter.through(facts.reader(), source));
        let failed = match self.pool.as_ref().filter(|_| is_large(source)) {
            Some(pool) => spread::each(pool, &mut items, make, take)?,
            None => {
                let mut failed = None;
                for item in items.by_ref() {
                    match item {
                        Ok(item) => take(make(&item, 0))?,
                        Err(error) => {
                            failed = Some(error);
                            break;
                        }
                    }
                }
                failed
            }
        };
        if let Some(error) = failed {
            return Ok(complain(&name, &error));
        }
        writer.end_group()?;
        let nothing = watch.nothing(items.notes().len() + items.notes_left_out(), items.goals_line());
        let ending = if nothing.is_some() { Ending::NothingFound } else { Ending::Done };
        self.meter.aside(|| watch.remarks().iter().chain(&nothing).for_each(|what| remark(&name, what)));
        Ok(ending)
    }
}
