from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from councils.chain import FORMAT, GENESIS
from councils.models.councils import Council
from councils.models.organisations import Organisation
from councils.querysets import AuditEntryQuerySet
from councils.wall import walled


class AuditChain(models.Model):
    """How long one council's audit log is, and the hash of its last line. Without a council: the site's own log.

    Whoever adds a line holds this row's lock, so that acts at the same moment are chained one after the other.
    """

    council = models.OneToOneField(Council, on_delete=models.PROTECT, null=True, related_name="audit_chain")
    length = models.PositiveBigIntegerField(default=0)
    head = models.CharField(max_length=64, default=GENESIS)

    objects = walled(models.QuerySet, "council")

    class Meta:
        verbose_name = _("loggkedja")
        verbose_name_plural = _("loggkedjor")
        constraints = [
            # NULL differs from NULL in an ordinary unique column: without this the site could have two chains.
            models.UniqueConstraint(Coalesce("council", 0), name="one_audit_chain_each"),
        ]

    def __str__(self):
        return f"{self.council_id or 'site'}: {self.length}"


class AuditEntry(models.Model):
    """One act in a council, or on the site as a whole. Written in the same transaction as the act, never changed.

    `actor_role` and `organisation` are what the person was in the council that day. `sha256` is of every other
    column: see councils/chain.py. Triggers refuse changes: see councils/append_only.py.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, null=True, related_name="audit_entries")
    format = models.PositiveSmallIntegerField(default=FORMAT)
    sequence = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    actor_role = models.CharField(max_length=80, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    verb = models.CharField(max_length=60)
    object_type = models.CharField(max_length=60, blank=True)
    object_id = models.BigIntegerField(null=True)
    details = models.JSONField(default=dict, blank=True)
    request_id = models.CharField(max_length=36, blank=True)
    previous_sha256 = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64)

    objects = walled(AuditEntryQuerySet, "council")

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("logghändelse")
        verbose_name_plural = _("logghändelser")
        constraints = [
            models.UniqueConstraint(fields=["council", "sequence"], name="audit_sequence_once_per_council"),
            models.UniqueConstraint(
                fields=["sequence"], condition=Q(council__isnull=True), name="audit_sequence_once_on_the_site"
            ),
        ]
        indexes = [
            models.Index(fields=["actor", "verb", "at"], name="audit_by_actor"),
            models.Index(fields=["council", "object_type", "object_id"], name="audit_by_object"),
        ]

    def __str__(self):
        return f"{self.verb} {self.object_type} {self.object_id}"

    def save(self, *args, **kwargs):
        if self.pk is not None:
            raise TypeError("an audit entry is never changed")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("an audit entry is never deleted")
