"""Menu item and header buttons for questionnaires in the Wagtail admin, registered in meetings/wagtail_hooks.py."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from accounts.roles import Right
from accounts.user import AnyUser
from meetings.questionnaires.pages import QuestionnairePage
from meetings.units import access


class QuestionnairesItem(MenuItem):
    """Link to the list on the site, for those who write questionnaires."""

    def is_shown(self, request: HttpRequest) -> bool:
        return access.of(request.user).has(Right.EDIT_TEMPLATES)


def questionnaires_menu() -> QuestionnairesItem:
    return QuestionnairesItem(
        _("Questionnaires"), "/spoergeskemaer/", name="questionnaires", icon_name="form", order=160
    )


def questionnaire_header_buttons(
    page: Page, user: AnyUser, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """Yield header buttons of a questionnaire: what was answered, and copy to another template."""
    if not isinstance(page.specific_deferred, QuestionnairePage) or not access.of(user).has(Right.EDIT_TEMPLATES):
        return
    yield Button(_("See the answers"), reverse("questionnaire_answers", args=[page.slug]), icon_name="view", priority=5)
    url = reverse("questionnaire_copy", args=[page.slug])
    yield Button(_("Copy to another year"), url, icon_name="copy", priority=6)
