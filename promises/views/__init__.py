from promises.views.activities import activities, activity
from promises.views.corrections import correct_activity, restore_activity, withdraw_activity
from promises.views.history import promise_set_history, target_history
from promises.views.promise_sets import promise_set, promise_sets
from promises.views.proposals import answer_question, confirm_target, drop_target, split_target
from promises.views.reading import confirm_settled, paste_text, remove_reading, review_text
from promises.views.sharing import share_promise_set

__all__ = [
    "activities",
    "activity",
    "answer_question",
    "confirm_settled",
    "confirm_target",
    "correct_activity",
    "drop_target",
    "paste_text",
    "promise_set",
    "promise_set_history",
    "promise_sets",
    "remove_reading",
    "restore_activity",
    "review_text",
    "share_promise_set",
    "split_target",
    "target_history",
    "withdraw_activity",
]
