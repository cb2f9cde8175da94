from __future__ import annotations

import logging
import ssl
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import httpx
import pytest
import respx
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from control_push.adapters.servicenow.client import ServiceNowClient
from control_push.adapters.servicenow.http import InstanceHttp
from control_push.adapters.servicenow.requests import Request
from control_push.errors import UnavailableError
from tests.unit.adapters.servicenow.samples import (
    CONNECTION,
    INSTANCE,
    OAUTH,
    RECORD,
    SECRETS,
    SYS_ID,
    TABLE,
    connect,
    response,
)


@pytest.fixture
def servicenow() -> respx.MockRouter:
    return respx.MockRouter(base_url=INSTANCE)


def test_no_cookie_is_ever_sent_back(servicenow: respx.MockRouter) -> None:
    """One session's requests are served one by one, and dropped with 202 when many queue."""
    route = servicenow.get(RECORD).mock(return_value=response("record"))
    client = connect(servicenow)

    client.get_record(SYS_ID)
    client.get_record(SYS_ID)

    assert "set-cookie" in route.calls[0].response.headers
    assert "cookie" not in route.calls[1].request.headers


def test_a_redirect_is_not_followed(servicenow: respx.MockRouter) -> None:
    servicenow.get(TABLE).mock(return_value=response("login_redirect"))

    with pytest.raises(UnavailableError, match=r"redirect to idp\.example\.com/saml2,"):
        connect(servicenow).probe()

    assert servicenow.calls.call_count == 1


def test_json_is_asked_for_and_sent(servicenow: respx.MockRouter) -> None:
    """c_RESTAPI.md: a write without these headers is a 400."""
    route = servicenow.put(RECORD).mock(return_value=response("written"))

    connect(servicenow).update_content(SYS_ID, "text")

    headers = route.calls[0].request.headers
    assert (headers["Accept"], headers["Content-Type"]) == ("application/json", "application/json")


@pytest.mark.parametrize(
    "error",
    [
        httpx.ConnectError,
        httpx.ReadError,
        httpx.WriteError,
        httpx.RemoteProtocolError,
        httpx.LocalProtocolError,
        httpx.DecodingError,
        httpx.ConnectTimeout,
        httpx.ReadTimeout,
        httpx.WriteTimeout,
        httpx.PoolTimeout,
        httpx.ProxyError,
    ],
)
def test_no_answer_is_unavailable_and_quotes_nothing(
    servicenow: respx.MockRouter, error: type[httpx.TransportError]
) -> None:
    route = servicenow.get(TABLE).mock(side_effect=error("Illegal header value b'Basic c2VjcmV0'"))

    with pytest.raises(UnavailableError) as caught:
        connect(servicenow).probe()

    assert route.call_count == 1
    assert "c2VjcmV0" not in caught.value.detail
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_a_write_has_more_time_than_a_read(servicenow: respx.MockRouter) -> None:
    servicenow.get(TABLE).mock(return_value=response("no_rows"))
    servicenow.put(RECORD).mock(return_value=response("written"))
    client = connect(servicenow, read_timeout=3, write_timeout=9)

    client.probe()
    client.update_content(SYS_ID, "text")

    reading, writing = (call.request.extensions["timeout"] for call in servicenow.calls)
    assert 2 < reading["read"] <= 3 and 2 < reading["connect"] <= 3
    assert 8 < writing["read"] <= 9 and writing["connect"] == 5


def test_nothing_is_sent_after_the_deadline(servicenow: respx.MockRouter) -> None:
    with pytest.raises(UnavailableError, match="was not sent"):
        InstanceHttp(INSTANCE, None).send(Request("GET", "/"), {}, time.monotonic() - 1)


def test_nothing_secret_is_logged(servicenow: respx.MockRouter, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    servicenow.post("/oauth_token.do").mock(return_value=response("token"))
    servicenow.put(RECORD).mock(return_value=response("written"))

    connect(servicenow, OAUTH).update_content(SYS_ID, "the text")

    assert "oauth_token.do" in caplog.text
    for secret in ("client-secret", "1R3T6tRNo9oTgnxMEwGJ1A", "the text"):
        assert secret not in caplog.text


def test_a_closed_client_sends_nothing(servicenow: respx.MockRouter) -> None:
    client = connect(servicenow)
    client.close()

    with pytest.raises(RuntimeError, match="closed"):
        client.probe()


class _Page(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Silent."""


def _self_signed(folder: Path) -> tuple[Path, Path]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    today = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    (folder / "key.pem").write_bytes(key.private_bytes(pem, *plain))
    (folder / "certificate.pem").write_bytes(certificate.public_bytes(pem))
    return folder / "certificate.pem", folder / "key.pem"


@pytest.fixture
def untrusted(tmp_path: Path) -> Iterator[str]:
    """Address of a server whose certificate nobody vouches for."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*_self_signed(tmp_path))
    with HTTPServer(("127.0.0.1", 0), _Page) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"https://localhost:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def test_an_instance_without_a_valid_certificate_is_not_talked_to(
    untrusted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_PROXY", "localhost")
    connection = CONNECTION.model_copy(update={"instance_url": untrusted})

    with pytest.raises(UnavailableError, match="ConnectError"):
        ServiceNowClient(connection, SECRETS).probe()
