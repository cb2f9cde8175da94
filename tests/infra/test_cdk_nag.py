"""AWS's own checks (cdk-nag, AwsSolutions) find nothing in the production stack but what is accepted here."""

from __future__ import annotations

import contextlib
import json
import re
from pathlib import Path

import pytest
from aws_cdk import Validations
from cdk_nag import AwsSolutionsChecks

from infra.app import build_app
from infra.environments import ENVIRONMENTS

# Finding (regular expression): why it is accepted.
ACCEPTED = {
    r"AwsSolutions-SMG4": (
        "ServiceNow's password is changed there, an administrator enters the new one; "
        "what CloudFront sends to the API is changed by a deployment."
    ),
    r"AwsSolutions-S1": "The work bucket holds ids for 30 days; CloudTrail has who used it.",
    r"AwsSolutions-COG3|AwsSolutions-COG8": "Threat protection needs a plan for the customer to choose.",
    r"AwsSolutions-L1": "Python 3.13 is supported until 2029, and what the dependencies are pinned for.",
    r"AwsSolutions-IAM5\[Resource::\*\]": "X-Ray and log delivery take no resource.",
    r"AwsSolutions-IAM5\[Resource::<Tables\w+\.Arn>/index/\*\]": "The indexes of one table.",
    r"AwsSolutions-IAM5\[Resource::<Functions\w+\.Arn>:\*\]": "The versions of one function.",
    r"AwsSolutions-IAM5\[Resource::<WorkBucket\w+\.Arn>/push(-results)?/\*\]": "The lists of the jobs.",
    r"AwsSolutions-IAM5\[Resource::arn:.*:execution:(Push|Pull)Workflow-production\*\]": (
        "The executions of one workflow, and those of its Map."
    ),
    r"AwsSolutions-IAM5\[Resource::arn:.*:schedule/ControlPackagePush-production/\*\]": (
        "Administrators' schedules, in a group of their own."
    ),
    r"AwsSolutions-SQS3": "It is itself where others' failures end, and an alarm watches it.",
    r"AwsSolutions-CFR1": "Authors may travel; every call needs a token.",
    r"AwsSolutions-CFR2": "A firewall is for the customer to choose; the API is throttled.",
    r"AwsSolutions-CFR3": "The files are the same for all; the API has its own access log.",
    r"AwsSolutions-CFR4": "CloudFront's own certificate, until a customer brings a domain.",
    r"AwsSolutions-IAM4\[Policy::arn:.*/AWSLambdaBasicExecutionRole\]": (
        "CDK's own function that uploads the web app; no function of the product has a managed policy."
    ),
    r"AwsSolutions-IAM5\[Action::s3:(Abort|DeleteObject|GetBucket|GetObject|List)\*\]": "The same.",
    r"AwsSolutions-IAM5\[Resource::(<WebAppFiles\w+\.Arn>|arn:.*:s3:::cdk-.*)/\*\]": "The same.",
}


def test_no_finding_but_the_accepted(tmp_path: Path) -> None:
    code = tmp_path / "code"
    code.mkdir()
    site = tmp_path / "site"
    (site / "assets").mkdir(parents=True)
    app = build_app(ENVIRONMENTS["production"], str(code), site, str(tmp_path / "assembly"))
    Validations.of(app).add_plugins(AwsSolutionsChecks(app))
    # Any finding fails the synthesis; which ones there are stands in the report.
    with contextlib.suppress(RuntimeError):
        app.synth()
    report = json.loads((tmp_path / "assembly" / "validation-report.json").read_text())
    [checks] = [one for one in report["pluginReports"] if one["pluginName"] == "AwsSolutions"]
    found = {violation["ruleName"] for violation in checks["violations"]}
    unexpected = {rule for rule in found if not any(re.fullmatch(known, rule) for known in ACCEPTED)}
    assert sorted(unexpected) == []
    stale = [known for known in ACCEPTED if not any(re.fullmatch(known, rule) for rule in found)]
    if stale:
        pytest.fail(f"accepted, but not found any more: {stale}")
