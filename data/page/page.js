// What pages can do beyond HTML: in a document, mentions and facts point at each other; queries have an editor where YASGUI
// is built in.
"use strict";

(function () {
  const place = document.getElementById("yasgui");
  if (!place || !window.Yasgui) return;
  const yasgui = new window.Yasgui(place, {
    requestConfig: { endpoint: new URL(place.dataset.endpoint, location.href).href, method: "GET" },
    copyEndpointOnNewTab: true,
    persistenceId: null,
    // Other completers ask servers elsewhere.
    yasqe: { autocompleters: ["variables"], persistenceId: null },
    yasr: { persistenceId: null },
  });
  const tab = yasgui.getTab();
  if (place.dataset.query) tab.setQuery(place.dataset.query);
  tab.query();
})();

(function () {
  const text = document.getElementById("document-text");
  if (!text) return;
  const notes = new Map();
  for (const note of document.querySelectorAll("[data-fact]")) notes.set(note.dataset.fact, note);
  const marks = Array.from(text.querySelectorAll("[data-facts]"));
  const factsOf = (mark) => mark.dataset.facts.split(" ").filter(Boolean);
  let bubble = null;

  function light(facts) {
    for (const [fact, note] of notes) note.classList.toggle("lit", facts.includes(fact));
    for (const mark of marks) {
      mark.classList.toggle("lit", factsOf(mark).some((fact) => facts.includes(fact)));
    }
  }

  function close() {
    if (bubble) bubble.remove();
    bubble = null;
  }

  function line(parent, content) {
    const paragraph = document.createElement("p");
    paragraph.append(content);
    parent.append(paragraph);
  }

  // Who is meant, and the facts with their rules, beside the place.
  function open(mark) {
    close();
    bubble = document.createElement("div");
    bubble.className = "bubble";
    bubble.setAttribute("role", "status");
    const label = mark.dataset.label || mark.getAttribute("title");
    if (label) line(bubble, label);
    for (const fact of factsOf(mark)) {
      const note = notes.get(fact);
      if (!note) continue;
      line(bubble, note.querySelector(".statement").textContent);
      const rule = note.querySelector("details p");
      if (rule) line(bubble, rule.cloneNode(true));
    }
    if (!bubble.childNodes.length) return close();
    document.body.append(bubble);
    const place = mark.getClientRects()[0];
    const left = Math.min(place.left, document.documentElement.clientWidth - bubble.offsetWidth - 12);
    bubble.style.left = Math.max(8, left) + window.scrollX + "px";
    bubble.style.top = place.bottom + window.scrollY + 8 + "px";
  }

  function enter(event) {
    const mark = event.target.closest("[data-facts]");
    if (!mark) return;
    light(factsOf(mark));
    open(mark);
  }

  function leave() {
    light([]);
    close();
  }

  for (const mark of marks) {
    if (mark.title) {
      mark.dataset.label = mark.title;
      mark.removeAttribute("title");
    }
  }
  text.addEventListener("mouseover", enter);
  text.addEventListener("mouseout", leave);
  text.addEventListener("focusin", enter);
  text.addEventListener("focusout", leave);
  // A click on evidence goes to its fact.
  text.addEventListener("click", (event) => {
    const mark = event.target.closest("span[data-facts]");
    const note = mark && notes.get(factsOf(mark)[0]);
    if (note) note.scrollIntoView({ block: "center" });
  });
  for (const [fact, note] of notes) {
    note.addEventListener("mouseenter", () => light([fact]));
    note.addEventListener("focusin", () => light([fact]));
    note.addEventListener("mouseleave", () => light([]));
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
})();
