// What scripts add to pages that already work without them. Nothing here is needed.
// NHS.UK's own script starts itself (see interface/nhsuk/finders.py).

// A select with data-autocomplete becomes a box to type into (specialties, practices). An option is
// found by every beginning of a word in its name or in its data-aliases; "T&O" is "t and o".
const plain = (text) =>
  ` ${text.toLowerCase().replaceAll("&", " and ").replace(/[^a-z0-9]+/g, " ").trim()}`;
const finder = (options) => {
  const known = options.map(({ text, dataset }) => ({
    text,
    name: plain(text),
    all: plain(`${text} ${dataset.aliases ?? ""}`),
    aliases: (dataset.aliases ?? "").split("; ").map(plain),
  }));
  return (query, show) => {
    const words = plain(query).trim().split(" ").map((word) => ` ${word}`);
    const found = known.filter(({ all }) => words.every((word) => all.includes(word)));
    const asked = plain(query);
    const first = ({ name, aliases }) =>
      name.startsWith(asked) || aliases.includes(asked) ? 0 : 1;
    show(found.sort((one, other) => first(one) - first(other)).map(({ text }) => text));
  };
};

const selects = document.querySelectorAll("select[data-autocomplete]");
if (selects.length) {
  await import(document.querySelector("script[data-autocomplete]").dataset.autocomplete);
  for (const select of selects) {
    const described = select.getAttribute("aria-describedby") ?? "";
    const { id } = select;
    const options = [...select.options].filter(({ value }) => value);
    window.accessibleAutocomplete.enhanceSelectElement({
      selectElement: select,
      defaultValue: select.selectedOptions[0]?.value ? select.selectedOptions[0].text : "",
      source: finder(options),
      // What stands in the box is what is chosen: clearing it, or leaving it half typed, is nothing.
      onConfirm: (chosen) => {
        const text = chosen ?? document.getElementById(id).value;
        select.value = options.find((option) => option.text === text)?.value ?? "";
        select.dispatchEvent(new Event("change", { bubbles: true }));
      },
      inputClasses: select.className.replaceAll("nhsuk-select", "nhsuk-input"),
      minLength: 2,
      name: "",
    });
    const box = document.getElementById(id);
    box.setAttribute("aria-describedby", `${described} ${box.getAttribute("aria-describedby")}`);
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

// The design system marks a radio that reveals a question as expanded, which ARIA does not allow on
// radios: the question follows the option anyway.
const unmark = (radio) => radio.removeAttribute("aria-expanded");
const radios = document.querySelectorAll("input[type=radio][aria-controls]");
const watcher = new MutationObserver((changes) => changes.forEach(({ target }) => unmark(target)));
for (const radio of radios) {
  unmark(radio);
  watcher.observe(radio, { attributeFilter: ["aria-expanded"] });
}

// A hidden comma in the design system's file button keeps its name from holding the words one sees.
for (const comma of document.querySelectorAll("[id$=-comma].nhsuk-u-visually-hidden")) {
  comma.textContent = "";
}
