//! From text to quantities, with nom; one kind of grammar a file.
//!
//! ```text
//! quantity = percent | fraction | tenths | ratio | number [ dash number ] [ unit ]
//! percent  = ( "百分之" | "千分之" ) number
//! fraction = numeral "分之" numeral
//! tenths   = numeral "成" [ numeral ]
//! ratio    = arabic ":" "1" | "1" ":" arabic, behind a word for a ratio
//! number   = [ sign ] arabic { [ hedge ] multiplier } [ hedge ] | numeral [ hedge ]
//! arabic   = digit { digit } { "," digit digit digit } [ "." digit { digit } ]
//! numeral  = 一 二 两 三 … 十 百 千 万 亿, read as one number
//! unit     = a word of the lexicon [ "/" a unit it is counted per ]
//! ```
//!
//! A number counts only where it stands: a date, an ordinal, a code or a name is none ([`scan`]).

mod anchors;
mod mask;
mod number;
mod period;
mod quantity;
mod scan;
mod unit;

pub(crate) use anchors::{Anchor, Anchors, has_numeral};
pub(crate) use mask::{is_close, is_open, matching};
pub(crate) use period::{PLAUSIBLE, Period, named_years, period_in, periods, year_places};
pub(crate) use quantity::{Quantity, last_digit};
pub(crate) use scan::{TWICE, quantities, scan};
pub(crate) use unit::{UnitRead, is_unit, one_of};
