"""Who can sign in to the local environment. Nothing here exists anywhere else."""

from __future__ import annotations

from infra.local.local_stack import DemoUser

DEMO_USERS = tuple(
    DemoUser(f"{group}@example.com", f"Local-{group}-2026", group) for group in ("author", "admin", "auditor")
)
