"""Reply time, by the script that the time indicators share (durations.py)."""

from durations import DurationFile


def main():
    out = DurationFile("reply_time", __file__)
    turns = [4.0, 31.5, 12.0, 12.0, 95.0, 240.25, 61.0, 7.0, 18.5, 130.0, 3600.0, 44.0, 0.0, 119.999, 120.0, 120.001]
    sixty = [float((53 * i * i + 7 * i) % 1009) / 4 for i in range(60)]
    for d in out.all_four:
        out.inline("sixteen turns", d, turns)
        out.inline("sixteen turns at 0.8", d, turns, 0.8)
        out.inline("sixty turns with ties", d, sixty)
        out.inline("two without a time", d, [30.0, None, 61.0, 90.0, None, 120.0])
        out.inline("one turn", d, [42.5])
        out.inline("all at once", d, [0.0] * 8)
    out.bad_durations()
    out.bad_options()
    out.write()


if __name__ == "__main__":
    main()
