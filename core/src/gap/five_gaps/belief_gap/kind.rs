//! Which two sides a gap of belief holds against each other.

use serde::{Deserialize, Serialize};

use crate::gap::five_gaps::ServiceGap;

/// Whose answers a chunk holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum BeliefSide {
    /// Customers: what they expect.
    Customers,
    /// Employees: what they believe customers expect.
    Employees,
    /// Managers: what they believe customers expect.
    Managers,
}

impl BeliefSide {
    /// The machine name: `customers`, `employees` or `managers`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Customers => "customers",
            Self::Employees => "employees",
            Self::Managers => "managers",
        }
    }
}

/// A gap between what one side says and what another believes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum BeliefGap {
    /// Gap 1: customers against managers.
    #[default]
    Knowledge,
    /// Gap 6: customers against employees.
    EmployeePerception,
    /// Gap 7: employees against managers.
    ManagementPerception,
}

impl BeliefGap {
    /// The gap of the model.
    ///
    /// ```
    /// use servqual::gap::five_gaps::{BeliefGap, ServiceGap};
    /// assert_eq!(BeliefGap::ManagementPerception.gap(), ServiceGap::ManagementPerception);
    /// assert_eq!(BeliefGap::ManagementPerception.gap().number(), 7);
    /// ```
    pub fn gap(self) -> ServiceGap {
        match self {
            Self::Knowledge => ServiceGap::Knowledge,
            Self::EmployeePerception => ServiceGap::EmployeePerception,
            Self::ManagementPerception => ServiceGap::ManagementPerception,
        }
    }

    /// The side that is taken to know.
    pub fn reference(self) -> BeliefSide {
        match self {
            Self::Knowledge | Self::EmployeePerception => BeliefSide::Customers,
            Self::ManagementPerception => BeliefSide::Employees,
        }
    }

    /// The side whose belief is held against it.
    pub fn believer(self) -> BeliefSide {
        match self {
            Self::Knowledge | Self::ManagementPerception => BeliefSide::Managers,
            Self::EmployeePerception => BeliefSide::Employees,
        }
    }

    /// Id of the gap in definitions.
    pub(super) fn id(self) -> &'static str {
        match self {
            Self::Knowledge => "knowledge_gap",
            Self::EmployeePerception => "employee_perception_gap",
            Self::ManagementPerception => "management_perception_gap",
        }
    }
}
