"""Everything of the installation in open formats, read back and compared with the database."""

import hashlib
import json
from datetime import date, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from wagtail.models import Page

from foundation.audit_seal.seal_waiting import seal_waiting
from home.installation_export.left_out import COLUMNS, TABLES
from media.media_item import MediaItem
from meetings.evidence.models import Evidence
from tests import factories
from tests.meetings.exports.scene import approved_with_evidence

pytestmark = pytest.mark.django_db


def export(folder: Path, *options: str) -> str:
    said = StringIO()
    call_command("export_installation", str(folder), *options, stdout=said, stderr=said)
    return said.getvalue()


def rows_in(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def as_stored(field: Any, value: Any) -> Any:
    """What the database would store for a value that was read."""
    if isinstance(value, str) and field.get_internal_type() in ("DateTimeField", "DateField"):
        return (datetime if "Time" in field.get_internal_type() else date).fromisoformat(value)
    if isinstance(value, str) and field.get_internal_type() == "BinaryField":
        return bytes.fromhex(value)
    return field.to_python(value)


def test_every_row_of_every_model_is_read_back_as_it_is(tmp_path: Path) -> None:
    scene = approved_with_evidence()
    factories.wish(scene.meeting, text="Æbler & pærer »til« 1.000 børn\nog en linje til")
    seal_waiting()
    said = export(tmp_path / "out")
    assert "All hashes and counts are right." in said
    described = {one["name"]: one for one in json.loads((tmp_path / "out/datapackage.json").read_text())["resources"]}
    compared = 0
    for model in apps.get_models(include_auto_created=True):
        if model._meta.label in TABLES or not model._meta.managed or model._meta.proxy:
            assert model._meta.label_lower not in described
            continue
        resource = described.pop(model._meta.label_lower)
        rows = rows_in(tmp_path / "out" / resource["path"])
        fields = {
            field.attname: field
            for field in model._meta.local_concrete_fields
            if f"{model._meta.label}.{field.name}" not in COLUMNS
        }
        assert [one["name"] for one in resource["schema"]["fields"]] == list(fields), model
        stored = list(model._base_manager.order_by("pk"))
        assert len(rows) == len(stored) == resource["rowCount"], model
        for row, there in zip(rows, stored, strict=True):
            assert list(row) == list(fields)
            for name, field in fields.items():
                assert as_stored(field, row[name]) == getattr(there, name), f"{model._meta.label}.{name}"
        compared += bool(rows)
    assert set(described) == {"files"} and compared >= 40, compared


def test_pages_contributions_and_files_are_there_and_secrets_are_not(tmp_path: Path) -> None:
    scene = approved_with_evidence()
    scene.leader.set_password("en-lang-hemmelighed")
    scene.leader.save()
    folder = tmp_path / "out"
    export(folder)
    tree = (folder / "pages/index.html").read_text(encoding="utf-8")
    pages = Page.objects.filter(depth__gt=1).count() + Evidence.objects.count()
    assert tree.count("<a href=") == pages and tree.count("<ul>") == tree.count("</ul>")
    for piece in Evidence.objects.all():
        assert (folder / "pages" / f"{scene.meeting.url_path.strip('/')}/{piece.slug}/index.html").exists()
    for item in MediaItem.objects.all():
        for path in item.stored_paths():
            with default_storage.open(path) as stored:
                assert (folder / "files" / path).read_bytes() == stored.read()
    (head,) = [line for line in (folder / "log/heads.txt").read_text().splitlines() if line] or [""]
    assert head == "" or "blok" in head
    for name in ("LAESMIG.md", "README.md"):
        assert "accounts.User.password" in (folder / name).read_text(encoding="utf-8")
    assert folder.stat().st_mode & 0o077 == 0
    for path in folder.rglob("*"):
        assert path.is_dir() or path.stat().st_mode & 0o077 == 0, path
        assert not path.is_file() or scene.leader.password.encode() not in path.read_bytes()


@pytest.mark.parametrize("hidden", [{"withdrawn_at": timezone.now()}, {"delete_after": date(2026, 1, 1)}])
def test_a_hidden_contribution_is_no_page_to_read(hidden: dict[str, Any], tmp_path: Path) -> None:
    piece = factories.evidence(title="Idas uheld", shared=True)
    Evidence.objects.filter(pk=piece.pk).update(**hidden)
    export(tmp_path / "out")
    for path in (tmp_path / "out/pages").rglob("*.html"):
        assert "Idas uheld" not in path.read_text(encoding="utf-8"), path
    assert "trukket tilbage" in (tmp_path / "out/LAESMIG.md").read_text(encoding="utf-8")
    (row,) = rows_in(tmp_path / "out/tables/meetings.Evidence.jsonl")
    assert row["title"] == "Idas uheld"


def test_every_model_that_is_left_out_exists() -> None:
    of_sqlite = {"wagtailsearch.SQLiteFTSIndexEntry"}
    for label in set(TABLES) - (of_sqlite if connection.vendor != "sqlite" else set()):
        assert apps.get_model(label) is not None
    for key in COLUMNS:
        label, _dot, name = key.rpartition(".")
        assert apps.get_model(label)._meta.get_field(name)


def test_a_folder_that_is_not_empty_is_refused_and_changes_are_found(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    export(folder)
    with pytest.raises(CommandError, match="not empty"):
        export(folder)
    users = folder / "tables/accounts.User.jsonl"
    users.write_bytes(users.read_bytes() + b"{}\n")
    (folder / "README.md").unlink()
    (folder / "andet.txt").write_text("x")
    with pytest.raises(CommandError) as refused:
        export(folder, "--check")
    said = str(refused.value)
    assert "README.md is missing." in said and "accounts.User.jsonl was changed." in said
    assert "andet.txt is not listed." in said and "rows instead of" in said
    (folder / "datapackage.json").unlink()
    with pytest.raises(CommandError, match="not complete"):
        export(folder, "--check")


def test_hashes_are_those_of_sha256sum(tmp_path: Path) -> None:
    export(tmp_path)
    for line in (tmp_path / "sha256.txt").read_text(encoding="utf-8").splitlines():
        digest, name = line.split("  ", 1)
        assert hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() == digest
