import { setImmediate as othersTurn } from 'node:timers/promises'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import { createEngine, type EngineOptions } from '@maillage/matching/engine.ts'
import type { Revision } from './revisions.ts'
import { createRanker } from './ranker.ts'

/** Firms added before others have their turn: some milliseconds of work. */
const BATCH = 100

/** A revision with nobody in it yet. */
export function emptyRevision(catalogue: Catalogue, options: EngineOptions): Revision {
  const engine = createEngine(catalogue, options)
  return { catalogue, engine, ranker: createRanker(catalogue, { departments: options.departments }, engine) }
}

/**
 * The same firms and open needs on another catalogue. The one before answers meanwhile; whoever calls sees to it that no
 * firm or need changes until this has ended.
 */
export async function reviseWith(
  catalogue: Catalogue,
  before: Revision,
  departments: string[],
): Promise<Revision> {
  const next = emptyRevision(catalogue, { asOf: before.engine.asOf, departments })
  let added = 0
  for (const firm of before.engine.firms()) {
    next.engine.upsertFirm(firm)
    if (++added % BATCH === 0) await othersTurn()
  }
  for (const need of before.engine.needs()) {
    next.engine.upsertNeed(need)
    if (++added % BATCH === 0) await othersTurn()
  }
  // Midnight may have passed meanwhile.
  next.engine.setAsOf(before.engine.asOf)
  return next
}
