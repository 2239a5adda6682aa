import type { Catalogue } from '@maillage/matching/catalogue.ts'
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
    norms: catalogue.norms.map(norm => ({ ...norm, days: norm.days.value, keuro: norm.keuro.value })),
  }
}
