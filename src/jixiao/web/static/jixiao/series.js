"use strict";
// An indicator's value through the year, drawn from the table beside it, with the target as a line.
(() => {
  const place = document.getElementById("chart");
  if (!place || !window.echarts) return;
  const rows = [...document.querySelectorAll("#series tbody tr")].map((row) => row.dataset);
  const number = (text) => (text === "" || Number.isNaN(Number(text)) ? null : Number(text));
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const told = place.dataset;
  const days = rows.map((row) => row.day.slice(5));
  const values = rows.map((row) => number(row.value));
  const bounds = [...new Set([told.low, told.high])].filter((text) => text !== "").map(Number);
  const every = [...values.filter((value) => value !== null), ...bounds];
  const chart = echarts.init(place, null, { renderer: "canvas" });
  const last = days.length - 1;
  const target = (bound) => ({
    name: told.targetWord, type: "line", silent: true, symbol: "none",
    lineStyle: { color: "#b5531c", type: "dashed", width: 1.5 },
    data: days.map(() => bound),
  });
  chart.setOption({
    animation: !calm,
    aria: { enabled: false },
    grid: { left: 56, right: 22, top: 34, bottom: 28 },
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    xAxis: { type: "category", data: days, boundaryGap: false, axisTick: { show: false }, axisLine: { lineStyle: { color: "#9db0ba" } }, axisLabel: { color: "#42525d" } },
    yAxis: { type: "value", min: Math.min(0, ...every), axisLabel: { color: "#566571" }, splitLine: { lineStyle: { color: "#e3eaee" } } },
    series: [{
      name: told.word, type: "line", connectNulls: false, symbolSize: 7, lineStyle: { color: "#2a8f98", width: 2.5 }, itemStyle: { color: "#2a8f98" },
      data: values,
      label: { show: true, color: "#0a3546", position: "top", formatter: (at) => (at.dataIndex === last ? `${rows[last].value}${told.unit}` : "") },
    }, ...bounds.map(target)],
  });
  new ResizeObserver(() => chart.resize()).observe(place);
})();
