"""Views where administrators manage everybody's accounts and roles."""

from allauth.mfa.utils import is_mfa_enabled
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Prefetch, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from accounts.request_types import SignedInRequest
from accounts.roles import Right, Role
from accounts.second_factor.require_recent import require_recent_second_factor
from accounts.second_factor.requirement import SECOND_FACTORS
from foundation.cpr_forms.forms import Form
from foundation.forms.carry_out_once import FormResult
from foundation.forms.handle_form import form_data, handle_form, show_refusal_page
from foundation.text.parsing import parse_int
from meetings.units.get_or_404 import right_or_404
from meetings.units.membership import Membership
from meetings.units.pages import UnitPage
from meetings.units.people.add_person import add_person, send_welcome
from meetings.units.people.breadcrumbs import people_crumbs
from meetings.units.people.close_account import set_sign_in
from meetings.units.people.end_role import end_role
from meetings.units.people.forms import AnyRoleForm, NewPersonForm, PeopleSearchForm, RoleAndPlaceForm
from meetings.units.people.grant_role import grant_role
from meetings.units.people.reset_second_factor import reset_second_factor

PAGE_SIZE = 50


@login_required
def people(request: SignedInRequest) -> HttpResponse:
    """List all accounts with their roles; search by name or e-mail, filter by role."""
    right_or_404(request.user, Right.MANAGE_ALL_PEOPLE)
    today = timezone.localdate()
    current = Membership.objects.current(today).select_related("unit", "area")
    rows = User.objects.order_by("name", "pk").prefetch_related(Prefetch("memberships", current, to_attr="current"))
    form = PeopleSearchForm(request.GET)
    query, role = (form.cleaned_data["q"], form.cleaned_data["rolle"]) if form.is_valid() else ("", "")
    if query:
        rows = rows.filter(Q(name__icontains=query) | Q(email__icontains=query))
    if role:
        rows = rows.filter(pk__in=Membership.objects.current(today).filter(role=role).values("user"))
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("side"))
    return render(request, "meetings/units/people.html", {"page": page, "form": form})


@login_required
@require_http_methods(["GET", "POST"])
@require_recent_second_factor()
def people_new(request: SignedInRequest) -> HttpResponse:
    """Create an account and its first role. `?enhed=` is the id of a unit without a leader, for preselection."""
    right_or_404(request.user, Right.MANAGE_ALL_PEOPLE)
    unit = UnitPage.objects.filter(pk=parse_int(request.GET.get("enhed"), None)).first()
    start = {"unit": unit.pk, "role": Role.AGREEMENT_HOLDER} if unit else {}
    form = NewPersonForm(form_data(request), initial=start)

    def act() -> FormResult:
        data = form.cleaned_data
        person = add_person(email=data["email"], name=data["name"], by=request.user)
        _grant(request, person, form)
        return FormResult(reverse("person", args=[person.pk]), _("%(name)s can now sign in.") % {"name": person})

    def show(form: NewPersonForm, status: int) -> HttpResponse:
        context = {"form": form, "unit": unit, "crumbs": people_crumbs(_("New person"))}
        return render(request, "meetings/units/people_new.html", context, status=status)

    return handle_form(request, form, act, show)


@login_required
@require_http_methods(["GET", "POST"])
@require_recent_second_factor()
def person(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show one person's current and past roles, with a form for a new one."""
    right_or_404(request.user, Right.MANAGE_ALL_PEOPLE)
    found = get_object_or_404(User, pk=pk)
    form = AnyRoleForm(form_data(request))

    def act() -> FormResult:
        _grant(request, found, form)
        return FormResult(reverse("person", args=[pk]), _("The role is given."))

    def show(form: AnyRoleForm, status: int) -> HttpResponse:
        today = timezone.localdate()
        memberships = found.memberships.select_related("unit", "area").order_by("-starts_on", "-pk")
        current = [row for row in memberships if row.ends_on is None or row.ends_on > today]
        context = {
            "person": found,
            "current": current,
            "past": [row for row in memberships if row not in current],
            "form": form,
            "by_directory": SocialAccount.objects.filter(user=found).exists(),
            "directory_rules_url": reverse("directory_rules") if any(row.is_from_directory for row in current) else "",
            "everywhere": _("the whole municipality"),
            "has_second_factor": is_mfa_enabled(found, SECOND_FACTORS),
            "crumbs": people_crumbs(found.name),
        }
        return render(request, "meetings/units/person.html", context, status=status)

    return handle_form(request, form, act, show)


@login_required
@require_POST
@require_recent_second_factor()
def person_role_end(request: SignedInRequest, pk: int, membership: int) -> HttpResponse:
    right_or_404(request.user, Right.MANAGE_ALL_PEOPLE)
    row = get_object_or_404(Membership.objects.filter(user_id=pk).select_related("user", "unit"), pk=membership)
    back = reverse("person", args=[pk])

    def act() -> FormResult:
        end_role(membership=row, by=request.user, today=timezone.localdate())
        return FormResult(back, _("%(name)s no longer has the role.") % {"name": row.user})

    return handle_form(request, Form(request.POST), act, show_refusal_page(request, back))


@login_required
@require_POST
@require_recent_second_factor()
def person_sign_in(request: SignedInRequest, pk: int) -> HttpResponse:
    """Close or open the account, send a new link to choose a password, or reset the second factor."""
    right_or_404(request.user, Right.MANAGE_ALL_PEOPLE)
    found = get_object_or_404(User, pk=pk)
    back, wish = reverse("person", args=[pk]), request.POST.get("act")

    def act() -> FormResult:
        if wish == "link" and not SocialAccount.objects.filter(user=found).exists():
            send_welcome(user=found, by=request.user)
            return FormResult(back, _("A mail with a link is on its way to %(email)s.") % {"email": found.email})
        if wish == "reset":
            reset_second_factor(user=found, by=request.user)
            return FormResult(back, _("The second factor is reset."))
        if wish in {"open", "close"}:
            set_sign_in(user=found, allowed=wish == "open", by=request.user)
            return FormResult(back, _("Done."))
        return FormResult(back)

    return handle_form(request, Form(request.POST), act, show_refusal_page(request, back))


def _grant(request: SignedInRequest, person: User, form: RoleAndPlaceForm) -> None:
    data = form.cleaned_data
    grant_role(
        user=person,
        role=Role(data["role"]),
        unit=data["unit"],
        area=data["area"],
        by=request.user,
        today=timezone.localdate(),
        ends_on=data["ends_on"],
    )
