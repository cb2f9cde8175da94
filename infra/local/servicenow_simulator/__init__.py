"""A ServiceNow instance's Table API over real HTTP, on loopback, for tests and for the laptop environment.

Left out: the batch API (checklist item 55), because the product does not call it; its path answers like any
unknown one.
"""

from infra.local.servicenow_simulator.client import Simulator
from infra.local.servicenow_simulator.server import running_simulator

__all__ = ["Simulator", "running_simulator"]
