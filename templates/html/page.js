"use strict";
// Lights what belongs together and opens cards. Without this script every link still leads to its fact.
(() => {
  document.documentElement.classList.add("js");
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const byId = (id) => document.getElementById(id);
  const text = byId("text");
  const sheet = byId("sheet");
  const body = byId("sheet-body");
  const at = byId("at");

  // From a fact's id to the leaves that it stands on, each with the part that it plays there.
  const index = new Map();
  for (const leaf of all("[data-in]")) {
    for (const entry of leaf.dataset.in.split(" ")) {
      const [key, part = ""] = entry.split(":");
      if (!index.has(key)) index.set(key, []);
      index.get(key).push({ leaf, part });
    }
  }

  const light = (keys, className) => {
    for (const key of keys) {
      let before = null;
      for (const { leaf, part } of index.get(key) ?? []) {
        leaf.classList.add(className);
        if (className !== "lit") continue;
        const role = part.split(".")[0].replaceAll("_", " ");
        if (role) leaf.dataset.as = role;
        if (role && part !== before) leaf.dataset.role = role;
        before = part;
      }
      for (const part of all(`.graph [data-open~="${key}"]`)) part.classList.add(className);
      const card = byId(key);
      if (card?.classList.contains("card")) card.classList.add(className);
    }
  };
  const dim = (className) => {
    for (const part of all("." + className)) {
      part.classList.remove(className);
      if (className === "lit") {
        delete part.dataset.role;
        delete part.dataset.as;
      }
    }
  };

  // The places of a fact in the text: runs of leaves that follow one another.
  const runs = (keys) => {
    const leaves = new Set(keys.flatMap((key) => (index.get(key) ?? []).map((entry) => entry.leaf)));
    const found = [];
    let before = null;
    for (const leaf of all("[data-in]")) {
      if (leaves.has(leaf) && !(before && leaves.has(before) && touches(before, leaf))) found.push(leaf);
      before = leaf;
    }
    return found;
  };
  const touches = (one, other) =>
    one.nextSibling === other || (one.parentNode !== other.parentNode && one.parentNode.nextSibling === other.parentNode)
    || one.nextSibling === other.parentNode || one.parentNode.nextSibling === other;

  const hasCard = (key) => byId(key)?.classList.contains("card") ?? false;

  let opened = [];
  let places = [];
  let place = -1;
  let opener = null;

  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const show = (element) => {
    element.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
  };
  const goTo = (next) => {
    if (!places.length) return;
    place = (next + places.length) % places.length;
    dim("here");
    places[place].classList.add("here");
    show(places[place]);
    at.textContent = `${place + 1} of ${places.length} in the text`;
  };

  const open = (keys, { from = null, leaf = null, focus = false } = {}) => {
    const cards = keys.filter(hasCard).map(byId);
    if (!cards.length) return;
    if (sheet.hidden || !sheet.contains(from)) opener = from;
    dim("lit");
    dim("here");
    light(keys, "lit");
    opened = keys;
    places = runs(keys);
    body.replaceChildren(...cards.map((card) => {
      const copy = document.createElement("div");
      copy.className = card.className.replace(/\b(lit|hover)\b/g, "");
      copy.append(...[...card.childNodes].map((node) => node.cloneNode(true)));
      for (const part of all("[id]", copy)) part.removeAttribute("id");
      return copy;
    }));
    sheet.setAttribute("aria-label", cards.map((card) => card.querySelector("h3, h4, a").textContent.trim()).join("; "));
    sheet.hidden = false;
    document.body.classList.add("with-sheet");
    body.scrollTop = 0;
    for (const button of [byId("before"), byId("after")]) button.hidden = places.length < 2;
    place = leaf ? Math.max(0, places.findLastIndex((other) => other === leaf || other.compareDocumentPosition(leaf) & 4))
      : Math.max(0, places.findIndex((other) => other.dataset.as === "what"));
    at.textContent = places.length ? `${place + 1} of ${places.length} in the text` : "";
    if (places.length) {
      places[place].classList.add("here");
      if (!leaf) show(places[place]);
    }
    history.replaceState(null, "", "#" + keys[0]);
    if (focus) body.focus({ preventScroll: true });
  };

  const close = () => {
    if (sheet.hidden) return;
    sheet.hidden = true;
    document.body.classList.remove("with-sheet");
    dim("lit");
    dim("here");
    opened = places = [];
    history.replaceState(null, "", location.pathname + location.search);
    opener?.focus?.({ preventScroll: true });
    opener = null;
  };

  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const link = event.target.closest("a");
    const leaf = event.target.closest("[data-in]");
    if (link?.dataset.open && link.dataset.open.split(" ").some(hasCard)) {
      event.preventDefault();
      open(link.dataset.open.split(" "), { from: link, leaf, focus: event.detail === 0 });
    } else if (link?.dataset.light || link?.dataset.open) {
      event.preventDefault();
      const keys = (link.dataset.light ?? link.dataset.open).split(" ");
      dim("lit");
      light(keys, "lit");
      places = runs(keys);
      goTo(0);
    } else if (link?.dataset.go) {
      event.preventDefault();
      const goal = byId(link.dataset.go)?.querySelector("[data-in]") ?? byId(link.dataset.go);
      if (!opened.includes(link.dataset.of)) open([link.dataset.of], { from: link, leaf: goal });
      dim("here");
      if (goal) {
        goal.classList.add("here");
        show(goal);
        const found = places.findLastIndex((other) => other === goal || other.compareDocumentPosition(goal) & 4);
        if (found >= 0) place = found;
        if (places.length) at.textContent = `${place + 1} of ${places.length} in the text`;
      }
    } else if (!link && leaf && !getSelection().toString()) {
      // A quote, or the words of a relation or a reason, outside every mention.
      const key = leaf.dataset.in.split(" ").map((entry) => entry.split(":")[0])
        .find(hasCard);
      if (key) open([key], { leaf });
    } else if (!link && !event.target.closest("#sheet, button, input")) {
      close();
    }
  });

  // What the pointer or the keyboard is on lights up, more faintly, before it is chosen.
  const point = (event) => {
    dim("hover");
    const link = event.target.closest?.("a[data-open]");
    if (!link) return;
    light(link.dataset.open.split(" "), "hover");
    for (const id of (link.dataset.ends ?? "").split(" ").filter(Boolean)) {
      for (const node of all(`.graph .node[data-open="${id}"]`)) node.classList.add("hover");
    }
  };
  document.addEventListener("pointerover", point);
  document.addEventListener("focusin", point);

  byId("close").addEventListener("click", close);
  byId("before").addEventListener("click", () => goTo(place - 1));
  byId("after").addEventListener("click", () => goTo(place + 1));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    if (sheet.hidden || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "n") goTo(place + 1);
    if (event.key === "p") goTo(place - 1);
  });

  for (const button of all("[data-toggle]")) {
    button.addEventListener("click", () => {
      const off = button.getAttribute("aria-pressed") === "true";
      button.setAttribute("aria-pressed", String(!off));
      document.body.classList.toggle("no-" + button.dataset.toggle, off);
    });
  }

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
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", name);
  name();

  const fromAddress = () => {
    const key = decodeURIComponent(location.hash.slice(1));
    if (/^[evqtnru][0-9]+$/.test(key)) open([key]);
  };
  addEventListener("hashchange", fromAddress);
  fromAddress();
})();
