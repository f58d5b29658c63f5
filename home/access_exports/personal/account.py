"""The account, its roles, how the person signs in, and what they chose."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from home.access_exports.personal.columns import KIND, UNTIL, WHAT, WHEN, WHERE, as_json, parts
from home.access_exports.personal.registry import DisclosedColumn, disclose

disclose(
    "konto", _("The account"), "accounts.User",
    ["name", "email", ("is_active", _("May sign in")), ("created_at", _("Made")), ("last_login", _("Last signed in")),
     ("second_factor_due", _("Second factor required from")), ("is_superuser", _("Emergency access for operations"))],
    emails=("email",), also=lambda person: Q(pk=person.user.pk if person.user else None), fields=("name",),
    note=_("The password is stored in a form that nobody can read, and is not handed out."),
)  # fmt: skip
disclose(
    "adresser", _("Mail addresses of the account"), "account.EmailAddress",
    [("email", _("E-mail")), ("verified", _("Confirmed")), ("primary", _("The main one"))],
    by=("user",), fields=("email",),
)  # fmt: skip
disclose(
    "roller", _("Roles, and roles that the person gave"), "meetings.Membership",
    [parts(user=_("has the role"), created_by=_("gave the role")), "role",
     ("unit.title", _("Unit")), ("area.title", _("Area")), ("starts_on", _("From")), ("ends_on", UNTIL),
     ("source", _("Given by")), ("confirmed_at", _("Confirmed")), ("created_at", _("Noted"))],
    related=("unit", "area"),
    note=_("To whom the person gave a role is told to those people, not here."),
)  # fmt: skip
disclose(
    "overdragelser", _("Functions handed over"), "meetings.Handover",
    [("on", _("From")), ("made_at", _("Noted"))], by=("by", "ended__user", "begun__user"),
)  # fmt: skip
disclose(
    "grupper", _("Groups of the Wagtail admin"), "accounts.User_groups", [("group.name", _("Group"))],
    by=("user",), related=("group",),
)  # fmt: skip
disclose(
    "rettigheder", _("Single permissions of the Wagtail admin"), "accounts.User_user_permissions",
    [("permission.name", WHAT)], by=("user",), related=("permission",),
)  # fmt: skip
disclose(
    "katalog", _("Sign-in with the municipality's account"), "socialaccount.SocialAccount",
    [("provider", WHERE), ("uid", _("Id in the directory")), ("date_joined", _("Linked")),
     ("last_login", _("Last signed in")), as_json("extra_data", _("What the directory told"))],
    by=("user",), fields=("extra_data",),
)  # fmt: skip
disclose(
    "katalogets-vaerdier", _("What the directory said at sign-in"), "meetings.SeenValue",
    ["claim", "value", ("seen_at", WHEN)], by=("user",),
)  # fmt: skip
disclose(
    "to-faktor", _("Second factors"), "mfa.Authenticator",
    [("type", KIND), ("created_at", _("Set up")), ("last_used_at", _("Last used"))], by=("user",),
    note=_("The secrets of the second factors are never handed out."),
)  # fmt: skip
disclose(
    "logget-ind", _("Where the person is signed in"), "accounts.Session",
    [("signed_in_at", _("Signed in")), ("expire_date", UNTIL), ("user_agent", _("Browser"))],
    by=("user",), fields=("user_agent",), note=_("The keys of the sessions are secrets, and are not handed out."),
)  # fmt: skip
disclose(
    "noegler", _("Keys for programs"), "wagtailcore.APIToken",
    ["name", ("created", _("Made")), ("revoked_at", _("Ended")), ("last_used_at", _("Last used"))],
    by=("user",), fields=("name",),
)  # fmt: skip
disclose(
    "noegler-til-systemer", _("Keys for other systems"), "home.ApiKey",
    [("token.name", WHAT), as_json("scopes", _("May read")), ("expires_on", _("Last day"))],
    also=lambda person: Q(token__user=person.user) if person.user else Q(pk__in=[]), fields=("scopes",),
    related=("token",),
)  # fmt: skip
disclose(
    "nyheder-paa-mail", _("Chosen news by mail"), "meetings.Recipient",
    ["news", ("mailed_on", _("Last mail")), ("weekly_on", _("Last weekly mail"))], by=("person",),
)  # fmt: skip
disclose(
    "foelger", _("What the person follows"), "meetings.Follow",
    [DisclosedColumn(WHAT, lambda row: str(row.initiative or row.page)), ("since", _("From"))], by=("person",),
    related=("initiative", "page"),
)  # fmt: skip
disclose(
    "spaerrede-tider", _("Blocked times"), "meetings.BlockedTime",
    ["first_day", "last_day", "begins_at", "ends_at", "note", ("created_at", _("Noted"))], by=("user",),
)  # fmt: skip
disclose(
    "kalender", _("Private calendar feed"), "meetings.CalendarFeed", [("made_at", _("Made"))], by=("user",),
    note=_("The address of the feed is a secret of which only a form that nobody can read is stored."),
)  # fmt: skip
disclose(
    "redaktionens-valg", _("Choices in the Wagtail admin"), "wagtailusers.UserProfile",
    ["preferred_language", "current_time_zone", "theme", "contrast", "density", "submitted_notifications",
     "approved_notifications", "rejected_notifications", as_json("dismissibles", _("Messages closed"))],
    by=("user",), fields=("dismissibles",),
)  # fmt: skip
disclose(
    "kontaktperson", _("Contact of the municipality on the site"), "foundation.Municipality",
    ["contact_name", "contact_email", "contact_phone"], emails=("contact_email",), fields=("contact_name",),
)  # fmt: skip
