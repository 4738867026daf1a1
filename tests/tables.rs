//! Tables as they are published, one report or more of each layout: facts invented, wording and odd spots true to the genre.

use dabiao::{Column, Decimal, Outcome, Polarity, Report, Target};

fn plain(value: Option<Decimal>) -> String {
    value.map_or("-".to_owned(), |value| value.normalize().to_string())
}

fn word<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// How a target was answered: by a figure, by a rate alone, by words, or not.
fn answer(outcome: &Outcome) -> String {
    outcome.combine.as_ref().map_or("none".to_owned(), word)
}

/// A target as the tables below write it.
fn written(target: &Target) -> String {
    let fall = if target.decrease { "fall " } else { "" };
    let mark = format!("{fall}{} {} {}", word(&target.bound), plain(target.value), target.unit);
    let outcome = &target.outcome;
    let result = format!("{} {}", answer(outcome), plain(outcome.figures.first().and_then(|figure| figure.value)));
    format!("{} | {} | {} | {} | {}", target.indicator, mark.trim(), result, plain(outcome.ratio), plain(outcome.stated_ratio))
}

/// Number, agencies and targets of every item.
fn gist(report: &Report) -> Vec<String> {
    let mut rows = Vec::new();
    for item in &report.items {
        let head = format!("{} {}", item.number.as_deref().unwrap_or("-"), item.agencies.join("、"));
        rows.push(head.trim().to_owned());
        rows.extend(item.targets.iter().map(|target| format!("  {}", written(target))));
    }
    rows
}

/// What a report gives, mangled too: glosses and Traditional script change nothing, and every span lies where its text stands.
fn read(source: &str, layout: &str) -> Report {
    let report = Report::parse(source).unwrap();
    assert_eq!(report.layout, layout);
    for target in report.targets() {
        assert_eq!(target.spans.iter().map(|span| span.of(source)).collect::<String>(), target.text);
        assert!(
            source.lines().nth(target.line - 1).is_some_and(|line| line.contains(target.spans.last().unwrap().of(source))),
            "{}",
            target.id
        );
        for figure in &target.outcome.figures {
            assert_eq!(figure.spans.iter().map(|span| span.of(source)).collect::<String>(), figure.text);
        }
    }
    let mangled = mangled(source);
    let again = Report::parse(&mangled).unwrap();
    assert_eq!((again.layout.as_str(), gist(&again)), (layout, gist(&report)));
    report
}

/// A text as a mirror page prints it.
fn mangled(source: &str) -> String {
    let pairs = [
        ("标", "標"),
        ("务", "務(wù)"),
        ("单", "單"),
        ("实", "實"),
        ("际", "際"),
        ("数", "數(shù)"),
        ("计", "計"),
        ("业", "業(yè)"),
        ("亿", "億"),
        ("万", "萬"),
        ("亩", "畝"),
        ("县", "縣"),
        ("导", "導"),
        ("进", "進"),
        ("农", "農"),
        ("设", "設"),
        ("项", "項(xiàng)"),
        ("责", "責"),
        ("个", "個"),
        ("总", "總(zǒng)"),
    ];
    let mangled = pairs.iter().fold(source.to_owned(), |text, (from, to)| text.replace(from, to));
    assert_ne!(mangled, source);
    mangled
}

fn notes(report: &Report) -> Vec<&str> {
    report.notes.iter().map(|note| note.text.as_str()).collect()
}

#[test]
fn a_markdown_table_with_merged_cells() {
    let report = read(include_str!("tables/pipe.md"), "pipe");
    assert_eq!(
        gist(&report),
        [
            "1 县发改局、县统计局、县经信局",
            "  地区生产总值 | eq 6 % | single 5.4 | 0.9 | 0.9",
            "2 县人社局",
            "  城镇新增就业 | ge 50000 人 | single 48000 | 0.96 | 0.96",
            "3 县财政局、县经信局",
            "  市场主体纾困资金 | eq 8000000 元 | single 8800000 | 1.1 | 1.1",
            "4 县住建局、县资规局",
            "  安居工程 | eq 1000 套 | single 800 | 0.8 | 0.8",
            "4 县住建局",
            "  安居工程竣工 | eq 500 套 | single 450 | 0.9 | 0.9",
            "4 县城投集团",
            "  安居工程城区 | eq 200 套 | single 80 | 0.4 | 0.6",
            "5 县执法局",
            "  违法建筑 | eq 2000 平方米 | none - | - | -",
            "6 县发改局",
            "  单位GDP能耗 | fall ge 3.4 % | single 3.6 | 1.058823529412 | 1.059",
            "7 县水利局",
            "  农村自来水 | ge 100 % | qualitative - | - | -",
            "8 县住建局",
            "  停车位 | eq 600 个 | single 660 | 1.1 | 1.1",
            "9 县府办",
        ]
    );
    let growth: Vec<String> = report.targets().take(2).map(|target| word(&target.measure)).collect();
    assert_eq!(growth, ["growth", "flow"]);
    assert_eq!(report.items[3].targets[0].outcome.elapsed, Some(Decimal::ONE));
    // The earlier column answers nothing where the later one does, but its numbers are mentioned.
    assert!(report.items[1].mentions.iter().any(|mention| mention.value == Some(Decimal::from(26000))));
    assert_eq!(notes(&report).len(), 7, "{:?}", notes(&report));
}

#[test]
fn a_table_of_commas_with_quoted_cells() {
    let report = read(include_str!("tables/delimited.csv"), "delimited");
    assert_eq!(
        gist(&report),
        [
            "1 市住建局、市园林中心",
            "  公园 | eq 8 座 | single 6 | 0.75 | -",
            "  口袋公园 | eq 5 座 | single 5 | 1 | -",
            "2 市交通局",
            "  农村公路 | eq 85 公里 | single 90.5 | 1.064705882353 | 1.065",
            "3 市数据局、市委编办",
            "  \"\"一件事\"\"集成改革 | eq 35 项 | single 28 | 0.8 | 0.8",
            "4 市人社局",
            "  登记失业率 | eq 5.5 % | single 5.1 | 1.078431372549 | -",
            "5 市住建局",
            "  停车位 | eq 1200 个 | single 1500 | 1.25 | 1.25",
            "6 市住建局",
            "7 市商务局",
            "  亿元以上项目 | eq 20 个 | single 15 | 0.75 | 0.75",
            "8 市民政局",
            "  困难群众慰问 | eq 2000 | single 2000 | 1 | 1",
            "9 市经信局",
            "  规上工业增加值 | eq 8 % | single 7.5 | 0.9375 | 0.938",
            "10 市应急局",
            "  隐患排查整治 | eq 200 处 | qualitative - | - | -",
        ]
    );
    assert_eq!(report.items[0].line, 3);
    assert_eq!(report.items[1].line, 6);
    assert_eq!(report.items[8].targets[0].measure, dabiao::Measure::Growth);
}

#[test]
fn a_performance_sheet_scores_no_scores() {
    let report = read(include_str!("tables/performance.tsv"), "delimited");
    assert_eq!(
        gist(&report),
        [
            "-",
            "  改造老旧小区 | ge 50 个 | single 52 | 1.04 | -",
            "-",
            "  培训社工 | eq 20000 人次 | single 18000 | 0.9 | -",
            "-",
            "  工程验收合格率 | eq 100 % | single 100 | 1 | -",
            "-",
            "  项目总成本 | le 900000 元 | single 885000 | 1.016949152542 | -",
            "-",
            "-",
            "  系统故障率 | lt 3.8 | single 3.1 | 1.225806451613 | -",
            "-",
            "  居民满意度 | ge 95 % | single 93.6 | 0.985263157895 | -",
        ]
    );
    let scores = [Decimal::TEN, Decimal::from(5), Decimal::new(635, 1)];
    assert!(report.items.iter().flat_map(|item| &item.mentions).all(|mention| !mention.value.is_some_and(|value| scores.contains(&value))));
}

/// The targets of a table as [`written`] gives them.
fn targets(source: &str) -> Vec<String> {
    Report::parse(source).unwrap().targets().map(written).collect()
}

/// The official form of a province: 绩效指标 and 年度指标值 each over three columns, however the cells that they span are saved, and the remarks
/// at the end gone from every row.
#[test]
fn a_sheet_with_a_header_of_two_rows_may_lack_its_last_column() {
    let wanted = [
        "设备数 | eq 20 台 | single 20 | 1 | -",
        "合格率 | ge 95 % | single 98 | 1.031578947368 | -",
        "投诉率 | le 5 % | single 3 | 1.666666666667 | -",
    ];
    let upper = ["绩效指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"];
    let lower = ["一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位"];
    let rows =
        ["产出指标|数量指标|设备数|=|20|台|20|10|10", "质量指标|合格率|≥|95|%|98|20|20", "效益指标|社会效益指标|投诉率|≤|5|%|3|10|10"];
    let packed = [upper.join("|"), lower.join("|"), rows.join("\n")].join("\n");
    assert_eq!(targets(&packed), wanted);
    assert_eq!(targets(&packed.replace('|', " ")), wanted);
    let whole = format!(
        "绩效指标|||年度指标值|||实际完成值|分值|得分|偏差原因分析及改进措施\n{}||||\n{}\n",
        lower.join("|"),
        rows.map(|row| format!("{}{row}|", if row.starts_with("质量") { "|" } else { "" })).join("\n")
    );
    assert_eq!(targets(&whole), wanted);
}

#[test]
fn a_header_of_two_rows_that_ends_in_no_remark_has_all_its_columns() {
    // The last column is one of results, and is printed.
    let even = "地区|新增就业||培训||\n|目标|完成|目标|完成\n东县|100|90|50|40\n西县|80|88|30|33\n北县|60|30|20|10\n";
    assert_eq!(targets(even).len(), 6);
    assert!(targets(even).contains(&"西县就业 | eq 80 | single 88 | 1.1 | -".to_owned()));
    // Remarks that are printed stay what they are.
    let printed = "|项目|资金||备注|\n||预算数|执行数||\n|道路养护|100|90|结余收回|\n|桥梁加固|80|80|已验收|\n|路灯更新|60|30|在建|\n";
    assert_eq!(targets(printed)[0], "道路养护 | eq 100 | single 90 | 0.9 | -");
    // A header of one row with a remark that no row has.
    let single = "指标|目标|完成|备注\n新建学校|10|8|\n新建公园|4|4|\n新建书屋|20|21|\n";
    assert_eq!(
        targets(single),
        ["学校 | eq 10 | single 8 | 0.8 | -", "公园 | eq 4 | single 4 | 1 | -", "书屋 | eq 20 | single 21 | 1.05 | -"]
    );
}

/// A sheet on one line whose header is out of order: what is numbered 指标1 and the words of the official form say what it is.
#[test]
fn a_sheet_out_of_order_is_read_by_its_numbered_indicators() {
    let sheet = "某县项目支出绩效自评表 (2021年度) 项目名称 公共卫生服务 年度 实际 指标值 完成值 一级指标 二级指标 三级指标 分值 得分 \
                 指标1:建立档案 150人 148人 2 2 指标2:疫苗接种率 100% 96.5% 2 1.9 指标3:产妇42天访视数 180人 171人 2 1.8";
    let wanted = [
        "档案 | eq 150 人 | single 148 | 0.986666666667 | -",
        "疫苗接种率 | eq 100 % | single 96.5 | 0.965 | -",
        "产妇42天访视数 | eq 180 人 | single 171 | 0.95 | -",
    ];
    assert_eq!(targets(sheet), wanted);
    // Without scores, without the words of the form, or with one number behind each name nothing is known of the columns.
    let plain = sheet.replace(" 2 2", "").replace(" 2 1.9", "").replace(" 2 1.8", "");
    let other = sheet.replace("三级指标", "项目").replace("指标值", "数").replace("完成值", "数");
    let single = sheet.replace(" 148人", "").replace(" 96.5%", "").replace(" 171人", "");
    for text in [plain, other, single] {
        assert!(Report::parse(&text).unwrap().targets().all(|target| target.outcome.figures.is_empty()), "{text}");
    }
}

/// The groups of a sheet stand in the rows, and their column in no line of the header; a budget that stands in front is no form around it all.
#[test]
fn the_groups_of_a_sheet_need_no_header() {
    let sheet = "项目预算\n执行情况\n(10分)\n年初预算数(A) 全年执行数(B) 分值 执行率(B/A) 得分\n年度资金总额 45 40 10 88.9% 8.9\n\n\
                 三级指标 预期指标值(A) 实际完成指标值(B) 分值 得分 未完成原因 得分计算方法\n\n(50分)\n数量指标 开放天数 100% 100% 12.5 12.5\n\
                 定量指标计算:完成值达到指标值,记满分;未达到指标值,按B/A或A/B*该指标分值记分。\n-\n质量指标 免费开放率 100% 95% 12.5 12.5\n-\n\
                 时效指标 开放及时率 100% 100% 12.5 12.5\n-\n";
    let wanted = ["开放天数 | eq 100 % | single 100 | 1 | -", "免费开放率 | eq 100 % | single 95 | 0.95 | -"];
    assert_eq!(targets(sheet)[..2], wanted);
    assert_eq!(targets(sheet).len(), 3);
    // A form whose values only hold such words stays one.
    let form = "项目名称\n新建书屋20家\n进展情况\n已建成21家\n责任单位\n县文旅局\n";
    assert_eq!(targets(form), ["书屋 | eq 20 家 | single 21 | 1.05 | -"]);
}

/// 2023年预算|2023年执行|2024年预算: a result is of the target of its year, whatever other years stand beside it.
#[test]
fn a_result_is_of_the_target_of_its_year() {
    let budget = "科目|2023年预算数|2023年执行数|2024年预算数\n公共服务支出|1200|1140|1300\n教育支出|3200|3360|3400\n";
    let wanted = [
        "公共服务支出 | eq 1200 | single 1140 | 0.95 | -",
        "公共服务支出 | eq 1300 | none - | - | -",
        "教育支出 | eq 3200 | single 3360 | 1.05 | -",
        "教育支出 | eq 3400 | none - | - | -",
    ];
    assert_eq!(targets(budget), wanted);
    // The year before answers no target, and what is expected of it is none.
    let before = "科目|2023年执行数|2024年预算数\n公共服务支出|1140|1300\n教育支出|3360|3400\n";
    assert_eq!(targets(before), [wanted[1], wanted[3]]);
    let expected = "指标|单位|2025年目标|2023年实际|2024年预计\n森林覆盖率|%|45|44.1|44.6\n公路里程|公里|5200|5000|5100\n";
    assert_eq!(targets(expected), ["森林覆盖率 | eq 45 % | none - | - | -", "公路里程 | eq 5200 公里 | none - | - | -"]);
    // What is expected of the target's own year is what it will have come to.
    let estimate = "指标|2020年目标值|2020年预计值\n公路里程(公里)|5200|5000\n绿道里程(公里)|300|330\n";
    assert_eq!(targets(estimate)[1], "绿道里程 | eq 300 公里 | single 330 | 1.1 | -");
}

/// Plans of five years print what is summed up over the years in brackets.
#[test]
fn brackets_around_a_number_change_nothing() {
    let rows = "指标|单位|目标值|完成值\n单位能耗降低|%|[13.5]|[10.8]\n新建学校|所|〔10〕|8\n新增学位|个|[待定]|300\n";
    assert_eq!(targets(rows), ["单位能耗 | fall eq 13.5 % | single 10.8 | 0.8 | -", "学校 | eq 10 所 | single 8 | 0.8 | -"]);
}

/// 服务指标 over numbers, with a column that reports on its right and none that asks, is what is asked for.
#[test]
fn a_column_of_numbers_names_no_row() {
    let pledges =
        "服务类别|服务标准|服务指标|实际表现\n房屋登记|16个工作天|90%|94%\n查阅登记册|15分钟|96%|90%\n登记册副本|1个工作天|98%|98%\n";
    assert_eq!(
        targets(pledges),
        [
            "房屋登记 | eq 90 % | single 94 | 1.044444444444 | -",
            "查阅登记册 | eq 96 % | single 90 | 0.9375 | -",
            "登记册副本 | eq 98 % | single 98 | 1 | -"
        ]
    );
    // Where a column asks, or the words are texts, 指标 names the rows; a number of the row is none.
    let named = "服务指标|目标值|完成值\n登记及时率|90%|94%\n副本差错率|≤2%|1%\n";
    assert_eq!(targets(named)[0], "登记及时率 | eq 90 % | single 94 | 1.044444444444 | -");
    let counted = "项目|实际表现\n1|94\n2|90\n3|98\n";
    assert!(Report::parse(counted).map_or(true, |report| report.targets().next().is_none()));
    let plain = "服务指标|实际表现\n登记及时率|94%\n副本差错率|1%\n";
    assert!(Report::parse(plain).map_or(true, |report| report.targets().next().is_none()));
}

/// The noun of a header keeps a 标准 in its middle, and an adjusted budget is one.
#[test]
fn a_header_gives_its_whole_noun() {
    let fields =
        "地区|高标准农田目标(万亩)|高标准农田完成(万亩)|节水灌溉目标(万亩)|节水灌溉完成(万亩)\n青山县|3.5|2.8|1|1.2\n北湖县|2|2.2|3|3\n";
    assert_eq!(targets(fields)[0], "青山县高标准农田 | eq 35000 亩 | single 28000 | 0.8 | -");
    let budget = "单位|年初预算|调整预算|支出数\n教育局|3200|3500|3325\n卫健局|1200|1250|1000\n";
    assert_eq!(targets(budget), ["教育局 | eq 3500 | single 3325 | 0.95 | -", "卫健局 | eq 1250 | single 1000 | 0.8 | -"]);
    // 2所在建 counts what is being built.
    let built = "任务|进展\n新建幼儿园10所|已建成8所,2所在建\n新建公园3个|已建成2个,1个在建\n";
    assert_eq!(targets(built), ["幼儿园 | eq 10 所 | single 8 | 0.8 | -", "公园 | eq 3 个 | single 2 | 0.666666666667 | -"]);
}

#[test]
fn a_time_in_a_name_is_no_unit_of_its_number() {
    let rows = "指标|目标值|完成值\n产妇42天访视数|214人|203人\n30日内办结件数|50件|48件\n指标3:0-6岁儿童管理数|90人|81人\n";
    let wanted = [
        "产妇42天访视数 | eq 214 人 | single 203 | 0.948598130841 | -",
        "30日内办结件数 | eq 50 件 | single 48 | 0.96 | -",
        "0-6岁儿童管理数 | eq 90 人 | single 81 | 0.9 | -",
    ];
    assert_eq!(targets(rows), wanted);
    // At its end a time is what is asked for, and a count in a name gives its unit as before.
    let counted = "任务|目标|完成\n新增停车位1000个|1000|1200\n优良天数300天|300|310\n";
    assert_eq!(targets(counted), ["停车位 | eq 1000 个 | single 1200 | 1.2 | -", "优良天数 | eq 300 天 | single 310 | 1.033333333333 | -"]);
}

#[test]
fn the_name_of_a_goal_is_no_goal_and_what_is_assessed_is_one() {
    let source = "类别|目标名称|考核内容及指标|完成情况\n\
                  农业|农田建设|建成高标准农田3000亩。|已建成高标准农田2400亩。\n\
                  教育|学位供给|新建学校6所,新增学位4200个。|已新建学校3所,新增学位2100个。\n\
                  交通|路网建设|改造农村公路50公里。|已改造农村公路60公里。\n";
    let wanted = [
        "高标准农田 | eq 3000 亩 | single 2400 | 0.8 | -",
        "学校 | eq 6 所 | single 3 | 0.5 | -",
        "学位 | eq 4200 个 | single 2100 | 0.5 | -",
        "农村公路 | eq 50 公里 | single 60 | 1.2 | -",
    ];
    assert_eq!(targets(source), wanted);
}

#[test]
fn numbers_one_cell_a_line() {
    let source = include_str!("tables/cells.txt");
    let report = read(source, "cells");
    let wanted = [
        "1 市人社局",
        "  城镇新增就业 | eq 50000 人 | single 48000 | 0.96 | 0.96",
        "2 市住建局",
        "  安居工程 | eq 3 套 | single 2 | 0.666666666667 | -",
        "3 市园林中心",
        "  街头公园 | eq 4 个 | stated - | - | 0.75",
        "4 市交通局、市财政局",
        "  农村公路提档升级 | ge 85 公里 | single 90.5 | 1.064705882353 | 1.065",
        "5 市人社局",
        "  调查失业率 | eq 5.5 % | single 5.1 | 1.078431372549 | -",
        "7 市文旅局",
        "  旅游总收入 | eq 12000000000 元 | single 9840000000 | 0.82 | 0.82",
    ];
    assert_eq!(gist(&report), wanted);
    assert_eq!(notes(&report), ["首页 > 政务公开 > 督查考核", "2024年9月重点指标进展情况", "发布日期:2024-10-12"]);
    // Bars in place of blank lines, and neither.
    let bars: String = source.split("\n\n").map(|cell| format!("{}|\n", cell.trim())).collect();
    assert_eq!(gist(&Report::parse(&bars).unwrap()), wanted);
    let tight: String = source.split("\n\n").map(|cell| format!("{}\n", cell.trim().replace('\n', ""))).collect();
    assert_eq!(
        Report::parse(&tight).unwrap().targets().map(written).collect::<Vec<_>>(),
        report.targets().map(written).collect::<Vec<_>>()
    );
}

#[test]
fn columns_apart_by_spaces() {
    let report = read(include_str!("tables/spaced.txt"), "spaced");
    assert_eq!(
        gist(&report),
        [
            "1 市人社局",
            "  城镇新增就业 | eq 50000 人 | single 48000 | 0.96 | 0.96",
            "2 市商务局",
            "  招商引资到位资金 | eq 12000000000 元 | single 9840000000 | 0.82 | 0.82",
            "3 市住建局",
            "  公园 | eq 12 | stated - | - | 0.75",
            "4 市交通局、市财政局",
            "  农村公路提档升级 | ge 85 公里 | single 90.5 | 1.064705882353 | 1.065",
            "5 市住建局",
            "  安居工程 | eq 1000 套 | single 800 | 0.8 | 0.8",
            "5 市住建局",
            "  安居工程竣工 | eq 500 套 | single 450 | 0.9 | 0.9",
            "6 市人社局",
            "  登记失业率 | eq 5.5 % | single 5.1 | 1.078431372549 | -",
            "7 市水务局",
            "  污水管网改造 | eq 30 公里 | single 12.6 | 0.42 | 0.42",
        ]
    );
    assert_eq!(
        notes(&report),
        [
            "附件2",
            "2024年1-9月全市重点工作目标进展表",
            "一、经济指标",
            "二、建设指标",
            "注:数据截至2024年9月30日。",
            "以上数据由各责任单位报送。"
        ]
    );
    assert_eq!(report.items[0].targets[0].outcome.elapsed, Some(Decimal::new(75, 2)));
    assert_eq!(
        report.items[0].mentions.iter().map(|mention| mention.cell).collect::<Vec<_>>(),
        [Column::Actual, Column::Target, Column::Rate]
    );
}

#[test]
fn sentences_in_columns_apart_by_spaces() {
    let report = read(include_str!("tables/wrapped.txt"), "spaced");
    assert_eq!(
        gist(&report),
        [
            "1 县住建局",
            "  公园 | eq 8 座 | single 6 | 0.75 | -",
            "  公园 | eq 5 座 | single 5 | 1 | -",
            "2 县人社局、县总工会",
            "  职业技能培训 | ge 20000 人次 | single 15000 | 0.75 | -",
            "3",
            "  停车位 | eq 1200 个 | single 1500 | 1.25 | -",
            "4 县农业农村局",
            "  高标准农田 | eq 30000 亩 | none - | - | -",
        ]
    );
}

#[test]
fn a_total_and_a_category_are_no_items() {
    let source = "某县2024年重点项目推进表(单位:万元)\n\
                  序号|项目名称|建设内容|年度计划投资|1-6月完成投资|完成率|责任单位\n\
                  (一)交通项目(2个)||||||\n\
                  1|环城公路|新建公路12公里|8000|4200|0.525|县交通局\n\
                  2|客运中心|建筑面积1.2万平方米|3000|3100|1.033|县交通局\n\
                  合计|||11000|7300|0.664|\n";
    let report = Report::parse(source).unwrap();
    assert_eq!(
        gist(&report),
        [
            "1 县交通局",
            "  环城公路 | eq 80000000 元 | single 42000000 | 0.525 | 0.525",
            "2 县交通局",
            "  客运中心 | eq 30000000 元 | single 31000000 | 1.033333333333 | 1.033",
        ]
    );
    assert_eq!(report.notes.len(), 3);
}

#[test]
fn a_table_without_a_task_names_its_header() {
    let says = |source: &str| Report::parse(source).unwrap_err().to_string();
    let told = |line: usize| {
        format!(
            "line {line}, column 1: the table cannot be read: its header is \"序号 | 责任单位 | 完成情况 | 备注\", in which 序号 is the number of the row, \
             责任单位 is the agency, 完成情况 is the result, 备注 is a remark; it needs a column that names what each row is of (指标, 项目, \
             重点工作), beside what is asked or what was reached"
        )
    };
    let header = ["序号", "责任单位", "完成情况", "备注"];
    let rows = [["1", "市住建局", "已完成", "无"], ["2", "市交通局", "正在推进", "无"]];
    for mark in ["  ", "|", ",", "\t"] {
        let lines: Vec<String> = std::iter::once(header).chain(rows).map(|row| row.join(mark)).collect();
        assert_eq!(says(&lines.join("\n")), told(1), "{mark}");
    }
    let cells: Vec<&str> = header.into_iter().chain(rows.concat()).collect();
    assert_eq!(says(&cells.join("\n\n")), told(1));
}

#[test]
fn spaces_make_no_table_of_prose() {
    let source = "今年以来 全县 上下 凝心聚力\n重点工作 进展 顺利 完成情况 良好\n新增就业 5000人 完成 年度目标\n";
    assert_ne!(Report::parse(source).unwrap().layout, "spaced");
}

#[test]
fn a_line_break_in_a_quoted_cell_hides_no_table() {
    for source in [
        "序号,工作任务,责任单位,完成情况\n1,\"城区新增停车位1000个。\n新建公园8座。\",市住建局,\"新增停车位800个。\n新建公园6座。\"\n",
        "序号,\"工作\n任务\",责任单位,\"完成\n情况\"\r\n1,\"城区新增停车位1000个。\r\n新建公园8座。\",市住建局,\"新增停车位800个。\r\n新建公园6座。\"\r\n",
    ] {
        let report = read(source, "delimited");
        assert_eq!(
            gist(&report),
            ["1 市住建局", "  城区停车位 | eq 1000 个 | single 800 | 0.8 | -", "  公园 | eq 8 座 | single 6 | 0.75 | -"],
            "{source}"
        );
        assert!(report.notes.is_empty(), "{:?}", report.notes);
    }
}

#[test]
fn a_mark_that_is_never_closed_swallows_no_row() {
    let rows: String = (1..=70).map(|row| format!("修路{row}公里,市交通局,已修路{row}公里\n")).collect();
    for source in [
        format!("工作任务,责任单位,完成情况\n\"建桥2座,市住建局,已建桥2座\n{rows}"),
        format!("工作任务,责任单位,完成情况\n{rows}\"建桥2座,市住建局,已建桥2座\n\"建桥3座,市住建局,已建桥3座\n"),
    ] {
        let report = Report::parse(&source).unwrap();
        let lines: Vec<usize> = report.items.iter().map(|item| item.line).collect();
        assert_eq!(lines, (2..=source.lines().count()).collect::<Vec<_>>());
        assert!(report.targets().count() == lines.len() && report.targets().all(|target| target.outcome.met == Some(true)));
        let streamed: Vec<_> = dabiao::Extractor::new().items(source.as_bytes()).map(Result::unwrap).collect();
        assert_eq!(streamed, report.items);
    }
}

#[test]
fn a_table_of_actual_figures_answers_by_the_column_of_the_year() {
    let asked = "一、2022年工作回顾\n旅游收入90亿元。\n三、2023年重点工作\n城镇新增就业1000人以上。旅游收入增长8%。\n";
    for given in [
        "序号,指标,2022年,2023年,比上年增长(%),备注\n1,城镇新增就业(人),900,\"1,200\",33.3,\n2,旅游收入(亿元),,,5.8,初步\n",
        "｜指标｜｜2023年｜2022年｜比上年增长%｜\n｜城镇新增就业(人)｜｜1200｜900｜33.3｜\n｜旅游收入(亿元)｜｜95.2｜90｜5.8｜\n",
    ] {
        let report = dabiao::Extractor::new().compare(asked, given).unwrap();
        let written: Vec<String> = report.targets().map(written).collect();
        assert_eq!(written, ["城镇就业 | ge 1000 人 | single 1200 | 1.2 | -", "旅游收入 | eq 8 % | single 5.8 | 0.725 | -"], "{given}");
        let units: Vec<&str> = report.targets().map(|target| target.outcome.figures[0].unit.as_str()).collect();
        assert_eq!(units, ["人", "%"]);
    }
}

#[test]
fn the_result_of_the_year_before_answers_no_target() {
    let report = Report::parse("指标,2021年完成,2022年目标,2022年完成\n新建公园(个),9,10,4\n新建学校(所),7,8,\n").unwrap();
    assert_eq!(gist(&report), ["-", "  公园 | eq 10 个 | single 4 | 0.4 | -", "-", "  学校 | eq 8 所 | none - | - | -"]);
}

#[test]
fn a_result_with_another_verb_than_the_target_is_text() {
    let report = |done| Report::parse(&format!("工作任务,年度目标,完成情况\n安居工程,竣工500套,{done}\n")).unwrap();
    assert_eq!(gist(&report("竣工300套")), ["-", "  安居工程 | eq 500 套 | single 300 | 0.6 | -"]);
    let begun = report("开工300套");
    assert_eq!(gist(&begun), ["-", "  安居工程 | eq 500 套 | single 300 | - | -"]);
    assert_eq!(begun.items[0].targets[0].outcome.reason, Some(dabiao::Reason::EarlierStep));
}

#[test]
fn what_came_of_a_task_is_its_progress() {
    for header in ["结果", "办理结果", "完成结果", "落实结果"] {
        let report = Report::parse(&format!("序号,工作任务,{header}\n1,新建公园10个,新建公园8个\n")).unwrap();
        assert_eq!(gist(&report), ["1", "  公园 | eq 10 个 | single 8 | 0.8 | -"], "{header}");
    }
}

#[test]
fn a_period_cut_off_the_word_behind_it_is_no_column() {
    let cells = "类别|序号|指标|单位|2020年|完成情况|2020年|规划目标|健康水平|1|婴儿死亡率|‰|2.41|≤4|2|5岁以下儿童死亡率|‰|3.47|≤6|资源配置|3|护士数|人|290|≥314|4|床位数|张|641|600";
    let report = read(&cells.replace('|', "\n\n"), "cells");
    assert_eq!(
        gist(&report),
        [
            "1",
            "  婴儿死亡率 | le 4 ‰ | single 2.41 | 1.659751037344 | -",
            "2",
            "  5岁以下儿童死亡率 | le 6 ‰ | single 3.47 | 1.729106628242 | -",
            "3",
            "  护士数 | ge 314 人 | single 290 | 0.923566878981 | -",
            "4",
            "  床位数 | eq 600 张 | single 641 | 1.068333333333 | -",
        ]
    );
}

#[test]
fn printed_rates_say_which_columns_they_are_of() {
    let source = "单位:万元\n\
        序号 | 类型 | 计划下达 | 投资完成 | 完成率 | |||\n\
        年度计划 | 省级资金 | 计划完成 | 省级完成 | 年度计划 | 省级资金 | ||\n\
        1 | 水库加固 | 2100 | 700 | 2000 | 630 | 95.2% | 90.0% |\n\
        2 | 河道治理 | 5000 | 600 | 3470 | 310 | 69.4% | 51.7% |\n\
        3 | 水闸加固 | 2600 | 1600 | 1800 | 800 | 69.2% | 50.0% |\n";
    let report = read(source, "pipe");
    let rows: Vec<String> = gist(&report).into_iter().filter(|row| row.contains("水库加固") || row.contains("河道治理")).collect();
    assert_eq!(
        rows.iter().map(|row| row.split(" | ").skip(1).take(3).collect::<Vec<_>>().join(" ")).collect::<Vec<_>>(),
        [
            "eq 21000000 元 single 20000000 0.952380952381",
            "eq 7000000 元 single 6300000 0.9",
            "eq 50000000 元 single 34700000 0.694",
            "eq 6000000 元 single 3100000 0.516666666667",
        ]
    );
}

#[test]
fn a_header_cut_over_lines_is_laid_over_what_stands_below() {
    let source = "单位:亿元\n县区 增速\n全市重点项目完成情况\n年度投资计划 前三季度\n\n投资计划\n1-7月\n\n完成投资\n完成前三季度计划占比(%)\n\
        东县 12.9% 527.3 371.5 291.5 78.5%\n西县 13.7% 59.4 43.4 35.9 82.7%\n南县 13.4% 41.2 29.5 26.8 90.8%\n";
    let report = Report::parse(source).unwrap();
    let east: Vec<String> = gist(&report).into_iter().filter(|row| row.contains("东县")).collect();
    assert_eq!(east.len(), 2, "{east:?}");
    assert!(east[0].contains("eq 52730000000 元 | single 29150000000"), "{east:?}");
    assert!(east[1].contains("eq 37150000000 元 | single 29150000000 | 0.7846"), "{east:?}");
}

#[test]
fn several_units_in_front_suit_several_columns() {
    let source = "单位:个、亿元\n县区 | 项目个数 | 年投资计划 | 完成投资额 | 年计划投资完成率\n东县 | 57 | 82.5 | 65.1 | 78.9%\n西县 | 27 | 42.6 | 31.2 | 73.2%\n";
    let report = read(source, "pipe");
    assert_eq!(gist(&report)[1], "  东县投资 | eq 8250000000 元 | single 6510000000 | 0.789090909091 | 0.789");
}

#[test]
fn a_fund_named_after_a_budget_is_no_plan() {
    let source = "收入 | 决算数 | 支出 | 一般公共预算财政拨款 | 政府性基金预算财政拨款\n\
        经费拨款 | 307.82 | 公共服务 | 264.87 | 0.50\n事业收入 | 10.50 | 教育支出 | 7.10 | 0.30\n";
    let report = Report::parse(source);
    assert!(report.is_err() || report.is_ok_and(|report| report.targets().next().is_none()));
}

#[test]
fn one_quarter_of_several_is_no_full_answer() {
    let outcome = |source: &str| Report::parse(source).unwrap().items.remove(0).targets.remove(0).outcome;
    for source in [
        "序号,工作任务,第一季度,第二季度\n1,新建公园10个,新建公园4个,\n",
        "序号,工作任务,一季度,二季度\n1,新建公园10个,新建公园6个,新建公园4个\n",
        "指标,年度目标,完成情况,\n,,第一季度,第二季度\n新建公园(个),10,6,4\n",
        "指标,年度目标,第二季度\n新建公园(个),10,4\n",
    ] {
        let part = outcome(source);
        assert_eq!(
            (word(&part.quality), part.reason.map(|reason| word(&reason))),
            ("proxy".into(), Some("part_period".into())),
            "{source}"
        );
        assert_eq!((part.ratio, part.met, plain(part.proxy_ratio).as_str()), (None, None, "0.4"), "{source}");
    }
    // Another reason stays what it is, and words are of no quarter.
    let early = outcome("序号,工作任务,第一季度,第二季度\n1,新建公园10个,开工公园6个,开工公园4个\n");
    assert_eq!(early.reason.map(|reason| word(&reason)), Some("earlier_step".into()));
    let words = outcome("序号,工作任务,第一季度,第二季度\n1,新建公园10个,,已全部完成\n");
    assert_eq!((word(&words.quality), words.met), ("direct".into(), Some(true)));
    // Until the end of March there is no more; 累计 and 1-6月 are all that was done.
    for source in [
        "序号,工作任务,第一季度\n1,新建公园10个,新建公园4个\n",
        "指标,年度目标,第一季度,第二季度,累计\n新建公园(个),10,1,3,4\n",
        "指标,年度目标,第一季度,第二季度,1-6月\n新建公园(个),10,1,3,4\n",
    ] {
        let whole = outcome(source);
        assert_eq!((word(&whole.quality), plain(whole.ratio).as_str()), ("direct".into(), "0.4"), "{source}");
    }
}

#[test]
fn a_cell_with_more_than_one_number_is_text() {
    for source in [
        "序号,工作任务,完成情况\n1,收储2000亩,收储1869亩(经营性用地1565亩(商业100亩))\n",
        "工作任务,年度目标,完成情况\n土地,收储2000亩,收储1869亩(经营性用地1565亩(商业100亩))\n",
    ] {
        let report = Report::parse(source).unwrap();
        let item = &report.items[0];
        let progress = item.mentions.iter().filter(|mention| mention.cell == Column::Progress);
        assert_eq!(progress.map(|mention| mention.text.as_str()).collect::<Vec<_>>(), ["1869亩", "1565亩", "100亩"], "{source}");
        let outcome = &item.targets[0].outcome;
        assert_eq!((outcome.figures[0].text.as_str(), plain(outcome.ratio).as_str()), ("收储1869亩", "0.9345"), "{source}");
    }
    let report = Report::parse("序号,工作任务,完成情况\n1,收储2000亩,收储1869亩\n").unwrap();
    assert_eq!(report.items[0].targets[0].outcome.figures[0].text, "收储1869亩");
}

#[test]
fn an_operator_in_a_column_of_its_own_is_the_bound() {
    let source = "三级指标\t指标性质\t指标值\t度量单位\t实际完成值\t得分\n\
                  公务用车运行维护费\t≤\t18\t万元\t16.42\t10\n\
                  社会公众满意度\t≥\t90\t%\t93.5\t10\n\
                  培训场次\t=\t4\t场\t4\t10\n";
    let report = read(source, "delimited");
    assert_eq!(
        report.targets().map(written).collect::<Vec<_>>(),
        [
            "公务用车运行维护费 | le 180000 元 | single 164200 | 1.096224116931 | -",
            "社会公众满意度 | ge 90 % | single 93.5 | 1.038888888889 | -",
            "培训场次 | eq 4 场 | single 4 | 1 | -",
        ]
    );
    // What the cell says itself is nearer.
    let own = Report::parse("指标,指标性质,指标值,实际完成值\n培训场次,≥,≤20场,18场\n").unwrap();
    assert_eq!(word(&own.items[0].targets[0].bound), "le");
}

#[test]
fn a_verb_at_the_end_of_a_name_acts_on_it() {
    let polarity = |row: &str| {
        let report = Report::parse(&format!("指标名称,年度目标,实际完成\n{row}\n")).unwrap();
        let target = &report.items[0].targets[0];
        (word(&target.polarity), plain(target.outcome.ratio))
    };
    for name in ["信访积案化解", "安全隐患整改", "不良贷款处置", "贫困人口脱贫"] {
        assert_eq!(polarity(&format!("{name},20件,18件")), ("positive".to_owned(), "0.9".to_owned()), "{name}");
    }
    // The thing itself is still unwanted.
    for name in ["生产安全事故起数", "信访积案", "信访积案未化解"] {
        assert_eq!(polarity(&format!("{name},20件,16件")), ("negative".to_owned(), "1.25".to_owned()), "{name}");
    }
}

#[test]
fn a_second_header_of_another_kind_takes_over() {
    let source = "项目资金(万元) | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分\n\
                  年度资金总额 | 860.00 | 860.00 | 812.35 | 10 | 94.46% | 9.45\n\
                  一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分\n\
                  产出指标 | 数量指标 | 养护县道里程 | 286公里 | 280公里 | 10 | 10\n";
    let report = Report::parse(source).unwrap();
    // The money has a unit in the header of its names, and answers what was budgeted for the whole year.
    assert_eq!(
        report.targets().map(written).collect::<Vec<_>>(),
        [
            "年度资金总额 | eq 8600000 元 | single 8123500 | 0.944593023256 | 0.9446",
            "养护县道里程 | eq 286 公里 | single 280 | 0.979020979021 | -"
        ]
    );
    // A row of words is no header, though it may name a column or two.
    let words = "序号|工作任务|责任单位|完成情况\n一|目标任务|市科技局|完成情况良好\n二|新建公园3个|市林业局|新建公园2个\n";
    let report = Report::parse(words).unwrap();
    assert_eq!(report.targets().map(written).collect::<Vec<_>>(), ["公园 | eq 3 个 | single 2 | 0.666666666667 | -"]);
}

#[test]
fn a_cell_may_hold_an_amount_and_its_growth_and_a_result_lack_its_unit() {
    let two = Report::parse("指标名称\t年度目标\t实际完成\n地区生产总值\t200亿元,增长6.5%\t196.3亿元,增长5.8%\n").unwrap();
    assert_eq!(
        two.targets().map(written).collect::<Vec<_>>(),
        ["地区生产总值 | eq 20000000000 元 | single 19630000000 | 0.9815 | -", "地区生产总值 | eq 6.5 % | single 5.8 | 0.892307692308 | -"]
    );
    let told = |row: &str| {
        let report = Report::parse(&format!("序号|工作任务|年度目标|完成情况\n1|{row}\n")).unwrap();
        let found = report.targets().map(|target| plain(target.outcome.ratio)).collect::<Vec<_>>();
        found.join(" ")
    };
    assert_eq!(told("城镇新增就业(人)|6000|上半年完成3280,占54.7%"), "0.546666666667");
    assert_eq!(told("高标准农田(万亩)|2.5|已建成1.1,其余正在施工"), "0.44");
    assert_eq!(told("高新技术企业(家)|50|申报35,认定20"), "0.4");
    assert_eq!(told("新增就业(人)|3000|较去年增加200,完成3100"), "1.033333333333");
    // A year, a rate and a number of something else are no result, nor is one of two that may be meant.
    for said in ["计划于2025完成", "完成率54.7,在推进", "已召开会议,第3次", "完成人工就业3000、转移2200", "计划改造20", "完成48,完成9"]
    {
        assert_eq!(told(&format!("城镇新增就业(人)|6000|{said}")), "-", "{said}");
    }
}

/// Words that headers and cells are made of, and marks that break readers.
fn fragments() -> Vec<&'static str> {
    vec![
        "序号",
        "指标名称",
        "目标任务",
        "重点工作",
        "计量单位",
        "单位",
        "年度目标",
        "完成数",
        "完成情况",
        "完成率%",
        "责任单位",
        "配合单位",
        "1-6月",
        "累计",
        "全年",
        "1",
        "2",
        "3.",
        "(4)",
        "35",
        "50000",
        "≥50个",
        "≤90万元",
        "5-7",
        "-3.2",
        "下降3.4以上",
        "96%",
        "0.96",
        "人",
        "万元",
        "/",
        "—",
        "无",
        "市人社局",
        "其中:竣工",
        "城镇新增就业(人)",
        "新建公园8座",
        "已建成6座",
        "截至9月底",
        "全覆盖",
        "一、经济发展",
        "备注:略",
        "注",
        "\"",
        "\"\"",
        "(",
        "）",
        "術(shù)",
        "99999999999999999999999999999999",
        "2024年",
        "单位:万元",
        "---",
        "\u{3000}",
        "\u{feff}",
    ]
}

proptest::proptest! {
    // Failing cases that were found stand beside this file.
    #![proptest_config(proptest::prelude::ProptestConfig {
        failure_persistence: Some(Box::new(proptest::test_runner::FileFailurePersistence::WithSource("regressions"))),
        ..Default::default()
    })]

    #[test]
    fn any_table_gives_spans_that_hold(
        words in proptest::collection::vec(proptest::sample::select(fragments()), 4..80),
        gaps in proptest::collection::vec(0_usize..9, 4..80),
        mark in proptest::sample::select(vec!["|", "\t", ",", "  ", " ", "\n\n", "\n", "|\n"]),
        header in proptest::sample::select(vec!["序号~指标名称~计量单位~年度目标~完成数~完成率~责任单位", "序号~重点工作~责任单位~完成情况", "指标~目标~完成情况~~\n~全年~1-6月~累计~完成率", ""]),
    ) {
        let mut source = header.replace('~', mark);
        source.push_str(if mark.contains('\n') { mark } else { "\n" });
        for (word, gap) in words.iter().zip(gaps) {
            source.push_str(word);
            source.push_str(if gap == 0 && !mark.contains('\n') { "\n" } else if gap == 8 { "" } else { mark });
        }
        if let Ok(report) = Report::parse(&source) {
            let figures = report.targets().flat_map(|target| target.outcome.figures.iter().chain(&target.outcome.rivals));
            let evidence = figures.map(|figure| &figure.spans).chain(report.targets().map(|target| &target.spans));
            for span in evidence.chain(report.items.iter().flat_map(|item| item.mentions.iter().map(|mention| &mention.spans))).flatten() {
                proptest::prop_assert!(span.from < span.to && source.get(span.from..span.to).is_some(), "{span:?} of {source:?}");
            }
            let streamed: Vec<_> = dabiao::Extractor::new().items(source.as_bytes()).map(|item| item.unwrap()).collect();
            proptest::prop_assert_eq!(streamed, report.items);
        }
    }
}

/// What stands in front of the names are their codes, whatever the header calls them; nothing is asked for.
#[test]
fn codes_of_rows_are_no_targets() {
    let rows = "301|工资福利支出|95.36\n30101|基本工资|14.12\n30102|津贴补贴|39.72\n30103|奖金|6.10\n";
    for code in ["经济分类科目编码", "科目编码", "功能分类代码", "分类号", "指标"] {
        let source = format!("单位:万元\n\n{code}|科目名称|决算数\n{rows}");
        let found: Vec<_> =
            Report::parse(&source).map_or_else(|_| Vec::new(), |report| report.items).into_iter().flat_map(|item| item.targets).collect();
        assert!(found.is_empty(), "{code}: {:?}", found.iter().map(|target| &target.text).collect::<Vec<_>>());
    }
    // Behind the names the column of numbers is what is asked for.
    let report = Report::parse("服务项目|服务指标|实际表现\n答复来信|90|97\n办理登记|95|99\n核发证书|98|100\n").unwrap();
    assert_eq!(
        report.items.iter().flat_map(|item| &item.targets).filter_map(|target| target.value).collect::<Vec<_>>(),
        [90, 95, 98].map(Decimal::from)
    );
}

/// What is read of some lines, whatever the layout: the written targets.
fn targets_of(source: &str) -> Vec<String> {
    Report::parse(source).map_or_else(|_| Vec::new(), |report| report.targets().map(written).collect())
}

/// Rows whose cells ran over lines and into each other, under a header that cannot be laid over them: the numbers say what they are.
#[test]
fn numbers_that_agree_say_which_is_asked_and_which_was_reached() {
    let cut = "盐税收入执行情况表 | 科 目 | 本年计划数 | 累计完成数 | 累计完成数 | 占计划% | 备注 | 上级 | 本级 | 小 计 | 合计 | 9000 | 310 |\n\
        | 1290 | 1600 | 17.78 |\n| 井盐税 | 4000 | 310 | 90 |\n| 400 | 10.00 |\n| 池盐税 | 2500 |\n| 500 |\n| 500 | 20.00 |\n\
        | 海盐税 | 1500 | 100 |\n| 200 | 300 | 20.00 |\n| 岩盐税 | 700 | 50 |\n| 34 | 84 | 12.00 |\n";
    let found = targets_of(cut);
    for row in [
        "eq 4000 | single 400 | 0.1 | 0.1",
        "eq 2500 | single 500 | 0.2 | 0.2",
        "eq 1500 | single 300 | 0.2 | 0.2",
        "eq 700 | single 84 | 0.12 | 0.12",
    ] {
        assert!(found.iter().any(|target| target.ends_with(row)), "{row}: {found:?}");
    }
    let glued = "岁入表\n款    别 预 算 数 决 算 数 两 数 之 差 百分比\n单位:元\n一、茶课收入 8,000,000 7,600,000(-) 400,000(-) 5.00 61.10 1.茶 引 收 \
        入 5,000 6,250 1,250 25.00 1.40 2.马课收入\n    3.渡课收入 20,000 17,000(-) 3,000(-) 15.00 9.30 4.市课收入 400 500 100 25.00 0.20\n";
    let found = targets_of(glued);
    for row in [
        "eq 8000000 元 | single 7600000 | 0.95 | -",
        "eq 5000 元 | single 6250 | 1.25 | -",
        "渡课收入 | eq 20000 元 | single 17000 | 0.85 | -",
        "eq 400 元 | single 500 | 1.25 | -",
    ] {
        assert!(found.iter().any(|target| target.ends_with(row)), "{row}: {found:?}");
    }
    for none in [
        // Growth against an earlier year.
        "岁入表\n科 目 上年决算 本年决算 增减 百分比\n预算\n茶课收入 8,000 7,600 -400 -5.00\n马课收入 5,000 6,250 1,250 25.00\n渡课收入 20,000 17,000 -3,000 -15.00\n",
        // Two rows are not enough.
        "岁入表 计划 完成 占计划% 县 乡 小计\n茶课收入 8,000 300 100 400 5.00\n马课收入 5,000 600 650 1,250 25.00\n",
        // Numbers that do not agree.
        "岁入表 计划 完成 占计划% 县 乡 小计\n茶课收入 8,000 300 100 400 7.00\n马课收入 5,000 600 650 1,250 21.00\n渡课收入 900 70 80 150 12.00\n",
    ] {
        assert!(Report::parse(none).map_or(true, |report| report.layout != "reckoned"), "{none}");
    }
}

/// Lines that end in a target and a result, in the order that the words in front give.
#[test]
fn lines_that_end_in_two_values_are_pledges() {
    let pledges = "渡口年报\n服務承諾 服務目標 2031年實際成績 *\nPledge Performance Achievement\nTarget in 2031*\n3 渡船誤點:\nFor late ferries:\n\
        (a) 船員會在10分鐘內通報; 96% 98.5%\nCrew will report within 10 minutes;\n(b) 後備船會在1小時內抵達。\nA spare ferry will arrive within 1 hour of 91% 90%\n\
        the report.\n(c) 退票會在2天內辦妥; 88% 100%\nRefunds will be made within 2 days;\n";
    let found = targets_of(pledges);
    assert_eq!(found.len(), 3, "{found:?}");
    for row in ["eq 96 % | single 98.5", "eq 91 % | single 90", "eq 88 % | single 100"] {
        assert!(found.iter().any(|target| target.contains(row)), "{row}: {found:?}");
    }
    let reversed = "渡口年報\n2031\n(實際)(Actual) (目標)(Target)\n載客航次 1\nNumber of trips 4,300 4,000\n維修船隻總數\nNumber of ferries repaired 36 40\n\
        巡查碼頭總數\nNumber of piers inspected 75 60\n";
    let found = targets_of(reversed);
    for row in ["载客航次 | eq 4000", "维修船只总数 | eq 40", "巡查码头总数 | eq 60"] {
        assert!(found.iter().any(|target| target.starts_with(row) && target.contains("single")), "{row}: {found:?}");
    }
    for none in [
        // Another column stands among the two.
        "渡口年报\n项目 目标 实际 上年\n载客航次 4000 4300\n维修船只 40 36\n巡查码头 60 75\n",
        // Nothing says which is which.
        "渡口年报\n2030 2031\n载客航次 4000 4300\n维修船只 40 36\n巡查码头 60 75\n",
        // A third number stands in front.
        "渡口年报\n目标 实际\n载客航次 12 4000 4300\n维修船只 3 40 36\n巡查码头 5 60 75\n",
    ] {
        assert!(Report::parse(none).map_or(true, |report| report.layout != "paired"), "{none}");
    }
}

/// Performance sheets whose header stands at the end of another row or is cut over lines.
#[test]
fn a_performance_sheet_with_a_broken_header_is_read_by_its_form() {
    let shifted = "2031年度渡口支出自评表 | 部门:东渡所 |\n|\n| 公开表 | 项目名称 | 渡船维护 | 资金 |\n| 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 | 总额 |\n\
        | 57 | 57 | 10 | 100% | 10 | 绩效指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施 | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 产出指标 | 数量指标 | 维护渡船数 | ≥ | 14 | 艘 | 15 | 10 | 10 |\n\
        | 质量指标 | 检修合格率 | ≥ | 97 | % | 99% | 10 | 10 |\n| 船体焊缝合格率 | = | 95 | % | 94% | 10 | 9 |\n";
    let found = targets_of(shifted);
    for row in ["维护渡船数 | ge 14 艘 | single 15", "检修合格率 | ge 97 % | single 99", "船体焊缝合格率 | eq 95 % | single 94"]
    {
        assert!(found.iter().any(|target| target.starts_with(row)), "{row}: {found:?}");
    }
    let spaced = "年度绩效指标完成情况 一级\n指标\n三级指标 目标值 完成值 得分 分值 备注\n(50分)\n数量指标 指标1:检修渡船数量 6 7 10 10\n\
        指标2:更换缆绳数量 9 8 10 9\n……\n质量指标\n指标1:渡船完好 10 10\n指标2:\n……\n效益指标 指标1:候船满意度 90% 96% 10 10\n";
    let found = targets_of(spaced);
    for row in ["eq 6 | single 7", "eq 9 | single 8", "eq 90 % | single 96"] {
        assert!(found.iter().any(|target| target.contains(row)), "{row}: {found:?}");
    }
}

/// Of the only target in a unit the same number in the cell beside it tells, whatever it is called; and so does the share that it says is completed.
#[test]
fn what_a_cell_says_again_of_the_only_target_answers_it() {
    let table = |task: &str, told: &str| {
        targets_of(&format!(
            "序号|工作任务|进展情况\n1|{task}|{told}\n2|改建渡口公厕7座|已建成渡口公厕7座\n3|培训船员60名|已培训船员55名\n"
        ))
    };
    for (task, told, row) in
        [("更新改造沿河垃圾房120个", "已完成120个棚屋翻新", "single 120"), ("整修沿河步道30处", "已开挖,完成45%", "stated 45 | - | 0.45")]
    {
        let found = table(task, told);
        assert!(found[0].contains(row), "{found:?}");
    }
    for (task, told) in [
        ("更新改造沿河垃圾房120个", "已完成110个棚屋翻新"),
        ("更新改造沿河垃圾房120个,凉亭9个", "已完成120个棚屋翻新"),
        ("更新改造沿河垃圾房120个", "已完成120个棚屋翻新,清理45个水塘"),
    ] {
        let found = table(task, told);
        assert!(!found[0].contains("single 120"), "{found:?}");
    }
}

/// A matrix one cell a line: in most rows each rate is that of its target, so that it is known which group has none and, in a short row, which are
/// gone.
#[test]
fn the_rates_of_a_matrix_say_where_its_groups_stand() {
    let lines = |cells: &str, mark: &str| cells.split('|').map(|cell| format!("{cell}{mark}\n")).collect::<String>();
    let header = "地区|草编工程|编筐(只)|晒鱼缺勤率低于(%)|织席(张)|渡口会|目标|任务|进度|完成率(%)|目标|任务|进度|完成率(%)|目标|任务|进度|完成率(%)";
    let full = "东坪县|800|640|80|3.2|2.9|50|61|122|西坪县|700|735|105|3.2|3.1|60|57|95|南坪县|900|810|90|3.2|3|40|34|85";
    let rows = ["东坪县编筐 | eq 800 只 | single 640 | 0.8 | 0.8", "西坪县织席 | eq 60 张 | single 57 | 0.95 | 0.95"];
    let rate = "南坪县晒鱼缺勤率 | lt 3.2 % | single 3 | 1.066666666667 | -";
    // A bar behind each cell or none, blank lines between them or none; a name without numbers.
    for mark in ["", "\n", " |"] {
        let source = format!("渡口手艺进度表\n{}{}", lines(header, mark), lines(&format!("{full}|北坪县"), mark));
        let report = read(&source, "grouped");
        let found: Vec<String> = report.targets().map(written).collect();
        assert_eq!(found.len(), 9, "{mark:?}: {found:?}");
        for row in rows.iter().chain([&rate]) {
            assert!(found.iter().any(|target| target == row), "{row}: {found:?}");
        }
    }
    let more = |row: &str| {
        let source = format!("{}{}", lines(header, "\n"), lines(&format!("{full}|{row}"), "\n"));
        targets_of(&source).into_iter().filter(|target| target.starts_with("北坪县")).collect::<Vec<_>>()
    };
    // The group without rates is gone: two are known by theirs.
    assert_eq!(
        more("北坪县|500|450|90|20|19|95"),
        ["北坪县编筐 | eq 500 只 | single 450 | 0.9 | 0.9", "北坪县织席 | eq 20 张 | single 19 | 0.95 | 0.95"]
    );
    // Of one group alone nothing says which it is; a rate of something else is none of a target; two numbers may be of any.
    assert_eq!(more("北坪县|500|450|90"), Vec::<String>::new());
    assert_eq!(more("北坪县|500|450|31|20|19|44"), Vec::<String>::new());
    assert_eq!(more("北坪县|500|450"), Vec::<String>::new());
    // Half of the rates of a full row are others.
    assert_eq!(more("北坪县|500|450|31|3.2|3|20|19|95"), Vec::<String>::new());
    let none = |header: &str, body: &str| {
        let source = format!("{}{}", lines(header, "\n"), lines(body, "\n"));
        assert!(Report::parse(&source).map_or(true, |report| report.layout != "grouped"), "{source}");
    };
    // Rates that are of nothing in the row; too few rows; groups that cannot be told from what stands above them.
    none(header, "东坪县|800|640|31|3.2|2.9|50|61|44|西坪县|700|735|17|3.2|3.1|60|57|22|南坪县|900|810|63|3.2|3|40|34|19");
    none(header, "东坪县|800|640|80|3.2|2.9|50|61|122|西坪县|700|735|105|3.2|3.1|60|57|95");
    none(&header.replace("(只)", "").replace("(张)", ""), full);
}

/// Indicator, value with unit and first figure of every target.
fn asked(source: &str) -> Vec<String> {
    let Ok(report) = Report::parse(source) else { return Vec::new() };
    let figure = |target: &Target| plain(target.outcome.figures.first().and_then(|figure| figure.value));
    report.targets().map(|target| format!("{} {}{} {}", target.indicator, plain(target.value), target.unit, figure(target))).collect()
}

#[test]
fn a_share_of_nearly_all_is_no_limit() {
    let polarity = |row: &str| {
        let report = Report::parse(&format!("服务承诺|目标|实绩\n{row}\n办结申请|95%|96%\n")).unwrap();
        let target = report.targets().next().unwrap();
        (target.polarity, target.outcome.met)
    };
    assert_eq!(polarity("当天跟进收到的投诉|96%|97.2%"), (Polarity::Positive, Some(true)));
    assert_eq!(polarity("市民的投诉|4%|3%"), (Polarity::Negative, Some(true)));
    assert_eq!(polarity("市民的投诉|96宗|97宗"), (Polarity::Negative, Some(false)));
    assert_eq!(polarity("市民的投诉率|不高于95%|96%"), (Polarity::Negative, Some(false)));
}

#[test]
fn rows_of_a_sheet_below_no_header_say_what_they_ask_by_their_bounds() {
    let sheet = "路灯完好率 | ≥ | 95 | % | 96 | 5 |\n成本指标 | 养护成本 | ≤ | 12 | 万元 | 11.5 | 10 |\n更换灯杆 | = | 40 | 根 | 38 | 10 |\n效益指标 | 居民投诉办结率 | ≥ | 90 | % | 92 | 20 |\n";
    assert_eq!(asked(sheet), ["路灯完好率 95% 96", "养护成本 120000元 115000", "更换灯杆 40根 38", "居民投诉办结率 90% 92"]);
    // Points are near the goal in no row, so that nothing tells whether one of the numbers was reached.
    let goals = "路灯完好率 | ≥ | 95 | % | 5 |\n成本指标 | 养护成本 | ≤ | 12 | 万元 | 30 |\n更换灯杆 | = | 40 | 根 | 10 |\n";
    assert_eq!(asked(goals), ["路灯完好率 95% -", "养护成本 120000元 -", "更换灯杆 40根 -"]);
    let both = "路灯完好率 | ≥ | 95 | % | 96 | 95 |\n养护成本 | ≤ | 12 | 万元 | 12 | 12 |\n更换灯杆 | = | 40 | 根 | 38 | 40 |\n";
    assert_eq!(asked(both), ["路灯完好率 95% -", "养护成本 120000元 -", "更换灯杆 40根 -"]);
    // Two rows are none, nor are rows that all ask for the same.
    let two = "路灯完好率 | ≥ | 95 | % | 96 | 5 |\n养护成本 | ≤ | 12 | 万元 | 11.5 | 10 |\n";
    assert_eq!(asked(two), [] as [&str; 0]);
    let alike = "甲项 | = | 100 | % | 100 | 5 |\n乙项 | = | 100 | % | 100 | 5 |\n丙项 | = | 100 | % | 100 | 5 |\n";
    assert_eq!(asked(alike), [] as [&str; 0]);
}

#[test]
fn a_sheet_of_goals_needs_no_results() {
    let header = "项目名称 项目单位 预算数 年度绩效目标 一级指标 二级指标 三级指标 指标性质 指标方向 目标值 计量单位 分值";
    let rows = "路灯养护 某县路灯所 30,700.00 保障城区照明。 产出指标(50分) 数量指标 更换灯杆 正向 大于等于 40 根 10\n质量指标 路灯完好率 正向 大于等于 95 % 10\n成本指标 养护成本 反向 小于等于 12 万元 7.5\n社会效益 群众出行安全度 定性\n明显提高\n15\n满意度指标 居民满意度 正向 大于等于 90 % 10\n";
    assert_eq!(asked(&format!("{header}\n{rows}")), ["更换灯杆 40根 -", "路灯完好率 95% -", "养护成本 120000元 -", "居民满意度 90% -"]);
}

#[test]
fn numbers_below_a_word_for_names_are_those_of_rows_whose_own_word_is_gone() {
    let rows = |first: &str| {
        format!(
            "年份 | 承诺 | 目前情况 | |\n2019 | {first} | 设立4个服务站。 | 已设立4个服务站。 |\n2019 | 2. | 新建步道6条。 | 已新建步道5条。 |\n2019 | 3. | 培训导赏员80名。 | 已培训导赏员90名。 |\n"
        )
    };
    assert_eq!(asked(&rows("1.")), ["服务站 4个 4", "步道 6条 5", "导赏员 80名 90"]);
    // A remark that has no word of its own stays where it is.
    let remark = "序号 | 工作任务 | 完成情况 | |\n1 | 设立4个服务站。 | 已设立4个服务站。 | 甲 |\n2 | 新建步道6条。 | 已新建步道5条。 | 乙 |\n3 | 培训导赏员80名。 | 已培训导赏员90名。 | 丙 |\n";
    assert_eq!(asked(remark), ["服务站 4个 4", "步道 6条 5", "导赏员 80名 90"]);
}

#[test]
fn what_a_name_ends_in_counts_where_no_unit_is_printed() {
    let table = "指标 | 目标值 | 实际值\n学员人数 | 500 | 480\n改造户数 | 60 | 61\n开放天数 | 300 | 310\n综合指数 | 90 | 92\n每千人床位数 | 6 | 7\n";
    assert_eq!(asked(table), ["学员人数 500人 480", "改造户数 60户 61", "开放天数 300天 310", "综合指数 90 92", "每千人床位数 6 7"]);
    let money = "单位:万元\n指标 | 目标值 | 实际值\n学员人数 | 500 | 480\n培训经费 | 60 | 55\n";
    assert_eq!(asked(money), ["学员人数 500人 480", "培训经费 600000元 550000"]);
    let people = "单位:万人\n指标 | 目标值 | 实际值\n参保人数 | 50 | 48\n新增就业人数 | 6 | 7\n";
    assert_eq!(asked(people), ["参保人数 500000人 480000", "就业人数 60000人 70000"]);
}

#[test]
fn a_range_in_a_cell_is_a_number_and_rates_that_are_all_whole_make_no_result_a_target() {
    let table = "技术指标名称 | 单位 | 合同技术指标 | 实际完成情况\n申请专利 | 项 | 6~8 | 9(授权3)\n鉴定成果 | 项 | 2~3 | 4\n培养博士 | 人 | 5 | 6\n";
    assert_eq!(asked(table), ["申请专利 6项 9", "鉴定成果 2项 4", "培养博士 5人 6"]);
    let rates = "县区名 | 常住人口(人) | 目标人数(按30%比例) | 甲病筛查 | | 乙病筛查 | |\n | | | 累计完成(例) | 完成率(%) | 累计完成(例) | 完成率(%) |\n东县 | 100 | 30 | 30 | 100.00% | 31 | 100.00% |\n西县 | 200 | 60 | 60 | 100.00% | 60 | 100.00% |\n南县 | 300 | 90 | 90 | 100.00% | 97 | 100.00% |\n北县 | 400 | 120 | 120 | 100.00% | 120 | 100.00% |\n";
    for target in asked(rates) {
        assert!(!target.contains(" 31例") && !target.contains(" 97例"), "{target}");
    }
}

#[test]
fn rows_below_a_word_of_a_header_make_no_form() {
    let cells = "一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 产出 指标 数量 指标 造林面积 30亩 28亩 10 9 质量 指标 成活率 85% 86% 7 7 时效 指标 当期完成 90% 95% 8 8";
    let source: String = cells.split(' ').flat_map(|cell| [cell, "\n\n"]).collect();
    assert_eq!(asked(&source), ["造林面积 30亩 28", "成活率 85% 86", "当期完成 90% 95"]);
}

#[test]
fn a_number_behind_an_equals_sign_is_the_one_asked_for() {
    let sheet = "三级指标 | 指标值 | 全年实际完成值 | 原因 |\n巡护林地面积 | =410亩 | =400亩 | |\n林区开放天数 | =300天 | =300天 | |\n巡护员培训率 | =100% | =98% | |\n";
    assert_eq!(asked(sheet), ["巡护林地面积 410亩 400", "林区开放天数 300天 300", "巡护员培训率 100% 98"]);
    // What is no number alone stays a text.
    for cell in ["=甲项", "3=4", "=2+2个"] {
        let sheet = format!("三级指标 | 指标值 | 全年实际完成值 |\n巡护林地面积 | {cell} | 已巡护 |\n林区开放天数 | 300天 | 290天 |\n");
        assert_eq!(asked(&sheet), ["林区开放天数 300天 290"], "{cell}");
    }
}

#[test]
fn what_was_spent_so_far_answers_a_budget_and_not_what_was_spent_of_late() {
    let head = "填报单位: | 某市本级 | 单位:元 | | | |\n项 目 | 2022年预算数 | 2022年调整后预算数 | 当期执行数 | 累计执行数 | 上年同期累计执行数 | 预算执行进度(%) |\n";
    let rows = "一、收入合计 | 9,000.00 | 8,000.00 | 1,000.00 | 4,800.00 | 4,000.00 | 60.00% |\n1.保险费收入 | 6,000.00 | 5,000.00 | 700.00 | 2,500.00 | 2,000.00 | 50.00% |\n2.利息收入 | 900.00 | 800.00 | 90.00 | 600.00 | 700.00 | 75.00% |\n二、支出合计 | 7,000.00 | 7,500.00 | 950.00 | 3,000.00 | 2,900.00 | 40.00% |\n";
    let wanted = ["收入合计 8000元 4800", "保险费收入 5000元 2500", "利息收入 800元 600", "支出合计 7500元 3000"];
    assert_eq!(asked(&format!("{head}{rows}")), wanted);
    // A share below amounts stands in a row whose cells moved: none of its numbers is read.
    for moved in ["3.补贴收入 | 0.00 | 100.00% | | | | |", "3.补贴收入 | 12.00 | 19.00 | 80.00% | | | |", "3.补贴收入 | 75.00% | | | | | |"]
    {
        assert_eq!(asked(&format!("{head}{rows}{moved}\n")), wanted, "{moved}");
    }
    // Also where as many rows as half of the others moved.
    let several = "3.补贴收入 | 0.00 | 100.00% | | | | |\n4.其他收入 | 12.50 | 19.00 | 80.00% | | | |\n";
    assert_eq!(asked(&format!("{head}{rows}{several}")), wanted);
    let wider = format!("{head}{rows}{several}").replace("|\n", "| |\n");
    assert_eq!(asked(&wider), wanted);
    let whole = "3.补贴收入 | 100.00 | 100.00 | 10.00 | 40.00 | 30.00 | 40.00% |\n";
    assert_eq!(asked(&format!("{head}{rows}{whole}")).len(), 5);
}

#[test]
fn bars_may_stand_in_front_of_cells_and_names_below_what_gathers_them() {
    let table = "指标\n类别\n| “十二五”考核指标\n| 2012年完成情况\n| 2013年完成情况\n|\n指标名称\n| 考核要求\n|\n生态\n环境\n| 1、绿化投入比重\n| >1.5%\n| 1.8%\n| 1.9%\n|\n2、水质达标率\n| 100%\n| 96%\n| 98%\n|\n城市\n建设\n| 1、污水处理率\n| ≥85%\n| 80%\n| 90%\n|\n2、绿地占全区面积的比例\n| ≥12%\n| 11%\n| 13%\n|\n";
    assert_eq!(asked(table), ["绿化投入比重 1.5% 1.9", "水质达标率 100% 98", "污水处理率 85% 90", "绿地占全区面积的比例 12% 13"]);
}

#[test]
fn a_bar_alone_ends_a_row_in_front_of_the_next_number() {
    let rows = "序号 |\n主要任务 |\n牵头单位 |\n推进情况 |\n说明 |\n7 |\n新建步道6条。 |\n县城管局 |\n已新建步道4条。 |\n||\n8 |\n新增停车位90个。 |\n县公安局 |\n正在进场,已新增停车位30个。 |\n场地移交较晚,后期将加快推进。 |\n|\n9 |\n新建凉亭8个。 |\n县住建局 |\n已新建凉亭7个。 |\n";
    assert_eq!(asked(rows), ["步道 6条 4", "停车位 90个 30", "凉亭 8个 7"]);
    // Where it is a cell that is empty it stays one.
    let empty = "序号 |\n主要任务 |\n牵头单位 |\n推进情况 |\n说明 |\n7 |\n新建步道6条。 |\n县城管局 |\n已新建步道4条。 |\n|\n8 |\n新增停车位90个。 |\n县公安局 |\n已新增停车位30个。 |\n场地移交较晚。 |\n9 |\n新建凉亭8个。 |\n县住建局 |\n已新建凉亭7个。 |\n|\n";
    assert_eq!(asked(empty), ["步道 6条 4", "停车位 90个 30", "凉亭 8个 7"]);
}

#[test]
fn a_label_over_a_whole_report_is_no_form() {
    let report = "内容概览:\n浏览次数:\n各项工程走访记录\n上周,检查组走访了各个工地,听取了施工单位和街道的意见,翻看了台账和现场照片。大多数工地人手充足,材料备得齐,进度比春天时快了不少;少数工地还在等图纸和管线迁移,要到雨季过后才能动工。检查组已把每处的难题逐条记下,并约定了下次查看的日子。各项进度分述如下:\n一、就业工程\n1优化就业服务\n牵头单位:市人社局\n完成情况:截至5月底,新增城镇就业1.2万人,完成年度任务的40%;开展技能培训3000人次,完成年度任务的60%\n2加快主体培育\n牵头单位:市工商局\n完成情况:新发展私营企业800户,完成年度任务的50%\n";
    let shares: Vec<String> = Report::parse(report).unwrap().targets().map(|target| plain(target.outcome.stated_ratio)).collect();
    assert_eq!(shares, ["0.4", "0.6", "0.5"]);
}

#[test]
fn rows_of_a_sheet_apart_by_spaces_say_what_they_ask_by_their_signs() {
    let sheet = "四、年度绩效指标完成情况 一级指标 二级指标 三级指标 预期指标值 实际完成值 完成情况 自评得分\n符号 单位(文字描述) 得分 权重占比(%)\n产出指标 质量指标 申请对象覆盖率 领到补助的家庭占全部申请家庭的比例 >= 96 %(百分比) 99% 完成 25.00 6.25\n时效指标 补助发放及时率 按月及时发放的比例 >= 90 %(百分比) 95% 完成 25.00 6.25\n满意度指标 服务对象满意度 受助对象对补助工作的满意程度 >= 80 %(百分比) 100% 完成 10.00 1.00\n";
    assert_eq!(asked(sheet), ["申请对象覆盖率 96% 99", "补助发放及时率 90% 95", "服务对象满意度 80% 100"]);
    // So where the header comes out even with what stands in front of the signs.
    assert_eq!(asked(sheet.trim_start_matches("四、年度绩效指标完成情况 ")).len(), 3);
    assert_eq!(asked(sheet.trim_start_matches("四、年度绩效指标完成情况 "))[0], "申请对象覆盖率 96% 99");
    // Two rows are none; nor are signs in sentences.
    let two = sheet.lines().take(4).collect::<Vec<_>>().join("\n");
    assert!(asked(&two).iter().all(|target| !target.ends_with("99")), "{two}");
    let prose = "当 a > 5 时取甲类,\n当 b > 6 时取乙类,\n当 c > 7 时取丙类。\n";
    assert_eq!(asked(prose), [] as [&str; 0]);
}

#[test]
fn a_row_without_a_number_names_a_part_of_the_row_above() {
    let table = "序号 | 指标名称 | 属性 | 2015年目标值 |\n1 | 3-6岁学龄前儿童体检管理率 | 预期性 | ≥99% |\n| 外来人口 | 预期性 | ≥95% |\n2 | 适龄人群筛查率 | 约束性 | ≥98% |\n| 外来人口 | 约束性 | ≥97% |\n";
    assert_eq!(
        asked(table),
        [
            "3-6岁学龄前儿童体检管理率 99% -",
            "3-6岁学龄前儿童体检管理率外来人口 95% -",
            "适龄人群筛查率 98% -",
            "适龄人群筛查率外来人口 97% -"
        ]
    );
    // What is measured or done itself is no part.
    for own in ["体检率", "婴儿死亡率", "新建公园"] {
        let table = format!(
            "序号 | 指标名称 | 属性 | 2015年目标值 |\n1 | 3-6岁学龄前儿童体检管理率 | 预期性 | ≥99% |\n| {own} | 预期性 | ≥95% |\n2 | 适龄人群筛查率 | 约束性 | ≥98% |\n"
        );
        assert!(own.chars().count() == 3 || !asked(&table)[1].starts_with("3-6"), "{own}");
    }
}
