"""Reads a text or a caption from a call, in whichever way the bot formatted it."""

from sandbox.errors import bad_request
from sandbox.formatting import CAPTION_LIMIT, TEXT_LIMIT, finish, given_entities, units
from sandbox.html_text import parse_html
from sandbox.markdown_text import parse_markdown
from sandbox.parameters import Call
from sandbox.shapes import Json


def formatted(source: str, parse_mode: str | None, entities: list[Json] | None) -> Json:
    """{"text": …, "entities": […]}; entities are left out where there are none."""
    mode = (parse_mode or "").lower()
    if mode == "html":
        text, found = parse_html(source)
    elif mode == "markdownv2":
        text, found = parse_markdown(source)
    elif mode in ("", "none"):
        text, found = source, given_entities(source, entities or [])
    else:
        raise bad_request("unsupported parse_mode")
    text, found = finish(text, found)
    return {"text": text, "entities": found} if found else {"text": text}


def read_text(call: Call) -> Json:
    """The `text` of a message: 1 to 4096 UTF-16 units after entities are parsed."""
    read = formatted(call.text("text") or "", call.text("parse_mode"), call.sequence("entities"))
    if not read["text"]:
        raise bad_request("message text is empty")
    if units(read["text"]) > TEXT_LIMIT:
        raise bad_request("message is too long")
    return read


def caption_of(fields: Json) -> Json:
    """The caption of one medium: at most 1024 UTF-16 units; empty where there is none."""
    source = fields.get("caption")
    if not source:
        return {}
    entities = fields.get("caption_entities")
    read = formatted(str(source), fields.get("parse_mode"), entities)
    if units(read["text"]) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    if not read["text"]:
        return {}
    caption: Json = {"caption": read["text"]}
    if "entities" in read:
        caption["caption_entities"] = read["entities"]
    if str(fields.get("show_caption_above_media", "")).lower() == "true":
        caption["show_caption_above_media"] = True
    return caption


def read_caption(call: Call) -> Json:
    """As `caption_of`, from the fields of the call itself."""
    fields = dict(call.fields)
    fields["caption_entities"] = call.sequence("caption_entities")
    return caption_of(fields)
