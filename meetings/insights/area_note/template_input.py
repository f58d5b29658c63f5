"""Notes as input to the focus of the next template."""

from datetime import UTC, datetime

from django.db.models import DateTimeField, Subquery, Value
from django.db.models.functions import Coalesce

from meetings.insights.area_note.enums import DECIDED_STATES
from meetings.insights.area_note.pages import AreaNotePage
from meetings.template.pages import TemplatePage
from meetings.template.panels import register_focus_input

_EVER = Value(datetime(1970, 1, 1, tzinfo=UTC), output_field=DateTimeField())


@register_focus_input
def notes_since_last_template(template: TemplatePage) -> list[tuple[str, str]]:
    """Return title and address of the notes that were approved since the template of the year before was published. One
    query."""
    before = TemplatePage.objects.filter(school_year__lt=template.school_year)
    published = before.order_by("-school_year").values("first_published_at")[:1]
    rows = AreaNotePage.objects.filter(
        state__in=DECIDED_STATES, approved_at__gt=Coalesce(Subquery(published), _EVER)
    ).select_related("area")  # fmt: skip
    rows = rows.only("title", "url_path", "school_year", "area__title").order_by("area__title", "-approved_at")
    return [(f"{note.title} ({note.area.title} {note.school_year})", note.url) for note in rows[:20]]
