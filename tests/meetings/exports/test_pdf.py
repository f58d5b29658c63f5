"""The PDF of approved minutes: what it says, its structure, and that whatever people wrote can be exported."""

import io
from dataclasses import replace

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from meetings.exports.content.document import Document, Facts, Heading, Issuer, Listing, Paragraph, Table, plain_line
from meetings.exports.content.minutes import MinutesSource, chosen_parts, minutes_document
from meetings.exports.enums import USUAL_PARTS, MinutesPart
from meetings.exports.pdf.make_pdf import make_pdf
from meetings.exports.pdf.typeset import CannotBeSet, typeset
from meetings.exports.word.make_word import make_word
from meetings.minutes.add_addendum import add_addendum
from meetings.minutes.content import KeptRemark
from meetings.minutes.frozen_format import freeze
from meetings.minutes.reading import short_hash
from tests import factories
from tests.meetings.exports.pdf_structure import require_accessible
from tests.meetings.exports.scene import PERSON, PLACE, approved_with_evidence, record_of
from tests.meetings.minutes.scene import TODAY, Scene


@pytest.fixture
def scene(db: None) -> Scene:
    return approved_with_evidence()


def document(scene: Scene, parts: frozenset[MinutesPart] = USUAL_PARTS, **source: object) -> Document:
    return minutes_document(MinutesSource(record_of(scene), parts, source.get("reader")), made_at=timezone.now())


def text_of(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def test_the_pdf_says_what_was_approved_with_its_control_number(scene: Scene) -> None:
    add_addendum(minutes=scene.minutes, text="Datoen er flyttet.", by=scene.chef, today=TODAY)
    pdf = make_pdf(document(scene)).files[0]
    words = text_of(pdf)
    record = record_of(scene)
    for said in (
        "Skovskolen", record.text.sections[0].title, "Vi prøver to voksne i indskolingen", "Hanne Holm",
        "Datoen er flyttet.", "Kontrolnummer: " + short_hash(record.content_hash), "Side 1 af",
    ):  # fmt: skip
        assert said in words


def test_the_pdf_is_tagged_danish_and_complete_with_the_numbers_attached(scene: Scene) -> None:
    found = require_accessible(make_pdf(document(scene)).files[0])
    assert found.tags["Table"] >= 2 and found.tags["H1"] >= 5
    chart, picture = found.alternatives
    assert "Ikke vist" in chart and "21" in chart and picture == PLACE
    (name,) = found.attachments
    assert name.startswith("trivsel-i-4-aargang") and "4.a;21" in found.attachments[name].decode("utf-8-sig")
    assert "IBMPlexSans" in "".join(found.fonts)


def test_people_who_can_be_recognised_are_shown_only_when_they_were_chosen(scene: Scene) -> None:
    usual = require_accessible(make_pdf(document(scene)).files[0])
    chosen = require_accessible(make_pdf(document(scene, frozenset(MinutesPart))).files[0])
    assert PERSON not in usual.alternatives and PERSON in chosen.alternatives


def test_a_hidden_picture_and_hidden_figures_are_not_shown(scene: Scene) -> None:
    scene.meeting.evidence.update(withdrawn_at=timezone.now(), withdrawn_kind="objection")
    found = require_accessible(make_pdf(document(scene, frozenset(MinutesPart))).files[0])
    assert not found.alternatives and not found.attachments


def test_parts_that_are_not_chosen_are_left_out(scene: Scene) -> None:
    words = text_of(make_pdf(document(scene, frozenset({MinutesPart.TEXT}))).files[0])
    assert "Vi prøver to voksne" in words and "Bo Birk" not in words and "Det bygger referatet på" not in words


def test_remarks_that_were_kept_stand_in_every_document_with_their_answer(scene: Scene) -> None:
    record = record_of(scene)
    first = record.text.sections[0]
    kept = (
        KeptRemark(1, section=first.id, name="Bo Birk", role="Bestyrelsesrepræsentant", text="Vi var uenige.",
                   answer="Det var vi."),
        KeptRemark(2, name="Mia Mose", role="Medarbejderrepræsentant", text="Godt møde."),
    )  # fmt: skip
    record.content = freeze(replace(record.text, remarks=kept))
    del record.text
    made = minutes_document(MinutesSource(record, chosen_parts([]), None), made_at=timezone.now())
    words = text_of(make_pdf(made).files[0])
    for said in (f"Bestyrelsesrepræsentant · {first.title}", "Vi var uenige.", "Det var vi.", "Mia Mose", "Godt møde."):
        assert said in words


def bare(*texts: str) -> Document:
    """A document that has the texts in every place where people's words may stand."""
    first, *rest = texts or ("",)
    lines = tuple(plain_line(text) for text in texts)
    return Document(
        title=f"Referat {first}",
        kicker=first,
        short_title=f"Referat {first}",
        file_name="referat",
        facts=Facts((("Sted", first),)),
        blocks=(
            Heading(f"Punkt {first}", number=1),
            *(Paragraph(line) for line in lines),
            Listing(lines),
            Table(("Navn", f"Rolle {first}"), tuple((line, line) for line in lines), (1, 1), caption=" ".join(rest)),
        ),
        issuer=Issuer("Kommunen", "#1d4f5c"),
        control_number="1234",
        made_at=timezone.now(),
    )


SAID = {
    "\uf0b7 et punkt fra Word": "• et punkt fra Word",
    "et\x01 styre\x7ftegn\u202e": "et styretegn",
    "😀 og ☐ og ◆ og Ж og ا": "😀 og ☐ og ◆ og Ж og ",
    "漢字 i en dansk tekst": "□□ i en dansk tekst",
    '#import "x" $x^2$ _under_ *en* @navn <navn> // nej': '#import "x" $x^2$ _under_ *en* @navn <navn> // nej',
    "a\u030a er ét bogstav": "å er ét bogstav",
}  # fmt: skip


@pytest.mark.parametrize(("written", "said"), SAID.items(), ids=range(len(SAID)))
def test_a_strange_letter_is_shown_or_replaced_and_never_refuses_the_document(written: str, said: str) -> None:
    made = make_pdf(bare(written))
    require_accessible(made.files[0])
    assert said in text_of(made.files[0])


def test_what_no_font_has_is_a_box_and_is_named_at_the_end() -> None:
    made = make_pdf(bare("漢 og 漢", "ok"))
    assert made.replaced == ("U+6F22",)
    assert "□ og □" in text_of(made.files[0]) and "U+6F22" in text_of(made.files[0])


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(max_size=60), min_size=1, max_size=3))
def test_any_text_can_be_exported(texts: list[str]) -> None:
    assert make_pdf(bare(*texts)).files[0].startswith(b"%PDF")


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(written=st.text(max_size=200), item=st.text(max_size=40))
def test_every_approved_record_can_be_exported(scene: Scene, written: str, item: str) -> None:
    """Whatever was frozen, in every field that people write."""
    record = record_of(scene)
    content = record.text
    record.content = freeze(
        replace(
            content,
            meeting=replace(content.meeting, unit=item, room=written),
            attendance=tuple(replace(one, name=item, role=written) for one in content.attendance),
            sections=tuple(replace(one, title=item, text=written) for one in content.sections),
            agreements=tuple(replace(one, text=written, owner_detail=item) for one in content.agreements),
            adjust_frame=written,
            adjust_content=item,
            remarks=(KeptRemark(1, section=content.sections[0].id, name=item, text=written, answer=written),),
        )
    )
    del record.text
    made = minutes_document(MinutesSource(record, USUAL_PARTS, None), made_at=timezone.now())
    require_accessible(make_pdf(made).files[0])
    make_word(made)


@settings(max_examples=15)
@given(st.lists(st.characters(categories=["M", "So", "Sk", "Co", "Cf", "Cn", "Lo"]), min_size=1, max_size=80))
def test_any_heap_of_marks_and_rare_letters_can_be_exported(letters: list[str]) -> None:
    assert make_pdf(bare("".join(letters))).files[0].startswith(b"%PDF")


def test_the_compiler_reads_no_link_and_nothing_outside_its_folder(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    outside = tmp_path / "secret.json"
    outside.write_text('{"title": "hemmelig"}')
    template = tmp_path / "template.typ"
    for path in (str(outside), "../../secret.json", "/etc/passwd"):
        template.write_text(f'#read("{path}")')
        with pytest.raises(CannotBeSet):
            typeset(template, {}, {}, kind="pdf", made_at=timezone.now())
    template.write_text('#read("content.json")')
    written: list[str] = []

    def linked(self, data: str, **_options: object) -> int:
        self.symlink_to(outside)
        written.append(data)
        return len(data)

    with monkeypatch.context() as patched:
        patched.setattr("pathlib.Path.write_text", linked)
        with pytest.raises(CannotBeSet):
            typeset(template, {}, {}, kind="pdf", made_at=timezone.now())
    assert written


def test_the_document_of_a_reader_has_only_what_the_reader_may_see(scene: Scene) -> None:
    stranger = factories.user(role="agreement_holder")
    shown = document(scene, reader=scene.board)
    assert any(type(block).__name__ == "Picture" for block in shown.blocks)
    strange = document(scene, reader=stranger)
    assert not any(type(block).__name__ in {"Picture", "ChartDrawing"} for block in strange.blocks)
    assert replace(shown, blocks=()) == replace(strange, blocks=(), made_at=shown.made_at)
