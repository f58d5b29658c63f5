"""python -m tests.bench.growth: what every main page costs in four sizes of municipality, on SQLite and PostgreSQL.

    python -m tests.bench.growth [--sizes 36 360] [--only sqlite] [--keep FOLDER]

Each size is filled by tests.bench.large; with --keep, databases of SQLite are kept there and used again. Printed are
statements, and milliseconds of processor time (of this process, and of PostgreSQL's that answers it), with the ratio to
the smallest size.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

PROJECT_ROOT = Path(__file__).resolve().parents[2]
#: Meetings, in round numbers -> units and years; the smallest is the demo.
SIZES = {36: (12, 3), 360: (72, 5), 3600: (240, 15), 20000: (250, 81)}
#: Name of a page -> statements, milliseconds.
Costs = dict[str, tuple[int, float]]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.growth", description=__doc__)
    parser.add_argument("--sizes", nargs="+", type=int, choices=SIZES, default=list(SIZES))
    parser.add_argument("--only", choices=["sqlite", "postgresql"])
    parser.add_argument("--keep", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="laeringsrum-growth-") as temporary:
        folder = (asked.keep or Path(temporary)).absolute()
        for vendor in ("sqlite", "postgresql"):
            if asked.only in {None, vendor}:
                costs = {size: _measured(vendor, size, folder) for size in asked.sizes}
                for line in table(vendor, costs):
                    print(line, flush=True)


def _measured(vendor: str, size: int, folder: Path) -> Costs:
    """Fill a database of that size, unless it is there, and measure it in a process of its own."""
    units, years = SIZES[size]
    data = folder / f"{vendor}-{size}"
    python, environment = sys.executable, {**os.environ, "LAERINGSRUM_DATA_DIR": str(data)}
    steps = [f"{python} -m tests.bench.measure_pages"]
    if vendor == "postgresql" or not data.exists():
        steps.insert(0, f"{python} -m tests.bench.large --units {units} --years {years} >&2")
    command = ["sh", "-ec", "\n".join(steps)]
    if vendor == "postgresql":
        command = [python, "scripts/with_postgresql.py", *command]
    done = subprocess.run(command, cwd=PROJECT_ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def table(vendor: str, costs: dict[int, Costs]) -> Iterator[str]:
    yield f"\n{vendor + ': statements, ms, times the first':<44}" + "".join(f"{size:>20}" for size in costs)
    first = next(iter(costs.values()))
    for name in first:
        row = f"{name:<44}"
        for of_size in costs.values():
            statements, spent = of_size[name]
            row += f"{statements:>5} {spent:8.1f} {spent / first[name][1]:5.2f}"
        yield row


if __name__ == "__main__":
    main()
