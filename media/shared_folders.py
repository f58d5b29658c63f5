"""Check that the web server and every worker see the same folders, unless there is a bucket.

Each folder holds a marker file with a random word that is stored in the database too. If a folder is not mounted, or
another one is mounted in its place, the word does not match: then no process starts, no upload is accepted, and a
worker returns its tasks.
"""

import os
import secrets
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.db import models

from foundation.task_queue.wrong_machine import WrongMachine

MARKER_FILE_NAME = ".laeringsrum-shared"


class SharedFolder(models.Model):
    """The word in the marker file of a folder, by the folder's name in `folders()`."""

    name = models.CharField(max_length=20, unique=True)
    word = models.CharField(max_length=32)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


def folders() -> dict[str, Path]:
    """Return the folders by name: uploads waiting for a worker, unfinished uploads, and the files. With S3 there are
    none: all of it is in the bucket.
    """
    if settings.S3_BUCKET:
        return {}
    quarantine = Path(settings.QUARANTINE_DIR)
    return {
        "quarantine": quarantine,
        "uploading": quarantine.with_name("uploading"),
        "files": Path(settings.MEDIA_ROOT),
    }


def mark(*, adopt: bool = False) -> list[str]:
    """Create missing folders and markers, for `manage.py shared_folders`; return the remaining problems.

    A new database takes over the word of a folder that has one. A folder without its word, or with another one, is a
    problem: it is the wrong folder. With `adopt` an operator confirms that it is the right one now.
    """
    known = dict(SharedFolder.objects.values_list("name", "word"))
    for name, folder in folders().items():
        if name not in known:
            word = _word_in(folder) or _write(folder, secrets.token_hex(16))
            SharedFolder.objects.create(name=name, word=word)
        elif adopt and _word_in(folder) != known[name]:
            _write(folder, known[name])
    return problems()


def adopt() -> str:
    """Adopt the folders after a restore (settings.AFTER_RESTORE): these are the folders now."""
    return " ".join(mark(adopt=True)) or "the folders are marked as this installation's"


def problems() -> list[str]:
    """Return a sentence for each folder that does not match the database; checked when web server and worker start."""
    known = dict(SharedFolder.objects.values_list("name", "word"))
    wrong = [_sentence(name, folder) for name, folder in folders().items() if known.get(name) != _word_in(folder)]
    unknown = [name for name in folders() if name not in known]
    return ["The shared folders are not set up. Run: manage.py set_up"] if unknown else wrong


def require_folders(names: Iterable[str] | None = None) -> None:
    """Raise WrongMachine when one of the folders (or of `names`) does not match. Folders never marked are not
    checked.
    """
    known = dict(SharedFolder.objects.values_list("name", "word"))
    for name, folder in folders().items():
        if (names is None or name in names) and name in known and known[name] != _word_in(folder):
            raise WrongMachine(_sentence(name, folder))


def _sentence(name: str, folder: Path) -> str:
    there = "holds another installation's mark" if _word_in(folder) else "is not mounted here"
    return f"The shared folder {name} ({folder}) {there}."


def _word_in(folder: Path) -> str:
    try:
        return (folder / MARKER_FILE_NAME).read_text().strip()
    except (OSError, UnicodeDecodeError):
        return ""


def _write(folder: Path, word: str) -> str:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with open(os.open(folder / MARKER_FILE_NAME, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as marker:
        marker.write(word)
    return word
