//! What a report says of itself: its year, its period, who issued it and for which place.
//!
//! Reads: `青海省2031年政府工作报告`, `2031年青海省政府工作报告`, `——2031年3月4日在青海省第十四届人民代表大会…`, `我代表青海省人民政府`, `国务院总理`, `来源:海宁市人民政府办公室`, `半年度工作完成情况`.
//! Refuses: what stands further down than the head, but for the year, which may be the one that the text names more often than all others
//! together.

use std::collections::BTreeMap;
use std::io::{self, BufRead, Read};

use serde::{Deserialize, Serialize};

use crate::document::lines;
use crate::grammar::period_in;
use crate::text::{Readable, is_han};

/// What a report says of itself. All of it may be missing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct About {
    /// The year of its title, or the year that it speaks of most.
    pub year: Option<u16>,
    /// What its title or header says that it covers, as printed: 半年度.
    pub period: Option<String>,
    /// Who issued it: 国务院, 海宁市人民政府办公室.
    pub issuer: Option<String>,
    /// The place: 陕西省, 海宁市; 全国 of the State Council.
    pub region: Option<String>,
    /// The day on which it was given to an assembly: `2031-03-04`.
    #[serde(default)]
    pub date: Option<String>,
    /// Which session of that assembly: 十四届四次.
    #[serde(default)]
    pub session: Option<String>,
}

/// How many lines are the head.
const HEAD: usize = 20;
/// A title or a header is not longer, in characters.
const TITLE: usize = 80;
/// Of a line that is longer, in bytes, the pieces are read as lines.
const LINE: u64 = 16 << 20;

/// How many characters are in front of what says that a name is a place's or a government's.
const NAME: usize = 10;
/// What the name of a place ends with.
const PLACES: [&str; 10] = ["自治区", "自治州", "自治县", "省", "市", "区", "县", "州", "旗", "盟"];
/// Who speaks for the government that is named in front.
const HEADS: [&str; 7] = ["总理", "省长", "市长", "区长", "县长", "州长", "主席"];
/// What names no place by itself.
const AUTONOMOUS: [&str; 3] = ["自治区", "自治州", "自治县"];
/// 我市, 全省, 各区 name no place.
const SPEAKER: [&str; 6] = ["我", "本", "全", "各", "该", "代表"];

impl About {
    /// Reads the head of a report.
    ///
    /// ```
    /// let about = dabiao::About::of("青海省2031年政府工作报告\n一、2030年工作回顾\n");
    /// assert_eq!((about.year, about.region.as_deref()), (Some(2031), Some("青海省")));
    /// ```
    #[must_use]
    pub fn of(source: &str) -> Self {
        let mut reading = Reading::default();
        reading.piece(source);
        reading.end()
    }

    /// Reads the head of a report that comes as a stream, which is never held as a whole.
    ///
    /// # Errors
    /// The stream cannot be read.
    pub fn read<R: BufRead>(mut source: R) -> io::Result<Self> {
        let mut reading = Reading::default();
        let mut line = Vec::new();
        while source.by_ref().take(LINE).read_until(b'\n', &mut line)? > 0 {
            reading.piece(&String::from_utf8_lossy(&line));
            line.clear();
        }
        Ok(reading.end())
    }

    /// Reads one line of the head.
    fn line(&mut self, line: &str) {
        let readable = Readable::new(line, 0);
        let text = readable.text().trim().trim_matches('\u{feff}');
        if text.chars().count() > TITLE {
            return;
        }
        self.year = self.year.or_else(|| years(text).next());
        self.issuer = self.issuer.take().or_else(|| issuer(text));
        self.region = self.region.take().or_else(|| region(text));
        self.date = self.date.take().or_else(|| date(text));
        self.session = self.session.take().or_else(|| session(text));
        if text.contains("情况") || text.contains("进展") || text.contains("进度") {
            let period = || period_in(text).into_iter().find(|period| period.months.is_some());
            let printed = || period().map(|period| period.span.of(text).to_owned()).or_else(|| month(text));
            self.period = self.period.take().or_else(printed);
        }
    }
}

/// What was read so far.
#[derive(Default)]
struct Reading {
    about: About,
    /// How many lines of the head.
    lines: usize,
    /// How often each year is named.
    named: BTreeMap<u16, usize>,
}

impl Reading {
    /// Reads on, from the beginning of a line to the end of one.
    fn piece(&mut self, text: &str) {
        for line in lines(text).filter(|line| !line.text.trim().is_empty()).take(HEAD - self.lines) {
            self.lines += 1;
            self.about.line(line.text);
        }
        // The year of a title decides, and no other is counted then.
        if self.about.year.is_none() {
            years(text).for_each(|year| *self.named.entry(year).or_default() += 1);
        }
    }

    fn end(self) -> About {
        let Self { mut about, named, .. } = self;
        about.year = about.year.or_else(|| most_named(&named));
        about.region = about.region.or_else(|| match about.issuer.as_deref() {
            Some("国务院") => Some("全国".to_owned()),
            Some(issuer) => region(issuer),
            None => None,
        });
        about
    }
}

/// The day that a speech was given to an assembly: 2031年3月4日在青海省第十七届人民代表大会第三次会议上.
fn date(text: &str) -> Option<String> {
    all_years(text).find_map(|(year, text)| {
        let (month, text) = counted(text, '月')?;
        let (day, text) = counted(text, '日')?;
        let sentence = text.split('。').next().unwrap_or_default();
        let given = sentence.contains("人民代表大会") && (1..=12).contains(&month) && (1..=31).contains(&day);
        given.then(|| format!("{year}-{month:02}-{day:02}"))
    })
}

/// The one or two digits that a text begins with and the word behind them, and what stands behind that.
fn counted(text: &str, word: char) -> Option<(u8, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text[digits..].strip_prefix(word).filter(|_| (1..=2).contains(&digits))?;
    Some((text[..digits].parse().ok()?, rest))
}

/// Which session of an assembly: 十七届三次 of 第十七届人民代表大会第三次会议.
fn session(text: &str) -> Option<String> {
    text.match_indices('第').find_map(|(at, word)| {
        let (term, rest) = ordinal(&text[at + word.len()..], "届")?;
        let rest = rest.strip_prefix("全国").unwrap_or(rest).strip_prefix("人民代表大会")?;
        let rest = rest.strip_prefix("常务委员会").unwrap_or(rest).strip_prefix('第')?;
        let (session, rest) = ordinal(rest, "次")?;
        rest.starts_with("会议").then(|| [term, session].concat())
    })
}

/// A Chinese numeral of one to three characters that a text begins with, the word behind it with it, and what stands behind that.
fn ordinal<'t>(text: &'t str, word: &str) -> Option<(&'t str, &'t str)> {
    let behind = text.trim_start_matches(|c| "一二三四五六七八九十".contains(c));
    let numeral = text.len() - behind.len();
    let rest = behind.strip_prefix(word).filter(|_| (1..=3).contains(&text[..numeral].chars().count()))?;
    Some((&text[..text.len() - rest.len()], rest))
}

/// Who issued a text. 自治区人民政府 alone says not which.
fn issuer(text: &str) -> Option<String> {
    let named = |issuer: &&str| !issuer.contains("代表") && !AUTONOMOUS.iter().any(|kind| issuer.starts_with(kind));
    let of = |text| first_issuer(text).filter(named);
    text.split_once("代表").and_then(|(_, rest)| of(rest)).or_else(|| of(text)).map(str::to_owned)
}

/// The first government that is named, with what is no Chinese character in front of it and behind it, or who speaks for it.
fn first_issuer(text: &str) -> Option<&str> {
    if !text.contains("人民政府") && !text.contains("国务院") {
        return None;
    }
    let begins = std::iter::once(0).chain(text.char_indices().filter(|&(_, c)| !is_chinese(c)).map(|(at, c)| at + c.len_utf8()));
    let ends = |rest: &str| rest.chars().next().is_none_or(|c| !is_chinese(c)) || HEADS.iter().any(|head| rest.starts_with(head));
    begins.map(|at| &text[at..]).find_map(|text| {
        let council = text.strip_prefix("国务院").filter(|rest| ends(rest));
        let rest = council.or_else(|| {
            han(text).find_map(|rest| {
                let rest = rest.strip_prefix("人民政府")?;
                let office = rest.strip_prefix("办公室").or_else(|| rest.strip_prefix("办公厅"));
                office.into_iter().chain([rest]).find(|rest| ends(rest))
            })
        });
        rest.map(|rest| &text[..text.len() - rest.len()])
    })
}

/// Whether a character is a Chinese one, a numeral or a mark of repetition among them: 二〇三一年.
fn is_chinese(c: char) -> bool {
    is_han(c) || matches!(c, '々' | '〇' | '〡'..='〩' | '〸'..='〻' | '⺀'..='⿕')
}

/// What stands behind 1 to 10 Chinese characters that a text begins with.
fn han(text: &str) -> impl Iterator<Item = &str> {
    let characters = text.char_indices().take(NAME).take_while(|&(_, c)| is_chinese(c));
    characters.map(|(at, c)| &text[at + c.len_utf8()..])
}

/// The place that a text begins with or speaks for. 自治区 alone is none.
fn region(text: &str) -> Option<String> {
    let named = |place: &&str| !AUTONOMOUS.contains(place) && !SPEAKER.iter().any(|word| place.starts_with(word));
    let of = |text| first_region(text).filter(named);
    // 现在,我代表青海省人民政府,向大会报告工作
    text.split_once("代表").and_then(|(_, rest)| of(rest)).or_else(|| of(text)).map(str::to_owned)
}

/// A place stands at the head of a title or behind its year, in front of its assembly, and behind who speaks for its government.
fn first_region(text: &str) -> Option<&str> {
    let titled = |text| place(text, |rest| year(rest).is_some() || rest.starts_with("人民政府"));
    let reported = |rest: &str| rest.strip_prefix("人民").unwrap_or(rest).starts_with("政府工作报告");
    let at_head = || text.strip_prefix("关于").and_then(titled).or_else(|| titled(text));
    let behind_year = || place(year(text)?.1, reported);
    let in_front = || text.match_indices(['在', '向']).find_map(|(at, word)| place(&text[at + word.len()..], is_assembly));
    at_head().or_else(behind_year).or_else(in_front)
}

/// The name of a place that a text begins with, the shortest behind which stands what `then` asks for.
fn place(text: &str, then: impl Fn(&str) -> bool) -> Option<&str> {
    han(text).find_map(|rest| {
        let behind = PLACES.iter().filter_map(|kind| rest.strip_prefix(kind)).find(|rest| then(rest))?;
        Some(&text[..text.len() - behind.len()])
    })
}

/// Whether a text begins with an assembly: 第十四届人民代表大会.
fn is_assembly(text: &str) -> bool {
    text.strip_prefix('第').and_then(|rest| ordinal(rest, "届")).is_some_and(|(_, rest)| rest.starts_with("人民代表大会"))
}

/// The year that a text begins with, and what stands behind it.
fn year(text: &str) -> Option<(u16, &str)> {
    let (digits, rest) = text.split_at_checked(4)?;
    let rest = rest.strip_prefix('年')?;
    let of_these_centuries = digits.starts_with("19") || digits.starts_with("20");
    (of_these_centuries && digits.bytes().all(|b| b.is_ascii_digit())).then(|| Some((digits.parse().ok()?, rest))).flatten()
}

/// The years of a text, each with what stands behind it.
fn all_years(text: &str) -> impl Iterator<Item = (u16, &str)> {
    text.match_indices('年').filter_map(|(at, _)| year(text.get(at.checked_sub(4)?..)?))
}

fn years(text: &str) -> impl Iterator<Item = u16> {
    all_years(text).map(|(year, _)| year)
}

/// The month that is named behind a year: 2018年6月民生实事; but 2016年3月5日 is the day of a speech.
fn month(text: &str) -> Option<String> {
    all_years(text).find_map(|(_, text)| {
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let rest = text[digits..].strip_prefix('月').filter(|_| (1..=2).contains(&digits))?;
        let no_digit = |rest: &&str| !rest.starts_with(|c: char| c.is_ascii_digit());
        let rest = rest.strip_prefix('份').filter(no_digit).or(Some(rest)).filter(no_digit)?;
        Some(text[..text.len() - rest.len()].to_owned())
    })
}

/// The year that is named more often than all others together.
fn most_named(named: &BTreeMap<u16, usize>) -> Option<u16> {
    let all: usize = named.values().sum();
    named.iter().find(|(_, count)| *count * 2 > all).map(|(year, _)| *year)
}

#[cfg(test)]
mod tests {
    use regex::Regex;

    use super::*;

    fn about(source: &str) -> (Option<u16>, String, String, String) {
        let About { year, period, issuer, region, .. } = About::of(source);
        (year, period.unwrap_or_default(), issuer.unwrap_or_default(), region.unwrap_or_default())
    }

    fn is(year: Option<u16>, period: &str, issuer: &str, region: &str) -> (Option<u16>, String, String, String) {
        (year, period.to_owned(), issuer.to_owned(), region.to_owned())
    }

    /// What is read by hand, as expressions.
    fn first(pattern: &Regex, text: &str) -> Option<String> {
        let found = pattern.captures(text)?;
        found.iter().skip(1).flatten().next().map(|group| group.as_str().to_owned())
    }

    #[test]
    fn is_read_as_the_expressions_say() {
        const PLACE: &str = r"(\p{Han}{1,10}?(?:自治区|自治州|自治县|省|市|区|县|州|旗|盟))";
        let issuer =
            r"(?:^|[^\p{Han}])(国务院|\p{Han}{1,10}?人民政府(?:办公室|办公厅)?)(?:$|[^\p{Han}]|总理|省长|市长|区长|县长|州长|主席)";
        let region = format!(
            r"^(?:关于)?{PLACE}(?:(?:19|20)[0-9]{{2}}年|人民政府)|^(?:19|20)[0-9]{{2}}年{PLACE}(?:人民)?政府工作报告|[在向]{PLACE}第[一二三四五六七八九十]{{1,3}}届人民代表大会"
        );
        let month = "(?:19|20)[0-9]{2}年([0-9]{1,2}月份?)(?:$|[^0-9])";
        let [issuer, region, month] = [issuer, &region, month].map(|pattern| Regex::new(pattern).expect("a pattern"));
        let parts = [
            "",
            "国务院",
            "青海省",
            "人民政府",
            "办公室",
            "办公厅",
            "主席",
            ",",
            "　",
            "关于",
            "2031年",
            "1831年",
            "12031年",
            "6月",
            "份",
            "16月份5",
            "123月",
            "在",
            "向",
            "第十四届",
            "第一二三四届",
            "人民代表大会",
            "政府工作报告",
            "自治区",
            "市",
            "人民",
            "一二三四五六七八九",
            "a",
            "〇々",
        ];
        // Every text of three parts.
        for n in 0..parts.len().pow(3) {
            let text = [n, n / parts.len(), n / parts.len().pow(2)].map(|n| parts[n % parts.len()]).concat();
            assert_eq!(first_issuer(&text), first(&issuer, &text).as_deref(), "{text}");
            assert_eq!(first_region(&text), first(&region, &text).as_deref(), "{text}");
            assert_eq!(super::month(&text), first(&month, &text), "{text}");
        }
    }

    #[test]
    fn titles_say_what_they_are_of() {
        assert_eq!(
            about("政府工作报告\n——2031年3月4日在第十五届全国人民代表大会第二次会议上\n国务院总理　张某\n一、2030年工作回顾\n"),
            is(Some(2031), "", "国务院", "全国")
        );
        assert_eq!(
            about("2018年6月民生实事进展情况\n发布日期:2018-06-27 来源:海宁市人民政府办公室 字体\n"),
            is(Some(2018), "6月", "海宁市人民政府办公室", "海宁市")
        );
        assert_eq!(about("序號(hào) | 重點(diǎn)工作 | 半年度工作完成情況 |\n"), is(None, "半年度", "", ""));
        for title in [
            "2031年青川县政府工作报告",
            "政府工作报告\n——2031年1月8日在青川县第十七届人民代表大会第三次会议上",
            "青川县2031年工作",
            "我代表青川县人民政府",
        ] {
            assert_eq!(About::of(title).region.as_deref(), Some("青川县"), "{title}");
        }
        for none in ["我代表自治区人民政府,向大会报告工作", "现在,我代表省人民政府", "全市2031年目标", "在第十七届人民代表大会上"]
        {
            assert_eq!(About::of(none).region, None, "{none}");
        }
        assert_eq!(About::of("我代表青川县人民政府,向大会报告工作").issuer.as_deref(), Some("青川县人民政府"));
        assert_eq!(about("新疆维吾尔自治区2024年政府工作报告\n"), is(Some(2024), "", "", "新疆维吾尔自治区"));
    }

    #[test]
    fn a_stream_says_the_same_as_its_text() {
        let review = "工作进展\r\n".to_owned() + &"\n2021年完成5项\n2022年,2022年\n".repeat(30);
        for source in ["", "青海省2031年政府工作报告\n——2031年3月4日", "2018年6月民生实事进展情况\n来源:海宁市人民政府办公室", &review]
        {
            for size in [1, 7, 1 << 16] {
                assert_eq!(About::read(io::BufReader::with_capacity(size, source.as_bytes())).expect("a text"), About::of(source));
            }
        }
    }

    #[test]
    fn a_speech_has_its_day_and_its_session() {
        let given = |source: &str| {
            let About { date, session, .. } = About::of(source);
            (date.unwrap_or_default(), session.unwrap_or_default())
        };
        let both = |date: &str, session: &str| (date.to_owned(), session.to_owned());
        assert_eq!(given("——2031年1月8日在青川县第十七届人民代表大会第三次会议上"), both("2031-01-08", "十七届三次"));
        assert_eq!(given("2031年3月4日在第十五届全国人民代表大会第二次会议上"), both("2031-03-04", "十五届二次"));
        assert_eq!(given("发布日期:2031年1月8日 10时"), both("", ""));
        assert_eq!(given("2031年31月8日在青川县第十七届人民代表大会上"), both("", ""));
    }

    #[test]
    fn nothing_is_guessed() {
        assert_eq!(about("为切实推进市政府决策部署的贯彻落实,市人民政府近期进行了督办\n"), is(None, "", "", ""));
        assert_eq!(about("2021年完成5项,2022年完成6项\n").0, Some(2021));
        let long = "推进".repeat(60);
        assert_eq!(about(&format!("{long}2021年,2022年\n")), is(None, "", "", ""));
        assert_eq!(about(&format!("{long}2021年,2022年,2022年\n")), is(Some(2022), "", "", ""));
        assert_eq!(about(""), is(None, "", "", ""));
    }
}
