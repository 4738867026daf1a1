//! What speaks for and against a number of prose being asked for, and how much.

/// A kind of evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Evidence {
    /// A plan, or what is quoted from one, governs it in its clause: 计划新建|10所.
    Planned,
    /// It does in an earlier clause of the sentence.
    PlannedAbove,
    /// 要, 将, 力争 in its clause.
    Meant,
    /// The same in an earlier clause.
    MeantAbove,
    /// A hope in an earlier clause: 努力.
    HopedAbove,
    /// The head of its list does: 预期目标是:.
    Headed,
    /// The head does, in an earlier sentence.
    HeadedAbove,
    /// The plan is named behind it: 10所的目标, 10所(年度目标).
    NamedBehind,
    /// It is due by a date: 到2030年, 6月底前.
    Due,
    /// A word of reporting governs it in its clause: 截至目前, 实际.
    Reported,
    /// In an earlier clause.
    ReportedAbove,
    /// Its clause is done: 已, 了.
    Done,
    /// The clause before it in its part of the sentence is.
    DoneAbove,
    /// A part of a year that is over: 上半年, 1-9月.
    Over,
    /// A verb that reports where nothing plans: 完成.
    Completes,
    /// 同比, 比上年.
    Compared,
    /// 余, 多.
    Hedged,
    /// The same of what no verb does anything to.
    Fact,
    /// Several of its sentence are hedged so, and no plan is named in its clause.
    HedgedMates,
    /// 以上, 以内, 左右.
    Bounded,
    /// 今年 in front of a number with a bound: 今年失业率控制在5.5%以内.
    ThisYear,
    /// A verb of doing begins its clause.
    Acts,
    /// Its section sets goals.
    Goals,
    /// Its section looks back.
    Looks,
    /// The title, or the head of its list, says that it is asked for.
    Titled,
    /// The title, or the head of its list, says that it is reported.
    Told,
    /// Nothing in the text reports.
    AllPlans,
    /// It stands first in a numbered paragraph, in front of what is reported.
    First,
    /// How far it is from the plan follows: 增长6.1%,低于目标0.9个百分点.
    Against,
    /// A count that begins its clause, with what it counts behind it: 29个省开展了考核.
    Subject,
    /// The others of its sentence are asked for: 生产总值增长10%左右,…,能耗下降3.4%.
    Mates,
    /// The amount that it is the growth of is asked for: 总收入完成5.6亿元,同比增长10%.
    Grows,
    /// In what looks back, the plan's own number in front of what was done of it: 税收任务174万元,完成198万元.
    Answered,
    /// The same thing in the same unit is asked for before it.
    Twin,
    /// It is the quotient of the two numbers in front of it: what was done of what was asked.
    Quotient,
}

/// What each kind says for a target (above nothing) or for a result (below), with a phrase that forced it.
pub(super) const WEIGHTS: [(Evidence, i32); 35] = [
    (Evidence::Planned, 3),      // 今年计划新建公办幼儿园10所
    (Evidence::PlannedAbove, 2), // 报告提出,固定资产投资260亿元
    (Evidence::Meant, 3),        // 今年我们将新建学校10所
    (Evidence::MeantAbove, 2),   // 今年将完善路网,新建学校3所
    (Evidence::HopedAbove, 1),   // 努力加快步伐,新增就业120万人 is none
    (Evidence::Headed, 3),       // 预期目标:实际利用外资9000万美元
    (Evidence::HeadedAbove, 1),
    (Evidence::NamedBehind, 4),    // 年初提出实际利用外资9000万美元的目标
    (Evidence::Due, 2),            // 到2030年,森林覆盖率达到60%
    (Evidence::Reported, -4),      // 今年计划改造52个;年底实际改造40个
    (Evidence::ReportedAbove, -3), // 截至目前,已新建6所,帮扶1980人
    (Evidence::Done, -4),          // 计划投产项目已投产7个
    (Evidence::DoneAbove, -3),     // 已新建6所,新增学位2100个
    (Evidence::Over, -3),          // 前三季度帮扶1980人
    (Evidence::Completes, -1),     // 固定资产投资完成143亿元
    (Evidence::Compared, -2),      // 同比增长6.9%
    (Evidence::Hedged, -1),        // 改造2300余户
    (Evidence::Fact, -1),
    (Evidence::HedgedMates, -2), // 新建公厕9处,硬化道路1500余米,投入资金180余万元
    (Evidence::Bounded, 1),      // 增长6%左右
    (Evidence::ThisYear, 1),
    (Evidence::Acts, 1), // 新增企业500家
    (Evidence::Goals, 3),
    (Evidence::Looks, -8),
    (Evidence::Titled, 2),
    (Evidence::Told, -1),
    (Evidence::AllPlans, 1),
    (Evidence::First, 4),    // 1.新建学校6所。截至6月底,已建成3所
    (Evidence::Against, -5), // 增长6.1%,低于目标0.9个百分点
    (Evidence::Subject, -1), // 29个省、自治区…开展了考核
    (Evidence::Mates, 1),
    (Evidence::Answered, 8), // 上级下达财税指标240万元,实际入库251万元
    (Evidence::Grows, 2),    // 预期目标是:总收入完成5.6亿元,同比增长10%
    (Evidence::Twin, -3),
    (Evidence::Quotient, -5), // 任务1000套,开工1100套,开工率110%
];

impl Evidence {
    pub(super) const fn bit(self) -> u64 {
        1_u64 << self as u64
    }

    /// What it says: above nothing for a target, below for a result.
    pub(super) fn weight(self) -> i32 {
        WEIGHTS.iter().find(|(kind, _)| *kind == self).map_or(0, |&(_, weight)| weight)
    }
}
