"""The web app as CloudFront would serve it: files, headers and routing are taken from template and assets."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from infra.build_cache import build_once
from infra.local.web import Site
from infra.node import node_environment
from infra.rehearsal.assembly import Assembly, RehearsalError, synthesise

UPLOAD = "Custom::CDKBucketDeployment"
CONFIG = "config.json"
PSEUDO_PARAMETERS = {"AWS::AccountId": "123456789012", "AWS::Region": "eu-central-1"}


def staged_files(assembly: Assembly) -> Path:
    """A folder with what the stack's uploads would put into the bucket, each below its prefix."""

    def make(folder: Path) -> None:
        for _, upload in assembly.resources(UPLOAD):
            for key in upload["SourceObjectKeys"]:
                into = folder / upload.get("DestinationBucketKeyPrefix", "")
                shutil.copytree(assembly.asset(key), into, dirs_exist_ok=True)

    return build_once("staged-site", [assembly.folder.name.encode()], make)


def headers(assembly: Assembly) -> dict[str, str]:
    """The headers that CloudFront adds to every answer, by name."""
    config = assembly.the_only("AWS::CloudFront::ResponseHeadersPolicy")["ResponseHeadersPolicyConfig"]
    security = config["SecurityHeadersConfig"]
    transport = security["StrictTransportSecurity"]
    subdomains = "; includeSubDomains" if transport["IncludeSubdomains"] else ""
    return {
        "Content-Security-Policy": resolved(security["ContentSecurityPolicy"]["ContentSecurityPolicy"]),
        "Referrer-Policy": security["ReferrerPolicy"]["ReferrerPolicy"],
        "Strict-Transport-Security": f"max-age={transport['AccessControlMaxAgeSec']}{subdomains}",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": security["FrameOptions"]["FrameOption"],
        **{one["Header"]: one["Value"] for one in config["CustomHeadersConfig"]["Items"]},
    }


def config_addresses(assembly: Assembly) -> dict[str, str]:
    """The addresses in config.json, which the page calls: `sign_in_url` and `identity_url`."""
    text = (staged_files(assembly) / CONFIG).read_text()
    for _, upload in assembly.resources(UPLOAD):
        for markers in upload.get("SourceMarkers", []):
            for marker, value in markers.items():
                text = text.replace(marker, resolved(value))
    return {name: value for name, value in json.loads(text).items() if name.endswith("_url")}


def routing(assembly: Assembly) -> Callable[[str], str]:
    """What the distribution's own function makes of a path, run by Node.js."""
    code = assembly.the_only("AWS::CloudFront::Function")["FunctionCode"]
    script = f"{code}\nprocess.stdout.write(handler({{request: {{uri: process.argv[1]}}}}).uri)"

    @cache
    def route(path: str) -> str:
        command = ["node", "--eval", script, "--", path]
        return subprocess.run(
            command, env=node_environment(), capture_output=True, text=True, check=True
        ).stdout

    return route


def resolved(value: Any) -> str:
    """A text of the template, with an account and a region made up, and ``<Name>`` for what AWS will name.

    Raises:
        RehearsalError: it has a function that is not known here.
    """
    match value:
        case str():
            return value
        case {"Ref": name}:
            return PSEUDO_PARAMETERS.get(name, f"<{name}>")
        case {"Fn::GetAtt": [name, attribute]}:
            return f"<{name}.{attribute}>"
        case {"Fn::Join": [between, parts]}:
            return str(between).join(resolved(part) for part in parts)
    raise RehearsalError(f"What comes of {value} is known in AWS only.")


def as_in_production(site: Site) -> Site:
    """The site with the files, headers and routing of production; only the addresses of sign-in stay."""
    assembly = synthesise("production")
    wanted = headers(assembly)
    policy = wanted["Content-Security-Policy"]
    for name, address in config_addresses(assembly).items():
        policy = policy.replace(address, site.config[name])
    return replace(
        site,
        folder=staged_files(assembly),
        headers={**wanted, "Content-Security-Policy": policy},
        route=routing(assembly),
    )


def named_files(page: str) -> set[str]:
    """Paths of this site that a page names in `src` and `href`, without the slash before them."""
    return set(re.findall(r'(?:src|href)="/([^"]+)"', page))
