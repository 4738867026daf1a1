//! Words of one's own: that each kind of addition takes effect on a report, and what is said of a file with a mistake.
#![cfg(feature = "toml")]

#[cfg(feature = "cli")]
mod run;

use dabiao::{Decimal, Extractor, Lexicon, Measure, Polarity, Quality, Target};

fn with(words: &str) -> Extractor {
    Extractor::new().with_lexicon(Lexicon::builtin().with_toml("extra.toml", words).expect("good words"))
}

/// The first target of a report of one row.
fn target(extractor: &Extractor, task: &str, progress: &str) -> Option<Target> {
    let source = format!("序号|重点工作|牵头单位|完成情况\n1|{task}|区经信局|{progress}\n2|加强宣传|区科协|已宣传\n");
    extractor.parse(&source).expect("a report").items.swap_remove(0).targets.into_iter().next()
}

fn quantities(extractor: &Extractor, text: &str) -> Vec<(String, String)> {
    let found = extractor.quantities(text);
    found.into_iter().map(|mention| (mention.value.expect("a value").to_string(), mention.unit)).collect()
}

fn pair(value: &str, unit: &str) -> (String, String) {
    (value.to_owned(), unit.to_owned())
}

#[test]
fn a_unit_makes_quantities() {
    let own = with("[units]\n\"工位\" = \"piece\"\n\"标箱\" = { class = \"other\", printed = \"标准箱\", numerals = true }\n");
    assert_eq!(quantities(&Extractor::new(), "建成12工位"), []);
    assert_eq!(quantities(&own, "建成12工位"), [pair("12", "工位")]);
    assert_eq!(quantities(&own, "吞吐量2.4万标箱"), [pair("24000", "标准箱")]);
    assert_eq!(quantities(&own, "三标箱"), [pair("3", "标准箱")]);
    // Only within the class of things: 12座 answers 20工位, 12人 does not.
    let answer = |progress: &str| target(&own, "新建机房20工位", progress).expect("a target").outcome;
    assert_eq!(answer("新建机房12座").ratio, Some(Decimal::new(6, 1)));
    assert_eq!(answer("新建机房12人").quality, Quality::None);
}

#[test]
fn a_unit_with_a_scale_is_reckoned_over() {
    let own = with("[units]\n\"担\" = { class = \"mass\", scale = 50 }\n");
    let outcome = target(&own, "收购粮食1000担", "收购粮食40吨").expect("a target").outcome;
    assert_eq!(outcome.ratio, Some(Decimal::new(8, 1)));
    let own = with("[units]\n\"小担\" = { class = \"mass\", scale = 0.5 }\n");
    let outcome = target(&own, "收购粮食1000小担", "收购粮食400公斤").expect("a target").outcome;
    assert_eq!(outcome.ratio, Some(Decimal::new(8, 1)));
    // Money has no scale: there are no rates of exchange.
    let own = with("[units]\n\"比索\" = \"money:PHP\"\n");
    assert_eq!(target(&own, "引资1000比索", "引资400比索").expect("a target").outcome.ratio, Some(Decimal::new(4, 1)));
    assert_eq!(target(&own, "引资1000比索", "引资400元").expect("a target").outcome.quality, Quality::None);
}

#[test]
fn a_verb_becomes_the_action() {
    let (task, progress) = ("全年攒育企业30家", "全年攒育企业12家");
    let built_in = target(&Extractor::new(), task, progress).expect("a target");
    assert_eq!((built_in.action, built_in.indicator.as_str()), (None, "攒育企业"));
    let own = target(&with("[verbs]\n\"攒育\" = \"do\"\n"), task, progress).expect("a target");
    assert_eq!((own.action.as_deref(), own.indicator.as_str(), own.measure), (Some("攒育"), "企业", Measure::Flow));
    assert_eq!(own.outcome.ratio, Some(Decimal::new(4, 1)));
}

#[test]
fn a_verb_of_an_early_step_makes_a_proxy() {
    let own = with("[verbs]\n\"意签\" = { kind = \"do\", step = \"early\" }\n");
    let outcome = target(&own, "招引项目20个", "意签项目9个").expect("a target").outcome;
    assert_eq!((outcome.quality, outcome.ratio), (Quality::Proxy, None));
}

#[test]
fn an_indicator_has_its_polarity_and_measure() {
    let (task, progress) = ("厂房空置度达到10", "厂房空置度为8");
    let built_in = target(&Extractor::new(), task, progress).expect("a target");
    assert_eq!((built_in.polarity, built_in.outcome.met), (Polarity::Positive, Some(false)));
    let own = with("[indicators]\n\"空置度\" = { polarity = \"negative\", measure = \"rate\" }\n");
    let own = target(&own, task, progress).expect("a target");
    assert_eq!((own.polarity, own.measure, own.outcome.met), (Polarity::Negative, Measure::Rate, Some(true)));
    assert_eq!(own.outcome.ratio, Some(Decimal::new(125, 2)));
}

#[test]
fn a_users_word_decides_where_the_crate_has_one_too() {
    let polarity = |extractor: &Extractor| target(extractor, "碳汇林碳排放达到10万吨", "无").expect("a target").polarity;
    assert_eq!(polarity(&Extractor::new()), Polarity::Negative);
    assert_eq!(polarity(&with("[indicators]\n\"碳排放\" = \"positive\"\n")), Polarity::Positive);
}

#[test]
fn synonyms_answer_each_other() {
    let (task, progress) = ("新建充电桩20个", "新建补能站9个");
    assert_eq!(target(&Extractor::new(), task, progress).expect("a target").outcome.quality, Quality::None);
    // 充电设施 is a word of the group that 充电桩 is of.
    // A single synonym needs no brackets.
    for words in ["[synonyms]\n\"充电设施\" = [\"补能站\"]\n", "[synonyms]\n\"充电设施\" = \"补能站\"\n"] {
        let outcome = target(&with(words), task, progress).expect("a target").outcome;
        assert_eq!((outcome.quality, outcome.ratio), (Quality::Direct, Some(Decimal::new(45, 2))), "{words}");
    }
}

#[test]
fn an_ignored_name_counts_nothing() {
    let (task, progress) = ("推行十户联防", "已推行");
    let own = with("[ignore]\nnames = [\"十户联防\"]\npatterns = ['[0-9]+户联防']\n");
    assert_eq!(target(&Extractor::new(), task, progress).map(|target| target.unit), Some("户".to_owned()));
    assert_eq!(target(&own, task, progress), None);
    assert_eq!(quantities(&Extractor::new(), "推广10户联防,新增20户"), [pair("10", "户"), pair("20", "户")]);
    assert_eq!(quantities(&own, "推广10户联防,新增20户"), [pair("20", "户")]);
    // A dot in a name is a dot.
    assert_eq!(quantities(&with("[ignore]\nnames = [\"1.5家\"]\n"), "新增125家"), [pair("125", "家")]);
}

#[test]
fn a_word_in_traditional_script_is_read_as_reports_are() {
    let own = with("[units]\n\"艙位\" = \"piece\"\n");
    assert_eq!(quantities(&own, "建成12舱位"), [pair("12", "舱位")]);
    assert_eq!(quantities(&with("[units]\n\"舱位\" = \"piece\"\n"), "建成12舱位"), [pair("12", "舱位")]);
}

#[test]
fn the_version_is_of_what_is_in_force() {
    let builtin = Lexicon::builtin();
    let one = builtin.with_toml("a.toml", "[units]\n\"工位\" = \"piece\"\n").expect("good words");
    let same = builtin.with_toml("b.toml", "# 工位\n\n[units]\n\"工位\" = { class = \"piece\" }\n").expect("good words");
    let more = one.with_toml("c.toml", "[units]\n\"标箱\" = \"other\"\n").expect("good words");
    assert_eq!(one.version(), same.version());
    assert_ne!(one.version(), builtin.version());
    assert_ne!(one.version(), more.version());
    assert_eq!(Extractor::default().lexicon().version(), builtin.version());
    assert_eq!(builtin.with_toml("nothing.toml", "").expect("no words").version(), builtin.version());
    let twice = more.with_toml("d.toml", "\n[units]\n\"工位\" = \"person\"\n").expect_err("given twice");
    assert_eq!(twice.to_string(), "d.toml, line 3: \"工位\" is given twice; it stands in a.toml, line 2 already");
}

#[test]
fn an_extractor_with_own_words_is_shared_between_threads() {
    fn shared<T: Send + Sync + Clone + 'static>(_: &T) {}
    let own = with("[units]\n\"工位\" = \"piece\"\n");
    shared(&own);
    let threads: Vec<_> = (0..4)
        .map(|_| {
            let own = own.clone();
            std::thread::spawn(move || quantities(&own, "建成12工位"))
        })
        .collect();
    for thread in threads {
        assert_eq!(thread.join().expect("a thread"), [pair("12", "工位")]);
    }
}

#[test]
fn what_is_wrong_is_said_with_its_line_and_what_would_be_right() {
    let example = r#"write "工位" = "piece" or "工位" = { class = "piece", printed = "席" }"#;
    let cases: &[(&str, usize, &str)] = &[
        (
            "[unit]\n\"工位\" = \"piece\"",
            1,
            "\"unit\" is no section; the sections are [units], [verbs], [indicators], [synonyms] and [ignore]",
        ),
        ("units = 3", 1, "units should be a section: a line [units], and a line for each word under it"),
        ("[units]\n工位 = \"piece\"", 2, "the word has no quotation marks; write \"工位\" = \"piece\""),
        ("[units]\n\"工位\" = “piece”", 2, "a Chinese mark stands where TOML has its own; write \" = , [ ] { } as on an English keyboard"),
        (
            "[units]\n\"工位\" \"piece\"",
            2,
            "this is not written as TOML has it: key with no value, expected `=`; a line looks like \"工位\" = \"piece\"",
        ),
        ("[units]\n\"工位\" = \"piece\"\n\"工位\" = \"other\"", 3, "what stands here is given twice; keep one of the two"),
        ("[units]\n\n\" \" = \"piece\"", 3, "a word is empty; write it between the quotation marks"),
        ("[units]\n\"方\\n舱\" = \"piece\"", 2, "\"方\\n舱\" has a line break or a tab in it; write the word on one line"),
        ("[units]\n\"工位\" = 3", 2, &format!("what is said of \"工位\" is a number; {example}")),
        ("[units]\n\"工位\" = { printed = \"席\" }", 2, &format!("\"工位\" has no class; {example}")),
        (
            "[units]\n\"工位\" = { clas = \"piece\" }",
            2,
            "\"clas\" of \"工位\" says nothing of a unit; the keys are class, printed, scale and numerals",
        ),
        ("[units]\n\"担\" = \"mass\"", 2, "\"担\" has no scale; write how many 公斤 it is: \"担\" = { class = \"mass\", scale = 50 }"),
        (
            "[units]\n\"担\" = { class = \"mass\", scale = 0 }",
            2,
            "the scale of \"担\" is not a number above 0; write how many 公斤 it is, as in scale = 0.5",
        ),
        (
            "[units]\n\"担\" = { class = \"mass\", scale = \"50\" }",
            2,
            "the scale of \"担\" is not a number above 0; write how many 公斤 it is, as in scale = 0.5",
        ),
        ("[units]\n\"工位\" = true", 2, &format!("what is said of \"工位\" is true or false; {example}")),
        ("[units]\n\"工位\" = 2024-05-01", 2, &format!("what is said of \"工位\" is a date; {example}")),
        ("[units]\n\"工位\" = [\"piece\"]", 2, &format!("what is said of \"工位\" is a list; {example}")),
        ("[units]\n\"工位\" = { class = { piece = 1 } }", 2, "the class of \"工位\" is a section; write a word in quotation marks"),
        (
            "[units]\n\"工位\" = { class = \"piece\", scale = 5 }",
            2,
            "units of the class piece have no scale; leave the scale of \"工位\" out",
        ),
        (
            "[units]\n\"工位\" = { class = \"piece\", numerals = \"yes\" }",
            2,
            "numerals of \"工位\" is a text; write true where 一, 两, 三 count it, else false",
        ),
        ("[verbs]\n\"孵化\" = \"make\"", 2, "\"make\" is no kind (of \"孵化\"); write one of do, level, sink, rise, fall or less"),
        ("[verbs]\n\"孵化\" = { kind = \"do\", step = 3 }", 2, "the step of \"孵化\" is a number; write a word in quotation marks"),
        ("[indicators]\n\"空置率\" = \"bad\"", 2, "\"bad\" is no polarity (of \"空置率\"); write one of positive, negative or moderate"),
        (
            "[indicators]\n\"空置率\" = { source = \"x\" }",
            2,
            "\"空置率\" has no polarity; write \"空置率\" = \"negative\" or \"空置率\" = { polarity = \"negative\", measure = \"rate\" }",
        ),
        ("[synonyms]\n\"充电桩\" = []", 2, "\"充电桩\" has no synonym; write at least one between [ and ]"),
        (
            "[synonyms]\n\"充电桩\" = [\"超充站\", 5]",
            2,
            "in the synonyms of \"充电桩\" there is a number; write words in quotation marks, \"充电桩\" = [\"超充站\", \"充电站\"]",
        ),
        ("[synonyms]\n\"充电桩\" = [\"超充站\", \"超充站\"]", 2, "\"超充站\" stands twice among the synonyms of \"充电桩\"; keep one"),
        ("[ignore]\nname = [\"a\"]", 2, "\"name\" is nothing that can be ignored; the keys are names and patterns"),
        ("ignore = [\"a\"]", 1, "ignore should be a section: a line [ignore], and under it names = [\"十户联防\"]"),
        ("[ignore]\npatterns = ['(']", 2, "\"(\" is no regular expression: unclosed group; where it is just a name, put it under names"),
        ("[ignore]\npatterns = ['a*']", 2, "\"a*\" also fits where nothing stands; write a pattern of at least one character"),
        ("[ignore]\npatterns = ['a{1000}{1000}']", 2, "\"a{1000}{1000}\" is too long to be compiled; write shorter ones"),
    ];
    for (words, line, what) in cases {
        let error = Lexicon::builtin().with_toml("extra.toml", words).expect_err(words);
        assert_eq!(error.to_string(), format!("extra.toml, line {line}: {what}"), "{words}");
        assert_eq!((error.file(), error.line(), error.entry()), ("extra.toml", *line, words.lines().nth(line - 1).unwrap_or_default()));
    }
    let error = Lexicon::builtin().with_toml("extra.toml", "[units]\n\"工位\" = \"peice\"").expect_err("no class");
    let message = error.to_string();
    assert!(message.starts_with("extra.toml, line 2: \"peice\" is no class (of \"工位\"); write one of age, area, "), "{message}");
    assert!(message.contains(" person, piece, ") && message.contains(" money:CNY, ") && message.ends_with(" volume or year"), "{message}");
}

proptest::proptest! {
    /// Whatever a file holds, it is read or refused with a line that it has.
    #[test]
    fn any_file_is_read_or_refused(pieces in proptest::collection::vec(piece(), 0..12)) {
        let words = pieces.concat();
        if let Err(error) = Lexicon::builtin().with_toml("extra.toml", &words) {
            proptest::prop_assert!(error.line() >= 1 && error.line() <= words.lines().count() + 1, "{error}");
            proptest::prop_assert!(error.to_string().starts_with("extra.toml, line "), "{error}");
        }
    }
}

fn piece() -> impl proptest::strategy::Strategy<Value = String> {
    use proptest::prelude::*;
    let pieces = [
        "[units]\n",
        "[verbs]\n",
        "[indicators]\n",
        "[synonyms]\n",
        "[ignore]\n",
        "\"工位\"",
        "\"席\"",
        " = ",
        "\"piece\"",
        "\"mass:1\"",
        "\"do\"",
        "\"negative\"",
        "{ class = \"mass\", scale = ",
        "0.5",
        "1e999",
        "-1",
        "99999999999999999999999999999999",
        " }",
        "[\"充电桩\"",
        ", ",
        "]",
        "names = ",
        "patterns = ",
        "'[0-9]+'",
        "\n",
        "\r\n",
        "\u{feff}",
        "“",
        "\t",
        "\0",
        "#",
        "\"\"\"",
        "\"x\".class = ",
        "true",
        "2022-01-01",
    ];
    prop_oneof![9 => prop::sample::select(pieces.to_vec()).prop_map(str::to_owned), 1 => any::<String>()]
}

#[test]
fn patterns_that_are_too_many_together_are_refused() {
    let patterns: Vec<String> = (0..900).map(|n| format!("'a{{900}}{n}'")).collect();
    let words = format!("[ignore]\npatterns = [{}]\n", patterns.join(", "));
    let error = Lexicon::builtin().with_toml("extra.toml", &words).expect_err("too long together");
    assert!(error.to_string().ends_with("should be shorter: all patterns together are too long to be compiled"), "{error}");
}

#[test]
fn the_example_of_the_readme_can_be_read() {
    let readme = std::fs::read_to_string(format!("{}/README.md", env!("CARGO_MANIFEST_DIR"))).expect("the README");
    let page = include_str!("../src/lexicon/own/format.md");
    for text in [readme.as_str(), page] {
        let example = text.split("```toml\n").find(|block| block.contains("[units]")).and_then(|rest| rest.split("```").next());
        let words = Lexicon::builtin().with_toml("extra.toml", example.expect("an example")).expect("good words");
        let own = Extractor::new().with_lexicon(words);
        assert_eq!(quantities(&own, "推行十户联防,新建12工位"), [pair("12", "工位")]);
    }
}

#[cfg(feature = "cli")]
mod program {
    use super::run::{dabiao_in, text};

    #[test]
    fn own_words_are_given_by_files() {
        let folder = std::env::temp_dir().join(format!("dabiao-lexicon-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        let write = |name: &str, text: &str| std::fs::write(folder.join(name), text).expect("a file");
        write("units.toml", "\u{feff}[units]\r\n\"工位\" = \"piece\"\r\n");
        write("names.toml", "[ignore]\nnames = [\"十户联防\"]\n");
        write("wrong.toml", "[units]\n# 工位\n\"工位\" = { clas = \"piece\" }\n");
        write("report.txt", "序号|重点工作|完成情况\n1|推行十户联防,新建机房20工位|新建机房12工位\n2|加强宣传|已宣传\n");

        let both = ["--lexicon", "units.toml", "--lexicon", "names.toml"];
        let ratios = |args: &[&str]| {
            let out = text(&dabiao_in(&folder, &[args, &["--format", "jsonl"]].concat()).stdout);
            let row: serde_json::Value = serde_json::from_str(out.lines().next().expect("a row")).expect("JSON");
            row["targets"]
                .as_array()
                .expect("targets")
                .iter()
                .map(|t| (t["unit"].clone(), t["outcome"]["ratio"].clone()))
                .collect::<Vec<_>>()
        };
        assert_eq!(ratios(&["score", "report.txt"]), [("户".into(), serde_json::Value::Null)]);
        assert_eq!(ratios(&[&["score", "report.txt"][..], &both].concat()), [("工位".into(), 0.6.into())]);
        let quantities = text(&dabiao_in(&folder, &[&["quantities", "report.txt"][..], &both].concat()).stdout);
        assert_eq!(quantities, "     2  20工位  12工位\n");

        let listed = text(&dabiao_in(&folder, &[&["lexicon"][..], &both].concat()).stdout);
        let own: Vec<&str> = listed.lines().filter(|line| line.contains('←')).collect();
        assert_eq!(own, ["  工位 | 工位 | piece | n   ← units.toml:2", "  十户联防   ← names.toml:2"]);
        let csv = text(&dabiao_in(&folder, &["lexicon", "--format", "csv", "--table", "units", "--lexicon", "units.toml"]).stdout);
        let version = listed.lines().next().and_then(|line| line.strip_prefix("lexicon ")).expect("a version");
        assert!(csv.starts_with("table,word,says,from,version\n") && csv.contains("\nunits,工位,工位 piece n,units.toml:2,"));
        assert!(!csv.contains(version), "other words have another version");
        let json: serde_json::Value = serde_json::from_slice(&dabiao_in(&folder, &["lexicon", "--format", "json"]).stdout).expect("JSON");
        assert_eq!(json["version"], dabiao::Lexicon::builtin().version());
        assert_eq!(json["tables"].as_array().map(Vec::len), Some(dabiao::Lexicon::builtin().tables().len()));

        for args in [&["score", "report.txt"][..], &["compare", "report.txt", "report.txt"], &["quantities", "report.txt"], &["lexicon"]] {
            let output = dabiao_in(&folder, &[args, &["--lexicon", "wrong.toml"]].concat());
            let message = "dabiao: wrong.toml, line 3: \"clas\" of \"工位\" says nothing of a unit; the keys are class, printed, scale and numerals\n     3 | \"工位\" = { clas = \"piece\" }\n";
            assert_eq!((text(&output.stderr).as_str(), output.status.code()), (message, Some(2)));
        }
        let none = dabiao_in(&folder, &["lexicon", "--lexicon", "none.toml"]);
        assert_eq!(text(&none.stderr), "dabiao: none.toml: there is no such file; check the path\n");
        std::fs::remove_dir_all(&folder).expect("the folder is gone");
    }
}
