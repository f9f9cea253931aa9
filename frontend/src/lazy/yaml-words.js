// What may stand at a place of the schema: keys and values of the language (docs/schema.json), names of the draft.

/** Key → which names its values are; a function where it depends on the place. */
const NAMES = {
  module: "module", of: (path) => (path.includes("children") || path[0] === "reports" || path[0] === "home" ? "entity" : "enum"),
  to: (path) => (path.includes("transitions") ? "state" : "entity"), through: "entity", by: (path) => (path.includes("transitions") ? "role" : "field"),
  from: "state", start: "state", stop: "state", pause: "state", initial: "state", roles: "role", read: "role", write: "role", as: "role", mobile: "role",
  ...Object.fromEntries(["asks", "needs", "columns", "filters", "sort", "fields", "kanban", "calendar", "gantt", "tree", "portal", "labels", "picker", "unique", "indexes", "reset_on", "due", "status", "group", "pivot"].map((key) => [key, "field"])),
  figures: "report", charts: "report",
};
const ACTIONS = ["read", "create", "update", "delete", "export", "import", "reveal"];

/** Where the cursor is: the keys above it, the key whose value it is in (or null: a key is being typed), and that in its path. */
export function place(before, above) {
  const [, blank, , rest] = /^(\s*)((?:- )*)(.*)$/.exec(before);
  const path = [];
  let limit = blank.length;
  for (let row = above.length - 1; row >= 0 && limit > 0; row--) {
    const found = /^(\s*)(?:- )?([\w.]+):/.exec(above[row]);
    if (!found || found[1].length >= limit || /^\s*#/.test(above[row])) continue;
    path.unshift(found[2]);
    limit = found[1].length;
  }
  const stack = [];
  let key = null;
  let word = "";
  let quote = "";
  for (let at = 0; at < rest.length; at++) {
    const letter = rest[at];
    if (quote) { if (letter === quote) quote = ""; continue; }
    if ((letter === '"' || letter === "'") && !word.trim()) quote = letter;
    else if (letter === ":" && (rest[at + 1] === " " || at + 1 === rest.length)) { key = word.trim(); word = ""; }
    else if (letter === "{") { stack.push({ key, list: false }); key = null; word = ""; }
    else if (letter === "[") { stack.push({ key, list: true }); word = ""; }
    else if (letter === "}" || letter === "]") { key = stack.pop()?.key ?? null; word = ""; }
    else if (letter === ",") { if (!stack.at(-1)?.list) key = null; word = ""; }
    else word += letter;
  }
  for (const one of stack) if (one.key !== null && !(one.list && one === stack.at(-1))) path.push(one.key);
  if (stack.at(-1)?.list) key = stack.at(-1).key;
  return { path, key, word: word.trimStart() };
}

export function offers(context, words, chinese) {
  const line = context.state.doc.lineAt(context.pos);
  const above = context.state.doc.sliceString(0, line.from).split("\n").slice(0, -1);
  const { path, key, word } = place(line.text.slice(0, context.pos - line.from), above);
  const typed = /[\w.]*$/.exec(word)[0];
  if (!context.explicit && !typed && !/[:{[,] ?$/.test(line.text.slice(0, context.pos - line.from))) return null;
  const known = { ...words.names, ...(path[0] === "entities" ? words.entities[path[1]] : {}) };
  const options = key === null ? keys(path, words, known, chinese) : values(path, key, words, known);
  if (!options.length) return null;
  return { from: context.pos - typed.length, options, validFor: /^[\w.]*$/ };
}

function keys(path, words, known, chinese) {
  const last = path.at(-1);
  if (path.includes("permissions") && ACTIONS.includes(last)) return named(known.role, ": ");
  if (path.includes("permissions") && last === "fields") return named(known.field, ": ");
  const found = new Map();
  for (const shape of walk(words.schema, path)) {
    for (const [name, one] of Object.entries(shape.properties ?? {})) {
      const [en, zh] = (one.description ?? "").split(" · ");
      found.set(name, { label: name, apply: `${name}: `, detail: chinese ? zh ?? en : en, type: "property" });
    }
  }
  return [...found.values()];
}

function values(path, key, words, known) {
  const found = new Map();
  for (const shape of walk(words.schema, [...path, key])) {
    for (const one of [...(shape.enum ?? []), ...(shape.items?.enum ?? []), ...(shape.type === "boolean" ? [true, false] : [])]) found.set(String(one), {});
  }
  const kind = typeof NAMES[key] === "function" ? NAMES[key](path) : NAMES[key];
  const scopes = path.includes("permissions") && ACTIONS.includes(path.at(-1)) ? known.scope : [];
  for (const name of [...(known[kind] ?? []), ...(scopes ?? [])]) found.set(name, {});
  return named([...found.keys()]);
}

const named = (list, after = "") => (list ?? []).map((label) => ({ label, apply: label + after }));

/** The shapes that the place may have; a list stands for its items. */
function walk(schema, path) {
  let shapes = resolved(schema, schema);
  for (const key of path) {
    shapes = shapes.flatMap((shape) => {
      const next = shape.properties?.[key] ?? (typeof shape.additionalProperties === "object" ? shape.additionalProperties : null);
      return next ? resolved(schema, next) : [];
    });
  }
  return shapes;
}

function resolved(schema, shape) {
  if (shape.$ref) return resolved(schema, schema.definitions[shape.$ref.replace("#/definitions/", "")]);
  const more = [...(shape.anyOf ?? []), ...(shape.properties ? [] : shape.allOf ?? []), ...(shape.items ? [shape.items] : [])];
  return [shape, ...more.flatMap((one) => resolved(schema, one))];
}
