"""First contact resolution by every window, looked up contact by contact; waits for replies by
hand-written cases.

Reopened: not resolved by any window. Net: only contacts that the first level could resolve.
Coverage: contacts of known customers over all dated contacts.
"""

import random
from datetime import datetime, timedelta

from business_time import UTC, text
from golden import EXACT, File, share, tool


def main():
    file = File("repeat", "kpi", __file__)
    for seed, count, days in ((1, 150, 60), (2, 60, 20), (3, 200, 45)):
        rng = random.Random(seed)
        first = datetime(2026, 1, 1, tzinfo=UTC)
        at = [first + timedelta(seconds=rng.randrange(days) * 86_400 + rng.choice([0, 0, rng.randrange(86_400)]))
              for _ in range(count)]
        who = [rng.choice([None] + [f"c{c}" for c in range(count // 3)]) if rng.random() < 0.3 else
               f"c{rng.randrange(count // 3)}" for _ in range(count)]
        solvable = [rng.random() < 0.8 for _ in range(count)]
        opened = [rng.random() < 0.1 for _ in range(count)]
        until = first + timedelta(days)
        known = [row for row in range(count) if who[row] is not None]
        expected = {}
        for window in (1, 2, 3, 7, 14, 29, 30):
            span = timedelta(window)
            mature = [row for row in known if at[row] + span <= until]
            kept = {row for row in mature if not opened[row] and
                    not any(who[o] == who[row] and at[row] < at[o] <= at[row] + span for o in known)}
            net = [row for row in mature if solvable[row]]
            if not net:
                continue
            for name, rows in (("gross", mature), ("net", net)):
                for key, value in share(len(kept & set(rows)), len(rows)).items():
                    expected[f"windows.{window - 1}.{name}.{key}"] = value
            expected[f"windows.{window - 1}.days"] = window
        for key, value in share(len(known), count).items():
            expected[f"identity_coverage.{key}"] = value
        file.add(f"{count} contacts in {days} days", "repeat", tools=f"brute force; {EXACT}; {tool('statsmodels')}",
                 observed_until=text(until), expected=expected,
                 columns={"customer": who, "at": [text(a) for a in at], "resolvable": solvable, "reopened": opened})
    answers = [True] * 31 + [False] * 9 + [None] * 3
    file.add("asked afterwards", "survey", definition={"named": "survey_first_contact_resolution"}, missing="omit",
             columns={"outcome": answers}, expected=share(31, 40) | {"excluded.missing": 3})
    known = [True] * 87 + [False] * 13
    file.add("known customers", "survey", definition={"named": "identity_coverage"}, missing="omit",
             columns={"outcome": known}, expected=share(87, 100))
    # Ten days of a team: contacts, of them resolvable at the first level, of them resolved there.
    rng = random.Random(9)
    days = [(total, total - rng.randrange(8)) for total in (rng.randrange(20, 60) for _ in range(10))]
    solved = [rng.randrange(able // 2, able) for _, able in days]
    for base, column in (("all_contacts", 0), ("resolvable_contacts", 1)):
        counts = [day[column] for day in days]
        file.add(f"by log, {base}", "survey", missing="omit", expected=share(sum(solved), sum(counts)),
                 definition={"named": "logged_first_contact_resolution", "base": base},
                 columns={"event_count": solved, "base_count": counts})
    file.add("resolved, though not resolvable", "survey", missing="omit", error={"code": "invalid_count", "row": 1},
             definition={"named": "logged_first_contact_resolution", "base": "resolvable_contacts"},
             columns={"event_count": [1, 1], "base_count": [1, 0]})
    file.write()


if __name__ == "__main__":
    main()
