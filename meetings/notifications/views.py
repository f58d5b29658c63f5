"""The page where a person chooses when to hear of news, and in which language."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.choose_language import choose_language
from accounts.request_types import SignedInRequest
from accounts.user import Language
from foundation.forms.carry_out_once import FormResult
from foundation.forms.change_form import ChangeForm
from foundation.forms.handle_form import form_data, handle_form
from foundation.middleware.language import remember_language, use_language
from meetings.notifications.choose_news import choose_news
from meetings.notifications.enums import NewsChoice
from meetings.notifications.models import Recipient


class NewsForm(ChangeForm[Recipient]):
    news = forms.ChoiceField(
        label=gettext_lazy("When do you want to hear of news?"),
        help_text=gettext_lazy(
            "For example that minutes are approved or added to, or that your example is in the leader forum."
        ),
        choices=NewsChoice,
        widget=forms.RadioSelect,
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        help_text=gettext_lazy(
            "Of the site and of mails to you. Minutes, documents and what people have written stay as they are."
        ),
        choices=Language,
        widget=forms.RadioSelect,
    )

    @staticmethod
    def initial_from(row: Recipient) -> dict[str, object]:
        return {"news": row.news, "language": row.person.language}


@login_required
@require_http_methods(["GET", "POST"])
def notification_choices(request: SignedInRequest) -> HttpResponse:
    row = Recipient.objects.filter(person=request.user).first() or Recipient(person=request.user)
    form = NewsForm(form_data(request), row=row)

    def act() -> FormResult:
        chosen = form.cleaned_data
        choose_news(by=request.user, news=NewsChoice(chosen["news"]), expected_version=chosen["seen"])
        choose_language(by=request.user, language=Language(chosen["language"]))
        use_language(request, request.user.language)
        return FormResult(request.path, _("Your choice is saved."))

    def show(form: NewsForm, status: int) -> HttpResponse:
        return render(request, "meetings/notifications/choices.html", {"form": form}, status=status)

    response = handle_form(request, form, act, show)
    if response.status_code == 302:  # chosen, and not only looked at
        remember_language(response, request.user.language)
    return response
