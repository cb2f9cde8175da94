"""Names of the product's metrics: the functions write them (EMF), the stack's dashboard and alarms read them.

Each has the dimension `service`, which powertools takes from POWERTOOLS_SERVICE_NAME: it has the environment,
so that two in one account are apart. What else a metric is counted by stands at its name.
"""

from __future__ import annotations

NAMESPACE = "ControlPush"

PUSHES_STARTED = "PushesStarted"
"""Count."""
ITEM_OUTCOME = "ItemOutcome"
"""Count of items that ended, by `outcome`; those with a code also by `code`, on its own."""
PUSH_RETRIES = "PushRetries"
"""Count of items that are to be tried once more."""
SERVICENOW_LATENCY = "ServiceNowLatency"
"""Milliseconds of one request."""
SERVICENOW_STATUS = "ServiceNowStatus"
"""Count of answers by `status`, the HTTP status or `none` where there was no answer."""
RATE_LIMITED = "RateLimited"
"""Count of answers with status 429."""
OLDEST_ACTIVE_JOB_AGE = "OldestActiveJobAge"
"""Seconds since the oldest job that has not ended was started; 0 when there is none. Written by the sweep."""
WAIT_SECONDS = "WaitSeconds"
"""Seconds that an item waits because ServiceNow asked for it."""
SIGN_IN_REFUSED = "SignInRefused"
"""Count of refusals by ServiceNow to take the credentials."""
MESSAGE_NOT_SENT = "MessageNotSent"
"""Count of tries to send a message that a channel did not take."""

OUTCOME = "outcome"
CODE = "code"
STATUS = "status"
SERVICE = "service"


def service_name(environment: str) -> str:
    """The value of the dimension `service` in an environment."""
    return f"control-push-{environment}"
