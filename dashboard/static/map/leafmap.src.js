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
import { Names } from "./names.js";
import { Tip } from "./tip.js";
import { element, filled, Words } from "./words.js";

/** Inhabited land; the frame of the whole world, and of what a narrow screen shows of it. */
const WORLD = L.latLngBounds([-56, -168], [74, 180]);
const WORLD_ON_PHONES = L.latLngBounds([-56, -128], [74, 179]);
const NARROW = 560;
const EDGE = 24;
const ALMOST = 0.05;
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
    /** @type {Element | null} */
    this.pointed = null;
    this.moved = false; // by a person; then the view is theirs
    this.clicked = "";
    this.home = 0; // the zoom of the whole world
    this.sought = ""; // a city to go to as soon as the map has a size
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
      minZoom: 0, // fixed and whole: the clusters are made for the levels between these two
      maxZoom: NEAREST,
      scrollWheelZoom: false,
      dragging: !finger, // one finger scrolls the page, two move the map
      zoomAnimation: !calm,
      markerZoomAnimation: !calm,
      inertia: !calm,
    });
    this.keys = new Keys(this.map, () => this.#whole());
    this.frame();
    this.land = new Land(this.map, data.land);
    this.land.came = () => this.#settleSoon();
    this.marks = new Marks(this.map, this.words, (slug) => this.#choose(slug));
    this.names = new Names(this.map);
    this.tip = new Tip(root, (target) => this.#toldOf(target));
    this.#listen();
  }

  /**
   * @param {Data} data
   * @param {(what: string) => void} open
   */
  async update(data, open) {
    const opened = this.root.dataset.ready ? this.data.chosen : "";
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
    // What was clicked here is in sight; what a link or Back opened may not be.
    if (data.chosen !== opened && data.chosen !== this.clicked) this.sought = data.chosen;
    this.#seek();
    if (data.chosen !== opened) this.#keepInSight();
    await this.land.show();
    this.#settleSoon();
    this.root.dataset.layer = data.layer;
    this.root.dataset.ready = "true";
  }

  /** Show the region asked for, or the whole world. */
  frame(bounds = this.data.zoom.bounds) {
    const { options } = this.map;
    const { zoomSnap } = options;
    this.framing = true;
    options.zoomSnap = 0; // the world fills its frame, whatever zoom that is
    const world = this.map.getSize().x < NARROW ? WORLD_ON_PHONES : WORLD;
    this.home = this.map.getBoundsZoom(world, false, L.point(EDGE, EDGE));
    if (bounds) {
      const wanted = L.latLngBounds(bounds);
      this.map.fitBounds(wanted, { padding: [48, 48], maxZoom: REGION_NEAREST, animate: false });
    } else {
      this.map.setView(centre(this.map, world, this.home), this.home, { animate: false });
    }
    options.zoomSnap = zoomSnap;
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
    map.on("moveend", () => this.#backToLand());
    this.sizes = new ResizeObserver(() => this.#resized());
    this.sizes.observe(root);
    root.addEventListener("keydown", (event) => this.#key(event));
    root.addEventListener("click", (event) => this.#clicked(event));
    root.addEventListener("wheel", (event) => this.#wheel(event), { capture: true, passive: true });
    root.addEventListener("touchmove", (event) => this.#fingers(event), { passive: true });
    root.addEventListener("focusin", (event) => this.#followFocus(event));
    for (const kind of ["pointerover", "pointerleave", "focusin", "focusout"]) {
      root.addEventListener(kind, (event) => this.#point(event));
    }
    this.skip.addEventListener("click", () => focusAfter(root));
  }

  #seek() {
    if (!this.sought || !this.map.getSize().x) return;
    if (!this.marks.seen(this.sought) && this.marks.reveal(this.sought)) this.moved = true;
    this.sought = "";
  }

  #resized() {
    this.map.invalidateSize({ animate: false });
    if (!this.moved) this.frame();
    this.#seek();
    this.#keepInSight();
    this.#settleSoon();
  }

  /** The list takes its room from the map; the open city must not fall out of it. */
  #keepInSight() {
    const mark = this.marks.bySlug.get(this.data.chosen);
    if (mark) this.map.panInside(mark.getLatLng(), { padding: [64, 64], animate: false });
  }

  /** A map dragged out to the open sea, or made smaller than its frame, comes back. */
  #backToLand() {
    if (this.framing) return;
    if (this.map.getZoom() < this.home - ALMOST) {
      this.#whole();
      return;
    }
    const at = this.map.getCenter();
    if (WORLD.contains(at)) return;
    const lat = Math.max(WORLD.getSouth(), Math.min(at.lat, WORLD.getNorth()));
    const lng = Math.max(WORLD.getWest(), Math.min(at.lng, WORLD.getEast()));
    this.map.panTo([lat, lng], { animate: false });
  }

  #settleSoon() {
    cancelAnimationFrame(this.settling ?? 0);
    this.settling = requestAnimationFrame(() => {
      const chosen = this.marks.settle();
      this.names.countriesOf(this.land.shown, this.words, this.data.language);
      this.names.settle(chosen);
      this.keys.settle(this.home);
      this.land.outline(this.pointed);
      this.root.dataset.zoom = String(this.map.getZoom());
    });
  }

  /** @param {string} what A city's slug or a country's code; "" closes the list. */
  #choose(what) {
    this.tip.hide();
    this.clicked = what;
    if (what) {
      const title = this.marks.bySlug.get(what)?.place ?? this.words.country(what);
      this.live.textContent = filled(this.data.texts.opened, { place: title });
    }
    this.open(what);
  }

  #whole() {
    this.moved = false;
    this.frame(null);
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

  /** @param {Event} event */
  #point(event) {
    const leaves = event.type === "pointerleave" || event.type === "focusout";
    const target = /** @type {Element} */ (event.target);
    this.pointed = leaves ? null : target.closest("path[data-country]");
    this.land.outline(this.pointed);
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
    this.farther = key("M4 10h12", "zoom-out", () => map.zoomOut(1)); // the map stops at its frame
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

  /**
   * A key that can do no more says so and keeps the focus.
   * @param {number} home The zoom of the whole world.
   */
  settle(home) {
    const zoom = this.map.getZoom();
    this.nearer.setAttribute("aria-disabled", String(zoom >= this.map.getMaxZoom()));
    this.farther.setAttribute("aria-disabled", String(zoom <= home + ALMOST));
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
