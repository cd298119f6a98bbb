"use strict";
// Searches the articles that stand in the page's own data, and keeps the question in the address.
(() => {
  const byId = (id) => document.getElementById(id);
  const articles = JSON.parse(byId("data").textContent);
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  for (const article of articles) {
    const names = article.entities.map((entity) => entity[0]);
    article.words = plain([article.title, article.lead, ...names, ...article.speakers].join("\n"));
  }
  const newest = (a, b) => (b.published ?? "").localeCompare(a.published ?? "") || a.title.localeCompare(b.title, "id");
  articles.sort(newest);

  // How many of the lists hold a name, most first. Names that differ only in their capitals are one,
  // spelt as it is spelt with the fewest.
  const tally = (lists) => {
    const counts = new Map();
    for (const list of lists) {
      for (const [key, name] of new Map(list.map((name) => [plain(name), name]))) {
        const known = counts.get(key) ?? [name, 0];
        counts.set(key, [name > known[0] ? name : known[0], known[1] + 1]);
      }
    }
    return [...counts.values()].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  };
  const element = (name, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };
  const words = (name) => {
    const text = name.toLowerCase().replaceAll("_", " ");
    return name === "GPE" ? "Country, region or town" : text[0].toUpperCase() + text.slice(1);
  };

  const names = tally(articles.map((article) => article.entities.map((entity) => entity[0])));
  const speakers = tally(articles.map((article) => article.speakers));
  const events = tally(articles.map((article) => article.events.map((event) => event[0])));
  const kinds = tally(articles.map((article) => article.entities.map((entity) => entity[1])));
  const MOST_OFFERED = 2000;
  for (const [id, list] of [["entities", names], ["speakers", speakers]]) {
    byId(id).append(...list.slice(0, MOST_OFFERED).map(([name, count]) => element("option", { value: name, label: `${name} (${count})` })));
  }
  for (const [id, list] of [["event", events], ["kind", kinds]]) {
    byId(id).append(...list.map(([name, count]) => element("option", { value: name }, `${words(name)} (${count})`)));
  }

  const FIELDS = ["query", "entity", "speaker", "event", "kind", "from", "to", "which"];
  const question = () => Object.fromEntries(FIELDS.map((field) => [field, byId(field).value.trim()]));
  const within = (day, asked) => day && (!asked.from || day >= asked.from) && (!asked.to || day <= asked.to);

  const matches = (article, asked) => {
    const terms = plain(asked.query).split(/\s+/).filter(Boolean);
    if (!terms.every((term) => article.words.includes(term))) return false;
    const named = plain(asked.entity);
    if (named && !article.entities.some((entity) => plain(entity[0]).includes(named))) return false;
    const speaker = plain(asked.speaker);
    if (speaker && !article.speakers.some((name) => plain(name).includes(speaker))) return false;
    if (asked.event && !article.events.some((event) => event[0] === asked.event)) return false;
    if (asked.kind && !article.entities.some((entity) => entity[1] === asked.kind)) return false;
    if (asked.from || asked.to) {
      const days = asked.which === "published" ? [article.published] : [article.published, ...article.days];
      if (!days.some((day) => within(day, asked))) return false;
    }
    return true;
  };

  const shownNames = (article, asked) => {
    // A name that was asked for is always among those shown.
    const wanted = plain(asked.entity);
    const list = article.entities.filter((entity) => !asked.kind || entity[1] === asked.kind);
    const first = wanted ? list.filter((entity) => plain(entity[0]).includes(wanted)) : [];
    return [...new Set([...first, ...list])].slice(0, 6);
  };
  const FAMILY = { PERSON: "person", ORGANIZATION: "org", GPE: "place", LOCATION: "place", FACILITY: "place" };
  const entry = (article, asked) => {
    const item = element("li", { className: "result" });
    const heading = element("h2", {}, element("a", { href: article.page, lang: "id" }, article.title));
    item.append(heading);
    if (article.published) item.append(element("time", { dateTime: article.published }, article.published));
    item.append(element("p", { className: "lead", lang: "id" }, article.lead));
    const list = element("ul", { className: "names", lang: "id" });
    for (const [name, kind, id] of shownNames(article, asked)) {
      const mark = element("span", { className: `leaf ${FAMILY[kind] ?? "other"}` }, name);
      list.append(element("li", {}, element("a", { href: `${article.page}#${id}` }, mark)));
    }
    item.append(list);
    const told = article.events.slice().sort((a, b) => b[1] - a[1]).slice(0, 4);
    if (told.length) {
      item.append(element("p", { className: "told" }, told.map(([kind, count]) => words(kind) + (count > 1 ? ` ×${count}` : "")).join(" · ")));
    }
    return item;
  };

  const STEP = 50;
  let found = articles;
  let shown = 0;
  const grow = () => {
    const asked = question();
    byId("results").append(...found.slice(shown, shown + STEP).map((article) => entry(article, asked)));
    shown = Math.min(found.length, shown + STEP);
    byId("more").hidden = shown >= found.length;
  };
  const often = (asked) => {
    const list = tally(found.map((article) => article.entities.map((entity) => entity[0]))).slice(0, 12);
    byId("often").replaceChildren(...list.map(([name, count]) => {
      const button = element("button", { type: "button", lang: "id" }, name, element("span", { className: "count" }, String(count)));
      button.setAttribute("aria-pressed", String(plain(asked.entity) === plain(name)));
      button.addEventListener("click", () => {
        byId("entity").value = byId("entity").value === name ? "" : name;
        search();
      });
      return element("li", {}, button);
    }));
  };
  const search = () => {
    const asked = question();
    found = articles.filter((article) => matches(article, asked));
    shown = 0;
    byId("results").replaceChildren();
    grow();
    often(asked);
    byId("status").textContent = found.length === articles.length ? "All articles" : `${found.length} of ${articles.length} articles`;
    const kept = Object.entries(asked).filter(([field, value]) => value && !(field === "which" && value === "any"));
    history.replaceState(null, "", kept.length ? "#" + new URLSearchParams(kept) : location.pathname + location.search);
  };

  for (const [field, value] of new URLSearchParams(location.hash.slice(1))) {
    if (FIELDS.includes(field)) byId(field).value = value;
  }
  if (matchMedia("(max-width: 60rem)").matches && FIELDS.slice(1, -1).every((field) => !byId(field).value)) {
    byId("narrow").open = false;
  }
  byId("filters").addEventListener("input", search);
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  byId("filters").addEventListener("reset", () => setTimeout(search));
  byId("more").addEventListener("click", grow);

  const theme = byId("theme");
  const dark = () => {
    const chosen = document.documentElement.dataset.theme;
    return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  };
  const name = () => { theme.textContent = dark() ? "Light" : "Dark"; };
  theme.hidden = false;
  theme.addEventListener("click", () => {
    document.documentElement.dataset.theme = dark() ? "light" : "dark";
    name();
  });
  name();
  search();
})();
