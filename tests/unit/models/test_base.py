from __future__ import annotations

import pytest
from pydantic import ValidationError

from control_push.handlers.api.push_api import JobStarted
from control_push.models.connection import Secrets


def test_an_error_does_not_quote_what_it_is_about() -> None:
    """Such an error ends in the log."""
    with pytest.raises(ValidationError) as raised:
        Secrets.model_validate({"password": ["canary"], "token": "canary"})
    assert "canary" not in str(raised.value)
    with pytest.raises(ValidationError) as raised:
        JobStarted.model_validate({"job_id": ["canary"]})
    assert "canary" not in str(raised.value)
