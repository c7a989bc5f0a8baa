"""Writes all golden files again and checks them.

    python tests/reference/make_golden.py            # all
    python tests/reference/make_golden.py servqual   # some

Needs the packages of requirements.txt and the shared data (see shared.py).
"""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
# Every golden file is written by the script of the same name.
SCRIPTS = sorted(path.stem for path in (HERE.parent / "golden").glob("*.json"))


def main() -> None:
    for name in sys.argv[1:] or SCRIPTS:
        subprocess.run([sys.executable, HERE / f"{name}.py"], check=True)
    subprocess.run([sys.executable, HERE / "check_golden.py"], check=True)


if __name__ == "__main__":
    main()
