//! Lists to go through, in the words of the source.

use serde::{Deserialize, Serialize};

use super::super::ServiceGap;
use super::super::ServiceGap::{Delivery, Knowledge, Standards};
use crate::measure::Label;

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
