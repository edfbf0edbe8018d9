"""The pages of the council's own work in groups, in the order of its year: what its navigation shows. Pure."""

from django.utils.translation import gettext_lazy as _

# (what the pages have in common, [(key, name of the URL, what the page is called)])
GROUPS = (
    (
        _("Rådet"),
        (
            ("council", "councils:council", _("Om rådet")),
            ("members", "councils:members", _("Medlemmar")),
            ("meetings", "followup:meetings", _("Möten")),
            ("year_wheel", "followup:this_years_wheel", _("Årshjul")),
        ),
    ),
    (
        _("Underlag"),
        (
            ("pictures", "councils:pictures", _("Lägesbild")),
            ("statistics", "councils:statistics", _("Statistik")),
            ("problem_areas", "councils:problem_areas", _("Problemområden")),
            ("dialogues", "councils:dialogues", _("Dialog")),
        ),
    ),
    (
        _("Vad vi kommit överens om"),
        (
            ("agreements", "councils:agreements", _("Överenskommelser")),
            ("action_plans", "councils:action_plans", _("Handlingsplan")),
        ),
    ),
    (
        _("Information och uppföljning"),
        (
            ("communication", "promises:communications", _("Kommunikation")),
            ("council_reports", "councils:council_reports", _("Redovisningar")),
            ("reviews", "councils:reviews", _("Självvärdering")),
            ("legal_check", "followup:legal_check", _("Lagkollen")),
        ),
    ),
)


def name_of(key):
    """What a page is called in the navigation, or nothing where it is not there.

    >>> str(name_of("meetings"))
    'Möten'
    """
    return next((called for _group, pages in GROUPS for one, _url, called in pages if one == key), "")
