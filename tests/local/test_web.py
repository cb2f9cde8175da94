"""The local web server: one address for the web app and the API, for this machine only."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import httpx
import pytest

from infra.local.web import Site, running_web_server

SIGN_IN = "http://127.0.0.1:4566"


class Gateway(BaseHTTPRequestHandler):
    """Stands for API Gateway: says what it was asked."""

    def do_OPTIONS(self) -> None:
        self.send_response(404)
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_PUT(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        seen = {"path": self.path, "authorization": self.headers["Authorization"], "body": body}
        content = json.dumps(seen).encode()
        self.send_response(409)
        self.send_header("Content-Type", "application/problem+json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture(scope="module")
def gateway_url() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Gateway) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/gateway"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory, gateway_url: str) -> Iterator[httpx.Client]:
    tmp_path = tmp_path_factory.mktemp("web")
    folder = tmp_path / "site"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<title>the app</title>")
    (folder / "assets" / "app-1.js").write_text("1")
    (folder / "assets" / "app-2.js").write_text("const words = 'the same words'\n" * 500)
    (tmp_path / "secret.txt").write_text("outside")
    config = {"sign_in_url": SIGN_IN, "identity_url": SIGN_IN, "client_id": "c1"}
    with (
        running_web_server(Site(folder, gateway_url, config), 0) as url,
        httpx.Client(base_url=url, trust_env=False) as http,
    ):
        yield http


@pytest.mark.parametrize("path", ["/", "/push", "/statements/7c9e6679-7425-40de-944b-e07fc1f90ae7"])
def test_every_address_of_the_app_is_the_page(browser: httpx.Client, path: str) -> None:
    answer = browser.get(path)
    assert answer.status_code == 200
    assert "the app" in answer.text
    assert answer.headers["cache-control"] == "no-cache"


def test_files_with_a_digest_in_their_name_are_kept(browser: httpx.Client) -> None:
    assert "immutable" in browser.get("/assets/app-1.js").headers["cache-control"]


@pytest.mark.parametrize("path", ["/assets/gone.js", "/..%2fsecret.txt", "/%2e%2e/secret.txt"])
def test_there_is_no_file_but_the_app_s(browser: httpx.Client, path: str) -> None:
    assert browser.get(path).status_code == 404


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/%00", 400),
        ("/push/%00.js", 400),
        ("/%0d%0aX-Injected:%20y", 404),
        ("/%zz", 400),
        ("/%", 400),
        ("/%ff", 400),
        ("/%c3%28", 400),
        (f"/{'a' * 300}", 404),
        (f"/{'a' * 300}.js", 404),
        (f"/assets/{'%C3%A9' * 300}.js", 404),
        (f"/{'a/' * 4000}x", 200),
        (f"/{'a' * 9000}", 414),
        (f"/api/v1/push?q={'a' * 30_000}", 414),
        ("/assets", 200),
        ("/assets/", 200),
        ("/assets/app-1.js/more", 200),
        ("/index.html/..%5cx", 404),
    ],
)
def test_no_address_breaks_it(browser: httpx.Client, path: str, status: int) -> None:
    answer = browser.get(f"{browser.base_url}".rstrip("/") + path)
    assert answer.status_code == status
    assert_secured(answer)


@pytest.mark.parametrize("path", ["/", "/push", "/assets/app-1.js", "/config.json"])
@pytest.mark.parametrize(
    ("method", "status"),
    [("HEAD", 200), ("OPTIONS", 204), ("POST", 405), ("PUT", 405), ("DELETE", 405), ("TRACE", 405)],
)
def test_a_page_is_read_and_nothing_else(browser: httpx.Client, method: str, path: str, status: int) -> None:
    answer = browser.request(method, path)
    assert (answer.status_code, answer.text) == (status, "" if status < 300 else answer.text)
    assert status == 200 or {"GET", "HEAD"} <= set(answer.headers["allow"].replace(" ", "").split(","))
    assert_secured(answer)


def test_no_other_site_may_read_the_api(browser: httpx.Client) -> None:
    answer = browser.options("/api/v1/push", headers={"Origin": "https://attacker.example"})
    assert answer.status_code == 404
    assert not [name for name in answer.headers if name.startswith("access-control")]
    assert_secured(answer)


def assert_secured(answer: httpx.Response) -> None:
    assert "script-src 'self';" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-frame-options"] == "DENY"


def test_no_script_from_elsewhere_runs(browser: httpx.Client) -> None:
    for path in ("/", "/config.json", "/assets/app-1.js"):
        headers = browser.get(path).headers
        assert "script-src 'self';" in headers["content-security-policy"]
        assert f"connect-src 'self' {SIGN_IN}" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"


def test_the_app_is_told_where_to_sign_in(browser: httpx.Client) -> None:
    answer = browser.get("/config.json")
    assert answer.json() == {"sign_in_url": SIGN_IN, "identity_url": SIGN_IN, "client_id": "c1"}
    assert answer.headers["cache-control"] == "no-store"


def test_calls_of_the_api_go_through_as_they_are(browser: httpx.Client) -> None:
    answer = browser.put(
        "/api/v1/statements/a%2Fb?q=%C3%A9", content=b'{"x": 1}', headers={"Authorization": "Bearer t"}
    )
    assert answer.status_code == 409
    assert answer.headers["content-type"] == "application/problem+json"
    seen = answer.json()
    assert seen == {
        "path": "/gateway/api/v1/statements/a%2Fb?q=%C3%A9",
        "authorization": "Bearer t",
        "body": '{"x": 1}',
    }


@pytest.mark.parametrize(
    "host", ["attacker.example", "attacker.example:{port}", "127.0.0.1:1", "[::1", "", "é"]
)
def test_a_foreign_name_for_this_machine_gets_nothing(browser: httpx.Client, host: str) -> None:
    named = host.format(port=browser.base_url.port).encode()
    answer = browser.get("/config.json", headers={b"Host": named})
    assert answer.status_code == 403
    assert "c1" not in answer.text
    assert_secured(answer)


def test_this_machine_has_two_names(browser: httpx.Client) -> None:
    for name in ("localhost", "127.0.0.1"):
        assert browser.get("/push", headers={"Host": f"{name}:{browser.base_url.port}"}).status_code == 200


def test_a_gateway_that_is_gone_is_a_problem_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "index.html").touch()
    config = {"sign_in_url": SIGN_IN, "identity_url": SIGN_IN, "client_id": "c1"}
    with running_web_server(Site(tmp_path, "http://127.0.0.1:9", config), 0) as url:
        answer = httpx.get(f"{url}/api/v1/push", trust_env=False)
    assert answer.status_code == 502
    assert "make run" in answer.json()["detail"]


def test_scripts_and_pages_come_compressed_to_whoever_takes_it(browser: httpx.Client) -> None:
    packed = browser.get("/assets/app-2.js", headers={"Accept-Encoding": "gzip, deflate, br"})
    assert (packed.headers["Content-Encoding"], packed.headers["Vary"]) == ("gzip", "Accept-Encoding")
    plain = browser.get("/assets/app-2.js", headers={"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in plain.headers
    assert packed.text == plain.text
    assert packed.num_bytes_downloaded < plain.num_bytes_downloaded / 10


def test_nothing_follows_the_word_that_a_file_has_not_changed(browser: httpx.Client) -> None:
    """Its bytes would be taken for the beginning of the next answer on the connection."""
    etag = browser.get("/assets/app-2.js").headers["etag"]
    host, port = browser.base_url.host, browser.base_url.port
    request = (
        f"GET /assets/app-2.js HTTP/1.1\r\nHost: {host}:{port}\r\nAccept-Encoding: gzip\r\n"
        f"If-None-Match: {etag}\r\nConnection: close\r\n\r\n"
    )
    with socket.create_connection((host, port), 5) as connection:
        connection.sendall(request.encode())
        answer = b"".join(iter(lambda: connection.recv(4096), b""))
    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 304")
    assert body == b""
