"""What rings, and that somebody who hears it finds out what to do."""

from __future__ import annotations

import re
from typing import Any

import pytest
from aws_cdk.assertions import Template

from control_push import metric_names
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
    [topic] = production.find_resources("AWS::SNS::Topic")
    for alarm in alarms(production):
        assert alarm["AlarmActions"] == [{"Ref": topic}]
        assert alarm["OKActions"] == [{"Ref": topic}]


def test_alarms_may_publish_to_the_topic(production: Template) -> None:
    [policy] = production.find_resources("AWS::SNS::TopicPolicy").values()
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


def test_functions_write_under_the_dimension_that_the_alarms_watch(production: Template) -> None:
    services = {
        dimension["Value"]
        for alarm in alarms(production)
        for dimension in alarm.get("Dimensions", [])
        if dimension["Name"] == metric_names.SERVICE
    }
    assert services == {metric_names.service_name("production")}
    for function in production.find_resources("AWS::Lambda::Function").values():
        if str(function["Properties"]["Handler"]).startswith("control_push."):
            variables = function["Properties"]["Environment"]["Variables"]
            assert {variables["POWERTOOLS_SERVICE_NAME"]} == services
            assert variables["POWERTOOLS_METRICS_NAMESPACE"] == metric_names.NAMESPACE


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
    assert len(kept) == 4
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
