// What a message carries besides words: pictures, files, cards.

import { h, icon } from "./dom.js";
import { fileUrl } from "./wire.js";
import { word, sizeOf } from "./words.js";
import { lightbox } from "./popups.js";

export function carried(message) {
  const made = [];
  if (message.photo) made.push(photo(message));
  else if (message.animation) made.push(film(message.animation, true));
  else if (message.document) made.push(file(message.document));
  if (message.video) made.push(film(message.video, false));
  if (message.video_note) made.push(film(message.video_note, false));
  if (message.audio) made.push(file(message.audio), player(message.audio));
  if (message.voice) made.push(voice(message.voice));
  if (message.sticker) made.push(h("div", { class: "sticker", role: "img", "aria-label": word("sticker") }, message.sticker.emoji ?? "🙂"));
  if (message.venue) made.push(place(message.venue.location, message.venue));
  else if (message.location) made.push(place(message.location, null));
  if (message.contact) made.push(contact(message.contact));
  if (message.poll) made.push(poll(message.poll));
  if (message.dice) made.push(h("div", { class: "sticker", role: "img", "aria-label": `${message.dice.emoji} ${message.dice.value}` }, message.dice.emoji, h("small", {}, String(message.dice.value))));
  return made;
}

export function photo(message) {
  const size = message.photo[message.photo.length - 1];
  const image = h("img", { src: fileUrl(size.file_id), alt: message.caption ?? word("photo"), width: size.width, height: size.height, loading: "lazy", draggable: "false" });
  const box = h("button", { type: "button", class: "photo", "aria-label": word("photo"), onclick: () => {
    if (box.classList.contains("covered")) box.classList.remove("covered");
    else lightbox(box, image.src, image.alt);
  } }, image);
  if (message.has_media_spoiler) box.classList.add("covered");
  return box;
}

function film(video, loops) {
  const element = h("video", { class: "film", src: fileUrl(video.file_id), controls: !loops, preload: "metadata", width: video.width ?? 240, height: video.height ?? 240 });
  element.muted = loops; element.loop = loops; element.autoplay = loops;
  return element;
}

function file(document) {
  return h("a", { class: "file", href: fileUrl(document.file_id), download: document.file_name ?? "file", title: word("download") },
    h("span", { class: "disc" }, icon("file")),
    h("span", { class: "file-words" }, h("b", {}, document.file_name ?? word("document")), h("small", {}, sizeOf(document.file_size ?? 0))));
}

const player = (audio) => h("audio", { src: fileUrl(audio.file_id), controls: true, preload: "none" });

function voice(voice) {
  const bars = h("span", { class: "wave", "aria-hidden": "true" });
  for (let place = 0; place < 28; place += 1) {
    const bar = h("i");
    bar.style.height = `${4 + Math.abs(Math.sin(place * 1.7) + Math.cos(place * 0.6)) * 8}px`;
    bars.append(bar);
  }
  const seconds = voice.duration ?? 0;
  const length = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  return h("a", { class: "file voice", href: fileUrl(voice.file_id), download: "voice.ogg", title: word("download"), "aria-label": `${word("voice")} ${length}` },
    h("span", { class: "disc" }, icon("play")), h("span", { class: "file-words" }, bars, h("small", {}, length)));
}

function place(point, venue) {
  const where = `${point.latitude.toFixed(5)}, ${point.longitude.toFixed(5)}`;
  return h("div", { class: "place" },
    h("div", { class: "map", role: "img", "aria-label": `${word("location")} ${where}` }, icon("place")),
    h("div", { class: "place-words" }, venue ? [h("b", {}, venue.title), h("span", {}, venue.address)] : h("b", {}, word("location")), h("small", {}, where)));
}

function contact(contact) {
  const name = [contact.first_name, contact.last_name].filter(Boolean).join(" ");
  return h("div", { class: "file contact" }, h("span", { class: "disc person" }, name.slice(0, 1)),
    h("span", { class: "file-words" }, h("b", {}, name), h("a", { href: `tel:${contact.phone_number}` }, contact.phone_number)));
}

function poll(poll) {
  return h("div", { class: "poll" }, h("b", {}, poll.question), h("small", {}, word("poll")),
    h("ul", {}, poll.options.map((option) => h("li", {}, option.text))));
}
