"""Resolution rate: the cases of every yes or no share, the simulated service desk (with cases
that nobody judged), and undisputed responses to consumer complaints."""

import json

from golden import agree, outcomes, read_rows, resolve
from outcome_share import OutcomeFile


def main():
    out = OutcomeFile("resolution_rate", __file__)
    desk = "tests/data/simulated_service_desk/contacts.csv"
    out.from_data("simulated service desk", desk, "outcome_ok", "1")
    for team in ("north", "south", "night"):
        out.from_data(f"simulated service desk, {team}", desk, "outcome_ok", "1", where={"team": team})
    folder = "shared/cfpb_complaints_2013"
    there = json.loads(resolve(f"{folder}/reference.json").read_text())["values"]["disputed_yes_of_yes_no"]
    # The file has quoted cells, which not every language's golden runner reads.
    undisputed = outcomes(read_rows(f"{folder}/data.csv"), "Consumer disputed?", "No")
    found = out.inline("consumer complaints, not disputed", undisputed,
                       source="shared cfpb_complaints_2013 (values of pandas)")
    agree(found["estimate"], 1 - there["rate"], what="disputed")
    agree(found["n"], there["n"], what="disputed")
    out.write()


if __name__ == "__main__":
    main()
