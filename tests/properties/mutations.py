"""Breaks the product on purpose, one guard at a time, and tells which tests notice.

    PYTHONPATH=.:functions python -m tests.properties.mutations [part of a name …]

Each mutation is made in a copy of `functions/`. Ends with 1 if one goes unnoticed.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOMAIN, ADAPTERS = "control_push/domain", "control_push/adapters"
SCOPE = "tests/unit/domain/push/test_freeze_scope.py"
PROMISES = "tests/properties/test_promises.py"
CALLS = "tests/unit/handlers/api/test_push_api.py"
QUICK = [
    "tests/properties/test_dynamodb_in_memory.py",
    "tests/properties/test_counterexamples.py",
    PROMISES,
    "tests/properties/test_every_step.py",
]
ENOUGH = "--maxfail=3"
_RED = re.compile(r"^(?:FAILED|ERROR) (\S+?)(?: - .*)?$", re.MULTILINE)


@dataclass(frozen=True)
class Mutation:
    """One guard taken out: `old` stands exactly once in the file."""

    name: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...] = ()
    """Further tests that are meant to notice."""


MUTATIONS = [
    Mutation(
        "no outcome condition in the settle transaction",
        f"{ADAPTERS}/tables/push_items.py",
        "if unclaimed else _NO_OUTCOME\n",
        'if unclaimed else "attribute_exists(job_id)"\n',
    ),
    Mutation(
        "no row_version condition on a statement",
        f"{ADAPTERS}/tables/statements.py",
        'unchanged = "row_version = :read" if read else',
        'unchanged = "row_version >= :read OR row_version < :read" if read else',
    ),
    Mutation(
        "counters also of a job that has ended",
        f"{ADAPTERS}/tables/push_jobs.py",
        'f"SET {sets}", "active = :active",\n                      {**values, ":active": _ACTIVE}, names)',
        'f"SET {sets}", "attribute_exists(job_id)", values, names)',
    ),
    Mutation(
        "the record is not read again before the write",
        f"{DOMAIN}/push/push_statement.py",
        "            before = client.get_record(task.item.servicenow_sys_id)\n",
        "            known = {name: getattr(statement, name) for name in ('content', 'control_id')}\n            known['sys_id'] = statement.servicenow_sys_id\n            from control_push.models.statement import RemoteRecord\n            before = RemoteRecord(**known, version=statement.servicenow_version)\n",
    ),
    Mutation(
        "the text read again counts as unchanged",
        f"{DOMAIN}/push/push_statement.py",
        "            if seen is Verdict.CONFLICT:\n",
        "            if seen is None:\n",
    ),
    Mutation(
        "no read-back",
        f"{DOMAIN}/push/judge_write.py",
        "    storage = texts.judge(write.before.content, write.sent, stored)\n",
        "    storage = Storage.STORED\n",
    ),
    Mutation(
        "an answer without the record counts as stored",
        f"{DOMAIN}/push/write_text.py",
        "    if after is None:\n",
        '    if after is None:\n        return Write(before, text, before.model_copy(update={"content": text}), ours=True)\n    if after is None:\n',
    ),
    Mutation(
        "no revision check in an edit",
        f"{DOMAIN}/statements/edit.py",
        "    require_revision(statement, revision)\n    if clean == statement.seen_text:\n",
        "    if clean == statement.seen_text:\n",
    ),
    Mutation(
        "a claim does not stand on the statement that was read",
        f"{DOMAIN}/push/claim.py",
        "store.commit([*claim, unchanged])",
        "store.commit(claim)",
    ),
    Mutation(
        "a page of a scope is added wherever the job is",
        f"{ADAPTERS}/tables/push_jobs.py",
        "attribute_not_exists(stop) AND prepared_to = :from",
        "attribute_not_exists(stop) AND attribute_exists(prepared_to)",
        (SCOPE,),
    ),
    Mutation(
        "a page of a scope is added to a job that was stopped",
        f"{ADAPTERS}/tables/push_jobs.py",
        "active = :active AND attribute_not_exists(stop) AND prepared_to",
        "active = :active AND prepared_to",
        (SCOPE,),
    ),
    Mutation(
        "a row that names a text before the text is there",
        f"{ADAPTERS}/tables/store.py",
        "        self.texts.keep(text for write in writes for text in write.texts)\n        transact(self.client, writes)\n",
        "        transact(self.client, writes)\n        self.texts.keep(text for write in writes for text in write.texts)\n",
    ),
    Mutation(
        "no lease",
        f"{ADAPTERS}/tables/push_items.py",
        'free = "attribute_not_exists(job_id) OR #until < :now"',
        'free = "attribute_not_exists(job_id) OR #until < :now OR #until >= :now"',
    ),
    Mutation(
        "the lease is a job's, not a run's",
        f"{ADAPTERS}/tables/push_items.py",
        'OR #until < :now"\n        return [claim, put("lease", self._table, row, free, {":now": rfc3339(now)}',
        'OR owner_job_id = :owner OR #until < :now"\n'
        '        values = {":now": rfc3339(now), ":owner": item.job_id}\n'
        '        return [claim, put("lease", self._table, row, free, values',
    ),
    Mutation(
        "a run gives back a lease that another one took over",
        f"{ADAPTERS}/tables/push_items.py",
        'free = "attribute_not_exists(job_id) OR owner_run = :run"',
        'free = "attribute_not_exists(job_id) OR owner_run = :run OR attribute_exists(job_id)"',
        ("tests/unit/domain/push/test_push_statement.py",),
    ),
    Mutation(
        "a run that is to be repeated keeps its lease",
        f"{DOMAIN}/push/push_statement.py",
        "    give_back(store, task, written_over=unknown.before.version if unknown else None)\n",
        "",
    ),
    Mutation(
        "a foreign text counts as ours, rewritten",
        f"{DOMAIN}/push/judge_write.py",
        "storage is not Storage.STORED and not write.ours and not",
        "storage is None and not",
    ),
    Mutation(
        "closing does not wait for a lease",
        f"{DOMAIN}/push/finish.py",
        "    if closer.store.items.lease_until(item.statement_id, item.job_id):\n        return False\n",
        "",
    ),
    Mutation(
        "a text given up since is pushed all the same",
        f"{DOMAIN}/statements/change.py",
        "return statement.modified_since is None or sent_revision < statement.modified_since",
        "return False",
    ),
    Mutation(
        "modified_since is not moved by a decision",
        f"{DOMAIN}/statements/change.py",
        "        modified_since=statement.revision + 1,\n        **changes,",
        "        **changes,",
    ),
    Mutation(
        "a push clears any revision",
        f"{DOMAIN}/statements/change.py",
        "if statement.revision == sent_revision or",
        "if statement.revision >= sent_revision or",
    ),
    Mutation(
        "the audit record outside of the transaction",
        f"{DOMAIN}/push/settle_item.py",
        "            store.commit(writes)\n",
        '            store.commit([one for one in writes if one.name != "audit"])\n            store.commit([one for one in writes if one.name == "audit"])\n',
    ),
    Mutation(
        "the audit record of a closed batch left out",
        f"{DOMAIN}/push/finish.py",
        "        writes.append(store.audit.append(record))\n    try:",
        "    try:",
    ),
    Mutation(
        "an audit record may be replaced",
        f"{ADAPTERS}/tables/audit.py",
        'put("audit", self._table, row, "attribute_not_exists(audit_id)")',
        'put("audit", self._table, row)',
        (
            "tests/unit/adapters/tables/test_access_patterns.py::test_the_audit_refuses_a_second_record_of_one_id",
        ),
    ),
    Mutation(
        "no condition on an idempotency key",
        f"{ADAPTERS}/tables/push_jobs.py",
        'free = "attribute_not_exists(job_id) OR expires_at < :now"',
        'free = "attribute_not_exists(job_id) OR expires_at < :now OR expires_at >= :now"',
    ),
    Mutation(
        "a worker does not look whether the job was stopped",
        f"{DOMAIN}/push/push_statement.py",
        "    if task.job.stop or not task.job.is_active:\n        return LeftToClosing()\n",
        "",
    ),
    Mutation(
        "a started item is closed without reading ServiceNow",
        f"{DOMAIN}/push/finish.py",
        "    settle_item(closer.store, task, _result_by_reading(closer, task, statement), statement)\n",
        "    settle_item(closer.store, task, results.not_reached(job), statement)\n",
    ),
    Mutation(
        "a batch is closed over a worker's claim",
        f"{ADAPTERS}/tables/push_items.py",
        'f"{_NO_OUTCOME} AND attribute_not_exists(claimed_at)" if unclaimed else _NO_OUTCOME',
        "_NO_OUTCOME",
    ),
    Mutation(
        "a pull takes a foreign text as the base of an edit",
        f"{DOMAIN}/pull/follow_record.py",
        "return change.mark_conflict(change.relabel(statement, remote), remote), Pulled.CONFLICT\n",
        'return statement.model_copy(update={"content": remote.content}), Pulled.CONFLICT\n',
    ),
    Mutation(
        "a decision on a text that was never shown",
        f"{DOMAIN}/conflicts/resolve.py",
        "    return texts.same(remote.content, known) and seen in {conflict.remote_version, remote.version}",
        "    return True",
        (f"{CALLS}::test_a_remote_changed_without_a_stamp_is_seen_at_the_decision",),
    ),
    Mutation(
        "a write with no time left",
        f"{DOMAIN}/push/write_text.py",
        "    if context.time_left() < NEEDED_TIME:\n",
        "    if context.time_left() < timedelta(0):\n",
    ),
    Mutation(
        "the sweep does nothing",
        f"{DOMAIN}/push/sweep.py",
        "    if job is None or utc_now() - job.created_at < GRACE or workflow.is_running(job_id):\n",
        "    if job:\n",
    ),
]


def main(wanted: list[str]) -> int:
    """Prints the table; 1 if a mutation went unnoticed."""
    chosen = [one for one in MUTATIONS if not wanted or any(part in one.name for part in wanted)]
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "functions"
        shutil.copytree(ROOT / "functions", copy, ignore=shutil.ignore_patterns("__pycache__"))
        if broken := _run(copy, ()):
            print(f"red without any mutation: {', '.join(broken)}")
            return 1
        unnoticed = [one for one in chosen if not _report(one, copy)]
    print(f"{len(chosen) - len(unnoticed)} of {len(chosen)} mutations were noticed")
    return 1 if unnoticed else 0


def _report(mutation: Mutation, copy: Path) -> list[str]:
    source = copy / mutation.file
    original = source.read_text()
    if original.count(mutation.old) != 1:
        raise SystemExit(f"{mutation.name}: its place in {mutation.file} is not there once")
    source.write_text(original.replace(mutation.old, mutation.new))
    try:
        red = _run(copy, mutation.tests)
    finally:
        source.write_text(original)
    shown = ", ".join(one.split("/")[-1] for one in red[:4]) + (
        f" and {len(red) - 4} more" if len(red) > 4 else ""
    )
    print(f"{mutation.name:<55} → {shown or 'NOT NOTICED'}", flush=True)
    return red


def _run(functions: Path, tests: tuple[str, ...]) -> list[str]:
    """The tests that are red with these functions."""
    environment = {**os.environ, "HYPOTHESIS_PROFILE": "mutation", "PYTHONDONTWRITEBYTECODE": "1"}
    paths = ["-o", f"pythonpath={functions} {ROOT}", "-p", "no:cacheprovider"]
    command = [sys.executable, "-m", "pytest", "-q", "--no-header", "--tb=no", ENOUGH, *paths, *QUICK, *tests]
    environment["PYTHONPATH"] = f"{functions}:{ROOT}"
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode not in {0, 1}:
        raise SystemExit(f"pytest could not run:\n{done.stdout}\n{done.stderr}")
    return [name.removeprefix("tests/") for name in _RED.findall(done.stdout)]


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
