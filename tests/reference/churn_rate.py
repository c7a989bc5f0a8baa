"""Churn rate: the cases of every yes or no share, and IBM's telecommunication sample."""

from outcome_share import OutcomeFile
from telco import customers


def main():
    out = OutcomeFile("churn_rate", __file__)
    customers(out, kept=False)
    out.write()


if __name__ == "__main__":
    main()
