"""Everything one simulated instance consists of."""

from __future__ import annotations

import asyncio
from random import Random

from aiohttp import web

from infra.local.servicenow_simulator.accounts import Accounts
from infra.local.servicenow_simulator.fault_board import FaultBoard
from infra.local.servicenow_simulator.pressure import RateRule, Semaphores
from infra.local.servicenow_simulator.render import Renderer
from infra.local.servicenow_simulator.sessions import Sessions
from infra.local.servicenow_simulator.settings import Settings
from infra.local.servicenow_simulator.stats import Stats
from infra.local.servicenow_simulator.store import Store


class Instance:
    """A fresh instance with empty preset tables, no faults and the default accounts."""

    def __init__(self) -> None:
        self.background: set[asyncio.Task[None]] = set()
        self.reset()

    def reset(self) -> None:
        """Back to the beginning; rules that still wait to run are dropped."""
        for task in self.background:
            task.cancel()
        # Seeded, so that a test that fails does so again.
        self.random = Random(20)  # noqa: S311 - decides the order of rows, no secret
        self.store = Store()
        self.board = FaultBoard(self.random)
        self.stats = Stats()
        self.sessions = Sessions()
        self.rate_rule = RateRule()
        self.use_settings(Settings())
        self.accounts = Accounts(self.settings)

    def use_settings(self, settings: Settings) -> None:
        """Switch to other settings, keeping all else."""
        self.settings = settings
        self.semaphores = Semaphores(settings)
        self.renderer = Renderer(self.store, settings)
        if hasattr(self, "accounts"):
            self.accounts.settings = settings


INSTANCE = web.AppKey("instance", Instance)
