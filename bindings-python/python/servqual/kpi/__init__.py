"""The named indicators: definitions with the usual parameters.

Every function returns a :class:`~servqual.KpiDefinition`, measured in one way whatever it is:
``definition.measure(columns)`` for a batch, ``definition.tally()`` for a stream, ``.table(columns,
by=groups)`` for groups. The same names stand in Rust (``servqual::kpi``), Kotlin and Swift.

Missing values
--------------
``None``, Arrow's null and what pandas calls missing in its columns are missing. ``missing`` says
what follows: ``"raise"`` (an error that names the row), ``"omit"`` (left out and counted) or
``"propagate"`` (no estimate). NaN outside pandas is not missing: it is an error.
"""

from __future__ import annotations

from ._define import define
from .calls import (
    abandonment_rate,
    average_handling_time,
    average_speed_of_answer,
    occupancy,
    service_level,
)
from .counts import complaint_rate, error_rate, logged_first_contact_resolution
from .outcomes import (
    churn_rate,
    deflection_rate,
    first_contact_resolution,
    identity_coverage,
    owner_continuity,
    repeat_explanation_rate,
    repurchase_rate,
    resolution_rate,
    response_rate,
    retention_rate,
    survey_first_contact_resolution,
    transfer_rate,
)
from .ratings import (
    customer_effort_score,
    customer_satisfaction,
    customer_satisfaction_index,
    net_promoter_score,
    positive_rating_rate,
)
from .survival import churn_by_survival, retention_by_survival, time_to_closure
from .times import complaint_closure_time, first_response_time, full_resolution_time, reply_time

__all__ = [
    "abandonment_rate",
    "average_handling_time",
    "average_speed_of_answer",
    "churn_by_survival",
    "churn_rate",
    "complaint_closure_time",
    "complaint_rate",
    "customer_effort_score",
    "customer_satisfaction",
    "customer_satisfaction_index",
    "define",
    "deflection_rate",
    "error_rate",
    "first_contact_resolution",
    "first_response_time",
    "full_resolution_time",
    "identity_coverage",
    "logged_first_contact_resolution",
    "net_promoter_score",
    "occupancy",
    "owner_continuity",
    "positive_rating_rate",
    "repeat_explanation_rate",
    "reply_time",
    "repurchase_rate",
    "resolution_rate",
    "response_rate",
    "retention_by_survival",
    "retention_rate",
    "service_level",
    "survey_first_contact_resolution",
    "time_to_closure",
    "transfer_rate",
]
