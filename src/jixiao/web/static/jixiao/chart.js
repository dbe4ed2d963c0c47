"use strict";
// The spending plan drawn from the table beside it: the table is the data, the chart its picture.
(() => {
  const place = document.getElementById("chart");
  if (!place || !window.echarts) return;
  const rows = [...document.querySelectorAll("#steps tbody tr")].map((row) => row.dataset);
  const number = (text) => (text === "" ? null : Number(text));
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const chart = echarts.init(place, null, { renderer: "canvas" });
  chart.setOption({
    animation: !calm,
    aria: { enabled: false },
    grid: { left: 44, right: 16, top: 34, bottom: 28 },
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    xAxis: { type: "category", data: rows.map((row) => row.by), axisTick: { show: false }, axisLine: { lineStyle: { color: "#9db0ba" } }, axisLabel: { color: "#42525d" } },
    yAxis: { type: "value", min: 0, max: 100, interval: 25, axisLabel: { formatter: "{value}%", color: "#566571" }, splitLine: { lineStyle: { color: "#e3eaee" } } },
    series: [{
      name: place.dataset.word, type: "bar", barMaxWidth: 46, itemStyle: { color: "#2a8f98", borderRadius: [4, 4, 0, 0] },
      data: rows.map((row) => number(row.percent)),
      label: { show: true, position: "top", color: "#0a3546", formatter: (at) => {
        const row = rows[at.dataIndex];
        return row.percent === "" ? "" : row.amount ? `${row.percent}%  ${row.amount}${place.dataset.unit}` : `${row.percent}%`;
      } },
    }],
  });
  new ResizeObserver(() => chart.resize()).observe(place);
})();
