"""Rights that depend on the row and not only on the role."""


def may_correct(gate, activity):
    """Coordinators and police managers correct anything in the council, others what their own organisation logged."""
    if gate.can_correct_any_activity:
        return True
    own = {membership.organisation_id for membership in gate.memberships}
    return gate.can_log_activity and activity.organisation_id in own
