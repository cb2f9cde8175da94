"""The shapes of Slack and Teams, an e-mail's, and that the address, which is a secret, is in no error."""

from __future__ import annotations

import json
from typing import Any

import boto3
import httpx
import pytest
import respx

from control_push.adapters.channels import NotSentError, Topic, Webhook
from control_push.models.notification import Message

MESSAGE = Message(title="Nightly: 2 pushed, 1 held", lines=["Held <b> & co: AC-2."], path="/push/j1")
ADDRESS = "https://hooks.example.com/services/T000/B000/secret-token"
APP = "https://controls.example.com"


def webhook(kind: str = "slack", address: str = ADDRESS, **more: Any) -> Webhook:
    return Webhook(lambda: address, kind, APP, **more)


def posted(route: respx.Route) -> Any:
    return json.loads(route.calls.last.request.content)


@respx.mock
def test_slack() -> None:
    route = respx.post(ADDRESS).respond(text="ok")
    webhook().send(MESSAGE)
    body = posted(route)
    assert body["text"] == MESSAGE.title
    assert body["blocks"][0]["text"]["text"] == (
        "*Nightly: 2 pushed, 1 held*\nHeld &lt;b&gt; &amp; co: AC-2.\n"
        "<https://controls.example.com/push/j1|Open it>"
    )


@respx.mock
def test_teams() -> None:
    route = respx.post(ADDRESS).respond(202)
    webhook("teams").send(MESSAGE)
    [attachment] = posted(route)["attachments"]
    card = attachment["content"]
    assert (attachment["contentType"], card["type"]) == (
        "application/vnd.microsoft.card.adaptive",
        "AdaptiveCard",
    )
    assert [block["text"] for block in card["body"]] == [MESSAGE.title, *MESSAGE.lines]
    assert card["actions"][0]["url"] == f"{APP}/push/j1"


@respx.mock
@pytest.mark.parametrize("answer", [httpx.Response(404), httpx.Response(302), httpx.ConnectError("hooks…")])
def test_an_address_that_does_not_take_it_is_not_named(answer: Any) -> None:
    respx.post(ADDRESS).mock(
        **({"side_effect": answer} if isinstance(answer, Exception) else {"return_value": answer})
    )
    with pytest.raises(NotSentError) as refused:
        webhook().send(MESSAGE)
    assert "secret-token" not in str(refused.value)
    assert refused.value.__cause__ is None


@pytest.mark.parametrize(
    "address", ["http://hooks.example.com/x", "http://127.0.0.1:9/x", "file:///etc/passwd"]
)
def test_only_https_is_posted_to(address: str) -> None:
    with pytest.raises(NotSentError, match="does not begin with https"):
        webhook(address=address).send(MESSAGE)


@respx.mock
def test_on_a_laptop_also_its_own_outbox() -> None:
    route = respx.post("http://127.0.0.1:8082/webhook").respond()
    webhook(address="http://127.0.0.1:8082/webhook", loopback_http=True).send(MESSAGE)
    assert route.called


def test_without_an_address_nothing_is_posted() -> None:
    webhook(address="").send(MESSAGE)


def test_an_e_mail_has_the_title_as_its_subject(aws: None) -> None:
    sns, sqs = boto3.client("sns"), boto3.client("sqs")
    topic = sns.create_topic(Name="messages")["TopicArn"]
    queue = sqs.create_queue(QueueName="read")["QueueUrl"]
    attributes = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"]
    sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=attributes["QueueArn"])
    long = MESSAGE.model_copy(update={"title": "Prüfung 🚀 " + "x" * 200})
    Topic(sns, topic, APP).send(long)
    [received] = sqs.receive_message(QueueUrl=queue)["Messages"]
    body = json.loads(received["Body"])
    assert (body["Subject"][:6], len(body["Subject"])) == ("Pr fun", 99)
    assert body["Message"].startswith(long.title)
    assert body["Message"].endswith(f"{APP}/push/j1")
