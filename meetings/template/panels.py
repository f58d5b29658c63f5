"""Custom panels in the editor of a template."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.panels import Panel

from meetings.template.focus_topics import topics_to_make
from meetings.template.page_text import text_of_page
from meetings.template.school_years import years_named_in
from meetings.template.time_budget import budgets

if TYPE_CHECKING:
    from meetings.template.pages import TemplatePage


#: From a template to links (label, address) for those who write its focus; of a package that imports this one.
FocusInput = Callable[["TemplatePage"], list[tuple[str, str]]]
_focus_inputs: list[FocusInput] = []


def register_focus_input(found: FocusInput) -> FocusInput:
    _focus_inputs.append(found)
    return found


class FocusInputPanel(Panel):
    """Links to what the focus of the year can be made of, beside the agenda."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "meetings/template/editor/focus_input_panel.html"

        @cached_property
        def links(self) -> list[tuple[str, str]]:
            return [link for found in _focus_inputs for link in found(self.instance)]

        def is_shown(self) -> bool:
            return super().is_shown() and bool(self.links)

        def get_context_data(self, parent_context: dict[str, object] | None = None) -> dict[str, object]:
            return super().get_context_data(parent_context) | {"links": self.links}


class TimePanel(Panel):
    """Compares the items' minutes with the meeting's length per kind of unit, as the page was last saved."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "meetings/template/editor/time_panel.html"

        def get_context_data(self, parent_context: dict[str, object] | None = None) -> dict[str, object]:
            return super().get_context_data(parent_context) | {"budgets": budgets(self.instance)}


class FocusPanel(Panel):
    """Offers to create initiatives for focus topics without one, as the page was last saved."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "meetings/template/editor/focus_panel.html"

        @cached_property
        def topics(self) -> list[str]:
            return topics_to_make(self.instance) if self.instance.pk else []

        def is_shown(self) -> bool:
            return super().is_shown() and bool(self.topics)

        def get_context_data(self, parent_context: dict[str, object] | None = None) -> dict[str, object]:
            url = reverse("template_initiatives", args=[self.instance.slug])
            return super().get_context_data(parent_context) | {"topics": self.topics, "url": url}


class MeetingsPanel(Panel):
    """Links to what the meetings said; a script puts it beside the agenda items (meetings/insights/frame_changes)."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "meetings/template/editor/meetings_panel.html"

        class Media:
            js: ClassVar[list[str]] = ["editor/beside_agenda.js"]

        def is_shown(self) -> bool:
            return super().is_shown() and self.instance.pk is not None

        def get_context_data(self, parent_context: dict[str, object] | None = None) -> dict[str, object]:
            urls = {
                name: reverse(name, args=[self.instance.slug]) for name in ("frame_insights", "frame_beside_agenda")
            }
            return super().get_context_data(parent_context) | urls


class OldYearsPanel(Panel):
    """Lists other school years named in the text, since copied or imported text is often last year's."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "meetings/template/editor/old_years_panel.html"

        @property
        def years(self) -> list[str]:
            return [year for year in years_named_in(text_of_page(self.instance)) if year != self.instance.school_year]

        def is_shown(self) -> bool:
            return super().is_shown() and bool(self.years)

        def get_context_data(self, parent_context: dict[str, object] | None = None) -> dict[str, object]:
            return super().get_context_data(parent_context) | {"years": self.years}
