import type { DB } from '@maillage/db/tables/database.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import type { Engine } from '@maillage/matching/engine.ts'
import type { Partnership } from '@maillage/matching/match.ts'
import type { Kysely } from 'kysely'
import type { Language } from '../../problems/problem.ts'
import { isWhollyShown } from '../matches/show.ts'
import { readLots } from '../tenders/queries.ts'
import { type Composition, type Proposal, WHOLE } from './schemas.ts'

/** Partnerships that are proposed for a lot: as many as one reads. */
const MOST = 3
const PERCENT = WHOLE / 100

/** Who is in a partnership, and how much of which operation each does. */
interface Work extends Pick<Partnership, 'members'> {
  assignments: Pick<Partnership['assignments'][number], 'firm' | 'process' | 'share'>[]
}

/**
 * What each partner would do of a lot, in whole per cent that make 100: its share of the operations, each of which counts alike
 * (its quantity counts where several share it). An estimate to begin from, which the firms put right among themselves.
 */
export function sharesIn({ members, assignments }: Work): Map<string, number> {
  const partners = members.filter(({ role }) => role === 'partner').map(({ firm }) => firm)
  const doneBy = (firm: string) =>
    assignments.filter(one => one.firm === firm).reduce((sum, { share }) => sum + share, 0)
  const done = partners.map(firm => ({ firm, work: doneBy(firm) }))
  const all = done.reduce((sum, { work }) => sum + work, 0)
  const exact = done.map(({ firm, work }) => ({
    firm,
    // A partner without an operation of its own still has a part: one per cent, and the others what is left.
    percent: Math.max(1, all === 0 ? 100 / done.length : (work * 100) / all),
  }))
  const floors = exact.map(({ firm, percent }) => ({
    firm,
    percent: Math.max(1, Math.floor(percent)),
    rest: percent - Math.floor(percent),
  }))
  let left = 100 - floors.reduce((sum, { percent }) => sum + percent, 0)
  const byRest = floors.toSorted((a, b) => b.rest - a.rest || (a.firm < b.firm ? -1 : 1))
  for (const one of byRest) {
    if (left <= 0) break
    one.percent += 1
    left -= 1
  }
  // What the least parts were rounded up by comes off the largest.
  for (const one of floors.toSorted((a, b) => b.percent - a.percent)) {
    if (left >= 0) break
    const taken = Math.min(-left, one.percent - 1)
    one.percent -= taken
    left += taken
  }
  return new Map(floors.map(({ firm, percent }) => [firm, percent * PERCENT]))
}

/** The composition that a partnership would make for a lot. */
export function compositionOf(
  partnership: Work,
  lot: number,
  processName: (process: string) => string,
): Composition {
  const shares = sharesIn(partnership)
  const workOf = (firm: string) => {
    const done = partnership.assignments.filter(one => one.firm === firm).map(({ process }) => process)
    return [...new Set(done)].map(processName).join(', ').slice(0, 400)
  }
  return {
    form: 'conjoint-liable-lead',
    shows: 'own',
    members: partnership.members.map(({ firm, role }) => ({
      organisationId: firm,
      role,
      parts: [{ lot, share: shares.get(firm) ?? null, work: workOf(firm) }],
    })),
  }
}

/**
 * Partnerships that the engine finds for the lots of a tender and that hold a firm as a partner beside others, the best of each lot
 * first. They come of the stored rankings, which are computed for an outside reader: nothing private of the others is in
 * them. One that holds a firm which chose not to be seen is left out.
 */
export async function proposeGroups(
  db: Kysely<DB>,
  { engine, catalogue }: { engine: Engine; catalogue: Catalogue },
  { tenderId, firm, language }: { tenderId: string; firm: string; language: Language },
): Promise<Proposal[]> {
  const names = new Map(catalogue.processes.map(({ id, name }) => [id, name[language]]))
  const proposals: Proposal[] = []
  for (const lot of await readLots(db, tenderId)) {
    const matches = await db
      .selectFrom('match')
      .innerJoin('matchMember', join =>
        join
          .onRef('match.needId', '=', 'matchMember.needId')
          .onRef('match.partnershipKey', '=', 'matchMember.partnershipKey'),
      )
      .select(['match.partnership', 'match.feasible'])
      .where('match.needId', '=', lot.needId)
      .where('matchMember.organisationId', '=', firm)
      .orderBy('match.rank')
      .execute()
    const fitting = matches.filter(({ partnership }) => isGroupOf(partnership, firm))
    const shown = fitting.filter(({ partnership }) => isWhollyShown({ sees: [firm] }, engine, partnership))
    for (const { partnership, feasible } of shown.slice(0, MOST))
      proposals.push({
        lot: lot.number,
        feasible,
        names: Object.fromEntries(
          partnership.members.map(member => [member.firm, engine.firm(member.firm)?.name ?? '']),
        ),
        composition: compositionOf(partnership, lot.number, process => names.get(process) ?? process),
      })
  }
  return proposals
}

/** Whether a firm is a partner of it, and not the only one. */
function isGroupOf({ members }: Partnership, firm: string): boolean {
  const partners = members.filter(({ role }) => role === 'partner')
  return partners.length > 1 && partners.some(partner => partner.firm === firm)
}
