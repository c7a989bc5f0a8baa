//! The antecedents of gaps 1 to 4.

use serde::{Deserialize, Serialize};

use super::ServiceGap;
use crate::measure::Label;

/// What more of an antecedent does to its gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Influence {
    /// More of it, a smaller gap.
    Narrows,
    /// More of it, a larger gap.
    Widens,
}

/// A factor behind a gap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct Antecedent {
    /// Stable id.
    pub id: String,
    /// The gap it acts on.
    pub gap: ServiceGap,
    /// What more of it does.
    pub influence: Influence,
    /// Name for people.
    pub label: Label,
}

use Influence::{Narrows, Widens};
use ServiceGap::{Communication, Delivery, Knowledge, Standards};

const ANTECEDENTS: [(&str, ServiceGap, Influence, &str, &str); 16] = [
    ("marketing_research_orientation", Knowledge, Narrows, "市场研究导向", "Marketing research orientation"),
    ("upward_communication", Knowledge, Narrows, "向上沟通", "Upward communication"),
    ("levels_of_management", Knowledge, Widens, "管理层次", "Levels of management"),
    ("management_commitment", Standards, Narrows, "管理层对服务质量的承诺", "Management commitment to service quality"),
    ("perception_of_feasibility", Standards, Narrows, "可行性感知", "Perception of feasibility"),
    ("task_standardization", Standards, Narrows, "任务标准化", "Task standardization"),
    ("goal_setting", Standards, Narrows, "目标设定", "Goal setting"),
    ("teamwork", Delivery, Narrows, "团队合作", "Teamwork"),
    ("employee_job_fit", Delivery, Narrows, "员工与岗位匹配", "Employee–job fit"),
    ("technology_job_fit", Delivery, Narrows, "技术与岗位匹配", "Technology–job fit"),
    ("perceived_control", Delivery, Narrows, "控制感", "Perceived control"),
    ("supervisory_control_systems", Delivery, Narrows, "监督控制系统", "Supervisory control systems"),
    ("role_conflict", Delivery, Widens, "角色冲突", "Role conflict"),
    ("role_ambiguity", Delivery, Widens, "角色模糊", "Role ambiguity"),
    ("horizontal_communication", Communication, Narrows, "横向沟通", "Horizontal communication"),
    ("propensity_to_overpromise", Communication, Widens, "过度承诺倾向", "Propensity to overpromise"),
];

/// The 16 antecedents of Zeithaml, Berry and Parasuraman (1988), gap by gap.
///
/// ```
/// use servqual::gap::five_gaps::{ServiceGap, antecedents};
/// let of = |gap| antecedents().iter().filter(|antecedent| antecedent.gap == gap).count();
/// assert_eq!([of(ServiceGap::Knowledge), of(ServiceGap::Standards)], [3, 4]);
/// assert_eq!([of(ServiceGap::Delivery), of(ServiceGap::Communication)], [7, 2]);
/// ```
pub fn antecedents() -> Vec<Antecedent> {
    let one = |(id, gap, influence, zh, en): (&str, ServiceGap, Influence, &str, &str)| Antecedent {
        id: id.into(),
        gap,
        influence,
        label: Label::new(zh, en),
    };
    ANTECEDENTS.into_iter().map(one).collect()
}
