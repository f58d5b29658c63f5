"""Make the package of approved minutes as a ZIP file."""

import hashlib
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO

from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.municipality import ArchiveRule, Municipality
from media.kinds.enums import MediaKind
from media.stored_file import StoredFile
from meetings.exports.content.grounds import grounds_document
from meetings.exports.content.minutes import MinutesSource, minutes_document
from meetings.exports.content.supporting import Held, PlacedItem, held_by
from meetings.exports.enums import Part
from meetings.exports.package.metadata import law_points_csv, metadata_of
from meetings.exports.pdf.make_pdf import make_pdf

BLOCK = 1024 * 1024
HASHES = "sha256.txt"
GROUNDS = "grundlag"
LAW_POINTS = "paragraf-40a.csv"


@dataclass
class Package:
    """The files that were put into it, by name with their SHA-256, and what was left out and why."""

    file_name: str
    held: Held = field(default_factory=Held)
    hashes: dict[str, str] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)


def make_package(source: MinutesSource, path: Path, *, made_at: datetime) -> Package:
    """Write the package to `path`: the minutes, what they rest on by the archive rule, the facts, and all hashes.

    Raises CannotBeSet. Files are copied block by block, so a film takes no memory.
    """
    document = minutes_document(source, made_at=made_at)
    package = Package(document.file_name)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        writer = _Writer(archive, package, made_at)
        writer.put(f"{document.file_name}.pdf", make_pdf(document).files[0])
        if source.text.law_points:
            writer.put(LAW_POINTS, law_points_csv(source))
        package.held = _put_grounds(writer, source, made_at=made_at)
        facts = metadata_of(source).with_files(list(package.hashes), package.left_out)
        writer.put("metadata.json", facts.as_json())
        writer.put("metadata.csv", facts.as_csv())
        lines = [f"{digest}  {name}\n" for name, digest in package.hashes.items()]
        writer.put(HASHES, "".join(lines).encode())
    return package


def _put_grounds(writer: "_Writer", source: MinutesSource, *, made_at: datetime) -> Held:
    """Put in what the minutes rest on, where the municipality keeps it. Return what the package holds of it."""
    of_minutes = held_by(source.supporting, source.parts)
    if Municipality.here().archive_rule != ArchiveRule.KEEP:
        writer.package.left_out.append(_("By the archive rule, what the minutes rest on is not kept with them."))
        return of_minutes
    grounds = grounds_document(source, made_at=made_at)
    if grounds is None:
        return of_minutes
    writer.put(f"{grounds.file_name}.pdf", make_pdf(grounds).files[0])
    files = set(of_minutes.files)
    for number, one in enumerate(source.supporting.placed(), start=1):
        if one.shows_people and Part.RECOGNISABLE not in source.parts:
            words = _("%(kind)s in “%(title)s”: people can be recognised in it.")
            writer.package.left_out.append(words % {"kind": one.item.spec.name, "title": one.piece.title})
        elif writer.put_stored(one, number):
            files.add(one.item.key)
    return Held(source.supporting.pieces, frozenset(files))


class _Writer:
    """Puts files into the archive and notes the hash of each. All have the moment of the request as theirs."""

    def __init__(self, archive: zipfile.ZipFile, package: Package, made_at: datetime) -> None:
        self.archive, self.package = archive, package
        self.moment = timezone.localtime(made_at).timetuple()[:6]

    def put(self, name: str, content: bytes) -> None:
        self.archive.writestr(self._entry(name), content, zipfile.ZIP_DEFLATED)
        self.package.hashes[name] = hashlib.sha256(content).hexdigest()

    def put_stored(self, one: PlacedItem, number: int) -> bool:
        """Put in a file of the store, under a name of ours; False, and a line, when the store has lost it."""
        file = _largest(one)
        if file is None or not (file.content is not None or default_storage.exists(file.path)):
            words = _("%(kind)s in “%(title)s”: the file is missing.")
            self.package.left_out.append(words % {"kind": one.item.spec.name, "title": one.piece.title})
            return False
        name = f"{GROUNDS}/{number:02}-{MediaKind(one.item.kind)}.{file.extension}"
        digest = hashlib.sha256()
        entry = self._entry(name)
        entry.compress_type = zipfile.ZIP_STORED  # pictures and films do not shrink
        with default_storage.open(file.path, "rb") as stored, self.archive.open(entry, "w", force_zip64=True) as out:
            for block in _blocks(stored):
                digest.update(block)
                out.write(block)
        self.package.hashes[name] = digest.hexdigest()
        return True

    def _entry(self, name: str) -> zipfile.ZipInfo:
        return zipfile.ZipInfo(name, date_time=self.moment)


def _largest(one: PlacedItem) -> StoredFile | None:
    """The best that is stored of the file."""
    names = ("full", one.item.spec.main)
    return next((file for name in names if (file := one.item.stored_file(name)) is not None), None)


def _blocks(opened: IO[bytes]) -> Iterator[bytes]:
    while block := opened.read(BLOCK):
        yield block
