// A box for a code is filled by the camera, where the browser can read codes itself; else it is typed.
import { say } from "../say.js";

const PAUSE = 150;

export async function attach(root, words) {
  if (!("BarcodeDetector" in window) || !navigator.mediaDevices?.getUserMedia) return;
  for (const box of root.querySelectorAll("input[data-scan]:not([data-scanning])")) {
    box.dataset.scanning = "";
    const button = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-wide scan", textContent: words.scan });
    button.addEventListener("click", () => scan(box, words).catch(() => say(words.camera, "danger")));
    box.before(button);
  }
}

async function scan(box, words) {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  const dialog = Object.assign(document.createElement("dialog"), { className: "scanner" });
  const picture = Object.assign(document.createElement("video"), { muted: true, playsInline: true, srcObject: stream });
  const stop = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-wide", textContent: words.stop });
  dialog.setAttribute("aria-label", words.scan);
  dialog.append(picture, stop);
  document.body.append(dialog);
  dialog.showModal();
  stop.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    for (const track of stream.getTracks()) track.stop();
    dialog.remove();
  });
  await picture.play();
  const detector = new BarcodeDetector();
  while (dialog.open) {
    const [found] = await detector.detect(picture).catch(() => []);
    if (found?.rawValue) {
      box.value = found.rawValue;
      box.dispatchEvent(new Event("input", { bubbles: true }));
      dialog.close();
      say(words.read, "success");
      return;
    }
    await new Promise((done) => setTimeout(done, PAUSE));
  }
}
