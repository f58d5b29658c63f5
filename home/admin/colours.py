"""The municipality's colours in the Wagtail admin."""

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString


def stylesheets() -> SafeString:
    """Return, for the hook insert_global_admin_css, the stylesheet with the municipality's colours, then the one that
    uses them."""
    sheets = [reverse("colours"), static("editor/editor.css")]
    return format_html_join("", '<link rel="stylesheet" href="{}">', ([sheet] for sheet in sheets))
