"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const charts = [...document.querySelectorAll(".chart")];
  const config = { displayModeBar: false, responsive: true, scrollZoom: false, doubleClick: false, showTips: false };

  // Plotly asks a server for the world's outlines, and for ours by their names, unless it finds them here.
  const none = { type: "GeometryCollection", geometries: [] };
  const layers = ["coastlines", "land", "ocean", "lakes", "rivers", "countries", "subunits"];
  const objects = Object.fromEntries(layers.map((name) => [name, none]));
  const world = { type: "Topology", arcs: [], objects };
  window.PlotlyGeoAssets = { topojson: { world_110m: world }, ...data.outlines };

  async function draw(chart) {
    const found = data.figures[chart.dataset.figure];
    const figure = structuredClone(dark.matches ? found.dark : found.light);
    chart.classList.add("drawn");
    try {
      await Plotly.react(chart.querySelector(".live"), figure.data, figure.layout, config);
    } catch (error) {
      chart.classList.remove("drawn");
      throw error;
    }
  }

  // One after the other, so that the page can be read meanwhile: each has its still picture until then.
  async function drawAll() {
    for (const chart of charts) {
      await draw(chart);
      await new Promise((done) => setTimeout(done));
    }
  }

  const fonts = ["14px", "bold 14px"].map((font) => document.fonts.load(`${font} "Source Sans Pro"`));
  Promise.allSettled(fonts).then(drawAll);
  dark.addEventListener("change", drawAll);
})();
