//! `--parquet FILE`: the rows of every file, in one that takes its place when all of them were read.

use std::io;
use std::path::{Path, PathBuf};

use dabiao::tidy::{Cell, Rows, Table};
use dabiao::{Item, Scheme, Unscored};

use super::{Run, is_large, spread};
use crate::corrections::each;
use crate::parquet::{self, Writer};
use crate::sources::Source;
use crate::watch::Watch;
use crate::{Ending, complain, remark};

impl Run {
    /// Writes the rows of every file; `beside` are the other files that are read.
    pub(super) fn to_parquet<'p>(
        &'p self,
        path: &Path,
        beside: impl Iterator<Item = &'p PathBuf>,
        scheme: &'static Scheme,
    ) -> io::Result<Ending> {
        let files = self.files.iter().map(Source::path).chain(beside.map(PathBuf::as_path));
        parquet::replace(path, files, Table::Targets.columns(), &self.manifest.names, |writer| {
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
        let rows = |item: &Item| -> Vec<Vec<Cell>> {
            let rows = Rows::new(&facts, extractor.lexicon()).scored_by(scheme);
            rows.targets(item).map(|row| row.cells().collect()).collect()
        };
        let mut take = |item: &Item, rows: Vec<Vec<Cell>>| {
            watch.look(item);
            rows.into_iter().try_for_each(|row| writer.row(row))
        };
        let mut items = extractor.unscored(self.meter.through(facts.reader(), source));
        let failed = match self.pool.as_ref().filter(|_| is_large(source)) {
            Some(pool) => {
                let score = |item: &Unscored| {
                    let mut item = extractor.score(item);
                    self.printer.finish(&mut item, &facts.encoding);
                    item
                };
                spread::each(pool, &mut items, score, |item, _| rows(item), |item, rows| take(&item, rows))?
            }
            None => {
                let scored = spread::alone(extractor, &mut items);
                each(self.printer.corrections.as_ref(), &name, scored, |mut item| {
                    self.printer.finish(&mut item, &facts.encoding);
                    take(&item, rows(&item))
                })?
            }
        };
        if let Some(error) = failed {
            return Ok(complain(&name, &error));
        }
        writer.end_group()?;
        let said = watch.said(items.passed());
        let ending = if watch.found() { Ending::Done } else { Ending::NothingFound };
        self.meter.aside(|| watch.remarks().iter().chain(&said).for_each(|what| remark(&name, what)));
        Ok(ending)
    }
}
