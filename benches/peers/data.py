"""Makes the survey and the tickets that all sides read: the same bytes on every machine."""

from pathlib import Path

import numpy as np

RESPONDENTS = 1_000_000
ITEMS = 22
SEGMENTS = 50
TICKETS = 2_000_000
TEAMS = 40
WEEKS = 26
SPANS = 1_000_000
WEEK = 7 * 86_400 * 1_000_000  # microseconds


def bitmap(valid: np.ndarray) -> np.ndarray:
    """The Arrow form: a bit for each row, least significant bit first."""
    return np.packbits(valid, axis=-1, bitorder="little")


def survey(directory: Path) -> None:
    """One to seven, perceptions a little below expectations, three of a hundred missing."""
    random = np.random.default_rng(22)
    satisfaction = random.normal(0.0, 0.8, RESPONDENTS).astype(np.float32)
    for name, centre in (("expectation", 5.6), ("perception", 4.9)):
        with open(directory / f"{name}.i8", "wb") as values, open(directory / f"{name}.bits", "wb") as bits:
            for item in range(ITEMS):
                noise = random.normal(centre + 0.02 * item, 1.1, RESPONDENTS).astype(np.float32)
                answers = np.clip(np.rint(noise + satisfaction), 1, 7).astype(np.int8)
                valid = random.random(RESPONDENTS, dtype=np.float32) >= 0.03
                answers[~valid] = 0  # What lies under a missing answer means nothing.
                answers.tofile(values)
                bitmap(valid).tofile(bits)


def segments(directory: Path) -> None:
    """The segment of each respondent: the first ones are larger."""
    random = np.random.default_rng(50)
    shares = np.linspace(2.0, 1.0, SEGMENTS)
    codes = random.choice(SEGMENTS, RESPONDENTS, p=shares / shares.sum()).astype(np.uint32)
    codes.tofile(directory / "segment.u32")


def tickets(directory: Path) -> None:
    """Forty teams and half a year; each customer comes back five times on average."""
    random = np.random.default_rng(8)
    team = random.integers(0, TEAMS, TICKETS, dtype=np.uint32)
    # Distinct instants: ties would need a rule that the peers do not share.
    opened = np.sort(random.choice(WEEKS * WEEK // 7, TICKETS, replace=False, shuffle=False)) * 7
    columns = {
        "team.u32": team,
        "opened.i64": opened.astype(np.int64),
        "week.u32": (opened // WEEK).astype(np.uint32),
        "customer.u64": random.integers(0, TICKETS // 5, TICKETS, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15),
        "complaints.i64": (random.random(TICKETS) < 0.02).astype(np.int64),
    }
    seconds = np.rint(random.lognormal(7.0 + team / TEAMS, 1.2)  * 1000) / 1000
    optional = {
        "response.f64": (seconds, 0.04),
        "satisfaction.i8": (random.choice(5, TICKETS, p=[0.06, 0.08, 0.16, 0.4, 0.3]).astype(np.int8) + np.int8(1), 0.7),
        "recommend.i8": (random.integers(0, 11, TICKETS, dtype=np.int8), 0.8),
    }
    for name, (values, missing) in optional.items():
        valid = random.random(TICKETS) >= missing
        columns[name] = np.where(valid, values, values.dtype.type(0))
        columns[f"{name.split('.')[0]}.bits"] = bitmap(valid)
    for name, values in columns.items():
        values.tofile(directory / name)


def spans(directory: Path) -> None:
    """Spans of up to two weeks that begin and end at whole hours of 2025."""
    random = np.random.default_rng(9)
    hour = 3_600_000_000
    start = np.int64(1_735_689_600_000_000) + random.integers(0, 340 * 24, SPANS) * hour
    (start.astype(np.int64)).tofile(directory / "start.i64")
    (start + random.integers(1, 14 * 24, SPANS) * hour).astype(np.int64).tofile(directory / "end.i64")


def make(directory: Path) -> None:
    """Writes what is not there yet."""
    done = directory / "complete"
    if done.exists() and done.read_text() == Path(__file__).read_text():
        return
    directory.mkdir(parents=True, exist_ok=True)
    survey(directory)
    segments(directory)
    tickets(directory)
    spans(directory)
    done.write_text(Path(__file__).read_text())
