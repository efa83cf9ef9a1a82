// Tells the server whether the window is narrow, and a screen reader what a change has led to; keeps
// the place of the keyboard.

const ANNOUNCEMENTS = "announcements";
// Out of sight, but not hidden: what is hidden is not read out.
const OUT_OF_SIGHT =
  "position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap";

// One element for all pages, outside of what Streamlit draws anew: a screen reader says what
// changes in an element that it knows already.
function announcements() {
  let found = document.getElementById(ANNOUNCEMENTS);
  if (found === null) {
    found = document.createElement("div");
    found.id = ANNOUNCEMENTS;
    found.setAttribute("role", "status");
    found.setAttribute("aria-live", "polite");
    found.setAttribute("aria-atomic", "true");
    found.style.cssText = OUT_OF_SIGHT;
    document.body.append(found);
  }
  return found;
}

// Nothing is said of the first page: a screen reader reads it anyway.
function say({ page, words, narrow, theme }) {
  const region = announcements();
  const { page: pageBefore, words: wordsBefore } = region.dataset;
  if (pageBefore !== undefined && (page !== pageBefore || words !== wordsBefore)) {
    region.textContent = page === pageBefore ? words : `${page}. ${words}`;
  }
  Object.assign(region.dataset, { page, words, narrow, theme });
}

// Streamlit runs the page again at the letter r, and has no setting against it. It listens at the
// document; whatever else wants the key has had it by the time it comes to the body.
function keepFromStreamlit(event) {
  const isR = event.keyCode === 82; // as Streamlit counts it, whatever letter the key has
  if (isR && !event.ctrlKey && !event.metaKey && !event.altKey) event.stopPropagation();
}

// Where the keyboard was: what had the focus, its place among all that can have it, and the page.
const MAIN = "[data-testid=stMain]";
const FOCUSABLE = "a[href], button, input, select, textarea, summary, [tabindex='0']";
let had = null;

function all() {
  return [...document.querySelectorAll(`${MAIN} :is(${FOCUSABLE})`)]
    .filter((each) => !each.disabled && each.checkVisibility());
}

function remember({ target }) {
  if (target.closest(MAIN) === null) had = null; // such as a link in the navigation, which stays
  else had = { target, place: all().indexOf(target), page: location.pathname };
}

// A button may go with what it removed, or be switched off by itself. The keyboard then goes on at
// its place, and not at the top of the page; on another page, at the beginning of its main part.
function keepPlace() {
  keepInSight();
  if (had === null || document.activeElement !== document.body) return;
  const { target, place, page } = had;
  if (target.isConnected && !target.disabled) return;
  const left = all();
  const next = page === location.pathname && left[Math.min(Math.max(place, 0), left.length - 1)];
  (next || document.querySelector(MAIN))?.focus();
}

// What a change puts above the focus may push it out of sight, which scrolling by hand may, too.
let seen = { element: null, scrolled: 0, inSight: false };

function keepInSight() {
  const main = document.querySelector(MAIN);
  const element = document.activeElement;
  if (main === null || !main.contains(element) || element === main) return;
  const box = element.getBoundingClientRect();
  const inSight = box.bottom > 0 && box.top < innerHeight;
  const isPushed = seen.element === element && seen.scrolled === main.scrollTop && seen.inSight;
  if (isPushed && !inSight) element.scrollIntoView({ block: "center" });
  seen = { element, scrolled: main.scrollTop, inSight: inSight || isPushed };
}

let keeping = null;

let watched = [];

function watch(query, report) {
  const window_ = matchMedia(query);
  const changed = () => report(window_.matches);
  window_.addEventListener("change", changed);
  watched.push(() => window_.removeEventListener("change", changed));
  return window_.matches;
}

// A picture that is drawn anew while it is still being drawn fails in Plotly.
function whenDrawn(report, looks = 50) {
  const charts = [...document.querySelectorAll("[data-testid=stPlotlyChart]")];
  const isDrawn = (each) => each.querySelector(".main-svg") !== null
    && (each.querySelector(".geo") === null || each.querySelector("path.choroplethlocation") !== null);
  const isLoading = document.querySelector("[data-testid=stSkeleton]") !== null;
  if (looks === 0 || (!isLoading && charts.every(isDrawn))) report();
  else setTimeout(() => whenDrawn(report, looks - 1), 60);
}

export default function ({ data, setStateValue }) {
  say(data);
  document.body.addEventListener("keydown", keepFromStreamlit); // the same one is added only once
  document.addEventListener("focusin", remember);
  keeping ??= setInterval(keepPlace, 200);
  for (const stop of watched) stop();
  watched = [];
  const report = (is) => whenDrawn(() => setStateValue("narrow", is));
  const narrow = watch(`(max-width: ${data.narrow_up_to}px)`, report);
  if (narrow !== data.narrow) report(narrow);
  // Streamlit changes its own colours with the system's, and tells the server only on the next run:
  // that must not start before Streamlit knows them itself.
  watch("(prefers-color-scheme: dark)", (is) => setTimeout(() => {
    const drawnFor = announcements().dataset.theme;
    if (drawnFor !== (is ? "dark" : "light")) setStateValue("dark", is);
  }, 200));
}
