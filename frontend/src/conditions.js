// visible, required and readonly while one types: the same trees that the server evaluates when the form is sent.
import { holds, isKnown } from "./expression.js";

export function start(root) {
  for (const form of root.querySelectorAll("form[data-record]:not([data-judged])")) {
    form.dataset.judged = "";
    const judge = () => apply(form);
    form.addEventListener("input", judge);
    form.addEventListener("change", judge);
    judge();
  }
}

function apply(form) {
  const user = JSON.parse(form.dataset.user || "{}");
  const record = { ...JSON.parse(form.dataset.record), ...values(form, null) };
  judgeBoxes(form.querySelectorAll("[data-field]:not(tr [data-field])"), record, user);
  for (const row of form.querySelectorAll("tr[data-row]")) {
    judgeBoxes(row.querySelectorAll("[data-field]"), values(row, row), user);
  }
  for (const section of form.querySelectorAll("[data-section]")) {
    const boxes = [...section.querySelectorAll(".field")];
    section.hidden = boxes.length > 0 && boxes.every((box) => box.hidden);
  }
}

function judgeBoxes(boxes, record, user) {
  for (const box of boxes) {
    const visible = judged(box.dataset.visible, record, user, true);
    box.hidden = !visible;
    // A hidden question is not sent: the server then leaves the field as it is.
    for (const control of box.querySelectorAll("input, select, textarea")) control.disabled = !visible;
    if (box.dataset.required) {
      const mark = box.querySelector(".required-mark");
      // What the page cannot judge stays as the server drew it.
      if (mark) mark.hidden = !(visible && judged(box.dataset.required, record, user, !mark.hidden));
    }
    if (box.dataset.readonly) {
      const readonly = judged(box.dataset.readonly, record, user, false);
      for (const control of box.querySelectorAll("input:not([type=hidden]), textarea")) control.readOnly = readonly;
    }
  }
}

function judged(text, record, user, fallback) {
  if (!text) return fallback;
  const tree = JSON.parse(text);
  // What reads a record that this page does not have is judged by the server alone.
  return isKnown(tree, record) ? holds(tree, record, user) : fallback;
}

// The values of the form by field name, in the types that the trees expect.
export function values(root, row) {
  const found = {};
  const boxes = row ? root.querySelectorAll("[data-field]") : root.querySelectorAll("[data-field]:not(tr [data-field])");
  for (const box of boxes) found[box.dataset.field] = valueOf(box);
  return found;
}

function valueOf(box) {
  const type = box.dataset.type;
  if (box.dataset.masked !== undefined) {
    const typed = box.querySelector("select, textarea, input:not([type=hidden])")?.value ?? "";
    // The mask says that there is a value; what it is, only the server knows.
    if (typed === box.dataset.masked) return { masked: true, id: "masked" };
    if (type === "bool") return typed === "" ? null : typed === "true";
  }
  if (type === "bool") return box.querySelector("input[type=checkbox]")?.checked ?? null;
  if (type === "enums") return [...box.querySelectorAll("input:checked")].map((one) => one.value);
  if (type === "ref") return number(box.querySelector("[data-picker-id]")?.value);
  if (type === "refs") return [...box.querySelectorAll(".chip input")].filter((one) => !one.name.endsWith("__title")).map((one) => Number(one.value));
  if (box.querySelector("input[type=radio]")) return box.querySelector("input[type=radio]:checked")?.value ?? null;
  const control = box.querySelector("select, textarea, input:not([type=hidden])");
  const text = control?.value.trim() ?? "";
  if (!text) return null;
  if (type === "int" || type === "rating") return number(text);
  if (type === "duration") {
    const [hours, minutes] = text.split(":");
    return minutes === undefined ? number(text) : Number(hours) * 60 + Number(minutes);
  }
  if (type === "money" || type === "decimal" || type === "percent") {
    const plain = text.normalize("NFKC").replace(/[,，¥￥%\s]/g, "");
    return /^[+-]?\d*\.?\d+$/.test(plain) ? plain : null;
  }
  return text;
}

function number(text) {
  const value = Number((text ?? "").normalize("NFKC"));
  return text && Number.isFinite(value) ? value : null;
}
