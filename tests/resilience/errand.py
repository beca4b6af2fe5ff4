"""A talk of two questions that ends with a letter of each class: what the storms are tried on.

The real scripts put letters to administrators only, and all of them at least once. Keys are random
on purpose: were the act done twice, there would be four letters, and no dedupe key would hide it.
"""

import secrets

from bot.flows.ending import Ending
from bot.flows.script import Script
from bot.flows.steps import Words
from civic.phrases import verbatim
from storage import outbox
from storage.outbox import Delivery, Lane, Letter

LANES = {Delivery.AT_LEAST_ONCE: Lane.NOTICE, Delivery.AT_MOST_ONCE: Lane.BROADCAST}
WHAT, WHOM = "What is it?", "For whom?"
VIEW, NUMBER = "mistake_reported", "errand"
"""A view that takes any words; by the number its letters are told from real reports."""


async def finish(act, answers):
    for delivery, lane in LANES.items():
        letter = Letter(
            dedupe_key=f"errand:{secrets.token_hex(8)}",
            chat_id=act.person.telegram_id,
            view=VIEW,
            args=saying(errand(answers["what"], answers["whom"]), delivery),
            lane=lane,
            delivery=delivery,
            not_before=act.now,
        )
        await outbox.put(act.connection, act.ring, letter, act.now)
    return Ending("mistake_reported", {"kind": "line", "entry": "111"})


def saying(words, delivery):
    """The arguments of a letter that says these words, and of which class it is."""
    entry = {"entry_kind": "line", "entry_id": NUMBER, "name": [words, words]}
    return {**entry, "what": delivery.value}


def errand(what, whom):
    """As its letters name it."""
    return f"{what} – {whom}"


ERRAND = Script(
    name="errand",
    version=1,
    link="errand",
    title=verbatim("An errand"),
    steps=(
        Words(key="what", name=verbatim("What"), ask=verbatim(WHAT)),
        Words(key="whom", name=verbatim("Whom"), ask=verbatim(WHOM)),
    ),
    finish=finish,
)
