//! Headline indicators: the few that every report has, under a code that stays.

use std::borrow::Cow;

use super::Words;

/// A headline indicator, such as GDP or the surveyed unemployment rate.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Headline {
    /// The code, stable between versions.
    pub code: &'static str,
    /// The names it goes by.
    pub names: &'static [&'static str],
    /// What it is.
    pub definition: &'static str,
    /// Whose definition that is; the head of the table says what the letters stand for.
    pub source: &'static str,
}

static ALL: &[Headline] = built_in!(["headline" "all"]);
static NAMES: Words<usize> = built_in!(["headline" "names"]);
static FRONT: Words<()> = built_in!(["headline" "front"]);
static BEHIND: Words<()> = built_in!(["headline" "behind"]);
/// What a clause that names an indicator may begin with.
static LEAD: Words<()> = built_in!(["headline" "lead"]);
/// What may stand behind the name.
static THEN: Words<()> = built_in!(["headline" "then"]);

impl Headline {
    /// Every headline indicator.
    #[must_use]
    pub fn all() -> &'static [Self] {
        ALL
    }

    /// The headline indicator with this code.
    #[must_use]
    pub fn with_code(code: &str) -> Option<&'static Self> {
        ALL.iter().find(|headline| headline.code == code)
    }

    /// The headline indicator that this is a name of. What is only a part of one (工业固定资产投资), or of a part of the place, is none.
    ///
    /// ```
    /// use dabiao::Headline;
    /// assert_eq!(Headline::of("全市地区生产总值").map(|headline| headline.code), Some("gdp"));
    /// assert_eq!(Headline::of("工业固定资产投资"), None);
    /// ```
    #[must_use]
    pub fn of(indicator: &str) -> Option<&'static Self> {
        let name = folded(indicator);
        named(&name).or_else(|| named(&without_parentheses(&name)?))
    }
}

/// No name of an indicator is longer, in characters.
const NAME: usize = 32;

impl Headline {
    /// The headline indicator that a clause begins with, behind words such as 实现: 居民消费价格 of 居民消费价格合理回升. A name that goes on is another
    /// one: 固定资产投资项目.
    pub(crate) fn leading(clause: &str) -> Option<&'static Self> {
        let mut said = clause.trim_start();
        while let Some((word, ())) = LEAD.prefix(said) {
            if let Some(found) = at(said) {
                return Some(found);
            }
            said = &said[word.len()..];
        }
        at(said)
    }

    /// The headline indicators that a clause names anywhere, each once.
    pub(crate) fn within(clause: &str) -> Vec<&'static Self> {
        let mut found: Vec<&Self> = Vec::new();
        // 单位生产总值 is another thing than 生产总值.
        let whole = |from: &usize| !["单位", "万元", "人均", "与", "和", "于"].iter().any(|word| clause[..*from].ends_with(word));
        for named in clause.char_indices().map(|(from, _)| from).filter(whole).filter_map(|from| at(&clause[from..])) {
            if !found.contains(&named) {
                found.push(named);
            }
        }
        found
    }
}

/// The longest name that a text begins with, where the text ends with it or goes on with a word that may follow one.
fn at(text: &str) -> Option<&'static Headline> {
    let ends = text.char_indices().map(|(at, _)| at).skip(2).chain([text.len()]).take(NAME);
    let whole = |end: &usize| text[*end..].is_empty() || THEN.prefix(&text[*end..]).is_some();
    let mut ends: Vec<usize> = ends.filter(whole).collect();
    ends.reverse();
    ends.into_iter().find_map(|end| named(&folded(&text[..end])))
}

fn named(name: &str) -> Option<&'static Headline> {
    let mut name = name;
    loop {
        if let Some((word, &index)) = NAMES.prefix(name)
            && word.len() == name.len()
        {
            return ALL.get(index);
        }
        let front = FRONT.prefix(name).map(|(word, ())| &name[word.len()..]);
        name = front.or_else(|| BEHIND.suffix(name).map(|(word, ())| &name[..name.len() - word.len()]))?;
    }
}

/// A name without blanks and with half-width parentheses, as almost every one is printed, and with figures on the line: PM₂.₅, PM_2.5.
fn folded(name: &str) -> Cow<'_, str> {
    if !name.contains(|c: char| c.is_whitespace() || matches!(c, '（' | '）' | '_' | '₂' | '₅')) {
        return Cow::Borrowed(name);
    }
    let half = |c| match c {
        '（' => '(',
        '）' => ')',
        '₂' => '2',
        '₅' => '5',
        c => c,
    };
    Cow::Owned(name.chars().filter(|c| !c.is_whitespace() && *c != '_').map(half).collect())
}

/// 细颗粒物(PM2.5)浓度 is 细颗粒物浓度.
fn without_parentheses(name: &str) -> Option<String> {
    let (from, to) = (name.find('(')?, name.find(')')?);
    (from < to).then(|| format!("{}{}", &name[..from], &name[to + 1..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_can_be_read_and_no_name_or_code_stands_twice() {
        let mut names: Vec<&str> = Headline::all().iter().flat_map(|headline| headline.names.iter().copied()).collect();
        let mut codes: Vec<&str> = Headline::all().iter().map(|headline| headline.code).collect();
        for list in [&mut names, &mut codes] {
            let count = list.len();
            list.sort_unstable();
            list.dedup();
            assert_eq!(list.len(), count, "{list:?}");
        }
        assert!(Headline::all().iter().all(|headline| !headline.definition.is_empty() && !headline.source.is_empty()));
        for headline in Headline::all() {
            assert!(headline.names.iter().all(|name| Headline::of(name) == Some(headline)), "{}", headline.code);
        }
    }

    #[test]
    fn what_is_only_a_part_or_a_neighbour_is_none() {
        let code = |indicator| Headline::of(indicator).map(|headline| headline.code);
        for none in [
            "工业固定资产投资",
            "高新区固定资产投资",
            "固定资产投资项目",
            "重点企业固定资产投资",
            "高新技术产业增加值",
            "规模以上工业企业",
            "规模以上工业企业利润",
            "数字经济核心产业增加值",
            "人均地区生产总值",
            "地区生产总值占比",
            "林业总产值",
            "网上零售额",
            "限额以上社会消费品零售总额",
            "政府性基金预算收入",
            "国有资本经营预算收入",
            "一般公共预算支出",
            "低收入农户人均可支配收入",
            "居民人均消费支出",
            "户籍城镇化率",
            "新型城镇化率",
            "重点地区细颗粒物（PM2.5）浓度",
            "高校毕业生就业率",
            "新增就业岗位",
            "单位工业增加值能耗",
            "规上工业企业研发投入强度",
            "企业研发经费投入",
            "研发经费投入项目",
            "研发投入",
            "失业率平均",
            "服务贸易进出口",
            "粮食播种面积",
            "经济",
            "",
        ] {
            assert_eq!(code(none), None, "{none}");
        }
    }

    #[test]
    fn a_clause_begins_with_a_name_or_holds_it() {
        let leading = |clause| Headline::leading(clause).map(|headline| headline.code);
        assert_eq!(leading("居民消费价格合理回升"), Some("cpi"));
        assert_eq!(leading("推动全市进出口总额稳定增长"), Some("trade"));
        assert_eq!(leading("城乡居民收入增长与经济增长同步"), Some("income_all"));
        assert_eq!(leading("力争人均预期寿命接近全省平均"), Some("life_expectancy"));
        for none in ["固定资产投资项目稳步增加", "新兴产业增加值稳步提升", "单位生产总值能耗管理继续加强", "与经济增长同步", ""]
        {
            assert_eq!(leading(none), None, "{none}");
        }
        let within = |clause| Headline::within(clause).iter().map(|headline| headline.code).collect::<Vec<_>>();
        assert_eq!(within("完成国家下达的粮食生产、单位生产总值二氧化碳减排任务"), ["grain", "carbon_intensity"]);
        assert_eq!(within("没有提出经济增速具体目标"), ["gdp"]);
        assert!(within("完成上级下达的任务,单位生产总值水耗下降").is_empty());
    }

    #[test]
    fn words_around_a_name_do_not_hide_it() {
        let code = |indicator| Headline::of(indicator).map(|headline| headline.code);
        assert_eq!(code("全年全市地区生产总值增速"), Some("gdp"));
        assert_eq!(code("城镇 居民人均可支配收入增长"), Some("income_urban"));
        assert_eq!(code("细颗粒物（PM2.5）平均浓度"), Some("pm25"));
        assert_eq!(code("固定资产投资（不含农户）"), Some("fixed_investment"));
        assert_eq!(code("全体居民人均可支配收入"), Some("income_all"));
        assert_eq!(code("全社会固定资产投资"), Some("fixed_investment_total"));
        assert_eq!(code("城镇调查失业率平均"), Some("unemployment_surveyed"));
        assert_eq!(code("PM_2.5年均浓度"), Some("pm25"));
        assert_eq!(code("PM₂.₅浓度"), Some("pm25"));
        assert_eq!(code("全社会研发强度"), Some("rd_intensity"));
        assert_eq!(code("研发经费投入年均增长"), Some("rd_spending"));
        // 国家统计局: of the residents, where nothing else is said.
        assert_eq!(code("全省城镇化率"), Some("urbanisation_resident"));
    }
}
