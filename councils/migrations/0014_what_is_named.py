from django.db import migrations, models

from councils import approved_minutes, decided_plans, frozen_pictures

# What the triggers were called before: those of today have other names.
OLD_ON_SQLITE = (
    *("minutes_meeting_no_update", "minutes_meeting_no_delete", "minutes_meeting_no_replace"),
    *(f"minutes_{part}_no_{act}" for part in ("agenda", "attendance", "decision") for act in ("insert", "update", "delete")),
    *(f"adopted_{part}_no_{act}" for part in ("contribution", "observation", "indicator") for act in ("update", "delete")),
)
OLD_ON_POSTGRES = {
    "minutes_meeting_stands": "councils_meeting",
    "minutes_agenda_stands": "councils_agendaitem",
    "minutes_attendance_stands": "councils_attendance",
    "minutes_decision_stands": "councils_decision",
    "adopted_contribution_stands": "councils_picturecontribution",
    "adopted_observation_stands": "councils_pictureobservation",
    "adopted_indicator_stands": "councils_pictureindicator",
}
OLD_FUNCTIONS = ("minutes_refuse", "minutes_refuse_part", "minutes_refuse_decision", "picture_refuse", "picture_refuse_if_adopted")


def remove(apps, schema_editor):
    for triggers in (approved_minutes, frozen_pictures, decided_plans):
        triggers.remove(schema_editor.connection)
    if schema_editor.connection.vendor == "sqlite":
        drops = [f"DROP TRIGGER IF EXISTS {name}" for name in OLD_ON_SQLITE]
    else:
        drops = [f'DROP TRIGGER IF EXISTS {name} ON "{table}"' for name, table in OLD_ON_POSTGRES.items()]
        drops += [f"DROP FUNCTION IF EXISTS {name}()" for name in OLD_FUNCTIONS]
    with schema_editor.connection.cursor() as cursor:
        for statement in drops:
            cursor.execute(statement)


def install_minutes(apps, schema_editor):
    """Those of 0013. Those of pictures look at the column that this takes away, and stay down."""
    approved_minutes.install(schema_editor.connection)


class Migration(migrations.Migration):
    """Where what is named is copied when minutes are approved, a picture adopted or a plan decided.

    The triggers are taken down until the copies are made and put up again by 0016.
    """

    dependencies = [("councils", "0013_meetings")]

    operations = [
        migrations.RunPython(remove, install_minutes),
        migrations.AddField(
            model_name="actionplan",
            name="as_decided",
            field=models.JSONField(blank=True, editable=False, help_text="What the plan names, as it was: plan_names.py.", null=True),
        ),
        migrations.AddField(
            model_name="meeting",
            name="as_approved",
            field=models.JSONField(blank=True, editable=False, help_text="What the minutes name, as it was called: minutes_names.py.", null=True),
        ),
        migrations.AddField(
            model_name="picture",
            name="as_adopted",
            field=models.JSONField(blank=True, editable=False, help_text="What the picture names, as it was: picture_reading.py.", null=True),
        ),
    ]
