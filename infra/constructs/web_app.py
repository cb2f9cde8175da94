"""The web app: files in S3, CloudFront in front of them and of the API, so that both have one origin."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from aws_cdk import Duration, Fn
from aws_cdk import aws_certificatemanager as acm
from aws_cdk import aws_cloudfront as cloudfront
from aws_cdk import aws_cloudfront_origins as origins
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_s3_deployment as deployment
from constructs import Construct

from infra.constructs.api import Api
from infra.constructs.removal import removal_policy
from infra.constructs.sign_in import SignIn
from infra.environments import Environment
from infra.web_security import PERMISSIONS_POLICY, REFERRER_POLICY, content_security_policy

# An address of the app, such as /push, is the page itself: it knows what to show. Not done with an error page
# of CloudFront, because that would also replace the API's own 403 and 404.
SHOW_PAGE = """\
function handler(event) {
  var request = event.request;
  if (!request.uri.split('/').pop().includes('.')) { request.uri = '/index.html'; }
  return request;
}
"""
YEAR = Duration.days(365)
ORIGIN_HEADER = "x-origin-secret"


class WebApp(Construct):
    """One distribution: `/` is the site, `/api/*` the API."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        environment: Environment,
        site: Path,
        api: Api,
        sign_in: SignIn,
        origin_secret: str,
    ) -> None:
        super().__init__(scope, construct_id)
        self._environment = environment
        self._sign_in = sign_in
        self._origin_secret = origin_secret
        self.bucket = s3.Bucket(
            self,
            "Files",
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            encryption=s3.BucketEncryption.S3_MANAGED,
            enforce_ssl=True,
            auto_delete_objects=False,
            removal_policy=removal_policy(environment),
        )
        self.distribution = self._make_distribution(api)
        domain = environment.web_domain
        self.url = f"https://{domain.name if domain else self.distribution.distribution_domain_name}"
        self._upload(site)

    def _make_distribution(self, api: Api) -> cloudfront.Distribution:
        headers = self._headers()
        return cloudfront.Distribution(
            self,
            "Distribution",
            comment="Control Package Push",
            default_root_object="index.html",
            http_version=cloudfront.HttpVersion.HTTP2_AND_3,
            web_acl_id=self._environment.firewall_arn or None,
            default_behavior=cloudfront.BehaviorOptions(
                origin=origins.S3BucketOrigin.with_origin_access_control(self.bucket),
                viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
                response_headers_policy=headers,
                function_associations=[self._show_page()],
            ),
            additional_behaviors={"/api/*": self._api_behavior(api, headers)},
            **self._own_domain(),
        )

    def _own_domain(self) -> dict[str, Any]:
        domain = self._environment.web_domain
        if domain is None:
            return {}
        certificate = acm.Certificate.from_certificate_arn(self, "Certificate", domain.certificate_arn)
        return {
            "domain_names": [domain.name],
            "certificate": certificate,
            # CloudFront heeds it with a certificate of one's own only.
            "minimum_protocol_version": cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
        }

    def _api_behavior(
        self, api: Api, headers: cloudfront.ResponseHeadersPolicy
    ) -> cloudfront.BehaviorOptions:
        host = Fn.select(2, Fn.split("/", api.http_api.api_endpoint))
        return cloudfront.BehaviorOptions(
            origin=origins.HttpOrigin(
                host,
                protocol_policy=cloudfront.OriginProtocolPolicy.HTTPS_ONLY,
                # The API's own address is public, too; it answers only who knows this.
                custom_headers={ORIGIN_HEADER: self._origin_secret},
            ),
            allowed_methods=cloudfront.AllowedMethods.ALLOW_ALL,
            cache_policy=cloudfront.CachePolicy.CACHING_DISABLED,
            origin_request_policy=cloudfront.OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
            viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.HTTPS_ONLY,
            response_headers_policy=headers,
        )

    def _show_page(self) -> cloudfront.FunctionAssociation:
        function = cloudfront.Function(
            self,
            "ShowPage",
            code=cloudfront.FunctionCode.from_inline(SHOW_PAGE),
            runtime=cloudfront.FunctionRuntime.JS_2_0,
        )
        return cloudfront.FunctionAssociation(
            event_type=cloudfront.FunctionEventType.VIEWER_REQUEST, function=function
        )

    def _headers(self) -> cloudfront.ResponseHeadersPolicy:
        policy = content_security_policy(self._sign_in.sign_in_url, self._sign_in.identity_url)
        return cloudfront.ResponseHeadersPolicy(
            self,
            "Headers",
            security_headers_behavior=cloudfront.ResponseSecurityHeadersBehavior(
                content_security_policy=cloudfront.ResponseHeadersContentSecurityPolicy(
                    content_security_policy=policy, override=True
                ),
                content_type_options=cloudfront.ResponseHeadersContentTypeOptions(override=True),
                frame_options=cloudfront.ResponseHeadersFrameOptions(
                    frame_option=cloudfront.HeadersFrameOption.DENY, override=True
                ),
                referrer_policy=cloudfront.ResponseHeadersReferrerPolicy(
                    referrer_policy=cloudfront.HeadersReferrerPolicy(
                        REFERRER_POLICY.replace("-", "_").upper()
                    ),
                    override=True,
                ),
                strict_transport_security=cloudfront.ResponseHeadersStrictTransportSecurity(
                    access_control_max_age=YEAR, include_subdomains=True, override=True
                ),
            ),
            custom_headers_behavior=cloudfront.ResponseCustomHeadersBehavior(
                custom_headers=[
                    cloudfront.ResponseCustomHeader(
                        header="Permissions-Policy", value=PERMISSIONS_POLICY, override=True
                    )
                ]
            ),
        )

    def _upload(self, site: Path) -> None:
        """Assets have their digest in their names and stay; the page and its settings may change."""
        assets = deployment.BucketDeployment(
            self,
            "Assets",
            destination_bucket=self.bucket,
            # The folder itself: an exclude of everything but it would not even be entered.
            sources=[deployment.Source.asset(str(site / "assets"))],
            destination_key_prefix="assets",
            cache_control=[
                deployment.CacheControl.set_public(),
                deployment.CacheControl.max_age(YEAR),
                deployment.CacheControl.immutable(),
            ],
            prune=False,  # a page that is open while a new version arrives still finds its own files
        )
        config = {
            "sign_in_url": self._sign_in.sign_in_url,
            "identity_url": self._sign_in.identity_url,
            "client_id": self._sign_in.client.user_pool_client_id,
            "command_line_client_id": self._sign_in.command_line_client.user_pool_client_id,
        }
        page = deployment.BucketDeployment(
            self,
            "Page",
            destination_bucket=self.bucket,
            sources=[
                deployment.Source.asset(str(site), exclude=["assets/**"]),
                deployment.Source.json_data("config.json", config),
            ],
            cache_control=[deployment.CacheControl.no_cache()],
            prune=False,
            distribution=self.distribution,
            distribution_paths=["/index.html", "/config.json"],
        )
        page.node.add_dependency(assets)
