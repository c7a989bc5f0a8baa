"""The notebooks run from top to bottom, and print what they printed when they were committed.

Their data are public but not ours to ship: where they are absent the test is skipped and says so;
with the environment variable CI that is a failure.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

FOLDER = Path(__file__).resolve().parents[1] / "notebooks"
NOTEBOOKS = {"service_survey": "kiosk_kservqual", "help_desk": "call_centre_technion_jan1999"}


def data(name: str) -> Path | None:
    named = os.environ.get("SERVQUAL_SHARED")
    places = [Path(named)] if named else [up / "shared/data" for up in FOLDER.parents]
    return next((place / name for place in places if (place / name).is_dir()), None)


def printed(notebook: Any) -> list[str]:
    """What each cell shows in text: pictures differ between versions of matplotlib and fonts."""

    def text(output: Any) -> str:
        shown = output.get("data", {})
        return str(output.get("text", "") if "image/png" in shown or not shown else shown["text/plain"])

    return ["".join(map(text, cell.get("outputs", []))) for cell in notebook.cells]


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_every_cell_runs_and_prints_the_same(name: str) -> None:
    if data(NOTEBOOKS[name]) is None:
        assert not os.environ.get("CI"), f"{NOTEBOOKS[name]}: no shared/data beside the project"
        pytest.skip(f"{NOTEBOOKS[name]} is not in shared/data beside the project; the notebook says where it is from")
    text = (FOLDER / f"{name}.ipynb").read_text(encoding="utf-8")
    committed: Any = nbformat.reads(text, as_version=4)  # type: ignore[no-untyped-call]
    run: Any = nbformat.reads(text, as_version=4)  # type: ignore[no-untyped-call]
    NotebookClient(run, timeout=600, kernel_name="python3", resources={"metadata": {"path": str(FOLDER)}}).execute()
    assert printed(run) == printed(committed)


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_it_was_committed_as_it_ran(name: str) -> None:
    path = FOLDER / f"{name}.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert [cell["execution_count"] for cell in code] == list(range(1, len(code) + 1))
    assert path.stat().st_size < 400_000, "pictures are small"
    text = re.sub(r'"image/png": ".*?"', "", path.read_text(encoding="utf-8"))
    assert not re.search(r"/home/|/root/|/tmp/|/usr/|[A-Z]:\\\\", text), "no path of a machine"
