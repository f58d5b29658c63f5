"""Tables, columns, folders and pages that the export leaves out. The reason is written into its description."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise

_SECRET = _("It lets somebody sign in or open a link, and is of no use elsewhere.")
_DERIVED = _("It is made anew from the other tables.")
_PASSING = _("It is work under way of this installation, and is gone in a moment.")

#: Models that are left out, by label.
TABLES: "dict[str, StrOrPromise]" = {
    "account.EmailConfirmation": _SECRET,
    "accounts.RefreshToken": _SECRET,
    "accounts.Session": _SECRET,
    "home.ApiKey": _SECRET,
    "foundation.QueuedTask": _PASSING,
    "foundation.SentForm": _PASSING,
    "media.Lease": _PASSING,
    "media.Upload": _PASSING,
    "meetings.AnswerLink": _SECRET,
    "meetings.CalendarFeed": _SECRET,
    "meetings.ForumInviteeLink": _SECRET,
    "meetings.MinutesLink": _SECRET,
    "meetings.ReplyLink": _SECRET,
    "meetings.SearchEntry": _DERIVED,
    "sessions.Session": _SECRET,
    "socialaccount.SocialApp": _SECRET,
    "socialaccount.SocialToken": _SECRET,
    "wagtailadmin.EditingSession": _PASSING,
    "wagtailadmin.FormState": _PASSING,
    "wagtailcore.APIToken": _SECRET,
    "wagtailcore.ReferenceIndex": _DERIVED,
    "wagtailcore.UploadedFile": _PASSING,
    "wagtailsearch.IndexEntry": _DERIVED,
    "wagtailsearch.SQLiteFTSIndexEntry": _DERIVED,
}
#: Columns that are left out of a table that is in the export.
COLUMNS: "dict[str, StrOrPromise]" = {"accounts.User.password": _SECRET, "mfa.Authenticator.data": _SECRET}
#: Folders of the store that are left out.
FOLDERS: "dict[str, StrOrPromise]" = {
    "exports": _("Documents that people had made. They are deleted after some days and can be made anew.")
}
#: Pages that are left out.
PAGES: "dict[str, StrOrPromise]" = {
    "pages": _("Contributions that were withdrawn or are past their date are no pages. They are in the tables.")
}
