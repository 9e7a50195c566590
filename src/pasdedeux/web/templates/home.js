// Leaves faster than a form would, keeps what is being typed, counts a step of a practice down. No page
// needs it.
"use strict";
(() => {
  const away = document.getElementById("away");
  const keepNow = [];  // sends what was typed since it was last kept
  const leave = (event) => {
    if (event) event.preventDefault();
    document.documentElement.hidden = true;
    for (const keep of keepNow) keep();
    navigator.sendBeacon("/leave", new URLSearchParams());
    location.replace("/measures");
  };
  if (away) away.addEventListener("submit", leave);

  // Shift three times within five seconds, and no other key between.
  let presses = [];
  addEventListener("keydown", (event) => {
    if (event.key !== "Shift") { presses = []; return; }
    if (event.repeat) return;
    presses = presses.filter((at) => event.timeStamp - at < 5000).concat(event.timeStamp);
    if (presses.length >= 3) leave();
  });

  // A page brought back by the browser's own memory asks whether it is still anybody's.
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

  // What is typed is kept, sealed, a moment after the last key.
  for (const form of document.querySelectorAll("form[data-keep]")) {
    let waiting = 0;
    let isSent = false;
    const keep = () => {
      waiting = 0;
      if (isSent) return;
      const typed = new URLSearchParams(new FormData(form));
      for (const secret of form.querySelectorAll("input[type=password]")) typed.delete(secret.name);
      navigator.sendBeacon(form.getAttribute("action") + "?keep", typed);
    };
    const now = () => { if (waiting) { clearTimeout(waiting); keep(); } };
    keepNow.push(now);
    form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(keep, 1500); });
    form.addEventListener("submit", () => { clearTimeout(waiting); waiting = 0; isSent = true; });
    addEventListener("pagehide", now);
  }

  // A step's clock: begun and held by hand, and it says once that its time is over.
  for (const clock of document.querySelectorAll(".clock")) {
    const button = clock.querySelector("button");
    const ticks = clock.querySelector(".ticks");
    const over = clock.querySelector(".over");
    const words = { go: button.textContent, halt: button.dataset.halt };
    let left = Number(clock.dataset.seconds) * 1000;
    let ends = 0;
    let beat = 0;
    const show = () => {
      const seconds = Math.ceil(left / 1000);
      ticks.textContent = Math.floor(seconds / 60) + ":" + String(seconds % 60).padStart(2, "0");
    };
    const halt = () => { clearInterval(beat); beat = 0; button.textContent = words.go; };
    const tick = () => {
      left = Math.max(0, ends - performance.now());
      show();
      if (left) return;
      halt();
      button.hidden = true;
      over.textContent = over.dataset.say;
    };
    button.addEventListener("click", () => {
      if (beat) { tick(); if (beat) halt(); return; }
      ends = performance.now() + left;
      beat = setInterval(tick, 250);
      button.textContent = words.halt;
      show();
    });
    button.hidden = false;
  }
})();
