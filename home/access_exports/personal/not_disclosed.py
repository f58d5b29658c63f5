"""Why a column by which a person could be found is not told. The key is a model, or one column of it."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise

THINGS = "It is the name of a thing, not of a person."
MACHINE = "It holds what the program needs, and nothing about people."
WITH_THE_THING = "It repeats what is told elsewhere here."
#: The one that the extract says itself.
FREE_TEXT = _(
    "A name that somebody wrote in a text has no address, and can't be found by one. Search the system for it."
)
OF_THE_MEETING = "It is the content of a meeting, which is handed out with the meeting."
KEYS = "It is a key or another secret."

NOT_DISCLOSED: "dict[str, StrOrPromise]" = {
    "account.EmailConfirmation": KEYS,
    "accounts.DirectorySettings": MACHINE,
    "accounts.RefreshToken": KEYS,
    "accounts.SignInSettings": MACHINE,
    "auth.Group": THINGS,
    "auth.Permission": THINGS,
    "contenttypes.ContentType": THINGS,
    "foundation.ExpiryGuard": MACHINE,
    "foundation.LedgerEntry": MACHINE,
    "foundation.Municipality.name": THINGS,
    "foundation.Municipality.sections": MACHINE,
    "foundation.SealBlock": MACHINE,
    "foundation.SentForm": MACHINE,
    "foundation.WaitingRow": MACHINE,
    "home.Processor": THINGS,
    "media.Lease": MACHINE,
    "media.SharedFolder": MACHINE,
    "meetings.Agreement.owner_detail": FREE_TEXT,
    "meetings.Answer.values": WITH_THE_THING,
    "meetings.ApprovalRecord.content": OF_THE_MEETING,
    "meetings.ApprovalRecord.history": OF_THE_MEETING,
    "meetings.DataPlanLine.gatherer_name": FREE_TEXT,
    "meetings.DataPlanVersion.content": OF_THE_MEETING,
    "meetings.Dataset.breaks": OF_THE_MEETING,
    "meetings.Dataset.table": OF_THE_MEETING,
    "meetings.Delimitation.kinds": OF_THE_MEETING,
    "meetings.DirectoryRule": MACHINE,
    "meetings.DocumentSettings": MACHINE,
    "meetings.ExamplePage.contact": FREE_TEXT,
    "meetings.FollowUpTalk_people": WITH_THE_THING,
    "meetings.MeetingItem": OF_THE_MEETING,
    "meetings.MeetingPage.announced_agenda": OF_THE_MEETING,
    "meetings.PreparationStep_people": WITH_THE_THING,
    "meetings.Question": THINGS,
    "meetings.QuotedPassage.label": THINGS,
    "meetings.SectionVersion.content": OF_THE_MEETING,
    "meetings.SubmittedVersion.content": OF_THE_MEETING,
    "meetings.SupportRequest.initiative_name": THINGS,
    "meetings.TemplatePage.changes": THINGS,
    "mfa.Authenticator.data": KEYS,
    "sessions.Session": KEYS,
    "snippets.DataType": THINGS,
    "snippets.DatasetType": THINGS,
    "snippets.Goal": THINGS,
    "snippets.Initiative": THINGS,
    "socialaccount.SocialApp": MACHINE,
    "socialaccount.SocialToken": KEYS,
    "taggit.Tag": THINGS,
    "wagtailcore.Collection": THINGS,
    "wagtailcore.Revision.content": WITH_THE_THING,
    "wagtailcore.Site": THINGS,
    "wagtailcore.Task": THINGS,
    "wagtailcore.Workflow": THINGS,
    "wagtailforms.FormSubmission": MACHINE,
}
