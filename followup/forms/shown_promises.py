"""Which promises of a set to show. It stands in the address, so that a choice can be kept and sent on."""

from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy

ATTENTION = "uppmarksamhet"


class ShownPromises(forms.Form):
    """All of them, or those with a target in need of attention. What is wrong in the address is told."""

    visa = forms.ChoiceField(
        label=gettext_lazy("Visa"),
        required=False,
        choices=[("", gettext_lazy("Alla löften")), (ATTENTION, gettext_lazy("Kräver uppmärksamhet"))],
        error_messages={"invalid_choice": gettext_lazy("Det valda finns inte här. Välj på sidan.")},
    )

    @property
    def chosen(self):
        """Name → value of what is chosen and valid."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def query(self):
        return urlencode(self.chosen)

    def kept(self, progress):
        """[(section, [PromiseProgress])] of what was asked for, without sections where nothing is left."""
        if not self.chosen:
            return progress.sections
        found = [(section, list(filter(_needs_attention, promises))) for section, promises in progress.sections]
        return [(section, promises) for section, promises in found if promises]


def _needs_attention(promise):
    return any(target.needs_attention for target in promise.targets)
