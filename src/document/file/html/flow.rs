//! Text as it stands in a paragraph or a cell, with what is printed above the line.

/// The text of a paragraph or a cell that is being made.
#[derive(Debug, Default)]
pub(super) struct Flow {
    text: String,
    /// Where what stands above the line begins, and how many such elements are open.
    raised: Option<usize>,
    open: usize,
    /// How long the text was where two parts of it meet.
    parted: usize,
}

impl Flow {
    /// Adds text. White space stays as it is, for [`Rendering`](crate::document::file::rendering::Rendering) to join; what has no width goes.
    pub(super) fn push(&mut self, text: &str) {
        let text = if self.is_parted() { text.trim_start() } else { text };
        self.text.extend(text.chars().filter(|c| !has_no_width(*c)));
    }

    /// What comes is another part of the same line, whatever white space and line breaks stand between.
    pub(super) fn part(&mut self, with: &str) {
        self.text.truncate(self.text.trim_end().len());
        self.text.push_str(with);
        self.parted = self.text.len();
    }

    /// Whether another part is to come.
    pub(super) const fn is_parted(&self) -> bool {
        self.parted > 0 && self.parted == self.text.len()
    }

    /// Whether it says what comes: `索引号：`.
    pub(super) fn is_label(&self) -> bool {
        is_label(&self.text)
    }

    pub(super) fn take(&mut self) -> String {
        (self.raised, self.parted) = (None, 0);
        std::mem::take(&mut self.text)
    }

    /// What comes is printed above the line.
    pub(super) fn raise(&mut self) {
        self.open += 1;
        if self.open == 1 {
            self.raised = Some(self.text.len());
        }
    }

    /// What comes is printed in the line again.
    pub(super) fn lower(&mut self) {
        self.open = self.open.saturating_sub(1);
        if self.open > 0 {
            return;
        }
        if let Some(from) = self.raised.take() {
            let raised = self.text.split_off(from);
            let in_line = in_line(&self.text, &raised);
            self.text.push_str(&in_line);
        }
    }
}

/// Whether a text says what comes behind it: `索引号：`, in few characters.
pub(super) fn is_label(text: &str) -> bool {
    text.trim_end().ends_with(['：', ':']) && text.chars().filter(|c| !c.is_whitespace()).nth(LONGEST_LABEL).is_none()
}

/// In characters.
const LONGEST_LABEL: usize = 12;

/// Joiners, marks of direction, the hyphen of a line end that is not there.
const fn has_no_width(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// Units of length, whose square and cube are units too.
const LENGTHS: [&str; 12] = ["m", "M", "km", "Km", "KM", "hm", "dm", "cm", "mm", "μm", "米", "里"];

/// What stands above the line as it is in the line. A power is its sign: m², m³/s⁻¹, 10⁸. A number else is the mark of a footnote, which must not
/// become part of the number in front of it or behind it: behind a number it goes, elsewhere it stands in brackets.
fn in_line(before: &str, raised: &str) -> String {
    let (before, said) = (before.trim_end(), raised.trim());
    if is_power(before, said) {
        return said.chars().map(power).collect();
    }
    let mark = said.trim_matches(|c| matches!(c, '[' | ']' | '(' | ')' | '（' | '）' | '〔' | '〕' | '【' | '】' | '［' | '］'));
    let digits = mark.chars().all(|c| c.is_ascii_digit());
    let behind_number = before.chars().next_back().is_some_and(|c| c.is_ascii_digit() || c == '%' || c == '％');
    if mark.is_empty() || !digits && !mark.chars().all(|c| matches!(c, '①'..='⑳')) {
        raised.to_owned()
    } else if behind_number {
        String::new()
    } else if digits {
        format!("[{mark}]")
    } else {
        raised.to_owned()
    }
}

fn is_power(before: &str, said: &str) -> bool {
    let digits = said.trim_start_matches(['-', '−', '+']);
    if digits.is_empty() || !digits.chars().all(|c| c.is_ascii_digit()) {
        return false;
    }
    let ends_in_letter = before.chars().next_back().is_some_and(char::is_alphabetic);
    if digits.len() < said.len() {
        return ends_in_letter;
    }
    if let Some(times) = before.strip_suffix("10") {
        return times.trim_end().ends_with(['×', 'x', 'X', '*', '✕', '╳']);
    }
    let letters = before.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == 'μ');
    let unit = &before[letters.len()..];
    let unit = if unit.is_empty() { &before[before.char_indices().next_back().map_or(0, |(at, _)| at)..] } else { unit };
    matches!(said, "2" | "3") && LENGTHS.contains(&unit)
}

const fn power(c: char) -> char {
    match c {
        '-' | '−' => '⁻',
        '+' => '⁺',
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4' => '⁴',
        '5' => '⁵',
        '6' => '⁶',
        '7' => '⁷',
        '8' => '⁸',
        '9' => '⁹',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(before: &str, raised: &str, behind: &str) -> String {
        let mut flow = Flow::default();
        flow.push(before);
        flow.raise();
        flow.raise();
        flow.push(raised);
        flow.lower();
        flow.lower();
        flow.push(behind);
        flow.take()
    }

    #[test]
    fn powers_are_signs() {
        assert_eq!(read("5000m", "2", "绿地"), "5000m²绿地");
        assert_eq!(read("5000 km", "2", ""), "5000 km²");
        assert_eq!(read("蓄水3千米", "3", ""), "蓄水3千米³");
        assert_eq!(read("3.2万米", " 2 ", ""), "3.2万米²");
        assert_eq!(read("1.5×10", "8", "吨"), "1.5×10⁸吨");
        assert_eq!(read("mg·L", "-1", ""), "mg·L⁻¹");
        assert_eq!(read("约6.0×10", "123", "个"), "约6.0×10¹²³个");
        assert_eq!(read("约6.0x10", "4567", "个"), "约6.0x10⁴⁵⁶⁷个");
        assert_eq!(read("约6.0*10", "890", "个"), "约6.0*10⁸⁹⁰个");
    }

    #[test]
    fn a_footnote_is_no_part_of_a_number() {
        assert_eq!(read("新增企业500", "2", "家"), "新增企业500家");
        assert_eq!(read("新增企业500", "[12]", "家"), "新增企业500家");
        assert_eq!(read("增长8.5% ", "（3）", "左右"), "增长8.5% 左右");
        assert_eq!(read("增加值", "2", "1349亿元"), "增加值[2]1349亿元");
        assert_eq!(read("GDP", "〔2〕", "1349亿元"), "GDP[2]1349亿元");
        assert_eq!(read("建设10", "2", "家"), "建设10家");
        assert_eq!(read("一次", "①", "报告"), "一次①报告");
        assert_eq!(read("增长8.5%", "②", "。"), "增长8.5%。");
        assert_eq!(read("增长8.5", "个百分点", "。"), "增长8.5个百分点。");
        assert_eq!(read("", "3", "建设"), "[3]建设");
    }

    #[test]
    fn parts_are_apart_whatever_line_breaks_there_are() {
        let mut flow = Flow::default();
        for text in ["已开工。\n", "\n 街道 \n", "完工数\n"] {
            flow.part(" ");
            flow.push("\n");
            flow.push(text);
        }
        assert_eq!(flow.take(), " 已开工。 街道 完工数\n");
    }

    #[test]
    fn what_has_no_width_goes() {
        let mut flow = Flow::default();
        flow.push("新\u{ad}增\u{200d}\u{feff}5 家");
        assert_eq!(flow.take(), "新增5 家");
        // A paragraph that ends above the line leaves nothing to lower.
        flow.push("一");
        flow.raise();
        flow.push("2");
        flow.take();
        flow.lower();
        flow.push("三");
        assert_eq!(flow.take(), "三");
    }
}
