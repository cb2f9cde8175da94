"""What rings, and that somebody who hears it finds out what to do."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from aws_cdk.assertions import Template

from control_push import metric_names, telemetry
from control_push.models.push import Outcome
from infra.build_cache import ROOT
from tests.infra.conftest import synthesised

OURS = {value for name, value in vars(metric_names).items() if name.isupper() and value[0].isupper()}
ENTRY = re.compile(r"docs/runbook\.md#([\w-]+)$")


def alarms(template: Template) -> list[dict[str, Any]]:
    return [one["Properties"] for one in template.find_resources("AWS::CloudWatch::Alarm").values()]


def watched(alarm: dict[str, Any]) -> set[tuple[str, str]]:
    """Namespace and name of each metric that an alarm looks at."""
    metrics = [one["MetricStat"]["Metric"] for one in alarm.get("Metrics", []) if "MetricStat" in one] or [
        alarm
    ]
    return {(metric["Namespace"], metric["MetricName"]) for metric in metrics}


def anchors() -> set[str]:
    """The headings of the runbook, as links to them are spelled."""
    headings = re.findall(r"^#+ (.+)$", (ROOT / "docs" / "runbook.md").read_text(), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}


def test_every_alarm_names_an_entry_of_the_runbook(production: Template) -> None:
    known = anchors()
    found = alarms(production)
    assert found
    for alarm in found:
        entry = ENTRY.search(alarm["AlarmDescription"])
        assert entry, alarm["AlarmDescription"]
        assert entry[1] in known, alarm["AlarmDescription"]


def test_every_alarm_goes_to_the_topic_and_says_when_it_is_over(production: Template) -> None:
    [topic] = [name for name in production.find_resources("AWS::SNS::Topic") if name.startswith("Monitoring")]
    for alarm in alarms(production):
        assert alarm["AlarmActions"] == [{"Ref": topic}]
        assert alarm["OKActions"] == [{"Ref": topic}]


def test_alarms_may_publish_to_the_topic(production: Template) -> None:
    policies = production.find_resources("AWS::SNS::TopicPolicy").items()
    [policy] = [found for name, found in policies if name.startswith("Monitoring")]
    [allowed] = [
        one for one in policy["Properties"]["PolicyDocument"]["Statement"] if one["Effect"] == "Allow"
    ]
    assert (allowed["Action"], allowed["Principal"]) == (
        "sns:Publish",
        {"Service": "cloudwatch.amazonaws.com"},
    )
    assert allowed["Condition"] == {"StringEquals": {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}}


@pytest.mark.parametrize(
    ("namespace", "metric"),
    [
        ("ControlPush", "OldestActiveJobAge"),
        ("ControlPush", "SignInRefused"),
        ("AWS/States", "ExecutionsFailed"),
        ("AWS/States", "ExecutionsTimedOut"),
        ("AWS/States", "ExecutionsAborted"),
        ("AWS/Lambda", "Errors"),
        ("AWS/Lambda", "Throttles"),
        ("AWS/ApiGateway", "5xx"),
        ("AWS/ApiGateway", "Latency"),
        ("AWS/SQS", "ApproximateNumberOfMessagesVisible"),
    ],
)
def test_what_an_operator_has_to_hear_of_is_watched(
    production: Template, namespace: str, metric: str
) -> None:
    assert (namespace, metric) in set().union(*map(watched, alarms(production)))


def test_alarms_on_the_products_own_metrics_watch_names_that_it_writes(production: Template) -> None:
    for alarm in alarms(production):
        for namespace, name in watched(alarm):
            if not namespace.startswith("AWS/"):
                assert (namespace, name) in {(metric_names.NAMESPACE, one) for one in OURS}


Written = tuple[str, frozenset[tuple[str, str]]]
"""Name and dimensions of one of the product's metrics."""


@pytest.fixture
def written(
    production: Template, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> set[Written]:
    """What the functions write, with the service's name that the template gives to all of them."""
    [service] = {
        function["Properties"]["Environment"]["Variables"]["POWERTOOLS_SERVICE_NAME"]
        for function in production.find_resources("AWS::Lambda::Function").values()
        if str(function["Properties"]["Handler"]).startswith("control_push.")
    }
    monkeypatch.setenv("POWERTOOLS_SERVICE_NAME", service)
    telemetry.push_started()
    for outcome in Outcome:
        telemetry.items_ended(outcome, "forbidden")
    telemetry.item_retried()
    telemetry.item_waits(7)
    telemetry.servicenow_answered("GET", 429, 12)
    telemetry.sign_in_refused()
    telemetry.oldest_active_job(3)
    telemetry.message_not_sent()
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    return {one for line in lines if "_aws" in line for one in metrics_of(line)}


def metrics_of(line: dict[str, Any]) -> Iterator[Written]:
    """https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html"""
    for directive in line["_aws"]["CloudWatchMetrics"]:
        assert directive["Namespace"] == metric_names.NAMESPACE
        for names, metric in itertools.product(directive["Dimensions"], directive["Metrics"]):
            assert isinstance(line[metric["Name"]], list)
            yield metric["Name"], frozenset((name, line[name]) for name in names)


def test_every_alarm_on_the_products_own_metrics_watches_one_that_is_written(
    production: Template, written: set[Written]
) -> None:
    watching = [one for one in alarms(production) if one.get("Namespace") == metric_names.NAMESPACE]
    assert len(watching) == 3
    for alarm in watching:
        dimensions = frozenset((one["Name"], one["Value"]) for one in alarm["Dimensions"])
        assert (alarm["MetricName"], dimensions) in written


def test_the_dashboard_shows_metrics_that_are_written(production: Template, written: set[Written]) -> None:
    [dashboard] = production.find_resources("AWS::CloudWatch::Dashboard").values()
    body = "".join(
        part if isinstance(part, str) else "x"
        for part in dashboard["Properties"]["DashboardBody"]["Fn::Join"][1]
    )
    widgets = json.loads(body)["widgets"]
    rows = [row for widget in widgets for row in widget["properties"].get("metrics", [])]
    ours = [[part for part in row[1:] if isinstance(part, str)] for row in rows if row[0] == "ControlPush"]
    shown = {(name, frozenset(zip(rest[::2], rest[1::2], strict=True))) for name, *rest in ours}
    assert len(shown) > len(Outcome)
    assert shown <= written


def test_what_reaches_nobody_is_kept(production: Template) -> None:
    [queue] = production.find_resources("AWS::SQS::Queue")
    arn = {"Fn::GetAtt": [queue, "Arn"]}
    targets = [
        target
        for rule in production.find_resources("AWS::Events::Rule").values()
        for target in rule["Properties"]["Targets"]
    ]
    assert [target for target in targets if target.get("DeadLetterConfig") != {"Arn": arn}] == []
    kept = production.find_resources("AWS::Lambda::EventInvokeConfig").values()
    assert len(kept) == 5
    assert all(one["Properties"]["DestinationConfig"]["OnFailure"]["Destination"] == arn for one in kept)


def test_who_is_named_in_the_settings_gets_mail(tmp_path_factory: pytest.TempPathFactory) -> None:
    template = synthesised("production", tmp_path_factory, alarm_emails=("ops@example.com",))
    template.has_resource_properties(
        "AWS::SNS::Subscription", {"Protocol": "email", "Endpoint": "ops@example.com"}
    )


@pytest.mark.parametrize("kind", ["AWS::DynamoDB::Table", "AWS::Lambda::Function", "AWS::S3::Bucket"])
def test_the_bill_tells_what_the_product_costs(production: Template, kind: str) -> None:
    for resource in production.find_resources(kind).values():
        tags = {tag["Key"]: tag["Value"] for tag in resource["Properties"]["Tags"]}
        assert (tags["product"], tags["environment"]) == ("control-package-push", "production")
