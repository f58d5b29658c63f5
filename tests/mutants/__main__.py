"""python -m tests.mutants: in the code that decides about privacy and approval, does each small change fail a test?

Each area's tests are run once to learn which of them meet which line. Then a sample of one-line changes is tried: for
each, a forked process changes the code in memory and runs the tests that meet the line until one fails. Files are not
touched. Prints what no test noticed, and the share that was noticed; exits with 1 if an area has less than its least.
"""

import os
import random
import shutil
import signal
import sys
import traceback
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from time import process_time
from types import FrameType
from typing import Any

import pytest

PROJECT_ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(PROJECT_ROOT), str(PROJECT_ROOT / "site")]
os.chdir(PROJECT_ROOT)

from tests.mutants.mutations import Mutant, apply, mutants_of  # noqa: E402

SAMPLE = 40  # changes of an area
AT_ONCE = os.cpu_count() or 2
PASSED, FAILED, BROKEN = 0, 1, 3  # exit codes of a process that tries a change
Line = tuple[str, int]


@dataclass(frozen=True)
class Area:
    code: tuple[str, ...]  # globs
    tests: tuple[str, ...]
    least: int  # percent of the changes that must be noticed


AREAS = {
    "access": Area(
        ("meetings/units/access.py",),
        (
            "tests/meetings/units/test_access.py",
            "tests/meetings/units/test_authentication.py",
            "tests/meetings/units/people",
            "tests/meetings/evidence/view_log/test_views_of_evidence.py",
            "tests/meetings/evidence/figures/test_figures_pages.py",
            "tests/meetings/meeting/test_my_tasks.py",
            "tests/meetings/overview/test_start_year.py",
            "tests/meetings/presentation/test_presentation.py",
            "tests/foundation/cpr_forms",
        ),
        68,
    ),
    "approval": Area(
        tuple(f"meetings/minutes/approval/{name}.py" for name in (
            "approve_minutes", "approved_lock", "decisions", "return_minutes", "submit_minutes", "verify_record",
            "waiting_minutes", "withdraw_submission",
        )),
        tuple(f"tests/meetings/minutes/test_{name}.py" for name in (
            "decide", "deciding", "submit_minutes", "approved_minutes_stay", "my_tasks", "reading",
        )),
        78,
    ),
    "suppression": Area(
        ("meetings/figures/suppression/*.py",),
        (
            "tests/meetings/figures/suppression",
            "tests/meetings/figures/test_read_figures.py",
            "tests/meetings/figures/test_measure.py",
            "tests/meetings/figures/test_what_leaves_with_figures.py",
            "tests/meetings/evidence/figures/test_linked_figures.py",
        ),
        55,
    ),
    "objections": Area(
        (
            "meetings/evidence/objections/*.py",
            *(f"media/privacy/{name}.py" for name in (
                "lift_objection", "objection", "record_objection", "sync_hidden_item", "uphold_objection",
            )),
        ),
        (
            "tests/meetings/evidence/objections/test_objections.py",
            "tests/meetings/evidence/objections/test_objection_pages.py",
            "tests/meetings/evidence/test_my_tasks.py",
            "tests/meetings/forum/test_revoke_clearance.py",
            "tests/media/privacy",
        ),
        70,
    ),
}  # fmt: skip


class Runner:
    """A pytest plugin that takes the place of the loop over the tests."""

    def __init__(self, paths: list[Path]) -> None:
        self.paths = paths
        self.names: dict[str, str] = {}  # co_filename -> path from the root, "" for other files
        self.meets: dict[Line, set[int]] = defaultdict(set)
        self.seconds: list[float] = []
        self.survivors: list[Mutant] = []
        self.tried = 0

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.learn(session.items)
        mutants = [mutant for path in self.paths for mutant in mutants_of(path)]
        chosen = random.Random(8).sample(mutants, min(SAMPLE, len(mutants)))  # the same ones each time
        self.tried = len(chosen)
        self.try_all(session, chosen)
        return True

    # Which tests meet which lines

    def learn(self, items: list[pytest.Item]) -> None:
        from tests import prepared

        for number, item in enumerate(items):
            prepared.forget()  # every test walks through the code itself
            lines: set[Line] = set()
            began = process_time()
            passed = run(item, items[(number + 1) % len(items)], self.tracer(lines))
            assert passed, f"{item.nodeid} fails without any change"
            self.seconds.append(process_time() - began)
            for line in lines:
                self.meets[line].add(number)

    def tracer(self, lines: set[Line]) -> Any:
        wanted = {str(path) for path in self.paths}

        def on_line(frame: FrameType, event: str, argument: Any) -> Any:
            lines.add((self.names[frame.f_code.co_filename], frame.f_lineno))
            return on_line

        def on_call(frame: FrameType, event: str, argument: Any) -> Any:
            filename = frame.f_code.co_filename
            if filename not in self.names:
                path = Path(filename).resolve()
                inside = str(path.relative_to(PROJECT_ROOT)) if path.is_relative_to(PROJECT_ROOT) else ""
                self.names[filename] = inside if inside in wanted else ""
            return on_line(frame, event, argument) if self.names[filename] else None

        return on_call

    # What they notice

    def try_all(self, session: pytest.Session, mutants: list[Mutant]) -> None:
        from django.db import connection

        connection.close()  # a connection does not outlive a fork
        running: dict[int, Mutant] = {}
        for mutant in [*mutants, None]:
            while running and (mutant is None or len(running) >= AT_ONCE):
                process, status = os.wait()
                finished = running.pop(process)
                ended = os.waitstatus_to_exitcode(status)
                assert ended in (PASSED, FAILED, -signal.SIGPROF), f"{finished} was not tried: {ended}"
                if status == PASSED:
                    self.survivors.append(finished)
                print("." if status else "S", end="", flush=True)
            if mutant is not None:
                process = os.fork()
                if process == 0:
                    try:
                        os._exit(self.try_one(session, mutant))
                    except BaseException:
                        traceback.print_exc()
                        os._exit(BROKEN)
                running[process] = mutant
        print()

    def tests_of(self, mutant: Mutant) -> list[int]:
        met = self.meets.get((str(mutant.path), mutant.line), set())
        return sorted(met, key=self.seconds.__getitem__)

    def try_one(self, session: pytest.Session, mutant: Mutant) -> int:
        """In the forked process. FAILED when a test failed."""
        from django.db import connection

        from tests import prepared

        numbers = self.tests_of(mutant)
        if not numbers or not apply(mutant):
            return PASSED
        # Of the processor's time: a change that never ends is noticed, too.
        signal.setitimer(signal.ITIMER_PROF, 10 + 10 * sum(self.seconds[number] for number in numbers))
        own = Path(connection.settings_dict["NAME"]).with_name(f"mutant-{os.getpid()}.sqlite3")
        if Path(connection.settings_dict["NAME"]).exists():  # not when no test of the area meets the database
            shutil.copyfile(connection.settings_dict["NAME"], own)
        connection.settings_dict["NAME"] = own
        prepared.forget()
        items = [session.items[number] for number in numbers]
        session._setupstate.teardown_exact(items[0])
        passed = all(run(item, following) for item, following in zip(items, [*items[1:], items[0]], strict=True))
        own.unlink(missing_ok=True)
        return PASSED if passed else FAILED


def run(item: pytest.Item, following: pytest.Item, tracer: Any = None) -> bool:
    from _pytest.runner import runtestprotocol

    sys.settrace(tracer)
    try:
        reports = runtestprotocol(item, nextitem=following, log=False)
    finally:
        sys.settrace(None)
    return not any(report.failed for report in reports)


def main() -> int:
    low = []
    for name in sys.argv[1:] or AREAS:
        area = AREAS[name]
        paths = [path.relative_to(PROJECT_ROOT) for glob in area.code for path in sorted(PROJECT_ROOT.glob(glob))]
        process = os.fork()  # pytest does not run twice in a process
        if process == 0:
            runner = Runner(paths)
            status = pytest.main(["-n", "0", "-p", "no:randomly", *area.tests], plugins=[runner])
            if status or not runner.tried:
                os._exit(2)
            noticed = 100 * (runner.tried - len(runner.survivors)) // runner.tried
            print(f"{name}: {noticed} % of {runner.tried} changes were noticed (at least {area.least} %)")
            for survivor in sorted(runner.survivors, key=str):
                print(
                    f"  not noticed: {survivor}" + ("" if runner.tests_of(survivor) else "  (no test meets the line)")
                )
            sys.stdout.flush()
            os._exit(1 if noticed < area.least else 0)
        if os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]):
            low.append(name)
    if low:
        print(f"Too few, or tests that fail: {', '.join(low)}")
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
