// What the reports add to a page, with either renderer: tables that sort and filter, words explained, hints at
// tables wider than the screen. Loads nothing from elsewhere; without it the page says the same.
"use strict";

(() => {
  const here = document.currentScript.src;
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

  // --- Tables -------------------------------------------------------------------------------------------------

  const ROWS_ON_A_PAGE = 25;
  const PAGED_FROM = 50;
  const ROWS_ON_PAPER = 100;
  const FILTERED_FROM = 8;
  const pagedTables = [];
  const WORDS = {
    emptyTable: "没有数据",
    zeroRecords: "没有符合条件的行",
    info: "共 _TOTAL_ 行",
    infoEmpty: "共 0 行",
    infoFiltered: "（全部 _MAX_ 行）",
    search: "筛选",
    aria: {
      orderable: "：点击排序",
      orderableReverse: "：点击反向排序",
      orderableRemove: "：点击恢复原来的顺序",
      paginate: { first: "第一页", last: "最后一页", next: "下一页", previous: "上一页", number: "第 " },
    },
    paginate: { first: "«", last: "»", next: "›", previous: "‹" },
  };

  function loadDataTables() {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = new URL("vendor/datatables/dataTables.min.js", here);
      script.onload = resolve;
      script.onerror = () => reject(new Error("dataTables.min.js is missing"));
      document.head.append(script);
    });
  }

  // A menu for each column whose header has `data-filter`, with the values that occur in it.
  function columnFilters(api, tools, search) {
    api.columns().every(function () {
      const header = this.header();
      if (!("filter" in header.dataset)) return;
      const name = header.querySelector(".dt-column-title")?.textContent.trim() ?? header.textContent.trim();
      const values = new Set(this.nodes().toArray().map((cell) => cell.textContent.trim()).filter(Boolean));
      const label = document.createElement("label");
      const select = document.createElement("select");
      select.add(new Option("全部", ""));
      for (const value of [...values].sort((a, b) => a.localeCompare(b, "zh"))) select.add(new Option(value, value));
      select.addEventListener("change", () => this.search(select.value, { exact: Boolean(select.value) }).draw());
      label.append(name, select);
      tools.insertBefore(label, search);
    });
  }

  // Figures by their value, and what is no figure (空白, 未见, 无法比较) behind all of them, whichever way they are sorted.
  function sortFigures() {
    const order = DataTable.ext.type.order;
    const behind = (compare) => (a, b) => Number.isNaN(a) || Number.isNaN(b) ? Number.isNaN(a) - Number.isNaN(b) : compare(a, b);
    order["figure-pre"] = (value) => (value === "" ? NaN : Number(value));
    order["figure-asc"] = behind((a, b) => a - b);
    order["figure-desc"] = behind((a, b) => b - a);
  }

  const figures = (table) => [...table.tBodies[0]?.rows[0]?.cells ?? []].flatMap((cell, at) => (cell.classList.contains("num") ? [at] : []));

  // Headings over several columns and a last column of links have nothing to sort by.
  function markUnsortable(table) {
    const headings = $$("thead th[colspan]", table);
    const links = table.tBodies[0]?.querySelector("tr > td:last-child > a.evidence");
    if (links) headings.push(table.tHead.rows[0].lastElementChild);
    for (const heading of headings) heading.dataset.dtOrder = "disable";
  }

  function enhance(table) {
    const rows = table.tBodies[0]?.rows.length ?? 0;
    const box = table.closest(".table-scroll") ?? table;
    const paged = rows > PAGED_FROM;
    markUnsortable(table);
    const api = new DataTable(table, {
      order: [],
      columnDefs: [{ targets: figures(table), type: "figure" }],
      autoWidth: false,
      paging: paged,
      pageLength: ROWS_ON_A_PAGE,
      lengthChange: false,
      language: WORDS,
      layout: { topStart: null, topEnd: null, bottomStart: null, bottomEnd: null },
    });
    const tools = document.createElement("div");
    tools.className = "table-tools";
    const label = document.createElement("label");
    const input = document.createElement("input");
    input.type = "search";
    input.addEventListener("input", () => api.search(input.value).draw());
    label.append("筛选", input);
    const count = document.createElement("output");
    count.className = "table-count";
    tools.append(label, count);
    columnFilters(api, tools, label);
    box.before(tools);
    const pages = document.createElement("div");
    pages.className = "table-pages";
    if (paged) box.after(pages);
    tools.hidden = rows < FILTERED_FROM;
    if (paged) pagedTables.push(api);
    api.on("draw", () => afterDraw(api, count, pages));
    afterDraw(api, count, pages);
  }

  function afterDraw(api, count, pages) {
    const { recordsDisplay, recordsTotal, start, end, page, pages: total } = api.page.info();
    const [all, fitting] = [recordsTotal, recordsDisplay].map((rows) => rows.toLocaleString("en"));
    count.textContent = recordsDisplay === recordsTotal ? `共 ${all} 行` : `${fitting} 行符合，共 ${all} 行`;
    const onPaper = document.createElement("p");
    onPaper.className = "remark on-paper";
    if (total > 1) onPaper.textContent = `这里印出第 ${start + 1} 至 ${end} 行，共 ${fitting} 行；其余见网页。`;
    pages.replaceChildren(pageButtons(api, page, total), onPaper);
  }

  function pageButtons(api, current, total) {
    const nav = document.createElement("nav");
    let gap = false;
    nav.setAttribute("aria-label", `${api.table().caption()?.firstChild?.textContent.trim() ?? "表格"}：分页`);
    for (let number = 0; number < total; number++) {
      const near = Math.abs(number - current) <= 2 || number === 0 || number === total - 1;
      if (!near) {
        if (!gap) nav.append("…");
        gap = true;
        continue;
      }
      gap = false;
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = number + 1;
      button.setAttribute("aria-label", `第 ${number + 1} 页`);
      if (number === current) {
        button.className = "current";
        button.setAttribute("aria-current", "page");
      }
      button.addEventListener("click", () => api.page(number).draw("page"));
      nav.append(button);
    }
    return nav;
  }

  // A link may lead to a row that is on another page of its table.
  function showRow(id) {
    for (const api of pagedTables) {
      const rows = api.rows({ order: "applied", search: "applied" }).nodes().toArray();
      const index = rows.findIndex((row) => row.id === id);
      if (index >= 0) api.page(Math.floor(index / ROWS_ON_A_PAGE)).draw("page");
    }
  }

  // --- Tables wider than the screen ---------------------------------------------------------------------------

  function measure(box) {
    if (!box.clientWidth) return; // in a closed tab or section
    box.classList.remove("fits", "overflows"); // either changes how wide the table is
    const overflows = box.scrollWidth > box.clientWidth + 1;
    box.classList.toggle("overflows", overflows);
    box.classList.toggle("fits", !overflows);
    markEnd(box);
    if (overflows) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  }

  function markEnd(box) {
    box.classList.toggle("at-end", box.scrollLeft + box.clientWidth >= box.scrollWidth - 2);
  }

  function wideTables() {
    const header = document.getElementById("quarto-header");
    document.documentElement.style.setProperty("--table-top", `${header?.offsetHeight ?? 0}px`);
    const observer = new ResizeObserver((entries) => {
      const boxes = new Set(entries.map((entry) => entry.target.closest(".table-scroll")));
      requestAnimationFrame(() => boxes.forEach(measure));
    });
    for (const box of $$(".table-scroll")) {
      box.addEventListener("scroll", () => markEnd(box), { passive: true });
      observer.observe(box);
      if (box.firstElementChild) observer.observe(box.firstElementChild); // sorting adds arrows to a table
      measure(box);
    }
  }

  // --- Words explained ----------------------------------------------------------------------------------------

  function terms() {
    let number = 0;
    for (const term of $$("dfn.term, .term[data-def]")) {
      let definition = term.querySelector(".term-definition");
      if (!definition) {
        definition = document.createElement("span");
        definition.className = "term-definition";
        definition.setAttribute("role", "tooltip");
        definition.textContent = term.dataset.def;
        term.append(definition);
      }
      definition.id ||= `term-${++number}`;
      term.tabIndex = 0;
      term.setAttribute("aria-describedby", definition.id);
      const place = () => {
        term.classList.remove("dismissed");
        definition.style.setProperty("--term-shift", "0px");
        const { left, right } = definition.getBoundingClientRect();
        const beyond = right - (document.documentElement.clientWidth - 12);
        const shift = Math.max(-beyond, 12 - left);
        if (beyond > 0) definition.style.setProperty("--term-shift", `${shift}px`);
      };
      term.addEventListener("pointerenter", place);
      term.addEventListener("focus", place);
      term.addEventListener("click", place);
    }
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") for (const term of $$(".term")) term.classList.add("dismissed");
    });
  }

  // --- What stays on one line ---------------------------------------------------------------------------------

  // The sign in front of a number goes along: a line that begins with the number would begin with the gap between the two.
  // Words of letters and digits (JY20101) come first, so that no number is found at their end.
  const WHOLE = /[A-Za-z][A-Za-z\d]*|(?:增长|下降|增加|减少|相差|相加|合计|\p{Script=Han})?\s?[−-]?\d[\d,]*(?:\.\d+)?\s?(?:[万亿]?元|%|[个份项条处辆张页行]|年(?:\d{1,2}月\d{1,2}日)?)|（(?:[^（）]{1,4}|文件写 [\d.]+%)）|“三公”(?:经费)?/gu;

  // A title of two lines breaks where its sentence does, not within brackets.
  function breakTitlesAtCommas() {
    for (const title of $$(".chart-title")) {
      const clauses = (title.textContent.match(/(?:（[^（）]*）|[^，；：])+[，；：]?|[，；：]/g) ?? []).map((words) => {
        const clause = document.createElement("span");
        clause.className = "clause";
        clause.textContent = words;
        return clause;
      });
      title.replaceChildren(...clauses);
    }
  }

  // A number with its unit and a word like 下降 before it, a short remark after a name（本级）, and “三公”经费.
  function keepOnOneLine() {
    for (const block of $$("main :is(p, li, dd, figcaption, td.long, tbody th):not(.document *)")) {
      const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
      const texts = [];
      while (walker.nextNode()) texts.push(walker.currentNode);
      for (const text of texts) {
        if (text.parentElement.className === "nobr") continue; // a paragraph within an item of a list
        const parts = [];
        let from = 0;
        for (const { 0: amount, index } of text.data.matchAll(WHOLE)) {
          if (/^[A-Za-z]/.test(amount)) continue;
          const whole = document.createElement("span");
          whole.className = "nobr";
          whole.textContent = amount;
          parts.push(text.data.slice(from, index), whole);
          from = index + amount.length;
        }
        if (parts.length) text.replaceWith(...parts, text.data.slice(from));
      }
    }
  }

  // --- Tabs on paper ------------------------------------------------------------------------------------------

  function tabTitles() {
    for (const tab of $$('[role="tab"]')) {
      const pane = document.getElementById(tab.getAttribute("aria-controls"));
      if (pane) pane.dataset.tabTitle = tab.textContent.trim();
    }
  }

  // Paper has no buttons: a table of a sheet or two is printed whole.
  function openPagesForPrint() {
    const long = () => pagedTables.filter((api) => api.page.info().recordsDisplay <= ROWS_ON_PAPER);
    window.addEventListener("beforeprint", () => long().forEach((api) => api.page.len(-1).draw(false)));
    window.addEventListener("afterprint", () => long().forEach((api) => api.page.len(ROWS_ON_A_PAGE).draw(false)));
  }

  // A folded note belongs to the story; other folded parts are details that a printed page leaves to the screen.
  function openNotesForPrint() {
    const opened = [];
    window.addEventListener("beforeprint", () => {
      for (const details of $$("main .callout > details:not([open])")) {
        details.open = true;
        opened.push(details);
      }
    });
    window.addEventListener("afterprint", () => {
      for (const details of opened.splice(0)) details.open = false;
    });
  }

  // --- Where a link leads -------------------------------------------------------------------------------------

  // Into the middle of what is seen, of its box too: after tables were measured, words put on one line, rows on pages.
  function land() {
    const id = decodeURIComponent(location.hash.slice(1));
    const target = id && document.getElementById(id);
    if (!target || !target.closest(".table-scroll, .document")) return;
    // of a whole table the beginning
    const tall = target.getBoundingClientRect().height > window.innerHeight / 2;
    target.scrollIntoView({ block: tall ? "start" : "center", inline: tall ? "start" : "center" });
  }

  function landAgain() {
    requestAnimationFrame(() => requestAnimationFrame(land));
  }

  async function sortableTables() {
    const tables = $$("table.data[data-sortable]");
    if (!tables.length) return;
    await loadDataTables();
    sortFigures();
    tables.forEach(enhance);
    const reveal = () => {
      const id = decodeURIComponent(location.hash.slice(1));
      if (!id) return;
      showRow(id);
      const target = document.getElementById(id);
      if (target?.tagName !== "TR") return;
      // a row that was on another page of its table when the browser looked is no :target
      for (const row of $$("tr.arrived")) row.classList.remove("arrived");
      target.classList.add("arrived");
      land();
    };
    window.addEventListener("hashchange", reveal);
    if (location.hash) reveal();
  }

  terms();
  breakTitlesAtCommas();
  keepOnOneLine();
  tabTitles();
  openNotesForPrint();
  openPagesForPrint();
  wideTables();
  sortableTables();
  landAgain();
  document.fonts?.ready.then(landAgain);
  window.addEventListener("hashchange", landAgain);
})();
