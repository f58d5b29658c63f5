"""The remarks that stand beside minutes, frozen with them when they are submitted."""

from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.errors import Refusal
from foundation.text.danish_formats import format_date
from foundation.translation.in_danish import in_danish
from meetings.minutes.content import KeptRemark, MinutesContent
from meetings.minutes.pages import MinutesPage
from meetings.minutes.remarks.models import Remark
from meetings.minutes.remarks.rounds import latest_round


class RoundMissing(Refusal):
    """The participants have not read the draft, and no reason was given."""


class RoundStillRuns(Refusal):
    """The participants can still remark."""


class RemarksUnanswered(Refusal):
    """A remark was neither taken in nor answered."""


def with_remarks(minutes: MinutesPage, content: MinutesContent, today: date) -> MinutesContent:
    """Return `content` with the remarks whose authors keep them. Called by the submission, with the minutes locked.

    Minutes that were submitted before there were rounds need none. Raises RoundMissing, RoundStillRuns,
    RemarksUnanswered.
    """
    last = latest_round(minutes)
    if last is None and not minutes.submissions.exists():
        raise RoundMissing(
            _("Send the draft to the participants first, or write why the round for remarks is left out.")
        )
    if last is not None and last.runs_on(today):
        text = _("The participants can remark until %(day)s. You can end the round before, with a reason.")
        raise RoundStillRuns(text % {"day": format_date(last.ends_on)})
    rows = Remark.objects.filter(round__minutes=minutes).select_related("participant", "item")
    remarks = [row for row in rows if not row.is_withdrawn] if last is not None else []
    waiting = sum(row.waits_for_answer for row in remarks)
    if waiting:
        text = ngettext("%(count)s remark lacks an answer.", "%(count)s remarks lack an answer.", waiting)
        raise RemarksUnanswered(text % {"count": waiting})
    with in_danish():  # labels are Danish, as in page_content
        return replace(content, remarks=tuple(_kept(row) for row in remarks if row.stands))


def _kept(row: Remark) -> KeptRemark:
    person = row.participant
    section = str(row.item.block_id) if row.item is not None else ""
    return KeptRemark(row.pk, section, person.name, str(person.get_role_display()), row.text, row.answer)
