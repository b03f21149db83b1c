// @ts-check
/**
 * The sections of the header are bare addresses. A reader who has chosen practices or set filters
 * takes them along: to Compare her choice, to the other views of the same question its filters.
 * One entry in the history, no load; a click with a key held, or on the section one is in, stays.
 */
const SAME_QUESTION = ["explore", "map", "peers", "overview"];
const OF_THE_VIEW = ["page", "sort", "view", "at", "layer", "zoom", "place", "id", "rows"];

/** The last part of an address. @param {string} path */
const section = (path) => path.split("/")[2] ?? "";

/** What goes along. @param {URL} from @param {string} to */
function carried(from, to) {
  const kept = new URLSearchParams();
  for (const pick of from.searchParams.getAll("pick")) kept.append(to === "compare" ? "id" : "pick", pick);
  if (SAME_QUESTION.includes(section(from.pathname)) && SAME_QUESTION.includes(to)) {
    for (const [name, value] of from.searchParams) {
      if (name !== "pick" && !name.startsWith("weigh_") && !OF_THE_VIEW.includes(name)) kept.append(name, value);
    }
  }
  return kept.toString();
}

document.addEventListener(
  "click",
  (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const link = /** @type {HTMLAnchorElement | null} */ (
      target?.closest("a[data-testid=stTopNavLink], a[data-testid=stSidebarNavLink]") ?? null
    );
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const here = new URL(location.href);
    const there = new URL(link.href);
    if (here.pathname === there.pathname) return;
    const query = carried(here, section(there.pathname));
    if (!query) return;
    event.preventDefault();
    event.stopPropagation();
    history.pushState({}, "", `${there.pathname}?${query}`);
    dispatchEvent(new PopStateEvent("popstate")); // Streamlit goes where the address says
  },
  true,
);
