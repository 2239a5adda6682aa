import { recordOf } from '#lib/catalogue.svelte.ts'
import { m } from '#lib/paraglide/messages.js'
import type { Attribute } from './draft.ts'

const weights: Attribute[] = ['leastGramsPerM2', 'mostGramsPerM2']

/** What tells machines apart that do the same process. */
const BY_PROCESS: Record<string, Attribute[]> = {
  weave: ['widthCm', ...weights],
  knit: ['gauge', ...weights],
  'nw-sb': ['widthCm', ...weights],
  'nw-mb': ['widthCm', ...weights],
  'nw-np': ['widthCm', ...weights],
  finish: ['widthCm'],
  coat: ['widthCm'],
  'film-ext': ['widthCm'],
}

/** What may be said of a machine type beyond number and hours, in one order; nothing for most. */
export function attributesAsked(machineType: string): Attribute[] {
  const processes = recordOf('machineTypes', machineType)?.processes ?? []
  const asked = new Set(processes.flatMap(process => BY_PROCESS[process] ?? []))
  return (['widthCm', 'gauge', ...weights] as const).filter(attribute => asked.has(attribute))
}

/** What each is called, and the unit it is given in. */
export const ATTRIBUTES: Record<Attribute, { label: () => string; unit: () => string }> = {
  widthCm: { label: m.firm_attribute_width, unit: () => 'cm' },
  gauge: { label: m.firm_attribute_gauge, unit: m.firm_attribute_gauge_unit },
  leastGramsPerM2: { label: m.firm_attribute_least_weight, unit: () => 'g/m²' },
  mostGramsPerM2: { label: m.firm_attribute_most_weight, unit: () => 'g/m²' },
}
