"""What people read of the API's enumerations: `x-words` in the OpenAPI document.

``python -m control_push.handlers.api.words > functions/control_push_cli/words.json`` writes the copy of the
command line; that of the web app is generated from the document.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import Any

from control_push.explanations import EXPLANATIONS
from control_push.models.connection import (
    AUTH_METHOD_WORDS,
    CREDENTIALS_OF,
    PRESET_WORDS,
    PRESETS,
    TEXT_FORMAT_WORDS,
    AuthMethod,
    Preset,
    TextFormatSetting,
)
from control_push.models.push import OUTCOME_WORDS, RETRYABLE_CODES, SUCCESSES, ErrorCode, HoldReason, Outcome
from control_push.models.schedule import (
    HOLD_REASON_WORDS,
    NOTIFY_WORDS,
    RUN_STATUS_WORDS,
    Notify,
    RunStatus,
)


def words() -> dict[str, dict[str, Any]]:
    """By the schema's name and the member's value."""
    return {
        "ErrorCode": {code.value: _error_code(code) for code in ErrorCode},
        "Outcome": {outcome.value: _outcome(outcome) for outcome in Outcome},
        "Preset": {preset.value: _preset(preset) for preset in Preset},
        "AuthMethod": {method.value: _auth_method(method) for method in AuthMethod},
        "Notify": {one.value: {"label": NOTIFY_WORDS[one]} for one in Notify},
        "RunStatus": {one.value: _labelled(RUN_STATUS_WORDS[one]) for one in RunStatus},
        "HoldReason": {one.value: _labelled(HOLD_REASON_WORDS[one]) for one in HoldReason},
        "TextFormatSetting": {one.value: {"label": TEXT_FORMAT_WORDS[one]} for one in TextFormatSetting},
    }


def _error_code(code: ErrorCode) -> dict[str, Any]:
    return {**asdict(EXPLANATIONS[code]), "retryable": code in RETRYABLE_CODES}


def _outcome(outcome: Outcome) -> dict[str, Any]:
    label, meaning = OUTCOME_WORDS[outcome]
    return {"label": label, "meaning": meaning, "success": outcome in SUCCESSES}


def _labelled(words: tuple[str, str]) -> dict[str, Any]:
    label, meaning = words
    return {"label": label, "meaning": meaning}


def _preset(preset: Preset) -> dict[str, Any]:
    label, description = PRESET_WORDS[preset]
    shown: dict[str, Any] = {"label": label, "description": description}
    if preset in PRESETS:
        table, content_field, mapping = PRESETS[preset]
        shown["layout"] = {
            "table": table,
            "content_field": content_field,
            "mapping": mapping.model_dump(),
        }
    return shown


def _auth_method(method: AuthMethod) -> dict[str, Any]:
    return {"label": AUTH_METHOD_WORDS[method], "credentials": list(CREDENTIALS_OF[method])}


def main() -> None:
    """Prints them."""
    json.dump(words(), sys.stdout, indent=2, ensure_ascii=False)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
