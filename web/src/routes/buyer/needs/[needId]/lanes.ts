/** Threads side by side in the drawing of the work, in units of its picture. */

const LANE = 22

/** The middle of a lane, from the left. */
export const laneAt = (lane: number) => LANE / 2 + 2 + lane * LANE

/** How wide so many lanes are. */
export const widthOf = (lanes: number) => lanes * LANE + 4
