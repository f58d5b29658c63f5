"""Views where administrators read and write the rules of the municipality's directory, and try a sign-in."""

from collections.abc import Mapping

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.directory.errors import NotTrusted
from accounts.directory.openid import clear_cached_description
from accounts.directory.settings import DirectorySettings, words_of_button
from accounts.directory.trial_sign_in import TRIAL, chosen_values, store_trial_sign_in, trial_sign_in_result
from accounts.provider import DIRECTORY
from accounts.request_types import SignedInRequest
from accounts.roles import Right, Role
from accounts.second_factor.require_recent import require_recent_second_factor
from foundation.forms.carry_out_once import FormResult
from foundation.forms.handle_form import form_data, handle_form, handle_removal
from meetings.units.directory.forms import RuleForm
from meetings.units.directory.models import DirectoryRule
from meetings.units.directory.reading import rules_and_unknown
from meetings.units.directory.remove_rule import remove_rule
from meetings.units.directory.save_rule import save_rule
from meetings.units.directory.sync_roles import rules_for
from meetings.units.get_or_404 import right_or_404
from meetings.units.people.breadcrumbs import people_crumbs


def _crumbs(*last: str) -> list[dict[str, str]]:
    first, *more = people_crumbs(_("Roles from the directory"), *last)[1:]
    rules = {**more[0], "url": reverse("directory_rules") if last else ""}
    return [people_crumbs()[0], first, rules, *more[1:]]


def _settings_url() -> str:
    return reverse("wagtailsettings:edit", args=["accounts", "directorysettings"])


@login_required
def rules(request: SignedInRequest) -> HttpResponse:
    """The rules as sentences, and what the directory said lately that no rule is about."""
    right_or_404(request.user, Right.MANAGE_ALL_PEOPLE)
    directory = DirectorySettings.here()
    rows, unknown = rules_and_unknown()
    context = {
        "rules": rows, "unknown": unknown, "directory": directory, "button": words_of_button(directory),
        "settings_url": _settings_url(), "crumbs": _crumbs(),
    }  # fmt: skip
    return render(request, "meetings/units/directory_rules.html", context)


@login_required
@require_http_methods(["GET", "POST"])
@require_recent_second_factor()
def rule_new(request: SignedInRequest) -> HttpResponse:
    """`?claim=` and `?value=` are those that a rule is made of."""
    right_or_404(request.user, Right.MANAGE_ALL_PEOPLE)
    start = {name: request.GET.get(name, "") for name in ("claim", "value")}
    return _write(request, None, start)


@login_required
@require_http_methods(["GET", "POST"])
@require_recent_second_factor()
def rule_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    right_or_404(request.user, Right.MANAGE_ALL_PEOPLE)
    rule = get_object_or_404(DirectoryRule.objects.select_related("unit", "area"), pk=pk)
    return _write(request, rule, {})


def _write(request: SignedInRequest, rule: DirectoryRule | None, start: Mapping[str, object]) -> HttpResponse:
    claims = DirectorySettings.here().claims_read
    form = RuleForm(form_data(request), row=rule, claims=claims, initial=start)

    def act() -> FormResult:
        data = form.action_kwargs
        values = {**data, "role": Role(data["role"])}
        written = save_rule(rule=rule, by=request.user, **values)
        return FormResult(reverse("directory_rules"), _("The rule is saved: %(rule)s.") % {"rule": written.sentence})

    def show(form: RuleForm, status: int) -> HttpResponse:
        crumbs = _crumbs(_("Change the rule") if rule else _("New rule"))
        return render(
            request, "meetings/units/directory_rule.html", {"form": form, "rule": rule, "crumbs": crumbs}, status=status
        )

    return handle_form(request, form, act, show)


@login_required
@require_POST
@require_recent_second_factor()
def rule_remove(request: SignedInRequest, pk: int) -> HttpResponse:
    right_or_404(request.user, Right.MANAGE_ALL_PEOPLE)
    rule = DirectoryRule.objects.filter(pk=pk).first()

    def remove(rule: DirectoryRule) -> None:
        remove_rule(rule=rule, by=request.user)

    message = _("The rule is removed. Roles that only it gave end now.")
    return handle_removal(request, rule, remove, back=reverse("directory_rules"), message=message)


@login_required
@require_GET
@never_cache
def trial_sign_in(request: SignedInRequest) -> HttpResponse:
    """What the directory said in the last trial sign-in, and which roles the rules would give."""
    right_or_404(request.user, Right.MANAGE_ALL_PEOPLE)
    directory, result = DirectorySettings.here(), trial_sign_in_result(request)
    context: dict[str, object] = {
        "directory": directory, "result": result, "settings_url": _settings_url(), "crumbs": _crumbs(_("Try")),
    }  # fmt: skip
    if result and not result["reason"]:
        read = directory.claims_read
        said = chosen_values(result, read)
        context["rules"] = rules = rules_for(said)
        context["without_rule"] = sorted(said - {rule.given for rule in rules})
        context["claims"] = [
            {"term": name, "value": "\n".join(values)}
            for name, values in sorted(result["claims"].items(), key=lambda one: (one[0] not in read, one[0]))
            if values
        ]
        context["vouched_for"] = directory.email_is_trusted and result["email_may_be_trusted"]
    return render(request, "meetings/units/directory_trial_sign_in.html", context)


@login_required
@require_GET
@never_cache
def trial_sign_in_begin(request: SignedInRequest) -> HttpResponse:
    """Send the administrator to the directory; the answer is only shown."""
    right_or_404(request.user, Right.MANAGE_ALL_PEOPLE)
    kept = {TRIAL: request.user.pk}
    try:
        provider = get_adapter().get_provider(request, DIRECTORY)
        clear_cached_description(provider.app.directory)
        answer: HttpResponse = provider.redirect(request, "login", data=kept)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    except NotTrusted as failure:
        return store_trial_sign_in(request, kept, reason=failure.reason)
    return answer
