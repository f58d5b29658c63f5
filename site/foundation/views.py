"""Views of the colours' stylesheet, the accessibility statement, the privacy page and security.txt."""

from datetime import date, timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from foundation import brand_colours
from foundation.middleware.language import COOKIE_NAME, LANGUAGES, remember_language
from foundation.municipality import Municipality
from foundation.text.notation import to_html

A_YEAR = 31_536_000
#: The day our own statement was last reviewed against the pages; required at least once a year.
STATEMENT_MADE = date(2026, 11, 24)
#: Contact page of the agency that supervises the act.
SUPERVISION = "https://digst.dk/digital-inklusion/webtilgaengelighed/"


@require_safe
def colours(request: HttpRequest) -> HttpResponse:
    """Stylesheet with the municipality's colours as custom properties; the default ones when the database is away."""
    try:
        municipality = Municipality.here()
    except DatabaseError:
        municipality = Municipality()
    chosen = {"brand": municipality.brand_colour, "accent": municipality.accent_colour}
    response = HttpResponse(brand_colours.stylesheet(**chosen), content_type="text/css; charset=utf-8")
    is_current = request.GET.get("v") == brand_colours.version(**chosen)
    response.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable" if is_current else "no-cache"
    return response


@require_safe
def accessibility_statement(request: HttpRequest) -> HttpResponse:
    """`/was`: redirect to the statement made in the WAS tool, if any, else to our own page (Act 692 of 2018)."""
    return redirect(Municipality.here().accessibility_statement_url or "accessibility")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(
        request, "foundation/accessibility.html", {"statement_made": STATEMENT_MADE, "supervision": SUPERVISION}
    )


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """The privacy page: our cookies, for how many months the view log is kept, and where files are fetched from."""
    cookies = {
        "session": settings.SESSION_COOKIE_NAME,
        "csrf": settings.CSRF_COOKIE_NAME,
        "known": settings.KNOWN_BROWSER_COOKIE_NAME,
        "language": COOKIE_NAME,
    }
    months = round(settings.VIEW_LOG_KEEP_DAYS * 12 / 365)
    context = {"cookies": cookies, "view_log_months": months, "file_hosts": settings.MEDIA_REDIRECT_HOSTS}
    return render(request, "foundation/privacy.html", context)


@require_safe
def language(request: HttpRequest) -> HttpResponse:
    """Go on in a language (`?kode=en&til=/path/`): for whoever has no account, or has not signed in yet."""
    code = request.GET.get("kode", settings.LANGUAGE_CODE)
    if code not in LANGUAGES:
        raise Http404
    back = request.GET.get("til", "")
    response = redirect(back if url_has_allowed_host_and_scheme(back, allowed_hosts=None) else "/")
    remember_language(response, code)
    return response


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Where somebody who has found a security hole reports it (RFC 9116), for the next ninety days."""
    contact = settings.SECURITY_CONTACT or Municipality.here().contact_email or settings.BASE_URL + reverse("privacy")
    lines = {
        "Contact": f"mailto:{contact}" if "@" in contact and ":" not in contact else contact,
        "Expires": f"{timezone.localdate() + timedelta(days=90)}T00:00:00Z",
        "Preferred-Languages": "da, en",
        "Canonical": settings.BASE_URL + reverse("security_txt"),
    }
    text = "".join(f"{name}: {value}\n" for name, value in lines.items())
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@login_required
@require_POST
def notation_preview(request: HttpRequest) -> HttpResponse:
    """How the text in a field will read, for notation.js. Nothing is stored."""
    return HttpResponse(to_html(request.POST.get("text", "")))
