"""What a browser would get from the first deployment: each file that the page names, and whom it may call."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from infra.local.web import Site, page_or_file
from infra.rehearsal.assembly import Assembly
from infra.rehearsal.staged_site import (
    UPLOAD,
    as_in_production,
    config_addresses,
    headers,
    named_files,
    routing,
    staged_files,
)
from infra.site import build_site

# How Vite names a file that is loaded later: https://vite.dev/guide/features#async-chunk-loading-optimization
LATER = re.compile(r'"(assets/[^"]+)"')


@pytest.fixture(scope="module")
def site(production: Assembly) -> Path:
    return staged_files(production)


def test_every_file_that_the_page_names_is_staged(site: Path) -> None:
    named = named_files((site / "index.html").read_text())
    assert [name for name in named if name.startswith("assets/") and name.endswith(".js")]
    assert sorted(name for name in named if not (site / name).is_file()) == []


def test_every_file_that_a_script_loads_later_is_staged(site: Path) -> None:
    named = {name for script in site.rglob("*.js") for name in LATER.findall(script.read_text())}
    assert named
    assert sorted(name for name in named if not (site / name).is_file()) == []


def test_nothing_of_what_was_built_is_left_out(site: Path) -> None:
    built = build_site()
    files = {file.relative_to(built) for file in built.rglob("*") if file.is_file()}
    assert {file.relative_to(site) for file in site.rglob("*") if file.is_file()} == files | {
        Path("config.json")
    }


def test_only_files_with_a_digest_in_their_name_are_kept_by_browsers(production: Assembly) -> None:
    for _, upload in production.resources(UPLOAD):
        names = [
            file.name
            for key in upload["SourceObjectKeys"]
            for file in production.asset(key).rglob("*")
            if file.is_file()
        ]
        lasting = "immutable" in upload["SystemMetadata"]["cache-control"]
        assert names
        assert all(bool(re.search(r"-[\w-]{8}\.", name)) == lasting for name in names), names


def test_the_page_may_call_the_addresses_of_its_settings_and_no_other(production: Assembly) -> None:
    policy = headers(production)["Content-Security-Policy"]
    [allowed] = re.findall(r"connect-src ([^;]+);", policy)
    assert sorted(allowed.split()) == sorted(["'self'", *config_addresses(production).values()])


@pytest.mark.parametrize(
    "path", ["/", "/push", "/push/123/results", "/statements/ab-12", "/assets/index-1.js", "/favicon.svg"]
)
def test_cloudfront_and_the_local_web_server_route_alike(production: Assembly, path: str) -> None:
    assert routing(production)(path) == page_or_file(path)


def test_served_here_only_the_sign_in_addresses_differ(production: Assembly) -> None:
    here = {"sign_in_url": "http://127.0.0.1:1", "identity_url": "http://127.0.0.1:1", "client_id": "c"}
    served = as_in_production(Site(Path(), "http://127.0.0.1:2", here))
    wanted = headers(production)
    assert served.headers
    differing = {name for name, value in served.headers.items() if value != wanted[name]}
    assert differing == {"Content-Security-Policy"}
    assert (
        "connect-src 'self' http://127.0.0.1:1 http://127.0.0.1:1;"
        in served.headers["Content-Security-Policy"]
    )
