"""Weighted indexes in exact fractions of the weights as doubles; Student's interval at 60 digits.

For each respondent with all answers 100 * sum w (x - minimum) / ((maximum - minimum) * sum w).
"""

import random
from fractions import Fraction

from golden import EXACT, File, mean_interval, tool

TOOLS = f"{EXACT}; intervals agree with {tool('scipy')}"


def index(low, high, weights, row):
    weights = [Fraction(w) for w in weights]
    return 100 * sum(w * (x - low) for w, x in zip(weights, row)) / ((high - low) * sum(weights))


def main():
    file = File("weighted_index", "kpi", __file__)
    rng = random.Random(3)
    plans = [("attitude, efficiency, result, equal", 1, 5, None), ("weights 2, 3, 5", 1, 5, [2.0, 3.0, 5.0]),
             ("the form of the ACSI, Ohio weights", 1, 10, [0.3885, 0.3190, 0.2925]),
             ("the form of the ACSI, equal", 1, 10, [1.0, 1.0, 1.0]), ("a weight of zero", 0, 10, [1.0, 0.0, 2.5])]
    ids = ["attitude", "efficiency", "result"]
    for name, low, high, weights in plans:
        rows = [[rng.choice([None] + list(range(low, high + 1)) * 3) for _ in ids] for _ in range(60)]
        complete = [row for row in rows if None not in row]
        expected = mean_interval([index(low, high, weights or [1, 1, 1], row) for row in complete])
        expected["excluded.incomplete"] = len(rows) - len(complete)
        definition = {"named": "customer_satisfaction_index", "scale": {"minimum": low, "maximum": high}}
        if weights:
            definition["components"] = [{"id": i, "weight": w} for i, w in zip(ids, weights)]
        file.add(name, "weighted_index", tools=TOOLS, definition=definition, missing="omit", expected=expected,
                 columns={f"set.{at}": [row[at] for row in rows] for at in range(3)})
    file.add("8, 7.5, 7 on average", "weighted_index", tools="by hand: (8 + 7.5 + 7 - 3) / 27 * 100",
             definition={"named": "customer_satisfaction_index", "scale": {"minimum": 1, "maximum": 10}},
             expected={"estimate": 100 * 19.5 / 27, "n": 2},
             columns={"set.0": [8, 8], "set.1": [7, 8], "set.2": [7, 7]})
    for name, weights in (("negative weight", [1.0, -1.0, 3.0]), ("no weight", [0.0, 0.0, 0.0])):
        file.add(name, "weighted_index", error={"code": "invalid_weights"}, columns={"set.0": [1]},
                 definition={"named": "customer_satisfaction_index",
                             "components": [{"id": i, "weight": w} for i, w in zip(ids, weights)]})
    file.add("the same component twice", "weighted_index", error={"code": "duplicate_id"}, columns={"set.0": [1]},
             definition={"named": "customer_satisfaction_index",
                         "components": [{"id": "a", "weight": 1.0}, {"id": "a", "weight": 1.0}]})
    file.add("two columns of three", "weighted_index", error={"code": "wrong_observations"},
             definition={"named": "customer_satisfaction_index"}, columns={"set.0": [1], "set.1": [1]})
    file.add("an answer outside", "weighted_index", error={"code": "outside_scale", "row": 1},
             definition={"named": "customer_satisfaction_index"},
             columns={"set.0": [1, 2], "set.1": [1, 6], "set.2": [1, 2]})
    file.write()


if __name__ == "__main__":
    main()
