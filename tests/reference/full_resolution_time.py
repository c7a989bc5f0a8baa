"""Full resolution time, by the script that the time indicators share (durations.py), with the
repair times of Verizon."""

from durations import DurationFile, verizon_repair_times


def main():
    out = DurationFile("full_resolution_time", __file__)
    hours = [h * 3600.0 for h in (1, 2.5, 4, 7.75, 8, 24, 24.5, 30, 49, 96, 168, 720)]
    for d in (out.definition("mean"), out.definition("median"), out.definition("p90"),
              out.definition("share_within", 86400)):
        out.inline("twelve cases", d, hours)
        out.inline("twelve cases at 0.9", d, hours, 0.9)
        out.inline("two without a time", d, [None, *hours[:6], None])
        out.inline("one case", d, [5400.0])
    verizon_repair_times(out)
    out.bad_durations()
    out.bad_options()
    out.write()


if __name__ == "__main__":
    main()
