//! One report of each layout, its facts invented and its wording true to the genre, with what must come out of it.

use dabiao::{Decimal, Extractor, PairRule, Quality, Reason, Report};

/// Indicator, value and ratio of every target.
fn gist(report: &Report) -> Vec<(String, String, Option<String>)> {
    let plain = |value: Decimal| value.normalize().to_string();
    report.targets().map(|t| (t.indicator.clone(), t.value.map(plain).unwrap_or_default(), t.outcome.ratio.map(plain))).collect()
}

fn row(indicator: &str, value: &str, ratio: Option<&str>) -> (String, String, Option<String>) {
    (indicator.to_owned(), value.to_owned(), ratio.map(str::to_owned))
}

const ROWS: [[&str; 4]; 2] = [
    ["1", "新建改造农贸市场8家,新增停车位1200个。", "市住建局", "已新建改造农贸市场6家,新增停车位1500个。"],
    ["2", "开展职业技能培训2万人次以上。", "市人社局", "截至9月底,已开展职业技能培训1.5万人次。"],
];

fn wanted() -> Vec<(String, String, Option<String>)> {
    vec![row("农贸市场", "8", Some("0.75")), row("停车位", "1200", Some("1.25")), row("职业技能培训", "20000", Some("0.75"))]
}

#[test]
fn rows_between_bars_tabs_and_commas_say_the_same() {
    let header = ["序号", "目标任务", "责任单位", "完成情况"];
    let table = |row: fn(&[&str]) -> String| std::iter::once(row(&header)).chain(ROWS.iter().map(|cells| row(cells))).collect::<String>();
    let bars = table(|cells| format!("| {} |\n", cells.join(" | ")));
    let bare = table(|cells| format!("{}\n", cells.join("|")));
    let tabs = table(|cells| format!("{}\n", cells.join("\t")));
    let commas = table(|cells| format!("{}\n", cells.iter().map(|cell| format!("\"{cell}\"")).collect::<Vec<_>>().join(",")));
    for (source, layout) in [(bars, "pipe"), (bare, "pipe"), (tabs, "delimited"), (commas, "delimited")] {
        let report = Report::parse(&source).unwrap();
        assert_eq!((report.layout.as_str(), gist(&report)), (layout, wanted()), "{source}");
        assert_eq!(report.items[1].agencies, ["市人社局"]);
    }
}

#[test]
fn one_cell_a_line_with_cells_cut_and_a_preamble() {
    let mut source = String::from("某市民生实事进展情况\n\n截至9月底,进展如下:\n\n序号\n\n目标任务\n\n责任单位\n\n完成情况\n\n");
    for [number, task, agency, progress] in ROWS {
        // The progress is cut over two lines.
        let (front, back) = progress.split_at(progress.find(',').unwrap() + 1);
        source.push_str(&format!("{number}\n\n{task}\n\n{agency}\n\n{front}\n{back}\n\n"));
    }
    let report = Report::parse(&source).unwrap();
    assert_eq!((report.layout.as_str(), gist(&report)), ("cells", wanted()));
    assert_eq!(report.notes.len(), 2);
    let target = report.targets().nth(2).unwrap();
    assert_eq!(source.lines().nth(target.line - 1), Some(ROWS[1][1]));
    let spans = &target.spans;
    assert_eq!(spans.iter().map(|span| span.of(&source)).collect::<String>(), target.text);
}

const THIS_YEAR: &str = "政府工作报告\n一、2024年工作回顾\n过去一年,城镇新增就业3.1万人,地区生产总值增长5.2%。\n二、“十五五”时期主要目标任务\n到2030年,地区生产总值突破2000亿元。\n三、2025年重点工作\n主要预期目标是:地区生产总值增长5.5%左右,城镇新增就业3万人以上,城镇调查失业率5.5%以内。\n（一）扩大有效投资。实施重点项目120个,完成投资300亿元以上。\n";

const NEXT_YEAR: &str = "政府工作报告\n一、2025年工作回顾\n地区生产总值增长5.8%,城镇新增就业3.3万人,城镇调查失业率4.8%。\n全年实施重点项目126个。\n二、2026年重点工作\n地区生产总值增长6%以上,城镇新增就业3.5万人以上,完成投资360亿元。\n";

#[test]
fn the_review_of_a_report_answers_none_of_its_own_goals() {
    let report = Report::parse(THIS_YEAR).unwrap();
    assert_eq!(report.layout, "prose");
    let targets: Vec<_> = report.targets().collect();
    assert_eq!(targets.len(), 6);
    assert_eq!(
        targets.iter().map(|t| t.horizon).collect::<Vec<_>>(),
        [Some(2030), Some(2025), Some(2025), Some(2025), Some(2025), Some(2025)]
    );
    assert!(targets.iter().all(|t| t.outcome.quality == Quality::None && t.outcome.reason == Some(Reason::OtherPeriod)));
}

#[test]
fn the_next_report_s_review_answers_and_its_goals_never_do() {
    let report = Extractor::new().compare(THIS_YEAR, NEXT_YEAR).unwrap();
    let wanted = [
        row("地区生产总值", "5.5", Some("1.054545454545")),
        row("城镇就业", "30000", Some("1.1")),
        row("城镇调查失业率", "5.5", Some("1.145833333333")),
        row("重点项目", "120", Some("1.05")),
        row("重点项目投资", "30000000000", None),
    ];
    let found = gist(&report);
    assert_eq!(found[..4], wanted[..4]);
    assert_eq!((found.len(), found[4].1.as_str(), found[4].2.as_deref()), (5, wanted[4].1.as_str(), None));
    for figure in report.targets().flat_map(|t| &t.outcome.figures) {
        assert_eq!(figure.report, 1);
        assert_eq!(figure.spans.iter().map(|span| span.of(NEXT_YEAR)).collect::<String>(), figure.text);
        assert!(figure.line <= 4, "line {} is no review: {}", figure.line, figure.text);
    }
}

#[test]
fn numbers_in_columns_of_their_own() {
    let source = "序号|指标名称|计量单位|年度目标|完成数|完成率%|权重\n\
                  1|城镇新增就业|人|50000|48000|96|10\n\
                  2|新建公园绿地|公顷|≥20|25.5|127.5%|5\n\
                  3|空气优良天数比率|%|85%以上|83.2|97.9|5\n\
                  4|调查失业率|%|≤5.5|5.1||5\n\
                  5|地区生产总值增速|%|6|5.4|90|5\n";
    let report = Report::parse(source).unwrap();
    assert_eq!(
        gist(&report),
        [
            row("城镇新增就业", "50000", Some("0.96")),
            row("公园绿地", "20", Some("1.275")),
            row("空气优良天数比率", "85", Some("0.978823529412")),
            row("调查失业率", "5.5", Some("1.078431372549")),
            row("地区生产总值", "6", Some("0.9")),
        ]
    );
    let targets: Vec<_> = report.targets().collect();
    let stated: Vec<Option<String>> = targets.iter().map(|t| t.outcome.stated_ratio.map(|ratio| ratio.to_string())).collect();
    assert_eq!(stated, [Some("0.96"), Some("1.275"), Some("0.979"), None, Some("0.9")].map(|s: Option<&str>| s.map(str::to_owned)));
    assert_eq!(targets.iter().map(|t| t.outcome.met).collect::<Vec<_>>(), [Some(false), Some(true), Some(false), Some(true), Some(false)]);
    assert_eq!(targets[0].spans.iter().map(|span| span.of(source)).collect::<Vec<_>>(), ["城镇新增就业", "50000"]);
    assert_eq!(targets[0].unit, "人");
}

#[test]
fn the_unit_may_stand_behind_the_name_and_a_rate_may_stand_alone() {
    let source = "指标,年度目标,实际完成,完成率\n城镇新增就业(万人),5.2,5.46,105%\n旅游总收入（亿元）,120,,80%\n";
    let report = Report::parse(source).unwrap();
    assert_eq!(gist(&report), [row("城镇新增就业", "52000", Some("1.05")), row("旅游总收入", "12000000000", None)]);
    let alone = &report.items[1].targets[0].outcome;
    assert_eq!((alone.stated_ratio.map(|ratio| ratio.to_string()), alone.met), (Some("0.8".to_owned()), Some(false)));
}

#[test]
fn target_and_result_columns_with_sentences_in_them_are_read_as_such() {
    let source =
        "序号|重点工作|年度目标|实际完成\n1|公园建设|新建公园8座,改造公园5座|新建公园6座,改造公园5座\n2|道路|修路10公里以上|修路12公里\n";
    assert_eq!(
        gist(&Report::parse(source).unwrap()),
        [row("公园", "8", Some("0.75")), row("公园", "5", Some("1")), row("修路", "10", Some("1.2"))]
    );
}

#[test]
fn a_figure_is_bounded_by_words_of_its_own_only() {
    let source = "序号|重点工作|完成情况\n1|PM2.5浓度控制在35微克/立方米以内,绿化覆盖率达到40%以上|PM2.5浓度低于33微克/立方米,绿化覆盖率达到42%以上\n";
    let report = Report::parse(source).unwrap();
    let bounds: Vec<_> = report.targets().map(|t| t.outcome.figures[0].bound).collect();
    assert_eq!(bounds, [None, Some(dabiao::Bound::Ge)]);
}

#[test]
fn a_table_of_actual_figures_answers_the_goals_of_its_year() {
    let bulletin = "2025年国民经济统计公报主要指标\n\
                    指标,绝对数,单位,比上年增长(%),时期\n\
                    地区生产总值,1873.4,亿元,5.2,2025年\n\
                    地区生产总值,1790.6,亿元,5.6,2024年\n\
                    城镇新增就业,3.24,万人,,2025年\n\
                    城镇调查失业率,5.1,%,,2025年\n\
                    重点项目,131,个,,2025年\n";
    let report = Extractor::new().compare(THIS_YEAR, bulletin).unwrap();
    let found = gist(&report);
    assert_eq!(
        found[..4],
        [
            // 5.2 of the year asked for, not 5.6 of the one before.
            row("地区生产总值", "5.5", Some("0.945454545455")),
            row("城镇就业", "30000", Some("1.08")),
            row("城镇调查失业率", "5.5", Some("1.078431372549")),
            row("重点项目", "120", Some("1.091666666667")),
        ]
    );
    let figures: Vec<_> = report.targets().take(4).map(|target| &target.outcome.figures[0]).collect();
    assert_eq!(figures.iter().map(|figure| figure.line).collect::<Vec<_>>(), [3, 5, 6, 7]);
    assert_eq!(figures[0].spans.iter().map(|span| span.of(bulletin)).collect::<Vec<_>>(), ["地区生产总值", "5.2"]);
    let half = Extractor::new().compare(THIS_YEAR, &bulletin.replace("3.24,万人,,2025年", "1.6,万人,,2025年1-6月")).unwrap();
    let jobs = &half.targets().nth(1).unwrap().outcome;
    assert_eq!((jobs.figures[0].period.as_deref(), jobs.elapsed), (Some("2025年1-6月"), Some(Decimal::new(5, 1))));
    let english = bulletin.replace("指标,绝对数,单位,比上年增长(%),时期", "indicator,value,unit,growth,period");
    assert_eq!(gist(&Extractor::new().compare(THIS_YEAR, &english).unwrap()), found);
}

#[test]
fn a_fall_answers_a_target_that_lessens_and_no_other() {
    let asked = "三、2025年重点工作\n完成3000万以上农村低收入人口脱贫任务。新增就业5万人。\n";
    let given = "一、2025年工作回顾\n农村低收入人口减少3300万。新增就业减少1万人。\n";
    let report = Extractor::new().compare(asked, given).unwrap();
    let found: Vec<_> = report.targets().map(|target| (target.outcome.ratio, target.outcome.met)).collect();
    // 就业减少1万人 is a rise by less than nothing: no ratio, and not met.
    assert_eq!(found, [(Some(Decimal::new(11, 1)), Some(true)), (None, Some(false))]);
}

#[test]
fn items_stand_under_their_headings() {
    let headings =
        |source: &str| -> Vec<Option<String>> { Report::parse(source).unwrap().items.into_iter().map(|item| item.heading).collect() };
    let some = |text: &str| Some(text.to_owned());
    let report =
        "一、2025年工作回顾\n全年修路5公里。\n二、2026年重点工作\n（一）扩大有效投资\n实施项目120个。\n（二）促进消费\n新增商户50家。\n";
    assert_eq!(headings(report), [None, some("（一）扩大有效投资"), some("（二）促进消费")]);
    let table =
        "序号|重点工作|完成情况\n一、经济发展||\n1|修路5公里|修路4公里\n2|修桥2座|修桥1座\n二、社会民生||\n3|建学校3所|建学校3所\n合计||\n";
    assert_eq!(headings(table), [some("一、经济发展"), some("一、经济发展"), some("二、社会民生")]);
    let prose = "一、工业经济\n1.新增企业20家。上半年,新增企业12家。\n2.技改投资15亿元,已完成9亿元。\n";
    assert_eq!(headings(prose), [some("一、工业经济"), some("一、工业经济")]);
}

#[test]
fn a_report_may_begin_with_the_plan_of_five_years() {
    let source =
        "某市国民经济和社会发展报告\n一、“十五五”时期主要目标\n到2030年,森林覆盖率达到62%。\n二、2026年重点工作\n新增就业3万人。\n";
    let report = Report::parse(source).unwrap();
    assert_eq!(report.layout, "prose");
    assert_eq!(report.targets().map(|target| target.horizon).collect::<Vec<_>>(), [Some(2030), Some(2026)]);
}

#[test]
fn headings_of_sections_need_no_number_and_progress_reports_have_others() {
    let report = "政府工作报告\n各位代表:\n2023年工作回顾\n全年城镇新增就业3.2万人。\n2024年工作安排\n城镇新增就业3万人以上。\n(一)扩大有效投资\n实施重点项目100个。\n";
    let read = Report::parse(report).unwrap();
    assert_eq!(read.layout, "prose");
    assert_eq!(read.targets().map(|target| target.horizon).collect::<Vec<_>>(), [Some(2024), Some(2024)]);
    let half = "某局2024年上半年工作总结\n一、上半年重点工作完成情况\n1.新增规上企业20家。截至6月底,新增12家。\n二、下半年工作打算\n下半年,再新增规上企业8家。\n";
    let read = Report::parse(half).unwrap();
    // What is planned for the rest of the year is asked for as well; nothing answers it yet.
    assert_eq!(gist(&read), [row("规上企业", "20", Some("0.6")), row("规上企业", "8", None)]);
}

#[test]
fn a_review_of_another_year_answers_no_goals() {
    // The two files the other way round.
    let report = Extractor::new().compare(NEXT_YEAR, THIS_YEAR).unwrap();
    let outcomes: Vec<_> = report.targets().map(|target| (target.outcome.quality, target.outcome.reason, target.outcome.rule)).collect();
    assert_eq!(outcomes, [(Quality::None, Some(Reason::OtherPeriod), PairRule::AnotherYear); 3]);
    // A report's own review is of the year before its goals.
    let report = Extractor::new().compare(THIS_YEAR, THIS_YEAR).unwrap();
    assert!(report.targets().all(|target| target.outcome.quality == Quality::None));
}

#[test]
fn marks_of_markdown_hide_no_heading() {
    let marked = THIS_YEAR.replace("一、2024", "## 一、2024").replace("三、2025年重点工作", "**三、2025年重点工作**");
    assert_eq!(gist(&Report::parse(&marked).unwrap()), gist(&Report::parse(THIS_YEAR).unwrap()));
}

#[test]
fn what_is_set_against_the_plan_is_told() {
    for source in [
        "完成造林5.2万亩,占年度任务5万亩的104%。\n",
        "全年新增规上企业17家,距目标还差3家。\n",
        "规上工业增加值增长7.8%,高于年初目标0.3个百分点。\n",
        "居民消费价格上涨2.3%,低于3.5%的控制目标。\n",
    ] {
        assert_eq!(Report::parse(source).unwrap().layout, "prose", "{source}");
    }
    // Plans compare themselves with others, and have targets of their own.
    for source in [
        "工业增加值增速高于全省平均水平1个百分点,新增规上企业20家。\n",
        "确保完成全年目标任务,新建公园3个。\n",
        "围绕目标抓落实,力争增速比全市高2个百分点。\n",
        "地区生产总值增长6.5%,高于全市目标0.5个百分点。\n",
        "6月底前完成年度任务的60%,新增规上企业10家。\n",
        "上半年完成全年任务的55%以上,征收契税5000万元。\n",
    ] {
        assert_eq!(Report::parse(source).unwrap().layout, "prose", "{source}");
    }
    // Numbered paragraphs that only report, each under a heading of its own.
    let numbered =
        "1.经济增长。全年地区生产总值增长5.1%,比年初预期目标低1.4个百分点。\n2.工业。规上工业增加值增长7.8%,高于年初目标0.3个百分点。\n";
    let report = Report::parse(numbered).unwrap();
    assert_eq!(gist(&report), [row("地区生产总值", "6.5", Some("0.784615384615")), row("规上工业增加值", "7.5", Some("1.04"))]);
}

#[test]
fn a_plan_in_a_numbered_paragraph_stays_one() {
    // Its steps by month are no report, nor is what it is compared with.
    let source = "1.新建公园3个,6月份建成2个。上半年,已建成1个。\n\
                  2.固定资产投资增长8%,高于上年目标1个百分点。\n\
                  3.失业率控制在4%以内,低于国家下达目标1个百分点。\n";
    let report = Report::parse(source).unwrap();
    assert_eq!(report.layout, "prose");
    let marks: Vec<_> = gist(&report).into_iter().map(|(indicator, value, _)| (indicator, value)).collect();
    assert_eq!(
        marks,
        [("公园", "3"), ("公园", "2"), ("固定资产投资", "8"), ("失业率", "4")].map(|(name, value)| (name.to_owned(), value.to_owned()))
    );
    assert!(report.items[1..].iter().all(|item| item.targets[0].outcome.quality == Quality::None));
}
