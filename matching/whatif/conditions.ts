/** What a scenario comes to in the terms of a plan: whose hours are left, what comes in, and what may be handed out when. */
import type { Lawful } from '../planning/lawful.ts'
import type { Terms } from '../planning/model.ts'
import { isAbout } from '../reference.ts'
import { type During, isIn, type Part } from './scenario.ts'

const daysAWeek = 7

export interface Conditions {
  /** Share of its hours that a site keeps in a week, by number of its firm and by its department. */
  share: (firm: number, department: string, week: number) => number
  /** Whether an item of the market comes in in a week. */
  comes: (item: string, week: number) => boolean
  /** Whether services outside hand anything back in a week. */
  serves: (week: number) => boolean
  /** When an article may be finished, of what the plan knows, by its number. */
  lawful: (lawful: Lawful, article: number) => Lawful
}

export const calm: Conditions = {
  share: () => 1,
  comes: () => true,
  serves: () => true,
  lawful: own => own,
}

/** Firms that a plan does not know, and items that it does not buy, change nothing. */
export function conditionsOf(terms: Terms, parts: readonly Part[]): Conditions {
  const { firms } = terms.supply
  const stops = parts.flatMap((part): (During & { number: number })[] => {
    if (part.kind === 'firm')
      return [{ ...part, number: firms.findIndex(({ firm }) => firm.id === part.firm) }]
    if (part.kind === 'largest') return [{ ...part, number: largestAt(terms, part.process) ?? -1 }]
    return []
  })
  const lockdowns = parts.filter(part => part.kind === 'lockdown')
  const borders = parts.filter(part => part.kind === 'border')
  const queues = parts
    .filter(part => part.kind === 'laboratory')
    .map(({ from, days }) => ({ from, weeks: Math.ceil(days / daysAWeek) }))
  const regimes = parts.filter(part => part.kind === 'regime')
  return {
    share: (firm, department, week) =>
      stops.some(stop => stop.number === firm && isIn(stop, week))
        ? 0
        : lockdowns.reduce(
            (least, one) =>
              one.department === department && isIn(one, week) ? Math.min(least, one.share) : least,
            1,
          ),
    comes: (item, week) => !borders.some(border => border.item === item && isIn(border, week)),
    serves: week => !queues.some(queue => isIn(queue, week)),
    // A proof that is there when the queue begins does not wait in it; a regime does not wait for proofs.
    lawful: ({ first, under }, article) => ({
      first: first + Math.max(0, ...queues.map(({ from, weeks }) => (from < first ? weeks : 0))),
      under: [...under, ...regimes.flatMap(part => weeksUnder(terms, part, article))],
    }),
  }
}

/** Weeks in which an article may be finished because of a regime that a part puts in force; none where it is not about it. */
function weeksUnder(
  { articles, regimes }: Terms,
  { from, weeks, regime }: Extract<Part, { kind: 'regime' }>,
  number: number,
): Lawful['under'] {
  if (regime === undefined || regime === null) return [{ from, to: Infinity }]
  const [record, article] = [regimes.get(regime), articles[number]]
  if (record === undefined || article === undefined || !isAbout(record, article.item)) return []
  const change = record.changes.find(({ claim }) => claim === article.claim)
  if (change === undefined) return []
  return [{ from: from + Math.ceil(change.days.value / daysAWeek), to: from + weeks }]
}

/**
 * Number of the firm that has most hours for a process as it stands, of the scarcer of machines and people, over the whole
 * plan; of those alike the first. Null where nobody does it.
 */
export function largestAt({ supply }: Terms, process: string): number | null {
  const minutes = new Map<number, number>()
  for (const station of supply.stations) {
    const isDone = supply.crafts[station.craft]?.steps.some(step => step.process === process)
    if (isDone !== true || station.move !== null) continue
    const limits = supply.hours
      .filter(({ stations }) => stations.includes(station.number))
      .map(hours => hours.minutes.reduce((sum, each) => sum + each, 0))
    const own = limits.length === 0 ? 0 : Math.min(...limits)
    minutes.set(station.firm, (minutes.get(station.firm) ?? 0) + own)
  }
  const [first] = [...minutes].sort(([a, one], [b, other]) => other - one || a - b)
  return first === undefined ? null : first[0]
}

/** The terms of a plan that is made knowing of these conditions from the first day on. */
export function termsUnder(terms: Terms, conditions: Conditions): Terms {
  const { supply, articles, calendar } = terms
  const weeks = Array.from({ length: calendar.weeks }, (_, week) => week)
  const closed = (items: readonly { id: string }[]) =>
    weeks.filter(week => items.some(({ id }) => !conditions.comes(id, week)))
  const unserved = weeks.filter(week => !conditions.serves(week))
  return {
    ...terms,
    articles: articles.map(article => ({
      ...article,
      purchase: article.purchase && { ...article.purchase, closed: closed([article.item]) },
      steps: article.steps.map(step => ({
        ...step,
        service: step.service && {
          ...step.service,
          closed: [...unserved, ...closed(step.buys.map(({ item }) => item))],
        },
      })),
    })),
    supply: {
      ...supply,
      crafts: supply.crafts.map(craft => ({
        ...craft,
        steps: craft.steps.map(each => ({
          ...each,
          refused: [...new Set([...each.refused, ...closed(each.step.buys.map(({ item }) => item))])],
        })),
      })),
      hours: supply.hours.map(hours => ({
        ...hours,
        minutes: hours.minutes.map(
          (minutes, week) => minutes * conditions.share(hours.firm, hours.site.site.place.department, week),
        ),
      })),
    },
    lawful: terms.lawful.map((own, article) => conditions.lawful(own, article)),
  }
}
