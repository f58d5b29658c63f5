"""The model of indexed texts."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from wagtail.search import index
from wagtail.search.queryset import SearchableQuerySetMixin

from meetings.agreements.models import Agreement
from meetings.articles.pages import ArticlePage
from meetings.evidence.models import Evidence
from meetings.forum.days.pages import ForumDayPage
from meetings.forum.pages import ExamplePage
from meetings.forum.trials.models import Trial
from meetings.insights.area_note.pages import AreaNotePage
from meetings.meeting.pages import MeetingPage
from meetings.minutes.pages import MinutesPage
from meetings.support_requests.models import SupportRequest
from meetings.units.pages import UnitPage
from snippets.models import Goal, Initiative

#: The models that can be found, by the name of the foreign key. Exactly one of these is set in an entry.
INDEXED_MODELS: dict[str, type[models.Model]] = {
    "evidence": Evidence,
    "example": ExamplePage,
    "minutes": MinutesPage,
    "agreement": Agreement,
    "wish": SupportRequest,
    "meeting": MeetingPage,
    "unit_page": UnitPage,
    "note": AreaNotePage,
    "forum_day": ForumDayPage,
    "trial": Trial,
    "article": ArticlePage,
}


def _thing(model: type[models.Model]) -> models.ForeignKey:
    return models.ForeignKey(model, null=True, on_delete=models.CASCADE, related_name="+")


class SearchEntryQuerySet(SearchableQuerySetMixin, models.QuerySet["SearchEntry"]):
    pass


class SearchEntry(index.Indexed, models.Model):
    """One text of one object, so that one database search covers all kinds. Written by `update_entries` only.

    Who may find it is not stored: access is checked at search time, for the object and for the file (`media_key`) that
    the text belongs to.
    """

    evidence = _thing(Evidence)
    example = _thing(ExamplePage)
    minutes = _thing(MinutesPage)
    agreement = _thing(Agreement)
    wish = _thing(SupportRequest)
    meeting = _thing(MeetingPage)
    unit_page = _thing(UnitPage)
    note = _thing(AreaNotePage)
    forum_day = _thing(ForumDayPage)
    trial = _thing(Trial)
    article = _thing(ArticlePage)
    #: "words" for the object's own text, or kind and key of the file.
    part = models.CharField(max_length=60)
    media_key = models.UUIDField(null=True)
    #: False from a change of the object until the worker has written its text anew. Nobody finds it meanwhile.
    is_current = models.BooleanField(default=True)
    title = models.CharField(max_length=255)
    text = models.TextField(blank=True)
    # For filters only; none of these decides access.
    #: None for what belongs to an area or to all.
    unit = models.ForeignKey(UnitPage, null=True, on_delete=models.CASCADE, related_name="+")
    school_year = models.CharField(max_length=9, blank=True)
    kind = models.CharField(max_length=20)
    perspective = models.CharField(max_length=20, blank=True)
    initiative = models.ForeignKey(Initiative, null=True, on_delete=models.SET_NULL, related_name="+")
    goal = models.ForeignKey(Goal, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager["SearchEntry"]] = SearchEntryQuerySet.as_manager()

    #: Indexed by `update_entries`, in the transaction that writes the entry.
    search_auto_update: ClassVar[bool] = False
    search_fields = [
        index.SearchField("title"),
        index.SearchField("text"),
        # Prefixes too: SQLite has no Danish stemming, so "fælles" would not find "fællesskaber".
        index.AutocompleteField("title"),
        index.AutocompleteField("text"),
    ]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=[name, "part"], condition=Q(**{f"{name}__isnull": False}),
                                    name=f"one_text_a_part_of_{name}") for name in INDEXED_MODELS
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


#: The primary key of the object; together with `kind` it identifies it.
OBJECT_PK = Coalesce(*INDEXED_MODELS, output_field=models.BigIntegerField())
