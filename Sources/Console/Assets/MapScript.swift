/// The map under fingers, wheel and keys, and its hours as a slider: over an image and a form that work without it.
let mapScript = #"""
  "use strict";
  (function () {
    var kept = {};

    function zoom(box) {
      var img = box.querySelector("img"), key = box.dataset.zoom;
      var v = kept[key] || (kept[key] = { s: 1, x: 0, y: 0 });
      var fingers = {}, spread = 0, moved = false;
      function clamp() {
        var w = box.clientWidth, h = img.clientHeight;
        v.x = Math.min(0, Math.max(w - w * v.s, v.x)); v.y = Math.min(0, Math.max(h - h * v.s, v.y));
      }
      function put() {
        clamp();
        img.style.transform = "translate(" + v.x + "px," + v.y + "px) scale(" + v.s + ")";
        // A finger scrolls the page until somebody has zoomed in.
        box.style.touchAction = v.s > 1 ? "none" : "pan-y";
      }
      function by(f, cx, cy) {
        var n = Math.min(10, Math.max(1, v.s * f));
        v.x = cx - (cx - v.x) * n / v.s; v.y = cy - (cy - v.y) * n / v.s; v.s = n; put();
      }
      function middle(f) { by(f, box.clientWidth / 2, Math.min(box.clientHeight, window.innerHeight) / 2); }
      function at(e) { var r = box.getBoundingClientRect(); return [e.clientX - r.left, e.clientY - r.top]; }
      var en = document.documentElement.lang === "en";
      var bar = document.createElement("div"); bar.className = "zoombar";
      [["+", en ? "Zoom in" : "Perbesar", function () { middle(1.5); }], ["−", en ? "Zoom out" : "Perkecil", function () { middle(1 / 1.5); }],
       ["⤢", en ? "Whole map" : "Seluruh peta", function () { v.s = 1; v.x = 0; v.y = 0; put(); }]].forEach(function (p) {
        var b = document.createElement("button"); b.type = "button"; b.textContent = p[0]; b.setAttribute("aria-label", p[1]); b.title = p[1];
        b.onclick = p[2]; bar.appendChild(b);
      });
      box.parentNode.insertBefore(bar, box);
      img.addEventListener("load", put); put();
      box.addEventListener("wheel", function (e) {
        // Only with a key held, or when zoomed in: the wheel else scrolls the page.
        if (!e.ctrlKey && !e.metaKey && v.s === 1) return;
        e.preventDefault(); var p = at(e); by(e.deltaY < 0 ? 1.2 : 1 / 1.2, p[0], p[1]);
      }, { passive: false });
      box.addEventListener("dblclick", function (e) { var p = at(e); by(2, p[0], p[1]); });
      box.addEventListener("pointerdown", function (e) { fingers[e.pointerId] = at(e); spread = 0; moved = false; if (v.s > 1) box.setPointerCapture(e.pointerId); });
      box.addEventListener("pointermove", function (e) {
        var last = fingers[e.pointerId]; if (!last) return;
        var p = at(e), ids = Object.keys(fingers);
        if (ids.length > 1) {
          fingers[e.pointerId] = p;
          var a = fingers[ids[0]], b = fingers[ids[1]], d = Math.hypot(a[0] - b[0], a[1] - b[1]);
          if (spread) by(d / spread, (a[0] + b[0]) / 2, (a[1] + b[1]) / 2);
          spread = d;
        } else if (v.s > 1) { v.x += p[0] - last[0]; v.y += p[1] - last[1]; fingers[e.pointerId] = p; put(); }
      });
      ["pointerup", "pointercancel", "pointerleave"].forEach(function (n) { box.addEventListener(n, function (e) { delete fingers[e.pointerId]; spread = 0; }); });
      box.addEventListener("keydown", function (e) {
        var d = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] }[e.key];
        if (d && v.s > 1) { v.x += d[0]; v.y += d[1]; put(); e.preventDefault(); }
        if (e.key === "+" || e.key === "=") middle(1.4);
        if (e.key === "-") middle(1 / 1.4);
        if (e.key === "0") { v.s = 1; put(); }
      });
    }

    // The choice of hours becomes a slider; each hour is a page of the server, of which only the frame is put in place.
    function hours(form) {
      var select = form.querySelector("select"), button = form.querySelector("button");
      var slider = document.createElement("input");
      slider.type = "range"; slider.min = 0; slider.max = select.options.length - 1; slider.value = select.selectedIndex;
      slider.setAttribute("aria-label", form.querySelector("label span").textContent);
      function name() { slider.setAttribute("aria-valuetext", select.options[slider.value].textContent); }
      name();
      var timer = null, asked = 0;
      function show() {
        var url = new URL(form.action, location.href);
        new FormData(form).forEach(function (value, key) { if (value) url.searchParams.set(key, value); });
        var mine = ++asked;
        fetch(url, { headers: { "x-fragment": "main" }, credentials: "same-origin" }).then(function (r) { return r.ok ? r.text() : null; }).then(function (text) {
          if (!text || mine !== asked) return;
          var next = new DOMParser().parseFromString(text, "text/html").getElementById(form.dataset.hours);
          var old = document.getElementById(form.dataset.hours);
          if (!next || !old) return;
          // The old picture stays until the new one is there: no flicker.
          var img = next.querySelector(".zoom img"), before = old.querySelector(".zoom img");
          var put = function () { if (mine === asked) { old.replaceWith(document.importNode(next, true)); wire(document); } };
          if (!img || !before) return put();
          var load = new Image(); load.onload = put; load.onerror = put; load.src = img.getAttribute("src");
          history.replaceState(null, "", url);
        }).catch(function () { form.submit(); });
      }
      slider.addEventListener("input", function () { select.selectedIndex = slider.value; name(); clearTimeout(timer); timer = setTimeout(show, 120); });
      select.addEventListener("change", function () { slider.value = select.selectedIndex; name(); show(); });
      form.addEventListener("submit", function (e) { e.preventDefault(); show(); });
      form.insertBefore(slider, button); button.hidden = true;
    }

    function wire(root) {
      root.querySelectorAll("[data-zoom]").forEach(function (z) { if (!z.dataset.wired) { z.dataset.wired = "yes"; zoom(z); } });
      root.querySelectorAll("form[data-hours]").forEach(function (f) { if (!f.dataset.slider) { f.dataset.slider = "yes"; hours(f); } });
    }
    (window.siagaWire = window.siagaWire || []).push(wire);
    wire(document);
  })();
  """#
