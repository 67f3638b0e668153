// The pages as they will be printed, or what is wrong; and the file itself, to print or keep.

import { ask, byId, bytesOf, element, say } from "./common.js";

export class Preview {
  constructor() {
    this.asking = null;
    this.file = null;
    this.frame = null;
  }

  /** Ask for the pages and show them; a later question takes the place of one still asked. */
  async show(order, patient, name, before = "") {
    this.asking?.abort();
    const asking = (this.asking = new AbortController());
    byId("sheets").classList.add("working");
    this.ready(null);
    let answer;
    try {
      answer = await ask("/show", {
        method: "POST", signal: asking.signal, body: JSON.stringify({ order, patient }),
      });
    } catch {
      return null; // another question is being asked
    }
    if (asking !== this.asking) return null;
    byId("sheets").classList.remove("working");
    if (answer.pdf) this.draw(answer, name, before);
    else this.refuse(answer);
    return answer;
  }

  draw(answer, name, before) {
    byId("problems").replaceChildren();
    const values = { name, pages: answer.pages, paper: say(answer.paper), size: answer.size };
    const state = answer.reviewed ? element("span", say("reviewed")) : element("span", say("draft"), { class: "draft" });
    byId("state").replaceChildren(`${before} ${say("ready", { ...values, state: "" })}`.trim(), " ", state);
    byId("notices").replaceChildren(...answer.notices.map((notice) => element("li", notice)));
    const sheets = answer.pictures.map((picture, index) => {
      const url = URL.createObjectURL(new Blob([bytesOf(picture)], { type: "image/png" }));
      const image = element("img", "", { src: url, alt: say("preview_alt", { ...values, page: index + 1 }) });
      image.addEventListener("load", () => URL.revokeObjectURL(url), { once: true });
      const sheet = element("figure");
      sheet.append(image, element("figcaption", say("page_of", { page: index + 1, pages: answer.pages })));
      return sheet;
    });
    byId("sheets").replaceChildren(...sheets);
    this.ready({ name: answer.file, bytes: bytesOf(answer.pdf) });
  }

  refuse(answer) {
    const problems = answer.problems ?? [{ where: "", what: say("cover_gone"), hint: "" }];
    byId("state").textContent = "";
    byId("notices").replaceChildren();
    byId("sheets").replaceChildren();
    byId("problems").replaceChildren(
      element("h3", say("problems")),
      ...problems.flatMap(({ where, what, hint }) => [
        element("p", where ? `${where}: ${what}` : what),
        ...(hint ? [element("p", `→ ${hint}`)] : []),
      ]),
    );
  }

  ready(file) {
    this.file = file;
    byId("print").disabled = byId("download").disabled = file === null;
  }

  address() {
    return URL.createObjectURL(new Blob([this.file.bytes], { type: "application/pdf" }));
  }

  download() {
    const address = this.address();
    element("a", "", { href: address, download: this.file.name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  }

  /** Hand the very file to the browser's own print window. */
  async print() {
    this.forget();
    const address = this.address();
    const frame = (this.frame = element("iframe", "", { src: address, title: say("print"), tabindex: "-1" }));
    const loaded = new Promise((resolve) => frame.addEventListener("load", resolve, { once: true }));
    document.body.append(frame);
    await loaded;
    frame.contentWindow.focus();
    frame.contentWindow.print();
    setTimeout(() => this.frame === frame && this.forget(), 120_000);
  }

  /** Let go of what was printed last. */
  forget() {
    if (!this.frame) return;
    URL.revokeObjectURL(this.frame.src);
    this.frame.remove();
    this.frame = null;
  }
}
