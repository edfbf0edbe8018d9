"""How large a data set is, and what its targets are like."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Scale:
    """`activities` for each target of each year; `wide`: targets of the one large set that peers are compared on."""

    name: str
    councils: int
    years: int
    activities: int
    wide: int

    @property
    def is_large(self):
        """Large enough that a ratio says something about the shape and not about the noise."""
        return self.councils > 5


SCALES = {
    scale.name: scale
    for scale in (
        Scale("seed", councils=5, years=2, activities=20, wide=20),
        Scale("county", councils=14, years=10, activities=100, wide=200),
        Scale("national", councils=290, years=10, activities=100, wide=200),
    )
}
IN_A_COUNTY = 14
WIDE_SLUG, WIDE_ACTIVITIES = "bred", 50
LONG_SLUG = "lang"  # one set that runs through all the years

# The twelve targets of every set; what is promised elsewhere is of these kinds.
TARGETS = (
    {"kind": "count", "minimum": 90, "per": "period", "counting": "total"},
    {"kind": "count", "minimum": 1, "per": "week", "counting": "average"},
    {"kind": "count", "minimum": 1, "per": "week", "counting": "each"},
    {"kind": "count", "minimum": 2, "per": "fortnight", "counting": "average"},
    {"kind": "count", "minimum": 5, "per": "month", "counting": "each"},
    {"kind": "count", "minimum": 7, "per": "month", "counting": "average"},
    {"kind": "count", "minimum": 20, "per": "quarter", "counting": "each"},
    {"kind": "count", "minimum": 45, "per": "half_year", "counting": "each"},
    {"kind": "count", "minimum": 30, "per": "tertial", "counting": "each"},
    {"kind": "coverage", "minimum": 20, "per": "period", "counting": ""},
    {"kind": "deliverable", "minimum": None, "per": "", "counting": ""},
    {"kind": "qualitative", "minimum": None, "per": "", "counting": ""},
)
