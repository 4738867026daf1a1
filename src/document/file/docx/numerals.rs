//! How the number of a paragraph is printed: the formats of `w:numFmt`.
//!
//! Examples: 3 is `三` in `chineseCounting`, `丙` in `ideographTraditional`, `③` in `decimalEnclosedCircle`, `iii` in `lowerRoman`. A format that
//! is not known, and a number that is too large for its format, is printed in Arabic digits, as Word does.

const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const COUNTING: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const LEGAL: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];
const LEGAL_TRADITIONAL: [char; 10] = ['零', '壹', '貳', '參', '肆', '伍', '陸', '柒', '捌', '玖'];
const STEMS: [char; 10] = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸'];
const BRANCHES: [char; 12] = ['子', '丑', '寅', '卯', '辰', '巳', '午', '未', '申', '酉', '戌', '亥'];

/// Letters are repeated behind z: aa, bb; Word repeats them no more often.
const REPEATED: u32 = 30;

/// A number as a format prints it.
pub(super) fn numeral(format: &str, number: u32) -> String {
    let printed = match format {
        "none" => Some(String::new()),
        "decimalZero" => Some(format!("{number:02}")),
        "decimalFullWidth" | "decimalFullWidth2" => Some(digits(number, |digit| char::from_u32('０' as u32 + digit))),
        "numberInDash" => Some(format!("- {number} -")),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => from(number, '①', 20),
        "decimalEnclosedParen" => from(number, '⑴', 20),
        "decimalEnclosedFullstop" => from(number, '⒈', 20),
        "ideographEnclosedCircle" => from(number, '㊀', 10),
        "ideographTraditional" => nth(number, &STEMS),
        "ideographZodiac" => nth(number, &BRANCHES),
        "ideographZodiacTraditional" if number > 0 => {
            let year = number as usize - 1;
            (year < 60).then(|| [STEMS[year % STEMS.len()], BRANCHES[year % BRANCHES.len()]].iter().collect())
        }
        "ideographDigital" | "taiwaneseDigital" => Some(digits(number, |digit| DIGITS.get(digit as usize).copied())),
        "chineseCounting" | "taiwaneseCounting" if number > 99 => Some(digits(number, |digit| DIGITS.get(digit as usize).copied())),
        "chineseCounting" | "chineseCountingThousand" | "japaneseCounting" | "taiwaneseCounting" | "taiwaneseCountingThousand" => {
            ideographs(number, &COUNTING, ['千', '百', '十'], false)
        }
        "chineseLegalSimplified" => ideographs(number, &LEGAL, ['仟', '佰', '拾'], true),
        "ideographLegalTraditional" => ideographs(number, &LEGAL_TRADITIONAL, ['仟', '佰', '拾'], true),
        "upperLetter" => letters(number, 'A'),
        "lowerLetter" => letters(number, 'a'),
        "upperRoman" => roman(number),
        "lowerRoman" => roman(number).map(|roman| roman.to_lowercase()),
        _ => None,
    };
    printed.unwrap_or_else(|| number.to_string())
}

/// Digit after digit.
fn digits(number: u32, digit: impl Fn(u32) -> Option<char>) -> String {
    number.to_string().chars().filter_map(|c| digit(c.to_digit(10)?)).collect()
}

/// The characters that follow one in Unicode, that one for 1.
fn from(number: u32, first: char, most: u32) -> Option<String> {
    (1..=most).contains(&number).then(|| char::from_u32(first as u32 + number - 1)).flatten().map(String::from)
}

fn nth(number: u32, characters: &[char]) -> Option<String> {
    characters.get((number as usize).checked_sub(1)?).map(ToString::to_string)
}

/// As it is counted: 二十一, 一百零五; 10 to 19 without 一 in front, but for sums of money.
fn ideographs(number: u32, digits: &[char; 10], [thousand, hundred, ten]: [char; 3], money: bool) -> Option<String> {
    if number > 9999 {
        return None;
    }
    let mut out = String::new();
    let mut gap = false;
    for (place, unit) in [(1000, Some(thousand)), (100, Some(hundred)), (10, Some(ten)), (1, None)] {
        let digit = (number / place % 10) as usize;
        if digit == 0 {
            gap = !out.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            out.push(digits[0]);
        }
        if digit > 1 || place != 10 || money || !out.is_empty() {
            out.push(digits[digit]);
        }
        out.extend(unit);
    }
    if out.is_empty() {
        out.push(digits[0]);
    }
    Some(out)
}

fn letters(number: u32, first: char) -> Option<String> {
    let at = number.checked_sub(1)?;
    let letter = char::from_u32(first as u32 + at % 26)?;
    (at / 26 < REPEATED).then(|| (0..=at / 26).map(|_| letter).collect())
}

fn roman(number: u32) -> Option<String> {
    const VALUES: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..4000).contains(&number) {
        return None;
    }
    let mut rest = number;
    let mut out = String::new();
    for (value, letters) in VALUES {
        while rest >= value {
            out.push_str(letters);
            rest -= value;
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_printed_in_their_format() {
        let cases = [
            ("decimal", 12, "12"),
            ("decimalZero", 7, "07"),
            ("decimalFullWidth", 10, "１０"),
            ("decimalEnclosedCircle", 20, "⑳"),
            ("decimalEnclosedCircleChinese", 21, "21"),
            ("decimalEnclosedParen", 2, "⑵"),
            ("ideographTraditional", 3, "丙"),
            ("ideographTraditional", 11, "11"),
            ("ideographZodiacTraditional", 60, "癸亥"),
            ("chineseCounting", 10, "十"),
            ("chineseCounting", 11, "十一"),
            ("chineseCounting", 40, "四十"),
            ("chineseCounting", 105, "一〇五"),
            ("chineseCountingThousand", 105, "一百零五"),
            ("chineseCountingThousand", 110, "一百一十"),
            ("chineseCountingThousand", 2019, "二千零一十九"),
            ("chineseCountingThousand", 0, "零"),
            ("japaneseCounting", 21, "二十一"),
            ("chineseLegalSimplified", 15, "壹拾伍"),
            ("upperLetter", 28, "BB"),
            ("lowerLetter", 3, "c"),
            ("lowerLetter", 781, "781"),
            ("lowerRoman", 14, "xiv"),
            ("upperRoman", 4000, "4000"),
            ("upperRoman", 0, "0"),
            ("ideographZodiac", u32::MAX, "4294967295"),
            ("none", 5, ""),
            ("aiueo", 5, "5"),
        ];
        for (format, number, printed) in cases {
            assert_eq!(numeral(format, number), printed, "{format} {number}");
        }
    }
}
