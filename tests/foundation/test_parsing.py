"""Numbers from anybody's hand."""

import pytest

from foundation.text.parsing import parse_int


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("17", 17), ("9" * 18, 10**18 - 1)])
def test_a_number_is_one(text: str, number: int) -> None:
    assert parse_int(text, None) == number


@pytest.mark.parametrize("text", [None, "", " 1", "-1", "+1", "1.0", "1e3", "²", "١٢", "9" * 19, "9" * 500])
def test_everything_else_is_none(text: str | None) -> None:
    assert parse_int(text, "nothing") == "nothing"
