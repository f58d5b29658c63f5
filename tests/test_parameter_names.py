"""Workers that collect a second apart must collect the same names."""

from tests.conftest import MAX_ID_LENGTH, pytest_make_parametrize_id


def test_files_and_long_texts_are_named_by_their_argument(pytestconfig):
    assert pytest_make_parametrize_id(pytestconfig, b"PK" * MAX_ID_LENGTH, "content") == "content"
    assert pytest_make_parametrize_id(pytestconfig, "x" * (MAX_ID_LENGTH + 1), "content") == "content"


def test_short_values_are_named_by_themselves(pytestconfig):
    assert pytest_make_parametrize_id(pytestconfig, "skabelon.md", "name") is None
