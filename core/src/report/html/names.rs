//! Names of closed sets that only the page shows.

use super::super::words::pick;
use crate::measure::{Direction, IntervalMethod, Language, MissingRule};
use crate::standard::{Pillar, Scope};

pub(super) fn method(method: IntervalMethod, language: Language) -> &'static str {
    match method {
        IntervalMethod::Wilson => pick(language, "威尔逊得分区间", "Wilson score"),
        IntervalMethod::StudentT => pick(language, "学生 t 区间", "Student's t"),
        IntervalMethod::AdjustedWald => pick(language, "调整沃尔德区间", "adjusted Wald"),
        IntervalMethod::OrderStatistics => pick(language, "次序统计量区间", "order statistics"),
        IntervalMethod::Linearised => pick(language, "线性化比率区间", "ratio estimate, linearised"),
        IntervalMethod::Newcombe => pick(language, "Newcombe 混合得分区间", "Newcombe's hybrid score"),
        IntervalMethod::Welch => pick(language, "韦尔奇 t 区间", "Welch's t"),
        IntervalMethod::WaldDifference => pick(language, "沃尔德差值区间", "Wald"),
        IntervalMethod::LogRatio => pick(language, "对数比率区间", "log ratio"),
        IntervalMethod::Feldt => pick(language, "Feldt 区间", "Feldt"),
        IntervalMethod::FisherZ => pick(language, "费希尔 z 区间", "Fisher's z"),
        IntervalMethod::HedgesOlkin => pick(language, "Hedges–Olkin 区间", "Hedges and Olkin"),
        IntervalMethod::BootstrapPercentile => pick(language, "百分位自助法区间", "percentile bootstrap"),
        IntervalMethod::BootstrapBca => pick(language, "BCa 自助法区间", "BCa bootstrap"),
        IntervalMethod::Transformed => pick(language, "变换区间", "transformed"),
        IntervalMethod::AveragedEnds => pick(language, "端点平均区间", "averaged ends"),
        IntervalMethod::VarianceRecovery => pick(language, "方差恢复区间（MOVER）", "variance recovery (MOVER)"),
        IntervalMethod::GreenwoodLogLog => pick(language, "Greenwood 对数–对数区间", "Greenwood, log–log"),
        IntervalMethod::BrookmeyerCrowley => pick(language, "Brookmeyer–Crowley 区间", "Brookmeyer and Crowley"),
        IntervalMethod::WilsonContinuity => pick(language, "威尔逊连续性校正区间", "Wilson with continuity"),
        IntervalMethod::ClopperPearson => pick(language, "Clopper–Pearson 精确区间", "Clopper and Pearson, exact"),
        IntervalMethod::Jeffreys => pick(language, "杰弗里斯区间", "Jeffreys"),
        IntervalMethod::AgrestiCoull => pick(language, "Agresti–Coull 区间", "Agresti and Coull"),
        IntervalMethod::NetScoreTest => pick(language, "净得分检验区间", "net score test"),
        IntervalMethod::Wald => pick(language, "沃尔德区间", "Wald"),
        IntervalMethod::LinearisedClusters => pick(language, "整群线性化区间", "clusters, linearised"),
        IntervalMethod::ConfidenceSequence => pick(language, "置信序列", "confidence sequence"),
        IntervalMethod::Garwood => pick(language, "Garwood 精确泊松区间", "Garwood, exact Poisson"),
    }
}

pub(super) fn pillar(pillar: Pillar, language: Language) -> &'static str {
    match pillar {
        Pillar::Process => pick(language, "流程", "process"),
        Pillar::SkillAndBehaviour => pick(language, "技能与行为", "skill and behaviour"),
        Pillar::ToolUse => pick(language, "工具使用", "use of tools"),
        Pillar::Environment => pick(language, "环境", "environment"),
    }
}

pub(super) fn direction(direction: Direction, language: Language) -> &'static str {
    match direction {
        Direction::HigherIsBetter => pick(language, "越高越好", "higher is better"),
        Direction::LowerIsBetter => pick(language, "越低越好", "lower is better"),
    }
}

pub(super) fn missing_rule(rule: MissingRule, language: Language) -> &'static str {
    match rule {
        MissingRule::Raise => pick(language, "视为错误", "are an error"),
        MissingRule::Omit => pick(language, "剔除并计数", "are left out and counted"),
        MissingRule::Propagate => pick(language, "使结果缺失", "make the estimate missing"),
    }
}

pub(super) fn scope(scope: &Scope, language: Language) -> String {
    match scope {
        Scope::Core => pick(language, "总部标准", "core").into(),
        Scope::Regional { region } => format!("{} {region}", pick(language, "地区标准", "region")),
    }
}
