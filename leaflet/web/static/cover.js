// A cover handed in by drag and drop or from a file: it goes with the next questions.

import { ask, byId, say } from "./common.js";

export class Cover {
  constructor(changed, refused) {
    this.key = null;
    this.changed = changed;
    this.refused = refused;
    const box = byId("cover-drop");
    for (const kind of ["dragover", "dragleave", "drop"]) {
      document.addEventListener(kind, (event) => {
        if (!event.dataTransfer?.types.includes("Files")) return;
        event.preventDefault(); // else the browser would open the file in place of the page
        box.classList.toggle("over", kind === "dragover");
        if (kind === "drop") this.take(event.dataTransfer.files[0]);
      });
    }
    byId("cover-file").addEventListener("change", (event) => {
      this.take(event.target.files[0]);
      event.target.value = "";
    });
    byId("cover-alt").addEventListener("input", () => this.key && changed());
    byId("cover-remove").addEventListener("click", () => this.remove());
  }

  async take(file) {
    if (!file) return;
    const answer = await ask("/cover", {
      method: "POST", body: file, headers: { "x-file-name": encodeURIComponent(file.name) },
    });
    if (!answer.cover) return this.refused(answer);
    this.remove(false);
    this.key = answer.cover;
    this.tell(say("cover_in", { name: answer.name }));
    this.changed();
  }

  alt() {
    return byId("cover-alt").value.trim() || null;
  }

  /** The server no longer has it. */
  lost() {
    this.key = null;
    this.tell("");
  }

  remove(tell = true) {
    if (this.key) ask(`/cover/${this.key}`, { method: "DELETE" });
    this.lost();
    if (tell) this.changed();
  }

  tell(text) {
    byId("cover-told").textContent = text;
    for (const id of ["cover-told", "cover-words", "cover-remove"]) byId(id).hidden = !text;
    if (!text) byId("cover-alt").value = "";
  }
}
