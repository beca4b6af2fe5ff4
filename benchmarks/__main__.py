"""`python -m benchmarks [NAME ...] [--quick]` prints what was measured."""

import argparse
import importlib

from benchmarks.report import print_record, print_report

ALL = (
    "step",
    "memory",
    "start",
    "finder",
    "searching",
    "papers",
    "complaints",
    "desk",
    "petitions",
    "relay",
    "vault",
    "letters",
)


def main() -> None:
    """Measure, print; always ends well, since a slow machine is no error."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", choices=(*ALL, []), help="all of them by default")
    parser.add_argument("--quick", action="store_true", help="only to see that they still run")
    chosen = parser.parse_args()
    reports = []
    for name in chosen.names or ALL:
        report = importlib.import_module(f"benchmarks.{name}").measure(quick=chosen.quick)
        print_report(report)
        reports.append(report)
    print_record(reports, quick=chosen.quick)


if __name__ == "__main__":
    main()
