"""The view of the board of the year."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.roles import Right
from meetings.board.board import Board, board_of, count_text
from meetings.board.stages import Stage
from meetings.units import access
from meetings.units.get_or_404 import right_or_404

#: A chef's forty meetings fit on one page.
PAGE_SIZE = 50


class BoardFilter(forms.Form):
    """The filter form. Its choices come from the board, so nothing the user may not see is offered."""

    omraade = forms.ChoiceField(label=gettext_lazy("Area"), required=False)
    tilstand = forms.ChoiceField(label=gettext_lazy("State"), required=False)
    skoleaar = forms.ChoiceField(label=gettext_lazy("School year"), required=False)

    def __init__(self, *args: Any, board: Board, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = [(area.slug, area.title) for area in board.areas]
        fields: dict[str, Any] = self.fields
        fields["omraade"].choices = [("", _("All areas")), *areas]
        fields["tilstand"].choices = [("", _("All states")), *Stage.choices]
        fields["skoleaar"].choices = [(year, year) for year in board.years]
        if len(areas) < 2:
            del self.fields["omraade"]
        if len(board.years) < 2:
            del self.fields["skoleaar"]


@login_required
@require_safe
def board_of_year(request: HttpRequest) -> HttpResponse:
    """The board of those who follow a whole area: only their own units."""
    right_or_404(request.user, Right.SEE_BOARD_OF_YEAR)
    asked = {name: request.GET.get(name, "")[:60] for name in ("omraade", "tilstand", "skoleaar")}
    board = board_of(
        request.user,
        today=timezone.localdate(),
        school_year=asked["skoleaar"],
        area=asked["omraade"],
        stage=asked["tilstand"] if asked["tilstand"] in Stage.values else "",
    )
    is_filtered = bool(asked["omraade"] or asked["tilstand"])
    context = {
        "board": board,
        "page": Paginator(board.rows, PAGE_SIZE).get_page(request.GET.get("side")),
        "form": BoardFilter(initial=asked | {"skoleaar": board.school_year}, board=board),
        "found": count_text(board),
        "preparations_url": reverse("preparations") if access.of(request.user).area_ids(Right.PREPARE) else "",
        "is_filtered": is_filtered,
        "reset_url": reverse("board_of_year") if is_filtered else "",
        "crumbs": [{"label": _("Front page"), "url": "/"}, {"label": _("Overview"), "url": ""}],
    }
    return render(request, "meetings/board/board.html", context)
