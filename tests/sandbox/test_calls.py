"""However a library sends a call, it is understood; and nonsense is refused as Telegram does."""

import json

from aiohttp import FormData

from sandbox import Sandbox, pictures
from sandbox.world import AIGUL_ID

KEYBOARD = json.dumps({"inline_keyboard": [[{"text": "a", "callback_data": "a"}]]})


async def test_a_form_an_address_and_any_case_are_understood(raw, aigul):
    parameters = {"chat_id": str(AIGUL_ID), "text": "a", "reply_markup": KEYBOARD, "unknown": "1"}
    async with raw.session.post(f"{raw.base}/SENDMESSAGE", data=parameters) as response:
        assert (await response.json())["result"]["reply_markup"]
    async with raw.session.get(f"{raw.base}/sendmessage", params=parameters) as response:
        assert (await response.json())["result"]["text"] == "a"


async def test_files_come_with_the_form(raw, aigul):
    form = FormData({"chat_id": str(AIGUL_ID)})
    form.add_field("media", json.dumps([{"type": "photo", "media": "attach://a"}] * 2))
    form.add_field("a", pictures.drawn(), filename="a.png", content_type="image/png")
    async with raw.session.post(f"{raw.base}/sendMediaGroup", data=form) as response:
        assert len((await response.json())["result"]) == 2
    form = FormData({"chat_id": str(AIGUL_ID)})
    form.add_field("photo", pictures.drawn(), filename="a.png")
    async with raw.session.post(f"{raw.base}/sendPhoto", data=form) as response:
        assert (await response.json())["result"]["photo"]


async def test_a_wrong_token_is_unauthorized(raw, sandbox: Sandbox):
    async with raw.session.get(f"{sandbox.url}/bot1:abc/getMe") as response:
        assert response.status == 401
        assert await response.json() == {
            "ok": False,
            "error_code": 401,
            "description": "Unauthorized",
        }
    async with raw.session.get(f"{sandbox.url}/file/bot1:abc/photos/a.png") as response:
        assert response.status == 401


async def test_an_unknown_method_or_file_is_not_found(raw, sandbox: Sandbox):
    status, answer = await raw.call("sendTelepathy")
    assert (status, answer["description"]) == (404, "Not Found")
    async with raw.session.get(f"{sandbox.url}/file/bot{sandbox.token}/no") as response:
        assert response.status == 404


async def test_the_chat_must_be_named(raw):
    assert await raw.refusal("sendMessage", text="a") == "Bad Request: chat_id is empty"


async def test_broken_json_is_refused(raw, aigul):
    refusal = await raw.refusal("sendMessage", chat_id=AIGUL_ID, text="a", reply_markup="{")
    assert "can't parse reply_markup JSON object" in refusal
    async with raw.session.post(
        f"{raw.base}/sendMessage", data="{", headers={"Content-Type": "application/json"}
    ) as response:
        assert response.status == 400


def test_the_token_is_well_shaped_and_plainly_fake():
    token = Sandbox().token
    number, secret = token.split(":")
    assert number.isdigit()
    assert len(secret) == 35
    assert "SANDBOX" in secret
