// What Bootstrap's and Quarto's scripts do on a Quarto page, for pages made by the embedded renderer: menus, theme
// switch, tabs, table of contents, search. Everything here is an addition: without it the page reads and links.
"use strict";

(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

  function themeSwitch() {
    for (const button of $$(".quarto-color-scheme-toggle")) {
      button.hidden = false;
      button.addEventListener("click", () => window.siteTheme.toggle());
    }
    window.siteTheme.apply();
  }

  function menus() {
    const toggler = $(".navbar-toggler");
    const collapse = $("#navbarCollapse");
    toggler?.addEventListener("click", () => {
      const open = collapse.classList.toggle("show");
      toggler.setAttribute("aria-expanded", String(open));
    });
    const menus = $$(".dropdown-details");
    document.addEventListener("click", (event) => {
      for (const menu of menus) if (!menu.contains(event.target)) menu.open = false;
    });
    for (const menu of menus) {
      menu.addEventListener("keydown", (event) => {
        if (event.key !== "Escape" || !menu.open) return;
        menu.open = false;
        $("summary", menu).focus();
      });
    }
  }

  // The pattern "tabs with automatic activation" of the ARIA authoring practices.
  function tabs() {
    for (const list of $$('[role="tablist"]')) {
      const links = $$('[role="tab"]', list);
      const select = (link, { focus = false } = {}) => {
        for (const other of links) {
          const active = other === link;
          other.classList.toggle("active", active);
          other.setAttribute("aria-selected", String(active));
          other.tabIndex = active ? 0 : -1;
          document.getElementById(other.getAttribute("aria-controls")).classList.toggle("active", active);
        }
        if (focus) link.focus();
      };
      links.forEach((link, index) => {
        link.tabIndex = index === 0 ? 0 : -1;
        link.addEventListener("click", (event) => {
          event.preventDefault();
          select(link, { focus: true });
        });
        link.addEventListener("keydown", (event) => {
          const target = {
            ArrowRight: links[(index + 1) % links.length],
            ArrowLeft: links[(index - 1 + links.length) % links.length],
            Home: links[0],
            End: links[links.length - 1],
            " ": link,
          }[event.key];
          if (!target) return;
          event.preventDefault();
          select(target, { focus: true });
        });
      });
    }
  }

  // An address may lead into a tab or a closed section: open what hides it, then go there.
  function revealTarget() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let node = target; node; node = node.parentElement) {
      if (node.matches(".tab-pane:not(.active)")) document.getElementById(node.getAttribute("aria-labelledby")).click();
      if (node.matches("details")) node.open = true;
    }
    target.scrollIntoView();
  }

  function tableOfContents() {
    const toc = $("#TOC");
    if (!toc) return;
    const heading = $("#toc-title");
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = heading.textContent;
    button.setAttribute("aria-expanded", "false");
    heading.replaceChildren(button);
    const setOpen = (open) => {
      toc.classList.toggle("open", open);
      button.setAttribute("aria-expanded", String(open));
    };
    const wide = window.matchMedia("(min-width: 75rem)");
    const sidebar = toc.parentElement;
    const titleBlock = $("#title-block-header");
    const adapt = () => {
      setOpen(wide.matches);
      button.disabled = wide.matches;
      // on a narrow screen it comes after the title, not before it
      if (wide.matches || !titleBlock) sidebar.append(toc);
      else titleBlock.after(toc);
    };
    wide.addEventListener("change", adapt);
    adapt();
    button.addEventListener("click", () => setOpen(!toc.classList.contains("open")));

    const links = new Map($$("a", toc).map((link) => [decodeURIComponent(link.hash.slice(1)), link]));
    const headings = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
    const highlight = () => {
      const line = 0.25 * window.innerHeight;
      const current = headings.filter((section) => section.getBoundingClientRect().top <= line).pop();
      for (const [id, link] of links) {
        const active = id === current?.id;
        link.classList.toggle("active", active);
        if (active) link.setAttribute("aria-current", "location");
        else link.removeAttribute("aria-current");
      }
    };
    let waiting = false;
    window.addEventListener("scroll", () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        highlight();
      });
    }, { passive: true });
    highlight();
  }

  // Chinese has no spaces: a run of characters is indexed as its pairs, so that any part of a word is found.
  function tokenize(text) {
    const tokens = [];
    for (const run of text.toLowerCase().match(/\p{Script=Han}+|[\p{L}\p{N}]+(?:[.,]\d+)*/gu) ?? []) {
      if (!/\p{Script=Han}/u.test(run) || run.length === 1) tokens.push(run);
      else for (let i = 0; i < run.length - 1; i++) tokens.push(run.slice(i, i + 2));
    }
    return tokens;
  }

  function load(path) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = document.body.dataset.siteRoot + "site_libs/embedded/" + path;
      script.onload = resolve;
      script.onerror = () => reject(new Error(`${path} is missing`));
      document.head.append(script);
    });
  }

  let index;
  async function searchIndex() {
    await Promise.all([load("vendor/minisearch/minisearch.min.js"), load("search-index.js")]);
    const engine = new MiniSearch({
      fields: ["page", "heading", "text"],
      storeFields: ["address", "page", "heading", "text"],
      tokenize,
      searchOptions: { boost: { page: 4, heading: 3 }, combineWith: "AND", prefix: (term) => term.length === 1 || /^[\w.]+$/.test(term) },
    });
    engine.addAll(window.siteSearchIndex.map(([address, page, heading, text], id) => ({ id, address, page, heading, text })));
    return engine;
  }

  function excerpt(text, query) {
    const at = text.toLowerCase().indexOf(query.toLowerCase());
    if (at < 0) return [text.slice(0, 90)];
    const from = Math.max(0, at - 24);
    return [(from ? "…" : "") + text.slice(from, at), text.slice(at, at + query.length), text.slice(at + query.length, at + 90)];
  }

  function resultItem(found, query) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = document.body.dataset.siteRoot + found.address;
    const title = document.createElement("strong");
    title.textContent = found.heading ? `${found.page}：${found.heading}` : found.page;
    const words = document.createElement("span");
    const [before, match = "", after = ""] = excerpt(found.text, query);
    const mark = document.createElement("mark");
    mark.textContent = match;
    words.append(before, mark, after);
    link.append(title, words);
    item.append(link);
    return item;
  }

  function search() {
    const dialog = $("#site-search");
    const button = $(".site-search-open");
    if (!dialog || !button) return;
    const input = $("input", dialog);
    const results = $(".site-search-results", dialog);
    const update = async () => {
      const query = input.value.trim();
      if (!query) {
        results.replaceChildren();
        return;
      }
      index ??= searchIndex();
      const found = (await index).search(query).slice(0, 30);
      if (query !== input.value.trim()) return;
      if (!found.length) {
        const none = document.createElement("p");
        none.textContent = dialog.dataset.empty;
        results.replaceChildren(none);
        return;
      }
      const list = document.createElement("ol");
      list.append(...found.map((entry) => resultItem(entry, query)));
      results.replaceChildren(list);
    };
    const open = () => {
      dialog.showModal();
      input.select();
      index ??= searchIndex();
    };
    button.hidden = false;
    button.addEventListener("click", open);
    input.addEventListener("input", update);
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog || event.target.closest("a")) dialog.close();
    });
    $("form", dialog).addEventListener("submit", (event) => {
      // Enter follows the first result, the button closes
      if (event.submitter?.matches(":focus") || !$("a", results)) return;
      event.preventDefault();
      $("a", results).click();
    });
    document.addEventListener("keydown", (event) => {
      const typing = event.target.closest("input, textarea, select, [contenteditable]");
      if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        open();
      }
    });
  }

  themeSwitch();
  menus();
  tabs();
  tableOfContents();
  search();
  window.addEventListener("hashchange", revealTarget);
  if (location.hash) revealTarget();
})();
