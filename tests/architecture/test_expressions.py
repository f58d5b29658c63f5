"""All regular expressions of the product take linear time."""

import re

import pytest

from tests.architecture.expressions import Expression, collect, grows_too_fast, methods_by_name, used_methods

#: Modules that build expressions from constants in a loop; these are found where they are stored.
MADE_OF_OWN_WORDS = {
    "meetings/template/importing/people/participants.py",
    "meetings/template/importing/perspectives.py",
    "meetings/template/importing/vocabulary.py",
}


def test_every_expression_is_linear() -> None:
    """Times are compared within the run, so it does not depend on the machine."""
    found, _made_at_run_time = collect()
    methods = methods_by_name()
    assert len(found) > 150
    slow = {}
    for one in found:
        if text := grows_too_fast(one, used_methods(one, methods)):
            slow[f"{one.where} {one.name} {one.pattern.pattern[:60]}"] = text
    assert not slow, "\n".join(f"{where}: try {text}" for where, text in slow.items())


def test_no_expression_is_made_from_user_text() -> None:
    _found, made_at_run_time = collect()
    assert {where.partition(":")[0] for where in made_at_run_time} <= MADE_OF_OWN_WORDS


@pytest.mark.parametrize(
    "bad",
    [
        r"\s*$",  # begins anew at each blank
        r"(?:ca\.?\s?:?\s?)*\d",  # a blank can belong to two parts: doubles with each word
        r"\w*leder",  # begins anew at each letter
        r"(a|ab)*c",
        r"<[^>]*>",  # each "<" runs to the end
        r"^(.+) og (.+) og$",
    ],
)
def test_bad_expressions_are_found(bad: str) -> None:
    assert grows_too_fast(Expression("here", re.compile(bad)), {"search"})
    assert not grows_too_fast(Expression("here", re.compile(r"\d{1,3}(?:\.\d{3}){0,4}")), {"search"})
