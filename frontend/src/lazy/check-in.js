// Checking in: one press asks where the telephone is, says how sure it is, and sends; without a connection it waits in the outbox.
import "../shared.js";

const PATIENCE = 10_000;
const FRESH = 30_000;

export function attach(form) {
  const text = form.dataset;
  const where = form.querySelector("[data-where]");
  const fields = form.elements;
  let ready = false;

  const position = () => new Promise((done, failed) => {
    if (!navigator.geolocation) return failed();
    navigator.geolocation.getCurrentPosition(done, failed, { enableHighAccuracy: true, timeout: PATIENCE, maximumAge: FRESH });
  });

  // Before the outbox takes the form: window hears of it first.
  addEventListener("submit", async (event) => {
    if (event.target !== form) return;
    if (ready) return void (ready = false);
    event.preventDefault();
    event.stopImmediatePropagation();
    const button = form.querySelector(".check-in-button");
    button.disabled = true;
    fields.pressed_at.value = new Date().toISOString();
    if (!fields.place) {
      where.textContent = text.looking;
      try {
        const { coords } = await position();
        fields.latitude.value = coords.latitude;
        fields.longitude.value = coords.longitude;
        fields.accuracy.value = Math.round(coords.accuracy);
        where.textContent = text.found.replace("{n}", Math.round(coords.accuracy));
      } catch {
        where.textContent = text.denied;
        button.disabled = false;
        return;
      }
    }
    button.disabled = false;
    ready = true;
    form.requestSubmit(button);
  }, { capture: true });
}
