// @ts-check
/**
 * The map of practices: a Streamlit component drawn by Leaflet from our own files only.
 *
 * Streamlit calls the default export with new data at each run; the map, its view and what is
 * focused stay. `data-ready` on the root tells that land and marks are drawn.
 */
import L from "leaflet";
import leafletStyles from "leaflet/dist/leaflet.css";
import { Land } from "./land.js";
import styles from "./leafmap.css";
import { Marks } from "./marks.js";
import { Tip } from "./tip.js";
import { element, filled, Words } from "./words.js";

/** Inhabited land; the frame of the whole world. */
const WORLD = L.latLngBounds([-56, -168], [74, 180]);
const LIMITS = L.latLngBounds([-84, -200], [84, 200]);
const NEAREST = 10;
const REGION_NEAREST = 6;
const HINT_STAYS = 1600;

/** @typedef {import("./types.js").Data} Data */
/** @typedef {import("./types.js").Component} Component */

class PracticeMap {
  /**
   * @param {HTMLElement} root
   * @param {Data} data
   */
  constructor(root, data) {
    this.root = root;
    this.data = data;
    this.words = new Words(data);
    /** @type {(what: string) => void} */
    this.open = () => {};
    this.moved = false; // by a person; then the view is theirs
    this.framing = false;
    this.region = "";
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const finger = matchMedia("(pointer: coarse)").matches;

    this.canvas = element("div", "canvas");
    this.canvas.setAttribute("role", "region");
    this.canvas.focus = () =>
      HTMLElement.prototype.focus.call(this.canvas, { preventScroll: true }); // Leaflet's would jump
    this.skip = element("button", "skip");
    this.skip.type = "button";
    this.live = element("p", "hidden-words");
    this.live.setAttribute("aria-live", "polite");
    this.hint = element("div", "hint");
    this.hint.hidden = true;
    this.hint.setAttribute("aria-hidden", "true");
    root.replaceChildren(this.skip, this.canvas, this.hint, this.live);

    this.map = L.map(this.canvas, {
      attributionControl: false,
      zoomControl: false,
      zoomSnap: 0.25,
      maxZoom: NEAREST, // without it clustering throws
      maxBounds: LIMITS,
      maxBoundsViscosity: 1,
      scrollWheelZoom: false,
      dragging: !finger, // one finger scrolls the page, two move the map
      zoomAnimation: !calm,
      markerZoomAnimation: !calm,
      inertia: !calm,
    });
    this.keys = new Keys(this.map, () => this.#whole());
    this.frame();
    this.land = new Land(this.map, data.land);
    this.marks = new Marks(this.map, (slug) => this.#choose(slug));
    this.tip = new Tip(root, (target) => this.#toldOf(target));
    this.#listen();
  }

  /**
   * @param {Data} data
   * @param {(what: string) => void} open
   */
  async update(data, open) {
    const before = this.data;
    const first = !this.root.dataset.ready;
    this.data = data;
    this.open = open;
    this.words = new Words(data);
    this.root.classList.toggle("coverage", data.layer === "coverage");
    this.#say(data);
    this.land.update(data, this.words);
    this.marks.update(data, this.words);
    if (data.zoom.code !== this.region) {
      this.region = data.zoom.code;
      this.moved = false;
      this.frame();
    }
    const fromElsewhere = data.chosen && (first || data.chosen !== before.chosen);
    if (fromElsewhere && !this.marks.seen(data.chosen) && this.marks.reveal(data.chosen)) {
      this.moved = true;
    }
    await this.land.show();
    this.#settleSoon();
    this.root.dataset.layer = data.layer;
    this.root.dataset.ready = "true";
  }

  /** Show the region asked for, or the whole world, unless a person has moved the map. */
  frame() {
    this.framing = true;
    this.map.setMinZoom(0);
    const home = this.map.getBoundsZoom(WORLD);
    const bounds = this.data.zoom.bounds;
    if (bounds) {
      const wanted = L.latLngBounds(bounds);
      this.map.fitBounds(wanted, { padding: [48, 48], maxZoom: REGION_NEAREST, animate: false });
    } else {
      this.map.setView(centre(this.map, WORLD, home), home, { animate: false });
    }
    this.map.setMinZoom(Math.min(home, this.map.getZoom()));
    this.framing = false;
  }

  remove() {
    this.sizes?.disconnect();
    this.map.remove();
  }

  /** @param {Data} data */
  #say(data) {
    const { texts } = data;
    this.canvas.setAttribute("aria-label", texts.map);
    this.canvas.lang = data.language;
    this.skip.textContent = texts.skip;
    this.keys.say(texts);
  }

  #listen() {
    const { map, root } = this;
    map.on("movestart zoomstart", () => {
      this.moved ||= !this.framing;
      this.tip.hide();
    });
    map.on("moveend zoomend", () => this.#settleSoon());
    this.sizes = new ResizeObserver(() => this.#resized());
    this.sizes.observe(root);
    root.addEventListener("keydown", (event) => this.#key(event));
    root.addEventListener("click", (event) => this.#clicked(event));
    root.addEventListener("wheel", (event) => this.#wheel(event), { capture: true, passive: true });
    root.addEventListener("touchmove", (event) => this.#fingers(event), { passive: true });
    root.addEventListener("focusin", (event) => this.#followFocus(event));
    this.skip.addEventListener("click", () => focusAfter(root));
  }

  #resized() {
    this.map.invalidateSize({ animate: false });
    if (!this.moved) this.frame();
    const mark = this.marks.bySlug.get(this.data.chosen);
    if (mark) this.map.panInside(mark.getLatLng(), { padding: [64, 64], animate: false });
    this.#settleSoon();
  }

  #settleSoon() {
    cancelAnimationFrame(this.settling ?? 0);
    this.settling = requestAnimationFrame(() => {
      this.marks.settle();
      this.keys.settle();
      this.root.dataset.zoom = String(this.map.getZoom());
    });
  }

  /** @param {string} what A city's slug or a country's code; "" closes the list. */
  #choose(what) {
    this.tip.hide();
    if (what) {
      const title = this.marks.bySlug.get(what)?.title ?? this.words.country(what);
      this.live.textContent = filled(this.data.texts.opened, { place: title });
    }
    this.open(what);
  }

  #whole() {
    this.moved = false;
    this.frame();
  }

  /** @param {Element} target */
  #toldOf(target) {
    const mark = target.closest(".spot");
    const told = mark?.firstElementChild && this.marks.told.get(mark.firstElementChild);
    if (mark && told) return { target: mark, told };
    const shape = target.closest("[data-country]");
    const country = shape && this.land.countries.get(shape);
    return shape && country ? { target: shape, told: country.told } : null;
  }

  /** @param {MouseEvent} event */
  #clicked(event) {
    const shape = /** @type {Element} */ (event.target).closest("[data-country]");
    const country = shape && this.land.countries.get(shape);
    if (country?.read) this.#choose(country.code);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const target = /** @type {Element} */ (event.target);
    const button = target.closest(".spot, [data-country]");
    if (event.key === "Escape") {
      if (this.tip.shown) this.tip.hide();
      else if (this.data.chosen) this.#choose("");
    } else if (button && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      button.dispatchEvent(new MouseEvent("click", { bubbles: true, composed: true }));
    }
  }

  /**
   * The wheel scrolls the page; with Ctrl, and so with two fingers on a trackpad, it zooms.
   * @param {WheelEvent} event
   */
  #wheel(event) {
    if (event.ctrlKey || event.metaKey) {
      this.map.scrollWheelZoom.enable();
      return;
    }
    this.map.scrollWheelZoom.disable();
    this.#tell(this.data.texts.wheel);
  }

  /** @param {TouchEvent} event */
  #fingers(event) {
    if (event.touches.length === 1 && !this.map.dragging.enabled()) {
      this.#tell(this.data.texts.fingers);
    }
  }

  /** @param {string} words */
  #tell(words) {
    this.hint.textContent = words;
    this.hint.hidden = false;
    clearTimeout(this.telling);
    this.telling = setTimeout(() => (this.hint.hidden = true), HINT_STAYS);
  }

  /**
   * A country reached by Tab outside the view comes into it.
   * @param {FocusEvent} event
   */
  #followFocus(event) {
    const shape = /** @type {Element} */ (event.target);
    if (!shape.matches("path[data-country]:focus-visible")) return;
    this.land.shown?.eachLayer((layer) => {
      if (/** @type {any} */ (layer).getElement() !== shape) return;
      const bounds = /** @type {L.Polygon} */ (layer).getBounds();
      if (!this.map.getBounds().intersects(bounds)) {
        this.map.panTo(bounds.getCenter(), { animate: false });
      }
    });
  }
}

/** The keys at the map's corner: nearer, farther, all of it. */
class Keys {
  /**
   * @param {L.Map} map
   * @param {() => void} whole
   */
  constructor(map, whole) {
    this.map = map;
    this.nearer = key("M10 4v12M4 10h12", "zoom-in", () => map.zoomIn(1));
    this.farther = key("M4 10h12", "zoom-out", () => map.zoomOut(1));
    this.all = key("M4 8V4h4M12 4h4v4M16 12v4h-4M8 16H4v-4", "whole", whole);
    const box = element("div", "keys");
    box.append(this.nearer, this.farther, this.all);
    L.DomEvent.disableClickPropagation(box);
    const corner = new L.Control({ position: "topleft" });
    corner.onAdd = () => box;
    corner.addTo(map);
  }

  /** @param {import("./types.js").Texts} texts */
  say(texts) {
    for (const [button, words] of /** @type {[HTMLElement, string][]} */ ([
      [this.nearer, texts.zoom_in],
      [this.farther, texts.zoom_out],
      [this.all, texts.whole],
    ])) {
      button.setAttribute("aria-label", words);
      button.title = words;
    }
  }

  /** A key that can do no more says so and keeps the focus. */
  settle() {
    const zoom = this.map.getZoom();
    this.nearer.setAttribute("aria-disabled", String(zoom >= this.map.getMaxZoom()));
    this.farther.setAttribute("aria-disabled", String(zoom <= this.map.getMinZoom()));
  }
}

/**
 * @param {string} path
 * @param {string} css
 * @param {() => void} act
 */
function key(path, css, act) {
  const button = element("button", css);
  button.type = "button";
  button.innerHTML = `<svg viewBox="0 0 20 20" aria-hidden="true"><path d="${path}"/></svg>`;
  button.addEventListener("click", act);
  return button;
}

/**
 * The middle of bounds as they are drawn: on this projection it is not the mean of the latitudes.
 * @param {L.Map} map
 * @param {L.LatLngBounds} bounds
 * @param {number} zoom
 */
function centre(map, bounds, zoom) {
  const corner = map.project(bounds.getNorthEast(), zoom);
  return map.unproject(corner.add(map.project(bounds.getSouthWest(), zoom)).divideBy(2), zoom);
}

/**
 * Put the focus on what follows the map.
 * @param {HTMLElement} root
 */
function focusAfter(root) {
  const host = /** @type {ShadowRoot} */ (root.getRootNode()).host ?? root;
  const reachable = "a[href], button, summary, input, select, textarea, [tabindex='0']";
  const next = [...document.querySelectorAll(reachable)].find(
    (one) =>
      host.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING &&
      /** @type {HTMLElement} */ (one).offsetParent !== null,
  );
  /** @type {HTMLElement | undefined} */ (next)?.focus();
}

/** @type {WeakMap<Element, PracticeMap>} */
const maps = new WeakMap();

/**
 * @param {Component} component
 * @returns {() => void} What to do when the page takes the map away.
 */
export default function draw({ parentElement, data, setTriggerValue }) {
  const root = /** @type {HTMLElement} */ (parentElement.querySelector(".practice-map"));
  let map = maps.get(root);
  if (!map) {
    const sheet = element("style", "", leafletStyles + styles);
    root.before(sheet);
    map = new PracticeMap(root, data);
    maps.set(root, map);
  }
  void map.update(data, (what) => setTriggerValue("open", what));
  return () => {
    maps.get(root)?.remove();
    maps.delete(root);
  };
}
