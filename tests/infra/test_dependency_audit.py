"""The audit of dependencies fails when it found something, and when it found out nothing."""

from __future__ import annotations

import json

import pytest

from infra.dependency_audit import AuditFailedError, judge_javascript, judge_python, main

PINS = """httpx==0.28.1 \\
    --hash=sha256:00
    # via control-package-push
h11==0.16.0 \\
    --hash=sha256:11
"""


def python_report(*entries: dict[str, object]) -> str:
    return json.dumps({"dependencies": list(entries), "fixes": []})


def looked_up(name: str, *ids: str) -> dict[str, object]:
    return {"name": name, "version": "1", "vulns": [{"id": one, "fix_versions": []} for one in ids]}


def skipped(name: str) -> dict[str, object]:
    # What pip-audit 2.10.1 prints where the index answers 404, with exit code 0.
    return {"name": name, "skip_reason": f"Dependency not found on PyPI and could not be audited: {name}"}


def test_all_packages_looked_up_and_none_vulnerable() -> None:
    said = judge_python(PINS, python_report(looked_up("httpx"), looked_up("h11")))
    assert said == "2 Python packages looked up, no known vulnerability"


@pytest.mark.parametrize(
    ("report", "words"),
    [
        (python_report(looked_up("httpx", "GHSA-1"), looked_up("h11")), "httpx: GHSA-1"),
        (python_report(skipped("httpx"), skipped("h11")), "0 of 2 .* h11, httpx"),
        (python_report(looked_up("httpx"), skipped("h11")), "1 of 2 .* h11"),
        (python_report(), "0 of 2"),
        ("", "printed no report"),
        ("[]", "printed no report"),
    ],
)
def test_what_python_packages_fail_for(report: str, words: str) -> None:
    with pytest.raises(AuditFailedError, match=words):
        judge_python(PINS, report)


def test_requirements_that_pin_nothing_are_no_success() -> None:
    with pytest.raises(AuditFailedError, match="nothing is pinned"):
        judge_python("", python_report())


def test_javascript_packages_looked_up_and_none_vulnerable() -> None:
    report = {"metadata": {"vulnerabilities": {"high": 0}, "totalDependencies": 170}}
    assert judge_javascript(json.dumps(report)) == "170 JavaScript packages looked up, no known vulnerability"


@pytest.mark.parametrize(
    ("report", "words"),
    [
        ({"metadata": {"vulnerabilities": {"high": 1}, "totalDependencies": 170}}, "'high': 1"),
        ({"metadata": {"vulnerabilities": {}, "totalDependencies": 0}}, "looked up no package"),
        ({"error": {"code": "ERR_PNPM_AUDIT_BAD_RESPONSE", "message": "…"}}, "ERR_PNPM_AUDIT_BAD_RESPONSE"),
        ({}, "looked up no package"),
    ],
)
def test_what_javascript_packages_fail_for(report: dict[str, object], words: str) -> None:
    with pytest.raises(AuditFailedError, match=words):
        judge_javascript(json.dumps(report))


def test_one_failed_audit_does_not_keep_the_other_from_running(capsys: pytest.CaptureFixture[str]) -> None:
    def failing() -> str:
        raise AuditFailedError("h11 is vulnerable")

    assert main((failing, lambda: "fine")) == 1
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("fine\n", "h11 is vulnerable\n")
    assert main((lambda: "fine",)) == 0
