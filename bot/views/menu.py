"""The menu, the help, the languages, the privacy page: where everybody starts and returns to."""

from __future__ import annotations

from collections.abc import Sequence

from bot.flows.onboarding import LANGUAGE_OPTIONS
from bot.views.asking.ways import Mine
from bot.views.resume import Resume
from bot.views.screen import Screen, inline, press
from bot.views.tongue import Tongue
from bot.views.ways import Complaint, Go, Help, Petition, Speak, to_menu
from civic.desk.terms import DeskTerms
from civic.phrases import Phrase, _
from civic.regions import regions
from storage.people import Person

USUAL_TERMS = DeskTerms()


def menu_screen(
    tongue: Tongue,
    person: Person | None,
    unfinished: Sequence[tuple[str, Phrase]] = (),
    notice: Phrase | None = None,
    *,
    has_complaints: bool = False,
    has_questions: bool = False,
) -> Screen:
    """What one can do here. ``unfinished`` are drafts (id, title) that can be gone on with."""
    text = tongue.html(_("What would you like to do?"))
    if notice is not None:
        text = f"{tongue.html(notice)}\n\n{text}"
    region = regions().get(person.region) if person and person.region else None
    return Screen(
        text,
        inline(
            *(
                [
                    press(
                        tongue.plain(_("↩ Go on: {title}", title=title)),
                        Resume(draft=draft, look=True).pack(),
                    )
                ]
                for draft, title in unfinished
            ),
            [press(tongue.plain(_("🤝 Where to turn for help")), Help(to="safe").pack())],
            [press(tongue.plain(_("✍️ Make a complaint")), Complaint(to="danger").pack())],
            [press(tongue.plain(_("📂 My complaints")), Complaint(to="list").pack())]
            if has_complaints
            else [],
            [press(tongue.plain(_("📣 Petitions")), Petition(to="home").pack())],
            [press(tongue.plain(_("💬 Ask a person")), Mine(to="ask").pack())],
            [press(tongue.plain(_("My questions")), Mine(to="list").pack())]
            if has_questions
            else [],
            [
                press(
                    tongue.plain(
                        _("📍 My region: {region}", region=region.short_name)
                        if region
                        else _("📍 Choose my region")
                    ),
                    Go(to="region").pack(),
                )
            ],
            [press(tongue.plain(_("🌐 Change the language")), Go(to="language").pack())],
            [
                press(tongue.plain(_("What I can do")), Go(to="help").pack()),
                press(tongue.plain(_("What I keep")), Go(to="privacy").pack()),
            ],
        ),
    )


def help_screen(tongue: Tongue) -> Screen:
    """What the bot can do, within one screen."""
    return Screen(
        tongue.html(
            _(
                "<b>I am Azamat.</b> I help people in Kazakhstan to find where to turn.\n\n"
                "• Free lines that answer by phone: /phones\n"
                "• Centres of your region\n"
                "• Something in them is wrong? Tap “Report a mistake” on its card\n"
                "• A complaint that must be answered: the document, and the days: "
                "“Make a complaint”\n"
                "• Petitions: to find one, to support it, to check that you are counted: "
                "/petitions\n"
                "• A question to a volunteer: “Ask a person”\n\n"
                "Tap the buttons. You can go back or stop at any time, and what you wrote is not "
                "lost when you pause.\n\n"
                "/menu – the menu\n"
                "/lang – the language\n"
                "/cancel – leave what you began\n"
                "/privacy – what I keep about you\n\n"
                "I am a program, not a person. In danger call <b>112</b>."
            )
        ),
        inline([to_menu(tongue)]),
    )


def language_screen(tongue: Tongue) -> Screen:
    """The two languages, each in its own words."""
    return Screen(
        tongue.html(_("Please choose your language.")),
        inline(
            *(
                [press(tongue.plain(option.label), Speak(language=option.code).pack())]
                for option in LANGUAGE_OPTIONS
            )
        ),
    )


def privacy_screen(
    tongue: Tongue,
    person: Person | None,
    terms: DeskTerms = USUAL_TERMS,
    *,
    withdrawn: bool = False,
) -> Screen:
    """What is kept about the person, and the way to take the consent back.

    ``terms`` say for how long questions to the volunteers are kept.
    """
    region = regions().get(person.region) if person and person.region else None
    parts = []
    if withdrawn:
        parts.append(_("Done. I have forgotten your region."))
    parts.append(
        _(
            "<b>What I keep about you</b>\n\n"
            "• your Telegram number, so that I can answer;\n"
            "• the language that you chose;\n"
            "• your region: {region};\n"
            "• when you gave or took back your consent;\n"
            "• what you began and have not finished: encrypted, for 30 days at most (a complaint: "
            "for a year);\n"
            "• your complaints: encrypted, each under a key of its own, until you delete them;\n"
            "• your questions to the volunteers: encrypted in the same way, until you delete them, "
            "or {days} days after they are closed ({heavy_days} if you asked from “Where to turn "
            "for help”);\n"
            "• which petitions you support, since when, and what you said then (region, name, "
            "news), until you have it forgotten in “My petitions”; their public logs hold only "
            "codes, and of a phone number I keep only a code;\n"
            "• of a talk in “Where to turn for help”: the numbers of its messages, until they are "
            "deleted, and no word of it;\n"
            "• a message that I failed to handle: encrypted, for 30 days at most.\n\n"
            "A location that you share is looked at once and not kept. What you report about an "
            "entry goes to those who look after the directory, without your name. What you ask a "
            "volunteer is read by the volunteers, in a group at Telegram, without your name. I "
            "pass nothing on to anybody else. Your messages pass through Telegram, which is a "
            "foreign service.",
            region=region.name if region else _("not kept"),
            days=terms.keep_solved.days,
            heavy_days=terms.keep_heavy.days,
        )
    )
    take_back = press(tongue.plain(_("Forget my region")), Go(to="forget_region").pack())
    return Screen(
        "\n\n".join(tongue.html(part) for part in parts),
        inline([take_back] if region else [], [to_menu(tongue)]),
    )
