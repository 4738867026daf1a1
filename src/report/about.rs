//! What a report says of itself: its year, its period, who issued it and for which place.
//!
//! Reads: `陕西省2026年政府工作报告`, `——2016年3月5日在…会议上`, `国务院总理`, `来源:温州市人民政府办公室`, `半年度工作完成情况`.
//! Refuses: what stands further down than the head, but for the year, which may be the one that the text names more often than all others
//! together.

use std::sync::LazyLock;

use regex::Regex;
use serde::{Deserialize, Serialize};

use crate::document::lines;
use crate::grammar::period_in;
use crate::text::Readable;

/// What a report says of itself. All of it may be missing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct About {
    /// The year of its title, or the year that it speaks of most.
    pub year: Option<u16>,
    /// What its title or header says that it covers, as printed: 半年度.
    pub period: Option<String>,
    /// Who issued it: 国务院, 温州市人民政府办公室.
    pub issuer: Option<String>,
    /// The place: 陕西省, 温州市; 全国 of the State Council.
    pub region: Option<String>,
}

/// How many lines are the head.
const HEAD: usize = 20;
/// A title or a header is not longer, in characters.
const TITLE: usize = 80;

static YEAR: LazyLock<Regex> = LazyLock::new(|| pattern("(?:19|20)[0-9]{2}年"));
/// 2018年6月民生实事; but 2016年3月5日 is the day of a speech.
static MONTH: LazyLock<Regex> = LazyLock::new(|| pattern("(?:19|20)[0-9]{2}年([0-9]{1,2}月份?)(?:$|[^0-9])"));
static ISSUER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?:^|[^\p{Han}])(国务院|\p{Han}{1,10}?人民政府(?:办公室|办公厅)?)(?:$|[^\p{Han}]|总理|省长|市长|区长|县长|州长|主席)")
});
static REGION: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(\p{Han}{1,10}?(?:自治区|自治州|自治县|省|市|区|县|州|旗|盟))(?:(?:19|20)[0-9]{2}年|人民政府)"));

fn pattern(text: &str) -> Regex {
    // The patterns are part of the crate and a test reads with every one of them.
    Regex::new(text).unwrap_or_else(|error| unreachable!("{error}"))
}

impl About {
    /// Reads the head of a report.
    ///
    /// ```
    /// let about = dabiao::About::of("陕西省2026年政府工作报告\n一、2025年工作回顾\n");
    /// assert_eq!((about.year, about.region.as_deref()), (Some(2026), Some("陕西省")));
    /// ```
    #[must_use]
    pub fn of(source: &str) -> Self {
        let mut about = Self::default();
        let head = lines(source).filter(|line| !line.text.trim().is_empty()).take(HEAD);
        for line in head {
            let readable = Readable::new(line.text, 0);
            let text = readable.text().trim().trim_matches('\u{feff}');
            if text.chars().count() > TITLE {
                continue;
            }
            about.year = about.year.or_else(|| years(text).next());
            about.issuer = about.issuer.or_else(|| first(&ISSUER, text));
            about.region = about.region.or_else(|| first(&REGION, text));
            if text.contains("情况") || text.contains("进展") || text.contains("进度") {
                let period = || period_in(text).into_iter().find(|period| period.months.is_some());
                about.period =
                    about.period.or_else(|| period().map(|period| period.span.of(text).to_owned())).or_else(|| first(&MONTH, text));
            }
        }
        about.year = about.year.or_else(|| most_named(source));
        about.region = about.region.or_else(|| match about.issuer.as_deref() {
            Some("国务院") => Some("全国".to_owned()),
            Some(issuer) => first(&REGION, issuer),
            None => None,
        });
        about
    }
}

fn first(pattern: &Regex, text: &str) -> Option<String> {
    Some(pattern.captures(text)?.get(1)?.as_str().to_owned())
}

fn years(text: &str) -> impl Iterator<Item = u16> {
    YEAR.find_iter(text).filter_map(|found| found.as_str()[..4].parse().ok())
}

/// The year that is named more often than all others together.
fn most_named(source: &str) -> Option<u16> {
    let mut all: Vec<u16> = years(source).collect();
    all.sort_unstable();
    all.chunk_by(|a, b| a == b).find(|same| same.len() * 2 > all.len()).map(|same| same[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn about(source: &str) -> (Option<u16>, String, String, String) {
        let About { year, period, issuer, region } = About::of(source);
        (year, period.unwrap_or_default(), issuer.unwrap_or_default(), region.unwrap_or_default())
    }

    fn is(year: Option<u16>, period: &str, issuer: &str, region: &str) -> (Option<u16>, String, String, String) {
        (year, period.to_owned(), issuer.to_owned(), region.to_owned())
    }

    #[test]
    fn titles_say_what_they_are_of() {
        assert_eq!(
            about("政府工作报告\n——2016年3月5日在第十二届全国人民代表大会第四次会议上\n国务院总理　李克强\n一、2015年工作回顾\n"),
            is(Some(2016), "", "国务院", "全国")
        );
        assert_eq!(
            about("2018年6月民生实事进展情况\n发布日期:2018-06-27 来源:温州市人民政府办公室 字体\n"),
            is(Some(2018), "6月", "温州市人民政府办公室", "温州市")
        );
        assert_eq!(about("序號(hào) | 重點(diǎn)工作 | 半年度工作完成情況 |\n"), is(None, "半年度", "", ""));
        assert_eq!(about("新疆维吾尔自治区2024年政府工作报告\n"), is(Some(2024), "", "", "新疆维吾尔自治区"));
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
