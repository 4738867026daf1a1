//! Pages for those who use the numbers: [how a ratio is made](ratio), [what it is worth](limits), [how to read the output](tidy) in R and
//! Python, [what a panel of targets and results is for](panel), the package for [Python](python), [R](r), [many machines](spark), and a program that embeds the library (`embed`, with the features `tidy` and `toml`).

#[doc = include_str!("ratio.md")]
pub mod ratio {}

#[doc = include_str!("limits.md")]
pub mod limits {}

#[doc = include_str!("tidy.md")]
pub mod tidy {}

#[doc = include_str!("panel.md")]
pub mod panel {}

#[doc = include_str!("python.md")]
pub mod python {}

#[doc = include_str!("r.md")]
pub mod r {}

#[doc = include_str!("spark.md")]
pub mod spark {}

#[cfg(all(feature = "tidy", feature = "toml"))]
#[doc = include_str!("embed.md")]
pub mod embed {}
