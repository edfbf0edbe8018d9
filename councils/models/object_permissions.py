"""guardian's tables with a real foreign key to Council, so that the database keeps them consistent."""

from django.db import models
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase

from councils.models.councils import Council


class CouncilUserObjectPermission(UserObjectPermissionBase):
    """Exists because guardian expects the pair; rights are only ever given to groups."""

    content_object = models.ForeignKey(Council, on_delete=models.CASCADE)


class CouncilGroupObjectPermission(GroupObjectPermissionBase):
    """What the group of one role in one council may do there."""

    content_object = models.ForeignKey(Council, on_delete=models.CASCADE)
