from django.db import migrations, models


class Migration(migrations.Migration):
    """What is proposed of promises is there to be followed up, whatever its verdict: the word for it says so."""

    dependencies = [("councils", "0016_what_is_approved_stands")]

    operations = [
        migrations.AlterField(
            model_name="agendaitem",
            name="kind",
            field=models.CharField(
                choices=[
                    ("own", "egen punkt"),
                    ("standing", "stående punkt"),
                    ("follow_up", "uppföljning av löften"),
                    ("at_risk", "löfte att följa upp"),
                    ("decision", "tidigare beslut"),
                    ("plan", "handlingsplan"),
                    ("deadline", "tidsgräns"),
                ],
                default="own",
                max_length=9,
                verbose_name="slag",
            ),
        )
    ]
