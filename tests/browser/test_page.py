"""The chat page in a real browser: what a person does with it works."""

import re

import pytest
from playwright.async_api import Page, expect

from sandbox import Sandbox, world
from sandbox.phone import Phone

pytestmark = pytest.mark.asyncio(loop_scope="module")


def phone_of(page: Page, name: str):
    return page.locator(f'.phone[aria-label="{name}"]')


async def test_a_person_starts_taps_and_shares_a_number(bot, open_page):
    page = await open_page()
    aigul = phone_of(page, "Айгүл")
    await aigul.get_by_role("button", name="БАСТАУ").click()
    await expect(aigul.locator(".text").last).to_contain_text("<img src=x onerror=alert(1)>")
    await expect(aigul.locator(".text strong")).to_have_text("Сәлем")

    await aigul.get_by_role("button", name="Шұғыл").click()
    await expect(page.get_by_role("alertdialog")).to_contain_text("102-ге қоңырау шалыңыз")
    await page.keyboard.press("Escape")

    bubbles = await aigul.locator(".bubble").count()
    await aigul.get_by_role("button", name="Тағы", exact=True).click()
    await expect(aigul.locator(".toast")).to_have_text("Қосылды")
    await expect(aigul.locator(".text", has_text="Тағы бір")).to_be_visible()
    await expect(aigul.locator(".meta", has_text="өзгертілді")).to_be_visible()
    await expect(aigul.locator(".bubble")).to_have_count(bubbles + 1)

    await aigul.get_by_role("button", name="Нөмірім").click()
    await expect(aigul.locator(".text").last).to_have_text(re.compile(r"Рақмет: \+7701"))
    await expect(aigul.locator(".reply-key")).to_have_count(0)


async def test_the_keyboard_alone_is_enough_and_keeps_its_place_when_a_message_is_edited(
    bot, open_page
):
    page = await open_page()
    aigul = phone_of(page, "Айгүл")
    await aigul.get_by_role("button", name="БАСТАУ").focus()
    await page.keyboard.press("Enter")
    await aigul.get_by_role("button", name="Тағы", exact=True).focus()
    await page.keyboard.press("Enter")
    await expect(aigul.locator(".text", has_text="Тағы бір")).to_be_visible()
    await expect(aigul.get_by_role("button", name="Тағы", exact=True)).to_be_focused()


async def test_a_link_to_the_bot_and_a_command_are_said_by_a_click(bot, open_page):
    page = await open_page()
    aigul = phone_of(page, "Айгүл")
    await aigul.get_by_role("button", name="БАСТАУ").click()
    await aigul.get_by_role("button", name="петиция").click()
    await expect(aigul.locator(".own .text").last).to_have_text("/start p1")
    await aigul.get_by_role("button", name="Мәзір").click()
    await aigul.get_by_role("menuitem", name="/help").click()
    await expect(aigul.locator(".own .text").last).to_have_text("/help")


async def test_a_spoiler_opens_by_the_keyboard_and_own_words_can_be_edited(bot, open_page):
    page = await open_page()
    aigul = phone_of(page, "Айгүл")
    await aigul.get_by_role("button", name="БАСТАУ").click()
    await aigul.locator(".spoiler").focus()
    await page.keyboard.press("Enter")
    await expect(aigul.locator(".spoiler.open")).to_have_text("құпия")

    field = aigul.get_by_role("textbox", name="Хабарлама жазу")
    await field.fill("алма")
    await field.press("Enter")
    own = aigul.locator(".row.own").last
    await own.hover()
    await own.get_by_role("button", name="Әрекеттер").click()
    await page.get_by_role("menuitem", name="Өзгерту").click()
    await field.fill("алмұрт")
    await field.press("Enter")
    await expect(aigul.locator(".own .text").last).to_have_text("алмұрт")


async def test_what_the_bot_offers_inline_is_picked_from_a_list(bot, open_page):
    page = await open_page()
    aigul = phone_of(page, "Айгүл")
    await aigul.get_by_role("button", name="БАСТАУ").click()
    await aigul.get_by_role("textbox").fill("@azamat_sandbox_bot жол")
    await aigul.get_by_role("menuitem", name="Жол туралы").click()
    await expect(aigul.locator(".own .text").last).to_have_text("Петиция: жол")


async def test_a_volunteer_writes_in_a_topic(sandbox: Sandbox, bot, open_page):
    page = await open_page()
    volunteers = phone_of(page, "Волонтерлер тобы")
    await volunteers.get_by_role("button", name="Жаңа тақырып").click()
    await page.get_by_role("textbox", name="Тақырыптың аты").fill("№ 17")
    await page.get_by_role("button", name="Ашу").click()
    await volunteers.get_by_role("button").filter(has_text="№ 17").click()
    await volunteers.get_by_role("radio", name="Мария").click()
    await volunteers.get_by_role("textbox").fill("қарадым")
    await page.keyboard.press("Enter")
    await expect(volunteers.locator(".own .text")).to_have_text("қарадым")
    maria = Phone(sandbox.url, world.MARIA)
    await maria.looks()
    maria.sees_in_group("қарадым", topic="№ 17")


async def test_blocking_and_trouble_are_a_switch_away(sandbox: Sandbox, open_page):
    page = await open_page(locale="en-GB")
    await expect(page.get_by_role("status").first).to_have_text("no bot is asking for updates yet")
    aigul = phone_of(page, "Айгүл")
    await aigul.locator(".switch").click()
    await expect(aigul.get_by_role("button", name="UNBLOCK")).to_be_visible()
    await page.get_by_role("button", name="Trouble").click()
    await page.get_by_role("menuitem", name="429").click()
    await expect(page.locator(".bar-button.on")).to_be_visible()
    assert [fault.kind for fault in sandbox.telegram.faults.on] == ["429"]
    await page.get_by_role("button", name="Start over").click()
    await page.get_by_role("button", name="Yes, erase").click()
    await expect(page.locator(".bar-button.on")).to_have_count(0)
    await expect(aigul.get_by_role("button", name="START")).to_be_visible()


async def test_on_a_phones_width_one_talk_is_shown_at_a_time(bot, open_page):
    page = await open_page(390, 844, locale="ru-RU", color_scheme="dark")
    await expect(page.locator(".phone:visible")).to_have_count(1)
    await page.get_by_role("tab", name="Сергей").click()
    sergei = phone_of(page, "Сергей")
    await sergei.get_by_role("button", name="СТАРТ").click()
    await expect(sergei.get_by_role("button", name="Шұғыл")).to_be_in_viewport()
    await expect(phone_of(page, "Айгүл")).to_be_hidden()
    wide = await page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert not wide
