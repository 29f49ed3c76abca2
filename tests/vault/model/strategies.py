"""Names, secrets and faults that are drawn: few of each, so that they meet."""

from __future__ import annotations

import errno

from hypothesis import strategies as st

_LONG = "a very long name " * 4
NAMES = st.sampled_from(["One", "one", "Two", _LONG[:64].strip(), _LONG[:60], "One (2)"])
NUMBERS = st.integers(1, 6)
PAIRS = st.integers(7, 9)  # of pairs that are made here
WINDOWS = st.integers(0, 1)  # the first; the second, if it is open
TEXTS = ("correct horse battery staple", "a quite different battery")
SECRETS = st.sampled_from(TEXTS)
ERRORS = st.sampled_from([errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS, errno.EMFILE])
# A save has about ten steps, a renewal of all keys about forty.
STEPS = st.one_of(st.integers(1, 12), st.integers(1, 45))
