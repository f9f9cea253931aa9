// The icons that pages name, in one file: `<use href="icons.svg#name">`.
import fs from "node:fs";
import path from "node:path";

/** What a page says → the icon of @tabler/icons (outline). A name that is not here is Tabler's own. */
const OURS = {
  brand: "building-community", close: "x", menu: "menu-2", up: "chevron-up", down: "chevron-down", left: "chevron-left",
  right: "chevron-right", exit: "logout", "id-badge": "id-badge-2", light: "sun", dark: "moon",
};

/** Named in templates as icon("name"), in python as icon="name"; those of the starter serve an application that begins. */
function named(app) {
  const names = new Set(Object.keys(OURS));
  const starter = path.join(app, "starter", "schema.yaml");
  const begun = fs.existsSync(starter) ? fs.readFileSync(starter, "utf8") : "";
  for (const [, name] of begun.matchAll(/icon: ([a-z0-9-]+)/g)) names.add(name);
  for (const [folder, end] of [["templates", ".html"], ["web", ".py"], ["custom", ".py"], ["generated", "registry.py"]]) {
    for (const file of fs.readdirSync(path.join(app, folder), { recursive: true })) {
      if (!file.endsWith(end)) continue;
      const text = fs.readFileSync(path.join(app, folder, file), "utf8");
      for (const [, call] of text.matchAll(/\bicon(?:\(|=|: str = )([^)\n,]*)/g)) {
        for (const [, name] of call.replace(/==\s*["'][^"']*["']/g, "").matchAll(/["']([a-z0-9-]+)["']/g)) names.add(name);
      }
    }
  }
  return [...names].sort();
}

export function sprite(app) {
  const folder = path.join(import.meta.dirname, "node_modules/@tabler/icons/icons/outline");
  const symbols = named(app).map((name) => {
    const file = path.join(folder, `${OURS[name] ?? name}.svg`);
    // The schema may name any word: an icon that there is not is an empty one, and the page stays whole.
    if (!fs.existsSync(file)) { console.error(`There is no icon "${name}" in @tabler/icons.`); return ""; }
    const inside = fs.readFileSync(file, "utf8").replace(/^[\s\S]*?<svg[^>]*>/, "").replace("</svg>", "").replace(/\n\s*/g, "");
    return `<symbol id="${name}" viewBox="0 0 24 24">${inside}</symbol>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`;
}
