// @ts-check
/** The countries: land under the marks, or the shades of what was read. */
import L from "leaflet";
import { filled } from "./words.js";

/** From this zoom on, the coast of the coarse drawing looks cut with scissors. */
const FINE_FROM = 4;
const SVG = "http://www.w3.org/2000/svg";

/** @typedef {import("./types.js").Data} Data */
/** @typedef {import("./types.js").Told} Told */
/** @typedef {{code: string, read: boolean, told: Told}} Country */

export class Land {
  /**
   * @param {L.Map} map
   * @param {Data["land"]} files
   */
  constructor(map, files) {
    this.map = map;
    this.files = files;
    /** @type {WeakMap<Element, Country>} */
    this.countries = new WeakMap();
    /** @type {Data | null} */
    this.data = null;
    /** @type {Record<string, Promise<L.GeoJSON>>} */
    this.drawn = {};
    /** @type {L.GeoJSON | null} */
    this.shown = null;
    this.discs = L.layerGroup().addTo(map);
    this.line = svg("path", { class: "outline" });
    /** What to do when another drawing has come. */
    this.came = () => {};
    map.on("zoomend", () => void this.show());
  }

  /** Put the drawing on the map that suits the zoom; the finer one is fetched when first needed. */
  async show() {
    const wanted = this.#scale();
    this.drawn[wanted] ??= fetched(this.files[wanted]);
    const layer = await this.drawn[wanted];
    if (layer === this.shown || wanted !== this.#scale()) return;
    this.shown?.remove();
    this.shown = layer.addTo(this.map);
    this.#hatch();
    this.#paint();
    this.came();
  }

  #scale() {
    return this.map.getZoom() >= FINE_FROM ? "fine" : "coarse";
  }

  /**
   * Ring what is open and what is pointed at. The line lies over all countries: a country's own
   * would go under its neighbours.
   * @param {Element | null} pointed
   */
  outline(pointed) {
    const paths = [pointed, ...this.map.getPanes().overlayPane.querySelectorAll("path.chosen")];
    const ways = paths.map((path) => (path?.matches("path.read") && path.getAttribute("d")) || "");
    this.line.setAttribute("d", ways.join(""));
  }

  /**
   * @param {Data} data
   * @param {import("./words.js").Words} words
   */
  update(data, words) {
    this.data = data;
    this.words = words;
    this.#paint();
  }

  #paint() {
    const { data, words, shown } = this;
    if (!data || !words || !shown) return;
    const rows = new Map((data.countries?.id ?? []).map((code, row) => [code, row]));
    const drawn = new Set();
    shown.eachLayer((layer) => {
      const path = /** @type {any} */ (layer).getElement();
      const code = /** @type {any} */ (layer).feature.properties.id;
      drawn.add(code);
      path.classList.add("land");
      this.#dress(path, code, rows.get(code));
    });
    this.#small([...rows].filter(([code]) => !drawn.has(code)));
  }

  /**
   * One country's shade, words and keys; a part of the world without a code of its own is land only.
   * @param {Element} shape
   * @param {string | null} code
   * @param {number | undefined} row
   */
  #dress(shape, code, row) {
    const { data, words } = this;
    shape.classList.remove("read", "unread", "unmatched", "chosen", ...STEPS);
    for (const name of ["tabindex", "role", "aria-label", "data-country"]) shape.removeAttribute(name);
    this.countries.delete(shape);
    if (!data?.countries || !words) return;
    if (!code) {
      shape.classList.add("unread");
      return;
    }
    const told = this.#told(code, row);
    this.countries.set(shape, { code, read: row !== undefined, told });
    shape.setAttribute("data-country", code);
    if (row === undefined) {
      shape.classList.add(data.countries.unmatched.includes(code) ? "unmatched" : "unread");
      return;
    }
    shape.classList.add("read", `step-${data.countries.step[row]}`);
    shape.classList.toggle("chosen", data.chosen === code);
    shape.setAttribute("tabindex", "0");
    shape.setAttribute("role", "button");
    shape.setAttribute("aria-label", `${told.title}: ${told.line}`);
  }

  /**
   * @param {string} code
   * @param {number | undefined} row
   * @returns {Told}
   */
  #told(code, row) {
    const { data, words } = this;
    if (!data?.countries || !words) return { title: code };
    const title = words.country(code);
    if (row === undefined) {
      const read = data.countries.unmatched.includes(code);
      return { title, line: read ? data.texts.unmatched : data.texts.unread };
    }
    const line = filled(data.texts.country_words, {
      practices: words.practices(data.countries.practices[row]),
      cities: words.cities(data.countries.cities[row]),
    });
    return { title, line };
  }

  /**
   * Countries too small for the drawing: a disc in the same shade.
   * @param {[string, number][]} rows
   */
  #small(rows) {
    this.discs.clearLayers();
    const countries = this.data?.countries;
    if (!countries) return;
    for (const [code, row] of rows) {
      const icon = L.divIcon({ className: "spot disc", iconSize: [24, 24] });
      const at = L.latLng(countries.latitude[row], countries.longitude[row]);
      const marker = L.marker(at, { icon, keyboard: false }).addTo(this.discs);
      const shape = marker.getElement();
      if (shape) this.#dress(shape, code, row);
    }
  }

  /** The pattern of what no one has read; it must lie in the drawing's own tree to be found. */
  #hatch() {
    const drawing = this.map.getPanes().overlayPane.querySelector("svg");
    if (!drawing) return;
    drawing.append(this.line);
    if (drawing.querySelector("#unread")) return;
    const pattern = svg("pattern", {
      id: "unread", width: "6", height: "6", patternUnits: "userSpaceOnUse",
      patternTransform: "rotate(45)",
    });
    pattern.append(
      svg("rect", { class: "hatch-ground", width: "6", height: "6" }),
      svg("line", { class: "hatch-line", x1: "0.5", y1: "0", x2: "0.5", y2: "6" }),
    );
    const shelf = svg("defs", {});
    shelf.append(pattern);
    drawing.prepend(shelf);
  }
}

const STEPS = ["step-1", "step-2", "step-3", "step-4"];

/** @param {string} file */
async function fetched(file) {
  const answer = await fetch(new URL(file, location.origin));
  if (!answer.ok) throw new Error(`${file}: ${answer.status}`);
  return L.geoJSON(await answer.json(), { interactive: false, style: { className: "land" } });
}

/**
 * @param {string} name
 * @param {Record<string, string>} attributes
 */
function svg(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
