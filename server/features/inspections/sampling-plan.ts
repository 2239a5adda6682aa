import {
  type Aql,
  aqls,
  type CodeLetter,
  type InspectionLevel,
  inspectionLevels,
  letterRows,
  letters,
  masterTables,
  sampleSizes,
  type Severity,
} from './sampling-tables.ts'

/** How many items to draw from a lot, and from how many nonconforming ones on it is refused. */
export interface SamplingPlan {
  letter: CodeLetter
  /** At most the lot: every item is then inspected. */
  sampleSize: number
  /** Accepted with so many nonconforming items in the sample, or fewer. */
  accept: number
  /** Refused with so many, or more. */
  reject: number
}

/** What a plan is chosen by. */
export interface SamplingQuestion {
  /** Items in the lot: 2 at least. */
  lotSize: number
  level: InspectionLevel
  severity: Severity
  /** In per cent nonconforming. */
  aql: Aql
}

/** Smallest lot that a sample may be drawn from. */
export const smallestLot = 2

/** Letter of a lot's size, table 1. Throws a RangeError for a lot of fewer than two items. */
export function codeLetter(lotSize: number, level: InspectionLevel): CodeLetter {
  if (!Number.isInteger(lotSize) || lotSize < smallestLot)
    throw new RangeError(`A lot of ${lotSize} items is not sampled`)
  const row = letterRows.find(({ upTo }) => lotSize <= upTo)
  const written = row?.letters.split(' ')[inspectionLevels.indexOf(level)]
  return letterNamed(written)
}

/**
 * The single sampling plan of a lot, ISO 2859-1:1999 (`sampling-tables.ts` names its sources): its letter, arrows of the
 * master table followed to the letter that has a plan, and the sample size of that letter. A sample that would be as large
 * as the lot is all of it. Throws a RangeError for a lot of fewer than two items.
 */
export function samplingPlan({ lotSize, level, severity, aql }: SamplingQuestion): SamplingPlan {
  const { letter, sampleSize, accept } = planAt(codeLetter(lotSize, level), severity, aql)
  return { letter, sampleSize: Math.min(sampleSize, lotSize), accept, reject: accept + 1 }
}

/**
 * Nonconforming items that the sample of a plan could have had to be accepted one limit stricter, under normal inspection; null
 * where the plan accepts fewer than two, which is not asked then (ISO 2859-1, 9.3.3.2).
 */
export function acceptOneStepStricter(
  { letter, accept }: Pick<SamplingPlan, 'letter' | 'accept'>,
  aql: Aql,
): number | null {
  const stricter = aqls[aqls.indexOf(aql) - 1]
  if (accept < 2 || stricter === undefined) return null
  return planAt(letter, 'normal', stricter).accept
}

/** Plan of a letter and a limit, with the sample size of the standard, whatever the lot. */
export function planAt(
  from: CodeLetter,
  severity: Severity,
  aql: Aql,
): Pick<SamplingPlan, 'letter' | 'sampleSize' | 'accept'> {
  const column = aqls.indexOf(aql)
  let at = letters.indexOf(from)
  for (;;) {
    const letter = letterNamed(letters[at])
    const cell = masterTables[severity][letter]?.split(' ')[column]
    const sampleSize = sampleSizes[severity][at]
    if (cell === '↓') at += 1
    else if (cell === '↑') at -= 1
    else if (cell === undefined || cell === '·' || sampleSize === undefined)
      throw new RangeError(`No plan at letter ${from}, AQL ${aql}, ${severity} inspection`)
    else return { letter, sampleSize, accept: Number(cell) }
  }
}

function letterNamed(written: string | undefined): CodeLetter {
  const letter = letters.find(one => one === written)
  if (letter === undefined) throw new RangeError(`${written ?? 'Nothing'} is no letter of a sample size`)
  return letter
}
