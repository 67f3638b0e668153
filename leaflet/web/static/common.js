// What all parts of the page share: the words, the token, and asking the server.

export const byId = (id) => document.getElementById(id);
export const words = await (await fetch("/words")).json();
const token = document.querySelector('meta[name="leaflet-token"]')?.content ?? "";

/** A word with its {gaps} filled. */
export function say(name, values = {}) {
  return words[name].replace(/\{(\w+)\}/g, (_, key) => values[key]);
}

/** An element with text and attributes; text is never read as HTML. */
export function element(tag, text = "", attributes = {}) {
  const made = document.createElement(tag);
  made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

/** An answer as JSON; { problems } where the server cannot be reached or will not. */
export async function ask(path, options = {}) {
  try {
    const headers = { "x-leaflet-token": token, ...options.headers };
    const answer = await fetch(path, { ...options, headers, cache: "no-store" });
    if (answer.status === 204) return {};
    const type = answer.headers.get("content-type") ?? "";
    if (type.startsWith("application/json")) return await answer.json();
    return { problems: [{ where: "", what: words.reload, hint: "" }] };
  } catch (error) {
    if (error.name === "AbortError") throw error;
    return { problems: [{ where: "", what: words.offline, hint: "" }] };
  }
}

export function bytesOf(base64) {
  return Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
}
