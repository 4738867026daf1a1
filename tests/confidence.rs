//! Nothing is wrong and sure: signs, ranges, units that a line cuts, and answers that are far from what was asked. The scores on annotated texts
//! compare sizes, and would not see them.

use dabiao::{Decimal, Polarity, Quality, Reason, Report, Target};

fn targets(source: &str) -> Vec<Target> {
    Report::parse(source).map_or_else(|_| Vec::new(), |report| report.items).into_iter().flat_map(|item| item.targets).collect()
}

fn row(task: &str, progress: &str) -> Target {
    let [target] = targets(&format!("序号|重点工作|完成情况\n1|{task}|{progress}\n")).try_into().unwrap();
    target
}

fn columns(name: &str, unit: &str, target: &str, actual: &str) -> Target {
    let [target] = targets(&format!("指标|单位|目标|完成\n{name}|{unit}|{target}|{actual}\n")).try_into().unwrap();
    target
}

/// The value, the ratio and the verdict, in one line.
fn gist(target: &Target) -> String {
    let plain = |value: Option<Decimal>| value.map_or("-".to_owned(), |value| value.normalize().to_string());
    let Target { value, high, outcome, .. } = target;
    let value = if high.is_some() { format!("{}..{}", plain(*value), plain(*high)) } else { plain(*value) };
    format!("{value} {} {} {:?}", plain(outcome.achieved), plain(outcome.ratio), outcome.met)
}

#[test]
fn a_minus_in_front_of_an_amount_is_kept() {
    assert_eq!(gist(&row("净利润-3亿元", "净利润-2亿元")), "-300000000 -200000000 - Some(true)");
    assert_eq!(gist(&row("净利润5亿元", "净利润-2亿元")), "500000000 -200000000 - Some(false)");
    assert_eq!(gist(&row("净增企业5家", "净增企业-2家")), "5 -2 - Some(false)");
    assert_eq!(gist(&columns("净利润", "亿元", "5", "-3")), "500000000 -300000000 - Some(false)");
    assert_eq!(gist(&columns("净利润", "亿元", "-3", "-2")), "-300000000 -200000000 - Some(true)");
}

#[test]
fn a_dash_that_is_no_minus_changes_nothing() {
    for progress in ["1-6月新增企业4家", "1月-6月新增企业4家", "新增企业——4家", "新增A-4型企业4家"] {
        assert_eq!(row("新增企业5家", progress).outcome.achieved, Some(4.into()), "{progress}");
    }
}

#[test]
fn a_range_goes_from_low_to_high_however_it_is_printed() {
    for (task, low, high) in [("工业增加值增长9%~3%", 3, 9), ("新增企业500-300家", 300, 500), ("新增企业300-500家", 300, 500)]
    {
        let target = row(task, "无");
        assert_eq!((target.value, target.high), (Some(low.into()), Some(high.into())), "{task}");
        assert!(!target.indicator.contains(char::is_numeric), "{}", target.indicator);
    }
    // A change is no range, nor is a year the end of one.
    assert_eq!(row("不良率从9%降至3%", "无").high, None);
    assert_eq!(row("新建2023-5号地块住房300套", "无").high, None);
}

#[test]
fn two_falls_have_no_ratio() {
    assert_eq!(gist(&row("固定资产投资增长-5%", "固定资产投资增长-8%")), "-5 -8 - Some(false)");
    assert_eq!(gist(&row("固定资产投资增长-8%", "固定资产投资增长-5%")), "-8 -5 - Some(true)");
    // A fall that is asked for is one.
    assert_eq!(gist(&row("单位能耗下降5%", "单位能耗下降8%")), "5 8 1.6 Some(true)");
    // In columns it depends on what falls.
    let energy = columns("能耗强度", "%", "-3", "-2");
    assert_eq!((energy.decrease, energy.outcome.met), (true, Some(false)));
    assert_eq!(gist(&columns("进出口总额", "%", "-3", "-2")), "-3 -2 - Some(true)");
}

#[test]
fn a_stop_for_a_semicolon_changes_no_answer() {
    for stop in [";", "。", "；", ","] {
        let text = format!("今年计划完成固定资产投资500亿元{stop}上半年完成固定资产投资220亿元{stop}其中1月完成1亿元。");
        let [target]: [Target; 1] = targets(&text).try_into().unwrap();
        assert_eq!(gist(&target), "50000000000 22000000000 0.44 Some(false)", "{stop}");
    }
}

#[test]
fn a_unit_that_the_end_of_a_line_cuts_is_whole() {
    for text in ["今年计划入园率提升4个\n百分点,实际提升3.9个百分点。", "今年计划入园率提升4个百分点,实际提升3.9个\n百分点。"]
    {
        let [target]: [Target; 1] = targets(text).try_into().unwrap();
        assert_eq!((target.unit.as_str(), gist(&target).as_str()), ("百分点", "4 3.9 0.975 Some(false)"), "{text}");
    }
}

#[test]
fn the_mark_of_a_footnote_hides_no_figure() {
    for (task, progress) in
        [("新增企业500家", "新增企业400[2]家"), ("新增企业500[1]家", "新增企业400家[2]"), ("新增企业500家[1]", "新增企业400家")]
    {
        assert_eq!(gist(&row(task, progress)), "500 400 0.8 Some(false)", "{task} {progress}");
    }
}

#[test]
fn an_amount_a_head_is_no_rival_of_the_whole() {
    let target = row("地区生产总值增长6%", "地区生产总值增长5%,人均地区生产总值增长7%");
    assert_eq!(target.outcome.quality, Quality::Direct);
    assert_eq!(gist(&target), "6 5 0.833333333333 Some(false)");
    assert_eq!(row("地区生产总值1000亿元", "人均地区生产总值7万元").outcome.quality, Quality::None);
}

#[test]
fn an_indicator_is_a_name() {
    for task in ["内500家", "~600家", "新增~600家", "则500家"] {
        assert!(targets(&format!("序号|重点工作|完成情况\n1|{task}|无\n")).is_empty(), "{task}");
    }
    let page = "<table><tr><td><p>新增企业500家</p></td><td><p>新增企业400家</p></td></tr></table>";
    assert!(targets(page).iter().all(|target| target.indicator == "企业"));
}

#[test]
fn what_is_far_beyond_the_target_needs_a_second_reason() {
    let far = row("新增企业5家", "新增企业4000家");
    assert_eq!((far.outcome.quality, far.outcome.reason, far.outcome.met), (Quality::Proxy, Some(Reason::FarBeyond), None));
    assert_eq!(columns("新增就业", "人", "5", "4000").outcome.reason, Some(Reason::FarBeyond));
    // A printed rate is one; up to twenty times none is needed.
    assert_eq!(row("新增企业5家", "新增企业4000家,完成目标的80000%").outcome.quality, Quality::Direct);
    assert_eq!(row("新增企业5家", "新增企业100家").outcome.quality, Quality::Direct);
    assert_eq!(row("新增企业5家", "新增企业101家").outcome.quality, Quality::Proxy);
}

#[test]
fn a_budget_of_spending_is_no_mark_to_reach() {
    let [spent]: [Target; 1] = targets("科目|全年预算数(万元)|执行数(万元)\n公务接待费|10|4\n").try_into().unwrap();
    assert_eq!(gist(&spent), "100000 40000 0.4 None");
    let [earned]: [Target; 1] = targets("科目|全年预算数(万元)|执行数(万元)\n税收收入|10|4\n").try_into().unwrap();
    assert_eq!(gist(&earned), "100000 40000 0.4 Some(false)");
    // What is to be kept below has a verdict.
    let kept = row("公务接待费预算控制在10万元以内", "公务接待费4万元");
    assert_eq!((kept.polarity, kept.outcome.met), (Polarity::Negative, Some(true)));
}
