"""The developers' page that shows every component in its states (only where settings.COMPONENTS_PAGE is true).

Its texts are examples and no part of the product: they are written here in Danish and are not in the catalogue.
"""

import datetime

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe

from foundation.forms.date_and_time_fields import ClockField, DayField

OLD_TEXT = "Vi aftalte, at Skovskolen prøver makkerlæsning i 3. klasse, og at forvaltningen hjælper med materialer."
NEW_TEXT = (
    "Vi aftalte, at Skovskolen prøver makkerlæsning i 2. og 3. klasse fra uge 42, og at forvaltningen hjælper med "
    "materialer og en læsevejleder."
)


class GalleryForm(forms.Form):
    """One field of every kind that the product uses."""

    title = forms.CharField(label="Overskrift", help_text="Kort og konkret, for eksempel »Makkerlæsning i 3. klasse«.")
    story = forms.CharField(label="Hvad skete der?", widget=forms.Textarea, required=False)
    perspective = forms.ChoiceField(
        label="Hvis perspektiv er det?",
        choices=[("children", "Børn"), ("staff", "Medarbejdere"), ("parents", "Forældre")],
        widget=forms.RadioSelect,
    )
    topics = forms.MultipleChoiceField(
        label="Hvad handler det om?",
        choices=[("community", "Fællesskaber for alle"), ("reading", "Læsning"), ("transition", "Overgange")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    item = forms.ChoiceField(
        label="Punkt på dagsordenen", choices=[("", "Vælg punkt"), ("1", "Kvalitet og resultater")]
    )
    day = DayField(label="Dato")
    start = ClockField(label="Begynder")
    photo = forms.FileField(label="Billede", required=False, help_text="JPEG, PNG eller WebP, højst 25 MB.")
    consent = forms.BooleanField(label="Ingen børn kan genkendes på billedet", help_text="Så behøver I intet samtykke.")


class ExampleReasonForm(forms.Form):
    reason = forms.CharField(label="Hvad mangler der?", widget=forms.Textarea)


def _steps() -> list[dict[str, str]]:
    return [
        {"label": "Skabelon", "state": "done", "when": "12. maj", "url": "#skabelon"},
        {"label": "Indkald", "state": "done", "when": "3. september", "url": "#indkald"},
        {"label": "Forbered", "state": "current", "when": "senest 7. oktober", "url": "#forbered"},
        {"label": "Møde", "state": "todo", "when": "14. oktober kl. 9.00"},
        {"label": "Referat", "state": "todo", "when": "senest 28. oktober"},
        {"label": "Aftaler", "state": "todo", "when": "hele året"},
    ]


def _tasks() -> list[dict[str, object]]:
    return [
        {
            "what": "Skriv status på aftalen om makkerlæsning",
            "url": "#1",
            "context": "Aftale fra dialogmødet 2025/2026",
            "when": "Fristen var 1. oktober",
            "late": True,
        },
        {
            "what": "Del jeres materiale med mødet",
            "url": "#2",
            "context": "Skovskolen",
            "when": "7. oktober · om 6 dage",
        },
        {"what": "Svar på indkaldelsen", "url": "#3"},
    ]


def _table() -> dict[str, object]:
    return {
        "columns": [{"label": "Enhed"}, {"label": "Tilstand"}, {"label": "Besvarelser", "number": True}],
        "rows": [
            [{"text": "Skovskolen", "url": "#skovskolen"}, "Under forberedelse", "214"],
            ["Bakkeskolen", "Indkaldt", {"missing": "Ikke vist"}],
            ["Solstrålen", "Ikke indkaldt", {"missing": "Mangler"}],
        ],
    }


def examples(request: HttpRequest) -> dict[str, object]:
    """Return the template context: the arguments of the components that take lists and forms."""
    wrong = GalleryForm({"title": "", "day": "32. marts"})
    examples_of_apps: dict[str, object] = {}
    for name in settings.COMPONENT_EXAMPLES:
        examples_of_apps |= import_string(name)()
    return examples_of_apps | {
        "crumbs": [{"label": "Skoler", "url": "#"}, {"label": "Skovskolen", "url": "#"}, {"label": "2026/2027"}],
        "steps": _steps(),
        "tasks": _tasks(),
        "table": _table(),
        "media_items": [
            {
                "key": "vandhul",
                "is_under_way": True,
                "get_state_display": "Behandles",
                "percent_prepared": 40,
                "is_refused": False,
            },
            {
                "key": "bakker",
                "is_under_way": False,
                "is_refused": True,
                "get_state_display": "Afvist",
                "refusal": "Billedet er beskadiget og kan ikke læses. Vælg det igen, eller tag et nyt.",
            },
            {"key": "hule", "is_under_way": False, "is_refused": False},
        ],
        "facts": [
            {"term": "Hvornår", "value": "Onsdag den 14. oktober 2026 kl. 9.00"},
            {"term": "Hvor", "value": "Mødelokale 2\nRådhuset"},
            {"term": "Skabelon", "value": "Dialogmøder 2026/2027", "url": "#"},
        ],
        "entries": [
            {
                "when": "1. oktober 2026",
                "who": "Anna Holm",
                "title": "I gang",
                "text": "Makkerlæsningen kører i to klasser. Børnene spørger selv efter den.",
            },
            {"when": "12. august 2026", "who": "Bo Lind", "title": "Forsinket", "tone": "attention"},
            {"when": "28. oktober 2025", "title": "Aftalen blev godkendt", "tone": "done", "url": "#"},
        ],
        "form": GalleryForm(prefix="empty"),
        "reason_form": ExampleReasonForm(),
        "wrong_form": wrong,
        "two_texts": [{"label": "Hvad skete der?", "now": OLD_TEXT, "mine": NEW_TEXT}],
        "page": Paginator(range(200), 10).get_page(request.GET.get("page", 4)),
        "old_text": OLD_TEXT,
        "new_text": NEW_TEXT,
        "date": datetime.date(2026, 3, 12),
        "moment": timezone.make_aware(datetime.datetime.fromisoformat("2026-03-12T09:00")),
        "share": 6.4,
        "minutes": 90,
        "choices": [
            {"label": "Skoler", "url": "#", "is_current": True},
            {"label": "Dagtilbud", "url": "#", "is_current": False},
        ],
    }


@require_safe
def component_page(request: HttpRequest) -> HttpResponse:
    return render(request, "dev/components.html", examples(request))


@require_safe
def presentation_page(request: HttpRequest) -> HttpResponse:
    """The full-screen frame: one slide with text only, one with a picture beside the text."""
    kind = request.GET.get("kind", "words")
    return render(request, "dev/presentation.html", {"kind": kind, "other": "words" if kind == "beside" else "beside"})
