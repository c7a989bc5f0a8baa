"""Response rate: the cases of every yes or no share, and the timely responses to the complaints
of the Consumer Financial Protection Bureau."""

import json

from golden import agree, outcomes, read_rows, resolve
from outcome_share import OutcomeFile


def main():
    out = OutcomeFile("response_rate", __file__)
    file, source = "shared/cfpb_complaints_2013/data.csv", "shared cfpb_complaints_2013 (values of pandas)"
    values = json.loads(resolve("shared/cfpb_complaints_2013/reference.json").read_text())["values"]

    def agrees(found, there, what):
        agree(found["estimate"], there["rate"], what=what)
        agree(found["n"], there["n"], what=what)
        for key, bound in zip(("interval.lower", "interval.upper"), there["wilson95"]):
            agree(found[key], bound, what=what)

    # The file has quoted cells, which not every language's golden runner reads.
    def timely(where=None):
        return outcomes(read_rows(file, where), "Timely response?", "Yes")

    agrees(out.inline("consumer complaints", timely(), source=source), values["timely"], "timely")
    for product in ("Debt collection", "Payday loan", "Student loan", "Prepaid card"):
        found = out.inline(f"consumer complaints, {product}", timely({"Product": product}), source=source)
        agrees(found, values["timely_by_product"][product], product)
    out.write()


if __name__ == "__main__":
    main()
