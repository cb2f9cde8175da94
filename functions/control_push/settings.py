"""The environment variables of the Lambda functions, read nowhere else.

Each function declares which of these it needs; a missing one is refused by name before its first event.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, Json

Name = Annotated[str, Field(min_length=1)]


class Environment(BaseModel):
    """A field is the variable of that name in capitals."""

    # Other variables are there, too, some of them secret: an error quotes none.
    model_config = ConfigDict(
        frozen=True, alias_generator=str.upper, validate_by_name=True, hide_input_in_errors=True
    )


class Tables(Environment):
    """The names of the tables."""

    statements_table: Name
    push_jobs_table: Name
    audit_table: Name
    texts_table: Name
    connection_table: Name
    schedules_table: Name


class ServiceNowSecret(Environment):
    """Where the credentials of the ServiceNow account lie."""

    servicenow_secret_id: Name


class PushWorkflow(Environment):
    """The state machine that runs a push."""

    push_workflow_arn: Name


class PullWorkflow(Environment):
    """The state machine that runs a pull."""

    pull_workflow_arn: Name


class Timers(Environment):
    """Schedules in EventBridge: their group, what they call, as whom, and their queue."""

    schedule_group: Name
    scheduled_push_arn: Name
    scheduler_role_arn: Name
    scheduler_queue_arn: str = ""


class Notifications(Environment):
    """Where people are told what happened; a webhook only where there is a secret with its address."""

    notification_topic_arn: Name
    webhook_kind: str = ""
    webhook_secret_id: str = ""
    app_url: Name


class UserPool(Environment):
    """Who may sign in, and which machine clients have the role admin."""

    user_pool_id: Name
    admin_clients: Json[list[str]]
    roles_of_groups: Json[dict[str, str]]


class ItemLists(Environment):
    """How the workflow's Map gets the items."""

    work_bucket: Name
    """The bucket from which it reads those of a large push."""
    inline_up_to: int = 400
    """Items of a push that is small enough for the workflow's own history, which ends at 25,000 events.

    18 are a push's own, each item takes 11, and 9 for each wait, of which an item has 5 at most: 446 items
    would fit. Fewer leave room for looks at the stop switch.
    https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
    """


class WebAddress(Environment):
    """Where the web app is; empty where that is not known."""

    web_url: str = ""


class LoopbackHttp(Environment):
    """Whether plain http to a loopback address is accepted as an instance URL: only on a laptop."""

    allow_loopback_http: bool = False


class CloudFront(Environment):
    """What CloudFront sends to the API with every request; empty where nothing stands in front of the API."""

    origin_secret: str = ""


class CompanyGroups(Environment):
    """Which role each group of the company has here."""

    roles_of_groups: Json[dict[str, str]]
