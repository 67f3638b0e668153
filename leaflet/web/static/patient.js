// The patient's fields: sent with each question, kept nowhere, cleared after two idle minutes.

import { byId, say } from "./common.js";

const IDLE = 120_000;

export class Patient {
  /** @param changed is called when what would be printed has changed. */
  constructor(changed) {
    this.changed = changed;
    this.box = byId("patient");
    this.timer = 0;
    this.box.addEventListener("input", () => {
      this.wait();
      changed();
    });
    byId("clear").addEventListener("click", () => this.clear());
    // What a browser keeps of a page for "back" must hold no patient.
    addEventListener("pagehide", () => this.empty());
    addEventListener("pageshow", (event) => event.persisted && this.empty());
    this.empty();
  }

  fields() {
    return [...this.box.querySelectorAll("input, textarea")];
  }

  /** What was typed, or null where nothing was. */
  value() {
    if (!this.fields().some((field) => field.value.trim())) return null;
    const doses = {};
    for (const field of this.box.querySelectorAll("[data-dose]")) {
      if (field.value.trim()) doses[field.dataset.dose] = field.value.trim();
    }
    const notes = byId("notes").value.split("\n").map((line) => line.trim()).filter(Boolean);
    const told = { name: byId("patient-name").value.trim(), doses, start: byId("start").value, notes };
    return Object.fromEntries(Object.entries(told).filter(([, value]) => value && Object.keys(value).length));
  }

  wait() {
    clearTimeout(this.timer);
    this.timer = this.value() ? setTimeout(() => this.clear(), IDLE) : 0;
  }

  empty() {
    for (const field of this.fields()) field.value = "";
    clearTimeout(this.timer);
  }

  clear() {
    const had = this.value() !== null;
    this.empty();
    if (had) this.changed(say("cleared"));
  }
}
