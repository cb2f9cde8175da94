"""Which modified statements are meant, as a client says it."""

from __future__ import annotations

from control_push.handlers.api.parameters import FilterText
from control_push.models.base import Model
from control_push.models.push import Scope


class ScopeRequest(Model):
    """Which modified statements; what is left out, or null, narrows nothing."""

    system_id: FilterText = None
    family: FilterText = None
    modified_by: FilterText = None

    @property
    def scope(self) -> Scope:
        """As it is stored."""
        return Scope(**dict(self))
