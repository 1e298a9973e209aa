// What scripts add to the desk, which works without them: drafts kept while one thinks, and keys.

// <p data-draft="address">: the form after it is kept there, and it says when.
const PAUSE = 3000; // milliseconds without typing
for (const said of document.querySelectorAll("[data-draft]")) {
  const form = said.parentElement.querySelector("form");
  const box = form?.querySelector("textarea");
  if (!box) continue;
  let timer;
  const keep = async () => {
    try {
      const answer = await fetch(said.dataset.draft, { method: "POST", body: new FormData(form) });
      said.textContent = answer.ok ? (await answer.json()).said : "Not kept just now.";
    } catch {
      said.textContent = "Not kept just now. What you wrote stays on this page.";
    }
  };
  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE);
  });
  form.addEventListener("submit", () => clearTimeout(timer));
}

// How many rows are ticked.
const bar = document.querySelector("[data-bulk]");
const boxes = [...document.querySelectorAll(".app-choose__box")];
if (bar) {
  const count = () => {
    const chosen = boxes.filter((box) => box.checked).length;
    bar.querySelector("[data-chosen]").textContent = chosen ? `${chosen} ticked` : "";
  };
  bar.form.addEventListener("change", count);
  count();
}

// Keys: a letter follows, presses or enters what it stands for.
const help = document.querySelector("[data-keys]");
const OFF = "desk-keys-off";
if (help) {
  help.hidden = false;
  const button = help.querySelector("[data-keys-switch]");
  const isOff = () => localStorage.getItem(OFF) === "yes";
  const name = () => (button.textContent = isOff() ? "Turn them on" : "Turn them off");
  button.addEventListener("click", () => {
    localStorage.setItem(OFF, isOff() ? "no" : "yes");
    name();
  });
  name();

  const rows = [...document.querySelectorAll("tr[id] th a")];
  const walk = (step) => {
    const at = rows.findIndex((row) => row.closest("tr").contains(document.activeElement));
    rows[Math.max(0, Math.min(rows.length - 1, at + step))].focus();
  };
  const onRows = {
    j: () => walk(1),
    k: () => walk(-1),
    x: () => document.activeElement.closest("tr[id]")?.querySelector(".app-choose__box").click(),
    "/": () => document.querySelector("#desk-search input").focus(),
  };
  const everywhere = {
    r: () => document.querySelector(".app-box--reply textarea")?.focus(),
    "?": () => {
      help.open = true;
      help.querySelector("summary").focus();
    },
  };
  const marked = (key) => {
    const found = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key === key);
    return found && (() => found.click());
  };
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input:not([type=checkbox]), textarea, select");
    const held = event.ctrlKey || event.metaKey || event.altKey;
    if (typing || held || event.isComposing || isOff()) return;
    const press = (rows.length && onRows[event.key]) || everywhere[event.key] || marked(event.key);
    if (!press) return;
    event.preventDefault();
    press();
  });
}
