// What will come of what is typed (next dates of a plan): asked of the server when one of the boxes changes.

const PAUSE = 250;

export function start(root) {
  for (const place of root.querySelectorAll("[data-foresee]:not([data-ready])")) {
    place.dataset.ready = "";
    attach(place, place.closest("form"));
  }
}

function attach(place, form) {
  let turn = 0;
  let waiting;
  const names = place.dataset.foreseenBy.split(" ");
  const ask = async () => {
    const mine = ++turn;
    const sent = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (names.includes(name.replace(/__text$/, "")) && typeof value === "string") sent.append(name, value);
    }
    const answer = await fetch(`${place.dataset.foresee}&${sent}`, { headers: { "X-Fragment": "1" } }).catch(() => undefined);
    if (answer?.ok && !answer.redirected && mine === turn) place.innerHTML = await answer.text();
  };
  const soon = (event) => {
    const field = event.target.closest("[data-field]")?.dataset.field;
    if (!names.includes(field) || event.target.closest("tr")) return;
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  };
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  ask();
}
