//! Cuts a text into lines.

use super::Line;

/// The lines of `source`, without their ends (`\n`, `\r\n`), numbered from 1.
pub(crate) fn lines(source: &str) -> impl Iterator<Item = Line<'_>> {
    let mut from = 0;
    source.split_inclusive('\n').zip(1..).map(move |(text, number)| {
        let line = Line { number, from, text: text.strip_suffix('\n').map_or(text, |text| text.strip_suffix('\r').unwrap_or(text)) };
        from += text.len();
        line
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_survive_every_line_end() {
        let source = "一\r\n二\n\n四";
        let found: Vec<_> = lines(source).map(|l| (l.number, l.text, &source[l.from..l.from + l.text.len()])).collect();
        assert_eq!(found, [(1, "一", "一"), (2, "二", "二"), (3, "", ""), (4, "四", "四")]);
    }
}
