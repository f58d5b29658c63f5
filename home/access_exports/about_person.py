"""Everything about one person: article 15 of the General Data Protection Regulation."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from foundation.municipality import Municipality
from foundation.text.danish_slug import danish_slug
from foundation.text.data_package import ResourceField
from home.access_exports.extract import Extract, occasion_facts, value_as_text
from home.access_exports.personal.all_models import everything
from home.access_exports.personal.not_disclosed import FREE_TEXT
from home.access_exports.personal.registry import DataSubject, Disclosure
from home.data_protection.deletion import deletion_times
from home.data_protection.record import purposes, recipients
from meetings.evidence.models import Evidence
from meetings.exports.content.document import Block, Facts, Heading, Paragraph, Table, plain_line
from meetings.exports.content.supporting import IncludedEvidence
from meetings.exports.content.texts import bullets, quiet
from meetings.exports.enums import MinutesPart
from meetings.exports.making.other_sources import FinishedFile
from meetings.exports.models import Export

#: So many rows of each table stand on the page; the others are in its file.
MAX_SHOWN = 100
#: A table with more columns is shown row by row.
MAX_COLUMNS = 4


def pack_person(export: Export, folder: Path) -> FinishedFile:
    """Write the ZIP file about the person of `export`, as `folder`/document.zip."""
    person = DataSubject.from_account(export.person, export.email)
    name = str(export.person) if export.person else export.email
    path = folder / "document.zip"
    with Extract(path, _("Everything about a person"), name, export.requested_at) as extract:
        blocks: list[Block] = []
        held: dict[int, Evidence] = {}
        for one in everything():
            blocks += _section(extract, one, person, held, with_people=MinutesPart.RECOGNISABLE in export.parts)
        told = blocks or [Paragraph(plain_line(_("There is nothing about the person.")))]
        extract.put_page("oplysninger.html", extract.page(_("What is registered"), told))
        extract.left_out += _left_out()
        extract.finish(occasion_facts(export), _rights())
    return FinishedFile(
        path, f"indsigt-{danish_slug(name, max_length=60) or 'person'}", IncludedEvidence(tuple(held.values()))
    )


def _section(
    extract: Extract, disclosure: Disclosure, person: DataSubject, held: dict[int, Evidence], *, with_people: bool
) -> list[Block]:
    """Write the table of `disclosure`, when it has rows, and return what the page shows of it. Add to `held` the
    contributions whose words it tells."""
    rows = _values(disclosure, person, held, with_people=with_people)
    first = next(rows, None)
    if first is None:
        return []
    shown: list[list[object]] = []

    def noticed() -> Iterator[list[object]]:
        for row in chain([first], rows):
            if len(shown) < MAX_SHOWN:
                shown.append(row)
            yield row

    labels = [capfirst(str(column.label)) for column in disclosure.columns]
    columns = [
        ResourceField(danish_slug(label, max_length=40).replace("-", "_") or f"kolonne_{number}", column.kind, label)
        for number, (label, column) in enumerate(zip(labels, disclosure.columns, strict=True))
    ]
    count = extract.put_table(disclosure.name, str(disclosure.title), columns, noticed())
    if disclosure.note:
        extract.left_out.append((str(disclosure.title), str(disclosure.note)))
    blocks: list[Block] = [Heading(str(disclosure.title))]
    if len(labels) <= MAX_COLUMNS:
        blocks.append(_table(tuple(labels), shown))
    else:
        for number, row in enumerate(shown, start=1):
            facts = Facts(
                tuple(
                    (label, value_as_text(value)) for label, value in zip(labels, row, strict=True) if _is_said(value)
                )
            )
            blocks += [Heading(_("Number %(number)s") % {"number": number}, level=2)] if count > 1 else []
            blocks.append(facts)
    if count > len(shown):
        message = _("%(shown)s of %(count)s are shown here. All are in the file %(file)s.")
        blocks.append(quiet(message % {"shown": len(shown), "count": count, "file": f"data/{disclosure.name}.csv"}))
    return blocks


def _values(
    disclosure: Disclosure, person: DataSubject, held: dict[int, Evidence], *, with_people: bool
) -> Iterator[list[object]]:
    for row in disclosure.rows(person, with_people=with_people):
        if isinstance(piece := disclosure.holds(row), Evidence):
            held[piece.pk] = piece
        yield [column.value(row) for column in disclosure.columns]


def _is_said(value: object) -> bool:
    return value is not None and value != ""


def _left_out() -> list[tuple[str, str]]:
    return [
        (
            _("Pictures, films and recordings of the person"),
            _("No file says by name who is in it. Whoever is in one asks about that file: then "
              "“Who has seen what” shows "
              "who saw it, without the names of colleagues, as a file to hand out."),
        ),
        (_("The person's name in texts of others"), str(FREE_TEXT)),
        (_("Other people's names, addresses and texts"), _("They are other people's, and are not handed out.")),
        (
            _("Passwords, keys, links and secrets of second factors"),
            _("They would let somebody sign in as the person."),
        ),
        (
            _("What is in backups, and what was deleted"),
            _("Backups are not searched. What was deleted by its date is gone."),
        ),
    ]  # fmt: skip


def _rights() -> list[Block]:
    """What article 15(1) wants told beside the data: as the record of processing and the deletion times say it."""
    here, received = Municipality.here(), recipients()
    who = _("People with a role in the unit, in its area and in the administration, as each sees what the role needs.")
    points = [
        _("Where it comes from: the person, colleagues who invited them, and the municipality's directory."),
        _("You can have what is wrong corrected, object, and have what is no longer needed "
          "deleted. Write to %(contact)s.")
        % {"contact": here.contact_email or here.name},
        _("You can complain to Datatilsynet (datatilsynet.dk)."),
        _("Nothing is decided about people by machine."),
    ]  # fmt: skip
    kept = [row.cells[:2] for part in deletion_times() for row in part.rows]
    blocks: list[Block] = [
        Heading(_("About the data, and your rights")),
        Heading(_("Purposes and legal basis"), level=2), *bullets([one.text for one in purposes()]),
        Heading(_("Recipients and processors"), level=2), *bullets([who, *(one.text for one in received.statements)]),
    ]  # fmt: skip
    if received.rows:
        blocks.append(_table(received.header[:3], [row.cells[:3] for row in received.rows]))
    blocks += [Heading(_("Deletion times"), level=2), _table((_("What"), _("Kept for")), kept)]
    return [*blocks, Heading(_("Your rights"), level=2), *bullets(points)]


def _table(header: tuple[str, ...], rows: Iterable[Sequence[object]]) -> Table:
    return Table(
        header, tuple(tuple(plain_line(value_as_text(value)) for value in row) for row in rows), (1,) * len(header)
    )
