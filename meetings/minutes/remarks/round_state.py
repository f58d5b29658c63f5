"""How the round of a draft goes, for those who write it."""

from datetime import date

from meetings.minutes.pages import MinutesPage
from meetings.minutes.remarks.models import Remark
from meetings.minutes.remarks.rounds import latest_round


def round_state(minutes: MinutesPage, today: date) -> dict[str, object]:
    """Return the context of the page of a draft.

    `round_step` is what comes before the minutes can be sent for approval: "send" the draft to the participants, it
    "runs", "answer" the remarks; empty when nothing does.
    """
    last = latest_round(minutes)
    if last is None:
        return {"round": None, "round_step": "" if minutes.submissions.exists() else "send"}
    remarks = Remark.objects.filter(round__minutes=minutes)
    waiting = sum(row.waits_for_answer for row in remarks)
    done = list(last.readers.values_list("done_at", flat=True))
    runs = last.runs_on(today)
    return {
        "round": last,
        "round_runs": runs,
        "round_step": "runs" if runs else "answer" if waiting else "",
        "remarks_count": len(remarks),
        "unanswered": waiting,
        "readers_count": len(done),
        "done_count": sum(one is not None for one in done),
    }
