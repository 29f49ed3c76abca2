"""A connection to the session's bus that keeps no descriptor and notices when its service goes."""

from __future__ import annotations

from jeepney import HeaderFields, MatchRule, Message
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, Proxy, prep_socket

from wizard.vault.one_worker import Line

# A bus that lives answers the greeting within a millisecond; until then nobody can end the call.
_GREETING_S = 1.0
_BUS = "org.freedesktop.DBus"
_CHANGED = "NameOwnerChanged"


class ServiceLeftError(ConnectionError):
    """Who was to answer, or was showing a dialog, is gone; nothing will come any more."""


class BusConnection(DBusConnection):  # type: ignore[misc]  # jeepney ships no types
    """jeepney's own, to the bus at the path `address`, for talking to `service` alone.

    Its socket belongs to `line`. Raises ServiceLeftError from any call once the service has left:
    a dialog that died with it would be waited for in vain.
    """

    def __init__(self, address: str, service: str, line: Line) -> None:
        self._service = service
        connected = prep_socket(address, timeout=_GREETING_S)
        line.use(connected)
        try:
            super().__init__(connected)
            rule = MatchRule(type="signal", sender=_BUS, interface=_BUS, member=_CHANGED)
            rule.add_arg_condition(0, service)
            Proxy(message_bus, self).AddMatch(rule)
        except BaseException:
            # The caller never sees this object, and it refers to itself.
            self.close()
            raise

    def receive(self, *, timeout: float | None = None) -> Message:
        """The next message. Raises ServiceLeftError."""
        message = super().receive(timeout=timeout)
        fields = message.header.fields
        if (fields.get(HeaderFields.sender), fields.get(HeaderFields.member)) == (_BUS, _CHANGED):
            name, owner_before, _ = message.body
            if name == self._service and owner_before:
                raise ServiceLeftError
        return message
