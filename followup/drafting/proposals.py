"""What a summary says before anybody has written in it."""


def proposals_of(summary, progress):
    """(promise id or None, part) → the proposed text. What there is nothing to say of is not there."""
    promise_set = summary.promise_set
    texts = {
        (None, "introduction"): promise_set.introduction,
        (None, "method"): promise_set.implementation,
        (None, "communicated"): promise_set.communication,
    }
    return {key: text for key, text in texts.items() if text}
