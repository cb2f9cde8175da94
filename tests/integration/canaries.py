"""Words that must not turn up, and a ServiceNow that tells everybody all that it was told."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import quote

from infra.local.local_stack import LocalStack

ACCESS_TOKEN = "canary-servicenow-access-token"
REFRESH_TOKEN = "canary-servicenow-refresh-token"


class _Echo(BaseHTTPRequestHandler):
    """Answers an OAuth request with tokens, and all else with a page that quotes the request."""

    status = 200

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        if self.path.startswith("/oauth_token.do"):
            tokens = {"access_token": ACCESS_TOKEN, "refresh_token": REFRESH_TOKEN, "expires_in": 1800}
            self._send(200, "application/json", json.dumps({**tokens, "token_type": "Bearer"}))
            return
        quoted = {"headers": dict(self.headers), "body": body}
        page = f"<html><title>Debug {self.headers.get('Authorization')}</title>{quoted}</html>"
        as_json = {"error": {"message": page, "detail": page}, "status": "failure"}
        kind, text = ("text/html", page) if self.status == 200 else ("application/json", json.dumps(as_json))
        self._send(self.status, kind, text)

    def _send(self, status: int, kind: str, text: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(text.encode())))
        self.end_headers()
        self.wfile.write(text.encode())

    do_GET = do_PATCH = do_PUT = do_POST = _answer  # noqa: N815 - the names that http.server calls

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing: a test's output is for its failure."""


@contextmanager
def echoing_servicenow(status: int) -> Iterator[str]:
    """The address of one that answers with this status; 200 comes as an HTML page."""
    handler = type("Echo", (_Echo,), {"status": status})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def spellings(user_name: str, secret: str) -> set[str]:
    """How a secret can look: as it is, in an address, in a basic Authorization header, in JSON."""
    basic = base64.b64encode(f"{user_name}:{secret}".encode()).decode()
    return {secret, quote(secret, safe=""), basic, json.dumps(secret)[1:-1]}


def found(words: set[str], places: dict[str, str]) -> dict[str, list[str]]:
    """The words that turn up, with the places where they do."""
    hits = {word: [place for place, text in places.items() if word in text] for word in words}
    return {word: where for word, where in hits.items() if where}


def logs(stack: LocalStack) -> dict[str, str]:
    """Every event of every log group."""
    client = stack.client("logs")
    texts: dict[str, str] = {}
    for group in _pages(client, "describe_log_groups", "logGroups"):
        name = group["logGroupName"]
        events = _pages(client, "filter_log_events", "events", logGroupName=name)
        texts[f"log {name}"] = "\n".join(event["message"] for event in events)
    return texts


def tables(stack: LocalStack) -> dict[str, str]:
    """Every row of every table."""
    client = stack.client("dynamodb")
    names = stack.outputs.tables
    return {
        f"table {name}": json.dumps(
            list(_pages(client, "scan", "Items", TableName=table)), ensure_ascii=False
        )
        for name, table in names.items()
    }


def executions(stack: LocalStack) -> dict[str, str]:
    """Input, output, error and history of every execution, those of the Map included."""
    client, outputs = stack.client("stepfunctions"), stack.outputs
    texts: dict[str, str] = {}
    for machine in (outputs.push_workflow_arn, outputs.pull_workflow_arn):
        for one in _pages(client, "list_executions", "executions", stateMachineArn=machine):
            texts |= _execution(client, one["executionArn"])
            for run in _pages(client, "list_map_runs", "mapRuns", executionArn=one["executionArn"]):
                children = _pages(client, "list_executions", "executions", mapRunArn=run["mapRunArn"])
                for child in children:
                    texts |= _execution(client, child["executionArn"])
    return texts


def _execution(client: Any, arn: str) -> dict[str, str]:
    described = client.describe_execution(executionArn=arn)
    history = list(_pages(client, "get_execution_history", "events", executionArn=arn))
    return {f"execution {arn}": json.dumps([described, history], default=str, ensure_ascii=False)}


def objects(stack: LocalStack) -> dict[str, str]:
    """Every object of the work bucket."""
    client, bucket = stack.client("s3"), stack.outputs.work_bucket
    keys = [one["Key"] for one in _pages(client, "list_objects_v2", "Contents", Bucket=bucket)]
    return {
        f"object {key}": client.get_object(Bucket=bucket, Key=key)["Body"].read().decode() for key in keys
    }


def _pages(client: Any, call: str, name: str, **request: Any) -> Iterator[Any]:
    for page in client.get_paginator(call).paginate(**request):
        yield from page.get(name, [])
