//! A format's code cut into sections, and each section into tokens.
//!
//! Reads `#,##0.0_ ;[Red]\-0.0`, `0!.0,"万"`, `yyyy"年"m"月"`, `[>=1]0"家";"无"`, `[$¥-804]#,##0`, `[h]:mm`, `@`.
//! Leaves out colours, numerals in words (`[DBNum1]`: digits are printed), the width of what fills up a cell (`* `), names of eras.

use std::iter::Peekable;
use std::str::CharIndices;

/// What a section prints, part after part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    Literal(String),
    /// A digit: `0` is always printed, `#` where it says something, `?` as a space where it does not.
    Digit(char),
    Point,
    Comma,
    Percent,
    /// `E+` shows the sign of every exponent, `E-` that of negative ones.
    Exponent {
        plus: bool,
    },
    /// The number as it is.
    General,
    /// The text of the cell: `@`.
    Cell,
    /// A part of a date or a time, written so many letters wide.
    Part(Part, usize),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Year,
    Month,
    Day,
    /// 星期三, whatever the language.
    Weekday,
    Hour,
    Minute,
    Second,
    /// Decimal places of a second.
    Fraction,
    /// AM or PM.
    Noon,
    /// 上午 or 下午.
    ChineseNoon,
    /// Hours, minutes, seconds that do not begin again at a day.
    AllHours,
    AllMinutes,
    AllSeconds,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Number,
    Date,
    Text,
}

/// Which numbers a section is for, where it says so: `[>=10000]`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Condition {
    pub(super) less: bool,
    pub(super) equal: bool,
    pub(super) greater: bool,
    pub(super) bound: f64,
}

impl Condition {
    pub(super) fn holds(self, value: f64) -> bool {
        value.partial_cmp(&self.bound).is_some_and(|order| match order {
            std::cmp::Ordering::Less => self.less,
            std::cmp::Ordering::Equal => self.equal,
            std::cmp::Ordering::Greater => self.greater,
        })
    }
}

#[derive(Debug, Clone)]
pub(super) struct Section {
    pub(super) kind: Kind,
    pub(super) condition: Option<Condition>,
    pub(super) tokens: Vec<Token>,
    /// Commas between its thousands.
    pub(super) grouped: bool,
    /// The power of ten that the number is printed at: 2 for a percent, -3 for thousands.
    pub(super) powers: i32,
    /// Months and weekdays in Chinese.
    pub(super) chinese: bool,
}

/// A code is not longer, in characters; Excel's limit is 255.
const LONGEST: usize = 1000;

/// The sections of a code.
pub(super) fn sections(code: &str) -> Vec<Section> {
    let end = code.char_indices().nth(LONGEST).map_or(code.len(), |(end, _)| end);
    let code = &code[..end];
    let mut scanner = Scanner { code, chars: code.char_indices().peekable(), done: Vec::new(), open: Open::default() };
    while scanner.chars.peek().is_some() {
        scanner.step();
    }
    scanner.close();
    scanner.done
}

struct Scanner<'c> {
    code: &'c str,
    chars: Peekable<CharIndices<'c>>,
    done: Vec<Section>,
    open: Open,
}

/// A section that is being read.
#[derive(Default)]
struct Open {
    condition: Option<Condition>,
    tokens: Vec<Token>,
    chinese: bool,
}

impl Scanner<'_> {
    fn step(&mut self) {
        let Some((at, c)) = self.chars.next() else { return };
        match c {
            '"' => {
                let quoted: String = self.chars.by_ref().map(|(_, c)| c).take_while(|&c| c != '"').collect();
                self.literal(&quoted);
            }
            '\\' | '!' => {
                if let Some((_, escaped)) = self.chars.next() {
                    self.literal(escaped.encode_utf8(&mut [0; 4]));
                }
            }
            // As wide as a character, or filled up with one.
            '_' => {
                self.chars.next();
                self.literal(" ");
            }
            '*' => {
                self.chars.next();
            }
            '[' => {
                let inside: String = self.chars.by_ref().map(|(_, c)| c).take_while(|&c| c != ']').collect();
                self.bracket(&inside);
            }
            ';' => self.close(),
            '0' | '#' | '?' => self.open.tokens.push(Token::Digit(c)),
            '.' => self.open.tokens.push(Token::Point),
            ',' => self.open.tokens.push(Token::Comma),
            '%' => self.open.tokens.push(Token::Percent),
            '@' => self.open.tokens.push(Token::Cell),
            _ => self.letters(at, c),
        }
    }

    /// What the letters of a code mean, or nothing but themselves.
    fn letters(&mut self, at: usize, c: char) {
        let rest = &self.code[at..];
        let words = [
            ("general", Token::General),
            ("g/通用格式", Token::General),
            ("am/pm", Token::Part(Part::Noon, 2)),
            ("a/p", Token::Part(Part::Noon, 1)),
            ("上午/下午", Token::Part(Part::ChineseNoon, 2)),
            ("e+", Token::Exponent { plus: true }),
            ("e-", Token::Exponent { plus: false }),
        ];
        let starts = |word: &str| rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
        if let Some((word, token)) = words.into_iter().find(|(word, _)| starts(word)) {
            self.chars.by_ref().take(word.chars().count() - 1).for_each(drop);
            self.open.tokens.push(token);
            return;
        }
        let mut width = 1;
        while self.chars.next_if(|(_, next)| next.eq_ignore_ascii_case(&c)).is_some() {
            width += 1;
        }
        let part = match c.to_ascii_lowercase() {
            'y' => Part::Year,
            // The year of an era, which is the common one in China.
            'e' => return self.open.tokens.push(Token::Part(Part::Year, 4)),
            'm' => Part::Month,
            'd' => Part::Day,
            'h' => Part::Hour,
            's' => Part::Second,
            'a' if width > 2 => Part::Weekday,
            'g' => return,
            _ => return (0..width).for_each(|_| self.literal(c.encode_utf8(&mut [0; 4]))),
        };
        self.open.tokens.push(Token::Part(part, width));
    }

    /// What stands in brackets: a condition, a currency and a language, a time that is not of a day.
    fn bracket(&mut self, inside: &str) {
        if let Some(currency) = inside.strip_prefix('$') {
            let (symbol, language) = currency.rsplit_once('-').unwrap_or((currency, ""));
            self.literal(symbol);
            let language = language.to_ascii_lowercase();
            self.open.chinese |= language.ends_with("804") || inside.contains("zh");
            // What the system says a date and a time look like: what stands behind it in the code is for other programs.
            let system = match language.as_str() {
                "f800" | "sysdate" => "yyyy\"年\"m\"月\"d\"日\"",
                "f400" | "systime" => "h:mm:ss",
                _ => return,
            };
            let of_system = sections(system).pop();
            while self.chars.next_if(|&(_, c)| c != ';').is_some() {}
            self.open.tokens = of_system.map(|section| section.tokens).unwrap_or_default();
            return;
        }
        if let Some(condition) = condition(inside) {
            self.open.condition = Some(condition);
            return;
        }
        let whole = match inside.to_ascii_lowercase().as_str() {
            "h" | "hh" | "hhh" => Part::AllHours,
            "m" | "mm" => Part::AllMinutes,
            "s" | "ss" => Part::AllSeconds,
            _ => return,
        };
        self.open.tokens.push(Token::Part(whole, inside.len()));
    }

    fn literal(&mut self, text: &str) {
        if let Some(Token::Literal(before)) = self.open.tokens.last_mut() {
            before.push_str(text);
        } else if !text.is_empty() {
            self.open.tokens.push(Token::Literal(text.to_owned()));
        }
    }

    fn close(&mut self) {
        let Open { condition, mut tokens, chinese } = std::mem::take(&mut self.open);
        let (mut grouped, mut powers) = (false, 0);
        let kind = if tokens.iter().any(|token| matches!(token, Token::Part(..))) {
            tokens = super::date::settled(tokens);
            Kind::Date
        } else if tokens.contains(&Token::Cell) {
            Kind::Text
        } else {
            if is_fraction(&tokens) {
                tokens = vec![Token::General];
            }
            (grouped, powers) = commas(&mut tokens);
            powers += 2 * tokens.iter().filter(|token| matches!(token, Token::Percent)).count() as i32;
            Kind::Number
        };
        self.done.push(Section { kind, condition, tokens, grouped, powers, chinese });
    }
}

/// Whether digits stand on both sides of a slash: a fraction, which is printed as a decimal.
fn is_fraction(tokens: &[Token]) -> bool {
    let slash = tokens.iter().position(|token| matches!(token, Token::Literal(text) if text.trim_start().starts_with('/')));
    slash.is_some_and(|slash| tokens[..slash].iter().any(|token| matches!(token, Token::Digit(_))))
}

/// Takes the commas out of a number's tokens: one between digits groups them, one behind the last digit is a thousand less.
fn commas(tokens: &mut Vec<Token>) -> (bool, i32) {
    let is_digit = |token: &Token| matches!(token, Token::Digit(_));
    let (first, last) = (tokens.iter().position(is_digit), tokens.iter().rposition(is_digit));
    let point = tokens.iter().position(|token| matches!(token, Token::Point));
    let before_point = tokens[..point.unwrap_or(tokens.len())].iter().rposition(is_digit);
    let (mut grouped, mut thousands) = (false, 0);
    for (at, _) in tokens.iter().enumerate().filter(|(_, token)| matches!(token, Token::Comma)) {
        if first.is_some_and(|first| first < at) {
            let behind = last.is_some_and(|last| last < at) || (before_point.is_some_and(|last| last < at) && point > Some(at));
            thousands += i32::from(behind);
            grouped |= !behind;
        }
    }
    tokens.retain(|token| !matches!(token, Token::Comma));
    (grouped, -3 * thousands)
}

/// `>=100`.
fn condition(inside: &str) -> Option<Condition> {
    let end = inside.find(|c| !matches!(c, '<' | '>' | '='))?;
    let (sign, bound) = inside.split_at(end);
    let bound = bound.trim().parse().ok()?;
    let (less, equal, greater) = match sign {
        "<" => (true, false, false),
        "<=" => (true, true, false),
        "=" => (false, true, false),
        ">=" => (false, true, true),
        ">" => (false, false, true),
        "<>" => (true, false, true),
        _ => return None,
    };
    Some(Condition { less, equal, greater, bound })
}
