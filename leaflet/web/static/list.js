// Every leaflet there is: its version, whether it is signed off, when it is looked at next, what was found.

import { ask, byId, element, say } from "./common.js";

/** What was found, folded up under how much it is. */
function opened(told) {
  const made = element("details");
  made.append(
    element("summary", say(told.length === 1 ? "one_finding" : "many_findings", { count: told.length })),
    ...told.map(({ where, what }) => element("p", where ? `${where}: ${what}` : what)),
  );
  return made;
}

function row(leaflet, names) {
  const made = element("tr");
  const link = element("a", leaflet.name, {
    href: `/?medicine=${encodeURIComponent(leaflet.medicine)}&locale=${encodeURIComponent(leaflet.locale)}`,
    "aria-label": say("list_show", { name: leaflet.name, locale: leaflet.locale }),
  });
  const head = element("th", "", { scope: "row" });
  head.append(link);
  const standing = element("td", leaflet.reviewed ? leaflet.reviewed_by : "");
  if (!leaflet.reviewed) standing.append(element("span", say("draft_short"), { class: "draft" }), ` ${leaflet.draft_because ?? ""}`);
  const findings = element("td");
  const told = leaflet.problems ?? leaflet.findings ?? [];
  if (told.length) findings.append(opened(told));
  else findings.textContent = say("list_none");
  made.append(
    head,
    element("td", names.get(leaflet.locale) ?? leaflet.locale),
    element("td", leaflet.version ?? ""),
    standing,
    element("td", leaflet.next_review ?? ""),
    findings,
  );
  return made;
}

const content = await ask("/standings");
if (content.problems) {
  byId("state").textContent = content.problems[0].what;
} else {
  const names = new Map(content.locales.map(({ locale, name }) => [locale, name]));
  byId("rows").replaceChildren(...content.leaflets.map((leaflet) => row(leaflet, names)));
  byId("state").textContent = "";
}
