// What scripts add to the reviewing desk, which works without them: keys, and answers kept at each
// step, also while the connection is away.

const AGAIN = 5000; // milliseconds between tries

// data-key="n": that key follows the link or presses the button, unless somebody writes.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches("textarea, select, input:not([type=radio], [type=checkbox])")) return;
  const [target] = document.querySelectorAll(`[data-key="${CSS.escape(event.key)}"]`);
  if (!target) return;
  event.preventDefault();
  target.click();
});

const form = document.querySelector("form[data-autosave]");
if (form) {
  const said = form.querySelector("[data-said]");
  const kept = `proforma ${form.action}`; // choices that could not be sent; never what was written
  let unsent = false;
  let sending = null;

  const choices = () =>
    [...form.elements].filter((one) => one.type === "radio" || one.tagName === "SELECT");
  const remember = () => {
    const chosen = choices().filter((one) => one.value && (one.type !== "radio" || one.checked));
    localStorage.setItem(kept, JSON.stringify(chosen.map((one) => [one.name, one.value])));
  };
  const recall = () => {
    const before = JSON.parse(localStorage.getItem(kept) ?? "null");
    for (const [name, value] of before ?? []) {
      const field = form.elements[name];
      if (field && field.value !== value) field.value = value;
    }
    return before !== null;
  };

  const send = async () => {
    unsent = false;
    let answer;
    try {
      const body = new FormData(form);
      const headers = { Accept: "application/json" };
      answer = await fetch(form.action, { method: "POST", body, headers });
    } catch {
      unsent = true;
      remember();
      said.textContent = "No connection. Your answers stay here and are sent once it is back.";
      setTimeout(save, AGAIN);
      return;
    }
    localStorage.removeItem(kept);
    const isOurs = answer.headers.get("Content-Type")?.includes("json");
    const told = isOurs ? await answer.json() : { said: "Not saved. Load the page again." };
    said.textContent = told.said;
    if (!told.version) return;
    const versions = document.querySelectorAll("[name=version]");
    versions.forEach((field) => (field.value = told.version));
  };
  // One after the other, so that each save carries the version that the one before it made.
  const save = () => (sending = (sending ?? Promise.resolve()).then(send));

  form.addEventListener("change", save);
  window.addEventListener("online", () => unsent && save());
  window.addEventListener("beforeunload", (event) => unsent && event.preventDefault());
  if (recall()) save();

  // A form that leaves the page goes only where somebody is there to take it.
  for (const leaving of document.querySelectorAll("form[data-needs-connection]")) {
    leaving.addEventListener("submit", async (event) => {
      if (leaving.dataset.ready) return;
      event.preventDefault();
      const { submitter } = event;
      await sending;
      try {
        await fetch("/health/live", { cache: "no-store" });
      } catch {
        said.textContent = "No connection. Nothing is lost; try again in a moment.";
        said.scrollIntoView({ block: "center" });
        return;
      }
      leaving.dataset.ready = "yes";
      leaving.requestSubmit(submitter);
    });
  }
}
