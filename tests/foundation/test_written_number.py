"""Numbers from anybody's hand."""

import pytest

from foundation.written_number import whole_number


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("17", 17), ("9" * 18, 10**18 - 1)])
def test_a_number_is_one(text: str, number: int) -> None:
    assert whole_number(text, None) == number


@pytest.mark.parametrize("text", [None, "", " 1", "-1", "+1", "1.0", "1e3", "²", "١٢", "9" * 19, "9" * 500])
def test_everything_else_is_none(text: str | None) -> None:
    assert whole_number(text, "nothing") == "nothing"
