"use strict";
(() => {
  const find = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const screens = all("main > section");
  const title = document.body.dataset.title;
  const leaveTo = document.body.dataset.leave;
  let now = -1;
  let chosen = "";
  let asTable = false;
  let withNotes = false;

  const asked = () => parseInt(location.hash.slice(1), 10);
  const within = (at) => Math.max(0, Math.min(screens.length - 1, at));

  function show(at, moveFocus = true) {
    const wanted = within(at);
    if (!screens.length || wanted === now) return;
    now = wanted;
    screens.forEach((screen, each) => { screen.hidden = each !== now; });
    const screen = screens[now];
    const heading = find("h1", screen);
    const place = `${now + 1} of ${screens.length}`;
    find("#progress").textContent = place;
    find("#said").textContent = place;
    document.title = `${place}: ${heading.textContent.slice(0, 120)} – ${title}`;
    find("#back").disabled = now === 0;
    find("#next").disabled = now === screens.length - 1;
    const address = `#${now + 1}-${screen.dataset.name}`;
    if (location.hash !== address) history.replaceState(null, "", address);
    find("#table").hidden = screen.classList.contains("no-chart");
    all(".note-on-top").forEach((note) => { note.hidden = now !== 0; });
    draw();
    if (moveFocus) heading.focus({ preventScroll: true });
    scrollTo(0, 0);
  }

  function draw() {
    const screen = screens[now];
    screen.classList.toggle("as-table", asTable);
    find("#table").setAttribute("aria-pressed", String(asTable));
    const speaker = find(".speaker", screen);
    if (speaker) speaker.hidden = !withNotes;
    const notes = find("#notes");
    if (notes) notes.setAttribute("aria-pressed", String(withNotes));
    drawCouncil(screen);
  }

  function drawCouncil(screen) {
    const select = find("select", screen);
    if (!select) return;
    const option = [...select.options].find((each) => each.value && each.value === chosen);
    select.value = option ? chosen : "";
    find(".council-name", screen).textContent = option ? option.textContent : "";
    find(".council-text", screen).textContent = option ? option.dataset.text : "";
    find(".council-stamp", screen).hidden = !option;
    all(".council", screen).forEach((shape) => {
      const is = Boolean(option) && shape.dataset.code === chosen;
      shape.classList.toggle("chosen", is);
    });
  }

  function choose(code) {
    chosen = code === chosen ? "" : code;
    draw();
  }

  function leave() {
    if (leaveTo) location.assign(leaveTo);
  }

  function escape() {
    if (chosen && find("select", screens[now])) choose("");
    else if (document.fullscreenElement) document.exitFullscreen();
    else leave();
  }

  function fullScreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else if (document.documentElement.requestFullscreen) document.documentElement.requestFullscreen().catch(() => {});
  }

  function otherLook() {
    const root = document.documentElement;
    const prefersDark = matchMedia("(prefers-color-scheme: dark)").matches;
    const isDark = root.dataset.look ? root.dataset.look === "dark" : prefersDark;
    root.dataset.look = isDark ? "light" : "dark";
  }

  const toggleTable = () => { asTable = !asTable; draw(); };
  const toggleNotes = () => { withNotes = !withNotes; draw(); };

  const keys = {
    ArrowRight: () => show(now + 1), PageDown: () => show(now + 1), " ": () => show(now + 1), Enter: () => show(now + 1),
    ArrowLeft: () => show(now - 1), PageUp: () => show(now - 1), Backspace: () => show(now - 1),
    Home: () => show(0), End: () => show(screens.length - 1), Escape: escape,
    t: toggleTable, T: toggleTable,
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const on = event.target;
    if (on.closest("select") && event.key !== "Escape") return;
    if (on.closest("button") && (event.key === " " || event.key === "Enter")) return;
    const act = event.key === " " && event.shiftKey ? keys.ArrowLeft : keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  let touched = null;
  document.addEventListener("touchstart", (event) => { touched = event.changedTouches[0]; }, { passive: true });
  document.addEventListener("touchend", (event) => {
    if (!touched || event.target.closest(".table")) return;
    const across = event.changedTouches[0].clientX - touched.clientX;
    const along = Math.abs(event.changedTouches[0].clientY - touched.clientY);
    if (Math.abs(across) > 60 && along < 60) show(now + (across < 0 ? 1 : -1));
  }, { passive: true });

  document.addEventListener("click", (event) => {
    const shape = event.target.closest(".council");
    if (shape && find("select", screens[now])) choose(shape.dataset.code);
  });
  all("select").forEach((select) => select.addEventListener("change", () => { chosen = ""; choose(select.value); }));
  find("#back").addEventListener("click", () => show(now - 1, false));
  find("#next").addEventListener("click", () => show(now + 1, false));
  find("#table").addEventListener("click", toggleTable);
  find("#look").addEventListener("click", otherLook);
  find("#full").addEventListener("click", fullScreen);
  if (find("#notes")) find("#notes").addEventListener("click", toggleNotes);
  if (find("#leave")) find("#leave").addEventListener("click", leave);
  addEventListener("hashchange", () => show((asked() || 1) - 1));

  screens.forEach((screen) => { if (!find("figure", screen)) screen.classList.add("no-chart"); });
  show((asked() || 1) - 1);
})();
