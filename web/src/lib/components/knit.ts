/** One row of knitted loops: where it starts, how wide and tall a loop is, and how many there are. */
export interface KnitRow {
  x: number
  y: number
  width: number
  height: number
  loops: number
}

/** Points computed for each loop; enough for a curve that looks drawn at any size. */
const STEPS = 12
/** How far a loop leans over its neck, as a share of its width: what makes it a stitch and not a wave. */
const LEAN = 0.19

/**
 * The path of a row of knitted loops, from left to right: the curve of weft knitting, x = t + lean·sin 2t, y = cos t.
 * `y` is the middle of the row.
 */
export function knitRow({ x, y, width, height, loops }: KnitRow): string {
  const point = (step: number): [number, number] => {
    const angle = (step / STEPS) * 2 * Math.PI
    return [
      x + (step / STEPS) * width + LEAN * width * Math.sin(2 * angle),
      y + (height / 2) * Math.cos(angle),
    ]
  }
  const slope = (step: number): [number, number] => {
    const angle = (step / STEPS) * 2 * Math.PI
    const perStep = (2 * Math.PI) / STEPS
    return [
      width / STEPS + 2 * LEAN * width * Math.cos(2 * angle) * perStep,
      -(height / 2) * Math.sin(angle) * perStep,
    ]
  }
  const [startX, startY] = point(0)
  let path = `M${round(startX)} ${round(startY)}`
  for (let step = 0; step < loops * STEPS; step++) {
    const [fromX, fromY] = point(step)
    const [toX, toY] = point(step + 1)
    const [fromSlopeX, fromSlopeY] = slope(step)
    const [toSlopeX, toSlopeY] = slope(step + 1)
    path +=
      `C${round(fromX + fromSlopeX / 3)} ${round(fromY + fromSlopeY / 3)} ` +
      `${round(toX - toSlopeX / 3)} ${round(toY - toSlopeY / 3)} ${round(toX)} ${round(toY)}`
  }
  return path
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
