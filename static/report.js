// What scripts add to the report form, which works without them: a draft is kept while one thinks,
// and where harm is reported appears when harm is reported.

const PAUSE = 3000; // milliseconds without typing

// <div data-shown-for="name value value">: in sight while a radio of that name has such a value.
for (const part of document.querySelectorAll("[data-shown-for]")) {
  const [name, ...values] = part.dataset.shownFor.split(" ");
  const { form } = document.querySelector(`input[name="${name}"]`);
  const fit = () => (part.hidden = !values.includes(form.elements[name].value));
  form.addEventListener("change", fit);
  fit();
}

// <p data-draft="address">: says when what was typed was last kept.
const said = document.querySelector("[data-draft]");
const form = document.querySelector("textarea")?.form;
if (said && form) {
  let timer, sending, typedSince;

  const keep = async () => {
    if (sending) return;
    sending = true;
    typedSince = false;
    const body = new FormData(form);
    try {
      const answer = await fetch(said.dataset.draft, { method: "POST", body });
      said.textContent = (await answer.json()).said;
    } catch {
      said.textContent = "Not saved just now. What you wrote stays on this page.";
    }
    sending = false;
    if (typedSince) later();
  };
  const later = () => {
    typedSince = true;
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE);
  };

  form.addEventListener("input", later);
  form.addEventListener("change", later);
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    sending = true;
  });
}
