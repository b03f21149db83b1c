// @ts-check
/** Words over the map: what a mark or a country says when pointed at or reached by keyboard. */
import { element } from "./words.js";

/** Time to travel from a mark into its words without losing them (WCAG 1.4.13). */
const GRACE = 150;
const GAP = 6;

/** @typedef {import("./types.js").Told} Told */

export class Tip {
  /**
   * @param {HTMLElement} root
   * @param {(target: Element) => {target: Element, told: Told} | null} lookUp
   */
  constructor(root, lookUp) {
    this.root = root;
    this.lookUp = lookUp;
    /** @type {[number, number] | null} */
    this.clickedAt = null;
    this.box = element("div", "tip");
    this.box.hidden = true;
    this.box.setAttribute("aria-hidden", "true"); // the mark itself carries the same words
    root.append(this.box);
    root.addEventListener("pointerover", (event) => this.#over(event));
    root.addEventListener("click", (event) => (this.clickedAt = [event.clientX, event.clientY]));
    root.addEventListener("pointerleave", () => this.#leave());
    root.addEventListener("focusin", (event) => this.#focused(event));
    root.addEventListener("focusout", () => this.hide());
  }

  get shown() {
    return !this.box.hidden;
  }

  hide() {
    clearTimeout(this.leaving);
    this.box.hidden = true;
    this.target = null;
  }

  /** @param {PointerEvent} event */
  #over(event) {
    const over = /** @type {Element} */ (event.target);
    if (this.box.contains(over)) {
      clearTimeout(this.leaving);
      return;
    }
    const [x, y] = this.clickedAt ?? [];
    if (event.clientX === x && event.clientY === y) return; // the map moved, not the hand
    const found = this.lookUp(over);
    if (!found) this.#leave();
    else if (found.target !== this.target) this.#show(found, event);
    else clearTimeout(this.leaving);
  }

  /** @param {FocusEvent} event */
  #focused(event) {
    const focused = /** @type {Element} */ (event.target);
    const found = focused.matches(":focus-visible") ? this.lookUp(focused) : null;
    if (found) this.#show(found, null);
  }

  #leave() {
    clearTimeout(this.leaving);
    this.leaving = setTimeout(() => this.hide(), GRACE);
  }

  /**
   * @param {{target: Element, told: Told}} found
   * @param {PointerEvent | null} pointer
   */
  #show({ target, told }, pointer) {
    clearTimeout(this.leaving);
    this.target = target;
    this.box.replaceChildren(...content(told));
    this.box.hidden = false;
    this.#place(target, pointer);
  }

  /**
   * Above the mark, below where there is no room; a country's words stand at the pointer.
   * @param {Element} target
   * @param {PointerEvent | null} pointer
   */
  #place(target, pointer) {
    const frame = this.root.getBoundingClientRect();
    const size = this.box.getBoundingClientRect();
    const mark = target.getBoundingClientRect();
    const wide = pointer !== null && target.matches("path");
    const top = wide ? pointer.clientY - 8 : Math.max(mark.top, frame.top);
    const bottom = wide ? pointer.clientY + 8 : Math.min(mark.bottom, frame.bottom);
    const middle = wide ? pointer.clientX : (mark.left + mark.right) / 2;
    const left = clamp(middle - frame.left - size.width / 2, 4, frame.width - size.width - 4);
    const above = top - frame.top - size.height - GAP;
    const below = bottom - frame.top + GAP;
    const y = above >= 4 ? above : Math.min(below, frame.height - size.height - 4);
    this.box.style.transform = `translate(${Math.round(left)}px, ${Math.round(y)}px)`;
  }
}

/** @param {Told} told */
function content(told) {
  const parts = [element("strong", "", told.title)];
  if (told.line) parts.push(element("p", "", told.line));
  for (const { code, label, count } of told.themes ?? []) {
    const line = element("div", "theme-line");
    line.append(element("i", code), element("span", "", label), element("b", "", String(count)));
    parts.push(line);
  }
  return parts;
}

/**
 * @param {number} value
 * @param {number} least
 * @param {number} most
 */
function clamp(value, least, most) {
  return Math.max(least, Math.min(value, most));
}
