"""servqual beside Polars, DuckDB and NumPy, on the same bytes, in turn, in one run.

    cargo build --release --manifest-path benches/Cargo.toml
    python benches/peers/run.py [path of the built `peer`]
"""

import platform
import sys
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import business_time
import data
import gap
import kpi
import reliability
import resampling
import segments
from contest import Servqual

BENCHES = Path(__file__).resolve().parent.parent


def main() -> int:
    binary = sys.argv[1] if len(sys.argv) > 1 else str(BENCHES / "target/release/peer")
    directory = BENCHES / "target/peers"
    data.make(directory)
    packages = ", ".join(f"{name} {version(name)}" for name in ("polars", "duckdb", "numpy"))
    print(f"{packages}, Python {platform.python_version()}, {platform.machine()}")
    servqual = Servqual(binary, str(directory))
    # The Python package takes part where it is installed.
    package = import_module("servqual") if find_spec("servqual") else None
    agreed = True
    try:
        for contest in [
            *gap.contests(directory, servqual, package),
            *reliability.contests(directory, servqual),
            *segments.contests(directory, servqual),
            *resampling.contests(directory, servqual),
            *kpi.contests(directory, servqual, package),
            *business_time.contests(directory, servqual),
        ]:
            contest.run()
            agreed &= contest.show()
    finally:
        servqual.close()
    return 0 if agreed else 1


if __name__ == "__main__":
    sys.exit(main())
