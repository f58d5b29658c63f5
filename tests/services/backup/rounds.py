"""Two processes for test_restored.py, each with an installation of its own: one where people write while it is backed
up, and an empty one where the backups are restored. Each reads a line of JSON and answers with one.
"""

import itertools
import json
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from unittest import mock

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, connections
from django.utils import timezone

from accounts.session import Session
from foundation.backup.check_backup import check_backup
from foundation.backup.engine import engine
from foundation.backup.pool import Pool
from foundation.backup.restore_backup import restore_backup
from foundation.backup.stored_files import all_files
from foundation.backup.take_backup import take_backup
from foundation.models import AuditEvent
from foundation.task_queue.claims import unfinished
from media.enums import ObjectionKind, Objector
from media.media_item import MediaItem
from media.privacy.objection import Objection
from media.privacy.record_objection import ObjectionDetails
from meetings.evidence.contribution.delete_draft import delete_draft
from meetings.evidence.models import Evidence
from meetings.evidence.objections.register_objection import register_objection
from meetings.evidence.retention.delete_expired_evidence import delete_expired_evidence
from meetings.evidence.sharing.unshare_evidence import unshare_evidence
from meetings.search.models import SearchEntry

SAID = ObjectionDetails(ObjectionKind.OBJECTION, objector=Objector.PARENT)


class Source:
    """`away`: what must be away after every later restore, by primary key; `hidden` and `unshared` likewise."""

    def __init__(self) -> None:
        from tests.meetings.evidence.scene import set_up
        from tests.services.one_photo import session_of

        self.scene = set_up()
        session_of(self.scene.leader)
        self.gone: dict[str, list[int]] = {"evidence": [], "items": [], "hidden": [], "unshared": []}
        self.written = 0
        self.enough = threading.Event()
        self.wrong: list[str] = []

    def write(self) -> None:
        """People write all the time: new pieces, some with files, which are there before their row."""
        try:
            for number in itertools.count(1):
                if self.enough.is_set():
                    break
                piece = self.scene.draft(title=f"Udgave {number}")
                if number % 10 == 0:
                    self.scene.with_photo(piece)
                self.written = number
                self.enough.wait(0.01)
        except Exception as error:  # a thread's error must reach the test
            self.wrong.append(repr(error))
        connections.close_all()

    def round(self, folder: str) -> dict[str, Any]:
        """Back up while people write, delete and object; and again delete and object after it."""
        pieces = [self.scene.draft() for _number in range(2)] + [self.scene.shared() for _number in range(4)]
        photos = [self.scene.with_photo(piece) for piece in pieces]
        for photo in photos:  # every file has other bytes
            for path in photo.stored_paths():
                default_storage.delete(path)
                default_storage.save(path, ContentFile(f"{path} {photo.pk}".encode() * 500))
        self.enough.clear()
        writer = threading.Thread(target=self.write)
        before = threading.Thread(target=self.take_away, args=(pieces[:1] + pieces[2:4], photos[2:4]))
        writer.start()
        before.start()
        with self.writing_between():
            taken = take_backup(Path(folder))
        acknowledged = self.written
        before.join()
        self.take_away(pieces[1:2] + pieces[4:], photos[4:])
        self.enough.set()
        writer.join()
        return {"path": taken.path.name, "copied": taken.copied, "files": len(taken.manifest.files), **self.gone,
                "acknowledged_after": acknowledged, "wrong": self.wrong}  # fmt: skip

    @contextmanager
    def writing_between(self) -> Iterator[None]:
        """A piece with a file comes between the copies of database and files, whichever is the first."""
        dump, copy, missing = engine().dump, Pool.copy, [True]

        def then_write(step: Callable[..., Any]) -> Callable[..., Any]:
            def carried_out(*words: Any) -> Any:
                result = step(*words)
                if missing:
                    missing.clear()
                    self.scene.with_photo(self.scene.draft(title="Mellem database og filer"))
                return result

            return carried_out

        with mock.patch.object(engine(), "dump", then_write(dump)), mock.patch.object(Pool, "copy", then_write(copy)):
            yield

    def take_away(self, pieces: list[Evidence], photos: list[MediaItem]) -> None:
        """One piece is deleted, one unshared, and about one photo there is an objection; its date ends another."""
        scene, (draft, shared, other), (_photo, objected) = self.scene, pieces, photos
        delete_draft(evidence=draft, by=scene.staff)
        self.gone["evidence"].append(draft.pk)
        unshare_evidence(evidence=shared, reason="Forkert", by=scene.leader)
        self.gone["unshared"].append(shared.pk)
        register_objection(evidence=other, key=objected.key, details=SAID, by=scene.chef, today=timezone.localdate())
        self.gone["hidden"].append(objected.pk)
        expiring = MediaItem.objects.exclude(pk__in=[objected.pk]).filter(evidence=shared.pk).first()
        if expiring is not None:
            MediaItem.objects.filter(pk=expiring.pk).update(delete_after=timezone.localdate() - timedelta(1))
            delete_expired_evidence(today=timezone.localdate())
            self.gone["items"].append(expiring.pk)
        connections.close_all() if threading.current_thread() is not threading.main_thread() else None


def restored(folder: str, at: str, replace: bool = False, **gone: Any) -> dict[str, Any]:
    """Restore into an empty place, and say what is there of what must be gone."""
    if not replace:
        _empty()
    said: list[str] = []
    result = restore_backup(Path(folder), chosen=at, replace=replace, report=said.append)
    shown = MediaItem.objects.shown_on(date.today())  # noqa: DTZ011  the day of the machine, as in the other process
    names = {facts.name for facts in all_files()}
    back = {
        "evidence": list(Evidence.objects.filter(pk__in=gone["evidence"]).values_list("pk", flat=True)),
        "items": list(MediaItem.objects.filter(pk__in=gone["items"]).values_list("pk", flat=True)),
        "hidden": list(shown.filter(pk__in=gone["hidden"]).values_list("pk", flat=True)),
        "unshared": list(Evidence.objects.filter(pk__in=gone["unshared"]).exclude(audience="unit").values_list("pk")),
    }
    lost = [path for item in MediaItem.objects.all() for path in item.stored_paths() if path not in names]
    named = {path for item in MediaItem.objects.all() for path in item.stored_paths()}
    return {
        "wrong": result.wrong, "back": {what: keys for what, keys in back.items() if keys}, "lost": lost,
        "left": sorted(name for name in names - named if "exports" not in name), "rows": Evidence.objects.count(),
        "done": sum(result.carried_out.done.values()), "sessions": Session.objects.count(), "said": said,
        "objections": Objection.objects.open().count(), "found": SearchEntry.objects.count(),
        "newest_key": AuditEvent.objects.get(action="backup.restored").pk, "broken": _broken(),
        "without_job": _tasks_without_job(),
    }  # fmt: skip


def _tasks_without_job() -> int:
    if settings.TASK_ENGINE != "procrastinate":
        return 0
    from foundation.task_queue.on_procrastinate.jobs import defer_missing

    assert unfinished().exists()
    return defer_missing(timezone.now())


def _broken() -> list[Any]:
    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        return cursor.execute("PRAGMA foreign_key_check").fetchall()


def _empty() -> None:
    connection.close()
    if connection.vendor == "sqlite":
        for path in Path(connection.settings_dict["NAME"]).parent.glob("laeringsrum.sqlite3*"):
            path.unlink()
    for facts in list(all_files()):
        default_storage.delete(facts.name)


def checked(folder: str) -> dict[str, Any]:
    found = check_backup(Path(folder))
    return {"wrong": found.wrong, "rows": found.rows, "files": found.files}


def main() -> None:
    acts: dict[str, Callable[..., dict[str, Any]]] = {"restored": restored, "checked": checked}
    if "source" in sys.argv:
        acts["round"] = Source().round
    print("ready", flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        print(json.dumps(acts[asked.pop("do")](**asked), default=str), flush=True)
