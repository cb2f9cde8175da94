"""Every function has what it needs and nothing more: the whole product with its roles enforced.

The local AWS checks each call of a function against the policies of the function's role, as AWS does.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from typing import Any

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from infra.local.local_stack import LocalStack
from tests.integration.product import USERS, Product, another_instance

TABLE = "sn_compliance_statement"
READ, WRITE = {"get", "query"}, {"put", "update", "delete"}
RW = READ | WRITE
APPEND = {"put"}
# What each role may do: tables, the secret, executions, and the list of items in the work bucket.
MAY: dict[str, dict[str, set[str]]] = {
    "push_api": {
        "statements": RW,
        "texts": READ | APPEND,
        "push_jobs": RW,
        "connection": READ | {"update"},
        "audit": APPEND,
        "secret": {"read"},
        "workflows": {"push"},
    },
    "statements_api": {
        "statements": RW,
        "texts": READ | APPEND,
        "connection": RW,
        "audit": APPEND,
        "secret": {"read"},
        "workflows": {"pull"},
    },
    "connection_api": {"connection": RW, "audit": APPEND, "secret": {"read", "write"}},
    "operations_api": {"connection": READ | {"put"}, "audit": APPEND},
    "audit_api": {"audit": READ, "texts": READ, "statements": READ},
    "prepare_push": {
        "statements": READ,
        "texts": APPEND,
        "push_jobs": RW,
        "connection": READ | {"update"},
        "audit": APPEND,
        "secret": {"read"},
        "bucket": {"write"},
    },
    "push_statement": {
        "statements": RW,
        "texts": READ | APPEND,
        "push_jobs": RW,
        "connection": READ | {"update"},
        "audit": APPEND,
        "secret": {"read"},
    },
    "finish_push": {
        "statements": RW,
        "texts": READ | APPEND,
        "push_jobs": RW,
        "connection": READ | {"update"},
        "audit": APPEND,
        "secret": {"read"},
    },
    "pull_page": {
        "statements": RW,
        "texts": READ | APPEND,
        "connection": RW,
        "audit": APPEND,
        "secret": {"read"},
    },
    "finish_pull": {"connection": RW},
    "scheduled_push": {
        "statements": RW,
        "texts": READ | APPEND,
        "push_jobs": RW,
        "connection": READ | {"update"},
        "schedules": READ | APPEND,
        "audit": APPEND,
        "secret": {"read"},
        "workflows": {"push"},
    },
    "schedules_api": {
        "statements": RW,
        "texts": READ | APPEND,
        "push_jobs": RW,
        "connection": READ | {"update"},
        "schedules": READ | APPEND | {"delete"},
        "audit": APPEND,
        "secret": {"read"},
        "workflows": {"push"},
        "timers": {"get", "make", "remove"},
    },
    "sweep_schedules": {
        "schedules": READ | APPEND,
        "audit": APPEND,
        "timers": {"get", "list", "make", "remove"},
    },
    "notify": {
        "schedules": READ | {"put", "delete"},
        "push_jobs": READ,
        "connection": READ,
        "messages": {"publish"},
    },
}
TRUST_THE_TEST = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Principal": {"AWS": "arn:aws:iam::000000000000:root"},
            "Action": "sts:AssumeRole",
        }
    ],
}
REFUSALS = {"AccessDenied", "AccessDeniedException", "AuthorizationError"}
"""What a refusal by policy is called; by SNS the last."""
Attempt = Callable[[], Any]
Roles = Callable[[str], boto3.Session]


@pytest.fixture(scope="module")
def enforcing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalStack]:
    with LocalStack(tmp_path_factory.mktemp("roles"), enforce_roles=True) as stack:
        stack.ensure_users(list(USERS.values()))
        allow_plain_http(stack)
        yield stack


def allow_plain_http(stack: LocalStack) -> None:
    """The bucket and the topic refuse it, and the local AWS speaks nothing else."""
    stack.client("s3").delete_bucket_policy(Bucket=stack.outputs.work_bucket)
    topic = stack.outputs.notification_topic
    stack.client("sns").set_topic_attributes(TopicArn=topic, AttributeName="Policy", AttributeValue="{}")


@pytest.fixture(scope="module")
def guarded(enforcing: LocalStack) -> Iterator[Product]:
    with another_instance() as simulator:
        product = Product(enforcing, simulator)
        yield product
        product.close()


@pytest.fixture(scope="module")
def functions(enforcing: LocalStack) -> dict[str, dict[str, Any]]:
    """The deployed functions by the name of their handler's file."""
    pages = enforcing.client("lambda").get_paginator("list_functions").paginate()
    found = {function["Handler"].split(".")[-2]: function for page in pages for function in page["Functions"]}
    return {name: function for name, function in found.items() if name in MAY}


@pytest.fixture(scope="module")
def as_role(enforcing: LocalStack, functions: dict[str, dict[str, Any]]) -> Roles:
    """A session with the permissions of a function; its policies stay as deployed."""

    def session(function: str) -> boto3.Session:
        arn = functions[function]["Role"]
        trust = json.dumps(TRUST_THE_TEST)
        enforcing.client("iam").update_assume_role_policy(RoleName=arn.split("/")[-1], PolicyDocument=trust)
        given = enforcing.client("sts").assume_role(RoleArn=arn, RoleSessionName="test")["Credentials"]
        return boto3.Session(
            aws_access_key_id=given["AccessKeyId"],
            aws_secret_access_key=given["SecretAccessKey"],
            aws_session_token=given["SessionToken"],
            region_name=enforcing.region,
        )

    return session


def rows(*controls: str) -> list[dict[str, str]]:
    return [
        {"control_id": one, "control_name": one, "implementation_statement": f"<p>{one} as it is</p>"}
        for one in controls
    ]


def run(stack: LocalStack, function: dict[str, Any], event: dict[str, Any]) -> Any:
    answer = stack.client("lambda").invoke(
        FunctionName=function["FunctionName"], Payload=json.dumps(event).encode()
    )
    body = json.loads(answer["Payload"].read())
    assert "FunctionError" not in answer, body
    return body


def test_the_whole_product_works_with_its_roles(
    guarded: Product, functions: dict[str, dict[str, Any]]
) -> None:
    author, simulator = guarded.author, guarded.simulator
    assert guarded.connect()["status"] == "unknown"
    statements = guarded.pulled(rows("AC-1", "AC-2", "AC-3", "AC-4"), "Roles")
    tested = guarded.admin.call("POST", "/connection/test")
    assert tested["status"] == "connected", tested
    assert len(statements) == 4
    assert guarded.author.get("/systems")["systems"][0]["statement_count"] == 4
    pushed, conflicting, discarded, slow = statements
    edited = {statement["id"]: author.edit(statement, "<p>mine</p>") for statement in statements}
    given_up = {"revision": edited[discarded["id"]]["revision"]}
    author.call("POST", f"/statements/{discarded['id']}/discard", json=given_up)
    simulator.edit(
        TABLE, conflicting["servicenow_sys_id"], "normal", u_implementation_statement="<p>theirs</p>"
    )

    checks = author.call("POST", "/push/check-conflicts", json={"statement_ids": [conflicting["id"]]})
    [check] = checks["conflicts"]
    assert check["verdict"] == "conflict"
    seen = {"remote_version": check["remote_version"], "revision": check["revision"]}
    decision = {"resolution": "keep_local", **seen}
    author.call("POST", f"/push/resolve-conflict/{conflicting['id']}", json=decision)

    job = author.wait(author.push([pushed["id"], conflicting["id"]]))
    assert (job["status"], job["succeeded"]) == ("completed", 2), job
    assert set(author.results(job["job_id"])) == {pushed["id"], conflicting["id"]}

    fault = simulator.add_fault("latency", ms=3000)
    job_id = author.push([slow["id"]])
    author.call("POST", f"/push/{job_id}/cancel", expect=202)
    cancelled = author.wait(job_id)
    assert cancelled["completed"] == 1
    simulator.call("DELETE", f"/faults/{fault}")
    if author.get(f"/statements/{slow['id']}")["is_modified"]:
        retried = author.call("POST", f"/push/{job_id}/retry", expect=202)["job_id"]
        assert author.wait(retried)["succeeded"] == 1

    actions = {record["action"] for record in guarded.auditor.all("/audit", "records")}
    assert {
        "connection_changed",
        "connection_tested",
        "pulled",
        "edited",
        "discarded",
        "conflict_detected",
    } <= actions
    assert {
        "conflict_resolved",
        "push_started",
        "pushed",
        "push_finished",
        "push_cancel_requested",
    } <= actions
    run(guarded.stack, functions["finish_push"], {"sweep": True})
    run(guarded.stack, functions["finish_pull"], {"sweep": True})


def test_a_push_of_a_scope_works_with_the_roles(guarded: Product) -> None:
    statements = guarded.pulled(rows("PL-1", "PL-2"), "Scope")
    for statement in statements:
        guarded.author.edit(statement, "<p>mine</p>")
    body = {"scope": {"system_id": statements[0]["system_id"], "family": "PL"}}
    job = guarded.author.wait(guarded.author.call("POST", "/push", json=body, expect=202)["job_id"])
    assert (job["status"], job["total"], job["succeeded"]) == ("completed", 2, 2), job
    assert (job["preparing"], job["scope"]["family"]) == (False, "PL")


def test_a_failed_item_is_retried_with_the_roles(guarded: Product) -> None:
    [statement] = guarded.pulled(rows("AU-1"), "Retry")
    guarded.author.edit(statement, "<p>mine</p>")
    guarded.simulator.add_fault("bad_gateway", match={"methods": ["PATCH", "PUT"]})
    failed = guarded.author.wait(guarded.author.push([statement["id"]]))
    assert (failed["failed"], failed["outcomes"]["failed"]) == (1, 1), failed
    guarded.simulator.clear_faults()
    again = guarded.author.call("POST", f"/push/{failed['job_id']}/retry", expect=202)["job_id"]
    assert guarded.author.wait(again)["succeeded"] == 1


def test_a_scheduled_push_with_its_role(guarded: Product, functions: dict[str, dict[str, Any]]) -> None:
    [statement] = guarded.pulled(rows("CM-1"), "Scheduled")
    guarded.author.edit(statement, "<p>mine</p>")
    settings = {"name": "Nightly", "expression": "cron(0 22 * * ? *)"}
    schedule = guarded.admin.call("POST", "/schedules", expect=201, json=settings)
    event = {"schedule_id": schedule["id"]}
    job = guarded.author.wait(run(guarded.stack, functions["scheduled_push"], event)["job_id"])
    assert (job["trigger"], job["succeeded"]) == ("schedule", 1), job
    by_hand = guarded.admin.call("POST", f"/schedules/{schedule['id']}/run", expect=202)
    assert by_hand["status"] == "nothing_to_push"
    swept = run(guarded.stack, functions["sweep_schedules"], {})
    assert (swept["mended"], swept["missed"]) == (0, 0), swept
    guarded.admin.http.request("DELETE", f"schedules/{schedule['id']}").raise_for_status()


def test_an_aborted_execution_is_closed_with_the_role(guarded: Product) -> None:
    [statement] = guarded.pulled(rows("IA-1"), "Aborted")
    guarded.author.edit(statement, "<p>mine</p>")
    guarded.simulator.add_fault("latency", ms=2000)
    job_id = guarded.author.push([statement["id"]])
    guarded.stack.client("stepfunctions").stop_execution(
        executionArn=guarded.stack.outputs.push_workflow_arn.replace(":stateMachine:", ":execution:")
        + f":{job_id}"
    )
    job = guarded.author.wait(job_id)
    guarded.simulator.clear_faults()
    assert (job["status"], job["completed"]) == ("failed", 1), job


def is_allowed(attempt: Attempt) -> bool:
    """False for a refusal by policy; any other (no such row, a condition) means that IAM let it pass."""
    try:
        attempt()
    except ClientError as error:
        code = error.response["Error"]["Code"]
        if code in REFUSALS:
            return False
        assert code in {
            "ConditionalCheckFailedException",
            "NoSuchKey",
            "ValidationException",
            "ResourceNotFoundException",
            "InvalidParameter",
        }, error
    return True


def attempts(stack: LocalStack, session: boto3.Session) -> dict[str, dict[str, Attempt]]:
    """Everything to try by resource; none of it changes anything, even where it is allowed."""
    outputs = stack.outputs

    def client(service: str) -> Any:
        # One try: a refusal is an answer.
        config = Config(retries={"max_attempts": 1, "mode": "standard"})
        return session.client(service, endpoint_url=stack.aws_endpoint_url, config=config)

    secret, s3 = client("secretsmanager"), client("s3")
    tried = {name: table_attempts(client("dynamodb"), stack, name) for name in outputs.tables}
    tried["secret"] = {
        "read": lambda: secret.get_secret_value(SecretId=outputs.secret_id),
        "write": lambda: put_same_secret(stack, secret),
        "delete": lambda: secret.delete_secret(SecretId=outputs.secret_id),
    }
    states = client("stepfunctions")
    tried["workflows"] = {
        name: start_attempt(states, arn)
        for name, arn in {"push": outputs.push_workflow_arn, "pull": outputs.pull_workflow_arn}.items()
    }
    tried["bucket"] = {
        "read": lambda: s3.get_object(Bucket=outputs.work_bucket, Key="push/none.json"),
        "write": lambda: s3.put_object(Bucket=outputs.work_bucket, Key="push/none.json", Body=b"[]"),
        "write elsewhere": lambda: s3.put_object(Bucket=outputs.work_bucket, Key="none.json", Body=b"[]"),
    }
    tried["messages"] = {
        # Without a text, so that nothing is sent; IAM is asked first.
        "publish": lambda: client("sns").publish(TopicArn=outputs.notification_topic, Message=""),
    }
    tried["timers"] = timer_attempts(client("scheduler"), outputs.schedule_group)
    tried["others"] = {
        "users": lambda: client("cognito-idp").list_users(UserPoolId=outputs.user_pool_id),
        "roles": lambda: client("iam").list_roles(),
        "functions": lambda: client("lambda").list_functions(),
    }
    return tried


def put_same_secret(stack: LocalStack, secret: Any) -> None:
    current = stack.client("secretsmanager").get_secret_value(SecretId=stack.outputs.secret_id)
    same = current.get("SecretString") or "{}"
    secret.put_secret_value(SecretId=stack.outputs.secret_id, SecretString=same)


def start_attempt(states: Any, arn: str) -> Attempt:
    # Not JSON, so that nothing starts; IAM is asked first.
    return lambda: states.start_execution(stateMachineArn=arn, name=f"test-{time.time_ns()}", input="{}")


def timer_attempts(scheduler: Any, group: str) -> dict[str, Attempt]:
    name = {"GroupName": group, "Name": "nobody"}
    return {
        "get": lambda: scheduler.get_schedule(**name),
        "list": lambda: scheduler.list_schedules(GroupName=group),
        # Without a role, so that nothing is made; IAM is asked first.
        "make": lambda: scheduler.update_schedule(
            **name,
            ScheduleExpression="rate(1 day)",
            FlexibleTimeWindow={"Mode": "OFF"},
            Target={"Arn": "arn:aws:lambda:us-east-1:000000000000:function:x", "RoleArn": "none"},
        ),
        "remove": lambda: scheduler.delete_schedule(**name),
    }


def table_attempts(dynamodb: Any, stack: LocalStack, name: str) -> dict[str, Attempt]:
    table = stack.outputs.tables[name]
    schema = stack.client("dynamodb").describe_table(TableName=table)["Table"]["KeySchema"]
    key = {part["AttributeName"]: {"S": "nothing-has-this-key"} for part in schema}
    first = schema[0]["AttributeName"]
    write = {"TableName": table, "ConditionExpression": f"attribute_exists({first})"}
    condition = {
        "KeyConditionExpression": f"{first} = :key",
        "ExpressionAttributeValues": {":key": {"S": "nothing-has-this-key"}},
    }
    change = {**write, "UpdateExpression": "SET x = :x", "ExpressionAttributeValues": {":x": {"S": "x"}}}
    return {
        "get": lambda: dynamodb.get_item(TableName=table, Key=key),
        "query": lambda: dynamodb.query(TableName=table, **condition),
        "put": lambda: dynamodb.put_item(Item=key, **write),
        "update": lambda: dynamodb.update_item(Key=key, **change),
        "delete": lambda: dynamodb.delete_item(Key=key, **write),
        "scan": lambda: dynamodb.scan(TableName=table, Limit=1),
        "drop": lambda: dynamodb.delete_table(TableName=table),
    }


def test_the_table_of_permissions_names_every_function(functions: dict[str, dict[str, Any]]) -> None:
    assert set(functions) == set(MAY)


@pytest.mark.parametrize("function", MAY)
def test_a_role_may_do_this_and_nothing_else(guarded: Product, as_role: Roles, function: str) -> None:
    tried = attempts(guarded.stack, as_role(function))
    allowed = {
        resource: {name for name, attempt in named.items() if is_allowed(attempt)}
        for resource, named in tried.items()
    }
    assert {resource: names for resource, names in allowed.items() if names} == MAY[function]


@pytest.mark.parametrize("function", MAY)
def test_no_role_changes_an_audit_record_that_exists(guarded: Product, as_role: Roles, function: str) -> None:
    """By no way that DynamoDB has: calls, batches, transactions, PartiQL."""
    guarded.connect()
    record = guarded.auditor.get("/audit", limit=1)["records"][0]
    table, key = guarded.stack.outputs.tables["audit"], {"audit_id": {"S": record["id"]}}
    dynamodb: Any = as_role(function).client("dynamodb", endpoint_url=guarded.stack.aws_endpoint_url)
    change = {"UpdateExpression": "SET actor = :x", "ExpressionAttributeValues": {":x": {"S": "x"}}}
    quoted = f'"{table}"'
    tried: dict[str, Attempt] = {
        "update": lambda: dynamodb.update_item(TableName=table, Key=key, **change),
        "delete": lambda: dynamodb.delete_item(TableName=table, Key=key),
        "batch": lambda: dynamodb.batch_write_item(RequestItems={table: [{"DeleteRequest": {"Key": key}}]}),
        "transact update": lambda: dynamodb.transact_write_items(
            TransactItems=[{"Update": {"TableName": table, "Key": key, **change}}]
        ),
        "transact delete": lambda: dynamodb.transact_write_items(
            TransactItems=[{"Delete": {"TableName": table, "Key": key}}]
        ),
        "PartiQL update": lambda: dynamodb.execute_statement(
            Statement=f"UPDATE {quoted} SET actor = 'x' WHERE audit_id = '{record['id']}'"  # noqa: S608 - a fixed text
        ),
        "PartiQL delete": lambda: dynamodb.execute_statement(
            Statement=f"DELETE FROM {quoted} WHERE audit_id = '{record['id']}'"  # noqa: S608 - a fixed text
        ),
    }
    assert [name for name, attempt in tried.items() if is_allowed(attempt)] == []
    assert guarded.auditor.get(f"/audit/{record['id']}")["actor"] == record["actor"]
