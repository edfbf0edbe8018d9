import django.db.models.deletion
from django.db import migrations, models

from councils import approved_minutes


def install(apps, schema_editor):
    approved_minutes.install(schema_editor.connection)


def remove(apps, schema_editor):
    approved_minutes.remove(schema_editor.connection)


class Migration(migrations.Migration):
    """Those who were at a meeting without holding a seat. Approved minutes keep them as they keep the seats."""

    dependencies = [("councils", "0017_agenda_words")]

    operations = [
        migrations.RunPython(remove, install),
        migrations.CreateModel(
            name="AttendanceGuest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("who", models.CharField(max_length=160, verbose_name="funktion och organisation")),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="guests", to="councils.meeting"
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="councils.seat",
                        verbose_name="ersätter på platsen",
                    ),
                ),
            ],
            options={
                "ordering": ["meeting", "order", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "seat"), name="one_stand_in_per_meeting_and_seat")
                ],
            },
        ),
        migrations.RunPython(install, remove),
    ]
