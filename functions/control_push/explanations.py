"""What each error code means to a person, and what to do about it: the one home of these words.

They go out in the OpenAPI document; the web app's and the command line's copies are generated from there.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Explanation:
    """`meaning` is a phrase without a full stop, `what_to_do` are sentences."""

    meaning: str
    what_to_do: str


EXPLANATIONS = {
    "conflict": Explanation(
        "Changed in ServiceNow since it was last read",
        "Open the conflict, compare both texts and choose or merge; then push again.",
    ),
    "deleted_in_servicenow": Explanation(
        "The record is gone in ServiceNow, or hidden from the service account",
        "Ask the ServiceNow administrator to restore it or the access to it, or discard the local change.",
    ),
    "auth_expired": Explanation(
        "ServiceNow refused the sign-in; what was not tried yet was left out",
        "An administrator corrects the credentials under Connection; then retry the push.",
    ),
    "forbidden": Explanation(
        "The service account may not write these records",
        "Ask the ServiceNow administrator for write access to the record and the field.",
    ),
    "rejected_by_rule": Explanation(
        "A business rule or data policy in ServiceNow refused the change",
        "Read the rule's message, satisfy it there or change the text, then push again.",
    ),
    "not_stored": Explanation(
        "ServiceNow said yes but kept the old text",
        "Ask the ServiceNow administrator whether the service account may write the field, and whether the "
        "record's state allows it.",
    ),
    "truncated": Explanation(
        "ServiceNow cut the text off; your whole text is kept here",
        "Shorten the text, or ask the ServiceNow administrator for a longer field, then push again.",
    ),
    "rate_limited": Explanation(
        "ServiceNow went on limiting requests after the waits it asked for",
        "Retry later, or ask the ServiceNow administrator for a higher limit for the service account.",
    ),
    "servicenow_unavailable": Explanation(
        "ServiceNow gave no answer that can be believed",
        "Retry in a few minutes; if it persists, ask the ServiceNow administrator.",
    ),
    "content_too_large": Explanation("The text is too long", "Shorten the text, then push again."),
    "invalid_content": Explanation(
        "The text holds something that cannot be sent", "Edit the text, then push again."
    ),
    "internal_error": Explanation(
        "Something broke on our side",
        "Retry. If it happens again, tell your administrator the reference in the message.",
    ),
}
