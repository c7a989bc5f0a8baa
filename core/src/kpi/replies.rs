//! Waits for a reply, from the messages of cases and declared rules.

use serde::{Deserialize, Serialize};

use super::KpiDefinition;
use crate::error::Result;
use crate::measure::{Column, OwnedColumn};
use crate::time::Instant;

/// Who wrote a message, or what happened to the case.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum MessageKind {
    /// The customer wrote.
    #[default]
    Customer,
    /// A person to whom the case is assigned replied.
    Agent,
    /// A person to whom the case is not assigned replied.
    UnassignedAgent,
    /// A machine replied.
    Bot,
    /// The case was opened again.
    Reopened,
}

/// Whether a reply ends a wait.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum ReplyRule {
    /// It ends no wait.
    #[default]
    Ignored,
    /// It ends the wait.
    Counts,
}

/// What happens to a case that is opened again.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum ReopenRule {
    /// A new wait begins, unless one is running.
    #[default]
    NewWait,
    /// Nothing: only the customer begins waits.
    Ignored,
}

/// Which waits of a case are measured.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum ReplyWaits {
    /// The first one, and with [`ReopenRule::NewWait`] the first after each reopening.
    #[default]
    First,
    /// All of them: messages that follow each other without a reply are one wait.
    Every,
}

/// The rules by which messages become waits. They change the number: [`declare`](Self::declare)
/// writes them into its definition.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ReplyRules {
    /// Replies of machines; ignored where not said.
    pub bot: ReplyRule,
    /// Replies of people to whom the case is not assigned; ignored where not said.
    pub unassigned: ReplyRule,
    /// Cases that are opened again; a new wait where not said.
    pub reopened: ReopenRule,
    /// Which waits; the first where not said.
    pub waits: ReplyWaits,
}

/// Waits as spans, for [`Observations::Spans`](super::Observations::Spans).
#[derive(Debug, Clone, PartialEq)]
pub struct ReplySpans {
    /// When each wait began.
    pub start: OwnedColumn<Instant>,
    /// When it ended; missing where nobody has replied.
    pub end: OwnedColumn<Instant>,
    /// Replies that the rules ignored while a customer waited.
    pub ignored_replies: u64,
}

impl ReplyRules {
    /// The definition with the rules in its parameters and its hash.
    ///
    /// # Errors
    /// None of its own: the names are allowed ones.
    pub fn declare(&self, definition: KpiDefinition) -> Result<KpiDefinition> {
        let text = |value: serde_json::Result<serde_json::Value>| {
            value.ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
        };
        definition
            .with_declared("bot_replies", &text(serde_json::to_value(self.bot)))?
            .with_declared("unassigned_replies", &text(serde_json::to_value(self.unassigned)))?
            .with_declared("reopened", &text(serde_json::to_value(self.reopened)))?
            .with_declared("waits", &text(serde_json::to_value(self.waits)))
    }

    fn ends_wait(&self, kind: MessageKind) -> Option<bool> {
        match kind {
            MessageKind::Agent => Some(true),
            MessageKind::UnassignedAgent => Some(self.unassigned == ReplyRule::Counts),
            MessageKind::Bot => Some(self.bot == ReplyRule::Counts),
            MessageKind::Customer | MessageKind::Reopened => None,
        }
    }

    /// The waits of a log of messages, case after case. A chunk must hold whole cases; its rows may
    /// stand in any order. Where messages of a case share an instant, the customer's comes first.
    ///
    /// # Errors
    /// [`QualityError::LengthMismatch`](crate::QualityError::LengthMismatch), and
    /// [`QualityError::MissingValue`](crate::QualityError::MissingValue): a message without case,
    /// instant or kind cannot be placed.
    ///
    /// ```
    /// use servqual::kpi::{MessageKind, Observations, ReplyRules, first_response_time};
    /// use servqual::measure::Column;
    /// let minute = 60_000_000;
    /// let rules = ReplyRules::default();
    /// let waits = rules.spans(
    ///     Column::new("case", &[1, 1, 1]),
    ///     Column::new("at", &[0, 1 * minute, 9 * minute]),
    ///     Column::new("kind", &[MessageKind::Customer, MessageKind::Bot, MessageKind::Agent]),
    /// )?;
    /// let definition = rules.declare(first_response_time(Default::default())?)?;
    /// let measure = definition.measure(Observations::Spans { start: waits.start.column()?, end: waits.end.column()? })?;
    /// // The machine answered after one minute, a person after nine.
    /// assert_eq!((measure.estimate, waits.ignored_replies), (Some(540.0), 1));
    /// # Ok::<(), servqual::QualityError>(())
    /// ```
    pub fn spans(
        &self,
        case: Column<'_, u64>,
        at: Column<'_, Instant>,
        kind: Column<'_, MessageKind>,
    ) -> Result<ReplySpans> {
        case.require_length(&at)?;
        case.require_length(&kind)?;
        let mut messages = Vec::with_capacity(case.len());
        for row in 0..case.len() {
            let case = case.get(row).ok_or_else(|| case.missing(row))?;
            let at = at.get(row).ok_or_else(|| at.missing(row))?;
            messages.push((case, at, kind.get(row).ok_or_else(|| kind.missing(row))?));
        }
        messages.sort_unstable();
        let (mut start, mut end, mut ignored) = (OwnedColumn::new("start"), OwnedColumn::new("end"), 0);
        for messages in messages.chunk_by(|left, right| left.0 == right.0) {
            let (mut waiting, mut done) = (None, false);
            for &(_, at, kind) in messages {
                match (self.ends_wait(kind), waiting) {
                    (Some(true), Some(since)) => {
                        start.push(Some(since));
                        end.push(Some(at));
                        (waiting, done) = (None, true);
                    }
                    (Some(false), Some(_)) => ignored += 1,
                    (Some(_), None) | (None, Some(_)) => {}
                    (None, None) => {
                        let reopened = kind == MessageKind::Reopened;
                        let anew = reopened && self.reopened == ReopenRule::NewWait;
                        let asked = !reopened && (!done || self.waits == ReplyWaits::Every);
                        waiting = (anew || asked).then_some(at);
                    }
                }
            }
            if let Some(since) = waiting {
                start.push(Some(since));
                end.push(None);
            }
        }
        Ok(ReplySpans { start, end, ignored_replies: ignored })
    }
}
