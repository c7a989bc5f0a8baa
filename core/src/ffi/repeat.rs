//! Repeat windows, and waits for a reply.

use std::sync::Arc;

use super::columns::{Columns, Decoded};
use super::json::json_text;
use super::tally::tally_object;
use crate::error::Result;
use crate::kpi::{
    KpiDefinition, MessageKind, RepeatObservations, RepeatOptions, RepeatReport, ReplyRules, customer_key,
};
use crate::measure::{Column, OwnedColumn, Tally};

json_text!(RepeatReport, repeat_report_from_json);

tally_object! {
    /// First contact resolution by every window while it is measured: how much the window decides.
    RepeatTally, crate::kpi::RepeatTally, RepeatReport
}

#[uniffi::export]
impl RepeatTally {
    /// An empty tally.
    #[uniffi::constructor]
    fn new(options: RepeatOptions) -> Result<Self> {
        crate::kpi::RepeatTally::new(options).map(Self::of)
    }

    /// Adds contacts. The names are those of the columns: who, when, whether the first level could
    /// resolve the matter at all (without it, it always could), and whether the case was opened again.
    /// The log was watched until its latest contact where not given.
    #[uniffi::method(default(resolvable = None, reopened = None, observed_until = None))]
    fn observe(
        &self,
        columns: &Columns,
        customer: String,
        at: String,
        resolvable: Option<String>,
        reopened: Option<String>,
        observed_until: Option<i64>,
    ) -> Result<()> {
        let (customer, at) = (columns.customers(&customer)?, columns.instants(&at)?);
        let read = |name: Option<String>| name.map(|name| columns.booleans(&name)).transpose();
        let (resolvable, reopened) = (read(resolvable)?, read(reopened)?);
        self.lock().observe(RepeatObservations {
            customer: customer.column()?,
            at: at.column()?,
            resolvable: resolvable.as_ref().map(OwnedColumn::column).transpose()?,
            reopened: reopened.as_ref().map(OwnedColumn::column).transpose()?,
            observed_until,
        })
    }
}

/// Waits for a reply, in microseconds since 1970-01-01T00:00:00Z.
#[derive(uniffi::Record)]
pub struct ReplyWaitColumns {
    /// When each wait began.
    pub start: Vec<i64>,
    /// When it ended; missing where nobody has replied.
    pub end: Vec<Option<i64>>,
    /// Replies that the rules ignored while a customer waited.
    pub ignored_replies: u64,
}

/// The waits of a log of messages by the rules: case, instant (eight bytes each, microseconds since
/// 1970-01-01T00:00:00Z) and kind of each message. The log must hold whole cases.
#[uniffi::export]
fn reply_waits(cases: Vec<String>, at: &[u8], kinds: Vec<MessageKind>, rules: ReplyRules) -> Result<ReplyWaitColumns> {
    let keys: Vec<u64> = cases.iter().map(|id| customer_key(id)).collect();
    let at = Decoded::new("at", at, None, i64::from_le_bytes)?;
    let found = rules.spans(Column::new("case", &keys), at.column("at")?, Column::new("kind", &kinds))?;
    Ok(ReplyWaitColumns {
        start: found.start.column()?.iter().flatten().collect(),
        end: found.end.column()?.iter().collect(),
        ignored_replies: found.ignored_replies,
    })
}

/// The usual rules: only people to whom the case is assigned reply, the first wait counts, and a case
/// that is opened again waits anew.
#[uniffi::export]
fn usual_reply_rules() -> ReplyRules {
    ReplyRules::default()
}

#[uniffi::export]
impl KpiDefinition {
    /// The same definition with the rules of replies in its parameters and its hash.
    #[uniffi::method(name = "with_reply_rules")]
    fn ffi_with_reply_rules(&self, rules: ReplyRules) -> Result<Arc<Self>> {
        rules.declare(self.clone()).map(Arc::new)
    }
}
