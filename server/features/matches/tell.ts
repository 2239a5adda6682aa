import type { DB } from '@maillage/db/tables/database.ts'
import type { Need } from '@maillage/matching/demand.ts'
import type { Partnership } from '@maillage/matching/match.ts'
import type { Transaction } from 'kysely'
import { type NeedLine, notify } from '../notifications/notify.ts'

const FIRST = 10

/** Where something stood when it was last told, or stands now. */
interface Standing {
  feasible: boolean
  inFirstTen: boolean
}

const nowhere: Standing = { feasible: false, inFirstTen: false }

/** What is worth telling: told again only when it enters the first ten, becomes feasible, or stops being so. */
function newsOf(
  told: Standing | undefined,
  now: Standing,
): 'new' | 'entered-first-ten' | 'became-feasible' | 'no-longer-feasible' | null {
  if (told === undefined) return now.feasible || now.inFirstTen ? 'new' : null
  if (!told.feasible && now.feasible) return 'became-feasible'
  if (told.feasible && !now.feasible) return 'no-longer-feasible'
  if (!told.inFirstTen && now.inFirstTen) return 'entered-first-ten'
  return null
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
 * Tells firms of the need they fit and the buyer of its partnerships, each only what is news since it was last told.
 * `partnerships` are ranked, best first; `visible` says which of them the buyer may see.
 */
export async function tell(
  trx: Transaction<DB>,
  {
    need,
    partnerships,
    visible,
    eventId,
  }: {
    need: Need
    partnerships: Partnership[]
    visible: (partnership: Partnership) => boolean
    eventId: number
  },
): Promise<void> {
  const toldRows = await trx.selectFrom('told').selectAll().where('needId', '=', need.id).execute()
  const toldOf = new Map(
    toldRows.map(row => [`${row.organisationId} ${row.kind} ${row.partnershipKey}`, row]),
  )
  const remember = (organisationId: string, kind: string, partnershipKey: string, now: Standing) =>
    trx
      .insertInto('told')
      .values({ organisationId, kind, needId: need.id, partnershipKey, ...now })
      .onConflict(conflict =>
        conflict.columns(['organisationId', 'kind', 'needId', 'partnershipKey']).doUpdateSet(now),
      )
      .execute()

  // A firm is told of the need through its best partnership; the news is the need, whoever the partners are.
  const bestOf = new Map<string, { partnership: Partnership; rank: number }>()
  partnerships.forEach((partnership, index) => {
    for (const { firm } of partnership.members) {
      if (!bestOf.has(firm)) bestOf.set(firm, { partnership, rank: index + 1 })
    }
  })
  const toldFirms = toldRows.filter(row => row.kind === 'need-fits').map(row => row.organisationId)
  const firms = [...new Set([...bestOf.keys(), ...toldFirms])].sort()

  const tellFirm = async (firm: string) => {
    const best = bestOf.get(firm)
    const told = toldOf.get(`${firm} need-fits `)
    const now = best ? { feasible: best.partnership.feasible, inFirstTen: best.rank <= FIRST } : nowhere
    const change = newsOf(told, now)
    if (change === null && told?.feasible === now.feasible && told.inFirstTen === now.inFirstTen) return
    if (change === null && told === undefined) return
    await remember(firm, 'need-fits', '', now)
    if (change === null) return
    await notify(trx, {
      organisationId: firm,
      kind: 'need-fits',
      needId: need.id,
      eventId,
      data: {
        need: needLine(need),
        change,
        rank: best?.rank ?? 0,
        score: best?.partnership.score ?? 0,
        feasible: now.feasible,
        partners: best ? best.partnership.members.length - 1 : 0,
        effortDays: best?.partnership.effort.days ?? 0,
      },
    })
  }

  const tellBuyer = async () => {
    const seen = partnerships.filter(visible)
    const standing = new Map(
      seen.map((partnership, index) => [
        partnership.key,
        { feasible: partnership.feasible, inFirstTen: index < FIRST },
      ]),
    )
    const toldKeys = toldRows.filter(row => row.kind === 'matches-changed').map(row => row.partnershipKey)
    const news = { entered: [] as string[], becameFeasible: [] as string[], lost: [] as string[] }
    for (const key of new Set([...standing.keys(), ...toldKeys])) {
      const now = standing.get(key) ?? nowhere
      const told = toldOf.get(`${need.buyer} matches-changed ${key}`)
      const change = newsOf(told, now)
      if (
        change === null &&
        (told === undefined || (told.feasible === now.feasible && told.inFirstTen === now.inFirstTen))
      ) {
        continue
      }
      await remember(need.buyer, 'matches-changed', key, now)
      // Beyond the first ten a partnership is in the list, but no news.
      if (change === 'became-feasible' && now.inFirstTen) news.becameFeasible.push(key)
      else if (change === 'no-longer-feasible') news.lost.push(key)
      else if (change !== null && now.inFirstTen) news.entered.push(key)
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

  // In the order of ids, the buyer among the firms: see notify().
  for (const organisation of [...new Set([...firms, need.buyer])].sort()) {
    if (firms.includes(organisation)) await tellFirm(organisation)
    if (organisation === need.buyer) await tellBuyer()
  }
}
