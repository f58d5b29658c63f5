"""Make the package of approved minutes as a ZIP file."""

import zipfile
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.utils.translation import gettext as _

from foundation.municipality import ArchiveRule, Municipality
from meetings.exports.content.grounds import grounds_document
from meetings.exports.content.minutes import MinutesSource, minutes_document
from meetings.exports.content.supporting import IncludedEvidence, held_by
from meetings.exports.enums import MinutesPart
from meetings.exports.package.metadata import law_points_csv, metadata_of
from meetings.exports.package.zip_writer import ZipWriter
from meetings.exports.pdf.make_pdf import make_pdf

GROUNDS = "grundlag"
LAW_POINTS = "paragraf-40a.csv"


@dataclass
class Package:
    """The files that were put into it, by name with their SHA-256, and what was left out and why."""

    file_name: str
    held: IncludedEvidence = field(default_factory=IncludedEvidence)
    hashes: dict[str, str] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)


def make_package(source: MinutesSource, path: Path, *, made_at: datetime) -> Package:
    """Write the package to `path`: the minutes, what they rest on by the archive rule, the facts, and all hashes.

    Raises CannotBeSet. Files are copied block by block, so a film takes no memory.
    """
    document = minutes_document(source, made_at=made_at)
    package = Package(document.file_name)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        writer = ZipWriter(archive, made_at)
        package.hashes = writer.hashes
        writer.put(f"{document.file_name}.pdf", make_pdf(document).files[0])
        if source.text.law_points:
            writer.put(LAW_POINTS, law_points_csv(source))
        package.held = _put_grounds(writer, package, source, made_at=made_at)
        facts = metadata_of(source).with_files(list(package.hashes), package.left_out)
        writer.put("metadata.json", facts.as_json())
        writer.put("metadata.csv", facts.as_csv())
        writer.put_hashes()
    return package


def _put_grounds(writer: ZipWriter, package: Package, source: MinutesSource, *, made_at: datetime) -> IncludedEvidence:
    """Put in what the minutes rest on, where the municipality keeps it. Return what the package holds of it."""
    of_minutes = held_by(source.supporting, source.parts)
    if Municipality.here().archive_rule != ArchiveRule.KEEP:
        package.left_out.append(_("By the archive rule, what the minutes rest on is not kept with them."))
        return of_minutes
    grounds = grounds_document(source, made_at=made_at)
    if grounds is None:
        return of_minutes
    writer.put(f"{grounds.file_name}.pdf", make_pdf(grounds).files[0])
    files = set(of_minutes.files)
    with_people = MinutesPart.RECOGNISABLE in source.parts
    for one, name, why in writer.put_placed(source.supporting, GROUNDS, with_people=with_people):
        if name:
            files.add(one.item.key)
        else:
            package.left_out.append(f"{one}: {why}")
    return IncludedEvidence(source.supporting.pieces, frozenset(files))
