//! Any text gives a report or an error, with spans that hold and JSON that is read as it was written.

use proptest::prelude::*;

use crate::holds;

proptest! {
    #![proptest_config(crate::config())]

    #[test]
    fn any_text_gives_a_report_or_an_error(source in "\\PC{0,200}", odd in "(?s).{0,60}") {
        for source in [&source, &odd] {
            holds::parse(source);
            holds::compare(source, source);
            holds::quantities(source);
        }
    }

    #[test]
    fn report_like_text_does_too(
        cells in prop::collection::vec(prop::sample::select(fragments()), 3..40),
        bars in prop::collection::vec(0_usize..6, 3..40),
        header in prop::sample::select(&["序号|重点工作|牵头单位|完成情况\n", "序号\n重点工作\n完成情况\n", "一、2015年工作回顾\n", "1.", ""][..]),
    ) {
        let mut source = header.to_owned();
        for (n, (cell, bar)) in cells.iter().zip(bars).enumerate() {
            source.push_str(cell);
            source.push_str(["|", "\n", ",", "|1|", "。", "\r"][bar]);
            if n % 7 == 6 {
                source.push('\n');
            }
        }
        holds::parse(&source);
        holds::compare(&source, &source);
        holds::quantities(&source);
    }
}

/// Pieces that break readers: real phrases, half marks, noise.
fn fragments() -> Vec<&'static str> {
    vec![
        "新增国家高新技术企业500家",
        "社会消费品零售总额、网络零售额分别增长8%、15%以上",
        "其中50亿元以上项目不少于7个",
        "“黄金68条",
        "(任务10家",
        ")",
        "術(shù)",
        "(shù",
        "?qǐng)",
        "全覆盖",
        "分别",
        "1,2",
        "00家",
        "百分之",
        "三分之",
        "十",
        "－7%",
        "截至6月23日",
        "完成年度任务量的62.7%",
        "99999999999999999999999999999999家",
        "５.１％",
        "\u{feff}",
        "\u{200b}",
        "。",
        ";",
        "、、、",
        "以上",
        "约",
        "较2021年同期增长24.9%",
        "-3.2%",
    ]
}
