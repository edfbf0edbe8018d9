"""What a summary says of what residents were told: how many times in each channel, and from when to when.

Plain values in, text out; of Django only what speaks.
"""

from collections import Counter

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from councils.codes import Channel
from promises.wording import both


def communicated(promised, told):
    """What was promised about it, and after that what was noted. `told`: (channel, day, …), the earliest first."""
    return "\n\n".join(filter(None, [promised, _noted(told)]))


def _noted(told):
    if not told:
        return ""
    counts = Counter(channel for channel, *_rest in told)
    said = both(_times(Channel(code).label, counts[code]) for code in Channel.values if counts[code])
    days = [day for _channel, day, *_rest in told]
    text = _("Det här är noterat om vad invånarna fick veta: %(channels)s.") % {"channels": said}
    if days[0] == days[-1]:
        return f"{text} " + _("Det var den %(day)s.") % {"day": date_format(days[0], "j F Y")}
    between = {"first": date_format(days[0], "j F Y"), "last": date_format(days[-1], "j F Y")}
    return f"{text} " + _("Första gången den %(first)s och senast den %(last)s.") % between


def _times(channel, number):
    text = ngettext("%(channel)s %(number)s gång", "%(channel)s %(number)s gånger", number)
    return text % {"channel": channel, "number": number}
