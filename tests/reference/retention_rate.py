"""Retention rate: the cases of every yes or no share, and IBM's telecommunication sample."""

from outcome_share import OutcomeFile
from telco import customers


def main():
    out = OutcomeFile("retention_rate", __file__)
    customers(out, kept=True)
    out.write()


if __name__ == "__main__":
    main()
