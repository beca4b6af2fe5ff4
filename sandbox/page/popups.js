// What lies over a phone for a while: toasts, alerts, questions, menus, big pictures.

import { h, icon, iconButton } from "./dom.js";
import { word } from "./words.js";

const frameOf = (element) => element.closest(".phone") ?? document.body;

export function toast(near, text) {
  const frame = frameOf(near);
  frame.querySelector(".toast")?.remove();
  const note = h("div", { class: "toast", role: "status" }, text);
  frame.append(note);
  setTimeout(() => note.remove(), Math.max(3500, text.length * 60));
}

// A window over the phone. Escape and the backdrop close it; focus returns where it was.
function overlay(near, kind, label, content, onclose = () => {}) {
  const before = document.activeElement;
  const dialog = h("dialog", { class: kind, "aria-label": label });
  const close = () => dialog.close();
  dialog.append(...content(close));
  dialog.addEventListener("close", () => { dialog.remove(); onclose(); before?.focus?.(); });
  dialog.addEventListener("click", (event) => { if (event.target === dialog) close(); });
  frameOf(near).append(dialog);
  dialog.showModal();
  placeOver(dialog, frameOf(near));
  return dialog;
}

function placeOver(dialog, frame) {
  if (frame === document.body || dialog.classList.contains("lightbox")) return;
  const box = frame.getBoundingClientRect();
  dialog.style.left = `${box.left + box.width / 2}px`;
  dialog.style.top = `${box.top + box.height / 2}px`;
}

export function alertBox(near, text) {
  overlay(near, "box", text, (close) => [
    h("p", {}, text),
    h("div", { class: "box-buttons" }, h("button", { type: "button", class: "plain", autofocus: true, onclick: close }, word("ok"))),
  ]).setAttribute("role", "alertdialog");
}

export function question(near, text, yes, onyes) {
  overlay(near, "box", text, (close) => [
    h("p", {}, text),
    h("div", { class: "box-buttons" },
      h("button", { type: "button", class: "plain", autofocus: true, onclick: close }, word("no")),
      h("button", { type: "button", class: "plain danger", onclick: () => { close(); onyes(); } }, yes)),
  ]);
}

export function prompt(near, text, initial, yes, onyes) {
  const field = h("input", { class: "field", value: initial, "aria-label": text, maxlength: "128" });
  overlay(near, "box", text, (close) => [
    h("form", { method: "dialog", onsubmit: (event) => { event.preventDefault(); const value = field.value.trim(); close(); if (value) onyes(value); } },
      h("p", {}, text), field,
      h("div", { class: "box-buttons" },
        h("button", { type: "button", class: "plain", onclick: close }, word("cancel")),
        h("button", { type: "submit", class: "plain" }, yes))),
  ]);
  field.focus();
}

export function lightbox(near, source, label) {
  overlay(near, "lightbox", label, (close) => [
    h("img", { src: source, alt: label }), iconButton("close", word("close"), close),
  ]);
}

// A small menu that opens by its button; entries are [label, what to do, dangerous?, icon?].
export function menu(button, entries) {
  document.querySelector(".sheet")?.remove();
  const sheet = h("div", { class: "sheet", role: "menu" });
  const close = () => { sheet.remove(); removeEventListener("pointerdown", outside, true); button.focus(); };
  const outside = (event) => { if (!sheet.contains(event.target)) { sheet.remove(); removeEventListener("pointerdown", outside, true); } };
  for (const [label, does, dangerous, picture] of entries) {
    sheet.append(h("button", { type: "button", role: "menuitem", class: dangerous ? "danger" : "", onclick: () => { close(); does(); } },
      picture ? icon(picture) : null, h("span", {}, label)));
  }
  sheet.addEventListener("keydown", (event) => {
    const items = [...sheet.querySelectorAll("button")];
    const at = items.indexOf(document.activeElement);
    if (event.key === "Escape") close();
    if (event.key === "ArrowDown") { event.preventDefault(); items[(at + 1) % items.length].focus(); }
    if (event.key === "ArrowUp") { event.preventDefault(); items[(at + items.length - 1) % items.length].focus(); }
  });
  document.body.append(sheet);
  const from = button.getBoundingClientRect();
  const size = sheet.getBoundingClientRect();
  const frame = frameOf(button).getBoundingClientRect();
  const wanted = from.left + from.width / 2 < frame.left + frame.width / 2 ? from.left : from.right - size.width;
  sheet.style.left = `${Math.max(8, Math.min(wanted, innerWidth - size.width - 8))}px`;
  sheet.style.top = `${from.bottom + size.height + 8 > innerHeight ? Math.max(8, from.top - size.height - 4) : from.bottom + 4}px`;
  sheet.querySelector("button")?.focus();
  addEventListener("pointerdown", outside, true);
}
