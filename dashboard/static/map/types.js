// @ts-check
/**
 * What the page sends to the map: columns, codes, and every sentence in the reader's language.
 *
 * @typedef {object} Cities Columns, one entry a city.
 * @property {string[]} id The city's slug.
 * @property {string[]} name
 * @property {string[]} country Two-letter code.
 * @property {number[]} latitude
 * @property {number[]} longitude
 * @property {number[][]} counts For each theme, the practices under it.
 *
 * @typedef {object} Countries Columns, one entry a country with practices.
 * @property {string[]} id Two-letter code.
 * @property {number[]} practices
 * @property {number[]} cities
 * @property {number[]} step 1 to 4, the shade.
 * @property {number[]} latitude Between its cities: where a country too small to be drawn gets a disc.
 * @property {number[]} longitude
 * @property {string[]} unmatched Countries that were read, without a practice that matches.
 *
 * @typedef {{code: string, label: string}} Theme
 * @typedef {[string, string]} Plural The form for one and the form for many; {count} is filled here.
 *
 * @typedef {object} Texts
 * @property {string} map
 * @property {Plural} practices
 * @property {Plural} cities
 * @property {string} city_place
 * @property {string} city_words
 * @property {string} cluster_title
 * @property {string} cluster_words
 * @property {string} country_words
 * @property {string} unread
 * @property {string} unmatched
 * @property {string} theme_count
 * @property {string} opened
 * @property {string} zoom_in
 * @property {string} zoom_out
 * @property {string} whole
 * @property {string} skip
 * @property {string} wheel
 * @property {string} fingers
 *
 * @typedef {object} Data
 * @property {"cities" | "coverage"} layer
 * @property {string} language
 * @property {Cities} [cities] In the layer of cities.
 * @property {Countries} [countries] In the layer of coverage.
 * @property {Theme[]} themes
 * @property {string} chosen The slug or country whose list is open beside the map, or "".
 * @property {{code: string, bounds: [[number, number], [number, number]] | null}} zoom
 * @property {{coarse: string, fine: string}} land
 * @property {Texts} texts
 *
 * @typedef {object} Component What Streamlit hands over at each drawing.
 * @property {Data} data
 * @property {ParentNode & Node} parentElement
 * @property {(name: string, value: string) => void} setTriggerValue
 *
 * @typedef {object} Told What is said of a mark in the words over the map.
 * @property {string} title
 * @property {string} [line]
 * @property {{code: string, label: string, count: number}[]} [themes]
 */
export {};
