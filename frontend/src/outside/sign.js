// A signature is written with the finger; without this it is a photo of one.
import { add } from "./pictures.js";

export function attach(root, words) {
  for (const place of root.querySelectorAll("form[data-send] .upload[data-kind=signature]:not([data-pad])")) {
    place.dataset.pad = "";
    const pad = Object.assign(document.createElement("canvas"), { className: "pad", width: 640, height: 240 });
    pad.setAttribute("aria-label", words.sign);
    pad.setAttribute("role", "img");
    const again = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-sm", textContent: words.again });
    const pen = pad.getContext("2d");
    Object.assign(pen, { lineWidth: 4, lineCap: "round", lineJoin: "round", strokeStyle: "#0b1a33" });
    const blank = () => Object.assign(pen, { fillStyle: "#fff" }).fillRect(0, 0, pad.width, pad.height);
    blank();
    const name = place.querySelector("input[type=file]").name;
    const at = (event) => {
      const edge = pad.getBoundingClientRect();
      return [(event.clientX - edge.left) * pad.width / edge.width, (event.clientY - edge.top) * pad.height / edge.height];
    };
    let writing = false;
    pad.addEventListener("pointerdown", (event) => {
      writing = true;
      pad.setPointerCapture(event.pointerId);
      pen.beginPath();
      pen.moveTo(...at(event));
    });
    pad.addEventListener("pointermove", (event) => {
      if (!writing) return;
      pen.lineTo(...at(event));
      pen.stroke();
    });
    pad.addEventListener("pointerup", () => {
      if (!writing) return;
      writing = false;
      pad.toBlob((made) => add(place, name, [new File([made], "signature.png", { type: "image/png" })]), "image/png");
    });
    again.addEventListener("click", () => {
      blank();
      add(place, name, []);
    });
    place.prepend(pad, again);
  }
}
