from promises.views.activities import activities, activity
from promises.views.calendars import add_occasion, add_occasions, add_term, calendar, remove_occasion, remove_term
from promises.views.communication import (
    add_communication,
    change_communication,
    communication,
    communications,
    remove_communication,
)
from promises.views.corrections import correct_activity, restore_activity, withdraw_activity
from promises.views.editing_promises import add_promise, edit_promise, move_promise, remove_promise
from promises.views.editing_sections import add_section, edit_section, move_section, remove_section
from promises.views.editing_sets import edit_promise_set, edit_set_details, new_promise_set, remove_promise_set
from promises.views.editions import editions
from promises.views.history import promise_set_history, target_history
from promises.views.life import close_promise_set, new_edition, publish_promise_set
from promises.views.promise_sets import promise_set, promise_sets
from promises.views.proposals import answer_question, confirm_target, drop_target, split_target
from promises.views.reading import confirm_settled, paste_text, remove_reading, review_text
from promises.views.sharing import share_promise_set
from promises.views.spreadsheets import (
    export_activities,
    give_up_import,
    import_activities,
    map_import,
    review_import,
    undo_import,
)
from promises.views.targets import add_target, edit_target, remove_target, target_preview
from promises.views.translations import edit_translation, remove_translation, translations

__all__ = [
    "activities",
    "activity",
    "add_communication",
    "add_occasion",
    "add_occasions",
    "add_promise",
    "add_section",
    "add_target",
    "add_term",
    "answer_question",
    "calendar",
    "change_communication",
    "close_promise_set",
    "communication",
    "communications",
    "confirm_settled",
    "confirm_target",
    "correct_activity",
    "drop_target",
    "edit_promise",
    "edit_promise_set",
    "edit_section",
    "edit_set_details",
    "edit_target",
    "edit_translation",
    "editions",
    "export_activities",
    "give_up_import",
    "import_activities",
    "map_import",
    "move_promise",
    "move_section",
    "new_edition",
    "new_promise_set",
    "paste_text",
    "promise_set",
    "promise_set_history",
    "promise_sets",
    "publish_promise_set",
    "remove_communication",
    "remove_occasion",
    "remove_promise",
    "remove_promise_set",
    "remove_reading",
    "remove_section",
    "remove_target",
    "remove_term",
    "remove_translation",
    "restore_activity",
    "review_import",
    "review_text",
    "share_promise_set",
    "split_target",
    "target_history",
    "target_preview",
    "translations",
    "undo_import",
    "withdraw_activity",
]
