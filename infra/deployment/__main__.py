"""`make deploy ENV=staging`, `make user ENV=staging EMAIL=… GROUP=…`, `make destroy ENV=staging`."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Callable

from infra.build_cache import ROOT
from infra.deployment.account import Account, AccountError, signed_in_account
from infra.deployment.announcement import announce, needs_bootstrap
from infra.deployment.buckets import empty_buckets
from infra.deployment.users import ensure_user
from infra.environments import ENVIRONMENTS, ROLES, Environment
from infra.rehearsal.assembly import RehearsalError, synthesise
from infra.site import SiteError

IN_AWS = [name for name, environment in ENVIRONMENTS.items() if not environment.local]


def main() -> None:
    """Does what the command line says; ends with a message where it cannot."""
    options = _options(sys.argv[1:])
    try:
        options.do(ENVIRONMENTS[options.environment], options)
    except (AccountError, RehearsalError, SiteError) as error:
        raise SystemExit(f"\n{error}") from error


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="deploy | user | destroy")
    for name, do in (("deploy", deploy), ("destroy", destroy), ("user", add_user)):
        command = commands.add_parser(name)
        command.add_argument("environment", choices=IN_AWS, metavar="ENV", help=" or ".join(IN_AWS))
        command.set_defaults(do=do)
        if name == "user":
            command.add_argument("email", metavar="EMAIL")
            command.add_argument("group", choices=ROLES, metavar="GROUP", help=" or ".join(ROLES))
        else:
            command.add_argument("--yes", action="store_true", help="without asking")
    return parser.parse_args(arguments)


def deploy(environment: Environment, options: argparse.Namespace) -> None:
    """Says what will be created and cost, then bootstraps if need be and deploys just that."""
    account = signed_in_account()
    assembly = synthesise(environment.name)
    say(announce(assembly, account))
    _agree(options, "Deploy")
    app = ["--app", str(assembly.folder)]
    if needs_bootstrap(assembly, account):
        _cdk(account, "bootstrap", f"aws://{account.number}/{account.region}", *app)
    _cdk(account, "deploy", environment.stack_name, "--require-approval", "never", *app)
    say(_what_next(environment, account))


def destroy(environment: Environment, options: argparse.Namespace) -> None:
    """Deletes the stack and its data, of an environment that keeps none.

    Raises:
        AccountError: the environment keeps its data.
    """
    if environment.keeps_data:
        raise AccountError(
            f"{environment.name} keeps its data, so nothing here deletes it. "
            "docs/runbook.md says how it is done by hand."
        )
    account = signed_in_account()
    account.outputs(environment.stack_name)
    where = f"in account {account.number}, region {account.region}"
    say(f"Deletes {environment.stack_name} {where}, with all its data.")
    _agree(options, "Delete")
    empty_buckets(account, environment.stack_name)
    _cdk(
        account,
        "destroy",
        environment.stack_name,
        "--force",
        "--app",
        str(synthesise(environment.name).folder),
    )


def add_user(environment: Environment, options: argparse.Namespace) -> None:
    """Invites a person, or changes their role."""
    account = signed_in_account()
    outputs = account.outputs(environment.stack_name)
    new = ensure_user(account.client("cognito-idp"), outputs["UserPoolId"], options.email, options.group)
    if new:
        say(f"{options.email} is {options.group}. A first password comes by e-mail, for {outputs['WebUrl']}.")
    else:
        say(f"{options.email} was there already and is {options.group} now, from the next sign-in on.")


def say(text: str) -> None:
    """To the terminal."""
    print(text, flush=True)


def _agree(options: argparse.Namespace, verb: str, ask: Callable[[str], str] = input) -> None:
    if options.yes:
        return
    if not sys.stdin.isatty():
        raise AccountError("Nobody is here to ask. Say YES=1 to go on without a question.")
    if ask(f"\n{verb}? [y/N] ").strip().lower() not in {"y", "yes"}:
        raise AccountError("Nothing was changed.")


def _cdk(account: Account, *arguments: str) -> None:
    command = [sys.executable, "-m", "infra.node", "cdk", *arguments]
    # What was announced is what is changed, wherever else a region may be set.
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, "AWS_REGION": account.region}, check=False)
    if done.returncode:
        raise AccountError(f"'cdk {' '.join(arguments[:2])}' failed; its own words stand above.")


def _what_next(environment: Environment, account: Account) -> str:
    url = account.outputs(environment.stack_name)["WebUrl"]
    return "\n".join(
        [
            "",
            f"Deployed: {url}",
            "Next, a first administrator:",
            f"  make user ENV={environment.name} EMAIL=you@example.com GROUP=admin",
            f"who signs in at {url} and connects ServiceNow there (Connection).",
        ]
    )


if __name__ == "__main__":
    main()
