/** How much of an item may rest on one firm, in the programme of a plan. */
import type { Article, Step } from './articles.ts'
import type { Written } from './bounds.ts'
import type { Terms } from './model.ts'
import type { Bound } from './region.ts'
import type { Sheet, Term } from './sheet.ts'
import type { Craft, Supply } from './supply.ts'

type Dependence = Extract<Bound, { item: string | null }>

/** What is asked of the articles that a bound is about; an item's own bound goes before the one for all. */
export function boundBy(
  { articles, orders, bounds }: Pick<Terms, 'articles' | 'orders' | 'bounds'>,
  { kind, item }: Dependence,
): { article: Article; asked: number }[] {
  const own = new Set(bounds.flatMap(each => (each.kind === kind && each.item !== null ? [each.item] : [])))
  return articles.flatMap(article => {
    const isBound = item === null ? !own.has(article.item.id) : item === article.item.id
    const asked = orders.reduce(
      (sum, order) =>
        order.article === article.number ? sum + order.due.reduce((total, each) => total + each, 0) : sum,
      0,
    )
    return isBound && asked > 0 ? [{ article, asked }] : []
  })
}

/** What each firm of a craft of several does of its steps over all weeks: a column by firm and step. */
export type Parts = Map<Craft, Map<number, Map<Step, number>>>

/**
 * No firm does more than its share of what is asked, of any step on machines. Of a craft of several firms, each has a part
 * over all weeks, which its people and machines have time for: weeks and firms are counted each for themselves, which
 * leaves more than is bound, so that the programme with whole crafts stays one that no plan is better than.
 */
export function writeDependence(
  sheet: Sheet,
  terms: Terms,
  model: Written,
  parts: Parts,
  bound: Dependence,
  giving: number,
): void {
  const { supply } = terms
  for (const { article, asked } of boundBy(terms, bound)) {
    for (const step of article.steps) {
      const work = new Map<number, Term[]>()
      const add = (firm: number, terms: readonly Term[]) =>
        work.set(firm, [...(work.get(firm) ?? []), ...terms])
      for (const craft of supply.crafts) {
        const at = craft.steps.findIndex(each => each.step === step)
        const firms = firmsOf(supply, craft)
        const [first] = firms
        if (at === -1 || first === undefined) continue
        const own = (model.made[craft.number]?.[at] ?? []).flatMap((column): Term[] =>
          column === undefined ? [] : [[column, 1]],
        )
        if (own.length === 0) continue
        if (firms.length === 1) {
          add(first, own)
          continue
        }
        const all: Term[] = []
        for (const firm of firms) {
          const column = sheet.column(0)
          all.push([column, -1])
          add(firm, [[column, 1]])
          partOf(parts, craft, firm).set(step, column)
        }
        sheet.row([...own, ...all], 0, 0)
      }
      for (const line of supply.lines)
        if (line.step === step && line.machine !== null) add(line.firm, [[model.agreed[line.number] ?? 0, 1]])
      for (const own of work.values()) sheet.row([...own, [giving, -asked]], -Infinity, bound.share * asked)
    }
  }
}

/** The firms of a craft that works on machines. */
function firmsOf(supply: Supply, { stations }: Craft): number[] {
  const members = stations.flatMap(number => supply.stations[number] ?? [])
  return members.some(({ machine }) => machine === null) ? [] : [...new Set(members.map(({ firm }) => firm))]
}

function partOf(parts: Parts, craft: Craft, firm: number): Map<Step, number> {
  const byFirm = parts.get(craft) ?? new Map<number, Map<Step, number>>()
  parts.set(craft, byFirm)
  const own = byFirm.get(firm) ?? new Map<Step, number>()
  byFirm.set(firm, own)
  return own
}

/** A firm's part of a craft takes no more than the time that its people give to it over all weeks. */
export function writeParts(sheet: Sheet, { supply }: Terms, { labour }: Written, parts: Parts): void {
  for (const [craft, byFirm] of parts) {
    const minutes = new Map(craft.steps.map(({ step, labourMinutes }) => [step, labourMinutes]))
    for (const [firm, own] of byFirm) {
      const given = craft.stations.flatMap((number): Term[] =>
        supply.stations[number]?.firm === firm
          ? (labour[number] ?? []).flatMap((column): Term[] => (column === undefined ? [] : [[column, -1]]))
          : [],
      )
      const taken = [...own].map(([step, column]): Term => [column, minutes.get(step) ?? 0])
      sheet.row([...taken, ...given], -Infinity, 0)
    }
  }
}
