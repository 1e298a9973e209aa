// What a script adds to template letters, which work without it.

// Counts a copied letter: which one, for which specialty. Copying itself is in interface.js.
for (const form of document.querySelectorAll("form[data-counted]")) {
  form.querySelector("button[data-copy]").addEventListener("click", () => {
    fetch(form.dataset.counted, { method: "POST", body: new FormData(form), keepalive: true });
  });
}

// Keeps the letter in step with what is chosen, so that nobody copies what no longer fits.
const choices = document.getElementById("letter-choices");
const letter = document.getElementById("letter-text");
const chosen = () => new URLSearchParams(new FormData(choices)).toString();
let shown = choices && chosen();
let newest;

async function refill() {
  if (chosen() === shown) return;
  shown = chosen();
  newest?.abort();
  newest = new AbortController();
  const request = { method: "POST", body: new FormData(choices), signal: newest.signal };
  const page = await fetch(choices.action, request).then((response) => response.text());
  const filled = new DOMParser().parseFromString(page, "text/html");
  const words = filled.getElementById("letter-text");
  letter.value = words ? words.value : "";
  for (const button of document.querySelectorAll(".app-taking button")) button.disabled = !words;
  for (const part of words ? ["[data-chosen]", "[data-rules]"] : []) {
    document.querySelector(part).replaceWith(filled.querySelector(part));
  }
}

if (choices && letter) {
  const ignore = (problem) => problem.name === "AbortError" || choices.submit();
  // A specialty is taken from the box one types into a moment after one leaves the box.
  const soon = () => setTimeout(() => refill().catch(ignore), 100);
  choices.addEventListener("change", soon);
  choices.addEventListener("focusout", soon);
}
