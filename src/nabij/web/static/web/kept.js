/* A conversation that was written without network: kept encrypted on the phone, sent when there is network again.

   The key stands in the page, of this member and this case, and is never stored: what the phone keeps opens only for who
   signed in again. Kept for a day at most. Without scripts, or without what is needed here, the form simply posts. ADR 0084. */
(() => {
  "use strict";
  const form = document.getElementById("talk-form");
  const box = document.getElementById("kept");
  if (!form || !box || !window.indexedDB || !window.crypto?.subtle) return;

  const DAY = 24 * 60 * 60 * 1000;
  const AGAIN = 20 * 1000;
  const place = `${form.dataset.case} ${location.pathname}`;
  const OF_THE_PAGE = new Set(["csrfmiddlewaretoken"]);
  let touched = false;
  let waiting = false;
  let busy = false;

  const key = crypto.subtle.importKey(
    "raw",
    Uint8Array.from(form.dataset.keep.match(/../g), (two) => parseInt(two, 16)),
    "AES-GCM",
    false,
    ["encrypt", "decrypt"],
  );
  form.removeAttribute("data-keep");

  // --- the store: place → when, and ciphertext -------------------------------------------------
  const opened = new Promise((resolve, reject) => {
    const asked = indexedDB.open("nabij-kept", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("forms");
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  const inStore = async (mode, act) => {
    const store = (await opened).transaction("forms", mode).objectStore("forms");
    return new Promise((resolve, reject) => {
      const asked = act(store);
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
  };
  const drop = (which) => inStore("readwrite", (store) => store.delete(which));

  const keep = async () => {
    const told = [...new FormData(form)].filter(([name]) => !OF_THE_PAGE.has(name));
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const bound = new TextEncoder().encode(place);
    const text = new TextEncoder().encode(JSON.stringify(told));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: bound }, await key, text);
    await inStore("readwrite", (store) => store.put({ at: Date.now(), iv, sealed }, place));
  };

  const found = async () => {
    const all = await inStore("readonly", (store) => store.getAllKeys());
    for (const which of all) {
      const one = await inStore("readonly", (store) => store.get(which));
      if (Date.now() - one.at > DAY) await drop(which);
    }
    const kept = await inStore("readonly", (store) => store.get(place));
    if (!kept) return null;
    try {
      const bound = new TextEncoder().encode(place);
      const how = { name: "AES-GCM", iv: kept.iv, additionalData: bound };
      const text = await crypto.subtle.decrypt(how, await key, kept.sealed);
      return JSON.parse(new TextDecoder().decode(text));
    } catch {
      return null; // of a colleague who used this phone: not ours to open, and gone within a day
    }
  };

  const putBack = (told) => {
    const given = new Map();
    for (const [name, value] of told) given.set(name, [...(given.get(name) || []), value]);
    for (const field of form.elements) {
      if (!field.name || OF_THE_PAGE.has(field.name)) continue;
      const values = given.get(field.name) || [];
      if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
      else if (values.length) field.value = values[0];
    }
  };

  // --- what the person at the table sees -------------------------------------------------------
  const say = (state) => {
    box.hidden = !state;
    for (const part of box.querySelectorAll("[data-when]")) {
      part.hidden = !state || !part.dataset.when.split(" ").includes(state);
    }
    if (state) box.focus();
  };

  // --- sending ---------------------------------------------------------------------------------
  const ask = (options) => fetch(location.href, { credentials: "same-origin", ...options });
  const post = () =>
    ask({ method: "POST", body: new URLSearchParams(new FormData(form)), headers: { Accept: "application/json" } });

  const freshToken = async () => {
    const answer = await ask({});
    if (answer.redirected || !answer.ok) return false;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const token = page.querySelector("#talk-form input[name=csrfmiddlewaretoken]");
    if (token) form.elements.csrfmiddlewaretoken.value = token.value;
    return Boolean(token);
  };

  // Resolves to "sent", "waiting" (no network, or the server is away), "sign-in", or "look": the server has something to say.
  const send = async () => {
    let answer;
    try {
      answer = await post();
      if (answer.status === 403 && (await freshToken())) answer = await post();
      else if (answer.status === 403) return "sign-in";
    } catch {
      return "waiting";
    }
    if (answer.status === 201) {
      await drop(place);
      touched = false;
      location.assign((await answer.json()).to);
      return "sent";
    }
    if (answer.redirected) return "sign-in";
    return answer.status >= 500 ? "waiting" : "look";
  };

  const trySend = async () => {
    if (busy) return;
    busy = true;
    try {
      const how = await send();
      waiting = how === "waiting" || how === "sign-in";
      if (waiting) {
        await keep();
        say(how);
      } else if (how === "look") {
        await keep(); // until it is saved, for the page that comes may have no form
        touched = false;
        HTMLFormElement.prototype.submit.call(form); // shows the page that the server answers with, as it always does
      }
    } finally {
      busy = false;
    }
  };

  form.addEventListener("input", () => { touched = true; });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    trySend();
  });
  window.addEventListener("online", () => waiting && trySend());
  setInterval(() => waiting && navigator.onLine && trySend(), AGAIN);
  // A phone may end a page that is out of sight.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && touched) keep();
  });
  box.querySelector("[data-do=send]").addEventListener("click", trySend);
  box.querySelector("[data-do=forget]").addEventListener("click", async () => {
    await drop(place);
    touched = false;
    location.reload();
  });

  found().then((told) => {
    if (!told || form.querySelector("[name^=take-], [aria-invalid=true]")) return; // the server gave it back
    putBack(told);
    touched = true;
    say("found");
  });
})();
