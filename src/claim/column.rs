//! Targets and results that are numbers in columns of their own: `城镇新增就业(人) | 50000 | 48000`.
//!
//! Reads: a number with or without its unit, `≥50个`, `8%以上`, `下降3.4%`; the bound in a column in front (`≥ | 90`); the unit in the cell, in a
//! unit column, behind the indicator's name or in the header; 全覆盖 in place of a number.
//! Refuses: a cell that says more than one number, or of what it is a share (`项目的70%`): it is text.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::parts::unmarked;
use super::{Claim, Figure, Marks, Said, Target, TargetRule, Tense, figure, measure, noun, phrase, read, target};
use crate::grammar::{Quantity, is_unit, one_of, scan};
use crate::lexicon::{Bound, Force, Governs, Lexicon, Measure, Polarity, Verb};
use crate::limits::Limits;
use crate::role::{without_brackets, without_its_name};
use crate::span::Span;
use crate::text::compact;

/// Where the words of one row stand; offsets are into the row.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Named<'t> {
    pub(crate) row: &'t str,
    pub(crate) name: Span,
    pub(crate) unit: Option<Span>,
    /// What stands in front of the target's number in a column of its own: ≥.
    pub(crate) bound: Option<Span>,
    /// The name of the item above, where the row's own is only a part of it.
    pub(crate) above: Option<&'t str>,
    /// What the header says that the row is of, where its name is whose it is: 新增就业 of 东县.
    pub(crate) noun: Option<&'t str>,
}

/// A number in a cell, and the verb in front of it: one of change, or 竣工.
struct Amount<'l> {
    quantity: Quantity<'l>,
    trend: Option<Governs>,
    action: Option<Span>,
}

/// What a name says.
struct Indicator {
    name: String,
    action: Option<Span>,
    /// The verb, where it stands in no row.
    verb: Option<Verb>,
    trend: Option<Governs>,
}

/// Stands in front of a number so that it counts without a unit.
const MARK: &str = "达到";
/// A unit column may hold a unit that the lexicon has not; it is not longer, in characters.
const UNIT: usize = 6;

/// What a name that ends in it counts: 人 of 学员人数, 户 of 改造户数; nothing of 指数, 床位数.
fn counted_by<'n>(name: &'n str, lexicon: &Lexicon) -> Option<&'n str> {
    let front = name.trim_end().strip_suffix('数')?;
    let counts = |unit: &&str| {
        unit.len() < front.len()
            && is_unit(unit, lexicon)
            && !["位", "名"].contains(unit)
            && alone("1", unit, lexicon).is_some_and(|one| COUNTS.contains(&one.unit.dimension()))
    };
    let ends = [front.char_indices().rev().nth(1), front.char_indices().next_back()];
    ends.into_iter().flatten().map(|(at, _)| &front[at..]).find(counts)
}

/// What is counted one by one.
const COUNTS: [&str; 5] = ["person", "visit", "household", "session", "time"];

impl<'t> Named<'t> {
    /// The name, and the unit in parentheses or behind 单位 at its end: `新增就业(万人)`, `新建公园,单位:个`.
    fn parts(&self, lexicon: &Lexicon) -> (&'t str, Option<&'t str>) {
        let name = self.name.of(self.row).trim();
        if let Some((front, unit)) = name.split_once("单位:").or_else(|| name.split_once("单位：")) {
            let unit = unit.trim_matches(|c: char| c.is_whitespace() || matches!(c, ')' | '）'));
            if is_unit(unit, lexicon) {
                return (front.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '，' | '(' | '（' | '、')), Some(unit));
            }
        }
        let open = name.rfind(['(', '（']).filter(|&at| at > 0 && name.ends_with([')', '）']));
        let Some((front, inner)) = open.map(|at| name.split_at(at)) else { return (name, None) };
        let inner = inner.trim_matches(['(', ')', '（', '）']).trim();
        (front.trim(), Some(inner).filter(|unit| is_unit(unit, lexicon)))
    }

    /// The name without a unit.
    pub(crate) fn bare(&self, lexicon: &Lexicon) -> &'t str {
        self.parts(lexicon).0
    }

    /// The one number of a cell, in the unit of the cell, of the unit column, of the name, or else in `unit`.
    pub(crate) fn quantity<'l>(&self, cell: Span, unit: Option<&str>, lexicon: &'l Lexicon) -> Option<Quantity<'l>> {
        self.amount(cell, unit, lexicon).map(|amount| amount.quantity)
    }

    /// The unit column, where it says something.
    fn column(&self) -> Option<&'t str> {
        let unit = self.unit.map(|unit| without_its_name(one_of(unit.of(self.row).trim())))?;
        // A number that slipped under the column is no unit.
        let number = unit.starts_with(|c: char| c.is_ascii_digit());
        (!unit.is_empty() && !number).then_some(unit)
    }

    fn amount<'l>(&self, cell: Span, default: Option<&str>, lexicon: &'l Lexicon) -> Option<Amount<'l>> {
        let unit = || {
            // 新增停车位1000个 | 1200: the number in the name gives its unit.
            let name = self.parts(lexicon);
            // A share in a name (增值税50%) is none where the table says a unit.
            let counted = || {
                // 500万元以上固定资产投资, 5岁以下儿童死亡率: what only says which ones gives no unit.
                let found = scan(name.0, lexicon).into_iter().find(|found| !is_threshold(found, name.0))?;
                let printed = found.span.of(name.0);
                let unit = unit_of(printed);
                // 减少大班额1.4万个 | 869: so much more than 1.4 is not counted in 万.
                let beyond = value(cell.of(self.row))
                    .zip(value(printed))
                    .is_some_and(|(own, named)| named.checked_mul(Decimal::TEN).is_some_and(|ten| own > ten));
                let unit = if beyond { unit.trim_start_matches(['万', '亿']) } else { unit };
                Some(unit).filter(|unit| default.is_none() || !share_of(unit))
            };
            // 参保人数 in a table of 万人, but not in one of 万元.
            let of_name = || counted_by(self.noun.unwrap_or(name.0), lexicon);
            let apart = |default: &&str| !default.contains('元') || of_name().is_none();
            self.column().or(name.1).or_else(counted).or(default.filter(apart)).or_else(of_name).unwrap_or_default()
        };
        self.amount_in(cell, unit, lexicon)
    }

    /// The number of a cell in a unit, unless the cell has one of its own. Most cells are text, whose unit is not asked for.
    fn amount_in<'l, 'u>(&self, cell: Span, unit: impl FnOnce() -> &'u str, lexicon: &'l Lexicon) -> Option<Amount<'l>> {
        let printed = cell.of(self.row);
        let (said, verb) = without_verb(without_brackets(printed.trim()), lexicon);
        let said = without_remark(said);
        if says_more(said) {
            return None;
        }
        let (unit, from) = (unit(), cell.from + printed.find(said)?);
        // 150万 below 资金(万元) is no 150 of 万 times 万.
        let scaled = |unit: &str| ['万', '亿'].iter().any(|&scale| unit.starts_with(scale) && said.ends_with(scale));
        let unit = if scaled(unit) { unit.trim_start_matches(['万', '亿']) } else { unit };
        // 提升4个⏎百分点: a break inside a cell parts no word.
        let (printed_len, (compact, places)) = (said.len(), compact(said));
        let said = compact.as_str();
        let mut quantity = alone(said, unit, lexicon).or_else(|| alone(said, "", lexicon)).or_else(|| {
            // 2000 in a table without units is a number, not a year.
            let counted = alone(said, "个", lexicon).filter(|_| said.parse::<Decimal>().is_ok())?;
            Some(Quantity { unit: crate::grammar::UnitRead::NONE, ..counted })
        })?;
        if let Some(unknown) =
            self.column().filter(|unit| quantity.unit.name.is_empty() && !is_unit(unit, lexicon) && unit.chars().count() <= UNIT)
        {
            quantity.unit.name = Cow::Owned(unknown.to_owned());
        }
        // 元/月/人 | 不低于60元: the column says more than the cell.
        if let Some(longer) = self.column().filter(|column| is_per(column, &quantity.unit.name))
            && let Some(read) = alone(&said.replacen(&*quantity.unit.name, "", 1), longer, lexicon)
        {
            quantity.unit = read.unit;
        }
        let place = |span: Span| {
            let at = |at: usize| places.get(at.saturating_sub(MARK.len())).copied().unwrap_or(printed_len);
            let end = |to: usize| to.checked_sub(MARK.len() + 1).and_then(|last| places.get(last)).map_or(0, |last| last + 1);
            Span::new(from + at(span.from), from + end(span.to).max(at(span.from)))
        };
        let start = cell.from + (printed.len() - printed.trim_start().len());
        let action = verb.filter(|governs| matches!(governs, Governs::Count | Governs::Less)).and_then(|_| {
            let (word, _) = lexicon.verbs.prefix(printed.trim_start())?;
            Some(Span::new(start, start + word.len()))
        });
        let mut trend = verb.filter(|governs| matches!(governs, Governs::Rise | Governs::Fall));
        // -3.6% is a fall by 3.6 %.
        if trend.is_none()
            && quantity.unit.dimension() == "share"
            && quantity.high.is_none()
            && quantity.value.is_some_and(|value| value.is_sign_negative())
        {
            quantity.value = quantity.value.map(|value| -value);
            trend = Some(Governs::Fall);
        }
        let (span, outer) = (place(quantity.span), place(quantity.outer));
        (!span.is_empty()).then_some(Amount { quantity: Quantity { span, outer, ..quantity }, trend, action })
    }

    /// The indicator of the row: what its name is, or whose it is and what the header says of it.
    fn indicator(&self, unit: &str, lexicon: &Lexicon) -> Indicator {
        let Some(noun) = self.noun else { return self.named(unit, lexicon) };
        let of = Named { row: noun, name: Span::new(0, noun.len()), unit: None, bound: None, above: None, noun: None }.named(unit, lexicon);
        let printed = without_ordinal(self.parts(lexicon).0);
        let holder = noun::tidy(unmarked(printed).0).replace(char::is_whitespace, "");
        let verb = of.action.and_then(|action| lexicon.verbs.prefix(action.of(noun))).map(|(_, &verb)| verb);
        Indicator { name: format!("{holder}{}", of.name), action: None, verb, trend: of.trend }
    }

    /// The indicator that a name is, without its verb and its number; what it is a change of where it names a change in %.
    fn named(&self, unit: &str, lexicon: &Lexicon) -> Indicator {
        let (printed, _) = self.parts(lexicon);
        let (name, _) = open_bound(without_ordinal(unmarked(printed).0), lexicon);
        let at = |part: &str| self.name.from + self.name.of(self.row).find(part).unwrap_or_default();
        let mut found = Indicator { name: noun::tidy(name), action: None, verb: None, trend: None };
        if scan(name, lexicon).iter().all(|quantity| is_threshold(quantity, name)) {
            if let Some((len, _)) = phrase::shortened(name, lexicon).filter(|(len, _)| name[*len..].chars().nth(1).is_some()) {
                found.action = Some(Span::new(at(&name[..len]), at(&name[..len]) + len));
                found.name = noun::tidy(&name[len..]);
            } else if let Some((word, verb)) = lexicon.verbs.prefix(name)
                && matches!(verb.governs, Governs::Count | Governs::Less)
                && verb.force >= Force::Strong
                && word.chars().count() > 1
                && name[word.len()..].chars().count() > 1
                && lexicon.nouns.prefix(name).is_none()
                // 完成及时率 is what is measured.
                && !name.ends_with('率')
            {
                found.action = Some(Span::new(at(word), at(word) + word.len()));
                found.name = noun::tidy(&name[word.len()..]);
            }
        } else if let Some(claim) =
            // 于8个工作日内处理 | 98%: a number of something else is part of the name.
            read(name, Tense::Task, &Limits::DEFAULT, lexicon)
                .claims
                .into_iter()
                .find(|claim| !claim.indicator.is_empty())
                .filter(|claim| {
                    let fits = |quantity: &Quantity<'_>| unit.is_empty() || share_of(&quantity.unit.name) == share_of(unit);
                    claim.quantity().is_some_and(|quantity| quantity.unit.dimension() != "age" && fits(quantity))
                })
        {
            found.action = claim.action.map(|span| span.shifted(at(name)));
            found.name = claim.indicator;
        }
        if unit == "%" {
            let ends = [
                ("增长率", Governs::Rise),
                ("增长", Governs::Rise),
                ("增速", Governs::Rise),
                ("增幅", Governs::Rise),
                ("涨幅", Governs::Rise),
                ("下降率", Governs::Fall),
                ("降低率", Governs::Fall),
                ("降幅", Governs::Fall),
                ("下降", Governs::Fall),
                ("降低", Governs::Fall),
            ];
            let changed = ends.iter().find_map(|(end, governs)| Some((found.name.strip_suffix(end)?.to_owned(), *governs)));
            if let Some((name, governs)) = changed.filter(|(name, _)| !name.is_empty()) {
                let bare = ["同比", "年均", "比上年", "较上年", "名义", "实际"].iter().find_map(|word| name.strip_suffix(word));
                found.name = noun::tidy(bare.filter(|bare| !bare.is_empty()).unwrap_or(&name));
                found.trend = Some(governs);
            } else if lexicon.measures.suffix(&found.name).is_some_and(|(_, measure)| *measure == Some(Measure::Flow)) {
                // 地区生产总值 | % | 6: what adds up is no share, so that its % is growth.
                found.trend = Some(Governs::Rise);
            }
        }
        if let Some(above) = self.above {
            found.name = noun::tidy(&format!("{above}{}", if found.name == above { "" } else { &found.name }));
        }
        found
    }

    fn claim<'l>(&self, said: Said<'l>, outer: Span, trend: Option<Governs>, action: Option<Span>, lexicon: &'l Lexicon) -> Claim<'l> {
        let unit = match &said {
            Said::Quantity(quantity) => quantity.unit.name.clone().into_owned(),
            Said::Commitment(_) => String::new(),
        };
        let indicator = self.indicator(&unit, lexicon);
        let own = action.is_some();
        // 竣工300套: the verb of the cell is nearer than that of the name.
        let outer = action.map_or(outer, |action| action.join(outer));
        let action = action.or(indicator.action);
        let verb = action.and_then(|action| lexicon.verbs.prefix(action.of(self.row))).map(|(_, &verb)| verb).or(indicator.verb);
        // 信访积案化解 | 23件: the verb stands at the end of the name.
        let acts = |&(word, verb): &(&str, &Verb)| {
            matches!(verb.governs, Governs::Count | Governs::Less)
                && word.chars().count() > 1
                && indicator.name.strip_suffix(word).is_some_and(|thing| !thing.is_empty() && !measure::is_left_undone(thing))
        };
        let verb = verb.or_else(|| lexicon.verbs.suffix(&indicator.name).filter(acts).map(|(_, &verb)| verb));
        // 收储2000亩 | 收储1869亩: a result with a verb of its own needs no name, least of all one with the number of the target.
        let alone = own && !scan(self.name.of(self.row), lexicon).is_empty();
        Claim {
            evidence: outer,
            apart: Some(self.name).filter(|name| name.to <= outer.from && !name.is_empty() && !alone),
            // A fall of what falls by name is one fall, not two.
            trend: trend.or(indicator.trend),
            indicator: indicator.name,
            inherited: false,
            action,
            verb,
            listed: false,
            level: false,
            sinks: false,
            marks: Marks::default(),
            modality: None,
            reference: false,
            thresholds: Vec::new(),
            class: false,
            baseline: None,
            clause: 0,
            period: None,
            year: None,
            due: None,
            stated: None,
            behind: Span::new(outer.to, outer.to),
            rule: TargetRule::Column,
            said,
        }
    }

    /// The target of a row.
    pub(crate) fn target<'l>(&self, cell: Span, unit: Option<&str>, lexicon: &'l Lexicon) -> Option<Target<'l>> {
        let printed = cell.of(self.row).trim();
        if let Some((word, &(kind, _))) = lexicon.commitments.prefix(printed)
            && word.len() == printed.len()
        {
            return Some(target::target(self.claim(Said::Commitment(kind), cell, None, None, lexicon), None, lexicon));
        }
        let Amount { mut quantity, trend, action } = self.amount(cell, unit, lexicon)?;
        quantity.value?;
        let before = self.bound.map_or("", |cell| cell.of(self.row).trim());
        let bound = lexicon.bounds_before.prefix(before).filter(|(word, _)| word.len() == before.len());
        let named = || open_bound(self.noun.unwrap_or_else(|| self.bare(lexicon)), lexicon).1;
        quantity.bound = quantity.bound.or(bound.map(|(_, &bound)| bound)).or_else(named);
        let outer = quantity.outer;
        let mut claim = self.claim(Said::Quantity(quantity), outer, trend, action, lexicon);
        foresees_a_fall(&mut claim, printed, lexicon);
        Some(target::target(claim, None, lexicon))
    }

    /// Growth that is asked of what a row names, in % whatever its own unit: 制造业增加值(亿元) | 14.
    pub(crate) fn grown_target<'l>(&self, cell: Span, lexicon: &'l Lexicon) -> Option<Target<'l>> {
        let named = Self { unit: None, ..*self };
        let Amount { quantity, trend, action } = named.amount_in(cell, || "%", lexicon)?;
        quantity.value?;
        let outer = quantity.outer;
        let mut claim = named.claim(Said::Quantity(quantity), outer, trend, action, lexicon);
        claim.trend = claim.trend.or(Some(Governs::Rise));
        foresees_a_fall(&mut claim, cell.of(self.row).trim(), lexicon);
        Some(target::target(claim, None, lexicon))
    }

    /// A number that is reported of a row without a target.
    pub(super) fn reported<'l>(&self, cell: Span, unit: Option<&str>, lexicon: &'l Lexicon) -> Option<Figure<'l>> {
        let Amount { quantity, trend, action } = self.amount(cell, unit, lexicon)?;
        let outer = quantity.outer;
        Some(figure::figure(self.claim(Said::Quantity(quantity), outer, trend, action, lexicon), lexicon))
    }

    /// The growth of what a row names, in % whatever its own unit: 旅游收入(亿元) | 5.8.
    pub(super) fn grown<'l>(&self, cell: Span, lexicon: &'l Lexicon) -> Option<Figure<'l>> {
        let named = Self { unit: None, ..*self };
        let Amount { quantity, trend, action } = named.amount_in(cell, || "%", lexicon)?;
        let outer = quantity.outer;
        let mut claim = named.claim(Said::Quantity(quantity), outer, trend, action, lexicon);
        claim.trend = claim.trend.or(Some(Governs::Rise));
        Some(figure::figure(claim, lexicon))
    }

    /// The result of a row. A number without a word for its direction goes where that of the target does; one with another verb than the
    /// target's (开工 for 竣工) is text.
    pub(crate) fn figure<'l>(
        &self,
        cell: Span,
        unit: Option<&str>,
        target: &Target<'_>,
        asked: &str,
        lexicon: &'l Lexicon,
    ) -> Option<Figure<'l>> {
        let Amount { quantity, trend, action } = self.amount(cell, unit, lexicon)?;
        if action.is_some_and(|action| !(["完成", asked].contains(&action.of(self.row)))) {
            return None;
        }
        let outer = quantity.outer;
        let share = quantity.unit.dimension() == "share";
        let mut claim = self.claim(Said::Quantity(quantity), outer, trend, action, lexicon);
        claim.trend = trend.or(target.claim.trend.filter(|_| share)).or(claim.trend);
        claim.indicator.clone_from(&target.claim.indicator);
        Some(figure::figure(claim, lexicon))
    }
}

/// A name without the bound at its end, which the number of the cell goes on from: 失业率低于 | 4.5. 技术突破 is a thing.
fn open_bound<'t>(name: &'t str, lexicon: &Lexicon) -> (&'t str, Option<Bound>) {
    let open = lexicon.bounds_before.suffix(name).filter(|(word, _)| word.len() < name.len() && word.ends_with(['于', '过', '在']));
    open.map_or((name, None), |(word, &bound)| (name[..name.len() - word.len()].trim_end(), Some(bound)))
}

/// The quantities in a name that only say which ones are counted.
pub(super) fn thresholds<'l>(name: &str, lexicon: &'l Lexicon) -> Vec<Quantity<'l>> {
    scan(name, lexicon).into_iter().filter(|found| found.unit.dimension() != "age" && is_threshold(found, name)).collect()
}

/// 进出口总额 | -3%: a fall of what shall grow is foreseen and not asked for, and a smaller one is better; of 能耗 it is asked for. The one keeps its
/// sign.
fn foresees_a_fall(claim: &mut Claim<'_>, printed: &str, lexicon: &Lexicon) {
    let signed = printed.starts_with(['-', '－', '−']) && claim.trend == Some(Governs::Fall);
    let grows = lexicon.measures.suffix(&claim.indicator).is_some_and(|(_, measure)| *measure == Some(Measure::Flow))
        || ["增速", "增长率", "增幅", "增长"].iter().any(|end| claim.indicator.ends_with(end));
    if !signed || !grows || measure::wants(&claim.indicator, lexicon) == Some(Polarity::Negative) {
        return;
    }
    if let Said::Quantity(quantity) = &mut claim.said {
        quantity.value = quantity.value.map(|value| -value);
        claim.trend = Some(Governs::Rise);
    }
}

/// Whether a quantity in a name only says which ones are counted: a bound in front of the thing, an age, a time in front of it.
fn is_threshold(found: &Quantity<'_>, name: &str) -> bool {
    let names = name[found.outer.to..].trim_start().starts_with(char::is_alphabetic);
    match found.unit.dimension() {
        "age" => found.bound.is_some() || found.high.is_some(),
        // 产妇42天访视数, 30日内办结件: how long, of what is counted.
        "time" => names,
        // 至少1家公立医院: a bound in front is of how many.
        _ => found.is_bounded_behind() && names,
    }
}

/// Whether a unit is another for each of something: 元/月/人 of 元.
fn is_per(longer: &str, unit: &str) -> bool {
    !unit.is_empty() && longer.strip_prefix(unit).is_some_and(|rest| rest.starts_with('/'))
}

/// The digits that a text has first, as a number.
fn value(said: &str) -> Option<Decimal> {
    let digits = &said[said.find(|c: char| c.is_ascii_digit())?..];
    let end = digits.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(digits.len());
    digits[..end].trim_end_matches('.').parse().ok()
}

/// Whether a unit is one of shares.
fn share_of(unit: &str) -> bool {
    matches!(unit, "%" | "‰" | "百分点")
}

/// What stands behind the digits of a number as printed: 万人.
pub(crate) fn unit_of(printed: &str) -> &str {
    printed.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '，')).trim_start()
}

/// A cell without the verb in front of its number, and what that verb does: 增长8%, 完成50个.
fn without_verb<'t>(said: &'t str, lexicon: &Lexicon) -> (&'t str, Option<Governs>) {
    match lexicon.verbs.prefix(said) {
        Some((word, verb)) if lexicon.bounds_before.prefix(said).is_none_or(|(bound, _)| bound.len() < word.len()) => {
            (said[word.len()..].trim_start(), Some(verb.governs))
        }
        _ => (said, None),
    }
}

/// Whether a cell says more than one number can, as almost every one does that is not a number alone: a comma stands in a number only between
/// its digits, the other marks in none.
fn says_more(said: &str) -> bool {
    let digit = |at: usize| said[at..].starts_with(|c: char| c.is_ascii_digit());
    said.match_indices([',', '，', '。', '；', ';', '“', '”']).any(|(at, mark)| !matches!(mark, "," | "，") || !digit(at + mark.len()))
}

/// A cell without the remark in parentheses behind its number: 50个(含续建20个).
fn without_remark(said: &str) -> &str {
    let open = said.find(['(', '（']).filter(|&at| at > 0 && said.ends_with([')', '）']));
    open.map_or(said, |at| said[..at].trim_end())
}

/// A name without the number in front: `1.城镇新增就业`, `(2)新建公园`, `①…`, `指标3:新建校舍`.
pub(super) fn without_ordinal(name: &str) -> &str {
    if let Some(named) = name.strip_prefix("指标").and_then(behind_a_number) {
        return named.trim_start();
    }
    let name = name.trim_start_matches(|c: char| ('①'..='⑳').contains(&c) || c == '*' || c == '★' || c == '●').trim_start();
    let digits = name.trim_start_matches(['(', '（']);
    let rest = digits.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    let marked = rest.trim_start_matches([')', '）', '.', '．', '、']);
    if rest.len() < digits.len() && marked.len() < rest.len() && !marked.starts_with(|c: char| c.is_ascii_digit()) && !marked.is_empty() {
        marked.trim_start()
    } else {
        name
    }
}

/// What stands behind a number and a colon: 新建校舍 of 3:新建校舍.
fn behind_a_number(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.strip_prefix([':', '：']).filter(|named| rest.len() < text.len() && !named.is_empty())
}

/// The one quantity that a number and a unit make, with nothing beside it; the unit goes in front of the word behind the number: 3.4|%|以上.
/// Offsets are those of `said` behind the mark.
fn alone<'l>(said: &str, unit: &str, lexicon: &'l Lexicon) -> Option<Quantity<'l>> {
    let digits = said.rfind(|c: char| c.is_ascii_digit()).map_or(said.len(), |at| at + 1);
    let bounded = lexicon.bounds_after.prefix(&said[digits..]).is_some() || lexicon.approx_after.prefix(&said[digits..]).is_some();
    let cut = if bounded { digits } else { said.len() };
    let text = format!("{MARK}{}{unit}{}", &said[..cut], &said[cut..]);
    let [quantity]: [Quantity<'l>; 1] = scan(&text, lexicon).try_into().ok()?;
    let front = text[MARK.len()..quantity.outer.from.max(MARK.len())].trim();
    if !front.is_empty() || !text[quantity.outer.to..].trim().is_empty() {
        return None;
    }
    let end = MARK.len() + cut;
    let at = |at: usize| if at > end { at.saturating_sub(unit.len()).max(end) } else { at };
    let place = |span: Span| Span::new(at(span.from), at(span.to));
    Some(Quantity { span: place(quantity.span), outer: place(quantity.outer), ..quantity })
}
