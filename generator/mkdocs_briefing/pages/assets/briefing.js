/* Filters, sorting and CSV for tables marked "data-bf-table", and on a statement's card whose wording stands first.
   The tables are complete without it. No dependency; nothing is fetched, stored or sent.

   <table data-bf-table="NAME" data-noun="statements">   NAME goes before the names in the address, with a full stop;
                                                         an empty one leaves them bare
   <th data-col="speaker" data-type="number" data-filter>  a column to sort by and (data-filter) to choose from
   <td data-sort="2023-09-13">                           what to sort by instead of the words; empty: always last
   <td><span data-v>…</span> …</td>                      several values in one cell, each to be chosen

   A list (ul, ol, dl) with the same attribute is filtered by its words alone. */
(() => {
  "use strict";
  const FEW = 3; // fewer rows need no order
  const LONG = 10; // fewer rows are seen at a glance: their heads sort, and nothing stands above them
  const FORMULA = /^ *[=+\-@\t\r\n＝＋－＠]/;
  const SILENT = ".bf-narrow, [aria-hidden=true], .bf-sort";
  let views = [];
  let controls = 0;

  const make = (tag, properties, ...children) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  };
  const labelled = (label, control, more) => {
    control.id = `bf-control-${(controls += 1)}`;
    return make("div", { className: `bf-field ${more}` }, make("label", { htmlFor: control.id }, label), control);
  };
  const squeezed = (text) => text.replace(/\s+/g, " ").trim();
  const folded = (text) => squeezed(text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase());

  /** The state in the address: a step for the back button or not; the anchor and others' parameters stay. */
  function toAddress(given, anew) {
    const query = given.toString();
    const target = location.pathname + (query ? `?${query}` : "") + location.hash;
    history[anew ? "pushState" : "replaceState"](history.state, "", target);
  }

  /** The words of a cell as a reader would copy them: list items apart, nothing that is there for the eye alone. */
  function words(node) {
    let text = "";
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) text += child.data;
      else if (child.nodeType === Node.ELEMENT_NODE && !child.matches(SILENT)) {
        const part = words(child);
        text += child.matches("li + li") ? "; " + part : child.matches("small, ul, div, br") ? ` ${part}` : part;
      }
    }
    return node.matches("th, td") ? squeezed(text) : text;
  }

  class View {
    constructor(host) {
      const name = host.dataset.bfTable;
      this.host = host;
      this.table = host.tagName === "TABLE";
      this.prefix = name ? `${name}.` : "";
      this.noun = host.dataset.noun || "rows";
      this.name = name || this.noun;
      this.body = this.table ? host.tBodies[0] : host;
      this.rows = [...this.body.children].map((row, place) => ({ row, place, cells: row.children, kept: [] }));
      this.columns = this.table ? [...host.tHead.rows[0].cells].map((head, place) => this.column(head, place)) : [];
      this.listed = this.rows;
      this.state = {};
      this.build();
    }

    column(head, place) {
      return { head, place, key: head.dataset.col, type: head.dataset.type || "text", label: squeezed(head.textContent) };
    }

    /** What one row has in one column, worked out once: its words, the values to choose from, what to sort by. */
    cell(row, column) {
      return (row.kept[column.place] ??= (() => {
        const cell = row.cells[column.place];
        const text = cell ? words(cell) : "";
        const marked = cell ? [...cell.querySelectorAll("[data-v]")].map((one) => squeezed(one.textContent)) : [];
        const given = cell?.dataset.sort ?? text;
        const key = column.type === "number" ? parseFloat(given.replace(/[\s,]/g, "")) : given;
        const none = column.type === "number" ? Number.isNaN(key) : given === "";
        return { text, values: marked.length ? [...new Set(marked)] : text ? [text] : [], key, none };
      })());
    }

    build() {
      const long = this.rows.length >= LONG;
      const bar = make("div", { className: long ? "bf-bar" : "bf-bar bf-bar-short" });
      bar.setAttribute("role", "group");
      bar.setAttribute("aria-label", `Filter and sort the ${this.noun}`);
      this.fields = [];
      const field = (key, label, control, hidden) => {
        bar.append(labelled(label, control, hidden ? "bf-field-narrow" : ""));
        this.fields.push({ key, control });
        return control;
      };
      for (const column of this.columns) {
        if (!long || !column.key || column.head.dataset.filter === undefined) continue;
        const values = new Map();
        for (const row of this.rows) {
          const { values: found, key } = this.cell(row, column);
          for (const value of found) values.set(value, column.type === "date" ? key : value);
        }
        if (values.size < 2) continue;
        const select = make("select", {}, make("option", { value: "" }, "all"));
        const sorted = [...values].sort((a, b) => this.order.compare(a[1], b[1]));
        for (const [value] of sorted) select.append(make("option", { value }, value));
        select.addEventListener("change", () => this.change(column.key, select.value, true));
        field(column.key, column.label, select);
      }
      if (long) this.listen(field("words", "Words", make("input", { type: "search", autocomplete: "off" })));
      const sortable = this.columns.filter((column) => column.key);
      if (sortable.length) {
        const choice = make("select", {}, make("option", { value: "" }, "as listed"));
        for (const { key, label, type } of sortable) {
          const [up, down] = type === "number" ? ["least first", "most first"] : type === "date" ? ["earliest first", "latest first"] : ["A to Z", "Z to A"];
          choice.append(make("option", { value: key }, `${label}, ${up}`), make("option", { value: `-${key}` }, `${label}, ${down}`));
        }
        choice.addEventListener("change", () => this.change("sort", choice.value, true));
        if (long) field("sort", "Sort by", choice, true);
        else this.fields.push({ key: "sort", control: choice });
      }
      for (const column of sortable) {
        const button = make("button", { type: "button", className: "bf-sort" }, column.label);
        button.addEventListener("click", () => {
          const turns = column.type === "number" ? [`-${column.key}`, column.key, ""] : [column.key, `-${column.key}`, ""];
          this.change("sort", turns[(turns.indexOf(this.state.sort || "") + 1) % 3], true);
        });
        column.head.replaceChildren(make("span", { className: "bf-head-words" }, ...column.head.childNodes), button);
      }
      this.count = make("p", { className: long ? "bf-count" : "bf-count bf-hide" });
      this.count.setAttribute("role", "status");
      this.clear = make("button", { type: "button", className: "bf-button", hidden: true }, "Show all");
      this.clear.addEventListener("click", () => {
        for (const { key } of this.fields) if (key !== "sort") delete this.state[key];
        this.show();
        this.address(true);
        (this.fields[0]?.control ?? this.count).focus();
      });
      const acts = make("div", { className: "bf-bar-acts" }, this.count, this.clear);
      if (this.table && long) {
        const save = make("button", { type: "button", className: "bf-button" }, "CSV of what is shown");
        save.addEventListener("click", () => this.save());
        acts.append(save);
      }
      bar.append(acts);
      (this.host.closest(".bf-scroll") || this.host).before(bar);
      this.host.dataset.bfOn = long ? "long" : "";
      this.read();
    }

    /** Filter while somebody types; all of it is one step for the back button. */
    listen(typed) {
      let begun = false;
      let wait;
      typed.addEventListener("focus", () => (begun = false));
      typed.addEventListener("input", () => {
        clearTimeout(wait);
        wait = setTimeout(() => {
          this.change("words", typed.value.trim(), !begun);
          begun = true;
        }, 150);
      });
    }

    get order() {
      return (View.collator ??= new Intl.Collator(document.documentElement.lang || "en", { numeric: true }));
    }

    /** Take the state from the address; a value that is not there to choose counts as none. */
    read() {
      const given = new URLSearchParams(location.search);
      this.state = {};
      for (const { key, control } of this.fields) {
        const value = given.get(this.prefix + key) || "";
        const known = control.tagName === "INPUT" || [...control.options].some((option) => option.value === value);
        if (value && known) this.state[key] = value;
      }
      this.show();
    }

    address(anew) {
      const given = new URLSearchParams(location.search);
      for (const { key } of this.fields) {
        if (this.state[key]) given.set(this.prefix + key, this.state[key]);
        else given.delete(this.prefix + key);
      }
      toAddress(given, anew);
    }

    change(key, value, anew) {
      if ((this.state[key] || "") === value) return;
      if (value) this.state[key] = value;
      else delete this.state[key];
      this.show();
      this.address(anew);
    }

    show() {
      const { state } = this;
      for (const { key, control } of this.fields) if (control !== document.activeElement || control.tagName === "SELECT" || !state[key]) control.value = state[key] || "";
      const wanted = folded(state.words || "").split(" ").filter(Boolean);
      const chosen = this.columns.filter((column) => column.key && column.head.dataset.filter !== undefined && state[column.key]);
      const fits = (row) =>
        chosen.every((column) => this.cell(row, column).values.includes(state[column.key])) &&
        (!wanted.length || wanted.every((word) => (row.folded ??= folded(row.row.textContent)).includes(word)));
      let kept = 0;
      for (const row of this.rows) {
        const fit = fits(row);
        kept += fit;
        if (row.row.hidden === fit) row.row.hidden = !fit;
      }
      const told = this.sort();
      const all = this.rows.length;
      const filtered = chosen.length + wanted.length > 0;
      const head = !filtered ? `${all} ${this.noun}` : kept ? `${kept} of ${all} ${this.noun} shown` : `None of ${all} ${this.noun} fits`;
      this.count.textContent = told ? `${head}, sorted by ${told}` : head;
      this.clear.hidden = !filtered;
      this.host.toggleAttribute("data-bf-changed", filtered || !!told);
    }

    /** Put the rows in the order asked for, and say in words which that is; ties stay as listed. */
    sort() {
      const asked = this.state.sort || "";
      const down = asked.startsWith("-");
      const by = this.columns.find((column) => column.key && column.key === asked.slice(down ? 1 : 0));
      for (const column of this.columns) {
        if (column === by) column.head.setAttribute("aria-sort", down ? "descending" : "ascending");
        else column.head.removeAttribute("aria-sort");
      }
      if (this.sorted !== asked) {
        const rows = [...this.rows];
        if (by) {
          const compare = { number: (a, b) => a - b, date: (a, b) => (a > b) - (a < b) }[by.type] || this.order.compare;
          rows.sort((a, b) => {
            const one = this.cell(a, by);
            const other = this.cell(b, by);
            if (one.none || other.none) return one.none - other.none || a.place - b.place;
            return (down ? -1 : 1) * compare(one.key, other.key) || a.place - b.place;
          });
        }
        if (by || this.sorted) this.put(rows);
        this.listed = rows;
        this.sorted = asked;
      }
      return by ? `${by.label}, ${down ? "descending" : "ascending"}` : "";
    }

    /** Rows in a table on the page are slow to move one by one: the body is taken out while they are. */
    put(rows) {
      const { body } = this;
      const next = body.nextSibling;
      const parent = body.parentNode;
      if (this.table) body.remove();
      body.append(...rows.map(({ row }) => row));
      if (this.table) parent.insertBefore(body, next);
    }

    /** The rows shown, in the order shown, for a spreadsheet: what might be a formula begins with an apostrophe. */
    save() {
      const quoted = (text) => `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
      const lines = [[...this.columns.map(({ label }) => label), "Address"]];
      for (const held of this.listed) {
        if (held.row.hidden) continue;
        lines.push([...this.columns.map((column) => this.cell(held, column).text), held.row.querySelector("a[href]")?.href ?? ""]);
      }
      const text = "\ufeff" + lines.map((line) => line.map(quoted).join(",") + "\r\n").join("");
      const link = make("a", { href: URL.createObjectURL(new Blob([text], { type: "text/csv" })), download: `${this.name}.csv` });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    }
  }

  /** A choice on a card of several articles: whose wording stands first. Its own order is the first choice.
      Each <tbody data-article="…"> holds the rows of one article, or of several that print the same words; the row
      with data-base is the wording that the others are compared with; words in [data-bf-base] say so otherwise then. */
  class Card {
    constructor(table) {
      this.host = table;
      this.id = (table.caption?.id || "").replace(/^t-/, "");
      this.groups = [...table.tBodies];
      const own = this.groups.find((group) => group.querySelector("tr[data-base]"));
      if (!this.id || !own || this.groups.length < 2 || !this.groups.every((group) => group.dataset.article)) return;
      this.names = new Map();
      for (const group of this.groups) {
        const labels = [...group.rows[0].cells[0].querySelectorAll(".bf-label, .bf-hide")].map((one) => squeezed(one.textContent).replace(/,$/, ""));
        const known = [...new Set(labels)];
        group.dataset.article.split(" ").forEach((article, place) => {
          if (!this.names.has(article)) this.names.set(article, known[place] || article);
        });
      }
      this.base = own.dataset.article.split(" ")[0];
      this.said = [...table.querySelectorAll("[data-bf-base]")].map((place) => [place, place.textContent, place.dataset.bfBase.replace("{}", this.names.get(this.base))]);
      this.select = make("select", {}, ...[...this.names].map(([value, name]) => make("option", { value }, name)));
      this.select.addEventListener("change", () => {
        this.put(this.select.value);
        this.address();
      });
      (table.closest(".bf-scroll") || table).before(labelled("Shown first", this.select, "bf-first"));
      this.read();
    }

    put(article) {
      this.select.value = article;
      const first = this.groups.filter((group) => group.dataset.article.split(" ").includes(article));
      this.host.append(...(article === this.base ? this.groups : [...first, ...this.groups.filter((group) => !first.includes(group))]));
      const held = first.some((group) => group.querySelector("tr[data-base]"));
      for (const [place, first, later] of this.said) place.textContent = held ? first : later;
    }

    read() {
      const asked = new URLSearchParams(location.search).getAll("first").find((one) => one.startsWith(`${this.id}~`));
      const article = asked?.slice(this.id.length + 1);
      this.put(this.names.has(article) ? article : this.base);
    }

    address() {
      const given = new URLSearchParams(location.search);
      const others = given.getAll("first").filter((one) => !one.startsWith(`${this.id}~`));
      given.delete("first");
      for (const one of others) given.append("first", one);
      if (this.select.value !== this.base) given.append("first", `${this.id}~${this.select.value}`);
      toAddress(given, true);
    }
  }

  function start() {
    views = views.filter((view) => document.contains(view.host));
    const tables = document.querySelectorAll("[data-bf-table]:not([data-bf-on])");
    for (const host of tables) {
      const body = host.tagName === "TABLE" ? host.tHead && host.tBodies[0] : host;
      if (body && body.children.length >= FEW && !body.querySelector("[rowspan]")) views.push(new View(host));
    }
    for (const table of document.querySelectorAll("table[data-bf=witnesses]:not([data-bf-on])")) {
      table.dataset.bfOn = "";
      const card = new Card(table);
      if (card.select) views.push(card);
    }
  }

  addEventListener("popstate", () => {
    for (const view of views) if (document.contains(view.host)) view.read();
  });
  if (window.document$?.subscribe) window.document$.subscribe(start); // instant loading swaps the page's content
  else start();
})();
