"""The rows of a forum day: the points of its programme, who is invited, and their links."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.forum.days.enums import PointKind
from meetings.forum.days.pages import ForumDayPage
from meetings.forum.pages import ExamplePage
from meetings.meeting.participants.invited import InvitedPerson
from meetings.meeting.participants.participant_link import ParticipantLink


class ProgrammePoint(models.Model):
    """One point of the programme. An example and a note have no title of their own here: they are named as long as they
    are shown to whoever reads."""

    day = models.ForeignKey(ForumDayPage, on_delete=models.CASCADE, related_name="points")
    position = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(_("kind"), max_length=10, choices=PointKind)
    title = models.CharField(_("title"), max_length=200, blank=True)
    text = models.TextField(_("text"), blank=True)
    example = models.ForeignKey(
        ExamplePage, null=True, blank=True, on_delete=models.CASCADE, related_name="programme_points"
    )
    note = models.ForeignKey(
        "meetings.AreaNotePage", null=True, blank=True, on_delete=models.CASCADE, related_name="programme_points"
    )
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=0)
    presenter = models.CharField(_("who presents"), max_length=150, blank=True)
    #: When the day was held at which it was shown; empty when it was left out, and before.
    shown_at = models.DateTimeField(_("shown"), null=True, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("point of a forum day")
        verbose_name_plural = _("points of a forum day")
        constraints = [
            models.UniqueConstraint(fields=["day", "example"], name="an_example_once_a_forum_day"),
            models.UniqueConstraint(fields=["day", "note"], name="a_note_once_a_forum_day"),
            models.CheckConstraint(
                name="points_are_of_the_kind_of_what_they_show",
                condition=Q(kind=PointKind.EXAMPLE, example__isnull=False, note=None)
                | Q(kind=PointKind.NOTE, example=None, note__isnull=False)
                | Q(kind=PointKind.FREE, example=None, note=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day_id}: {self.position}"


class ForumInvitee(InvitedPerson):
    """One person who is invited to one forum day. With an account they see the day and its examples, whatever role
    they have; without one they answer by a link."""

    day = models.ForeignKey(ForumDayPage, on_delete=models.CASCADE, related_name="invitees")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="forum_invitations"
    )

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("invitee of a forum day")
        verbose_name_plural = _("invitees of a forum day")
        constraints = [models.UniqueConstraint(fields=["day", "email"], name="one_forum_invitation_an_address")]


class ForumInviteeLink(ParticipantLink):
    """A link in a mail by which one invitee answers; it goes with the invitee."""

    invitee = models.ForeignKey(ForumInvitee, on_delete=models.CASCADE, related_name="links")

    class Meta:
        verbose_name = _("link for an answer to a forum day")
        verbose_name_plural = _("links for answers to forum days")
