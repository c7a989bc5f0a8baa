"""Expands the Copenhagen housing table (Madsen 1976) into one row per resident.

    python tests/reference/data/copenhagen_housing.py
    python tests/reference/data/copenhagen_housing.py cells.csv   # also compare

With a file of the 72 cells (columns Sat, Infl, Type, Cont, Freq, as written by
copenhagen_housing_check.R) the table below is compared cell by cell first.
Needs nothing but the standard library. Writes the same bytes on every run.
"""

import csv
import sys
from pathlib import Path

TARGET = Path(__file__).resolve().parents[2] / "data" / "copenhagen_housing"

# The published frequencies. Rows: contact, housing type, influence 1..3
# (low, medium, high); the three numbers are satisfaction low, medium, high.
TABLE = {
    ("low", "tower"): [(21, 21, 28), (34, 22, 36), (10, 11, 36)],
    ("low", "apartment"): [(61, 23, 17), (43, 35, 40), (26, 18, 54)],
    ("low", "atrium"): [(13, 9, 10), (8, 8, 12), (6, 7, 9)],
    ("low", "terrace"): [(18, 6, 7), (15, 13, 13), (7, 5, 11)],
    ("high", "tower"): [(14, 19, 37), (17, 23, 40), (3, 5, 23)],
    ("high", "apartment"): [(78, 46, 43), (48, 45, 86), (15, 25, 62)],
    ("high", "atrium"): [(20, 23, 20), (10, 22, 24), (7, 10, 21)],
    ("high", "terrace"): [(57, 23, 13), (31, 21, 13), (5, 6, 13)],
}


def compare(path: str) -> None:
    level = {"Low": 0, "Medium": 1, "High": 2}
    seen = 0
    with open(path, newline="", encoding="utf-8") as handle:
        for row in csv.DictReader(handle):
            here = TABLE[(row["Cont"].lower(), row["Type"].lower())]
            if here[level[row["Infl"]]][level[row["Sat"]]] != int(row["Freq"]):
                raise SystemExit(f"cell differs: {row}")
            seen += 1
    if seen != 72:
        raise SystemExit(f"{seen} cells instead of 72")
    print("72 cells agree")


def main() -> None:
    if len(sys.argv) > 1:
        compare(sys.argv[1])
    TARGET.mkdir(parents=True, exist_ok=True)
    resident = 0
    counts = [0, 0, 0]
    with open(TARGET / "residents.csv", "w", newline="", encoding="utf-8") as handle:
        out = csv.writer(handle, lineterminator="\n")
        out.writerow(["resident", "satisfaction", "influence", "housing_type", "contact"])
        for (contact, housing_type), by_influence in TABLE.items():
            for influence, cells in enumerate(by_influence, start=1):
                for satisfaction, frequency in enumerate(cells, start=1):
                    for _ in range(frequency):
                        resident += 1
                        counts[satisfaction - 1] += 1
                        out.writerow([resident, satisfaction, influence, housing_type, contact])
    if resident != 1681:
        raise SystemExit(f"{resident} residents instead of 1681")
    print("residents", resident, "satisfaction low, medium, high", counts)


if __name__ == "__main__":
    main()
