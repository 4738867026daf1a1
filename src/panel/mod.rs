//! A panel of targets and results: many reports in, one row for each region × year × headline indicator × level or growth × plan (feature
//! `tidy`).
//!
//! [`build`] reads the reports, pairs each with the next year's of the same region, and explains every hole: [`Status`] says why there is no
//! target, [`Found`] why there is no result. What such data are for, and what not, stands in [`docs::panel`](crate::docs::panel).
//!
//! ```
//! use dabiao::{Extractor, panel, tidy};
//! let texts = [
//!     "2031年青海省政府工作报告\n一、2030年工作回顾\n生产总值增长4.8%。\n二、2031年工作安排\n今年主要预期目标是：生产总值增长5%左右，居民收入增长与经济增长同步。\n",
//!     "2032年青海省政府工作报告\n一、2031年工作回顾\n过去一年，生产总值增长5.3%。\n二、2032年工作安排\n主要预期目标是：生产总值增长5%以上。\n",
//! ];
//! let sources: Vec<_> = texts.iter().map(|text| tidy::Source::new("report", text)).collect();
//! let members = sources.iter().zip(texts).map(|(source, text)| panel::Member::new(source, text)).collect();
//! let panel = panel::build(&Extractor::new(), members, panel::Options::default());
//! let gdp = panel.rows.iter().find(|row| row.year == 2031 && row.indicator == "gdp").unwrap();
//! assert_eq!(gdp.target.as_ref().unwrap().outcome.met, Some(true));
//! assert!(tidy::Table::Panel.header().starts_with("region,code,") && gdp.record().csv().starts_with("青海省,630000,"));
//! let income = panel.rows.iter().find(|row| row.year == 2031 && row.indicator == "income_all").unwrap();
//! assert_eq!(income.status, panel::Status::Relative);
//! ```
//!
//! A file that was opened is a member by `tidy::Source::of_document` (feature `encoding`): its rows say where in the file their evidence
//! stands. [`Options::corrections`] puts a person's words in the place of what was read. Serialized, a [`Record`](crate::tidy::Record) is a line of JSON
//! lines; a [`Row`] has the whole [`Target`](crate::Target) with its outcome.

mod columns;
mod goals;
mod maker;
mod read;
mod region;
mod row;
mod statements;

pub use read::build;
pub use region::{Codes, Level, Region};
pub use row::{Constraint, Form, Found, Member, Options, Panel, Plan, Provenance, Result, Row, Status};

pub(crate) use columns::COLUMNS;
