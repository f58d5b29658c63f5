"""The papers, as pages to print and as Word documents, and the register of processors."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from foundation.breadcrumbs import from_front_page
from foundation.forms.carry_out_once import FormResult
from foundation.forms.handle_form import form_data, handle_form, handle_removal
from foundation.municipality import Municipality
from foundation.translation.in_danish import in_danish
from home.data_protection.document import paper_document
from home.data_protection.forms import ProcessorForm
from home.data_protection.paper import Paper
from home.data_protection.papers import all_papers, paper_of
from home.data_protection.processor import Processor
from home.data_protection.remove_processor import remove_processor
from home.data_protection.save_processor import save_processor
from media.stored_file import CONTENT_TYPES
from meetings.units.get_or_404 import right_or_404


def _crumbs(*last: str) -> list[dict[str, str]]:
    first = (_("Data protection"), reverse("data_protection") if last else "")
    return from_front_page(first, *last)


@login_required
@require_safe
def data_protection(request: SignedInRequest) -> HttpResponse:
    """The list of papers, and the register of processors."""
    right_or_404(request.user, Right.KEEP_DATA_PROTECTION)
    context = {
        "papers": all_papers(),
        "processors": Processor.objects.all(),
        "crumbs": _crumbs(),
    }
    return render(request, "home/data_protection/index.html", context)


def _paper_or_404(request: SignedInRequest, key: str) -> Paper:
    right_or_404(request.user, Right.KEEP_DATA_PROTECTION)
    if (found := paper_of(key)) is None:
        raise Http404
    return found


@login_required
@require_safe
def paper(request: SignedInRequest, key: str) -> HttpResponse:
    found = _paper_or_404(request, key)
    context = {
        "paper": found,
        "parts": found.shown(),
        "now": timezone.now(),
        "municipality": Municipality.here(),
        "crumbs": _crumbs(found.title),
    }
    return render(request, "home/data_protection/paper.html", context)


@login_required
@require_safe
@in_danish()
def paper_as_word(request: SignedInRequest, key: str) -> HttpResponse:
    """The paper as .docx, to be worked on and put on the case."""
    from meetings.exports.word.make_word import make_word  # ten megabytes of each web server that never writes one

    found = _paper_or_404(request, key)
    document = paper_document(found, made_at=timezone.now())
    name = f'attachment; filename="{document.file_name}.docx"'
    return HttpResponse(make_word(document), content_type=CONTENT_TYPES["docx"], headers={"Content-Disposition": name})


@login_required
@require_http_methods(["GET", "POST"])
def processor_new(request: SignedInRequest) -> HttpResponse:
    right_or_404(request.user, Right.KEEP_DATA_PROTECTION)
    return _write(request, None)


@login_required
@require_http_methods(["GET", "POST"])
def processor_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    right_or_404(request.user, Right.KEEP_DATA_PROTECTION)
    return _write(request, get_object_or_404(Processor, pk=pk))


def _write(request: SignedInRequest, row: Processor | None) -> HttpResponse:
    form = ProcessorForm(form_data(request), row=row)

    def act() -> FormResult:
        written = save_processor(processor=row, by=request.user, **form.action_kwargs)
        return FormResult(reverse("data_protection"), _("%(name)s is in the register.") % {"name": written.name})

    def show(form: ProcessorForm, status: int) -> HttpResponse:
        crumbs = _crumbs(row.name if row else _("New processor"))
        context = {"form": form, "processor": row, "crumbs": crumbs}
        return render(request, "home/data_protection/processor.html", context, status=status)

    return handle_form(request, form, act, show)


@login_required
@require_POST
def processor_remove(request: SignedInRequest, pk: int) -> HttpResponse:
    right_or_404(request.user, Right.KEEP_DATA_PROTECTION)
    row = Processor.objects.filter(pk=pk).first()

    def remove(row: Processor) -> None:
        remove_processor(processor=row, by=request.user)

    return handle_removal(
        request, row, remove, back=reverse("data_protection"), message=_("It is removed from the register.")
    )
