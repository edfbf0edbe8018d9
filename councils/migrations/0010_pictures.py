from django.db import migrations, models


class Migration(migrations.Migration):
    """The triggers of adopted pictures, which this put up at first, look at a later column: 0016 puts them up."""

    dependencies = [
        ("councils", "0009_council_work"),
    ]

    operations = [
        migrations.AddField(
            model_name="picturecontribution",
            name="changed_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="ändrat efter delningen"),
        ),
    ]
