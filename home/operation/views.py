"""The operation page, for administrators."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from home.operation.reading import operation_context
from home.operation.retry import retry_parked_work
from meetings.units.get_or_404 import right_or_404


@login_required
@require_http_methods(["GET", "POST"])
def operation(request: SignedInRequest) -> HttpResponse:
    """GET lists tasks and mails; POST with `task` or `mail` (an id, or "all") retries them."""
    right_or_404(request.user, Right.SEE_OPERATION)
    now = timezone.now()
    if request.method == "POST":
        kind = "mail" if "mail" in request.POST else "task"
        count = retry_parked_work(kind=kind, which=request.POST.get(kind, ""), by=request.user, now=now)
        said = ngettext("%(count)s is tried again.", "%(count)s are tried again.", count) % {"count": count}
        messages.success(request, said if count else _("There was nothing left to retry."))
        return redirect("operation")
    return render(request, "home/operation.html", operation_context(now))
