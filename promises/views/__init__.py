from promises.views.activities import activities, activity
from promises.views.corrections import correct_activity, restore_activity, withdraw_activity
from promises.views.history import promise_set_history, target_history
from promises.views.promise_sets import promise_set, promise_sets
from promises.views.sharing import share_promise_set

__all__ = [
    "activities",
    "activity",
    "correct_activity",
    "promise_set",
    "promise_set_history",
    "promise_sets",
    "restore_activity",
    "share_promise_set",
    "target_history",
    "withdraw_activity",
]
