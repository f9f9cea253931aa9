// Photos of a form that waits: made smaller as soon as they are taken, shown, several one after the other; the file box itself stays empty.
const LARGE = 1_500_000;
const SIDE = 2_000;
const held = new WeakMap();

/** name → files of a form. */
const of = (form) => held.get(form) ?? held.set(form, new Map()).get(form);

export function attach(root) {
  for (const place of root.querySelectorAll("form[data-send] .upload:not([data-held])")) {
    place.dataset.held = "";
    for (const input of place.querySelectorAll("input[type=file]")) {
      input.addEventListener("change", async () => {
        const files = await Promise.all([...input.files].map(smaller));
        input.value = "";
        add(place, input.name, files);
      });
    }
  }
}

/** Files into a place, shown there; `silent` where they came from the phone's own memory. */
export function add(place, name, files, silent = false) {
  const form = place.closest("form");
  const before = place.dataset.multiple === undefined ? [] : of(form).get(name) ?? [];
  of(form).set(name, [...before, ...files]);
  draw(place, name);
  if (!silent) form.dispatchEvent(new Event("change", { bubbles: true }));
}

export const count = (place) => {
  const form = place.closest("form");
  const name = place.querySelector("input[type=file]")?.name;
  return (of(form).get(name) ?? []).length + place.querySelectorAll(".uploads input[type=hidden]").length;
};

/** [name, file] of everything that is held. */
export const entries = (form) => [...of(form)].flatMap(([name, files]) => files.map((file) => [name, file]));

export function clear(form) {
  of(form).clear();
  for (const line of form.querySelectorAll(".uploads .held")) drop(line);
}

export function place(form, name) {
  return form.querySelector(`.upload input[type=file][name="${CSS.escape(name)}"]`)?.closest(".upload");
}

function draw(where, name) {
  const form = where.closest("form");
  for (const line of where.querySelectorAll(".held")) drop(line);
  for (const file of of(form).get(name) ?? []) {
    const line = document.createElement("li");
    line.className = "held";
    const picture = Object.assign(document.createElement("img"), { alt: file.name, src: URL.createObjectURL(file) });
    const away = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-sm", textContent: where.dataset.remove });
    away.addEventListener("click", () => {
      of(form).set(name, of(form).get(name).filter((one) => one !== file));
      draw(where, name);
      form.dispatchEvent(new Event("change", { bubbles: true }));
    });
    line.append(picture, away);
    where.querySelector(".uploads").append(line);
  }
}

function drop(line) {
  URL.revokeObjectURL(line.querySelector("img").src);
  line.remove();
}

/** A photo of a phone is larger than anybody needs: it is made smaller before it is kept. */
export async function smaller(file) {
  if (file.size < LARGE || !/^image\/(jpeg|png|webp)$/.test(file.type)) return file;
  try {
    const picture = await createImageBitmap(file);
    const factor = Math.min(1, SIDE / Math.max(picture.width, picture.height));
    const canvas = new OffscreenCanvas(Math.round(picture.width * factor), Math.round(picture.height * factor));
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const made = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.85 });
    return made.size < file.size ? new File([made], file.name.replace(/\.\w+$/, ".jpg"), { type: "image/jpeg" }) : file;
  } catch {
    return file;
  }
}
