"""URLs and breadcrumbs of notes for an area."""

from django.urls import reverse
from django.utils.translation import gettext as _

from foundation.breadcrumbs import from_front_page
from meetings.insights.area_note.pages import AreaNotePage, QuotedPassage


def note_url(name: str, note: AreaNotePage) -> str:
    """Return the URL of view `name` (note_edit, note_decide, …) for `note`."""
    return reverse(name, kwargs={"slug": note.slug})


def passage_url(passage: QuotedPassage) -> str:
    """Return where the unit answers whether its words may stand in the note."""
    return reverse("note_passage", kwargs={"slug": passage.note.slug, "pk": passage.pk})


def note_crumbs(*here: str, note: AreaNotePage | None = None) -> list[dict[str, str]]:
    way = [(_("Notes for the area"), reverse("area_notes")), *([(note.title, note.url)] if note else [])]
    return from_front_page(*way, *here)
