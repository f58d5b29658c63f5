"""Delete what killed processes left: partly received uploads, uploads that no item waits for, and files without a
row.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage

from media.delete_files import remove_files
from media.enums import MediaState
from media.ingest import quarantine
from media.ingest.received_files import received_files
from media.kinds.registry import SPECS
from media.media_item import MediaItem

#: Files are written before their row; younger ones may still get one.
ORPHANED_AFTER = timedelta(days=1)
#: How long an upload whose preparation failed is kept, for an operator to try again.
GIVEN_UP_UPLOAD_AGE = timedelta(days=14)


@dataclass(frozen=True)
class DeletedOrphans:
    rooms: int  # partly received uploads, and those that no item waits for
    orphans: int  # folders of files without a row
    lost: list[str]  # items whose files are missing: they can only be reported


def delete_orphans(*, now: datetime, dry_run: bool = False) -> DeletedOrphans:
    """Delete and count. With `dry_run` only count."""
    exists = Path(settings.QUARANTINE_DIR).is_dir()
    rooms = quarantine.remove_abandoned() if exists and not dry_run else 0
    rooms += unwanted_uploads(now, dry_run=dry_run)
    orphans = 0
    ready = {item.storage_folder: item for item in MediaItem.objects.filter(state=MediaState.READY).only("kind", "key")}
    stored = {folder for spec in SPECS.values() for folder in folders_in(spec.folder)}
    for folder in stored - ready.keys():
        paths = [f"{folder}/{file}" for file in default_storage.listdir(folder)[1]]
        if all(default_storage.get_modified_time(path) < now - ORPHANED_AFTER for path in paths):
            orphans += 1
            if not dry_run:
                remove_files(paths, folder)
    lost = [str(ready[folder]) for folder in sorted(ready.keys() - stored)]
    return DeletedOrphans(rooms, orphans, lost)


def unwanted_uploads(now: datetime, *, dry_run: bool) -> int:
    """Delete received uploads whose item is deleted, finished, or was given up long ago; return how many."""
    received = received_files()
    stored_at = received.stored_at()
    states = dict(MediaItem.objects.filter(key__in=stored_at).values_list("key", "state"))
    removed = 0
    for key, stored in stored_at.items():
        state = states.get(key)
        age = GIVEN_UP_UPLOAD_AGE if state == MediaState.REFUSED else ORPHANED_AFTER
        if state in MediaState.under_way() or stored > now - age:
            continue
        removed += 1
        if not dry_run:
            received.remove(key)
    return removed


def folders_in(parent: str) -> set[str]:
    """Return the folders of keys in the store's folder `parent`. A name that is no key is none of ours and stays."""
    try:
        names = default_storage.listdir(parent)[0]
    except FileNotFoundError:
        return set()
    return {f"{parent}/{name}" for name in names if is_key(name)}


def is_key(name: str) -> bool:
    try:
        return str(uuid.UUID(name)) == name
    except ValueError:
        return False
