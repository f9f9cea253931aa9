// The page of the API: Swagger UI over the document of the person who is logged in.
const place = document.getElementById("api-docs");
const { document: address, language, csrf } = place.dataset;
const safe = ["GET", "HEAD", "OPTIONS"];

function prepared(request) {
  const headers = (request.headers ??= {});
  headers["Accept-Language"] = language;
  if (headers.Authorization) {
    // A token is judged alone: the session stays at home.
    request.credentials = "omit";
  } else if (!safe.includes((request.method ?? "GET").toUpperCase())) {
    headers["X-CSRFToken"] = csrf;
  }
  return request;
}

const answer = await fetch(address, { headers: { "Accept-Language": language } });
const spec = await answer.json();
// The session is there already; only a token is to be typed in.
spec.security = spec.security.filter((needed) => "token" in needed);
spec.components.securitySchemes = { token: spec.components.securitySchemes.token };

// What its widgets say of themselves, put right as they come: a heading below the title of the page, a button that is called what stands on it
// and holds no link (opening an operation puts its address into the bar all the same).
function accessible() {
  for (const heading of place.querySelectorAll(".opblock-tag-section > h3, section.models > h4")) heading.setAttribute("aria-level", "2");
  for (const heading of place.querySelectorAll(".opblock-body h4")) heading.setAttribute("aria-level", "3");
  for (const heading of place.querySelectorAll(".opblock-body h5")) heading.setAttribute("aria-level", "4");
  for (const button of place.querySelectorAll(".opblock-summary-control[aria-label]")) button.removeAttribute("aria-label");
  for (const link of place.querySelectorAll(".opblock-summary-control a[href]")) link.removeAttribute("href");
}
new MutationObserver(accessible).observe(place, { subtree: true, childList: true });

place.replaceChildren();
window.SwaggerUIBundle({
  domNode: place,
  spec,
  presets: [window.SwaggerUIBundle.presets.apis],
  layout: "BaseLayout",
  validatorUrl: null,
  docExpansion: "none",
  defaultModelsExpandDepth: 0,
  defaultModelExpandDepth: 2,
  displayOperationId: false,
  filter: true,
  tryItOutEnabled: true,
  deepLinking: true,
  displayRequestDuration: true,
  requestInterceptor: prepared,
});
