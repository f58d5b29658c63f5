"""Form renderer that uses our components (settings.FORM_RENDERER)."""

from typing import Any

from django.forms.renderers import Jinja2, TemplatesSetting


class ComponentFormRenderer(TemplatesSetting):
    """Fields, labels, hints and errors come from templates/components/form/.

    Django's own widgets are rendered by the Jinja2 templates that Django has of them: in a form with many choices they
    cost a fifth of what Django's template language takes.
    """

    form_template_name = "components/form/form.html"
    field_template_name = "components/form/field.html"

    def __init__(self) -> None:
        self._widgets = Jinja2()

    def get_template(self, template_name: str) -> Any:
        if template_name.startswith("django/forms/widgets/"):
            return self._widgets.get_template(template_name)
        return super().get_template(template_name)
