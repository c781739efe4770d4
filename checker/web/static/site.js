// Mouse extras only: the table beside the map holds the same links.
"use strict";
document.addEventListener("click", (event) => {
  const shape = event.target instanceof Element ? event.target.closest("path[data-code]") : null;
  if (shape) window.location.assign(`/m/${encodeURIComponent(shape.dataset.code)}`);
});
