"""The user model."""

from typing import TYPE_CHECKING, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import AnonymousUser, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from meetings.units.see_as import RolePreview


class Language(models.TextChoices):
    """What the site is read in, each by its own name. What is stored is Danish always (decision 0061)."""

    DANISH = "da", "Dansk"
    ENGLISH = "en", "English"


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        if not email:
            raise ValueError("A user needs an e-mail address.")
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: object) -> "User":
        """Emergency access for operations. Even a superuser sees no unit's evidence in the Wagtail admin."""
        return self.create_user(email, password, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """A person with an account, who signs in with e-mail. Rights come from memberships, never from fields here."""

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=150)
    is_active = models.BooleanField(_("may sign in"), default=True)
    #: Of the site and the mails.
    language = models.CharField(
        _("language"),
        max_length=2,
        choices=Language,
        default=Language.DANISH,
        db_default=Language.DANISH,
        editable=False,
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    #: Incremented when a role is taken away, which ends all sessions (see `_get_session_auth_hash`).
    session_epoch = models.PositiveIntegerField(default=0, editable=False)
    #: From this day on a role of the user's requires a second factor; None when none does (accounts/second_factor).
    second_factor_due = models.DateField(null=True, editable=False)
    #: As whom the user sees a unit in this request (meetings.units.see_as), set by the authentication.
    seen_as: "RolePreview | None" = None
    #: The second factor that a role requires is missing, and the user has no role until it is set up.
    second_factor_missing = False

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name"]
        verbose_name = _("person")
        verbose_name_plural = _("persons")
        constraints = [models.UniqueConstraint(Lower("email"), name="one_account_an_address")]

    def __str__(self) -> str:
        return self.name or self.email

    # Wagtail and allauth use these.
    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.split(" ")[0] if self.name else self.email

    @property
    def first_name(self) -> str:
        return self.get_short_name()

    @property
    def last_name(self) -> str:
        return self.name.partition(" ")[2]

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Derived from the password and `session_epoch`, so that a change of either ends the sessions."""
        salt = "accounts.User.session"
        return salted_hmac(salt, f"{self.password}:{self.session_epoch}", secret=secret, algorithm="sha256").hexdigest()


def language_of(user: User | None) -> str:
    """Return the language of mails to `user`; Danish to somebody without an account."""
    return user.language if user is not None else Language.DANISH


#: `request.user`, signed in or not.
AnyUser = User | AnonymousUser
