"""What a deployment will create and cost, said before it begins."""

from __future__ import annotations

from collections import Counter

from infra.deployment.account import Account
from infra.lambda_python import LAMBDA_PYTHON, lambda_python
from infra.rehearsal.assembly import Assembly

NAMES = {
    "AWS::ApiGatewayV2::Api": "HTTP API",
    "AWS::CloudFront::Distribution": "CloudFront distribution",
    "AWS::CloudWatch::Alarm": "CloudWatch alarm",
    "AWS::CloudWatch::Dashboard": "CloudWatch dashboard",
    "AWS::Cognito::UserPool": "Cognito user pool",
    "AWS::DynamoDB::Table": "DynamoDB table",
    "AWS::Lambda::Function": "Lambda function",
    "AWS::S3::Bucket": "S3 bucket",
    "AWS::SNS::Topic": "SNS topic",
    "AWS::SQS::Queue": "SQS queue",
    "AWS::SecretsManager::Secret": "Secrets Manager secret",
    "AWS::StepFunctions::StateMachine": "Step Functions state machine",
}
# US dollars a month for each one, used or not, in us-east-1; docs/cost.md has sources and what use costs.
STANDING = {
    "AWS::CloudWatch::Alarm": 0.10,
    "AWS::CloudWatch::Dashboard": 3.00,
    "AWS::SecretsManager::Secret": 0.40,
}
MACHINE_CLIENT = 6.00
BOOTSTRAP = """\
Bootstrap: the CDK's own stack CDKToolkit, once in each account and region: a bucket and a container
registry for what is uploaded, five IAM roles (the one that deploys may do everything in the account), one
parameter. It costs the storage of what is uploaded, a few cents a month."""


def needs_bootstrap(assembly: Assembly, account: Account) -> bool:
    """Whether the CDK's own stack is missing, or older than this deployment needs."""
    return account.bootstrap_version < assembly.bootstrap_version


def standing_cost(assembly: Assembly) -> float:
    """US dollars a month while nobody works, without the few cents of what runs by itself."""
    kinds = Counter(resource["Type"] for resource in assembly.template["Resources"].values())
    machines = len(assembly.environment.machine_clients) * MACHINE_CLIENT
    return sum(kinds[kind] * price for kind, price in STANDING.items()) + machines


def announce(assembly: Assembly, account: Account) -> str:
    """All of it, as text for a terminal."""
    environment = assembly.environment
    kinds = Counter(resource["Type"] for resource in assembly.template["Resources"].values())
    main = [_counted(kinds[kind], name) for kind, name in NAMES.items() if kinds[kind]]
    rest = sum(kinds.values()) - sum(kinds[kind] for kind in NAMES)
    lines = [
        f"Account {account.number}, region {account.region}, as {account.arn}.",
        "",
        *([BOOTSTRAP, ""] if needs_bootstrap(assembly, account) else []),
        f"Stack {environment.stack_name}: {', '.join(main)},",
        f"and {rest} smaller resources (roles, routes, logs).",
        f"It costs about ${standing_cost(assembly):.2f} a month while nobody works; docs/cost.md has more.",
        "Its data stays when the stack is deleted."
        if environment.keeps_data
        else "Its data goes with it (make destroy).",
    ]
    if not environment.web_domain:
        lines.append(
            "It has no domain of its own (infra/environments.py): CloudFront's certificate allows TLS 1.0."
        )
    if not lambda_python():
        lines.append(
            f"There is no Python {LAMBDA_PYTHON} on this machine, so the functions have no bytecode: "
            "each takes half a second longer to start."
        )
    return "\n".join(lines)


def _counted(number: int, name: str) -> str:
    plural = f"{name[:-1]}ies" if name.endswith("y") else f"{name}s"
    return f"{number} {name if number == 1 else plural}"
