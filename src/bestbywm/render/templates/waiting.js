// Hides the page until it is whole, so that nothing jumps into place; never for longer than PATIENCE.
(() => {
  const PATIENCE = 8000; // milliseconds: after that, half a page is better than none
  const MOMENT = 1000; // for a page that ended without saying that it is whole: it failed
  const html = document.documentElement;
  const begun = performance.now();
  const STILL = 4; // looks in which nothing grew
  let ended = null;
  let still = 0;
  let size = "";
  html.classList.add("waiting");

  const all = (selector) => [...document.querySelectorAll(selector)];
  const isWhole = () => {
    const app = document.querySelector("[data-testid=stApp]");
    if (app === null || app.dataset.testScriptState !== "notRunning") return false;
    ended ??= performance.now();
    if (all("[data-testid=stSkeleton], [data-testid=stSpinner]").length > 0) return false;
    const said = document.querySelector("#announcements");
    if (said === null) return performance.now() - ended > MOMENT;
    return said.dataset.narrow === String(matchMedia("{{ narrow_window }}").matches)
      && all("[data-testid=stPlotlyChart]").every((each) => each.querySelector(".main-svg") !== null);
  };
  // Words come last, in parts that leave no mark while they are on their way.
  const isStill = () => {
    const main = document.querySelector("[data-testid=stMain]");
    const now = `${main?.scrollHeight} ${document.getElementsByTagName("*").length}`;
    still = now === size ? still + 1 : 0;
    size = now;
    return still >= STILL;
  };
  const look = setInterval(() => {
    const isReady = isWhole() && isStill();
    if (!isReady && performance.now() - begun < PATIENCE) return;
    clearInterval(look);
    requestAnimationFrame(() => html.classList.remove("waiting"));
  }, 40);
})();
