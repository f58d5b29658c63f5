"""Dates and times of day are taken from datetimes in local (Danish) time.

The database returns datetimes in UTC, which is on the day before for one or two hours after midnight here. ruff (DTZ)
forbids naive datetimes; this finds mistakes that it does not know.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.sources import name, ours

#: Attributes of a datetime that depend on its time zone.
PARTS = {"date", "time", "strftime", "weekday", "isoweekday", "isocalendar", "timetuple"}
#: Modules with functions of those names.
NO_MOMENTS = {"time", "datetime", "danish_formats"}
IN_DENMARK = {"localtime", "localdate", "_local"}


def wrong_ways(source: str) -> Iterator[tuple[int, str]]:
    """Line and words of each place that takes a part of a moment without `timezone.localtime` or `localdate`, and of
    each `replace(year=…)`, which fails on 29 February."""
    tree = ast.parse(source)
    local = {name for node in ast.walk(tree) for name in _bound_to_local(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr in PARTS and not _is_local(node.func.value, local | NO_MOMENTS):
                yield node.lineno, f"{ast.unparse(node)}: ask timezone.localdate or timezone.localtime"
            if node.func.attr == "replace" and {"year", "month"} & {word.arg for word in node.keywords}:
                yield node.lineno, f"{ast.unparse(node)}: add a relativedelta"
        if isinstance(node, ast.FormattedValue) and _writes_time(node) and not _is_local(node.value, local):
            yield node.lineno, f"{ast.unparse(node.value)}: format timezone.localtime of it"


def _bound_to_local(node: ast.AST) -> Iterator[str]:
    """Names that are given a local moment or a day: `begins = timezone.localtime(…) if … else None`, `day: date`."""
    if isinstance(node, ast.Assign) and _calls_local(node.value):
        yield from (target.id for target in node.targets if isinstance(target, ast.Name))
    if isinstance(node, ast.NamedExpr) and _calls_local(node.value):
        yield node.target.id
    if isinstance(node, ast.arg) and node.annotation and ast.unparse(node.annotation) in {"date", "date | None"}:
        yield node.arg


def _calls_local(value: ast.AST) -> bool:
    called = (node.func for node in ast.walk(value) if isinstance(node, ast.Call))
    return any(ast.unparse(function).rpartition(".")[2] in IN_DENMARK for function in called)


def _is_local(value: ast.expr, names: set[str]) -> bool:
    return (isinstance(value, ast.Name) and value.id in names) or (isinstance(value, ast.Call) and _calls_local(value))


def _writes_time(node: ast.FormattedValue) -> bool:
    return node.format_spec is not None and ast.unparse(node.format_spec).lstrip("f'\"").startswith("%")


def _places(path: Path) -> list[str]:
    return [f"{name(path)}:{line} {words}" for line, words in wrong_ways(path.read_text())]


def test_the_product_takes_days_and_times_as_they_are_in_denmark() -> None:
    """Without the demo, which uses dates only."""
    found = [place for path in ours(".py") if "demo" not in path.parts for place in _places(path)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "wrong",
    [
        "meeting.starts_at.date() <= today",
        "timezone.now().date()",
        "row.seen_at.strftime('%H:%M')",
        "f'{row.seen_at:%Y-%m-%d}'",
        "day.replace(year=day.year + 1)",
        "moment.weekday()",
    ],
)
def test_wrong_ways_are_found(wrong: str) -> None:
    assert list(wrong_ways(wrong))


@pytest.mark.parametrize(
    "right",
    [
        "timezone.localdate(meeting.starts_at) <= today",
        "begins = timezone.localtime(at) if at else None\nf'{begins:%H:%M}', begins.time()",
        "time.time() - 5",
        "text.replace('a', 'b'), f'{share:.1f}'",
    ],
)
def test_right_ways_are_not(right: str) -> None:
    assert not list(wrong_ways(right))
