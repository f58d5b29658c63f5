"""Form renderer that uses our components (settings.FORM_RENDERER)."""

from django.forms.renderers import TemplatesSetting


class ComponentFormRenderer(TemplatesSetting):
    """Fields, labels, hints and errors come from templates/components/form/."""

    form_template_name = "components/form/form.html"
    field_template_name = "components/form/field.html"
