"""While everybody is busy, Telegram is not asked for the same hundred updates again and again."""

from bot.intake.asking import Asking
from bot.intake.polling import Polling
from tests.unit.intake_doubles import message
from tests.unit.test_intake_polling import Scene, polling

NEVER = 3600  # seconds; the test would run into its time limit


async def test_telegram_is_asked_again_as_soon_as_one_more_could_be_started():
    scene = Scene(message(5, person=1), message(6, person=2), message(7, person=3))
    scene.polling = Polling(
        Asking(scene.telegram, sleep=scene.sleep),
        scene.polling._reception,
        people=2,
        shortest_pause=0,
        longest_pause=NEVER,
    )
    scene.handler.hold(5, 6, 7)
    async with polling(scene):
        await scene.handler.until(lambda: len(scene.handler.started) == 2)
        asked = len(scene.telegram.asked)
        scene.handler.let(5)
        await scene.handler.until(lambda: len(scene.handler.started) == 3)
        assert len(scene.telegram.asked) == asked
        scene.handler.let(6)
        await scene.confirmed(6)
        scene.handler.let(7)
        await scene.confirmed(7)
