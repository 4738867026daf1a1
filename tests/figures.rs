//! Achieved figures, with or without a target.

use dabiao::{AchievedFigure, Extractor, FigureRule, Vintage};

fn figures(source: &str) -> Vec<AchievedFigure> {
    let report = Extractor::new().figures(true).parse(source).expect("a report");
    report.items.into_iter().flat_map(|item| item.figures).collect()
}

fn said(figures: &[AchievedFigure]) -> Vec<(String, String)> {
    let one = |achieved: &AchievedFigure| {
        let figure = &achieved.figure;
        (figure.indicator.clone(), format!("{}{}", figure.value.expect("a value").normalize(), figure.unit))
    };
    figures.iter().map(one).collect()
}

fn is(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|&(indicator, value)| (indicator.to_owned(), value.to_owned())).collect()
}

#[test]
fn a_review_gives_its_figures_and_goals_give_none() {
    let source = "2031年青川县政府工作报告\n一、2030年工作回顾\n新建学校12所,城镇新增就业4.2万人。坚持三项原则。\n二、2031年重点工作\n新建学校15所。\n";
    let found = figures(source);
    assert_eq!(said(&found), is(&[("学校", "12所"), ("城镇就业", "42000人")]));
    assert!(found.iter().all(|one| one.rule == FigureRule::Stance && one.answers.is_empty()));
    let days = |one: &AchievedFigure| (one.since.clone(), one.until.clone(), one.assumed);
    assert!(found.iter().all(|one| days(one) == (Some("2030-01-01".to_owned()), Some("2030-12-31".to_owned()), true)), "{found:?}");
    assert_eq!(found[1].headline.as_deref(), Some("jobs_new_urban"));
}

#[test]
fn without_being_asked_for_there_are_none() {
    let report = dabiao::Report::parse("一、2030年工作回顾\n新建学校12所。\n").expect("a report");
    assert!(report.items.iter().all(|item| item.figures.is_empty()));
    assert!(!serde_json::to_string(&report).expect("json").contains("\"figures\":[{"));
}

#[test]
fn a_bulletin_gives_its_figures_with_their_days_and_how_final_they_are() {
    let source = "初步核算,2030年全县实现生产总值812.5亿元,同比增长6.1%。截至6月底,在册企业3200家,其中工业企业410家。\n";
    let found = figures(source);
    assert_eq!(said(&found)[..2], is(&[("生产总值", "81250000000元"), ("生产总值", "6.1%")]));
    assert_eq!((found[0].vintage, found[0].headline.as_deref()), (Some(Vintage::Preliminary), Some("gdp")));
    assert_eq!((found[0].since.as_deref(), found[0].until.as_deref(), found[0].assumed), (Some("2030-01-01"), Some("2030-12-31"), false));
    let estimated = figures("2030年税收预计完成30亿元。\n");
    assert_eq!(estimated[0].vintage, Some(Vintage::Expected));
}

#[test]
fn a_progress_cell_gives_what_was_done_and_which_target_it_answers() {
    let source = "序号|重点工作|上半年完成情况\n1|新建学校9所,改造食堂20个|计划新建学校9所,已建成学校4所,剩余5所;投入资金30万元。\n";
    let found = figures(source);
    assert_eq!(said(&found), is(&[("学校", "4所"), ("资金", "300000元")]));
    assert_eq!((found[0].rule, found[0].months), (FigureRule::Progress, Some((1, 6))));
    assert_eq!((found[0].answers.as_slice(), found[1].answers.is_empty()), (["2.1".to_owned()].as_slice(), true));
}

#[test]
fn numbers_in_columns_are_figures_with_and_without_a_target_beside_them() {
    let asked = figures("指标|年度目标|实际完成\n新建学校(所)|10|8\n新建公园(座)|4|5\n新建桥梁(座)|2|2\n");
    assert_eq!(said(&asked), is(&[("学校", "8所"), ("公园", "5座"), ("桥梁", "2座")]));
    assert!(asked.iter().all(|one| one.rule == FigureRule::Column && one.answers.len() == 1), "{asked:?}");
    let told = figures("指标,2029年,2030年,单位\n旅游收入,90,95.2,亿元\n粮食产量,31,32.5,万吨\n");
    assert_eq!(said(&told)[..2], is(&[("旅游收入", "9000000000元"), ("旅游收入", "9520000000元")]));
    assert_eq!((told[0].until.as_deref(), told[1].until.as_deref()), (Some("2029-12-31"), Some("2030-12-31")));
}

#[test]
fn what_is_planned_left_or_a_rate_of_a_plan_is_no_figure() {
    for source in
        ["下一步计划新建学校12所。\n", "2031年重点工作:新建学校12所。\n", "剩余学校12所。\n", "贯彻八届四次全会精神,坚持三个原则。\n"]
    {
        assert_eq!(said(&figures(source)), is(&[]), "{source}");
    }
    assert_eq!(said(&figures("今年已新建学校12所,占年度计划的80%。\n")), is(&[("学校", "12所")]));
}

#[test]
fn evidence_is_what_is_printed() {
    let source = "2031年青川县政府工作报告\n一、2030年工作回顾\n全年新建學校12所,修建公路38.5公里。\n";
    for achieved in figures(source) {
        let printed: String = achieved.figure.spans.iter().map(|span| &source[span.from..span.to]).collect();
        assert_eq!(printed.replace('學', "学"), achieved.figure.text);
        assert_eq!(source[..achieved.figure.spans[0].from].matches('\n').count() + 1, achieved.figure.line);
    }
}

/// The year that each figure is of, by its days.
fn years(source: &str) -> Vec<Option<String>> {
    figures(source).iter().map(|one| one.since.as_ref().map(|since| since[..4].to_owned())).collect()
}

#[test]
fn below_a_line_that_looks_back_on_years_a_figure_is_of_no_year() {
    let review =
        |lines: &str| format!("2031年青川县政府工作报告\n一、2030年工作和“十五五”发展成就\n{lines}\n二、2031年重点工作\n新建学校15所。\n");
    let year = |year: &str| Some(year.to_owned());
    // What stands below it, up to what opens a year again.
    let source = review("五年来，我们守正创新，全县面貌焕然一新。\n就业稳定。\n改造危房312户。\n这一年，我们稳字当头。\n改造食堂21个。");
    assert_eq!(years(&source), [None, year("2030")]);
    // A paragraph of its own, also where it names the years again.
    let source = review("这五年，全县面貌焕然一新。5年累计投入6亿元。改造危房312户。\n改造食堂21个。");
    assert_eq!(years(&source), [None, None, year("2030")]);
    for one_year in
        ["过去一年，我们守正创新。\n改造危房312户。", "我们用五年时间打基础。\n改造危房312户。", "2030年，五年规划收官。\n改造危房312户。"]
    {
        assert_eq!(years(&review(one_year)), [year("2030")], "{one_year}");
    }
    // A line with a number of its own heads nothing.
    assert_eq!(years(&review("五年来，新建校舍40间，改造操场9个。\n改造危房312户。")), [None, None, year("2030")]);
}

#[test]
fn a_slight_fall_is_one() {
    let found = figures("2031年青川县政府工作报告\n一、2030年工作回顾\nCPI微降0.3%，出口略增1.2%。新建微电网12个。\n");
    assert_eq!(said(&found), is(&[("CPI", "0.3%"), ("出口", "1.2%"), ("微电网", "12个")]));
    assert_eq!(found.iter().map(|one| one.figure.decrease).collect::<Vec<_>>(), [true, false, false]);
    assert_eq!(found[0].headline.as_deref(), Some("cpi"));
}
