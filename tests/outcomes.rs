//! What an outcome says besides its figures: why, how sure, by which rule, and what was passed over.

use dabiao::{
    Combine, Decimal, Extractor, Measure, Outcome, PairRule, PassedOver, Quality, RatioIs, Reason, Report, StatedOf, Target, TargetRule,
};

/// The targets of a text, each with all that was passed over.
fn targets(source: &str) -> Vec<Target> {
    let report = Extractor::new().rivals(true).parse(source).expect("a report");
    report.items.into_iter().flat_map(|item| item.targets).collect()
}

/// The targets of one row with a task and a progress cell.
fn asked(task: &str, progress: &str) -> Vec<Target> {
    targets(&format!("序号|重点工作|完成情况\n1|{task}|{progress}\n2||\n3||\n"))
}

/// The targets of a paragraph that tells plan and result.
fn told(paragraph: &str) -> Vec<Target> {
    targets(&format!("截至目前,各项工作有序推进。\n{paragraph}\n"))
}

fn outcome(task: &str, progress: &str) -> Outcome {
    asked(task, progress).swap_remove(0).outcome
}

fn passed_over(outcome: &Outcome) -> Vec<&str> {
    outcome.rivals.iter().map(|figure| figure.text.as_str()).collect()
}

#[test]
fn a_number_in_a_column_is_a_direct_answer_and_a_sure_one() {
    let found = targets("指标,年度目标,完成数,完成率\n新建公园(个),10,8,\n新建学校(所),5,,80%\n新建医院(所),2,,\n");
    let says = |n: usize| (found[n].outcome.quality, found[n].outcome.reason, found[n].outcome.rule);
    assert_eq!(says(0), (Quality::Direct, None, PairRule::Columns));
    assert_eq!(says(1), (Quality::Direct, None, PairRule::Columns));
    assert_eq!(says(2), (Quality::None, Some(Reason::NotReported), PairRule::NothingNear));
    assert!(found[0].outcome.confidence > found[2].outcome.confidence);
    assert_eq!(found[0].outcome.confidence, found[1].outcome.confidence);
}

#[test]
fn a_rate_in_a_column_of_its_own_drops_no_rival() {
    let row = |rate| targets(&format!("序号|重点工作|完成情况|完成率\n1|新建公园10个|公园绿化投资200万元|{rate}\n"));
    let (none, stated) = (row(""), row("80%"));
    assert_eq!((none[0].outcome.quality, none[0].outcome.reason), (Quality::None, Some(Reason::NotComparable)));
    assert_eq!((stated[0].outcome.quality, stated[0].outcome.reason), (Quality::Direct, None));
    assert_eq!(passed_over(&none[0].outcome), ["公园绿化投资200万元"]);
    assert_eq!(passed_over(&stated[0].outcome), ["公园绿化投资200万元"]);
}

#[test]
fn a_review_of_another_year_shows_what_it_would_have_said() {
    let goals = "一、2025年工作回顾\n新增就业3万人。\n二、2026年重点工作\n城镇新增就业3.5万人以上。\n";
    let review = "一、2023年工作回顾\n城镇新增就业3.1万人,其中高校毕业生就业1.2万人。\n二、2024年重点工作\n城镇新增就业3万人。\n";
    let report = Report::compare(goals, review).expect("two reports");
    let outcome = &report.targets().next().expect("a goal").outcome;
    assert_eq!((outcome.quality, outcome.rule), (Quality::None, PairRule::AnotherYear));
    assert!(passed_over(outcome).contains(&"高校毕业生就业1.2万人"), "{:?}", passed_over(outcome));
}

#[test]
fn the_rate_of_the_first_mark_is_not_that_of_the_second() {
    let found = asked("实现固定资产投资900亿元以上,力争突破1000亿元。", "完成固定资产投资880亿元,完成年度目标的97.8%。");
    assert_eq!(found.iter().map(|target| target.stretch).collect::<Vec<_>>(), [false, true]);
    let says = |n: usize| (found[n].outcome.figures[0].text.as_str(), found[n].outcome.stated_ratio.map(|ratio| ratio.to_string()));
    assert_eq!(says(0), ("完成固定资产投资880亿元", Some("0.978".to_owned())));
    assert_eq!(says(1), ("完成固定资产投资880亿元", None));
}

#[test]
fn two_readings_that_are_as_near_leave_less_sure_than_none() {
    let two = outcome("新增城镇就业2万人。", "新增城镇就业1.2万人,新增城镇就业1.5万人。");
    let none = outcome("新增城镇就业2万人。", "走访企业20家。");
    assert_eq!((two.quality, two.reason, two.rule), (Quality::None, Some(Reason::Ambiguous), PairRule::TwoAsNear));
    assert_eq!((none.quality, none.reason, none.rule), (Quality::None, Some(Reason::NotReported), PairRule::NothingNear));
    assert!(two.confidence < none.confidence);
    assert_eq!((passed_over(&two).len(), passed_over(&none).len()), (2, 0));
}

#[test]
fn the_verb_in_front_of_a_number_governs_what_stands_behind_it() {
    let found = asked("提升12个社区服务中心。", "");
    assert_eq!((found[0].action.as_deref(), found[0].indicator.as_str()), (Some("提升"), "社区服务中心"));
}

#[test]
fn a_rate_of_a_part_of_the_year_is_no_rate_of_the_target() {
    let half = outcome("新增企业100家。", "新增企业46家,完成上半年目标任务的92%。");
    assert_eq!((half.stated_of, half.discrepancy), (Some(StatedOf::Interim), None));
    let year = outcome("新增企业100家。", "新增企业46家,完成年度目标任务的92%。");
    assert_eq!((year.stated_of, year.discrepancy), (Some(StatedOf::Target), Some(Decimal::new(46, 2))));
}

#[test]
fn a_number_beyond_all_digits_answers_nothing() {
    let outcome = outcome("完成投资50亿元。", "完成投资99999999999999999999999999999999元。");
    assert_eq!((outcome.quality, outcome.reason), (Quality::None, Some(Reason::NotComparable)));
    assert_eq!(outcome.rivals[0].value, None);
}

#[test]
fn a_sum_of_more_than_and_nearly_is_about() {
    let sum = outcome("栽植行道树、灌木8000株。", "栽植行道树3000余株、灌木近4000株。");
    assert_eq!((sum.combine, sum.achieved, sum.ratio_is), (Some(Combine::Sum), Some(Decimal::from(7000)), Some(RatioIs::About)));
    let more = outcome("栽植行道树、灌木8000株。", "栽植行道树3000余株、灌木4000株。");
    assert_eq!(more.ratio_is, Some(RatioIs::AtLeast));
}

#[test]
fn a_period_holds_to_the_end_of_its_sentence() {
    let found = asked("新增企业5家、商户8户、培训农民500人。", "上半年新增企业5家,新增商户8户。培训农民300人。");
    let periods: Vec<Option<&str>> = found.iter().map(|target| target.outcome.figures[0].period.as_deref()).collect();
    assert_eq!(periods, [Some("上半年"), Some("上半年"), None]);
}

#[test]
fn the_evidence_of_a_difference_begins_with_the_word_that_compares() {
    for (said, evidence) in [
        ("规上工业增加值增长8.3%且高于年度目标0.8个百分点", "高于年度目标0.8个百分点"),
        ("城镇调查失业率5.2%且比年度目标低0.3个百分点", "比年度目标低0.3个百分点"),
        ("新登记企业2.3万户且超目标任务3000户", "超目标任务3000户"),
        ("今年出栏生猪32万头,共超额8%", "超额8%"),
    ] {
        let found = told(&format!("{said}。"));
        assert_eq!(found.iter().map(|target| target.text.as_str()).collect::<Vec<_>>(), [evidence]);
    }
}

#[test]
fn where_the_wording_gives_the_answer_nothing_is_compared() {
    for (said, rule) in [
        ("18公里防洪堤已完成12.5公里。", TargetRule::NounAfter),
        ("新建污水管网60公里,已完成52公里,完成率86.7%。", TargetRule::NounBefore),
        ("完成技改投资15.6亿元(年度目标20亿元)。", TargetRule::GoalBeside),
        ("截至10月底,全县完成通村公路48公里,占目标任务数40公里的120%。", TargetRule::ShareOfTarget),
        ("规上工业增加值增长8.3%,高于年度目标0.8个百分点。", TargetRule::DifferenceFromTarget),
    ] {
        let found = told(said);
        assert_eq!(found.iter().map(|target| target.rule).collect::<Vec<_>>(), [rule], "{said}");
        assert_eq!(found[0].outcome.rule, PairRule::SameSentence, "{said}");
    }
    let compared = told("计划建成污水管网60公里,现已完成66公里。");
    assert_ne!(compared[0].outcome.rule, PairRule::SameSentence);
}

#[test]
fn a_fall_against_a_mark_above_zero_falls_short_of_a_rise() {
    let fell = &told("固定资产投资下降12.4%,低于目标22.4个百分点。")[0];
    assert_eq!((fell.value, fell.decrease, fell.measure), (Some(Decimal::TEN), false, Measure::Growth));
    assert_eq!((fell.outcome.ratio, fell.outcome.met), (None, Some(false)));
    assert_eq!((fell.outcome.achieved, fell.outcome.gap), (Some(Decimal::new(-124, 1)), Some(Decimal::new(-224, 1))));
}

#[test]
fn a_mark_below_zero_that_only_a_difference_gives_is_a_fall_of_so_much_at_most() {
    let says = |paragraph| {
        let target = told(paragraph).swap_remove(0);
        (target.value, target.decrease, target.outcome.ratio.map(|ratio| ratio.round_dp(3)), target.outcome.met)
    };
    let tenths = |tenths| Some(Decimal::new(tenths, 1));
    assert_eq!(says("外贸出口增长2%,高于年度目标5个百分点。"), (tenths(30), true, None, Some(true)));
    assert_eq!(says("固定资产投资下降5%,低于目标3个百分点。"), (tenths(20), true, tenths(4), Some(false)));
    // Marks above zero, and of what is to fall, are as they were.
    assert_eq!(says("规模以上工业增加值增长2%,低于年度目标5个百分点。"), (tenths(70), false, Some(Decimal::new(286, 3)), Some(false)));
    assert_eq!(says("单位GDP能耗下降5%,高于年度目标2个百分点。"), (tenths(30), true, Some(Decimal::new(1667, 3)), Some(true)));
    assert!(told("单位GDP能耗下降2%,高于年度目标5个百分点。").is_empty());
}

#[test]
fn what_is_done_to_a_bad_thing_is_good_where_only_the_result_says_what_it_is() {
    let target = told("36处隐患点已整治28处。").swap_remove(0);
    assert_eq!((target.outcome.ratio.map(|ratio| ratio.round_dp(3)), target.outcome.met), (Some(Decimal::new(778, 3)), Some(false)));
}

#[test]
fn what_was_done_in_the_period_is_no_total_whatever_the_verb() {
    let says = |progress| {
        let outcome = outcome("养老床位总量达到500张", progress);
        (outcome.quality, outcome.reason)
    };
    for done in ["改造养老床位300张", "新增养老床位300张", "建成养老床位300张"] {
        assert_eq!(says(done), (Quality::Proxy, Some(Reason::FlowForStock)), "{done}");
    }
    for total in ["养老床位300张", "拥有养老床位480张", "养老床位达到480张"] {
        assert_eq!(says(total), (Quality::Direct, None), "{total}");
    }
}

#[test]
fn the_period_of_the_plan_is_not_that_of_the_result() {
    let says = |paragraph| {
        let outcome = told(paragraph).swap_remove(0).outcome;
        (outcome.figures[0].period.clone(), outcome.elapsed)
    };
    assert_eq!(says("全年要完成公交线路60条,现已完成45条。"), (None, None));
    assert_eq!(says("计划全年整治隐患点36处,上半年已整治28处。"), (Some("上半年".to_owned()), Some(Decimal::new(5, 1))));
    assert_eq!(says("上半年,计划整治隐患点36处,已整治28处。"), (Some("上半年".to_owned()), Some(Decimal::new(5, 1))));
}

#[test]
fn a_mark_that_falls_stays_one_beside_a_rise() {
    let rose = &told("单位生产总值能耗上升1.2%,未完成下降3%的年度目标。")[0];
    assert_eq!((rose.value, rose.decrease), (Some(Decimal::from(3)), true));
    assert_eq!((rose.outcome.achieved, rose.outcome.ratio, rose.outcome.met), (Some(Decimal::new(-12, 1)), None, Some(false)));
}

#[test]
fn the_hedge_and_the_range_of_a_figure_are_not_those_of_its_mark() {
    for said in
        ["规上工业增加值增长8%左右,高于年度目标1个百分点。", "新增企业20-25家,完成年度任务的80%。", "改造公交站120余个,完成任务数的120%。"]
    {
        let found = told(said);
        assert_eq!((found.len(), found[0].approx, found[0].high), (1, None, None), "{said}");
    }
}

#[test]
fn a_mark_that_only_a_rate_or_a_difference_gives_has_the_words_of_it_for_evidence() {
    for (said, evidence) in [
        ("招商引资完成年度任务的85%。", &["招商引资完成年度任务的85%"][..]),
        ("改造公交站120个,完成任务数的120%。", &["完成任务数的120%"]),
        ("两个项目分别完成投资12亿元、30.5亿元,占年度计划的40%、61%。", &["占年度计划的40%", "占年度计划的40%、61%"]),
        ("技改投资、工业投资分别完成12亿元、30.5亿元,占年度计划的40%、61%。", &["占年度计划的40%", "占年度计划的40%、61%"]),
        ("技改投资、工业投资分别增长8%、15%,高于年度目标2个百分点。", &["高于年度目标2个百分点"]),
    ] {
        let found = told(said);
        assert_eq!(found.iter().map(|target| target.text.as_str()).collect::<Vec<_>>(), evidence);
    }
    let alone = &told("招商引资完成年度任务的85%。")[0];
    assert_eq!((alone.indicator.as_str(), alone.rule), ("招商引资", TargetRule::RateAlone));
}

#[test]
fn a_rate_in_a_part_of_its_own_does_not_say_of_what_it_is() {
    let rate = |progress| {
        let outcome = outcome("出让土地8亩。", progress);
        (outcome.stated_ratio.map(|ratio| ratio.to_string()), outcome.stated_of)
    };
    assert_eq!(rate("协议出让土地6亩;完成率93.83%。"), (Some("0.9383".to_owned()), Some(StatedOf::Unknown)));
    assert_eq!(rate("协议出让土地6亩,完成率75%。"), (Some("0.75".to_owned()), Some(StatedOf::Target)));
}

#[test]
fn a_rate_that_answers_by_its_name_drops_no_rival() {
    let rate = outcome("招商引资到位资金50亿元。", "招商引资项目签约12个;招商引资到位资金完成年度目标任务的72%。");
    assert_eq!((rate.combine, rate.rule), (Some(Combine::Stated), PairRule::StatedRate));
    assert!(passed_over(&rate).contains(&"招商引资项目签约12个"), "{:?}", passed_over(&rate));
}

#[test]
fn a_quarter_of_the_indicator_is_near_enough_to_be_named() {
    // One of the four pairs of characters of 防洪排涝站, and of the six of 城区防洪排涝站.
    assert_eq!(passed_over(&outcome("新建防洪排涝站5座。", "开展排涝8次。")), ["开展排涝8次"]);
    assert_eq!(passed_over(&outcome("新建城区防洪排涝站5座。", "开展排涝8次。")), [""; 0]);
}

/// Where nothing is near by its name, what is in a unit of its kind is told all the same; what answers another target, what is counted otherwise and what
/// stands in another report is not.
#[test]
fn a_figure_in_the_targets_unit_is_told_where_no_name_is_near() {
    let missed = outcome("新建便民驿站5座。", "已建成雨水泵房6间,巡河40公里,走访80次。");
    assert_eq!((missed.quality, missed.reason), (Quality::None, Some(Reason::NotReported)));
    assert_eq!(passed_over(&missed), ["建成雨水泵房6间"]);
    assert_eq!(missed.rivals[0].rejected, Some(PassedOver::AnotherIndicator));
    assert_eq!(passed_over(&outcome("造林300亩。", "整治河道9公里。")), [""; 0]);
    let two = asked("新建便民驿站5座、雨水泵房8间。", "新建雨水泵房6间。");
    assert_eq!((two[1].outcome.quality, passed_over(&two[0].outcome)), (Quality::Direct, vec![]));
    let report = Extractor::new()
        .compare("一、2031年重点工作\n新建便民驿站5座。\n", "一、2031年工作回顾\n建成雨水泵房6间。\n")
        .expect("two reports");
    assert_eq!(passed_over(&report.targets().next().expect("a target").outcome), [""; 0]);
}

#[test]
fn prose_says_why_each_number_is_a_target_or_a_result() {
    let source = "一、2030年工作回顾\n一年来工作有序。\n二、2031年重点工作\n计划新建学校15所,目前已建成3所。\n";
    let report = Extractor::new().explain(true).parse(source).expect("a report");
    let evidence: Vec<&str> = report.items.iter().flat_map(|item| &item.evidence).map(String::as_str).collect();
    let said = |begin: &str| evidence.iter().filter(|line| line.starts_with(begin)).count();
    // The section that each item stands in, and each number with its stance and what spoke for it.
    let counts = ["section: review", "section: year", "新建学校15所: target +", "建成3所: result -"].map(said);
    assert_eq!(counts, [1; 4], "{evidence:?}");
    assert!(evidence.iter().any(|line| line.contains("planned +")), "{evidence:?}");
    let report = Extractor::new().parse(source).expect("a report");
    assert!(report.items.iter().all(|item| item.evidence.is_empty()));
}
