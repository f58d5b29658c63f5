"""What editors are told about a template that another editor decides about."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.roles import Right
from meetings.notifications.submissions import submission_kinds
from meetings.template.pages import TemplatePage

_kinds = submission_kinds(
    TemplatePage,
    ("meetings/template/mail/submitted", "meetings/template/mail/returned", "meetings/template/mail/approved"),
    Right.EDIT_TEMPLATES,
    approves=_("You get this mail because you approve templates that another editor has written."),
    sent=_("You get this mail because you sent the template for approval."),
    facts=lambda page: {"year": page.school_year},
    decide_path=lambda page: reverse("template_decide", kwargs={"slug": page.slug}),
)
notify_submitted, notify_decided = _kinds.notify_submitted, _kinds.notify_decided
