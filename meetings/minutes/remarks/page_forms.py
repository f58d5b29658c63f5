"""The forms of the page of a round: which was sent, and the action that it carries out."""

from collections.abc import Callable
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from foundation.cpr_forms.forms import Form
from foundation.forms.carry_out_once import FormResult
from foundation.forms.handle_form import handle_form
from foundation.text.parsing import parse_int
from meetings.minutes.remarks.answer_remark import answer_remark
from meetings.minutes.remarks.change_remark import change_remark
from meetings.minutes.remarks.enums import AuthorChoice
from meetings.minutes.remarks.finish_reading import finish_reading
from meetings.minutes.remarks.forms import AuthorChoiceForm, RemarkAnswerForm, RemarkForm
from meetings.minutes.remarks.give_remark import give_remark
from meetings.minutes.remarks.models import Remark
from meetings.minutes.remarks.reading import WHOLE_MINUTES, RoundPage

Act = Callable[[], FormResult]


def handle_page(request: HttpRequest, page: RoundPage, show: Callable[[int], HttpResponse]) -> HttpResponse:
    """GET shows the page; POST carries out what the pressed button (`do`) says. Raises Http404 for a thing or a person
    that it is not for."""
    if request.method != "POST":
        return show(200)
    name = request.POST.get("do", "")
    form, act = _form_and_act(request, page, name)

    def show_form(form: Form, status: int) -> HttpResponse:
        page.bound = {name: form}
        return show(status)

    return handle_form(request, form, act, show_form)


def _form_and_act(request: HttpRequest, page: RoundPage, name: str) -> tuple[Form, Act]:
    what, _colon, which = name.partition(":")
    if what == "remark" and which and page.reader is not None:
        form: Form = RemarkForm(request.POST, key=which)
        return form, partial(_give, request, page, form, which)
    if what == "done" and page.reader is not None:
        return Form(request.POST), partial(_finish, request, page)
    pk = parse_int(which, None)
    remark = next((one for one in page.remarks() if one.pk == pk), None)
    if remark is None:
        raise Http404
    is_mine = page.is_by_reader(remark)
    if what == "change" and is_mine:
        form = RemarkForm(request.POST, key=f"change_{pk}", row=remark)
        return form, partial(_change, request, page, form, remark)
    if what in ("keep", "withdraw") and is_mine:
        form = AuthorChoiceForm(request.POST, key=f"choice_{pk}", row=remark)
        return form, partial(_choose, request, page, form, remark, what)
    if what == "answer" and page.writer is not None:
        answer = RemarkAnswerForm(request.POST, key=f"answer_{pk}", row=remark)
        return answer, partial(_answer, request, page, answer, remark)
    raise Http404


def _give(request: HttpRequest, page: RoundPage, form: Form, key: str) -> FormResult:
    assert page.reader is not None  # noqa: S101 - asked by the caller
    block_id = "" if key == WHOLE_MINUTES else key
    remark = give_remark(reader=page.reader, block_id=block_id, text=form.cleaned_data["text"], today=page.today)
    return _done(request, remark, _("Your remark is kept. You see here what is answered to it."))


def _change(request: HttpRequest, page: RoundPage, form: Form, remark: Remark) -> FormResult:
    assert page.reader is not None  # noqa: S101
    data = form.cleaned_data
    change_remark(remark=remark, reader=page.reader, text=data["text"], expected_version=data["seen"], today=page.today)
    return _done(request, remark, _("Your remark is changed."))


def _choose(request: HttpRequest, page: RoundPage, form: Form, remark: Remark, what: str) -> FormResult:
    assert page.reader is not None  # noqa: S101
    choice = AuthorChoice.KEPT if what == "keep" else AuthorChoice.WITHDRAWN
    seen = form.cleaned_data["seen"]
    change_remark(remark=remark, reader=page.reader, choice=choice, expected_version=seen, today=page.today)
    if choice == AuthorChoice.KEPT:
        return _done(request, remark, _("Your remark is kept with the minutes."))
    return _done(request, remark, _("Your remark is withdrawn. You can bring it back until the minutes are sent."))


def _answer(request: HttpRequest, page: RoundPage, form: RemarkAnswerForm, remark: Remark) -> FormResult:
    assert page.writer is not None  # noqa: S101
    answer_remark(
        remark=remark, is_taken_in=form.is_taken_in, answer=form.cleaned_data["answer"], by=page.writer,
        expected_version=form.cleaned_data["seen"], today=page.today,
    )  # fmt: skip
    return _done(request, remark, _("The answer is saved. The author is told."))


def _finish(request: HttpRequest, page: RoundPage) -> FormResult:
    assert page.reader is not None  # noqa: S101
    finish_reading(reader=page.reader, today=page.today)
    return FormResult(request.path, _("Thank you. It is noted that you have no more remarks."))


def _done(request: HttpRequest, remark: Remark, message: str) -> FormResult:
    return FormResult(f"{request.path}#bemaerkning-{remark.pk}", message)
