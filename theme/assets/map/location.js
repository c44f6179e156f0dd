/**
 * “Use my location”: asks the browser once, looks the position up on the device, forgets it.
 *
 * No request holds the position: the borders of all councils are fetched as one file.
 */

import { councilArea } from "../finder/answers.js";
import { ours } from "../finder/data-files.js";
import { councilsAt } from "./locating.js";

/** How long a device may look for itself, and how old an answer may be, in milliseconds. */
const PATIENCE = { timeout: 15000, maximumAge: 60000 };

const INSTEAD = "Type your postcode, town or council instead.";
const SAY = {
  likely: (name) => `You seem to be in ${name}. If that is not right, choose another one, or type your postcode.`,
  rough: "Your device knows only roughly where you are. You may be in one of these. Choose yours, or type your postcode.",
  outside: "You seem to be outside the UK. This site has pages for the UK only. Type the postcode of the place that you need.",
  useless: `Your device does not know well enough where you are. ${INSTEAD}`,
  denied: `This page may not see your location. That is fine. ${INSTEAD}`,
  unavailable: `Your device could not find out where you are. ${INSTEAD}`,
};

/** @returns {Promise<GeolocationCoordinates>} */
const positionOfDevice = () =>
  new Promise((resolve, reject) => {
    navigator.geolocation.getCurrentPosition(({ coords }) => resolve(coords), reject, PATIENCE);
  });

/**
 * Return where the visitor is likely to be, in the words and with the links of the search box.
 * @returns {Promise<import("../finder/answers.js").Answer>} rejects if a file cannot be fetched
 */
export async function locate() {
  let position;
  try {
    position = await positionOfDevice();
  } catch (refusal) {
    const denied = refusal.code === GeolocationPositionError.PERMISSION_DENIED;
    return { kind: "none", areas: [], message: denied ? SAY.denied : SAY.unavailable };
  }
  const [borders, index] = await Promise.all([ours.borders(), ours.index()]);
  const { sure, councils } = councilsAt(borders, position);
  const areas = councils.map((id) => councilArea(index.councils.get(id), false));
  const message = sure === "likely" ? SAY.likely(areas[0].name) : SAY[sure];
  return { kind: sure === "outside" ? "outside" : "place", areas, message };
}
