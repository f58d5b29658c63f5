"""Every form, sent with ids of another unit's objects and with invalid values.

No answer is a server error, none contains text of the other unit, and nothing of the other unit changes.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.roles import Role
from foundation.forms.carry_out_once import VERSION_FIELDS
from foundation.forms.one_time_key import KEY_FIELD
from tests.leaks.expectations import SITE
from tests.leaks.only_looked_at import tables_written
from tests.leaks.stage import FOREIGN, Place, Stage
from tests.leaks.test_every_route import words_of
from tests.services.visitor import fields

pytestmark = pytest.mark.django_db

#: Roles of a unit or its area; administrators and editors may refer to every unit.
ACTORS = [Role.AGREEMENT_HOLDER, Role.HEAD_OF_AREA, Role.CONSULTANT]
NONSENSE = ["\x00", "²", "9" * 5000, "'\"<b>\ufffe"]
#: Fields whose value is compared, and never looked up in the database.
COMPARED = {KEY_FIELD, *VERSION_FIELDS}
#: It takes minutes, and each worker takes a part.
PARTS = 6
IN_ADDRESSES = "side q fra ting key punkt linje skoleaar omraade indsats enhed v page".split()  # noqa: SIM905
LEFT_ALONE = {"account_logout", "account_change_password", "account_login", "account_signup", "account_reset_password"}


def foreign_ids(place: Place) -> list[str]:
    things = (place.unit, place.this_year, place.draft, place.agreement, place.line, place.membership,
              place.people[Role.AGREEMENT_HOLDER])  # fmt: skip
    keys = [str(place.shown_photo.key)]
    return list(dict.fromkeys([*(str(thing.pk) for thing in things), *keys, str(place.this_year.agenda_items[0].id)]))


def belongings(place: Place, tables: set[str] | None = None) -> dict[str, Any]:
    """All rows that refer to the unit or one of its pages; with `tables`, of models that are kept there."""
    pages = place.unit.get_descendants(inclusive=True).values("pk")
    found = {}
    for app in ("meetings", "media", "foundation"):
        for model in apps.get_app_config(app).get_models():
            if tables is not None and tables.isdisjoint(
                one._meta.db_table for one in (model, *model._meta.all_parents)
            ):
                continue
            names = {field.name for field in model._meta.fields}
            rows = model._default_manager.none()
            if "unit" in names:
                rows = model._default_manager.filter(unit=place.unit)
            elif "page_ptr" in names:
                rows = model._default_manager.filter(page_ptr__in=pages)
            elif "evidence" in names:
                rows = model._default_manager.filter(evidence__unit=place.unit)
            elif "meeting" in names:
                rows = model._default_manager.filter(meeting__in=pages)
            if rows.query.is_empty():
                continue
            found[model._meta.label] = sorted(map(repr, rows.values_list()))
    return found


def forms_on(client: Client, address: str) -> Iterator[tuple[str, dict[str, Any], set[str]]]:
    """Of each form: its action, the data that a browser would send, and its text fields."""
    page = client.get(address)
    if page.status_code != 200 or "html" not in page["Content-Type"]:
        return
    for form in BeautifulSoup(page.content, "html.parser").select("main form[method=post]"):
        buttons = {button["name"]: button.get("value", "") for button in form.select("button[name]")[:1]}
        written = {str(box["name"]) for box in form.select("textarea[name], input[type=text][name]")}
        yield str(form.get("action") or address), {**fields(form), **buttons}, written


@pytest.mark.parametrize("part", range(PARTS))
def test_forms_refuse_ids_of_another_unit_without_errors(stage: Stage, part: int) -> None:
    """Each field of each form once, by the first of the roles that can open it; a part of the routes at a time."""
    routes = list(SITE.items())[part::PARTS]
    before = belongings(stage.foreign)
    tried: set[tuple[str, str]] = set()
    wrong = []
    for role in ACTORS:
        client = Client(raise_request_exception=False)
        client.force_login(stage.person(role))
        for name, expected in routes:
            if role not in expected.own or name in LEFT_ALONE:
                continue
            address = reverse(name, kwargs=words_of(expected, stage.own))
            for action, filled, written in forms_on(client, address):
                for field in filled:
                    place = ("any" if field == KEY_FIELD else action, without_numbers(field))  # all keys are read alike
                    if field == "csrfmiddlewaretoken" or place in tried:
                        continue
                    tried.add(place)
                    for value in [*([] if field in written | COMPARED else foreign_ids(stage.foreign)), *NONSENSE]:
                        with transaction.atomic():
                            with tables_written() as tables:
                                answer = client.post(action, {**filled, field: value})
                            what = "broke" if answer.status_code >= 500 else says(answer)
                            if not belongings(stage.foreign, tables).items() <= before.items():
                                what = "changed the other unit"
                            if what:
                                wrong.append(f"{role} {action} {field}={value[:40]!r}: {what}")
                            transaction.set_rollback(True)
    assert len(tried) > 10
    assert not wrong, "\n".join(wrong[:60])


def without_numbers(field: str) -> str:
    """agenda-3-minutes and agenda-4-minutes are one."""
    return re.sub(r"\d+|[0-9a-f]{8}-[0-9a-f-]{27}", "#", field)


def says(answer: HttpResponse) -> str:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return "speaks of the other unit" if FOREIGN.encode().lower() in body.lower() else ""


@pytest.mark.parametrize("role", [*ACTORS, Role.CENTRAL_EDITOR, Role.ADMINISTRATOR])
def test_invalid_query_strings_cause_no_server_error(role: Role, stage: Stage) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(stage.person(role))
    addresses = [reverse(name, kwargs=words_of(said, stage.own)) for name, said in SITE.items() if role in said.own]
    addresses += ["/", "/lederforum/", reverse("example_show", kwargs={"slug": stage.own.cleared.slug})]
    wrong = []
    for address in addresses:
        for value in NONSENSE:
            if client.get(address, dict.fromkeys(IN_ADDRESSES, value[:1000])).status_code >= 500:
                wrong.append(f"{address} {value[:20]!r}")
    assert not wrong
