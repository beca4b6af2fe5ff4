// Builds elements from words, never from markup: what a bot says cannot become code here.

export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "class") element.className = value;
    else if (name in PROPERTIES) element[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

const PROPERTIES = { value: 1, textContent: 1, disabled: 1, hidden: 1, checked: 1 };

// One icon per word; paths are drawn by hand on a 24 by 24 grid.
const PATHS = {
  send: "M4 12 20 4l-4 16-4-6zM12 14l8-10",
  attach: "M8 12.5 14.5 6a3.2 3.2 0 0 1 4.5 4.5l-8 8a5 5 0 0 1-7-7l7.5-7.5",
  photo: "M4 6h16v12H4zM4 15l5-4 4 3 3-2 4 3M15.5 9.5h.01",
  file: "M7 3h7l4 4v14H7zM14 3v4h4",
  album: "M3 8h13v12H3zM7 8V4h14v12h-5M3 17l4-3 3 2 2-1.500 4 3",
  place: "M12 21c5-6 7-8.500 7-12a7 7 0 0 0-14 0c0 3.500 2 6 7 12zM12 11.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5z",
  contact: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.500 20c1-4 4-5.500 7.500-5.500s6.500 1.500 7.500 5.500",
  voice: "M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3zM6 11a6 6 0 0 0 12 0M12 17v4",
  sticker: "M4 12a8 8 0 1 1 16 0c-4 0-7 3-8 8a8 8 0 0 1-8-8zM9 10h.01M15 10h.01M9 14c1 1 2 1.300 3 1.300",
  menu: "M5 7h14M5 12h14M5 17h9",
  keys: "M4 6h16v12H4zM7.500 10h.01M12 10h.01M16.500 10h.01M8 14.500h8",
  back: "M14 5l-7 7 7 7",
  more: "M12 6h.01M12 12h.01M12 18h.01",
  close: "M6 6l12 12M18 6 6 18",
  pin: "M9 4h6l-1 6 3 3H7l3-3zM12 13v7",
  play: "M9 6l9 6-9 6z",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.500 1.500M17.500 17.500 19 19M19 5l-1.500 1.500M6.500 17.500 5 19",
  storm: "M7 15a4 4 0 0 1 0-8 5 5 0 0 1 9.500 1A3.500 3.500 0 0 1 17 15M12.500 11l-3 5h4l-3 5",
  reset: "M5 12a7 7 0 1 0 2-5L4 10M4 4v6h6",
  plus: "M12 5v14M5 12h14",
  link: "M8 16 16 8M10 8h6v6",
  copy: "M9 9h10v11H9zM6 15H5V4h10v2",
  lock: "M6 11h12v9H6zM9 11V8a3 3 0 0 1 6 0v3",
};

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

export function iconButton(name, label, onclick, attributes = {}) {
  return h("button", { type: "button", class: "round", "aria-label": label, title: label, onclick, ...attributes }, icon(name));
}
