// What scripts add to pages that already work without them. Nothing here is needed.
import { initAll } from "./nhsuk-frontend.js";

document.body.classList.add("js-enabled", "nhsuk-frontend-supported");
initAll();

// A select with data-autocomplete becomes a box to type into (specialties, practices).
const selects = document.querySelectorAll("select[data-autocomplete]");
if (selects.length) {
  await import("./accessible-autocomplete.js");
  for (const select of selects) {
    window.accessibleAutocomplete.enhanceSelectElement({
      selectElement: select,
      defaultValue: select.selectedOptions[0]?.value ? select.selectedOptions[0].text : "",
      minLength: 2,
      showAllValues: false,
      confirmOnBlur: true,
      name: "",
    });
  }
}

// Copy buttons: <button type="button" data-copy="id of the words" hidden>.
for (const button of document.querySelectorAll("button[data-copy]")) {
  const source = document.getElementById(button.dataset.copy);
  if (!source || !navigator.clipboard) continue;
  const label = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(source.value ?? source.textContent.trim());
    button.textContent = "Copied";
    setTimeout(() => (button.textContent = label), 2000);
  });
}

// Filters that send themselves: <select data-submit> in a GET form.
for (const select of document.querySelectorAll("select[data-submit]")) {
  select.addEventListener("change", () => select.form.requestSubmit());
}
