"""A list to choose from that is drawn without templates is the one that Django draws."""

from html.parser import HTMLParser

import pytest
from django import forms
from django.utils.translation import gettext_lazy

from followup.markup.plain_select import PlainSelect

HOSTILE = """"><script>alert('1')</script>&amp;"""
CHOICES = [("", gettext_lazy("Alla")), ("a", "A"), (HOSTILE, HOSTILE), (3, "tre"), ("Grupp <b>", [("b", "B")])]


class Elements(HTMLParser):
    """Elements, attributes and words, whatever the white space between them."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, attrs))

    def handle_data(self, data):
        if data.strip():
            self.found.append(data.strip())


def form_with(widget, data):
    class Form(forms.Form):
        lista = forms.ChoiceField(choices=CHOICES, required=False, widget=widget)

    return Form(data)


@pytest.mark.parametrize("chosen", [None, "", "a", "b", "3", HOSTILE, "finns inte"])
def test_it_is_the_same_as_djangos_own(chosen):
    data = {} if chosen is None else {"lista": chosen}
    own, djangos = (
        str(form_with(widget(attrs={"autofocus": True}), data)["lista"]) for widget in (PlainSelect, forms.Select)
    )
    assert Elements(own).found == Elements(djangos).found
    assert "<script" not in own
    assert own.count(" selected") == (0 if chosen == "finns inte" else 1)


def test_what_is_wrong_is_tied_to_its_message():
    drawn = str(form_with(PlainSelect, {"lista": "finns inte"})["lista"])
    assert 'aria-invalid="true"' in drawn
    assert 'aria-describedby="id_lista_error"' in drawn
