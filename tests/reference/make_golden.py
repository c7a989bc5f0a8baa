"""Writes all golden files again and checks them.

    python tests/reference/make_golden.py            # all
    python tests/reference/make_golden.py servqual   # some

Needs the packages of requirements.txt and the shared data (see shared.py).
"""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
SCRIPTS = ["proportion_interval", "mean_interval", "exact_sum", "verdict", "abandonment_rate",
           "average_handling_time", "average_speed_of_answer", "churn_rate", "complaint_closure_time",
           "complaint_rate", "customer_effort_score", "customer_satisfaction", "deflection_rate",
           "error_rate", "first_contact_resolution", "first_response_time", "full_resolution_time",
           "net_promoter_score", "occupancy", "owner_continuity", "positive_rating_rate",
           "repeat_explanation_rate", "reply_time", "repurchase_rate", "resolution_rate",
           "response_rate", "retention_rate", "service_level", "transfer_rate", "servqual"]


def main() -> None:
    for name in sys.argv[1:] or SCRIPTS:
        subprocess.run([sys.executable, HERE / f"{name}.py"], check=True)
    subprocess.run([sys.executable, HERE / "check_golden.py"], check=True)


if __name__ == "__main__":
    main()
