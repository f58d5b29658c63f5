"""Two versions of one section are merged where what was changed does not touch."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.minutes.writing.merging import both, merge_paragraphs, merge_values

BASE = "Uro\n\nFravær\n\nLæsning"


@pytest.mark.parametrize(
    ("mine", "saved", "merged"),
    [
        ("Uro på gangen\n\nFravær\n\nLæsning", "Uro\n\nFravær\n\nLæsning hver dag",
         "Uro på gangen\n\nFravær\n\nLæsning hver dag"),
        ("Uro\n\nLæsning", "Uro\n\nFravær\n\nLæsning\n\nTrivsel", "Uro\n\nLæsning\n\nTrivsel"),
        ("Først\n\nUro\n\nFravær\n\nLæsning", "Uro\n\nFravær\n\nLæsning\n\nSidst",
         "Først\n\nUro\n\nFravær\n\nLæsning\n\nSidst"),
        ("Uro!\n\nFravær\n\nLæsning", "Uro!\n\nFravær\n\nLæsning", "Uro!\n\nFravær\n\nLæsning"),
        ("Uro\n\nFravær\n\nLæsning\n\nA", "Uro\n\nFravær\n\nLæsning\n\nB", None),
        ("Uro her\n\nFravær\n\nLæsning", "Uro der\n\nFravær\n\nLæsning", None),
        ("", "Uro\n\nFravær!\n\nLæsning", None),
    ],
)  # fmt: skip
def test_paragraphs_are_merged_unless_both_changed_the_same(mine: str, saved: str, merged: str | None) -> None:
    assert merge_paragraphs(BASE, mine, saved) == merged
    assert merge_paragraphs(BASE, saved, mine) == merged


lines = st.lists(st.sampled_from(["a", "b", "c", "d", ""]), max_size=8).map("\n".join)


@given(lines, lines)
def test_what_only_one_changed_is_taken(base: str, mine: str) -> None:
    assert merge_paragraphs(base, mine, base) == mine
    assert merge_paragraphs(base, base, mine) == mine
    assert merge_paragraphs(base, mine, mine) == mine


@given(lines, st.lists(st.tuples(st.booleans(), st.integers(0, 30), st.text("xyz", min_size=1)), max_size=6))
def test_no_new_word_of_either_is_lost(base: str, edits: list[tuple[bool, int, str]]) -> None:
    mine, saved = base.split("\n"), base.split("\n")
    for is_mine, place, word in edits:
        target = mine if is_mine else saved
        target[place % len(target)] = word + ("1" if is_mine else "2")
    merged = merge_paragraphs(base, "\n".join(mine), "\n".join(saved))
    if merged is not None:
        new = {line for line in (*mine, *saved) if line[-1:] in {"1", "2"}}
        assert new <= set(merged.split("\n"))


def test_fields_are_merged_one_by_one() -> None:
    base = {"text": "Vi læser", "owner": "", "due_on": ""}
    mine, saved = {**base, "owner": "unit"}, {**base, "due_on": "2027-02-01"}
    assert merge_values(base, mine, saved) == ({**base, "owner": "unit", "due_on": "2027-02-01"}, True)


def test_a_field_that_both_changed_is_in_the_way_and_decides_nothing() -> None:
    base = {"text": "Vi læser", "owner": ""}
    mine, saved = {"text": "Vi læser mere", "owner": "unit"}, {**base, "owner": "administration"}
    assert merge_values(base, mine, saved) == (saved, False)


def test_without_what_both_saw_nothing_is_merged() -> None:
    assert merge_values(None, {"text": "Mit"}, {"text": "Deres"}) == ({"text": "Deres"}, False)


def test_merging_keeps_both_texts_one_after_the_other() -> None:
    saved, mine = {"text": "Deres", "owner": "unit"}, {"text": "Mit", "owner": "administration"}
    assert both(saved, mine) == {"text": "Deres\n\nMit", "owner": "administration"}
    assert both(None, mine) == mine
