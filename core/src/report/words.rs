//! What a report says in Chinese and in English, side by side and in one place.

use serde::Serialize;

use crate::measure::{ExclusionReason, Language, Outcome};
use crate::touchpoint::Tier;

macro_rules! words {
    ($($name:ident: $chinese:literal, $english:literal;)*) => {
        /// The fixed words of a report in one language.
        #[derive(Debug, Serialize)]
        pub(super) struct Words {
            $(pub(super) $name: &'static str,)*
        }

        static CHINESE: Words = Words { $($name: $chinese,)* };
        static ENGLISH: Words = Words { $($name: $english,)* };
    };
}

words! {
    tag: "zh-CN", "en";
    language: "中文", "English";
    colon: "：", ": ";
    comma: "，", ", ";
    stop: "。", ". ";
    title: "服务质量评估", "Service quality assessment";
    note: "数据说明", "About the data";
    rows: "行观测", "rows observed";
    standards: "服务标准", "Standards";
    standards_lead: "承诺了什么，是否兑现。", "What is promised, and whether it was kept.";
    indicators: "绩效指标", "Indicators";
    indicators_lead: "关键绩效指标及其目标。", "Key performance indicators and their targets.";
    survey: "服务质量调查", "Survey";
    survey_lead: "差距 = 感知 − 期望，低于零表示服务不及期望。", "Gap = perception − expectation; below zero the service falls short of what was expected.";
    journey: "服务触点", "Touchpoints";
    journey_lead: "按客户经历的顺序；最后一个触点之后回到第一个。", "In the order in which the customer meets them; after the last comes the first.";
    trends: "变化趋势", "Course over time";
    trends_lead: "每一期单独计算；色带为该期的置信区间。", "Each period by itself; the band is the confidence interval of the period.";
    definitions: "定义", "Definitions";
    definitions_lead: "哈希相同，两个数字才表示同一回事。", "Two numbers mean the same where their hashes are the same.";
    measure: "指标", "Measure";
    estimate: "估计值", "Estimate";
    interval: "置信区间", "interval";
    interval_key: "置信区间", "Interval";
    n: "n", "n";
    left_out: "剔除", "left out";
    target: "目标", "Target";
    verdict: "结论", "Verdict";
    no_target: "无目标", "no target";
    met: "达标", "met";
    missed: "未达标", "missed";
    undecided: "未定", "undecided";
    organisational_unit: "单位", "Unit";
    baseline: "基线", "Baseline";
    progress: "进展", "Progress";
    change: "较上期", "Change";
    better: "变好", "better";
    worse: "变差", "worse";
    suppressed: "样本过少，不显示", "too few to show";
    undated: "行没有时间", "rows without an instant";
    empty: "个单元格无可用观测", "cells without observations";
    scorecard: "记分卡", "Scorecard";
    scorecard_lead: "每个指标、每个单位的最近一期。曲线为各期估计值及其置信区间，虚线为目标，其下为较上期的变化。进展：0 % 为基线，100 % 为目标。", "Each indicator and unit in its latest period. The line is its course with its intervals, the dashes are the target, below stands the change since the period before. Progress: 0 % at the baseline, 100 % at the target.";
    actual: "实际值", "Actual";
    course: "走势", "Course";
    all_periods: "全部时期", "All periods";
    in_json: "行，见 JSON 文档", "rows, in the JSON document";
    no_unit: "未注明", "not stated";
    met_why: "整个区间都满足目标", "the whole interval meets the target";
    missed_why: "整个区间都不满足目标", "the whole interval misses the target";
    undecided_why: "目标落在区间之内，数据不足以判断", "the target lies within the interval: the data cannot tell";
    good_side: "满足目标的一侧", "side that meets the target";
    dimension: "维度", "Dimension";
    item: "题目", "Item";
    weight: "权重", "Weight";
    expectation: "期望", "Expectation";
    perception: "感知", "Perception";
    gap: "差距", "Gap";
    gaps: "各维度的差距", "Gaps by dimension";
    widest: "差距最大", "Widest gap";
    radar: "期望与感知", "Expectation and perception";
    items: "各题目的差距", "Gaps by item";
    overall: "总体", "Overall";
    respondents: "位受访者", "respondents";
    t: "t", "t";
    p: "p", "p";
    channel: "渠道", "channel";
    tier: "层级", "Tier";
    conformance: "符合率", "Conformance";
    weakest: "最薄弱", "weakest";
    delivered: "交付情况", "What was delivered";
    outside: "选项之外", "none of the options";
    required: "应交付", "required";
    end_to_end: "全程无差错率（假定各触点的差错相互独立）", "Journeys without a fault, if faults were independent";
    period: "时期", "Period";
    values: "数值", "Values";
    definition: "定义", "Definition";
    definitions_count: "条定义", "definitions";
    unit: "单位", "unit";
    missing_rule: "缺失值", "missing values";
    missing_colon: "", " ";
    hash: "哈希", "hash";
    version: "版本", "version";
    made_by: "本页由 servqual 生成，不含脚本，不加载任何外部资源。", "Made by servqual. This page holds no script and loads nothing.";
}

impl Words {
    /// The words of a language.
    pub(super) fn of(language: Language) -> &'static Self {
        match language {
            Language::Chinese => &CHINESE,
            Language::English => &ENGLISH,
        }
    }

    pub(super) fn outcome(&self, outcome: Outcome) -> &'static str {
        match outcome {
            Outcome::Met => self.met,
            Outcome::Missed => self.missed,
            Outcome::Undecided => self.undecided,
        }
    }
}

/// The text of the language.
pub(super) fn pick(language: Language, chinese: &'static str, english: &'static str) -> &'static str {
    match language {
        Language::Chinese => chinese,
        Language::English => english,
    }
}

pub(super) fn exclusion(reason: ExclusionReason, language: Language) -> &'static str {
    match reason {
        ExclusionReason::Missing => pick(language, "缺失", "missing"),
        ExclusionReason::Open => pick(language, "未结束", "open"),
        ExclusionReason::Immature => pick(language, "观察期未满", "immature"),
        ExclusionReason::Abandoned => pick(language, "放弃", "abandoned"),
        ExclusionReason::NotApplicable => pick(language, "不适用", "not applicable"),
        ExclusionReason::ZeroWeight => pick(language, "权重为零", "weight of zero"),
        ExclusionReason::Flagged => pick(language, "数据质量存疑", "flagged"),
        ExclusionReason::Undecided => pick(language, "未定", "undecided"),
        ExclusionReason::Incomplete => pick(language, "未答全", "incomplete"),
    }
}

pub(super) fn tier(tier: &Tier, language: Language) -> &'static str {
    match tier {
        Tier::Fixed { .. } => pick(language, "严格标准化", "fixed"),
        Tier::BoundedChoice { .. } => pick(language, "有限选项", "bounded choice"),
        Tier::Bespoke {} => pick(language, "完全定制", "bespoke"),
    }
}
