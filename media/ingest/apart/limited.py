"""Starts a program with bounds on memory, time and file size: `python -I -S limited.py BOUNDS -- PROGRAM …`.

A program of its own, so that the bounds are set after the fork without running code between fork and exec in a web
server that has threads. Imports nothing of the house.
"""

import contextlib
import json
import os
import resource
import sys


def bound(kind: int, value: int) -> None:
    with contextlib.suppress(OSError, ValueError):  # a system that does not know this bound: the wall clock holds
        resource.setrlimit(kind, (value, value))


def main() -> None:
    bounds = json.loads(sys.argv[1])
    program = sys.argv[3:]
    bound(resource.RLIMIT_AS, bounds["memory"])
    bound(resource.RLIMIT_CPU, bounds["cpu"])
    bound(resource.RLIMIT_FSIZE, bounds["file_size"])
    bound(resource.RLIMIT_CORE, 0)
    bound(resource.RLIMIT_NOFILE, 64)
    os.nice(5)
    os.execv(program[0], program)  # noqa: S606  the program is our own, by its full path


main()
