// What becomes of a style sheet: rules that nothing names go, and dark follows the system where nobody has chosen.
import fs from "node:fs";
import path from "node:path";
import postcss from "postcss";

const found = (folder, ends) =>
  fs.readdirSync(folder, { recursive: true })
    .map((file) => path.join(folder, file))
    .filter((file) => ends.some((end) => file.endsWith(end)) && !/\/(static|generated|starter|__pycache__)\//.test(file));

/** Classes that python writes stand in its strings: `class="..."`, or the value of a key `class`. */
const inPython = (text) =>
  [...text.matchAll(/class(?:_?=|":\s*)\\?["']([^"'<>]*)/g)].flatMap(([, names]) => names.match(/[\w-]+/g) ?? []);
const inMarkup = (text) => text.match(/[\w-]+/g) ?? [];

/** Put together from a word at run time: the colours of states, the kinds of flashed messages. */
export const SAFE = [
  "blue", "green", "red", "orange", "yellow", "purple", "cyan", "teal", "pink", "gray", "good", "warn", "wrong", "now",
  "alert-success", "alert-danger", "alert-warning", "alert-info",
  "number", "date", "state", "blank", "mine", "agent", "bot", "customer", "show", "showing", "hiding",
];

export async function onlyWhatIsNamed(css, app, source, PurgeCSS) {
  const read = (files, extension) => files.map((file) => ({ raw: fs.readFileSync(file, "utf8"), extension }));
  const content = [
    ...read(found(path.join(app, "templates"), [".html"]), "html"),
    ...read(found(source, [".js"]), "js"),
    ...read(found(app, [".py"]), "py"),
  ];
  const [left] = await new PurgeCSS().purge({
    content,
    css: [{ raw: css }],
    extractors: [{ extractor: inPython, extensions: ["py"] }, { extractor: inMarkup, extensions: ["html", "js"] }],
    safelist: { standard: [...SAFE, /^offcanvas/, "body", "html"] },
    variables: false,
    keyframes: true,
    dynamicAttributes: ["data-bs-theme", "aria-current", "aria-selected", "open"],
  });
  return left.css;
}

/** The rest of Tabler declares a variable for every colour that it knows: those that no rule reads go, until none is left. */
export function withoutUnusedVariables(css) {
  const root = postcss.parse(css);
  for (let gone = 1; gone > 0; ) {
    gone = 0;
    const read = new Set();
    root.walkDecls(({ value }) => { for (const [, name] of value.matchAll(/var\(\s*(--[\w-]+)/g)) read.add(name); });
    root.walkDecls(/^--/, (declaration) => { if (!read.has(declaration.prop)) { declaration.remove(); gone += 1; } });
  }
  root.walkRules((rule) => { if (!rule.nodes.length) rule.remove(); });
  root.walkAtRules("media", (rule) => { if (!rule.nodes?.length) rule.remove(); });
  return root.toString();
}

/** Every rule of `[data-bs-theme=dark]` again for those whose system is dark and who have chosen nothing. */
export function adaptive(css) {
  const root = postcss.parse(css);
  root.walkRules((rule) => {
    const dark = rule.selectors.filter((one) => /^(:root|html)?\[data-bs-theme="?dark"?\]/.test(one));
    if (!dark.length || rule.parent.type === "atrule" && /keyframes/.test(rule.parent.name)) return;
    const copy = rule.clone();
    copy.selectors = dark.map((one) => one.replace(/^(:root|html)?\[data-bs-theme="?dark"?\]/, ":root:not([data-bs-theme])"));
    const media = postcss.atRule({ name: "media", params: "(prefers-color-scheme:dark)" });
    media.append(copy);
    rule.after(media);
  });
  return root.toString();
}
