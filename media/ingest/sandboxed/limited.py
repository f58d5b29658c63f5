"""Start a program with limits on memory, time and file size: `python -I -S limited.py MEMORY,CPU,FILE_SIZE -- PROGRAM
…`.

A Python script is imported as a module with its folder on the path, by the same interpreter (then without `-S`):
starting another one takes as long as reading a small file, and modules are compiled once. The limits are set in a
program of their own because code between fork and exec is unsafe in a web server that has threads. Imports nothing of
the project, and little else, as somebody may be waiting for the result.
"""

import ctypes
import os
import resource
import sys

PR_SET_PDEATHSIG, SIGKILL = 1, 9  # linux/prctl.h, POSIX; importing `signal` takes longer than setting all limits
#: Bytes. Python does not notice that a cached module was cut off at the file size limit, and would read it next time.
MAX_MODULE_SIZE = 1024 * 1024


def set_limit(kind: int, value: int) -> None:
    """Set a limit. A system without it is accepted: the wall clock limit applies."""
    try:
        resource.setrlimit(kind, (value, value))
    except (OSError, ValueError):
        return


def set_parent_death_signal() -> None:
    """End this process with its parent, so that a killed worker leaves no decoder running on a file that is taken up
    anew.
    """
    try:
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, SIGKILL)
    except (OSError, AttributeError):
        return  # not Linux: the other limits apply


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
        folder, _slash, name = program[0].rpartition("/")
        sys.path.insert(0, folder)
        __import__(name.removesuffix(".py"))
        return
    os.execv(program[0], program)  # noqa: S606  the program is our own, by its full path


main()
