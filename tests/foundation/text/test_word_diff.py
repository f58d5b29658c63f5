"""Word-by-word diff of two texts."""

from hypothesis import given
from hypothesis import strategies as st

from foundation.text.word_diff import word_diff

WRITING = st.text(alphabet=st.sampled_from("abø, .\n"), max_size=60)


def test_adjacent_changes_are_merged():
    pieces = word_diff("Vi prøver i 3. klasse.", "Vi prøver makkerlæsning i hele 3. klasse.")
    assert [(piece.kind, piece.text.strip()) for piece in pieces if piece.kind != "same"] == [
        ("added", "makkerlæsning"),
        ("added", "hele"),
    ]


def test_a_replaced_word():
    pieces = word_diff("senest mandag", "senest fredag")
    assert [(piece.kind, piece.text) for piece in pieces] == [
        ("same", "senest "),
        ("removed", "mandag"),
        ("added", "fredag"),
    ]


def test_empty_texts_have_no_difference():
    assert word_diff("", "") == []


@given(old=WRITING, new=WRITING)
def test_both_texts_can_be_rebuilt_from_the_parts(old, new):
    pieces = word_diff(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != "added") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == new
