// A checklist tells at once what is good and what is not, and how far one is. The server judges again.
export function attach(root) {
  for (const list of root.querySelectorAll("[data-checks]:not([data-judged])")) {
    list.dataset.judged = "";
    const all = () => { for (const item of list.querySelectorAll("[data-check]")) judge(item, list); total(list); };
    const form = list.closest("form");
    form.addEventListener("input", all);
    form.addEventListener("change", all);
    all();
  }
}

function judge(item, list) {
  const chosen = item.querySelector(".answers input:checked");
  const reading = item.querySelector(".reading input");
  let good = null;
  let words = list.dataset.bad;
  if (chosen) good = chosen.closest("label").matches(".to-not") ? false : chosen.closest("label").matches(".to-na") ? undefined : true;
  if (reading?.value.trim()) {
    const number = Number(reading.value.trim().replace("，", ".").replace("－", "-"));
    good = Number.isFinite(number) && number >= Number(item.dataset.low ?? -Infinity) && number <= Number(item.dataset.high ?? Infinity);
    if (!Number.isFinite(number)) words = list.dataset.number;
  }
  if (item.dataset.check === "photo" && good === null && item.querySelector(".uploads > li")) good = true;
  item.classList.toggle("is-bad", good === false);
  item.classList.toggle("is-good", good === true || good === undefined);
  const verdict = item.querySelector(".verdict");
  verdict.hidden = good !== false;
  verdict.querySelector("span").textContent = good === false ? words : "";
  // What is wrong is photographed and described: the place for it stands open.
  if (good === false && !("unfolded" in item.dataset)) {
    item.dataset.unfolded = "";
    item.querySelector("details.besides").open = true;
  }
}

function total(list) {
  const told = list.querySelector("[data-answered]");
  if (told) told.textContent = list.querySelectorAll(".check-item:is(.is-good, .is-bad)").length;
}
