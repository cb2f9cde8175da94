from __future__ import annotations

from typing import Any

import pytest

from control_push.adapters.tables.store import Store
from control_push.handlers import resources
from control_push.handlers.api import (
    audit_api,
    connection_api,
    operations_api,
    push_api,
    schedules_api,
    statements_api,
)
from tests.unit.domain.pushing import FakeWorkflow, Pushing
from tests.unit.domain.scheduling import FakePeople, FakeScheduler
from tests.unit.fake_servicenow import FakeServiceNow

MODULES: tuple[Any, ...] = (
    push_api,
    statements_api,
    connection_api,
    operations_api,
    audit_api,
    schedules_api,
    resources,
)

ENVIRONMENT = {
    "STATEMENTS_TABLE": "statements",
    "PUSH_JOBS_TABLE": "push-jobs",
    "AUDIT_TABLE": "audit",
    "TEXTS_TABLE": "texts",
    "CONNECTION_TABLE": "connection",
    "SCHEDULES_TABLE": "schedules",
    "SERVICENOW_SECRET_ID": "servicenow",
    "PUSH_WORKFLOW_ARN": "arn:aws:states:us-east-1:123456789012:stateMachine:push",
    "PULL_WORKFLOW_ARN": "arn:aws:states:us-east-1:123456789012:stateMachine:pull",
    "WORK_BUCKET": "work",
    "ALLOW_LOOPBACK_HTTP": "true",
    "ROLES_OF_GROUPS": "{}",
    "USER_POOL_ID": "us-east-1_pool",
    "ADMIN_CLIENTS": "[]",
    "SCHEDULE_GROUP": "push",
    "SCHEDULED_PUSH_ARN": "arn:aws:lambda:us-east-1:123456789012:function:scheduled_push",
    "SCHEDULER_ROLE_ARN": "arn:aws:iam::123456789012:role/scheduler",
    "NOTIFICATION_TOPIC_ARN": "arn:aws:sns:us-east-1:123456789012:notifications",
    "APP_URL": "https://push.example.com",
    "LAMBDA_ENV_MODELER_DISABLE_CACHE": "true",
}


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the stack gives to every function."""
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def push(store: Store, monkeypatch: pytest.MonkeyPatch) -> Pushing:
    """The handlers over moto's tables and ServiceNow in memory."""
    pushing = Pushing(store, FakeServiceNow(), workflow=FakeWorkflow())
    pushing.connect()
    timers = FakeScheduler()
    found: dict[str, Any] = {
        "store": lambda: store,
        "servicenow": lambda connection: pushing.servicenow,
        "servicenow_to_test": lambda connection, secrets=None: pushing.servicenow,
        "servicenow_for": lambda source_id: pushing.servicenow,
        "push_workflow": lambda: pushing.workflow,
        "pull_workflow": lambda: pushing.workflow,
        "scheduler": lambda: timers,
        "people": FakePeople,
    }
    for module in MODULES:
        for name, value in found.items():
            if hasattr(module, name):
                monkeypatch.setattr(module, name, value)
    return pushing
