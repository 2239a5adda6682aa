import { readLimits, readRevisions, readRules } from '#lib/procedure/procedure.ts'
import { Reading } from '#lib/reading.svelte.ts'
import { readSchemes } from '../investments/schemes.ts'

export async function load({ parent }) {
  const { organisation } = await parent()
  return {
    rules: new Reading(readRules),
    limits: new Reading(readLimits),
    schemes: new Reading(readSchemes),
    revisions: new Reading(() => readRevisions(organisation.id)),
  }
}
