from __future__ import annotations

import os

from hypothesis import HealthCheck, Phase, settings

ALLOWED = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]

settings.register_profile(
    "ci",
    deadline=None,
    print_blob=True,
    max_examples=400,
    stateful_step_count=30,
    suppress_health_check=ALLOWED,
)
settings.register_profile(
    "long",
    deadline=None,
    print_blob=True,
    max_examples=20_000,
    stateful_step_count=60,
    suppress_health_check=ALLOWED,
)
# For mutations.py: whether anything is found, not its shortest form.
settings.register_profile(
    "mutation",
    settings.get_profile("ci"),
    max_examples=100,
    phases=[Phase.explicit, Phase.generate],
    database=None,
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))
