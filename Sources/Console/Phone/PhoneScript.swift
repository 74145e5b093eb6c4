/// What the script adds to a person's page, which works without it: answers are kept on the phone until the server has them, the page
/// renews itself, and under TLS it opens without a signal.
///
/// An answer is only taken off the phone when the server itself says that it has it: a page of a hotel's or a carrier's network that
/// answers in its place keeps it waiting.
let phoneScript = #"""
  "use strict";
  (function () {
    var box = document.getElementById("outbox");
    if (!box) return;
    var words = box.dataset, key = "siaga:" + location.pathname, memory = "[]", sending = false, timer = 0, delay = 3000, sent = "";

    function read() { try { return JSON.parse(localStorage.getItem(key) || "[]"); } catch (e) { return JSON.parse(memory); } }
    function write(list) {
      memory = JSON.stringify(list);
      try { if (list.length) localStorage.setItem(key, memory); else localStorage.removeItem(key); } catch (e) { }
    }
    function change(id, body) { write(read().map(function (x) { if (x.id === id) body(x); return x; })); }
    function drop(id) { write(read().filter(function (x) { return x.id !== id; })); }
    function clock(at) { return new Date(at).toTimeString().slice(0, 5).replace(":", "."); }
    function name() {
      var a = new Uint8Array(16); crypto.getRandomValues(a);
      return "p-" + Array.prototype.map.call(a, function (b) { return (b + 256).toString(16).slice(1); }).join("");
    }

    // Each with what became of it; the place is announced politely, a call for help at once.
    function line(kind, text, label, act) {
      var p = document.createElement("p"); p.className = "notice " + kind; p.textContent = text;
      if (kind === "danger") p.setAttribute("role", "alert");
      if (label) { var b = document.createElement("button"); b.type = "button"; b.textContent = label; b.onclick = act; p.appendChild(document.createElement("br")); p.appendChild(b); }
      box.appendChild(p);
    }
    function show() {
      var list = read();
      box.replaceChildren();
      if (sent) line("good", sent);
      list.forEach(function (x) {
        var said = x.label + " (" + clock(x.at) + ")";
        if (x.refused) line("danger", words.refused + " " + said + ". " + x.refused, words.ok, function () { drop(x.id); show(); });
        else line(x.step === "help" ? "danger" : "warning", words.waiting + ": " + said + ". " + (x.step === "help" ? words.call : words.kept), words.now, function () { delay = 3000; flush(); });
      });
      arrange();
    }

    // Which buttons make sense after what was pressed, sent or not.
    var after = { accept: "accepted", decline: "declined", depart: "en_route", arrive: "arrived", start: "on_duty", relieve: "relieved", release: "released" };
    function arrange() {
      var acts = document.getElementById("acts"); if (!acts) return;
      var phase = acts.dataset.phase;
      read().forEach(function (x) { if (!x.refused && after[x.step]) phase = after[x.step]; });
      acts.querySelectorAll("[data-in]").forEach(function (e) { e.hidden = e.dataset.in.split(" ").indexOf(phase) < 0; });
    }

    function flush() {
      clearTimeout(timer);
      if (sending) return;
      var next = read().filter(function (x) { return !x.refused; })[0];
      if (!next) { show(); return; }
      sending = true; show();
      var stop = window.AbortController ? new AbortController() : null;
      var late = setTimeout(function () { if (stop) stop.abort(); }, 20000);
      var body = new URLSearchParams(next.fields);
      body.set("step", next.step); body.set("command", next.id); body.set("waited", String(Math.max(0, Date.now() - next.at)));
      fetch(location.pathname, { method: "POST", body: body, headers: { accept: "application/json" }, credentials: "same-origin", signal: stop ? stop.signal : undefined }).then(function (r) {
        return r.json().then(function (j) {
          if (r.ok && j.done === true) { drop(next.id); delay = 3000; sent = words.sent + ": " + next.label + " (" + clock(next.at) + ")"; return true; }
          if (r.status >= 400 && r.status < 500 && r.status !== 408 && r.status !== 429 && j.message) {
            change(next.id, function (x) { x.refused = (j.detail && j.detail[0]) || j.message; });
            return true;
          }
          throw new Error("later");
        });
      }).then(function () { sending = false; show(); renew(); flush(); }).catch(function () {
        sending = false; show();
        timer = setTimeout(flush, delay); delay = Math.min(delay * 2, 60000);
      }).finally(function () { clearTimeout(late); });
    }

    function wire() {
      document.querySelectorAll("form[data-answer]").forEach(function (form) {
        form.addEventListener("submit", function (event) {
          event.preventDefault();
          var button = event.submitter || form.querySelector("button");
          var fields = {};
          new FormData(form).forEach(function (v, k) { if (k !== "command" && k !== "step") fields[k] = v; });
          var step = button.value, list = read();
          var twice = list.some(function (x) { return !x.refused && x.step === step && JSON.stringify(x.fields) === JSON.stringify(fields); });
          if (!twice) { list.push({ id: name(), step: step, label: button.dataset.label || button.textContent, fields: fields, at: Date.now() }); write(list); }
          sent = ""; delay = 3000;
          var open = form.closest("details"); if (open) open.open = false;
          box.scrollIntoView({ block: "nearest" });
          flush();
        });
      });
      show();
    }

    // The rest of the page as the server has it now; nothing is replaced under somebody who types or reads a list of choices.
    var offline = document.getElementById("offline"), renewing = false;
    function busy() {
      var a = document.activeElement;
      return !!(a && /^(INPUT|TEXTAREA|SELECT)$/.test(a.tagName)) || !!document.querySelector("#acts details[open]");
    }
    function renew() {
      if (renewing || busy()) return;
      renewing = true;
      fetch(location.href, { credentials: "same-origin", headers: { "x-fragment": "main" } }).then(function (r) {
        if (r.status === 404 || r.status === 410) { location.reload(); return; }
        if (!r.ok) return;
        return r.text().then(function (text) {
          if (busy()) return;
          var fresh = new DOMParser().parseFromString(text, "text/html"), next = fresh.getElementById("live");
          if (!next) return;
          ["live", "top", "end"].forEach(function (id) {
            var a = document.getElementById(id), b = fresh.getElementById(id);
            if (a && b) a.replaceWith(document.importNode(b, true));
          });
          document.body.className = fresh.body.className;
          offline.hidden = true;
          keep(); wire();
        });
      }).catch(function () { offline.hidden = false; }).finally(function () { renewing = false; });
    }

    // Under TLS (and on the machine itself) the page opens without a signal; elsewhere browsers forbid it, and the page says so.
    function keep() { if (navigator.serviceWorker && navigator.serviceWorker.controller) navigator.serviceWorker.controller.postMessage(location.href); }
    var plain = document.getElementById("plain"), stored = document.getElementById("stored");
    if (navigator.serviceWorker && window.isSecureContext) {
      if (plain) plain.hidden = true;
      navigator.serviceWorker.register("/phone-worker.js", { scope: "/t/" }).catch(function () { });
      navigator.serviceWorker.addEventListener("controllerchange", keep);
      navigator.serviceWorker.addEventListener("message", function () { if (stored) stored.hidden = false; });
      keep();
    } else if (plain) plain.hidden = false;

    window.addEventListener("online", function () { delay = 3000; flush(); renew(); });
    window.addEventListener("offline", function () { offline.hidden = false; });
    document.addEventListener("visibilitychange", function () { if (!document.hidden) { flush(); renew(); } });
    setInterval(function () { if (!document.hidden) renew(); }, 30000);
    wire();
    flush();
    renew();
  })();
  """#
