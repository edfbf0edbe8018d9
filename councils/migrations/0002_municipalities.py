"""Sweden's 290 municipalities with their counties and police regions, from councils/data/municipalities.csv."""

import csv
from pathlib import Path

from django.db import migrations

LIST = Path(__file__).resolve().parent.parent / "data" / "municipalities.csv"

# Municipalities that by their own decision call themselves something other than "kommun".
OWN_NAMES = {
    "0180": "Stockholms stad",
    "0183": "Sundbybergs stad",
    "0184": "Solna stad",
    "0186": "Lidingö stad",
    "0187": "Vaxholms stad",
    "0980": "Region Gotland",
    "1280": "Malmö stad",
    "1282": "Landskrona stad",
    "1283": "Helsingborgs stad",
    "1480": "Göteborgs Stad",
    "1481": "Mölndals stad",
    "1488": "Trollhättans Stad",
    "1490": "Borås Stad",
    "1980": "Västerås stad",
    "2583": "Haparanda stad",
}


def load(apps, schema_editor):
    county_model = apps.get_model("councils", "County")
    region_model = apps.get_model("councils", "PoliceRegion")
    municipality_model = apps.get_model("councils", "Municipality")
    with LIST.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    counties = {row["lanskod"]: row["lan"] for row in rows}
    county_model.objects.bulk_create(county_model(code=code, name=name) for code, name in counties.items())
    regions = {name: region_model.objects.create(name=name) for name in sorted({row["polisregion"] for row in rows})}
    municipality_model.objects.bulk_create(
        municipality_model(
            code=row["kommunkod"],
            name=row["namn_kort"],
            official_name=row["namn"],
            own_name=OWN_NAMES.get(row["kommunkod"], ""),
            county_id=row["lanskod"],
            police_region=regions[row["polisregion"]],
        )
        for row in rows
    )


def unload(apps, schema_editor):
    for name in ("Municipality", "PoliceRegion", "County"):
        apps.get_model("councils", name).objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("councils", "0001_initial")]

    operations = [migrations.RunPython(load, unload)]
