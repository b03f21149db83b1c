// @ts-check
/**
 * Links drawn by the server: a plain click opens one without loading the whole page again. The
 * markup is only written when it changed, and the link that had the focus keeps it.
 *
 * @typedef {{ parentElement: ParentNode, data: { html: string } }} Component
 */
const PATIENCE = 4000;
const LEAVE_WITHIN = 2500;

/** What each place shows now. @type {WeakMap<Element, string>} */
const shown = new WeakMap();

/** @param {Component} component */
export default function ({ parentElement, data }) {
  const place = /** @type {HTMLElement} */ (parentElement.querySelector(".links"));
  if (shown.get(place) !== data.html) {
    const focused = place.contains(document.activeElement) ? document.activeElement?.getAttribute("href") : null;
    place.innerHTML = data.html; // every word of it was escaped by the server
    shown.set(place, data.html);
    const again = [...place.querySelectorAll("a")].find((link) => link.getAttribute("href") === focused);
    if (focused) again?.focus({ preventScroll: true });
  }
  place.onclick = (event) => {
    const link = /** @type {HTMLAnchorElement | null} */ (/** @type {Element} */ (event.target).closest("a"));
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (link.origin !== location.origin || link.getAttribute("href")?.startsWith("#")) return;
    event.preventDefault();
    /** @type {Promise<void>[]} */
    const waits = []; // texts on this page that are still on their way to the server
    document.dispatchEvent(new CustomEvent("house:leaving", { detail: waits }));
    if (waits.length) Promise.race([Promise.all(waits), pause(LEAVE_WITHIN)]).then(() => go(link));
    else go(link);
  };
}

/** @param {HTMLAnchorElement} link */
function go(link) {
  history.pushState({}, "", link.href);
  dispatchEvent(new PopStateEvent("popstate")); // Streamlit goes where the address says
  if (link.dataset.then) arrive(link.dataset.then, Date.now() + PATIENCE);
}

/** @param {number} wait @returns {Promise<void>} */
const pause = (wait) => new Promise((done) => setTimeout(done, wait));

/** @param {string} wanted @param {number} until */
function arrive(wanted, until) {
  const there = /** @type {HTMLElement | null} */ (document.querySelector(wanted));
  if (!there) {
    if (Date.now() < until) setTimeout(arrive, 60, wanted, until);
    return;
  }
  there.focus({ preventScroll: true });
  there.scrollIntoView({ block: "nearest" });
}
