// Ticked rows add up: the sum goes to the total and, until somebody types another one, into the amount. What was given less the
// amount is the change. Fields for other ways of paying step aside.
const fen = (text) => Math.round(Number(String(text).replace(/[,，\s]/g, "")) * 100);
const yuan = (amount) => (amount / 100).toFixed(2);
const shown = (amount) => `¥${(amount / 100).toLocaleString("en-US", { minimumFractionDigits: 2 })}`;

export function start(root) {
  for (const form of root.querySelectorAll("[data-adds]")) {
    const part = (name) => form.querySelector(`[data-adds-${name}]`);
    const [total, amount, given, change] = ["to", "amount", "given", "change"].map(part);
    const boxes = [...form.querySelectorAll("[data-amount]")];
    let typed = false;
    const reckon = () => {
      const sum = boxes.reduce((all, box) => all + (box.checked ? fen(box.dataset.amount) : 0), 0);
      total.textContent = shown(sum);
      if (!typed && boxes.length) amount.value = sum ? yuan(sum) : "";
      const back = fen(given.value) - fen(amount.value);
      change.textContent = given.value && back >= 0 ? shown(back) : "—";
    };
    const choose = () => {
      const way = form.querySelector("[name=channel]:checked")?.value;
      for (const field of form.querySelectorAll("[data-for]")) field.hidden = !field.dataset.for.split(" ").includes(way);
    };
    amount.addEventListener("input", () => (typed = amount.value !== ""));
    form.addEventListener("input", () => (reckon(), choose()));
    choose();
    if (amount.value && boxes.length) typed = fen(amount.value) !== boxes.reduce((all, box) => all + (box.checked ? fen(box.dataset.amount) : 0), 0);
    reckon();
  }
}
