"""docs/cost.md counts what the template has, at the prices that `make deploy` announces."""

from __future__ import annotations

import re

import pytest
from aws_cdk.assertions import Template

from infra.build_cache import ROOT
from infra.deployment.announcement import STANDING

ROWS = {
    "CloudWatch alarms": "AWS::CloudWatch::Alarm",
    "CloudWatch dashboards": "AWS::CloudWatch::Dashboard",
    "Secrets Manager secrets": "AWS::SecretsManager::Secret",
}
DOCUMENT = (ROOT / "docs" / "cost.md").read_text()


@pytest.mark.parametrize(("row", "kind"), ROWS.items())
def test_what_costs_without_being_used_is_counted(production: Template, row: str, kind: str) -> None:
    stated = re.search(rf"^\| {row} \| (\d+) \S ([\d.]+) \| ([\d.]+) \|$", DOCUMENT, re.MULTILINE)
    assert stated
    number, price, total = int(stated[1]), float(stated[2]), float(stated[3])
    assert (number, price) == (len(production.find_resources(kind)), STANDING[kind])
    assert total == pytest.approx(number * price)


def test_every_price_that_is_announced_is_in_the_document() -> None:
    assert set(ROWS.values()) == set(STANDING)


@pytest.mark.parametrize("heading", ["A month in which nobody works", "1,000 pushed statements"])
def test_the_sums_are_right(heading: str) -> None:
    section = DOCUMENT.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    parts = [
        float(value) for value in re.findall(r"^\| [^|]+ \| [^|]+ \| ([\d.]+) \|$", section, re.MULTILINE)
    ]
    [total] = re.findall(r"\*\*([\d.]+)\*\*", section)
    assert sum(map(float, parts)) == pytest.approx(float(total))
