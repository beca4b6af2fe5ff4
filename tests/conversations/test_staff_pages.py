"""Those who work at the desk: invited by a link, given roles with a tap, with pages of their own."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from civic.desk.taking import take
from civic.desk.ticket import Topic
from sandbox import world
from storage import bans, people, staff
from tests.conversations.conftest import Town
from tests.conversations.desk_acts import Volunteers
from tests.conversations.voice import Speaker

WEDNESDAY = datetime(2026, 6, 3, 6, 0, tzinfo=UTC)
"""11 o'clock in Kazakhstan."""


@pytest.fixture(params=["kk", "ru"])
async def chief(request: pytest.FixtureRequest, town: Town) -> Speaker:
    """Asel, the administrator, in either language."""
    town.clock.moment = WEDNESDAY
    speaker = Speaker(town.phone("asel"), request.param)
    await speaker.is_known()
    return speaker


@pytest.fixture
def newcomer(town: Town, chief: Speaker) -> Speaker:
    """Somebody who is of the desk no more than anybody else; reads what the chief reads."""
    return Speaker(town.phone("daniyar"), chief.language)


@pytest.fixture
def group(town: Town) -> Volunteers:
    return Volunteers(town)


async def invitation(chief: Speaker, role: str) -> str:
    """The payload of a new link, as its copy button has it."""
    await chief.says("/staff")
    await chief.taps("Invite somebody")
    name = chief._(role)
    await chief.phone.taps(name[:1].upper() + name[1:])
    await chief.taps("Copy the link")
    found = re.fullmatch(r"https://t\.me/\w+\?start=(staff_[\w-]+)", chief.phone.opened["text"])
    assert found, chief.phone.opened
    return found[1]


async def is_hired(town: Town, speaker: Speaker, *roles: str) -> int:
    """The person holds these roles from now on; their id."""
    await speaker.is_known()
    assert town.azamat is not None
    grounds = town.azamat.grounds
    async with grounds.database.act() as connection:
        person = await people.look_up(connection, speaker.phone.chat_id)
        assert person is not None
        for role in roles:
            await staff.grant(connection, person.id, role, None, grounds.now())
    return person.id


async def test_a_volunteer_is_invited_by_a_link_that_works_once(
    town: Town, chief: Speaker, newcomer: Speaker
) -> None:
    link = await invitation(chief, "volunteer")
    await newcomer.is_known()
    await newcomer.phone.starts(link)
    newcomer.sees(
        "Welcome to the desk! From now on you are here: {role}.", role=newcomer._("volunteer")
    )
    await newcomer.taps("My place at the desk")
    newcomer.sees("You are: {roles}.", roles=newcomer._("volunteer"))
    other = Speaker(town.phone("maria"), chief.language)
    await other.is_known()
    await other.phone.starts(link)
    other.sees("This invitation has been used already: each is good for one person, once.")
    await other.says("/me")
    other.sees("I do not know this command.")


async def test_somebody_who_never_wrote_may_begin_with_an_invitation(
    chief: Speaker, newcomer: Speaker
) -> None:
    link = await invitation(chief, "coordinator")
    guessed = Speaker(newcomer.phone, "kk")  # what the app of Daniyar says
    await newcomer.phone.starts(link)
    guessed.sees(
        "Welcome to the desk! From now on you are here: {role}.", role=guessed._("coordinator")
    )


async def test_an_invitation_is_no_use_after_two_days(
    town: Town, chief: Speaker, newcomer: Speaker
) -> None:
    link = await invitation(chief, "volunteer")
    await newcomer.is_known()
    town.clock.forward(hours=48)
    await newcomer.phone.starts(link)
    newcomer.sees("This invitation has expired: each is good for two days. Ask for a new one.")


async def test_roles_are_given_and_taken_with_a_tap(
    town: Town, chief: Speaker, newcomer: Speaker
) -> None:
    await is_hired(town, newcomer, "volunteer")
    await chief.says("/staff")
    await chief.phone.taps(f"ID {newcomer.phone.chat_id}")
    await chief.taps("Make it: {role}", role=chief._("coordinator"))
    chief.sees("Done: they have the role from now on.")
    told = newcomer._("From now on you are at the desk: {role}.", role=newcomer._("coordinator"))
    await newcomer.phone.waits_for(told)
    await newcomer.taps("My place at the desk")
    await newcomer.taps("Bans")
    newcomer.sees("Nobody is banned.")
    await chief.taps("Take away: {role}", role=chief._("coordinator"))
    chief.sees("Done: the role is gone from now on. What they had in hand is free for others.")
    gone = "This role at the desk is not yours any more: {role}."
    await newcomer.phone.waits_for(newcomer._(gone, role=newcomer._("coordinator")))


async def test_a_button_of_yesterday_is_no_right_of_today(
    town: Town, chief: Speaker, newcomer: Speaker
) -> None:
    person_id = await is_hired(town, newcomer, "coordinator")
    await newcomer.says("/me")
    assert town.azamat is not None
    async with town.azamat.grounds.database.act() as connection:
        await staff.take(connection, person_id, "coordinator", None, town.clock())
    await newcomer.taps("Hours of the desk")
    newcomer.sees_popup("This is not for your role. If it should be, ask an administrator.")


async def test_what_a_volunteer_had_in_hand_is_free_when_the_role_is_taken(
    town: Town, chief: Speaker, newcomer: Speaker, group: Volunteers
) -> None:
    person_id = await is_hired(town, newcomer, "volunteer")
    ticket = await group.is_asked(world.AIGUL_ID)
    await group.act(newcomer.phone.chat_id, take, group.desk, ticket.id)
    assert (await group.ticket(ticket.id)).owner_id == person_id
    await chief.says("/staff")
    await chief.phone.taps(f"ID {newcomer.phone.chat_id}")
    await chief.taps("Take away: {role}", role=chief._("volunteer"))
    assert (await group.ticket(ticket.id)).owner_id is None


async def test_an_administrator_of_the_settings_is_one_whatever_is_tapped(chief: Speaker) -> None:
    await chief.says("/admin")
    await chief.taps("Who works at the desk")
    await chief.phone.taps(f"ID {chief.phone.chat_id}")
    chief.sees("An administrator by the settings of the bot: no button changes that.")
    assert chief._("Take away: {role}", role=chief._("administrator")) not in chief.phone.buttons


@pytest.mark.parametrize("command", ["/staff", "/me", "/hours", "/answers", "/bans"])
async def test_for_citizens_there_are_no_such_commands(citizen: Speaker, command: str) -> None:
    await citizen.is_known()
    await citizen.says(command)
    citizen.sees("I do not know this command.")


async def test_a_volunteer_shows_a_first_name_and_hides_it_again(
    town: Town, chief: Speaker, newcomer: Speaker
) -> None:
    await is_hired(town, newcomer, "volunteer")
    await newcomer.says("/me")
    newcomer.sees("People see the organisation's name in your answers, not yours.")
    await newcomer.taps("Let people see my first name")
    await newcomer.says("Данияр +7 701")
    newcomer.sees("Please write a first name, letters only: it is all that people see of you.")
    await newcomer.says("Данияр")
    newcomer.sees("Saved. People see this name under your answers.")
    await newcomer.taps("My place at the desk")
    newcomer.sees("People see your name in answers: <b>{name}</b>.", name="Данияр")
    await newcomer.taps("Do not show my name")
    newcomer.sees("All right: people see no name of yours.")


async def test_the_hours_of_a_day_are_typed(chief: Speaker) -> None:
    await chief.says("/hours")
    chief.sees("Now: open.")
    await chief.taps("Saturday")
    await chief.taps("Write other hours")
    await chief.says("с десяти")
    chief.sees("Please write the hours like this: 10:00-13:00 14:00-19:00.")
    await chief.says("10.00 – 13.00 14:00-16:00")
    chief.sees("Saved. From now on people are told these hours.")
    await chief.taps("← Hours of the desk")
    chief.phone.sees(f"{chief._('Saturday')}: 10:00–13:00, 14:00–16:00")
    await chief.taps("Wednesday")
    await chief.taps("Closed on this day")
    chief.phone.sees(f"{chief._('Wednesday')}: {chief._('closed')}")
    await chief.says("/hours")
    chief.sees("Now: closed, until {moment}.", moment=datetime(2026, 6, 4, 5, tzinfo=UTC))


async def test_one_day_is_closed_and_then_as_always(chief: Speaker) -> None:
    await chief.says("/hours")
    await chief.taps("Close or change one day")
    await chief.taps("Tomorrow")
    await chief.taps("Closed all day")
    await chief.taps("← Hours of the desk")
    chief.sees("Otherwise on these days:")
    await chief.taps("As always: {day}", day=datetime(2026, 6, 4, tzinfo=UTC).date())
    assert chief._("Otherwise on these days:") not in chief.phone.last.text


async def test_a_volunteer_sees_the_hours_and_does_not_change_them(
    town: Town, chief: Speaker, newcomer: Speaker
) -> None:
    await is_hired(town, newcomer, "volunteer")
    await newcomer.says("/hours")
    newcomer.sees("Now: open.")
    assert newcomer._("Monday") not in newcomer.phone.buttons


async def test_a_ready_answer_is_written_by_one_and_approved_by_another(
    town: Town, chief: Speaker, newcomer: Speaker
) -> None:
    await is_hired(town, newcomer, "volunteer")
    await newcomer.says("/answers")
    await newcomer.taps("Write a new one")
    await newcomer.says("Анықтама")
    await newcomer.taps("Skip")
    await newcomer.says("Анықтаманы ____ аласыз")
    newcomer.sees(
        "Something is not filled in yet: {gap}",
        gap="____",
    )
    await newcomer.says("Анықтаманы ХҚКО-дан тегін аласыз.")
    await newcomer.says("Справку бесплатно дают в ЦОНе.")
    await newcomer.taps("Save both texts")
    newcomer.sees(
        "Saved. It is offered as soon as a coordinator or an administrator has approved both texts."
    )
    await chief.says("/answers анык")
    await chief.phone.taps("✎ анықтама")
    chief.phone.sees("Анықтаманы ХҚКО-дан тегін аласыз.")
    chief.phone.sees("Справку бесплатно дают в ЦОНе.")
    await chief.taps("Approve both texts")
    chief.sees("Approved: volunteers are offered it from now on.")
    await chief.taps("Withdraw it")
    await chief.taps("Yes, withdraw it")
    chief.sees("Withdrawn: nobody is offered it any more.")


async def test_an_answer_that_two_change_is_not_overwritten_unseen(
    town: Town, chief: Speaker, newcomer: Speaker
) -> None:
    await is_hired(town, newcomer, "coordinator")
    for speaker, words in ((newcomer, "Бірінші"), (chief, "Екінші")):
        await speaker.says("/answers сәлем")
        await speaker.phone.taps("сәлем · ")
        await speaker.taps("Change it")
        await speaker.taps("Skip")
        await speaker.says(words)
        await speaker.says(words)
    await newcomer.taps("Save both texts")
    await chief.taps("Save both texts")
    chief.sees(
        "Somebody has just changed this answer too. Save again, and yours takes its place; or "
        "cancel and look at theirs."
    )
    await chief.taps("Save both texts")
    chief.sees(
        "Saved. It is offered as soon as a coordinator or an administrator has approved both texts."
    )


async def test_somebody_is_banned_by_a_ticket_and_the_ban_is_lifted(
    town: Town, chief: Speaker, group: Volunteers
) -> None:
    ticket = await group.is_asked(world.AIGUL_ID)
    await chief.says("/bans")
    await chief.taps("Ban somebody")
    await chief.says("999")
    await chief.taps("Quietly")
    await chief.taps("A week")
    await chief.says("Волонтёрлерді қорқытты")
    await chief.taps("Ban")
    chief.sees("There is no ticket with this number any more.")
    await chief.says(f"№ {ticket.id}")
    await chief.taps("Ban")
    chief.sees("The ban stands.")
    assert town.azamat is not None
    async with town.azamat.grounds.database.look() as connection:
        (standing,) = await bans.all_standing(connection, town.clock())
    assert standing.person_id == ticket.person_id
    assert standing.quiet
    await chief.taps("← Bans")
    await chief.phone.taps(f"№ {standing.id}")
    chief.phone.sees("Волонтёрлерді қорқытты")
    assert str(world.AIGUL_ID) not in chief.phone.last.text, "who it is stays with the custodians"
    await chief.taps("Lift the ban")
    chief.sees("The ban is lifted.")
    chief.sees("Nobody is banned.")


async def test_questions_of_a_topic_go_to_a_group_of_their_own(
    town: Town, chief: Speaker, group: Volunteers
) -> None:
    await chief.says("/me")
    await chief.taps("Groups of volunteers")
    chief.sees("All the rest → group {group}", group=str(world.VOLUNTEERS_CHAT_ID))
    await chief.taps("Send some to another group")
    await chief.taps("Work and wages")
    await chief.taps("Skip")
    await chief.says("1001234567890")
    chief.sees("A group's number begins with a minus, as in -1001234567890.")
    await chief.says("-1001234567890")
    await chief.taps("Send them there")
    chief.sees("Saved. New questions of this kind go to that group.")
    at_work = await group.is_asked(world.AIGUL_ID, topic=Topic.WORK)
    assert at_work.chat_id == -1001234567890
    assert (await group.is_asked(world.SERGEI_ID)).chat_id == world.VOLUNTEERS_CHAT_ID
    await chief.taps("← Groups of volunteers")
    await chief.taps("Take back: {what}", what=chief._("Work and wages"))
    chief.sees("Done: such questions go where all the others go.")
    again = await group.is_asked(world.AIGUL_ID, topic=Topic.WORK)
    assert again.chat_id == world.VOLUNTEERS_CHAT_ID
