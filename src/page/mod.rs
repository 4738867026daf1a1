//! What the program and the Python package show to people (feature `page`): the page, what explains an item, and the words of both in Chinese and
//! in English. No part of the interface: it may change at any time.

pub mod explain;
pub mod html;
mod lang;
mod shown;
mod whole;
mod wording;

pub use lang::Lang;
pub use shown::{Shown, bar, percent, percent_to, shown};
pub use whole::{Class, Settings, Text, Whole, asking, told_together};
pub use wording::{amount, asked, given, name, rate_alone, ratio_sign, ratio_text, verdict, word};
