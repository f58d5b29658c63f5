"""`manage.py export_minutes` writes the three files and prints where they are."""

import hashlib
import io
import json
import zipfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from docx import Document as open_word

from meetings.evidence.sharing.sent_document import SentDocument
from tests.meetings.exports.pdf_structure import require_accessible
from tests.meetings.exports.scene import PERSON, approved_with_evidence
from tests.meetings.minutes import scene as minutes
from tests.meetings.minutes.scene import Scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return approved_with_evidence()


def run(scene: Scene, folder: Path, *more: str, year: str = "2026/2027") -> dict[str, dict[str, object]]:
    out = io.StringIO()
    call_command("export_minutes", scene.unit.slug, year, "--to", str(folder), *more, stdout=out)
    return json.loads(out.getvalue())


def test_export_minutes_writes_pdf_word_and_package_and_prints_their_hashes(scene: Scene, tmp_path: Path) -> None:
    folder = tmp_path / "ud"
    made = run(scene, folder)
    assert list(made) == ["pdf", "docx", "package"]
    for facts in made.values():
        path = Path(str(facts["path"]))
        content = path.read_bytes()
        assert path.parent == folder and path.stat().st_mode & 0o077 == 0
        assert facts["sha256"] == hashlib.sha256(content).hexdigest() and facts["bytes"] == len(content)
    assert {str(path) for path in folder.iterdir()} == {one["path"] for one in made.values()}
    found = require_accessible(Path(str(made["pdf"]["path"])).read_bytes())
    assert PERSON not in found.alternatives
    assert open_word(str(made["docx"]["path"])).tables
    assert zipfile.ZipFile(str(made["package"]["path"])).testzip() is None
    assert SentDocument.objects.filter(kind="export", made_by=None).count() == 1


@pytest.mark.parametrize("year", ["2026", "2026-2027"])
def test_the_year_is_written_as_it_is_known(scene: Scene, tmp_path: Path, year: str) -> None:
    assert run(scene, tmp_path, year=year)


def test_parts_of_exported_minutes_are_chosen(scene: Scene, tmp_path: Path) -> None:
    made = run(scene, tmp_path, "--parts", "recognisable")
    found = require_accessible(Path(str(made["pdf"]["path"])).read_bytes())
    assert found.alternatives == [PERSON]
    made = run(scene, tmp_path, "--parts")
    assert not require_accessible(Path(str(made["pdf"]["path"])).read_bytes()).alternatives
    with pytest.raises(CommandError):
        run(scene, tmp_path, "--parts", "findes-ikke")


def test_export_minutes_says_so_when_nothing_is_approved(tmp_path: Path) -> None:
    scene = minutes.submitted()
    with pytest.raises(CommandError, match="intet godkendt referat"):
        run(scene, tmp_path)
    for unit, year in (("findes-ikke", "2026/2027"), (scene.unit.slug, "snart")):
        with pytest.raises(CommandError, match="ingen enhed"):
            call_command("export_minutes", unit, year, "--to", str(tmp_path))
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_written_to_is_named(scene: Scene, tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("")
    with pytest.raises(CommandError, match="fil"):
        run(scene, tmp_path / "fil")
