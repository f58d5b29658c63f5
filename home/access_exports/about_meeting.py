"""Everything about one meeting, for access to documents: what was shared, decided and agreed, and no drafts."""

from collections import Counter
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.text.data_package import ResourceField
from home.access_exports.extract import FILES, Extract, occasion_facts
from home.access_exports.meeting_tables import MeetingRecords, put_tables, what_was_agreed
from media.media_item import MediaItem
from meetings.evidence.enums import EvidenceKind
from meetings.evidence.models import Evidence
from meetings.exports.content.agenda import agenda_document
from meetings.exports.content.grounds import grounds_blocks
from meetings.exports.content.minutes import MinutesSource, minutes_document
from meetings.exports.content.supporting import IncludedEvidence, SupportingEvidence, may_show_people
from meetings.exports.content.texts import file_name
from meetings.exports.enums import MinutesPart
from meetings.exports.making.other_sources import FinishedFile
from meetings.exports.making.sources import SourceIsGone
from meetings.exports.models import Export
from meetings.figures.export import as_csv
from meetings.figures.formatting import describe_hidden
from meetings.meeting.pages import MeetingPage
from meetings.minutes.record import ApprovalRecord
from meetings.questionnaires.models import AnswerRound

#: What stands on the page of the minutes; what they rest on is on that of the contributions, as far as it is given.
IN_MINUTES = frozenset(MinutesPart) - {
    MinutesPart.FIGURES,
    MinutesPart.PICTURES,
    MinutesPart.RECOGNISABLE,
    MinutesPart.APPENDIX,
}


def pack_meeting(export: Export, folder: Path) -> FinishedFile:
    """Write the ZIP file about the meeting of `export`, as `folder`/document.zip."""
    meeting = export.meeting
    if meeting is None:
        raise SourceIsGone(_("The meeting is gone."))
    with_people = MinutesPart.RECOGNISABLE in export.parts
    path = folder / "document.zip"
    place = f"{meeting.unit.title} {meeting.school_year}"
    with Extract(path, _("Everything about a dialogue meeting"), place, export.requested_at) as extract:
        agreed = MeetingRecords.from_meeting(meeting)
        if meeting.invited_at is None:
            draft = _("The meeting was not convened. A draft is internal until it is final.")
            extract.left_out += [
                (what, draft) for what in (_("Agenda"), _("Participants"), _("Wishes to the administration"))
            ]
        else:
            extract.put_page("dagsorden.html", agenda_document(meeting, made_at=extract.made_at))
        if agreed.plan is None:
            why = _("The unit and the consultant have not both confirmed it. Until then it is a working paper.")
            extract.left_out.append((_("Data plan"), why))
        _put_minutes(extract, meeting)
        shared = SupportingEvidence.for_reader(meeting, None)
        _list_unshared(extract, meeting, {piece.pk for piece in shared.pieces})
        supporting = _without_what_is_left_out(extract, shared, with_people=with_people)
        held = _put_contributions(extract, supporting, with_people=with_people)
        blocks = what_was_agreed(meeting, agreed)
        extract.put_page("aftaler-og-oensker.html", extract.page(_("Agreements and wishes"), blocks))
        put_tables(extract, meeting, agreed)
        _say_what_is_never_in_it(extract, meeting)
        extract.finish([(_("Meeting"), place), *occasion_facts(export)])
    return FinishedFile(path, file_name("aktindsigt", meeting.unit.title, meeting.school_year), held)


def _put_minutes(extract: Extract, meeting: MeetingPage) -> None:
    related = ("approved_by", "minutes__unit", "minutes__meeting__unit__area", "minutes__meeting__cycle")
    record = ApprovalRecord.objects.select_related(*related).filter(minutes__meeting=meeting).first()
    if record is None:
        why = _("They are not approved. A draft is internal until it is final.")
        extract.left_out.append((_("Minutes"), why))
        return
    extract.put_page("referat.html", minutes_document(MinutesSource(record, IN_MINUTES, None), made_at=extract.made_at))
    extract.left_out.append(
        (_("Drafts of the minutes"), _("They are internal working papers. The approved minutes are here as a whole."))
    )


def _list_unshared(extract: Extract, meeting: MeetingPage, shown: set[int]) -> None:
    """What was shared once and is hidden singly, without its title; drafts by their number."""
    drafts = 0
    for piece in Evidence.objects.filter(meeting=meeting).exclude(pk__in=shown).defer("body").order_by("pk"):
        if piece.was_ever_shared and piece.hidden_words:
            extract.left_out.append((_named(piece), str(piece.hidden_words)))
        else:
            drafts += piece.emptied_on is None
    if drafts:
        message = ngettext("%(count)s draft of the unit", "%(count)s drafts of the unit", drafts) % {"count": drafts}
        extract.left_out.append((message, _("It was not shared with the meeting, and is internal.")))


def _without_what_is_left_out(
    extract: Extract, evidence: SupportingEvidence, *, with_people: bool
) -> SupportingEvidence:
    """What of it may be given; the rest is noted as left out, without its title."""
    pieces, datasets = [], {}
    for piece in evidence.pieces:
        figures = [one for one in evidence.datasets.values() if one.evidence_id == piece.pk]
        secret = [one for one in figures if one.is_confidential]
        if may_show_people(piece) and not with_people:
            why = _("People can be recognised in it: their private matters are left out.")
            extract.left_out.append((_named(piece), why))
            continue
        for dataset in secret:
            why = _("By the law such figures are confidential (such as section 55 b of the Folkeskole Act).")
            extract.left_out.append((_("Figures: %(kind)s") % {"kind": dataset.type.name}, why))
        if piece.kind == EvidenceKind.FIGURES and secret:
            continue  # its title and its sentences say what the figures say
        pieces.append(piece)
        for dataset in figures:
            if dataset not in secret:
                datasets[dataset.pk] = dataset
                if hidden := describe_hidden(dataset):
                    extract.left_out.append((_("Small numbers in “%(title)s”") % {"title": dataset.title}, hidden))
    return replace(evidence, pieces=tuple(pieces), datasets=datasets)


def _put_contributions(extract: Extract, supporting: SupportingEvidence, *, with_people: bool) -> IncludedEvidence:
    """The page of the contributions, their files and their figures. Return what the extract holds of them."""
    files = _put_files(extract, supporting, with_people=with_people)
    blocks = grounds_blocks(supporting, with_people=with_people)
    if blocks:
        extract.put_page("bidrag.html", extract.page(_("Contributions to the meeting"), blocks))
    for number, dataset in enumerate(supporting.datasets.values(), start=1):
        extract.writer.put(f"tal/{number:02}.csv", as_csv(dataset))
    return IncludedEvidence(supporting.pieces, files)


def _put_files(extract: Extract, supporting: SupportingEvidence, *, with_people: bool) -> frozenset[UUID]:
    given, rows = set(), []
    for one, name, why in extract.writer.put_placed(supporting, FILES, with_people=with_people):
        if name:
            given.add(one.item.key)
            basis = one.item.get_legal_basis_display()
            rows.append((name, str(one.item.spec.name), one.piece.title, one.item.alt_text, basis, one.item.transcript))
        else:
            extract.left_out.append((str(one), why))
    names = ("fil", "slags", "bidrag", "beskrivelse", "behandlingsgrundlag", "udskrift")
    extract.put_table("filer", _("Files"), [ResourceField(name) for name in names], rows)
    gone = MediaItem.objects.filter(evidence__in=[piece.pk for piece in supporting.pieces]).exclude(
        pk__in=[pk for pk in supporting.items]
    )
    today = timezone.localdate()
    hidden = Counter(str(item.hidden_words) for item in gone if not item.is_shown_on(today))
    extract.left_out += [
        (_("A file"), words) for words, count in sorted(hidden.items()) for _each in range(count) if words
    ]
    return frozenset(given)


def _named(piece: Evidence) -> str:
    kind = EvidenceKind(piece.kind).label
    return _("Contribution %(number)s (%(kind)s)") % {"number": piece.pk, "kind": kind}


def _say_what_is_never_in_it(extract: Extract, meeting: MeetingPage) -> None:
    extract.left_out += [
        (
            _("Mail addresses and notes to the invitation"),
            _("They are people's own, and say nothing about the matter. Names and roles are told."),
        ),
        (_("Material of other units"), _("The extract is of this meeting alone.")),
        (_("Versions, logs and who saw what"), _("They are the system's own logs, and no documents of the case.")),
    ]
    if AnswerRound.objects.filter(meeting=meeting).exists():
        why = _("Answers are each person's own. How they are summed up is on the page of the questionnaire.")
        extract.left_out.append((_("Answers to questionnaires"), why))
