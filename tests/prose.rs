//! Reports in prose: numbered paragraphs, labelled fields, plan and result in one sentence. Facts invented, wording true to the genre.

use dabiao::{Combine, Decimal, Extractor, Quality, Report, Target};

fn plain(value: Decimal) -> String {
    value.normalize().to_string()
}

/// Indicator, value, and the ratio or what stands for it.
fn gist(target: &Target) -> (String, String, String) {
    let outcome = &target.outcome;
    let answer = match (outcome.quality, outcome.combine) {
        (Quality::None, _) => "none".to_owned(),
        (Quality::Direct, Some(Combine::Qualitative)) => "words".to_owned(),
        (Quality::Direct, Some(Combine::Stated)) => format!("stated {}", plain(outcome.stated_ratio.unwrap_or_default())),
        (Quality::Direct, _) => outcome.ratio.map(plain).unwrap_or_default(),
        (Quality::Proxy, _) => format!("proxy {}", outcome.proxy_ratio.map(plain).unwrap_or_default()),
    };
    (target.indicator.clone(), target.value.map(plain).unwrap_or_default(), answer)
}

fn check(source: &str, layout: &str, wanted: &[(&str, &str, &str)]) -> Report {
    let report = Report::parse(source).expect("prose");
    assert_eq!(report.layout, layout);
    let found: Vec<_> = report.targets().map(gist).collect();
    let wanted: Vec<_> =
        wanted.iter().map(|(name, value, answer)| ((*name).to_owned(), (*value).to_owned(), (*answer).to_owned())).collect();
    assert_eq!(found, wanted);
    for target in report.targets() {
        assert_eq!(target.spans.iter().map(|span| span.of(source)).collect::<String>(), target.text);
        let line = source[..target.spans[0].from].matches('\n').count() + 1;
        assert_eq!(target.line, line, "{}", target.text);
        for figure in &target.outcome.figures {
            // A line that was cut is read on without its end.
            assert_eq!(figure.spans.iter().map(|span| span.of(source).replace('\n', "")).collect::<String>(), figure.text);
        }
    }
    report
}

const NOTICE: &str = "某县2024年重点工作进展情况通报
各乡镇人民政府,县直各部门:
现将上半年重点工作完成情况通报如下。
一、工业经济
1.新增规模以上工业企业20家以上,完成技改投资15亿元。上半年,新增规模以上工业企业12家,完成技改投资9.3亿元。(责任单位:县工信局)
2.培育省级“专精特新”企业8家(责任单位:县工信局、县科技局),目前已有5家通过认定。
二、民生实事
3.新建改扩建学校6所,新增学位4200个。截至6月底,已建成学校3所,新增学位2100个。
4.城镇新增就业5000人,城镇登记失业率控制在4%以内。1-6月,城镇新增就业3120人,城镇登记失业率3.1%。
5.实施农村户厕改造3000户。
6.全县农村生活垃圾无害化处理率达到95%以上。已达到96.2%。
特此通报。
";

#[test]
fn a_numbered_notice_has_the_target_first() {
    let report = check(
        NOTICE,
        "prose",
        &[
            ("规模以上工业企业", "20", "0.6"),
            ("技改投资", "1500000000", "0.62"),
            ("省级“专精特新”企业", "8", "proxy 0.625"),
            ("改扩建学校", "6", "0.5"),
            ("学位", "4200", "0.5"),
            ("城镇就业", "5000", "0.624"),
            ("城镇登记失业率", "4", "1.290322580645"),
            ("农村户厕改造", "3000", "none"),
            ("全县农村生活垃圾无害化处理率", "95", "1.012631578947"),
        ],
    );
    let item = |number: &str| report.items.iter().find(|item| item.number.as_deref() == Some(number)).expect("an item");
    assert_eq!(item("2").agencies, ["县工信局", "县科技局"]);
    assert_eq!(item("1").targets[0].outcome.figures[0].period.as_deref(), Some("上半年"));
    assert_eq!(report.notes.iter().map(|note| note.line).collect::<Vec<_>>(), [2, 4, 7]);
}

#[test]
fn labels_may_stand_in_lines_of_their_own() {
    let source = "2024年民生实事项目进展
1.新增公办幼儿园学位1200个。
牵头单位:市教育局
完成情况:截至9月底,新增公办幼儿园学位1350个。
2.改造老旧小区40个,惠及居民1.2万户。
责任单位:市住建局
进展情况:已完工28个,惠及居民8600户。
3.新建城市公园6个
责任单位:市城管局
进展情况:全部建成开放。
";
    let wanted =
        [("公办幼儿园学位", "1200", "1.125"), ("老旧小区", "40", "0.7"), ("居民", "12000", "0.716666666667"), ("城市公园", "6", "words")];
    let report = check(source, "prose", &wanted);
    assert_eq!(report.items.last().map(|item| item.agencies.clone()), Some(vec!["市城管局".to_owned()]));
}

#[test]
fn a_goal_and_what_was_reached_are_task_and_progress_where_no_other_label_is() {
    let source = "1.年度目标:新建停车场5座。实际完成:新建停车场4座。\n2.年度目标:改造公厕20座。实际完成:改造公厕21座。\n";
    check(source, "prose", &[("停车场", "5", "0.8"), ("公厕", "20", "1.05")]);
}

#[test]
fn parentheses_name_agencies_only_behind_a_colon() {
    let source = "1.新增学位500个(责任单位:县教育局)。上半年新增学位300个。\n2.修路8公里(责任单位已落实)。上半年修路6公里。\n";
    let report = check(source, "prose", &[("学位", "500", "0.6"), ("修路", "8", "0.75")]);
    assert_eq!(report.items.iter().map(|item| item.agencies.len()).collect::<Vec<_>>(), [1, 0]);
}

#[test]
fn labels_may_stand_in_running_text() {
    let source = "工作任务:新建社区养老服务站15个。牵头单位:区民政局。完成情况:已建成12个。
【工作任务】开展免费婚检8000人。【牵头单位】区卫健局。【完成情况】已开展免费婚检8450人,完成率105.6%。
";
    let report = check(source, "prose", &[("社区养老服务站", "15", "0.8"), ("免费婚检", "8000", "1.05625")]);
    assert_eq!(report.items[0].agencies, ["区民政局"]);
    assert_eq!(report.items[1].targets[0].outcome.stated_ratio.map(plain).as_deref(), Some("1.056"));
}

const NEWS: &str = "我市前三季度重点项目建设提速
记者从市发改委获悉,今年我市计划实施市级重点项目180个,年度计划投资420亿元。
1至9月,全市重点项目已开工172个,完成投资365亿元,占年度计划的86.9%,超时序进度11.9个百分点。
其中,产业类项目完成投资198亿元,占年度计划220亿元的90%;基础设施类项目完成投资102亿元,占年度计划120亿元的85%。
全市地区生产总值增长6.3%,高于年度目标0.3个百分点;社会消费品零售总额增长7.1%,低于年度目标0.9个百分点。
城镇新增就业3.8万人,完成年度任务的95%。
";

const NEWS_TARGETS: [(&str, &str, &str); 7] = [
    ("市级重点项目", "180", "0.955555555556"),
    ("重点项目年度投资", "42000000000", "0.869047619048"),
    ("产业类项目投资", "22000000000", "0.9"),
    ("基础设施类项目投资", "12000000000", "0.85"),
    ("全市地区生产总值", "6", "1.05"),
    ("社会消费品零售总额", "8", "0.8875"),
    ("城镇就业", "", "stated 0.95"),
];

#[test]
fn news_tell_plan_and_result_together() {
    let report = check(NEWS, "prose", &NEWS_TARGETS);
    let targets: Vec<&Target> = report.targets().collect();
    assert_eq!(targets.iter().map(|target| target.implied).collect::<Vec<_>>(), [false, false, false, false, true, true, false]);
    // The rate that is printed is of the plan that is printed in the paragraph before.
    assert_eq!(targets[1].outcome.stated_ratio.map(plain).as_deref(), Some("0.869"));
    assert_eq!(targets[1].outcome.discrepancy, None);
    assert_eq!(targets[5].outcome.met, Some(false));
}

#[test]
fn prose_that_only_plans_is_all_task() {
    let source = "2025年工作要点\n新增国家高新技术企业50家以上。\n1.新建农贸市场3个,改造背街小巷20条。\n";
    check(source, "prose", &[("国家高新技术企业", "50", "none"), ("农贸市场", "3", "none"), ("背街小巷", "20", "none")]);
    // One 已 among many tasks makes no report of them.
    let more = (1..=9).map(|n| format!("{n}.新建停车场{n}座,改造公厕{n}0座。\n")).collect::<String>();
    let report = Report::parse(&format!("{more}10.巩固已有成果,新增学位500个。\n")).expect("prose");
    assert_eq!((report.layout.as_str(), report.targets().count()), ("prose", 19));
}

#[test]
fn a_stream_gives_what_the_whole_text_gives() {
    for source in [NOTICE, NEWS] {
        let whole = Report::parse(source).expect("prose");
        let mut stream = Extractor::new().items(source.as_bytes());
        let streamed: Vec<_> = stream.by_ref().map(|item| item.expect("an item")).collect();
        assert_eq!(streamed, whole.items);
        assert_eq!((stream.notes(), stream.layout()), (whole.notes.as_slice(), Some(whole.layout.as_str())));
    }
}

#[test]
fn the_result_may_stand_on_the_next_line() {
    let source = "某县民生实事进展
一、新增公办幼儿园学位1200个。(牵头单位:县教育局)
截至6月底,已新增公办幼儿园学位760个,完成年度目标的63.3%。
二、改造老旧小区20个。(牵头单位:县住建局)
目前已开工15个,完工8个。
三、单位GDP能耗降低3%。
上半年单位GDP能耗同比上升1.2%。
";
    let wanted = [("公办幼儿园学位", "1200", "0.633333333333"), ("老旧小区", "20", "0.4"), ("单位GDP能耗", "3", "")];
    let report = check(source, "prose", &wanted);
    assert_eq!(report.items[0].agencies, ["县教育局"]);
    // A paragraph is task and progress at once, the result in the next line with it.
    let (task, result) = report.items[0].task.split_once('\n').expect("two lines");
    assert_eq!(task, "新增公办幼儿园学位1200个。(牵头单位:县教育局)");
    assert!(result.starts_with("截至6月底") && report.items[0].progress == report.items[0].task);
    let blocks = "目标任务:新增学位1200个\n完成情况:已新增学位760个\n责任单位:县教育局\n目标任务:改造小区20个\n完成情况:已改造小区8个\n责任单位:县住建局\n";
    check(blocks, "prose", &[("学位", "1200", "0.633333333333"), ("小区", "20", "0.4")]);
}

/// 民生实事项目进展情况: numbered tasks, and below each what became of it, with a label, a verdict or nothing in front.
#[test]
fn what_is_told_below_a_numbered_task_is_of_it() {
    let source = "云岭县2023年民生实事项目进展情况
一、新建公办幼儿园10所
城东、城西等8所幼儿园已建成,其余2所正在装修。
二、新增养老床位300张
全面完成目标任务。新增养老床位320张,其中护理型床位210张。
三、改造农村公路50公里,新建桥梁4座
改造农村公路43公里。
";
    let wanted = [("公办幼儿园", "10", "0.8"), ("养老床位", "300", "1.066666666667"), ("农村公路", "50", "0.86"), ("桥梁", "4", "none")];
    let report = check(source, "prose", &wanted);
    let of = |item: usize| (report.items[item].number.as_deref(), report.items[item].task.as_str());
    assert_eq!([of(1), of(2)], [(Some("一"), "新建公办幼儿园10所"), (Some("二"), "新增养老床位300张")]);
    // A verdict says so without a title.
    let verdicts = "云岭日报\n(1)新增养老床位300张\n\n超额完成。2023年,新增养老床位320张,新增护理员90人。\n\n(2)改造农村公路50公里\n\n全面完成目标任务。改造农村公路53公里。\n";
    check(verdicts, "prose", &[("养老床位", "300", "1.066666666667"), ("农村公路", "50", "1.06")]);
    // The task below its name.
    let named = "云岭县民生实事完成情况\n一、学前教育扩容工程\n新建公办幼儿园10所。\n截至11月底,新建公办幼儿园8所。\n二、养老服务工程\n新增养老床位300张。\n截至11月底,新增养老床位320张。\n";
    check(named, "prose", &[("公办幼儿园", "10", "0.8"), ("养老床位", "300", "1.066666666667")]);
}

/// Numbers in words in front of tasks, a heading that only says 进展情况, and shares of the plan in what is told.
#[test]
fn tasks_are_numbered_and_told_of_in_many_ways() {
    let wanted = [("公办幼儿园", "10", "0.8"), ("养老床位", "300", "1.066666666667")];
    let told = ["已建成公办幼儿园8所,完成年度目标的80%。", "1-9月,新增养老床位320张,完成年度目标的106.7%。"];
    for (first, second) in [("项目一:", "项目二:"), ("第一件:", "第二件:"), ("●", "●"), ("一、", "二、"), ("1.", "2.")]
    {
        let [eight, more] = told;
        let list = format!("云岭县2023年目标任务完成情况\n{first}新建公办幼儿园10所\n{eight}\n{second}新增养老床位300张\n{more}\n");
        check(&list, "prose", &wanted);
    }
    let headed = "云岭县民生实事进展情况\n一、新建公办幼儿园10所\n(一)进展情况\n已建成公办幼儿园8所。\n(二)存在问题\n资金不足。\n二、新增养老床位300张\n(一)进展情况\n新增养老床位320张。\n";
    check(headed, "prose", &wanted);
    // What makes sure that the plan is met plans, and what goes on with the next year accounts for no list.
    let ensured = "云岭县民生实事进展情况\n一、新建公办幼儿园10所\n确保完成年度目标任务,新增学位900个。\n二、新增养老床位300张\n力争完成年度目标,新建护理站6个。\n";
    assert!(Report::parse(ensured).unwrap().targets().all(|target| target.outcome.figures.is_empty()));
    let both =
        "云岭县2023年目标任务完成情况及2024年工作安排\n一、新建公办幼儿园10所\n新增学位900个。\n二、新增养老床位300张\n新建护理站6个。\n";
    assert!(Report::parse(both).unwrap().targets().all(|target| target.outcome.figures.is_empty()));
    let named = "云岭县2024年工作要点\n项目一:新建公办幼儿园10所\n新增学位900个。\n项目二:新增养老床位300张\n新建护理站6个。\n";
    assert_eq!(Report::parse(named).unwrap().targets().count(), 4);
}

#[test]
fn a_number_in_front_makes_no_task_of_what_reports_or_plans() {
    // What looks back.
    let review = "云岭县2023年政府工作报告\n一、2023年工作回顾\n(一)新增就业5.2万人,民生持续改善\n全年发放补贴3亿元,新建学校12所。\n(二)新建高标准农田10万亩\n全县建成高标准农田10万亩。\n";
    check(review, "prose", &[]);
    // What plans goes on with planning.
    let plan =
        "关于云岭县2023年民生实事项目的通知\n一、新建公办幼儿园10所\n新增学位3300个。\n二、新增养老床位300张\n护理型床位不少于200张。\n";
    let wanted = [("公办幼儿园", "10", "none"), ("学位", "3300", "none"), ("养老床位", "300", "none"), ("护理型床位", "200", "none")];
    check(plan, "prose", &wanted);
    // What is planned below a task is not told of it.
    let next = "云岭县2023年民生实事项目完成情况\n一、新建公办幼儿园10所。\n下一步,计划再改建幼儿园6所。\n二、改造农村公路50公里。\n已改造农村公路53公里。\n";
    check(next, "prose", &[("公办幼儿园", "10", "none"), ("农村公路", "50", "1.06")]);
    // A task that reports itself.
    let told = "云岭县2023年民生实事项目完成情况\n一、已建成农村公路53公里\n惠及群众1.2万人。\n二、已新增养老床位320张\n入住老人260名。\n";
    check(told, "prose", &[]);
}

/// 任务1000套,开工1100套,开工率110%: what is the quotient of the two numbers in front of it was reached.
#[test]
fn a_rate_that_is_the_quotient_of_plan_and_result_is_no_target() {
    let asked = |source: &str| {
        Report::parse(source).unwrap().targets().map(|target| target.value.map(plain).unwrap_or_default()).collect::<Vec<_>>()
    };
    assert_eq!(asked("青山县任务1000套,开工1100套,开工率110%;北湖县任务800套,开工640套,开工率80%。\n"), ["1000", "800"]);
    // Another value, a bound, another unit, another part of the sentence: nothing is said of the rate.
    assert!(asked("今年任务为新建1000套,改造1100套,入住率90%。\n").contains(&"90".to_owned()));
    assert!(asked("今年任务为新建1000套,改造800套,入住率80%以上。\n").contains(&"80".to_owned()));
    assert!(asked("今年任务为新建1000套,安置800户,入住率80%。\n").contains(&"80".to_owned()));
}

#[test]
fn a_sentence_that_reports_is_no_second_target() {
    let source = "1.新增学位500个。上半年新增学位300个。\n2.单位GDP能耗降低3%。单位GDP能耗同比上升1.2%。\n";
    check(source, "prose", &[("学位", "500", "0.6"), ("单位GDP能耗", "3", "")]);
}

#[test]
fn a_summary_of_a_year_looks_back_on_it() {
    let below = |heading: &str| asked(&format!("{heading}\n(一)教育稳步发展。新建学校3所,新增学位900个。\n"));
    for heading in ["一、2031年上半年工作总结", "一、2031年工作总结", "一、203*年工作总结"] {
        assert_eq!(below(heading), [], "{heading}");
    }
    for heading in ["二、2031年工作计划", "二、2031年重点工作", "二、2031年下半年工作打算"] {
        assert_eq!(below(heading).len(), 2, "{heading}");
    }
}

#[test]
fn accounts_set_no_goals_of_the_year_that_they_are_of() {
    let heading = "一、2031年一般公共预算收支\n";
    let told = "2031年,全县财政收入为42亿元,为年度预算40亿元的105%。\n";
    let of = |title: &str| asked(&format!("{title}\n各位委员:\n{heading}{told}"));
    assert_eq!(of("关于某县2031年决算草案的报告"), [("全县财政收入".to_owned(), "4000000000".to_owned())]);
    assert_eq!(of("关于某县2031年决算草案的报告").len(), 1);
}

#[test]
fn rates_of_a_budget_are_printed_in_reviews_too() {
    let report = |said: &str| Report::parse(&format!("某镇2031年预算执行情况和2032年预算草案\n一、2031年预算执行情况\n{said}\n")).unwrap();
    let found = report("1.一般预算收入3120万元,完成年初预算的104%。");
    let rates: Vec<_> = found.targets().map(|target| target.outcome.stated_ratio.map(plain)).collect();
    assert_eq!(rates, [Some("1.04".to_owned())]);
    // What a review only reports, or compares with the year before, is no goal.
    for said in ["1.一般预算收入3120万元,增长4%。", "完成一般预算收入3120万元,为上年的104%。", "税收2400万元,新增纳税户77户。"]
    {
        assert_eq!(report(said).targets().count(), 0, "{said}");
    }
}

/// Indicator, value and answer of every target.
fn told(source: &str) -> Vec<(String, String, String)> {
    Report::parse(source).unwrap().targets().map(gist).collect()
}

#[test]
fn a_title_that_says_a_plan_was_carried_out_asks_for_nothing() {
    let said = "修渠计划60公里,完成75公里,完成计划的125%\n";
    for title in ["某乡圆满完成2031年修渠任务", "某乡超额完成2031年目标任务"] {
        assert_eq!(told(&format!("{title}\n\n{said}")), [("修渠".to_owned(), "60".to_owned(), "1.25".to_owned())], "{title}");
    }
    // What has still to be ensured, striven for or done is asked for.
    let plain = "造林300亩,育苗60亩。\n";
    for title in ["某镇确保全面完成2031年造林任务", "某镇力争超额完成2031年造林任务", "全面完成2031年造林任务"]
    {
        assert_eq!(asked(&format!("{title}\n\n{plain}")).len(), 2, "{title}");
    }
}

#[test]
fn a_plan_is_told_of_further_below_by_its_printed_rate() {
    let plan = "全县安排民生项目31个,年度计划投资40亿元。目前已有12个项目动工,其余项目正在办理手续。\n\n";
    let answers = |below: &str| told(&format!("{plan}{below}\n")).into_iter().find(|(_, value, _)| value == "4000000000").unwrap().2;
    assert_eq!(answers("1-4月,民生项目累计完成投资14.6亿元,占年度计划的36.5%。"), "0.365");
    // Another rate, one without decimals, an amount in another unit.
    for below in [
        "1-4月,交通项目累计完成投资5.2亿元,占年度计划的26.3%。",
        "1-4月,交通项目完成投资14.6亿元,占年度计划的36%。",
        "1-4月,改造管网14.6万米,占年度计划的36.5%。",
    ] {
        assert_eq!(answers(below), "none", "{below}");
    }
}

#[test]
fn a_list_of_rates_is_of_what_is_in_one_unit() {
    let told = told("7个水利项目完成投资26亿元,12个交通项目完成投资83亿元,6个教育项目完成投资30亿元,分别占年计划的44%、57%、61%。\n");
    let of = |name: &str, rate: &str| (name.to_owned(), String::new(), format!("stated {rate}"));
    assert_eq!(told, [of("水利项目投资", "0.44"), of("交通项目投资", "0.57"), of("教育项目投资", "0.61")]);
}

#[test]
fn rates_in_times_and_without_their_sign_are_of_the_plan() {
    let found = told("完成造林2300亩,其中经济林900亩,为年度任务360亩的2.5倍。\n");
    assert_eq!(found, [("经济林".to_owned(), "360".to_owned(), "2.5".to_owned())]);
    let found = told("完成工业产值2480万元,占年任务61,同比增长13.2;完成税金350万元,占年任务66。\n");
    let answers: Vec<_> = found.iter().map(|(name, _, answer)| (name.as_str(), answer.as_str())).collect();
    assert_eq!(answers, [("工业产值", "stated 0.61"), ("税金", "stated 0.66")]);
    // More than twice the plan, behind another verb, and what is counted is no share.
    for said in ["完成税金350万元,占年任务640。\n", "税金350万元,完成年任务66。\n", "完成税金350万元,占年任务66项。\n"]
    {
        assert!(told(said).iter().all(|(.., answer)| !answer.starts_with("stated")), "{said}");
    }
}

#[test]
fn what_a_rate_is_of_keeps_its_name() {
    let first = |source: &str| told(source).remove(0).0;
    assert_eq!(first("2031年地方财政收入完成年初预算的92.6%。\n"), "地方财政收入");
    assert_eq!(first("26个续建项目完成投资18.4亿元,为年计划的43.5%。\n"), "续建项目投资");
    let names: Vec<_> =
        told("全县公租房开工620套,占年度任务的104%;基本建成310套,占年度任务的117.4%。\n").into_iter().map(|of| of.0).collect();
    assert_eq!(names.len(), 2);
    assert!(!names.iter().any(|name| name.contains("任务")), "{names:?}");
}

/// 控制数 is a limit: less is better.
#[test]
fn a_mark_named_as_a_control_is_a_limit() {
    let ratio = told("全县人口出生率10‰,比地区下达的控制数12.5‰低2.5‰。\n");
    assert_eq!(ratio, [("全县人口出生率".to_owned(), "12.5".to_owned(), "1.25".to_owned())]);
}

#[test]
fn a_title_over_two_lines_is_no_header() {
    let title = "关于2031年某市本级预算执行情况\n\n及2032年某市本级预算草案的报告\n\n";
    let told = "2031年是不平凡的一年,预算执行情况良好。\n\n2031年,全市财政收入达到84亿元,完成预算的102.1%。\n\n以上数字以决算为准。\n";
    assert_eq!(asked(&format!("{title}{told}")).len(), 1);
}

const WORK_REPORT: &str = "2025年某市政府工作报告
——2025年1月12日在某市人民代表大会上
各位代表:
一、2024年工作回顾
过去一年,全市地区生产总值增长5.6%,城镇新增就业4.2万人,圆满完成年度目标任务,新建改建农村公路126公里,改造老旧小区58个,人民生活水平稳步提高。
二、2025年工作安排
今年经济发展的主要预期目标是:地区生产总值增长5.5%左右,在实际执行中力求做得更好;城镇新增就业4万人以上,城镇调查失业率控制在5.5%以内;居民收入增长与经济增长同步。
(一)提升城乡面貌。实施城市更新行动,新建改建农村公路150公里,改造老旧小区60个,提升治理成效,完成植树造林12万亩,让群众有更多获得感。
";

/// Indicator and value of every target.
fn asked(source: &str) -> Vec<(String, String)> {
    let report = Report::parse(source).expect("prose");
    report.targets().map(|target| (target.indicator.clone(), target.value.map(plain).unwrap_or_default())).collect()
}

/// The text with its long lines cut at so many characters.
fn cut(source: &str, width: usize) -> String {
    let lines = source.lines().map(|line| {
        let chars: Vec<char> = line.chars().collect();
        // Headings and titles are no longer than a line.
        let pieces: Vec<String> =
            if chars.len() < 60 { vec![line.to_owned()] } else { chars.chunks(width).map(String::from_iter).collect() };
        pieces.join("\n")
    });
    lines.map(|line| line + "\n").collect()
}

#[test]
fn the_review_of_a_report_sets_no_goals_and_what_it_sets_has_its_year() {
    let report = Report::parse(WORK_REPORT).expect("prose");
    let found: Vec<String> =
        report.targets().map(|target| format!("{} {}", target.indicator, target.value.map(plain).unwrap_or_default())).collect();
    let wanted = ["地区生产总值 5.5", "城镇就业 40000", "城镇调查失业率 5.5", "农村公路 150", "老旧小区 60", "植树造林 120000"];
    assert_eq!(found, wanted);
    assert!(report.targets().all(|target| target.horizon == Some(2025) && target.outcome.quality == Quality::None));
}

#[test]
fn how_a_text_is_set_changes_nothing_that_it_asks_for() {
    let whole = asked(WORK_REPORT);
    for width in [30, 40, 47] {
        assert_eq!(asked(&cut(WORK_REPORT, width)), whole, "cut at {width}");
    }
    assert_eq!(asked(&WORK_REPORT.replace('\n', "\n\n")), whole, "blank lines");
    assert_eq!(asked(&WORK_REPORT.replace('\n', "\r\n")), whole, "CRLF");
    assert_eq!(asked(&format!("下载\n打印\n【字号:\n加大\n】\n{WORK_REPORT}")), whole, "a menu in front");
    assert_eq!(asked(&format!("{WORK_REPORT}相关报道:\n上一篇:无\n")), whole, "what a page puts behind");
    let told = |source: &str| Report::parse(source).expect("prose").targets().map(gist).collect::<Vec<_>>();
    assert_eq!(told(&cut(NEWS, 30)), told(NEWS), "news cut at 30");
}

#[test]
fn a_figure_in_a_cut_line_is_whole_and_stands_where_it_was_printed() {
    let source = "今年计划完成水利投资6亿元,加快建设灌区和水库,截至9月底已经实际完\n成投资4.36亿元。\n";
    let report = check(source, "prose", &[("水利投资", "600000000", "0.726666666667")]);
    assert_eq!(report.targets().next().expect("a target").outcome.figures[0].line, 1);
}

#[test]
fn a_name_on_a_line_of_its_own_is_what_the_next_line_is_of() {
    let line = |name: &str, done: &str, plan: u32, rate: u32| format!("{name}\n{done}{plan}亿元的{rate}%。\n");
    let road = |name: &str, done: &str, plan, rate| line(name, &format!("本年累计完成投资{done}亿元,占年计划"), plan, rate);
    let source = [road("甲山至乙河公路", "13.5", 15, 90), road("丙水至丁岭公路", "8", 20, 40), road("戊城绕城公路", "3.3", 6, 55)].concat();
    let named = [
        ("甲山至乙河公路投资", "1500000000", "0.9"),
        ("丙水至丁岭公路投资", "2000000000", "0.4"),
        ("戊城绕城公路投资", "600000000", "0.55"),
    ];
    check(&source, "prose", &named);
    // A heading over two such lines, lines that name what they are of, and headings with numbers are no names of what stands below.
    let one = road("重点项目建设", "13.5", 15, 90) + &road("交通项目建设", "8", 20, 40);
    check(&one, "prose", &[("投资", "1500000000", "0.9"), ("投资", "2000000000", "0.4")]);
    let own = |name: &str, done: &str, plan, rate| line(name, &format!("工业投资完成{done}亿元,占年计划"), plan, rate);
    let source = [own("抓项目", "13.5", 15, 90), own("促发展", "8", 20, 40), own("稳增长", "3.3", 6, 55)].concat();
    check(&source, "prose", &[("工业投资", "1500000000", "0.9"), ("工业投资", "2000000000", "0.4"), ("工业投资", "600000000", "0.55")]);
    let source = [road("一、公路", "13.5", 15, 90), road("二、铁路", "8", 20, 40), road("三、水路", "3.3", 6, 55)].concat();
    check(&source, "prose", &[("投资", "1500000000", "0.9"), ("投资", "2000000000", "0.4"), ("投资", "600000000", "0.55")]);
}

#[test]
fn a_text_pasted_in_parts_goes_on_behind_the_number_of_its_next_part() {
    let filled = "进一步统一思想、提高认识,把各项工作抓紧抓实抓好,切实改善群众生产生活条件。".repeat(4);
    let source = format!(
        "1、某乡2031年工作要点 2031年是开局之年。{filled}预期目标:总收入达2.9亿元,比上年增加0.3亿元。{filled}完成低产茶园改\n\
         2、造3000亩;培育家庭农场3家。{filled}争取资\n3、金建设新村2个。\n"
    );
    let report = Report::parse(&source).expect("prose");
    let found: Vec<_> = report.targets().map(|target| (target.value.map(plain).unwrap_or_default(), target.line)).collect();
    let wanted = [("290000000", 1), ("30000000", 1), ("3000", 1), ("3", 2), ("2", 2)];
    assert_eq!(found, wanted.map(|(value, line)| (value.to_owned(), line)));
    // A list stays one, be its items short, whole, or numbered otherwise.
    for (first, second) in [
        ("新建学校6所", "2、改造公厕3座"),
        (&*format!("新建学校6所。{filled}"), "2、改造公厕3座"),
        (&*format!("{filled}新建学校6所"), "4、改造公厕3座"),
    ] {
        let report = Report::parse(&format!("2031年工作要点\n1、{first}\n{second}\n")).expect("prose");
        assert_eq!(report.items.len(), 3, "{first}");
    }
}
