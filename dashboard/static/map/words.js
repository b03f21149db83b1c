// @ts-check
/** Sentences of the page filled with the numbers of a mark; numbers and lists as the language writes them. */

/** @typedef {import("./types.js").Data} Data */

export class Words {
  /** @param {Data} data */
  constructor(data) {
    this.texts = data.texts;
    this.themes = data.themes;
    this.plural = new Intl.PluralRules(data.language);
    this.digits = new Intl.NumberFormat(data.language);
    this.list = new Intl.ListFormat(data.language, { type: "unit", style: "short" });
    this.regions = new Intl.DisplayNames(data.language, { type: "region" });
  }

  /** @param {number} count */
  practices(count) {
    return this.#counted(this.texts.practices, count);
  }

  /** @param {number} count */
  cities(count) {
    return this.#counted(this.texts.cities, count);
  }

  /** @param {string} code The name of a country. */
  country(code) {
    return this.regions.of(code) ?? code;
  }

  /**
   * The themes that occur, each with its number.
   * @param {number[]} counts
   */
  themesOf(counts) {
    return this.themes
      .map((theme, index) => ({ ...theme, count: counts[index] }))
      .filter((theme) => theme.count > 0);
  }

  /** @param {number[]} counts */
  themesInWords(counts) {
    const told = this.themesOf(counts).map(({ label, count }) =>
      filled(this.texts.theme_count, { theme: label, count: this.number(count) }),
    );
    return this.list.format(told);
  }

  /** @param {number} value */
  number(value) {
    return this.digits.format(value);
  }

  /**
   * @param {import("./types.js").Plural} forms
   * @param {number} count
   */
  #counted([one, many], count) {
    const form = this.plural.select(count) === "one" ? one : many;
    return filled(form, { count: this.number(count) });
  }
}

/**
 * A sentence with its {places} filled.
 * @param {string} sentence
 * @param {Record<string, string>} values
 */
export function filled(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

/**
 * An element with a class and words; words are always text, never markup.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} [css]
 * @param {string} [words]
 */
export function element(tag, css = "", words = "") {
  const made = document.createElement(tag);
  if (css) made.className = css;
  if (words) made.textContent = words;
  return made;
}
