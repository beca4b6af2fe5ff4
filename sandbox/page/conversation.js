// One talk on one phone: what was said, and the place to say more.

import { h, icon, iconButton } from "./dom.js";
import { bubble } from "./bubble.js";
import { Composer } from "./composer.js";
import { gist } from "./formatting.js";
import { alertBox, menu, toast } from "./popups.js";
import { act } from "./wire.js";
import { dayOf, word } from "./words.js";

export class Conversation {
  // `where` is {chatId, topic}; `who()` tells the person's key; `named` shows senders' names.
  constructor(where, who, named) {
    this.where = where;
    this.who = who;
    this.named = named;
    this.drawn = new Map();
    this.awaiting = null;
    this.composer = new Composer({ act: (name, body) => this.act(name, body) });
    this.pinned = h("button", { type: "button", class: "pinned", hidden: true });
    this.log = h("div", { class: "log", role: "log", "aria-live": "polite", "aria-relevant": "additions", tabindex: "0" });
    this.list = h("div", { class: "list", role: "list" });
    this.typing = h("div", { class: "typing", hidden: true, "aria-hidden": "true" }, h("i"), h("i"), h("i"));
    this.log.append(this.list, this.typing);
    this.down = iconButton("back", "↓", () => this.toEnd(true), { class: "round down", hidden: true, tabindex: "-1" });
    this.stuck = true;
    this.log.addEventListener("scroll", () => this.scrolled(), { passive: true });
    const hold = new ResizeObserver(() => { if (this.stuck) this.toEnd(false); });
    hold.observe(this.log);
    hold.observe(this.list);
    this.element = h("div", { class: "conversation" }, this.pinned, h("div", { class: "log-frame" }, this.log, this.down), this.composer.element);
  }

  get isPrivate() { return this.where.chatId > 0; }

  async act(name, body = {}) {
    const place = this.isPrivate ? {} : { chat_id: this.where.chatId, topic: this.where.topic ?? undefined };
    try {
      return await act(this.who(), name, { ...place, ...body });
    } catch (error) {
      toast(this.element, word("failed", error.message));
      return null;
    }
  }

  update(state) {
    const chat = state.chats.find((one) => one.id === this.where.chatId);
    if (!chat) return;
    this.state = state;
    const person = state.people.find((one) => one.key === this.who());
    const entries = chat.messages.filter((entry) => this.isPrivate || !chat.is_forum
      || (entry.message.message_thread_id ?? null) === this.where.topic);
    this.draw(entries, person);
    this.showPinned(chat, entries);
    this.showTyping(chat);
    const fresh = this.isPrivate && !person.started;
    this.composer.update({
      keyboard: this.isPrivate ? chat.keyboard : null,
      commands: this.isPrivate ? person.commands : [],
      botName: state.bot.username,
      mode: !this.isPrivate ? "open" : person.blocked ? "blocked" : fresh ? "fresh" : "open",
    });
    this.answer(person);
  }

  draw(entries, person) {
    const atEnd = this.stuck || !this.drawn.size;
    const kept = new Map();
    const nodes = [];
    let day = null;
    let previous = null;
    for (const group of albums(entries)) {
      const [entry] = group;
      const thisDay = dayOf(entry.message.date, this.state.now);
      if (thisDay !== day) { nodes.push(this.keep(kept, `day ${thisDay}`, () => h("div", { class: "service day", role: "presentation" }, h("span", {}, thisDay)))); day = thisDay; previous = null; }
      const follows = previous === entry.message.from.id;
      const key = `${group.map((one) => `${one.id}:${one.changed}`).join()} ${this.who()} ${follows} ${quotedVersion(entry, entries)}`;
      const node = this.keep(kept, key, () => bubble(group, this.context(person, follows)));
      node.classList.toggle("follows", follows);
      nodes.push(node);
      previous = entry.service ? null : entry.message.from.id;
    }
    if (!entries.length) nodes.push(this.keep(kept, "empty", () => this.emptiness()));
    this.drawn = kept;
    if (nodes.length !== this.list.children.length || nodes.some((node, place) => this.list.children[place] !== node)) {
      const focused = this.focusedKey();
      this.reconcile(nodes);
      this.refocus(focused);
      if (atEnd) this.toEnd(false);
    }
  }

  keep(kept, key, make) {
    const node = this.drawn.get(key) ?? make();
    kept.set(key, node);
    return node;
  }

  // Leaves in place what has not changed, so that nothing jumps and no focus is lost.
  reconcile(nodes) {
    const wanted = new Set(nodes);
    for (const old of [...this.list.children]) if (!wanted.has(old)) old.remove();
    nodes.forEach((node, place) => { if (this.list.children[place] !== node) this.list.insertBefore(node, this.list.children[place] ?? null); });
  }

  // A key whose message was edited is a new element; the focus moves on to it.
  focusedKey() {
    const key = document.activeElement?.closest(".key");
    const row = key?.closest("[data-message]");
    if (!row || !this.list.contains(row)) return null;
    return { message: row.dataset.message, place: [...row.querySelectorAll(".key")].indexOf(key) };
  }

  refocus(focused) {
    if (!focused || document.activeElement?.closest(".key")) return;
    const keys = this.list.querySelectorAll(`[data-message="${focused.message}"] .key`);
    (keys[Math.min(focused.place, keys.length - 1)] ?? this.log).focus({ preventScroll: true });
  }

  emptiness() {
    const bot = this.state.bot;
    if (!this.isPrivate) return h("div", { class: "empty" }, word("emptyChat"));
    const person = this.state.people.find((one) => one.key === this.who());
    const told = bot.descriptions[person.language_code] ?? bot.descriptions[""];
    return h("div", { class: "empty" }, told ? h("p", { class: "told" }, told) : null, h("p", {}, word("hello")));
  }

  context(person, follows) {
    return {
      personId: person.id,
      named: this.named && !follows,
      does: {
        say: (text) => this.act("text", { text }),
        open: (url) => this.act("open", { url }),
        isStart: (url) => startLink(url, this.state.bot.username),
      },
      show: (id) => {
        const row = this.list.querySelector(`[data-message="${id}"]`);
        row?.scrollIntoView({ block: "center", behavior: "smooth" });
        row?.classList.add("flash");
        setTimeout(() => row?.classList.remove("flash"), 1200);
      },
      tap: (element, entry, row, column, button) => this.tap(element, entry, row, column, button),
      menu: (button, entry, own) => this.menu(button, entry, own),
    };
  }

  menu(button, entry, own) {
    const entries = [[word("reply"), () => this.composer.reply(entry)]];
    if (own && (entry.message.text || entry.message.caption)) entries.push([word("edit"), () => this.composer.edit(entry)]);
    if (own || this.isPrivate) entries.push([word("remove"), () => this.act("delete", { message_id: entry.id }), true]);
    menu(button, entries);
  }

  async tap(element, entry, row, column, button) {
    if (button.url && !startLink(button.url, this.state.bot.username)) {
      window.open(button.url, "_blank", "noopener,noreferrer");
      return;
    }
    if (button.copy_text) {
      try { await navigator.clipboard.writeText(button.copy_text.text); } catch { /* the clipboard may be closed to us */ }
      toast(this.element, word("copied"));
      return;
    }
    if (button.switch_inline_query_current_chat !== undefined) {
      this.composer.begin(`@${this.state.bot.username} ${button.switch_inline_query_current_chat}`);
      return;
    }
    element.classList.add("waiting");
    setTimeout(() => element.classList.remove("waiting"), 10000);
    const result = await this.act("tap", { message_id: entry.id, row, column });
    if (result?.kind === "callback") { this.awaiting = { id: result.callback_id, element }; this.update(this.state); } else element.classList.remove("waiting");
    if (result?.kind === "web_app") toast(this.element, word("webApp", result.url));
  }

  answer(person) {
    const given = person.callback;
    if (!this.awaiting || given?.id !== this.awaiting.id || !given.answer) return;
    this.awaiting.element.classList.remove("waiting");
    this.awaiting = null;
    if (given.answer.text && given.answer.show_alert) alertBox(this.element, given.answer.text);
    else if (given.answer.text) toast(this.element, given.answer.text);
    if (given.answer.url && startLink(given.answer.url, this.state.bot.username)) this.act("open", { url: given.answer.url });
  }

  showPinned(chat, entries) {
    const id = [...chat.pinned].reverse().find((one) => entries.some((entry) => entry.id === one));
    const entry = entries.find((one) => one.id === id);
    this.pinned.hidden = !entry;
    if (!entry) return;
    this.pinned.onclick = () => this.context({ id: 0 }, true).show(id);
    this.pinned.replaceChildren(icon("pin"), h("span", {}, h("b", {}, word("pin")), h("span", {}, gist(entry.message))));
  }

  showTyping(chat) {
    const action = chat.action;
    const here = action && (this.isPrivate || (action.message_thread_id ?? null) === this.where.topic);
    if (!here) { this.typing.hidden = true; this.seenAction = null; return; }
    const stale = this.seenAction === undefined;
    if (this.seenAction === action.version) return;
    this.seenAction = action.version;
    if (stale) return;
    const atEnd = this.stuck;
    this.typing.hidden = false;
    if (atEnd) this.toEnd(false);
    clearTimeout(this.typingTimer);
    this.typingTimer = setTimeout(() => { this.typing.hidden = true; }, 5000);
  }

  nearEnd(slack) { return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < slack; }

  // Only a finger that goes up lets go of the end; a shrinking log does not.
  scrolled() {
    const top = this.log.scrollTop;
    if (this.nearEnd(60)) this.stuck = true;
    else if (top < (this.lastTop ?? 0) - 2) this.stuck = false;
    this.lastTop = top;
    this.down.hidden = this.stuck || this.nearEnd(240);
  }

  toEnd(smooth) { this.stuck = true; this.log.scrollTo({ top: this.log.scrollHeight, behavior: smooth ? "smooth" : "instant" }); }
}

function albums(entries) {
  const groups = [];
  for (const entry of entries) {
    const last = groups[groups.length - 1];
    const id = entry.message.media_group_id;
    if (id && last?.[0].message.media_group_id === id) last.push(entry);
    else groups.push([entry]);
  }
  return groups;
}

function quotedVersion(entry, entries) {
  const id = entry.message.reply_to_message?.message_id;
  return id ? entries.find((one) => one.id === id)?.changed ?? 0 : "";
}

function startLink(url, username) {
  try {
    const link = new URL(/^[a-z]+:/i.test(url) ? url : `https://${url}`);
    const domain = link.protocol === "tg:" ? link.searchParams.get("domain") : link.pathname.split("/")[1];
    const telegram = link.protocol === "tg:" || ["t.me", "telegram.me"].includes(link.hostname);
    return telegram && domain?.toLowerCase() === username.toLowerCase() && link.searchParams.has("start");
  } catch {
    return false;
  }
}
