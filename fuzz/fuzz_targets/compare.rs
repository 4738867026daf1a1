//! Two reports, each in a layout of its own.
#![no_main]

use dabiao_fuzz::holds;
use dabiao_fuzz::phrases::{Laid, shown};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|reports: (Laid, Laid)| holds::compare(&shown(reports.0.text()), &shown(reports.1.text())));
