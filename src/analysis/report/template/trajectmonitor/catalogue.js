(function () {
  "use strict";
  var form = document.getElementById("filter");
  if (!form || !String.prototype.normalize) return;
  var text = document.getElementById("filter-text");
  var said = document.getElementById("filter-status");
  var choices = Array.prototype.slice.call(form.querySelectorAll("[type=radio]"));
  var entries = Array.prototype.slice.call(document.querySelectorAll("[data-entry]"));
  var groups = Array.prototype.slice.call(document.querySelectorAll("[data-group]"));
  function folded(words) {
    return words.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  }
  var texts = entries.map(function (entry) {
    var group = entry.closest("[data-group]");
    return folded(entry.textContent + " " + (group ? group.getAttribute("data-group") : ""));
  });
  function chosen() {
    return choices.filter(function (choice) { return choice.checked && choice.value; });
  }
  function fits(entry, at, asked) {
    return asked.every(function (word) { return texts[at].indexOf(word) >= 0; }) &&
      chosen().every(function (choice) {
        return entry.getAttribute("data-" + choice.name) === choice.value;
      });
  }
  function apply() {
    var asked = folded(text.value).split(/\s+/).filter(Boolean);
    var narrowed = asked.length || chosen().length;
    var count = 0;
    entries.forEach(function (entry, at) {
      entry.hidden = !fits(entry, at, asked);
      if (!entry.hidden) count += 1;
    });
    groups.forEach(function (group) {
      group.hidden = !group.querySelector("[data-entry]:not([hidden])");
    });
    var key = count === 0 ? "none" : count === 1 ? "one" : "other";
    said.textContent = narrowed ? form.getAttribute("data-" + key).replace("#", count) : "";
  }
  form.addEventListener("input", apply);
  form.addEventListener("change", apply);
  form.addEventListener("submit", function (event) { event.preventDefault(); apply(); });
  form.addEventListener("reset", function () { window.setTimeout(apply, 0); });
  form.hidden = false;
  apply();
})();
