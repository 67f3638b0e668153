// The counter: type three letters, look at the pages, print.

import { ask, byId, element, say } from "./common.js";
import { Cover } from "./cover.js";
import { Patient } from "./patient.js";
import { Preview } from "./preview.js";
import { Search } from "./search.js";

const KEPT = ["clinic", "locale", "paper", "edition"]; // remembered on this computer; nothing of a patient is
const TYPING = 200; // milliseconds without a key before the pages are drawn anew

const preview = new Preview();
const patient = new Patient((told) => soon(told));
const cover = new Cover(() => show(), (answer) => preview.refuse(answer));
const search = new Search(
  (name) => {
    medicine = name;
    show();
  },
  (name) => {
    // Laid out while it is still being typed: after Enter the pages are there.
    if (!cover.key) ask("/show", { method: "POST", body: JSON.stringify({ order: order(name) }) });
  },
);
let medicine = null;
let content = { leaflets: [], locales: [], clinics: [] };
let waiting = 0;

function soon(told = "") {
  clearTimeout(waiting);
  waiting = setTimeout(() => show(told), TYPING);
}

function leaflets(name) {
  return content.leaflets.filter((leaflet) => leaflet.medicine === name);
}

/** The chosen locale, or where the medicine has no leaflet in it, one that it has. */
function localeFor(name) {
  const chosen = byId("locale").value;
  const there = leaflets(name).map((leaflet) => leaflet.locale);
  if (there.includes(chosen)) return chosen;
  return there.find((tag) => tag.split("-")[0] === chosen.split("-")[0]) ?? there[0] ?? chosen;
}

/** Pixels an inch of the pictures, as many as the place beside the choices shows; a page is 8.4 inches wide. */
function dots() {
  const column = byId("sheets").clientWidth;
  const width = column > 800 ? (column - 16) / 2 : column;
  const needed = (width * devicePixelRatio) / 8.4;
  return Math.max(64, Math.min(192, Math.ceil(needed / 16) * 16));
}

function order(name = medicine) {
  return {
    medicine: name,
    locale: localeFor(name),
    clinic: byId("clinic").value || null,
    edition: byId("edition").value,
    paper: byId("paper").value || null,
    cover: cover.key,
    cover_alt: cover.key ? cover.alt() : null,
    dots: dots(),
  };
}

async function show(told = "") {
  clearTimeout(waiting);
  if (!medicine) return;
  const asked = order();
  const name = leaflets(medicine).find((leaflet) => leaflet.locale === asked.locale)?.name ?? medicine;
  const answer = await preview.show(asked, patient.value(), name, told);
  if (answer?.gone) cover.lost();
}

function print() {
  if (!preview.file) return;
  preview.print().then(() => patient.clear());
}

function fill(id, items, usual = "") {
  const select = byId(id);
  const chosen = select.value || localStorage.getItem(`leaflet-${id}`) || usual;
  select.replaceChildren(
    ...[...select.options].filter((option) => option.value === ""),
    ...items.map(([value, text]) => element("option", text, { value })),
  );
  if (items.some(([value]) => value === chosen)) select.value = chosen;
}

async function load() {
  const answer = await ask("/content");
  if (answer.problems) return preview.refuse(answer);
  content = answer;
  const used = new Set(content.leaflets.map((leaflet) => leaflet.locale));
  fill("clinic", content.clinics.map((clinic) => [clinic.clinic, clinic.name]));
  fill("locale", content.locales.filter(({ locale }) => used.has(locale)).map(({ locale, name }) => [locale, name]), content.usual);
  const byName = new Map();
  for (const { medicine: key, name, also = [] } of content.leaflets) {
    const known = byName.get(key) ?? { medicine: key, name, also: [] };
    known.also = [...new Set([...known.also, ...also])];
    byName.set(key, known);
  }
  search.medicines = [...byName.values()];
  return null;
}

function listen() {
  for (const id of KEPT) {
    byId(id).addEventListener("change", () => {
      localStorage.setItem(`leaflet-${id}`, byId(id).value);
      show();
    });
  }
  byId("clinic").addEventListener("change", () => {
    const own = content.clinics.find(({ clinic }) => clinic === byId("clinic").value)?.locale;
    if (own && [...byId("locale").options].some(({ value }) => value === own)) {
      byId("locale").value = own;
      byId("locale").dispatchEvent(new Event("change"));
    }
  });
  byId("print").addEventListener("click", print);
  byId("download").addEventListener("click", () => preview.download());
  addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "p") {
      event.preventDefault();
      print();
    }
  });
  byId("choices").addEventListener("submit", (event) => event.preventDefault());
}

/** For authors: an edited file shows its new page, or its mistakes, at once. */
function watch() {
  const events = new EventSource("/events");
  let edits = null;
  events.addEventListener("message", async ({ data }) => {
    const changed = edits !== null && data !== edits;
    edits = data;
    if (!changed) return;
    await load();
    show(say("edited"));
  });
}

listen();
byId("edition").value = localStorage.getItem("leaflet-edition") ?? "standard";
byId("paper").value = localStorage.getItem("leaflet-paper") ?? "";
await load();
const asked = new URLSearchParams(location.search);
if (leaflets(asked.get("medicine")).length) {
  medicine = asked.get("medicine");
  if (leaflets(medicine).some(({ locale }) => locale === asked.get("locale"))) byId("locale").value = asked.get("locale");
  byId("search").value = leaflets(medicine)[0].name;
  show();
} else if (byId("search").value.trim()) {
  search.look(); // somebody typed before the list was here
}
watch();
