"""From last year's Word document to a published template."""

import re
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import expect

from meetings.template.pages import TemplatePage
from tests.browser.windows import press
from tests.browser.year.acts import checked, follow, is_told, may_not_open, opens
from tests.browser.year.cast import Cast
from tests.meetings.template.importing import documents
from tests.meetings.template.importing.documents import text, word

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Frame:
    """A document with four items of four hours, two persons by name, and a line that nothing recognises."""

    file: dict[str, Any]
    persons: tuple[str, str]
    odd_line: str


def document_at_hand() -> Frame:
    """The municipality's own document where it lies beside the project, else one of the same shape in our words."""
    for path in documents.given():
        if path.suffix == ".docx":
            return Frame(_file(path.read_bytes()), ("Ina", "Lena"), "Derudover vil PLF for lederforum")
    own = word(
        text("Sådan holder vi dialogmøder", "Title"),
        text("Formål", "Heading 1"),
        text("At lære af hverdagen sammen."),
        text("Deltagere", "Heading 1"),
        text("Ledelsesteamet, medarbejderrepræsentant, skole- og dagtilbudschef og konsulent fra forvaltningen"),
        text("Forberedelse til mødet", "Heading 1"),
        text("Et indledende møde på 1-2 timer med konsulent om, hvilke data der skal samles."),
        text("Derefter holdes et heldagsmøde mellem ledelsesteam og konsulenter (Ida og Lone)."),
        text("I øvrigt vil lederforum i foråret handle om data."),
        text("Dagsorden for mødet", "Heading 1"),
        text("1. Arbejdet med målene, ca. 1 time."),
        text("Hvad siger vores data?"),
        text("2. De fælles indsatser, ca. 1,5 time."),
        text("3. Egne indsatser, ca. 1 time."),
        text("4. Afrunding, ca. 30 min"),
        text("Hvad tager vi med os?"),
        text("Efter mødet", "Heading 1"),
        text("Opfølgning mellem aftaleholder og chef på aftalerne."),
    )
    return Frame(_file(own), ("Ida", "Lone"), "I øvrigt vil lederforum")


def _file(content: bytes) -> dict[str, Any]:
    return {"name": "skabelon.docx", "mimeType": WORD, "buffer": content}


def editor_imports_the_document(cast: Cast) -> None:
    frame, page = document_at_hand(), cast.at_desk(cast.editor)
    may_not_open(cast.at_desk(cast.leader), "/skabeloner/importer/")
    opens(page, "/")
    follow(page, "Lav en")
    page.get_by_label("Dokumentet").set_input_files(frame.file)
    press(page, "Indlæs dokumentet")

    expect(page.get_by_role("heading", name="Det blev genkendt", level=1)).to_be_visible()
    checked(page)
    expect(page.get_by_text("Punkterne varer 4 timer i alt, lige så længe som mødet.")).to_have_count(2)
    lines = page.get_by_role("table").get_by_role("row")
    assert lines.count() > 15, "the document is shown line by line"
    expect(lines.filter(has_text=frame.odd_line)).to_contain_text("bevaret som tekst")
    for name in frame.persons:
        expect(page.get_by_role("checkbox", name=re.compile(rf"^{name} "))).to_be_checked()
    assert not TemplatePage.objects.exists(), "nothing is stored by looking"

    press(page, "Opret kladde")
    is_told(page, "Kladden er oprettet")
    kept = str(TemplatePage.objects.values().get())
    assert not any(f"{name} " in kept or f"{name})" in kept for name in frame.persons)
    assert frame.odd_line in kept


def editor_publishes_it(cast: Cast) -> None:
    """In the editor. Until then it is a draft that nobody else sees, and no year starts from it."""
    page = cast.at_desk(cast.editor)
    template = TemplatePage.objects.get()
    assert not template.live
    may_not_open(cast.at_desk(cast.leader), template.url)
    # Wagtail keeps its other buttons behind the arrow beside "save".
    page.get_by_role("navigation").filter(has=page.locator("button[name=action-publish]")).get_by_role(
        "button", expanded=False
    ).click()
    page.locator("button[name=action-publish]").click()
    page.wait_for_url(lambda address: "/edit/" not in address)
    template.refresh_from_db()
    assert template.live
    opens(cast.at_desk(cast.leader), template.url)
