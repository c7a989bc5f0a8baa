//! Causes, remedies and checklists, in the words of the source.

use serde::{Deserialize, Serialize};

use crate::measure::Label;

/// One of the five gaps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum ServiceGap {
    /// Gap 1: managers do not know what customers expect.
    Knowledge,
    /// Gap 2: standards do not say what is expected.
    Standards,
    /// Gap 3: service is not delivered as the standards say.
    Delivery,
    /// Gap 4: more is promised than delivered.
    Communication,
    /// Gap 5: customers perceive less than they expect.
    Customer,
}

use ServiceGap::{Communication, Customer, Delivery, Knowledge, Standards};

impl ServiceGap {
    /// All five, in their order.
    pub const ALL: [Self; 5] = [Knowledge, Standards, Delivery, Communication, Customer];

    /// Its number, 1 to 5.
    pub fn number(self) -> u64 {
        self as u64 + 1
    }

    /// Name for people.
    pub fn label(self) -> Label {
        let (zh, en) = match self {
            Knowledge => ("差距1 管理者认识的差距", "Gap 1, knowledge gap"),
            Standards => ("差距2 质量标准差距", "Gap 2, standards gap"),
            Delivery => ("差距3 服务交易差距", "Gap 3, delivery gap"),
            Communication => ("差距4 营销沟通的差距", "Gap 4, communication gap"),
            Customer => ("差距5 感知服务质量差距", "Gap 5, customer gap"),
        };
        Label::new(zh, en)
    }
}

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

/// A list to go through.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct GapChecklist {
    /// Stable id.
    pub id: String,
    /// Name for people.
    pub label: Label,
    /// The gaps it bears on; empty where the source names none.
    pub gaps: Vec<ServiceGap>,
    /// Its points, in their order.
    pub points: Vec<Label>,
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

type Points = &'static [(&'static str, &'static str)];
type Checklist = (&'static str, &'static str, &'static str, &'static [ServiceGap], Points);

const CHECKLISTS: [Checklist; 5] = [
    (
        "coaching_shifts",
        "教练技术",
        "Nine shifts of coaching",
        &[Delivery],
        &[
            ("监工→教练", "From overseer to coach"),
            ("关注结果→注重过程", "From results to process"),
            ("提要求→给方法", "From making demands to giving methods"),
            ("不知道不熟练→(不)知道、熟练", "From unknowing and unskilled to (un)knowing and skilled"),
            ("台上一分钟→台下十年功", "From one minute on stage to ten years of practice"),
            ("破窗理论→热炉法则→三明治原理", "From broken windows through the hot-stove rule to sandwich feedback"),
            ("走→坐", "From walking to sitting"),
            ("不识庐山→旁观者清", "From being inside to seeing from outside"),
            ("文而不化→道场机制", "From culture on paper to practice ground"),
        ],
    ),
    (
        "process_causes",
        "流程面6因",
        "Six process-side causes",
        &[Knowledge, Standards, Delivery],
        &[
            ("合适的人放在合适的位置", "The right people in the right places"),
            ("流程背离客户导向", "Processes that turn away from the customer"),
            ("缺乏客户心理分析", "No analysis of the customer's mind"),
            ("部门协作", "Cooperation between departments"),
            ("换人风险", "Risk when people change"),
            ("内部满意镜", "The mirror of internal satisfaction"),
        ],
    ),
    (
        "execution_positions",
        "执行面8定位",
        "Eight execution-side positionings",
        &[],
        &[
            ("客我关系", "Relation between customer and us"),
            ("标准执行", "Execution of standards"),
            ("服务内容", "Content of service"),
            ("沟通模式", "Mode of communication"),
            ("服务语言", "Language of service"),
            ("服务心态", "Attitude to service"),
            ("思维方式", "Way of thinking"),
            ("需求解读", "Reading of needs"),
        ],
    ),
    (
        "execution_breakdown",
        "执行中的问题6级",
        "Six stages of execution breakdown",
        &[],
        &[
            ("说了不听", "Told but not heard"),
            ("听了不做", "Heard but not done"),
            ("做了又错", "Done but wrong"),
            ("错了不认", "Wrong but not admitted"),
            ("认了不改", "Admitted but not corrected"),
            ("改了又错", "Corrected and wrong again"),
        ],
    ),
    (
        "landing_obstacles",
        "方案落地7对",
        "Seven pairs of landing a plan",
        &[],
        &[
            ("声音高度 vs 对事态度", "Loudness against attitude to the matter"),
            ("虚 vs 实", "Empty against solid"),
            ("时断时续 vs 持之以恒", "On and off against persistence"),
            ("接收 vs 接受", "Receiving against accepting"),
            ("阻力 vs 动力", "Resistance against drive"),
            ("硬 vs 软力量", "Hard against soft power"),
            ("巧妇难为 vs 工欲善其事", "No means to do it against the right tools first"),
        ],
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

/// The checklists of the source.
pub fn gap_checklists() -> Vec<GapChecklist> {
    let one = |(id, zh, en, gaps, points): Checklist| GapChecklist {
        id: id.into(),
        label: Label::new(zh, en),
        gaps: gaps.to_vec(),
        points: points.iter().map(|&(zh, en)| Label::new(zh, en)).collect(),
    };
    CHECKLISTS.into_iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gap::five_gaps::antecedents;

    #[test]
    fn counts_are_those_of_the_source() {
        let causes = |gap| gap_causes().iter().filter(|cause| cause.gap == gap).count();
        let remedies = |gap| gap_remedies().iter().filter(|remedy| remedy.gap == gap).count();
        assert_eq!(ServiceGap::ALL.map(causes), [5, 4, 3, 2, 0]);
        assert_eq!(ServiceGap::ALL.map(remedies), [7, 4, 4, 2, 3]);
        let points: Vec<usize> = gap_checklists().iter().map(|list| list.points.len()).collect();
        assert_eq!(points, [9, 6, 8, 6, 7]);
    }

    #[test]
    fn causes_name_antecedents_of_their_own_gap() {
        let known = antecedents();
        for cause in gap_causes() {
            for id in &cause.antecedents {
                assert!(known.iter().any(|antecedent| &antecedent.id == id && antecedent.gap == cause.gap), "{id}");
            }
        }
    }
}
