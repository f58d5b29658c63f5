"""Registers: lists that central editors maintain and others choose from."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from foundation.editor.forms import EditorForm
from snippets.enums import GoalKind


class RegisterEntry(models.Model):
    """A named entry that can be retired without disappearing from what already uses it."""

    name = models.CharField(_("name"), max_length=150, unique=True)
    description = models.TextField(_("description"), blank=True)
    is_active = models.BooleanField(_("can be chosen"), default=True)

    base_form_class = EditorForm
    panels = [FieldPanel("name"), FieldPanel("description"), FieldPanel("is_active")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.FilterField("is_active")]

    class Meta:
        abstract = True
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Initiative(index.Indexed, RegisterEntry):
    """A planned effort (indsats) that units work on; strategic ones are set for the whole municipality."""

    is_strategic = models.BooleanField(_("strategic"), default=False)

    panels = [*RegisterEntry.panels, FieldPanel("is_strategic")]

    class Meta(RegisterEntry.Meta):
        verbose_name = _("initiative")
        verbose_name_plural = _("initiatives")


class Goal(index.Indexed, RegisterEntry):
    """A national or municipal goal, or a cross-cutting theme, that agenda items, evidence and figures refer to."""

    kind = models.CharField(_("kind"), max_length=10, choices=GoalKind, default=GoalKind.MUNICIPAL)

    panels = [*RegisterEntry.panels, FieldPanel("kind")]

    class Meta(RegisterEntry.Meta):
        verbose_name = _("goal or theme")
        verbose_name_plural = _("goals and themes")


class DataType(index.Indexed, RegisterEntry):
    """A kind of data that a template can ask for."""

    class Meta(RegisterEntry.Meta):
        verbose_name = _("kind of data")
        verbose_name_plural = _("kinds of data")
