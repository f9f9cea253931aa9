// A few words that come and go at the foot of the page; they are read aloud, and stay until they are closed or two more have come.
const MOST = 3;

export function say(text, kind = "") {
  let place = document.querySelector(".told-here");
  if (!place) {
    place = Object.assign(document.createElement("div"), { className: "told-here" });
    place.setAttribute("role", "status");
    document.body.append(place);
  }
  const line = Object.assign(document.createElement("div"), { className: `alert alert-${kind || "info"}` });
  const words = Object.assign(document.createElement("p"), { textContent: text });
  const close = Object.assign(document.createElement("button"), { type: "button", textContent: "×", className: "btn btn-ghost btn-sm" });
  close.setAttribute("aria-label", document.documentElement.lang.startsWith("zh") ? "关闭" : "Close");
  close.addEventListener("click", () => line.remove());
  line.append(words, close);
  place.append(line);
  while (place.children.length > MOST) place.firstElementChild.remove();
  if (kind !== "danger") setTimeout(() => line.remove(), 6000);
}
