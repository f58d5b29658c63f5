"""Parsing of integers in untrusted text."""

import pytest

from foundation.text.parsing import parse_int


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("17", 17), ("9" * 18, 10**18 - 1)])
def test_integers_are_parsed(text: str, number: int) -> None:
    assert parse_int(text, None) == number


@pytest.mark.parametrize("text", [None, "", " 1", "-1", "+1", "1.0", "1e3", "²", "١٢", "9" * 19, "9" * 500])
def test_other_text_gives_the_default(text: str | None) -> None:
    assert parse_int(text, "nothing") == "nothing"
