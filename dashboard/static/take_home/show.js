// @ts-check
/**
 * The slideshow of an edition: one scene after the other, by itself, from a disk.
 *
 * A key, a click or a swipe moves it; the button pauses it for good, any other hand for a minute.
 * All scenes lie in the page already: nothing is fetched, so nothing can be missing.
 */
"use strict";

(() => {
  const FADE = 600; // ms; as in the styles of the wall
  const ALONE = 60_000; // ms without a hand after which it goes on by itself
  const NEAR = 5_000; // ms for which the bar stays after something moved
  const SMALLEST = 0.5; // to which letters shrink so that a scene fits

  /** @param {string} id @returns {HTMLElement} */
  const part = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
  const body = document.body;
  const layers = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".layer")]);
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const pause = part("pause");
  let at = Math.max(0, layers.findIndex((one) => `#${one.id}` === location.hash));
  let paused = false;
  let turn = 0; // the timer of the next scene
  let leaving = 0; // the timer after which the earlier scene is gone
  let near = 0;

  /** How long a scene stands, in ms. @param {HTMLElement} layer */
  const seconds = (layer) => 1000 * Number(layer.dataset.seconds || 12);

  /** Letters as large as the scene has room for. @param {HTMLElement} layer */
  function fit(layer) {
    const main = /** @type {HTMLElement | null} */ (layer.querySelector(".main"));
    if (!main || getComputedStyle(main).overflow === "visible") return;
    for (let size = 1; size >= SMALLEST; size -= 0.05) {
      main.style.setProperty("--fit", String(size));
      if (main.scrollHeight <= main.clientHeight && main.scrollWidth <= main.clientWidth) return;
    }
  }

  /** The strokes that fill while a scene stands. @param {HTMLElement} layer @param {number} share */
  function beat(layer, share) {
    const strokes = layer.querySelectorAll(".beat i");
    strokes.forEach((one, place) => one.classList.toggle("lit", place < share * strokes.length));
  }

  /** @param {number} next @param {number} wait ms until it goes on by itself */
  function show(next, wait) {
    const before = layers[at];
    at = (next + layers.length) % layers.length;
    const now = layers[at];
    clearTimeout(turn);
    clearTimeout(leaving);
    for (const one of layers) if (one !== now && one !== before) one.hidden = true;
    now.hidden = false;
    fit(now);
    beat(now, 0);
    void now.offsetWidth; // the fade begins from what is not seen
    now.classList.add("shown");
    if (before !== now) {
      before.classList.remove("shown");
      leaving = window.setTimeout(() => (before.hidden = true), still.matches ? 0 : FADE);
    }
    part("place").textContent = (body.dataset.of || "")
      .replace("{number}", String(at + 1))
      .replace("{all}", String(layers.length));
    part("stage").setAttribute("aria-live", paused || wait > seconds(now) ? "polite" : "off");
    if (matchMedia("(max-width: 720px)").matches) window.scrollTo(0, 0);
    plan(wait);
  }

  /** @param {number} wait */
  function plan(wait) {
    clearTimeout(turn);
    if (paused) return;
    const begun = Date.now();
    const layer = layers[at];
    const look = () => {
      const passed = Date.now() - begun;
      if (passed >= wait) return show(at + 1, seconds(layers[(at + 1) % layers.length]));
      beat(layer, passed / wait);
      turn = window.setTimeout(look, Math.min(250, wait - passed));
    };
    look();
  }

  /** By hand: it stands until nobody has touched it for a while. @param {number} step */
  function go(step) {
    show(at + step, ALONE);
  }

  function toggle() {
    paused = !paused;
    body.classList.toggle("paused", paused);
    pause.setAttribute("aria-label", (paused ? body.dataset.resume : body.dataset.pause) || "");
    plan(seconds(layers[at]));
  }

  function come() {
    body.classList.add("near");
    clearTimeout(near);
    near = window.setTimeout(() => body.classList.remove("near"), NEAR);
  }

  document.addEventListener("keydown", (event) => {
    come();
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const onControl = event.target instanceof Element && event.target.closest("a, button");
    if (event.key === "ArrowRight" || event.key === "PageDown") go(1);
    else if (event.key === "ArrowLeft" || event.key === "PageUp") go(-1);
    else if (event.key === " " && !onControl) toggle();
    else return;
    event.preventDefault();
  });
  part("previous").addEventListener("click", () => go(-1));
  part("next").addEventListener("click", () => go(1));
  pause.addEventListener("click", toggle);
  for (const kind of ["pointermove", "pointerdown"]) document.addEventListener(kind, come);

  /** @type {{ x: number, y: number } | null} */
  let touched = null;
  document.addEventListener("touchstart", (event) => {
    const one = event.touches[0];
    touched = event.touches.length === 1 ? { x: one.clientX, y: one.clientY } : null;
  }, { passive: true });
  document.addEventListener("touchend", (event) => {
    const end = event.changedTouches[0];
    if (!touched || !end) return;
    const wide = end.clientX - touched.x;
    if (Math.abs(wide) > 60 && Math.abs(wide) > 2 * Math.abs(end.clientY - touched.y)) {
      go(wide < 0 ? 1 : -1);
    }
  }, { passive: true });
  addEventListener("resize", () => fit(layers[at]));

  body.classList.remove("still");
  for (const one of layers) one.hidden = true;
  show(at, seconds(layers[at]));
  document.fonts.ready.then(() => fit(layers[at]));
  come();
})();
