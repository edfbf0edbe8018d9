"""Invented figures in the shape of Brå's database file, read in by the same way as anybody's file."""

from councils.actions.indicators import import_indicators, save_indicator, set_value
from councils.models import Council, User
from councils.statistics_files import read_file
from followup.demo import people

SOURCE = "Påhittade siffror i samma form som Brås"
# Who reads the file in for each council.
COUNCILS = {
    "overkalix": people.COORDINATOR,
    "haparanda": people.HAPARANDA_COORDINATOR,
    "vaggeryd": people.VAGGERYD_COORDINATOR,
}
INHABITANTS = {
    "Överkalix kommun": 3_350,
    "Haparanda kommun": 9_750,
    "Vaggeryds kommun": 13_900,
    "Norrbottens län": 250_200,
    "Jönköpings län": 360_500,
    "Hela landet": 10_180_000,
}
# Crime → area → reported in each of the five years before this one; None where no figure is told.
REPORTED = {
    "Samtliga brott": {
        "Överkalix kommun": (241, 256, 229, 218, 207),
        "Haparanda kommun": (930, 958, 1_011, 987, 942),
        "Vaggeryds kommun": (902, 874, 931, 958, 921),
        "Norrbottens län": (24_800, 25_300, 25_900, 25_400, 25_100),
        "Jönköpings län": (36_900, 37_500, 38_200, 38_600, 38_100),
        "Hela landet": (1_490_000, 1_510_000, 1_514_000, 1_547_000, 1_545_000),
    },
    "Misshandel": {
        "Överkalix kommun": (21, 24, 19, 17, 15),
        "Haparanda kommun": (88, 91, 97, 84, 80),
        "Vaggeryds kommun": (77, 71, 82, 85, 79),
        "Norrbottens län": (2_110, 2_160, 2_090, 2_040, 2_010),
        "Jönköpings län": (2_820, 2_860, 2_910, 2_880, 2_850),
        "Hela landet": (84_300, 86_900, 85_400, 83_500, 83_000),
    },
    "Narkotikabrott": {
        "Överkalix kommun": (16, 19, None, 27, 31),
        "Haparanda kommun": (112, 120, 131, 149, 158),
        "Vaggeryds kommun": (84, 79, 92, 88, 97),
        "Norrbottens län": (2_190, 2_240, 2_310, 2_480, 2_620),
        "Jönköpings län": (3_310, 3_280, 3_420, 3_510, 3_690),
        "Hela landet": (93_500, 94_500, 100_500, 107_500, 112_500),
    },
    "Skadegörelsebrott": {
        "Överkalix kommun": (34, 29, 31, 26, 22),
        "Haparanda kommun": (118, 109, 121, 115, 104),
        "Vaggeryds kommun": (131, 142, 128, 139, 126),
        "Norrbottens län": (3_620, 3_540, 3_710, 3_490, 3_380),
        "Jönköpings län": (5_900, 6_050, 6_120, 6_010, 5_870),
        "Hela landet": (214_000, 221_000, 218_500, 211_000, 203_000),
    },
}
# Kept by hand in Haparanda, where the promises say which statistics are gathered.
BY_HAND = {
    "name": "Anmälda brott i nära relationer",
    "unit": "anmälda brott",
    "source": "Polisens kriminalunderrättelsetjänst (påhittade siffror)",
    "is_per_100_000": False,
    "note": (
        "Lämplig statistik hämtas från polisens kriminalunderrättelsetjänst och från tillgänglig statistik i kommunen."
    ),
}
REPORTED_BY_HAND = (22, 25, 24, 19, 17)


def read_in(*, today):
    """The same file for every council: each keeps its own municipality, the county and the country."""
    years = range(today.year - len(REPORTED_BY_HAND), today.year)
    name, file = f"exempel-anmalda-brott-{years[0]}-{years[-1]}.csv", as_csv(years).encode("cp1252")
    for slug, (email, _name, _title) in COUNCILS.items():
        council, by = Council.objects.get(slug=slug), User.objects.get(email=email)
        found = read_file(file, council, file_name=name, source=SOURCE)
        import_indicators(council=council, by=by, source=found.source, proposed=found.proposed)
        if slug == "haparanda":
            _write_by_hand(council, by, years)


def as_csv(years):
    """What Brå's database sends: a row for each crime, area and year, the last of them preliminary."""
    named = [str(year) for year in years[:-1]] + [f"{years[-1]} (prel.)"]
    rows = ["Brott;Region;År;Antal;/100 000 inv"]
    for crime, areas in REPORTED.items():
        for area, numbers in areas.items():
            rows += [
                f"{crime};{area};{_figures(year, count, area)}" for year, count in zip(named, numbers, strict=True)
            ]
    return "\r\n".join(rows)


def _figures(year, count, area):
    if count is None:
        return f"{year};..;.."
    return f"{year};{_spaced(count)};{_spaced(round(count * 100_000 / INHABITANTS[area]))}"


def _spaced(count):
    return f"{count:,}".replace(",", "\N{NO-BREAK SPACE}")


def _write_by_hand(council, by, years):
    indicator = save_indicator(council=council, by=by, **BY_HAND)
    area = {"level": "municipality", "geography": council.municipalities.get().code}
    for year, count in zip(years, REPORTED_BY_HAND, strict=True):
        figure = {"value": count, "is_preliminary": year == years[-1], "seen": None}
        set_value(indicator=indicator, by=by, year=year, **area, **figure)
