// Counts a copied letter: which one, for which specialty. Copying itself is in interface.js.
for (const form of document.querySelectorAll("form[data-counted]")) {
  form.querySelector("button[data-copy]").addEventListener("click", () => {
    fetch(form.dataset.counted, { method: "POST", body: new FormData(form), keepalive: true });
  });
}
