// The bar above the desk: is a bot there, trouble on demand, language, light, start over.

import { h, icon } from "./dom.js";
import { menu, question } from "./popups.js";
import { clearFaults, setFault, startOver } from "./wire.js";
import { LANGUAGES, choose, language, word } from "./words.js";

const FAULTS = { 429: "f429", 500: "f500", cut_before: "cut_before", cut_after: "cut_after", slow: "slow" };
const THEMES = ["system", "light", "dark"];

export class Bar {
  constructor(redraw) {
    this.lamp = h("div", { class: "lamp", role: "status" });
    this.faults = [];
    this.trouble = h("button", { type: "button", class: "bar-button", "aria-haspopup": "menu", onclick: () => this.chooseTrouble() }, icon("storm"), h("span", {}, word("trouble")));
    const reset = h("button", { type: "button", class: "bar-button", onclick: () => question(document.body, word("resetAsk"), word("yes"), startOver) }, icon("reset"), h("span", {}, word("reset")));
    const theme = h("button", { type: "button", class: "bar-button square", "aria-label": word("theme"), title: word("theme"), onclick: nextTheme }, icon("sun"));
    const speech = h("div", { class: "choice", role: "radiogroup", "aria-label": word("language") }, Object.entries(LANGUAGES).map(([code, name]) => h("button", {
      type: "button", class: "chip", role: "radio", lang: code, "aria-checked": String(code === language), onclick: () => { choose(code); redraw(); },
    }, name)));
    document.getElementById("bar").replaceChildren(
      h("div", { class: "brand" }, h("img", { src: "/page/icon.svg", alt: "", width: 34, height: 34 }), h("div", {}, h("h1", {}, "Azamat"), h("small", {}, word("title")))),
      this.lamp, h("div", { class: "bar-tools" }, this.trouble, reset, theme, speech));
    document.getElementById("note").textContent = word("memory");
  }

  update(state) {
    this.faults = state.faults;
    this.trouble.classList.toggle("on", state.faults.length > 0);
    this.lit(state.bot.connected ? "on" : "off", state.bot.connected ? `@${state.bot.username}: ${word("ready")}` : word("nobot"));
  }

  offline() { this.lit("down", word("offline")); }

  lit(kind, text) {
    if (this.lamp.textContent === text) return;
    this.lamp.className = `lamp ${kind}`;
    this.lamp.replaceChildren(h("i", { "aria-hidden": "true" }), h("span", {}, text));
  }

  chooseTrouble() {
    const on = this.faults.map((fault) => fault.kind);
    menu(this.trouble, Object.entries(FAULTS).map(([kind, name]) => [`${on.includes(kind) ? "✓ " : ""}${word(name)}`, async () => {
      const wanted = on.includes(kind) ? on.filter((one) => one !== kind) : [...on, kind];
      await clearFaults();
      for (const one of wanted) await setFault({ kind: one, calls: null, retry_after: 3, seconds: 3 });
    }]));
    document.querySelector(".sheet")?.prepend(h("p", {}, word("troubleHint")));
  }
}

export function applyTheme() {
  const chosen = localStorage.getItem("sandbox-theme") ?? "system";
  document.documentElement.dataset.theme = chosen;
}

function nextTheme() {
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const now = document.documentElement.dataset.theme;
  const isDark = now === "dark" || (now === "system" && dark);
  localStorage.setItem("sandbox-theme", THEMES[isDark ? 1 : 2]);
  applyTheme();
}
