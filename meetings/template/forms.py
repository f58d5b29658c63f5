"""Form of a template in the editor."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.editor.forms import EditorPageForm
from meetings.template.readiness import missing_parts
from meetings.template.school_years import next_school_year

if TYPE_CHECKING:
    from meetings.template.pages import TemplatePage


class TemplatePageForm(EditorPageForm):
    """A draft may be incomplete; a published template must not be (`missing_parts`)."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            year = next_school_year(type(self.instance).objects.values_list("school_year", flat=True))
            self.initial.setdefault("school_year", year)
            if not self.initial.get("school_year"):
                self.initial["school_year"] = year
            if not self.initial.get("title"):
                self.initial["title"] = str(_("Dialogue meetings %(year)s")) % {"year": year}

    def clean_school_year(self) -> str:
        """Allow one template per school year, and no other year for a template whose year was started."""
        year: str = self.cleaned_data["school_year"]
        model = type(self.instance)
        taken = model.objects.filter(school_year=year).exclude(pk=self.instance.pk).first()
        if taken is not None:
            raise forms.ValidationError(
                _("There is already a template for %(year)s: “%(title)s”. Change that one, or choose another year."),
                params={"year": year, "title": taken.title},
            )
        if self.instance.pk and "school_year" in self.changed_data and self.instance.is_started:
            raise forms.ValidationError(
                _("The year has been started from this template, so its school year cannot be changed.")
            )
        return year

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or self.cleaned_data
        if not self.is_deferred_validation:
            for lack in missing_parts(PageWithFormValues(self.instance, cleaned)):
                if lack.field not in self.errors:
                    self.add_error(lack.field, lack.message)
                    if lack.field == "agenda":  # it is on another tab, so show it at the top as well
                        self.add_error(None, lack.message)
        return cleaned


class PageWithFormValues:
    """The page as the form would save it: the form's values, and the page's own for fields not in the form."""

    def __init__(self, page: "TemplatePage", written: dict[str, object]) -> None:
        self._page = page
        self._written = written

    def __getattr__(self, name: str) -> Any:
        return self._written[name] if name in self._written else getattr(self._page, name)
