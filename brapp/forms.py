"""How every form on the site is drawn."""

from django.forms.renderers import TemplatesSetting


class BrappFormRenderer(TemplatesSetting):
    """Forms and fields come from templates/_components, so that label, help and error look alike."""

    form_template_name = "_components/form.html"
    field_template_name = "_components/field.html"
