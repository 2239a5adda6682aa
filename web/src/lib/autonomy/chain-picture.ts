import type { ItemAutonomy, Link } from './autonomy.ts'

/** How far bars reach: so many times what is needed. */
export const REACH = 2

/** Heights of what stands below each other, and the room that one step of depth takes, in pixels. */
export const HEADER = 30
export const ROW = 44
const STEP = 13
const GAP = 12

export interface StageDrawn {
  item: string
  /** Of its dot, and of the first line of its name. */
  x: number
  y: number
  /** From its dot to that of the stage it goes into; null for the last. */
  path: string | null
  rows: { link: Link; y: number; isMissing: boolean }[]
}

/** Where everything of a chain stands: stages below each other from fibre to box, threads on the left that lead on. */
export function drawChain({ stages, links }: Pick<ItemAutonomy, 'stages' | 'links'>) {
  const deepest = stages.reduce((most, { depth }) => Math.max(most, depth), 0)
  let y = HEADER / 2
  const drawn: StageDrawn[] = stages.map(stage => {
    const at = y
    y += HEADER
    const rows = stage.links.flatMap(number => {
      const link = links[number]
      if (link === undefined) return []
      const row = { link, y, isMissing: link.after <= 0 && !link.service }
      y += ROW
      return [row]
    })
    y += GAP
    return { item: stage.item, x: 8 + (deepest - stage.depth) * STEP, y: at, path: null, rows }
  })
  stages.forEach(({ into }, at) => {
    const [from, to] = [drawn[at], into === null ? undefined : drawn[into]]
    if (from === undefined || to === undefined) return
    from.path = `M${from.x} ${from.y}V${to.y - 12}Q${from.x} ${to.y} ${to.x} ${to.y}`
  })
  return { stages: drawn, height: y, left: 8 + deepest * STEP + 14 }
}

/** Share of a bar's width that so many units take, of a need. */
export const reachOf = (units: number, need: number): number =>
  need <= 0 ? 0 : Math.min(1, Math.max(0, units / need / REACH))

/** As much of a text as fits in so many pixels, at so many a character; cut with an ellipsis where it does not all fit. */
export function fitting(text: string, pixels: number, each: number): string {
  const most = Math.max(1, Math.floor(pixels / each))
  return text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`
}
