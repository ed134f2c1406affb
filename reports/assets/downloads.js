// What a reader takes away: every table as CSV and Excel file, every chart as SVG and PNG, made in the browser from
// what the page shows, each with its source. Works from disk; nothing is sent anywhere.
"use strict";

(() => {
  const here = document.currentScript.src;
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const LICENCE = "数据出自各单位依法公开的文件，可以自由使用，请注明单位、年度和出处";
  const MADE_UP = "虚构的示例数据，不出自任何单位的文件，请勿当作事实引用";

  // --- Files --------------------------------------------------------------------------------------------------

  function save(blob, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }

  const fileName = (words, suffix) => `${words.replace(/[\\/:*?"<>|\s]+/g, " ").trim().slice(0, 60)}.${suffix}`;
  const pageTitle = () => document.querySelector("h1")?.textContent.trim() || document.title;
  const licence = () => (pageTitle().includes("（虚构）") ? MADE_UP : LICENCE);
  // an address on somebody's disk is nobody else's business
  const pageAddress = () => (location.protocol === "file:" ? "" : location.href.split("#")[0]);

  function row(formats) {
    const line = document.createElement("p");
    line.className = "downloads";
    line.append("下载：");
    Object.entries(formats).forEach(([label, action], number) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = label;
      button.addEventListener("click", action);
      line.append(...(number ? [" · ", button] : [button]));
    });
    return line;
  }

  // --- Tables -------------------------------------------------------------------------------------------------

  const words = (cell) => (cell.querySelector(".dt-column-title") ?? cell).textContent.replace(/\s+/g, " ").trim();

  // Headings over several columns are put before those below them: 合规得分率，按维度 / 完整性.
  function headings(table) {
    const grid = [];
    [...table.tHead.rows].forEach((line, at) => {
      grid[at] ??= [];
      for (const cell of line.cells) {
        let column = 0;
        while (grid[at][column] !== undefined) column += 1;
        for (let down = 0; down < cell.rowSpan; down += 1) {
          grid[at + down] ??= [];
          for (let right = 0; right < cell.colSpan; right += 1) grid[at + down][column + right] = words(cell);
        }
      }
    });
    return grid[0].map((_, column) => [...new Set(grid.map((line) => line[column]))].filter(Boolean).join(" / "));
  }

  // All rows, also those on other pages of a long table, in the order and selection that the reader chose.
  function bodyRows(table) {
    if (window.DataTable?.isDataTable(table)) {
      return new DataTable.Api(table).rows({ order: "applied", search: "applied" }).nodes().toArray();
    }
    return [...table.tBodies[0].rows];
  }

  // A number as it is shown; for what is no number the word that says why: 空白, 未见.
  function value(cell) {
    const link = cell.querySelector("a.evidence");
    if (link && cell.children.length === 1) return { text: link.href.startsWith("file:") ? link.getAttribute("href") : link.href };
    const text = words(cell).replace(/^—\s*/, "");
    if (!cell.classList.contains("num") || !/\d/.test(text)) return { text };
    const number = Number(text.replace(/,/g, "").replace("−", "-").replace("%", ""));
    if (Number.isNaN(number)) return { text };
    const decimals = (text.split(".")[1] ?? "").replace("%", "").length;
    return { text, number, percent: text.endsWith("%"), decimals };
  }

  function content(table) {
    const unit = table.caption?.querySelector(".unit")?.textContent.trim() ?? "";
    const caption = (table.caption?.textContent ?? "").replace(unit, "").trim();
    const rows = bodyRows(table).map((line) => [...line.cells].map(value));
    const notes = [caption, unit, `来源：${pageTitle()} ${pageAddress()}`.trim(), cut(table), licence()].filter(Boolean);
    return { caption: caption || pageTitle(), head: headings(table), rows, notes };
  }

  // What stands under a table that does not show all of its rows.
  function cut(table) {
    let next = (table.closest(".table-scroll") ?? table).nextElementSibling;
    while (next && !next.matches(".table-scroll, p.remark")) next = next.nextElementSibling;
    return next?.matches(".cut") ? next.textContent.trim() : "";
  }

  // Numbers of percent stand without their sign in a CSV file, which their heading therefore has.
  function csvHeading(text, at, rows) {
    const numbers = rows.map((line) => line[at]).filter((cell) => cell?.number !== undefined);
    return { text: numbers.length && numbers.every((cell) => cell.percent) ? `${text}（%）` : text };
  }

  function csvCell({ text, number }) {
    // a text that a spreadsheet would run as a formula is kept from it
    const safe = number === undefined && /^[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : number ?? text;
    return /[",\r\n]/.test(safe) ? `"${String(safe).replace(/"/g, '""')}"` : String(safe);
  }

  function saveCsv(table) {
    const { caption, head, rows, notes } = content(table);
    const lines = [head.map((text, at) => csvCell(csvHeading(text, at, rows))), ...rows.map((line) => line.map(csvCell)), [], ...notes.map((text) => [csvCell({ text })])];
    const text = lines.map((line) => line.join(",")).join("\r\n");
    save(new Blob(["\ufeff", text, "\r\n"], { type: "text/csv;charset=utf-8" }), fileName(caption, "csv"));
  }

  function excelCell({ text, number, percent, decimals }) {
    if (number === undefined) return text ? { value: text, type: String, wrap: text.length > 20, alignVertical: "top" } : null;
    const places = decimals ? `.${"0".repeat(decimals)}` : "";
    const format = percent ? `0${places}%` : `#,##0${places}`;
    return { value: percent ? Number(`${number}e-2`) : number, type: Number, format, alignVertical: "top" };
  }

  function loadExcelWriter() {
    return new Promise((resolve, reject) => {
      if (window.writeXlsxFile) return resolve(window.writeXlsxFile);
      const script = document.createElement("script");
      script.src = new URL("vendor/write-excel-file/write-excel-file.min.js", here);
      script.onload = () => resolve(window.writeXlsxFile);
      script.onerror = () => reject(new Error("write-excel-file.min.js is missing"));
      document.head.append(script);
    });
  }

  async function saveExcel(table) {
    const write = await loadExcelWriter();
    const { caption, head, rows, notes } = content(table);
    const width = (column) => Math.min(48, Math.max(...[{ text: head[column] }, ...rows.map((line) => line[column])].map((cell) => wide(cell?.text ?? ""))) + 2);
    const sheets = [
      {
        data: [head.map((text) => ({ value: text, type: String, fontWeight: "bold" })), ...rows.map((line) => line.map(excelCell))],
        columns: head.map((_, column) => ({ width: width(column) })),
        sheet: "数据",
        stickyRowsCount: 1,
      },
      { data: notes.map((text) => [{ value: text, type: String }]), columns: [{ width: 80 }], sheet: "说明" },
    ];
    save(await write(sheets).toBlob(), fileName(caption, "xlsx"));
  }

  // Width in characters; a Chinese one is as wide as two.
  const wide = (text) => [...text].reduce((sum, char) => sum + (char.charCodeAt(0) > 255 ? 2 : 1), 0);

  // --- Charts -------------------------------------------------------------------------------------------------

  const SVG = "http://www.w3.org/2000/svg";
  const FONT = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif';
  const MARGIN = 16;

  // A line ends where a clause does if the next one does not fit, else before any character, but not in a number with
  // its unit.
  function lines(text, size, room) {
    const perLine = Math.max(8, Math.floor((room / size) * 2));
    const result = [""];
    const add = (words) => {
      if (result.at(-1) && wide(result.at(-1) + words) > perLine) result.push("");
      result[result.length - 1] += result.at(-1) ? words : words.trimStart();
    };
    for (const clause of text.match(/(?:（[^（）]*）|[^，；：])+[，；：]?|[，；：]/g) ?? []) {
      if (wide(clause) <= perLine) add(clause);
      else for (const piece of clause.match(/[−-]?\d[\d,.]*\s?(?:%|[万亿]?元|年)?|[\s\S]/g)) add(piece);
    }
    return result;
  }

  // The chart with its title, subtitle and source on a white card, in the colours of a light page.
  function card(figure) {
    const chart = figure.querySelector("svg.chart-wide").cloneNode(true);
    const [, , width, height] = chart.getAttribute("viewBox").split(/\s+/).map(Number);
    const element = (name, attributes) => {
      const node = document.createElementNS(SVG, name);
      for (const [key, content] of Object.entries(attributes)) node.setAttribute(key, content);
      return node;
    };
    const image = element("svg", { "font-family": FONT });
    let y = MARGIN;
    const say = (text, size, color, weight = 400) => {
      for (const line of lines(text, size, width)) {
        y += size * 1.4;
        const node = element("text", { x: MARGIN, y: y - size * 0.3, "font-size": size, fill: color, "font-weight": weight });
        node.textContent = line;
        image.append(node);
      }
    };
    say(figure.querySelector(".chart-title")?.textContent ?? "", 17, "#1b2733", 650);
    say(figure.querySelector(".chart-subtitle")?.textContent ?? "", 12, "#5a6775");
    y += 8;
    for (const node of [chart, ...$$("[style]", chart)]) {
      const style = node.getAttribute("style");
      if (style) node.setAttribute("style", style.replace(/var\(--[\w-]+,\s*(#[0-9a-f]+)\)/gi, "$1"));
    }
    for (const [key, content] of Object.entries({ x: MARGIN, y, width, height })) chart.setAttribute(key, content);
    chart.removeAttribute("class");
    image.append(chart);
    y += height;
    const source = figure.querySelector(".source")?.cloneNode(true);
    source?.querySelectorAll("a").forEach((link) => link.remove());
    say([source?.textContent.trim(), pageAddress()].filter(Boolean).join(" "), 11, "#5a6775");
    say(licence(), 11, "#5a6775");
    const size = { width: width + 2 * MARGIN, height: Math.ceil(y + MARGIN) };
    image.setAttribute("viewBox", `0 0 ${size.width} ${size.height}`);
    image.setAttribute("width", size.width);
    image.setAttribute("height", size.height);
    image.prepend(element("rect", { ...size, fill: "#fff" }));
    return { text: new XMLSerializer().serializeToString(image), ...size };
  }

  const chartName = (figure) => figure.querySelector(".chart-title")?.textContent || pageTitle();

  function saveSvg(figure) {
    save(new Blob([card(figure).text], { type: "image/svg+xml" }), fileName(chartName(figure), "svg"));
  }

  async function savePng(figure) {
    const { text, width, height } = card(figure);
    const picture = new Image();
    picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
    await picture.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [2 * width, 2 * height];
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => save(blob, fileName(chartName(figure), "png")), "image/png");
  }

  // ------------------------------------------------------------------------------------------------------------

  for (const table of $$("main table.data")) {
    const place = table.closest(".table-scroll") ?? table;
    place.after(row({ CSV: () => saveCsv(table), Excel: () => saveExcel(table) }));
  }
  for (const figure of $$("main figure.chart")) {
    if (figure.querySelector("svg.chart-wide") && !figure.querySelector(".downloads")) {
      figure.append(row({ SVG: () => saveSvg(figure), PNG: () => savePng(figure) }));
    }
  }
})();
