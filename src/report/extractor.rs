//! The front door: text in, scored items out.

use std::io::BufRead;
use std::sync::Arc;

use memchr::memchr;

use super::about::About;
#[cfg(feature = "tidy")]
use super::compare::LaidOut;
use super::item::{self, Options};
use super::model::{Item, Mention, Report};
use super::repeats::Repeats;
use super::stream::{Items, Lines, Unscored, UnscoredItems};
use crate::document::{Line, lines};
use crate::error::{Error, Kind};
use crate::layout::{RawItem, Reader, plain, read_all};
use crate::lexicon::Lexicon;
use crate::limits::Limits;

/// Reads reports. Built once and shared: it is `Send + Sync`, and a clone of it is cheap.
#[derive(Debug, Clone)]
pub struct Extractor {
    words: Words,
    pub(super) options: Options,
}

/// The words in force. Those of the crate are one static, so that nobody counts who holds them.
#[derive(Debug, Clone)]
enum Words {
    Builtin,
    Own(Arc<Lexicon>),
}

impl Default for Extractor {
    fn default() -> Self {
        Self::new()
    }
}

impl Extractor {
    /// An extractor with the built-in lexicon.
    #[must_use]
    pub fn new() -> Self {
        Self { words: Words::Builtin, options: Options::default() }
    }

    /// The same with other words: the built-in ones with a user's on top, of `Lexicon::with_toml` (feature `toml`).
    #[must_use]
    pub fn with_lexicon(mut self, lexicon: impl Into<Arc<Lexicon>>) -> Self {
        self.words = Words::Own(lexicon.into());
        self
    }

    /// The words in force.
    #[must_use]
    pub fn lexicon(&self) -> &Lexicon {
        match &self.words {
            Words::Builtin => Lexicon::builtin(),
            Words::Own(lexicon) => lexicon,
        }
    }

    /// Whether every outcome lists the figures that were passed over, not only an outcome without an answer.
    #[must_use]
    pub fn rivals(mut self, rivals: bool) -> Self {
        self.options.rivals = rivals;
        self
    }

    /// Whether every item says what the columns of its table, or the numbers of its prose, were taken for and why ([`crate::Item::evidence`]).
    ///
    /// ```
    /// let source = "指标|全年目标|实际完成\n新建学校(所)|10|8\n新建公园(座)|4|4\n";
    /// let report = dabiao::Extractor::new().explain(true).parse(source)?;
    /// assert_eq!(report.items[0].evidence[2], "实际完成: the result (named +8, numbers +2)");
    /// # Ok::<(), dabiao::Error>(())
    /// ```
    #[must_use]
    pub const fn explain(mut self, explain: bool) -> Self {
        self.options.explain = explain;
        self
    }

    /// Whether every item lists each achieved figure in it, also where nothing asks for it ([`crate::Item::figures`]).
    ///
    /// ```
    /// let source = "2031年政府工作报告\n一、2030年工作回顾\n全年新建学校12所,城镇新增就业4.2万人。\n";
    /// let report = dabiao::Extractor::new().figures(true).parse(source)?;
    /// let figures = &report.items.last().unwrap().figures;
    /// assert_eq!(figures[1].figure.text, "城镇新增就业4.2万人");
    /// assert_eq!(figures[1].figure.value.unwrap().normalize().to_string(), "42000");
    /// assert_eq!((figures[1].since.as_deref(), figures[1].until.as_deref()), (Some("2030-01-01"), Some("2030-12-31")));
    /// # Ok::<(), dabiao::Error>(())
    /// ```
    #[must_use]
    pub const fn figures(mut self, figures: bool) -> Self {
        self.options.figures = figures;
        self
    }

    /// How much a report may hold.
    #[must_use]
    pub const fn limits(mut self, limits: Limits) -> Self {
        self.options.limits = limits;
        self
    }

    /// Whether every item lists what it commits to without a number ([`crate::Item::commitments`]).
    ///
    /// ```
    /// let source = "序号|重点工作|完成情况\n1|工业投资高于全省平均水平,6月底前建成大桥|已建成\n2|加强宣传|已宣传\n";
    /// let report = dabiao::Extractor::new().commitments(true).parse(source)?;
    /// let kinds = |item: usize| report.items[item].commitments.iter().map(|words| words.kind).collect::<Vec<_>>();
    /// assert_eq!(kinds(0), [dabiao::Vague::Relative, dabiao::Vague::Milestone]);
    /// assert_eq!(kinds(1), [dabiao::Vague::Other]);
    /// # Ok::<(), dabiao::Error>(())
    /// ```
    #[must_use]
    pub const fn commitments(mut self, commitments: bool) -> Self {
        self.options.commitments = commitments;
        self
    }

    /// How far from a target with 左右 still meets it, as a share of the target. Unless it is said, what is short of such a target by no more than half of
    /// its last printed digit (5.8% of 6%左右) gets no verdict; 0 judges at the mark.
    ///
    /// ```
    /// let source = "序号|重点工作|完成情况\n1|产值增长6%左右|产值增长5.8%\n";
    /// let met = |extractor: dabiao::Extractor| {
    ///     Ok::<_, dabiao::Error>(extractor.parse(source)?.items[0].targets[0].outcome.met)
    /// };
    /// let extractor = dabiao::Extractor::new();
    /// assert_eq!(met(extractor.clone())?, None);
    /// assert_eq!(met(extractor.clone().tolerance(dabiao::Decimal::ZERO))?, Some(false));
    /// assert_eq!(met(extractor.tolerance(dabiao::Decimal::new(5, 2)))?, Some(true));
    /// # Ok::<(), dabiao::Error>(())
    /// ```
    #[must_use]
    pub const fn tolerance(mut self, tolerance: rust_decimal::Decimal) -> Self {
        self.options.tolerance = Some(tolerance);
        self
    }

    /// The tolerance, where one was said.
    #[cfg(feature = "tidy")]
    pub(crate) const fn said_tolerance(&self) -> Option<rust_decimal::Decimal> {
        self.options.tolerance
    }

    /// Reads a whole report.
    ///
    /// # Errors
    /// The text is empty or not text, it is a table of which no column can be read, or it is beyond the limits.
    pub fn parse(&self, source: &str) -> Result<Report, Error> {
        self.checked(source)?;
        self.parse_with(source, |_| {})
    }

    /// Reads a whole report that is compared with others as well, so that it is laid out once.
    #[cfg(feature = "tidy")]
    pub(crate) fn parse_to_compare(&self, source: &str) -> Result<(Report, LaidOut), Error> {
        self.checked_whole(source)?;
        let mut laid_out = LaidOut::default();
        let report = self.parse_with(source, |raw| laid_out.take(raw, self.lexicon()))?;
        laid_out.layout.clone_from(&report.layout);
        Ok((report, laid_out))
    }

    /// Reads a text that was checked, and shows each item as it is laid out.
    fn parse_with(&self, source: &str, mut look: impl FnMut(&RawItem<'_>)) -> Result<Report, Error> {
        let mut reader = Reader::default();
        let (mut items, mut notes, mut prose) = (Vec::new(), Vec::new(), false);
        let mut repeats = Repeats::default();
        read_all(&mut reader, source, self.lexicon(), |raw, is_item| {
            if is_item {
                prose |= raw.roles.is_none();
                let mut item = self.scored(&raw, items.len())?;
                look(&raw);
                repeats.mark(&mut item);
                items.push(item);
            } else {
                notes.push(item::note(&raw));
            }
            Ok(())
        })?;
        let blocks = reader.tables().iter().copied().chain(prose.then_some("prose")).map(str::to_owned).collect();
        Ok(Report { layout: reader.layout().to_owned(), blocks, about: About::of(source), items, notes })
    }

    /// Reads a document that was opened; its targets and figures say where in the file they stand.
    ///
    /// # Errors
    /// As [`parse`](Self::parse).
    #[cfg(feature = "encoding")]
    pub fn read(&self, document: &crate::Document) -> Result<Report, Error> {
        let mut report = self.parse(document.text())?;
        report.items.iter_mut().for_each(|item| document.locate(item));
        Ok(report)
    }

    /// Scores an item in front of which so many stand.
    pub(super) fn scored(&self, raw: &RawItem<'_>, before: usize) -> Result<Item, Error> {
        self.within(raw, before)?;
        Ok(item::score(raw, self.lexicon(), self.options))
    }

    /// Refuses an item beyond the limits.
    pub(super) fn within(&self, raw: &RawItem<'_>, before: usize) -> Result<(), Error> {
        let Limits { items, cell, .. } = self.options.limits;
        let kind = if before >= items {
            Kind::TooManyItems { limit: items }
        } else if raw.text.text().len() > cell {
            Kind::ItemTooLong { limit: cell }
        } else {
            return Ok(());
        };
        Err(Error::at(raw.line, 1, kind))
    }

    /// As [`checked`](Self::checked), of a text that is held as a whole.
    pub(super) fn checked_whole(&self, source: &str) -> Result<(), Error> {
        let limit = self.options.limits.whole;
        if u64::try_from(source.len()).is_ok_and(|length| length > limit) {
            return Err(Error::whole(Kind::WholeTooLong { limit }));
        }
        self.checked(source)
    }

    /// Refuses what is no text, or more of it than the limits allow.
    pub(super) fn checked(&self, source: &str) -> Result<(), Error> {
        let Limits { bytes, cell, .. } = self.options.limits;
        if u64::try_from(source.len()).is_ok_and(|length| length > bytes) {
            return Err(Error::whole(Kind::TooLong { limit: bytes }));
        }
        if source.len() > cell
            && let Some(line) = lines(source).find(|line| line.text.len() > cell)
        {
            return Err(Error::at(line.number, 1, Kind::LineTooLong { limit: cell }));
        }
        if source.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty() {
            return Err(Error::whole(Kind::Empty));
        }
        if let Some(at) = memchr(0, source.as_bytes()) {
            let line = lines(&source[..=at]).last();
            let (number, column) = line.map_or((1, 1), |line| (line.number, line.text.chars().count()));
            return Err(Error::at(number, column, Kind::ZeroByte));
        }
        Ok(())
    }

    /// Reads the items of a report one by one; a report of a row layout is never held as a whole.
    ///
    /// ```
    /// let source = "序号|重点工作|完成情况\n1|招引项目20个|招引项目9个\n2|修路5公里|修路5公里\n";
    /// let items = dabiao::Extractor::new().items(source.as_bytes());
    /// let ratios: Vec<_> = items.map(|item| item.unwrap().targets[0].outcome.ratio.unwrap().to_string()).collect();
    /// assert_eq!(ratios, ["0.45", "1"]);
    /// ```
    pub fn items<R: BufRead>(&self, reader: R) -> Items<R> {
        Items::new(self.clone(), reader)
    }

    /// Lays the items of a report out without reading them: what takes time is then for [`score`](Self::score), which threads can share.
    ///
    /// ```
    /// let source = "序号|重点工作|完成情况\n1|招引项目20个|招引项目9个\n2|修路5公里|修路5公里\n";
    /// let extractor = dabiao::Extractor::new();
    /// let laid_out: Vec<dabiao::Unscored> = extractor.unscored(source.as_bytes()).collect::<Result<_, _>>()?;
    /// let items: Vec<dabiao::Item> = std::thread::scope(|scope| {
    ///     let threads: Vec<_> = laid_out.iter().map(|item| scope.spawn(|| extractor.score(item))).collect();
    ///     threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    /// });
    /// assert_eq!(items, extractor.parse(source)?.items);
    /// # Ok::<(), dabiao::Error>(())
    /// ```
    pub fn unscored<R: BufRead>(&self, reader: R) -> UnscoredItems<R> {
        UnscoredItems::new(self.clone(), reader)
    }

    /// Reads and scores an item that [`unscored`](Self::unscored) of this extractor gave.
    #[must_use]
    pub fn score(&self, item: &Unscored) -> Item {
        item::score(item.raw(), self.lexicon(), self.options)
    }

    /// Reads the quantities of a text line by line, whatever its layout; lines without any are passed over.
    ///
    /// ```
    /// let mut lines = dabiao::Extractor::new().lines("总则\n新增企业500家\n".as_bytes());
    /// let line = lines.next().unwrap().unwrap();
    /// assert_eq!((line.line, line.mentions[0].text.as_str()), (2, "500家"));
    /// assert_eq!(line.mentions[0].spans[0].from, "总则\n新增企业".len());
    /// assert!(lines.next().is_none());
    /// ```
    pub fn lines<R: BufRead>(&self, reader: R) -> Lines<R> {
        Lines::new(self.clone(), reader)
    }

    /// The quantities of one text, as they stand.
    #[must_use]
    pub fn quantities(&self, text: &str) -> Vec<Mention> {
        self.mentions(Line { number: 1, from: 0, text })
    }

    pub(super) fn mentions(&self, line: Line<'_>) -> Vec<Mention> {
        plain(line).map(|raw| item::mentions(&raw, self.lexicon())).unwrap_or_default()
    }
}
