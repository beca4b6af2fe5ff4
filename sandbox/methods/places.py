"""Places: a point on the map, or a point with a name and an address."""

from sandbox.errors import bad_request
from sandbox.methods.delivery import deliver
from sandbox.methods.registry import method
from sandbox.parameters import Call
from sandbox.shapes import Json
from sandbox.telegram import Telegram

FURTHEST_NORTH = 90.0
FURTHEST_EAST = 180.0


@method("sendLocation")
def send_location(telegram: Telegram, call: Call) -> Json:
    return deliver(telegram, call, lambda: {"location": _point(call)})


@method("sendVenue")
def send_venue(telegram: Telegram, call: Call) -> Json:
    def body() -> Json:
        point = _point(call)
        title, address = call.text("title"), call.text("address")
        if not title:
            raise bad_request("venue title must be non-empty")
        if not address:
            raise bad_request("venue address must be non-empty")
        return {"location": point, "venue": {"location": point, "title": title, "address": address}}

    return deliver(telegram, call, body)


def _point(call: Call) -> Json:
    latitude, longitude = call.number("latitude"), call.number("longitude")
    if latitude is None:
        raise bad_request("latitude is empty")
    if longitude is None:
        raise bad_request("longitude is empty")
    return point(latitude, longitude)


def point(latitude: float, longitude: float) -> Json:
    """The Bot API's `Location`, in degrees; refused off the globe."""
    if abs(latitude) > FURTHEST_NORTH or abs(longitude) > FURTHEST_EAST:
        raise bad_request("wrong location specified")
    return {"latitude": latitude, "longitude": longitude}
