"""A step that asks where: the region by buttons, or any place by name; then the city if wanted.

A name that is sure is taken; one with mistakes in it, or one that several places bear, is asked
about. A shared location is only offered where the script allows it. It is looked at in memory,
guesses the region, which the person confirms, and is never part of an answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.flows.moves import Move, SharedPlace, Tap, Typed
from bot.flows.step import (
    Accepted,
    Answers,
    Button,
    Gathered,
    Json,
    Rows,
    Step,
    Wanted,
    not_understood,
)
from bot.flows.steps.choice import in_rows
from bot.flows.steps.words import tidy
from civic import places
from civic.phrases import Phrase, Refusal, _, verbatim, within
from civic.regions import nearest_region, regions

ABROAD = _("This place does not seem to be in Kazakhstan. Please choose the region.")
LONGEST_CITY_NAME = 80
_OF_ONE_NAME = 20
_MOST_OFFERED = 6


@dataclass(frozen=True, kw_only=True)
class Place(Step):
    """Kept as ``{"region": ISO code, "city": name or None}``; a known city by its Kazakh name.

    ``with_city`` asks for the city too (not in the three cities that are regions themselves);
    ``location_allowed`` offers to share a location. A part of an answer is ``{"region"}``,
    ``{"sharing"}``, ``{"guess": region, "place": id}`` (``place`` only when it was typed) or
    ``{"among": ids}``.
    """

    with_city: bool = False
    location_allowed: bool = False

    def question(self, part: Json, answers: Answers) -> Phrase:
        part = part or {}
        if "guess" in part:
            place = places.places().get(part.get("place", ""))
            name = place.full_name if place else regions()[part["guess"]].name
            return _("Is it here: {region}?", region=name)
        if "among" in part:
            return _("Which of these is it?")
        if "region" in part:
            region = regions()[part["region"]].name
            return _("{region}: which city or village?", region=region)
        return super().question(part, answers)

    def note(self, part: Json, answers: Answers) -> Phrase | None:
        part = part or {}
        if part.get("sharing"):
            return _("Tap the key below. I only look up the region; the location is not kept.")
        if "guess" in part or "among" in part:
            return None
        if "region" in part:
            return _("Tap the city, or write the name.")
        return self.hinted(answers)

    def wants(self, part: Json) -> Wanted | None:
        return "place" if part and part.get("sharing") else None

    def rows(self, part: Json, answers: Answers, today: date) -> Rows:
        del answers, today
        part = part or {}
        if part.get("sharing"):
            return ()
        back_to_list = (Button(_("No, choose myself"), "list"),)
        if "guess" in part:
            return ((Button(_("Yes, here"), "here"),), back_to_list)
        if "among" in part:
            known = places.places()
            named = [Button(known[id_].full_name, id_) for id_ in part["among"] if id_ in known]
            return (*in_rows(named, 1), back_to_list)
        if "region" in part:
            seat = regions()[part["region"]].seat
            return ((Button(seat, "seat"),), (Button(_("I would rather not say"), "nowhere"),))
        share = ((Button(_("📍 Share my location"), "share"),),) if self.location_allowed else ()
        listed = [Button(r.short_name, f"={r.iso}") for r in regions().values()]
        return (*share, *in_rows(listed, 2))

    def accept(self, move: Move, part: Json, answers: Answers, today: date) -> Accepted | Gathered:
        del answers, today
        part = part or {}
        match move:
            case SharedPlace(latitude, longitude) if self.location_allowed:
                if (region := nearest_region(latitude, longitude)) is None:
                    raise Refusal(ABROAD)
                return Gathered({"guess": region.iso})
            case Tap(action):
                return self._tapped(action, part, move)
            case Typed(text) if "region" in part:
                return self._city(part["region"], text)
            case Typed(text):
                return self._named(text, part)
            case _:
                raise not_understood(move)

    def _tapped(self, action: str, part: dict[str, Any], move: Move) -> Accepted | Gathered:
        known = places.places()
        if "guess" in part and action == "here":
            place = known.get(part.get("place", ""))
            return self._place(place) if place else self._region(part["guess"])
        if "among" in part and action in part["among"] and action in known:
            return self._place(known[action])
        if action == "list" and ("guess" in part or "among" in part):
            return Gathered(None)
        if "region" in part and action in {"seat", "nowhere"}:
            seat = regions()[part["region"]].seat_kk if action == "seat" else None
            return Accepted({"region": part["region"], "city": seat})
        if action == "share" and self.location_allowed:
            return Gathered({"sharing": True})
        if action[:1] == "=" and action[1:] in regions():
            return self._region(action[1:])
        raise not_understood(move)

    def _named(self, text: str, part: dict[str, Any]) -> Accepted | Gathered:
        if (meant := places.place_meant(text)) is not None:
            return self._place(meant)
        found = places.find_places(text, _OF_ONE_NAME)
        exact = [it.place for it in found if it.certainty == "exact"]
        by_region: dict[str, places.Place] = {}
        for place in exact or [it.place for it in found]:
            by_region.setdefault(place.region, place)
        if not by_region:
            if "guess" in part:
                why = _("I do not know this place. Tap “Yes, here”, or choose from the list.")
            elif self.with_city:
                why = _(
                    "I do not find this place. Choose the region below; then write the name as it "
                    "is, even of a small village."
                )
            else:
                why = _("I do not find this place. Please choose your region below.")
            raise Refusal(why)
        if len(by_region) > 1:
            return Gathered({"among": [p.id for p in by_region.values()][:_MOST_OFFERED]})
        ((region, place),) = by_region.items()
        return Gathered({"guess": region, "place": place.id})

    def _place(self, place: places.Place) -> Accepted | Gathered:
        if place.kind == "region" or not self.with_city or regions()[place.region].is_city:
            return self._region(place.region)
        return Accepted({"region": place.region, "city": place.name_kk})

    def _region(self, iso: str) -> Accepted | Gathered:
        if self.with_city and not regions()[iso].is_city:
            return Gathered({"region": iso})
        return Accepted({"region": iso, "city": None})

    @staticmethod
    def _city(iso: str, text: str) -> Accepted:
        name = " ".join(tidy(text).split())
        if not name or len(name) > LONGEST_CITY_NAME or not any(map(str.isalpha, name)):
            raise Refusal(_("Please write the name of the city or village."))
        here = (
            found.place.name_kk
            for found in places.find_places(name, _OF_ONE_NAME)
            if found.certainty == "exact"
            and found.place.region == iso
            and found.place.kind != "region"
        )
        return Accepted({"region": iso, "city": next(here, name)})

    def step_back(self, part: Json) -> Json:
        return {} if part else None

    def fits(self, value: Json, answers: Answers) -> bool:
        del answers
        if not isinstance(value, dict) or not isinstance(value.get("city"), str | None):
            return False
        return value.get("region") in regions()

    def shown(self, value: Json, answers: Answers) -> Phrase:
        del answers
        region = regions()[value["region"]]
        if not value["city"]:
            return region.name
        # A known place is kept by its Kazakh name and shown in the reader's language.
        known = places.place_called(region.iso, value["city"])
        return within(known.name if known else verbatim(value["city"]), region.name)
