// Draws the figures of a page. Each element with data-chart names the JSON script element that holds its figure.
// plotly is fetched only where there is something to draw.
"use strict";

(() => {
  const { plotly, locale } = document.currentScript.dataset;
  const plots = [...document.querySelectorAll("[data-chart]")];
  if (!plots.length) return;

  const german = document.documentElement.lang !== "en";
  const font = { family: "Fira Sans, sans-serif", size: 13 };

  const load = (address) => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = resolve;
    script.onerror = () => reject(new Error(address));
    document.head.append(script);
  });

  // The tokens are oklch colours, which plotly cannot read: a canvas turns them into plain ones.
  const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const probe = document.body.appendChild(document.createElement("span"));
  probe.hidden = true;
  const colour = (token) => {
    probe.style.color = token;
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = getComputedStyle(probe).color;
    pen.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = pen.getImageData(0, 0, 1, 1).data;
    return `rgba(${red},${green},${blue},${(alpha / 255).toFixed(2)})`;
  };

  // Figures name colours as "var(--pb-chart-plan)"; here they get the value of the present scheme.
  const painted = (value) => {
    if (typeof value === "string") return value.startsWith("var(--") ? colour(value) : value;
    if (Array.isArray(value)) return value.map(painted);
    if (value && typeof value === "object") {
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, painted(inner)]));
    }
    return value;
  };

  const axis = (own, colours) => ({
    gridcolor: colours.line, linecolor: colours.strong, zerolinecolor: colours.strong,
    automargin: true, fixedrange: true, ...own,
    title: { standoff: 8, ...(own && own.title), font: { ...font, color: colours.text } },
  });

  const draw = (element, width) => {
    const figure = painted(JSON.parse(document.getElementById(element.dataset.chart).textContent));
    const colours = { text: colour("var(--pb-text)"), line: colour("var(--pb-line)"), strong: colour("var(--kern-color-layout-border)"), ground: colour("var(--pb-ground)") };
    const names = ["actual", "plan", "3", "4", "5", "6"];
    const own = figure.layout || {};
    const layout = {
      height: 280,
      margin: { l: 8, r: 8, t: 8, b: 8 },
      colorway: names.map((name) => colour(`var(--pb-chart-${name})`)),
      paper_bgcolor: "rgba(0,0,0,0)",
      plot_bgcolor: "rgba(0,0,0,0)",
      hoverlabel: { bgcolor: colours.ground, bordercolor: colours.strong, font: { ...font, color: colours.text } },
      bargap: 0.3,
      ...own,
      legend: { orientation: "h", x: 0, y: 1.02, yanchor: "bottom", xanchor: "left", ...own.legend },
      font: { ...font, color: colours.text },
      separators: german ? ",." : ".,",
      autosize: !width,
      ...(width ? { width } : {}),
    };
    delete layout.template;
    delete layout.title;
    if (!width) delete layout.width;
    // When the window changes plotly fills its element: without a height of its own it would be cut off.
    element.style.height = `${layout.height}px`;
    for (const key of new Set([...Object.keys(own).filter((name) => /^[xy]axis\d*$/.test(name)), "xaxis", "yaxis"])) {
      const usual = key.startsWith("x") ? { showgrid: false } : { rangemode: "tozero" };
      layout[key] = axis({ ...usual, ...own[key] }, colours);
    }
    const config = { displayModeBar: false, responsive: true, locale: german ? "de" : "en" };
    return window.Plotly.react(element, figure.data, layout, config);
  };

  const drawAll = (width) => plots.forEach((element) => draw(element, width));

  const start = async () => {
    await load(plotly);
    if (german) await load(locale); // registers itself
    drawAll();
    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => drawAll());
    // On paper charts are light and as wide as their column there.
    window.addEventListener("beforeprint", () => {
      document.documentElement.dataset.kernTheme = "light";
      plots.forEach((element) => draw(element, Math.min(element.clientWidth, 620)));
    });
    window.addEventListener("afterprint", () => {
      delete document.documentElement.dataset.kernTheme;
      drawAll();
    });
  };

  // Without plotly the table below each chart still tells everything: it is opened instead.
  start().catch(() => plots.forEach((element) => {
    element.hidden = true;
    element.parentElement.querySelector("details").open = true;
  }));
})();
