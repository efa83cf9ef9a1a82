// Tells the server whether the window is narrow or dark, and a screen reader what a change has led
// to; keeps the place of the keyboard, and lets it into wide tables.

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
function say() {
  const news = document.getElementById("news");
  if (news === null) return; // the page is on its way
  const { page, words } = news.dataset;
  const region = announcements();
  const { page: pageBefore, words: wordsBefore } = region.dataset;
  if (page === pageBefore && words === wordsBefore) return;
  if (pageBefore !== undefined) {
    region.textContent = page === pageBefore ? words : `${page}. ${words}`.trim();
  }
  Object.assign(region.dataset, { page, words });
}

// Streamlit runs the page again at the letter r, and has no setting against it. It listens at the
// document; whatever else wants the key has had it by the time it comes to the body.
function keepFromStreamlit(event) {
  const isR = event.keyCode === 82; // as Streamlit counts it, whatever letter the key has
  if (isR && !event.ctrlKey && !event.metaKey && !event.altKey) event.stopPropagation();
}

// Where the keyboard was: what had the focus, its place among all that can have it, and the page.
const MAIN = "[data-testid=stMain]";
const AROUND = `${MAIN}, [role=dialog]`;
const FOCUSABLE = "a[href], button, input, select, textarea, summary, [tabindex='0']";
const MOMENT = 5; // looks
let had = null;

function all(around) {
  return [...around.querySelectorAll(`:is(${FOCUSABLE})`)]
    .filter((each) => !each.disabled && each.checkVisibility());
}

function remember({ target }) {
  const around = target.closest(AROUND);
  if (around === null) had = null; // such as a link in the navigation, which stays
  else had = { target, around, place: all(around).indexOf(target), page: location.pathname, off: 0 };
}

// Whoever clicks beside everything takes the focus away.
function forget() {
  had = null;
}

// A button is switched off while it makes a file, and loses the focus by that; it may stay off, or
// go with what it removed. The keyboard then goes on at its place, and not at the top of the page;
// on another page, at the beginning of its main part.
function keepPlace() {
  keepInSight();
  if (had === null || document.activeElement !== document.body) return;
  const { target, around, place, page } = had;
  if (target.isConnected && target.disabled && had.off++ < MOMENT) return;
  if (target.isConnected && !target.disabled) {
    if (target.matches("button")) target.focus();
    return; // out of a field the keyboard of a phone leads
  }
  const left = around.isConnected && page === location.pathname ? all(around) : [];
  const next = left[Math.min(Math.max(place, 0), left.length - 1)];
  (next ?? document.querySelector(MAIN))?.focus();
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

// What the server has drawn the page for, and how it hears of what the page is seen in by now.
let drawnFor = null;
let tell = null;
let told = "";
let waited = 0;

const PATIENCE = 15; // looks

function isDark(app) {
  const ground = getComputedStyle(app).backgroundColor.match(/\d+/g).slice(0, 3).map(Number);
  return Math.max(...ground) < 128;
}

// A picture that is drawn anew while it is still being drawn fails in Plotly.
function isDrawn() {
  const charts = [...document.querySelectorAll("[data-testid=stPlotlyChart]")];
  return document.querySelector("[data-testid=stSkeleton]") === null
    && charts.every((each) => each.querySelector(".main-svg") !== null
      && (each.querySelector(".geo") === null
        || each.querySelector("path.choroplethlocation") !== null));
}

// The window may become narrow; and whoever chooses other colours, in the system or in the menu,
// has Streamlit change its own, but not the pictures.
function report() {
  const app = document.querySelector("[data-testid=stApp]");
  if (app === null) return; // something else was put in the place of the page
  const seen = {
    narrow: matchMedia(drawnFor.narrow_window).matches,
    dark: isDark(app),
  };
  const news = Object.entries(seen).filter(([name, is]) => is !== drawnFor[name]);
  const words = JSON.stringify(news);
  if (words === told) return; // the server is at it
  if (news.length > 0 && !isDrawn() && waited++ < PATIENCE) return;
  told = words;
  waited = 0;
  for (const [name, is] of news) tell(name, is);
}

// A table that is wider than its box scrolls there; not every browser lets a keyboard into it.
function letIn() {
  for (const box of document.querySelectorAll("[data-testid=stTable] > div")) {
    const scrolls = box.scrollWidth > box.clientWidth + 1;
    if (scrolls === box.hasAttribute("tabindex")) continue;
    const names = { tabindex: "0", role: "group", "aria-label": drawnFor.wide_table };
    for (const [name, value] of Object.entries(names)) {
      if (scrolls) box.setAttribute(name, value);
      else box.removeAttribute(name);
    }
  }
}

// Streamlit tells nobody when it has changed the page.
function look() {
  say();
  keepPlace();
  letIn();
  report();
}

let looking = null;

export default function ({ data, setStateValue }) {
  drawnFor = data;
  tell = setStateValue;
  Object.assign(announcements().dataset, { narrow: data.narrow, dark: data.dark });
  document.body.addEventListener("keydown", keepFromStreamlit); // the same one is added only once
  document.addEventListener("focusin", remember);
  document.addEventListener("pointerdown", forget, true);
  look();
  looking ??= setInterval(look, 200);
}
