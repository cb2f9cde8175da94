"""Switches of the whole instance; those of single requests are faults."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict


class Settings(BaseModel):
    """What an instance's properties and release decide."""

    model_config = ConfigDict(extra="forbid")

    latency_ms: int = 0
    unauthenticated_wording: Literal["current", "older"] = "current"
    invalid_query_returns_no_rows: bool = False
    html_sanitizer: Literal["save", "read", "off"] = "save"
    basic_auth_gate: bool = False
    client_credentials_enabled: bool = True
    password_grant_enabled: bool = True
    token_lifetime_s: int = 1799
    lockout_after: int = 5
    session_queue: int = 10
    semaphores: int = 4
    """Requests carried out at once (KB0635398 names 4); the others wait, and 0 lets all run."""
    semaphore_queue: int = 50
    """How many wait for a semaphore; the next ones are refused with a bare 429."""
    rate_limit: int | None = None
    """Requests of one user in a window that a rate rule allows."""
    rate_window_s: float = 3600.0
    rate_flush_s: float = 0.0
    """How long a node keeps its count to itself (30 s on real ones): so late the rule sees a request."""
    total_count: Literal["before_acl", "after_acl", "too_low", "absent"] = "before_acl"
    """What X-Total-Count counts; under ACLs that is inferred, not documented."""
    link_header: bool = True
    limit_cap: int | None = None
    """The most rows of one answer, whatever sysparm_limit asks for."""
    display_utc_offset_hours: int = -7
    display_date_format: str = "%m-%d-%Y %I:%M:%S %p"
