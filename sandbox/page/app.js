// Puts the phones on the desk and keeps them as the sandbox tells.

import { h } from "./dom.js";
import { Bar, applyTheme } from "./bar.js";
import { PersonPhone, VolunteersPhone, letter } from "./phones.js";
import { listen } from "./wire.js";
import { choose, language, word } from "./words.js";

const ADMINISTRATOR = "asel";
let bar;
let phones = [];
let latest = null;
let shown = 0;

applyTheme();
choose(language);
bar = new Bar(rebuild);
listen((state) => {
  if (latest && latest.run !== state.run) phones = []; // another sandbox: nothing on the screen is its
  latest = state;
  show(state);
}, (online) => { if (!online) bar.offline(); });

function rebuild() {
  bar = new Bar(rebuild);
  phones = [];
  if (latest) show(latest);
}

function show(state) {
  const cast = castOf(state);
  if (phones.map((phone) => phone.key).join() !== cast.map((one) => one.key).join()) lay(state, cast);
  bar.update(state);
  for (const phone of phones) phone.update(state);
}

// Citizens, then the volunteers' group, then the administrator, then whoever came later.
function castOf(state) {
  const groups = state.chats.filter((chat) => chat.id < 0 && !chat.migrated_to && chat.members.length);
  const volunteers = new Set(groups.flatMap((chat) => chat.members.map((member) => member.id)));
  const alone = state.people.filter((person) => !volunteers.has(person.id));
  const citizens = alone.filter((person) => person.key !== ADMINISTRATOR);
  const administrators = alone.filter((person) => person.key === ADMINISTRATOR);
  return [
    ...citizens.slice(0, 2).map((person) => ({ key: person.key, person, role: word("citizen") })),
    ...groups.slice(0, 1).map((chat) => ({ key: "volunteers", chat })),
    ...administrators.map((person) => ({ key: person.key, person, role: word("administrator") })),
    ...citizens.slice(2).map((person) => ({ key: person.key, person, role: word("citizen") })),
  ];
}

function lay(state, cast) {
  phones = cast.map((one) => (one.chat ? new VolunteersPhone(one.chat, state) : new PersonPhone(one.person, one.role)));
  document.getElementById("desk").replaceChildren(...phones.map((phone) => phone.element));
  const tabs = phones.map((phone, place) => h("button", { type: "button", role: "tab", class: "tab", onclick: () => turnTo(place), onkeydown: (event) => walk(event, place) },
    cast[place].chat ? h("span", { class: "face general", "aria-hidden": "true" }, "#") : letter(cast[place].person.name, cast[place].person.id),
    h("span", {}, cast[place].chat ? word("topics") : cast[place].person.name)));
  document.getElementById("tabs").replaceChildren(...tabs);
  turnTo(Math.min(shown, phones.length - 1));
}

function walk(event, place) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const next = (place + step + phones.length) % phones.length;
  turnTo(next);
  document.querySelectorAll(".tab")[next].focus();
}

function turnTo(place) {
  shown = place;
  phones.forEach((phone, other) => phone.element.classList.toggle("front", other === place));
  document.querySelectorAll(".tab").forEach((tab, other) => tab.setAttribute("aria-selected", String(other === place)));
  phones[place]?.talk?.toEnd(false);
}
