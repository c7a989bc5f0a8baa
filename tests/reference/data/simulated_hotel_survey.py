"""Simulates tests/data/simulated_hotel_survey: a SERVQUAL survey that never took place.

    python tests/reference/data/simulated_hotel_survey.py

The means, standard deviations, loadings and shares below are ASSUMED by the
authors of this script; they are not taken from any publication. The stream is
numpy's RandomState, which numpy keeps frozen, so the file is the same on every
run and with every numpy release. Needs numpy and pandas.
"""

from pathlib import Path

import numpy as np
import pandas as pd

TARGET = Path(__file__).resolve().parents[2] / "data" / "simulated_hotel_survey"
SEED = 20260401
RESPONDENTS = 400

# name, items, mean and item standard deviation of expectation and perception
# before rounding, on the 1..7 scale, positively oriented. Assumed.
DIMENSIONS = [
    ("tangibles", range(1, 5), 5.4, 1.00, 5.2, 1.05),
    ("reliability", range(5, 10), 6.3, 0.80, 5.4, 1.10),
    ("responsiveness", range(10, 14), 6.0, 0.90, 5.2, 1.15),
    ("assurance", range(14, 18), 6.1, 0.85, 5.7, 0.95),
    ("empathy", range(18, 23), 5.7, 1.00, 4.9, 1.20),
]
# Variance shares of the respondent factor, the dimension factor and the item.
SHARE_RESPONDENT, SHARE_DIMENSION, SHARE_ITEM = 0.30, 0.30, 0.40
NEGATIVE = set(range(10, 14)) | set(range(18, 23))
# Small differences between the items of a dimension, cycled. Assumed.
ITEM_SHIFT = [0.00, 0.15, -0.20, 0.10, -0.05]
# What a business guest perceives differently from a leisure guest. Assumed.
BUSINESS_SHIFT = {"tangibles": 0.10, "reliability": -0.20, "responsiveness": -0.25,
                  "assurance": 0.0, "empathy": -0.35}


def clip_round(values: np.ndarray, low: int, high: int) -> np.ndarray:
    return np.clip(np.floor(values + 0.5), low, high).astype(int)


def main() -> None:
    rng = np.random.RandomState(SEED)
    business = rng.random_sample(RESPONDENTS) < 0.45
    # The respondent factors of expectation and perception correlate with 0.2.
    factor_e = rng.standard_normal(RESPONDENTS)
    factor_p = 0.2 * factor_e + np.sqrt(1 - 0.2**2) * rng.standard_normal(RESPONDENTS)

    columns = {"respondent": [f"sim-{i:03d}" for i in range(1, RESPONDENTS + 1)],
               "segment": np.where(business, "business", "leisure")}
    answers = {}
    score = np.zeros(RESPONDENTS)
    for name, items, mean_e, sd_e, mean_p, sd_p in DIMENSIONS:
        dim_e = rng.standard_normal(RESPONDENTS)
        dim_p = rng.standard_normal(RESPONDENTS)
        shift = np.where(business, BUSINESS_SHIFT[name], 0.0)
        score += factor_p * np.sqrt(SHARE_RESPONDENT) + dim_p * np.sqrt(SHARE_DIMENSION) + shift
        for position, item in enumerate(items):
            for side, mean, sd, respondent, dimension, moved in (
                ("e", mean_e, sd_e, factor_e, dim_e, 0.0),
                ("p", mean_p, sd_p, factor_p, dim_p, shift),
            ):
                noise = rng.standard_normal(RESPONDENTS)
                latent = mean + ITEM_SHIFT[position] + moved + sd * (
                    np.sqrt(SHARE_RESPONDENT) * respondent
                    + np.sqrt(SHARE_DIMENSION) * dimension
                    + np.sqrt(SHARE_ITEM) * noise
                )
                answer = clip_round(latent, 1, 7)
                # A negatively worded item is stored as it was answered.
                answers[f"{side}{item:02d}"] = 8 - answer if item in NEGATIVE else answer
    for side in "ep":
        for item in range(1, 23):
            columns[f"{side}{item:02d}"] = answers[f"{side}{item:02d}"]
    score /= len(DIMENSIONS)
    columns["overall"] = clip_round(5.3 + 1.5 * score + 0.7 * rng.standard_normal(RESPONDENTS), 1, 7)
    columns["recommend"] = clip_round(7.8 + 2.6 * score + 1.2 * rng.standard_normal(RESPONDENTS), 0, 10)

    table = pd.DataFrame(columns)
    # Three guests of ten skip some items; five guests stop within the perceptions.
    rated = [name for name in table.columns if name not in ("respondent", "segment")]
    skipper = rng.random_sample(RESPONDENTS) < 0.30
    skipped = (rng.random_sample((RESPONDENTS, len(rated))) < 0.08) & skipper[:, None]
    for guest in rng.choice(RESPONDENTS, 5, replace=False):
        last = rng.randint(1, 22)
        skipped[guest, rated.index(f"p{last + 1:02d}"):] = True
    table[rated] = table[rated].astype("Int64").mask(skipped)
    TARGET.mkdir(parents=True, exist_ok=True)
    table.to_csv(TARGET / "answers.csv", index=False, lineterminator="\n")

    pd.DataFrame(
        [(f"{item:02d}", name, int(item in NEGATIVE))
         for name, items, *_ in DIMENSIONS for item in items],
        columns=["item", "dimension", "negatively_worded"],
    ).to_csv(TARGET / "items.csv", index=False, lineterminator="\n")

    cells = table[rated]
    print("rows", len(table), "business", int(business.sum()))
    print("missing cells", int(cells.isna().sum().sum()), "of", cells.size,
          "complete on all 44", int(cells[[c for c in rated if c[0] in "ep" and c[1:].isdigit()]].notna().all(axis=1).sum()))
    for name, items, *_ in DIMENSIONS:
        oriented = {s: pd.concat([8 - table[f"{s}{i:02d}"] if i in NEGATIVE else table[f"{s}{i:02d}"]
                                  for i in items], axis=1).astype(float) for s in "ep"}
        e, p = oriented["e"].mean(axis=1, skipna=False), oriented["p"].mean(axis=1, skipna=False)
        print(f"| {name} | {int((e.notna() & p.notna()).sum())} | {e.mean():.3f} | {p.mean():.3f} | {(p - e).mean():.3f} |")
    print("overall", round(float(table["overall"].astype(float).mean()), 3),
          "recommend", round(float(table["recommend"].astype(float).mean()), 3))


if __name__ == "__main__":
    main()
