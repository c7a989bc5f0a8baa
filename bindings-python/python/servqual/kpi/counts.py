"""Rates of events for a declared base."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._native import KpiDefinition
from ._define import named

if TYPE_CHECKING:
    from .._types import MissingRule


def complaint_rate(
    *, base: str, per: int | None = None, missing: MissingRule = "raise", level: float = 0.95
) -> KpiDefinition:
    """Complaints for a declared base. Lower is better.

    Without ``per``: complaints / base, a share from 0 to 1, where each base unit complains at most
    once (Wilson's interval). With ``per``: per · complaints / base (Garwood's exact interval).

    Measured from ``events`` and ``base``, counts for each row; rows are added up. Rows in which
    either count is missing fall under the missing rule. Sources: Wilson (1927), Garwood (1936).

    Parameters
    ----------
    base : str
        What stands below the line: ``contact``, ``customer``, ``transaction``, ``user``, ...
    per : int, optional
        Complaints per so many base units, such as 1_000_000.
    missing : {"raise", "omit", "propagate"}
        What happens to missing values.
    level : float
        Confidence level of the interval.

    Examples
    --------
    >>> import servqual as sq
    >>> sq.kpi.complaint_rate(base="contact").measure(events=[3, 1], base=[120, 80]).estimate
    0.02
    """
    return named("complaint_rate", missing, level, base=base, per=per)


def error_rate(
    *, base: str, per: int | None = None, missing: MissingRule = "raise", level: float = 0.95
) -> KpiDefinition:
    """Errors in the work that was checked, for a declared base. Lower is better.

    Without ``per``: base units with an error / checked base units, a share from 0 to 1 (Wilson's
    interval). With ``per``: per · errors / checked base units (Garwood's exact interval).

    Measured from ``events`` and ``base``, counts for each row; rows are added up.

    Parameters
    ----------
    base : str
        What stands below the line: ``case``, ``contact``, ``step``, ``form``, ...
    per : int, optional
        Errors per so many base units, such as 1000.
    missing : {"raise", "omit", "propagate"}
        What happens to missing values.
    level : float
        Confidence level of the interval.

    Examples
    --------
    >>> import servqual as sq
    >>> sq.kpi.error_rate(base="case").measure(events=[3, 1], base=[60, 20]).estimate
    0.05
    """
    return named("error_rate", missing, level, base=base, per=per)


def logged_first_contact_resolution(
    *, base: str | None = None, missing: MissingRule = "raise", level: float = 0.95
) -> KpiDefinition:
    """How many matters were settled at the first contact, by the agents' log. Higher is better.

    Parameters
    ----------
    base : {"all_contacts", "resolvable_contacts"}, optional
        Gross, over all contacts (where not given), or net, over those that the first level could
        resolve at all.
    missing : {"raise", "omit", "propagate"}
        What happens to missing values.
    level : float
        Confidence level of the interval.

    Examples
    --------
    >>> import servqual as sq
    >>> net = sq.kpi.logged_first_contact_resolution(base="resolvable_contacts")
    >>> net.measure(events=[30, 18], base=[40, 24]).estimate
    0.75
    """
    return named("logged_first_contact_resolution", missing, level, base=base)
