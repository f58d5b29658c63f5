"""Add entries to the demo's view log."""

from home.demo.meetings import Cast
from meetings.minutes.enums import MinutesState
from meetings.minutes.pages import MinutesPage
from meetings.minutes.reading import log_reading_of_approved


def log_views(casts: dict[str, Cast]) -> None:
    """Log that leader and consultant have read the approved minutes. Views of the demo's pictures are not logged, because
    they show no children."""
    for minutes in MinutesPage.objects.filter(state=MinutesState.APPROVED).select_related("unit"):
        cast = casts[minutes.unit.slug]
        for reader in (cast.leader, cast.consultant):
            log_reading_of_approved(minutes, reader)
