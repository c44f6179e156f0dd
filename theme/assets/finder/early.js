/**
 * Keeps what is asked before the search box is there: on a slow line somebody has typed and pressed
 * Enter long before its modules have come. It is small and no module, so that it runs before the page
 * is seen. It gives each box the words for a slow line, too. The box then answers; where it does not
 * come, a second Enter leads to the A to Z of places, as without JavaScript.
 */

(() => {
  /** When to say that it takes too long, in milliseconds. */
  const LATE = 8000;
  const WORDS = {
    looking: "Looking …",
    late:
      "This takes long: the connection is slow. You can look in the A to Z of places, or phone the police on 101. " +
      "In danger, phone 999.",
  };

  /** @param {HTMLFormElement} form @param {string} message */
  const say = (form, message) => {
    form.querySelector("[role=status]").textContent = message;
  };

  document.addEventListener("submit", (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (form.dataset.finder !== "" || !form.querySelector("input").value.trim()) return;
    event.preventDefault();
    form.dataset.finder = "asked";
    say(form, WORDS.looking);
    setTimeout(() => form.dataset.finder === "asked" && say(form, WORDS.late), LATE);
  });

  document.addEventListener("DOMContentLoaded", () => {
    for (const form of document.querySelectorAll("[data-finder]")) Object.assign(form.dataset, WORDS);
  });
})();
