"""Views of what a unit brings: read by all who see the meeting, written in place by its leaders."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from foundation.forms.carry_out_once import FormResult
from foundation.forms.handle_form import form_data, handle_form
from meetings.initiatives.forms import StatementForm
from meetings.initiatives.reading import may_write_statements, statement_of, statements_page, statements_url
from meetings.initiatives.save_statement import save_statement
from meetings.meeting.agenda import agenda_of
from meetings.meeting.breadcrumbs import breadcrumbs
from meetings.meeting.get_or_404 import meeting_or_404
from meetings.meeting.item import items_of
from meetings.meeting.pages import MeetingPage
from meetings.units import access


@login_required
@require_safe
def statements(request: SignedInRequest, area: str, unit: str, year: int) -> HttpResponse:
    return _show(request, meeting_or_404(request.user, area, unit, year))


@login_required
@require_http_methods(["GET", "POST"])
def write(request: SignedInRequest, area: str, unit: str, year: int, pk: int, key: str) -> HttpResponse:
    """The page with the form for one statement in its place."""
    meeting = meeting_or_404(request.user, area, unit, year, right=Right.WRITE_STATEMENTS)
    row = next((one for one in items_of(meeting, brought=True).values() if one.pk == pk), None)
    item = next((one for one in agenda_of(meeting) if row is not None and one.row == row), None)
    statement = statement_of(row, item, key) if row is not None and item is not None else None
    if row is None or statement is None:
        raise Http404
    if request.method != "POST" and not may_write_statements(request.user, meeting):
        messages.info(request, _("What you bring can no longer be changed."))
        return redirect(statements_url(meeting))
    form = StatementForm(form_data(request), row=statement)

    def act() -> FormResult:
        seen = form.cleaned_data["seen"]
        saved = save_statement(
            item=row, statement=statement, written=form.written(), expected_version=seen, by=request.user
        )
        message = _("It is saved. Everybody who can see the meeting sees it.")
        return FormResult(f"{statements_url(meeting)}#indsats-{saved.key}", message)

    def show(form: StatementForm, status: int) -> HttpResponse:
        return _show(request, meeting, form=form, open_at=(row.pk, key), status=status)

    return handle_form(request, form, act, show)


def _show(
    request: SignedInRequest,
    meeting: MeetingPage,
    *,
    form: StatementForm | None = None,
    open_at: tuple[int, str] = (0, ""),
    status: int = 200,
) -> HttpResponse:
    pk, key = open_at
    context = {
        "meeting": meeting,
        "entries": statements_page(meeting),
        "may_write": may_write_statements(request.user, meeting),
        "form": form,
        "sees_wishes": access.of(request.user).may(Right.SEE_WISHES, meeting.unit),
        "open_item": pk,
        "open_key": key,
        "keep": f"statement-{pk}-{key}-{form.statement.version}" if form else "",
        "statements_url": statements_url(meeting),
        "meeting_url": meeting.url,
        "crumbs": breadcrumbs(meeting, _("What we bring")),
    }
    return render(request, "meetings/initiatives/statements.html", context, status=status)
