/**
 * A position on the earth → the council that it is likely to be in, and those near by. Pure.
 *
 * scripts/safetyhelp/maps/ writes the borders and describes the file. They are simplified, and a
 * device is never quite sure where it is: so an answer is never more than likely.
 */

const MERIDIAN = -2;
const METRES = 100;
const RADIUS = 6371009;
const WEST = -4050;
const NORTH = 67740;

/** Councils that are no further away are offered beside the likely one. */
const NEAR = 3000;
const FEWEST_OTHERS = 3;
const MOST_OTHERS = 7;
/** What is further away than this is offered to nobody. */
const FAR = 40000;

/** A device that is less sure than this, in metres, cannot tell one council from the next. */
const ROUGH = 5000;
const USELESS = 50000;

/** How far from the coast somebody is still in the UK: on a pier, a ferry or a small island. */
const OFF_THE_COAST = 20000;
/** The Republic of Ireland begins at a border, not at a coast. */
const OVER_THE_BORDER = 1500;
const mayBeInIreland = ({ latitude, longitude }) => longitude < -5.4 && latitude > 53.8 && latitude < 55.4;

/**
 * @typedef {{councils: string[], borders: number[][]}} Borders
 * @typedef {{latitude: number, longitude: number, accuracy?: number}} Position
 * @typedef {{id: string, metres: number}} Near a council and how far away it is; 0 inside it
 * @typedef {{sure: "likely" | "rough" | "outside" | "useless", councils: string[]}} Found
 *   the likeliest first; none where the position is outside the UK or says nothing
 */

/**
 * Return a position in squares of the grid, as scripts/safetyhelp/maps/projection.py does.
 * @param {Position} position
 * @returns {[number, number]}
 */
export function onGrid({ latitude, longitude }) {
  const phi = (latitude * Math.PI) / 180;
  const away = ((longitude - MERIDIAN) * Math.PI) / 180;
  const east = RADIUS * Math.atanh(Math.cos(phi) * Math.sin(away));
  const north = RADIUS * Math.atan2(Math.tan(phi), Math.cos(away));
  return [east / METRES - WEST, NORTH - north / METRES];
}

/**
 * Return all councils by distance, the nearest first.
 * @param {Borders} borders
 * @param {Position} position
 * @returns {Near[]}
 */
function byDistance({ councils, borders }, position) {
  const [x, y] = onGrid(position);
  const inside = councils.map(() => false);
  const squares = councils.map(() => Infinity);
  for (const [one, other, ...numbers] of borders) {
    const { crossed, square } = look(numbers, x, y);
    for (const council of other < 0 ? [one] : [one, other]) {
      if (crossed) inside[council] = !inside[council];
      squares[council] = Math.min(squares[council], square);
    }
  }
  return councils
    .map((id, at) => ({ id, metres: inside[at] ? 0 : Math.sqrt(squares[at]) * METRES }))
    .sort((a, b) => a.metres - b.metres || (a.id < b.id ? -1 : 1));
}

/**
 * Follow a line: does a ray from the point to the east cross it an odd number of times, and what is
 * the square of the distance to it?
 */
function look(numbers, x, y) {
  let [ax, ay] = numbers;
  let crossed = false;
  let square = Infinity;
  for (let at = 2; at < numbers.length; at += 2) {
    const bx = ax + numbers[at];
    const by = ay + numbers[at + 1];
    if (ay > y !== by > y && x < ax + ((y - ay) * (bx - ax)) / (by - ay)) crossed = !crossed;
    square = Math.min(square, squareToStep(ax - x, ay - y, bx - ax, by - ay));
    [ax, ay] = [bx, by];
  }
  return { crossed, square };
}

/** Return the square of the distance from the origin to a step (dx, dy) that begins at (x, y). */
function squareToStep(x, y, dx, dy) {
  const length = dx * dx + dy * dy;
  const along = length ? Math.max(0, Math.min(1, -(x * dx + y * dy) / length)) : 0;
  return (x + along * dx) ** 2 + (y + along * dy) ** 2;
}

/**
 * Return the council that a position is likely to be in, with those near by.
 * @param {Borders} borders
 * @param {Position} position
 * @returns {Found}
 */
export function councilsAt(borders, position) {
  const { accuracy = 0 } = position;
  const [nearest, ...others] = byDistance(borders, position);
  const land = mayBeInIreland(position) ? OVER_THE_BORDER : OFF_THE_COAST;
  if (nearest.metres > Math.max(land, Math.min(accuracy, USELESS))) return { sure: "outside", councils: [] };
  if (!(accuracy <= USELESS)) return { sure: "useless", councils: [] };
  const reach = Math.max(NEAR, accuracy);
  const near = others.slice(0, MOST_OTHERS).filter(({ metres }, at) => metres <= (at < FEWEST_OTHERS ? Math.max(FAR, reach) : reach));
  const sure = accuracy > ROUGH || nearest.metres > NEAR ? "rough" : "likely";
  return { sure, councils: [nearest, ...near].map(({ id }) => id) };
}
