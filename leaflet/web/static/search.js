// Type-ahead over medicines: the first letters of a name or brand, arrows, Enter.
// The pattern is the ARIA Authoring Practices' combobox with a list box.

import { byId, element, say } from "./common.js";

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** How well a medicine fits what was typed: 0 best, Infinity not at all. */
function distance(medicine, typed) {
  const names = [medicine.name, medicine.medicine, ...medicine.also].map(plain);
  if (names[0].startsWith(typed)) return 0;
  if (names.some((name) => name.startsWith(typed))) return 1;
  if (names.some((name) => name.split(/[\s-]+/).some((word) => word.startsWith(typed)))) return 2;
  return names.some((name) => name.includes(typed)) ? 3 : Infinity;
}

export class Search {
  /**
   * @param chosen is called with a medicine's name,
   * @param likely with one that will probably be chosen.
   */
  constructor(chosen, likely) {
    this.chosen = chosen;
    this.likely = likely;
    this.guess = null;
    this.medicines = [];
    this.found = [];
    this.at = 0;
    this.input = byId("search");
    this.list = byId("found");
    this.input.addEventListener("input", () => this.look());
    this.input.addEventListener("focus", () => this.input.select());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.close());
    this.list.addEventListener("pointerdown", (event) => {
      const item = event.target.closest("li[data-index]");
      event.preventDefault(); // the field keeps the focus
      if (item) this.take(Number(item.dataset.index));
    });
  }

  look() {
    const typed = plain(this.input.value.trim());
    this.at = 0;
    this.found = this.medicines
      .map((medicine) => [distance(medicine, typed), medicine])
      .filter(([far]) => far < Infinity)
      .sort(([a, x], [b, y]) => a - b || x.name.localeCompare(y.name))
      .map(([, medicine]) => medicine);
    this.draw();
    const [first] = this.found;
    if (typed.length >= 2 && first && first.medicine !== this.guess) {
      this.guess = first.medicine;
      this.likely(first.medicine);
    }
  }

  draw() {
    const items = this.found.map((medicine, index) => {
      const item = element("li", `${medicine.name} `, {
        role: "option", id: `found-${index}`, "data-index": index,
        "aria-selected": String(index === this.at),
      });
      item.append(element("small", medicine.also.join(", ")));
      return item;
    });
    if (!items.length) items.push(element("li", say("none_found"), { role: "option", "aria-disabled": "true", "aria-selected": "false" }));
    this.list.replaceChildren(...items);
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    if (this.found.length) this.input.setAttribute("aria-activedescendant", `found-${this.at}`);
    else this.input.removeAttribute("aria-activedescendant");
    this.list.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }

  key(event) {
    const open = !this.list.hidden;
    if (event.key === "Enter") {
      event.preventDefault();
      if (!open) this.look();
      if (this.found.length) this.take(this.at);
    } else if (event.key === "Escape") {
      this.close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) return this.look();
      const step = event.key === "ArrowDown" ? 1 : -1;
      this.at = (this.at + step + this.found.length) % Math.max(1, this.found.length);
      this.draw();
    }
  }

  take(index) {
    const medicine = this.found[index];
    this.input.value = medicine.name;
    this.input.select();
    this.close();
    this.guess = null;
    this.chosen(medicine.medicine);
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}
