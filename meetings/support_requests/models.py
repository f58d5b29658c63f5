"""Wishes to the administration (ønsker til forvaltningen)."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.roles import Right, roles_with
from foundation.forms.optimistic_lock import VersionedModel
from meetings.meeting.item import MeetingItem
from meetings.meeting.pages import MeetingPage
from meetings.support_requests.enums import OPEN_STATES, UNANSWERED_STATES, Origin, SupportRequestState
from meetings.units.membership import Membership
from snippets.models import Initiative


class SupportRequestQuerySet(models.QuerySet["SupportRequest"]):
    def unanswered(self) -> "SupportRequestQuerySet":
        """Those that the administration owes an answer."""
        return self.filter(state__in=UNANSWERED_STATES)

    def open(self) -> "SupportRequestQuerySet":
        """Those of which nothing has come yet."""
        return self.filter(state__in=OPEN_STATES)

    def not_withdrawn(self) -> "SupportRequestQuerySet":
        return self.exclude(state=SupportRequestState.WITHDRAWN)

    def overdue(self, today: date) -> "SupportRequestQuerySet":
        return self.unanswered().filter(answer_by__lt=today)

    def left_alone(self, today: date) -> "SupportRequestQuerySet":
        """Those whose responsible person answers for the unit's area no more, or that have none."""
        role = Membership.objects.current(today).filter(
            user=OuterRef("responsible"),
            user__is_active=True,
            area=OuterRef("meeting__unit__area"),
            role__in=roles_with(Right.ANSWER_WISHES),
        )
        return self.filter(~Exists(role))

    def with_origin(self) -> "SupportRequestQuerySet":
        """With what lists show of related rows: `unit_title`, `school_year` and `responsible_name` (None without)."""
        return self.annotate(
            unit_title=F("meeting__unit__title"),
            school_year=F("meeting__cycle__school_year"),
            responsible_name=F("responsible__name"),
        )

    def with_related(self) -> "SupportRequestQuerySet":
        """With the related rows themselves, for the page of one."""
        return self.select_related(
            "meeting__unit__area", "meeting__cycle", "item", "responsible", "answered_by", "closed_by", "created_by"
        )


class SupportRequest(VersionedModel):
    """One wish: who answers it by when, the answer, and what came of it.

    `initiative` is empty for one of the unit's own, whose name is in `initiative_name`; a wish on no initiative has
    neither.
    """

    meeting = models.ForeignKey(
        MeetingPage, verbose_name=_("meeting"), on_delete=models.CASCADE, related_name="support_requests"
    )
    #: None: the meeting as a whole.
    item = models.ForeignKey(
        MeetingItem, null=True, blank=True, on_delete=models.CASCADE, related_name="support_requests"
    )
    origin = models.CharField(_("came from"), max_length=10, choices=Origin, default=Origin.BROUGHT)
    #: The id of the statement's block in `item.brought`, for a wish that the unit brought.
    statement_id = models.UUIDField(null=True, blank=True)
    #: The id of the row in the minutes, for a wish that was made at the meeting or afterwards.
    block_id = models.UUIDField(null=True, blank=True, unique=True)
    initiative = models.ForeignKey(
        Initiative, verbose_name=_("initiative"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    initiative_name = models.CharField(_("initiative"), max_length=200, blank=True)
    text = models.TextField(_("wish for support"))
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    #: When the administration could see it for the first time.
    created_at = models.DateTimeField(_("wished"), default=timezone.now)
    state = models.CharField(_("state"), max_length=10, choices=SupportRequestState, default=SupportRequestState.WISHED)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("who answers"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    answer_by = models.DateField(_("answer by"))
    #: When the responsible person was reminded that the day has passed; empty again with another day or person.
    reminded_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    #: What stood in `text` when it was answered: the unit can still change what it brings.
    answered_text = models.TextField(blank=True)
    outcome = models.TextField(_("what came of it"), blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    #: From `with_origin`.
    unit_title: str
    school_year: str
    responsible_name: str | None
    objects = models.Manager.from_queryset(SupportRequestQuerySet)()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("wish for support")
        verbose_name_plural = _("wishes for support")
        indexes = [models.Index(fields=["state", "answer_by"], name="wishes_by_day")]
        constraints = [
            models.CheckConstraint(
                name="an_unanswered_wish_has_no_answer",
                condition=~Q(state=SupportRequestState.WISHED) | Q(answered_at=None),
            ),
            models.CheckConstraint(
                name="what_came_of_a_wish_was_answered_first",
                condition=~Q(state=SupportRequestState.CLOSED) | Q(answered_at__isnull=False, closed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def is_unanswered(self) -> bool:
        return self.state in UNANSWERED_STATES

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    def is_overdue(self, today: date) -> bool:
        return self.is_unanswered and self.answer_by < today
