"use strict";
// The token that shows a change comes from one of our own pages.
document.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["x-sovang-token"] = document.querySelector('meta[name="sovang-token"]').content;
});
