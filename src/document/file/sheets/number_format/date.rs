//! A number that is a date or a time.
//!
//! Whole days are counted from the turn of 1899 to 1900, or from 1904; the fraction is the time of day. 1900 counts as a leap year, as the first
//! of all sheets had it: day 60 is its 29th of February.

use super::code::{Part, Section, Token};
use std::fmt::Write;

/// The day that a file counts its days from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Epoch {
    Y1900,
    Y1904,
}

/// The days between the two.
const FOUR_YEARS: i64 = 1462;
/// The day behind the last day of the year 9999.
const LAST: f64 = 2_958_466.0;
const WEEKDAYS: [(&str, &str); 7] =
    [("Sunday", "日"), ("Monday", "一"), ("Tuesday", "二"), ("Wednesday", "三"), ("Thursday", "四"), ("Friday", "五"), ("Saturday", "六")];
const MONTHS: [(&str, &str); 12] = [
    ("January", "一月"),
    ("February", "二月"),
    ("March", "三月"),
    ("April", "四月"),
    ("May", "五月"),
    ("June", "六月"),
    ("July", "七月"),
    ("August", "八月"),
    ("September", "九月"),
    ("October", "十月"),
    ("November", "十一月"),
    ("December", "十二月"),
];

/// Says which `m` of a section are minutes (those behind hours and in front of seconds), and what else is no number's: `yyyy.mm.dd`.
pub(super) fn settled(tokens: Vec<Token>) -> Vec<Token> {
    let parts: Vec<Part> = tokens.iter().filter_map(|token| if let Token::Part(part, _) = token { Some(*part) } else { None }).collect();
    let mut settled: Vec<Token> = Vec::new();
    let mut read = 0_usize;
    for token in tokens {
        let before = read.checked_sub(1).and_then(|last| parts.get(last));
        let is_seconds = matches!(before, Some(Part::Second | Part::AllSeconds));
        if let (Token::Digit(_), Some(Token::Part(Part::Fraction, width))) = (&token, settled.last_mut()) {
            *width += 1;
            continue;
        }
        settled.push(match token {
            Token::Part(part, width) => {
                read += 1;
                let is_minute =
                    matches!(before, Some(Part::Hour | Part::AllHours)) || matches!(parts.get(read), Some(Part::Second | Part::AllSeconds));
                Token::Part(if part == Part::Month && is_minute { Part::Minute } else { part }, width)
            }
            Token::Point if is_seconds => Token::Part(Part::Fraction, 0),
            Token::Point => Token::Literal(".".to_owned()),
            Token::Comma => Token::Literal(",".to_owned()),
            Token::Percent => Token::Literal("%".to_owned()),
            Token::Digit(digit) => Token::Literal(digit.to_string()),
            token => token,
        });
    }
    settled
}

/// A moment, as far as a section prints it.
struct Moment {
    year: i64,
    month: usize,
    day: i64,
    /// From Sunday.
    weekday: usize,
    /// Of the day.
    seconds: i64,
    /// From the epoch on.
    all_seconds: i64,
    /// In billionths.
    fraction: i64,
}

impl Moment {
    /// The moment of a number, to so many places of a second.
    fn of(serial: f64, epoch: Epoch, places: u32) -> Option<Self> {
        if !(0.0..LAST).contains(&serial) {
            return None;
        }
        let unit = 10_i64.pow(places);
        let ticks = (serial * 86_400.0 * unit as f64).round() as i64;
        let (all_seconds, fraction) = (ticks.div_euclid(unit), ticks.rem_euclid(unit) * (1_000_000_000 / unit));
        let days = all_seconds / 86_400 + if epoch == Epoch::Y1904 { FOUR_YEARS } else { 0 };
        // Day 0 is Saturday in sheets, since a day was made up behind it.
        let weekday = usize::try_from((days + 6) % 7).ok()?;
        let (year, month, day) = match days {
            0 => (1900, 1, 0),
            60 => (1900, 2, 29),
            _ => calendar(days - if days < 60 { 25_568 } else { 25_569 }),
        };
        Some(Self { year, month, day, weekday, seconds: all_seconds % 86_400, all_seconds, fraction })
    }
}

/// The date of a day, counted from 1970.
fn calendar(days: i64) -> (i64, usize, i64) {
    // Years begin in March, so that a leap day is the last of its year; 400 of them are an era.
    let shifted = days + 719_468;
    let (era, day) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let date = day - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year + era * 400 + i64::from(month <= 2), month as usize, date)
}

/// The number of a moment that is written out: `2021-06-30`, `2021-06-30T08:30:00`, `08:30:00`.
pub(in super::super) fn serial_of_iso(said: &str, epoch: Epoch) -> Option<f64> {
    let said = said.trim_end_matches('Z');
    let (date, time) = said.split_once('T').unwrap_or(if said.contains(':') { ("", said) } else { (said, "") });
    let mut parts = time.split(':').map(|part| if part.is_empty() { Some(0.0) } else { part.parse::<f64>().ok() });
    let mut part = || parts.next().unwrap_or(Some(0.0));
    let fraction = (part()? * 3600.0 + part()? * 60.0 + part()?) / 86_400.0;
    if date.is_empty() {
        return Some(fraction);
    }
    let mut parts = date.split('-').map(|part| part.parse::<i64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    if !(1900..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    // Years begin in March here too.
    let (shifted, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days = 365 * shifted + shifted / 4 - shifted / 100 + shifted / 400 + (153 * month + 2) / 5 + day - 1 - 719_468 + 25_569;
    let days = days - i64::from(days < 61) - if epoch == Epoch::Y1904 { FOUR_YEARS } else { 0 };
    Some(days as f64 + fraction)
}

/// Appends a number as a section prints it; false where it is none of a date.
pub(super) fn write(section: &Section, serial: f64, epoch: Epoch, out: &mut String) -> bool {
    let places = section.tokens.iter().filter_map(|token| match token {
        Token::Part(Part::Fraction, width) => Some((*width).min(9) as u32),
        _ => None,
    });
    let places = places.max().unwrap_or(0).min(3);
    let Some(moment) = Moment::of(serial, epoch, places) else { return false };
    let noon = section.tokens.iter().any(|token| matches!(token, Token::Part(Part::Noon | Part::ChineseNoon, _)));
    for token in &section.tokens {
        match token {
            Token::Part(part, width) => write_part(*part, *width, &moment, noon, section.chinese, out),
            Token::Literal(text) => out.push_str(text),
            _ => {}
        }
    }
    true
}

fn write_part(part: Part, width: usize, moment: &Moment, noon: bool, chinese: bool, out: &mut String) {
    let hour = moment.seconds / 3600;
    let number = match part {
        Part::Year if width <= 2 => return push(out, moment.year % 100, 2),
        Part::Year => return push(out, moment.year, 4),
        Part::Month if width > 2 => return out.push_str(&month(moment.month, width, chinese)),
        Part::Month => moment.month as i64,
        Part::Day if width > 2 => return out.push_str(&weekday(moment.weekday, width == 3, chinese)),
        Part::Day => moment.day,
        // Plain 周 is left to the code: "周"aaa.
        Part::Weekday if width == 3 && !chinese => return out.push_str(WEEKDAYS[moment.weekday].1),
        Part::Weekday => return out.push_str(&weekday(moment.weekday, width == 3, true)),
        Part::Hour if noon => (hour + 11) % 12 + 1,
        Part::Hour => hour,
        Part::Minute => moment.seconds / 60 % 60,
        Part::Second => moment.seconds % 60,
        Part::Noon => return out.push_str(&["AM", "PM"][usize::from(hour >= 12)][..width.min(2)]),
        Part::ChineseNoon => return out.push_str(["上午", "下午"][usize::from(hour >= 12)]),
        Part::AllHours => moment.all_seconds / 3600,
        Part::AllMinutes => moment.all_seconds / 60,
        Part::AllSeconds => moment.all_seconds,
        Part::Fraction => {
            let digits = format!("{:09}", moment.fraction);
            out.push('.');
            return out.push_str(&digits[..width.min(9)]);
        }
    };
    push(out, number, width.min(2));
}

fn push(out: &mut String, number: i64, width: usize) {
    // Writing to a string does not fail.
    let _ = write!(out, "{number:0width$}");
}

fn month(month: usize, width: usize, chinese: bool) -> String {
    let Some((english, words)) = MONTHS.get(month.wrapping_sub(1)) else { return String::new() };
    match (width, chinese) {
        (3, true) => format!("{month}月"),
        (_, true) => (*words).to_owned(),
        (3, _) => english[..3].to_owned(),
        (5, _) => english[..1].to_owned(),
        _ => (*english).to_owned(),
    }
}

fn weekday(day: usize, short: bool, chinese: bool) -> String {
    let (english, word) = WEEKDAYS[day % 7];
    match (short, chinese) {
        (true, true) => format!("周{word}"),
        (false, true) => format!("星期{word}"),
        (true, false) => english[..3].to_owned(),
        (false, false) => english.to_owned(),
    }
}
