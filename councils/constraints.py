"""What several models ask of the database, said once."""

from django.db.models import Q


def together(*names):
    """That some columns are all empty or all filled, such as when something was done and by whom."""
    return Q(**{f"{name}__isnull": True for name in names}) | Q(**{f"{name}__isnull": False for name in names})
