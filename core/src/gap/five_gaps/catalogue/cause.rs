//! Why a gap opens, in the words of the source.

use serde::{Deserialize, Serialize};

use super::super::ServiceGap;
use super::super::ServiceGap::{Communication, Delivery, Knowledge, Standards};
use crate::measure::Label;

/// Why a gap opens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct GapCause {
    /// Stable id.
    pub id: String,
    /// The gap it opens.
    pub gap: ServiceGap,
    /// Name for people.
    pub label: Label,
    /// Ids of the antecedents it belongs to; empty where the model of 1988 has none.
    pub antecedents: Vec<String>,
}

type Cause = (&'static str, ServiceGap, &'static str, &'static str, &'static [&'static str]);

const CAUSES: [Cause; 14] = [
    (
        "inaccurate_research",
        Knowledge,
        "市场研究和需求分析信息不准确",
        "Inaccurate information from market research and needs analysis",
        &["marketing_research_orientation"],
    ),
    (
        "misread_expectations",
        Knowledge,
        "对期望的解释不准确",
        "Expectations interpreted wrongly",
        &["marketing_research_orientation"],
    ),
    ("no_needs_analysis", Knowledge, "没有需求分析", "No needs analysis", &["marketing_research_orientation"]),
    (
        "distorted_upward_information",
        Knowledge,
        "一线向管理者传递的信息失真或丧失",
        "Information from the front line to managers distorted or lost",
        &["upward_communication"],
    ),
    ("bloated_hierarchy", Knowledge, "臃肿的组织层次", "Too many levels of organisation", &["levels_of_management"]),
    ("planning_errors", Standards, "计划失误或过程不充分", "Planning mistakes or insufficient planning", &[]),
    ("poor_planning_management", Standards, "计划管理混乱", "Planning badly managed", &[]),
    ("no_clear_goals", Standards, "组织无明确目标", "No clear goals in the organisation", &["goal_setting"]),
    (
        "no_top_management_support",
        Standards,
        "计划得不到最高管理层支持",
        "No support for plans from top management",
        &["management_commitment"],
    ),
    (
        "management_and_supervision",
        Delivery,
        "管理和监督",
        "Management and supervision",
        &["supervisory_control_systems"],
    ),
    (
        "staff_understanding",
        Delivery,
        "职员对标准规则和顾客需要的认识",
        "Staff's understanding of standards, rules and customer needs",
        &["role_ambiguity", "role_conflict", "perceived_control"],
    ),
    (
        "missing_systems_and_technology",
        Delivery,
        "缺少生产系统和技术支持",
        "Lack of production systems and technical support",
        &["technology_job_fit"],
    ),
    (
        "marketing_not_integrated",
        Communication,
        "外部营销沟通没有和服务生产统一",
        "External communication not integrated with service production",
        &["horizontal_communication"],
    ),
    (
        "tendency_to_overpromise",
        Communication,
        "承诺过多的倾向",
        "Tendency to promise too much",
        &["propensity_to_overpromise"],
    ),
];

/// The causes of gaps 1 to 4, as the source names them.
pub fn gap_causes() -> Vec<GapCause> {
    let one = |(id, gap, zh, en, antecedents): Cause| GapCause {
        id: id.into(),
        gap,
        label: Label::new(zh, en),
        antecedents: antecedents.iter().map(|&id| id.into()).collect(),
    };
    CAUSES.into_iter().map(one).collect()
}
