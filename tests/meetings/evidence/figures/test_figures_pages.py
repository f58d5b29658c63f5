"""The pages of figures: facts, preview, choice of chart, and downloads."""

import csv
import io

import pytest
from openpyxl import load_workbook

from meetings.evidence.figures.change_figures import dataset_of_evidence
from meetings.evidence.models import Evidence
from meetings.figures.models import Dataset
from snippets.enums import DatasetKind, Measure
from snippets.models import DatasetType
from tests.meetings.evidence.figures.test_figures_actions import bring, said, shared
from tests.meetings.evidence.scene import send_minutes
from tests.meetings.figures.tables import cells, table
from tests.meetings.figures.workbooks import package, upload, xlsx
from tests.unbroken import unbroken

pytestmark = pytest.mark.django_db
PASTED = "Klasse\tTrivsel\tAntal besvarelser\n4.a\t3,9\t22\n4.b\t4,1\t4\n4.c\t4,0\t19\nI alt\t4,0\t45\n"


def facts(**fields):
    type_ = DatasetType.objects.get(kind=DatasetKind.WELLBEING)
    return {"type": type_.pk, "title": "Trivsel i 4.", "measure": Measure.SCORE, "form_key": "k1", **fields}


def send(browser, scene, stage="read", **fields):
    return browser.post(scene.address("ny/tal"), {**facts(), "stage": stage, **fields})


def hidden(response, name):
    """Return the hidden fields of the preview."""
    return response.context[name]


def again(browser, scene, response, stage="keep", **fields):
    preview = response.context["preview"]
    along = {"carried": hidden(response, "carried"), "way": hidden(response, "way"), "read-sheet": "0", "sheet": "0"}
    along |= {f"role-{role['column']}": str(role["role"]) for role in preview.roles}
    along |= {"header_line": preview.choices.header_line, "last_line": preview.choices.last_line}
    return send(browser, scene, stage, **{**along, **fields})


def test_the_tile_leads_to_the_form(scene, signed_in):
    browser = signed_in(scene.staff)
    assert scene.address("ny/tal") in browser.get(scene.address()).content.decode()
    page = browser.get(scene.address("ny/tal")).content.decode()
    assert "I må ikke lægge oplysninger om enkelte børn" in page
    assert unbroken("§ 55 b") in page


def test_nothing_is_stored_before_it_is_confirmed(scene, signed_in):
    browser = signed_in(scene.staff)
    response = send(browser, scene, pasted=PASTED)
    page = response.content.decode()
    assert response.status_code == 200
    assert "i filen: 4,1" in page and "Ikke vist" in page
    assert not Evidence.objects.exists() and not Dataset.objects.exists()
    response = again(browser, scene, response)
    evidence = Evidence.objects.get()
    assert response.url == scene.url_of(evidence, "tal/vis")
    assert cells(dataset_of_evidence(evidence).figures) == {"4.a": [3.9], "4.b": ["*"], "4.c": ["*"], "I alt": [4.0]}


def test_a_file_is_read_the_same_way(scene, signed_in):
    rows = [["Klasse", "Trivsel"], ["4.a", 3.9], ["4.b", "*"]]
    browser = signed_in(scene.staff)
    response = send(browser, scene, file=upload(xlsx(("Tal", rows), ("Skjult", rows, "hidden"))))
    assert "Et skjult ark er ikke læst: Skjult." in response.content.decode()
    again(browser, scene, response)
    assert cells(dataset_of_evidence(Evidence.objects.get()).figures) == {"4.a": [3.9], "4.b": ["*"]}


def test_typed_figures_work_without_script(scene, signed_in):
    browser = signed_in(scene.staff)
    assert 'name="c-0-0"' in browser.get(scene.address("ny/tal") + "?skriv=1").content.decode()
    typed = {"grid-rows": 3, "grid-columns": 2, "c-0-0": "Klasse", "c-0-1": "Trivsel", "c-1-0": "4.a", "c-1-1": "3,9"}
    bigger = send(browser, scene, "rows", **typed)
    assert bigger.context["grid"][1] == ["4.a", "3,9"] and len(bigger.context["grid"]) == 8
    again(browser, scene, send(browser, scene, **typed))
    assert cells(dataset_of_evidence(Evidence.objects.get()).figures) == {"4.a": [3.9]}


def test_errors_name_row_and_column_and_the_input_is_kept(scene, signed_in):
    browser = signed_in(scene.staff)
    response = send(browser, scene, pasted="Klasse\tTrivsel\n4.b\t4\n4.a\tsyv\n")
    assert "Række 3, kolonne B: »syv« er ikke et tal." in response.content.decode()
    assert again(browser, scene, response).status_code == 422
    assert not Evidence.objects.exists()
    back = again(browser, scene, response, "back")
    assert "4.a\tsyv" in back.content.decode()
    assert "Trivsel i 4." in back.content.decode()
    assert again(browser, scene, response, "again", out="3").context["preview"].problems == ()


def test_missing_facts_are_reported_and_the_file_is_kept(scene, signed_in):
    browser = signed_in(scene.staff)
    response = send(browser, scene, title="", file=upload(xlsx(("Tal", [["K", "T"], ["4.a", 3]]))))
    assert response.status_code == 422
    assert "Giv tallene et navn." in response.content.decode()
    assert "Filen, du valgte, er her stadig." in response.content.decode()
    assert send(browser, scene, carried=response.context["kept"]).context["preview"].reading.table is not None


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Vælg en fil, eller indsæt tallene."),
        ({"pasted": "Klasse\tNr\n4.a\t010190-1234"}, "ligner et CPR-nummer"),
        ({"pasted": PASTED, "title": "010190-1234"}, "Det her ligner et CPR-nummer: »••••••-••••«. Fjern det."),
        ({"pasted": PASTED, "minimum_count": "3"}, "I kan hæve mindsteantallet på 5, men ikke sænke det."),
        ({"pasted": PASTED, "respondent_count": "4"}, "Der skal være mindst 5 besvarelser bag tallene"),
    ],
)
def test_refusals_of_figures_have_messages(scene, signed_in, fields, words):
    response = send(signed_in(scene.staff), scene, **fields)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert not Evidence.objects.exists()


def test_a_zip_bomb_is_refused_with_a_message(scene, signed_in):
    bomb = package({"xl/workbook.xml": b" " * 40_000_000})
    response = send(signed_in(scene.staff), scene, file=upload(bomb))
    assert response.status_code == 422
    assert "pakker ud til langt mere" in response.content.decode()


def test_a_refused_cpr_number_is_not_kept_in_the_page_of_the_preview(scene, signed_in):
    """Changing the page does not bypass the check, as the carried cells are signed."""
    browser = signed_in(scene.staff)
    response = send(browser, scene, pasted=PASTED)
    assert again(browser, scene, response, carried="eyJzaGVldHMiOltdfQ:1:x").status_code == 422
    assert not Evidence.objects.exists()


def test_a_signed_preview_is_valid_for_its_user_only(scene, signed_in):
    response = send(signed_in(scene.staff), scene, pasted=PASTED)
    assert again(signed_in(scene.colleague), scene, response).status_code == 422
    assert not Evidence.objects.exists()


def test_rows_that_look_like_persons_are_asked_about(scene, signed_in):
    browser = signed_in(scene.staff)
    response = send(browser, scene, pasted="Elev\tTest\nA1\t5\nA2\t6\n")
    assert "Er det enkelte personer?" in response.content.decode()
    assert again(browser, scene, response).status_code == 422
    assert not Evidence.objects.exists()
    assert again(browser, scene, response, groups="1").status_code == 302


def test_how_they_are_shown(scene, signed_in):
    page = bring(scene)
    browser = signed_in(scene.staff)
    address = scene.url_of(page, "tal/vis")
    assert browser.get(address).status_code == 200
    form = {"message": "Flest i 4.c", "chart": "bar", "seen": page.version}
    assert browser.post(address, form).url == scene.page(page)
    read = browser.get(scene.page(page)).content.decode()
    assert "<svg" in read and "Flest i 4.c" in read and "Ikke vist" in read and ">17<" not in read
    assert browser.post(address, form).status_code == 409


def test_editing_shows_suppressed_numbers_as_stars(scene, signed_in):
    page = bring(scene)
    browser = signed_in(scene.staff)
    assert browser.get(scene.url_of(page, "rediger")).url == scene.url_of(page, "tal")
    response = browser.get(scene.url_of(page, "tal"))
    assert response.context["grid"][1] == ["4.a", "*"]
    form = {**facts(measure="count"), "stage": "facts", "seen": page.version, "title": "Nyt navn"}
    assert browser.post(scene.url_of(page, "tal"), form).status_code == 302
    assert Dataset.objects.get().title == "Nyt navn"


def test_figures_of_a_held_meeting_stay(scene, signed_in):
    page = said(bring(scene), scene.staff)
    send_minutes(scene.meeting)
    browser = signed_in(scene.staff)
    for what in ("tal", "tal/vis"):
        assert browser.get(scene.url_of(page, what)).url == scene.page(page)
    assert browser.get(scene.address("ny/tal")).url == scene.address()


# Files ----------------------------------------------------------------------------------------------------------------


def test_a_spreadsheet_holds_what_is_shown_and_no_formula(scene, signed_in):
    figures = table(["=1+1", "Andel"], {"@sum": [3, 20], "4.b": [17, None], "4.c": [21, 22], "I alt": [41, 42]})
    page = said(bring(scene, figures=figures), scene.staff)
    address = scene.url_of(page, "tal").rstrip("/") + "/hent."
    response = signed_in(scene.staff).get(address + "xlsx")
    assert response["Cache-Control"] == "private, no-store"
    sheet = load_workbook(io.BytesIO(response.content)).active
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert rows[0][:3] == ["Klasse", "'=1+1", "Andel"]
    assert rows[1][:3] == ["'@sum", "Ikke vist", 20]
    assert rows[2][:3] == ["4.b", "Ikke vist", "Mangler"]
    assert rows[3][:3] == ["4.c", 21, 22]
    text = signed_in(scene.staff).get(address + "csv").content.decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert lines[1] == ["'@sum", "Ikke vist", "20"]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_who_may_download_figures(scene, signed_in, form):
    page = shared(scene)
    address = scene.url_of(page, "tal").rstrip("/") + f"/hent.{form}"
    for person in (scene.leader, scene.board, scene.chef):
        assert signed_in(person).get(address).status_code == 200
    assert signed_in(scene.stranger).get(address).status_code == 404
    assert signed_in(scene.leader).get(address.replace(form, "pdf")).status_code == 404


def test_the_page_says_that_test_results_stay(scene, signed_in):
    page = shared(scene, kind=DatasetKind.TEST)
    browser = signed_in(scene.leader)
    read = browser.get(scene.page(page)).content.decode()
    assert unbroken("folkeskolelovens § 55 b") in read
    assert "Foreslå det som eksempel" not in read
    propose = browser.post(
        scene.url_of(page, "eksempel"),
        {"title": "T", "did": "a", "saw": "b", "learnt": "c", "others_can_use": "d", "contact": "e"},
    )
    assert unbroken("§ 55 b") in propose.content.decode() or propose.status_code == 404


def test_the_meeting_shows_what_the_figures_say(scene, signed_in):
    shared(scene)
    meeting = signed_in(scene.board).get(f"/{scene.unit.area.slug}/{scene.unit.slug}/{scene.meeting.slug}/")
    assert "Flest går til svømning i 4.c" in meeting.content.decode()


def test_persons_are_counted_without_the_unit_of_the_type(scene, signed_in):
    """Absence is in percent; a number of absent pupils is not."""
    type_ = DatasetType.objects.get(kind=DatasetKind.ABSENCE)
    posted = {
        "stage": "read",
        "type": type_.pk,
        "title": "Fravær",
        "measure": "count",
        "pasted": "Klasse\tFraværende\n4.a\t17\n",
    }
    assert "17\u00a0%" not in signed_in(scene.staff).post(scene.address("ny/tal"), posted).content.decode()


def line_of(response, name):
    return next(line for line in response.context["preview"].lines if line.name == name)


def test_the_preview_shows_what_will_be_stored_also_while_there_are_errors(scene, signed_in):
    type_ = DatasetType.objects.get(kind=DatasetKind.WELLBEING)
    DatasetType.objects.filter(pk=type_.pk).update(decimals=0)
    browser = signed_in(scene.staff)
    text = "Klasse\tAndel\tAntal besvarelser\n4.a\t46,9 %\t30\n4.b\t42,5 %\t4\n4.c\tsyv\t25\n4.d\t40,5 %\t25\n"
    response = send(browser, scene, pasted=text, measure=Measure.SHARE)
    assert response.context["preview"].problems
    words = {name: line_of(response, name).cells[0].read_as for name in ("4.a", "4.b", "4.c", "4.d")}
    assert words["4.a"] == "47\xa0%" and words["4.d"] == "41\xa0%"
    assert words["4.b"] == "Ikke vist" and words["4.c"] == "Kan ikke læses"
    response = again(browser, scene, response, "again", out="4", measure=Measure.SHARE)
    assert {name: line_of(response, name).cells[0].read_as for name in ("4.a", "4.b", "4.d")}.items() <= words.items()
    again(browser, scene, response, out="4", measure=Measure.SHARE)
    assert cells(dataset_of_evidence(Evidence.objects.get()).figures)["4.a"] == [47]


def test_a_row_that_is_not_read_is_shown_and_can_be_left_out(scene, signed_in):
    browser = signed_in(scene.staff)
    response = send(browser, scene, pasted="Antal elever\t412\n\nKlasse\tTrivsel\n4.a\t3,9\n4.b\t4,1\n")
    assert line_of(response, "Antal elever").cells[0].read_as == "Ikke læst"
    assert again(browser, scene, response).status_code == 422
    response = again(browser, scene, response, "again", out="1")
    assert response.context["preview"].problems == ()
    assert line_of(response, "Antal elever").is_left_out
    again(browser, scene, response, out="1")
    assert cells(dataset_of_evidence(Evidence.objects.get()).figures) == {"4.a": [3.9], "4.b": [4.1]}


def test_what_was_not_read_is_reported_throughout_the_preview(scene, signed_in):
    def hide(book):
        book["Tal"].row_dimensions[3].hidden = True
        book["Tal"].column_dimensions["C"].hidden = True

    rows = [["Klasse", "Trivsel", "Ro"], ["4.a", 3.9, 1], ["4.b", 4.1, 2], ["4.c", 4.0, 3]]
    browser = signed_in(scene.staff)
    response = send(browser, scene, file=upload(xlsx(("Forside", [["Trivsel 2026"]]), ("Tal", rows), change=hide)))
    response = again(browser, scene, response, "again", sheet="1", **{"read-sheet": "1"})
    page = response.content.decode()
    assert "Række 3 er skjult i regnearket og er ikke læst." in page
    assert "Kolonne C er skjult i regnearket og er ikke læst." in page
    assert "Arket »Forside« er ikke læst." in page
    again(browser, scene, response, sheet="1", **{"read-sheet": "1"})
    assert cells(dataset_of_evidence(Evidence.objects.get()).figures) == {"4.a": [3.9], "4.c": [4]}
