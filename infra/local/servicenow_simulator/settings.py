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
    display_utc_offset_hours: int = -7
    display_date_format: str = "%m-%d-%Y %I:%M:%S %p"
