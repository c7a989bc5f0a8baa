"""Repeat explanation rate: the cases of every yes or no share (outcome_share.py)."""

from outcome_share import OutcomeFile


def main():
    OutcomeFile("repeat_explanation_rate", __file__).write()


if __name__ == "__main__":
    main()
