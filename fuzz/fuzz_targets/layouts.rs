//! Whole reports in every layout, made of phrases.
#![no_main]

use dabiao_fuzz::holds;
use dabiao_fuzz::phrases::{Laid, shown};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|report: Laid| holds::parse(&shown(report.text())));
