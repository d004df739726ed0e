// A page of a run that goes on loads itself anew, and looks the same afterwards.

const STALE_MILLISECONDS = 120000;

/** Whoever has just done something is not disturbed; a list may be open for longer. */
const BUSY_MILLISECONDS = 3000;
const BUSY_WITH_LIST_MILLISECONDS = 15000;

let lastInput = 0;

function rememberPlace() {
  choose("place", placeInView());
  choose("panelScroll", panel.scrollTop);
  choose("focus", selectorOf(document.activeElement));
  choose("unfolded", foldables().filter(([, details]) => details.open).map(([key]) => key));
}

/** The first section in view and where it stands: those above may grow. */
function placeInView() {
  if (scrollY === 0) return null;
  const box = [...document.querySelectorAll("main section")].find(each => each.getBoundingClientRect().bottom > 0);
  return box ? {section: box.id, top: box.getBoundingClientRect().top} : null;
}

/** How an element is found again; null where it can't. */
function selectorOf(focused) {
  if (!focused || focused === document.body) return null;
  if (focused.id) return "#" + CSS.escape(focused.id);
  const head = focused.closest("th[data-key]"), row = focused.closest("tr[data-id]");
  if (head) return `th[data-key=${CSS.escape(head.dataset.key)}] button`;
  return row ? `tr[data-id=${CSS.escape(row.dataset.id)}] button` : null;
}

/** What can be folded, each with its section and its number there. */
function foldables() {
  return [...document.querySelectorAll("section, dialog")].flatMap(box =>
    [...box.querySelectorAll("details")].map((details, i) => [`${box.id} ${i}`, details]));
}

function isBusy() {
  const selection = getSelection(), active = document.activeElement, quiet = Date.now() - lastInput;
  return selection && !selection.isCollapsed || quiet < (active && active.tagName === "SELECT" ? BUSY_WITH_LIST_MILLISECONDS : BUSY_MILLISECONDS);
}

function reloadAfter(milliseconds) {
  setTimeout(() => {
    if (isBusy() || document.hidden) return reloadAfter(1000);
    location.reload();
  }, milliseconds);
}

/** Seconds between loadings, 0 for none. Someone may have written a page in between that doesn't ask for them. */
function reloadSeconds() {
  const seconds = page.run.status === "running" ? page.reload || chosen.reload || 0 : 0;
  choose("reload", seconds);
  return seconds;
}

function startLive() {
  addEventListener("pagehide", rememberPlace);
  const seconds = reloadSeconds();
  if (!seconds) return;
  for (const kind of ["input", "keydown", "pointerdown", "wheel", "touchmove"]) {
    addEventListener(kind, () => lastInput = Date.now(), {capture: true, passive: true});
  }
  const age = Date.now() - page.written;
  document.getElementById("foot").append(element("p", {id: "live"}, age > STALE_MILLISECONDS
    ? `This page says that the run goes on, but was written ${durationText(age)} ago; it may have ended suddenly.`
    : `The run goes on; this page loads itself anew every ${seconds} s.`));
  reloadAfter(seconds * 1000);
}

/** The page was loaded anew, by itself or by its reader. */
function restorePlace() {
  if (performance.getEntriesByType("navigation")[0].type !== "reload") choose("open", null);
  else {
    history.scrollRestoration = "manual";
    if (chosen.open) openPanel(chosen.open);
    foldables().forEach(([key, details]) => details.open = (chosen.unfolded || []).includes(key));
    restoreScroll();
    const focused = chosen.focus && document.querySelector(chosen.focus);
    if (focused) focused.focus({preventScroll: true});
  }
}

function restoreScroll() {
  const box = chosen.place && document.getElementById(chosen.place.section);
  if (box) scrollBy({top: box.getBoundingClientRect().top - chosen.place.top, behavior: "instant"});
  if (panel.open) panel.scrollTo({top: chosen.panelScroll || 0, behavior: "instant"});
}
