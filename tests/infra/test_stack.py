"""What the template promises: keys, permissions, limits, schedules."""

from __future__ import annotations

import json
from typing import Any

import pytest
from aws_cdk.assertions import Match, Template

from control_push.domain.notifications import tell
from infra.constructs import monitoring
from infra.stack import AUDITED, CHANGE_AUDIT, TALKS_TO_SERVICENOW
from tests.infra.conftest import synthesised
from tests.tables import TABLES, create_request

Resources = dict[str, dict[str, Any]]


def resources(template: Template, kind: str) -> Resources:
    return {name: dict(found) for name, found in template.find_resources(kind).items()}


def table_of(template: Template, name: str) -> tuple[str, dict[str, Any]]:
    prefix = "Tables" + name.title().replace("-", "")
    [(logical_id, resource)] = [
        item for item in resources(template, "AWS::DynamoDB::Table").items() if item[0].startswith(prefix)
    ]
    return logical_id, resource


@pytest.mark.parametrize("name", TABLES)
def test_the_tables_are_those_that_the_tests_use(production: Template, name: str) -> None:
    found = table_of(production, name)[1]["Properties"]
    wanted = create_request(name)
    assert found["KeySchema"] == wanted["KeySchema"]
    assert _by_name(found["AttributeDefinitions"]) == _by_name(wanted["AttributeDefinitions"])
    assert {one["IndexName"]: _index(one) for one in found.get("GlobalSecondaryIndexes", [])} == {
        one["IndexName"]: _index(one) for one in wanted.get("GlobalSecondaryIndexes", [])
    }


def _by_name(definitions: list[dict[str, str]]) -> dict[str, str]:
    return {one["AttributeName"]: one["AttributeType"] for one in definitions}


def _index(index: dict[str, Any]) -> tuple[Any, str, list[str]]:
    projection = index["Projection"]
    return (
        index["KeySchema"],
        projection["ProjectionType"],
        sorted(projection.get("NonKeyAttributes", [])),
    )


def test_data_is_kept_in_production(production: Template) -> None:
    for resource in resources(production, "AWS::DynamoDB::Table").values():
        assert resource["DeletionPolicy"] == "Retain"
        assert resource["Properties"]["DeletionProtectionEnabled"]
        assert resource["Properties"]["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"]


def policies_of(template: Template, function: str) -> list[dict[str, Any]]:
    """The statements of all policies of a function's role."""
    construct = function.title().replace("_", "")
    role = next(
        logical_id
        for logical_id in resources(template, "AWS::IAM::Role")
        if logical_id.startswith(f"Functions{construct}Role")
    )
    statements: list[dict[str, Any]] = []
    for policy in resources(template, "AWS::IAM::Policy").values():
        if {"Ref": role} in policy["Properties"]["Roles"]:
            statements += policy["Properties"]["PolicyDocument"]["Statement"]
    return statements


def allowed(template: Template, function: str, logical_id: str) -> set[str]:
    """The actions that a function may do on a resource."""
    actions: set[str] = set()
    for statement in policies_of(template, function):
        if statement["Effect"] == "Allow" and logical_id in json.dumps(statement["Resource"]):
            action = statement["Action"]
            actions |= set([action] if isinstance(action, str) else action)
    return actions


FUNCTIONS = [
    "push_api",
    "statements_api",
    "connection_api",
    "operations_api",
    "audit_api",
    "prepare_push",
    "push_statement",
    "finish_push",
    "pull_page",
    "finish_pull",
    "scheduled_push",
    "schedules_api",
    "sweep_schedules",
    "notify",
]


@pytest.mark.parametrize("function", FUNCTIONS)
def test_nobody_may_change_the_audit(production: Template, function: str) -> None:
    audit = table_of(production, "audit")[0]
    assert not allowed(production, function, audit) & set(CHANGE_AUDIT)
    denied = [one for one in policies_of(production, function) if one["Effect"] == "Deny"]
    assert any(
        set(CHANGE_AUDIT) <= set(one["Action"]) and audit in json.dumps(one["Resource"]) for one in denied
    )
    may_append = "dynamodb:PutItem" in allowed(production, function, audit)
    assert may_append is (function in AUDITED)


@pytest.mark.parametrize("function", FUNCTIONS)
def test_nobody_may_change_a_text(production: Template, function: str) -> None:
    texts = table_of(production, "texts")[0]
    assert not allowed(production, function, texts) & set(CHANGE_AUDIT)
    denied = [one for one in policies_of(production, function) if one["Effect"] == "Deny"]
    assert any(texts in json.dumps(one["Resource"]) for one in denied)


@pytest.mark.parametrize("function", FUNCTIONS)
def test_only_what_talks_to_servicenow_reads_the_secret(production: Template, function: str) -> None:
    [secret] = [
        name
        for name in resources(production, "AWS::SecretsManager::Secret")
        if name.startswith("ServiceNowCredentials")
    ]
    actions = allowed(production, function, secret)
    wanted = {"secretsmanager:GetSecretValue"} if function in TALKS_TO_SERVICENOW else set()
    if function == "connection_api":
        wanted.add("secretsmanager:PutSecretValue")
    assert actions == wanted


@pytest.mark.parametrize("function", FUNCTIONS)
def test_no_function_may_do_everything_anywhere(production: Template, function: str) -> None:
    for statement in policies_of(production, function):
        actions = statement["Action"] if isinstance(statement["Action"], list) else [statement["Action"]]
        # X-Ray takes no resource: https://docs.aws.amazon.com/xray/latest/devguide/security_iam_id-based-policy-examples.html
        # Nor does it: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridgescheduler.html
        if all(action.startswith("xray:") or action == "scheduler:ListSchedules" for action in actions):
            continue
        assert statement["Resource"] != "*", statement
        assert not any(action.endswith(":*") or action == "*" for action in actions), statement


def test_every_route_needs_a_token(production: Template) -> None:
    routes = resources(production, "AWS::ApiGatewayV2::Route")
    assert len(routes) == 17
    for route in routes.values():
        assert route["Properties"]["AuthorizationType"] == "JWT"
        assert route["Properties"]["AuthorizerId"]


def definition(template: Template, name: str) -> dict[str, Any]:
    [machine] = [
        one
        for logical_id, one in resources(template, "AWS::StepFunctions::StateMachine").items()
        if logical_id.startswith(name)
    ]
    parsed: dict[str, Any] = json.loads(machine["Properties"]["DefinitionString"])
    return parsed


def test_five_statements_at_a_time(production: Template) -> None:
    push = definition(production, "PushWorkflow")
    assert push["States"]["Push statements"]["MaxConcurrency"] == 5
    assert push["States"]["Push many statements"]["MaxConcurrency"] == 5
    assert push["States"]["Push many statements"]["ToleratedFailurePercentage"] == 100


def test_every_state_that_may_fail_leads_to_the_closing(production: Template) -> None:
    states = definition(production, "PushWorkflow")["States"]
    assert states["Prepare push"]["Catch"][0]["Next"] == "Close broken push"
    assert states["Push statements"]["Catch"][0]["Next"] == "Close broken push"
    assert states["Close broken push"]["Parameters"]["Payload"]["aborted"] is True


@pytest.mark.parametrize("name", ["PushWorkflow", "PullWorkflow"])
def test_an_execution_that_ended_badly_is_noticed(production: Template, name: str) -> None:
    production.has_resource_properties(
        "AWS::Events::Rule",
        {
            "EventPattern": {
                "source": ["aws.states"],
                "detail": {
                    "status": ["FAILED", "TIMED_OUT", "ABORTED"],
                    "stateMachineArn": [{"Ref": Match.string_like_regexp(name)}],
                },
            }
        },
    )


def test_the_sweep_runs_every_minute(production: Template) -> None:
    rules = resources(production, "AWS::Events::Rule").values()
    minutely = [one for one in rules if one["Properties"].get("ScheduleExpression") == "rate(1 minute)"]
    # The third tells people what happened.
    sweeps = [one for one in minutely if "Input" in one["Properties"]["Targets"][0]]
    assert (len(minutely), len(sweeps)) == (3, 2)
    assert all(json.loads(one["Properties"]["Targets"][0]["Input"]) == {"sweep": True} for one in sweeps)


@pytest.mark.parametrize("name", ["production", "local"])
def test_nothing_is_pushed_unasked(name: str, request: pytest.FixtureRequest) -> None:
    """Schedules are made by administrators, in a group of their own; the stack has none."""
    template: Template = request.getfixturevalue(name)
    assert resources(template, "AWS::Scheduler::Schedule") == {}
    [group] = resources(template, "AWS::Scheduler::ScheduleGroup").values()
    assert group["Properties"]["Name"] == f"ControlPackagePush-{name}"


def test_a_schedule_can_start_one_function_and_nothing_else(production: Template) -> None:
    [(role, found)] = [
        (logical_id, one)
        for logical_id, one in resources(production, "AWS::IAM::Role").items()
        if "scheduler.amazonaws.com" in json.dumps(one["Properties"]["AssumeRolePolicyDocument"])
    ]
    [trust] = found["Properties"]["AssumeRolePolicyDocument"]["Statement"]
    assert "schedule-group/ControlPackagePush-production" in json.dumps(trust["Condition"])
    assert "ManagedPolicyArns" not in found["Properties"]
    statements = [
        statement
        for policy in resources(production, "AWS::IAM::Policy").values()
        if {"Ref": role} in policy["Properties"]["Roles"]
        for statement in policy["Properties"]["PolicyDocument"]["Statement"]
    ]
    [function] = [name for name in resources(production, "AWS::Lambda::Function") if "ScheduledPush" in name]
    [queue] = resources(production, "AWS::SQS::Queue")
    assert [(one["Action"], one["Resource"]) for one in statements] == [
        ("lambda:InvokeFunction", {"Fn::GetAtt": [function, "Arn"]}),
        ("sqs:SendMessage", {"Fn::GetAtt": [queue, "Arn"]}),
    ]


@pytest.mark.parametrize("function", ["schedules_api", "sweep_schedules"])
def test_who_makes_schedules_makes_them_in_one_group_with_one_role(
    production: Template, function: str
) -> None:
    made = [
        one
        for one in policies_of(production, function)
        if "scheduler:CreateSchedule" in one["Action"] or one["Action"] == "iam:PassRole"
    ]
    [group, role] = made
    assert ":schedule/ControlPackagePush-production/*" in json.dumps(group["Resource"])
    assert "SchedulesRole" in json.dumps(role["Resource"])
    assert role["Condition"] == {"StringEquals": {"iam:PassedToService": "scheduler.amazonaws.com"}}


def test_a_firing_that_reaches_nobody_is_kept(production: Template) -> None:
    [queue] = resources(production, "AWS::SQS::Queue")
    for name in ("SchedulesApi", "SweepSchedules"):
        [function] = [
            one
            for logical_id, one in resources(production, "AWS::Lambda::Function").items()
            if name in logical_id
        ]
        variables = function["Properties"]["Environment"]["Variables"]
        assert variables["SCHEDULER_QUEUE_ARN"] == {"Fn::GetAtt": [queue, "Arn"]}


@pytest.mark.parametrize("name", ["PushWorkflow", "PullWorkflow"])
def test_an_execution_ends_within_a_day(production: Template, name: str) -> None:
    assert definition(production, name)["TimeoutSeconds"] == 24 * 60 * 60


def test_logs_leave_execution_data_out(production: Template) -> None:
    for machine in resources(production, "AWS::StepFunctions::StateMachine").values():
        assert machine["Properties"]["LoggingConfiguration"]["IncludeExecutionData"] is False


def test_the_web_app_and_the_api_have_one_origin(production: Template) -> None:
    [distribution] = resources(production, "AWS::CloudFront::Distribution").values()
    config = distribution["Properties"]["DistributionConfig"]
    [api] = config["CacheBehaviors"]
    assert api["PathPattern"] == "/api/*"
    assert api["ViewerProtocolPolicy"] == "https-only"
    # CloudFront would replace the API's own 403 and 404, too.
    assert "CustomErrorResponses" not in config


def test_no_script_but_its_own_runs_in_the_web_app(production: Template) -> None:
    [policy] = resources(production, "AWS::CloudFront::ResponseHeadersPolicy").values()
    headers = policy["Properties"]["ResponseHeadersPolicyConfig"]["SecurityHeadersConfig"]
    text = json.dumps(headers["ContentSecurityPolicy"]["ContentSecurityPolicy"])
    assert "script-src 'self';" in text
    assert "frame-ancestors 'none'" in text
    assert "unsafe-eval" not in text


@pytest.mark.parametrize("machine", ["PushWorkflow", "PullWorkflow"])
def test_a_running_job_ends_on_the_code_that_it_began_with(production: Template, machine: str) -> None:
    """Its definition names versions, and a release deletes none."""
    [properties] = [
        resource["Properties"]
        for name, resource in resources(production, "AWS::StepFunctions::StateMachine").items()
        if name.startswith(machine)
    ]
    versions = resources(production, "AWS::Lambda::Version")
    called = properties["DefinitionSubstitutions"]
    assert called
    for reference in called.values():
        version = versions[reference["Ref"]]
        assert (version["DeletionPolicy"], version["UpdateReplacePolicy"]) == ("Retain", "Retain")


def test_who_is_named_in_the_settings_is_told(tmp_path_factory: pytest.TempPathFactory) -> None:
    changes = {"notification_emails": ("grc@example.com",), "webhook": "teams"}
    template = synthesised("production", tmp_path_factory, **changes)
    template.has_resource_properties(
        "AWS::SNS::Subscription", {"Protocol": "email", "Endpoint": "grc@example.com"}
    )
    [address] = [name for name in resources(template, "AWS::SecretsManager::Secret") if "Webhook" in name]
    assert allowed(template, "notify", address) == {"secretsmanager:GetSecretValue"}
    others = [one for one in FUNCTIONS if one != "notify" and allowed(template, one, address)]
    assert others == []


def test_without_a_webhook_there_is_no_secret_for_it(production: Template) -> None:
    assert not [name for name in resources(production, "AWS::SecretsManager::Secret") if "Webhook" in name]


def test_a_stuck_job_is_told_of_when_its_alarm_goes_off() -> None:
    assert monitoring.STUCK_AFTER.to_seconds() == tell.STUCK_AFTER.total_seconds()
