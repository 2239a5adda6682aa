/** A region drawn from a seed, and an engine that holds its firms. */
import { loadCatalogue } from '@maillage/db/catalogue/load.ts'
import { loadDepartments } from '@maillage/db/towns/departments.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import type { Need } from '@maillage/matching/demand.ts'
import { createEngine, type Engine } from '@maillage/matching/engine.ts'
import type { Firm } from '@maillage/matching/supply.ts'
import { drawFirms } from './firms.ts'
import { drawNeeds } from './needs.ts'

/** The day every measure is about: results must not move with the calendar. A Monday. */
export const today = '2026-11-23'

/** What a user of `pnpm bench` chooses. */
export interface Size {
  firms: number
  needs: number
  seed: number
  /** Budget of each measure. */
  seconds: number
}

/** Departments that count as regional: those of Occitanie. Firms and buyers are all over France. */
export const departments = loadDepartments()
  .filter(({ region }) => region === 'Occitanie')
  .map(({ code }) => code)

export interface Region {
  catalogue: Catalogue
  firms: Firm[]
  needs: Need[]
}

export function drawRegion({ firms, needs, seed }: Size): Region {
  const catalogue = loadCatalogue()
  return {
    catalogue,
    firms: [...drawFirms(seed, firms, today)],
    needs: [...drawNeeds(seed, needs, today, catalogue)],
  }
}

export function emptyEngine(catalogue: Catalogue): Engine {
  return createEngine(catalogue, { asOf: today, departments })
}

export function engineOf({ catalogue, firms }: Region): Engine {
  const engine = emptyEngine(catalogue)
  for (const firm of firms) engine.upsertFirm(firm)
  return engine
}

/** A resident set in MiB, whole. */
export function residentMiB(): number {
  return Math.round(process.memoryUsage().rss / 2 ** 20)
}
