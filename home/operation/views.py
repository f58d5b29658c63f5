"""The operation page and the page of the deep check, for administrators."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from home.operation.reading import operation_context
from home.operation.retry import retry_parked_tasks
from meetings.units.get_or_404 import right_or_404


@login_required
@require_http_methods(["GET", "POST"])
def operation(request: SignedInRequest) -> HttpResponse:
    """GET lists tasks; POST with `task` (an id, or "all") retries parked ones."""
    right_or_404(request.user, Right.SEE_OPERATION)
    if request.method == "POST":
        count = retry_parked_tasks(task_name=request.POST.get("task", ""), by=request.user)
        said = ngettext("%(count)s is tried again.", "%(count)s are tried again.", count) % {"count": count}
        messages.success(request, said if count else _("There was nothing left to retry."))
        return redirect("operation")
    return render(request, "home/operation.html", operation_context(timezone.now()))


@login_required
@require_GET
def health(request: SignedInRequest) -> HttpResponse:
    """Looks at everything, and lists what fails first."""
    from home.monitoring.checks import run_checks  # loads what no other page needs

    right_or_404(request.user, Right.SEE_OPERATION)
    results = sorted(run_checks(), key=lambda result: result.error is None)
    failures = sum(result.error is not None for result in results)
    return render(request, "home/health.html", {"results": results, "failures": failures})
