"""An extract as a person has it made, fetches it and reads it."""

import csv
import hashlib
import io
import zipfile
from uuid import UUID

from django.test import Client

from accounts.roles import Role
from accounts.user import User
from foundation.forms.one_time_key import KEY_FIELD, key_for
from media.enums import DepictsChildren, LegalBasis
from meetings.exports.enums import ExportState
from meetings.exports.models import Export
from tests import factories
from tests.meetings.minutes.scene import Scene

MEETING, PEOPLE = "/indsigt/moede/", "/indsigt/person/"
OF_NOBODY = {"depicts_children": DepictsChildren.NONE, "legal_basis": LegalBasis.NO_PERSONS}


def officer() -> User:
    return factories.user(role=Role.DATA_PROTECTION_OFFICER, name="Dorte Bruun")


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def ask(address: str, by: User, **sent: object) -> Export:
    """Send the form; the task runs at once."""
    data = {"purpose": "Anmodning af 3. marts", "case_number": "2026-0042", KEY_FIELD: key_for(by, address), **sent}
    answer = signed_in(by).post(address, data)
    assert answer.status_code == 302, answer.context["form"].errors if answer.context else answer.content
    return Export.objects.get(key=UUID(answer["Location"].rpartition("#dokument-")[2]))


def of_meeting(scene: Scene, by: User, **sent: object) -> Export:
    return ask(MEETING, by, unit=scene.unit.pk, school_year=scene.meeting.school_year, **sent)


def unpacked(export: Export, by: User) -> dict[str, bytes]:
    """Fetched as a person does, with every hash verified."""
    export.refresh_from_db()
    assert export.state == ExportState.READY
    answer = signed_in(by).get(f"/dokumenter/{export.key}/")
    assert answer.status_code == 200
    with zipfile.ZipFile(io.BytesIO(b"".join(answer))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    listed = dict(line.split("  ", 1)[::-1] for line in files["sha256.txt"].decode().splitlines())
    assert set(listed) == set(files) - {"sha256.txt"}
    assert all(hashlib.sha256(files[name]).hexdigest() == digest for name, digest in listed.items())
    return files


def table(files: dict[str, bytes], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files[f"data/{name}.csv"].decode("utf-8-sig")), delimiter=";"))


def everything_in(files: dict[str, bytes]) -> str:
    return "\n".join(content.decode("utf-8", "replace") for content in files.values())


def left_out_of(files: dict[str, bytes]) -> str:
    return " ".join(f"{one['hvad']} {one['hvorfor']}" for one in table(files, "udeladt"))
