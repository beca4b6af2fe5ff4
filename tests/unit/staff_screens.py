"""Every page of the staff in private, with short and with overlong words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from bot.views.screen import Screen
from bot.views.staff import answers, bans, groups, home, hours, people
from bot.views.staff.ways import Staff, sure_screen
from bot.views.tongue import Tongue
from civic.desk import invitations
from civic.desk.bans import Ban
from civic.desk.hours import Hours, read_spans
from civic.desk.members import LONGEST_NAME, Member
from civic.desk.ready import LONGEST_TEXT
from civic.desk.roles import Role
from civic.desk.ticket import Topic
from civic.phrases import Refusal, verbatim
from storage.desk_groups import GroupRule
from storage.ready_answers import ReadyAnswer

HOSTILE = "<b>&\"' {count} %s"
NOW = datetime(2026, 11, 25, 6, tzinfo=UTC)
NIGHT = datetime(2026, 12, 31, 20, tzinfo=UTC)
ALMATY = ZoneInfo("Asia/Almaty")
LONG = "Ұ" * LONGEST_NAME
DANA = Member(10**9, 10**12, frozenset(Role), LONG)
CHIEF = Member(None, 10**12, frozenset({Role.ADMINISTRATOR}), None, is_fixed=True)
NOBODY = Member(5, 2001, frozenset(), HOSTILE)
ANSWER = ReadyAnswer(
    10**9, "ұ" * 20, 3, "Ұ" * LONGEST_TEXT, "Щ" * LONGEST_TEXT, Topic.OTHER, NOW, 5, NOW, None
)
BAN = Ban(10**9, 5, quiet=True, until=NOW, made_at=NOW, made_by=5)
SPLIT = read_spans("08:00-09:30 10:00-13:00 14:00-17:30 18:00-22:00")


def staff_screens(speaking: Tongue) -> Iterator[tuple[str, Screen]]:
    notice = verbatim(HOSTILE)
    for roles in (frozenset(Role), *(frozenset({role}) for role in Role)):
        for name in (None, LONG, HOSTILE):
            yield f"me {roles} {name}", home.own_screen(speaking, roles, name, notice)
    yield from people_pages(speaking)
    yield from hours_pages(speaking)
    yield from answers_pages(speaking)
    rules = [
        GroupRule(topic, region, -(10**12)) for topic in ("", *Topic) for region in ("", "KZ-75")
    ]
    for known in ([], rules, [GroupRule(HOSTILE, HOSTILE, -5)]):
        for own in (None, -(10**12)):
            yield f"groups {len(known)}", groups.groups_screen(speaking, own, known, notice)
    at = Staff(to="bans")
    for standing in ([], [BAN] * 20, [replace(BAN, until=None), replace(BAN, quiet=False)]):
        yield f"bans {len(standing)}", bans.bans_screen(speaking, standing, at, notice)
    for ban in (BAN, replace(BAN, quiet=False, until=None)):
        yield f"ban {ban}", bans.ban_screen(speaking, ban, HOSTILE * 15, notice)
        yield f"bare ban {ban}", bans.ban_screen(speaking, ban, None, None)


def people_pages(speaking: Tongue) -> Iterator[tuple[str, Screen]]:
    for role in Role:
        yield f"welcome {role}", home.welcome_screen(speaking, role)
        link = f"https://t.me/{'n' * 32}?start={invitations.LINK}{'x' * 32}"
        yield f"link {role}", people.link_screen(speaking, role, link)
    for name, told in vars(invitations).items():
        if name.isupper() and hasattr(told, "msgid"):
            yield f"invitation: {name}", home.refused_screen(speaking, Refusal(told))
    everybody = [CHIEF, DANA, NOBODY, *[DANA] * 20]
    for page in (0, 1, 2, 99):
        at = Staff(to="people", page=page)
        yield f"people {page}", people.people_screen(speaking, everybody, at)
    for member in (DANA, NOBODY, replace(DANA, is_fixed=True)):
        yield f"person {member}", people.person_screen(speaking, member, verbatim(HOSTILE))
    yield "invite", people.invite_screen(speaking)


def answers_pages(speaking: Tongue) -> Iterator[tuple[str, Screen]]:
    notice = verbatim(HOSTILE)
    waiting = replace(ANSWER, approved_at=None, topic=HOSTILE)
    at = Staff(to="answers", page=1)
    for found in ([], [ANSWER], [waiting] * 20):
        yield f"answers {len(found)}", answers.answers_screen(speaking, found, at, HOSTILE, notice)
        yield f"all answers {len(found)}", answers.answers_screen(speaking, found, at)
    for answer in (ANSWER, waiting):
        for may_approve in (True, False):
            yield (
                f"answer {may_approve}",
                answers.answer_screen(speaking, answer, may_approve=may_approve, notice=notice),
            )
    question = answers.withdraw_question(ANSWER)
    yield "withdraw?", sure_screen(speaking, question, verbatim("-"), at, at)


def hours_pages(speaking: Tongue) -> Iterator[tuple[str, Screen]]:
    full = Hours(
        (SPLIT,) * 7, ALMATY, {date(2027, 1, day): SPLIT if day % 2 else () for day in range(1, 25)}
    )
    never = Hours(((),) * 7, ALMATY)
    usual = Hours((read_spans("10:00-19:00"),) * 7, ALMATY)
    for desk in (full, never, usual):
        for moment in (NOW, NIGHT):
            for may_change in (True, False):
                yield (
                    f"hours {moment} {may_change}",
                    hours.hours_screen(
                        speaking, desk, moment, may_change=may_change, notice=verbatim(HOSTILE)
                    ),
                )
    for weekday in range(7):
        for spans in (SPLIT, ()):
            yield f"weekday {weekday}", hours.weekday_screen(speaking, weekday, spans)
