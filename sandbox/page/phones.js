// The phones on the desk: of one person each, and the one that the volunteers share.

import { h, icon, iconButton } from "./dom.js";
import { Conversation } from "./conversation.js";
import { gist } from "./formatting.js";
import { menu, prompt, question } from "./popups.js";
import { act, groupAct } from "./wire.js";
import { timeOf, word } from "./words.js";

const botFace = () => h("img", { class: "face", src: "/page/icon.svg", alt: "", width: 40, height: 40 });
export const letter = (text, id) => h("span", { class: `face hue-${Math.abs(id) % 6}`, "aria-hidden": "true" }, /^№ ?(\d{1,3})/.exec(text)?.[1] ?? [...text][0] ?? "?");

export class PersonPhone {
  constructor(person, role) {
    this.key = person.key;
    this.talk = new Conversation({ chatId: person.id, topic: null }, () => person.key, false);
    this.line = h("small", {});
    this.botName = h("b", {});
    this.blocks = h("input", { type: "checkbox", role: "switch", onchange: () => act(this.key, this.blocks.checked ? "block" : "unblock") });
    this.element = h("section", { class: "phone", "aria-label": person.name },
      h("div", { class: "owner" }, letter(person.name, person.id), h("div", { class: "owner-words" }, h("b", {}, person.name), h("small", {}, `${role} · ${person.language_code}`)),
        h("label", { class: "switch" }, this.blocks, h("span", { class: "knob" }), h("span", {}, word("blocks")))),
      h("div", { class: "device" }, h("div", { class: "head" }, botFace(), h("div", { class: "head-words" }, this.botName, this.line)), this.talk.element));
  }

  update(state) {
    const person = state.people.find((one) => one.key === this.key);
    if (!person) return;
    this.blocks.checked = person.blocked;
    this.botName.textContent = state.bot.names[person.language_code] ?? state.bot.first_name;
    this.talk.update(state);
    const chat = state.chats.find((one) => one.id === person.id);
    const busy = !this.talk.typing.hidden && chat.action;
    this.line.textContent = busy ? `${word(chat.action.action === "typing" ? "typing" : "sendingFile")}…` : word("bot");
    this.line.classList.toggle("accent", Boolean(busy));
  }
}

export class VolunteersPhone {
  constructor(chat, state) {
    this.chatId = chat.id;
    this.people = chat.members.map((member) => state.people.find((one) => one.id === member.id));
    this.key = "volunteers";
    this.who = this.people[0].key;
    this.open = null;
    this.talks = new Map();
    this.head = h("div", { class: "head" });
    this.screen = h("div", { class: "screen" });
    this.choice = h("div", { class: "choice", role: "radiogroup", "aria-label": word("as") });
    this.element = h("section", { class: "phone shared", "aria-label": word("volunteers") },
      h("div", { class: "owner" }, h("div", { class: "owner-words" }, h("b", {}, word("volunteers")), h("small", {}, word("as"))), this.choice),
      h("div", { class: "device" }, this.head, this.screen));
  }

  update(state) {
    this.state = state;
    let chat = state.chats.find((one) => one.id === this.chatId);
    while (chat?.migrated_to) {
      this.chatId = chat.migrated_to;
      this.open = null;
      this.talks.clear();
      chat = state.chats.find((one) => one.id === this.chatId);
    }
    chat ??= state.chats.find((one) => one.id < 0 && !one.migrated_to);
    if (!chat) return;
    if (chat.id !== this.chatId) this.talks.clear();
    this.chatId = chat.id;
    this.chat = chat;
    this.choice.replaceChildren(...this.people.map((person) => h("button", {
      type: "button", role: "radio", "aria-checked": String(person.key === this.who), class: "chip", onclick: () => { this.who = person.key; this.update(this.state); },
    }, person.name)));
    if (typeof this.open === "number" && !chat.topics.some((topic) => topic.id === this.open)) this.open = null;
    if (this.open === null) this.showList();
    else this.showTalk();
  }

  showList() {
    this.head.replaceChildren(letter(this.chat.title, this.chat.id), h("div", { class: "head-words" }, h("b", {}, this.chat.title), h("small", {}, word("topics"))),
      iconButton("plus", word("newTopic"), () => prompt(this.element, word("topicName"), "", word("create"), (name) => groupAct(this.chatId, "create_topic", { name, by: this.who }))));
    const rows = [
      this.row(botFace(), word("privateChat"), this.lastIn(this.personId(), undefined), () => this.go("private")),
      this.row(h("span", { class: "face general" }, "#"), word("general"), this.lastIn(this.chatId, null), () => this.go("general")),
      ...[...this.chat.topics].reverse().map((topic) => this.row(letter(topic.name, topic.icon_color), topic.name, this.lastIn(this.chatId, topic.id), () => this.go(topic.id), topic.closed)),
    ];
    if (!this.chat.topics.length) rows.push(h("p", { class: "empty" }, word("noTopics")));
    const list = h("div", { class: "topics", role: "list" }, rows);
    const focused = [...this.screen.querySelectorAll(".topic")].indexOf(document.activeElement);
    this.screen.replaceChildren(list);
    if (focused >= 0) list.querySelectorAll(".topic")[focused]?.focus();
  }

  row(face, name, entry, onclick, closed) {
    return h("div", { role: "listitem" }, h("button", { type: "button", class: "topic", onclick }, face,
      h("span", { class: "topic-words" }, h("b", {}, name, closed ? h("span", { class: "lock" }, icon("lock")) : null),
        h("span", {}, entry ? `${entry.message.from.first_name}: ${gist(entry.message)}` : word("emptyChat"))),
      entry ? h("time", {}, timeOf(entry.message.date)) : null));
  }

  lastIn(chatId, topic) {
    const entries = this.state.chats.find((one) => one.id === chatId)?.messages ?? [];
    return entries.filter((one) => topic === undefined || (one.message.message_thread_id ?? null) === topic).at(-1);
  }

  personId() { return this.people.find((one) => one.key === this.who).id; }

  go(open) {
    this.open = open;
    this.update(this.state);
    this.screen.querySelector("textarea")?.focus({ preventScroll: true });
  }

  showTalk() {
    const topic = this.chat.topics.find((one) => one.id === this.open);
    const isPrivate = this.open === "private";
    const title = isPrivate ? this.state.bot.first_name : topic?.name ?? word("general");
    const more = topic ? iconButton("more", word("actions"), () => this.topicMenu(more, topic)) : null;
    this.head.replaceChildren(...[iconButton("back", word("back"), () => { this.open = null; this.update(this.state); this.screen.querySelector(".topic")?.focus(); }),
      isPrivate ? botFace() : topic ? letter(topic.name, topic.icon_color) : h("span", { class: "face general" }, "#"),
      h("div", { class: "head-words" }, h("b", {}, title), h("small", {}, topic?.closed ? word("closed") : isPrivate ? word("bot") : this.chat.title)), more].filter(Boolean));
    const name = isPrivate ? `private ${this.who}` : String(this.open);
    if (!this.talks.has(name)) {
      const who = this.who;
      this.talks.set(name, isPrivate
        ? new Conversation({ chatId: this.personId(), topic: null }, () => who, false)
        : new Conversation({ chatId: this.chatId, topic: topic?.id ?? null }, () => this.who, true));
    }
    const talk = this.talks.get(name);
    if (this.screen.firstChild !== talk.element) { this.screen.replaceChildren(talk.element); talk.update(this.state); talk.toEnd(false); } else talk.update(this.state);
  }

  topicMenu(button, topic) {
    const by = this.who;
    menu(button, [
      [word(topic.closed ? "reopenTopic" : "closeTopic"), () => groupAct(this.chatId, topic.closed ? "reopen_topic" : "close_topic", { topic: topic.id, by })],
      [word("deleteTopic"), () => question(this.element, `${word("deleteTopic")}: «${topic.name}»?`, word("yes"), () => groupAct(this.chatId, "delete_topic", { topic: topic.id, by })), true],
    ]);
  }
}
