"""Response rate: the cases of every yes or no share, and the timely responses to the complaints
of the Consumer Financial Protection Bureau."""

import json

from golden import agree, resolve
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

    found = out.from_data("consumer complaints", file, "Timely response?", "Yes", source)
    agrees(found, values["timely"], "timely")
    for product, there in values["timely_by_product"].items():
        found = out.from_data(f"consumer complaints, {product}", file, "Timely response?", "Yes", source,
                              where={"Product": product})
        agrees(found, there, product)
    out.write()


if __name__ == "__main__":
    main()
