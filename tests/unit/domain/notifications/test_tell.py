"""What people are told, that it is told once, and that nothing is lost that could not be sent."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from control_push.domain.notifications.tell import GIVEN_UP_AFTER, LONGEST_TURN, STUCK_AFTER, tell
from control_push.domain.push.stop import halt_job
from control_push.errors import SignInRefusedError
from control_push.models.base import utc_now
from control_push.models.connection import ConnectionStatus
from control_push.models.notification import Message
from control_push.models.schedule import Notify
from tests.unit.domain.pushing import Pushing
from tests.unit.domain.scheduling import Scheduling
from tests.unit.fake_servicenow import CONNECTION


@dataclass
class Channel:
    sent: list[Message] = field(default_factory=list)
    fails: bool = False

    def send(self, message: Message) -> None:
        if self.fails:
            raise OSError("the channel is away")
        self.sent.append(message)


@pytest.fixture
def schedules(push: Pushing) -> Scheduling:
    return Scheduling(push)


def told(schedules: Scheduling, channel: Channel | None = None, after: timedelta = timedelta(0)) -> list[str]:
    channel = channel or Channel()
    tell(schedules.store, {"topic": channel}, utc_now() + after)
    return [one.title for one in channel.sent]


def test_a_run_is_told_once_when_its_push_has_ended(schedules: Scheduling) -> None:
    push = schedules.push
    fine, conflicted = (push.edited(push.pulled(number), "mine") for number in (1, 2))
    push.servicenow.edit(conflicted.servicenow_sys_id, "theirs")
    run = schedules.fire(schedules.create(name="Nightly"))
    assert run
    assert told(schedules) == []
    push.run(run.job_id or "")
    channel = Channel()
    assert told(schedules, channel) == ["Schedule Nightly: 1 pushed, 1 held"]
    assert told(schedules) == []
    [message] = channel.sent
    assert message.path == f"/push/{run.job_id}"
    assert any(line.startswith(f"Held, conflict: {conflicted.control_id}.") for line in message.lines)
    assert not any("mine" in line or "theirs" in line for line in message.lines)
    assert fine.control_id not in " ".join(message.lines)


@pytest.mark.parametrize(
    ("notify", "good", "bad"),
    [(Notify.ALWAYS, 1, 1), (Notify.PROBLEMS, 0, 1), (Notify.NEVER, 0, 0)],
)
def test_each_schedule_says_when(schedules: Scheduling, notify: Notify, good: int, bad: int) -> None:
    schedule = schedules.create(notify=notify)
    schedules.fire(schedule)
    assert len(told(schedules)) == good
    schedules.people.without_role.add(schedule.updated_by)
    schedules.fire(schedule, utc_now() + timedelta(minutes=1))
    assert len(told(schedules)) == bad
    # What nobody wants to hear is not kept for ever.
    assert schedules.store.outbox.page(10, None).rows == []


def test_a_message_that_could_not_be_sent_is_sent_by_the_next_run(schedules: Scheduling) -> None:
    schedules.fire(schedules.create(notify=Notify.ALWAYS))
    assert told(schedules, Channel(fails=True)) == []
    assert told(schedules) == ["Schedule Nightly: nothing to push"]


def test_each_channel_gets_a_message_once_though_another_does_not_take_it(schedules: Scheduling) -> None:
    topic, webhook = Channel(), Channel(fails=True)
    channels = {"topic": topic, "webhook": webhook}
    schedules.fire(schedules.create(notify=Notify.ALWAYS))
    for minute in range(3):
        assert tell(schedules.store, channels, utc_now() + timedelta(minutes=minute)) == 0
    assert len(topic.sent) == 1
    webhook.fails = False
    assert tell(schedules.store, channels, utc_now() + timedelta(minutes=3)) == 1
    assert tell(schedules.store, channels, utc_now() + timedelta(minutes=4)) == 0
    assert (len(topic.sent), len(webhook.sent)) == (1, 1)


def test_a_channel_that_stays_away_is_given_up_after_a_day(schedules: Scheduling) -> None:
    channels = {"topic": Channel(), "webhook": Channel(fails=True)}
    schedules.fire(schedules.create(notify=Notify.ALWAYS))
    for after in (timedelta(0), GIVEN_UP_AFTER, GIVEN_UP_AFTER + timedelta(minutes=1)):
        tell(schedules.store, channels, utc_now() + after)
    assert schedules.store.outbox.page(10, None).rows == []
    assert tell(schedules.store, channels, utc_now() + GIVEN_UP_AFTER * 2) == 0
    assert len(channels["topic"].sent) == 1


def test_what_keeps_pushes_from_going_on_is_told_once_on_each_channel(schedules: Scheduling) -> None:
    push = schedules.push
    job_id = push.start(push.edited(push.pulled(1), "mine"))
    push.store.jobs.mark_running(job_id)
    halt_job(push.store, job_id, SignInRefusedError("ServiceNow said 401."))
    push.finish(job_id)
    push.connect(CONNECTION.model_copy(update={"status": ConnectionStatus.ERROR, "status_reason": "401."}))
    channels = {"topic": Channel(), "webhook": Channel(fails=True)}
    for _ in range(3):
        tell(schedules.store, channels, utc_now())
    assert len(channels["topic"].sent) == len({one.title for one in channels["topic"].sent}) == 2


def test_a_broken_connection_is_told_once_and_again_when_it_breaks_anew(schedules: Scheduling) -> None:
    broken: dict[str, Any] = {
        "status": ConnectionStatus.ERROR,
        "status_reason": "401.",
        "sign_in_refused": True,
    }
    schedules.push.connect(CONNECTION.model_copy(update=broken))
    first = told(schedules)
    assert first == [
        "ServiceNow refuses the sign-in: nothing is begun until somebody has tested or changed the connection"
    ]
    assert told(schedules) == []
    connection = schedules.store.connection.get_connection()
    assert connection
    schedules.store.connection.record_refusal(connection, "401, in other words.")
    assert told(schedules) == []
    schedules.push.connect()
    assert told(schedules) == []
    schedules.push.connect(CONNECTION.model_copy(update={**broken, "sign_in_refused": False}))
    assert told(schedules)[0].startswith("The connection test failed")


@pytest.mark.parametrize("comes_back", [True, False])
def test_a_connection_that_breaks_anew_is_told_where_the_first_message_got_and_another_did_not(
    schedules: Scheduling, *, comes_back: bool
) -> None:
    topic, webhook = Channel(), Channel(fails=True)
    channels = {"topic": topic, "webhook": webhook}
    saved, settings = schedules.push.connect(), schedules.store.connection
    # The settings stay as they are, and with them their version.
    assert settings.record_refusal(saved, "401.")
    tell(schedules.store, channels, utc_now())
    assert len(topic.sent) == 1
    webhook.fails = not comes_back
    tell(schedules.store, channels, utc_now())
    webhook.fails = True
    assert settings.record_test(saved)
    tell(schedules.store, channels, utc_now())
    assert settings.record_refusal(saved, "401.")
    for _ in range(2):
        tell(schedules.store, channels, utc_now() + GIVEN_UP_AFTER * 2)
    assert len(topic.sent) == 2
    webhook.fails = False
    tell(schedules.store, channels, utc_now() + GIVEN_UP_AFTER * 2)
    assert len(webhook.sent) == 1 + comes_back


def test_a_push_by_hand_that_was_halted_is_told_once(schedules: Scheduling) -> None:
    push = schedules.push
    job_id = push.start(push.edited(push.pulled(1), "mine"))
    push.store.jobs.mark_running(job_id)
    halt_job(push.store, job_id, SignInRefusedError("ServiceNow said 401."))
    push.finish(job_id)
    channel = Channel()
    assert told(schedules, channel) == ["A push was halted: 1 skipped"]
    assert any("401" in line for line in channel.sent[0].lines)
    assert told(schedules) == []


def test_of_a_schedules_push_that_was_halted_its_run_tells(schedules: Scheduling) -> None:
    push = schedules.push
    push.edited(push.pulled(1), "mine")
    run = schedules.fire(schedules.create())
    assert run
    push.store.jobs.mark_running(run.job_id or "")
    halt_job(push.store, run.job_id or "", SignInRefusedError("ServiceNow said 401."))
    push.finish(run.job_id or "")
    assert told(schedules) == ["Schedule Nightly: 1 skipped"]


def test_a_push_that_does_not_end_is_told_once(schedules: Scheduling) -> None:
    push = schedules.push
    push.start(push.edited(push.pulled(1), "mine"))
    assert told(schedules) == []
    late = STUCK_AFTER + timedelta(minutes=1)
    assert told(schedules, after=late) == ["A push has not ended for 2 hours: 0 of 1 done"]
    assert told(schedules, after=late) == []


def test_a_row_that_cannot_be_read_holds_up_no_other(schedules: Scheduling) -> None:
    first = schedules.fire(schedules.create(name="Broken", notify=Notify.ALWAYS))
    schedules.fire(schedules.create(name="Fine", notify=Notify.ALWAYS))
    assert first
    client: Any = schedules.store.client
    client.tables["schedules"][(first.schedule_id, f"RUN#{first.occurrence}")]["status"] = {"S": "perhaps"}
    assert told(schedules) == ["Schedule Fine: nothing to push"]
    assert schedules.store.outbox.page(10, None).rows == []


def test_one_thing_that_cannot_be_looked_at_holds_up_no_other(
    schedules: Scheduling, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> None:
        raise OSError("the table is away")

    schedules.push.start(schedules.push.edited(schedules.push.pulled(1), "mine"))
    monkeypatch.setattr(schedules.store.outbox, "page", fail)
    assert len(told(schedules, after=STUCK_AFTER * 2)) == 1


def test_two_runs_at_once_tell_nothing_twice(schedules: Scheduling) -> None:
    schedules.fire(schedules.create(notify=Notify.ALWAYS))
    others: list[int | None] = []

    class Slow(Channel):
        def send(self, message: Message) -> None:
            others.append(tell(schedules.store, {"topic": Channel()}, utc_now()))
            super().send(message)

    assert told(schedules, Slow()) == ["Schedule Nightly: nothing to push"]
    assert others == [None]


def test_the_turn_of_a_run_that_died_ends(schedules: Scheduling) -> None:
    schedules.fire(schedules.create(notify=Notify.ALWAYS))
    now = utc_now()
    assert schedules.store.outbox.take_turn(now, now + LONGEST_TURN)
    assert told(schedules) == []
    assert told(schedules, after=LONGEST_TURN * 2) == ["Schedule Nightly: nothing to push"]
