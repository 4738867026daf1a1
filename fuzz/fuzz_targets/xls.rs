//! Sheets of the old binary format.
#![no_main]

use dabiao_fuzz::documents::open;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| open(bytes));
