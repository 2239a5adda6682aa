import type { DB } from '@maillage/db/tables/database.ts'
import type { NeedFits } from '@maillage/db/tables/matching.ts'
import type { Need } from '@maillage/matching/demand.ts'
import type { Partnership } from '@maillage/matching/match.ts'
import type { Transaction } from 'kysely'
import { type NeedLine, notify } from '../notifications/notify.ts'
import {
  digestOf,
  firmNews,
  nowhere,
  remembered,
  type Standing,
  standingNews,
  workOf,
  workWords,
} from './news.ts'

const FIRST = 10

/** What a ranking is told from. */
export interface Told {
  need: Need
  /** Ranked, best first. */
  partnerships: Partnership[]
  /** Whether these are all there are: who is not among them has no part. */
  whole: boolean
  /** Which of them the buyer may see. */
  visible: (partnership: Partnership) => boolean
  /** The need, or the firm whose change asked for this. */
  changed: string
  eventId: number
}

export function needLine(need: Need): NeedLine {
  return {
    id: need.id,
    item: 'item' in need.subject ? need.subject.item : null,
    family: 'family' in need.subject ? need.subject.family : null,
    quantity: need.quantity,
    commune: need.place.commune,
    due: need.schedule[0]?.due ?? '',
  }
}

/**
 * Tells the buyer of a need of its partnerships, and writes down which firms are to be told of the need: each only what
 * is news since it was last told. Firms are told by `tellBest` and by the digest.
 */
export async function tell(trx: Transaction<DB>, told: Told): Promise<void> {
  // An organisation's row before what waits for firms, as `tellBest` takes them: two never wait for each other.
  await tellBuyer(trx, told)
  await suggest(trx, told)
}

async function suggest(trx: Transaction<DB>, told: Told): Promise<void> {
  const { need, partnerships, whole, changed, eventId } = told
  const needDigest = digestOf(need)
  const before = await trx
    .selectFrom('told')
    .select(['organisationId', 'feasible', 'inFirstTen', 'needDigest', 'work'])
    .where('needId', '=', need.id)
    .where('kind', '=', 'need-fits')
    .execute()
  const toldOf = new Map(before.map(row => [row.organisationId, row]))
  const waiting = await trx
    .selectFrom('suggestion')
    .select(['organisationId', 'data'])
    .where('needId', '=', need.id)
    .execute()
  const waitingOf = new Map(waiting.map(row => [row.organisationId, row.data]))

  // A firm is told of the need through its best partnership; the news is the need, whoever the partners are.
  const bestOf = new Map<string, { partnership: Partnership; rank: number }>()
  partnerships.forEach((partnership, index) => {
    for (const { firm } of partnership.members) {
      if (!bestOf.has(firm)) bestOf.set(firm, { partnership, rank: index + 1 })
    }
  })

  const settled: string[] = []
  // In the order of ids: two rankings that touch the same firms never wait for each other.
  for (const firm of [...new Set([...bestOf.keys(), ...toldOf.keys(), ...waitingOf.keys()])].sort()) {
    const best = bestOf.get(firm)
    // Beyond the last that is kept there may be more: to be pushed out of the list is no news of the firm.
    if (best === undefined && !whole) continue
    const work = best ? workOf(best.partnership, firm) : []
    const now = { ...standingOf(best?.partnership, best?.rank), needDigest, work: workWords(work) }
    const change = firmNews(toldOf.get(firm), now)
    if (change === null) {
      settled.push(firm)
      continue
    }
    const earlier = waitingOf.get(firm)
    const cause = changed === need.id ? 'need' : changed === firm ? 'own-profile' : 'other-firm'
    const data: NeedFits = {
      need: needLine(need),
      change,
      cause: earlier?.change === change ? earlier.cause : cause,
      rank: best?.rank ?? 0,
      score: best?.partnership.score ?? 0,
      feasible: now.feasible,
      partners: best ? best.partnership.members.length - 1 : 0,
      effortDays: best?.partnership.effort.days ?? 0,
      work,
    }
    const row = {
      change,
      rank: data.rank,
      score: data.score,
      ...remembered(toldOf.get(firm), now),
      eventId,
      data: JSON.stringify(data),
    }
    await trx
      .insertInto('suggestion')
      .values({ organisationId: firm, needId: need.id, ...row })
      .onConflict(conflict => conflict.columns(['organisationId', 'needId']).doUpdateSet(row))
      .execute()
  }
  const over = settled.filter(firm => waitingOf.has(firm))
  if (over.length > 0) {
    await trx
      .deleteFrom('suggestion')
      .where('needId', '=', need.id)
      .where('organisationId', 'in', over)
      .execute()
  }
}

function standingOf(partnership: Partnership | undefined, rank = Infinity): Standing {
  return partnership ? { feasible: partnership.feasible, inFirstTen: rank <= FIRST } : nowhere
}

async function tellBuyer(trx: Transaction<DB>, told: Told): Promise<void> {
  const { need, partnerships, whole, visible, eventId } = told
  const before = await trx
    .selectFrom('told')
    .select(['partnershipKey', 'feasible', 'inFirstTen'])
    .where('needId', '=', need.id)
    .where('organisationId', '=', need.buyer)
    .where('kind', '=', 'matches-changed')
    .execute()
  const toldOf = new Map(before.map(row => [row.partnershipKey, row]))
  const seen = partnerships.filter(visible)
  const standing = new Map(seen.map((each, index) => [each.key, standingOf(each, index + 1)]))
  const news = { entered: [] as string[], becameFeasible: [] as string[], lost: [] as string[] }
  for (const key of new Set([...standing.keys(), ...toldOf.keys()])) {
    const now = standing.get(key)
    if (now === undefined && !whole) continue
    const known = toldOf.get(key)
    const { feasible, inFirstTen } = now ?? nowhere
    const change = standingNews(known, now ?? nowhere)
    if (change === null) continue
    const row = { feasible, inFirstTen: inFirstTen || known?.inFirstTen === true }
    await trx
      .insertInto('told')
      .values({
        organisationId: need.buyer,
        kind: 'matches-changed',
        needId: need.id,
        partnershipKey: key,
        ...row,
      })
      .onConflict(conflict =>
        conflict.columns(['organisationId', 'kind', 'needId', 'partnershipKey']).doUpdateSet(row),
      )
      .execute()
    // Beyond the first ten a partnership is in the list, but no news; nor is the loss of one that never was.
    if (change === 'no-longer-feasible') {
      if (known?.inFirstTen === true) news.lost.push(key)
    } else if (inFirstTen) (change === 'became-feasible' ? news.becameFeasible : news.entered).push(key)
  }
  if (news.entered.length + news.becameFeasible.length + news.lost.length === 0) return
  await notify(trx, {
    organisationId: need.buyer,
    kind: 'matches-changed',
    needId: need.id,
    eventId,
    data: { need: needLine(need), ...news, total: seen.length },
  })
}
