"""Changes to the frame: what is proposed for a template, and what its editors answer."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.forms.optimistic_lock import VersionedModel
from meetings.insights.frame_changes.enums import DECIDED_STATES, ChangeState
from meetings.template.pages import TemplatePage


class FrameChange(VersionedModel):
    """One proposal for `template`, from minutes or from the editors themselves.

    `text` and `answer` are the editors' words, which units read once the template is published; `quote` is read by
    editors alone.
    """

    template = models.ForeignKey(TemplatePage, on_delete=models.CASCADE, related_name="frame_changes")
    #: Id of the agenda block that it is about; None for the meeting as a whole.
    block_id = models.UUIDField(null=True, blank=True)
    #: Title of the agenda item when it was chosen; empty for the meeting as a whole.
    item_title = models.CharField(max_length=250, blank=True)
    text = models.TextField(_("proposal"))
    #: What minutes said (quotes.py), and the key of it. Both empty for an observation of the editors.
    quote = models.TextField(blank=True)
    quote_key = models.CharField(max_length=64, blank=True)
    state = models.CharField(_("state"), max_length=20, choices=ChangeState, default=ChangeState.PROPOSED)
    #: What was changed, or why nothing was.
    answer = models.TextField(_("answer"), blank=True)
    #: The change of an earlier template that was still open when this template was made from it.
    carried_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        constraints = [
            models.UniqueConstraint(
                fields=["template", "quote_key"], condition=~Q(quote_key=""), name="one_change_a_quote"
            ),
            models.UniqueConstraint(fields=["template", "carried_from"], name="a_change_is_carried_over_once"),
            models.CheckConstraint(
                name="a_decided_change_has_an_answer",
                condition=Q(state=ChangeState.PROPOSED, decided_at=None, decided_by=None)
                | (Q(state__in=DECIDED_STATES, decided_at__isnull=False, decided_by__isnull=False) & ~Q(answer="")),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def tone(self) -> str:
        return ChangeState(self.state).tone
