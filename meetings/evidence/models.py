"""What a unit contributes to its meeting."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import RevisionMixin

from foundation.forms.optimistic_lock import VersionedModel
from foundation.model_fields import StreamField
from foundation.pages import url_of
from foundation.translation.in_danish import in_danish
from media.enums import Audience
from media.privacy.placeholder_text import deleted_text, sentence_subject
from media.protected import ProtectedModel
from meetings.data_plan.models import DataPlanLine
from meetings.evidence.blocks import EvidenceStreamBlock
from meetings.evidence.enums import EvidenceKind
from meetings.meeting.enums import MeetingState
from meetings.meeting.item import MeetingItem
from meetings.meeting.pages import MeetingPage
from meetings.template.enums import Perspective
from meetings.units.pages import UnitPage


class Evidence(RevisionMixin, VersionedModel, ProtectedModel):
    """One piece of evidence: a draft of the unit until somebody shares it with the meeting.

    `audience` alone says who may see it. Its revisions are deleted with it.
    """

    title = models.CharField(_("title"), max_length=255)
    #: The last part of its URL, below that of the meeting.
    slug = models.SlugField(max_length=80, db_index=False, editable=False)
    meeting = models.ForeignKey(
        MeetingPage, verbose_name=_("meeting"), on_delete=models.PROTECT, related_name="evidence"
    )
    unit = models.ForeignKey(UnitPage, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="evidence")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("brought by"), null=True, blank=True, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip
    kind = models.CharField(_("what it is"), max_length=20, choices=EvidenceKind)
    body = StreamField(EvidenceStreamBlock(required=False), verbose_name=_("content"), blank=True)
    item = models.ForeignKey(
        MeetingItem, verbose_name=_("agenda item"), null=True, blank=True, on_delete=models.SET_NULL,
        related_name="evidence",
    )  # fmt: skip
    perspective = models.CharField(_("perspective"), max_length=20, choices=Perspective, blank=True)
    initiative = models.ForeignKey(
        "snippets.Initiative", verbose_name=_("initiative"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    goal = models.ForeignKey(
        "snippets.Goal", verbose_name=_("goal or theme"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    #: The data plan line that it fills, if any.
    slot = models.ForeignKey(
        DataPlanLine, verbose_name=_("place in the data plan"), null=True, blank=True, on_delete=models.SET_NULL,
        related_name="evidence",
    )  # fmt: skip
    source = models.CharField(_("source"), max_length=200, blank=True)
    observed_on = models.DateField(_("date"), null=True, blank=True)
    audience = models.CharField(_("can be seen by"), max_length=20, choices=Audience, default=Audience.UNIT)
    #: When its giver handed it in to the leaders, who place and share it; None in a draft that is not handed in.
    handed_in_at = models.DateTimeField(
        _("handed in"), null=True, blank=True, editable=False, db_column="handed_over_at"
    )
    shared_at = models.DateTimeField(_("shared"), null=True, blank=True)
    shared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    #: Why it was taken back from the meeting, for colleagues; empty while it is shared or was never shared.
    unshare_reason = models.CharField(_("why it was taken back"), max_length=300, blank=True)
    #: While it is hidden its audience is the unit; this is what it was.
    audience_when_hidden = models.CharField(max_length=20, choices=Audience, blank=True, editable=False)
    begun_at = models.DateTimeField(_("begun"), default=timezone.now, editable=False)
    #: When its latest revision was saved.
    changed_at = models.DateTimeField(default=timezone.now, editable=False)
    #: Day on which its content was deleted; the row stays because a document or an objection still refers to it.
    emptied_on = models.DateField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        indexes = [models.Index(fields=["delete_after"], name="evidence_delete_after")]
        constraints = [models.UniqueConstraint(fields=["meeting", "slug"], name="evidence_slug_once_in_a_meeting")]

    def __str__(self) -> str:
        with in_danish():  # this text ends in logs and revisions, and so is never the title either
            return f"{self._meta.verbose_name} {self.pk}"

    def get_url(self) -> str:
        """The URL where it is read."""
        return url_of(f"{self.meeting.url_path}{self.slug}/")

    @property
    def is_shared(self) -> bool:
        return self.audience != Audience.UNIT

    @property
    def held_since(self) -> datetime:
        return self.begun_at

    @property
    def the_thing(self) -> str:
        return sentence_subject("")

    @property
    def is_hidden(self) -> bool:
        """Whether nobody sees its content: the same question as `with_visible_text`, of one."""
        return self.is_withdrawn or self.is_past

    @property
    def hidden_words(self) -> str:
        return deleted_text(self.the_thing, self.emptied_on) if self.emptied_on is not None else super().hidden_words

    @property
    def is_seen_by_meeting(self) -> bool:
        """Whether it was shared before its meeting was held: what the meeting has seen stays as it was."""
        if self.meeting.state != MeetingState.HELD or self.shared_at is None:
            return False
        return self.meeting.held_at is None or self.shared_at < self.meeting.held_at

    @property
    def is_added_at_meeting(self) -> bool:
        """Whether it was shared since the meeting began: at its time, or earlier where it was held earlier."""
        if not self.is_shared or self.shared_at is None or self.meeting.starts_at is None:
            return False
        if self.meeting.state == MeetingState.HELD and not self.is_seen_by_meeting:
            return True
        return self.shared_at >= self.meeting.starts_at

    @property
    def was_ever_shared(self) -> bool:
        """Whether somebody outside the unit may have read it; then it can be withdrawn, but never deleted."""
        return self.shared_at is not None
