/// What the script adds to pages that work without it: the page renews itself, answers wait for a signal, text copies, the map zooms.
let script = #"""
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

    function zoom(box) {
      var img = box.querySelector("img"), s = 1, x = 0, y = 0, last = null;
      function put() { img.style.transform = "translate(" + x + "px," + y + "px) scale(" + s + ")"; }
      function by(f, cx, cy) { var n = Math.min(8, Math.max(1, s * f)); x = cx - (cx - x) * n / s; y = cy - (cy - y) * n / s; s = n; if (s === 1) { x = 0; y = 0; } put(); }
      var bar = document.createElement("div"); bar.className = "zoombar";
      [["+", 1.4], ["−", 1 / 1.4]].forEach(function (p) {
        var b = document.createElement("button"); b.type = "button"; b.textContent = p[0];
        b.onclick = function () { by(p[1], box.clientWidth / 2, box.clientHeight / 2); }; bar.appendChild(b);
      });
      box.parentNode.insertBefore(bar, box);
      box.addEventListener("wheel", function (e) { e.preventDefault(); var r = box.getBoundingClientRect(); by(e.deltaY < 0 ? 1.2 : 1 / 1.2, e.clientX - r.left, e.clientY - r.top); }, { passive: false });
      box.addEventListener("pointerdown", function (e) { last = [e.clientX, e.clientY]; box.setPointerCapture(e.pointerId); });
      box.addEventListener("pointermove", function (e) { if (!last) return; x += e.clientX - last[0]; y += e.clientY - last[1]; last = [e.clientX, e.clientY]; put(); });
      box.addEventListener("pointerup", function () { last = null; });
      box.addEventListener("keydown", function (e) {
        var d = { ArrowLeft: [40, 0], ArrowRight: [-40, 0], ArrowUp: [0, 40], ArrowDown: [0, -40] }[e.key];
        if (d) { x += d[0]; y += d[1]; put(); e.preventDefault(); }
        if (e.key === "+" || e.key === "=") by(1.3, box.clientWidth / 2, box.clientHeight / 2);
        if (e.key === "-") by(1 / 1.3, box.clientWidth / 2, box.clientHeight / 2);
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
      main.querySelectorAll("[data-zoom]").forEach(function (z) { if (!z.dataset.wired) { z.dataset.wired = "yes"; zoom(z); } });
      main.querySelectorAll("[data-plain]").forEach(function (p) { if (location.protocol === "https:") p.hidden = true; });
    }
    wire();
  })();
  """#
