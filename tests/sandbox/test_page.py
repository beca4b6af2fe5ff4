"""The page and the control calls hold against foreign pages and foreign words."""

import pytest

from sandbox import Sandbox
from sandbox.control.page import FOLDER
from sandbox.phone import Phone


async def test_the_page_allows_nothing_from_elsewhere(raw, sandbox: Sandbox):
    async with raw.session.get(f"{sandbox.url}/") as response:
        assert response.status == 200
        assert "default-src 'self'" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.iterdir()))
async def test_every_file_of_the_page_is_served(raw, sandbox: Sandbox, name: str):
    async with raw.session.get(f"{sandbox.url}/page/{name}") as response:
        assert response.status == 200


@pytest.mark.parametrize("name", ["../server.py", "%2e%2e/server.py", "server.py", "no.js"])
async def test_nothing_else_is_served(raw, sandbox: Sandbox, name: str):
    async with raw.session.get(f"{sandbox.url}/page/{name}") as response:
        assert response.status == 404


def test_the_page_never_makes_markup_out_of_words():
    for path in FOLDER.glob("*.js"):
        script = path.read_text(encoding="utf-8")
        for dangerous in (
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
        ):
            assert dangerous not in script, f"{dangerous} in {path.name}"


async def test_a_form_of_a_foreign_page_cannot_act(raw, sandbox: Sandbox):
    async with raw.session.post(
        f"{sandbox.url}/sandbox/people/aigul/text", data={"text": "a"}
    ) as response:
        assert response.status == 415


async def test_a_file_from_the_bot_cannot_run_in_the_page(raw, sandbox: Sandbox, aigul: Phone):
    await aigul.sends("document", wait=False, name="a.html", mime="text/html")
    file_id = aigul.history[-1].json["document"]["file_id"]
    async with raw.session.get(f"{sandbox.url}/sandbox/files/{file_id}") as response:
        assert response.content_type == "application/octet-stream"
        assert response.headers["Content-Disposition"] == "attachment"


async def test_the_stream_tells_the_state_at_once(raw, sandbox: Sandbox):
    async with raw.session.get(f"{sandbox.url}/sandbox/events") as response:
        assert response.content_type == "text/event-stream"
        lines = [await response.content.readline() for _ in range(3)]
    assert lines[2].startswith(b"data: {")


async def test_a_state_is_waited_for_until_it_changes(raw, sandbox: Sandbox, aigul: Phone):
    version = aigul.state["version"]
    await aigul.says("a", wait=False)
    state = await aigul.line.get("state", since=version, timeout=5)
    assert state["version"] > version


async def test_the_control_calls_say_that_nothing_is_kept(raw, sandbox: Sandbox):
    async with raw.session.get(f"{sandbox.url}/sandbox/") as response:
        about = await response.json()
    assert "Everything is in memory" in about["about"]
    assert "tap" in about["people/{person}"]
