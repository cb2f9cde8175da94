"""How browsers reach the product, and that nobody goes around."""

from __future__ import annotations

import json
from typing import Any

import pytest
from aws_cdk.assertions import Template

from infra.environments import WebDomain
from tests.infra.conftest import synthesised

CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/1"
FIREWALL = "arn:aws:wafv2:us-east-1:123456789012:global/webacl/control-push/1"


def distribution(template: Template) -> dict[str, Any]:
    [found] = template.find_resources("AWS::CloudFront::Distribution").values()
    config: dict[str, Any] = found["Properties"]["DistributionConfig"]
    return config


@pytest.fixture(scope="module")
def own_domain(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Production with all that its settings can say of the way in."""
    domain = WebDomain("controls.example.com", CERTIFICATE)
    return synthesised("production", tmp_path_factory, web_domain=domain, firewall_arn=FIREWALL)


def test_a_domain_of_ones_own_allows_tls_1_2_and_later(own_domain: Template) -> None:
    config = distribution(own_domain)
    assert config["Aliases"] == ["controls.example.com"]
    assert config["ViewerCertificate"] == {
        "AcmCertificateArn": CERTIFICATE,
        "MinimumProtocolVersion": "TLSv1.2_2021",
        "SslSupportMethod": "sni-only",
    }


def test_sign_in_sends_people_back_to_the_domain(own_domain: Template) -> None:
    own_domain.has_resource_properties(
        "AWS::Cognito::UserPoolClient",
        {
            "CallbackURLs": ["https://controls.example.com/signed-in"],
            "LogoutURLs": ["https://controls.example.com/"],
        },
    )


def test_a_firewall_stands_before_everything(own_domain: Template, production: Template) -> None:
    assert distribution(own_domain)["WebACLId"] == FIREWALL
    assert "WebACLId" not in distribution(production)


def test_the_api_answers_only_what_came_through_cloudfront(production: Template) -> None:
    [sent] = [
        header
        for origin in distribution(production)["Origins"]
        for header in origin.get("OriginCustomHeaders", [])
    ]
    assert sent["HeaderName"] == "x-origin-secret"
    assert "{{resolve:secretsmanager:" in json.dumps(sent["HeaderValue"])
    for function in production.find_resources("AWS::Lambda::Function").values():
        if "_api." in function["Properties"]["Handler"]:
            known = function["Properties"]["Environment"]["Variables"]["ORIGIN_SECRET"]
            assert known == sent["HeaderValue"]


def test_the_local_api_has_no_cloudfront_before_it(local: Template) -> None:
    for function in local.find_resources("AWS::Lambda::Function").values():
        assert function["Properties"]["Environment"]["Variables"]["ORIGIN_SECRET"] == ""
