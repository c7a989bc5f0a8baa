"""The cases of a municipality's receipt log, by pandas: who worked on each, when it began and
ended."""

from golden import resolve

FILE = "shared/log_receipt/log.csv"


def cases():
    """A frame with one row for each case, in the order of the first event."""
    import pandas
    log = pandas.read_csv(resolve(FILE), dtype=str, keep_default_na=False)
    log["at"] = pandas.to_datetime(log["timestamp"], format="ISO8601")
    log = log.sort_values("at", kind="stable")
    return log.groupby("case_id", sort=False).agg(
        persons=("resource", "nunique"), groups=("group", "nunique"),
        start=("case_startdate", "first"), end=("case_enddate", "first"))
