//! The text of a paragraph, run after run.
//!
//! A raised figure is not glued to what it stands behind: it is a square or cube behind a length (`km²`), a power of ten behind `×10`, and else the
//! mark of a note, which is left out.

/// A paragraph that is being put together.
#[derive(Debug, Default)]
pub(super) struct Line {
    text: String,
    /// The raised text that is waiting for its end.
    raised: String,
    /// How high the line stands, in half points.
    height: Option<i32>,
}

/// Text is raised that stands so much higher than the line, in half points.
const RAISED: i32 = 4;

impl Line {
    /// Whether text of a height is raised. A line that stands high as a whole is not.
    pub(super) fn lies_below(&mut self, height: i32) -> bool {
        height.saturating_sub(*self.height.get_or_insert(height)) >= RAISED
    }

    /// Adds text on the line.
    pub(super) fn push(&mut self, text: &str) {
        self.settle();
        self.text.push_str(text);
    }

    /// Adds text that is raised.
    pub(super) fn push_raised(&mut self, text: &str) {
        self.raised.push_str(text);
    }

    /// Its text.
    pub(super) fn into_text(mut self) -> String {
        self.settle();
        self.text
    }

    fn settle(&mut self) {
        if self.raised.is_empty() {
            return;
        }
        let raised = std::mem::take(&mut self.raised);
        let figure = raised.trim();
        let is_exponent = self.text.ends_with("×10") || self.text.ends_with("*10");
        match figure {
            "2" if is_length(&self.text) => self.text.push('²'),
            "3" if is_length(&self.text) => self.text.push('³'),
            _ if is_exponent => self.text.extend(figure.chars().filter_map(exponent)),
            _ if is_note_mark(figure) => {}
            _ => self.text.push_str(&raised),
        }
    }
}

/// Whether a text ends in a unit of length that may be squared: `米`, `公里`, `km`, and not `平方米`.
fn is_length(text: &str) -> bool {
    let number = text.trim_end_matches(['米', '里', '公', '千', '厘', '毫']);
    let is_power = ["平方", "立方"].iter().any(|power| number.ends_with(power));
    if number.len() < text.len() {
        text.ends_with(['米', '里']) && !is_power
    } else {
        is_power || text.ends_with(['m', 'M', '㎞', '㎜', '㎝'])
    }
}

fn exponent(digit: char) -> Option<char> {
    match digit {
        '1' => Some('¹'),
        '2' => Some('²'),
        '3' => Some('³'),
        '-' | '−' | '－' => Some('⁻'),
        _ => digit.to_digit(10).and_then(|digit| char::from_u32('⁰' as u32 + digit)),
    }
}

/// Whether raised text is the mark of a note: `2`, `[2]`, `②`, `1,2`.
fn is_note_mark(raised: &str) -> bool {
    let is_figure = |c: char| c.is_ascii_digit() || ('①'..='⑳').contains(&c) || ('０'..='９').contains(&c);
    let is_around = |c: char| {
        matches!(
            c,
            '[' | ']' | '［' | '］' | '〔' | '〕' | '【' | '】' | '(' | ')' | '（' | '）' | ',' | '，' | '、' | '-' | '–' | '*' | ' '
        )
    };
    raised == "*" || (raised.contains(is_figure) && raised.chars().all(|c| is_figure(c) || is_around(c)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(parts: &[&str]) -> String {
        let mut line = Line::default();
        for part in parts {
            match part.strip_prefix('^') {
                Some(raised) => line.push_raised(raised),
                None => line.push(part),
            }
        }
        line.into_text()
    }

    #[test]
    fn raised_figures_are_not_glued_to_numbers() {
        assert_eq!(line(&["绿地3.5km", "^2", "以上"]), "绿地3.5km²以上");
        assert_eq!(line(&["供水20万米", "^3"]), "供水20万米³");
        assert_eq!(line(&["增长8", "^2", "，"]), "增长8，");
        assert_eq!(line(&["面积1802.3平方公里", "^2", "，"]), "面积1802.3平方公里，");
        assert_eq!(line(&["生产总值", "^[", "^12", "^]", "1000亿元"]), "生产总值1000亿元");
        assert_eq!(line(&["1.2×10", "^-4"]), "1.2×10⁻⁴");
        assert_eq!(line(&["1", "^st"]), "1st");
    }
}
