// A page of a run that goes on loads itself anew, and looks the same afterwards.

const STALE_MILLISECONDS = 120000;

function rememberPlace() {
  choose("scroll", scrollY);
  choose("focus", document.activeElement && document.activeElement.id || null);
}

/** Somebody who is marking text or typing must not be disturbed. */
function isBusy() {
  const selection = getSelection(), active = document.activeElement;
  return selection && !selection.isCollapsed || active && active.tagName === "SELECT" || Date.now() - lastInput < 3000;
}

let lastInput = 0;

function reloadLater() {
  setTimeout(() => {
    if (isBusy() || document.hidden) return reloadLater();
    rememberPlace();
    location.reload();
  }, page.reload * 1000);
}

function startLive() {
  addEventListener("pagehide", rememberPlace);
  if (!page.reload) return;
  addEventListener("input", () => lastInput = Date.now());
  const age = Date.now() - page.written;
  document.getElementById("foot").append(element("p", {id: "live"}, age > STALE_MILLISECONDS
    ? `This page says that the run goes on, but was written ${durationText(age)} ago; it may have ended suddenly.`
    : `The run goes on; this page loads itself anew every ${page.reload} s.`));
  reloadLater();
}

function restorePlace() {
  if (chosen.open) openPanel(chosen.open);
  const focused = chosen.focus && document.getElementById(chosen.focus);
  if (focused && page.reload) focused.focus({preventScroll: true});
  if (page.reload && chosen.scroll) scrollTo({top: chosen.scroll, behavior: "instant"});
}
