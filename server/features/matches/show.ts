import type { Engine } from '@maillage/matching/engine.ts'
import { stability } from '@maillage/matching/explain/stability.ts'
import type { Partnership, Ranking } from '@maillage/matching/match.ts'
import type { Assembled } from '@maillage/matching/rank.ts'
import type { Firm } from '@maillage/matching/supply.ts'
import type { Static } from 'typebox'
import { communeName } from '../../places.ts'
import type { Reader } from './policy.ts'
import type { AssemblySchema, FirmCard, RankingSchema } from './schemas.ts'

function cardOf(firm: Firm): Static<typeof FirmCard> | null {
  const [site] = firm.sites
  return site === undefined
    ? null
    : {
        id: firm.id,
        name: firm.name,
        structure: firm.structure,
        verified: firm.verified,
        commune: site.place.commune,
        communeName: communeName(site.place.commune),
        department: site.place.department,
        latitude: site.place.latitude,
        longitude: site.place.longitude,
        confirmedAt: firm.confirmedAt,
      }
}

/** Cards of the firms that have a site, by id. */
export function cardsOf(engine: Engine, ids: string[]): Record<string, Static<typeof FirmCard>> {
  const cards = [...new Set(ids)].flatMap(id => {
    const firm = engine.firm(id)
    const card = firm ? cardOf(firm) : null
    return card ? [card] : []
  })
  return Object.fromEntries(cards.map(card => [card.id, card]))
}

/** Whether a reader may see a firm: their own always, others unless these chose not to be seen. */
export function isShown({ sees }: Pick<Reader, 'sees'>, engine: Engine, firm: string): boolean {
  return sees === 'all' || sees.includes(firm) || engine.firm(firm)?.audience !== 'operator'
}

/** Whether a reader may see every firm of a partnership. */
export function isWhollyShown(
  reader: Pick<Reader, 'sees'>,
  engine: Engine,
  { members }: Partnership,
): boolean {
  return members.every(({ firm }) => isShown(reader, engine, firm))
}

/**
 * A ranking as its reader may see it: partnerships, knocked-out firms and firms to check that chose not to be seen are
 * left out, with cards for the firms that are named. Consent governs display, not matching: those firms were told all the same.
 */
export function showTo(
  reader: Reader,
  engine: Engine,
  ranking: Ranking & { withWords: boolean },
  limit: number,
): Static<typeof RankingSchema> {
  const visible = ranking.partnerships.filter(partnership => isWhollyShown(reader, engine, partnership))
  const partnerships = visible.slice(0, limit)
  const nearest = ranking.knockedOut.nearest.filter(({ firm }) => isShown(reader, engine, firm))
  const { toCheck = [], ...unchecked } = ranking
  const checked = toCheck.filter(({ firm }) => isShown(reader, engine, firm))
  const named = [
    ...partnerships.flatMap(({ members }) => members.map(({ firm }) => firm)),
    ...nearest.map(({ firm }) => firm),
    ...checked.map(({ firm }) => firm),
  ]
  return {
    ...unchecked,
    ...(checked.length > 0 && { toCheck: checked.map(({ firm, words }) => ({ firm, words })) }),
    partnerships,
    knockedOut: { ...ranking.knockedOut, nearest },
    stability: stability(visible),
    firms: cardsOf(engine, named),
  }
}

/** A proven assembly for a reader, among whose firms it was looked for. */
export function showAssembled(
  engine: Engine,
  { status, candidates, bound, partnerships }: Assembled,
): Static<typeof AssemblySchema> {
  const named = partnerships.flatMap(({ members }) => members.map(({ firm }) => firm))
  return { status, candidates, bound, partnerships, firms: cardsOf(engine, named) }
}
