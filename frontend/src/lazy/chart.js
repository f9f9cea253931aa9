// A chart over the table that says the same: lines, bars, a ring. A click opens the rows behind the figure.
import "../shared.js";
import { BarChart, LineChart, PieChart } from "echarts/charts";
import { GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

use([BarChart, LineChart, PieChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

const COLORS = ["chart-1", "chart-2", "chart-3", "chart-4", "chart-5", "chart-6", "chart-7"];
const chinese = () => document.documentElement.lang.startsWith("zh");
const drawn = new Set();
/** What a sheet of A4 is wide between its margins, in pixels. */
const PAPER = 680;

export function attach(element) {
  const data = JSON.parse(element.dataset.chart);
  const parts = { data, element, chart: undefined };
  const draw = (onPaper = false) => {
    parts.chart?.dispose();
    const isTall = data.across && data.kind !== "pie" && data.names.length > 8;
    element.classList.toggle("is-tall", isTall);
    parts.onPaper = onPaper;
    parts.chart = init(element, null, { renderer: "svg", ...(onPaper ? { width: PAPER, height: isTall ? 420 : 270 } : {}) });
    parts.chart.setOption(data.kind === "pie" ? ring(data, look(element)) : plane(data, look(element)));
    parts.chart.on("click", ({ seriesIndex, dataIndex }) => {
      const url = data.series[seriesIndex]?.urls[dataIndex];
      if (url) location.assign(url);
    });
  };
  draw();
  new ResizeObserver(() => parts.onPaper || parts.chart.resize()).observe(element);
  if (!drawn.size) watch();
  drawn.add(draw);
}

/** Light and dark change under the chart: it is drawn anew in the colours of the page. */
function watch() {
  let printing = false;
  const again = () => drawn.forEach((draw) => draw(printing));
  new MutationObserver(again).observe(document.documentElement, { attributeFilter: ["data-bs-theme"] });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
  const page = document.documentElement;
  let theme;
  addEventListener("beforeprint", () => {
    printing = true;
    theme = page.getAttribute("data-bs-theme");
    page.setAttribute("data-bs-theme", "light");
    again();
  });
  addEventListener("afterprint", () => {
    printing = false;
    if (theme === null) page.removeAttribute("data-bs-theme");
    else page.setAttribute("data-bs-theme", theme);
    again();
  });
}

function look(element) {
  const style = getComputedStyle(element);
  const of = (name) => style.getPropertyValue(name).trim();
  return { text: of("--text"), muted: of("--muted"), line: of("--line"), surface: of("--surface"), colors: COLORS.map((name) => shade(element, name)), font: style.fontFamily };
}

/** A colour of the sheet, as this element would have it. */
function shade(element, name) {
  const sample = Object.assign(document.createElement("i"), { className: name });
  element.append(sample);
  const { color } = getComputedStyle(sample);
  sample.remove();
  return color;
}

function base(data, { text, muted, surface, line, colors, font }) {
  return {
    animation: false,
    color: colors,
    textStyle: { fontFamily: font, color: text },
    // Drawn, not made of HTML: the policy of the page allows no style in markup.
    tooltip: { trigger: "item", renderMode: "richText", backgroundColor: surface, borderColor: line, textStyle: { color: text, fontSize: 13 }, confine: true },
    legend: { show: data.series.length > 1 || data.kind === "pie", type: "plain", top: 0, left: 0, itemWidth: 12, itemHeight: 8, icon: "roundRect", textStyle: { color: muted, fontSize: 12 } },
  };
}

function plane(data, colors) {
  const isLine = data.kind === "line" || data.kind === "area";
  // Names are read across, time goes along.
  const lying = data.across && !isLine;
  const names = {
    type: "category", data: data.names, inverse: lying, axisTick: { show: false }, axisLine: { lineStyle: { color: colors.line } },
    axisLabel: { color: colors.muted, fontSize: 12, ...(lying ? { width: 110, overflow: "truncate" } : { hideOverlap: true }) },
  };
  const values = {
    type: "value", splitNumber: 4, minInterval: data.unit === "count" ? 1 : 0, axisLabel: { color: colors.muted, fontSize: 12, formatter: (value) => words(value, data.unit) },
    splitLine: { lineStyle: { color: colors.line } },
  };
  const stacked = data.series.length > 1 && !data.series.some(({ earlier }) => earlier) && data.unit === "count" && !isLine;
  return {
    ...base(data, colors),
    grid: { left: 8, right: 20, top: data.series.length > 1 ? 36 : 14, bottom: 4, outerBoundsMode: "same", containLabel: true },
    xAxis: lying ? values : names,
    yAxis: lying ? names : values,
    series: data.series.map(({ name, values: numbers, urls, earlier }, place) => ({
      name, data: numbers, type: isLine ? "line" : "bar", stack: stacked ? "all" : undefined, cursor: urls.some(Boolean) ? "pointer" : "default",
      smooth: false, symbol: earlier ? "none" : "circle", symbolSize: 6, barMaxWidth: 28, barGap: "15%",
      areaStyle: data.kind === "area" && !earlier ? { opacity: .12 } : undefined,
      lineStyle: { width: 2, type: earlier ? "dashed" : "solid" },
      itemStyle: { ...(earlier ? { color: colors.muted, opacity: isLine ? 1 : .45 } : {}), borderRadius: stacked || isLine ? 0 : 2 },
      z: earlier ? 1 : 2 + place,
      tooltip: { valueFormatter: (value) => words(value, data.unit) },
    })),
  };
}

function ring(data, colors) {
  const { values, name } = data.series[0];
  return {
    ...base(data, colors),
    legend: { ...base(data, colors).legend, orient: "vertical", top: "middle", left: "14%" },
    series: [{
      name, type: "pie", radius: ["52%", "80%"], center: ["60%", "50%"], label: { show: false }, cursor: "pointer",
      itemStyle: { borderColor: colors.surface, borderWidth: 2 },
      data: data.names.map((label, place) => ({ name: label, value: values[place] })),
      tooltip: { valueFormatter: (value) => words(value, data.unit) },
    }],
  };
}

function words(value, unit) {
  if (value === null || value === undefined || Number.isNaN(value)) return "—";
  const short = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: unit === "money" ? 2 : 1 });
  if (unit === "percent") return `${short.format(value)}%`;
  if (unit !== "duration") return short.format(value);
  if (value < 60) return `${Math.round(value)} ${chinese() ? "分钟" : "min"}`;
  return value < 2880 ? `${short.format(value / 60)} ${chinese() ? "小时" : "h"}` : `${short.format(value / 1440)} ${chinese() ? "天" : "d"}`;
}
