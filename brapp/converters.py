"""URL converters that only let through what a database can hold."""

from django.urls import register_converter


class IdConverter:
    """A positive primary key that fits in 64 bits, so that 10^30 is a missing row and not an error."""

    regex = "[1-9][0-9]{0,17}"

    def to_python(self, value):
        return int(value)

    def to_url(self, value):
        return str(value)


register_converter(IdConverter, "id")
