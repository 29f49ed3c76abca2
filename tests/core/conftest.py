"""Settings of the property tests: no time limit per example, the machine may be busy."""

import os

from hypothesis import Phase, settings

settings.register_profile("wizard", deadline=None)
# For tests/mutants: the same examples each time, nothing remembered, nothing made smaller.
settings.register_profile(
    "mutants",
    deadline=None,
    derandomize=True,
    database=None,
    phases=(Phase.explicit, Phase.generate),
)
settings.load_profile(os.environ.get("WIZARD_HYPOTHESIS_PROFILE", "wizard"))
