// @ts-check
/** A mark a city, and rings where marks would lie on each other. */
import L from "leaflet";
import "leaflet.markercluster";
import { element, filled } from "./words.js";

/** Less than this apart and circles hide each other; fingers need more. */
const APART = 64;
const APART_ON_PHONES = 80;
const SMALLEST_TARGET = 24;
/** How near a link looks at its city; nearer where marks still lie together. */
const CLOSE_VIEW = 5;

/** @typedef {import("./types.js").Data} Data */
/** @typedef {import("./types.js").Told} Told */
/** @typedef {L.Marker & {slug: string, place: string, counts: number[]}} Mark */

export class Marks {
  /**
   * @param {L.Map} map
   * @param {import("./words.js").Words} words
   * @param {(slug: string) => void} open
   */
  constructor(map, words, open) {
    this.map = map;
    this.words = words;
    /** @type {Map<string, Mark>} */
    this.bySlug = new Map();
    /** @type {WeakMap<Element, Told>} */
    this.told = new WeakMap();
    this.drawn = "";
    this.chosen = "";
    this.group = /** @type {any} */ (L).markerClusterGroup({
      maxClusterRadius: () => (map.getSize().x < 560 ? APART_ON_PHONES : APART),
      showCoverageOnHover: false,
      zoomToBoundsOnClick: false,
      spiderfyOnMaxZoom: false,
      animate: false,
      iconCreateFunction: (/** @type {any} */ cluster) => this.#ring(cluster),
      spiderLegPolylineOptions: { className: "leg", weight: 1 },
    });
    this.group.on("click", (/** @type {any} */ event) => open(event.layer.slug));
    this.group.on("clusterclick", (/** @type {any} */ event) => this.#enter(event));
    map.addLayer(this.group);
  }

  /**
   * Draw other cities only when they are others: an open list must not move the marks.
   * @param {Data} data
   * @param {import("./words.js").Words} words
   */
  update(data, words) {
    const wanted = JSON.stringify([data.cities ?? null, data.themes]);
    this.words = words;
    this.chosen = data.chosen;
    if (wanted === this.drawn) return;
    this.drawn = wanted;
    const cities = data.cities;
    const marks = cities ? cities.id.map((_, row) => this.#mark(cities, row)) : [];
    this.bySlug = new Map(marks.map((mark) => [mark.slug, mark]));
    this.group.clearLayers();
    this.group.addLayers(marks);
  }

  /**
   * Go near enough to a city that its mark stands alone.
   * @param {string} slug
   */
  reveal(slug) {
    const mark = this.bySlug.get(slug);
    if (!mark) return false;
    const nearest = this.map.getMaxZoom();
    for (let zoom = Math.max(CLOSE_VIEW, this.map.getZoom()); zoom <= nearest; zoom += 1) {
      this.map.setView(mark.getLatLng(), zoom, { animate: false });
      if (this.group.getVisibleParent(mark) === mark) return true;
    }
    this.group.getVisibleParent(mark)?.spiderfy?.();
    return true;
  }

  /**
   * Whether the city's own mark can be seen now.
   * @param {string} slug
   */
  seen(slug) {
    const mark = this.bySlug.get(slug);
    if (!mark) return false;
    const alone = this.group.getVisibleParent(mark) === mark;
    return alone && this.map.getBounds().contains(mark.getLatLng());
  }

  /** The open city's mark, or the ring it lies in, stands out. Gives that mark. */
  settle() {
    for (const one of this.map.getPane("markerPane")?.querySelectorAll(".spot.chosen") ?? []) {
      one.classList.remove("chosen");
      one.removeAttribute("aria-current");
    }
    const mark = this.bySlug.get(this.chosen);
    const shown = mark && this.group.getVisibleParent(mark)?.getElement();
    shown?.classList.add("chosen");
    shown?.setAttribute("aria-current", "true");
    return shown ?? null;
  }

  /**
   * @param {import("./types.js").Cities} cities
   * @param {number} row
   * @returns {Mark}
   */
  #mark(cities, row) {
    const counts = cities.counts.map((column) => column[row]);
    const at = L.latLng(cities.latitude[row], cities.longitude[row]);
    const mark = /** @type {Mark} */ (L.marker(at, { riseOnHover: true }));
    mark.slug = cities.id[row];
    mark.counts = counts;
    mark.place = filled(this.words.texts.city_place, {
      city: cities.name[row],
      country: this.words.country(cities.country[row]),
    });
    mark.setIcon(this.#icon(mark, cities.name[row]));
    return mark;
  }

  /**
   * A city: the shape and colour of its main theme, larger the more practices were read.
   * @param {Mark} mark
   * @param {string} name
   */
  #icon({ slug, place, counts }, name) {
    const { words } = this;
    const count = sum(counts);
    const theme = words.themes[counts.indexOf(Math.max(...counts))];
    const size = count === 1 ? 14 : Math.min(40, 16 + 4 * Math.sqrt(count));
    const box = Math.max(SMALLEST_TARGET, Math.ceil(size));
    const shape = element("span", `shape ${theme.code}`, count > 1 ? words.number(count) : "");
    shape.style.width = shape.style.height = `${size}px`;
    shape.setAttribute("aria-hidden", "true");
    const label = element("span", "spot-name", name);
    label.setAttribute("aria-hidden", "true");
    const said = filled(words.texts.city_words, {
      place,
      practices: words.practices(count),
      themes: words.themesInWords(counts),
    });
    const told = { title: place, line: words.practices(count), themes: words.themesOf(counts) };
    return this.#spot(box, "city", slug, told, [shape, label, element("span", "hidden-words", said)]);
  }

  /** @param {any} cluster */
  #ring(cluster) {
    const { words } = this;
    /** @type {Mark[]} */
    const marks = cluster.getAllChildMarkers();
    const counts = words.themes.map((_, theme) => sum(marks.map((mark) => mark.counts[theme])));
    const count = sum(counts);
    const size = count < 10 ? 34 : count < 40 ? 40 : 48;
    const ring = element("span", "ring");
    ring.style.background = split(words.themes.map((theme) => theme.code), counts);
    ring.append(element("span", "", words.number(count)));
    ring.setAttribute("aria-hidden", "true");
    const practices = words.practices(count);
    const cities = words.cities(marks.length);
    const said = filled(words.texts.cluster_words, {
      practices,
      cities,
      themes: words.themesInWords(counts),
    });
    const title = filled(words.texts.cluster_title, { practices, cities });
    const told = { title, themes: words.themesOf(counts) };
    return this.#spot(size, "cluster", "", told, [ring, element("span", "hidden-words", said)]);
  }

  /**
   * @param {number} size
   * @param {string} kind
   * @param {string} slug "" for a ring.
   * @param {Told} told
   * @param {HTMLElement[]} parts
   */
  #spot(size, kind, slug, told, parts) {
    const html = element("span", "spot-body");
    html.append(...parts);
    if (slug) html.dataset.city = slug;
    this.told.set(html, told);
    return L.divIcon({ className: `spot ${kind}`, html, iconSize: [size, size] });
  }

  /**
   * A ring opens into what it holds; the keyboard goes on where it led.
   * @param {{layer: any, originalEvent: MouseEvent}} event
   */
  #enter({ layer, originalEvent }) {
    const held = layer.getAllChildMarkers();
    const byKeyboard = originalEvent.detail === 0;
    const apart = layer.getBounds();
    const same = apart.getNorthEast().equals(apart.getSouthWest());
    if (same || this.map.getZoom() >= this.map.getMaxZoom()) {
      layer.spiderfy();
      if (byKeyboard) requestAnimationFrame(() => held[0].getElement()?.focus());
      return;
    }
    if (byKeyboard) {
      this.map.once("moveend", () =>
        requestAnimationFrame(() => this.group.getVisibleParent(held[0])?.getElement()?.focus()),
      );
    }
    layer.zoomToBounds({ padding: [48, 48] });
  }
}

/**
 * The ring's paint: each theme's share of the circle, from the top, in the order of the themes.
 * @param {string[]} codes
 * @param {number[]} counts
 */
function split(codes, counts) {
  const whole = sum(counts);
  let from = 0;
  const parts = codes.flatMap((code, index) => {
    const to = from + (counts[index] / whole) * 100;
    const part = counts[index] ? [`var(--${code}) ${from}% ${to}%`] : [];
    from = to;
    return part;
  });
  return parts.length === 1 ? parts[0].split(" ")[0] : `conic-gradient(${parts.join(", ")})`;
}

/** @param {number[]} values */
function sum(values) {
  return values.reduce((total, value) => total + value, 0);
}
