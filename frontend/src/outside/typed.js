// What a person has typed into a form that waits: as it is sent, as it is read, as it is put back.
import { room } from "./lines.js";
import { add, clear, count, entries, place } from "./pictures.js";

const NOT_TYPED = /(^|-)(csrf_token|_version)$/;
const SEEN = /-was$/;
const BOXES = "input:not([type=hidden], [type=file]), select, textarea";

/** [name, value] of all that is sent, photos as they are held. */
export function sent(form) {
  const plain = [...new FormData(form)].filter(([, value]) => !(value instanceof File));
  return [...plain, ...entries(form)];
}

/** Fields that are wanted and hold nothing: {control, label}. */
export function empty(form) {
  const found = [];
  for (const field of shown(form)) {
    const pictures = field.querySelector(".upload");
    const wanted = field.querySelector(".required-mark:not([hidden])") || field.querySelector("[required]") || "needed" in field.dataset;
    if (pictures && "needsPicture" in field.dataset) {
      const answered = !("ifAnswered" in field.dataset) || field.closest("fieldset")?.matches(".is-good, .is-bad");
      if (answered && !count(pictures)) found.push({ control: pictures.querySelector("input[type=file]"), label: labelOf(field) });
    } else if (pictures) {
      if (wanted && !count(pictures)) found.push({ control: pictures.querySelector("input[type=file]"), label: labelOf(field) });
    } else if (wanted) {
      const controls = [...field.querySelectorAll(BOXES)].filter((one) => !one.disabled);
      if (controls.length && !controls.some(holds)) found.push({ control: controls[0], label: labelOf(field) });
    }
  }
  return found;
}

/** [label, what was typed] for people. */
export function told(form) {
  const found = [];
  for (const field of shown(form)) {
    // A line in which nothing was chosen says nothing.
    if ("line" in field.dataset && !field.querySelector("[data-picker] input[type=text]")?.value.trim()) continue;
    const pictures = field.querySelector(".upload");
    const values = pictures ? [photos(pictures)].filter(Boolean) : [...field.querySelectorAll(BOXES)].filter(holds).map(words);
    if (values.length) found.push([labelOf(field), values.join("、")]);
  }
  return found;
}

/** What was typed goes back into the form. `rested`: also what it rested on, for it was not refused. */
export function fill(form, fields, rested) {
  const values = new Map();
  for (const [name, value] of fields) values.set(name, [...(values.get(name) ?? []), value]);
  room(form, values.keys());
  for (const control of form.elements) {
    if (!values.has(control.name) || NOT_TYPED.test(control.name) || control.type === "file") continue;
    const given = values.get(control.name);
    if (["radio", "checkbox"].includes(control.type)) control.checked = given.includes(control.value);
    else if (control.type !== "hidden" || "pickerId" in control.dataset || (rested && SEEN.test(control.name))) control.value = given.at(-1);
  }
  clear(form);
  for (const [name, given] of values) {
    const files = given.filter((one) => one instanceof File);
    const where = files.length && place(form, name);
    if (where) add(where, name, files, true);
  }
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

/** What has gone into the outbox is what the page rests on now. */
export function rest(form) {
  for (const seen of form.querySelectorAll("input[type=hidden][name$='-was']")) {
    const boxes = [...form.elements].filter((one) => one.name === seen.name.slice(0, -"-was".length) && one.type !== "hidden");
    seen.value = boxes.find((one) => one.type !== "radio" || one.checked)?.value ?? "";
  }
  clear(form);
}

/** To what is missing, whatever it is folded into. */
export function show(control) {
  for (let fold = control.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  (control.closest("fieldset") ?? control).scrollIntoView({ block: "center" });
  control.focus({ preventScroll: true });
}

const shown = (form) => [...form.querySelectorAll(".field:not([hidden])")].filter((one) => !one.querySelector(".field"));
const holds = (one) => (["radio", "checkbox"].includes(one.type) ? one.checked : Boolean(one.value.trim()));
const labelOf = (field) => field.dataset.named ?? field.querySelector("label, .label")?.firstChild?.textContent.trim() ?? "";

function photos(where) {
  const number = entries(where.closest("form")).filter(([name]) => name === where.querySelector("input[type=file]").name).length;
  return number ? `📷 ${number}` : "";
}

function words(control) {
  if (["radio", "checkbox"].includes(control.type)) return control.closest("label")?.textContent.trim() ?? control.value;
  if (control.tagName === "SELECT") return control.value && control.selectedOptions[0]?.textContent;
  return control.value.trim();
}
