"use strict";
(() => {
  const find = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const screens = all("main > section");
  const title = document.body.dataset.title;
  // Inside somebody else's page there is nowhere to go.
  const leaveTo = window.top === window ? document.body.dataset.leave : "";
  let now = -1;
  let chosen = "";
  let asTable = false;
  let withNotes = false;

  // Screens ---------------------------------------------------------------------------------------

  const asked = () => (parseInt(location.hash.slice(1), 10) || 1) - 1;
  const addressOf = (at) => `#${at + 1}-${screens[at].dataset.name}`;

  function show(wanted) {
    const at = Math.max(0, Math.min(screens.length - 1, wanted));
    if (at === now) return;
    now = at;
    screens.forEach((screen, each) => { screen.hidden = each !== now; });
    const place = `${now + 1} of ${screens.length}`;
    find("#progress").textContent = place;
    document.title = `${place}: ${find("h1", screens[now]).textContent.slice(0, 120)} – ${title}`;
    find("#back").disabled = now === 0;
    find("#next").disabled = now === screens.length - 1;
    all(".note-on-top").forEach((note) => { note.hidden = now !== 0; });
    draw();
    const box = find(".table", screens[now]);
    if (box) box.scrollTop = 0;
    scrollTo(0, 0);
  }

  // By keys the heading gets the focus and is read; a button keeps it, and what is shown is said.
  function turn(by, isByButton = false) {
    const before = now;
    show(now + by);
    if (now === before) return;
    history.pushState(null, "", addressOf(now));
    const heading = find("h1", screens[now]);
    const place = find("#progress").textContent;
    find("#said").textContent = isByButton ? `${place}: ${heading.textContent}` : place;
    if (!isByButton) heading.focus({ preventScroll: true });
  }

  function arrive() {
    show(asked());
    if (location.hash !== addressOf(now)) history.replaceState(null, "", addressOf(now));
  }

  function draw() {
    const screen = screens[now];
    screen.classList.toggle("as-table", asTable && Boolean(find(".table", screen)));
    find("#table").hidden = !find("figure", screen) || !find(".table", screen);
    find("#table").setAttribute("aria-pressed", String(asTable));
    const notes = find("#notes");
    if (notes) notes.setAttribute("aria-pressed", String(withNotes));
    const speaker = find(".speaker", screen);
    if (speaker) speaker.hidden = !withNotes;
    drawCouncil(screen);
    sayMore();
  }

  // Long tables -----------------------------------------------------------------------------------

  // What is hidden of the table below (or above, for -1), in pixels.
  function hiddenRows(direction) {
    const box = find(".table", screens[now]);
    if (!box || box.offsetParent === null) return 0;
    const hidden = direction < 0 ? box.scrollTop : box.scrollHeight - box.clientHeight - box.scrollTop;
    return hidden > 2 ? hidden : 0;
  }

  function sayMore() {
    const more = find(".more", screens[now]);
    if (more) more.hidden = !hiddenRows(1);
  }

  // A clicker reads a long table on before it turns the screen.
  function readOn(direction) {
    if (!hiddenRows(direction)) { turn(direction); return; }
    const box = find(".table", screens[now]);
    const page = box.clientHeight - find("thead", box).offsetHeight - find("tbody tr", box).offsetHeight;
    box.scrollBy(0, direction * Math.max(40, page));
    sayMore();
  }

  // The map ---------------------------------------------------------------------------------------

  const optionOf = (screen, code) => all("option", screen).find((each) => each.value && each.value === code);

  function drawCouncil(screen) {
    const select = find("select", screen);
    if (!select) return;
    const option = optionOf(screen, chosen);
    select.value = option ? chosen : "";
    find(".council-name", screen).textContent = option ? option.textContent : "";
    find(".council-text", screen).textContent = option ? option.dataset.text : "";
    find(".council-stamp", screen).hidden = !option;
    all(".ring", screen).forEach((ring) => ring.remove());
    if (option) all(".council", screen).filter((shape) => shape.dataset.code === chosen).forEach(ring);
  }

  // Its outline again, over those of its neighbours and under the names.
  function ring(shape) {
    const outline = shape.cloneNode();
    outline.setAttribute("class", "ring");
    shape.parentNode.insertBefore(outline, find("text", shape.parentNode));
  }

  function choose(code) {
    chosen = code === chosen ? "" : code;
    draw();
  }

  // Keys, buttons and fingers ---------------------------------------------------------------------

  function leave() {
    if (!leaveTo) return;
    if (navigator.onLine) location.assign(leaveTo);
    else find("#progress").textContent = "No network: this page stays open";
  }

  function escape() {
    if (optionOf(screens[now], chosen)) choose("");
    else if (document.fullscreenElement) document.exitFullscreen();
    else leave();
  }

  function fullScreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen().catch(() => {});
  }

  function otherLook() {
    const root = document.documentElement;
    const isDark = root.dataset.look ? root.dataset.look === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.look = isDark ? "light" : "dark";
  }

  const keys = {
    ArrowRight: () => turn(1), " ": () => turn(1), Enter: () => turn(1),
    ArrowLeft: () => turn(-1), Backspace: () => turn(-1),
    ArrowDown: () => readOn(1), PageDown: () => readOn(1),
    ArrowUp: () => readOn(-1), PageUp: () => readOn(-1),
    Home: () => turn(-screens.length), End: () => turn(screens.length),
    Escape: escape,
  };

  // A list, a button and a table that is wider than the screen need some keys for themselves.
  function isForItself(event) {
    const key = event.key;
    // A clicker turns screens even after somebody chose from a list.
    if (event.target.closest("select")) return !["Escape", "PageUp", "PageDown"].includes(key);
    if (event.target.closest("button")) return key === " " || key === "Enter";
    const box = event.target.closest(".table");
    return box && box.scrollWidth > box.clientWidth && (key === "ArrowLeft" || key === "ArrowRight");
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || isForItself(event)) return;
    const act = event.key === " " && event.shiftKey ? keys.ArrowLeft : keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  let touched = null;
  document.addEventListener("touchstart", (event) => {
    touched = event.touches.length === 1 ? event.changedTouches[0] : null;
  }, { passive: true });
  document.addEventListener("touchend", (event) => {
    if (!touched || event.target.closest(".table, select")) return;
    const across = event.changedTouches[0].clientX - touched.clientX;
    const along = Math.abs(event.changedTouches[0].clientY - touched.clientY);
    if (Math.abs(across) > 60 && along < 60) turn(across < 0 ? 1 : -1);
  }, { passive: true });

  document.addEventListener("click", (event) => {
    const shape = event.target.closest(".council");
    if (shape && optionOf(screens[now], shape.dataset.code)) choose(shape.dataset.code);
  });
  all("select").forEach((select) => select.addEventListener("change", () => { chosen = ""; choose(select.value); }));
  all(".table").forEach((box) => box.addEventListener("scroll", sayMore, { passive: true }));
  find("#back").addEventListener("click", () => turn(-1, true));
  find("#next").addEventListener("click", () => turn(1, true));
  find("#table").addEventListener("click", () => { asTable = !asTable; draw(); });
  find("#look").addEventListener("click", otherLook);
  find("#full").addEventListener("click", fullScreen);
  find("#full").hidden = !document.fullscreenEnabled;
  if (find("#notes")) find("#notes").addEventListener("click", () => { withNotes = !withNotes; draw(); });
  if (find("#leave")) {
    find("#leave").addEventListener("click", leave);
    find("#leave").hidden = !leaveTo;
  }
  addEventListener("hashchange", arrive);
  addEventListener("resize", sayMore);

  arrive();
})();
