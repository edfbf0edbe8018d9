from tests.access.pages import CouncilPage

ROUTES = {
    "followup:legal_check": CouncilPage(),
    "followup:legal_check_pdf": CouncilPage(),
    "followup:this_years_wheel": CouncilPage(),
    "followup:year_wheel": CouncilPage(),
    "followup:year_wheel_calendar": CouncilPage(),
}
