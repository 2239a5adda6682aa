import type { Catalogue } from '@maillage/matching/catalogue.ts'
import type { Engine } from '@maillage/matching/engine.ts'
import type { Firm } from '@maillage/matching/supply.ts'
import { setImmediate as breathe } from 'node:timers/promises'
import { type Makeable, makeableBy, operationKey, servicesOf } from '../possibilities/makeable.ts'
import { findGaps, type Gap } from './gaps.ts'

/** What the firms of the engine can make, one by one and together. */
export interface Capabilities {
  firms: { firm: Firm; makeable: Makeable }[]
  gaps: Gap[]
}

async function compute(engine: Engine, catalogue: Catalogue): Promise<Capabilities> {
  const firms: Capabilities['firms'] = []
  // A copy: other requests get their turn after each firm, and the engine goes on following.
  const present = Array.from(engine.firms())
  for (const firm of present) {
    await breathe()
    firms.push({ firm, makeable: makeableBy(engine, catalogue, firm) })
  }
  const services = servicesOf(catalogue)
  const done = new Set(firms.flatMap(({ makeable }) => [...makeable.operations]))
  const gaps = findGaps(catalogue, (recipe, operation) => {
    const key = operationKey(recipe, operation)
    return done.has(key) || services.has(key)
  })
  return { firms, gaps }
}

/** A reader of capabilities that computes them once for each state of the firms, which `stateOf` names. */
export function capabilityReader(
  engine: Engine,
  catalogue: Catalogue,
  stateOf: () => string,
): () => Promise<Capabilities> {
  let latest: { state: string; capabilities: Promise<Capabilities> } | undefined
  return () => {
    const state = stateOf()
    if (latest?.state !== state) {
      const capabilities = compute(engine, catalogue)
      latest = { state, capabilities }
      // A failure is told to whoever asked, and not kept.
      capabilities.catch(() => (latest = undefined))
    }
    return latest.capabilities
  }
}
