"""Transfer rate: the cases of every yes or no share, and a municipality's log, in which a case is
transferred when more than one group worked on it."""

from golden import tool
from outcome_share import TOOLS, OutcomeFile
from receipt import FILE, cases


def main():
    out = OutcomeFile("transfer_rate", __file__)
    out.inline("receipt of applications, more than one group", [bool(n > 1) for n in cases()["groups"]],
               source=FILE, tools=f"{tool('pandas')} groupby; {TOOLS}")
    out.write()


if __name__ == "__main__":
    main()
