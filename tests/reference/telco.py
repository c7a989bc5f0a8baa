"""The customers of IBM's telecommunication sample, kept and lost, held against the values of R."""

import json

from golden import agree, resolve

FOLDER = "shared/telco_churn"


def customers(out, kept):
    """The cases of the retention rate (`kept`) or of the churn rate."""
    file, source = f"{FOLDER}/data.csv", "shared telco_churn (values of R)"
    values = json.loads(resolve(f"{FOLDER}/reference.json").read_text())["values"]
    answer = "No" if kept else "Yes"

    def agrees(found, n, churn, what):
        agree(found["n"], n, what=what)
        agree(found["estimate"], 1 - churn if kept else churn, what=what)

    found = out.from_data("telecommunication sample", file, "Churn", answer, source)
    agrees(found, values["n"], values["churn_rate"], "telco")
    for column, key in [("Contract", "by_contract"), ("TechSupport", "by_techsupport")]:
        for value, there in values[key].items():
            found = out.from_data(f"telecommunication sample, {column} {value}", file, "Churn", answer, source,
                                  where={column: value})
            agrees(found, there["n"], there["churn"], value)
