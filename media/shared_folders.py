"""The folders that the web server and every worker must see as one and the same.

Each holds a small file with a word that stands in the database too. A folder that is not mounted, or another one under
the same name, does not hold it: then nothing starts, no upload is taken, and a worker gives its tasks back.
"""

import os
import secrets
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.db import models

from foundation.task_queue.not_possible_here import NotPossibleHere

MARKER = ".laeringsrum-shared"


class SharedFolder(models.Model):
    """What stands in the marker of a folder, by its name in `folders()`."""

    name = models.CharField(max_length=20, unique=True)
    word = models.CharField(max_length=32)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


def folders() -> dict[str, Path]:
    """Uploads that wait for a worker, uploads that are still coming, and the files themselves unless S3 has them."""
    quarantine = Path(settings.QUARANTINE_DIR)
    found = {"quarantine": quarantine, "uploading": quarantine.with_name("uploading")}
    return found if settings.S3_BUCKET else {**found, "files": Path(settings.MEDIA_ROOT)}


def mark(*, adopt: bool = False) -> list[str]:
    """Makes what is missing, for `manage.py shared_folders`. Returns the problems that are left.

    A new database takes over the word of a folder that has one. A folder without its word, or with another, is a
    problem: it is another folder. With `adopt` an operator says that it is the right one now.
    """
    known = dict(SharedFolder.objects.values_list("name", "word"))
    for name, folder in folders().items():
        if name not in known:
            word = _word_in(folder) or _write(folder, secrets.token_hex(16))
            SharedFolder.objects.create(name=name, word=word)
        elif adopt and _word_in(folder) != known[name]:
            _write(folder, known[name])
    return problems()


def problems() -> list[str]:
    """A sentence for each folder that is not the one the database knows; for the start of web server and worker."""
    known = dict(SharedFolder.objects.values_list("name", "word"))
    wrong = [_sentence(name, folder) for name, folder in folders().items() if known.get(name) != _word_in(folder)]
    unknown = [name for name in folders() if name not in known]
    return ["The shared folders are not set up. Say: manage.py set_up"] if unknown else wrong


def require(names: Iterable[str] | None = None) -> None:
    """Raises NotHere when one of the folders (or of `names`) is not the right one. What was never marked is not asked
    about."""
    known = dict(SharedFolder.objects.values_list("name", "word"))
    for name, folder in folders().items():
        if (names is None or name in names) and name in known and known[name] != _word_in(folder):
            raise NotPossibleHere(_sentence(name, folder))


def _sentence(name: str, folder: Path) -> str:
    there = "holds another installation's mark" if _word_in(folder) else "is not mounted here"
    return f"The shared folder {name} ({folder}) {there}."


def _word_in(folder: Path) -> str:
    try:
        return (folder / MARKER).read_text().strip()
    except (OSError, UnicodeDecodeError):
        return ""


def _write(folder: Path, word: str) -> str:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with open(os.open(folder / MARKER, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as marker:
        marker.write(word)
    return word
