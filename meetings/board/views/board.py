"""The view of the board of the year."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.roles import Right
from accounts.second_factor.recent import always, require_recent_second_factor
from foundation.breadcrumbs import from_front_page
from foundation.text.spreadsheet import CONTENT_TYPES, XLSX
from foundation.translation.in_danish import in_danish
from meetings.board.board import Board, board_of, count_text
from meetings.board.stages import Stage
from meetings.board.workbook import board_columns, workbook_of
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


def _asked(request: HttpRequest) -> dict[str, str]:
    return {name: request.GET.get(name, "")[:60] for name in ("omraade", "tilstand", "skoleaar")}


def _board(request: HttpRequest) -> Board:
    """The board as the reader may see it, with the filters of the address; 404 for those who follow no area."""
    right_or_404(request.user, Right.SEE_BOARD_OF_YEAR)
    asked = _asked(request)
    return board_of(
        request.user,
        today=timezone.localdate(),
        school_year=asked["skoleaar"],
        area=asked["omraade"],
        stage=asked["tilstand"] if asked["tilstand"] in Stage.values else "",
    )


def _address(name: str, request: HttpRequest) -> str:
    """The same rows elsewhere."""
    kept = {name: value for name, value in _asked(request).items() if value}
    return f"{reverse(name)}?{urlencode(kept)}" if kept else reverse(name)


@login_required
@require_safe
def board_of_year(request: HttpRequest) -> HttpResponse:
    """The board of those who follow a whole area: only their own units."""
    board, asked = _board(request), _asked(request)
    is_filtered = bool(asked["omraade"] or asked["tilstand"])
    context = {
        "board": board,
        "page": Paginator(board.rows, PAGE_SIZE).get_page(request.GET.get("side")),
        "form": BoardFilter(initial=asked | {"skoleaar": board.school_year}, board=board),
        "found": count_text(board),
        "preparations_url": reverse("preparations") if access.of(request.user).area_ids(Right.PREPARE) else "",
        "print_url": _address("board_print", request),
        "workbook_url": _address("board_workbook", request),
        "is_filtered": is_filtered,
        "reset_url": reverse("board_of_year") if is_filtered else "",
        "crumbs": from_front_page(_("Overview")),
    }
    return render(request, "meetings/board/board.html", context)


@login_required
@require_safe
def board_print(request: HttpRequest) -> HttpResponse:
    """The rows for A4 landscape: no menu, no pages."""
    board, stage = _board(request), _asked(request)["tilstand"]
    context = {
        "board": board,
        "columns": board_columns(),
        "found": count_text(board),
        "chosen": Stage(stage).label if stage in Stage.values else "",
        "today": timezone.localdate(),
        "back_url": _address("board_of_year", request),
    }
    return render(request, "meetings/board/print.html", context)


@login_required
@require_safe
@require_recent_second_factor(when=always)
@in_danish()
def board_workbook(request: HttpRequest) -> HttpResponse:
    board = _board(request)
    word, year = _("Overview").lower(), board.school_year.replace("/", "-")
    response = HttpResponse(workbook_of(board), content_type=CONTENT_TYPES[XLSX])
    response["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=f"{word}-{year}.xlsx") or ""
    )
    return response
