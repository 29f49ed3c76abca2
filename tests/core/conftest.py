"""Settings of the property tests: no time limit per example, the machine may be busy."""

import os

from hypothesis import settings

settings.register_profile("wizard", deadline=None)
# A mutant is judged with settings of its own: tests/mutants/jury.py.
settings.load_profile(os.environ.get("WIZARD_HYPOTHESIS_PROFILE", "wizard"))
