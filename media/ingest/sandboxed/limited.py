"""Starts a program with bounds on memory, time and file size:
`python -I -S limited.py MEMORY,CPU,FILE_SIZE -- PROGRAM …`. A Python script is run by the same interpreter (then
without `-S`): starting another one takes as long as reading a small file.

A program of its own, so that the bounds are set after the fork without running code between fork and exec in a web
server that has threads. Imports nothing of the house, and little else: somebody may be waiting for the program.
"""

import contextlib
import ctypes
import os
import resource
import runpy
import signal
import sys

PR_SET_PDEATHSIG = 1  # linux/prctl.h
#: Bytes. Python does not see that a module it keeps compiled was cut off at the bound, and reads it next time.
LARGEST_MODULE = 1024 * 1024


def bound(kind: int, value: int) -> None:
    with contextlib.suppress(OSError, ValueError):  # a system that does not know this bound: the wall clock holds
        resource.setrlimit(kind, (value, value))


def die_with_the_parent() -> None:
    """A worker that is killed leaves no decoder behind, busy with a file that another worker takes up anew."""
    with contextlib.suppress(OSError, AttributeError):  # not Linux: the other bounds hold
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def main() -> None:
    die_with_the_parent()
    memory, cpu, file_size = map(int, sys.argv[1].split(","))
    program = sys.argv[3:]
    bound(resource.RLIMIT_AS, memory)
    bound(resource.RLIMIT_CPU, cpu)
    bound(resource.RLIMIT_FSIZE, file_size)
    bound(resource.RLIMIT_CORE, 0)
    bound(resource.RLIMIT_NOFILE, 64)
    os.nice(5)
    if program[0].endswith(".py"):
        sys.dont_write_bytecode = file_size < LARGEST_MODULE
        runpy.run_path(program[0], run_name="__main__")
        return
    os.execv(program[0], program)  # noqa: S606  the program is our own, by its full path


main()
