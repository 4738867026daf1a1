//! Reads Chinese government work reports: what was promised, what was reached, how far.
//!
//! 达标, *dábiāo*: to reach the mark. `dabiao` pulls every quantified target (`新增国家高新技术企业500家`, `增长8%以上`) and every achieved
//! figure out of a report, decides which figure answers which target, and computes how far each was met. Every number carries its
//! evidence, as bytes of the printed source, and the rule that made it; where two readings are close there is no answer but a reason.
//!
//! ```
//! let report = dabiao::Report::parse(
//!     "序号|重点工作|牵头单位|半年度完成情况\n\
//!      1|招引顶尖人才20名、领军人才200名|区人力社保局|新增引进顶尖人才10人,领军人才127人。截至6月,人才总量33.6万人。\n",
//! )?;
//! let targets = &report.items[0].targets;
//! assert_eq!(targets[0].indicator, "顶尖人才");
//! assert_eq!(targets[0].outcome.ratio.unwrap().to_string(), "0.5");
//! assert_eq!(targets[1].outcome.figures[0].text, "领军人才127人");
//! # Ok::<(), dabiao::Error>(())
//! ```
//!
//! # Doors
//!
//! * [`quantities`]: the quantities of one sentence.
//! * [`Report::parse`]: a whole report in memory.
//! * [`Report::compare`]: the goals of one report, answered from the review in the next.
//! * [`Scheme`]: other ways than the ratio to score a target, by name.
//! * [`Summary`]: coverage and completion of a report, by agency, item, measure and reason.
//! * [`Printed`]: where in a text, as it is read, the bytes of an evidence stand.
//! * `tidy` (feature `tidy`): rows of targets and figures under columns that a codebook explains; `panel`: many reports as a panel of regions and
//!   years.
//! * [`Extractor`]: built once, shared between threads; [`Extractor::items`] streams the scored items of a reader, and
//!   [`Extractor::unscored`] lays them out for threads that score them.
//!
//! # What a quantity is
//!
//! | text | value | unit | approx |
//! |---|---|---|---|
//! | `2.4万人` | 24000 | 人 | |
//! | `1800余万元` | 18000000 | 元 | over |
//! | `约4万亩` | 40000 | 亩 | about |
//! | `百分之六点五` | 6.5 | % | |
//! | `0.1个百分点` | 0.1 | 百分点 | |
//! | `20%-80%` | 20 to 80 | % | |
//! | `35微克/立方米以下` | 35 | 微克/立方米 | |
//! | `收入比1.9:1` | 1.9 | | |
//! | `师生比1:18` | 18 | 1: | |
//! | `“黄金68条”`, `5G`, `2022年`, `第二批`, `一揽子` | none | | |
//!
//! ```
//! use dabiao::{Approx, quantities};
//! let read = |text| {
//!     let found = quantities(text);
//!     found.first().map(|m| (m.value.unwrap().to_string(), m.unit.clone(), m.approx))
//! };
//! let is = |value: &str, unit: &str, approx| Some((value.to_owned(), unit.to_owned(), approx));
//! assert_eq!(read("2.4万人"), is("24000", "人", None));
//! assert_eq!(read("1800余万元"), is("18000000", "元", Some(Approx::Over)));
//! assert_eq!(read("约4万亩"), is("40000", "亩", Some(Approx::About)));
//! assert_eq!(read("百分之六点五"), is("6.5", "%", None));
//! assert_eq!(read("0.1个百分点"), is("0.1", "百分点", None));
//! assert_eq!(read("35微克/立方米以下"), is("35", "微克/立方米", None));
//! assert_eq!(read("收入比1.9:1"), is("1.9", "", None));
//! assert_eq!(read("师生比1:18"), is("18", "1:", None));
//! assert_eq!(quantities("20%-80%")[0].high.unwrap().to_string(), "80");
//! for name in ["“黄金68条”", "5G", "2022年", "第二批", "一揽子"] {
//!     assert_eq!(read(name), None);
//! }
//! ```
//!
//! # What it does not do
//!
//! It reads tables under a header (bars, tabs, commas, spaces, or one cell a line), government work reports in prose (their targets, which
//! [`Report::compare`] answers from the next one or from a table of actual figures), and progress reports in prose with the target first or with
//! both in one sentence. Of what a report says without a number it knows the commitments 全覆盖, 应保尽保, 全部达标,
//! 清零, 零增长, 负增长 and 只减不增. It does not judge whether a figure is true. A ratio of a half-year figure to a full-year target is not
//! corrected for the time gone; [`Outcome::pace`] says how far it is ahead of an even year, which is an assumption.

#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

pub mod agree;
pub mod docs;

mod claim;
mod document;
mod error;
mod grammar;
mod layout;
mod lexicon;
mod limits;
mod named;
#[cfg(feature = "page")]
#[doc(hidden)]
pub mod page;
mod pair;
#[cfg(feature = "tidy")]
pub mod panel;
#[cfg(feature = "python")]
mod python;
mod report;
mod role;
#[cfg(feature = "rooms")]
#[doc(hidden)]
pub mod rooms;
mod score;
mod span;
mod text;
#[cfg(feature = "tidy")]
pub mod tidy;

pub use claim::TargetRule;
#[cfg(feature = "encoding")]
pub use document::file::{Document, Format, Place, encoding};
pub use error::{Error, ErrorKind};
#[cfg(feature = "toml")]
pub use lexicon::LexiconError;
pub use lexicon::{
    Approx, Binding, Bound, Column, Comparison, Headline, Lexicon, Measure, Modality, Polarity, PriceBasis, StatedOf, Vague, Vintage,
    WordRow, WordTable,
};
pub use limits::{Limit, Limits};
pub use pair::{Combine, PairRule, PassedOver, Quality, Reason};
pub use report::{
    About, AchievedFigure, Agencies, By, Commitment, Corrected, Correction, Corrections, Extractor, Figure, FigureRule, Fitted, Group,
    Item, Items, LineMentions, Lines, Mention, Note, Outcome, Passed, Printed, Repeats, Report, Summary, Target, Unscored, UnscoredItems,
    quantities,
};
pub use rust_decimal::Decimal;
pub use score::{Band, Completion, Progress, RatioIs, Refusal, Scale, Scheme, Scored, StatedBasis, Status, Tally, Thresholds};
pub use span::Span;

/// The examples of the README, tested.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
