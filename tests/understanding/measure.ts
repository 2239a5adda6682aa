/** How well texts are read, by kind: precision and recall over the annotated texts, and what was missed or too much. */
import { profileOf, needsOf } from './read.ts'
import type { FirmText, NeedText } from './texts/annotation.ts'
import { firmsInvented } from './texts/firms-invented.ts'
import { firmsTold } from './texts/firms-told.ts'
import { needsInvented } from './texts/needs-invented.ts'
import { needsTold } from './texts/needs-told.ts'

export const firmTexts: FirmText[] = [...firmsTold, ...firmsInvented]
export const needTexts: NeedText[] = [...needsTold, ...needsInvented]

export interface Score {
  right: number
  /** Found and not there. */
  wrong: number
  /** There and not found. */
  missed: number
}

/** Of a share of nothing nothing is wrong. */
const share = (part: number, whole: number) => (whole === 0 ? 1 : part / whole)
export const precision = ({ right, wrong }: Score) => share(right, right + wrong)
export const recall = ({ right, missed }: Score) => share(right, right + missed)
export const f1 = (score: Score) => share(2 * score.right, 2 * score.right + score.wrong + score.missed)

export interface Fault {
  text: string
  kind: string
  wrong: string[]
  missed: string[]
}

export interface Measured {
  scores: Map<string, Score>
  faults: Fault[]
}

const firmKinds = ['machine', 'trade', 'process', 'material', 'norm'] as const

export function measureTexts(): Measured {
  const measured: Measured = { scores: new Map(), faults: [] }
  for (const text of firmTexts) measureFirm(text, measured)
  for (const text of needTexts) measureNeed(text, measured)
  return measured
}

/** Counts what is in both lists and what is in one alone; what `also` names is neither right nor wrong. */
function compare(
  { scores, faults }: Measured,
  text: string,
  kind: string,
  expected: string[],
  found: string[],
  also: string[] = [],
): void {
  const left = [...expected]
  const wrong: string[] = []
  const score = scores.get(kind) ?? { right: 0, wrong: 0, missed: 0 }
  for (const each of found) {
    const at = left.indexOf(each)
    if (at !== -1) {
      left.splice(at, 1)
      score.right++
    } else if (!also.includes(each)) wrong.push(each)
  }
  score.wrong += wrong.length
  score.missed += left.length
  scores.set(kind, score)
  if (wrong.length + left.length > 0) faults.push({ text, kind, wrong, missed: left })
}

const idOf = (counted: string) => counted.split(':')[0] ?? ''

function measureFirm({ id, text, expects }: FirmText, measured: Measured): void {
  const { proposals, activities, denied, employees } = profileOf(text)
  const also = [...(expects.also ?? []), ...(expects.also ?? []).map(idOf)]
  const present = proposals.filter(({ past }) => !past)
  for (const kind of firmKinds) {
    const found = present.filter(proposal => proposal.kind === kind)
    const expected = expects[kind] ?? []
    compare(
      measured,
      id,
      kind,
      expected.map(idOf),
      found.map(each => each.id),
      also,
    )
    const counted = expected.filter(each => each.includes(':'))
    const counts = found.flatMap(each => (each.count === null ? [] : [`${each.id}:${each.count}`]))
    compare(measured, id, 'count', counted, counts, also)
  }
  compare(
    measured,
    id,
    'activity',
    expects.activity ?? [],
    activities.map(each => each.id),
    also,
  )
  compare(
    measured,
    id,
    'denied',
    expects.denied ?? [],
    denied.map(each => each.id),
    also,
  )
  const people = (count: number | undefined) => (count === undefined ? [] : [String(count)])
  compare(measured, id, 'employees', people(expects.employees), people(employees?.count))
}

function measureNeed({ id, text, on, expects }: NeedText, measured: Measured): void {
  const found = needsOf(text, on).filter(({ family }) => family !== null)
  const key = ({ family, product }: { family: string | null; product?: string | null }) =>
    product ?? family ?? ''
  const each = <Value>(list: Value[], of: (value: Value) => string | null | undefined) =>
    list.flatMap(value => {
      const read = of(value)
      return read === null || read === undefined ? [] : [read]
    })
  const families = (list: { family: string | null }[]) => [...new Set(list.map(({ family }) => family ?? ''))]
  compare(measured, id, 'family', families(expects), families(found))
  const typed = expects.filter(({ product }) => product !== undefined)
  // Where the text does not say the type, no product is expected, and the family's id is the right answer.
  const said = found.filter(
    need => !expects.some(({ product, family }) => product === undefined && need.product === family),
  )
  compare(measured, id, 'product', typed.map(key), said.map(key))
  const amount = (need: { family: string | null; quantity?: number | null; per?: string | null }) =>
    need.quantity ? `${need.family} ${need.quantity} ${need.per ?? ''}`.trim() : null
  compare(measured, id, 'quantity', each(expects, amount), each(found, amount))
  const dated = (need: { family: string | null; deadline?: string | null }) =>
    need.deadline ? `${need.family} ${need.deadline}` : null
  compare(measured, id, 'date', each(expects, dated), each(found, dated))
  const placed = (need: { family: string | null; place?: string | null }) =>
    need.place ? `${need.family} ${need.place}` : null
  compare(measured, id, 'place', each(expects, placed), each(found, placed))
  const norms = (list: { family: string | null; norms?: string[] }[]) =>
    list.flatMap(({ family, norms: asked = [] }) => asked.map(norm => `${family} ${norm}`))
  compare(measured, id, 'norm', norms(expects), norms(found))
}

/** All kinds together. */
export function total(scores: Map<string, Score>): Score {
  const sum: Score = { right: 0, wrong: 0, missed: 0 }
  for (const { right, wrong, missed } of scores.values()) {
    sum.right += right
    sum.wrong += wrong
    sum.missed += missed
  }
  return sum
}
