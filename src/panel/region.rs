//! The place that a report is of: its code, its level, the place above it.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::named::named;

/// The country, as [`About`](crate::About) names it.
pub(super) const COUNTRY: &str = "全国";

/// A level of government.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Level {
    /// 全国.
    National,
    /// 省, 自治区, 直辖市.
    Province,
    /// 地级市, 自治州, 盟, 地区.
    Prefecture,
    /// 县, 县级市, 市辖区, 旗.
    County,
    /// 乡, 镇, 街道.
    Township,
}

named!(Level);

/// A place with what is known of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Region {
    /// As the report names it: 陕西省; empty where it does not.
    pub name: String,
    /// 行政区划代码, six digits; of a province by its name, of others from [`Codes`].
    pub code: Option<String>,
    /// The place above it: 全国 of a province.
    pub parent: Option<String>,
    /// The level; of a 市 that is no 直辖市 only from [`Codes`], since the name does not say which it is.
    pub level: Option<Level>,
}

static PROVINCES: LazyLock<Vec<[&str; 3]>> = LazyLock::new(|| {
    let rows = include_str!("regions.tsv").lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|line| line.split('\t').collect::<Vec<_>>().try_into().ok()).collect()
});

/// What the end of a name says of the level.
const ENDS: [(&str, Level); 13] = [
    ("自治州", Level::Prefecture),
    ("地区", Level::Prefecture),
    ("盟", Level::Prefecture),
    ("自治县", Level::County),
    ("自治旗", Level::County),
    ("林区", Level::County),
    ("县", Level::County),
    ("旗", Level::County),
    ("区", Level::County),
    ("街道", Level::Township),
    ("苏木", Level::Township),
    ("镇", Level::Township),
    ("乡", Level::Township),
];

impl Region {
    /// What a name says by itself.
    ///
    /// ```
    /// use dabiao::panel::{Level, Region};
    /// let province = Region::of("陕西省");
    /// assert_eq!((province.code.as_deref(), province.parent.as_deref(), province.level), (Some("610000"), Some("全国"), Some(Level::Province)));
    /// assert_eq!(Region::of("青川县").level, Some(Level::County));
    /// assert_eq!(Region::of("泠州市").level, None);
    /// ```
    #[must_use]
    pub fn of(name: &str) -> Self {
        let named = |code: Option<&str>, parent: Option<&str>, level| Self {
            name: name.to_owned(),
            code: code.map(str::to_owned),
            parent: parent.map(str::to_owned),
            level,
        };
        if name == COUNTRY {
            return named(None, None, Some(Level::National));
        }
        if let Some([code, full, _]) = PROVINCES.iter().find(|[_, full, short]| name == *full || name == *short) {
            return Self { name: (*full).to_owned(), ..named(Some(code), Some(COUNTRY), Some(Level::Province)) };
        }
        // 浙江省泠州市: the place above stands in the name.
        let above = PROVINCES.iter().map(|province| province[1]).find(|full| name.starts_with(full));
        // 开发区 and 新区 are parts of a place under a hand of their own.
        let zone = ["开发区", "新区", "园区"].iter().any(|end| name.ends_with(end));
        named(None, above, ENDS.iter().find(|(end, _)| !zone && name.ends_with(end)).map(|(_, level)| *level))
    }
}

/// 行政区划代码 of the user's, such as a table of GB/T 2260 that they may use: a CSV with the columns `code` and `name`.
#[derive(Debug, Clone, Default)]
pub struct Codes {
    /// Every code of a name; a name may be that of several places.
    by_name: HashMap<String, Vec<String>>,
    by_code: HashMap<String, String>,
}

impl Codes {
    /// Takes a code of six digits and the name of its place.
    pub fn add(&mut self, code: &str, name: &str) {
        self.by_name.entry(name.to_owned()).or_default().push(code.to_owned());
        self.by_code.insert(code.to_owned(), name.to_owned());
    }

    /// The region with its code, its level and the place above it, where its name has one code only, or one only under the place above it
    /// that is known. Says whether several places go by its name.
    pub fn join(&self, region: &mut Region) -> bool {
        let Some(codes) = self.by_name.get(&region.name) else { return false };
        let under = |code: &&String| match region.parent.as_deref().and_then(|parent| self.code_of(parent)) {
            Some(above) => code.starts_with(above.trim_end_matches('0')),
            None => true,
        };
        let mut fitting = codes.iter().filter(under);
        match (region.code.clone(), fitting.next(), fitting.next()) {
            (Some(_), ..) | (_, None, _) => false,
            (None, Some(_), Some(_)) => true,
            (None, Some(code), None) => {
                region.level = Some(level_of(code)).or(region.level);
                region.parent = self.above(code).or(region.parent.take());
                region.code = Some(code.clone());
                false
            }
        }
    }

    fn code_of(&self, name: &str) -> Option<String> {
        let own = self.by_name.get(name).filter(|codes| codes.len() == 1).map(|codes| codes[0].clone());
        own.or_else(|| Region::of(name).code)
    }

    /// The name of the place above a code.
    fn above(&self, code: &str) -> Option<String> {
        let province = || {
            let code = format!("{}0000", code.get(..2)?);
            let own = self.by_code.get(&code).cloned();
            own.or_else(|| PROVINCES.iter().find(|province| province[0] == code).map(|province| province[1].to_owned()))
        };
        match level_of(code) {
            Level::Province => Some(COUNTRY.to_owned()),
            Level::Prefecture => province(),
            _ => code.get(..4).and_then(|front| self.by_code.get(&format!("{front}00")).cloned()).or_else(province),
        }
    }
}

/// By its zeros: 610000, 610100, 610102.
fn level_of(code: &str) -> Level {
    if code.ends_with("0000") {
        Level::Province
    } else if code.ends_with("00") {
        Level::Prefecture
    } else {
        Level::County
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_joins_where_the_name_is_one_place() {
        let mut codes = Codes::default();
        for (code, name) in [("610900", "泠州市"), ("610902", "鼓楼区"), ("420103", "鼓楼区"), ("610921", "青川县")] {
            codes.add(code, name);
        }
        let mut city = Region::of("泠州市");
        assert!(!codes.join(&mut city));
        assert_eq!((city.code.as_deref(), city.parent.as_deref(), city.level), (Some("610900"), Some("陕西省"), Some(Level::Prefecture)));
        let mut county = Region::of("青川县");
        assert!(!codes.join(&mut county));
        assert_eq!((county.parent.as_deref(), county.level), (Some("泠州市"), Some(Level::County)));
        let mut district = Region::of("鼓楼区");
        assert!(codes.join(&mut district));
        assert_eq!(district.code, None);
        let mut known = Region { parent: Some("泠州市".to_owned()), ..Region::of("鼓楼区") };
        assert!(!codes.join(&mut known));
        assert_eq!(known.code.as_deref(), Some("610902"));
    }

    #[test]
    fn a_name_says_no_more_than_it_does() {
        assert_eq!(PROVINCES.len(), 34);
        let level = |name| Region::of(name).level;
        assert_eq!(level("上海市"), Some(Level::Province));
        assert_eq!(level("内蒙古"), Some(Level::Province));
        assert_eq!(level("青川市"), None);
        assert_eq!(level(""), None);
        assert_eq!(Region::of("浙江省泠州市").parent.as_deref(), Some("浙江省"));
    }
}
