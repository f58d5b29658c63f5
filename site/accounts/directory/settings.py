"""How the municipality's directory is asked: a page of settings in the Wagtail admin.

The secret that the directory issued is not here: it is in the environment (settings.DIRECTORY_SECRET), so that neither
a page nor a copy of the database holds it.
"""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Site

from accounts.directory.job_functions import JOB_FUNCTION
from accounts.directory.settings_form import DirectoryForm

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise

METADATA_MOST = 512 * 1024


class SignInProtocol(models.TextChoices):
    NONE = "none", _("None: everybody signs in with e-mail and password")
    OPENID = "openid", _("OpenID Connect (Entra ID, AD FS, Keycloak)")
    SAML = "saml", _("SAML (KOMBIT's context handler, AD FS)")


@register_setting(icon="key")
class DirectorySettings(BaseSiteSetting):
    protocol = models.CharField(_("how"), max_length=10, choices=SignInProtocol, default=SignInProtocol.NONE)
    is_shown = models.BooleanField(
        _("show the button on the page of sign-in"),
        default=False,
        help_text=_("Try it first; the button for that is above. It works without being shown."),
    )
    button_label = models.CharField(
        _("words on the button"),
        max_length=60,
        blank=True,
        help_text=_("Empty: Sign in with the municipality's account"),
    )

    issuer = models.URLField(
        _("address of the directory (issuer)"),
        blank=True,
        max_length=300,
        help_text=_(
            "As the directory writes it. Entra ID: https://login.microsoftonline.com/<tenant>/v2.0. "
            "AD FS: https://<server>/adfs. Keycloak: https://<server>/realms/<realm>."
        ),
    )
    client_id = models.CharField(_("our id in the directory (client id)"), max_length=200, blank=True)
    scopes = models.CharField(_("what we ask for (scopes)"), max_length=200, default="openid profile email", blank=True)
    asks_userinfo = models.BooleanField(
        _("also ask the directory's userinfo"),
        default=False,
        help_text=_("When groups or e-mail are not in the id token."),
    )
    uses_refresh_tokens = models.BooleanField(
        _("confirm roles at night, also of people who do not sign in"),
        default=False,
        db_default=False,
        help_text=_(
            "Then roles do not end while the directory confirms them. For this a secret of each person's last sign-in "
            "(refresh token) is stored, encrypted. The directory must allow the scope offline_access."
        ),
    )

    metadata_url = models.URLField(
        _("address of the directory's metadata"),
        blank=True,
        max_length=500,
        help_text=_("Fetched when you save, and every night, so that new certificates come along."),
    )
    metadata = models.TextField(_("or the metadata as XML"), blank=True, validators=[MaxLengthValidator(METADATA_MOST)])
    entity_id = models.CharField(
        _("our name in the directory (entity id)"),
        max_length=300,
        blank=True,
        help_text=_("Empty: the address of our metadata."),
    )
    cvr_number = models.CharField(
        _("CVR number of the municipality"),
        max_length=8,
        blank=True,
        validators=[RegexValidator(r"\A\d{8}\Z", _("Write the eight digits."))],
        help_text=_("KOMBIT: only job functions given for this number count. Fill it in: others share the handler."),
    )

    email_is_trusted = models.BooleanField(
        _("the directory vouches for e-mail addresses"),
        default=False,
        help_text=_(
            "Then somebody who has an account here already keeps it: it is found by its address. Only when nobody can "
            "change their own address in the directory."
        ),
    )
    group_claims = models.CharField(
        _("where the directory says what a person is (claims)"),
        max_length=300,
        default="groups",
        blank=True,
        help_text=_("Names with a comma between: groups, roles. SAML: the full names. Job functions are always read."),
    )
    subject_claim = models.CharField(
        _("what identifies a person"),
        max_length=200,
        blank=True,
        help_text=_("Empty: sub (OpenID Connect) or the NameID (SAML). It must never be given to somebody else."),
    )
    required_claim = models.CharField(
        _("only let in those with"),
        max_length=200,
        blank=True,
        help_text=_(
            "For example the level of assurance: https://data.gov.dk/concept/core/nsis/loa. Required values of acr, "
            "amr, loa or this claim count as a second factor."
        ),
    )
    required_values = models.CharField(
        _("one of these values"), max_length=300, blank=True, help_text=_("For example: Substantial, High")
    )
    lapse_days = models.PositiveIntegerField(
        _("roles end when the directory has not confirmed them for so many days"),
        default=30,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
        help_text=_("A sign-in confirms them; so does the directory at night, where that is switched on above."),
    )

    base_form_class = DirectoryForm
    panels = [
        HelpPanel(template="account/directory_settings_help.html", heading=_("Try it")),
        FieldPanel("protocol"),
        FieldPanel("is_shown"),
        FieldPanel("button_label"),
        MultiFieldPanel(
            [
                FieldPanel("issuer"),
                FieldPanel("client_id"),
                FieldPanel("scopes"),
                FieldPanel("asks_userinfo"),
                FieldPanel("uses_refresh_tokens"),
            ],
            heading="OpenID Connect",
        ),
        MultiFieldPanel(
            [FieldPanel("metadata_url"), FieldPanel("metadata"), FieldPanel("entity_id"), FieldPanel("cvr_number")],
            heading="SAML",
        ),
        MultiFieldPanel(
            [
                FieldPanel("email_is_trusted"),
                FieldPanel("group_claims"),
                FieldPanel("subject_claim"),
                FieldPanel("required_claim"),
                FieldPanel("required_values"),
                FieldPanel("lapse_days"),
            ],
            heading=_("Who comes in, and as what"),
        ),
    ]

    class Meta:
        verbose_name = _("sign in with the municipality's account")

    @classmethod
    def here(cls) -> Self:
        """The settings of the only site; unsaved defaults before they are stored. One query once they are."""
        stored = cls.objects.filter(site__is_default_site=True).defer("metadata").first()
        return stored or cls(site=Site.objects.filter(is_default_site=True).first())

    def save(self, *args: object, **kwargs: object) -> None:
        """Unless they are switched on, no refresh tokens are kept."""
        from accounts.directory.refresh_token import RefreshToken

        super().save(*args, **kwargs)
        if not self.keeps_refresh_tokens:
            RefreshToken.objects.all().delete()

    @property
    def keeps_refresh_tokens(self) -> bool:
        return self.uses_refresh_tokens and self.protocol == SignInProtocol.OPENID

    @property
    def scopes_of_refresh(self) -> list[str]:
        return ["offline_access"] if self.keeps_refresh_tokens else []

    @property
    def is_used(self) -> bool:
        return self.protocol != SignInProtocol.NONE

    @property
    def claims_read(self) -> list[str]:
        """The names of the claims whose values rules can be about."""
        return [*words_in(self.group_claims), JOB_FUNCTION]

    @property
    def our_entity_id(self) -> str:
        return self.entity_id or full_url("directory_metadata")


def full_url(name: str) -> str:
    """Return the full address of the view `name`, as the directory knows it: never from the Host header of a
    request."""
    return settings.BASE_URL + reverse(name)


def words_in(text: str) -> list[str]:
    """Return the parts of a list with commas between."""
    return [word.strip() for word in text.split(",") if word.strip()]


def words_of_button(directory: DirectorySettings) -> "StrOrPromise":
    return directory.button_label or _("Sign in with the municipality's account")
