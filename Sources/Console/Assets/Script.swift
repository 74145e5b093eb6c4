/// What the script adds to pages that work without it: the page renews itself, answers wait for a signal, text copies. Parts of other files hang themselves into `siagaWire`.
let coreScript = #"""
  "use strict";
  (function () {
    var main = document.getElementById("main");
    var sequence = Number(document.body.dataset.sequence || 0);
    var offline = document.querySelector(".offline");
    var waiting = false, again = false;

    function busy() {
      var a = document.activeElement;
      if (a && /^(INPUT|TEXTAREA|SELECT)$/.test(a.tagName)) return true;
      return !!main.querySelector("form[data-dirty]");
    }

    // The page is asked for again and its main part put in place; open details stay open, the focus stays where it is.
    function renew() {
      if (waiting) { again = true; return; }
      if (busy()) { again = true; return; }
      waiting = true;
      fetch(location.href, { headers: { "x-fragment": "main" }, credentials: "same-origin" }).then(function (r) {
        if (r.status === 401) { location.href = "/signin?next=" + encodeURIComponent(location.pathname); }
        return r.ok ? r.text() : null;
      }).then(function (text) {
        if (!text || busy()) { again = again || !!text; return; }
        var fresh = new DOMParser().parseFromString(text, "text/html");
        var next = fresh.getElementById("main");
        if (!next) return;
        var open = {};
        main.querySelectorAll("details[open]").forEach(function (d) {
          var id = (d.closest("[id]") || {}).id; if (id) open[id] = true;
        });
        var focus = document.activeElement && document.activeElement.id;
        main.replaceChildren.apply(main, Array.prototype.slice.call(next.childNodes).map(function (n) { return document.importNode(n, true); }));
        Object.keys(open).forEach(function (id) {
          var d = document.getElementById(id); d = d && d.querySelector("details"); if (d) d.open = true;
        });
        if (focus) { var f = document.getElementById(focus); if (f) f.focus({ preventScroll: true }); }
        sequence = Number(fresh.body.dataset.sequence || sequence);
        var clock = document.querySelector(".top .clock"), other = fresh.querySelector(".top .clock");
        if (clock && other) clock.replaceChildren.apply(clock, Array.prototype.slice.call(other.childNodes).map(function (n) { return document.importNode(n, true); }));
        wire();
      }).catch(function () {}).finally(function () {
        waiting = false;
        if (again) { again = false; setTimeout(renew, 600); }
      });
    }

    if (document.body.dataset.live === "yes" && window.EventSource) {
      var source = new EventSource("/events");
      source.onopen = function () { if (offline) offline.hidden = true; };
      source.onerror = function () { if (offline) offline.hidden = false; };
      function told(e) { try { if (JSON.parse(e.data).sequence !== sequence) renew(); } catch (x) { renew(); } }
      source.addEventListener("hello", told);
      source.addEventListener("change", told);
      // Ages of figures grow although nothing happens.
      setInterval(renew, 30000);
      document.addEventListener("focusout", function () { if (again) setTimeout(renew, 400); });
      window.addEventListener("pagehide", function () { source.close(); });
    }

    // Answers of a phone: sent when there is a signal, kept on the page until then, each once by its own id.
    function outbox(form) {
      form.addEventListener("submit", function (event) {
        if (navigator.onLine !== false) return;
        event.preventDefault();
        var button = event.submitter;
        var note = form.querySelector(".waits") || form.appendChild(document.createElement("p"));
        note.className = "waits notice warning";
        note.textContent = document.documentElement.lang === "en" ? "No signal: your answer is kept and sent when there is one." : "Tidak ada sinyal: jawaban disimpan dan dikirim begitu ada sinyal.";
        window.addEventListener("online", function () { form.requestSubmit(button); }, { once: true });
      });
    }

    function wire() {
      main.querySelectorAll("form").forEach(function (f) {
        if (f.dataset.wired) return; f.dataset.wired = "yes";
        f.addEventListener("input", function () { f.dataset.dirty = "yes"; });
        f.addEventListener("submit", function (e) {
          if (f.dataset.sent && !e.defaultPrevented) { e.preventDefault(); return; }
          setTimeout(function () { if (!e.defaultPrevented) f.dataset.sent = "yes"; }, 0);
          setTimeout(function () { delete f.dataset.sent; }, 4000);
        });
        if (f.dataset.outbox) outbox(f);
      });
      main.querySelectorAll("button.copy").forEach(function (b) {
        if (!navigator.clipboard) return;
        b.hidden = false;
        b.onclick = function () { var t = b.parentNode.querySelector("textarea"); navigator.clipboard.writeText(t.value); b.textContent = "✓"; };
      });
      (window.siagaWire || []).forEach(function (f) { f(main); });
      main.querySelectorAll("[data-plain]").forEach(function (p) { if (location.protocol === "https:") p.hidden = true; });
    }
    wire();
  })();
  """#
