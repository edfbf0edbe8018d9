from promises.views.activities import activities, activity
from promises.views.corrections import correct_activity, restore_activity, withdraw_activity
from promises.views.promise_sets import promise_set, promise_sets

__all__ = [
    "activities",
    "activity",
    "correct_activity",
    "promise_set",
    "promise_sets",
    "restore_activity",
    "withdraw_activity",
]
