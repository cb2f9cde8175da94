"""The CDK app: ``cdk deploy -c environment=production``."""

from __future__ import annotations

from pathlib import Path

import aws_cdk as cdk
from aws_cdk import aws_lambda as lambda_

from infra.bundle import build_bundle
from infra.environments import ENVIRONMENTS, Environment
from infra.site import build_site
from infra.stack import ControlPackagePushStack


def build_app(
    environment: Environment, code_folder: str, site: Path | None, outdir: str | None = None
) -> cdk.App:
    """The app with the one stack of an environment; on a laptop a small web server has the site."""
    app = cdk.App(outdir=outdir, analytics_reporting=False)
    # The local AWS has not been bootstrapped: there is no version to check.
    synthesizer = cdk.DefaultStackSynthesizer(generate_bootstrap_version_rule=not environment.local)
    ControlPackagePushStack(app, environment, lambda_.Code.from_asset(code_folder), site, synthesizer)
    return app


def main() -> None:
    """Synthesises the environment named in the context."""
    name = cdk.App().node.try_get_context("environment") or "staging"
    if name not in ENVIRONMENTS:
        raise SystemExit(f"There is no environment {name}. Choose one of {', '.join(ENVIRONMENTS)}.")
    environment = ENVIRONMENTS[name]
    site = None if environment.local else build_site()
    build_app(environment, str(build_bundle(local=environment.local)), site).synth()


if __name__ == "__main__":
    main()
