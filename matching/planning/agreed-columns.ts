/** The agreed lines in the programme of a plan. */
import { centsOfMinutes } from '../work-cost.ts'
import type { Article, Step } from './articles.ts'
import type { Giving } from './model.ts'
import type { Sheet } from './sheet.ts'
import type { Line, Supply } from './supply.ts'

/** Cents of one unit of an agreed line: its work, and what is bought for it. */
export const centsOfLine = ({ labourMinutes, standardMinutes }: Line): number =>
  centsOfMinutes(labourMinutes, standardMinutes)

/** An agreed line counts so much more than a bound, where one has to give way: a firm has been given its word. */
const agreedWeight = 1000

/** Each line is done whole, after its reorientation, but for what has to lapse. */
export function writeAgreed(
  sheet: Sheet,
  { lines }: Supply,
  moves: readonly number[],
): { agreed: number[]; giving: Giving[] } {
  const giving: Giving[] = []
  const agreed = lines.map(line => {
    const column = sheet.column(centsOfLine(line) + line.step.boughtCents, line.units)
    const lapsed = sheet.column(0, 0)
    giving.push({
      column: lapsed,
      most: line.units,
      weight: agreedWeight / line.units,
      unit: 1,
      limit: { kind: 'agreed', id: line.id },
    })
    sheet.row(
      [
        [column, 1],
        [lapsed, 1],
      ],
      line.units,
      line.units,
    )
    const move = line.move === null ? undefined : moves[line.move]
    if (move !== undefined)
      sheet.row(
        [
          [column, 1],
          [move, -line.units],
        ],
        -Infinity,
        0,
      )
    return column
  })
  return { agreed, giving }
}

/** Units of agreed lines of a week that are worked on what this step does. */
export const agreedAfter = ({ lines }: Supply, { number }: Step, week: number): number =>
  lines.reduce(
    (sum, line) => (line.week === week && line.step.before.includes(number) ? sum + line.units : sum),
    0,
  )

/** Units of an article that agreed lines of a week take. */
export const agreedTaking = ({ lines }: Supply, takenBy: Article['takenBy'], week: number): number =>
  lines.reduce((sum, line) => {
    if (line.week !== week) return sum
    return takenBy.reduce(
      (taken, { step, quantity }) => (step === line.step.number ? taken + quantity * line.units : taken),
      sum,
    )
  }, 0)
