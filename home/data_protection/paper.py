"""What a paper consists of. Each statement and row names tests of what it says."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import ngettext


@dataclass(frozen=True)
class PaperStatement:
    """`tests`: "tests/…::test_name" below tests/. Whatever the code cannot prove is an open point."""

    text: str
    tests: tuple[str, ...]


@dataclass(frozen=True)
class PaperRow:
    cells: tuple[str, ...]
    tests: tuple[str, ...] = ()


@dataclass(frozen=True)
class PaperPart:
    """`open_points`: what the municipality itself must decide or write, because the system cannot know it."""

    title: str
    statements: tuple[PaperStatement, ...] = ()
    header: tuple[str, ...] = ()
    rows: tuple[PaperRow, ...] = ()
    open_points: tuple[str, ...] = ()

    def named(self) -> Iterable[str]:
        for tests in [*(one.tests for one in self.statements), *(row.tests for row in self.rows)]:
            yield from tests


@dataclass(frozen=True)
class Paper:
    """`key`: the last part of its address."""

    key: str
    title: str
    lead: str
    parts: tuple[PaperPart, ...] = ()

    @cached_property
    def tests(self) -> list[str]:
        """All tests that are named, in the order in which they are named first."""
        return list(dict.fromkeys(test for part in self.parts for test in part.named()))

    def numbers(self, tests: tuple[str, ...]) -> list[int]:
        """Under which numbers the tests are listed at the end of the paper."""
        return [self.tests.index(test) + 1 for test in tests]

    def shown(self) -> list[dict[str, object]]:
        """The parts for a template: each statement and row with the numbers of its tests."""
        return [
            {
                "part": part,
                "statements": [(one.text, self.numbers(one.tests)) for one in part.statements],
                "rows": [
                    (list(zip(part.header, one.cells, strict=True)), self.numbers(one.tests)) for one in part.rows
                ],
            }
            for part in self.parts
        ]


def statement(text: str, *tests: str) -> PaperStatement:
    return PaperStatement(text, tests)


def length(days: int) -> str:
    """Return whole years as years, everything else as days."""
    if days and days % 365 == 0:
        return years(days // 365)
    return ngettext("%(count)s day", "%(count)s days", days) % {"count": days}


def years(count: int) -> str:
    return ngettext("%(count)s year", "%(count)s years", count) % {"count": count}
