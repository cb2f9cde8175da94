"""The dashboard and the alarms. Each alarm's description names its entry in docs/runbook.md."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import cdk_monitoring_constructs as monitoring
from aws_cdk import Duration, Stack
from aws_cdk import aws_apigatewayv2 as apigateway
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subscriptions
from aws_cdk import aws_sqs as sqs
from aws_cdk import aws_stepfunctions as sfn
from constructs import Construct

from control_push import metric_names as names
from control_push.models.push import Outcome
from infra.environments import Environment

RUNBOOK = "docs/runbook.md"
STUCK_AFTER = Duration.hours(2)
SLOW = Duration.seconds(5)
FIVE_MINUTES = Duration.minutes(5)


class Monitoring(Construct):
    """Everything goes to one topic."""

    def __init__(self, scope: Construct, construct_id: str, environment: Environment) -> None:
        super().__init__(scope, construct_id)
        self._service = names.service_name(environment.name)
        self.topic = self._make_topic()
        for email in environment.alarm_emails:
            self.topic.add_subscription(subscriptions.EmailSubscription(email))
        self._facade = monitoring.MonitoringFacade(
            self,
            "Facade",
            alarm_factory_defaults=monitoring.AlarmFactoryDefaults(
                alarm_name_prefix=environment.stack_name,
                actions_enabled=True,
                action=monitoring.SnsAlarmActionStrategy(on_alarm_topic=self.topic, on_ok_topic=self.topic),
                # What is not measured did not happen: nobody pushed, or nothing failed.
                datapoints_to_alarm=1,
                evaluation_periods=1,
            ),
            dashboard_factory=monitoring.DefaultDashboardFactory(
                self,
                "Dashboards",
                dashboard_name_prefix=environment.stack_name,
                create_summary_dashboard=False,
                create_alarm_dashboard=False,
                detail_dashboard_range=Duration.days(1),
            ),
        )
        self._watch_pushes()

    def _make_topic(self) -> sns.Topic:
        topic = sns.Topic(self, "Alarms", enforce_ssl=True)
        # A policy of one's own, here the one for TLS, replaces the default, which lets alarms publish.
        account = {"StringEquals": {"aws:SourceAccount": Stack.of(self).account}}
        topic.grant_publish(iam.ServicePrincipal("cloudwatch.amazonaws.com", conditions=account))
        return topic

    def _watch_pushes(self) -> None:
        group = monitoring.CustomMetricGroup
        self._facade.add_large_header("Pushes")
        self._facade.monitor_custom(
            alarm_friendly_name="Pushes",
            human_readable_name="Pushes and ServiceNow",
            metric_groups=[
                group(title="Started", metrics=[self._metric(names.PUSHES_STARTED, "Sum")]),
                group(title="Items by outcome", metrics=[self._ended(outcome) for outcome in Outcome]),
                group(
                    title="Oldest job that has not ended",
                    metrics=[
                        self._alarm(
                            self._metric(names.OLDEST_ACTIVE_JOB_AGE, "Maximum"),
                            "StuckJob",
                            STUCK_AFTER.to_seconds(),
                            "A push job has not ended for two hours",
                            "a-job-is-stuck",
                        )
                    ],
                ),
                group(
                    title="Tried again, and waited (seconds)",
                    metrics=[
                        self._metric(names.PUSH_RETRIES, "Sum"),
                        self._metric(names.WAIT_SECONDS, "Sum"),
                        self._metric(names.RATE_LIMITED, "Sum"),
                    ],
                ),
                group(
                    title="ServiceNow: answers within",
                    metrics=[
                        self._metric(names.SERVICENOW_LATENCY, "p50"),
                        self._metric(names.SERVICENOW_LATENCY, "p90"),
                    ],
                ),
                group(
                    title="ServiceNow refused to sign us in",
                    metrics=[
                        self._alarm(
                            self._metric(names.SIGN_IN_REFUSED, "Sum"),
                            "SignInRefused",
                            0,
                            "ServiceNow refuses the credentials: nothing begins until they are tested",
                            "servicenow-refuses-to-sign-us-in",
                        )
                    ],
                ),
                group(
                    title="Messages that a channel did not take",
                    metrics=[
                        self._alarm(
                            self._metric(names.MESSAGE_NOT_SENT, "Sum"),
                            "MessageNotSent",
                            # Each is tried once a minute: a moment's fault wakes nobody.
                            3,
                            "A message does not get to people",
                            "a-message-does-not-get-to-people",
                        )
                    ],
                ),
            ],
        )

    def watch_workflow(self, name: str, machine: sfn.StateMachine) -> None:
        """Executions that failed, timed out or were stopped."""
        self._facade.monitor_step_function(
            state_machine=machine,
            alarm_friendly_name=name,
            human_readable_name=name,
            add_failed_execution_count_alarm=_errors(f"An execution of {name} failed", "an-execution-failed"),
            add_timed_out_execution_count_alarm=_errors(
                f"An execution of {name} took longer than a day", "an-execution-failed"
            ),
            add_aborted_execution_count_alarm=_errors(
                f"Somebody stopped an execution of {name}", "an-execution-failed"
            ),
        )

    def watch_functions(self, functions: Iterable[tuple[str, lambda_.Function]]) -> None:
        """Runs that raised or timed out, and calls that Lambda turned away."""
        self._facade.add_large_header("Functions")
        for name, function in functions:
            self._facade.monitor_lambda_function(
                lambda_function=function,
                alarm_friendly_name=name,
                human_readable_name=name,
                add_fault_count_alarm=_errors(
                    f"The function {name} raised or ran out of time", "a-function-fails"
                ),
                add_throttles_count_alarm=_errors(f"Lambda turned calls of {name} away", "lambda-throttles"),
            )

    def watch_api(self, api: apigateway.HttpApi) -> None:
        """Answers that are our fault, and slow ones."""
        self._facade.monitor_api_gateway_v2_http_api(
            api=api,
            api_stage="$default",
            alarm_friendly_name="Api",
            human_readable_name="API",
            add5xx_count_alarm=_errors("The API answered with a status of 500 or above", "the-api-fails"),
            add_latency_p90_alarm={
                "Warning": monitoring.LatencyThreshold(
                    max_latency=SLOW,
                    period=FIVE_MINUTES,
                    evaluation_periods=3,
                    datapoints_to_alarm=3,
                    **_words(
                        f"One API call in ten takes longer than {SLOW.to_seconds()} s", "the-api-is-slow"
                    ),
                )
            },
        )

    def watch_deliveries(self, queue: sqs.Queue) -> None:
        """Events and schedules that reached nobody."""
        self._facade.monitor_sqs_queue(
            queue=queue,
            alarm_friendly_name="Deliveries",
            human_readable_name="Events and schedules that reached nobody",
            add_queue_max_size_alarm={
                "Warning": monitoring.MaxMessageCountThreshold(
                    max_message_count=0,
                    **_words("An event or a schedule reached nobody", "an-event-or-schedule-reached-nobody"),
                )
            },
        )

    def _metric(self, name: str, statistic: str, **dimensions: str) -> cloudwatch.Metric:
        return cloudwatch.Metric(
            namespace=names.NAMESPACE,
            metric_name=name,
            statistic=statistic,
            period=FIVE_MINUTES,
            dimensions_map={names.SERVICE: self._service, **dimensions},
        )

    def _ended(self, outcome: Outcome) -> cloudwatch.Metric:
        metric = self._metric(names.ITEM_OUTCOME, "Sum", **{names.OUTCOME: outcome.value})
        return metric.with_(label=outcome.value)

    def _alarm(
        self, metric: cloudwatch.Metric, name: str, above: float, what: str, entry: str
    ) -> monitoring.CustomMetricWithAlarm:
        threshold = monitoring.CustomThreshold(
            threshold=above,
            comparison_operator=cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
            treat_missing_data_override=cloudwatch.TreatMissingData.NOT_BREACHING,
            **_words(what, entry),
        )
        return monitoring.CustomMetricWithAlarm(
            metric=metric, alarm_friendly_name=name, add_alarm={"Warning": threshold}
        )


def _errors(what: str, entry: str) -> dict[str, monitoring.ErrorCountThreshold]:
    return {
        "Warning": monitoring.ErrorCountThreshold(
            max_error_count=0,
            treat_missing_data_override=cloudwatch.TreatMissingData.NOT_BREACHING,
            **_words(what, entry),
        )
    }


def _words(what: str, entry: str) -> dict[str, Any]:
    return {"alarm_description_override": f"{what}. What to do: {RUNBOOK}#{entry}"}
