//! Pages for those who use the numbers: [how a ratio is made](ratio), [what it is worth](limits), and [how to read the output](tidy) in R and
//! Python.

#[doc = include_str!("ratio.md")]
pub mod ratio {}

#[doc = include_str!("limits.md")]
pub mod limits {}

#[doc = include_str!("tidy.md")]
pub mod tidy {}
