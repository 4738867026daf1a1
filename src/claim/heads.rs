//! What only one member of a list names and all share: `化学需氧量、氨氮排放量`, `国家级、省级孵化器`, `单位GDP能耗、用水量`.

use crate::lexicon::Lexicon;

/// 国家级、省级绿色工厂: levels of government share what the last one is of.
fn levels(members: &[String], lexicon: &Lexicon) -> Option<Vec<String>> {
    let (last, others) = members.split_last()?;
    let level = |text: &str| lexicon.levels.prefix(text).map(|(word, _)| word.len());
    let head = &last[level(last)?..];
    // 省、市级重点项目
    let of_all = last[..level(last)?].ends_with('级');
    let others: Vec<String> = others
        .iter()
        .map(|other| format!("{other}级"))
        .zip(others)
        .map(|(whole, other)| if of_all && level(other).is_none() && level(&whole) == Some(whole.len()) { whole } else { other.clone() })
        .collect();
    let bare = !others.is_empty() && others.iter().all(|other| level(other) == Some(other.len()));
    (bare && !head.is_empty()).then(|| others.iter().map(|other| format!("{other}{head}")).chain(std::iter::once(last.clone())).collect())
}

/// 游客人次、总花费: what the first is the count of, the others are the whole of.
fn whole(members: &[String], lexicon: &Lexicon) -> Option<Vec<String>> {
    let (first, others) = members.split_first()?;
    let (counted, _) = lexicon.units.suffix(first)?;
    let of = first.strip_suffix(counted).filter(|of| !of.is_empty())?;
    let bare = !others.is_empty() && others.iter().all(|other| other.starts_with('总'));
    bare.then(|| std::iter::once(first.clone()).chain(others.iter().map(|other| format!("{of}{other}"))).collect())
}

/// 单位生产总值用水量、能耗、二氧化碳排放量: what the first is counted per, the others are too.
fn base(members: &[String], lexicon: &Lexicon) -> Option<Vec<String>> {
    let (first, others) = members.split_first()?;
    lexicon.intensities.prefix(first)?;
    // 每千人口执业医师数、注册护士数
    if let Some((per, _)) = first.split_once("人口").filter(|(per, _)| per.starts_with('每')) {
        let bare = !others.is_empty() && others.iter().all(|other| !other.starts_with('每'));
        return bare.then(|| std::iter::once(first.clone()).chain(others.iter().map(|other| format!("{per}人口{other}"))).collect());
    }
    let (wanted, _) = lexicon.polarity.suffix(first)?;
    let per = first.strip_suffix(wanted).filter(|per| !per.is_empty())?;
    let named = |other: &String| lexicon.polarity.find(other).next().is_some_and(|(at, _, _)| at == 0);
    let bare = !others.is_empty() && others.iter().all(named);
    bare.then(|| std::iter::once(first.clone()).chain(others.iter().map(|other| format!("{per}{other}"))).collect())
}

/// Members with what only the first or the last one names: 保障性住房开工、竣工; 城镇、农村居民人均可支配收入.
pub(super) fn share_head(members: &[String], lexicon: &Lexicon) -> Vec<String> {
    if let Some(shared) = levels(members, lexicon).or_else(|| base(members, lexicon)).or_else(|| whole(members, lexicon)) {
        return shared;
    }
    if let [first, others @ ..] = members {
        let verb = |text: &str| lexicon.verbs.suffix(text).filter(|(word, _)| word.chars().count() > 1).map(|(word, _)| word.len());
        let front = verb(first).filter(|&len| len < first.len()).map(|len| &first[..first.len() - len]);
        if let Some(front) = front.filter(|_| !others.is_empty() && others.iter().all(|other| verb(other) == Some(other.len()))) {
            return std::iter::once(first.clone()).chain(others.iter().map(|other| format!("{front}{other}"))).collect();
        }
        let short = first.chars().count();
        let last = others.last().filter(|last| last.chars().count() >= short * 3 && lexicon.measures.suffix(last).is_some());
        let bare = |member: &String| {
            member.chars().count() == short
                && short <= 3
                && lexicon.measures.suffix(member).is_none()
                && !member.ends_with(['耗', '量', '额'])
        };
        if let Some(last) = last.filter(|_| members[..members.len() - 1].iter().all(bare)) {
            let head: String = last.chars().skip(short).collect();
            return members[..members.len() - 1]
                .iter()
                .map(|member| format!("{member}{head}"))
                .chain(std::iter::once(last.clone()))
                .collect();
        }
    }
    let Some(head) =
        members.last().and_then(|last| lexicon.heads.suffix(last).map(|(head, ())| head).filter(|head| last.len() > head.len()))
    else {
        return members.to_vec();
    };
    let bare = |member: &String| {
        !member.ends_with(['额', '值', '量', '率', '资', '入', '出', '数', '比', '口', '耗']) || member.ends_with("需氧量")
    };
    members.iter().map(|member| if bare(member) { format!("{member}{head}") } else { member.clone() }).collect()
}
