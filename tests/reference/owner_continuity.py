"""Owner continuity: the cases of every yes or no share, and a municipality's log, in which a case
keeps its owner when one person did all of it."""

from golden import tool
from outcome_share import TOOLS, OutcomeFile
from receipt import FILE, cases


def main():
    out = OutcomeFile("owner_continuity", __file__)
    out.inline("receipt of applications, one person", [bool(n == 1) for n in cases()["persons"]],
               source=FILE, tools=f"{tool('pandas')} groupby; {TOOLS}")
    out.write()


if __name__ == "__main__":
    main()
