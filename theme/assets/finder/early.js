/**
 * Keeps what is asked before the search box is there: on a slow line somebody has typed and pressed
 * Enter long before its modules have come. It is small and no module, so that it runs before the page
 * is seen. The box then answers; where it does not come, a second Enter leads to the A to Z of
 * places, as without JavaScript.
 */

(() => {
  /** When to say that it takes too long, in milliseconds. */
  const LATE = 8000;

  /** @param {HTMLFormElement} form @param {string} message */
  const say = (form, message) => {
    form.querySelector("[role=status]").textContent = message;
  };

  document.addEventListener("submit", (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (form.dataset.finder !== "" || !form.querySelector("input").value.trim()) return;
    event.preventDefault();
    form.dataset.finder = "asked";
    say(form, form.dataset.looking);
    setTimeout(() => form.dataset.finder === "asked" && say(form, form.dataset.late), LATE);
  });
})();
