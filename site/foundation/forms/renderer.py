"""Forms drawn with the house's components."""

from django.forms.renderers import TemplatesSetting


class ComponentFormRenderer(TemplatesSetting):
    """Fields, labels, hints and errors come from templates/components/form/."""

    form_template_name = "components/form/form.html"
    field_template_name = "components/form/field.html"
