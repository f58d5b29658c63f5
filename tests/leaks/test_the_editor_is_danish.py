"""The Wagtail admin says nothing in English: every view that can be reached, its errors, and what a save answers."""

from collections import defaultdict
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse
from wagtail.models import Page
from wagtail.snippets.models import get_snippet_models

from accounts.models import User
from accounts.roles import Role
from accounts.user import Language
from meetings.models import Agreement
from tests.english_words import is_english, said
from tests.leaks.editor_routes import routes
from tests.leaks.stage import Stage
from tests.leaks.test_every_editor_form import EditorForm, changing, making, page_types
from tests.leaks.test_the_editor import ANSWERED, SIGN_OUT, as_user

pytestmark = pytest.mark.django_db

#: Views of an object that is no page, by the beginning of their name.
OF_ROWS = {"meetings_agreement_modeladmin_": Agreement} | {
    f"wagtailsnippets_snippets_{model._meta.model_name}:": model for model in get_snippet_models()
}


def test_the_words_are_found() -> None:
    html = '<p title="Save the page">Gem siden</p><div data-x=\'{"a": "<b>Choose a page</b>"}\'></div>'
    assert [text for text in said(html) if is_english(text)] == ["Save the page", "Choose a page"]
    assert not is_english("Du har tre sider, som er klar til at blive udgivet for alle")


def answers(stage: Stage) -> Iterator[tuple[str, HttpResponse]]:
    """What is answered: to a look at every view, to empty forms, and to saves."""
    forms = [*making(stage), *changing(stage)]
    pages: list[Page] = [page for model in page_types() if (page := model.objects.first())]
    pages += [stage.template.get_parent(), stage.own.cleared.get_parent()]
    for role in (Role.CENTRAL_EDITOR, Role.ADMINISTRATOR):
        client = as_user(stage.person(role))
        for route in routes():
            if route.name in ANSWERED - {SIGN_OUT}:
                kind = next((model for name, model in OF_ROWS.items() if route.name.startswith(name)), None)
                rows = list(kind.objects.all()[:1]) if kind and len(route.words) == 1 else []
                addresses = [reverse(route.name, args=[row.pk]) for row in rows]
                addresses += [route.address(page) for page in (pages if route.words else pages[:1])]
                for address in addresses:
                    yield route.name, client.get(address)
        for name in ("index", "add", "index_results"):
            yield name, client.get(reverse(f"moderation_workflows:{name}"))
    for form in forms:
        yield from answers_to(form)


def answers_to(form: EditorForm) -> Iterator[tuple[str, HttpResponse]]:
    client = as_user(form.person)
    sent = form.filled(client)
    yield form.address, client.get(form.address)
    with transaction.atomic():
        yield f"empty {form.address}", client.post(form.address, {**sent, form.words: "", "slug": "æ æ", "name": ""})
        yield f"saved {form.address}", client.post(form.address, sent, follow=True)
        transaction.set_rollback(True)


def test_the_editor_is_danish_also_to_who_reads_english(stage: Stage) -> None:
    User.objects.update(language=Language.ENGLISH)
    found: dict[str, set[str]] = defaultdict(set)
    looked = 0
    for name, answer in answers(stage):
        if answer.status_code == 200 and not answer.streaming and "html" in answer.headers["Content-Type"]:
            looked += 1
            for text in said(answer.content.decode()):
                if is_english(text):
                    found[text[:150]].add(name)
    assert looked > 150
    assert not found, "\n".join(f"{text!r}: {sorted(places)[:2]}" for text, places in sorted(found.items()))
