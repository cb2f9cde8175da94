"""The faults that can be switched on, and which requests they meet.

A fault is one JSON object: `kind`, its parameters, `match` and how often. README.md lists all kinds.
"""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import uuid4

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from infra.local.servicenow_simulator.edits import Edit

PlainReplyKind = Literal[
    "forbidden_by_acl",
    "forbidden_by_api_acl",
    "query_forbidden",
    "unauthenticated",
    "not_found",
    "too_busy",
    "accepted_empty",
    "hibernating",
    "hibernating_redirect",
    "login_redirect",
    "login_page",
    "server_error",
    "bad_gateway",
    "unavailable",
    "reset",
]


class Match(BaseModel):
    """Which requests a fault meets; what is left out matches all."""

    model_config = ConfigDict(extra="forbid")

    where: Literal["table", "oauth", "everywhere"] = "table"
    table: str | None = None
    sys_ids: list[str] | None = None
    methods: list[str] | None = None


class BaseFault(BaseModel):
    """What all faults share: of the matching requests, which ones it meets."""

    model_config = ConfigDict(extra="forbid")

    id: str = Field(default_factory=lambda: uuid4().hex)
    match: Match = Match()
    from_nth: int = 1
    every: int = 1
    times: int | None = None
    probability: float = 1.0
    seen: int = 0
    hits: int = 0


class ReplyFault(BaseFault):
    """Another answer than the Table API's; with `after_write` the request is carried out first."""

    after_write: bool = False


class PlainReply(ReplyFault):
    """An answer without parameters."""

    kind: PlainReplyKind


class RateLimited(ReplyFault):
    """A rate rule's 429, with its headers; it refuses all that matches until the time it names."""

    kind: Literal["rate_limited"]
    retry_after_s: int = 1
    retry_after_as: Literal["seconds", "date", "reset"] = "seconds"
    """reset: no Retry-After, only the second at which the limit is reset."""
    limit: int = 500
    until: float = 0.0
    """When the limit is reset, in seconds since 1970, once a request has been refused."""


class BusinessRuleAbort(ReplyFault):
    """A before-rule calls setAbortAction."""

    kind: Literal["business_rule_abort"]
    name: str = "Protect published statements"


class DataPolicy(ReplyFault):
    """A data policy asks for fields, which it names by their form labels."""

    kind: Literal["data_policy"]
    labels: list[str] = ["Implementation statement"]


class Hang(ReplyFault):
    """No answer for so long, then the connection is reset."""

    kind: Literal["hang"]
    seconds: float = 30.0


class OAuthError(ReplyFault):
    """A refusal of the token endpoint other than access_denied."""

    kind: Literal["oauth_error"]
    error: str = "invalid_client"
    match: Match = Match(where="oauth")


class Latency(BaseFault):
    """Added to the instance's own latency."""

    kind: Literal["latency"]
    ms: int


class Truncate(BaseFault):
    """The column is shorter than the text: stored cut, and echoed cut."""

    kind: Literal["truncate"]
    field: str
    length: int


class DropField(BaseFault):
    """A field-level write ACL: the field is left out of the update, which still answers 200."""

    kind: Literal["drop_field"]
    field: str


class DraftOnly(BaseFault):
    """The text can be changed only while the record's state is draft."""

    kind: Literal["draft_only"]
    field: str = "implementation_statement"
    how: Literal["abort", "drop"] = "abort"


class Rewrite(BaseFault):
    """A rule rewrites the text; a prefix or suffix that is already there is not added again."""

    field: str
    value: str | None = None
    prefix: str = ""
    suffix: str = ""
    find: str = ""
    replace_with: str = ""

    def apply(self, text: str) -> str:
        """The text after the rule."""
        if self.value is not None:
            return self.value
        if self.find:
            text = text.replace(self.find, self.replace_with)
        prefix = "" if text.startswith(self.prefix) else self.prefix
        suffix = "" if text.endswith(self.suffix) else self.suffix
        return f"{prefix}{text}{suffix}"


class BeforeRule(Rewrite):
    """It runs before the update, so that the answer already shows its work."""

    kind: Literal["before_rule"]


class AsyncRule(Rewrite):
    """It runs after the answer, as another user."""

    kind: Literal["async_rule"]
    delay_ms: int = 0
    by: str = "system"


class SlowRule(BaseFault):
    """Before-rules take so long: the stamp is older than the moment the row becomes visible."""

    kind: Literal["slow_rule"]
    ms: int


class Unreadable(BaseFault):
    """A field-level read ACL."""

    kind: Literal["unreadable_field"]
    field: str
    as_empty: bool = False


class OmitField(BaseFault):
    """The answer to a write lacks the field."""

    kind: Literal["omit_field"]
    field: str


class BodyFault(BaseFault):
    """The request is carried out, its answer is spoilt."""

    kind: Literal["empty_body", "broken_json"]


class OtherRows(BaseFault):
    """The request for one record is carried out, but answered with another record or with the whole table."""

    kind: Literal["another_record", "whole_table"]


class PartialError(BaseFault):
    """Status 200, some rows and an error; `broken`: not even JSON."""

    kind: Literal["partial_error"]
    broken: bool = False


class EditAfterRead(BaseFault):
    """Somebody edits a record right after a GET, of it or of a list: between read and write."""

    kind: Literal["edit_after_read"]
    times: int | None = 1
    edit: Edit


AnyFault = Annotated[
    PlainReply
    | RateLimited
    | BusinessRuleAbort
    | DataPolicy
    | Hang
    | OAuthError
    | Latency
    | Truncate
    | DropField
    | DraftOnly
    | BeforeRule
    | AsyncRule
    | SlowRule
    | Unreadable
    | OmitField
    | BodyFault
    | OtherRows
    | PartialError
    | EditAfterRead,
    Field(discriminator="kind"),
]
FAULT: TypeAdapter[AnyFault] = TypeAdapter(AnyFault)
