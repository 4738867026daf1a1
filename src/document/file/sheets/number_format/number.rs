//! A number printed by the tokens of a section.

use super::code::{Section, Token};
use super::decimal::Decimal;

/// Appends a number as a section prints it, with its sign where it is negative.
pub(super) fn write(section: &Section, mut number: Decimal, out: &mut String) {
    if section.tokens.contains(&Token::General) {
        return general(section, &number, out);
    }
    number.shift(section.powers);
    let point = section.tokens.iter().position(|token| matches!(token, Token::Point));
    let exponent = section.tokens.iter().position(|token| matches!(token, Token::Exponent { .. }));
    let mantissa = exponent.unwrap_or(section.tokens.len());
    let whole = point.unwrap_or(mantissa).min(mantissa);
    let digits = |tokens: &[Token]| tokens.iter().filter(|token| matches!(token, Token::Digit(_))).count() as i32;
    let (wholes, places) = (digits(&section.tokens[..whole]), digits(&section.tokens[whole..mantissa]));
    let power = if exponent.is_some() { scientific(&mut number, wholes, places) } else { 0 };
    // A section of words alone has no digits to round to.
    if wholes + places > 0 {
        number.round(places);
    }
    if number.negative {
        out.push('-');
    }
    let mut filler = Filler { number: &number, grouped: section.grouped, out, begun: false };
    filler.whole(&section.tokens[..whole], wholes);
    filler.decimals(&section.tokens[whole..mantissa], places);
    if exponent.is_some() {
        filler.exponent(&section.tokens[mantissa..], power);
    }
}

/// A number as it is, between the words of its section.
fn general(section: &Section, number: &Decimal, out: &mut String) {
    if number.negative {
        out.push('-');
    }
    for token in &section.tokens {
        match token {
            Token::General => number.write(out),
            Token::Literal(text) => out.push_str(text),
            Token::Percent => out.push('%'),
            _ => {}
        }
    }
}

/// Moves the point so that as many digits stand in front of it as are asked for, and tells by which power.
fn scientific(number: &mut Decimal, wholes: i32, places: i32) -> i32 {
    let power = |number: &Decimal| {
        if number.is_zero() { 0 } else { (number.magnitude() - wholes.min(1)).div_euclid(wholes.max(1)) * wholes.max(1) }
    };
    let mut rounded = number.clone();
    rounded.shift(-power(number));
    rounded.round(places);
    // 9.99E+5 may round to 10.0E+5, which is 1.0E+6.
    rounded.shift(power(number));
    let power = power(&rounded);
    number.shift(-power);
    power
}

struct Filler<'f> {
    number: &'f Decimal,
    grouped: bool,
    out: &'f mut String,
    /// Whether a digit was printed in front of the point.
    begun: bool,
}

impl Filler<'_> {
    /// The digits in front of the point. What is more than places for digits stands at the first of them; words among them stay where they are
    /// (`0!.0,` prints 123,456 as 12.3).
    fn whole(&mut self, tokens: &[Token], wholes: i32) {
        let mut left = wholes;
        for token in tokens {
            let Token::Digit(kind) = token else {
                self.other(token);
                continue;
            };
            if left == wholes {
                (left..self.number.magnitude()).rev().for_each(|power| self.put(power));
            }
            left -= 1;
            if left < self.number.magnitude() || *kind == '0' {
                self.put(left);
            } else if *kind == '?' {
                self.out.push(' ');
            }
        }
    }

    fn put(&mut self, power: i32) {
        self.out.push(char::from(b'0' + self.number.digit(power)));
        self.begun = true;
        if self.grouped && power > 0 && power % 3 == 0 {
            self.out.push(',');
        }
    }

    /// The digits behind the point. Excel prints `.5` and `5.` by `#.#`; with a nought in front and without a point behind, these are the
    /// same numbers, and they are read as numbers.
    fn decimals(&mut self, tokens: &[Token], places: i32) {
        let always = tokens.iter().rposition(|token| *token == Token::Digit('0')).map_or(0, |last| last + 1);
        let always = tokens[..always].iter().filter(|token| matches!(token, Token::Digit(_))).count() as i32;
        let shown = self.number.places().max(always).min(places);
        let mut place = 0;
        for token in tokens {
            match token {
                Token::Point if shown > 0 => {
                    self.out.push_str(if self.begun { "." } else { "0." });
                }
                Token::Digit(_) => {
                    place += 1;
                    if place <= shown {
                        self.out.push(char::from(b'0' + self.number.digit(-place)));
                    }
                }
                _ => self.other(token),
            }
        }
    }

    fn exponent(&mut self, tokens: &[Token], power: i32) {
        let width = tokens.iter().filter(|token| matches!(token, Token::Digit(_))).count();
        for token in tokens {
            if let Token::Exponent { plus } = token {
                let sign = if power < 0 {
                    "-"
                } else if *plus {
                    "+"
                } else {
                    ""
                };
                self.out.push_str(&format!("E{sign}{:0width$}", power.abs()));
            } else {
                self.other(token);
            }
        }
    }

    fn other(&mut self, token: &Token) {
        match token {
            Token::Literal(text) => self.out.push_str(text),
            Token::Percent => self.out.push('%'),
            _ => {}
        }
    }
}
