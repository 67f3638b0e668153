// The patient's fields: sent with each question, kept nowhere, cleared after two idle minutes.

import { byId, element, say } from "./common.js";

const IDLE = 120_000;
const MOST_STEPS = 60;
const TIMES = ["morning", "midday", "evening", "bedtime"];

/** A field with its label; name is that of the field in the patient's file. */
function labelled(name, word, type) {
  const made = element("label", say(word));
  made.append(element("input", "", { type, "data-name": name, maxlength: "40" }));
  return made;
}

/** What the fields with a name hold, by name; empty ones are left out. */
function filled(box) {
  const fields = [...box.querySelectorAll("[data-name]")];
  return Object.fromEntries(fields.map(({ dataset, value }) => [dataset.name, value.trim()]).filter(([, value]) => value));
}

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
    byId("more-steps").addEventListener("click", () => this.step().querySelector("input").focus());
    byId("calendar").addEventListener("toggle", ({ target }) => {
      if (target.open && !byId("steps").childElementCount) this.step();
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
    const notes = byId("notes").value.split("\n").map((line) => line.trim()).filter(Boolean);
    const calendar = [...byId("steps").children].map(filled).filter((step) => Object.keys(step).length);
    return {
      ...filled(byId("doses")),
      ...(notes.length ? { notes } : {}),
      ...(calendar.length ? { calendar } : {}),
    };
  }

  /** One more row of the calendar. */
  step() {
    const steps = byId("steps");
    const made = element("li", "", { "aria-label": say("calendar_step", { number: steps.childElementCount + 1 }) });
    made.append(labelled("from", "calendar_from", "date"), labelled("until", "calendar_until", "date"));
    made.append(...TIMES.map((time) => labelled(time, time, "text")));
    steps.append(made);
    byId("more-steps").disabled = steps.childElementCount >= MOST_STEPS;
    return made;
  }

  wait() {
    clearTimeout(this.timer);
    this.timer = this.value() ? setTimeout(() => this.clear(), IDLE) : 0;
  }

  empty() {
    for (const field of this.fields()) field.value = "";
    byId("steps").replaceChildren();
    byId("calendar").open = false;
    clearTimeout(this.timer);
  }

  clear() {
    const had = this.value() !== null;
    this.empty();
    if (had) this.changed(say("cleared"));
  }
}
