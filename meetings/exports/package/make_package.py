"""Make the package of approved minutes as a ZIP file."""

import zipfile
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.utils.translation import gettext as _

from foundation.municipality import ArchiveRule, Municipality
from media.kinds.enums import MediaKind
from meetings.exports.content.grounds import grounds_document
from meetings.exports.content.minutes import MinutesSource, minutes_document
from meetings.exports.content.supporting import Held, PlacedItem, held_by
from meetings.exports.enums import Part
from meetings.exports.package.metadata import law_points_csv, metadata_of
from meetings.exports.package.zip_writer import ZipWriter
from meetings.exports.pdf.make_pdf import make_pdf

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
        writer.put_hashes()
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


class _Writer(ZipWriter):
    """Puts in what belongs to a package, and notes what could not be put in."""

    def __init__(self, archive: zipfile.ZipFile, package: Package, made_at: datetime) -> None:
        super().__init__(archive, made_at)
        self.package = package
        self.hashes = package.hashes

    def put_stored(self, one: PlacedItem, number: int) -> bool:
        """Put in a file of the store, under a name of ours; False, and a line, when the store has lost it."""
        name = f"{GROUNDS}/{number:02}-{MediaKind(one.item.kind)}"
        if self.put_item(one.item, name):
            return True
        words = _("%(kind)s in “%(title)s”: the file is missing.")
        self.package.left_out.append(words % {"kind": one.item.spec.name, "title": one.piece.title})
        return False
