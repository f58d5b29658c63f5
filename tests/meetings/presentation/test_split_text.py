"""Long texts are split into slides without loss."""

from hypothesis import given
from hypothesis import strategies as st

from meetings.evidence.blocks import EvidenceStreamBlock
from meetings.presentation.split_text import MAX_CHARACTERS, split_block, split_text

TEXT = st.text(st.sampled_from("abcæøå ABC.!?\n»«…"), max_size=3000)


@given(TEXT)
def test_no_text_is_lost_and_no_part_is_longer_than_a_slide(text):
    pieces = split_text(text)
    assert "".join("".join(pieces).split()) == "".join(text.split())
    assert all(0 < len(piece) <= MAX_CHARACTERS for piece in pieces)


def test_text_is_split_between_paragraphs_if_possible():
    one, other = "Første. " * 40, "Anden. " * 40
    assert [piece.split(".")[0] for piece in split_text(f"{one.strip()}\n\n{other.strip()}")] == ["Første", "Anden"]


def test_no_slide_ends_at_the_number_of_a_class():
    pieces = split_text("Vi læste højt for vores 2. klasse hver eneste dag, bl.a. om dyr. " * 20)
    assert all(piece.endswith("dyr.") for piece in pieces)


def test_a_long_sentence_is_split_between_words():
    pieces = split_text("ordentligt " * 200)
    assert all(piece.startswith("ordentligt") and piece.endswith("ordentligt") for piece in pieces)


def bound(kind, value):
    return EvidenceStreamBlock().to_python([{"type": kind, "value": value, "id": "1"}])[0]


def test_short_answers_share_a_slide_and_long_ones_continue():
    story = {"situation": "Kort.", "action": "Også kort.", "effect": "Lang sætning her. " * 60, "learning": "Slut."}
    slides = split_block(bound("narrative", story))
    assert (slides[0].value["situation"], slides[0].value["action"]) == ("Kort.", "Også kort.")
    assert "Slut." in slides[-1].render() and "Kort." not in slides[-1].render()
    assert len(slides) >= 4
    whole = " ".join(part.value["effect"] for part in slides if part.value["effect"])
    assert whole.split() == ("Lang sætning her. " * 60).split()


def test_what_is_not_text_is_shown_on_the_first_slide_only():
    value = {"words": "Vi leger. " * 100, "age_band": "2. klasse", "how_told": ""}
    drawn = [part.render() for part in split_block(bound("childrens_voice", value))]
    assert len(drawn) > 1
    assert [html.count("2. klasse") for html in drawn] == [1] + [0] * (len(drawn) - 1)


def test_an_empty_answer_makes_no_slide_of_its_own():
    assert len(split_block(bound("observation", {"focus": "Overgange", "text": ""}))) == 1


def test_a_long_list_is_divided_between_its_items():
    items = [f"- {number} " + "frøer i skoven " * 6 for number in range(8)]
    pieces = split_text("\n".join(items))
    assert len(pieces) > 1 and "\n".join(pieces).split() == "\n".join(items).split()
    assert all(line.startswith("- ") for piece in pieces for line in piece.splitlines())


def test_bold_that_would_be_cut_in_two_is_shown_without_its_stars():
    pieces = split_text("**" + "Vi ser på frøer og tudser hver dag. " * 20 + "Ja.** Slut.")
    assert len(pieces) > 1 and "**" not in "".join(pieces)
    kept = split_text("Vi ser på **frøer** hver dag. " * 20)
    assert len(kept) > 1 and all(piece.count("**") % 2 == 0 and "**frøer**" in piece for piece in kept)
