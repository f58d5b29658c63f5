"""A document becomes a draft template with all of its text; a refusal creates nothing."""

import pytest

from accounts.roles import Role
from foundation.audit import AuditEvent
from foundation.errors import NotAllowed
from meetings.template.copy_template import YearHasTemplate
from meetings.template.document.import_document import DraftExists, import_document
from meetings.template.enums import Perspective
from meetings.template.importing import ParsedTemplate, parse_document, read_document
from meetings.template.importing.lines import LinePlace
from meetings.template.importing.report import words_of
from meetings.template.page_text import text_of_page
from meetings.template.pages import TemplatePage
from meetings.template.readiness import missing_parts
from meetings.template.school_years import BadSchoolYear
from meetings.template.time_budget import budgets
from tests import factories
from tests.meetings.template.importing.documents import WHOLE_MD, given, whole_word

pytestmark = pytest.mark.django_db

SOURCES = [
    pytest.param(WHOLE_MD.encode(), "skabelon.md", id="markdown"),
    pytest.param(whole_word(), "skabelon.docx", id="word"),
    *[pytest.param(path.read_bytes(), path.name, id=f"given{path.suffix}") for path in given()],
]
#: Expressed by fields instead of text: that somebody may take part, that examples follow, a time as a number.
SAID_BY_THE_PAGE = {"evt", "eks", "og", "samt", "time", "timer", "min"}


def labels() -> set[str]:
    """Labels of roles and perspectives, which are choices in the page; "Forældre" becomes "Forældrene"."""
    said = {word for label in [*Role.labels, *Perspective.labels] for word in words_of(str(label))}
    return said | {"forældre"}


def parsed(text: str = WHOLE_MD) -> ParsedTemplate:
    return parse_document(read_document(text.encode(), "skabelon.md"))


def made(source: ParsedTemplate | None = None, year: str = "2026/2027", **more) -> TemplatePage:
    """The page from the database and its newest revision: both must have everything."""
    page = import_document(parsed=source or parsed(), school_year=year, by=None, **more)
    return TemplatePage.objects.get(pk=page.pk)


@pytest.mark.parametrize(("data", "name"), SOURCES)
def test_every_word_of_the_source_is_in_the_saved_page(data, name):
    lines = read_document(data, name)
    page = made(parse_document(lines))
    for saved in (page, page.get_latest_revision_as_object()):
        words = set(words_of(text_of_page(saved))) | SAID_BY_THE_PAGE | labels()
        lost = {
            word
            for line in lines
            if line.place is not LinePlace.STRUCK_OUT
            for word in words_of(line.text)
            if word not in words and not word.isdigit()
        }
        assert not lost


@pytest.mark.parametrize(("data", "name"), SOURCES)
def test_the_draft_is_complete(data, name):
    page = made(parse_document(read_document(data, name)))
    items = [block.value for block in page.agenda if block.block_type == "item"]
    assert (page.live, page.slug, page.total_minutes) == (False, "2026-2027", 240)
    assert [item["minutes"] for item in items] == [60, 90, 60, 30]
    assert [item["time_note"] for item in items] == ["ca."] * 4
    assert len(items[0]["perspectives"]) == 3 and items[0]["perspectives"][1]["examples"]
    assert [(data["text"], data["applies_to"]) for data in items[0]["required_data"]] == [
        ("Progressionsdata for elevernes læring og udvikling", "school"),
        ("fraværdata", "school"),
        ("data fra trivselsmåling", "school"),
    ]
    assert [one["applies_to"] for one in items[1]["focus"]].count("all") == 3
    assert [block.value["kind"] for block in page.preparation if block.block_type == "step"] == ["initial", "full_day"]
    assert [block.block_type for block in page.preparation] == ["step", "step", "kept_text"], "where it stood"
    assert len(page.follow_up) == 2
    assert all(budget.fits for budget in budgets(page))
    assert missing_parts(page) == [], "it can be published as it is"
    assert all(block.id for block in page.agenda)


def test_a_schools_board_representative_is_always_invited():
    rules = [
        (block.value["role"], block.value["requirement"], block.value["applies_to"]) for block in made().participants
    ]
    assert ("board_representative", "may", "school") in rules
    assert ("board_representative", "may", "daycare") in rules


def test_the_log_entry_has_no_text_of_the_document():
    page = made()
    event = AuditEvent.objects.get(action="template.imported")
    assert event.object_id == str(page.pk)
    assert set(event.data) == {"kept_as_text"}


def test_text_under_an_unknown_heading_keeps_its_neighbours():
    before, after = "# Møde\n\n## Dagsorden\n\n1. Velkomst, 15 min.\n\n", "\n\n## Efter mødet\n\nVi ses.\n"
    page = made(parsed(f"{before}## Kørsel\n\nParkér bag skolen.{after}"))
    assert "Parkér bag skolen." in [block.value["text"] for block in page.agenda if block.block_type == "kept_text"]


def test_text_too_long_for_its_field_is_kept_whole():
    long_title, long_question = "Et meget langt punkt " * 20, "Hvad " + "mon " * 120 + "mener vi?"
    page = made(parsed(f"# Møde\n\n## Dagsorden\n\n1. {long_title}, 20 min.\n\n{long_question}\n"))
    assert set(words_of(long_title + long_question)) <= set(words_of(text_of_page(page)))
    assert text_of_page(page).count("mon") >= 120


def test_data_under_its_own_heading_is_for_the_whole_meeting():
    text = "# Møde\n\n## Dagsorden\n\n1. Velkomst, 15 min.\n\n## Obligatoriske data\n\n- Fravær\n- Trivsel\n"
    page = made(parsed(text))
    whole = next(block.value for block in page.agenda if block.value["title"] == "Gælder hele mødet")
    assert [data["text"] for data in whole["required_data"]] == ["Fravær", "Trivsel"]
    assert not budgets(page)[0].untimed


@pytest.mark.parametrize("year", ["2026/2028", "2026", "", "i år"])
def test_a_bad_school_year_creates_nothing(year):
    with pytest.raises(BadSchoolYear):
        made(year=year)
    assert not TemplatePage.objects.exists()


def test_a_published_template_is_never_replaced():
    before = factories.template("2026/2027")
    with pytest.raises(YearHasTemplate, match="Vælg et andet skoleår"):
        made(replace_draft=True)
    assert TemplatePage.objects.get().title == before.title


def test_a_draft_is_replaced_only_with_replace_draft():
    draft = factories.template("2026/2027", published=False)
    with pytest.raises(DraftExists, match="Erstat den, eller vælg et andet skoleår"):
        made()
    page = made(replace_draft=True)
    assert page.pk == draft.pk and page.revisions.count() == 2
    assert page.title == parsed().title == page.get_latest_revision_as_object().title


def test_an_unpublished_template_of_a_started_year_is_not_replaced():
    factories.cycle("2026/2027")
    TemplatePage.objects.update(live=False)
    with pytest.raises(YearHasTemplate):
        made(replace_draft=True)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.CENTRAL_EDITOR])
def test_only_central_editors_may_import(role):
    with pytest.raises(NotAllowed):
        import_document(parsed=parsed(), school_year="2026/2027", by=factories.user(role=role))
    assert not TemplatePage.objects.exists()
