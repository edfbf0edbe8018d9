"""What the administration may do with each model above the councils. `ADMINISTERED` is the whole list.

Every write leaves a line in the audit log, in the same transaction, beside Django's own. Nothing is deleted here: what
others refer to is kept. What decides over memberships is shown and not changed: actions keep those in step.
"""

from django.contrib import admin
from django.db import models
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from councils import audit
from councils.actions.councils import open_council
from councils.forms.fields import FreeTextField
from councils.forms.screened import ScreenedBoundField
from councils.models import (
    AreaAppointment,
    AuditEntry,
    Council,
    County,
    Municipality,
    Organisation,
    OversightAppointment,
    PoliceArea,
    PoliceAreaAlias,
    PoliceAreaMunicipality,
    PoliceRegion,
    User,
)
from councils.wall import outside

# Where the models' own names are code's alone.
LABELS = {
    "slug": _("Adress på webbplatsen"),
    "municipality": _("Kommun"),
    "municipalities": _("Kommuner"),
    "police_area": _("Lokalpolisområde"),
    "region": _("Polisregion"),
    "is_active": _("Kontot är öppet"),
}


class AskingBoundField(ScreenedBoundField):
    """The administration's templates know errors and no questions, so these come with the field itself."""

    def as_widget(self, *args, **kwargs):
        widget = super().as_widget(*args, **kwargs)
        if not self.questions:
            return widget
        return widget + render_to_string("_components/questions.html", {"questions": self.questions})


class AdministeredText(FreeTextField):
    bound_field_class = AskingBoundField


class Recorded(admin.ModelAdmin):
    """Base of all: no deletion, no acts on many rows at once, and an audit line for each write."""

    pages = ("changelist", "add", "change", "history")
    actions = None
    view_on_site = False  # inside a council one is a visitor like others
    list_per_page = 100
    # What people type here is held to the same rule as everywhere: no personal identity numbers.
    formfield_overrides = {models.CharField: {"form_class": AdministeredText}, models.SlugField: {}}

    def get_urls(self):
        return [one for one in super().get_urls() if one.name and one.name.endswith(self.pages)]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name in LABELS:
            kwargs["label"] = LABELS[db_field.name]
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def lookup_allowed(self, lookup, value, request):
        """Only the filters shown: a lookup of one's own could read passwords' digests, or who did what in a council."""
        return lookup.removesuffix("__exact").removesuffix("__id").removesuffix("__pk") in self.list_filter

    def has_delete_permission(self, request, obj=None):
        return False

    def log_addition(self, request, obj, message):
        self._record(request, obj, message, act="add")
        return self._without_names(super().log_addition(request, obj, message), obj)

    def log_change(self, request, obj, message):
        self._record(request, obj, message, act="change")
        return self._without_names(super().log_change(request, obj, message), obj)

    def _record(self, request, obj, message, act):
        fields = {name for part in message for change in part.values() for name in change.get("fields", ())}
        audit.record(
            council=obj if isinstance(obj, Council) else None,
            by=request.user,
            verb="administer",
            of=obj if isinstance(obj.pk, int) else None,  # a county's key is text, and the log's is a number
            act=act,
            model=self.opts.model_name,
            key=str(obj.pk),
            fields=sorted(fields),
        )

    def _without_names(self, entry, obj):
        """Django's log keeps what a row was called; a person's name does not outlive the person's account there."""
        if isinstance(obj, User):
            entry.object_repr = f"{self.opts.model_name} {obj.pk}"
            entry.save(update_fields=["object_repr"])
        return entry


class Existing(Recorded):
    """Rows that come about elsewhere."""

    pages = ("changelist", "change", "history")

    def has_add_permission(self, request):
        return False


class Shown(Existing):
    """Only to look at."""

    def has_change_permission(self, request, obj=None):
        return False


class ShownInside(admin.TabularInline):
    """Rows of another model, only to look at."""

    extra = 0

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class CountyAdmin(Shown):
    list_display = ["code", "name"]


class PoliceRegionAdmin(Recorded):
    list_display = ["name"]


class MunicipalityAdmin(Existing):
    """The national list; a municipality may call itself something else."""

    list_display = ["code", "name", "own_name", "county", "police_region"]
    list_filter = ["police_region"]
    list_select_related = ["county", "police_region"]
    search_fields = ["code", "name"]
    readonly_fields = ["code", "name", "official_name", "county", "police_region"]


class Coverage(ShownInside):
    model = PoliceAreaMunicipality


class Aliases(admin.TabularInline):
    model = PoliceAreaAlias
    extra = 1
    formfield_overrides = Recorded.formfield_overrides


class PoliceAreaAdmin(Recorded):
    """Which municipalities it covers decides who belongs to which council, and is shown only."""

    list_display = ["name", "region"]
    list_filter = ["region"]
    list_select_related = ["region"]
    search_fields = ["name", "aliases__name"]
    inlines = [Coverage, Aliases]


class OrganisationAdmin(Recorded):
    list_display = ["name", "short_name", "kind"]
    list_filter = ["kind"]
    search_fields = ["name", "short_name"]
    fields = ["name", "short_name", "kind", "municipality", "police_area"]


class CouncilAdmin(Recorded):
    """A council's name and address. Its municipalities are chosen once: memberships follow from them."""

    list_display = ["name", "slug", "kind"]
    search_fields = ["name", "slug"]
    fields = ["name", "short_name", "slug", "kind", "municipalities"]
    filter_horizontal = ["municipalities"]

    def get_readonly_fields(self, request, obj=None):
        return ["municipalities"] if obj else []

    def save_model(self, request, obj, form, change):
        """A new council is opened by the same action as everywhere, with the rights of its roles."""
        if change:
            super().save_model(request, obj, form, change)
        else:
            obj.pk = open_council(**form.cleaned_data).pk
            obj._state.adding = False


class UserAdmin(Existing):
    """Whether an account is open, and what its holder is called. Roles are given in the councils, passwords by mail."""

    list_display = ["email", "name", "title", "is_active", "is_superuser"]
    list_filter = ["is_active", "is_superuser"]
    search_fields = ["email", "name"]
    fields = ["email", "name", "title", "is_active", "is_superuser", "date_joined", "last_login"]
    readonly_fields = ["email", "is_superuser", "date_joined", "last_login"]

    def get_readonly_fields(self, request, obj=None):
        own = obj is not None and obj.pk == request.user.pk  # nobody shuts themselves out
        return [*self.readonly_fields, *(["is_active"] if own else [])]


class AreaAppointmentAdmin(Shown):
    list_display = ["area", "user", "organisation", "from_day", "to_day"]
    list_select_related = ["area", "user", "organisation"]


class OversightAppointmentAdmin(Shown):
    """Who follows many councils. No region means the whole country."""

    list_display = ["user", "region", "from_day", "to_day"]
    list_select_related = ["user", "region"]


class AuditEntryAdmin(Shown):
    """Acts on the site as a whole. A council's own log is read by its members."""

    list_display = ["at", "verb", "actor", "object_type", "object_id"]
    list_select_related = ["actor"]
    fields = ["at", "verb", "actor", "object_type", "object_id", "details"]

    def get_queryset(self, request):
        with outside("administration"):
            return super().get_queryset(request).filter(council=None)


ADMINISTERED = {
    County: CountyAdmin,
    PoliceRegion: PoliceRegionAdmin,
    Municipality: MunicipalityAdmin,
    PoliceArea: PoliceAreaAdmin,
    Organisation: OrganisationAdmin,
    Council: CouncilAdmin,
    User: UserAdmin,
    AreaAppointment: AreaAppointmentAdmin,
    OversightAppointment: OversightAppointmentAdmin,
    AuditEntry: AuditEntryAdmin,
}
