//! What a number looks like by the format of its cell.
//!
//! A sheet keeps 0.098 and a code, `0.0%`; a person reads 9.8%. The codes are those of Excel (ECMA-376 part 1, 18.8.31), which `.xlsx` and `.xls`
//! share. Numbers have 15 digits and round half away from zero, as there.
//!
//! | code | number | printed |
//! |---|---|---|
//! | `0.0%` | 0.098 | 9.8% |
//! | `#,##0` | 1234567 | 1,234,567 |
//! | `0!.0,"万"` | 123456 | 12.3万 |
//! | `yyyy"年"m"月"` | 44348 | 2021年6月 |
//!
//! Refuses nothing: a code that means nothing prints the number as it is. Fractions are printed as decimals, and numerals in words as digits.

mod builtin;
mod code;
mod date;
mod decimal;
mod formats;
mod number;

use code::{Condition, Kind, Section, Token};
pub(super) use date::{Epoch, serial_of_iso};
use decimal::Decimal;
pub(super) use formats::Formats;

/// The format of a cell.
#[derive(Debug, Clone, Default)]
pub(super) struct NumberFormat {
    /// For numbers: each for some of them. None at all is general.
    numbers: Vec<Section>,
    /// For texts.
    text: Option<Section>,
}

impl NumberFormat {
    /// The format that a file names by number, without a code of its own.
    pub(super) fn builtin(id: u32) -> Self {
        builtin::code(id).map(Self::parse).unwrap_or_default()
    }

    /// The format of a code.
    pub(super) fn parse(code: &str) -> Self {
        let mut numbers = code::sections(code);
        numbers.truncate(4);
        let is_text = numbers.len() == 4 || numbers.last().is_some_and(|section| section.kind == Kind::Text);
        let text = if is_text { numbers.pop() } else { None };
        let text = text.filter(|section| !is_plain(section));
        // Text is for texts only: a number in such a cell is printed as it is.
        numbers.retain(|section| section.kind != Kind::Text);
        Self { numbers, text }
    }

    /// Appends a number as it is printed.
    pub(super) fn number(&self, value: f64, epoch: Epoch, out: &mut String) {
        let Some(mut decimal) = Decimal::of(value) else {
            out.push_str("#NUM!");
            return;
        };
        let Some((section, unsigned)) = self.section(value) else {
            return as_it_is(&decimal, out);
        };
        if section.kind == Kind::Date {
            if !date::write(section, value, epoch, out) {
                as_it_is(&decimal, out);
            }
            return;
        }
        if unsigned {
            decimal.negative = false;
        }
        number::write(section, decimal, out);
    }

    /// The section that a number is for, and whether it says itself that the number is negative.
    fn section(&self, value: f64) -> Option<(&Section, bool)> {
        let bound = |less, equal, greater| Condition { less, equal, greater, bound: 0.0 };
        let last = self.numbers.len().checked_sub(1)?;
        // Without conditions of their own: all numbers; 0 and more, the others; more, less, 0.
        let own = self.numbers.iter().any(|section| section.condition.is_some());
        let condition = |at: usize, section: &Section| {
            section.condition.or(match at {
                _ if at == last => None,
                0 => Some(bound(false, last == 1, true)),
                _ => Some(bound(true, false, false)),
            })
        };
        let holds = |at, section| condition(at, section).is_none_or(|condition| condition.holds(value));
        let (at, section) = self.numbers.iter().enumerate().find(|&(at, section)| holds(at, section))?;
        let only_negative = match condition(at, section) {
            Some(condition) => {
                condition.less && !condition.greater && condition.bound <= 0.0 && !(condition.equal && condition.bound == 0.0)
            }
            None => {
                at == 1 && (!own || condition(0, &self.numbers[0]).is_some_and(|first| first.greater && !first.less && first.bound == 0.0))
            }
        };
        Some((section, only_negative))
    }

    /// Whether a text is printed as another.
    pub(super) const fn changes_texts(&self) -> bool {
        self.text.is_some()
    }

    /// Appends a text as it is printed.
    pub(super) fn text(&self, text: &str, out: &mut String) {
        let Some(section) = &self.text else {
            out.push_str(text);
            return;
        };
        for token in &section.tokens {
            match token {
                Token::Cell | Token::General => out.push_str(text),
                Token::Literal(words) => out.push_str(words),
                _ => {}
            }
        }
    }
}

/// Whether a section prints a text as it is, but for space around it.
fn is_plain(section: &Section) -> bool {
    let is_space = |token: &Token| matches!(token, Token::Literal(words) if words.trim().is_empty());
    let mut tokens = section.tokens.iter().filter(|token| !is_space(token));
    tokens.next() == Some(&Token::Cell) && tokens.next().is_none()
}

fn as_it_is(decimal: &Decimal, out: &mut String) {
    if decimal.negative {
        out.push('-');
    }
    decimal.write(out);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(code: &str, value: f64) -> String {
        let mut out = String::new();
        NumberFormat::parse(code).number(value, Epoch::Y1900, &mut out);
        out
    }

    fn builtin(id: u32, value: f64) -> String {
        let mut out = String::new();
        NumberFormat::builtin(id).number(value, Epoch::Y1900, &mut out);
        out
    }

    /// Compares what codes print of numbers: `(code, number, printed)`.
    fn check(cases: &[(&str, f64, &str)]) {
        for &(code, value, expected) in cases {
            assert_eq!(printed(code, value), expected, "{code} of {value}");
        }
    }

    #[test]
    fn numbers_are_rounded_to_what_is_printed() {
        check(&[
            ("General", 24.630_000_000_000_003, "24.63"),
            ("G/通用格式\"家\"", 15.0, "15家"),
            ("0", 2.5, "3"),
            ("0.00", 0.145, "0.15"),
            ("0.0%", 0.098, "9.8%"),
            ("0%", 0.7 * 0.1, "7%"),
            ("0.00%", 0.246_3, "24.63%"),
            ("0.0\"%\"", 9.8, "9.8%"),
            ("0.00%", 0.0, "0.00%"),
            ("#,##0", 1_234_567.0, "1,234,567"),
            ("#,##0.00", 999.995, "1,000.00"),
            ("#,##0", 0.0, "0"),
            ("#,###", 0.0, ""),
            ("0000", 12.0, "0012"),
            ("0,000", 12.0, "0,012"),
            ("0.0#", 5.0, "5.0"),
            ("0.##", 5.25, "5.25"),
            ("0.##", 5.0, "5"),
            ("#.##", 0.5, "0.5"),
            ("0.00", -0.001, "0.00"),
            ("0.0", -4.25, "-4.3"),
            ("0", 1e20, "100000000000000000000"),
            ("# ?/?", 0.25, "0.25"),
            ("000-0000", 5_551_234.0, "555-1234"),
        ]);
    }

    #[test]
    fn thousands_and_ten_thousands_are_moves_of_the_point() {
        check(&[
            ("0,", 123_456.0, "123"),
            ("0.0,,\"百万\"", 12_345_678.0, "12.3百万"),
            ("#,##0,", 1_234_567.0, "1,235"),
            ("0!.0,", 123_456.0, "12.3"),
            ("0!.0,\"万\"", 5_000.0, "0.5万"),
            ("0\\.0000\"亿\"", 12_345.0, "1.2345亿"),
        ]);
    }

    #[test]
    fn sections_are_for_signs_or_by_condition() {
        check(&[
            ("0.00_);[Red](0.00)", -5.0, "(5.00)"),
            ("0.0_ ;[Red]\\-0.0\\ ", -5.0, "-5.0 "),
            ("0;-0;\"无\"", 0.0, "无"),
            ("0;-0;;@", 0.0, ""),
            ("0.0;@", -2.0, "-2.0"),
            ("[>=10000]0!.0,\"万\";0", 123_456.0, "12.3万"),
            ("[>=10000]0!.0,\"万\";0", 999.0, "999"),
            ("[>=10000]0!.0,\"万\";0", -999.0, "-999"),
            ("[=1]\"是\";[=0]\"否\";General", 0.0, "否"),
            ("[=1]\"是\";[=0]\"否\";General", 7.0, "7"),
            ("[<0]\"减\"0;0", -3.0, "减3"),
            ("\"同比增长\"0.0%;\"同比下降\"0.0%", -0.051, "同比下降5.1%"),
            ("\"达标\"", 3.0, "达标"),
            ("@", 3.5, "3.5"),
        ]);
        assert_eq!(builtin(43, 1234.5).trim(), "1,234.50");
        assert_eq!(builtin(43, 0.0).trim(), "-");
    }

    #[test]
    fn exponents_and_currencies() {
        check(&[
            ("0.00E+00", 12_345.0, "1.23E+04"),
            ("0.00E+00", 0.000_999_96, "1.00E-03"),
            ("##0.0E+0", 12_345.0, "12.3E+3"),
            ("0E-0", 500.0, "5E2"),
            ("0.0E+00", 0.0, "0.0E+00"),
            ("[$¥-804]#,##0.00", 1234.0, "¥1,234.00"),
            ("\"￥\"0.0", -2.0, "-￥2.0"),
            ("0.0 \"个\"\\/\"年\"", 2.0, "2.0 个/年"),
        ]);
    }

    #[test]
    fn dates_and_times() {
        check(&[
            ("yyyy\"年\"m\"月\"", 44_348.0, "2021年6月"),
            ("yyyy-mm-dd", 44_377.0, "2021-06-30"),
            ("yyyy.mm.dd;@", 44_377.0, "2021.06.30"),
            ("yyyy/m/d h:mm", 44_377.75, "2021/6/30 18:00"),
            ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", 44_377.0, "2021年6月30日"),
            ("[$-804]aaaa", 44_377.0, "星期三"),
            ("\"周\"aaa", 44_377.0, "周三"),
            ("d-mmm-yy", 44_377.0, "30-Jun-21"),
            ("[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\"", 44_377.0, "2021年6月30日"),
            ("h:mm AM/PM", 0.5, "12:00 PM"),
            ("上午/下午h\"时\"mm\"分\"", 0.0, "上午12时00分"),
            ("[h]:mm:ss", 1.5, "36:00:00"),
            ("mm:ss.0", 0.000_5, "00:43.2"),
            ("h:mm:ss", 0.999_999, "0:00:00"),
            ("yyyy-mm-dd", 60.0, "1900-02-29"),
            ("yyyy-mm-dd", 59.0, "1900-02-28"),
            ("yyyy-mm-dd", 61.0, "1900-03-01"),
            ("yyyy-mm-dd", 2_958_465.0, "9999-12-31"),
            ("yyyy-mm-dd", -1.0, "-1"),
            ("yyyy-mm-dd", 3e9, "3000000000"),
        ]);
        assert_eq!([builtin(14, 44_377.0), builtin(57, 44_377.0), builtin(31, 44_377.0)], ["2021/6/30", "2021年6月", "2021年6月30日"]);
        let mut out = String::new();
        NumberFormat::parse("yyyy-mm-dd").number(42_915.0, Epoch::Y1904, &mut out);
        assert_eq!(out, "2021-06-30");
    }

    #[test]
    fn formats_by_number_print_as_a_chinese_excel_does() {
        // 30 June 2021, a quarter past three and seven seconds in the afternoon.
        let moment = 44_377.635_5;
        for (ids, value, said) in [
            (&[1, 59][..], 1234.5, "1235"),
            (&[2, 60], 1234.5, "1234.50"),
            (&[3, 61, 37, 38], 1234.5, "1,235"),
            (&[4, 62, 39, 40], -1234.5, "-1,234.50"),
            (&[5, 6], -1234.5, "¥-1,235"),
            (&[7, 8], 1234.5, "¥1,234.50"),
            (&[9, 67], 0.098, "10%"),
            (&[10, 68], 0.098, "9.80%"),
            (&[11], 12_345.0, "1.23E+04"),
            (&[12, 13, 69, 70], 0.5, "0.5"),
            (&[14], moment, "2021/6/30"),
            (&[15], moment, "30-Jun-21"),
            (&[16], moment, "30-Jun"),
            (&[17], moment, "Jun-21"),
            (&[18], moment, "3:15 PM"),
            (&[19], moment, "3:15:07 PM"),
            (&[20], moment, "15:15"),
            (&[21], moment, "15:15:07"),
            (&[22], moment, "2021/6/30 15:15"),
            (&[27, 36, 50, 52, 57], moment, "2021年6月"),
            (&[28, 29, 51, 53, 54, 58], moment, "6月30日"),
            (&[30], moment, "6-30-21"),
            (&[31], moment, "2021年6月30日"),
            (&[32], moment, "15时15分"),
            (&[33], moment, "15时15分07秒"),
            (&[34, 55], moment, "下午3时15分"),
            (&[35, 56], moment, "下午3时15分07秒"),
            (&[41], 0.0, "-"),
            (&[42], 1234.5, "¥1,235"),
            (&[43], -1234.5, "-1,234.50"),
            (&[44], 0.0, "¥-"),
            (&[45], 0.5 / 24.0, "30:00"),
            (&[46], 1.5, "36:00:00"),
            (&[47], 0.000_5, "00:43.2"),
            (&[48], 12_345.0, "12.3E+3"),
            (&[0, 49, 71, 163], 1234.5, "1234.5"),
        ] {
            for id in ids {
                assert_eq!(builtin(*id, value).replace(' ', ""), said.replace(' ', ""), "{id}");
            }
        }
    }

    #[test]
    fn months_and_weekdays_have_long_and_short_names() {
        check(&[
            ("mmm d", 44_377.0, "Jun 30"),
            ("mmmm d", 44_377.0, "June 30"),
            ("mmmmm", 44_377.0, "J"),
            ("[$-804]mmm", 44_377.0, "6月"),
            ("[$-804]mmmm", 44_377.0, "六月"),
            ("ddd", 44_377.0, "Wed"),
            ("dddd", 44_377.0, "Wednesday"),
            ("[$-804]ddd", 44_377.0, "周三"),
            ("[$-804]dddd", 44_377.0, "星期三"),
            ("[m]", 0.5, "720"),
            ("[s]", 0.5, "43200"),
        ]);
    }

    #[test]
    fn a_moment_that_is_written_out_is_the_number_that_is_printed_so() {
        for said in ["2021-06-30", "1900-01-01", "1900-02-28", "1900-03-01", "2000-02-29", "9999-12-31"] {
            for epoch in [Epoch::Y1900, Epoch::Y1904] {
                let mut out = String::new();
                let serial = serial_of_iso(said, epoch).unwrap();
                NumberFormat::parse("yyyy-mm-dd").number(serial, epoch, &mut out);
                assert!(out == said || serial < 0.0, "{said} is {out}");
            }
        }
        let serial = serial_of_iso("2021-06-30T18:30:00Z", Epoch::Y1900).unwrap();
        assert_eq!(printed("yyyy/m/d h:mm", serial), "2021/6/30 18:30");
        assert_eq!(serial_of_iso("12:00:00", Epoch::Y1900), Some(0.5));
        assert_eq!(["年", "2021-13-01", "2021-06", "-1--1"].map(|said| serial_of_iso(said, Epoch::Y1900)), [None; 4]);
    }

    #[test]
    fn texts_have_a_section_of_their_own() {
        let text = |code, text| {
            let mut out = String::new();
            NumberFormat::parse(code).text(text, &mut out);
            out
        };
        assert_eq!(
            [text("0.0", "未开工"), text("@\"街道\"", "东山"), text("0;0;0;", "x"), text("0;;;@", "x")],
            ["未开工", "东山街道", "", "x"]
        );
    }

    #[test]
    fn no_code_brings_it_down() {
        let parts = [
            "0", "#", "?", ".", ",", "%", "E+", "/", "@", ";", "[h]", "[>", "]", "\"", "\\", "!", "_", "*", "m", "s", "y", "General", "年",
        ];
        let mut state = 7_usize;
        for _ in 0..20_000 {
            let mut code = String::new();
            for _ in 0..state % 9 {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                code.push_str(parts[(state >> 33) % parts.len()]);
            }
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            for value in [0.0, -1.5, 44_377.3, 1e300, -1e-300, f64::MAX, f64::MIN_POSITIVE] {
                assert!(printed(&code, value).len() < 5_000, "{code}");
            }
        }
    }
}
