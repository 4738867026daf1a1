//! Goals of a plan that a statistical bulletin answers, out of its prose and its tables.

use dabiao::{Extractor, Outcome, Quality, Reason};

/// The outcomes of some goals, one a line.
fn answers(goals: &str, bulletin: &str) -> Vec<Outcome> {
    let plan = format!("2023年工作计划\n2023年主要目标是：\n{goals}");
    let report = Extractor::new().compare(&plan, bulletin).unwrap();
    report.targets().map(|target| target.outcome.clone()).collect()
}

/// The direct answers of some goals; none where there is only a proxy or nothing.
fn direct(goals: &str, bulletin: &str) -> Vec<Option<String>> {
    let said = |outcome: Outcome| {
        let figure = outcome.figures.first().filter(|_| outcome.quality == Quality::Direct)?;
        Some(format!("{}{}", figure.value?, figure.unit))
    };
    answers(goals, bulletin).into_iter().map(said).collect()
}

fn all(values: &[&str]) -> Vec<Option<String>> {
    values.iter().map(|value| Some((*value).to_owned())).collect()
}

const TRANSPORT: &str = "2023年东川市统计公报\n全年货物运输周转量90.4亿吨公里,比上年下降3.1%。\n表1 交通运输主要指标\n\n\
    | 指 标 | 单 位 | 绝 对 数 | 增长% |\n| 货物运输总量 | 万吨 | 820 | 4.0 |\n| #铁路 | 万吨 | 210 | 6.6 |\n| 水运 | 万吨 | 610 | 2.5 |\n\
    | 货物运输周转量 | 亿吨公里 | 90.4 | -3.1 |\n| #铁路 | 亿吨公里 | 30.3 | 1.2 |\n| 水运 | 亿吨公里 | 60.1 | 7.4 |\n";

#[test]
fn a_part_of_a_row_answers_for_itself() {
    let goals = "水运货物周转量增长5%以上。\n铁路货运量达到200万吨。\n货物周转量增长2%。\n";
    assert_eq!(direct(goals, TRANSPORT), all(&["7.4%", "2100000吨", "3.1%"]));
    let figures = answers(goals, TRANSPORT).swap_remove(0).figures;
    assert_eq!(figures[0].text, "货物运输周转量水运7.4");
    assert_eq!(figures[0].spans.iter().map(|span| span.of(TRANSPORT)).collect::<String>(), figures[0].text);
}

#[test]
fn a_total_is_wider_than_what_names_a_part_of_it() {
    let prose = "2023年东川市统计公报\n全年货物运输周转量90.4亿吨公里,比上年增长3.1%。年末从业人员203万人。\n";
    let quality = |goal: &str| {
        let outcome = answers(goal, prose).swap_remove(0);
        (outcome.quality, outcome.reason)
    };
    for goal in ["水运货物周转量增长5%以上。", "第三产业从业人员达到45万人。"] {
        assert_eq!(quality(goal), (Quality::Proxy, Some(Reason::Wider)), "{goal}");
    }
    for goal in ["全市货物周转量增长3%。", "东川市货物周转量增长3%。", "全市从业人员达到200万人。"] {
        assert_eq!(quality(goal), (Quality::Direct, None), "{goal}");
    }
}

#[test]
fn a_part_answers_no_goal_of_the_whole_and_none_of_another_part() {
    let table = "表2 贷款\n\n| 指标 | 绝对数(亿元) |\n| 各项贷款余额 | 90 |\n| 其中:短期贷款 | 30 |\n| 各项存款余额 | 120 |\n";
    let of = |goal: &str| answers(goal, table).swap_remove(0);
    assert_eq!(direct("短期贷款余额达到28亿元。\n各项贷款余额达到80亿元。\n", table), all(&["3000000000元", "9000000000元"]));
    assert_eq!(of("中长期贷款余额达到50亿元。\n").reason, Some(Reason::Wider));
}

#[test]
fn blanks_in_a_header_and_in_a_unit_hide_no_column() {
    for (header, unit) in
        [("| 产品 | 单 位 | 产 量 |", "| 万 吨 "), ("| 产品 | 单位 | 产量 |", "| 万吨 "), ("| 产 品 | 产 量 (万 吨) |", "")]
    {
        let table = format!("表3 主要畜产品\n\n{header}\n| 羊肉 {unit}| 0.34 |\n| 牛肉 {unit}| 1.8 |\n| 禽肉 {unit}| 2.7 |\n");
        assert_eq!(direct("羊肉产量达到0.35万吨。\n", &table), all(&["3400吨"]), "{header}");
    }
}

#[test]
fn a_table_of_growth_alone_is_one_of_its_own() {
    let tables = "表4 主要农产品\n\n| 产品名称 | 产量（万吨） | 比上年增长（%） |\n| 粮食 | 902 | -3.2 |\n| 油料 | 56 | 6.8 |\n\n\
        表5 规模以上工业增加值增速\n\n| 指标 | 比上年增长（%） |\n| 规模以上工业增加值 | 5.0 |\n| 在总计中：国有企业 | -2.0 |\n| 股份制企业 | 6.7 |\n";
    assert_eq!(direct("股份制企业增加值增长6%。\n油料产量增长5%。\n", tables), all(&["6.7%", "6.8%"]));
}

#[test]
fn a_share_is_of_the_row_that_it_is_a_part_of() {
    let table = "表6 年末常住人口及构成\n\n| 指标 | 年末数（万人） | 比重（%） |\n| 全市常住人口 | 866 |  |\n| 其中：城镇 | 392 | 45.3 |\n| 乡村 | 474 | 54.7 |\n\
        | 其中：60周岁及以上 | 191 | 22.03 |\n";
    assert_eq!(direct("60周岁及以上人口比重控制在22%以内。\n乡村人口达到470万人。\n", table), all(&["22.03%", "4740000人"]));
}

#[test]
fn a_threshold_in_a_name_is_neither_unit_nor_target() {
    let table = "表7 固定资产投资\n\n| 指标 | 完成额（万元） |\n| 全县500万元以上固定资产投资 | 92000 |\n| 制造业 | 31000 |\n";
    assert_eq!(direct("500万元以上固定资产投资达到9亿元。\n制造业投资达到3亿元。\n", table), all(&["920000000元", "310000000元"]));
    let report = dabiao::Report::parse(&format!("{table}| 教育 | 700 |\n")).unwrap();
    assert_eq!(report.targets().count(), 0);
}

#[test]
fn what_stands_at_the_end_of_a_year_is_a_stock() {
    let prose =
        "2023年东川市统计公报\n目前已累计开通国内航线14条,国际航线10条。编制床位4.7万张,卫生技术人员7.24万人。全年新增绿地面积30公顷。\n";
    assert_eq!(direct("国际航线达到10条以上。\n卫生技术人员达到7万人以上。\n", prose), all(&["10条", "72400人"]));
    let flow = answers("绿地面积达到300公顷。\n", prose).swap_remove(0);
    assert_ne!(flow.quality, Quality::Direct);
}

#[test]
fn a_line_that_ends_in_its_goals_opens_a_list() {
    let given = "2023年东川市统计公报\n粮食产量4.28万吨。花生产量50.6万吨。\n";
    let goals = "粮食产量达到4.2万吨。\n花生产量达到50万吨以上。\n";
    for head in ["2023年主要目标是：", "二、2023年主要预期目标", "主要预期目标：", "2023年主要指标如下："] {
        let report = Extractor::new().compare(&format!("2023年工作计划\n{head}\n{goals}"), given).unwrap();
        assert_eq!(report.targets().filter(|target| target.outcome.ratio.is_some()).count(), 2, "{head}");
    }
    // Of an earlier year, of what was done, of a text that accounts.
    for head in ["2023年工作计划\n2021年主要目标是：", "2023年工作计划\n去年的主要目标是：", "2023年工作情况通报\n主要目标是："]
    {
        let report = dabiao::Report::parse(&format!("{head}\n{goals}已完成投资3亿元,同比增长8.2%。\n")).unwrap();
        assert!(report.targets().all(|target| target.horizon.is_none()), "{head}");
    }
}

#[test]
fn what_prose_rounds_is_no_rival_of_the_table() {
    let text = "2023年东川市统计公报\n年末户籍总人口83.30万人。\n表8 年末户籍人口\n\n| 指标 | 年末数(人) |\n| 户籍总人口 | 832955 |\n| 其中:城镇 | 217319 |\n| 乡村 | 615636 |\n";
    assert_eq!(direct("户籍总人口达到83万人。\n城镇户籍人口达到22万人。\n", text).iter().filter(|found| found.is_some()).count(), 2);
}
