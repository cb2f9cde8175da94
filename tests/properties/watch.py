"""The promises, checked at every commit to the tables and at every write to ServiceNow."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from control_push.adapters.tables.rows import AttributeMap, from_attributes
from control_push.models.statement import RemoteRecord
from control_push.texts.text_format import TextFormat, sha256
from tests.properties.dynamodb_in_memory import Change, InMemoryDynamoDB
from tests.properties.remote import SERVICE, Held, Remote
from tests.properties.stepping import Seen, Task, current_task
from tests.unit.conftest import NAMES

same_text = TextFormat.HTML.texts.same

Row = dict[str, Any]
TEXT_FIELDS = {
    "content_sha256": "content",
    "local_sha256": "local_content",
    "remote_sha256": "remote_content",
    "before_sha256": "before_content",
    "after_sha256": "after_content",
    "sent_sha256": "sent_content",
}
TEXTS = TEXT_FIELDS.keys()
FINAL = {"completed", "failed", "cancelled"}
SUCCESSES = {"succeeded", "altered"}
ORDER = {"pending": 0, "running": 1, **dict.fromkeys(FINAL, 2)}


@dataclass
class Watch:
    """Raises AssertionError in the call that breaks a promise, and remembers it."""

    database: InMemoryDynamoDB
    remote: Remote
    now: Any
    broken: list[str] = field(default_factory=list)
    gap_overwrites: int = 0
    """Foreign texts overwritten in the one gap that the Table API leaves open."""

    def require(self, holds: object, promise: str) -> None:
        """Remembers a broken promise: the call that broke it may swallow an exception."""
        if not holds:
            task = current_task()
            self.broken.append(f"{promise} (by {task.name if task else 'nobody'})")
            raise AssertionError(promise)

    # -- the tables ----------------------------------------------------------------------------------

    def committed(self, changes: list[Change]) -> None:
        """Called after each commit."""
        rows = [(c.table, self._plain(c.before), self._plain(c.after)) for c in changes]
        evidence = [after for table, _, after in rows if table == "audit" and after]
        for table, before, after in rows:
            match table:
                case "audit":
                    self.require(before is None and after, "an audit record is added once, never changed")
                case "texts":
                    self.require(before is None and after, "a text is added once, never changed")
                    self.require(after and sha256(after["text"]) == after["sha256"], "a text has its name")
                case "statements":
                    self._statement(before, after, evidence, rows)
                case "push-jobs":
                    self._push_row(before, after, evidence, rows)

    def _push_row(self, before: Row | None, after: Row | None, evidence: list[Row], rows: Any) -> None:
        record = (after or before or {})["record"]
        if record == "JOB":
            self._job(before, after, evidence)
        elif record.startswith("ITEM#"):
            self._item(before, after, evidence, rows)
        elif record == "KEY" and before and after:
            expired = before["expires_at"] < self.now().timestamp()
            self.require(expired or before == after, "an idempotency key stands for one job")
        elif record == "LEASE":
            self._lease(before, after)

    def _lease(self, before: Row | None, after: Row | None) -> None:
        task = current_task()
        assert task
        if before and not self._expired(before):
            own = task.info.get("lease") == before["owner_run"]
            self.require(own, "a lease is given back by its run, and taken over when it has run out")
        if after:
            task.info["lease"] = after["owner_run"]
            statement_id = after["job_id"].removeprefix("LEASE#")
            task.info["claimed"] = self._plain(self.database.tables["statements"].get((statement_id,)))

    def _expired(self, lease: Row) -> bool:
        return datetime.fromisoformat(lease["until"]) < self.now()

    def _stopped(self, before: Row | None, after: Row, evidence: list[Row]) -> None:
        stop = after.get("stop", {})
        if before and "stop" not in before and stop.get("reason") == "cancelled":
            told = any(one["action"] == "push_cancel_requested" for one in evidence)
            self.require(told, "who cancelled is in the audit, in the same transaction")

    def _job(self, before: Row | None, after: Row | None, evidence: list[Row]) -> None:
        self.require(after, "a job's row stays")
        assert after
        if before:
            self.require(
                ORDER[before["status"]] <= ORDER[after["status"]], "a job's status goes forward only"
            )
            if before["status"] in FINAL:
                self.require(before == after, "an ended job does not change")
            self.require("stop" not in before or before["stop"] == after.get("stop"), "a stop stands")
        self._stopped(before, after, evidence)
        outcomes = Counter(item["outcome"] for item in self.items(after["job_id"]) if "outcome" in item)
        counted = Counter({name: n for name, n in after["outcomes"].items() if n})
        self.require(counted == outcomes, "a job's counters are the sum of its items' outcomes")
        if after["status"] in FINAL:
            self.require(outcomes.total() == after["total"], "a job ends when every item has its outcome")
            self.require("active" not in after, "an ended job is not listed as active")

    def items(self, job_id: str) -> list[Row]:
        """The items of a job."""
        rows = self.database.tables["push-jobs"].items()
        return [from_attributes(row) for key, row in rows if key[0] == job_id and key[1].startswith("ITEM#")]

    def _item(self, before: Row | None, after: Row | None, evidence: list[Row], rows: Any) -> None:
        self.require(after, "an item's row stays")
        assert after
        if before:
            frozen = all(before[name] == after[name] for name in ("revision", "text_sha256", "base_sha256"))
            self.require(frozen, "what was frozen stays")
        if before and "outcome" in before:
            self.require(before == after, "an item gets one outcome")
        elif "outcome" in after:
            self.require(
                any(table == "push-jobs" and row and row["record"] == "JOB" for table, _, row in rows),
                "an outcome is counted in its own transaction",
            )
            records = [one for one in evidence if one.get("job_id") == after["job_id"]]
            own = [one for one in records if one.get("statement_id") == after["statement_id"]]
            self.require(len(own) == 1, "an outcome has one audit record in its own transaction")
            self.require(own[0]["audit_id"] == after["audit_id"], "an item names its audit record")
            self.require(own[0]["details"]["outcome"] == after["outcome"], "the audit has the outcome")
            if after["outcome"] in SUCCESSES:
                self._success(after, own[0])

    def _success(self, item: Row, record: Row) -> None:
        task = current_task()
        assert task
        text = self.sent(item)
        shown = _last_shown(task, item["servicenow_sys_id"])
        self.require(shown is not None, "a success was read back")
        self.require(shown == record["after_content"], "the audit has the text that was read back")
        self.require(shown in self.remote.history(item["servicenow_sys_id"]), "what was read back was held")
        if item["outcome"] == "succeeded":
            self.require(same_text(shown or "", text), "a success means that the text sent was read back")
        else:
            self.require(task.wrote, "an altered text was sent by the run that says so")
            held = self.remote.held[item["servicenow_sys_id"]]
            self.require(Held(shown or "", SERVICE) in held, "an altered text is not somebody else's")

    def sent(self, item: Row) -> str:
        """The text frozen for the item."""
        row = self.database.tables["push-jobs"][(item["job_id"], f"ITEM#{item['statement_id']}")]
        return self.text(row["text_sha256"]["S"])

    def text(self, name: str) -> str:
        """The text of this name."""
        return str(self.database.tables["texts"][(name,)]["text"]["S"])

    def _plain(self, row: AttributeMap | None) -> Row | None:
        """The row with the texts that it names."""
        if row is None:
            return None
        plain = from_attributes(row)
        for place in (plain, plain.get("conflict", {})):
            for name in TEXTS & place.keys():
                place[TEXT_FIELDS[name]] = self.text(place[name])
        return plain

    # -- the statements ------------------------------------------------------------------------------

    def _statement(self, before: Row | None, after: Row | None, evidence: list[Row], rows: Any) -> None:
        self.require(after, "a statement stays")
        assert after
        texts = self.remote.history(after["servicenow_sys_id"])
        self.require(after["content"] in texts, "the base is a text that ServiceNow held")
        self.require(("local_content" in after) == after["is_modified"], "modified means a local text")
        status = "conflict" if "conflict" in after else "modified" if after["is_modified"] else "synced"
        self.require(after["sync_status"] == status, "the status tells what the statement is")
        if before is None:
            return
        self.require(after["row_version"] == before["row_version"] + 1, "a row is written on what was read")
        self.require(after["revision"] >= before["revision"], "the revision never goes back")
        own = [one for one in evidence if one.get("statement_id") == after["statement_id"]]
        if _visible(before) != _visible(after):
            going_on = after.get("editing", {}).get("after_sha256") == sha256(_visible(after))
            self.require(own or going_on, "a change of the text is, or will be, in the audit")
        self._edits(before, after, own)
        if "local_content" in before and before["local_content"] != after.get("local_content"):
            self._local_gone(before, after, own, rows)
        if "local_content" in before and "local_content" in after:
            self._base_under_edit(before, after)

    def _edits(self, before: Row, after: Row, own: list[Row]) -> None:
        """Edits that go on stand on the row until a record has them from their first text to their last."""
        was, is_ = before.get("editing"), after.get("editing")
        if was is None or (is_ and is_["audit_id"] == was["audit_id"]):
            task = current_task()
            goes_on = (
                was and is_ and (was["actor"], was["before_sha256"]) == (is_["actor"], is_["before_sha256"])
            )
            self.require(was is None or goes_on, "edits that go on are one author's, from one text")
            self.require(was == is_ or (task and task.info["kind"] == "edit"), "only an author edits")
            return
        names = ("audit_id", "actor", "before_sha256", "after_sha256")
        ended = [tuple(one[name] for name in names) for one in own if one["action"] == "edited"]
        self.require(ended == [tuple(was[name] for name in names)], "edits that ended are one record")

    def _local_gone(self, before: Row, after: Row, own: list[Row], rows: Any) -> None:
        task = current_task()
        assert task
        given_up = before["local_content"]
        if task.info["kind"] in {"edit", "discard", "resolve"}:
            known = [one.get(name) for one in own for name in ("before_content", "after_content")]
            was, is_ = before.get("editing", {}), after.get("editing", {})
            # One of many in a row that are one record, or the text that such a record will begin with.
            goes_on = was.get("audit_id", "") == is_.get("audit_id")
            begins = is_.get("before_sha256") == sha256(given_up)
            self.require(goes_on or begins or given_up in known, "a text given up is in the audit")
            self.require(after["revision"] > before["revision"], "another text is another revision")
            if task.info["kind"] == "edit":
                self.require(
                    task.info["revision"] == before["revision"], "an edit replaces only what its author saw"
                )
            return
        self.require("local_content" not in after, "only a person replaces a local text")
        items = [row for table, _, row in rows if table == "push-jobs" and row and "outcome" in row]
        if task.info["kind"] in {"pull", "check"}:
            held = self.remote.history(after["servicenow_sys_id"])
            self.require(any(same_text(one, given_up) for one in held), "a local text goes when it is stored")
            return
        [item] = items
        self.require(item["outcome"] in SUCCESSES, "a local text goes with a success only")
        if same_text(given_up, after["content"]):
            # Or what was typed since led back to what ServiceNow has now: there is no edit any more.
            return
        self.require(item["revision"] == before["revision"], "a push clears the revision that it sent, only")
        self.require(self.sent(item) == given_up, "a push clears the text that it sent, only")

    def _base_under_edit(self, before: Row, after: Row) -> None:
        """The base of an unpushed edit moves by a person's decision or by a push of ours, else never."""
        task = current_task()
        assert task
        if same_text(before["content"], after["content"]) or task.info["kind"] == "resolve":
            return
        ours = [h.text for h in self.remote.held[after["servicenow_sys_id"]] if h.by == SERVICE]
        frozen = [
            self.text(row["text_sha256"]["S"])
            for key, row in self.database.tables["push-jobs"].items()
            if key[1] == f"ITEM#{after['statement_id']}"
        ]
        self.require(
            any(same_text(one, after["content"]) for one in [*ours, *frozen]),
            "a foreign text never becomes the base of an edit without a person's decision",
        )

    # -- writes to ServiceNow ------------------------------------------------------------------------

    def writing(self, sys_id: str, text: str) -> None:
        """Called when a write of ours arrives, before it is carried out."""
        task = current_task()
        assert task
        self.require(task.info["kind"] == "worker", "only a worker writes")
        # Whether all writes were stopped while ServiceNow took its time is the one thing to ask in between.
        last = next(seen for seen in reversed(task.trail) if not _looks_at_the_switch(seen))
        self.require(
            last.what == "servicenow.get_record" and last.subject == sys_id,
            "a write follows at once on a read of the record in the same run",
        )
        read: RemoteRecord = last.answer
        row = self._row_read(task)
        self.require(same_text(read.content, row["content"]), "a write replaces the base only")
        # In ServiceNow's spelling of what nobody edited.
        confirmed = same_text(text, self.sent(task.info))
        self.require(confirmed, "what is written is the text that was confirmed")
        self._authorised(task, row)
        if sys_id in self.remote.records and self.remote.text(sys_id) != read.content:
            # The gap between adjacent requests, which the plain Table API cannot close.
            overwritten = self.remote.held[sys_id][-1]
            self.require(overwritten.by != SERVICE, "two of our runs never write one statement at once")
            self.gap_overwrites += 1

    def _authorised(self, task: Task, row: Row) -> None:
        lease = self.database.tables["push-jobs"].get((f"LEASE#{row['statement_id']}", "LEASE"))
        held = lease and lease["owner_run"]["S"] == task.info["lease"]
        self.require(
            held and not self._expired(from_attributes(lease)), "a write happens under the run's lease"
        )
        known = next(seen for seen in task.trail if seen.what == "dynamodb.batch_get_item")
        jobs = [from_attributes(one) for one in known.answer["Responses"]["push-jobs"]]
        job = next(one for one in jobs if one["record"] == "JOB")
        self.require("stop" not in job and job["status"] not in FINAL, "a stopped job starts no write")
        item = next(one for one in jobs if one["record"].startswith("ITEM#"))
        since = row.get("modified_since")
        self.require(since is not None and since <= item["revision"], "a text given up is never written")

    def _row_read(self, task: Task) -> Row:
        """The statement as it was when its lease was taken, which is what the run must go by."""
        row: Row = task.info["claimed"]
        return row


def _looks_at_the_switch(seen: Seen) -> bool:
    """The one row of this table that a worker reads by itself; the other comes with its first request."""
    return seen.what == "dynamodb.get_item" and seen.subject == NAMES.connection_table


def _visible(row: Row) -> str:
    return str(row.get("local_content", row["content"]))


def _last_shown(task: Task, sys_id: str) -> str | None:
    for seen in reversed(task.trail):
        asked = seen.what in {"servicenow.get_record", "servicenow.update_content"}
        if asked and seen.subject == sys_id and isinstance(seen.answer, RemoteRecord):
            return seen.answer.content
    return None
