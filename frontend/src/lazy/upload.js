// Files go up while the rest is typed: several at once, dropped or chosen, each with its progress. Without this they go with the form.
import "../shared.js";

const ways = new WeakMap();

/** What is on its way up for a form. Whoever presses before it is there is waited for, and nothing is sent without it. */
function wayOf(form) {
  if (!ways.has(form)) {
    const way = { files: 0, isPressed: false, isRefused: false, by: null };
    ways.set(form, way);
    form.addEventListener("submit", (event) => {
      if (!way.files) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      Object.assign(way, { isPressed: true, by: event.submitter });
    }, { capture: true });
  }
  return ways.get(form);
}

function arrived(form, isRefused) {
  const way = wayOf(form);
  way.files -= 1;
  way.isRefused ||= isRefused;
  if (way.files) return;
  // A file that was refused says why in its line: the form stays for whoever has to choose another.
  const isSent = way.isPressed && !way.isRefused && form.isConnected;
  Object.assign(way, { isPressed: false, isRefused: false });
  if (isSent) form.requestSubmit(way.by);
}

export function attach(place, enhance) {
  const form = place.closest("form");
  const list = place.querySelector(".uploads");
  const token = form?.querySelector("[name=csrf_token]")?.value;
  if (!token) return;
  for (const input of place.querySelectorAll("input[type=file]")) {
    input.addEventListener("change", () => {
      send([...input.files]);
      // What was sent is in the list now: it does not go a second time.
      input.value = "";
    });
  }
  place.addEventListener("dragover", (event) => {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    place.classList.add("over");
  });
  for (const name of ["dragleave", "drop"]) place.addEventListener(name, () => place.classList.remove("over"));
  place.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    send([...event.dataTransfer.files]);
  });

  function send(files) {
    for (const file of place.dataset.multiple === undefined ? files.slice(-1) : files) one(file);
  }

  function one(file) {
    const line = document.createElement("li");
    const name = Object.assign(document.createElement("span"), { textContent: file.name });
    const bar = Object.assign(document.createElement("progress"), { max: 1, value: 0 });
    bar.setAttribute("aria-label", file.name);
    line.append(name, bar);
    list.append(line);
    const refuse = (text) => {
      bar.remove();
      line.append(Object.assign(document.createElement("span"), { className: "error", role: "alert", textContent: text }));
    };
    if (file.size > Number(place.dataset.largest)) return refuse(place.dataset.tooLarge);
    const body = new FormData();
    body.append("kind", place.dataset.kind);
    body.append("file", file);
    const asked = new XMLHttpRequest();
    asked.open("POST", place.dataset.upload);
    asked.setRequestHeader("X-CSRFToken", token);
    asked.upload.addEventListener("progress", (event) => (bar.value = event.loaded / event.total));
    asked.addEventListener("error", () => {
      refuse(place.dataset.failed);
      arrived(form, true);
    });
    asked.addEventListener("load", () => {
      let answer = {};
      try { answer = JSON.parse(asked.responseText); } catch { /* not ours: told below */ }
      const isRefused = asked.status !== 201;
      if (isRefused) refuse(answer.error ?? place.dataset.failed);
      else {
        line.replaceWith(kept(answer));
        form.dispatchEvent(new Event("change", { bubbles: true }));
        enhance(list);
      }
      arrived(form, isRefused);
    });
    wayOf(form).files += 1;
    asked.send(body);
  }

  function kept({ id, name, url, is_picture: isPicture }) {
    if (place.dataset.multiple === undefined) list.querySelectorAll("input[name$=__drop]").forEach((box) => (box.checked = true));
    const line = document.createElement("li");
    const link = Object.assign(document.createElement("a"), { href: url });
    if (isPicture) {
      link.dataset.preview = name;
      link.append(Object.assign(document.createElement("img"), { src: url, alt: "" }));
    } else Object.assign(link, { target: "_blank", rel: "noopener" });
    link.append(Object.assign(document.createElement("span"), { textContent: name }));
    const label = Object.assign(document.createElement("label"), { className: "check small" });
    label.append(
      Object.assign(document.createElement("input"), { type: "checkbox", name: `${place.dataset.name}__drop`, value: id }),
      ` ${place.dataset.remove}`,
    );
    line.append(link, Object.assign(document.createElement("input"), { type: "hidden", name: place.dataset.name, value: id }), label);
    return line;
  }
}
