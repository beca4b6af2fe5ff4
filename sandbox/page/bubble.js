// One message, or one album, as a bubble with its buttons.

import { h, icon, iconButton } from "./dom.js";
import { formatted, gist, serviceLine } from "./formatting.js";
import { carried, photo } from "./media.js";
import { timeOf, word } from "./words.js";

// `group` is a list of entries: one, or those of an album.
export function bubble(group, context) {
  const [entry] = group;
  const message = entry.message;
  const service = serviceLine(message);
  if (entry.service || service) {
    return h("div", { class: "service", role: "listitem" }, h("span", {}, service ?? gist(message)));
  }
  const own = !entry.by_bot && message.from.id === context.personId;
  const words = message.text ?? group.map((one) => one.message.caption).find(Boolean);
  const source = group.find((one) => one.message.caption) ?? entry;
  const entities = source.message.entities ?? source.message.caption_entities;
  const bare = message.sticker || message.dice;
  const body = h("div", { class: `bubble${bare ? " bare" : ""}${message.has_protected_content ? " protected" : ""}` });

  if (context.named && !own) body.append(h("div", { class: `name hue-${message.from.id % 6}` }, message.from.first_name));
  if (message.forward_origin) body.append(h("div", { class: "origin" }, word("forwarded", message.forward_origin.sender_user?.first_name ?? "")));
  if (message.via_bot) body.append(h("div", { class: "origin" }, word("via", `@${message.via_bot.username}`)));
  const replied = message.reply_to_message;
  if (replied && !replied.forum_topic_created) body.append(quote(replied, context));

  const text = words ? h("div", { class: "text", dir: "auto" }, formatted(words, entities, context.does)) : null;
  const pictures = group.length > 1
    ? [h("div", { class: `album of-${Math.min(group.length, 4)}` }, group.map((one) => (one.message.photo ? photo(one.message) : carried(one.message))))]
    : carried(message);
  if (source.message.show_caption_above_media && text) body.append(text, ...pictures);
  else body.append(...pictures, ...(text ? [text] : []));
  if (!text && message.photo) body.classList.add("pictured");
  body.append(meta(group, message));

  const row = h("div", { class: `row ${own ? "own" : "theirs"}`, role: "listitem", "data-message": String(entry.id) });
  const stack = h("div", { class: "stack" }, h("div", { class: "line" }, body, actions(entry, own, context)));
  if (message.reply_markup?.inline_keyboard) stack.append(inlineKeyboard(entry, context));
  if (entry.reaction) stack.append(h("div", { class: "reaction" }, entry.reaction));
  row.append(stack);
  return row;
}

function meta(group, message) {
  const edited = group.some((one) => one.message.edit_date);
  return h("div", { class: "meta" },
    message.has_protected_content ? h("span", { class: "lock", title: word("protected") }, icon("lock")) : null,
    edited ? h("span", {}, word("edited")) : null,
    h("time", { datetime: new Date(message.date * 1000).toISOString() }, timeOf(message.date)));
}

function quote(replied, context) {
  return h("button", { type: "button", class: "quote", onclick: () => context.show(replied.message_id) },
    h("b", {}, replied.from.first_name), h("span", {}, gist(replied)));
}

function actions(entry, own, context) {
  const button = iconButton("more", word("actions"), () => context.menu(button, entry, own), { class: "round small act" });
  return button;
}

function inlineKeyboard(entry, context) {
  const keyboard = h("div", { class: "inline-keys" });
  entry.message.reply_markup.inline_keyboard.forEach((row, rowNumber) => {
    keyboard.append(h("div", { class: "key-row" }, row.map((button, column) => {
      const mark = button.url ? "link" : button.copy_text ? "copy" : null;
      const style = button.style ? ` ${button.style}` : "";
      const element = h("button", {
        type: "button", class: `key${style}`, disabled: Boolean(button.disabled),
        title: button.url ?? (button.copy_text ? `${word("copyHint")}: ${button.copy_text.text}` : null),
        onclick: () => context.tap(element, entry, rowNumber, column, button),
      }, h("span", {}, button.text), mark ? icon(mark) : null);
      return element;
    })));
  });
  return keyboard;
}
