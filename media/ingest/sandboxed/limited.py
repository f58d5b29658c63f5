"""Start a program with limits on memory, time and file size: `python -I -S limited.py MEMORY,CPU,FILE_SIZE -- PROGRAM
…`.

A Python script is run by the same interpreter (then without `-S`): starting another one takes as long as reading a
small file. The limits are set in a program of their own because code between fork and exec is unsafe in a web server
that has threads. Imports nothing of the project, and little else, as somebody may be waiting for the result.
"""

import contextlib
import ctypes
import os
import resource
import runpy
import signal
import sys

PR_SET_PDEATHSIG = 1  # linux/prctl.h
#: Bytes. Python does not notice that a cached module was cut off at the file size limit, and would read it next time.
MAX_MODULE_SIZE = 1024 * 1024


def set_limit(kind: int, value: int) -> None:
    """Set a limit. A system without it is accepted: the wall clock limit applies."""
    with contextlib.suppress(OSError, ValueError):  # unknown to this system: the wall clock limit applies
        resource.setrlimit(kind, (value, value))


def set_parent_death_signal() -> None:
    """End this process with its parent, so that a killed worker leaves no decoder running on a file that is taken up
    anew.
    """
    with contextlib.suppress(OSError, AttributeError):  # not Linux: the other limits apply
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def main() -> None:
    set_parent_death_signal()
    memory, cpu, file_size = map(int, sys.argv[1].split(","))
    program = sys.argv[3:]
    set_limit(resource.RLIMIT_AS, memory)
    set_limit(resource.RLIMIT_CPU, cpu)
    set_limit(resource.RLIMIT_FSIZE, file_size)
    set_limit(resource.RLIMIT_CORE, 0)
    set_limit(resource.RLIMIT_NOFILE, 64)
    os.nice(5)
    if program[0].endswith(".py"):
        sys.dont_write_bytecode = file_size < MAX_MODULE_SIZE
        runpy.run_path(program[0], run_name="__main__")
        return
    os.execv(program[0], program)  # noqa: S606  the program is our own, by its full path


main()
