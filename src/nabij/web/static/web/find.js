/* Instant filtering: what htmx does not do by itself. Without scripts the form is an ordinary form. */
(() => {
  "use strict";
  // Addresses stay short: fields that were left empty are not sent.
  document.body.addEventListener("htmx:configRequest", (event) => {
    const asked = event.detail.parameters;
    for (const [name, value] of [...asked.entries()]) {
      if (value === "") asked.delete(name);
    }
  });
  // A screen reader hears how many there are now; who asked for more goes on where the new ones begin.
  document.body.addEventListener("htmx:afterSettle", (event) => {
    const heard = document.getElementById("heard");
    const found = document.getElementById("found");
    if (heard && found) heard.textContent = found.textContent;
    if (event.detail.requestConfig?.elt?.closest(".results__more")) {
      document.querySelector("#more .card__name")?.focus();
    }
  });
})();
