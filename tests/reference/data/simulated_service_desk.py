"""Simulates tests/data/simulated_service_desk: half a year of a help desk that does not exist.

    python tests/reference/data/simulated_service_desk.py

Every rate and every distribution below is ASSUMED. The stream is numpy's
RandomState, which numpy keeps frozen, so the file is the same on every run and
with every numpy release. Needs numpy; nothing else.
"""

import csv
from datetime import datetime, timedelta, timezone
from math import exp, log
from pathlib import Path

import numpy as np

TARGET = Path(__file__).resolve().parents[2] / "data" / "simulated_service_desk"
SEED = 20260105
ZONE = timezone(timedelta(hours=8))
START = datetime(2026, 1, 5, tzinfo=ZONE)  # a Monday
WEEKS = 26
END = START + timedelta(weeks=WEEKS)
CUSTOMERS = 2400
NEW_ISSUES_PER_DAY = {"weekday": 30.0, "weekend": 13.0}
HOUR_WEIGHTS = [1, 1, 1, 1, 1, 1, 2, 4, 9, 14, 15, 13, 9, 11, 14, 14, 12, 10, 8, 7, 6, 5, 3, 2]
CHANNELS = {"phone": 0.45, "chat": 0.35, "email": 0.20}
MEDIAN_REPLY_SECONDS = {"phone": 35.0, "chat": 80.0, "email": 7200.0}
SPREAD_OF_REPLY = {"phone": 0.9, "chat": 0.9, "email": 1.0}  # standard deviation of the logarithm
TOUCHPOINTS = {"greeting": 0.50, "solution_offer": 0.44, "executive_request": 0.06}
TIERS = [
    ("greeting", "fixed", "standard_greeting"),
    ("solution_offer", "bounded_choice", "self_service_article"),
    ("solution_offer", "bounded_choice", "remote_session"),
    ("solution_offer", "bounded_choice", "call_back"),
    ("executive_request", "bespoke", ""),
]
COLUMNS = ["contact", "customer", "opened_at", "first_reply_at", "team", "channel", "satisfaction",
           "effort", "recommend", "complaint", "touchpoint", "delivered", "outcome_ok"]


def progress(opened):
    """0 at the start, 1 at the end."""
    return (opened - START) / (END - START)


def resolution_chance(team, opened):
    """North and night stay as they are; south improves from 0.58 to 0.80."""
    return {"north": 0.74, "night": 0.64, "south": 0.58 + 0.22 * progress(opened)}[team]


def reply_factor(team, opened):
    """South answers twice as slowly as north at first and a little faster at the end."""
    return {"north": 1.0, "night": 1.4, "south": exp(log(2.0) + (log(0.85) - log(2.0)) * progress(opened))}[team]


def choose(rng, shares):
    names = list(shares)
    return names[int(np.searchsorted(np.cumsum([shares[n] for n in names]), rng.random_sample() * sum(shares.values()), side="right"))]


def rating(rng, mean, deviation, low, high):
    return int(min(high, max(low, np.floor(mean + deviation * rng.standard_normal() + 0.5))))


def delivered(rng, touchpoint, team, opened):
    u = rng.random_sample()
    if touchpoint == "greeting":
        standard = {"north": 0.94, "night": 0.90, "south": 0.82 + 0.14 * progress(opened)}[team]
        return "standard_greeting" if u < standard else "own_words" if u < standard + 0.7 * (1 - standard) else "no_greeting"
    if touchpoint == "solution_offer":
        if u < 0.04:
            return "voucher"  # not among the options
        return choose(rng, {"self_service_article": 0.40, "remote_session": 0.35, "call_back": 0.25})
    return choose(rng, {"account_manager": 0.5, "site_visit": 0.3, "written_report": 0.2})


def main():
    rng = np.random.RandomState(SEED)
    # A few customers have many issues.
    weight = 1.0 / np.arange(1, CUSTOMERS + 1) ** 0.35
    cumulative = np.cumsum(weight / weight.sum())
    names = rng.permutation(CUSTOMERS) + 1
    pending = []  # (opened, customer, home team, channel, number of the contact within the issue)
    for day in range(7 * WEEKS):
        date = START + timedelta(days=day)
        rate = NEW_ISSUES_PER_DAY["weekend" if date.weekday() >= 5 else "weekday"]
        for _ in range(rng.poisson(rate)):
            hour = int(np.searchsorted(np.cumsum(HOUR_WEIGHTS), rng.random_sample() * sum(HOUR_WEIGHTS), side="right"))
            opened = date + timedelta(hours=hour, seconds=int(rng.randint(0, 3600)))
            rank = min(int(np.searchsorted(cumulative, rng.random_sample())), CUSTOMERS - 1)
            home = "north" if names[rank] % 5 < 3 else "south"
            pending.append((opened, int(names[rank]), home, choose(rng, CHANNELS), 1))

    rows = []
    while pending:
        opened, customer, home, channel, number = pending.pop(0)
        team = "night" if opened.hour >= 21 or opened.hour < 7 else home
        seconds = MEDIAN_REPLY_SECONDS[channel] * reply_factor(team, opened) * exp(SPREAD_OF_REPLY[channel] * rng.standard_normal())
        reply = opened + timedelta(seconds=max(1, round(seconds)))
        lost = rng.random_sample() < 0.006
        answered = not lost and reply < END
        resolved = answered and rng.random_sample() < resolution_chance(team, opened)
        if not resolved and rng.random_sample() < (0.85 if number < 5 else 0.4):
            again = opened + timedelta(seconds=round(86400 * 1.6 * exp(0.9 * rng.standard_normal())))
            if again < END:
                pending.append((again, customer, home, channel if rng.random_sample() < 0.7 else "phone", number + 1))
        slow = seconds / MEDIAN_REPLY_SECONDS[channel]
        mood = (0.9 if resolved else -0.9) - 0.25 * (number - 1) - 0.3 * log(max(slow, 0.05))
        answers = rng.random_sample(3)
        satisfaction = rating(rng, 3.6 + 0.8 * mood, 0.8, 1, 5)
        effort = rating(rng, 4.8 + 1.1 * mood, 1.2, 1, 7)
        recommend = rating(rng, 7.2 + 1.5 * mood, 1.6, 0, 10)
        complaint = rng.random_sample() < (0.008 if resolved else 0.045 + 0.02 * (number - 1))
        touchpoint = choose(rng, TOUCHPOINTS)
        what = delivered(rng, touchpoint, team, opened)
        good = rng.random_sample() < (0.95 if resolved else 0.55)
        rows.append([opened, number, {
            "customer": f"k-{customer:04d}",
            "opened_at": opened.isoformat(),
            "first_reply_at": reply.isoformat() if answered else "",
            "team": team, "channel": channel,
            "satisfaction": satisfaction if answered and answers[0] < 0.38 else "",
            "effort": effort if answered and answers[1] < 0.30 else "",
            "recommend": recommend if answered and answers[2] < 0.26 else "",
            "complaint": int(complaint),
            "touchpoint": touchpoint,
            "delivered": what if answered else "",
            "outcome_ok": int(good) if answered else "",
        }])
    rows.sort(key=lambda row: (row[0], row[2]["customer"]))
    TARGET.mkdir(parents=True, exist_ok=True)
    with open(TARGET / "contacts.csv", "w", newline="", encoding="utf-8") as handle:
        out = csv.DictWriter(handle, COLUMNS, lineterminator="\n")
        out.writeheader()
        for position, (_, _, row) in enumerate(rows, start=1):
            out.writerow({"contact": f"c-{position:05d}", **row})
    with open(TARGET / "touchpoints.csv", "w", newline="", encoding="utf-8") as handle:
        out = csv.writer(handle, lineterminator="\n")
        out.writerow(["touchpoint", "tier", "option"])
        out.writerows(TIERS)

    contacts = [row for _, _, row in rows]
    print("contacts", len(contacts), "customers", len({r["customer"] for r in contacts}),
          "first contacts of an issue", sum(number == 1 for _, number, _ in rows),
          "not answered", sum(not r["first_reply_at"] for r in contacts),
          "complaints", sum(r["complaint"] for r in contacts))
    for column in ("satisfaction", "effort", "recommend"):
        given = [r[column] for r in contacts if r[column] != ""]
        print(column, len(given), round(sum(given) / len(given), 3))
    for team in ("north", "south", "night"):
        for first in range(0, WEEKS, 13):
            low, high = START + timedelta(weeks=first), START + timedelta(weeks=first + 13)
            part = [r for o, _, r in rows if low <= o < high and r["team"] == team]
            waits = sorted((datetime.fromisoformat(r["first_reply_at"]) - datetime.fromisoformat(r["opened_at"])).total_seconds()
                           for r in part if r["first_reply_at"])
            given = [r["satisfaction"] for r in part if r["satisfaction"] != ""]
            print(f"| {team} | {first + 1}-{first + 13} | {len(part)} | {waits[len(waits) // 2]:.0f} | "
                  f"{sum(g >= 4 for g in given)} of {len(given)} = {sum(g >= 4 for g in given) / len(given):.3f} | "
                  f"{sum(r['complaint'] for r in part)} |")


if __name__ == "__main__":
    main()
