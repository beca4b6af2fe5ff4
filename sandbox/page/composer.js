// Where a person writes: the field, attachments, the command menu, the reply keyboard.

import { h, icon, iconButton } from "./dom.js";
import { gist } from "./formatting.js";
import { menu } from "./popups.js";
import { readFile } from "./wire.js";
import { word } from "./words.js";

export class Composer {
  // `does` sends: say(text, replyTo), edit(id, text), act(name, body), start(), unblock().
  constructor(does) {
    this.does = does;
    this.replying = null;
    this.editing = null;
    this.keysHidden = false;
    this.signature = "";
    this.field = h("textarea", {
      class: "field", rows: "1", placeholder: word("write"), "aria-label": word("write"), maxlength: "4096",
      oninput: () => this.grow(),
      onkeydown: (event) => this.key(event),
    });
    this.context = h("div", { class: "context", hidden: true });
    this.commands = h("div", { class: "commands", role: "menu", hidden: true });
    this.commandButton = h("button", { type: "button", class: "menu-button", hidden: true, "aria-expanded": "false", onclick: () => this.toggleCommands() }, icon("menu"), h("span", {}, word("commands")));
    this.attachButton = iconButton("attach", word("attach"), () => this.attach());
    this.keysButton = iconButton("keys", word("keyboard"), () => { this.keysHidden = !this.keysHidden; this.showKeys(); }, { hidden: true });
    this.keys = h("div", { class: "reply-keys", hidden: true });
    this.picker = h("input", { type: "file", hidden: true, tabindex: "-1", "aria-hidden": "true" });
    this.form = h("form", { class: "composer", onsubmit: (event) => { event.preventDefault(); this.send(); } },
      this.commandButton, this.attachButton, this.field, this.keysButton,
      h("button", { type: "submit", class: "round send", "aria-label": word("send"), title: word("send") }, icon("send")));
    this.big = h("button", { type: "button", class: "big-start", hidden: true });
    this.element = h("div", { class: "bottom" }, this.commands, this.context, this.form, this.big, this.keys, this.picker);
  }

  update({ keyboard, commands, mode, botName }) {
    this.botName = botName;
    const signature = JSON.stringify([keyboard, commands, mode]);
    if (signature === this.signature) return;
    const before = this.keyboard;
    this.signature = signature;
    this.keyboard = keyboard;
    this.list = commands;
    this.form.hidden = mode !== "open";
    this.big.hidden = mode === "open";
    this.big.textContent = mode === "blocked" ? word("restart") : word("start");
    this.big.onclick = () => (mode === "blocked" ? this.does.act("unblock") : this.does.act("start"));
    this.commandButton.hidden = !commands.length;
    if (!commands.length) this.commands.hidden = true;
    if (JSON.stringify(before) !== JSON.stringify(keyboard)) this.keysHidden = false;
    this.field.placeholder = keyboard?.input_field_placeholder ?? word("write");
    this.showKeys();
  }

  showKeys() {
    const rows = this.keyboard?.keyboard;
    this.keysButton.hidden = !rows;
    this.keys.hidden = !rows || this.keysHidden || this.form.hidden;
    this.keysButton.setAttribute("aria-pressed", String(!this.keys.hidden));
    this.keys.replaceChildren(...(rows ?? []).map((row) => h("div", { class: "key-row" }, row.map((key) => h("button", {
      type: "button", class: "reply-key", onclick: () => this.does.act("key", { label: key.text }),
    }, key.request_contact ? icon("contact") : key.request_location ? icon("place") : null, h("span", {}, key.text))))));
  }

  key(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); this.send(); }
    if (event.key === "Escape") this.leaveContext();
    if (event.key === "ArrowDown" && !this.commands.hidden) { event.preventDefault(); this.commands.querySelector("button")?.focus(); }
  }

  grow() {
    this.field.style.height = "auto";
    this.field.style.height = `${Math.min(this.field.scrollHeight, 132)}px`;
    const typed = this.field.value;
    const inline = /^@(\w+) (.*)$/s.exec(typed);
    if (inline && inline[1].toLowerCase() === this.botName?.toLowerCase()) this.ask(inline[2]);
    else if (/^\/\w*$/.test(typed)) this.showCommands(typed.slice(1));
    else if (this.commandButton.getAttribute("aria-expanded") === "false") this.commands.hidden = true;
  }

  async send() {
    const text = this.field.value.trim();
    if (!text) return;
    const { editing, replying } = this;
    this.field.value = "";
    this.leaveContext();
    this.closeCommands();
    this.grow();
    if (editing) await this.does.act("edit", { message_id: editing.id, text });
    else await this.does.act("text", { text, reply_to: replying?.id });
  }

  reply(entry) { this.editing = null; this.replying = entry; this.showContext(word("reply"), entry); }

  edit(entry) {
    this.replying = null;
    this.editing = entry;
    this.field.value = entry.message.text ?? entry.message.caption ?? "";
    this.showContext(word("edit"), entry);
    this.grow();
  }

  showContext(label, entry) {
    this.context.hidden = false;
    this.context.replaceChildren(h("div", {}, h("b", {}, label), h("span", {}, gist(entry.message))), iconButton("close", word("cancel"), () => this.leaveContext(), { class: "round small" }));
    this.field.focus();
  }

  leaveContext() {
    if (this.editing) this.field.value = "";
    this.editing = this.replying = null;
    this.context.hidden = true;
  }

  toggleCommands() {
    if (this.commands.hidden) { this.commandButton.setAttribute("aria-expanded", "true"); this.showCommands(""); this.commands.querySelector("button")?.focus(); } else this.closeCommands();
  }

  closeCommands() { this.commands.hidden = true; this.commandButton.setAttribute("aria-expanded", "false"); }

  showCommands(beginning) {
    const fitting = (this.list ?? []).filter((one) => one.command.startsWith(beginning.toLowerCase()));
    this.commands.hidden = !fitting.length;
    this.commands.replaceChildren(...fitting.map((one) => h("button", {
      type: "button", role: "menuitem",
      onkeydown: (event) => this.walk(event),
      onclick: () => { this.closeCommands(); this.field.value = ""; this.does.act("text", { text: `/${one.command}` }); this.field.focus(); },
    }, h("b", {}, `/${one.command}`), h("span", {}, one.description))));
  }

  // Inline mode: what is typed after the bot's name is asked once the fingers rest.
  ask(query) {
    clearTimeout(this.asking);
    this.asking = setTimeout(async () => {
      const asked = await this.does.act("inline", { query, wait: true, timeout: 5 });
      if (!asked || !this.field.value.startsWith("@")) return;
      const results = asked.answer?.results ?? [];
      this.commands.hidden = false;
      this.commands.replaceChildren(...(results.length ? results.map((result) => h("button", {
        type: "button", role: "menuitem", class: "offer", onkeydown: (event) => this.walk(event),
        onclick: () => {
          this.closeCommands();
          this.field.value = "";
          this.does.act("choose", { inline_query_id: asked.inline_query_id, result_id: result.id, query });
        },
      }, h("b", {}, result.title ?? result.type), h("span", {}, result.description ?? ""))) : [h("p", {}, word("noResults"))]));
    }, 300);
  }

  begin(text) { this.field.value = text; this.field.focus(); this.grow(); }

  walk(event) {
    const next = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
    if (next) { event.preventDefault(); (event.currentTarget[next] ?? this.field).focus(); }
    if (event.key === "Escape") { this.closeCommands(); this.field.focus(); }
  }

  attach() {
    const send = (name, body = {}) => this.does.act(name, body);
    menu(this.attachButton, [
      [word("photo"), () => this.pick("image/*", false, ([file]) => send("photo", file)), false, "photo"],
      [word("document"), () => this.pick("", false, ([file]) => send("document", file)), false, "file"],
      [word("album"), () => this.pick("image/*", true, (files) => (files.length > 1 ? send("album", { items: files.slice(0, 10) }) : send("photo", files[0]))), false, "album"],
      [word("location"), () => send("location"), false, "place"],
      [word("contact"), () => send("contact"), false, "contact"],
      [word("other"), () => send("contact", { phone_number: "+77770001122", own: false }), false, "contact"],
      [word("voice"), () => send("voice", { duration: 7 }), false, "voice"],
      [word("sticker"), () => send("sticker", { emoji: ["🙂", "🌷", "👍", "🤝"][Math.floor(Math.random() * 4)] }), false, "sticker"],
    ]);
  }

  pick(accept, several, then) {
    this.picker.accept = accept;
    this.picker.multiple = several;
    this.picker.value = "";
    this.picker.onchange = async () => {
      const files = await Promise.all([...this.picker.files].map(readFile));
      if (files.length) then(files);
    };
    this.picker.click();
  }
}
