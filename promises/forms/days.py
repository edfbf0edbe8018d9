"""The rule for the days of a promise set, wherever they are typed."""

from django.utils.translation import gettext as _

from promises.periods import add_months

LONGEST_YEARS = 20  # nobody promises so far ahead; a year typed wrong does


def fault_of_period(first_day, last_day):
    """What is wrong with a last day, as a sentence; nothing when the period can be promised."""
    if not first_day or not last_day:
        return ""
    if last_day < first_day:
        return _("Sista dagen måste vara samma dag som den första eller senare.")
    if last_day > add_months(first_day, 12 * LONGEST_YEARS):
        return _(
            "Perioden är längre än %(years)s år. Kontrollera sista dagen, eller lämna den tom för tills vidare."
        ) % {"years": LONGEST_YEARS}
    return ""
