"""What a petition is: its kind, level, who decides, how supporters prove that they are people."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from civic.phrases import Phrase, _


class Kind(StrEnum):
    """Where its support is counted."""

    NGO = "ngo"
    """Here: an open letter without legal force."""
    COMPANION = "companion"
    """On epetition.kz, by digital signature; here only followed."""


class Level(StrEnum):
    """What territory it is about."""

    REPUBLIC = "republic"
    OBLAST = "oblast"
    """An oblast, or a city of republican significance."""
    DISTRICT = "district"
    """A district, or a city of oblast significance."""


class Body(StrEnum):
    """Who decides."""

    GOVERNMENT = "government"
    AKIMAT = "akimat"
    MASLIKHAT = "maslikhat"


class Proof(StrEnum):
    """What a supporter shows."""

    ACCOUNT = "account"
    """A Telegram account."""
    PHONE = "phone"
    """Besides, a phone number of their own, kept as a keyed hash; one support for each."""


class Topic(StrEnum):
    """What it is about."""

    SCHOOL = "school"
    HEALTH = "health"
    ROADS = "roads"
    HOUSING = "housing"
    NATURE = "nature"
    SAFETY = "safety"
    SOCIAL = "social"
    WORK = "work"
    ANIMALS = "animals"
    CULTURE = "culture"
    OTHER = "other"


BODIES_OF: Mapping[Level, tuple[Body, ...]] = {
    Level.REPUBLIC: (Body.GOVERNMENT,),
    Level.OBLAST: (Body.AKIMAT, Body.MASLIKHAT),
    Level.DISTRICT: (Body.AKIMAT, Body.MASLIKHAT),
}
"""Who may decide at each level."""
LEVEL_NAMES: Mapping[Level, Phrase] = {
    Level.REPUBLIC: _("The whole of Kazakhstan"),
    Level.OBLAST: _("A region, Astana, Almaty or Shymkent"),
    Level.DISTRICT: _("A district or a city within a region"),
}
BODY_NAMES: Mapping[Body, Phrase] = {
    Body.GOVERNMENT: _("the Government"),
    Body.AKIMAT: _("the akimat"),
    Body.MASLIKHAT: _("the maslikhat"),
}
TOPIC_NAMES: Mapping[Topic, Phrase] = {
    Topic.SCHOOL: _("School and kindergarten"),
    Topic.HEALTH: _("Health"),
    Topic.ROADS: _("Roads and transport"),
    Topic.HOUSING: _("Housing, water, heating"),
    Topic.NATURE: _("Nature and air"),
    Topic.SAFETY: _("Safety"),
    Topic.SOCIAL: _("Benefits and social help"),
    Topic.WORK: _("Work and business"),
    Topic.ANIMALS: _("Animals"),
    Topic.CULTURE: _("Culture and sport"),
    Topic.OTHER: _("Something else"),
}
