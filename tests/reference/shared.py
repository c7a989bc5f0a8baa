"""Where the shared data lie: the environment variable SERVQUAL_SHARED, or the first
`shared/data` beside the project or one of the folders above it."""

import os
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]


def shared_data() -> Path | None:
    named = os.environ.get("SERVQUAL_SHARED")
    if named:
        return Path(named)
    return next((folder / "shared" / "data" for folder in PROJECT.parents
                 if (folder / "shared" / "data").is_dir()), None)
