"""The editor in the municipality's colours."""

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString


def stylesheets() -> SafeString:
    """For insert_global_admin_css: the colours of the municipality, then what uses them."""
    sheets = [reverse("colours"), static("editor/editor.css")]
    return format_html_join("", '<link rel="stylesheet" href="{}">', ([sheet] for sheet in sheets))
