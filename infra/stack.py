"""The wiring diagram: which part talks to which, and every permission."""

from __future__ import annotations

import json
from pathlib import Path

from aws_cdk import CfnOutput, Duration, IStackSynthesizer, Stack, Tags
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_secretsmanager as secretsmanager
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from infra.constructs.api import Api
from infra.constructs.deliveries import Deliveries
from infra.constructs.functions import Functions, FunctionSettings
from infra.constructs.monitoring import Monitoring
from infra.constructs.notifications import Notifications
from infra.constructs.removal import removal_policy
from infra.constructs.schedules import Schedules
from infra.constructs.sign_in import SignIn
from infra.constructs.tables import Tables
from infra.constructs.web_app import WebApp
from infra.constructs.workflows import Workflow, arn_of, machine_name
from infra.environments import Environment

READ = ["dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query"]
WRITE = ["dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:BatchWriteItem"]
APPEND = ["dynamodb:PutItem"]
UPDATE = ["dynamodb:UpdateItem"]
DELETE = ["dynamodb:DeleteItem"]
CHANGE_AUDIT = [
    "dynamodb:UpdateItem",
    "dynamodb:DeleteItem",
    "dynamodb:BatchWriteItem",
    "dynamodb:PartiQLUpdate",
    "dynamodb:PartiQLDelete",
    "dynamodb:DeleteTable",
]
AUDITED = (
    "push_api",
    "statements_api",
    "connection_api",
    "operations_api",
    "prepare_push",
    "push_statement",
    "finish_push",
    "pull_page",
    "scheduled_push",
    "schedules_api",
    "sweep_schedules",
)
LOCAL_WEB_URL = "http://127.0.0.1:8080"
"""Where `make run` serves the web app, if nobody chose another port."""
TAGS = {"product": "control-package-push"}
"""For the bill: what the product costs is found by them (docs/runbook.md)."""
CALLED_BY_EVENTS = ("finish_push", "finish_pull", "scheduled_push", "sweep_schedules", "notify")
TALKS_TO_SERVICENOW = (
    "push_api",
    "statements_api",
    "connection_api",
    "prepare_push",
    "push_statement",
    "finish_push",
    "pull_page",
    "scheduled_push",
    "schedules_api",
)
RUNS_SCHEDULES = ("scheduled_push", "schedules_api")
SETS_TIMERS = ("schedules_api", "sweep_schedules")


class ControlPackagePushStack(Stack):
    """The whole product in one stack."""

    def __init__(
        self,
        scope: Construct,
        environment: Environment,
        code: lambda_.Code,
        site: Path | None,
        synthesizer: IStackSynthesizer | None = None,
    ) -> None:
        super().__init__(
            scope, environment.stack_name, stack_name=environment.stack_name, synthesizer=synthesizer
        )
        self._environment = environment
        for key, value in TAGS.items():
            Tags.of(self).add(key, value)
        Tags.of(self).add("environment", environment.name)
        self.tables = Tables(self, "Tables", environment)
        self.secret = secretsmanager.Secret(
            self,
            "ServiceNowCredentials",
            description="Password and client secret of the ServiceNow account",
            removal_policy=removal_policy(environment),
        )
        self.work_bucket = self._make_work_bucket()
        self.origin_secret = None if environment.local else self._make_origin_secret()
        settings = FunctionSettings(code, environment)
        self.sign_in = SignIn(self, "SignIn", environment, settings)
        self.functions = Functions(self, "Functions", settings, self._variables())
        self.push_workflow = self._make_push_workflow()
        self.pull_workflow = self._make_pull_workflow()
        self.schedules = Schedules(self, "Schedules", environment)
        self.notifications = Notifications(self, "Notifications", environment)
        self.api = Api(self, "Api", self.sign_in, self.functions.by_name)
        self.web_url = LOCAL_WEB_URL
        if site:
            self._serve_web_app(site)
        self._grant_tables()
        self._grant_secret()
        self._grant_workflows()
        # Not on a laptop: nobody would look, and the local AWS does not know all of it.
        self.deliveries = None if environment.local else Deliveries(self, "Deliveries")
        self._close_what_ended()
        self._grant_schedules()
        self._grant_notifications()
        self._run_regularly("SchedulesSweep", "sweep_schedules", Duration.minutes(5))
        self._run_regularly("Notify", "notify", Duration.minutes(1))
        if self.deliveries:
            self._watch(self.deliveries)
        self._outputs()

    # -- parts ---------------------------------------------------------------------------------------

    def _make_work_bucket(self) -> s3.Bucket:
        return s3.Bucket(
            self,
            "WorkBucket",
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            encryption=s3.BucketEncryption.S3_MANAGED,
            enforce_ssl=True,
            lifecycle_rules=[s3.LifecycleRule(expiration=Duration.days(30))],
            removal_policy=removal_policy(self._environment),
        )

    def _make_origin_secret(self) -> secretsmanager.Secret:
        return secretsmanager.Secret(
            self,
            "OriginSecret",
            description="CloudFront sends it to the API, which answers nobody else",
            generate_secret_string=secretsmanager.SecretStringGenerator(
                exclude_punctuation=True, password_length=40
            ),
        )

    def _origin_secret_value(self) -> str:
        # CloudFormation fills it in when it deploys: it stands in no template.
        return self.origin_secret.secret_value.unsafe_unwrap() if self.origin_secret else ""

    def _serve_web_app(self, site: Path) -> None:
        web_app = WebApp(
            self, "WebApp", self._environment, site, self.api, self.sign_in, self._origin_secret_value()
        )
        self.sign_in.send_back_to(web_app.url)
        self.web_url = web_app.url
        # The API's functions cannot know it: the web app comes after the API.
        self.functions["finish_push"].add_environment("WEB_URL", web_app.url)
        CfnOutput(self, "WebUrl", value=web_app.url)
        CfnOutput(self, "WebTarget", value=web_app.distribution.distribution_domain_name)

    def _variables(self) -> dict[str, str]:
        return {
            "STATEMENTS_TABLE": self.tables.statements.table_name,
            "PUSH_JOBS_TABLE": self.tables.push_jobs.table_name,
            "AUDIT_TABLE": self.tables.audit.table_name,
            "TEXTS_TABLE": self.tables.texts.table_name,
            "CONNECTION_TABLE": self.tables.connection.table_name,
            "SCHEDULES_TABLE": self.tables.schedules.table_name,
            "SERVICENOW_SECRET_ID": self.secret.secret_arn,
            "PUSH_WORKFLOW_ARN": self._machine_arn("PushWorkflow"),
            "PULL_WORKFLOW_ARN": self._machine_arn("PullWorkflow"),
            "WORK_BUCKET": self.work_bucket.bucket_name,
            "ALLOW_LOOPBACK_HTTP": str(self._environment.local).lower(),
            "ORIGIN_SECRET": self._origin_secret_value(),
        }

    def _machine_arn(self, name: str) -> str:
        return arn_of(self, "stateMachine", machine_name(name, self._environment))

    def _executions_arn(self, name: str) -> str:
        return arn_of(self, "execution", f"{machine_name(name, self._environment)}*")

    def _make_push_workflow(self) -> Workflow:
        functions = {
            "PreparePush": self.functions["prepare_push"],
            "PushStatement": self.functions["push_statement"],
            "FinishPush": self.functions["finish_push"],
        }
        workflow = Workflow(self, "PushWorkflow", self._environment, self._arns(functions))
        workflow.may_invoke(*functions.values())
        return workflow

    def _make_pull_workflow(self) -> Workflow:
        functions = {"PullPage": self.functions["pull_page"], "FinishPull": self.functions["finish_pull"]}
        workflow = Workflow(self, "PullWorkflow", self._environment, self._arns(functions))
        workflow.may_invoke(*functions.values())
        return workflow

    def _arns(self, functions: dict[str, lambda_.Function]) -> dict[str, str]:
        """Of the versions deployed now: an execution ends on the code that it began with."""
        if self._environment.local:
            return {name: function.function_arn for name, function in functions.items()}
        return {name: function.current_version.function_arn for name, function in functions.items()}

    # -- permissions ---------------------------------------------------------------------------------

    def _grant(self, table: dynamodb.Table, actions: list[str], *names: str) -> None:
        for name in names:
            table.grant(self.functions[name], *actions)

    def _grant_tables(self) -> None:
        tables = self.tables
        writers = ("push_api", "statements_api", "push_statement", "finish_push", "pull_page")
        # A run of a schedule stores the conflicts that it finds.
        self._grant(tables.statements, READ + WRITE, *writers, *RUNS_SCHEDULES)
        self._grant(tables.statements, READ, "audit_api", "prepare_push")
        pushers = ("push_api", "prepare_push", "push_statement", "finish_push", *RUNS_SCHEDULES)
        self._grant(tables.push_jobs, READ + WRITE, *pushers)
        self._grant(tables.schedules, READ + APPEND, *RUNS_SCHEDULES, "sweep_schedules")
        self._grant(tables.schedules, DELETE, "schedules_api")
        self._grant(tables.schedules, READ + APPEND + DELETE, "notify")
        self._grant(tables.push_jobs, READ, "notify")
        self._grant(tables.connection, READ, "notify")
        self._grant(tables.connection, READ, "operations_api")
        self._grant(tables.connection, APPEND, "operations_api")
        # A refused sign-in is told to everybody, and one process signs in at a time: whoever asks ServiceNow.
        self._grant(tables.connection, READ + UPDATE, *TALKS_TO_SERVICENOW)
        self._grant(
            tables.connection, READ + WRITE, "statements_api", "connection_api", "pull_page", "finish_pull"
        )
        self._grant(tables.audit, APPEND, *AUDITED)
        self._grant(tables.audit, READ, "audit_api")
        # Its claim stands on the statement being as it was read.
        self._grant(tables.statements, ["dynamodb:ConditionCheckItem"], "push_statement")
        self._grant(tables.texts, READ + APPEND, *writers, *RUNS_SCHEDULES)
        self._grant(tables.texts, READ, "audit_api")
        self._grant(tables.texts, APPEND, "prepare_push")
        # Stands even where a later grant would allow it: what was written into the audit stays.
        for function in self.functions.by_name.values():
            function.add_to_role_policy(
                iam.PolicyStatement(
                    effect=iam.Effect.DENY,
                    actions=CHANGE_AUDIT,
                    resources=[tables.audit.table_arn, tables.texts.table_arn],
                )
            )

    def _grant_secret(self) -> None:
        arn = _arn_of_secret(self.secret)
        for name in TALKS_TO_SERVICENOW:
            _allow(self.functions[name], ["secretsmanager:GetSecretValue"], arn)
        _allow(self.functions["connection_api"], ["secretsmanager:PutSecretValue"], arn)

    def _grant_workflows(self) -> None:
        push, pull = self._machine_arn("PushWorkflow"), self._machine_arn("PullWorkflow")
        for name in ("push_api", *RUNS_SCHEDULES):
            _allow(self.functions[name], ["states:StartExecution"], push)
        _allow(self.functions["statements_api"], ["states:StartExecution"], pull)
        for name, machine in (("finish_push", "PushWorkflow"), ("finish_pull", "PullWorkflow")):
            _allow(self.functions[name], ["states:DescribeExecution"], self._executions_arn(machine))
        _allow(self.functions["prepare_push"], ["s3:PutObject"], self.work_bucket.arn_for_objects("push/*"))
        self._grant_map()

    def _grant_map(self) -> None:
        """A distributed Map reads its items, writes its results, and starts executions of its own machine.

        https://docs.aws.amazon.com/step-functions/latest/dg/iam-policies-eg-dist-map.html
        """
        push = self._machine_arn("PushWorkflow")
        statements = [
            _statement(["states:StartExecution"], push),
            _statement(
                ["states:DescribeExecution", "states:StopExecution"], self._executions_arn("PushWorkflow")
            ),
            _statement(["s3:GetObject"], self.work_bucket.arn_for_objects("push/*")),
            _statement(
                ["s3:GetObject", "s3:PutObject", "s3:ListMultipartUploadParts", "s3:AbortMultipartUpload"],
                self.work_bucket.arn_for_objects("push-results/*"),
            ),
        ]
        # A policy of its own: the role's default policy would have to wait for the machine it names.
        iam.Policy(self, "PushMapPolicy", statements=statements, roles=[self.push_workflow.role])

    def _grant_schedules(self) -> None:
        """A schedule can start one function and nothing else, and who makes one gives it that role only."""
        function, role = self.functions["scheduled_push"], self.schedules.role
        role.add_to_policy(_statement(["lambda:InvokeFunction"], function.function_arn))
        variables = {
            "SCHEDULE_GROUP": self.schedules.group_name,
            "SCHEDULED_PUSH_ARN": function.function_arn,
            "SCHEDULER_ROLE_ARN": role.role_arn,
        }
        if queue := self._undelivered:
            role.add_to_policy(_statement(["sqs:SendMessage"], queue.queue_arn))
            variables["SCHEDULER_QUEUE_ARN"] = queue.queue_arn
        actions = [f"scheduler:{name}Schedule" for name in ("Create", "Update", "Delete", "Get")]
        passed = {"StringEquals": {"iam:PassedToService": "scheduler.amazonaws.com"}}
        for name in SETS_TIMERS:
            for variable, value in variables.items():
                self.functions[name].add_environment(variable, value)
            _allow(self.functions[name], actions, self.schedules.schedules_arn)
            self.functions[name].add_to_role_policy(
                iam.PolicyStatement(actions=["iam:PassRole"], resources=[role.role_arn], conditions=passed)
            )
        # Takes no resource.
        _allow(self.functions["sweep_schedules"], ["scheduler:ListSchedules"], "*")
        self._grant_user_pool()

    def _grant_user_pool(self) -> None:
        """A schedule runs as long as who last saved it is an administrator."""
        federation, pool = self._environment.federation, self.sign_in.user_pool
        variables = {
            "USER_POOL_ID": pool.user_pool_id,
            "ADMIN_CLIENTS": Stack.of(self).to_json_string(self.sign_in.admin_client_ids),
            "ROLES_OF_GROUPS": json.dumps(dict(federation.roles) if federation else {}),
        }
        for name in RUNS_SCHEDULES:
            for variable, value in variables.items():
                self.functions[name].add_environment(variable, value)
            actions = ["cognito-idp:AdminGetUser", "cognito-idp:AdminListGroupsForUser"]
            _allow(self.functions[name], actions, pool.user_pool_arn)

    def _grant_notifications(self) -> None:
        notify, settings = self.functions["notify"], self.notifications
        notify.add_environment("NOTIFICATION_TOPIC_ARN", settings.topic.topic_arn)
        notify.add_environment("APP_URL", self.web_url)
        _allow(notify, ["sns:Publish"], settings.topic.topic_arn)
        if settings.webhook_address:
            notify.add_environment("WEBHOOK_KIND", self._environment.webhook)
            notify.add_environment("WEBHOOK_SECRET_ID", settings.webhook_address.secret_arn)
            _allow(notify, ["secretsmanager:GetSecretValue"], _arn_of_secret(settings.webhook_address))
            CfnOutput(self, "WebhookSecret", value=settings.webhook_address.secret_arn)
        CfnOutput(self, "NotificationTopic", value=settings.topic.topic_arn)

    # -- what runs by itself -------------------------------------------------------------------------

    def _close_what_ended(self) -> None:
        """A job whose execution ended without its last state is closed by the event, or by the sweep."""
        for workflow, name in ((self.push_workflow, "finish_push"), (self.pull_workflow, "finish_pull")):
            function = self.functions[name]
            events.Rule(
                self,
                f"{workflow.node.id}Ended",
                event_pattern=events.EventPattern(
                    source=["aws.states"],
                    detail_type=["Step Functions Execution Status Change"],
                    detail={
                        "status": ["FAILED", "TIMED_OUT", "ABORTED"],
                        "stateMachineArn": [workflow.machine.state_machine_arn],
                    },
                ),
                targets=[targets.LambdaFunction(function, dead_letter_queue=self._undelivered)],
            )
            events.Rule(
                self,
                f"{workflow.node.id}Sweep",
                schedule=events.Schedule.rate(Duration.minutes(1)),
                targets=[
                    targets.LambdaFunction(
                        function,
                        event=events.RuleTargetInput.from_object({"sweep": True}),
                        dead_letter_queue=self._undelivered,
                    )
                ],
            )

    def _run_regularly(self, construct_id: str, name: str, every: Duration) -> None:
        target = targets.LambdaFunction(self.functions[name], dead_letter_queue=self._undelivered)
        events.Rule(self, construct_id, schedule=events.Schedule.rate(every), targets=[target])

    # -- what is watched -----------------------------------------------------------------------------

    @property
    def _undelivered(self) -> sqs.Queue | None:
        return self.deliveries.failed if self.deliveries else None

    def _watch(self, deliveries: Deliveries) -> None:
        for name in CALLED_BY_EVENTS:
            deliveries.keep_failures_of(self.functions[name])
        watching = Monitoring(self, "Monitoring", self._environment)
        for workflow in (self.push_workflow, self.pull_workflow):
            watching.watch_workflow(workflow.node.id, workflow.machine)
        watching.watch_api(self.api.http_api)
        watching.watch_functions(self.functions.by_name.items())
        watching.watch_deliveries(deliveries.failed)
        CfnOutput(self, "AlarmTopic", value=watching.topic.topic_arn)

    def _outputs(self) -> None:
        outputs = {
            "ApiId": self.api.http_api.api_id,
            "ApiUrl": f"{self.api.http_api.api_endpoint}/api/v1",
            "UserPoolId": self.sign_in.user_pool.user_pool_id,
            "ClientId": self.sign_in.client.user_pool_client_id,
            "CommandLineClientId": self.sign_in.command_line_client.user_pool_client_id,
            "PushWorkflowArn": self.push_workflow.machine.state_machine_arn,
            "PullWorkflowArn": self.pull_workflow.machine.state_machine_arn,
            "StatementsTable": self.tables.statements.table_name,
            "PushJobsTable": self.tables.push_jobs.table_name,
            "AuditTable": self.tables.audit.table_name,
            "TextsTable": self.tables.texts.table_name,
            "ConnectionTable": self.tables.connection.table_name,
            "SchedulesTable": self.tables.schedules.table_name,
            "SecretId": self.secret.secret_arn,
            "WorkBucketName": self.work_bucket.bucket_name,
            "ScheduledPush": self.functions["scheduled_push"].function_name,
            "SweepSchedules": self.functions["sweep_schedules"].function_name,
            "ScheduleGroup": self.schedules.group_name,
            "NotifyFunction": self.functions["notify"].function_name,
        }
        for name, client in self.sign_in.machine_clients.items():
            outputs[f"MachineClient{name}"] = client.user_pool_client_id
        for name, value in outputs.items():
            CfnOutput(self, name, value=value)


def _arn_of_secret(secret: secretsmanager.Secret) -> str:
    resource = secret.node.default_child
    if not isinstance(resource, secretsmanager.CfnSecret):
        raise TypeError("the secret is not made of one CloudFormation resource any more")
    # The reference behind secret_arn is the ARN in AWS, but the name in the local AWS.
    return resource.attr_id


def _statement(actions: list[str], resource: str) -> iam.PolicyStatement:
    return iam.PolicyStatement(actions=actions, resources=[resource])


def _allow(function: lambda_.Function, actions: list[str], resource: str) -> None:
    function.add_to_role_policy(_statement(actions, resource))
