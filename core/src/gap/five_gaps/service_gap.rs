//! The gaps by name.

use serde::{Deserialize, Serialize};

use crate::measure::Label;

/// One of the five gaps of Parasuraman, Zeithaml and Berry (1985), or of the two that others added.
///
/// Gaps 6 and 7 are options: Luk and Layton (2002, "Perception gaps in customer expectations",
/// The Service Industries Journal 22(2)) add them for those who serve the customer; Shahin and Samea
/// (2010, "Developing the models of service quality gaps", Business Management and Strategy 1(1))
/// keep both.
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
    /// Gap 6: employees do not know what customers expect.
    EmployeePerception,
    /// Gap 7: managers and employees understand customers differently.
    ManagementPerception,
}

use ServiceGap::{Communication, Customer, Delivery, EmployeePerception, Knowledge, ManagementPerception, Standards};

impl ServiceGap {
    /// The five of the model, in their order.
    pub const FIVE: [Self; 5] = [Knowledge, Standards, Delivery, Communication, Customer];

    /// All seven, in their order.
    pub const ALL: [Self; 7] =
        [Knowledge, Standards, Delivery, Communication, Customer, EmployeePerception, ManagementPerception];

    /// Its number, 1 to 7.
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
            EmployeePerception => ("差距6 员工认识的差距", "Gap 6, employee perception gap"),
            ManagementPerception => ("差距7 员工与管理者认识的差距", "Gap 7, management perception gap"),
        };
        Label::new(zh, en)
    }
}
