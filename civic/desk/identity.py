"""Who the person of a ticket is in Telegram: for custodians alone, and never without a trace."""

from __future__ import annotations

from civic.act import Act
from civic.desk.held import held
from civic.desk.house import Desk
from civic.desk.roles import Right, must
from civic.phrases import Refusal, _
from storage import audit, people


async def open_identity(act: Act, desk: Desk, ticket_id: int) -> int:
    """The Telegram id; the look is a line of the audit, written before anybody sees it."""
    await must(act, desk.administrators, Right.SEE_IDENTITY)
    async with held(act, desk, ticket_id) as one:
        person = await people.by_id(act.connection, one.ticket.person_id)
        if person is None:
            raise Refusal(_("This person has deleted their data."))
        await audit.note(
            act.connection, act.now, "ticket.identity_opened", act.person.id, one.ticket.case_id
        )
        return person.telegram_id
