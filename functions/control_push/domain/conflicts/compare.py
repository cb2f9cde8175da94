"""The conflict verdict: the record as it is now against the base and the local text."""

from __future__ import annotations

from enum import StrEnum

from control_push.models.statement import RemoteRecord, ServiceNowVersion
from control_push.texts.text_format import Texts


class Verdict(StrEnum):
    """What may be done with the local text."""

    UNCHANGED = "unchanged"
    """The record is as it was: push."""
    TOUCHED = "touched"
    """Stamp or counter moved, the text did not: push, and say so."""
    ALREADY_STORED = "already_stored"
    """The record already has the local text: nothing to write."""
    CONFLICT = "conflict"
    """Somebody changed the text: nothing is written until a person decided."""


def compare_with_servicenow(
    texts: Texts, base: str, base_version: ServiceNowVersion, local: str, remote: RemoteRecord
) -> Verdict:
    """The contract's table. The texts decide; stamp and counter only tell `touched` from `unchanged`."""
    if texts.same(remote.content, base):
        return Verdict.TOUCHED if _moved(base_version, remote.version) else Verdict.UNCHANGED
    return Verdict.ALREADY_STORED if texts.same(remote.content, local) else Verdict.CONFLICT


def _moved(known: ServiceNowVersion, seen: ServiceNowVersion) -> bool:
    return (known.updated_on, known.mod_count) != (seen.updated_on, seen.mod_count)
