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
