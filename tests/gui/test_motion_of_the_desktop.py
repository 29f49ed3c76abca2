"""The desktop's portal says that less is to move, now and later: a real bus, a stand-in portal."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.gui.fake_desktop import desktop

_PORTAL = """
from jeepney import DBusAddress, new_method_return, new_signal, new_error, MessageType
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import Proxy, open_dbus_connection
connection = open_dbus_connection("SESSION")
Proxy(message_bus, connection).RequestName("org.freedesktop.portal.Desktop")
print("ready", flush=True)
path, interface = "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Settings"
settings = DBusAddress(path, interface=interface)
asked = 0
while asked < 2:
    question = connection.receive()
    if question.header.message_type is not MessageType.method_call:
        continue
    asked += 1
    if question.body[1] == "reduced-motion":
        connection.send(new_method_return(question, "v", (("v", ("u", 1)),)))
    else:
        connection.send(new_error(question, "org.freedesktop.portal.Error.NotFound"))
input()
value = ("org.freedesktop.appearance", "reduced-motion", ("u", 0))
connection.send(new_signal(settings, "SettingChanged", "ssv", value))
input()
"""
_LISTEN = """
import sys
from PySide6.QtCore import QCoreApplication, QTimer
from wizard.gui.portal import MotionWatch
application = QCoreApplication([])
def hear(is_calm):
    print("calm" if is_calm else "moving", flush=True)
    if not is_calm:
        application.quit()
watch = MotionWatch(application, hear)
watch.begin()
QTimer.singleShot(20_000, application.quit)
application.exec()
"""


def test_less_motion_is_heard_of_at_once_and_when_it_changes(tmp_path: Path) -> None:
    if shutil.which("dbus-daemon") is None:
        pytest.skip("dbus is not installed")
    with desktop(tmp_path) as there:
        environment, pipe = dict(there.environment), subprocess.PIPE
        run = [sys.executable, "-c"]
        with subprocess.Popen(
            [*run, _PORTAL], env=environment, stdin=pipe, stdout=pipe, text=True
        ) as portal:
            assert portal.stdout is not None
            assert portal.stdin is not None
            assert portal.stdout.readline() == "ready\n"
            with subprocess.Popen(
                [*run, _LISTEN], env=environment, stdout=pipe, text=True
            ) as listener:
                assert listener.stdout is not None
                assert listener.stdout.readline() == "calm\n"
                portal.stdin.write("\n")
                portal.stdin.flush()
                assert listener.stdout.readline() == "moving\n"
                assert listener.wait(20) == 0
            portal.kill()
