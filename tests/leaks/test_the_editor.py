"""The Wagtail admin: every route × every role × a unit's page. Nobody gets text of a unit there."""

from typing import Any

import pytest
from django.apps import apps
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from accounts.models import User
from accounts.roles import EDITOR_ROLES, Role
from tests import factories
from tests.leaks.editor_routes import EDITOR, Route, routes
from tests.leaks.stage import Place, Stage

#: Views that answer some role for some editors' page. New views of Wagtail are not included.
ANSWERED = frozenset(
    {
        "wagtailadmin_home", "wagtailadmin_account", "wagtailadmin_login", "wagtailadmin_logout",
        "wagtailadmin_explore_root", "wagtailadmin_explore", "wagtailadmin_explore_results",
        "wagtailadmin_api:pages:listing", "wagtailadmin_api:pages:detail",
        "wagtailadmin_sprite", "wagtailadmin_javascript_catalog", "wagtail_modeladmin:javascript_catalog",
        "wagtailadmin_block_preview",
        "wagtailadmin_editing_sessions:ping", "wagtailadmin_editing_sessions:release",
        "meetings_agreement_modeladmin_index", "meetings_agreement_modeladmin_inspect",
        "meetings_approvalrecord_modeladmin_index",
        "meetings_supportrequest_modeladmin_index", "meetings_membership_modeladmin_index",
        "media_objection_modeladmin_index",
        "wagtailsettings:edit", "wagtailsettings:preview_on_edit",
        *(f"wagtailadmin_pages:{act}" for act in (
            "add", "add_subpage", "preview_on_add", "edit", "preview_on_edit", "view_draft", "delete", "unpublish",
            "history", "history_results", "revisions_index", "revisions_view", "revisions_revert",
            "revisions_compare", "revisions_unschedule", "search", "search_results",
        )),
        *(f"wagtailsnippets_snippets_{register}:{act}"
          for register in ("initiative", "goal", "datatype", "datasettype")
          for act in ("list", "list_results", "add", "edit", "history", "history_results")),
    }
)  # fmt: skip
#: Lists with agreements, wishes, roles and units, for the central roles that may read them.
REGISTER = (
    "meetings_agreement_modeladmin_", "meetings_approvalrecord_modeladmin_", "meetings_supportrequest_modeladmin_",
    "meetings_membership_modeladmin_", "media_objection_modeladmin_",
)  # fmt: skip

#: Pages rendered as on the site, with the user's own menu.
DRAWN = ("wagtailadmin_pages:view_draft", "wagtailadmin_pages:revisions_view", "wagtailadmin_pages:preview_on")
#: Signs out whatever the method.
SIGN_OUT = "wagtailadmin_logout"


@pytest.fixture(autouse=True)
def _cheap_404(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Saves rendering the 404 page thousands of times; it is tested elsewhere."""
    monkeypatch.setattr("foundation.error_views.render", lambda *_args, **_words: HttpResponse(status=404))


def as_user(user: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


@pytest.fixture
def superuser(stage: Stage) -> User:
    """A user with all rights: superuser, central editor, and leader of the own unit."""
    user = factories.user(role=Role.CENTRAL_EDITOR, name="Stærk")
    factories.membership(user, Role.AGREEMENT_HOLDER, unit=stage.own.unit)
    user.is_superuser = True
    user.save()
    return user


def units_pages(place: Place) -> dict[str, Any]:
    return {
        "area": place.unit.area, "unit": place.unit, "meeting": place.this_year,
        "minutes": place.minutes, "submitted": place.submitted,
    }  # fmt: skip


def secrets(place: Place) -> list[str]:
    """Text of evidence, meetings and minutes, which must not appear in the admin, not even in the register."""
    mark = place.mark
    said = ("kladde", "delt", "situation", "billede", "ramme", "sendt", "møde", "data")
    return [f"{mark} {word}" for word in said] + [f"{mark}stuen", f"Vi er {mark}", f"@{mark}.dk"]


def says(response: HttpResponse, words: list[str]) -> list[str]:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    text = body.decode("utf-8", "replace").lower()
    return [word for word in words if word.lower() in text]


def snapshot() -> dict[str, Any]:
    """All rows that POSTs might change."""
    models = [model for app in ("meetings", "media", "snippets") for model in apps.get_app_config(app).get_models()]
    models += [apps.get_model("wagtailcore", name) for name in ("Page", "Revision", "WorkflowState", "TaskState")]
    return {model._meta.label: sorted(map(repr, model._default_manager.values_list())) for model in models}


def test_the_probe_covers_every_address() -> None:
    names = {route.name for route in routes()}
    assert names >= ANSWERED, sorted(ANSWERED - names)
    assert len(names) > 150


def test_visitors_are_sent_to_the_sign_in_page(stage: Stage) -> None:
    client = Client()
    for route in routes():
        response = client.get(route.address(stage.foreign.this_year))
        assert response.status_code == 302 and response.url.startswith(reverse("account_login")), route


@pytest.mark.parametrize("role", [role for role in Role if role not in EDITOR_ROLES])
def test_the_admin_is_404_for_other_roles(role: Role, stage: Stage) -> None:
    client = as_user(stage.person(role))
    for route in routes():
        assert client.get(route.address(stage.template)).status_code == 404, route


def test_a_superuser_without_a_role_in_the_editor_finds_nothing(stage: Stage) -> None:
    client = as_user(factories.user(is_superuser=True))
    assert not [route for route in routes() if client.get(route.address(stage.template)).status_code != 404]


def test_views_not_on_the_allowlist_are_404_even_for_superusers(stage: Stage, superuser: User) -> None:
    client = as_user(superuser)
    wrong = []
    for route in routes():
        if route.name in ANSWERED:
            continue
        for page in (stage.template, stage.foreign.last_year, stage.own.minutes):
            for method in (client.get, client.post):
                response = method(route.address(page))
                if response.status_code != 404:
                    wrong.append(f"{response.status_code} {route.name} {page}")
    assert not wrong


def probe(client: Client, route: Route, page: Page) -> list[str]:
    """GET and POST for one page of a unit: 404, whatever is sent."""
    address = route.address(page)
    sent = {"title": "Taget", "slug": "taget", "action-publish": "1", "is_editing": "1", "next": "/"}
    answers = (client.get(address), client.post(address, sent))
    return [f"{answer.status_code} {route.name} {page}" for answer in answers if answer.status_code != 404]


def assert_units_stay_out(client: Client, pages: list[Page]) -> None:
    before = snapshot()
    about_pages = [route for route in routes() if route.speaks_of_a_page and route.name in ANSWERED]
    assert len(about_pages) >= 18
    wrong = [line for route in about_pages for page in pages for line in probe(client, route, page)]
    assert not wrong
    assert snapshot() == before


@pytest.mark.parametrize("role", sorted(EDITOR_ROLES))
def test_views_of_a_page_answer_404_for_every_page_of_a_unit(role: Role, stage: Stage) -> None:
    """…and no POST changes a row."""
    assert_units_stay_out(as_user(stage.person(role)), list(units_pages(stage.foreign).values()))


def test_a_superuser_who_leads_a_unit_does_not_see_it_in_the_admin(stage: Stage, superuser: User) -> None:
    assert_units_stay_out(
        as_user(superuser), [*units_pages(stage.own).values(), stage.foreign.this_year, stage.foreign.minutes]
    )


@pytest.mark.parametrize("who", [*sorted(EDITOR_ROLES), "superuser"])
def test_no_admin_page_contains_text_of_units(who: Any, stage: Stage, superuser: User) -> None:
    client = as_user(superuser if who == "superuser" else stage.person(who))
    pages = [stage.template, stage.template.get_parent().specific, stage.own.cleared.get_parent().specific,
             stage.own.cleared]  # fmt: skip
    clears = who != Role.ADMINISTRATOR
    wrong, answered = [], 0
    for route in routes():
        if route.name == SIGN_OUT:
            continue
        for page in pages if route.words else pages[:1]:
            response = client.get(route.address(page))
            if response.status_code != 200:
                continue
            answered += 1
            for place in (stage.own, stage.foreign):
                words = secrets(place)
                in_forum = page in pages[2:] or not route.words
                in_own_menu = place is stage.own and route.name.startswith(DRAWN)
                if not (route.name.startswith(REGISTER) or (clears and in_forum) or in_own_menu):
                    words = [place.mark]  # not the unit's name, nor its people's
                wrong += [f"{route.name} {page}: {word}" for word in says(response, words)]
    assert answered > 25
    assert not wrong


def test_posting_to_every_admin_address_changes_nothing_of_units(stage: Stage, superuser: User) -> None:
    """All routes, allowed or not, with the ids of a unit's page in the URL, the query and the form."""
    client = as_user(superuser)
    before = snapshot()
    for page in (stage.foreign.this_year, stage.foreign.minutes):
        sent = {"id": page.pk, "next": EDITOR, "new_parent_page": page.pk, "chooser": page.pk, "title": "Taget"}
        for route in routes():
            if route.name != SIGN_OUT:
                client.post(f"{route.address(page)}?id={page.pk}", sent)
    assert snapshot() == before
