import { expect, it } from 'vitest'
import { Book } from './book.ts'
import { candidatesOf } from './candidates.ts'
import type { Need } from './demand.ts'
import { lineOf } from './line.ts'
import { compileQuestion } from './question.ts'
import { compileReference } from './reference.ts'
import { FirmIndex } from './retrieve.ts'
import { smallCatalogue } from './testing/catalogue.ts'
import { maskNeed, sewingShop, site, today } from './testing/examples.ts'
import { unfold } from './unfold.ts'
import { weightsFor } from './weights.ts'

const reference = compileReference(smallCatalogue)
/** Large enough for the whole by itself, beside one that is not. */
const region = [
  sewingShop('large', { sites: [site({ cutter: 4, lockstitch: 40 }, { cutter: 4, sewer: 60 })] }),
  sewingShop('small', { sites: [site({ cutter: 1, lockstitch: 2 }, { cutter: 1, sewer: 2 })] }),
]

function bookOf(need: Need) {
  const weights = weightsFor(need.buyerKind)
  const question = compileQuestion(reference, need, today, new Set(['09', '31']), { kind: 'other' }, weights)
  const index = new FirmIndex(reference)
  for (const each of region) index.add(each)
  const unfolded = unfold(reference, need, question.lastDue - question.today)
  const { chains } = candidatesOf(question, unfolded, index, (each, chain) => lineOf(reference, each, chain))
  const book = new Book(question, chains, { limit: 3, gap: 0, resilient: false })
  for (const { chain } of chains)
    book.expect(chain, {
      atMost: () => 1,
      reached: question.dues.map(() => true),
    })
  const judge = (at: number, ...ids: string[]) => {
    const of = chains[at]
    if (of === undefined) throw new RangeError(`No chain ${at}`)
    return book.judge(
      of.chain,
      of.lines.filter(({ firm }) => ids.includes(firm.firm.id)),
    )
  }
  const enough = (at: number) => {
    const of = chains[at]
    const sets = of === undefined ? [] : book.enough(of.chain)
    return sets.map(({ members }) => members.map(({ firm }) => firm.firm.id).join('+'))
  }
  return { book, judge, enough }
}

const masks = (quantity: number) => maskNeed(quantity, { subject: { family: 'masks' } })

it('lists no set that one of its firms does as well, though only the set was looked at', () => {
  const { book, judge } = bookOf(maskNeed(30_000))
  expect(judge(0, 'large', 'small')).not.toBeNull()
  const listed = book.list().map(({ key }) => key)
  expect(listed).toContain('large')
  expect(listed).not.toContain('large+small')
})

it('knows who does everything for one product when it looks at another', () => {
  const { judge, enough } = bookOf(masks(30_000))
  expect(enough(1)).toEqual([])
  judge(0, 'large')
  expect(enough(1)).toEqual(['large'])
})

it('takes nobody to do everything who delivers late', () => {
  const { judge, enough } = bookOf(masks(30_000))
  expect(judge(0, 'small')?.isEnough).toBe(false)
  expect(enough(0)).toEqual([])
  expect(enough(1)).toEqual([])
})

it('takes nobody to do everything who buys what was wished made', () => {
  const wishes = { regionalDepth: 'all', minimumWashes: null, recyclable: false } as const
  const { judge, enough } = bookOf(maskNeed(30_000, { wishes }))
  expect(judge(0, 'large')?.isEnough).toBe(false)
  expect(enough(0)).toEqual([])
})
