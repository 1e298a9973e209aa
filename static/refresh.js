// A part of a page that shows work under way: <div id="…" data-refresh="seconds">. It is fetched
// again until it no longer says so, and replaced only when it differs. Without scripts a link does it.
const region = document.querySelector("[id][data-refresh]");

async function refresh(current) {
  const seconds = Number(current.dataset.refresh);
  if (!seconds) return;
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  let next = current;
  try {
    const answer = await fetch(window.location.href, { headers: { Accept: "text/html" } });
    if (answer.ok) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      next = page.getElementById(current.id) ?? current;
    }
  } catch {
    // The connection is away; the next round tries again.
  }
  if (next !== current && next.outerHTML !== current.outerHTML) {
    current.replaceWith(next);
  } else {
    next = current;
  }
  refresh(next);
}

if (region) refresh(region);
