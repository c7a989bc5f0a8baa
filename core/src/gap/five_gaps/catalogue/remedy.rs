//! What closes a gap, in the words of the source.

use serde::{Deserialize, Serialize};

use super::super::ServiceGap;
use super::super::ServiceGap::{Communication, Customer, Delivery, Knowledge, Standards};
use crate::measure::Label;

/// What closes a gap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct GapRemedy {
    /// Stable id.
    pub id: String,
    /// The gap it closes.
    pub gap: ServiceGap,
    /// Name for people.
    pub label: Label,
    /// How many members the source counts without naming them; the user fills them in.
    pub open_members: Option<u64>,
}

type Remedy = (&'static str, ServiceGap, &'static str, &'static str, Option<u64>);

const REMEDIES: [Remedy; 20] = [
    ("five_voices", Knowledge, "倾听五种声音", "Listen to the five voices", Some(5)),
    ("four_put_downs", Knowledge, "四个放下", "The four things to put down", Some(4)),
    ("four_transformations", Knowledge, "四个转型", "The four transformations", Some(4)),
    ("six_pats", Knowledge, "防止『六拍』", "Guard against the six pats", Some(6)),
    ("through_the_wall", Knowledge, "穿墙而过(提升需求解读能力)", "Through the wall: read needs better", None),
    ("first_hand_practice", Knowledge, "身体力行", "Practise it yourself", None),
    ("process_walk_through", Knowledge, "流程穿越", "Process walk-through", None),
    ("smart", Standards, "SMART", "SMART", None),
    ("cycle_of_service", Standards, "服务圈", "Cycle of service", None),
    (
        "perception_factor_analysis",
        Standards,
        "影响客户感知的要素分析",
        "Analysis of what drives customer perception",
        None,
    ),
    ("steps_of_standard_setting", Standards, "制定标准的步骤", "Steps of setting standards", None),
    ("front_line_cause_analysis", Delivery, "一线执行效果原因分析", "Cause analysis of front-line execution", None),
    ("internal_support_system", Delivery, "内部支撑体系", "Internal support system", None),
    ("coaching", Delivery, "教练技术", "Coaching", None),
    ("execution_culture", Delivery, "执行文化", "Culture of execution", None),
    ("accurate_promises", Communication, "承诺准确、符合实际", "Promises that are accurate and realistic", None),
    ("keep_promises", Communication, "言出必行", "Keep every promise", None),
    ("prevent_complaints", Customer, "投诉分析——避免", "Complaints: prevent", None),
    ("handle_complaints", Customer, "投诉分析——处理", "Complaints: handle", None),
    (
        "monitor_complaints",
        Customer,
        "投诉分析——监控发生与处理状况",
        "Complaints: monitor occurrence and handling",
        None,
    ),
];

/// The remedies of all five gaps, as the source names them.
///
/// ```
/// use servqual::gap::five_gaps::gap_remedies;
/// let voices = &gap_remedies()[0];
/// assert_eq!((voices.label.zh.as_str(), voices.open_members), ("倾听五种声音", Some(5)));
/// ```
pub fn gap_remedies() -> Vec<GapRemedy> {
    let one = |(id, gap, zh, en, open_members): Remedy| GapRemedy {
        id: id.into(),
        gap,
        label: Label::new(zh, en),
        open_members,
    };
    REMEDIES.into_iter().map(one).collect()
}
