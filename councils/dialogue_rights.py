"""Who may change which dialogue, and which observation: those who plan, and the organisations it concerns."""


def may_change(gate, dialogue):
    """Whoever edits the plan changes any dialogue; others those that their own organisation held."""
    if gate.can_edit_plan:
        return True
    return gate.can_contribute and any(one.pk in gate.organisations for one in dialogue.organisers.all())


def may_settle(gate, observation):
    """Say how it went: also the organisation that was to put it right."""
    if gate.can_contribute and observation.fixed_by_id in gate.organisations:
        return True
    return may_change(gate, observation.dialogue)
