//! What is beyond a limit is marked on its item, or counted.

use dabiao::{Extractor, Item, Limit, Limits, PairRule, Reason};

fn item(limits: Limits, task: &str, progress: &str) -> Item {
    let source = format!("序号|重点工作|牵头单位|完成情况\n1|{task}|区发改局|{progress}\n2|||\n3|||\n");
    Extractor::new().limits(limits).parse(&source).expect("a table").items.swap_remove(0)
}

fn limits(change: fn(&mut Limits)) -> Limits {
    let mut limits = Limits::default();
    change(&mut limits);
    limits
}

#[test]
fn each_limit_marks_its_item_and_no_more() {
    let (task, progress) = ("新增企业5家、商户8户", "新增企业4家,新增商户9户");
    assert_eq!(item(Limits::default(), task, progress).limited, []);

    let few = item(limits(|limits| limits.quantities = 1), task, progress);
    assert_eq!((few.limited, few.targets.len(), few.mentions.len()), (vec![Limit::Quantities], 1, 2));

    let few = item(limits(|limits| limits.targets = 1), task, progress);
    assert_eq!((few.limited.as_slice(), few.targets.len()), (&[Limit::Targets][..], 2));
    assert!(few.targets[0].outcome.ratio.is_some());
    let left = &few.targets[1].outcome;
    assert_eq!((left.reason, left.rule, left.ratio), (Some(Reason::Ambiguous), PairRule::TooMany, None));

    let few = item(limits(|limits| limits.figures = 1), task, progress);
    assert_eq!(few.limited, [Limit::Figures]);
    assert!(few.targets[0].outcome.ratio.is_some() && few.targets[1].outcome.ratio.is_none());

    let few = item(limits(|limits| limits.clauses = 1), task, progress);
    assert_eq!(few.limited, [Limit::Clauses]);
}

#[test]
fn within_the_limits_nothing_is_put_down_to_them() {
    let missing = &item(Limits::default(), "新增企业5家", "走访商户9户").targets[0].outcome;
    assert_eq!((missing.reason, missing.rule), (Some(Reason::NotReported), PairRule::NothingNear));
    // With a figure left out, nobody knows.
    let few = item(limits(|limits| limits.figures = 1), "新增企业5家", "走访商户9户,修路8公里");
    assert_eq!((few.targets[0].outcome.reason, few.targets[0].outcome.rule), (Some(Reason::Ambiguous), PairRule::TooMany));
}

#[test]
fn what_the_wording_gives_is_not_given_beyond_the_limit() {
    let source = "截至目前,各项工作有序推进。\n新建公厕5座,完成技改投资15.6亿元(年度目标20亿元)。\n";
    let outcome = |limits| {
        let report = Extractor::new().limits(limits).parse(source).expect("prose");
        let outcome = report.targets().next().expect("a mark").outcome.clone();
        (outcome.rule, outcome.reason)
    };
    assert_eq!(outcome(Limits::default()), (PairRule::SameSentence, None));
    assert_eq!(outcome(limits(|limits| limits.figures = 1)), (PairRule::TooMany, Some(Reason::Ambiguous)));
}

#[test]
fn a_limit_says_what_it_leaves_aside() {
    for (limit, message) in [
        (Limit::Quantities, "a cell has more quantities than the limit; those behind are not read"),
        (Limit::Nesting, "parentheses lie deeper inside each other than the limit; what stands in them is read with what stands around"),
        (Limit::Targets, "there are more targets than the limit; those behind are not answered"),
        (Limit::Figures, "there are more figures than the limit; those behind answer nothing"),
        (Limit::Clauses, "there are more clauses than the limit; those behind answer nothing in words"),
    ] {
        assert_eq!(limit.to_string(), message);
    }
}

#[test]
fn parentheses_beyond_the_limit_are_read_with_what_stands_around() {
    let progress = "收储1869亩(经营性用地1565亩(商业100亩)),做地300亩";
    assert_eq!(item(Limits::default(), "收储2000亩、做地300亩", progress).limited, []);
    let flat = item(limits(|limits| limits.nesting = 1), "收储2000亩、做地300亩", progress);
    assert_eq!(flat.limited, [Limit::Nesting]);
    assert_eq!(flat.mentions.len(), 6, "every quantity is still mentioned");
}

#[test]
fn a_stream_keeps_so_many_notes_and_counts_the_others() {
    let source = "标题\n副标题\n序号|重点工作|完成情况\n1|修路5公里|修路4公里\n说明\n";
    let mut items = Extractor::new().limits(limits(|limits| limits.notes = 1)).items(source.as_bytes());
    assert_eq!(items.by_ref().filter_map(Result::ok).count(), 1);
    assert_eq!((items.notes().len(), items.notes()[0].text.as_str(), items.notes_left_out()), (1, "标题", 2));
}
