"""Where messages go: a topic with e-mail subscriptions, and a webhook of Slack or Teams."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import urlsplit

import httpx

from control_push.errors import ControlPushError
from control_push.models.notification import Message

LONGEST_SUBJECT = 99
TIMEOUT = 10.0
SLACK, TEAMS = "slack", "teams"


class NotSentError(ControlPushError):
    """A message did not get where it should; its text has no address, which is a secret."""


class Sns(Protocol):
    """What is used of boto3's client."""

    def publish(self, *, TopicArn: str, Subject: str, Message: str) -> Any:  # noqa: N803 - boto3's names
        """https://docs.aws.amazon.com/sns/latest/api/API_Publish.html"""


@dataclass(frozen=True)
class Topic:
    """E-mail, to those who have confirmed their subscription."""

    client: Sns
    arn: str
    app_url: str

    def send(self, message: Message) -> None:
        """As an e-mail: the title is its subject."""
        subject = "".join(char if " " <= char <= "~" else " " for char in message.title)
        text = "\n\n".join([message.title, *message.lines, f"{self.app_url}{message.path}"])
        self.client.publish(TopicArn=self.arn, Subject=subject[:LONGEST_SUBJECT], Message=text)


@dataclass(frozen=True)
class Webhook:
    """An incoming webhook. `address` reads it anew, since an operator may change it; empty: none is set."""

    address: Callable[[], str]
    kind: str
    app_url: str
    loopback_http: bool = False

    def send(self, message: Message) -> None:
        """Raises NotSentError: it was not accepted."""
        address = self.address()
        if not address:
            return
        if not self._is_allowed(address):
            raise NotSentError("The webhook's address in Secrets Manager does not begin with https://.")
        shape = teams_message if self.kind == TEAMS else slack_message
        body = shape(message, f"{self.app_url}{message.path}")
        try:
            answer = httpx.post(address, json=body, timeout=TIMEOUT, follow_redirects=False)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            # Without the cause, whose words have the address in them.
            raise NotSentError(f"The webhook does not answer ({type(error).__name__}).") from None
        if not answer.is_success:
            raise NotSentError(f"The webhook answered {answer.status_code}.")

    def _is_allowed(self, address: str) -> bool:
        parts = urlsplit(address)
        local = self.loopback_http and parts.scheme == "http" and parts.hostname == "127.0.0.1"
        return parts.scheme == "https" or local


def slack_message(message: Message, url: str) -> dict[str, Any]:
    """https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks"""
    lines = [f"*{_escaped(message.title)}*", *map(_escaped, message.lines), f"<{url}|Open it>"]
    text = "\n".join(lines)[:2900]
    return {"text": message.title, "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": text}}]}


def teams_message(message: Message, url: str) -> dict[str, Any]:
    """https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using#send-adaptive-cards-using-an-incoming-webhook"""
    title = {"type": "TextBlock", "text": message.title, "weight": "Bolder", "wrap": True}
    lines = [{"type": "TextBlock", "text": line, "wrap": True} for line in message.lines]
    card = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "body": [title, *lines],
        "actions": [{"type": "Action.OpenUrl", "title": "Open it", "url": url}],
    }
    kind = "application/vnd.microsoft.card.adaptive"
    return {"type": "message", "attachments": [{"contentType": kind, "content": card}]}


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
