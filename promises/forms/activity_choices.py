"""What a log form offers to choose among: the council's places, the tags that targets ask for, and its calendar."""

from functools import cached_property

from django.core.exceptions import ValidationError
from django.db.models import Count
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from councils.models import Place
from promises.models import Occasion

MOST_PLACES_SHOWN = 8
# What a day in the council's calendar is called when a target asks for it.
OF_THE_CALENDAR = "riskkväll"


class ActivityChoices:
    """The part of ActivityForm that reads what can be chosen; expects its fields, `council` and `offered`."""

    def offer_choices(self):
        """Places used most are shown as choices and any other is typed; so are the tags that targets ask for."""
        self.fields["tags"].widget.offered = lambda: self.tags_asked_for  # read when the page is made
        self.fields["place"].choices = self._place_options
        self.fields["place_text"].label = lazy(self._label_of_typed_place, str)()

    @cached_property
    def places(self):
        """The council's named places; read when somebody chooses or types one, or is to."""
        return {place.name.casefold(): place for place in Place.objects.filter(council=self.council)}

    def _place_options(self):
        return [*((place.pk, place.name) for place in self.places.values()), ("", gettext_lazy("Ingen av dem"))]

    def _label_of_typed_place(self):
        return _("Annan plats") if self.places else _("Plats")

    def place_choices(self):
        """The places used most, the one chosen, and none of them; nothing where the council has no places."""
        if not self.places:
            return []
        used = Place.objects.filter(council=self.council).annotate(used=Count("activities")).order_by("-used", "name")
        shown = {"", str(self["place"].value() or ""), *(str(place.pk) for place in used[:MOST_PLACES_SHOWN])}
        return [one for one in self["place"] if str(one.data["value"]) in shown]

    @cached_property
    def tags_asked_for(self):
        """Tags that some target asks for, each once."""
        return sorted({tag for target in self.offered for tag in target.tags})

    def tag_choices(self):
        """Each tag that some target asks for, and whether it is ticked."""
        chosen = self._tags_so_far()
        return [(tag, tag in chosen) for tag in self.tags_asked_for]

    def _tags_so_far(self):
        return {word.strip().casefold() for word in (self["tags"].value() or "").split(",")}

    @cached_property
    def day(self):
        """The day as it has been chosen so far, or None where that is no day."""
        try:
            return self.fields["occurred_on"].to_python(self["occurred_on"].value())
        except ValidationError:
            return None

    @cached_property
    def occasion(self):
        """What the chosen day is in the council's calendar, if anything."""
        return Occasion.objects.of(self.council).filter(day=self.day).first() if self.day else None

    def proposes_mark(self):
        return self.occasion is not None and OF_THE_CALENDAR not in self._tags_so_far()

    def is_marked(self):
        """Ticked until the person, asked about this very day, has chosen otherwise."""
        was_asked = str(self["mark_seen"].value() or "") == self.day.isoformat()
        return not was_asked or str(self["mark"].value() or "") == self.day.isoformat()

    def require_one_place(self, cleaned):
        """Nothing typed is passed over in silence because something else was chosen."""
        chosen, typed = self._chosen_place(cleaned), cleaned.get("place_text", "")
        if chosen and typed and typed.casefold() != chosen.name.casefold():
            text = _("Du har valt %(chosen)s och skrivit %(typed)s. Välj ”Ingen av dem” eller ta bort det du skrev.")
            self.add_error("place_text", text % {"chosen": chosen.name, "typed": typed})

    def chosen_or_typed_place(self):
        """The place chosen, or the one whose name was typed."""
        typed = self.cleaned_data["place_text"].casefold()
        return self._chosen_place(self.cleaned_data) or (self.places.get(typed) if typed else None)

    def _chosen_place(self, cleaned):
        chosen = cleaned.get("place")
        return next((place for place in self.places.values() if str(place.pk) == chosen), None) if chosen else None
