// @ts-check
/**
 * A list of practices drawn by the server: this tells it which ones are chosen to compare.
 *
 * A title stays an ordinary link (a new tab, a copied address), but a plain click opens it without
 * loading the whole page again. The list is only redrawn when it changed, so focus stays.
 *
 * @typedef {{ html: string, picks: string[], full: boolean }} Data
 * @typedef {{ parentElement: ParentNode, data: Data, setTriggerValue: (name: string, value: unknown) => void }} Component
 */

/** What each list shows now. @type {WeakMap<Element, string>} */
const shown = new WeakMap();

/** @param {Component} component */
export default function ({ parentElement, data, setTriggerValue }) {
  const list = /** @type {HTMLElement} */ (parentElement.querySelector(".practice-list"));
  if (shown.get(list) !== data.html) {
    list.innerHTML = data.html; // every word of it was escaped by the server
    shown.set(list, data.html);
  }
  for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (list.querySelectorAll("[name=pick]"))) {
    box.checked = data.picks.includes(box.value);
    box.disabled = data.full && !box.checked;
  }
  list.onchange = (event) => {
    const box = /** @type {HTMLInputElement} */ (event.target);
    setTriggerValue("picked", { slug: box.value, chosen: box.checked });
  };
  list.onclick = (event) => {
    const link = /** @type {HTMLAnchorElement | null} */ (/** @type {Element} */ (event.target).closest("a"));
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    history.pushState({}, "", link.href);
    dispatchEvent(new PopStateEvent("popstate")); // Streamlit goes where the address says
  };
}
