//! Completion rates that a report prints of its own work: 完成年度处置任务量的62.7%, 完成率100%, 完成整体进度的96%.

use super::clause::Clause;
use crate::grammar::Quantity;
use crate::lexicon::{Lexicon, StatedOf};

/// Of what a share is a completion rate, if it is one.
pub(super) fn of(text: &str, clause: &Clause, quantity: &Quantity<'_>, lexicon: &Lexicon) -> Option<StatedOf> {
    if quantity.unit.name != "%" {
        return None;
    }
    let before = window(&text[clause.span.from..quantity.outer.from]);
    let after = &text[quantity.outer.to..clause.span.to];
    let mut found = None;
    for (at, word, &of) in lexicon.stated.find(before) {
        let rest = before[at + word.len()..].trim();
        // The word stands at the number, or governs it with 的, or a verb of being stands between.
        let rest = rest.strip_prefix(['数', '量']).unwrap_or(rest);
        let close = rest.is_empty() || ["的", "达", "达到", "为", "约", "超", "已达", "已达到", "超过", "已", "完成"].contains(&rest);
        if close {
            found = Some(of);
        } else if rest.ends_with('的') {
            // 占计划总投资的80%: of something of the plan, not of the target.
            found = Some(StatedOf::Unknown);
        }
    }
    if found == Some(StatedOf::Target) && lexicon.stated.find(before).any(|(_, _, of)| *of == StatedOf::Interim) {
        found = Some(StatedOf::Interim);
    }
    // 完成上半年60%的目标
    if found.is_none() && (after.starts_with("的目标") || after.starts_with("的任务")) {
        found = Some(if before.contains("上半年") || before.contains("季度") { StatedOf::Interim } else { StatedOf::Unknown });
    }
    found
}

/// How many bytes in front of a rate may say of what it is.
const BEFORE: usize = 120;

/// The end of a text.
fn window(text: &str) -> &str {
    let mut from = text.len().saturating_sub(BEFORE);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    &text[from..]
}
