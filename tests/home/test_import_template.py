"""`manage.py import_template`: prints one JSON object, or a message on standard error and creates nothing."""

import io
import json
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from meetings.template.pages import TemplatePage
from tests import factories
from tests.meetings.template.importing.documents import WHOLE_MD, whole_word

pytestmark = pytest.mark.django_db
KEYS = [
    "page", "title", "total_minutes", "items", "required_data", "perspectives", "focus", "participants", "preparation",
    "follow_up", "kept_as_text", "persons",
]  # fmt: skip


@pytest.fixture(params=["md", "docx"])
def document(request, tmp_path):
    path = tmp_path / f"skabelon.{request.param}"
    path.write_bytes(whole_word() if request.param == "docx" else WHOLE_MD.encode())
    return path


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command("import_template", *arguments, stdout=out)
    return out.getvalue()


def test_import_template_prints_one_json_object(document):
    found = json.loads(run(str(document), "--school-year", "2026/2027", "--json"))
    page = TemplatePage.objects.get()
    assert list(found) == KEYS
    assert (found["page"], found["title"], found["total_minutes"]) == (page.pk, page.title, 240)
    assert [item["minutes"] for item in found["items"]] == [60, 90, 60, 30]
    assert set(found["items"][0]) == {"title", "minutes", "applies_to", "questions"}
    assert (len(found["required_data"]["school"]), found["required_data"]["daycare"]) == (3, [])
    assert len(found["perspectives"]) == 3
    assert not page.live


def test_import_template_without_json_prints_text(document):
    said = run(str(document), "--school-year", "2026/2027").replace("\u00a0", " ")
    assert "Kladden »" in said and "Punkterne varer 4 timer i alt, lige så længe som mødet." in said
    assert "Ikke genkendt, og gemt som tekst, hvor det stod:" in said


def test_an_existing_draft_is_refused_with_what_to_do(document):
    factories.template("2026/2027", published=False, title="Kladden")
    with pytest.raises(CommandError, match="--replace-draft"):
        run(str(document), "--school-year", "2026/2027", "--json")
    assert TemplatePage.objects.get().title == "Kladden"
    found = json.loads(run(str(document), "--school-year", "2026/2027", "--json", "--replace-draft"))
    assert TemplatePage.objects.get().pk == found["page"]
    assert TemplatePage.objects.get().title == found["title"]


def test_a_published_template_is_never_written_over(document):
    factories.template("2026/2027")
    with pytest.raises(CommandError, match="Vælg et andet skoleår"):
        run(str(document), "--school-year", "2026/2027", "--replace-draft")


def test_names_are_reported_and_taken_out_when_asked(tmp_path):
    path = tmp_path / "skabelon.md"
    path.write_text("# Møde\n\n## Deltagere\n\nKonsulenter (Anna og Bodil)\n\n## Dagsorden\n\n1. Velkomst, 15 min.\n")
    assert json.loads(run(str(path), "--school-year", "2026/2027", "--json"))["persons"] == ["Anna", "Bodil"]
    found = json.loads(run(str(path), "--school-year", "2027/2028", "--json", "--without-names"))
    assert found["persons"] == ["Anna", "Bodil"]
    assert "Anna" not in json.dumps(found["participants"])


@pytest.mark.parametrize("year", ["2026/2028", "26/27", "2026"])
def test_a_bad_school_year_creates_nothing(document, year):
    with pytest.raises(CommandError, match="to år efter hinanden"):
        run(str(document), "--school-year", year)
    assert not TemplatePage.objects.exists()


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"Kaere alle, vi ses.", b"PK\x03\x04 ikke en zip"])
def test_what_is_no_template_creates_nothing(tmp_path, content):
    path = tmp_path / "skabelon.docx"
    path.write_bytes(content)
    with pytest.raises(CommandError):
        run(str(path), "--school-year", "2026/2027", "--json")
    assert not TemplatePage.objects.exists()


def test_the_process_exits_with_1_and_a_message_without_traceback(tmp_path):
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "import_template", str(tmp_path / "ingen.docx")]
    result = subprocess.run([*command, "--school-year", "2026/2027", "--json"], capture_output=True, text=True)
    assert (result.returncode, result.stdout) == (1, "")
    assert "findes ikke" in result.stderr and "Traceback" not in result.stderr
