//! Glosses, script, marks and the map of offsets: any text; every quantity points at its own digits.
#![no_main]

use dabiao_fuzz::holds;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|source: &str| {
    holds::quantities(source);
    // With an invisible mark behind every character: it parts no number from its unit. Inside a gloss it does break the gloss.
    if source.contains(['(', '（', '?']) {
        return;
    }
    let mangled: String = source.chars().flat_map(|c| [c, '\u{200b}']).collect();
    holds::quantities(&mangled);
    let digits = |text: &str| dabiao::quantities(text).iter().map(|m| (m.value, m.text.clone())).collect::<Vec<_>>();
    assert_eq!(digits(source), digits(&mangled));
});
