// Expressions of the schema in the browser: the same trees and the same null rules as app/runtime/expression. No eval.
//
//   holds(tree, record, user)          a condition; null is false
//   evaluate(tree, record, user)       a value: null, true, false, Decimal, text, Date, "2026-03-15" for a day, list
//   isKnown(tree, record)              whether the page has all that the tree reads (a path needs the record behind a ref)
//
// A record holds field name → value as JSON has it: amounts as text, days and moments in ISO, a ref as its id or as an
// object with `id` and fields. The server judges again whatever the page shows.

const DEFAULT_ZONE = "Asia/Shanghai";
const QUOTIENT_DIGITS = 8;

const NUMBER = /^[+-]?\d+\.\d+$/;
const WHOLE_OR_NUMBER = /^[+-]?\d+(\.\d+)?$/;
const MOMENT = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?$/;
const TIME = /^\d{2}:\d{2}(:\d{2})?$/;

// -- exact decimals ---------------------------------------------------------------------------------------------------

export class Decimal {
  // units / 10^scale
  constructor(units, scale) {
    this.units = units;
    this.scale = scale;
  }

  static of(value) {
    if (value instanceof Decimal) return value;
    const text = plain(value);
    const [whole, fraction = ""] = text.split(".");
    return new Decimal(BigInt(whole + fraction), fraction.length);
  }

  at(scale) {
    return this.units * 10n ** BigInt(scale - this.scale);
  }

  // The shortest text: "3.7", "-12", "0.00000001".
  toString() {
    const sign = this.units < 0n ? "-" : "";
    const digits = (this.units < 0n ? -this.units : this.units).toString().padStart(this.scale + 1, "0");
    const whole = digits.slice(0, digits.length - this.scale);
    const fraction = digits.slice(digits.length - this.scale).replace(/0+$/, "");
    return sign + whole + (fraction ? `.${fraction}` : "");
  }
}

function plain(value) {
  if (typeof value === "number" && !Number.isInteger(value)) return value.toFixed(12);
  return typeof value === "number" ? BigInt(value).toString() : String(value).trim();
}

function aligned(a, b) {
  const scale = Math.max(a.scale, b.scale);
  return [a.at(scale), b.at(scale), scale];
}

// a / b as a whole number, half up away from zero.
function divided(units, by) {
  const negative = units < 0n !== by < 0n;
  const [top, bottom] = [units < 0n ? -units : units, by < 0n ? -by : by];
  const found = (2n * top + bottom) / (2n * bottom);
  return negative ? -found : found;
}

function rounded(value, digits) {
  const { units, scale } = Decimal.of(value);
  if (digits >= scale) return new Decimal(units, scale);
  return new Decimal(divided(units, 10n ** BigInt(scale - digits)), digits);
}

const ARITHMETIC = {
  add(a, b) {
    const [x, y, scale] = aligned(a, b);
    return new Decimal(x + y, scale);
  },
  sub(a, b) {
    const [x, y, scale] = aligned(a, b);
    return new Decimal(x - y, scale);
  },
  mul: (a, b) => new Decimal(a.units * b.units, a.scale + b.scale),
  div(a, b) {
    if (b.units === 0n) return null;
    const [x, y] = aligned(a, b);
    return new Decimal(divided(x * 10n ** BigInt(QUOTIENT_DIGITS), y), QUOTIENT_DIGITS);
  },
};

// -- days and moments in the application's zone -----------------------------------------------------------------------

function zone() {
  const told = typeof document === "undefined" ? "" : document.documentElement.dataset.timezone;
  return told || DEFAULT_ZONE;
}

function localDay(moment) {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone: zone(), year: "numeric", month: "2-digit", day: "2-digit" });
  return parts.format(moment);
}

// A time without an offset is in the application's zone, as the server reads it.
function momentOf(text) {
  const [, day, time, offset] = MOMENT.exec(text);
  if (offset) return new Date(`${day}T${time}${offset}`);
  const guess = new Date(`${day}T${time}Z`);
  const first = new Date(guess.getTime() - offsetAt(guess));
  return new Date(guess.getTime() - offsetAt(first));
}

// Milliseconds that the zone's clock is ahead of UTC at that moment.
function offsetAt(moment) {
  const clock = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone(), hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit",
    hour: "2-digit", minute: "2-digit", second: "2-digit",
  });
  const part = Object.fromEntries(clock.formatToParts(moment).map((one) => [one.type, one.value]));
  const shown = Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second);
  return shown - Math.floor(moment.getTime() / 1000) * 1000;
}

function dayOf(value) {
  return value instanceof Date ? localDay(value) : value;
}

function days(start, end) {
  return new Decimal(BigInt(Math.round((Date.parse(dayOf(end)) - Date.parse(dayOf(start))) / 86400000)), 0);
}

// -- values -----------------------------------------------------------------------------------------------------------

// A raw value of a record: refs become ids, numbers Decimals, moments Dates; a text stays one until it is compared.
function raw(value) {
  if (value === undefined || value === null) return null;
  if (typeof value === "number" || typeof value === "bigint") return Decimal.of(value);
  if (typeof value === "object" && !Array.isArray(value) && !(value instanceof Decimal) && !(value instanceof Date)) return raw(value.id);
  return value;
}

function numberOf(value) {
  return value === null ? null : Decimal.of(value);
}

// What a text is beside a value of another kind.
function like(other, text) {
  if (other instanceof Decimal && WHOLE_OR_NUMBER.test(text.trim())) return Decimal.of(text);
  if (other instanceof Date && MOMENT.test(text)) return momentOf(text);
  return text;
}

// Both sides as things that `<` and `===` compare. Two texts are numbers, moments or times only when both look so.
function comparable(a, b) {
  if (typeof a === "string" && typeof b !== "string") a = like(b, a);
  if (typeof b === "string" && typeof a !== "string") b = like(a, b);
  if (typeof a === "string" && typeof b === "string") {
    if (NUMBER.test(a) && NUMBER.test(b)) [a, b] = [Decimal.of(a), Decimal.of(b)];
    else if (MOMENT.test(a) && MOMENT.test(b)) [a, b] = [momentOf(a), momentOf(b)];
    else if (TIME.test(a) && TIME.test(b)) [a, b] = [a.padEnd(8, ":00"), b.padEnd(8, ":00")];
  }
  if (a instanceof Decimal && b instanceof Decimal) return aligned(a, b).slice(0, 2);
  if (a instanceof Date && b instanceof Date) return [a.getTime(), b.getTime()];
  return [a, b];
}

const COMPARE = {
  eq: (a, b) => a === b,
  ne: (a, b) => a !== b,
  lt: (a, b) => a < b,
  le: (a, b) => a <= b,
  gt: (a, b) => a > b,
  ge: (a, b) => a >= b,
};

function literal(kind, value) {
  if (value === null) return null;
  if (kind === "int" || kind === "decimal") return Decimal.of(value);
  if (kind === "datetime") return momentOf(value);
  return value;
}

// -- nodes ------------------------------------------------------------------------------------------------------------

const NODES = {
  lit: ([, kind, value]) => literal(kind, value),
  field: ([, name], at) => raw(at.record[name]),
  path([, refs, last], at) {
    let here = at.record;
    for (const ref of refs) {
      here = here[ref];
      if (here === null || typeof here !== "object") return null;
    }
    return raw(here[last]);
  },
  user: ([, path], at) => userValue(path, at.user),
  list: ([, ...items], at) => items.map((item) => run(item, at)),
  and: ([, ...parts], at) => parts.every((part) => truth(part, at)),
  or: ([, ...parts], at) => parts.some((part) => truth(part, at)),
  not: ([, part], at) => !truth(part, at),
  is_null: ([, part], at) => run(part, at) === null,
  not_null: ([, part], at) => run(part, at) !== null,
  in: (tree, at) => isMember(tree, at, true),
  not_in: (tree, at) => isMember(tree, at, false),
  neg([, part], at) {
    const value = numberOf(run(part, at));
    return value && new Decimal(-value.units, value.scale);
  },
  call: ([, name, ...parts], at) => FUNCTIONS[name](parts.map((part) => run(part, at)), at),
};

for (const [name, compare] of Object.entries(COMPARE)) {
  NODES[name] = ([, left, right], at) => {
    const [a, b] = [run(left, at), run(right, at)];
    if (a === null || b === null) return false;
    // A text written in the expression is compared as text, whatever it looks like.
    return isText(left) || isText(right) ? compare(a, b) : compare(...comparable(a, b));
  };
}

for (const [name, operate] of Object.entries(ARITHMETIC)) {
  NODES[name] = ([, left, right], at) => {
    const [a, b] = [numberOf(run(left, at)), numberOf(run(right, at))];
    return a === null || b === null ? null : operate(a, b);
  };
}

function isText(tree) {
  return tree[0] === "lit" && tree[1] === "string";
}

function isMember([, left, right], at, wanted) {
  const value = run(left, at);
  const members = run(right, at);
  if (value === null || members === null) return false;
  const written = right[0] === "list" && right.slice(1).every(isText);
  const found = members.some((member) => (written ? member === value : COMPARE.eq(...comparable(value, raw(member)))));
  return found === wanted;
}

// `user` has nested objects or, as the server writes it, dotted names.
function userValue(path, user) {
  const flat = user[path.join(".")];
  if (flat !== undefined && path.length > 1) return raw(flat);
  let here = user;
  for (const name of path) {
    if (here === null || typeof here !== "object") return null;
    here = here[name];
    if (here === undefined) return null;
  }
  return raw(here);
}

const strict = (operate) => (values, at) => (values.some((value) => value === null) ? null : operate(values, at));
const extreme = (better) => strict((values) => values.reduce((best, other) => (better(...comparable(other, best)) ? other : best)));
const found = (test) => ([text, part]) => text !== null && part !== null && test(String(text), String(part));

const FUNCTIONS = {
  today: (_, at) => localDay(at.now),
  now: (_, at) => at.now,
  days: strict(([start, end]) => days(dated(start), dated(end))),
  coalesce: (values) => values.find((value) => value !== null) ?? null,
  min: extreme((a, b) => a < b),
  max: extreme((a, b) => a > b),
  round: strict(([value, digits]) => rounded(value, digits ? Number(digits.units) : 0)),
  len: strict(([value]) => new Decimal(BigInt([...value].length), 0)),
  starts: found((text, prefix) => text.startsWith(prefix)),
  contains: found((text, part) => text.includes(part)),
};

function dated(value) {
  return typeof value === "string" && MOMENT.test(value) ? momentOf(value) : value;
}

function run(tree, at) {
  return NODES[tree[0]](tree, at);
}

function truth(tree, at) {
  return run(tree, at) === true;
}

// -- what a page calls ------------------------------------------------------------------------------------------------

export function evaluate(tree, record, user = {}, now = new Date()) {
  return run(tree, { record, user, now });
}

export function holds(tree, record, user = {}, now = new Date()) {
  return evaluate(tree, record, user, now) === true;
}

export function isKnown(tree, record) {
  if (!Array.isArray(tree)) return true;
  if (tree[0] === "custom") return false;
  if (tree[0] === "field" && record[tree[1]]?.masked) return false;
  if ((tree[0] === "is_null" || tree[0] === "not_null") && tree[1][0] === "field") return true;
  if (tree[0] === "path") {
    let here = record;
    for (const ref of tree[1]) {
      here = here[ref];
      if (here === null || here === undefined) return true;
      if (typeof here !== "object" || !(tree[1].length > 1 || tree[2] in here)) return false;
    }
    return true;
  }
  return tree[0] === "lit" || tree.slice(1).every((part) => isKnown(part, record));
}
