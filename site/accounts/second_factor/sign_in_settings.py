"""The setting of the roles whose holders need a second factor."""

from collections.abc import Iterable

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Site

from accounts.roles import Role
from foundation.editor.forms import EditorForm


class SignInSettingsForm(EditorForm):
    second_factor_roles = forms.MultipleChoiceField(
        label=_("Roles that need a second factor"),
        help_text=_("Whoever has one of these roles has a week to set it up. All others may have one."),
        choices=Role,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


def central_roles() -> list[str]:
    """Return the roles of those who reach many units, and everybody who may have everything about a person put
    together."""
    central = Role.HEAD_OF_AREA, Role.CONSULTANT, Role.CENTRAL_EDITOR, Role.ADMINISTRATOR, Role.DATA_PROTECTION_OFFICER
    return [role.value for role in central]


@register_setting(icon="lock")
class SignInSettings(BaseSiteSetting):
    """`second_factor_roles`: values of `Role`."""

    second_factor_roles = models.JSONField(_("roles that need a second factor"), default=central_roles, blank=True)

    base_form_class = SignInSettingsForm
    panels = [FieldPanel("second_factor_roles")]

    class Meta:
        verbose_name = _("sign-in")

    @classmethod
    def here(cls) -> "SignInSettings":
        """Those of the default site; unsaved ones before an administrator has saved any."""
        stored = cls.objects.filter(site__is_default_site=True).first()
        return stored or cls(site=Site.objects.filter(is_default_site=True).first())

    def requires_one_of(self, roles: Iterable[Role]) -> bool:
        return not set(self.second_factor_roles).isdisjoint(roles)
