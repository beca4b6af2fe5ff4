// Turns a text with entities into elements. Offsets are in UTF-16 units, as in JavaScript.

import { h } from "./dom.js";
import { word } from "./words.js";

const PLAIN = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code",
};
const SAFE = /^(https?:|tg:|tel:|mailto:)/i;

export function formatted(text, entities, does) {
  const sorted = [...(entities ?? [])].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return pieces(text, 0, text.length, sorted, does);
}

function pieces(text, from, to, entities, does) {
  const made = [];
  let at = from;
  let rest = entities;
  while (rest.length) {
    const [entity, ...others] = rest;
    const start = Math.max(entity.offset, at);
    const end = Math.min(entity.offset + entity.length, to);
    if (end <= start) { rest = others; continue; }
    if (start > at) made.push(text.slice(at, start));
    const inside = others.filter((other) => other.offset < end);
    const children = pieces(text, start, end, inside, does);
    made.push(wrapped(entity, text.slice(start, end), children, does));
    at = end;
    if (isBlock(entity) && text[at] === "\n") at += 1;
    rest = others.filter((other) => other.offset + other.length > at);
  }
  if (at < to) made.push(text.slice(at, to));
  return made;
}

const isBlock = (entity) => ["pre", "blockquote", "expandable_blockquote"].includes(entity.type);

function wrapped(entity, text, children, does) {
  if (entity.type in PLAIN) return h(PLAIN[entity.type], {}, children);
  switch (entity.type) {
    case "pre":
      return h("pre", { "data-language": entity.language }, h("code", {}, children));
    case "spoiler": {
      const open = (event) => { event.currentTarget.classList.add("open"); };
      return h("span", {
        class: "spoiler", role: "button", tabindex: "0", title: word("spoiler"), onclick: open,
        onkeydown: (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); open(event); } },
      }, h("span", {}, children));
    }
    case "blockquote":
      return h("blockquote", {}, children);
    case "expandable_blockquote": {
      const toggle = (event) => {
        const open = event.currentTarget.parentElement.classList.toggle("open");
        event.currentTarget.setAttribute("aria-expanded", String(open));
      };
      return h("blockquote", { class: "expandable" }, h("div", {}, children),
        h("button", { type: "button", class: "more", "aria-expanded": "false", onclick: toggle }, word("whole")));
    }
    case "text_link": return link(entity.url, children, does);
    case "url": return link(/^[a-z]+:/i.test(text) ? text : `https://${text}`, children, does);
    case "email": return link(`mailto:${text}`, children, does);
    case "phone_number": return link(`tel:${text.replace(/[^+\d]/g, "")}`, children, does);
    case "bot_command":
      return h("button", { type: "button", class: "inline-link", onclick: () => does.say(text) }, children);
    case "mention": case "hashtag": case "cashtag": case "text_mention":
      return h("span", { class: "accent" }, children);
    default: return h("span", {}, children);
  }
}

function link(url, children, does) {
  if (!SAFE.test(url)) return h("span", { class: "accent" }, children);
  if (does.isStart(url)) {
    return h("button", { type: "button", class: "inline-link", title: url, onclick: () => does.open(url) }, children);
  }
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer", title: url }, children);
}

// The first words of a message, for quotes, pins and lists.
export function gist(message) {
  const said = message.text ?? message.caption;
  if (said) return said.replace(/\s+/g, " ").slice(0, 90);
  for (const kind of ["photo", "video", "animation", "voice", "audio", "video_note", "location", "venue", "contact"]) {
    if (message[kind]) return word(kind === "venue" ? "location" : kind);
  }
  if (message.document) return message.document.file_name ?? word("document");
  if (message.sticker) return `${message.sticker.emoji ?? ""} ${word("sticker")}`;
  if (message.poll) return message.poll.question;
  if (message.dice) return message.dice.emoji;
  return serviceLine(message) ?? "";
}

export function serviceLine(message) {
  const who = message.from?.first_name ?? "";
  if (message.forum_topic_created) return word("topicCreated", message.forum_topic_created.name);
  if (message.forum_topic_edited) return word("topicRenamed", message.forum_topic_edited.name ?? "");
  if (message.forum_topic_closed) return word("topicClosed", who);
  if (message.forum_topic_reopened) return word("topicReopened", who);
  if (message.pinned_message) return word("pinned", who, gist(message.pinned_message).slice(0, 40));
  if (message.migrate_to_chat_id || message.migrate_from_chat_id) return word("migrated");
  return null;
}
