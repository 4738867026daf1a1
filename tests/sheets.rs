//! Tables whose header or whose cells came apart or ran together, with invented content.

use dabiao::{Decimal, Report};

/// Indicator, bound, value, unit and the first figure of every target.
fn gist(source: &str) -> Vec<String> {
    let Ok(report) = Report::parse(source) else { return Vec::new() };
    let plain = |value: Option<Decimal>| value.map_or("-".to_owned(), |value| value.normalize().to_string());
    let bound = |target: &dabiao::Target| serde_json::to_value(target.bound).unwrap().as_str().unwrap_or_default().to_owned();
    let targets = report.items.iter().flat_map(|item| &item.targets);
    targets
        .map(|target| {
            let figure = plain(target.outcome.figures.first().and_then(|figure| figure.value));
            format!("{} {} {}{} {figure}", target.indicator, bound(target), plain(target.value), target.unit)
        })
        .collect()
}

const HEADER: &str = "2023年项目支出绩效自评表项目名称村道养护主管部门某县交通局绩效指标一级指标二级指标三级指标";

#[test]
fn cells_that_ran_together_are_cut_by_units_weights_and_scores() {
    let sheet = format!(
        "{HEADER}分值年度指标值全年实际值得分未完成原因及改进措施产出指标(50分)数量指标新建候车亭10≥24座≥26座10安装路灯20360盏348盏19质量指标验收合格率20100%100%20总分100"
    );
    assert_eq!(gist(&sheet), ["候车亭 ge 24座 26", "安装路灯 eq 360盏 348", "验收合格率 eq 100% 100"]);
    let rated = format!("{HEADER}年度指标值实际完成值完成率产出目标数量目标培训村医>=40人50人125%服务对象满意度>=90%81%90%");
    assert_eq!(gist(&rated), ["培训村医 ge 40人 50", "服务对象满意度 ge 90% 81"]);
}

#[test]
fn cells_of_a_line_apart_by_spaces_stay_whole() {
    let sheet = format!(
        "{HEADER} 年度指标值 实际完成值 分值 得分 偏差原因分析 产出指标(50分) 数量指标 新建候车亭数量 ≥24座 26 10 10 质量指标 验收合格率 ≥95% 97% 10 10 时效指标 开工及时性 按期 达成预期指标 10 10"
    );
    assert_eq!(gist(&sheet), ["候车亭数量 ge 24座 26", "验收合格率 ge 95% 97"]);
}

#[test]
fn a_sheet_goes_on_over_pages() {
    let sheet = format!(
        "{HEADER}年度指标 值全年 完成值未完成原因产 出指标数量 指标储备粮到位率100%100%库存数量真实率98%\n2、99%质量 指标粮库损耗率00\n"
    );
    assert_eq!(gist(&sheet), ["储备粮到位率 eq 100% 100", "库存数量真实率 eq 98% 99", "粮库损耗率 eq 0 0"]);
}

#[test]
fn what_can_be_cut_in_two_ways_is_left() {
    // 1010: 10 and 10, 101 and 0.
    let two = format!("{HEADER}年度指标值实际完成值产出指标数量指标新建候车亭10101新建公厕12121");
    assert_eq!(gist(&two), [] as [&str; 0]);
    // A result in words.
    let words = format!("{HEADER}年度指标值实际完成值分值得分产出指标数量指标新建候车亭24座已完成1010新建公厕8座已完成1010");
    assert!(!gist(&words).iter().any(|row| row.contains("1010")), "{:?}", gist(&words));
    // A score above its weight, a rate that is none.
    let odd = format!("{HEADER}年度指标值实际完成值完成率产出指标数量指标新建候车亭24座12座80%新建公厕8座4座95%");
    assert!(!gist(&odd).iter().any(|row| row.ends_with(" 12") || row.ends_with(" 4")), "{:?}", gist(&odd));
}

#[test]
fn names_without_a_header_stand_behind_their_number() {
    let cells = |rows: &[&str]| rows.join("\n\n");
    let rows = [
        "类别",
        "序号",
        "单位",
        "目标值",
        "权重",
        "1",
        "人均公园面积",
        "平方米",
        "15",
        "4",
        "2",
        "高中阶段毛入学率",
        "%",
        "96",
        "3",
        "3",
        "居民满意度",
        "%",
        ">90",
        "5",
    ];
    assert_eq!(gist(&cells(&rows)), ["人均公园面积 eq 15平方米 -", "高中阶段毛入学率 eq 96% -", "居民满意度 gt 90% -"]);
    // With a header over the names nothing is put in.
    let named =
        ["序号", "指标", "单位", "目标值", "权重", "1", "人均公园面积", "平方米", "15", "4", "2", "高中阶段毛入学率", "%", "96", "3"];
    assert_eq!(gist(&cells(&named)), ["人均公园面积 eq 15平方米 -", "高中阶段毛入学率 eq 96% -"]);
}

#[test]
fn a_part_of_a_group_is_asked_for_as_the_whole() {
    let rows = [
        "考核单位 |",
        "外贸进出口 (万美元) |",
        "市外资金 (亿元) |",
        "备注 | |",
        "本年任务 |",
        "本年任务 |",
        "其中:省外 |",
        "| |",
        "东县 |",
        "310 |",
        "42 |",
        "17 |",
        "|",
        "西县 |",
        "280 |",
        "36 |",
        "12 |",
        "|",
        "其中:开发区 |",
        "90 |",
        "11 |",
        "5 |",
        "含园区 |",
        "南县 |",
        "150 |",
        "28 |",
        "9 |",
        "|",
    ];
    let found = gist(&rows.join("\n"));
    assert!(found.contains(&"东县外贸进出口 eq 3100000美元 -".to_owned()), "{found:?}");
    assert!(found.contains(&"西县市外资金省外 eq 1200000000元 -".to_owned()), "{found:?}");
    assert!(found.contains(&"开发区市外资金 eq 1100000000元 -".to_owned()), "{found:?}");
}

#[test]
fn a_bound_in_words_stands_in_a_column_of_its_own() {
    let table = "三级指标|指标方向|指标性质|目标值|计量单位\n设备采购成本|反向|小于等于|90|万元\n案件办结率|正向|大于等于|95|%\n验收合格率|正向|等于|100|%\n";
    assert_eq!(gist(table), ["设备采购成本 le 900000元 -", "案件办结率 ge 95% -", "验收合格率 eq 100% -"]);
}

#[test]
fn what_is_expected_beside_a_target_of_the_year_is_its_result() {
    let table = "序号|指标名称|2020年目标值|2020年预计值|完成情况\n1|生产总值(亿元)|820|834.7|完成\n2|公路里程(公里)|410|402|未完成\n";
    assert_eq!(gist(table), ["生产总值 eq 82000000000元 83470000000", "公路里程 eq 410公里 402"]);
    // Of another year it is a goal of its own.
    let later = "序号|指标名称|2020年目标值|2021年预计值\n1|生产总值(亿元)|820|834.7\n2|公路里程(公里)|410|402\n";
    assert!(!gist(later).contains(&"公路里程 eq 410公里 402".to_owned()), "{:?}", gist(later));
}

#[test]
fn words_of_one_header_cell_on_two_lines_are_joined() {
    let cells = |rows: &[&str]| rows.join("\n\n");
    let rows = [
        "三级指标",
        "年度",
        "指标值",
        "实际",
        "完成值",
        "分值",
        "得分",
        "新建候车亭数量",
        "24",
        "26",
        "10",
        "10",
        "验收合格率",
        "100",
        "98",
        "10",
        "9",
        "群众满意度",
        "90",
        "95",
        "10",
        "10",
    ];
    assert_eq!(gist(&cells(&rows)), ["候车亭数量 eq 24 26", "验收合格率 eq 100 98", "群众满意度 eq 90 95"]);
}

#[test]
fn a_number_much_larger_than_that_of_its_name_is_counted_by_ones() {
    let table =
        "序号|考核指标|工作目标|已完成数\n1|减少大班额1.4万个以上|869|1022\n2|新建户厕100万户以上|144281|127258\n3|新增就业5万人|5.2|6.1\n";
    assert_eq!(gist(table), ["大班额 eq 869个 1022", "户厕 eq 144281户 127258", "就业 eq 52000人 61000"]);
}

#[test]
fn a_unit_column_says_more_than_the_cell() {
    let table = "序号|考核指标|单位|工作目标|已完成数\n1|农村低保标准|元/年/人|不低于3700元|3840\n2|修建公路|公里|60公里|64\n3|补助标准|元|不低于60元|60\n";
    let found = gist(table);
    assert!(found[0].starts_with("农村低保标准 ge 3700元/") && found[0].ends_with(" 3840"), "{found:?}");
    assert_eq!(found[1..], ["修建公路 eq 60公里 64", "补助标准 ge 60元 60"]);
}
