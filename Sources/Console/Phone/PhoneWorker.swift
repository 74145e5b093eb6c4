/// The service worker of personal pages: keeps the last one that was seen, and its style and script, so that they open without a
/// signal. It sends nothing by itself: answers wait in the page's own store.
enum PhoneWorker {
  /// Where it is served; its scope is `/t/` alone.
  static let path = "/phone-worker.js"
  /// Header of a page: milliseconds of the wall clock after which no copy may be shown.
  static let until = "x-keep-until"

  static let text = template.replacing("STYLE", with: Assets.phoneStylePath).replacing("SCRIPT", with: Assets.phoneScriptPath)
    .replacing("VERSION", with: String(SecretText.digest(phoneStyle + phoneScript + template).prefix(12)))

  private static let template = #"""
    "use strict";
    var FILES = "siaga-files-VERSION", PAGES = "siaga-pages", KEEP = ["STYLE", "SCRIPT"], MOST = 20, PATIENCE = 6000;
    self.addEventListener("install", function (e) {
      e.waitUntil(caches.open(FILES).then(function (c) { return c.addAll(KEEP); }).then(function () { return self.skipWaiting(); }));
    });
    self.addEventListener("activate", function (e) {
      e.waitUntil(caches.keys().then(function (names) {
        return Promise.all(names.filter(function (n) { return n !== FILES && n !== PAGES; }).map(function (n) { return caches.delete(n); }));
      }).then(function () { return self.clients.claim(); }));
    });
    function page(address) { return new URL(address).pathname; }
    function store(address, answer) {
      if (answer.status === 404 || answer.status === 410) return caches.open(PAGES).then(function (c) { return c.delete(page(address)); });
      if (!answer.ok || answer.redirected) return Promise.resolve();
      return caches.open(PAGES).then(function (c) {
        return c.put(page(address), answer).then(function () { return c.keys(); }).then(function (keys) {
          return Promise.all(keys.slice(0, Math.max(0, keys.length - MOST)).map(function (k) { return c.delete(k); }));
        });
      });
    }
    function kept(address) {
      return caches.open(PAGES).then(function (c) {
        return c.match(page(address)).then(function (found) {
          if (found && Number(found.headers.get("x-keep-until") || 0) < Date.now()) { c.delete(page(address)); return undefined; }
          return found;
        });
      });
    }
    // A page tells that it is open, so that a copy of it is kept.
    self.addEventListener("message", function (e) {
      e.waitUntil(fetch(e.data, { credentials: "same-origin" }).then(function (r) { return store(e.data, r); }).then(function () {
        if (e.source) e.source.postMessage("kept");
      }).catch(function () { }));
    });
    self.addEventListener("fetch", function (e) {
      if (e.request.method !== "GET") return;
      var path = page(e.request.url);
      if (KEEP.indexOf(path) >= 0) {
        e.respondWith(caches.match(path).then(function (found) { return found || fetch(e.request); }));
        return;
      }
      if (e.request.mode !== "navigate" || path.indexOf("/t/") !== 0) return;
      e.respondWith(new Promise(function (done, fail) {
        var old = function (error) { kept(e.request.url).then(function (found) { if (found) done(found); else if (error) fail(error); }); };
        var timer = setTimeout(old, PATIENCE);
        fetch(e.request).then(function (r) {
          clearTimeout(timer);
          e.waitUntil(store(e.request.url, r.clone()));
          done(r);
        }).catch(function (error) { clearTimeout(timer); old(error); });
      }));
    });
    """#
}
