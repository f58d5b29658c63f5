"""Wishes for support from the administration."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from meetings.meeting.item import MeetingItem
from snippets.models import Initiative


class SupportRequest(models.Model):
    """One wish (ønske til forvaltningen), made with a statement on an initiative.

    `statement_id` is the id of the statement's block in `item.brought`; `initiative` is empty for one of the unit's
    own, `initiative_name` never is.
    """

    item = models.ForeignKey(MeetingItem, on_delete=models.CASCADE, related_name="support_requests")
    statement_id = models.UUIDField()
    initiative = models.ForeignKey(Initiative, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    initiative_name = models.CharField(_("initiative"), max_length=200)
    text = models.TextField(_("wish for support"))
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("wish for support")
        verbose_name_plural = _("wishes for support")

    def __str__(self) -> str:
        return self.text
