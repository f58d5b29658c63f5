"""What somebody has seen, so that the view log has something to show."""

from home.demo.meetings import Cast
from meetings.minutes.enums import MinutesState
from meetings.minutes.pages import MinutesPage
from meetings.minutes.reading import log_reading_of_approved


def log_views(casts: dict[str, Cast]) -> None:
    """Approved minutes are read by leader and consultant. The demo's pictures show no children, so nobody logs them."""
    for minutes in MinutesPage.objects.filter(state=MinutesState.APPROVED).select_related("unit"):
        cast = casts[minutes.unit.slug]
        for reader in (cast.leader, cast.consultant):
            log_reading_of_approved(minutes, reader)
