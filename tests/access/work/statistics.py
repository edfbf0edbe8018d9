"""Figures are read by everybody in the council and written by those who write its picture and plan."""

from decimal import Decimal

from councils.forms.indicators import IndicatorForm
from councils.roles import Role
from councils.statistics_files import Proposal, Proposed, packed_rows
from councils.views.indicators import mark
from tests.access.pages import CouncilPage
from tests.access.sent_files import SentAgain

PLANNERS = frozenset({Role.COORDINATOR, Role.POLICE_MANAGER})
TABLE = b"Kommun;2018;2019\nRiket;5;7\n"


def file_form(side):
    return {"statistics_file": SentAgain("scb.csv", TABLE), "file_source": "Egen tabell"}


def mapping_form(side):
    rows = [[1, ["Trygga"]], [2, ["71"]]]
    names = {"map_region": "country:riket", "map_unit": "andel (%)", "map_source": "Enkäten"}
    sent = packed_rows(rows, "egen.csv", side.council)
    return {**names, "rows_read": sent, "map_fixed_year": 2018, "map_values": "0"}


def chosen_form(side):
    points = (("country", "riket", 2018, Decimal(5), False),)
    facts = {"file_name": "scb.csv", "shape": "scb", "source": "SCB", "years": [2018], "places": [], "missing": []}
    proposal = Proposal(proposed=[Proposed("Folkmängd", "antal", False, points)], **facts)
    return {"read_from_file": proposal.packed(side.council), "chosen": "0"}


def indicator_form(side):
    return {"indicator_name": "Trygghet", "indicator_unit": "andel (%)", "indicator_source": "Enkäten"}


def changed_form(side):
    return {**indicator_form(side), "seen": mark(IndicatorForm.initial_of(side.rows.indicator))}


def value_form(side):
    return {"value_area": f"municipality:{side.code}", "value_year": 2018, "value_figure": "7"}


ROUTES = {
    "councils:statistics": CouncilPage(),
    "councils:indicator": CouncilPage(),
    "councils:import_statistics": CouncilPage(read=PLANNERS, write=PLANNERS, sends=True, body=file_form),
    "councils:map_statistics": CouncilPage(
        read=None, write=PLANNERS, sends=True, body=mapping_form, single=("rows_read",)
    ),
    "councils:save_statistics": CouncilPage(read=None, write=PLANNERS, body=chosen_form, single=("read_from_file",)),
    "councils:add_indicator": CouncilPage(read=PLANNERS, write=PLANNERS, body=indicator_form),
    "councils:edit_indicator": CouncilPage(read=PLANNERS, write=PLANNERS, body=changed_form, single=("seen",)),
    "councils:remove_indicator": CouncilPage(read=None, write=PLANNERS),
    "councils:edit_value": CouncilPage(
        read=PLANNERS, write=PLANNERS, body=value_form, single=("value_area",), filters=("omrade", "ar")
    ),
}
