//! Numbers parse back from every way of writing them.

use dabiao::{Decimal, quantities};
use proptest::prelude::*;

/// A whole number below 10^12 as a Chinese numeral.
fn numeral(number: u64) -> String {
    const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    fn section(number: u64) -> String {
        let (mut text, mut gap) = (String::new(), false);
        for (power, mark) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
            let digit = number / power % 10;
            if digit == 0 {
                gap = !text.is_empty();
                continue;
            }
            if std::mem::take(&mut gap) {
                text.push('零');
            }
            text.push(DIGITS[digit as usize]);
            text.push_str(mark);
        }
        text
    }
    let (mut text, mut gap) = (String::new(), false);
    for (power, mark) in [(100_000_000, "亿"), (10_000, "万"), (1, "")] {
        let part = number / power % 10_000;
        if part == 0 {
            gap = !text.is_empty();
            continue;
        }
        if !text.is_empty() && (std::mem::take(&mut gap) || part < 1000) {
            text.push('零');
        }
        text.push_str(&section(part));
        text.push_str(mark);
    }
    text
}

/// A number with separators between groups of three digits.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let first = (digits.len() - 1) % 3 + 1;
    let mut text = digits[..first].to_owned();
    for group in digits.as_bytes()[first..].chunks(3) {
        text.push(',');
        text.push_str(std::str::from_utf8(group).expect("digits"));
    }
    text
}

fn reads_as(text: &str, value: Decimal, unit: &str) {
    let found = quantities(text);
    assert_eq!(found.len(), 1, "{text}: {found:?}");
    assert_eq!((found[0].value, found[0].unit.as_str()), (Some(value.normalize()), unit), "{text}");
}

proptest! {
    #![proptest_config(crate::config())]

    #[test]
    fn numbers_parse_back_in_arabic_chinese_and_mixed_form(number in 1_u64..1_000_000_000_000) {
        let value = Decimal::from(number);
        reads_as(&format!("新增企业{number}家"), value, "家");
        reads_as(&format!("新增企业{}家", grouped(number)), value, "家");
        if number > 9 {
            reads_as(&format!("安排资金{}元", numeral(number)), value, "元");
        }
    }

    #[test]
    fn multipliers_multiply_exactly(whole in 1_u32..10_000, cents in 0_u32..100) {
        let value = Decimal::new(i64::from(whole) * 100 + i64::from(cents), 2);
        for (mark, power) in [("", 1_i64), ("万", 10_000), ("亿", 100_000_000), ("万亿", 1_000_000_000_000)] {
            reads_as(&format!("完成投资{whole}.{cents:02}{mark}元"), value * Decimal::from(power), "元");
        }
    }
}
