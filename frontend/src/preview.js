// A picture over the page, with those beside it by the arrow keys. Without a script its link opens it.

export function start(page) {
  page.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-preview]");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || !window.HTMLDialogElement) return;
    event.preventDefault();
    show(link);
  });
}

function show(link) {
  const all = [...(link.closest("dd, .uploads, td") ?? link.parentElement).querySelectorAll("a[data-preview]")];
  let here = all.indexOf(link);
  const dialog = document.createElement("dialog");
  dialog.className = "preview";
  const picture = document.createElement("img");
  const draw = () => {
    picture.src = all[here].href;
    picture.alt = all[here].dataset.preview;
    dialog.setAttribute("aria-label", picture.alt);
  };
  dialog.append(picture);
  dialog.tabIndex = -1;
  draw();
  dialog.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: all.length - 1 }[event.key];
    if (!step) return;
    here = (here + step) % all.length;
    draw();
  });
  dialog.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    dialog.remove();
    link.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
}
