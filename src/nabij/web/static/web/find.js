/* Instant filtering: what htmx does not do by itself. Without this file, or without scripts, the form is an ordinary form. */
(() => {
  "use strict";
  const form = document.getElementById("find-form");
  if (!form) return;
  // Addresses stay short: fields that were left empty are not sent.
  document.body.addEventListener("htmx:configRequest", (event) => {
    const asked = event.detail.parameters;
    for (const [name, value] of [...asked.entries()]) {
      if (value === "") asked.delete(name);
    }
  });
})();
