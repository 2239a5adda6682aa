import type { Catalogue } from '@maillage/matching/catalogue.ts'
import { isAbout } from '@maillage/matching/reference.ts'
import type { Static } from 'typebox'
import type { CatalogueSummary } from './schemas.ts'

/** What forms and pages need of the catalogue; rates stay with the engine. */
export function summarise(catalogue: Catalogue): Static<typeof CatalogueSummary> {
  return {
    ...catalogue,
    items: catalogue.items.map(item => ({
      ...item,
      outside: item.outside !== null,
      washes: item.washes?.value ?? null,
    })),
    machineTypes: catalogue.machineTypes.map(type => ({
      ...type,
      processes: type.processes.map(({ process }) => process),
    })),
    reorientations: catalogue.reorientations.map(({ id, name, days, keuro, trainingDays }) => ({
      id,
      name,
      days: days.value,
      keuro: keuro.value,
      trainingDays: trainingDays.value,
    })),
    regimes: catalogue.regimes.map(regime => ({
      ...regime,
      items: catalogue.items.filter(item => isAbout(regime, item)).map(({ id }) => id),
      changes: regime.changes.map(change => ({
        ...change,
        days: change.days.value,
        keuro: change.keuro.value,
      })),
      source: regime.basis === 'estimated' ? null : regime.basis.source,
    })),
    norms: catalogue.norms.map(norm => ({ ...norm, days: norm.days.value, keuro: norm.keuro.value })),
  }
}
