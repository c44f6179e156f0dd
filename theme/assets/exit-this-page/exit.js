/**
 * “Leave this page”, after the contract of GOV.UK’s Exit this page. The button works as a plain link
 * without this script. With it, a click or three presses of Shift hide the page at once, and put the
 * weather in the place of this page in the list of pages that the Back button walks through.
 */

const PRESSES = 3;
/** Presses belong together while no more than this many milliseconds lie between two of them. */
const PAUSE = 5000;
const HIDDEN_TITLE = "Loading";

const SAY = {
  left: (count) => `Shift: press ${count} more ${count === 1 ? "time" : "times"} to leave this page.`,
  expired: "Leaving was not finished. The count starts again.",
  leaving: "Loading.",
};

class Exit {
  /** @param {HTMLAnchorElement} button */
  constructor(button) {
    this.button = button;
    this.title = document.title;
    this.presses = 0;
    this.timer = 0;
    this.withAnother = false;
    /** The Shift keys that are down. */
    this.down = new Set();
    this.cover = document.createElement("div");
    this.cover.className = "exit-cover";
    this.cover.setAttribute("role", "status");
    document.body.append(this.cover);
    button.setAttribute("role", "button");
    this.listen();
  }

  listen() {
    this.button.addEventListener("click", (event) => {
      event.preventDefault();
      this.leave();
    });
    this.button.addEventListener("keydown", (event) => {
      if (event.key !== " ") return;
      event.preventDefault();
      this.leave();
    });
    document.addEventListener("keydown", ({ key, code }) => key === "Shift" && this.down.add(code));
    document.addEventListener("keyup", (event) => this.keyUp(event));
    // Shift with a click marks text, Shift with the wheel scrolls sideways.
    for (const kind of ["pointerdown", "wheel"]) {
      document.addEventListener(kind, ({ shiftKey }) => (this.withAnother ||= shiftKey), { passive: true });
    }
    window.addEventListener("blur", () => this.down.clear());
    // The browser may have kept this page as it was when it was left, hidden.
    window.addEventListener("pageshow", () => this.reset());
  }

  /**
   * Count Shift pressed on its own; both Shift keys together are one press. In a combination such as
   * Shift+A the other key comes up first, with `shiftKey` set; the Shift that follows it does not
   * count.
   * @param {KeyboardEvent} event
   */
  keyUp(event) {
    if (event.key === "Shift") {
      this.down.delete(event.code);
      if (this.down.size) return;
      if (!this.withAnother) this.count();
      this.withAnother = false;
      return;
    }
    if (this.presses) this.stopCounting();
    this.withAnother = event.shiftKey;
  }

  count() {
    clearTimeout(this.timer);
    this.presses += 1;
    if (this.presses === PRESSES) {
      this.leave();
      return;
    }
    this.show();
    this.say(SAY.left(PRESSES - this.presses));
    this.timer = setTimeout(() => this.stopCounting(SAY.expired), PAUSE);
  }

  stopCounting(message = "") {
    clearTimeout(this.timer);
    this.presses = 0;
    this.show();
    this.say(message);
  }

  show() {
    if (this.presses) this.button.dataset.presses = String(this.presses);
    else delete this.button.dataset.presses;
  }

  say(message) {
    this.cover.textContent = message;
  }

  leave() {
    this.stopCounting();
    this.cover.setAttribute("role", "alert");
    document.documentElement.classList.add("leaving");
    this.say(SAY.leaving);
    document.title = HIDDEN_TITLE;
    window.location.replace(this.button.href);
  }

  reset() {
    document.documentElement.classList.remove("leaving");
    document.title = this.title;
    this.cover.setAttribute("role", "status");
    this.stopCounting();
  }
}

const button = document.querySelector("[data-exit]");
if (button) new Exit(button);
