"""What the program and its tests need from the operating system, and how Debian calls it."""

from __future__ import annotations

import functools
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from ground.progress import StopError, say, step

# What Qt loads when a window opens; `ldd` follows each one's own needs.
QT_PARTS = (
    "Qt*.abi3.so",
    "Qt/plugins/platforms/libqxcb.so",
    "Qt/plugins/platforms/libqoffscreen.so",
    "Qt/plugins/xcbglintegrations/*.so",
    "Qt/plugins/platforminputcontexts/libcompose*.so",
    "Qt/plugins/platforminputcontexts/libibus*.so",
    "Qt/plugins/iconengines/*.so",
)
# Debian makes a package's name from the library's; these follow another rule.
ODD_PACKAGES = {
    "libbrotlicommon.so.1": "libbrotli1",
    "libbrotlidec.so.1": "libbrotli1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
}
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")
FONT_PACKAGES = ("fonts-inter", "fonts-dejavu-core")
# Programs that only the tests use: if none of the names is there, the Debian package that has it.
TEST_PROGRAMS = (
    (("chromium", "chromium-browser"), "chromium"),
    (("chromedriver",), "chromium-driver"),
    (("gnome-keyring-daemon",), "gnome-keyring"),
    (("dbus-run-session",), "dbus"),
    (("Xvfb",), "xvfb"),
    (("xauth",), "xauth"),
    (("strace",), "strace"),
    (("xclip",), "xclip"),
    # Types into the keychain's unlock dialog, which comes with gnome-keyring (gcr).
    (("xdotool",), "xdotool"),
    # Gives windows their frames and places, as a desktop does: no dialog may open off the screen.
    (("openbox",), "openbox"),
    # The bus of screen readers; no distribution has its launcher on the PATH.
    (
        ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher"),
        "at-spi2-core",
    ),
)


def missing_libraries(pyside: Path) -> list[str]:
    """File names of the shared libraries that Qt in this folder needs and this Linux lacks."""
    parts = [str(path) for pattern in QT_PARTS for path in pyside.glob(pattern)]
    told = subprocess.run(["ldd", *parts], check=False, capture_output=True, text=True).stdout
    return unfound(told)


def unfound(ldd_output: str) -> list[str]:
    """The libraries that `ldd` did not find, each once."""
    return sorted(set(re.findall(r"^\s*(\S+) => not found", ldd_output, re.MULTILINE)))


def debian_package(library: str) -> str:
    """The Debian package of a shared library.

    libEGL.so.1 is in libegl1; after a digit comes a dash: libdbus-1.so.3 is in libdbus-1-3
    (Debian Policy 8.1).
    """
    name, _, version = library.lower().replace("_", "-").partition(".so.")
    return ODD_PACKAGES.get(library, f"{name}{'-' if name[-1].isdigit() else ''}{version}")


def has_font(folders: Sequence[str] = FONT_FOLDERS) -> bool:
    """Whether there is any font at all; a bare server has none, and Qt brings none."""
    paths = (Path(folder).expanduser() for folder in folders)
    return any(next(path.rglob("*.[to]t[fc]"), None) for path in paths)


def missing_test_packages() -> list[str]:
    """Debian packages of the programs that only the tests use and that are not here."""
    return [package for names, package in TEST_PROGRAMS if not any(map(shutil.which, names))]


@functools.cache
def refresh_package_lists() -> None:
    """Ask Debian's servers, once per start, which packages there are."""
    step("Reading the system's package lists", ["apt-get", "update"])


def install_system(packages: Sequence[str], purpose: str) -> bool:
    """Install Debian packages where we may; elsewhere say the exact command and give False.

    `purpose` completes "Installing …" and "This system lacks …".
    """
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if not shutil.which("apt-get"):
        say(f"This system lacks {purpose}. On Debian the packages are called {' '.join(packages)}.")
        return False
    if not _may_install():
        say(f"This system lacks {purpose}. Please run this once; it asks for your password:")
        say(f"\n  sudo apt-get update && sudo {shlex.join(install)}")
        return False
    refresh_package_lists()
    many = len(packages) > len(TEST_PROGRAMS)
    names = f"{len(packages)} packages" if many else ", ".join(packages)
    step(
        f"Installing {purpose} ({names})",
        [*install, "-o", "DPkg::Lock::Timeout=120"],
        DEBIAN_FRONTEND="noninteractive",
    )
    return True


def _may_install() -> bool:
    return sys.platform == "linux" and os.geteuid() == 0


def see_to_system(pyside: Path, *, tests_too: bool) -> bool:
    """See that a window can open here and, if asked, that the tests find their programs.

    False when only programs of the tests are missing and we may not install; raises StopError
    when a window cannot open.
    """
    libraries = missing_libraries(pyside)
    for_window = sorted({debian_package(library) for library in libraries})
    if not has_font():
        for_window += FONT_PACKAGES
    for_tests = missing_test_packages() if tests_too else []
    # Asked for together: a person without our rights has one command to run, not two.
    if not for_window + for_tests:
        return True
    purpose = "what a window needs" if for_window else "what only the tests use"
    installed = install_system([*for_window, *for_tests], purpose)
    if for_window and not installed:
        raise StopError("No window can open without it. Start again afterwards.")
    if left := missing_libraries(pyside):
        raise StopError(f"Qt still misses {', '.join(left)}. Install what has these files.")
    return installed
