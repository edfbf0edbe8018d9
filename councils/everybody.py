"""Everybody's ways into their councils, for what is done for all people at once, as reminding them is."""

from itertools import groupby

from councils.access import Gate, council_permissions
from councils.ways_in import everybodys_ways_in


def gates_of_everybody(*, day):
    """User → gates into the councils where the person is a member on the day. One query.

    The rights are those that the person's own next request would have.
    """
    found = {}
    for _pk, rows in groupby(everybodys_ways_in(day), key=lambda row: row.user_id):
        memberships = list(rows)
        user = memberships[0].user
        user._ways_in = memberships
        found[user] = _gates(user, {row.council_id: row.council for row in memberships})
    return {user: gates for user, gates in found.items() if gates}


def _gates(user, councils):
    allowed = council_permissions(user)
    return [Gate(councils[pk], codes, user, seen=frozenset(allowed)) for pk, codes in allowed.items()]
