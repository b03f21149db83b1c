// @ts-check
/** Names of cities and countries: those that find room, so that none lies on another or on a mark. */
import L from "leaflet";
import { element } from "./words.js";

/** Farther out there are more names than room. */
const CITIES_FROM = 4;
const COUNTRIES_FROM = 3.5;
const AIR = 3;
/** A country drawn smaller than this has no place for its name. */
const LEAST_WIDTH = 24;

export class Names {
  /** @param {L.Map} map */
  constructor(map) {
    this.map = map;
    const pane = map.createPane("names");
    pane.style.zIndex = "450"; // over the land, under the marks
    pane.style.pointerEvents = "none";
    this.countries = L.layerGroup();
    /** @type {L.GeoJSON | null} */
    this.land = null;
    /** @type {{name: Element, bounds: L.LatLngBounds}[]} */
    this.signs = [];
  }

  /**
   * A name in the middle of each country that is drawn, in the reader's language.
   * @param {L.GeoJSON | null} land
   * @param {import("./words.js").Words} words
   * @param {string} language
   */
  countriesOf(land, words, language) {
    if (!land || this.land === land) return;
    this.land = land;
    this.countries.clearLayers();
    const countries = /** @type {any[]} */ (land.getLayers()).map(({ feature }) => ({
      code: feature.properties.id,
      ...largest(feature.geometry),
    }));
    countries.sort((a, b) => b.area - a.area); // the larger country keeps its name
    this.signs = countries.filter(({ code }) => code).map(({ code, at, bounds }) => {
      const name = element("span", "", words.country(code));
      name.lang = language;
      name.setAttribute("aria-hidden", "true");
      const icon = L.divIcon({ className: "country-name", html: name, iconSize: [160, 18] });
      const options = { icon, pane: "names", interactive: false, keyboard: false };
      L.marker(at, options).addTo(this.countries);
      return { name, bounds };
    });
  }

  /**
   * Show what has room now.
   * @param {Element | null} first The mark that must be named.
   */
  settle(first) {
    const zoom = this.map.getZoom();
    if (zoom >= COUNTRIES_FROM) this.countries.addTo(this.map);
    else this.countries.remove();
    const marks = this.map.getPane("markerPane");
    if (!marks) return;
    const taken = [...marks.querySelectorAll(".shape, .ring")].map(box);
    const cities = [...marks.querySelectorAll(".spot-name")];
    const must = first?.querySelector(".spot-name");
    if (must) fit(must, taken, true);
    const frame = this.map.getContainer().getBoundingClientRect();
    for (const name of cities) {
      const near = zoom >= CITIES_FROM && inside(box(name), frame);
      if (name !== must) fit(name, near ? taken : null, false);
    }
    for (const { name, bounds } of zoom >= COUNTRIES_FROM ? this.signs : []) {
      const wide = this.#width(bounds) >= LEAST_WIDTH;
      fit(name, wide && inside(box(name), frame) ? taken : null, false);
    }
  }

  /** @param {L.LatLngBounds} bounds */
  #width(bounds) {
    const east = this.map.latLngToLayerPoint(bounds.getNorthEast());
    return east.x - this.map.latLngToLayerPoint(bounds.getSouthWest()).x;
  }
}

/**
 * @param {Element} name
 * @param {DOMRect[] | null} taken Where something stands already; null hides the name.
 * @param {boolean} must
 */
function fit(name, taken, must) {
  const place = box(name);
  const room = taken !== null && (must || !taken.some((other) => overlap(place, other)));
  name.classList.toggle("seen", room);
  if (room) taken.push(place);
}

/** @param {Element} one */
function box(one) {
  const { x, y, width, height } = one.getBoundingClientRect();
  return new DOMRect(x - AIR, y, width + 2 * AIR, height);
}

/**
 * @param {DOMRect} a
 * @param {DOMRect} b
 */
function overlap(a, b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/**
 * @param {DOMRect} one
 * @param {DOMRect} frame
 */
function inside(one, frame) {
  return (
    one.left >= frame.left && one.right <= frame.right &&
    one.top >= frame.top && one.bottom <= frame.bottom
  );
}

/**
 * The largest piece of a country and a place for its name: France is named in Europe.
 * @param {{type: string, coordinates: any}} shape
 */
function largest({ type, coordinates }) {
  const pieces = type === "Polygon" ? [coordinates] : coordinates;
  /** @type {[number, number][][]} */
  const rings = pieces.map((/** @type {[number, number][][]} */ piece) => piece[0]);
  const ring = rings.reduce((a, b) => (area(b) > area(a) ? b : a));
  const bounds = L.latLngBounds(ring.map(([lng, lat]) => [lat, lng]));
  const centre = bounds.getCenter();
  const mean = (/** @type {0 | 1} */ axis) =>
    ring.reduce((sum, corner) => sum + corner[axis], 0) / ring.length;
  return {
    area: area(ring),
    bounds,
    at: L.latLng((mean(1) + centre.lat) / 2, (mean(0) + centre.lng) / 2),
  };
}

/** @param {[number, number][]} ring */
function area(ring) {
  let twice = 0;
  for (let at = 1; at < ring.length; at += 1) {
    twice += ring[at - 1][0] * ring[at][1] - ring[at][0] * ring[at - 1][1];
  }
  return Math.abs(twice);
}
