//! What makes a verdict, and what leaves it out: the words of an office that decide what an outcome may say.

use dabiao::{Binding, Decimal, Modality, Outcome, Polarity, Report, StatedBasis, Status, Target};

/// The targets of rows of a table with marks and results.
fn rows(rows: &[(&str, &str, &str)]) -> Vec<Target> {
    let rows: String = rows.iter().map(|(name, asked, given)| format!("{name}|{asked}|{given}\n")).collect();
    let report = Report::parse(&format!("指标|年度目标|完成情况\n{rows}")).expect("a report");
    report.items.into_iter().flat_map(|item| item.targets).collect()
}

/// The targets of one row with a task and a progress cell.
fn asked(task: &str, progress: &str) -> Vec<Target> {
    let report = Report::parse(&format!("序号|重点工作|完成情况\n1|{task}|{progress}\n2||\n3||\n")).expect("a report");
    report.items.into_iter().flat_map(|item| item.targets).collect()
}

fn outcome(task: &str, progress: &str) -> Outcome {
    asked(task, progress).swap_remove(0).outcome
}

fn decimal(text: &str) -> Option<Decimal> {
    text.parse().ok()
}

#[test]
fn a_price_near_a_mark_is_a_reference_and_a_controlled_one_a_limit() {
    let found = rows(&[
        ("居民消费价格涨幅", "2%左右", "0.8%"),
        ("居民消费价格涨幅", "控制在3%左右", "0.8%"),
        ("居民消费价格涨幅", "3%以内", "3.4%"),
        ("城镇登记失业率", "4%左右", "3.8%"),
    ]);
    let says = |n: usize| (found[n].polarity, found[n].outcome.ratio.is_some(), found[n].outcome.met);
    assert_eq!(says(0), (Polarity::Moderate, false, None));
    assert_eq!(found[0].outcome.gap, decimal("-1.2"));
    assert_eq!(says(1), (Polarity::Negative, true, Some(true)));
    assert_eq!(says(2), (Polarity::Negative, true, Some(false)));
    assert_eq!(says(3), (Polarity::Negative, true, Some(true)));
}

#[test]
fn a_deficit_is_not_to_be_gone_beyond() {
    let found = rows(&[("财政赤字率", "3%", "2.8%"), ("财政赤字率", "3%", "3.2%"), ("财政收入", "3亿元", "2.8亿元")]);
    assert_eq!(found.iter().map(|target| target.outcome.met).collect::<Vec<_>>(), [Some(true), Some(false), Some(false)]);
}

#[test]
fn a_budget_of_spending_authorises_and_a_limit_of_it_is_judged() {
    let found = asked("一般公共预算支出预算5亿元,“三公”经费不超过30万元", "一般公共预算支出4亿元,“三公”经费28万元");
    let says: Vec<(bool, bool)> = found.iter().map(|target| (target.authorises, target.outcome.met.is_some())).collect();
    assert_eq!(says, [(true, false), (false, true)], "{found:#?}");
    assert!(!asked("一般公共预算收入5亿元", "一般公共预算收入4亿元")[0].authorises);
}

#[test]
fn about_leaves_half_of_the_last_digit_undecided() {
    let met = |task: &str, progress: &str| (asked(task, progress)[0].margin, outcome(task, progress).met);
    assert_eq!(met("产值增长6%左右", "产值增长5.8%"), (decimal("0.5"), None));
    assert_eq!(met("产值增长6%左右", "产值增长6.1%"), (decimal("0.5"), Some(true)));
    assert_eq!(met("产值增长6.0%左右", "产值增长5.8%"), (decimal("0.05"), Some(false)));
    assert_eq!(met("新增就业10万人左右", "新增就业9.6万人"), (decimal("5000"), None));
    assert_eq!(met("产值增长6%", "产值增长5.8%"), (None, Some(false)));
}

#[test]
fn a_forecast_and_what_may_be_less_prove_nothing_met() {
    let expected = outcome("新增就业2万人。", "全年预计新增就业2.1万人。");
    assert_eq!((expected.met, expected.status), (None, Some(Status::Expected)), "{expected:?}");
    assert_eq!(outcome("新增就业2万人。", "全年预计新增就业1.8万人。").met, Some(false));
    assert_eq!(outcome("新增就业2万人。", "新增就业近2万人。").met, None);
    assert_eq!(outcome("新增就业2万人。", "新增就业2万余人。").met, Some(true));
}

#[test]
fn a_fall_over_several_years_may_be_printed_by_its_logarithm() {
    let of = |rate: &str| outcome("单位产值能耗五年下降14%。", &format!("单位产值能耗五年下降8%,完成目标任务的{rate}。"));
    let says = |outcome: &Outcome| (outcome.stated_basis, outcome.discrepancy.is_some());
    assert_eq!(says(&of("55.3%")), (Some(StatedBasis::Compound), false));
    assert_eq!(says(&of("57.1%")), (Some(StatedBasis::Ratio), false));
    assert_eq!(says(&of("70%")), (None, true));
    // What grows is no fall.
    let grown = outcome("产值增长14%。", "产值增长8%,完成目标任务的55.3%。");
    assert_ne!(grown.stated_basis, Some(StatedBasis::Compound));
}

#[test]
fn a_total_beside_its_parts_counts_in_no_mean() {
    let report = Report::parse("区县|造林目标(亩)|完成(亩)\n全市|3000|2000\n东塘|1000|500\n西岭|2000|1500\n").expect("a report");
    let totals: Vec<Option<&str>> = report.targets().map(|target| target.total_of.as_deref()).collect();
    assert_eq!(totals, [Some("全市"), None, None]);
    let mut summary = dabiao::Summary::default();
    report.items.iter().for_each(|item| summary.add(item));
    assert_eq!((summary.all().completion.targets, summary.all().left_out), (2, 1));
    assert_eq!(summary.all().completion.mean, decimal("0.625"));
}

#[test]
fn the_standing_of_a_target_is_what_the_report_says() {
    let report =
        Report::parse("指标|单位|属性|目标|完成\n能耗下降|%|约束性|3|3.2\n产值增长|%|预期性|5|6\n学校|所||5|6\n").expect("a report");
    let binding: Vec<Option<Binding>> = report.targets().map(|target| target.binding).collect();
    assert_eq!(binding, [Some(Binding::Binding), Some(Binding::Expected), None]);
    let found = asked("完成省下达的造林任务5万亩,新建公园10个", "造林3万亩,新建公园4个");
    assert_eq!(found.iter().map(|target| target.assigned.as_deref()).collect::<Vec<_>>(), [Some("省"), None]);
    let strives = |task: &str| asked(task, "")[0].modality;
    assert_eq!(strives("生产总值增长5%左右,并争取更好结果。"), Some(Modality::Strive));
    assert_eq!(strives("生产总值增长5%左右。努力争取更好结果。"), None);
}
