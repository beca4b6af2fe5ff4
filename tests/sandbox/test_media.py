"""Files go up, come down, and go again by their ids."""

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import BufferedInputFile, InputMediaDocument, InputMediaPhoto

from sandbox import pictures
from sandbox.phone import Phone
from sandbox.world import AIGUL_ID

PICTURE = BufferedInputFile(pictures.drawn(), "photo.png")
FILE = BufferedInputFile("құжат".encode(), "құжат.txt")


async def test_a_file_comes_down_as_it_went_up(bot: Bot, aigul: Phone):
    sent = await bot.send_document(AIGUL_ID, FILE, caption="<b>a</b>", parse_mode="HTML")
    assert sent.document.file_name == "құжат.txt"
    assert sent.caption_entities[0].type == "bold"
    file = await bot.get_file(sent.document.file_id)
    assert (await bot.download_file(file.file_path)).read() == "құжат".encode()


async def test_a_file_id_is_good_for_sending_again(bot: Bot, aigul: Phone):
    sent = await bot.send_photo(AIGUL_ID, PICTURE)
    again = await bot.send_photo(AIGUL_ID, sent.photo[-1].file_id)
    assert again.photo[-1].file_id == sent.photo[-1].file_id
    assert (sent.photo[-1].width, sent.photo[-1].height) == (480, 320)


async def test_a_file_id_is_good_only_for_its_kind(bot: Bot, aigul: Phone):
    sent = await bot.send_photo(AIGUL_ID, PICTURE)
    with pytest.raises(TelegramBadRequest, match="can't use file of type Photo as Document"):
        await bot.send_document(AIGUL_ID, sent.photo[-1].file_id)
    with pytest.raises(TelegramBadRequest, match="wrong file identifier"):
        await bot.send_photo(AIGUL_ID, "AgACAgQAAx")


async def test_what_is_no_picture_is_not_a_photo(bot: Bot, aigul: Phone):
    with pytest.raises(TelegramBadRequest, match="IMAGE_PROCESS_FAILED"):
        await bot.send_photo(AIGUL_ID, FILE)


async def test_nothing_is_fetched_from_the_internet(bot: Bot, aigul: Phone):
    with pytest.raises(TelegramBadRequest, match="failed to get HTTP URL content"):
        await bot.send_photo(AIGUL_ID, "https://gov.kz/photo.png")


async def test_a_caption_has_at_most_1024_units(bot: Bot, aigul: Phone):
    with pytest.raises(TelegramBadRequest, match="message caption is too long"):
        await bot.send_photo(AIGUL_ID, PICTURE, caption="😀" * 512 + "!")
    assert (await bot.send_photo(AIGUL_ID, PICTURE, caption="😀" * 512)).caption


async def test_every_kind_can_be_sent(bot: Bot, aigul: Phone):
    assert (await bot.send_video(AIGUL_ID, FILE)).video
    assert (await bot.send_animation(AIGUL_ID, FILE)).animation
    assert (await bot.send_audio(AIGUL_ID, FILE, performer="A")).audio.performer == "A"
    assert (await bot.send_voice(AIGUL_ID, FILE)).voice
    assert (await bot.send_video_note(AIGUL_ID, FILE)).video_note
    assert (await bot.send_sticker(AIGUL_ID, FILE)).sticker
    assert (await bot.send_location(AIGUL_ID, 43.2, 76.9)).location.latitude == 43.2
    assert (await bot.send_venue(AIGUL_ID, 43.2, 76.9, "Орталық", "Абай 1")).venue.title
    assert (await bot.send_contact(AIGUL_ID, "+77010000000", "Әсел")).contact
    assert (await bot.send_poll(AIGUL_ID, "?", ["a", "b"])).poll.options[1].text == "b"
    assert (await bot.send_dice(AIGUL_ID)).dice.value in range(1, 7)
    assert await bot.send_chat_action(AIGUL_ID, "typing")


async def test_an_album_shares_one_group(bot: Bot, aigul: Phone):
    media = [InputMediaPhoto(media=PICTURE, caption="a"), InputMediaPhoto(media=PICTURE)]
    sent = await bot.send_media_group(AIGUL_ID, media)
    assert len({message.media_group_id for message in sent}) == 1
    assert [message.caption for message in sent] == ["a", None]


@pytest.mark.parametrize("count", [1, 11])
async def test_an_album_holds_two_to_ten(bot: Bot, aigul: Phone, count: int):
    with pytest.raises(TelegramBadRequest, match="2-10 items"):
        await bot.send_media_group(AIGUL_ID, [InputMediaPhoto(media=PICTURE)] * count)


async def test_an_album_does_not_mix_photos_and_files(bot: Bot, aigul: Phone):
    media = [InputMediaPhoto(media=PICTURE), InputMediaDocument(media=FILE)]
    with pytest.raises(TelegramBadRequest, match="can't use the media of the specified type"):
        await bot.send_media_group(AIGUL_ID, media)


async def test_a_persons_album_arrives_as_several_updates_of_one_group(bot: Bot, aigul: Phone):
    await aigul.sends_album(3, "үшеу", wait=False)
    updates = await bot.get_updates()
    assert len({update.message.media_group_id for update in updates}) == 1
    assert [update.message.caption for update in updates] == ["үшеу", None, None]


async def test_a_persons_things_arrive_as_what_they_are(bot: Bot, aigul: Phone):
    await aigul.sends_photo("сурет", wait=False)
    await aigul.sends_document("өтініш.pdf", 12345, "application/pdf", wait=False)
    await aigul.sends_voice(wait=False)
    await aigul.sends_sticker(wait=False)
    await aigul.sends_poll("Қалай?", wait=False)
    await aigul.shares_place(43.2, 76.9, wait=False)
    await aigul.shares_contact("+77770000000", own=False, wait=False)
    photo, file, voice, sticker, poll, place, contact = [
        update.message for update in await bot.get_updates()
    ]
    assert photo.caption == "сурет"
    assert (file.document.file_size, file.document.mime_type) == (12345, "application/pdf")
    assert voice.voice
    assert sticker.sticker
    assert poll.poll.question == "Қалай?"
    assert place.location.longitude == 76.9
    assert contact.contact.user_id is None


async def test_a_file_above_20_mb_cannot_be_downloaded(bot: Bot, aigul: Phone):
    await aigul.sends_document("кино.mp4", 20 * 1024 * 1024 + 1, wait=False)
    [update] = await bot.get_updates()
    with pytest.raises(TelegramBadRequest, match="file is too big"):
        await bot.get_file(update.message.document.file_id)
