"""`python -m tests.look.all_ways`: nothing is clipped, in ways that the suite leaves out, too."""

from __future__ import annotations

import os
import sys


def main() -> int:
    """Print what is wrong in each way; 0 when nothing is."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from tests.look.ways import OTHER_WAYS, WAYS, faults_in
    from wizard.gui.app import make_application, without_known_noise

    make_application()
    without_known_noise()
    wrong = 0
    for way in (*WAYS, *OTHER_WAYS):
        faults = faults_in(way)
        wrong += len(faults)
        sys.stdout.write(f"{way}: {len(faults)} faults\n")
        sys.stdout.writelines(f"    {fault}\n" for fault in faults)
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
