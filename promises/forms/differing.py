"""What differs between a form and the row as it is saved now: see councils/forms/differing.py."""

from councils.forms.differing import differing, in_words

__all__ = ["differing", "in_words"]
