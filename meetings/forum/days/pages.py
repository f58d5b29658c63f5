"""The page types of forum days: the list, and one day."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.pages import BasePage
from meetings.forum.days.enums import OPEN_STATES, ForumDayState


class ForumDaysPage(BasePage):
    """The list of forum days, below the lederforum."""

    parent_page_types: ClassVar[list[str]] = ["meetings.ForumPage"]
    subpage_types: ClassVar[list[str]] = ["meetings.ForumDayPage"]
    max_count: ClassVar[int] = 1
    template = "meetings/forum/days/days_page.html"

    class Meta:
        verbose_name = _("forum days")


class ForumDayPage(BasePage):
    """A day of the lederforum: when and where, and what it is about. Its programme are rows (`ProgrammePoint`), and so
    are the people who are invited (`ForumInvitee`)."""

    about = models.TextField(_("what the day is about"), blank=True)
    #: A day on which leaders and department leaders learn together (professionelt læringsfællesskab).
    is_learning_community = models.BooleanField(_("professional learning community (PLF)"), default=False)
    starts_at = models.DateTimeField(_("begins"))
    place = models.CharField(_("place"), max_length=200)
    state = models.CharField(_("state"), max_length=10, choices=ForumDayState, default=ForumDayState.PLANNED)
    #: Why it was cancelled.
    state_reason = models.TextField(blank=True)
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    #: Who sent the invitation is the organiser in the calendars, whoever changes the day later.
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    invited_at = models.DateTimeField(_("invited"), null=True, blank=True)
    #: SEQUENCE of the calendar objects (RFC 5545, 3.8.7.4), incremented with every change that is announced.
    invitation_sequence = models.PositiveSmallIntegerField(default=0)
    held_at = models.DateTimeField(_("held"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    action_fields: ClassVar[tuple[str, ...]] = (
        "about", "is_learning_community", "starts_at", "place", "state", "state_reason", "planned_by", "invited_by",
        "invited_at", "invitation_sequence", "held_at", "version",
    )  # fmt: skip
    parent_page_types: ClassVar[list[str]] = ["meetings.ForumDaysPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "meetings/forum/days/day_page.html"

    class Meta:
        verbose_name = _("forum day")
        verbose_name_plural = _("forum days")
        indexes = [models.Index(fields=["starts_at"], name="forum_days_by_date")]

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def is_invited_to(self) -> bool:
        return self.state == ForumDayState.INVITED
